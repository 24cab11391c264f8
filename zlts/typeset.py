"""A table set as lines of text of a given width; no line is cut, no figure or short word folded.

Rich's own tables cut what does not fit, break Chinese only at blanks, and are slow on a whole year's ledger.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from zlts.cells import Measure, fold
from zlts.fitting import INDENT, Layout, fitted, plain
from zlts.galley import FULL, Galley, Signs, galley, outspoken
from zlts.reports import Heat, Look, Table


class Part(Enum):
    """What a line belongs to, so that it can be coloured."""

    HEAD = auto()
    RULE = auto()
    ROW = auto()
    MARKED = auto()
    TOTAL = auto()


class Line(NamedTuple):
    """A line of a table; `heats` are the signs of a heat table in it, each with its index in the text."""

    text: str
    part: Part
    heats: tuple[tuple[int, Heat], ...] = ()
    below: bool = False
    """Told below a row, outside the columns."""


def typeset(table: Table, room: int, signs: Signs = FULL) -> Iterator[Line]:
    """The table's lines, none wider than `room`; none at all for a table without rows.

    The lines of the columns are all equally wide.
    """
    if not table.rows:
        return
    sheet = galley(table, signs)
    layout = plain(sheet, room)
    if not layout:
        sheet = galley(outspoken(table), signs)
        layout = fitted(sheet, room)
    yield from _columns(sheet, layout, room) if layout else _cards(sheet, room)


def hanging(mark: str, lines: Sequence[str]) -> list[str]:
    """The lines with the mark before the first and the others set in under it."""
    return [(mark if number == 0 else " " * len(mark)) + line for number, line in enumerate(lines)]


def _parts(sheet: Galley) -> Iterator[tuple[Part, list[str]]]:
    for number, row in enumerate(sheet.rows):
        yield (Part.MARKED if number in sheet.marked else Part.ROW), row
    if sheet.total:
        yield Part.TOTAL, sheet.total


# ---------------------------------------------------------------- in columns


def _columns(sheet: Galley, layout: Layout, room: int) -> Iterator[Line]:
    rule = Line(sheet.signs.rule * layout.across, Part.RULE)
    yield from _row_lines(sheet.headings, sheet, layout, Part.HEAD)
    if layout.alone:
        yield Line(" " * INDENT + sheet.headings[layout.below[0]], Part.HEAD, below=True)
    yield rule
    for part, row in _parts(sheet):
        if part is Part.TOTAL:
            yield rule
        yield from _row_lines(row, sheet, layout, part)
        yield from (Line(text, part, below=True) for text in _below_lines(row, sheet, layout, room))


def _row_lines(row: Sequence[str], sheet: Galley, layout: Layout, part: Part) -> Iterator[Line]:
    pairs = zip(layout.beside, layout.widths, strict=True)
    folded = [fold(row[n], size, sheet.signs.measure, at_pauses=sheet.folds(n)) for n, size in pairs]
    height = max(map(len, folded))
    upright = [_upright(cell, height, bottom=part is Part.HEAD) for cell in folded]
    for level in zip(*upright, strict=True):
        yield _joined(level, sheet, layout, part)


def _upright(lines: list[str], height: int, *, bottom: bool) -> list[str]:
    blank = [""] * (height - len(lines))
    return [*blank, *lines] if bottom else [*lines, *blank]


def _joined(cells: Sequence[str], sheet: Galley, layout: Layout, part: Part) -> Line:
    text, heats = "", []
    for cell, index, size, gap in zip(cells, layout.beside, layout.widths, layout.gaps, strict=True):
        text += " " * gap
        if part is not Part.HEAD and index in sheet.heat and cell:
            heats.append((len(text), Heat(cell)))
        text += _aligned(cell, size - sheet.signs.measure(cell), sheet.columns[index].look)
    return Line(text, part, tuple(heats))


def _aligned(text: str, spare: int, look: Look) -> str:
    return " " * spare + text if look in (Look.NUMBER, Look.PERCENT) else text + " " * spare


def _below_lines(row: Sequence[str], sheet: Galley, layout: Layout, room: int) -> list[str]:
    """What did not fit into columns, under the row."""
    told = [index for index in layout.below if row[index] not in ("", sheet.signs.nothing)]
    pairs = [row[index] for index in told] if layout.alone else _pairs(sheet, row, told)
    return [" " * INDENT + line for line in _packed(pairs, room - INDENT, sheet.signs.measure)]


def _pairs(sheet: Galley, row: Sequence[str], indexes: Sequence[int]) -> list[str]:
    return [f"{sheet.headings[n]}：{row[n]}" if sheet.headings[n] else row[n] for n in indexes if row[n]]


def _packed(pairs: Sequence[str], room: int, measure: Measure) -> list[str]:
    """As many pairs on a line as fit; one that is longer than a line has its own."""
    lines: list[str] = []
    for pair in pairs:
        if lines and measure(lines[-1]) + 2 + measure(pair) <= room:
            lines[-1] += f"  {pair}"
        else:
            lines.append(pair)
    return [part for line in lines for part in fold(line, room, measure, at_pauses=True)]


# ---------------------------------------------------------------- row by row


def _cards(sheet: Galley, room: int) -> Iterator[Line]:
    signs, own = sheet.signs, range(bool(sheet.marked), len(sheet.columns))
    marks = {Part.MARKED: signs.mark, Part.TOTAL: "="}
    for part, row in _parts(sheet):
        lines = _packed(_pairs(sheet, row, own), room - 2, signs.measure)
        for text in hanging(f"{marks.get(part, signs.item)} ", lines):
            yield Line(text, part, below=True)
