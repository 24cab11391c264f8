"""Rows as stored, and what becomes of them: the values that every register takes and gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from zlts.model import Claim, Fate, Place, Problem
from zlts.policy import Words

Fact = TypeVar("Fact")


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A data row as stored: what it says, where it stands, when it came in or was last tried again."""

    id: int
    place: Place
    file: str
    imported_at: datetime
    fields: Mapping[str, str]
    broken: bool = False
    """A cell of it could not be read; its problems are known already."""
    first_at: datetime | None = None
    """When its file came in, where it was tried again later."""
    returned_to: int | None = None
    """The batch of the rejected row which it says again, corrected, in a workbook of the quarantine."""
    layout: str = ""
    """The signature of the headings it stands under."""

    def get(self, field_code: str) -> str:
        return self.fields.get(field_code) or ""

    @property
    def came_in(self) -> datetime:
        """When its file came in: what happened later cannot be in it, however often it is tried again."""
        return self.first_at or self.imported_at

    @property
    def claim(self) -> Claim:
        get = self.get
        return Claim(get("unit"), get("badge"), get("officer"), get("window"), get("evaluator"))

    @property
    def where(self) -> str:
        """Batch, file and row in words, for a reason that names the first of two."""
        return f"第 {self.place.batch} 批“{self.file}”第 {self.place.row} 行"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A problem that waits in quarantine: of which register and row, and where that row stands."""

    kind: str
    row_id: int
    file: str
    place: Place
    problem: Problem


@dataclass(slots=True)
class Settled(Generic[Fact]):
    """Every row's outcome, the problems of the rejected, and what the accepted say."""

    outcomes: dict[int, Fate] = field(default_factory=dict)
    problems: dict[int, tuple[Problem, ...]] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def reject(self, row: StoredRow, *problems: Problem) -> None:
        self.outcomes[row.id] = Fate.REJECTED
        self.problems[row.id] = problems

    def accept(self, row: StoredRow) -> None:
        self.outcomes[row.id] = Fate.ACCEPTED

    def duplicate(self, row: StoredRow) -> None:
        self.outcomes[row.id] = Fate.DUPLICATE


class Copies:
    """Multisets of identical rows.

    A file that holds k of them (the most in any one sheet) adds what the earlier ones lack up to k.
    """

    def __init__(self) -> None:
        self._known: Counter[object] = Counter()
        self._in_sheet: Counter[object] = Counter()

    def is_new(self, identity: object, place: Place) -> int:
        """The row's ordinal among its identical ones if it adds one, else 0."""
        here = (identity, place.batch, place.sheet)
        self._in_sheet[here] += 1
        nth = self._in_sheet[here]
        if nth <= self._known[identity]:
            return 0
        self._known[identity] = nth
        return nth


def iso_day(text: str) -> date | None:
    """A canonical day; None where the cell was blank."""
    return date.fromisoformat(text) if text else None


def future(column: str, day: date | None, row: StoredRow) -> Problem | None:
    """A day that has not come yet is a slip of the pen, or waits for its day."""
    if day and day > row.imported_at.date():
        return Problem(column, str(day), "日期在将来")
    return None


def is_serious(word: str, words: Words) -> bool | None:
    """严重 or not; None for a word in no vocabulary. Blank is not serious."""
    return words.severities.get(word) if word else False


def present(*problems: Problem | None) -> tuple[Problem, ...]:
    return tuple(problem for problem in problems if problem)


def in_order(rows: Iterable[StoredRow]) -> list[StoredRow]:
    """Batches in the order of import, sheets as they stand in the file, rows from above."""
    return sorted(rows, key=lambda row: row.id)
