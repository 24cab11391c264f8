"""What a grid is made of, whatever the file was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice, repeat
from typing import NamedTuple, Protocol, cast, overload

NO_RESULT = "公式没有结果"
HEAD = 400
"""Lines that are looked at for the header: preambles have up to thirty, cells are judged by those below."""
ROWS = 2000
"""In a slab: larger ones are no faster, and take memory."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error cell (`#N/A`), or a formula whose result was never stored (`公式没有结果`)."""

    text: str


_SPREAD = re.compile(r"(.*)\(第(\d+)至(\d+)列\)", re.DOTALL)
_NUMBER = re.compile(r"\s*[+-]?\d[\d,]*(?:\.\d+)?%?\s*", re.ASCII)
_HUNG = re.compile(r"(.*)\(第\d+至\d+行\)", re.DOTALL)
_FEW = re.compile(r"\s*[扣减加奖+\u2212-]{0,2}\d{1,3}(?:\.\d+)?(?:分|次|件|人次)?\s*")
_MOST_FEW = 1000


Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | CellError | None
"""None and "" are both blank."""
Odd = dict[tuple[int, int], Cell]
"""The cells of a sheet that its reader does not tell as they are, by row and column, from 0."""


def spread(cell: Cell, first: int, last: int) -> Cell:
    """A cell that spans columns (from 0): a text is under each of them, a number where they have one heading only."""
    is_number = _NUMBER.fullmatch(cell) if isinstance(cell, str) else type(cell) in (int, float)
    return CellError(f"{cell}(第{first + 1}至{last + 1}列)") if is_number and last > first else cell


def span_of(cell: Cell) -> tuple[str, range] | None:
    """The number of such a cell, and the columns (from 0) that it spans; None of any other."""
    found = _SPREAD.fullmatch(cell.text) if isinstance(cell, CellError) else None
    return (found[1], range(int(found[2]) - 1, int(found[3]))) if found else None


def hung(cell: Cell, first: int, last: int) -> Cell:
    """A cell that spans rows (from 0): what is there holds for each of them, but a small number may be their sum.

    Badges, serial numbers and days have more digits, and are the same in each row.
    """
    if isinstance(cell, str):
        is_few = bool(_FEW.fullmatch(cell))
    else:
        is_few = type(cell) in (int, float) and abs(cast(float, cell)) < _MOST_FEW
    return CellError(f"{cell}(第{first + 1}至{last + 1}行)") if is_few and last > first else cell


def hung_of(cell: Cell) -> str | None:
    """The small number of a cell that spans rows; None of any other."""
    found = _HUNG.fullmatch(cell.text) if isinstance(cell, CellError) else None
    return found[1] if found else None


# A named tuple because a million of these are made: a frozen dataclass costs six times as much.
class Line(NamedTuple):
    """One row; `number` counts from 1, as Excel or the file's records do."""

    number: int
    cells: Sequence[Cell]


class _Cells(Protocol):
    """The cells of a slab and of all that are cut from it."""

    @property
    def rows(self) -> Sequence[Sequence[Cell]]: ...
    def columns(self, start: int, stop: int) -> Sequence[Sequence[Cell]]: ...
    def widths(self, start: int, stop: int) -> tuple[int, int]: ...


