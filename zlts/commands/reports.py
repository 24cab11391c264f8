"""The bulletins and the award proposal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands.shared import Format, LedgerPath, OutFile, Shape, finish, now, opened

if TYPE_CHECKING:
    from zlts.reports import Report


def awards(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(help="年份，如 2013")],
    award: Annotated[list[str] | None, typer.Option("--award", help="登记表彰的人，写两到三次")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="收回登记的表彰名单")] = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议；--award 登记领导小组的决定。"""
    from zlts.desk import bulletins, decisions

    with opened(ctx, ledger) as book:
        if undo:
            report = decisions.unaward(book, year, now())
        elif award:
            report = decisions.award(book, year, award, now())
        else:
            report = bulletins.award_proposal(book, year, now())
    finish(report, shape, output)


Issue = Annotated[str, typer.Option("--issue", help="按这个编号印发，从此不变")]
Reprint = Annotated[str, typer.Option("--reprint", help="原样再印这个编号的通报")]


def monthly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="月份，如 2013-06")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。"""
    finish(_bulletin(ctx, "month", period, (issue, reprint), ledger), shape, output)


def quarterly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="季度，如 2013Q2")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报。"""
    finish(_bulletin(ctx, "quarter", period, (issue, reprint), ledger), shape, output)


def annual(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="年份，如 2013")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。"""
    finish(_bulletin(ctx, "year", period, (issue, reprint), ledger), shape, output)


_NAMES = {"month": "monthly", "quarter": "quarterly", "year": "annual"}


def _bulletin(
    ctx: typer.Context, span: str, period: str | None, numbers: tuple[str, str], ledger: Path | None
) -> Report:
    from zlts.desk import bulletins, decisions
    from zlts.periods import Span

    issue, reprint = numbers
    with opened(ctx, ledger) as book:
        if reprint:
            return decisions.reprint(book, _NAMES[span], reprint)
        if issue:
            return decisions.issue(book, Span(span), period, issue, now())
        return bulletins.bulletin(book, Span(span), period, now())
