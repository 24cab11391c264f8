"""What another policy would have changed in a year: settings, entries, scores, ranks, the shortlist, assistance."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from zlts.bulletins.awards import grounds_of_bars, officer_standings
from zlts.bulletins.listings import KIND_NAMES, listing
from zlts.bulletins.parts import ROLE_NAMES
from zlts.bulletins.quarterly import assistance_reasons
from zlts.bulletins.situation import Situation
from zlts.model import Entry, Person, Place, PostedEntry
from zlts.periods import Month, Period, Span
from zlts.policy import Policy
from zlts.ranking import award_ranking, shortlist
from zlts.reconcile import reconcile
from zlts.reports import Cell, Column, Look, Report, Table

Line = dict[str, Any]
PeriodUnit = tuple[str, str]
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class YearOutcome:
    """What a year comes to under a policy, after its pass."""

    entries: Sequence[PostedEntry]
    """The active ones."""
    officers: Mapping[Person, tuple[int, int | None]]
    """Score in points and rank for the awards; None for those who have no rank."""
    shortlist: Sequence[Person]
    barred: Sequence[Person]
    ranks: Mapping[PeriodUnit, int | None]
    assistance: Mapping[PeriodUnit, Sequence[str]]
    """The reasons why a unit is helped."""
    homes: Mapping[Person, str]
    """The units of all who are named above."""


def outcome(entries: Sequence[PostedEntry], awards: Situation, year: Situation) -> YearOutcome:
    """What a year's active entries and its situation come to; `awards` is the year as far as it counts for them."""
    out = grounds_of_bars(awards.whole_year)
    standings = officer_standings(awards)
    ranking = award_ranking(standings, out, awards.policy)
    ranks = {one.person: rank for rank, one in ranking}
    scores = {one.person: one.score for one in officer_standings(year)}
    scores |= {one.person: one.score for _, one in ranking}  # of the ranked as far as it counts for the awards
    units = [(place, rank, unit) for place in (*_quarters(year), year) for rank, unit in place.unit_ranking()]
    return YearOutcome(
        entries=entries,
        officers={one: (score, ranks.get(one)) for one, score in scores.items()},
        shortlist=[one.person for one in shortlist(ranking, awards.policy, awards.first_units)],
        barred=list(out),
        ranks={(str(place.period), unit.unit): rank for place, rank, unit in units},
        assistance={
            (str(place.period), unit.unit): reasons
            for place, _, unit in units
            if (reasons := assistance_reasons(unit, place))
        },
        homes={**{one: awards.last_unit(one) for one in out}, **{one.person: one.unit for one in standings}},
    )


def _quarters(year: Situation) -> Iterator[Situation]:
    """The quarters that are covered and have begun, each as far as ranks and assistance ask."""
    for quarter in dict.fromkeys(Period.holding(month, Span.QUARTER) for month in year.months):
        if quarter.first_day <= year.today:
            yield replace(
                year,
                period=quarter,
                policy=year.policy_on(quarter.last_day),
                tallies={share: tally for share, tally in year.tallies.items() if share[2] in quarter.months},
                entries=[one for one in year.entries if one.entry.month <= quarter.months[-1]],
            )


@dataclass(frozen=True, slots=True)
class Simulation:
    """A year under the policy in force and under another one, each after its pass, up to the end of `through`.

    `moved` are the rows that the other would read after all, and those that would wait in quarantine.
    """

    year: int
    through: Month
    policies: tuple[Policy, Policy]
    outcomes: tuple[YearOutcome, YearOutcome]
    moved: tuple[int, int]


