"""The bulletins, the award proposal, and the papers for a measure."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import (
    Attached,
    BulletinMonth,
    BulletinQuarter,
    BulletinYear,
    Issue,
    LedgerPath,
    LetterFile,
    Public,
    Replace,
    Reprint,
    Shape,
    Template,
    Upload,
    Withdraw,
    Year,
)
from zlts.commands.shared import (
    DOCUMENTS,
    Format,
    end,
    finish,
    is_document,
    now,
    opened,
    target,
    tell,
    template_of,
    write,
)
from zlts.errors import WrongUsage

if TYPE_CHECKING:
    from zlts.db import Ledger
    from zlts.documents.award_papers import AwardPaper
    from zlts.documents.template import Template as OwnForm
    from zlts.services.bulletins import Publication
    from zlts.services.outputs import Output

GROUP = """月度、季度、年度通报。

zlts report monthly 2013-06
zlts report quarterly 2013Q2 -o 通报.xlsx
zlts report annual 2013
zlts report unit 城关所 2013-06 -o 城关所6月.docx
zlts report --list
"""


def listed(
    ctx: typer.Context,
    list_: Annotated[bool, typer.Option("--list", help="印发过哪些通报、后来怎样，哪些期间还没有印发")] = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """The options of `report` itself: which bulletins were issued."""
    if ctx.invoked_subcommand:
        if list_ or shape is not Format.TABLE:
            raise WrongUsage(
                "--list 不和某一种通报一起用，--format 写在最后。", "如：zlts report --list --format json"
            )
        ctx.find_root().obj = ledger or ctx.find_root().obj
        return
    if not list_:
        raise WrongUsage("请写哪一种通报，或者 --list。", "如：zlts report monthly 2013-06")
    from zlts.services.issued import issued_listing

    with opened(ctx, ledger) as book:
        report = issued_listing(book, now())
    finish(report, shape)


def awards(
    ctx: typer.Context,
    year: Year,
    award: Annotated[
        list[str] | None,
        typer.Option("--award", metavar="姓名", help="登记表彰的人，写两到三次", autocompletion=completing.people),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="收回登记的表彰名单")] = False,
    public: Public = False,
    paper: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="文稿",
            help=".docx 写成哪一种：建议、公示、表彰决定、审批表；不写就是建议",
            autocompletion=completing.award_papers,
        ),
    ] = "",
    first: Annotated[str, typer.Option("--from", metavar="日期", help="公示从哪天起；不写就是今天")] = "",
    output: LetterFile = None,
    template: Template = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """十二月的评优建议；--award 登记领导小组的决定。

    zlts awards 2013
    zlts awards 2013 -o 评优建议.docx
    zlts awards 2013 --award 苏晓晴 --award 崔玉洁
    zlts awards 2013 --as 表彰决定 -o 表彰决定.docx
    zlts awards 2013 --as 公示 --from 2014-01-06 -o 公示.docx
    """
    from zlts.services import bulletins, decisions

    form = template_of(template, output)
    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace, endings=DOCUMENTS)
        wanted = _award_paper(paper, first, output, public=public)
        if undo:
            decisions.unaward(book, year, now())
        elif award:
            decisions.award(book, year, award, now())
        if wanted:
            made = bulletins.award_paper(book, year, wanted, first, now())
        else:
            made = bulletins.award_proposal(book, year, now(), letter=is_document(output), public=public)
    _finish(made, shape, file, form, public=public)


def _award_paper(name: str, first: str, output: Path | None, *, public: bool) -> "AwardPaper | None":
    """Which paper is meant; None where none is named."""
    from zlts.documents.award_papers import AwardPaper

    if not name and not first:
        return None
    known = "、".join(AwardPaper)
    if name not in list(AwardPaper):
        raise WrongUsage(f"“{name}”不是一种文稿。" if name else "--from 是公示的第一天。", f"--as 可以写：{known}。")
    if first and name != AwardPaper.NOTICE:
        raise WrongUsage("--from 是公示的第一天。", "请连同 --as 公示 一起写。")
    if public or not is_document(output):
        raise WrongUsage(f"--as {name} 是一份 Word 文稿。", f"请写 -o {name}.docx，不写 --public。")
    return AwardPaper(name)


def monthly(
    ctx: typer.Context,
    period: BulletinMonth = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    annex: Attached = False,
    upload: Upload = False,
    output: LetterFile = None,
    template: Template = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度通报。

    zlts report monthly 2013-06
    zlts report monthly 2013-06 -o 6月通报.xlsx
    zlts report monthly 2013-06 --issue 2013年第6期
    zlts report monthly 2013-06 -o 6月通报.docx --template 本局.docx
    zlts report monthly 2013-06 --upload -o 上报6月.json
    """
    wanted = _Wanted("month", period, issue, reprint, withdraw, public, annex, upload, output, replace, template)
    _publish(ctx, wanted, shape, ledger)


