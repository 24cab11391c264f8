"""The pass, the ledger, an officer's year, the overview."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands.shared import (
    DryRun,
    Format,
    LedgerPath,
    OutFile,
    Shape,
    finish,
    now,
    opened,
    path_of,
    vocabulary,
    write,
)


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

    with opened(ctx, ledger) as book:
        outcome = desk.assess(book, Month.parse(month), now(), dry_run=dry_run)
        report = assessed(outcome, book, now(), dry_run=dry_run)
    finish(report, shape)


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
    with opened(ctx, ledger) as book:
        report = ledger_listing(book, year, wanted, now())
    finish(report, shape, output)


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

    with opened(ctx, ledger) as book:
        report = desk.explain(book, name, year, now())
    finish(report, shape, output)


def status(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """进度：收了什么、缺什么、接下来做什么。"""
    from zlts.desk import bulletins as desk

    with opened(ctx, ledger) as book:
        report = desk.status(book, now())
    finish(report, shape)


def here(ctx: typer.Context) -> None:
    """`zlts` alone: the status of the ledger here, or how to begin."""
    path = path_of(ctx, None)
    if path.is_file():
        status(ctx)
        return
    typer.echo(f"这里还没有台账（{path.name}）。第一次用：")
    typer.echo("  zlts init --roster 花名册.xlsx    建立台账；不写 --roster 就用通知所附的 13 个单位")
    typer.echo("  zlts import 文件或文件夹          导入评价、投诉、检查等登记")
    typer.echo("  zlts demo                         先看一个虚构的县怎样走完一年")
    typer.echo("  zlts --help                       全部命令")


def rules(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """条款和口径：哪些按规则记账，哪些不自动处理，为什么。"""
    from zlts.desk.rulebook import rulebook

    path = path_of(ctx, ledger)
    finish(rulebook(path if path.exists() else None, now()), shape)


def export(
    ctx: typer.Context,
    table: Annotated[str, typer.Argument(help="台账、评价、评价汇总、投诉、检查、措施、报送、花名册、批次、日志")],
    output: Annotated[Path, typer.Option("-o", "--output", help="写到 .csv、.xlsx 或 .json 文件")],
    ledger: LedgerPath = None,
) -> None:
    """导出一整张表，供其他软件使用；没有投诉人的个人信息。"""
    from zlts.desk import exports

    with opened(ctx, ledger) as book:
        report = exports.table(book, table)
    write(report, output)
    typer.echo(f"“{table}”共 {len(report.tables[0].rows)} 行，已写入 {output}")


def demo(folder: Annotated[Path | None, typer.Argument(help="写到这个空文件夹；不写就用临时文件夹")] = None) -> None:
    """用一个虚构的县演示全年，不碰任何台账。"""
    from zlts.demo.show import run

    raise typer.Exit(run(folder, now(), vocabulary()))
