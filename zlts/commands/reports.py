"""The bulletins, the award proposal, and the papers for a measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands.shared import Format, LedgerPath, OutFile, Shape, finish, now, opened
from zlts.errors import WrongUsage

if TYPE_CHECKING:
    from zlts.db import Ledger
    from zlts.documents.letter import Letter
    from zlts.reports import Report

Public = Annotated[bool, typer.Option("--public", help="只要可以公开的")]
Issue = Annotated[str, typer.Option("--issue", help="按这个编号印发，从此不变")]
Withdraw = Annotated[str, typer.Option("--withdraw", help="撤回这个编号的印发；通报留存，编号不再用")]
Reprint = Annotated[str, typer.Option("--reprint", help="原样再印这个编号的通报")]


def awards(
    ctx: typer.Context,
    year: Annotated[str, typer.Argument(help="年份，如 2013")],
    award: Annotated[list[str] | None, typer.Option("--award", help="登记表彰的人，写两到三次")] = None,
    undo: Annotated[bool, typer.Option("--undo", help="收回登记的表彰名单")] = False,
    public: Public = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议；--award 登记领导小组的决定。"""
    from zlts.desk import bulletins, decisions, papers

    with opened(ctx, ledger) as book:
        if undo:
            report = decisions.unaward(book, year, now())
        elif award:
            report = decisions.award(book, year, award, now())
        else:
            report = bulletins.award_proposal(book, year, now())
        finish(report, shape, output, lambda: papers.award_document(book, year, now(), public=public))


def monthly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="月份，如 2013-06")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。"""
    _publish(ctx, _Wanted("month", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def quarterly(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="季度，如 2013Q2")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报；--public 只要可以上屏、发微博的几句。"""
    _publish(ctx, _Wanted("quarter", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def annual(
    ctx: typer.Context,
    period: Annotated[str | None, typer.Argument(help="年份，如 2013")] = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: OutFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。"""
    _publish(ctx, _Wanted("year", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def notice(
    ctx: typer.Context,
    entries: Annotated[list[int], typer.Argument(help="台账编号，见 zlts ledger")],
    output: Annotated[Path, typer.Option("-o", "--output", help="写到这个文件夹")],
    ledger: LedgerPath = None,
) -> None:
    """措施的文书：谈话记录、告诫书、打招呼登记，每份一页。"""
    from zlts.desk import papers
    from zlts.documents import word

    with opened(ctx, ledger) as book:
        made = papers.measure_papers(book, entries, now())
    output.mkdir(parents=True, exist_ok=True)
    for paper in made:
        typer.echo(f"已写入 {word.write_paper(paper, output)}")


_NAMES = {"month": "monthly", "quarter": "quarterly", "year": "annual"}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which bulletin, and how."""

    span: str
    period: str | None
    issue: str
    reprint: str
    withdraw: str
    public: bool


def _publish(ctx: typer.Context, wanted: _Wanted, shape: Format, output: Path | None, ledger: Path | None) -> None:
    from zlts.desk import papers
    from zlts.periods import Span

    def letter() -> Letter:
        if wanted.reprint:
            raise WrongUsage("已印发的通报只能再印表格。", "请用 .xlsx 结尾。")
        return papers.bulletin_document(book, Span(wanted.span), wanted.period, now())

    with opened(ctx, ledger) as book:
        report = _report(book, wanted)
        if wanted.public:
            _say_public(report)
        else:
            finish(report, shape, output, letter)


def _say_public(report: Report) -> None:
    from zlts.documents.public import public_lines

    for line in public_lines(report):
        typer.echo(line)


def _report(book: Ledger, wanted: _Wanted) -> Report:
    from zlts.desk import bulletins, decisions
    from zlts.periods import Span

    if wanted.withdraw:
        return decisions.withdraw(book, _NAMES[wanted.span], wanted.withdraw, now())
    if wanted.reprint:
        return decisions.reprint(book, _NAMES[wanted.span], wanted.reprint)
    if wanted.issue:
        return decisions.issue(book, Span(wanted.span), wanted.period, wanted.issue, now())
    return bulletins.bulletin(book, Span(wanted.span), wanted.period, now())
