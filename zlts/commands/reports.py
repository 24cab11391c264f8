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
    Replace,
    Reprint,
    Shape,
    Upload,
    Withdraw,
    Year,
)
from zlts.commands.shared import DOCUMENTS, Format, end, finish, is_document, now, opened, target, tell, write
from zlts.errors import WrongUsage

if TYPE_CHECKING:
    from zlts.db import Ledger
    from zlts.services.bulletins import Publication
    from zlts.services.outputs import Output

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
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议；--award 登记领导小组的决定。

    zlts awards 2013
    zlts awards 2013 -o 评优建议.docx
    zlts awards 2013 --award 苏晓晴 --award 崔玉洁
    """
    from zlts.services import bulletins, decisions

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace, endings=DOCUMENTS)
        if undo:
            decisions.unaward(book, year, now())
        elif award:
            decisions.award(book, year, award, now())
        made = bulletins.award_proposal(book, year, now(), letter=is_document(output), public=public)
    _finish(made, shape, file, public=public)


def monthly(
    ctx: typer.Context,
    period: BulletinMonth = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    upload: Upload = False,
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。

    zlts report monthly 2013-06
    zlts report monthly 2013-06 -o 6月通报.xlsx
    zlts report monthly 2013-06 --issue 2013年第6期
    zlts report monthly 2013-06 --upload -o 上报6月.json
    """
    wanted = _Wanted("month", period, issue, reprint, withdraw, public, upload, output, replace)
    _publish(ctx, wanted, shape, ledger)


def quarterly(
    ctx: typer.Context,
    period: BulletinQuarter = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    upload: Upload = False,
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度通报；--public 只要可以上屏、发微博的几句。

    zlts report quarterly 2013Q2
    zlts report quarterly 2013Q2 -o 二季度通报.docx
    zlts report quarterly 2013Q2 --public
    """
    wanted = _Wanted("quarter", period, issue, reprint, withdraw, public, upload, output, replace)
    _publish(ctx, wanted, shape, ledger)


def annual(
    ctx: typer.Context,
    period: BulletinYear = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    upload: Upload = False,
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。

    zlts report annual 2013
    zlts report annual 2013 -o 年度总评.xlsx
    """
    wanted = _Wanted("year", period, issue, reprint, withdraw, public, upload, output, replace)
    _publish(ctx, wanted, shape, ledger)


def notice(
    ctx: typer.Context,
    entries: Entries,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件夹", help="写到这个文件夹")],
    replace: Replace = False,
    ledger: LedgerPath = None,
) -> None:
    """措施的文书：谈话记录、告诫书、打招呼登记，每份一页。

    zlts notice 12 -o 文书
    zlts notice 12 15 18 -o 文书
    """
    from zlts.documents import word
    from zlts.services.bulletins import measure_papers
    from zlts.services.outputs import allowed, folder

    with opened(ctx, ledger) as book:
        made = measure_papers(book, entries, now())
        folder(output)
        files = [allowed(book, word.path_of_paper(paper, output), replace=replace) for paper in made]
    for paper, file in zip(made, files, strict=True):
        word.write_paper(paper, output)
        file.remember()
        typer.echo(f"已写入 {file.told}")


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
    upload: bool
    output: Path | None
    replace: bool


def _publish(ctx: typer.Context, wanted: _Wanted, shape: Format, ledger: Path | None) -> None:
    if wanted.public and wanted.issue:
        raise WrongUsage("--public 只是摘出的几句，不能按编号印发。", "请先 --issue 印发，再 --public。")
    if wanted.upload:
        _upload(ctx, wanted, shape, ledger)
        return
    with opened(ctx, ledger) as book:
        file = target(book, wanted.output, replace=wanted.replace, endings=DOCUMENTS)
        made = _made(book, wanted)
    if wanted.issue:
        tell(f"已印发 {wanted.issue}。要再印：--reprint {wanted.issue}")
    if wanted.withdraw and not file and shape is Format.TABLE:
        typer.echo(f"已撤回 {wanted.withdraw}。通报留存，编号不再用；要看那一份：--reprint {wanted.withdraw}")
        return
    if wanted.withdraw:
        tell(f"已撤回 {wanted.withdraw}")
    _finish(made, shape, file, public=wanted.public)


def _upload(ctx: typer.Context, wanted: _Wanted, shape: Format, ledger: Path | None) -> None:
    """The form for the next level; what it has of people are counts, so that there is nothing to issue or to hide."""
    if wanted.issue or wanted.reprint or wanted.withdraw or wanted.public:
        raise WrongUsage(
            "--upload 写的是上报表，不是通报，不能同时印发、再印、撤回或摘出公开的几句。", "请把它们分开写。"
        )
    from zlts.periods import Span
    from zlts.services.uploading import upload

    with opened(ctx, ledger) as book:
        file = target(book, wanted.output, replace=wanted.replace)
        made = upload(book, Span(wanted.span), wanted.period, now())
    finish(made, shape, file)


def _made(book: Ledger, wanted: _Wanted) -> Publication:
    from zlts.periods import Span
    from zlts.services import bulletins, decisions

    span, letter = Span(wanted.span), is_document(wanted.output)
    if wanted.issue:
        return decisions.issue(book, span, wanted.period, wanted.issue, now())
    if not (wanted.withdraw or wanted.reprint):
        return bulletins.bulletin(book, span, wanted.period, now(), letter=letter, public=wanted.public)
    if wanted.withdraw:
        decisions.withdraw(book, _NAMES[wanted.span], wanted.withdraw, now())
    made = decisions.reprint(book, _NAMES[wanted.span], wanted.withdraw or wanted.reprint, letter=letter)
    return made.for_the_public() if wanted.public else made


def _finish(made: Publication, shape: Format, file: Output | None, *, public: bool) -> None:
    """A public report stands on the terminal as its lines alone, to be copied."""
    report, letter = made.report, made.letter if file and is_document(file.path) else None
    if not public or shape is not Format.TABLE:
        finish(report, shape, file, letter)
        return
    from zlts.documents.public import public_lines

    if file:
        write(report, file, letter)
    for line in public_lines(report):
        typer.echo(line)
    if file:
        tell(f"已写入 {file.told}")
    if report.incomplete:
        tell("▲ 还有要人工处理或领导小组决定的事项，公布以前请先看不带 --public 的报表。")
    end(report)