def comparison(simulation: Simulation) -> Report:
    """Side by side: what the year is `now`, and what it would be `then`."""
    year, through = simulation.year, simulation.through
    (present, other), (before, after) = simulation.policies, simulation.outcomes
    out, into = simulation.moved
    changes = reconcile([one.entry for one in after.entries], before.entries)
    rows = f"；{out} 行从待核实转为采用，{into} 行转入待核实" if out or into else ""
    lines = {
        "added": [_entry(entry) for entry in changes.post],
        "removed": [_entry(posted.entry) for posted in changes.reverse],
        "settings": [
            {"key": key, "now": now, "then": then} for key, now, then in differing(present.settings, other.settings)
        ],
        "officers": list(_officers(before, after)),
        "shortlist": list(_people(before.shortlist, after.shortlist, before, after)),
        "barred": list(_people(before.barred, after.barred, before, after)),
        "units": [
            {"period": period, "unit": unit, "rank_now": now, "rank_then": then}
            for (period, unit), now, then in differing(before.ranks, after.ranks)
        ],
        "assistance": [
            {"period": period, "unit": unit, "now": now or [], "then": then or []}
            for (period, unit), now, then in differing(before.assistance, after.assistance)
        ],
    }
    return listing(
        "simulate",
        f"如果 {year} 年用“{other.name}”",
        [_table(key, lines[key]) for key in lines],
        {
            "year": year,
            "through": str(through),
            "policy": other.name,
            **lines,
            "rows_accepted": out,
            "rows_rejected": into,
        },
        basis=(f"算到 {through}{rows}；只是试算，没有写入台账。",),
    )


@dataclass(frozen=True, slots=True)
class Effect:
    """What another reading would have meant in a year: how many entries more and fewer, and of how many it tells."""

    added: int
    removed: int
    people: int
    units: int


def effect(before: YearOutcome, after: YearOutcome) -> Effect:
    """By numbers what a simulation says at length."""
    changes = reconcile([one.entry for one in after.entries], before.entries)
    entries = [*changes.post, *(posted.entry for posted in changes.reverse)]
    people = {entry.person for entry in entries if entry.person}
    people |= {one for one, _, _ in differing(before.officers, after.officers)}
    people |= set(before.shortlist) ^ set(after.shortlist) | set(before.barred) ^ set(after.barred)
    ranked = [unit for (_, unit), _, _ in differing(before.ranks, after.ranks)]
    helped = [unit for (_, unit), _, _ in differing(before.assistance, after.assistance)]
    return Effect(len(changes.post), len(changes.reverse), len(people), len({*ranked, *helped}))


Waiting = Collection[tuple[str, Place]]
"""Rows that wait in quarantine: of which register, and where they stand."""


def adoption(
    other: Policy, years: Sequence[Report], moved: tuple[Waiting, Waiting], files: Mapping[int, str]
) -> Report:
    """What adopting a policy would change: each year's comparison, and the rows that would move.

    `moved` are the rows that would come out of quarantine, and those that would go into it; `files` the names of the
    files by their batches.
    """
    rows = [line for state, own in zip(("收入", "待核实"), moved, strict=True) for line in _moved(state, own, files)]
    tables = [
        replace(table, key=f"{table.key}:{report.machine['year']}", title=f"{report.machine['year']} 年{table.title}")
        for report in years
        for table in report.tables
    ]
    out, into = map(len, moved)
    gained, lost = (sum(len(report.machine[key]) for report in years) for key in ("added", "removed"))
    sums = f"已评定的月份会多出 {gained} 条、少 {lost} 条登记" if years else "没有已经评定、要重读的月份"
    return listing(
        "adoption",
        f"如果采用“{other.name}”（自 {other.effective_from} 起）",
        [*tables, Table("rows", "会变动的行", _MOVED, tuple(tuple(line.values()) for line in rows))],
        {
            "policy": other.name,
            "effective_from": str(other.effective_from),
            "years": [report.machine for report in years],
            "rows_accepted": out,
            "rows_rejected": into,
            "rows": rows,
        },
        basis=(f"{sums}；{out} 行从待核实转为采用，{into} 行转入待核实；只是试算，没有写入台账。",),
    )


def _moved(state: str, own: Waiting, files: Mapping[int, str]) -> Iterator[Line]:
    """The rows that would move one way, in the order of their files."""
    for kind, place in sorted(own, key=lambda one: (one[1].batch, one[1].sheet, one[1].row)):
        batch = place.batch
        yield {
            "state": state,
            "kind": KIND_NAMES.get(kind, kind),
            "batch": batch,
            "file": files.get(batch, ""),
            "sheet": place.sheet,
            "row": place.row,
        }


def differing(
    now: Mapping[Key, Value], then: Mapping[Key, Value]
) -> Iterator[tuple[Key, Value | None, Value | None]]:
    """What has another value, or is missing on one side (None there), in the order given."""
    for key in dict.fromkeys([*now, *then]):
        if now.get(key) != then.get(key):
            yield key, now.get(key), then.get(key)


