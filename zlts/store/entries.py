"""Ledger entries ↔ their rows, and the record of passes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from zlts.carrying_out import RULE_MADE
from zlts.model import Cause, Entry, Kind, Person, Place, PostedEntry, Role, Rule
from zlts.periods import Month
from zlts.store.session import Session


def add_run(session: Session, year: int, month: Month, through: Month, at: str, counts: tuple[int, int]) -> int:
    """Record a pass; returns its id."""
    posted, reversed_ = counts
    run = {"year": year, "month": str(month), "through": str(through), "at": at}
    return session.insert("run", {**run, "posted": posted, "reversed": reversed_})


def assessed_through(session: Session, year: int) -> Month | None:
    """The latest month of that year some pass ran through."""
    latest = session.scalar("SELECT MAX(through) FROM run WHERE year = ?", (year,))
    return Month.parse(latest) if latest else None


def last_pass(session: Session) -> str:
    """When the last pass ran; "" if none did."""
    return str(session.scalar("SELECT MAX(at) FROM run") or "")


def post(session: Session, entries: Iterable[Entry], run: int, at: str) -> list[PostedEntry]:
    """Append entries to the ledger."""
    posted = []
    for entry in entries:
        number = session.insert("entry", _record(entry, entry.points, run, at)._asdict())
        posted.append(PostedEntry(number, entry, run, at))
    return posted


def reverse(session: Session, entries: Iterable[PostedEntry], run: int, at: str) -> list[PostedEntry]:
    """Append, for each, the entry that takes it back: opposite points, named."""
    taken_back = []
    for posted in entries:
        record = _record(posted.entry, -posted.entry.points, run, at)._replace(
            reason=f"撤销第 {posted.id} 号：{posted.entry.cause.reason}", reverses=posted.id
        )
        taken_back.append(_posted(session.insert("entry", record._asdict()), record, None))
    return taken_back


class EntryRow(NamedTuple):
    """A row of the ledger proper, without its number: append-only, triggers refuse to change or replace it."""

    year: int
    month: str
    day: str
    person: str | None
    badge: str
    person_key: str
    unit: str
    role: str
    kind: str
    points: int
    rule: str
    clause: str
    reason: str
    matter: str
    material: str
    evidence: str
    run_id: int
    posted_at: str
    reverses: int | None


def _record(entry: Entry, points: int, run: int, at: str) -> EntryRow:
    person, cause = entry.person, entry.cause
    return EntryRow(
        year=entry.month.year,
        month=str(entry.month),
        day=str(entry.day),
        person=person.name if person else None,
        badge=person.badge if person else "",
        person_key=person.key if person else "",
        unit=entry.unit,
        role=entry.role.value,
        kind=entry.kind.value,
        points=points,
        rule=cause.rule.value,
        clause=cause.clause,
        reason=cause.reason,
        matter=cause.matter,
        material=cause.material,
        evidence=pack(cause.evidence),
        run_id=run,
        posted_at=at,
        reverses=None,
    )


def _posted(number: int, record: EntryRow, reversed_by: int | None) -> PostedEntry:
    person = Person(record.person, record.badge, record.person_key) if record.person else None
    cause = Cause(
        Rule(record.rule), record.clause, record.reason, record.matter, record.material, unpack(record.evidence)
    )
    entry = Entry(
        Month.parse(record.month),
        date.fromisoformat(record.day),
        person,
        record.unit,
        Role(record.role),
        Kind(record.kind),
        record.points,
        cause,
    )
    return PostedEntry(number, entry, record.run_id, record.posted_at, record.reverses, reversed_by)


def ledger(session: Session, year: int) -> list[PostedEntry]:
    """All entries of a year in the order of posting, the reversed and reversing ones included."""
    records = _records(session, "WHERE year = ? ORDER BY id", year)
    reversed_by = {record.reverses: number for number, record in records.items() if record.reverses is not None}
    return [_posted(number, record, reversed_by.get(number)) for number, record in records.items()]


def latest(session: Session) -> int:
    """The number of the last entry posted, of whatever year; 0 where there is none."""
    return int(session.scalar("SELECT MAX(id) FROM entry") or 0)


def find(session: Session, number: int) -> PostedEntry | None:
    """The entry of that number."""
    record = _records(session, "WHERE id = ?", number).get(number)
    if record is None:
        return None
    return _posted(number, record, session.scalar("SELECT id FROM entry WHERE reverses = ?", (number,)))


def _records(session: Session, rest: str, value: int) -> dict[int, EntryRow]:
    """Number → row."""
    found = session.execute(f"SELECT id, {', '.join(EntryRow._fields)} FROM entry {rest}", (value,))
    return {number: EntryRow(*row) for number, *row in found}


def active(session: Session, year: int) -> list[PostedEntry]:
    """The entries of a year that stand."""
    return [posted for posted in ledger(session, year) if posted.active]


def once_posted(session: Session, years: Iterable[int]) -> list[PostedEntry]:
    """The entries of those years that order a measure by a rule, the reversed ones too, in the order of posting."""
    found = (one for year in years for one in ledger(session, year))
    return [one for one in found if one.reverses is None and one.entry.cause.rule in RULE_MADE]


def pack(places: Sequence[Place]) -> str:
    """Places as compact JSON: batch, sheet, and the rows as ranges (`5-20,22`)."""
    rows: dict[tuple[int, str], list[int]] = {}
    for place in places:
        rows.setdefault((place.batch, place.sheet), []).append(place.row)
    packed = [[batch, sheet, _ranges(sorted(set(numbers)))] for (batch, sheet), numbers in rows.items()]
    return json.dumps(packed, ensure_ascii=False)


def unpack(packed: str) -> tuple[Place, ...]:
    """The places of a packed text."""
    return tuple(
        Place(batch, sheet, row)
        for batch, sheet, ranges in json.loads(packed)
        for part in ranges.split(",")
        for row in _range(part)
    )


def _ranges(numbers: Sequence[int]) -> str:
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


def _range(part: str) -> range:
    first, _, last = part.partition("-")
    return range(int(first), int(last or first) + 1)
