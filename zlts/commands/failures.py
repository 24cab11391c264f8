"""What the clerk is told where a command failed, and its exit code."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import typer

from zlts import commits
from zlts.commands.shared import PARTLY, redacted_words
from zlts.commands.usage_errors import usage_words
from zlts.errors import UNREADABLE, LedgerRefused, OutputRefused, ZltsError
from zlts.interrupt import TAKEN_BACK

WRITTEN = "台账已经写入，没有受影响，不必重做；只是结果没有显示完或没有写成文件。可以用 zlts status 查看。"


def answer_to(error: BaseException, ledger: Path, command: str) -> tuple[list[str], int]:
    """What the clerk is told of a command's failure, and the exit code; who complained is left out by that ledger."""
    match error:
        case LedgerRefused():  # nothing can be asked of it
            return [str(error)], error.exit_code
        case ZltsError():
            told, wrote = redacted_words(ledger, str(error)), isinstance(error, OutputRefused) and commits.made()
            return ([told, WRITTEN], PARTLY) if wrote else ([told], error.exit_code)
        case _ if isinstance(error, KeyboardInterrupt) or _is_interrupt(error):
            return [TAKEN_BACK], 1
        case OSError() if not os.environ.get("ZLTS_DEBUG"):
            from zlts.backups import words

            return [f"没有做完：{words(error)}；{what_stands()}。请检查磁盘空间和文件夹权限，再做一次。"], exit_code()
        case typer.TyperException():
            return [redacted_words(ledger, usage_words(error, command))], 2
        case _:
            return _past_reading(error, ledger)


def _past_reading(error: BaseException, ledger: Path) -> tuple[list[str], int]:
    """What is told where nothing could be made of what stands in the ledger, if that is why a command failed.

    Raises:
        the error itself: the ledger is whole, and so it is a bug.
    """
    if isinstance(error, UnicodeEncodeError):
        return [f"名称里有不是 UTF-8 编码的字；{what_stands()}。请改正名称再做。"], exit_code()
    fault = "" if os.environ.get("ZLTS_DEBUG") else _fault_of(ledger)
    if fault:
        todo = "请先用 zlts verify 看全部，再用 zlts restore 换回改动以前的备份。"
        return [f"台账“{ledger.name}”里有程序读不懂的内容：{fault}；{what_stands()}。{todo}"], exit_code()
    if isinstance(error, sqlite3.Error):
        return [_database_words(error)], 1
    raise error


def what_stands() -> str:
    """What stands in the ledger after a command that could not go on."""
    return "台账已经写入的照旧有效，没有做完的一步没有写入" if commits.made() else "这一步没有写入"


def exit_code() -> int:
    """Of a failure: done in part where something was written, else refused."""
    return PARTLY if commits.made() else 1


def _fault_of(ledger: Path) -> str:
    """The first thing that is not as the program left it; "" where all is, or where nothing can be asked."""
    from zlts.db import Ledger
    from zlts.services.verifying import verify

    with suppress(ZltsError, sqlite3.Error, OSError, *UNREADABLE), closing(Ledger.open(ledger, strange=True)) as book:
        return next(iter(verify(book).faults), "")
    return ""


def _is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C came while SQLite was at work."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def _database_words(error: sqlite3.Error) -> str:
    return f"台账读写出错（{type(error).__name__}），这一步没有写入。请先备份台账文件，再联系维护人员。"