# ---------------------------------------------------------------- lines


def _entry(entry: Entry) -> Line:
    return {
        "month": str(entry.month),
        "unit": entry.unit,
        "person": entry.person.name if entry.person else None,
        "role": entry.role.value,
        "kind": entry.kind.value,
        "points": entry.points,
        "clause": entry.cause.clause,
        "reason": entry.cause.reason,
    }


def _officers(before: YearOutcome, after: YearOutcome) -> Iterator[Line]:
    """The officers whose score or rank would be another."""
    for person, now, then in differing(before.officers, after.officers):
        score_now, rank_now = now or (None, None)
        score_then, rank_then = then or (None, None)
        yield {
            **_who(person, before, after),
            "score_now": score_now,
            "score_then": score_then,
            "rank_now": rank_now,
            "rank_then": rank_then,
        }


def _people(now: Sequence[Person], then: Sequence[Person], before: YearOutcome, after: YearOutcome) -> Iterator[Line]:
    """All who are on a list now or would be then, each with where."""
    for person in dict.fromkeys([*now, *then]):
        yield {**_who(person, before, after), "now": person in now, "then": person in then}


def _who(person: Person, before: YearOutcome, after: YearOutcome) -> Line:
    return {"unit": {**after.homes, **before.homes}[person], "officer": person.name, "badge": person.badge}


# ---------------------------------------------------------------- tables

_ENTRY = (
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("role", "身份", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("points", "分值", Look.NUMBER),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)
_PERSON = (
    Column("unit", "单位", Look.WORD),
    Column("officer", "姓名", Look.WORD),
    Column("badge", "警号", Look.WORD),
)
_MOVED = (
    Column("state", "转为", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("batch", "批次", Look.NUMBER),
    Column("file", "文件"),
    Column("sheet", "工作表", Look.WORD),
    Column("row", "行", Look.NUMBER),
)
_NOW, _THEN = Column("now", "现在"), Column("then", "改后")
_PERIOD = (Column("period", "期间", Look.WORD), Column("unit", "单位", Look.WORD))
_RANKS = (Column("rank_now", "现在名次", Look.WORD), Column("rank_then", "改后名次", Look.WORD))
_TABLES: dict[str, tuple[str, tuple[Column, ...]]] = {
    "added": ("会多出的", _ENTRY),
    "removed": ("会没有的", _ENTRY),
    "settings": ("不同的设置", (Column("key", "设置项", Look.WORD), _NOW, _THEN)),
    "officers": (
        "得分、名次会变的民警",
        (
            *_PERSON,
            Column("score_now", "现在得分", Look.NUMBER, "分"),
            Column("score_then", "改后得分", Look.NUMBER, "分"),
            *_RANKS,
        ),
    ),
    "shortlist": ("入围名单", (*_PERSON, _NOW, _THEN)),
    "barred": ("取消评先评优（内部掌握）", (*_PERSON, _NOW, _THEN)),
    "units": ("名次会变的单位", (*_PERIOD, *_RANKS)),
    "assistance": ("帮扶理由会变的单位", (*_PERIOD, _NOW, _THEN)),
}


def _table(key: str, lines: Sequence[Line]) -> Table:
    title, columns = _TABLES[key]
    rows = tuple(tuple(_cell(column.key, line) for column in columns) for line in lines)
    return Table(key, title, columns, rows)


def _cell(key: str, line: Line) -> Cell:
    value = line[key]
    if key == "role":
        return {role.value: name for role, name in ROLE_NAMES.items()}[value]
    if key == "points":
        return value or None
    if "key" in line and key in ("now", "then"):
        return _as_set(value, line["then" if key == "now" else "now"])
    if isinstance(value, bool):
        return "是" if value else ""
    return "；".join(value) if isinstance(value, list) else value


_FEW = 6


def _as_set(value: Any, other: Any) -> str:
    """A setting's value as a file has it; of a long list of words only those that the other one lacks."""
    if value is None:
        return "没有写"
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, list):
        return str(value) or "（空）"
    others = other if isinstance(other, list) else []
    own = [word for word in value if word not in others]
    if max(len(value), len(others)) > _FEW and set(value) != set(others):
        return f"其中：{'、'.join(own)}" if own else "其余不变"
    return "、".join(value) or "（空）"
