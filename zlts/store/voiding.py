"""Evaluations one by one, for people to look at, and which of them they have voided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zlts.model import Place
from zlts.names import evaluator_mark, window_mark
from zlts.store import evaluations
from zlts.store.session import Session

Spot = tuple[int, int]
"""A row by its sheet's id and its number."""


@dataclass(frozen=True, slots=True)
class Single:
    """An accepted evaluation, as a person looks at it."""

    time: int
    who: int
    rating: str
    evaluator: str
    spot: Spot


def singles(session: Session, first: date, last: date) -> Iterator[Single]:
    """Every evaluation in detail from a day to a day, by time: one run along the index."""
    statement = (
        "SELECT time, who_id, rating, COALESCE(device_id, 0), sheet_id, row FROM evaluation"
        " WHERE time >= :a AND time < :b ORDER BY time, id"
    )
    bounds = {"a": evaluations.day_number(first) * evaluations.DAY}
    bounds["b"] = (evaluations.day_number(last) + 1) * evaluations.DAY
    seats = _Seats(session)
    for time, who, rating, device, sheet, row in session.execute(statement, bounds):
        yield Single(time, who, rating, seats.of(who, device), (sheet, row))


class _Seats:
    """The evaluator a row means, else its window, else ""."""

    def __init__(self, session: Session) -> None:
        self._devices = {code: words for words, code in evaluations.device_codes(session).known.items()}
        self._claims = evaluations.claims(session)
        self._known: dict[tuple[int, int], str] = {}

    def of(self, who: int, device: int) -> str:
        seat = self._known.get((who, device))
        if seat is None:
            seat = self._known[who, device] = self._worked_out(who, device)
        return seat

    def _worked_out(self, who: int, device: int) -> str:
        claim = self._claims[who]
        window, evaluator = self._devices.get(device, (claim.window, claim.evaluator))
        mark = window_mark(window) if window else ""
        return evaluator_mark(evaluator) or (f"{mark}号窗口" if mark.isdigit() else mark)


def of_sheet(session: Session, sheet: int) -> dict[int, tuple[int, int, str]]:
    """The accepted evaluations of a sheet: row → time, who, rating."""
    statement = "SELECT row, time, who_id, rating FROM evaluation WHERE sheet_id = :s"
    return {row: (time, who, rating) for row, time, who, rating in session.execute(statement, {"s": sheet})}


def sheets(session: Session) -> dict[int, tuple[int, str]]:
    """Sheet id → batch and name."""
    return {row[0]: (row[1], row[2]) for row in session.execute("SELECT id, batch_id, name FROM sheet")}


def place_of(spot: Spot, names: Mapping[int, tuple[int, str]]) -> Place:
    batch, sheet = names[spot[0]]
    return Place(batch, sheet, spot[1])


# ---------------------------------------------------------------- decisions


class Voided(NamedTuple):
    """A person's decision that an evaluation has no effect (see `tables.decisions`)."""

    sheet_id: int
    row: int
    time: int
    rating: str
    unit: str
    person: str
    person_key: str
    reason: str
    decided_at: str


def voided(session: Session) -> list[Voided]:
    """All decisions that stand, in their order."""
    return session.records(Voided, "voided", "ORDER BY id")


def add(session: Session, records: Iterable[Voided]) -> None:
    """Record decisions."""
    for record in records:
        session.insert("voided", record._asdict())


def take_back(session: Session, records: Iterable[Voided]) -> None:
    """Take decisions back."""
    spots = [(record.sheet_id, record.row) for record in records]
    session.execute_all("DELETE FROM voided WHERE sheet_id = ? AND row = ?", spots)
