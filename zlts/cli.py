"""The commands: read arguments, one call, show. The one error boundary stands here."""

from __future__ import annotations

import os
import sqlite3
import sys
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from zlts import __version__
from zlts.errors import WrongUsage, ZltsError

if TYPE_CHECKING:
    from zlts.importers.reading import Options
    from zlts.importers.vocabulary import Vocabulary
    from zlts.reports import Report

PARTLY = 3
"""Done in part or done, and something needs a person."""


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


class Boundary(TyperGroup):
    """Turns what the clerk can put right into words and an exit code; no traceback reaches her."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ZltsError as error:
            _tell(str(error))
            raise typer.Exit(error.exit_code) from None
        except KeyboardInterrupt:
            _tell("已中断，台账没有改动。")
            raise typer.Exit(1) from None
        except sqlite3.Error as error:
            _tell(_database_words(error))
            raise typer.Exit(1) from None


def _tell(text: str) -> None:
    typer.echo(text, err=True)


def _database_words(error: sqlite3.Error) -> str:
    if "full" in str(error):
        return "磁盘已满，这一步没有写入，台账保持原样。请腾出空间再试。"
    if "readonly" in str(error):
        return "台账是只读的，不能写入。请检查文件和文件夹的权限。"
    return f"台账读写出错（{type(error).__name__}），这一步没有写入。请先备份台账文件，再联系维护人员。"


app = typer.Typer(
    cls=Boundary,
    help="“群众满意零投诉”窗口竞赛：导入、月度评定、通报、评优。",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
report_app = typer.Typer(help="月度、季度、年度通报。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(report_app, name="report")

LedgerPath = Annotated[Path | None, typer.Option("--ledger", help="台账文件；不写就用 ZLTS_LEDGER，再不然是 zlts.db")]
Shape = Annotated[Format, typer.Option("--format", help="table 表格，json 或 csv 供其他程序使用")]
OutFile = Annotated[Path | None, typer.Option("-o", "--output", help="写到文件：.xlsx、.csv 或 .json")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="只试算，不写入台账")]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"zlts {__version__}")
        raise typer.Exit


@app.callback()
def top(
    ctx: typer.Context,
    ledger: LedgerPath = None,
    _show_version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")] = False,
) -> None:
    """“群众满意零投诉”窗口竞赛：导入、月度评定、通报、评优。"""
    ctx.obj = ledger


# ---------------------------------------------------------------- commands


@app.command()
def init(
    ctx: typer.Context,
    roster: Annotated[Path | None, typer.Option(help="花名册文件；不写就用通知所附的 13 个单位")] = None,
    policy: Annotated[Path | None, typer.Option(help="政策文件；不写就用 2013 年的")] = None,
    ledger: LedgerPath = None,
) -> None:
    """建立台账。"""
    from zlts.desk.founding import found

    path = _path(ctx, ledger)
    outcome = found(path, roster, policy, _vocabulary(), _now())
    typer.echo(f"已建立台账“{path.name}”，花名册收入 {outcome.accepted} 行。接下来：zlts import 文件或文件夹")
    if outcome.rejected:
        _tell(f"花名册有 {outcome.rejected} 行没有收下，请看 zlts quarantine。")
        raise typer.Exit(PARTLY)


@app.command("import")
def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹")],
    kind: Annotated[str, typer.Option(help="evaluations、complaints、inspections、measures、roster 或 filings")] = "",
    map_: Annotated[list[str] | None, typer.Option("--map", help="字段=表头，或 字段:原词=标准词")] = None,
    unit: Annotated[str, typer.Option(help="文件里没有写单位时用")] = "",
    month: Annotated[str, typer.Option(help="文件里没有写月份时用，如 2013-06")] = "",
    sheet: Annotated[str, typer.Option(help="只读这个工作表")] = "",
    encoding: Annotated[str, typer.Option(help="文本文件的编码，一般不用写")] = "",
    dry_run: DryRun = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """导入评价、投诉、检查、三项制度、花名册、报送登记。"""
    from zlts.desk.intake import import_files
    from zlts.desk.receipts import receipt

    options = _options(kind, map_ or [], unit, month, sheet, encoding)
    with _open(ctx, ledger) as book, _progress() as progress:
        found = import_files(book, paths, options, _vocabulary(), _now(), dry_run=dry_run, progress=progress)
    report = receipt(found, dry_run=dry_run)
    _show(report, shape)
    if found and all(one.error for one in found):
        raise typer.Exit(1)
    _end(report)


@app.command()
def assess(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help="月份，如 2013-06")],
    dry_run: DryRun = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度评定：按现有证据记账或冲销。"""
    from zlts.desk import assess as desk
    from zlts.desk.bulletins import assessed
    from zlts.periods import Month

    with _open(ctx, ledger) as book:
        outcome = desk.assess(book, Month.parse(month), _now(), dry_run=dry_run)
        report = assessed(outcome, book, _now(), dry_run=dry_run)
    _finish(report, shape)


