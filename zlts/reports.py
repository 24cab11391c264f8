"""What a report contains, as typed values; how it looks is the drawings' business.

A `Report` is finished: every figure in it is already text or a whole number, in the order to be shown.
The terminal, the workbook and the machine formats draw the same value and decide nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Protocol


class Look(StrEnum):
    """What a column holds, so that a drawing can align it."""

    TEXT = "text"  # left aligned, may wrap
    WORD = "word"  # short, never wrapped: ranks, months, yes/no
    NUMBER = "number"  # whole number, right aligned
    PERCENT = "percent"  # text such as 94.99%, right aligned; None shows as —


class Heat(StrEnum):
    """A cell of a heat table: one sign, told apart without colour and in every encoding."""

    NONE = ""
    MISSING = "缺"
    UNUSED = "零"
    LOW = "低"
    FEW = "."
    SOME = "+"
    MANY = "#"


Cell = str | int | None


UNREPORTED = "未报"
"""Stands for a figure where nothing has come in at all; zero is a figure, and None (—) does not apply."""


@dataclass(frozen=True, slots=True)
class Column:
    """`key` is the machine name, `heading` the Chinese one; `measure` is what its figures count: 个, 件, 分 …"""

    key: str
    heading: str
    look: Look = Look.TEXT
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells in the order of `columns`; `marked` are indexes of rows a leader must not miss."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    marked: frozenset[int] = frozenset()
    total: tuple[Cell, ...] | None = None
    empty: str = "无"
    """The word that stands where there are no rows."""
    note: str = ""
    """A sentence that stands by the table: what its sums do not hold."""
    detail: bool = False
    """Left off the terminal unless asked for; always in the workbook."""

    def only(self, places: Collection[int], rest: str) -> Table:
        """The table with these of its rows alone; `rest` says of the others, {n} of them, what they are.

        其余 at its head stays away where all are others.
        """
        left = len(self.rows) - len(places)
        rest = rest if places else rest.removeprefix("其余 ")
        return replace(
            self,
            rows=tuple(row for place, row in enumerate(self.rows) if place in places),
            marked=frozenset(n for n, place in enumerate(sorted(places)) if place in self.marked),
            empty=rest.format(n=left),
            note="".join(filter(None, (rest.format(n=left) if left and places else "", self.note))),
        )


@dataclass(frozen=True, slots=True)
class Choices:
    """The words that cells of a table may hold, in some of its rows: a drop-down, which lets other words be typed."""

    column: int
    rows: tuple[int, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToFill:
    """A table to be filled in and read back: `wrong` are its wrong cells, by row and column, with what is wrong."""

    table: Table
    wrong: Mapping[tuple[int, int], str] = field(default_factory=dict)
    choices: tuple[Choices, ...] = ()


class ChartKind(StrEnum):
    LINE = "line"
    BAR = "bar"  # lying, the first category on top
    STACKED = "stacked"  # columns, the series one upon another


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures; `values` as a table's cells, None where there is no figure."""

    name: str
    values: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: categories along the axis named `axis`, a value of every series for each.

    `limit` is a value such as 95% across all categories, or 100 from which bars reach either way.
    """

    key: str
    title: str
    kind: ChartKind
    axis: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    look: Look = Look.NUMBER
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One finished report.

    `attention` are sentences on what needs a person, shown first; `basis` says what the report stands
    on (period, policy, batches, quarantine …), shown last. `machine` is the JSON contract.
    """

    name: str
    title: str
    period: str
    bureau: str
    tables: tuple[Table, ...]
    attention: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    machine: Mapping[str, Any] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    """Where people would rather look than read; drawn in the workbook."""
    personal: bool = False
    """Personal data was asked for: nothing is taken out of it."""
    office: str = ""
    """Who makes it up for the bureau (填报单位); the bureau itself where empty."""
    confirmed: str = ""
    """What is ticked and signed below all tables on one sheet; where empty, each table has a sheet of its own."""
    incomplete: bool = False
    """True makes the command exit 3: something needs a person."""


@dataclass(frozen=True, slots=True)
class Guide:
    """What the terminal opens with, on one screen: a map of units and months, and what is due.

    `months` head the map, whose `rows` have a unit and a sign for each; `legend` says what the signs mean. `items`
    are words and the line to type, the most urgent first; `rest` is the line that shows what finds no room.
    """

    title: str
    months: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    legend: str
    items: tuple[tuple[str, str], ...]
    idle: str
    """What is said where nothing is due."""
    rest: str


class _Place(Protocol):
    @property
    def batch(self) -> int: ...
    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of files in a report's `machine`: JSON has an object for each, and a city's pass names many thousands.

    `files` are the files' names by their batches; `sheets` says what a sheet is called here, where not by its name.
    """

    places: Sequence[_Place]
    files: Mapping[int, str]
    sheets: Mapping[str, str] = field(default_factory=dict)

    def told(self, tell: Callable[[str], str]) -> Rows:
        """The same, with every name told in another way."""
        batches, sheets = {place.batch for place in self.places}, {place.sheet for place in self.places}
        return Rows(
            self.places,
            {batch: tell(self.files.get(batch, "")) for batch in batches},
            {sheet: tell(self.sheets.get(sheet, sheet)) for sheet in sheets},
        )

    def plain(self) -> list[dict[str, Any]]:
        """As JSON has them."""
        return [
            {
                "batch": place.batch,
                "file": self.files.get(place.batch, ""),
                "sheet": self.sheets.get(place.sheet, place.sheet),
                "row": place.row,
            }
            for place in self.places
        ]


_COMMAND = re.compile(r"[：。；][^：。；]*zlts .*$")


def on_paper(sentence: str) -> str:
    """What needs a person, without the command that a reader of paper cannot type."""
    return _COMMAND.sub("", sentence).rstrip("。") + "。"
