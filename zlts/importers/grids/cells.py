"""What a grid is made of, whatever the file was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from zlts.importers.grids.slabs import Slab

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


@dataclass(frozen=True)
class Sheet:
    """One sheet; its slabs, or its lines, can be gone through once. Text formats have one sheet, named "".

    The first `HEAD` lines are to be had at any time; what follows them only as long as no later sheet's has begun.
    """

    name: str
    hidden: bool
    slabs: Iterator[Slab]

    @cached_property
    def lines(self) -> Iterator[Line]:
        return chain.from_iterable(self.slabs)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A sheet as a format's reader gives it: its rows from row 1 on, without gaps, read when asked for."""

    name: str
    rows: Iterator[Sequence[Cell]]
    hidden: bool = False


def is_blank(cell: Cell) -> bool:
    return cell is None or cell == ""
