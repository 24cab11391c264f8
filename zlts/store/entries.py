"""Ledger entries ↔ their rows, and the record of passes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session, col, select

from zlts.model import Cause, Entry, Kind, Person, Place, PostedEntry, Role, Rule
from zlts.periods import Month
from zlts.store.tables.ledger import LedgerEntry, Run


def add_run(session: Session, year: int, month: Month, through: Month, at: str, counts: tuple[int, int]) -> int:
    """Record a pass; returns its id."""
    posted, reversed_ = counts
    run = Run(year=year, month=str(month), through=str(through), at=at, posted=posted, reversed=reversed_)
    session.add(run)
    session.flush()
    return int(run.id or 0)


def assessed_through(session: Session, year: int) -> Month | None:
    """The latest month of that year some pass ran through."""
    latest = session.exec(select(Run.through).where(Run.year == year).order_by(col(Run.through).desc())).first()
    return Month.parse(latest) if latest else None


def post(session: Session, entries: Iterable[Entry], run: int, at: str) -> list[PostedEntry]:
    """Append entries to the ledger."""
    posted = []
    for entry in entries:
        record = _record(entry, entry.points, run, at)
        session.add(record)
        session.flush()
        posted.append(PostedEntry(int(record.id or 0), entry, run, at))
    return posted


def reverse(session: Session, entries: Iterable[PostedEntry], run: int, at: str) -> list[PostedEntry]:
    """Append, for each, the entry that takes it back: opposite points, named."""
    taken_back = []
    for posted in entries:
        record = _record(posted.entry, -posted.entry.points, run, at)
        record.reason = f"冲销第 {posted.id} 号：{posted.entry.cause.reason}"
        record.reverses = posted.id
        session.add(record)
        session.flush()
        taken_back.append(posted_of(record, None))
    return taken_back


def _record(entry: Entry, points: int, run: int, at: str) -> LedgerEntry:
    person, cause = entry.person, entry.cause
    return LedgerEntry(
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
    )


def posted_of(record: LedgerEntry, reversed_by: int | None) -> PostedEntry:
    """An entry's row as a value."""
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
    return PostedEntry(int(record.id or 0), entry, record.run_id, record.posted_at, record.reverses, reversed_by)


def ledger(session: Session, year: int) -> list[PostedEntry]:
    """All entries of a year in the order of posting, the reversed and reversing ones included."""
    records = list(session.exec(select(LedgerEntry).where(LedgerEntry.year == year).order_by(col(LedgerEntry.id))))
    reversed_by = {record.reverses: record.id for record in records if record.reverses is not None}
    return [posted_of(record, reversed_by.get(record.id or 0)) for record in records]


def find(session: Session, number: int) -> PostedEntry | None:
    """The entry of that number."""
    record = session.get(LedgerEntry, number)
    if record is None:
        return None
    reversed_by = session.exec(select(LedgerEntry.id).where(LedgerEntry.reverses == number)).first()
    return posted_of(record, reversed_by)


def active(session: Session, year: int) -> list[PostedEntry]:
    """The entries of a year that stand."""
    return [posted for posted in ledger(session, year) if posted.active]


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
