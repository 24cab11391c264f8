"""A table set as lines of text of a given width; no line is cut, no figure or short word folded.

Rich's own tables cut what does not fit, break Chinese only at blanks, and are slow on a whole year's ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from rich.cells import cell_len

from zlts.cells import NOTHING, clean, fold, share, shown
from zlts.reports import Cell, Column, Look, Table

MARK = "▲"
_COMFORT = 22  # a text column is not folded narrower: it goes below the row
_INDENT = 6  # of what stands below a row


class Part(Enum):
    """What a line belongs to, so that it can be coloured."""

    HEAD = auto()
    RULE = auto()
    ROW = auto()
    MARKED = auto()
    TOTAL = auto()


class Line(NamedTuple):
    text: str
    part: Part


def typeset(table: Table, room: int, rule: str = "─") -> Iterator[Line]:
    """The table's lines, none wider than `room`; none at all for a table without rows."""
    if not table.rows:
        return
    sheet = _sheet(table)
    layout = _layout(sheet, room)
    if layout:
        yield from _columns(sheet, layout, room, rule)
    else:
        yield from _cards(sheet, room)


def hanging(mark: str, lines: Sequence[str]) -> list[str]:
    """The lines with the mark before the first and the others set in under it."""
    return [(mark if number == 0 else " " * len(mark)) + line for number, line in enumerate(lines)]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A table in words, with a column for the mark where a row is marked."""

    columns: tuple[Column, ...]
    rows: list[list[str]]
    total: list[str] | None
    marked: frozenset[int]

    def natural(self, index: int) -> int:
        rows = [*self.rows, self.total] if self.total else self.rows
        return max(cell_len(row[index]) for row in rows)

    def parts(self) -> Iterator[tuple[Part, list[str]]]:
        for number, row in enumerate(self.rows):
            yield (Part.MARKED if number in self.marked else Part.ROW), row
        if self.total:
            yield Part.TOTAL, self.total


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns that stand beside each other, their widths, and those that stand below."""

    beside: list[int]
    widths: list[int]
    gap: int
    below: list[int]


def _sheet(table: Table) -> _Sheet:
    marks = [[MARK if number in table.marked else ""] for number in range(len(table.rows))]
    lead = (Column("mark", "", Look.WORD),) if table.marked else ()
    words = [_words(row, table.columns) for row in table.rows]
    total = _words(table.total, table.columns) if table.total else None
    if lead:
        words = [mark + row for mark, row in zip(marks, words, strict=True)]
        total = ["", *total] if total else None
    return _Sheet(lead + table.columns, words, total, table.marked)


def _words(row: Sequence[Cell], columns: Sequence[Column]) -> list[str]:
    return [shown(cell, column.look) for cell, column in zip(row, columns, strict=True)]


def _layout(sheet: _Sheet, room: int) -> _Layout | None:
    """The roomiest layout that fits; figures and short words are never folded.

    First headings are folded, then texts, then the widest texts go below their rows. None if even
    the figures alone do not fit.
    """
    below: list[int] = []
    layout = _beside(sheet, room, below)
    while not layout:
        texts = [n for n, column in enumerate(sheet.columns) if column.look is Look.TEXT and n not in below]
        if len(texts) < 2:  # noqa: PLR2004  # the first text says what the row is about
            return None
        below = sorted([*below, max(texts[1:], key=sheet.natural)])
        layout = _beside(sheet, room, below)
    return layout


def _beside(sheet: _Sheet, room: int, below: list[int]) -> _Layout | None:
    shown_beside = [index for index in range(len(sheet.columns)) if index not in below]
    columns = [sheet.columns[index] for index in shown_beside]
    naturals = [sheet.natural(index) for index in shown_beside]
    for heading_lines, text_floor, gap in ((1, room, 2), (2, room, 2), (2, _COMFORT, 2), (3, _COMFORT, 1)):
        heads = [_head_width(column.heading, heading_lines) for column in columns]
        wishes = [max(pair) for pair in zip(naturals, heads, strict=True)]
        widths = _fitted(columns, wishes, text_floor, room - gap * (len(wishes) - 1))
        if widths:
            return _Layout(shown_beside, widths, gap, below)
    return None


