"""`zlts next`: the first thing that is due, shown, tried, asked, done; and then the one after it."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from zlts.commands.parameters import LedgerPath
from zlts.commands.shared import (
    PARTLY,
    Format,
    at_work,
    attended,
    now,
    opened,
    path_of,
    say,
    show,
    target,
    vocabulary,
    write,
)

if TYPE_CHECKING:
    from zlts.bulletins.due import Due
    from zlts.reports import Report
    from zlts.services.outputs import Output

_SHEET = "催报.xlsx"


class Stopped(Exception):
    """The clerk has had enough for now."""


def next_(ctx: typer.Context, ledger: LedgerPath = None) -> None:
    """办下一件：先试给您看，问过再办；要由人决定的停下来。

    zlts next
    每一件都先问：y 办，n 先放着看下一件，q 结束。不在终端里运行时只显示第一件和它的命令，什么也不写。
    """
    if not attended():
        _tell_first(ctx, ledger)
        return
    sitting, passed_over = _Sitting(ctx, ledger), set[tuple[str, tuple[str, ...]]]()
    with suppress(Stopped):
        while one := next((one for one in sitting.due() if (one.what, one.about) not in passed_over), None):
            passed_over.add((one.what, one.about))
            say(f"\n【{one.words}】")
            _ACTS.get(one.what, _decide)(sitting, one)
    left = sitting.due()
    say(f"还有 {len(left)} 件，看一遍：zlts" if left else "眼下没有要办的事。")
    if left:
        raise typer.Exit(PARTLY)


def _tell_first(ctx: typer.Context, ledger: Path | None) -> None:
    """What is due first, for a program or a file; nothing is done."""
    due = _Sitting(ctx, ledger).due()
    if not due:
        say("眼下没有要办的事。")
        return
    say(due[0].sentence)
    raise typer.Exit(PARTLY)


@dataclass(frozen=True, slots=True)
class _Sitting:
    """The ledger that is worked on, opened anew for each step: it is the clerk's time that passes between them."""

    ctx: typer.Context
    ledger: Path | None

    @property
    def folder(self) -> Path:
        return path_of(self.ctx, self.ledger).parent

    def due(self) -> "list[Due]":
        """What needs a person now, the first thing first."""
        from zlts.bulletins.due import Urgency
        from zlts.services.overview import overview

        with opened(self.ctx, self.ledger) as book:
            return [one for one in overview(book, now()).due if one.urgency < Urgency.SOON]

    def beside(self, name: str) -> "Output":
        """A file beside the ledger that may be written."""
        with opened(self.ctx, self.ledger) as book:
            found = target(book, self.folder / name, replace=False, endings=(".xlsx", ".docx"))
        assert found is not None  # noqa: S101 - a name was given
        return found


# ---------------------------------------------------------------- telling and asking


def _answer(question: str) -> str:
    """What the clerk types.

    Raises:
        Stopped: q, or nobody is there any more.
    """
    try:
        said = str(typer.prompt(question, default="", show_default=False, prompt_suffix=" ")).strip()
    except typer.Abort:
        typer.echo("")
        raise Stopped from None
    if said.casefold() in ("q", "结束"):
        raise Stopped
    return said


def _agrees(question: str) -> bool:
    """Whether she says yes; asked again until it is clear."""
    while True:
        said = _answer(f"{question}（y 办，n 先放着，q 结束）").casefold()
        if said in ("y", "yes", "是", "办"):
            return True
        if said in ("n", "no", "否", "不"):
            return False


def _decide(_sitting: _Sitting, one: "Due") -> None:
    """What only a person can decide: the lines to type, and no further unless she wants to."""
    lines = (one.said,) if one.said else (one.command,) if one.command else ()
    for line in (*lines, *one.more):
        say(line)
    said = _answer("这一件要由人决定。先放着，看下一件吗？（y 看下一件，其他结束）")
    if said.casefold() not in ("y", "yes", "是"):
        raise Stopped


# ---------------------------------------------------------------- doing


def _import(sitting: _Sitting, one: "Due") -> None:
    from zlts.importers.reading import Options
    from zlts.services import inbox
    from zlts.services.intake import import_files, receipt

    with opened(sitting.ctx, sitting.ledger) as book:
        paths = inbox.places(book, now().date())

    def taken(*, dry_run: bool) -> "Report":
        with at_work(sitting.ctx, sitting.ledger) as (book, told):
            found = import_files(book, paths, Options(), vocabulary(), now(), dry_run=dry_run, progress=told)
        return receipt(found, dry_run=dry_run, brief=True)

    tried = taken(dry_run=True)
    show(tried, Format.TABLE)
    say(f"{_counted(tried)}；逐个文件看：{one.command} --dry-run")
    if _agrees("照这样导入吗？"):
        made = taken(dry_run=False)
        say(f"已导入：{_counted(made)}。")
        _tell_attention(made)


