"""Suspected self-evaluation, and a person's decision on it."""

from __future__ import annotations

from typing import Annotated

import typer

from zlts.commands.shared import DryRun, Format, LedgerPath, OutFile, Shape, finish, now, opened


def anomalies(
    ctx: typer.Context,
    month: Annotated[str | None, typer.Argument(help="月份，如 2013-10；不写就是最近一个有证据的月份")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """疑似自行评价：列出情形、所在行和去掉后的满意率，由人认定。"""
    from zlts.desk import anomalies as desk

    with opened(ctx, ledger) as book:
        report = desk.report(book, month, now())
    finish(report, shape, output)


def void(
    ctx: typer.Context,
    rows: Annotated[list[str] | None, typer.Argument(help="批次:工作表:行，如 3:Sheet1:5-16,20")] = None,
    month: Annotated[str, typer.Option(help="--finding 是哪个月的；不写就是最近一个有证据的月份")] = "",
    finding: Annotated[list[int] | None, typer.Option(help="zlts anomalies 的编号，可以写几次")] = None,
    reason: Annotated[str, typer.Option(help="理由")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回作废")] = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """认定评价作废：不再计入，仍保存；--undo 收回。"""
    from zlts.desk import anomalies as desk

    wanted = desk.Wanted(month, finding or (), rows or ())
    with opened(ctx, ledger) as book:
        if undo:
            told = desk.unvoid(book, wanted, now(), dry_run=dry_run)
        else:
            told = desk.void(book, wanted, reason, now(), dry_run=dry_run)
    typer.echo("\n".join(["试算（没有写入）：", *told[:-1]] if dry_run else told))