def quarterly(
    ctx: typer.Context,
    period: BulletinQuarter = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    annex: Attached = False,
    upload: Upload = False,
    output: LetterFile = None,
    template: Template = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """季度、半年通报；--public 只要可以上屏、发微博的几句。

    zlts report quarterly 2013Q2
    zlts report quarterly 2013H1
    zlts report quarterly 2013Q2 -o 二季度通报.docx
    zlts report quarterly 2013Q2 --public
    """
    from zlts.periods import names_half_year

    span = "half" if names_half_year(period) else "quarter"
    wanted = _Wanted(span, period, issue, reprint, withdraw, public, annex, upload, output, replace, template)
    _publish(ctx, wanted, shape, ledger)


def annual(
    ctx: typer.Context,
    period: BulletinYear = None,
    issue: Issue = "",
    reprint: Reprint = "",
    withdraw: Withdraw = "",
    public: Public = False,
    annex: Attached = False,
    upload: Upload = False,
    output: LetterFile = None,
    template: Template = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """年度总评。

    zlts report annual 2013
    zlts report annual 2013 -o 年度总评.xlsx
    """
    wanted = _Wanted("year", period, issue, reprint, withdraw, public, annex, upload, output, replace, template)
    _publish(ctx, wanted, shape, ledger)


def unit(
    ctx: typer.Context,
    name: Annotated[
        str | None,
        typer.Argument(metavar="单位", help="单位，简称也行；写了 --all 就不写", autocompletion=completing.units),
    ] = None,
    period: BulletinMonth = None,
    all_: Annotated[bool, typer.Option("--all", help="每个单位一份，写到 -o 的文件夹")] = False,
    as_workbook: Annotated[bool, typer.Option("--xlsx", help="--all 写成 .xlsx，不写就是 .docx")] = False,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="文件", help="写到 .docx、.xlsx、.csv 或 .json 文件；--all 写文件夹"),
    ] = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """一个单位一个月的核对表，一页，供单位负责人核对签字。

    zlts report unit 城关派出所 2013-06
    zlts report unit 城关所 2013-06 -o 城关所6月.docx
    zlts report unit --all 2013-06 -o 核对表
    zlts report unit --all 2013-06 --xlsx -o 核对表
    """
    from zlts.services import unit_sheets

    if all_:
        if output is None or (name and period):
            raise WrongUsage("--all 是每个单位一份。", "请写成 zlts report unit --all 2013-06 -o 文件夹。")
        _write_sheets(ctx, name, output, ledger, as_workbook=as_workbook, replace=replace)
        return
    if as_workbook:
        raise WrongUsage("--xlsx 和 --all 一起用。", "一个单位的，请写 -o 核对表.xlsx。")
    if not name:
        raise WrongUsage("没有写是哪个单位。", "请写成 zlts report unit 城关派出所 2013-06；每个单位一份写 --all。")
    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace, endings=DOCUMENTS)
        made = unit_sheets.sheet_of(book, name, period, now())
    finish(made.report, shape, file, made.page if is_document(output) else None)


def _write_sheets(
    ctx: typer.Context, period: str | None, output: Path, ledger: Path | None, *, as_workbook: bool, replace: bool
) -> None:
    """A page for each unit in a folder."""
    from zlts import workbook
    from zlts.documents import word
    from zlts.services.outputs import allowed, folder
    from zlts.services.unit_sheets import sheets_of_all

    with opened(ctx, ledger) as book:
        made = sheets_of_all(book, period, now())
        folder(output)
        ending = "xlsx" if as_workbook else "docx"
        files = [allowed(book, output / f"{one.page.name}.{ending}", replace=replace) for one in made]
    for one, file in zip(made, files, strict=True):
        if as_workbook:
            workbook.write(one.report, file.path)
        else:
            word.write_seen(one.page, file.path)
        file.remember()
        typer.echo(f"已写入 {file.told}")
    for sentence in dict.fromkeys(sentence for one in made for sentence in one.report.attention):
        tell(f"▲ {sentence}")


