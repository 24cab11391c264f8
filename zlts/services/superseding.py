"""Equal bytes that come twice: the same file, read another way, or another unit's or month's (readings: Again).

Some exports name neither unit nor month: what stands in them is the same for two idle months, and only the names of
file and folder, or `--unit` and `--month`, tell them apart. Those are two exports, and both count. Anything else is
one file, of which no line may count twice.

Waiting rows give their place up to a later file: to the bytes read another way, or corrected.

A row of an older batch waits no longer, as long as the later batch stands, where that one
- is the same file read another way, and has a row at the same place;
- is the same export corrected: it says all that is in of the older one, and beside that a row which differs from the
  waiting one only where that was complained of (and in whose it is, where it stands at the same line);
- has the older one's name and lines, where every row of that one waited: each line says the same, but for what was
  complained of;
- says the very same, and waits itself: one row waits, not two.

A name alone says nothing: the units send the same one, every month.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zlts.errors import FileRefused
from zlts.importers.context import Context, UnitNames, source_above, source_of
from zlts.model import Fate, Problem, Register
from zlts.names import badge_number, person_name, plain, serial_mark
from zlts.periods import Month
from zlts.registers.catalogue import FORMS
from zlts.services.office import SUMMARY
from zlts.store import batches, evaluations, rows
from zlts.store.batches import Batch
from zlts.store.session import Session

ABOVE = "above"
"""Among a batch's options, the name of the folder above its file's, where that is a year or a month."""


@dataclass(frozen=True, slots=True)
class Whence:
    """The names of a file, its folder and the one above, and what the clerk said of unit and month."""

    file: str
    folder: str
    above: str = ""
    unit: str = ""
    month: Month | None = None

    @classmethod
    def of(cls, path: Path, unit: str, month: Month | None) -> Whence:
        """Whence a file comes that is to be imported."""
        return cls(path.name, path.parent.name, path.parent.parent.name, unit, month)

    @classmethod
    def of_batch(cls, batch: Batch) -> Whence:
        """Whence a batch's file came."""
        said = json.loads(batch.options)
        month = said.get("month")
        return cls(
            batch.file, batch.folder, said.get(ABOVE, ""), said.get("unit", ""), Month.parse(month) if month else None
        )

    @property
    def period_above(self) -> str:
        """The folder above where its name is a year or a month, else ""."""
        return self.above if source_above(self.above) else ""

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the file lay, as far as a batch remembers it."""
        return self.file, self.folder, self.period_above

    def says(self, units: UnitNames) -> tuple[str, str, str]:
        """Unit, month and year of rows that name none; "" where nothing beside the rows says it."""
        outer = (source_of("文件名", Path(self.file).stem, units), source_of("文件夹名", self.folder, units))
        unit = (units.known(self.unit) or self.unit) if self.unit else ""
        context = Context(outer, source_above(self.above), unit, self.month)
        return context.unit().value, context.month().value, str(context.year() or "")


ReadsAlike = Callable[[Whence], bool]
"""Whether the file's rows say the same, were it read as one from there."""


def earlier_readings(
    session: Session, digest: str, whence: Whence, units: UnitNames, reads_alike: ReadsAlike
) -> tuple[Batch, ...]:
    """The standing batches that were read from this very file; those of another unit or month are other exports."""
    now = whence.says(units)

    def is_this(before: Batch) -> bool:
        earlier = Whence.of_batch(before)
        against = any(a and b and a != b for a, b in zip(earlier.says(units), now, strict=True))
        return not against or earlier.place == whence.place or reads_alike(earlier)

    return tuple(before for before in batches.of_file(session, digest) if is_this(before))


def options_read_as(before: Batch) -> str:
    """A batch's options, without what only says whence it came."""
    return batches.options_text({key: value for key, value in json.loads(before.options).items() if key != ABOVE})


def sheet_read_of(batch: Batch) -> str:
    """The sheet that a batch's file was read for, "" for whichever it was."""
    return str(json.loads(batch.options).get("sheet", ""))


