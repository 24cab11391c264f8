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
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议。"""
    from zlts.desk.bulletins import award_proposal

    with opened(ctx, ledger) as book:
        report = award_proposal(book, year, now())
    finish(report, shape, output)


def monthly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="月份，如 2013-06")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。"""
    finish(_bulletin(ctx, "month", period, ledger), shape, output)


def quarterly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="季度，如 2013Q2")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报。"""
    finish(_bulletin(ctx, "quarter", period, ledger), shape, output)


def annual(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="年份，如 2013")] = None,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。"""
    finish(_bulletin(ctx, "year", period, ledger), shape, output)


def _bulletin(ctx: typer.Context, span: str, period: str | None, ledger: Path | None) -> Report:
    from zlts.desk.bulletins import bulletin
    from zlts.periods import Span

    with opened(ctx, ledger) as book:
        return bulletin(book, Span(span), period, now())