class Slab:
    """Consecutive rows, which can be gone through as lines; cutting a slab copies nothing."""

    __slots__ = ("_cells", "_first", "_start", "_stop")

    def __init__(self, first: int, cells: _Cells, start: int, stop: int) -> None:
        """The rows from `start` to `stop` of the cells, whose first row has the number `first`."""
        self._first = first
        self._cells = cells
        self._start = start
        self._stop = stop

    @classmethod
    def of_rows(cls, first: int, rows: Sequence[Sequence[Cell]]) -> Slab:
        """Rows of any widths."""
        return cls(first, _ByRow(rows), 0, len(rows))

    @classmethod
    def of_columns(cls, first: int, columns: Sequence[Sequence[Cell]]) -> Slab:
        """At least one column, all of one length."""
        return cls(first, _ByColumn(columns), 0, len(columns[0]))

    def __len__(self) -> int:
        return self._stop - self._start

    def __iter__(self) -> Iterator[Line]:
        # Without a Python frame for each row: calling `Line` costs half of what csv.reader does.
        pairs = zip(self.numbers, self._cells.rows[self._start : self._stop], strict=True)
        return cast(Iterator[Line], map(tuple.__new__, repeat(Line), pairs))

    @property
    def numbers(self) -> range:
        """As Excel or the file's records count, from 1."""
        return range(self._first + self._start, self._first + self._stop)

    @property
    def widths(self) -> tuple[int, int]:
        """How many cells the narrowest row has, and the widest."""
        return self._cells.widths(self._start, self._stop)

    @property
    def columns(self) -> Sequence[Sequence[Cell]]:
        """Those that all rows have."""
        return self._cells.columns(self._start, self._stop)

    def cut(self, count: int) -> tuple[Slab, Slab]:
        """The first so many rows, and the others."""
        at = min(self._start + count, self._stop)
        return (
            Slab(self._first, self._cells, self._start, at),
            Slab(self._first, self._cells, at, self._stop),
        )


class _ByRow:
    def __init__(self, rows: Sequence[Sequence[Cell]]) -> None:
        self.rows = rows

    def columns(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        return list(zip(*self.rows[start:stop], strict=False))

    def widths(self, start: int, stop: int) -> tuple[int, int]:
        found = set(map(len, self.rows[start:stop]))
        return min(found), max(found)


class _ByColumn:
    def __init__(self, columns: Sequence[Sequence[Cell]]) -> None:
        self._columns = columns

    @cached_property
    def rows(self) -> Sequence[Sequence[Cell]]:
        return list(zip(*self._columns, strict=True))

    def columns(self, start: int, stop: int) -> Sequence[Sequence[Cell]]:
        if stop - start == len(self._columns[0]):
            return self._columns
        return [column[start:stop] for column in self._columns]

    def widths(self, _start: int, _stop: int) -> tuple[int, int]:
        return len(self._columns), len(self._columns)


class Moments(Sequence[Cell]):
    """A column of dates with times, to the second, as their texts `2013-05-06 09:10:11`: mostly those are wanted."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Cell]:
        return map(dt.datetime.fromisoformat, self.texts)

    @overload
    def __getitem__(self, at: int) -> Cell: ...
    @overload
    def __getitem__(self, at: slice) -> Moments: ...
    def __getitem__(self, at: int | slice) -> Cell | Moments:
        if isinstance(at, slice):
            return Moments(self.texts[at])
        return dt.datetime.fromisoformat(self.texts[at])


def slabs_of(rows: Iterable[Sequence[Cell]]) -> Iterator[Slab]:
    """A whole sheet's rows."""
    source = iter(rows)
    first = 1
    while block := list(islice(source, ROWS)):
        yield Slab.of_rows(first, block)
        first += len(block)


@dataclass(slots=True)
class Flaws:
    """What is wrong with a text as a text, as far as it has been read.

    `unpaired` are the numbers of the rows whose quotes do not pair, `unended` says that the last line has no end.
    """

    unpaired: set[int] = field(default_factory=set)
    unended: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet; its slabs, or its lines, can be gone through once. Text formats have one sheet, named "".

    The first `HEAD` lines are to be had at any time; what follows them only as long as no later sheet's has begun.
    """

    name: str
    hidden: bool
    slabs: Iterator[Slab]
    since_1904: bool = False
    """Numbers that are dates count from 1904, not from 1900."""

    @cached_property
    def lines(self) -> Iterator[Line]:
        return chain.from_iterable(self.slabs)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as a format's reader gives it: its rows from row 1 on, without gaps, read when asked for."""

    name: str
    rows: Iterator[Sequence[Cell]]
    hidden: bool = False
    since_1904: bool = False


def is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""