def refuse_twice(session: Session, kind: str, batch: Batch, earlier: Sequence[Batch], whence: Whence) -> None:
    """Refuse a file read another way, some of whose lines are in already.

    `earlier` are its readings that stand; `batch` is the new one, whose rows have been settled.

    Raises:
        FileRefused: a line that is in would count again, or would wait beside itself.
    """
    found = rows.lines(session, kind, batch.id, duplicates=False) if earlier else set()
    twice = {before.id: found & rows.lines(session, kind, before.id, waiting=False) for before in earlier}
    known = [before for before in earlier if twice[before.id]]
    if not known:
        return
    lines = len(set().union(*twice.values()))
    called = batches.called(session)
    named = "、".join(f"第 {before.id} 批“{called[before.id]}”" for before in known)
    first = "、".join(f"zlts undo {before.id}" for before in reversed(known))
    todo = f"要改成这次的读法，请先 {first}，再导入一次。"
    if any((one.unit, one.month) != (whence.unit, whence.month) for one in map(Whence.of_batch, known)):
        todo += "如果确实是另一个单位或另一个月的表，请放进以单位、月份命名的文件夹，再导入一次。"
    told = f"“{batch.file}”与{named}是同一个文件，那时已经导入；这次换了读法，有 {lines} 行会重复，未予导入。"
    raise FileRefused(told, todo)


# ---------------------------------------------------------------- waiting rows whose place a later file takes

_Said = frozenset[tuple[str, str]]
"""What a row says, its fields brought to one form; blank ones left out."""

