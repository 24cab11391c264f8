"""The clerk's overview: what needs a person, who needs help, what is in and what is missing; and its guide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.due import Around, Due, due_items, upcoming
from zlts.bulletins.early_help import early_help, help_summary, reminders
from zlts.bulletins.facts import StatusFacts, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.objections import objections_of, open_objections
from zlts.bulletins.parts import arrival_figures, outstanding
from zlts.bulletins.rectifying import overdue
from zlts.bulletins.register_changes import change_notes, change_words, missing_notes
from zlts.bulletins.situation import Situation
from zlts.model import Missing, VerdictChange
from zlts.periods import Month
from zlts.reports import Cell, Column, Guide, Heat, Look, Report, Table
from zlts.roster import spell

_MANY = 100  # counted evaluations in a month


def status(situation: Situation, through: Month | None, around: Around, copies: str) -> Report:
    """A year in full; `copies` says where the automatic copies lie."""
    found, units = reminders(situation), _board(situation)
    due, later = due_items(situation, around), upcoming(situation)
    steps = [one.sentence for one in due]
    missing, expected, reported = arrival_figures(situation)
    facts = StatusFacts(
        year=situation.period.year,
        batches=situation.batches,
        assessed_through=through,
        backups=copies,
        passes_due=tuple(around.passes),
        unassessed=() if situation.is_blank else tuple(situation.unassessed),
        missing=missing,
        units_expected=expected,
        units_reported=reported,
        nothing_in=situation.is_blank,
        refused_files=tuple(around.refused),
        quarantined=situation.quarantined,
        set_aside=situation.set_aside,
        pending_complaints=tuple(one.label for one in situation.pending()),
        pending_text=_pending_text(situation),
        verdict_changes=tuple(map(change_words, _of_year(situation.verdict_changes, situation))),
        missing_complaints=tuple(one.label for one in _of_year(situation.missing_complaints, situation)),
        outstanding=len(outstanding(situation)),
        objections=tuple(dict.fromkeys((*objections_of(situation), *open_objections(situation)))),
        overlapping_postings=tuple((spell(one), spell(other)) for one, other in situation.roster.overlapping),
        overdue_findings=overdue(situation),
        early_help=early_help(found),
        next=(*steps, *later),
        due=tuple(one.line for one in due),
    )
    helped = [help_summary(found)] if found else []
    return listing(
        "status",
        f"{situation.period.year} 年进度",
        [*helped, units],
        to_json(facts),
        attention=tuple(steps),
        basis=tuple(filter(None, [_legend(units, situation), *_footing(situation, through, later, copies)])),
        period=str(situation.period),
    )


def guide(situation: Situation, through: Month | None, due: Sequence[Due]) -> Guide:
    """The same year on one screen: the map, and what is due; who needs early help is only counted."""
    units = _board(situation)
    helped = early_help(reminders(situation))
    items = [(one.words, one.command) for one in due]
    items += [(f"有 {len(helped)} 名民警需要提前提醒", _ALL)] if helped else []
    assessed = f"已评定到 {through}" if through else "还没有评定"
    rows = ((unit.name, tuple(_heat(unit.name, month, situation) for month in situation.months)) for unit in
            situation.roster.units)  # fmt: skip
    later = upcoming(situation)
    return Guide(
        title=f"{situation.period.year} 年进度  {assessed}  今天 {situation.today}",
        months=tuple(str(month.number) for month in situation.months),
        rows=tuple(rows),
        legend=_legend(units, situation),
        items=tuple(items),
        idle="眼下没有要办的事。" + (f"接下来：{later[0]}。" if later else ""),
        rest=_ALL,
    )


_ALL = "zlts status"


def _pending_text(situation: Situation) -> str:
    """Which complaints wait, and how long the oldest has."""
    pending = situation.pending()
    if not pending:
        return ""
    days = max((situation.today - one.received).days for one in pending)
    return f"{len(pending)} 件，最久 {days} 天：{'、'.join(one.label for one in pending)}"


Received = TypeVar("Received", VerdictChange, Missing)


def _of_year(found: Sequence[Received], situation: Situation) -> list[Received]:
    """Those of complaints that were received in the year."""
    return [one for one in found if one.received.year == situation.period.year]


def _footing(situation: Situation, through: Month | None, later: Sequence[str], copies: str) -> Iterator[str]:
    """How far the ledger is, and what comes next."""
    assessed = f"已评定到 {through}" if through else "还没有评定"
    yield f"已导入 {situation.batches} 批文件；{assessed}。自动备份：{copies}。"
    if situation.set_aside:
        yield f"已不予采用 {situation.set_aside} 行，没有计入：zlts quarantine。"
    for told in (
        *missing_notes(_of_year(situation.missing_complaints, situation)),
        *change_notes(_of_year(situation.verdict_changes, situation)),
    ):
        yield f"{told}：zlts complaints。"
    if later:
        yield f"接下来：{'；'.join(later)}。"


# ---------------------------------------------------------------- what is in and what is missing, by unit and month


def _board(situation: Situation) -> Table:
    """A unit a line: its months, its year so far, and what is open there; no zeros, so that the rest stands out."""
    columns = (
        Column("unit", "单位", Look.WORD),
        *(Column(str(month), f"{month.number}月", Look.WORD) for month in situation.months),
        Column("counted", "有效评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
        Column("pending_complaints", "待查投诉", Look.NUMBER),
        Column("outstanding", "措施未办", Look.NUMBER),
    )
    undone = Counter(one.entry.unit for one in outstanding(situation))
    rows = tuple(_row(unit.name, undone[unit.name], situation) for unit in situation.roster.units)
    return Table("board", "各单位各月的评价", columns, rows)


def _row(unit: str, undone: int, situation: Situation) -> tuple[Cell, ...]:
    year, waiting = situation.unit_tally(unit), len(situation.pending(unit))
    months = (_heat(unit, month, situation) for month in situation.months)
    return (unit, *months, year.counted or "", year.percent or "", waiting or "", undone or "")


def _heat(unit: str, month: Month, situation: Situation) -> Heat:
    tally, rule = situation.unit_tally(unit, month), situation.policy_on(month.last_day).rate
    pressed = situation.presses(unit, month)
    if not (pressed.counted or pressed.unrated):
        if situation.reported(unit, month):
            return Heat.UNUSED
        begun = bool(situation.tallies or situation.arrivals.nil)  # a new ledger lacks everything
        return Heat.MISSING if begun and situation.lacks(unit, month) else Heat.NONE
    if tally.rate is not None and tally.rate < rule.floor:
        return Heat.LOW
    return Heat.FEW if tally.counted <= rule.small_count else Heat.SOME if tally.counted < _MANY else Heat.MANY


def _legend(table: Table, situation: Situation) -> str:
    """What the signs on the board mean, those that occur."""
    few = situation.policy.rate.small_count + 1
    meanings = {
        Heat.MISSING: NOT_IN,
        Heat.UNUSED: "已报、没有评价",
        Heat.LOW: f"满意率低于{situation.month_floor}",
        Heat.FEW: f"不到{few}个",
        Heat.SOME: f"{few}到{_MANY - 1}个",
        Heat.MANY: f"{_MANY}个以上",
    }
    there = {cell for row in table.rows for cell in row if isinstance(cell, Heat)}
    return "；".join(f"{heat} {meaning}" for heat, meaning in meanings.items() if heat in there)