def _counted(receipt: "Report") -> str:
    """What became of the rows of all files."""
    _, _, _, rows, accepted, duplicates, rejected, ignored = receipt.tables[0].total or (0,) * 8
    return f"共 {rows} 行，采用 {accepted}，重复 {duplicates}，待核实 {rejected}，非数据行 {ignored}"


def _tell_attention(report: "Report") -> None:
    for sentence in report.attention:
        say(f"▲ {sentence}")


def _ring_up(sitting: _Sitting, one: "Due") -> None:
    from zlts.services.overview import overview

    with opened(sitting.ctx, sitting.ledger) as book:
        found = overview(book, now())
    missing = found.missing
    if not missing.tables[0].rows:
        say("把收到的文件放进台账旁边的月份文件夹（如 2013-06），再 zlts next。")
        _decide(sitting, one)
        return
    show(found.missing_on_screen, Format.TABLE)
    say("收到的放进台账旁边的月份文件夹（如 2013-06），再 zlts next。")
    if _agrees(f"写一份打电话用的催报单“{_SHEET}”吗？"):
        file = sitting.beside(_SHEET)
        write(missing, file)
        say(f"已写入 {file.told}")


def _assess(sitting: _Sitting, one: "Due") -> None:
    from zlts.periods import Month
    from zlts.services.assess import assess
    from zlts.services.listings import assessed

    month = Month.parse(one.about[-1])
    with opened(sitting.ctx, sitting.ledger) as book:
        report = assessed(book, assess(book, month, now(), dry_run=True), dry_run=True)
    show(_without_the_good(report), Format.TABLE)
    if _agrees(f"评定 {month} 吗？"):
        with opened(sitting.ctx, sitting.ledger) as book:
            made = assess(book, month, now())
        say(f"已评定 {month}：新登记 {len(made.posted)} 条，撤销 {len(made.reversed)} 条。")


def _without_the_good(report: "Report") -> "Report":
    """A tried pass without the rates that are well: what would be posted stands out."""
    rates, *others = report.tables
    rest = f"其余 {{n}} 名民警没有低于下限的，全部的看：zlts assess {report.period} --dry-run。"
    return replace(report, tables=(rates.only(rates.marked, rest), *others))


def _write_papers(sitting: _Sitting, one: "Due") -> None:
    from zlts.bulletins.due import PAPERS
    from zlts.commands.reports import notice

    if _agrees(f"文书写到“{PAPERS}”文件夹吗？"):
        notice(sitting.ctx, sitting.folder / PAPERS, [int(number) for number in one.about], ledger=sitting.ledger)


def _issue(sitting: _Sitting, one: "Due") -> None:
    """Show what the bulletin says needs a person, ask for its number, issue it, and write its letter."""
    from zlts.documents import word
    from zlts.documents.letter import safe_name, to_be_checked
    from zlts.periods import Period, Span
    from zlts.services import bulletins, decisions

    span, first, *_ = one.about
    period = Period.parse(first, Span(span))
    with opened(sitting.ctx, sitting.ledger) as book:
        tried = bulletins.bulletin(book, period.span, str(period), now(), letter=True)
    say(tried.report.title)
    _tell_attention(tried.report)
    if tried.letter and (open_places := list(to_be_checked(tried.letter))):
        say(f"通报正文里还有：{'、'.join(open_places)}")
        say(f"处理好再印发；就这样印发的：{one.command}")
        _decide(sitting, replace(one, said="处理好以前，这里不印发。", more=()))
        return
    number = one.offer
    said = _answer(f"印发，编号用“{number}”吗？（y 就用它，也可以另写编号；n 先放着，q 结束）")
    if said.casefold() in ("", "n", "no", "否", "不"):
        return
    number = number if said.casefold() in ("y", "yes", "是") else said
    file = sitting.beside(safe_name(f"通报-{number}") + ".docx")
    with opened(sitting.ctx, sitting.ledger) as book:
        letter = decisions.issue(book, period.span, str(period), number, now()).letter
    if letter:
        word.write(letter, file.path)
        file.remember()
    say(f"已印发 {number}，文稿在 {file.told}。要再印：--reprint {number}")


def _back_up(sitting: _Sitting, one: "Due") -> None:
    from zlts.services import safekeeping

    name = one.offer
    said = _answer(f"备份成台账旁边的“{name}”吗？（y 就这样，也可以另写位置，如 E:\\；n 先放着，q 结束）")
    if said.casefold() in ("", "n", "no", "否", "不"):
        return
    place = sitting.folder / name if said.casefold() in ("y", "yes", "是") else Path(said.strip('"'))
    with opened(sitting.ctx, sitting.ledger) as book:
        made = safekeeping.backup(book, place, now())
    say(f"已备份到 {made.name}，核验通过。请再拷一份到别的盘上。")


_ACTS: "Mapping[str, Callable[[_Sitting, Due], None]]" = {
    "files": _import,
    "missing": _ring_up,
    "assess": _assess,
    "papers": _write_papers,
    "bulletin": _issue,
    "backup": _back_up,
}
"""What can be done by the program once somebody agrees; all else a person decides."""