def notice(
    ctx: typer.Context,
    output: Annotated[
        Path,
        typer.Option("-o", "--output", metavar="文件夹", help="每份一个文件写到这个文件夹；写 .docx 就合成一个文件"),
    ],
    entries: Annotated[
        list[int] | None,
        typer.Argument(metavar="编号", help="登记编号，见 zlts ledger", autocompletion=completing.entries),
    ] = None,
    month: Annotated[
        str,
        typer.Option("--month", metavar="月份", help="这个月尚未执行的全部措施", autocompletion=completing.months),
    ] = "",
    template: Template = None,
    replace: Replace = False,
    ledger: LedgerPath = None,
) -> None:
    """措施的文书：谈话记录、告诫书、打招呼登记，每份一页。

    zlts notice 12 -o 文书
    zlts notice 12 15 18 -o 文书
    zlts notice --month 2013-06 -o 6月文书.docx
    """
    from zlts.documents import word
    from zlts.services.bulletins import measure_papers, open_measures
    from zlts.services.outputs import allowed, folder

    if bool(entries) == bool(month):
        raise WrongUsage("编号和 --month 月份，请写其中一样。", "如：zlts notice --month 2013-06 -o 文书.docx")
    form = template_of(template, output, papers=True)
    with opened(ctx, ledger) as book:
        numbers = open_measures(book, month, now()) if month else entries or []
        made = measure_papers(book, numbers, now())
        if is_document(output):
            files = [allowed(book, output, replace=replace)]
        else:
            folder(output)
            files = [allowed(book, word.path_of_paper(paper, output), replace=replace) for paper in made]
    if is_document(output):
        word.write_papers(made, output, form)
    else:
        for paper in made:
            word.write_paper(paper, output, form)
    _tell_nameless(made[0].bureau)
    for file in files:
        file.remember()
    if len(files) > _EACH:
        typer.echo(f"已写入 {output}，{len(files)} 份：{files[0].path.name} 至 {files[-1].path.name}")
        return
    for file in files:
        typer.echo(f"已写入 {file.told}{f'，{len(made)} 份' if is_document(output) else ''}")


_EACH = 5  # files written are told one by one


def _tell_nameless(bureau: str) -> None:
    """Say how to tell the bureau's full name, where a paper bears none."""
    if bureau.startswith("××"):
        tell(
            f"▲ 还不知道本局全称，写成了“{bureau}”：请先 zlts bureau 全称（如 zlts bureau 云溪县公安局），再写一次。"
        )


_NAMES = {
    "month": ("monthly",),
    "quarter": ("quarterly", "half"),
    "half": ("half",),
    "year": ("annual",),
}
"""What the bulletins that a command prints are kept as, by the span that is asked for."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which bulletin, and how."""

    span: str
    period: str | None
    issue: str
    reprint: str
    withdraw: str
    public: bool
    annexes: bool
    upload: bool
    output: Path | None
    replace: bool
    template: Path | None


def _publish(ctx: typer.Context, wanted: _Wanted, shape: Format, ledger: Path | None) -> None:
    if wanted.public and wanted.issue:
        raise WrongUsage("--public 只是摘出的几句，不能按编号印发。", "请先 --issue 印发，再 --public。")
    if wanted.upload:
        _upload(ctx, wanted, shape, ledger)
        return
    form = template_of(wanted.template, wanted.output)
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
    if wanted.annexes:
        made = made.with_annexes()
    elif file and is_document(file.path) and not wanted.public:
        tell("附件的统计表另出：同一命令写成 .xlsx；要放在文后，加 --annex。")
        tell("发出前请核对摘自登记簿的投诉情况；问题成因、做法成效等要写的，在 Word 里添上。")
    _finish(made, shape, file, form, public=wanted.public)


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


def _made(book: "Ledger", wanted: _Wanted) -> "Publication":
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


def _finish(
    made: "Publication", shape: Format, file: "Output | None", form: "OwnForm | None", *, public: bool
) -> None:
    """A public report stands on the terminal as its lines alone, to be copied."""
    report = made.report
    letter = made.letter or made.forms if file and is_document(file.path) else None
    _tell_nameless(made.letter.signature if letter and made.letter else "")
    if not public or shape is not Format.TABLE:
        finish(report, shape, file, letter, form)
        return
    from zlts.documents.public import public_lines

    if file:
        write(report, file, letter, form)
    for line in public_lines(report):
        typer.echo(line)
    if file:
        tell(f"已写入 {file.told}")
    if report.incomplete:
        tell("▲ 还有要人工处理或领导小组决定的事项，公布以前请先看不带 --public 的报表。")
    end(report)
