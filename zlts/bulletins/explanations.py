"""The ledger, and an officer's year: from the score through every entry to clause, rows and files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.facts import LedgerFacts, MonthLine, OfficerYear, UnsatisfiedLine, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.parts import GROUNDLESS, entry_lines, entry_table, groundless_lines, groundless_tables
from zlts.carrying_out import Groundless
from zlts.model import Person, Place, PostedEntry, Role, Tally
from zlts.periods import Month
from zlts.policy import Policy
from zlts.ranking import officer_score
from zlts.reports import Column, Look, Report, Table


def ledger(
    year: int, entries: Sequence[PostedEntry], beside: Sequence[Groundless], files: Mapping[int, str]
) -> Report:
    """The entries of a year, and the carried out measures whose entries have fallen."""
    facts = LedgerFacts(year, entry_lines(entries, files), groundless_lines(beside, files))
    tables = [entry_table("entries", "台账", entries), *groundless_tables(beside)]
    return listing("ledger", f"{year} 年台账", tables, to_json(facts), period=str(year))


def explain(
    person: Person,
    year: int,
    entries: Sequence[PostedEntry],
    beside: Sequence[Groundless],
    tallies: Mapping[Month, Tally],
    missing: Sequence[Month],
    unsatisfied: Sequence[tuple[str, str, Place]],
    policy: Policy,
    files: Mapping[int, str],
    carried_out: Mapping[str, str],
) -> Report:
    """An officer's year, from the score through every entry down to clause, rows and files.

    `missing` are the months of which the data of a unit where the officer was posted have not come in;
    `carried_out` are the days of carrying out by matter.
    """
    active = [one for one in entries if one.active]
    score = officer_score(person, [one.entry for one in active], policy)
    facts = OfficerYear(
        year,
        person.name,
        person.badge,
        score,
        months=tuple(MonthLine(month, tally) for month, tally in sorted(tallies.items())),
        missing=tuple(missing),
        entries=entry_lines(entries, files),
        ground_taken_back=groundless_lines(beside, files),
        unsatisfied=tuple(_press(*one, files) for one in unsatisfied),
    )
    return listing(
        "explain",
        f"{person.label} {year} 年：{score} 分",
        [_sum_table(active, score, policy), _months_table(tallies, missing), entry_table("entries", "台账", entries),
         *_done_tables(entries, carried_out), *groundless_tables(beside), _evidence_table(entries, files)],
        to_json(facts),
        period=str(year),
    )  # fmt: skip


def _sum_table(active: Sequence[PostedEntry], score: int, policy: Policy) -> Table:
    columns = (Column("what", "项目"), Column("points", "分", Look.NUMBER))
    own = [one for one in active if one.entry.points and one.entry.role is Role.OFFICER]
    rows = [
        ("基础分", policy.base_score),
        *((f"第 {o.id} 号 {o.entry.month} {o.entry.kind}", o.entry.points) for o in own),
    ]
    return Table("score", "得分怎样来的", columns, tuple(rows), total=("得分", score))


def _done_tables(entries: Sequence[PostedEntry], carried_out: Mapping[str, str]) -> list[Table]:
    """Which of the entries were carried out, and on which day, where any was."""
    last = {one.entry.cause.matter: one for one in entries if one.reverses is None}
    columns = (Column("id", "编号", Look.NUMBER), Column("kind", "种类", Look.WORD), Column("done", "执行"))
    rows = tuple(
        (one.id, one.entry.kind.value, f"已执行 {day}" if one.active else f"{day} {GROUNDLESS}")
        for matter, one in last.items()
        if (day := carried_out.get(matter))
    )
    return [Table("carried_out", "已登记执行的", columns, rows)] if rows else []


def _months_table(tallies: Mapping[Month, Tally], missing: Sequence[Month]) -> Table:
    columns = (
        Column("month", "月份", Look.WORD),
        Column("counted", "有效评价", Look.NUMBER),
        Column("satisfied", "满意", Look.NUMBER),
        Column("unrated", "未评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
    )
    rows = [(str(m), t.counted, t.satisfied, t.unrated, t.percent) for m, t in sorted(tallies.items())]
    note = f"{'、'.join(f'{month.number}月' for month in missing)}{NOT_IN}，不在其中。" if missing else ""
    return Table("months", "各月满意率", columns, tuple(rows), note=note)


def _press(time: str, rating: str, place: Place, files: Mapping[int, str]) -> UnsatisfiedLine:
    return UnsatisfiedLine(time, rating, place.batch, files.get(place.batch, ""), place.sheet, place.row)


def _evidence_table(entries: Sequence[PostedEntry], files: Mapping[int, str]) -> Table:
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("kind", "种类", Look.WORD),
        Column("batch", "批次", Look.NUMBER),
        Column("file", "文件"),
        Column("sheet", "工作表", Look.WORD),
        Column("rows", "行"),
    )
    rows = [
        (one.id, one.entry.kind.value, batch, files.get(batch, ""), sheet or "—", ranges(numbers))
        for one in entries
        for (batch, sheet), numbers in _by_sheet(one.entry.cause.evidence).items()
    ]
    return Table("evidence", "依据的行", columns, tuple(rows))


def _by_sheet(places: Iterable[Place]) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = {}
    for place in places:
        found.setdefault((place.batch, place.sheet), []).append(place.row)
    return found


def ranges(numbers: Iterable[int]) -> str:
    """Rows in words: 5–20、22."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)
