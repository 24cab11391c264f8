"""What another policy would have changed."""

from __future__ import annotations

from collections.abc import Sequence

from zlts.bulletins.facts import SimulatedEntry, SimulationFacts, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.parts import ROLE_NAMES
from zlts.model import Entry
from zlts.periods import Month
from zlts.policy import Policy
from zlts.reconcile import Changes
from zlts.reports import Column, Look, Report, Table

_COLUMNS = (
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("role", "身份", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("points", "分值", Look.NUMBER),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)


def comparison(year: int, through: Month, other: Policy, changes: Changes) -> Report:
    """Side by side: the entries that would come, and those that would go."""
    facts = SimulationFacts(
        year,
        through,
        other.name,
        tuple(_line(entry) for entry in changes.post),
        tuple(_line(posted.entry) for posted in changes.reverse),
    )
    return listing(
        "simulate",
        f"如果 {year} 年用“{other.name}”",
        [_table("added", "会多出的", facts.added), _table("removed", "会没有的", facts.removed)],
        to_json(facts),
        basis=(f"算到 {through}；只是试算，没有写入台账。",),
    )


def _line(entry: Entry) -> SimulatedEntry:
    name, cause = entry.person.name if entry.person else None, entry.cause
    return SimulatedEntry(
        entry.month, entry.unit, name, entry.role, entry.kind, entry.points, cause.clause, cause.reason
    )


def _table(key: str, title: str, lines: Sequence[SimulatedEntry]) -> Table:
    rows = tuple(
        (
            str(one.month),
            one.unit,
            one.person,
            ROLE_NAMES[one.role],
            one.kind.value,
            one.points or None,
            one.clause,
            one.reason,
        )
        for one in lines
    )
    return Table(key, title, _COLUMNS, rows)
