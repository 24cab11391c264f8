"""The list of commands, and the one error boundary."""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any

import typer

from zlts import __version__, commits, streams
from zlts.commands import (
    anomalies,
    beyond,
    corrections,
    decisions,
    doing,
    guide,
    intake,
    ledger,
    manual,
    policies,
    reports,
    safekeeping,
    shells,
)
from zlts.commands.help_pages import Command, Group
from zlts.commands.parameters import LedgerPath
from zlts.commands.shared import PARTLY, path_of, redacted_words, tell
from zlts.commands.usage_errors import check_dashes, check_placeholders, usage_words
from zlts.errors import UNREADABLE, LedgerRefused, OutputRefused, ZltsError
from zlts.interrupt import TAKEN_BACK, taking_back

WRITTEN = "台账已经写入，没有受影响，不必重做；只是结果没有显示完或没有写成文件。可以用 zlts status 查看。"
_LEDGER = "zlts.ledger"
"""Where a command's context keeps the ledger file that its line names."""


class Boundary(Group):
    """Turns what the clerk can put right into words and an exit code; no traceback reaches her."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_LEDGER] = _ledger_typed(args)
        try:
            check_dashes(args)
            check_placeholders(args)
            return super().parse_args(ctx, args)
        except ZltsError as error:
            tell(str(error))
            raise typer.Exit(error.exit_code) from None
        except typer.TyperException as error:
            tell(usage_words(error))
            raise typer.Exit(2) from None

    def invoke(self, ctx: Any) -> Any:
        commits.begin()
        try:
            with taking_back():
                return super().invoke(ctx)
        except (ZltsError, KeyboardInterrupt, typer.TyperException, sqlite3.Error, OSError, *UNREADABLE) as error:
            command = " ".join(filter(None, (ctx.command_path, ctx.invoked_subcommand)))
            words, code = _answer(error, path_of(ctx, ctx.meta[_LEDGER]), command)
            for one in words:
                tell(one)
            raise typer.Exit(code) from None


def _answer(error: BaseException, ledger: Path, command: str) -> tuple[list[str], int]:
    """What the clerk is told of a command's failure, and the exit code; who complained is left out by that ledger."""
    match error:
        case LedgerRefused():  # nothing can be asked of it
            return [str(error)], error.exit_code
        case ZltsError():
            told, wrote = redacted_words(ledger, str(error)), isinstance(error, OutputRefused) and commits.made()
            return ([told, WRITTEN], PARTLY) if wrote else ([told], error.exit_code)
        case _ if isinstance(error, KeyboardInterrupt) or _is_interrupt(error):
            return [TAKEN_BACK], 1
        case OSError():
            from zlts.backups import words

            return [f"没有做完：{words(error)}；{_done()}。请检查磁盘空间和文件夹权限，再做一次。"], _partly()
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
        return [f"名称里有不是 UTF-8 编码的字；{_done()}。请改正名称再做。"], _partly()
    fault = "" if os.environ.get("ZLTS_DEBUG") else _fault_of(ledger)
    if fault:
        todo = "请先用 zlts verify 看全部，再用 zlts restore 换回改动以前的备份。"
        return [f"台账“{ledger.name}”里有程序读不懂的内容：{fault}；{_done()}。{todo}"], _partly()
    if isinstance(error, sqlite3.Error):
        return [_database_words(error)], 1
    raise error


def _done() -> str:
    """What stands in the ledger after a command that could not go on."""
    return "台账已经写入的照旧有效，没有做完的一步没有写入" if commits.made() else "这一步没有写入"


def _partly() -> int:
    return PARTLY if commits.made() else 1


def _fault_of(ledger: Path) -> str:
    """The first thing that is not as the program left it; "" where all is, or where nothing can be asked."""
    from zlts.db import Ledger
    from zlts.services.verifying import verify

    with suppress(ZltsError, sqlite3.Error, OSError, *UNREADABLE), closing(Ledger.open(ledger, strange=True)) as book:
        return next(iter(verify(book).faults), "")
    return ""


def _ledger_typed(words: Sequence[str]) -> Path | None:
    """The file behind the last --ledger, wherever it stands; None if there is none."""
    typed = [after for word, after in pairwise(words) if word == "--ledger"]
    typed += [word.partition("=")[2] for word in words if word.startswith("--ledger=")]
    return Path(typed[-1]) if typed else None


def _is_interrupt(error: BaseException) -> bool:
    """Whether Ctrl-C came while SQLite was at work."""
    return getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT


def _database_words(error: sqlite3.Error) -> str:
    return f"台账读写出错（{type(error).__name__}），这一步没有写入。请先备份台账文件，再联系维护人员。"