@app.command()
def ledger(
    ctx: typer.Context,
    year: Annotated[int | None, typer.Argument(help="年份")] = None,
    month: Annotated[str, typer.Option(help="只看这个月，如 2013-06")] = "",
    person: Annotated[str, typer.Option(help="只看这个人，姓名或警号")] = "",
    unit: Annotated[str, typer.Option(help="只看这个单位")] = "",
    all_: Annotated[bool, typer.Option("--all", help="连同已冲销的和冲销的")] = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """台账：记了哪些账。"""
    from zlts.desk.bulletins import ledger_listing

    wanted = {"month": month, "person": person, "unit": unit, "all": all_}
    with _open(ctx, ledger) as book:
        report = ledger_listing(book, year, wanted, _now())
    _finish(report, shape, output)


@app.command()
def explain(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="姓名或警号")],
    year: Annotated[int | None, typer.Option(help="年份")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """一名民警的一年：每一笔账追到条款、文件和行。"""
    from zlts.desk import bulletins as desk

    with _open(ctx, ledger) as book:
        report = desk.explain(book, name, year, _now())
    _finish(report, shape, output)


@app.command()
def awards(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(help="年份，如 2013")],
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议。"""
    from zlts.desk.bulletins import award_proposal

    with _open(ctx, ledger) as book:
        report = award_proposal(book, year, _now())
    _finish(report, shape, output)


@app.command()
def batches(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """导入过哪些文件。"""
    from zlts.desk.bulletins import batch_listing

    with _open(ctx, ledger) as book:
        report = batch_listing(book)
    _finish(report, shape)


@app.command()
def quarantine(
    ctx: typer.Context, output: OutFile = None, shape: Shape = Format.TABLE, ledger: LedgerPath = None
) -> None:
    """待处理的行，和不能收下的原因。"""
    from zlts.desk.bulletins import quarantine_listing

    with _open(ctx, ledger) as book:
        report = quarantine_listing(book)
    _finish(report, shape, output)


@app.command()
def status(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """进度：收了什么、缺什么、接下来做什么。"""
    from zlts.desk import bulletins as desk

    with _open(ctx, ledger) as book:
        report = desk.status(book, _now())
    _finish(report, shape)


@app.command()
def rules(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """条款和口径：哪些按规则记账，哪些不自动处理，为什么。"""
    from zlts.desk.rulebook import rulebook

    path = _path(ctx, ledger)
    _finish(rulebook(path if path.exists() else None), shape)


@app.command()
def demo(folder: Annotated[Path | None, typer.Argument(help="写到这个空文件夹；不写就用临时文件夹")] = None) -> None:
    """用一个虚构的县演示全年，不碰任何台账。"""
    from zlts.demo.show import run

    raise typer.Exit(run(folder, _now(), _vocabulary()))


def _bulletin(ctx: typer.Context, span: str, period: str | None, ledger: Path | None) -> Report:
    from zlts.desk.bulletins import bulletin
    from zlts.periods import Span

    with _open(ctx, ledger) as book:
        return bulletin(book, Span(span), period, _now())


@report_app.command()
def monthly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="月份，如 2013-06")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。"""
    _finish(_bulletin(ctx, "month", period, ledger), shape, output)


@report_app.command()
def quarterly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="季度，如 2013Q2")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报。"""
    _finish(_bulletin(ctx, "quarter", period, ledger), shape, output)


@report_app.command()
def annual(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="年份，如 2013")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。"""
    _finish(_bulletin(ctx, "year", period, ledger), shape, output)


