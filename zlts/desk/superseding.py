"""Waiting rows whose place a later file takes: the same bytes read another way, or the file corrected (spec 3).

A row of an older batch waits no longer, as long as the later batch stands, where that one
- is the same file read another way, and has a row at the same place;
- is the same export corrected: it says all that is in of the older one, and beside that a row which differs from the
  waiting one in no more cells than were complained of (one more, where it stands at the same line);
- says the very same, and waits itself: one row waits, not two.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.model import Fate, Register
from zlts.names import badge_number, person_name, plain, serial_mark
from zlts.store import batches, evaluations, rows
from zlts.store.batches import Batch
from zlts.store.session import Session

_Said = frozenset[tuple[str, str]]
"""What a row says, its fields brought to one form; blank ones left out."""

_FORMS: Mapping[str, Callable[[str], str]] = {
    "serial": serial_mark,
    "badge": badge_number,
    "officer": person_name,
    "time": str.strip,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a batch: its number in its table, its place, what it says and what became of it."""

    id: int
    sheet: str
    row: int
    said: _Said
    fate: Fate

    def differs(self, other: _Row) -> set[str]:
        """The fields in which the two do not say the same."""
        return {code for code, _ in self.said ^ other.said}


@dataclass(slots=True)
class _Waiting:
    """The rows of an older batch that wait, and in how many columns each is wrong."""

    wrong: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))


def supersede(session: Session, batch: Batch, kind: str) -> int:
    """Let the waiting rows go whose place the rows of a batch take, which has just come in; returns how many.

    `kind` is the register's, or `summary`.
    """
    older: dict[int, _Waiting] = defaultdict(_Waiting)
    for one in rows.quarantined(session):
        if one.kind == kind and one.place.batch < batch.id:
            older[one.place.batch].wrong[one.row_id].add(one.problem.column)
    if not older:
        return 0
    look = _Look(session, batch, kind)
    gone = [number for old, waiting in older.items() for number in look.taken(old, waiting)]
    for number in gone:
        rows.correct(session, kind, number, batch.id)
    return len(gone)


class _Look:
    """Compares a new batch with older ones; its rows are read as far as it takes."""

    def __init__(self, session: Session, batch: Batch, kind: str) -> None:
        self._session, self._batch, self._kind = session, batch, kind
        self._all: list[_Row] | None = None
        self._used: set[tuple[str, int]] = set()

    def taken(self, old: int, waiting: _Waiting) -> list[int]:
        """The numbers of an older batch's waiting rows that the new one replaces."""
        before = batches.find(self._session, old)
        if before is None:
            return []
        own = {row.id: row for row in _rows(self._session, old, self._kind, waiting.wrong)}
        if before.file_id == self._batch.file_id:
            there = {(row.sheet, row.row) for row in self._rows()}
            return [number for number, row in own.items() if (row.sheet, row.row) in there]
        again = self._said_again(own)
        left = {number: row for number, row in own.items() if number not in again}
        return [*again, *self._corrected(before, left, waiting)]

    def _rows(self) -> list[_Row]:
        if self._all is None:
            self._all = _rows(self._session, self._batch.id, self._kind)
        return self._all

    def _near(self, own: Iterable[_Row]) -> list[_Row]:
        """The new batch's rows that can stand for these; of evaluations, those of the same seconds."""
        if self._kind != Register.EVALUATIONS or self._all is not None:
            return self._rows()
        times = {value for row in own for code, value in row.said if code == "time"}
        return _presses(evaluations.rows_at(self._session, self._batch.id, times), self._session)

    def _said_again(self, own: Mapping[int, _Row]) -> list[int]:
        """Those that wait in the new batch too, to the letter."""
        free: dict[_Said, list[tuple[str, int]]] = defaultdict(list)
        for row in self._near(own.values()):
            if row.fate is Fate.REJECTED and (row.sheet, row.row) not in self._used:
                free[row.said].append((row.sheet, row.row))
        gone = []
        for number, row in own.items():
            if free[row.said]:
                self._used.add(free[row.said].pop())
                gone.append(number)
        return gone

    def _corrected(self, before: Batch, own: Mapping[int, _Row], waiting: _Waiting) -> list[int]:
        """Those that the new batch says again without what was wrong, if it is the older file corrected."""
        same_name = before.file == self._batch.file
        hopeful = self._rows() if same_name else self._near(own.values())
        if not any(_stands_for(row, one, waiting, number) for number, one in own.items() for row in hopeful):
            return []
        told = _rows(self._session, before.id, self._kind)
        is_in = {(row.sheet, row.row): row.said for row in told if row.fate is not Fate.REJECTED}
        known = Counter(is_in.values())
        if not known and not same_name:
            return []
        added: list[_Row] = []
        # what stands where it stood is no new row, even if another says the same
        for row in sorted(self._rows(), key=lambda row: is_in.get((row.sheet, row.row)) != row.said):
            if row.fate is Fate.REJECTED:
                continue
            if known[row.said] > 0:
                known[row.said] -= 1
            else:
                added.append(row)
        return _paired(own, added, waiting) if not +known else []


def _paired(own: Mapping[int, _Row], added: Sequence[_Row], waiting: _Waiting) -> list[int]:
    """The waiting rows that one of the added rows each stands for."""
    free, gone = list(added), []
    for number, row in own.items():
        found = next((one for one in free if _stands_for(one, row, waiting, number)), None)
        if found is not None:
            free.remove(found)
            gone.append(number)
    return gone


_WHEN = {"time", "received", "date", "month"}
"""What tells a row from the others of its officer; where this itself was wrong, only the same line will do."""


def _stands_for(new: _Row, old: _Row, waiting: _Waiting, number: int) -> bool:
    """Whether a row that is in says what a waiting one does, but for what was wrong with it."""
    if new.fate is Fate.REJECTED:
        return False
    differs = new.differs(old)
    same_line = (new.sheet, new.row) == (old.sheet, old.row)
    # of an evaluation only the first fault is told
    if len(differs) > len(waiting.wrong[number]) + same_line:
        return False
    return same_line or not differs & _WHEN


# ---------------------------------------------------------------- what rows say


def _rows(session: Session, batch: int, kind: str, numbers: Iterable[int] | None = None) -> list[_Row]:
    """A batch's rows, all of them or the ones kept aside under these numbers."""
    if kind == Register.EVALUATIONS:
        found = evaluations.rows_in(session, batch) if numbers is None else evaluations.aside_rows(session, numbers)
        return _presses(found, session)
    wanted = None if numbers is None else set(numbers)
    known = rows.fates(session, kind)
    return [
        _Row(row.id, row.place.sheet, row.place.row, _said(row.fields), known[row.id])
        for row in rows.stored(session, kind)
        if row.place.batch == batch and (wanted is None or row.id in wanted)
    ]


def _presses(found: Iterable[evaluations.AsideRow], session: Session) -> list[_Row]:
    names = evaluations.names_of_sheets(session)
    return [_Row(one.id, names[one.sheet], one.row, _said(one.fields), Fate(one.fate)) for one in found]


def _said(fields: Mapping[str, str]) -> _Said:
    brought = ((code, _FORMS.get(code, plain)(value)) for code, value in fields.items() if value)
    return frozenset((code, value) for code, value in brought if value)
