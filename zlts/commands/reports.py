"""The bulletins, the award proposal, and the papers for a measure."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import (
    BulletinMonth,
    BulletinQuarter,
    BulletinYear,
    Entries,
    Issue,
    LedgerPath,
    LetterFile,
    Public,
    Reprint,
    Shape,
    Withdraw,
    Year,
)
from zlts.commands.shared import Format, finish, is_document, now, opened

if TYPE_CHECKING:
    from zlts.db import Ledger
    from zlts.documents.letter import Letter
    from zlts.reports import Report

GROUP = """月度、季度、年度通报。

zlts report monthly 2013-06
zlts report quarterly 2013Q2 -o 通报.xlsx
zlts report annual 2013
"""


def awards(
    ctx: typer.Context,
    year: Year,
    award: Annotated[
        list[str] | None,
        typer.Option("--award", metavar="姓名", help="登记表彰的人，写两到三次", autocompletion=completing.people),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="收回登记的表彰名单")] = False,
    public: Public = False,
    output: LetterFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议；--award 登记领导小组的决定。

    zlts awards 2013
    zlts awards 2013 -o 评优建议.docx
    zlts awards 2013 --award 苏晓晴 --award 崔玉洁
    """
    from zlts.desk import bulletins, decisions, papers

    with opened(ctx, ledger) as book:
        if undo:
            report = decisions.unaward(book, year, now())
        elif award:
            report = decisions.award(book, year, award, now())
        else:
            report = bulletins.award_proposal(book, year, now())
        letter = papers.award_document(book, year, now(), public=public) if is_document(output) else None
    finish(report, shape, output, letter, documents=True)


def monthly(
    ctx: typer.Context,
    period: BulletinMonth = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: LetterFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。

    zlts report monthly 2013-06
    zlts report monthly 2013-06 -o 6月通报.xlsx
    zlts report monthly 2013-06 --issue 2013年第6期
    """
    _publish(ctx, _Wanted("month", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def quarterly(
    ctx: typer.Context,
    period: BulletinQuarter = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: LetterFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报；--public 只要可以上屏、发微博的几句。

    zlts report quarterly 2013Q2
    zlts report quarterly 2013Q2 -o 二季度通报.docx
    zlts report quarterly 2013Q2 --public
    """
    _publish(ctx, _Wanted("quarter", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def annual(
    ctx: typer.Context,
    period: BulletinYear = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    output: LetterFile = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。

    zlts report annual 2013
    zlts report annual 2013 -o 年度总评.xlsx
    """
    _publish(ctx, _Wanted("year", period, issue, reprint, withdraw, public=public), shape, output, ledger)


def notice(
    ctx: typer.Context,
    entries: Entries,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="写到这个文件夹")],
    ledger: LedgerPath = None,
) -> None:
    """措施的文书：谈话记录、告诫书、打招呼登记，每份一页。

    zlts notice 12 -o 文书
    zlts notice 12 15 18 -o 文书
    """
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
    with opened(ctx, ledger) as book:
        report = _report(book, wanted)
        letter = _letter(book, wanted) if is_document(output) else None
    if wanted.public:
        _say_public(report)
    else:
        finish(report, shape, output, letter, documents=True)


def _letter(book: Ledger, wanted: _Wanted) -> Letter:
    from zlts.desk import decisions, papers
    from zlts.periods import Span

    kept = wanted.reprint or wanted.issue or wanted.withdraw
    if kept:
        return decisions.reprint_letter(book, _NAMES[wanted.span], kept)
    return papers.bulletin_document(book, Span(wanted.span), wanted.period, now())


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