def _head_width(heading: str, lines: int) -> int:
    width = min(cell_len(heading), 4)
    while len(fold(clean(heading), width, cell_len)) > lines:
        width += 1
    return max(map(cell_len, fold(clean(heading), width, cell_len)))


def _fitted(columns: Sequence[Column], wishes: list[int], floor: int, room: int) -> list[int] | None:
    texts = [index for index, column in enumerate(columns) if column.look is Look.TEXT]
    left = room - sum(wish for index, wish in enumerate(wishes) if index not in texts)
    if sum(min(wishes[index], floor) for index in texts) > left:
        return None
    widths = wishes.copy()
    for index, width in zip(texts, share([wishes[index] for index in texts], left), strict=True):
        widths[index] = width
    return widths


def _columns(sheet: _Sheet, layout: _Layout, room: int, rule: str) -> Iterator[Line]:
    across = rule * (sum(layout.widths) + layout.gap * (len(layout.widths) - 1))
    headings = [clean(column.heading) for column in sheet.columns]
    yield from _lines(_row_lines(headings, sheet.columns, layout, bottom=True), Part.HEAD)
    yield Line(across, Part.RULE)
    for part, row in sheet.parts():
        if part is Part.TOTAL:
            yield Line(across, Part.RULE)
        yield from _lines(_row_lines(row, sheet.columns, layout), part)
        yield from _lines(_below_lines(row, sheet.columns, layout, room), part)


def _lines(texts: Iterable[str], part: Part) -> list[Line]:
    return [Line(text.rstrip(), part) for text in texts]


def _row_lines(row: Sequence[str], columns: Sequence[Column], layout: _Layout, *, bottom: bool = False) -> list[str]:
    folded = [fold(row[index], width, cell_len) for index, width in zip(layout.beside, layout.widths, strict=True)]
    height = max(map(len, folded))
    looks = [columns[index].look for index in layout.beside]
    padded = [_upright(cell, height, bottom) for cell in folded]
    return [
        (" " * layout.gap).join(map(_aligned, level, layout.widths, looks)) for level in zip(*padded, strict=True)
    ]


def _upright(lines: list[str], height: int, bottom: bool) -> list[str]:
    blank = [""] * (height - len(lines))
    return [*blank, *lines] if bottom else [*lines, *blank]


def _below_lines(row: Sequence[str], columns: Sequence[Column], layout: _Layout, room: int) -> list[str]:
    """The texts too wide for a column, under the row."""
    told = [index for index in layout.below if row[index] != NOTHING]
    pairs = _pairs([columns[index] for index in told], [row[index] for index in told])
    return [" " * _INDENT + line for line in _packed(pairs, room - _INDENT)]


def _pairs(columns: Sequence[Column], row: Sequence[str]) -> list[str]:
    cells = zip(columns, row, strict=True)
    return [f"{clean(column.heading)}：{text}" for column, text in cells if column.heading and text]


def _packed(pairs: Sequence[str], room: int) -> list[str]:
    """As many pairs on a line as fit; one that is longer than a line has its own."""
    lines: list[str] = []
    for pair in pairs:
        if lines and cell_len(lines[-1]) + 2 + cell_len(pair) <= room:
            lines[-1] += f"  {pair}"
        else:
            lines.append(pair)
    return [part for line in lines for part in fold(line, room, cell_len)]


def _aligned(text: str, width: int, look: Look) -> str:
    spare = max(width - cell_len(text), 0)
    left = {Look.TEXT: 0, Look.WORD: 0, Look.NUMBER: spare, Look.PERCENT: spare}[look]
    return " " * left + text + " " * (spare - left)


def _cards(sheet: _Sheet, room: int) -> Iterator[Line]:
    for part, row in sheet.parts():
        mark = {Part.MARKED: MARK, Part.TOTAL: "="}.get(part, "●")
        yield from _lines(hanging(f"{mark} ", _packed(_pairs(sheet.columns, row), room - 2)), part)
