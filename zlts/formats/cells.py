"""What a file's sheets are made of, whatever the file was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice, repeat
from typing import NamedTuple, cast

NO_RESULT = "公式没有结果"
HEAD = 400
"""Lines that are looked at for the header: preambles have up to thirty, cells are judged by those below."""
ROWS = 2000
"""In a chunk: larger ones are no faster, and take memory."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error cell (`#N/A`), or a formula whose result was never stored (`公式没有结果`)."""

    text: str


_SPREAD = re.compile(r"(.*)\(第(\d+)至(\d+)列\)", re.DOTALL)
_NUMBER = re.compile(r"\s*[+-]?\d[\d,]*(?:\.\d+)?%?\s*", re.ASCII)
_HUNG = re.compile(r"(.*)\(第\d+至\d+行\)", re.DOTALL)
_FEW = re.compile(r"\s*[扣减加奖+\u2212-]{0,2}\d{1,3}(?:\.\d+)?(?:分|次|件|人次)?\s*")
_MOST_FEW = 1000
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_AS_RAISED = str.maketrans("0123456789０１２３４５６７８９", _RAISED * 2)
_TO_THE_SECOND = len("2013-05-06 09:10:11")


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


def as_raised(text: str) -> str:
    """A text shown raised or lowered, its digits as ones that no number is read from: 10¹ is not 101."""
    return text.translate(_AS_RAISED)


def of_runs(runs: Iterable[tuple[str, bool]]) -> str:
    """The text of a cell made of runs, each with whether it is raised or lowered."""
    return "".join(as_raised(text) if is_raised else text for text, is_raised in runs)


# A named tuple because a million of these are made: a frozen dataclass costs six times as much.
class Line(NamedTuple):
    """One row; `number` counts from 1, as Excel or the file's records do."""

    number: int
    cells: Sequence[Cell]


@dataclass(frozen=True)
class CellChunk:
    """Consecutive rows of any widths, which can be gone through as lines; `first` is the number of the first."""

    first: int
    rows: Sequence[Sequence[Cell]]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Line]:
        # Without a Python frame for each row: calling `Line` costs half of what csv.reader does.
        return cast(Iterator[Line], map(tuple.__new__, repeat(Line), zip(self.numbers, self.rows, strict=True)))

    @property
    def numbers(self) -> range:
        """As Excel or the file's records count, from 1."""
        return range(self.first, self.first + len(self.rows))

    @property
    def widths(self) -> tuple[int, int]:
        """How many cells the narrowest row has, and the widest."""
        found = set(map(len, self.rows))
        return min(found), max(found)

    @cached_property
    def columns(self) -> Sequence[Sequence[Cell]]:
        """Those that all rows have."""
        return list(zip(*self.rows, strict=False))

    def cut(self, count: int) -> tuple[CellChunk, CellChunk]:
        """The first so many rows, and the others."""
        return CellChunk(self.first, self.rows[:count]), CellChunk(self.first + count, self.rows[count:])


def moments_of(cells: Sequence[Cell]) -> list[str] | None:
    """A column of nothing but dates with times, to the second, as texts `2013-05-06 09:10:11`; None of any other."""
    if set(map(type, cells)) != {dt.datetime}:
        return None
    texts = list(map(str, cells))
    return texts if set(map(len, texts)) == {_TO_THE_SECOND} else None


def chunks_of(rows: Iterable[Sequence[Cell]]) -> Iterator[CellChunk]:
    """A whole sheet's rows."""
    source = iter(rows)
    first = 1
    while block := list(islice(source, ROWS)):
        yield CellChunk(first, block)
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
    """One sheet of a file; its chunks and its lines can be gone through any number of times, also side by side.

    `position` counts from 0. Text formats have one sheet, named "".
    """

    position: int
    name: str
    chunks: Iterable[CellChunk]
    hidden: bool = False
    since_1904: bool = False
    """Numbers that are dates count from 1904, not from 1900."""
    hidden_rows: int = 0
    """Rows that Excel does not show, as far as the format's reader tells; they are read all the same."""

    @property
    def lines(self) -> Iterator[Line]:
        """All lines, from the first."""
        return chain.from_iterable(self.chunks)

    @cached_property
    def head(self) -> tuple[Line, ...]:
        """The first `HEAD` lines."""
        return tuple(islice(self.lines, HEAD))

    @property
    def blank(self) -> bool:
        """Whether no cell of the head says anything."""
        return all(is_blank(cell) for line in self.head for cell in line.cells)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as a format's reader gives it: its rows from row 1 on, without gaps, to be gone through once."""

    name: str
    rows: Iterator[Sequence[Cell]]
    hidden: bool = False
    since_1904: bool = False
    hidden_rows: int = 0


def is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""
