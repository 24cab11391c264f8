"""The list of commands, and the one error boundary."""

from __future__ import annotations

import os
import sqlite3
import sys
from typing import Annotated, Any, cast

import typer
from typer.core import TyperGroup

from zlts import __version__
from zlts.commands import anomalies, decisions, intake, ledger, policies, reports, safekeeping, second_thoughts
from zlts.commands.shared import LedgerPath, tell
from zlts.commands.wording import usage_words
from zlts.errors import ZltsError

_UsageError = cast(type[Exception], typer.BadParameter.__mro__[1])
"""What Typer raises for a command whose words are off; Typer keeps its own Click to itself."""


class Boundary(TyperGroup):
    """Turns what the clerk can put right into words and an exit code; no traceback reaches her."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ZltsError as error:
            tell(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            tell("已中断：做完的文件已收下，正在做的一步没有写入。")
            raise typer.Exit(1) from None
        except _UsageError as error:
            tell(usage_words(error))
            raise typer.Exit(2) from None
        except Exception as error:
            found = _database_error(error)
            if found is None:
                raise
            tell(_database_words(found))
            raise typer.Exit(1) from None


def _database_error(error: Exception) -> sqlite3.Error | None:
    """SQLite's own error, also where SQLAlchemy has wrapped it."""
    original = getattr(error, "orig", error)
    return original if isinstance(original, sqlite3.Error) else None


def _database_words(error: sqlite3.Error) -> str:
    return f"台账读写出错（{type(error).__name__}），这一步没有写入。请先备份台账文件，再联系维护人员。"


app = typer.Typer(
    cls=Boundary,
    help="“群众满意零投诉”窗口竞赛：导入、月度评定、通报、评优。",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
report_app = typer.Typer(help="月度、季度、年度通报。", no_args_is_help=True, rich_markup_mode=None)
add_app = typer.Typer(help="补记一条：措施、检查、报送。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(report_app, name="report")
policy_app = typer.Typer(help="政策：看、检查、采用。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(add_app, name="add")
app.add_typer(policy_app, name="policy")


def _version(value: bool) -> None:
    if value:
        typer.echo(f"zlts {__version__}")
        raise typer.Exit


@app.callback()
def top(
    ctx: typer.Context,
    ledger_path: LedgerPath = None,
    _show_version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")] = False,
) -> None:
    """“群众满意零投诉”窗口竞赛：导入、月度评定、通报、评优。"""
    ctx.obj = ledger_path
    if ctx.invoked_subcommand is None:
        ledger.here(ctx)


app.command()(intake.init)
app.command("import")(intake.import_)
app.command()(intake.batches)
app.command()(second_thoughts.undo)
app.command()(second_thoughts.extract)
app.command()(second_thoughts.layouts)
app.command()(intake.quarantine)
app.command()(second_thoughts.retry)
app.command()(second_thoughts.complaints)
app.command()(second_thoughts.merge)
app.command()(second_thoughts.count)
app.command()(decisions.done)
app.command()(decisions.waive)
app.command()(anomalies.anomalies)
app.command()(anomalies.void)
app.command()(second_thoughts.post)
app.command()(ledger.assess)
app.command("ledger")(ledger.ledger)
app.command()(ledger.explain)
app.command()(reports.awards)
app.command()(reports.notice)
app.command()(ledger.status)
app.command()(ledger.rules)
app.command()(safekeeping.verify)
app.command()(safekeeping.backup)
app.command()(safekeeping.restore)
app.command()(safekeeping.purge)
app.command()(ledger.export)
app.command()(ledger.demo)
app.command()(policies.simulate)
policy_app.command()(policies.show)
policy_app.command()(policies.check)
policy_app.command()(policies.adopt)
add_app.command("measure")(second_thoughts.add_measure)
add_app.command("inspection")(second_thoughts.add_inspection)
add_app.command("filing")(second_thoughts.add_filing)
report_app.command()(reports.monthly)
report_app.command()(reports.quarterly)
report_app.command()(reports.annual)


def main() -> None:
    """The `zlts` command."""
    from zlts.console import reconfigure_streams

    reconfigure_streams()
    try:
        app()
    except Exception as error:  # the last door: a bug is told as a bug, without a traceback
        if os.environ.get("ZLTS_DEBUG"):
            raise
        tell(f"程序内部出错（{type(error).__name__}），这是程序的问题，不是您的操作问题；正在做的一步没有写入。")
        tell("请设置环境变量 ZLTS_DEBUG=1 再运行一次，把显示的内容交给维护人员。")
        sys.exit(1)