_FORMS: Mapping[str, Callable[[str], str]] = {
    "serial": serial_mark,
    "badge": badge_number,
    "officer": person_name,
    "time": str.strip,
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A row of a batch: its number in its table, its place, what it says and what became of it."""

    id: int
    sheet: str
    row: int
    said: _Said
    fate: Fate

    @property
    def spot(self) -> tuple[str, int]:
        """Its sheet and row."""
        return self.sheet, self.row

    def differs(self, other: BatchRow) -> set[str]:
        """The fields in which the two do not say the same."""
        return {code for code, _ in self.said ^ other.said}


@dataclass(slots=True)
class _Waiting:
    """The rows of an older batch that wait, and what is wrong with each."""

    wrong: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))


def supersede(session: Session, batch: Batch, kind: str, readings: Collection[int]) -> int:
    """Let the waiting rows go whose place the rows of a batch take, which has just come in; returns how many.

    `kind` is the register's, or `summary`; `readings` are the batches that were read from the very same file.
    """
    older: dict[int, _Waiting] = defaultdict(_Waiting)
    for one in rows.quarantined(session):
        if one.kind == kind and one.place.batch < batch.id:
            older[one.place.batch].wrong[one.row_id].append(one.problem)
    if not older:
        return 0
    look = _Look(session, batch, kind, readings)
    gone = [number for old, waiting in older.items() for number in look.taken(old, waiting)]
    for number in gone:
        rows.correct(session, kind, number, batch.id)
    return len(gone)


class _Look:
    """Compares a new batch with older ones; its rows are read as far as it takes."""

    def __init__(self, session: Session, batch: Batch, kind: str, readings: Collection[int]) -> None:
        self._session, self._batch, self._kind = session, batch, kind
        self._readings = readings
        self._all: list[BatchRow] | None = None
        self._used: set[tuple[str, int]] = set()

    def taken(self, old: int, waiting: _Waiting) -> list[int]:
        """The numbers of an older batch's waiting rows that the new one replaces."""
        before = batches.find(self._session, old)
        if before is None:
            return []
        own = {row.id: row for row in rows_of(self._session, old, self._kind, waiting.wrong)}
        if old in self._readings:
            there = {(row.sheet, row.row) for row in self._rows()}
            return [number for number, row in own.items() if (row.sheet, row.row) in there]
        again = self._said_again(own)
        left = {number: row for number, row in own.items() if number not in again}
        return [*again, *self._corrected(before, left, waiting)]

    def _rows(self) -> list[BatchRow]:
        if self._all is None:
            self._all = rows_of(self._session, self._batch.id, self._kind)
        return self._all

    def _near(self, own: Iterable[BatchRow]) -> list[BatchRow]:
        """The new batch's rows that can stand for these; of evaluations, those of the same seconds."""
        if self._kind != Register.EVALUATIONS or self._all is not None:
            return self._rows()
        times = {value for row in own for code, value in row.said if code == "time"}
        return _evaluation_rows(evaluations.rows_at(self._session, self._batch.id, times), self._session)

    def _said_again(self, own: Mapping[int, BatchRow]) -> list[int]:
        """Those that wait in the new batch too, to the letter, and say whose and when they are."""
        free: dict[_Said, list[tuple[str, int]]] = defaultdict(list)
        for row in self._near(own.values()):
            if row.fate is Fate.REJECTED and (row.sheet, row.row) not in self._used:
                free[row.said].append((row.sheet, row.row))
        gone = []
        for number, row in own.items():
            codes = {code for code, _ in row.said}
            # without a unit or a day, the row of another unit or month says the same
            if free[row.said] and "unit" in codes and (codes & _WHEN or self._kind in _TIMELESS):
                self._used.add(free[row.said].pop())
                gone.append(number)
        return gone

    def _corrected(self, before: Batch, own: Mapping[int, BatchRow], waiting: _Waiting) -> list[int]:
        """Those that the new batch says again without what was wrong, if it is the older file corrected."""
        allowed = {number: self._may_differ(row, waiting.wrong[number]) for number, row in own.items()}
        same_name = before.file == self._batch.file
        hopeful = self._rows() if same_name else self._near(own.values())
        if not any(_stands_for(row, one, allowed[number]) for number, one in own.items() for row in hopeful):
            return []
        told = rows_of(self._session, before.id, self._kind)
        is_in = {(row.sheet, row.row): row.said for row in told if row.fate is not Fate.REJECTED}
        if not is_in:
            return self._line_by_line(told, own, allowed) if same_name else []
        known = Counter(is_in.values())
        added: list[BatchRow] = []
        # what stands where it stood is no new row, even if another says the same
        for row in sorted(self._rows(), key=lambda row: is_in.get((row.sheet, row.row)) != row.said):
            if row.fate is Fate.REJECTED:
                continue
            if known[row.said] > 0:
                known[row.said] -= 1
            else:
                added.append(row)
        return _paired(own, added, allowed) if not +known else []

    def _line_by_line(
        self, told: Iterable[BatchRow], own: Mapping[int, BatchRow], allowed: Mapping[int, _Allowed]
    ) -> list[int]:
        """Of a file all of whose rows waited: those for which the same line stands, if all lines are there again.

        `told` are all its rows, `own` those that wait still.
        """
        there = {(row.sheet, row.row): row for row in self._rows()}
        for row in told:
            again, may = there.get((row.sheet, row.row)), allowed.get(row.id)
            if again is None or (may is not None and not _is_line(again, row, may)):
                return []
        pairs = ((number, there[row.sheet, row.row]) for number, row in own.items())
        return [number for number, row in pairs if row.fate is not Fate.REJECTED]

    def _may_differ(self, row: BatchRow, wrong: Sequence[Problem]) -> _Allowed:
        """The fields that the row's problems speak of; a heading of the file's own is known by the cell below it."""
        codes = _codes_by_name(self._kind)
        named: set[str] = set()
        others = 0
        for problem in wrong:
            cells = {code for code, value in row.said if value == _form(code, problem.value)}
            found = codes.get(problem.column, cells)
            named |= found
            others += not found
        return _Allowed(frozenset(named | (_WHO if named & _WHO else set())), len(wrong), others)


def _codes_by_name(kind: str) -> dict[str, set[str]]:
    """The fields of a register, of those made of two columns also by the columns' names."""
    found: dict[str, set[str]] = defaultdict(set)
    for form in FORMS:
        if form.register == (Register.EVALUATIONS if kind == SUMMARY else kind):
            whole = {part: code for code, parts in form.parts.items() for part in parts}
            for one in form.fields:
                found[one.name].add(whole.get(one.code, one.code))
    return found


@dataclass(frozen=True, slots=True)
class _Allowed:
    """In what a row may differ from the waiting one: `most` of the fields `named`, and so many `others`.

    `others`: problems of which it cannot be told which field they speak of.
    """

    named: frozenset[str]
    most: int
    others: int


def _paired(own: Mapping[int, BatchRow], added: Sequence[BatchRow], allowed: Mapping[int, _Allowed]) -> list[int]:
    """The waiting rows that one of the added rows each stands for; where two that differ could, neither does."""
    free, gone = list(added), []
    for number, row in own.items():
        able = [one for one in free if _stands_for(one, row, allowed[number])]
        able = [one for one in able if _same_line(one, row)] or able
        if len({one.said for one in able}) == 1:
            free.remove(able[0])
            gone.append(number)
    return gone


_WHEN = {"time", "received", "date", "month"}
"""What tells a row from the others of its officer; where this itself was wrong, only the same line will do."""
_TIMELESS = (Register.ROSTER, Register.FILINGS)
"""Whose rows need no day to be told from those of another month."""
_WHO = {"badge", "officer", "officers", "name", "window", "evaluator"}
"""By which an officer is known: where one of them was wrong, another may be mended."""


def _stands_for(new: BatchRow, old: BatchRow, allowed: _Allowed) -> bool:
    """Whether a row that is in says what a waiting one does, but for what was wrong with it."""
    if new.fate is Fate.REJECTED:
        return False
    same_line = _same_line(new, old)
    return _is_mended(new, old, allowed, same_line=same_line) and (same_line or not new.differs(old) & _WHEN)


def _is_line(new: BatchRow, old: BatchRow, allowed: _Allowed) -> bool:
    """Whether a row at the same line, be it in or not, is the waiting one mended, or just as it was."""
    return _is_mended(new, old, allowed, same_line=True) and not new.differs(old) & _WHEN


def _is_mended(new: BatchRow, old: BatchRow, allowed: _Allowed, *, same_line: bool) -> bool:
    differs = new.differs(old)
    mended = len(differs & allowed.named)
    rest = differs - allowed.named
    # of an evaluation only the first fault is told, and whose it is comes last
    if same_line and len(rest & _WHO) == 1:
        rest -= _WHO
    return mended <= allowed.most and len(rest) <= allowed.others


def _same_line(new: BatchRow, old: BatchRow) -> bool:
    return (new.sheet, new.row) == (old.sheet, old.row)


# ---------------------------------------------------------------- what rows say


def rows_of(session: Session, batch: int, kind: str, numbers: Iterable[int] | None = None) -> list[BatchRow]:
    """A batch's rows in a register, all of them or the ones kept aside under these numbers."""
    if kind == Register.EVALUATIONS:
        found = evaluations.rows_in(session, batch) if numbers is None else evaluations.aside_rows(session, numbers)
        return _evaluation_rows(found, session)
    wanted = None if numbers is None else set(numbers)
    known = rows.outcomes(session, kind)
    return [
        BatchRow(row.id, row.place.sheet, row.place.row, _said(row.fields), known[row.id])
        for row in rows.stored(session, kind)
        if row.place.batch == batch and (wanted is None or row.id in wanted)
    ]


def _evaluation_rows(found: Iterable[evaluations.FileRow], session: Session) -> list[BatchRow]:
    names = evaluations.names_of_sheets(session)
    return [BatchRow(one.id, names[one.sheet], one.row, _said(one.fields), one.fate) for one in found]


def _said(fields: Mapping[str, str]) -> _Said:
    brought = ((code, _form(code, value)) for code, value in fields.items() if value)
    return frozenset((code, value) for code, value in brought if value)


def _form(code: str, value: str) -> str:
    return _FORMS.get(code, plain)(value)
