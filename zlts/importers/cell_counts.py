"""How many cells a row of separated text may have: one too many shifts the others, one too few has lost some.

A comma within a text that is not quoted shifts the cells after it. Where the last column is blank, nothing but the
number of cells shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zlts.formats.cells import Cell, Line, is_blank
from zlts.importers.normalization import text_of

_LONE_DIGIT = re.compile(r"(?<!0)0(?!0)")
_HABIT = 3
"""Rows that show that a maker ends every row with a separator."""
_TELLING = 4
"""Characters of a cell below which its end is no news."""


@dataclass(frozen=True, slots=True)
class CellCounts:
    """What the first rows under a header show: how many columns it names, how few and many cells its rows have."""

    named: int
    least: int
    most: int
    usual: int
    shapes: tuple[frozenset[str], ...]

    def fault(self, cells: Sequence[Cell], last_sure: int) -> str:
        """Why a row's cells may stand in the wrong columns, "" where they do not.

        Args:
            cells: the row's.
            last_sure: the last column whose cell is certainly in its place, -1 where none is.
        """
        if len(cells) < self.least:
            return f"这一行只有{len(cells)}格，表头有{self.named}格，可能少了一个分隔符，或者没有写完"
        if len(cells) <= self.most:
            return ""
        # Blank cells at the end shift nothing where the last column, or the one before it, is in its place.
        if last_sure >= self.named - 2 and all(map(is_blank, cells[self.named :])):
            return ""
        return f"这一行有{len(cells)}格，表头只有{self.named}格，可能多了一个分隔符"

    def is_cut(self, cells: Sequence[Cell], typed: bool) -> bool:
        """Whether the file's very last line, which has no end, lacks cells, or the end of one.

        Args:
            cells: the line's.
            typed: whether its last cell is a date, a time or a number of something.
        """
        if len(cells) < min(self.usual, self.named):
            return True
        at = len(cells) - 1
        if not typed or at >= len(self.shapes) or shape_of(cells[at]) in self.shapes[at]:
            return False
        shape = shape_of(cells[at])
        return any(
            len(whole) >= _TELLING and whole.startswith(shape) and not _is_written_short(shape, whole)
            for whole in self.shapes[at]
        )


def _is_written_short(shape: str, whole: str) -> bool:
    """Whether a day lacks its nought as the others do: 2013-5-1 beside 2013-5-16. Minutes never lack it."""
    return whole == f"{shape}0" and ":" not in shape and bool(_LONE_DIGIT.search(whole))


def shape_of(cell: Cell) -> str:
    """The cell's text with 0 for every digit: 2013-05-06 is 0000-00-00."""
    return re.sub(r"\d", "0", text_of(cell))


def cell_counts_of(headings: Sequence[str], sample: Sequence[Line]) -> CellCounts:
    """What the headings, and the first lines below them, show."""
    named = max((at + 1 for at, text in enumerate(headings) if text), default=0)
    rows = [line.cells for line in sample if sum(not is_blank(cell) for cell in line.cells) > 1]
    lengths = Counter(map(len, rows))
    usual = max(lengths, key=lambda length: (lengths[length], length), default=named)
    columns = [[row[at] for row in rows if at < len(row) and not is_blank(row[at])] for at in range(named)]
    least = named
    while least and 2 * len(columns[least - 1]) < len(rows):
        least -= 1
    shapes = tuple(frozenset(map(shape_of, cells[:-1])) if len(cells) > 1 else frozenset() for cells in columns)
    return CellCounts(named, least, max(named, _with_ends(rows, named)), usual if len(rows) > 1 else named, shapes)


def least_of_page(headings: Sequence[str], sample: Sequence[Line], last_field: int) -> int:
    """How many cells a row of a web page must have: one for each heading.

    Headings behind the last field may lack theirs, where they do so in all rows: 操作 over buttons.
    """
    named = max((at + 1 for at, text in enumerate(headings) if text), default=0)
    lengths = {len(line.cells) for line in sample if sum(not is_blank(cell) for cell in line.cells) > 1}
    alike = lengths.pop() if len(lengths) == 1 and len(sample) >= _HABIT else named
    return max(min(alike, named), min(named, last_field + 1))


def _with_ends(rows: Sequence[Sequence[Cell]], named: int) -> int:
    """The cells of rows that all end with separators more than there are headings; else 0."""
    if len(rows) < _HABIT or min(map(len, rows)) <= named:
        return 0
    return max(map(len, rows)) if all(is_blank(cell) for row in rows for cell in row[named:]) else 0
