"""The child process that converts spreadsheets, so that a file can at worst kill the child.

Some files abort or exhaust the parsing libraries themselves, which no `except` sees. The child reads orders, a
line of JSON each, and answers each with a line, until its input ends. Nobody but `worker` runs it.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from zlts.formats import refusals, spool
from zlts.formats.cells import RawSheet
from zlts.formats.refusals import Unreadable
from zlts.formats.sniff import FileKind

_GROWTH = 900 << 20
_WORN = 400 << 20
"""A child that once needed so much is replaced: what it holds does not all go back to the system."""
_MOST_SHEETS = 1_000
OUT_OF_TIME = 1
"""The exit code that faulthandler gives."""
CRASHED = 3
"""The exit code of anything unforeseen."""
_OF_BROKEN_DATA = (
    ArithmeticError, AssertionError, BufferError, EOFError, LookupError, NotImplementedError, RecursionError,
    SyntaxError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading damaged data can raise; whatever else comes is a mistake of the reader."""


def main() -> None:
    """Serve until the parent is gone."""
    gc.disable()  # rows are made and gone by the hundred thousand, and none of them is in a cycle
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints goes where errors go: nowhere
    _bound_memory()
    try:
        for line in sys.stdin.buffer:
            answers.write(json.dumps(answer(json.loads(line))) + "\n")
            answers.flush()
    except BaseException:  # noqa: BLE001 - a panic of a Rust library is no Exception; either way this child is done
        os._exit(CRASHED)


def _bound_memory() -> None:
    """Where the system has such a bound; Windows has none to set from within."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        bound = pages * resource.getpagesize() + _GROWTH
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def answer(order: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a file as ordered: `path`, `kind`, `encoding`, `spool` (the path to write to), `seconds` at most.

    The answer has `sheets` (name, whether hidden, whether dates count from 1904, the places of its chunks), or why
    the file is `refused` and what is to be done; and whether the child is `worn`. When time is up, the process ends.
    """
    # A thread of C's own, which runs out even while a library holds the interpreter.
    faulthandler.dump_traceback_later(order["seconds"], exit=True)
    try:
        sheets = _convert(Path(order["path"]), FileKind(order["kind"]), order["encoding"], Path(order["spool"]))
    except Unreadable as why:
        return _refusal(why)
    except OSError as error:
        return _refusal(refusals.unopened(error))
    except MemoryError:
        return _refusal(refusals.too_big(), worn=True)
    except _OF_BROKEN_DATA:
        return _refusal(refusals.died(), worn=True)
    except Exception as error:  # noqa: BLE001 - a mistake of a reader, which is not the file's
        return _refusal(refusals.unforeseen(error), worn=True)
    finally:
        faulthandler.cancel_dump_traceback_later()
    return {"sheets": sheets, "worn": _is_worn()}


def _refusal(why: Unreadable, *, worn: bool = False) -> dict[str, Any]:
    return {"refused": [why.what, why.todo], "worn": worn or _is_worn()}


def _peak() -> int:
    """The most memory that this process has needed, in bytes; 0 where nothing tells it."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


_BEFORE = _peak()
"""Linux counts in what the parent had needed when it started this process."""


def _is_worn() -> bool:
    return _peak() - _BEFORE > _WORN


def _convert(path: Path, kind: FileKind, encoding: str | None, to: Path) -> list[Any]:
    with to.open("wb") as stream:
        sheets = reader_of(kind)(path, encoding)
        if len(sheets) > _MOST_SHEETS:
            raise refusals.too_many_sheets(len(sheets))
        return [(one.name, one.hidden, one.since_1904, spool.write(one.rows, stream)) for one in sheets]


def reader_of(kind: FileKind) -> Callable[[Path, str | None], list[RawSheet]]:
    """The reader of a kind; no library is loaded that the kind does not need."""
    if kind in (FileKind.OOXML, FileKind.OLE, FileKind.BIFF):
        from zlts.formats import excel

        read = {FileKind.OOXML: excel.read_ooxml, FileKind.OLE: excel.read_ole, FileKind.BIFF: excel.read_biff}[kind]
        return lambda path, _: read(path)
    if kind is FileKind.SPREADSHEETML:
        from zlts.formats.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml
    from zlts.formats import html

    if kind is FileKind.MHTML:
        return html.read_mhtml
    return html.read_html


if __name__ == "__main__":
    main()