app = typer.Typer(
    name=shells.PROGRAM,
    cls=Boundary,
    invoke_without_command=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(f"zlts {__version__}")
        raise typer.Exit


def _install_completion(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        shells.install()
        raise typer.Exit


def _show_completion(ctx: typer.Context, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        typer.echo(shells.script())
        raise typer.Exit


@app.callback()
def top(
    ctx: typer.Context,
    ledger_path: LedgerPath = None,
    _show_version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")] = False,
    _install: Annotated[
        bool,
        typer.Option("--install-completion", callback=_install_completion, help="让这台电脑的命令行会按 Tab 补全"),
    ] = False,
    _script: Annotated[
        bool, typer.Option("--show-completion", callback=_show_completion, help="只显示补全用的脚本，不安装")
    ] = False,
) -> None:
    """“群众满意零投诉”窗口竞赛：导入、月度评定、通报、评优。

    zlts
    zlts import 2013-06 投诉登记簿.xlsx
    zlts assess 2013-06
    zlts report monthly 2013-06
    zlts help month
    不带命令的 zlts 显示台账进度；zlts help 列出手册各页；zlts 命令 --help 看一个命令的写法。
    """
    ctx.obj = ledger_path
    if ctx.invoked_subcommand is None:
        guide.here(ctx)


def _group(
    name: str, panel: str, words: str, commands: dict[str, Callable[..., Any]], own: Callable[..., Any] | None = None
) -> None:
    """A group of commands; `own` is what its own options do, without a command."""
    group = typer.Typer(cls=Group, help=words, no_args_is_help=True, rich_markup_mode=None)
    if own:
        group.callback(invoke_without_command=True, help=words)(own)
    for one, function in commands.items():
        group.command(one, cls=Command)(function)
    app.add_typer(group, name=name, rich_help_panel=panel)


def _list(panel: str, commands: dict[str, Callable[..., Any]]) -> None:
    for name, function in commands.items():
        cls = intake.ImportCommand if name == "import" else Command
        app.command(name, cls=cls, rich_help_panel=panel)(function)


_list("开始", {"init": intake.init, "bureau": policies.bureau, "help": manual.help_, "demo": ledger.demo})
_list(
    "每个月",
    {
        "import": intake.import_,
        "assess": ledger.assess,
        "status": guide.status,
        "next": doing.next_,
        "notice": reports.notice,
        "done": decisions.done,
        "awards": reports.awards,
    },
)
_list(
    "查问",
    {
        "explain": ledger.explain,
        "ledger": ledger.ledger,
        "eligible": ledger.eligible,
        "complaints": corrections.complaints,
        "anomalies": anomalies.anomalies,
        "batches": intake.batches,
        "rules": ledger.rules,
    },
)
_list(
    "补正",
    {
        "quarantine": intake.quarantine,
        "set-aside": corrections.set_aside,
        "retry": corrections.retry,
        "undo": corrections.undo,
        "extract": corrections.extract,
        "layouts": corrections.layouts,
        "merge": corrections.merge,
        "count": corrections.count,
        "waive": decisions.waive,
        "object": decisions.object_,
        "void": anomalies.void,
        "post": corrections.post,
    },
)
_list(
    "保管",
    {
        "verify": safekeeping.verify,
        "anchor": safekeeping.anchor,
        "journal": safekeeping.journal,
        "backup": safekeeping.backup,
        "restore": safekeeping.restore,
        "purge": safekeeping.purge,
        "export": ledger.export,
        "rollup": beyond.rollup,
    },
)
_list("政策", {"simulate": policies.simulate})
_group(
    "report",
    "每个月",
    reports.GROUP,
    {
        "monthly": reports.monthly,
        "quarterly": reports.quarterly,
        "annual": reports.annual,
        "unit": reports.unit,
    },
    reports.listed,
)
_group(
    "add",
    "补正",
    corrections.GROUP,
    {
        "measure": corrections.add_measure,
        "inspection": corrections.add_inspection,
        "filing": corrections.add_filing,
        "nil": corrections.add_nil,
    },
)
_group("policy", "政策", policies.GROUP, {"show": policies.show, "check": policies.check, "adopt": policies.adopt})


def main() -> None:
    """The `zlts` command."""
    streams.reconfigure_streams()
    # A run makes millions of small values and few cycles: looking for those less often saves a fifth of an import.
    gc.set_threshold(50_000, 20, 100)
    # SQLite works at the side of a long import: it should not wait for its turn longer than a moment.
    sys.setswitchinterval(0.001)
    if shells.asked():
        shells.answer(app)
    sys.exit(int(_with_output(_run()) or 0))


def _run() -> Any:
    """Run the command; returns its exit code."""
    try:
        app(prog_name=shells.PROGRAM)
    except SystemExit as ended:
        return ended.code
    except Exception as error:  # the last door: a bug is told as a bug, without a traceback
        if os.environ.get("ZLTS_DEBUG"):
            raise
        tell(f"程序内部出错（{type(error).__name__}），这是程序的问题，不是您的操作问题；{_done()}。")
        tell("请设置环境变量 ZLTS_DEBUG=1 再运行一次，把显示的内容交给维护人员。")
        return _partly()
    return 0


def _with_output(code: Any) -> Any:
    """The exit code; where not all of the output could be shown, say so, and what stands in the ledger."""
    found = streams.fault()
    if found is None:
        return code
    if commits.made() or not streams.is_closed(found):  # who closes a pipe, as head does, has seen enough
        tell(f"结果没有显示完：{streams.words(found)}。{WRITTEN if commits.made() else ''}")
    return PARTLY if commits.made() or not code else code
