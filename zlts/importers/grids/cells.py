"""What a grid is made of, whatever the file was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple, cast

NO_RESULT = "公式没有结果"
HEAD = 400
"""Lines that are looked at for the header: preambles have up to thirty, cells are judged by those below."""


@dataclass(frozen=True, slots=True)
class CellError:
    """An error cell (`#N/A`), or a formula whose result was never stored (`公式没有结果`)."""

    text: str


Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | CellError | None
"""None and "" are both blank."""


# A named tuple because a million of these are made: a frozen dataclass costs six times as much.
class Line(NamedTuple):
    """One row; `number` counts from 1, as Excel or the file's records do."""

    number: int
    cells: Sequence[Cell]


def numbered(rows: Iterable[Sequence[Cell]], first: int) -> Iterator[Line]:
    """Rows as lines that count from `first`."""
    # Without a Python frame for each row: calling `Line` costs half of what csv.reader does.
    return cast("Iterator[Line]", map(tuple.__new__, repeat(Line), enumerate(rows, first)))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; `lines` can be gone through once. Text formats have one sheet, named "".

    The first `HEAD` lines are to be had at any time; what follows them only as long as no later sheet's has begun.
    """

    name: str
    hidden: bool
    lines: Iterator[Line]


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as a format's reader gives it: its rows from row 1 on, without gaps, read when asked for."""

    name: str
    rows: Iterator[Sequence[Cell]]
    hidden: bool = False


def is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""