# ---------------------------------------------------------------- at the edge


def _now() -> datetime:
    return datetime.now().astimezone()


def _path(ctx: typer.Context, ledger: Path | None) -> Path:
    return ledger or ctx.find_root().obj or Path(os.environ.get("ZLTS_LEDGER") or "zlts.db")


def _open(ctx: typer.Context, ledger: Path | None) -> Any:
    from contextlib import closing

    from zlts.db import Ledger

    return closing(Ledger.open(_path(ctx, ledger)))


def _vocabulary() -> Vocabulary:
    from zlts.importers.vocabulary import load_vocabulary

    return load_vocabulary()


def _options(kind: str, maps: list[str], unit: str, month: str, sheet: str, encoding: str) -> Options:
    from zlts.importers.reading import Options
    from zlts.model import Register
    from zlts.periods import Month

    if kind and kind not in list(Register):
        raise WrongUsage(f"没有“{kind}”这种登记。", f"可以写：{'、'.join(Register)}。")
    columns, words = {}, {}
    for one in maps:
        left, equals, right = one.partition("=")
        field, colon, word = left.partition(":")
        if not (equals and field.strip() and right.strip()):
            raise WrongUsage(f"--map 不能写成“{one}”。", "请写成 字段=表头，或 字段:原词=标准词。")
        if colon:
            words[field.strip(), word.strip()] = right.strip()
        else:
            columns[field.strip()] = right.strip()
    return Options(
        kind=Register(kind) if kind else None,
        unit=unit,
        month=Month.parse(month) if month else None,
        sheet=sheet,
        encoding=encoding,
        columns=columns,
        words=words,
    )


def _progress() -> Any:
    from zlts.console import make_console, progress

    return progress(make_console(sys.stderr))


def _show(report: Report, shape: Format) -> None:
    if shape is Format.TABLE:
        from zlts.console import make_console, show

        show(report, make_console())
        return
    from zlts import machine

    text = machine.to_json(report) if shape is Format.JSON else machine.to_csv(report)
    sys.stdout.write(text)


def _finish(report: Report, shape: Format, output: Path | None = None) -> None:
    """Write the file if one is wanted, show the report, and end with its exit code."""
    if output:
        _write(report, output)
    _show(report, shape)
    if output:
        _tell(f"已写入 {output}")
    _end(report)


def _write(report: Report, output: Path) -> None:
    suffix = output.suffix.lower()
    if suffix == ".xlsx":
        from zlts import workbook

        workbook.write(report, output)
    elif suffix in (".csv", ".json"):
        from zlts import machine

        machine.write_file(report, output)
    else:
        raise WrongUsage(f"不会写“{suffix or output.name}”这种文件。", "请用 .xlsx、.csv 或 .json 结尾。")


def _end(report: Report) -> None:
    if report.incomplete:
        raise typer.Exit(PARTLY)


def main() -> None:
    """The `zlts` command."""
    from zlts.console import reconfigure_streams

    reconfigure_streams()
    try:
        app()
    except Exception as error:  # the last door: a bug is told as a bug, without a traceback
        if os.environ.get("ZLTS_DEBUG"):
            raise
        _tell(f"程序内部出错（{type(error).__name__}），这是程序的问题，不是您的操作问题；台账没有改动。")
        _tell("请设置环境变量 ZLTS_DEBUG=1 再运行一次，把显示的内容交给维护人员。")
        sys.exit(1)
