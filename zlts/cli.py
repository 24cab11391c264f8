"""The list of commands, and the one error boundary."""

import gc
import os
import sqlite3
import sys
from collections.abc import Callable, Sequence
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
from zlts.commands.failures import WRITTEN, answer_to, exit_code, what_stands
from zlts.commands.help_pages import Command, Group
from zlts.commands.parameters import LedgerPath
from zlts.commands.shared import PARTLY, path_of, tell
from zlts.commands.usage_errors import check_dashes, check_placeholders, usage_words
from zlts.errors import UNREADABLE, ZltsError
from zlts.interrupt import taking_back

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
            words, code = answer_to(error, path_of(ctx, ctx.meta[_LEDGER]), command)
            for one in words:
                tell(one)
            raise typer.Exit(code) from None


def _ledger_typed(words: Sequence[str]) -> Path | None:
    """The file behind the last --ledger, wherever it stands; None if there is none."""
    typed = [after for word, after in pairwise(words) if word == "--ledger"]
    typed += [word.partition("=")[2] for word in words if word.startswith("--ledger=")]
    return Path(typed[-1]) if typed else None


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
        tell(f"程序内部出错（{type(error).__name__}），这是程序的问题，不是您的操作问题；{what_stands()}。")
        tell("请设置环境变量 ZLTS_DEBUG=1 再运行一次，把显示的内容交给维护人员。")
        return exit_code()
    return 0


def _with_output(code: Any) -> Any:
    """The exit code; where not all of the output could be shown, say so, and what stands in the ledger."""
    found = streams.fault()
    if found is None:
        return code
    if commits.made() or not streams.is_closed(found):  # who closes a pipe, as head does, has seen enough
        tell(f"结果没有显示完：{streams.words(found)}。{WRITTEN if commits.made() else ''}")
    return PARTLY if commits.made() or not code else code
