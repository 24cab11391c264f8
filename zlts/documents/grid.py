"""A report's table as a table of a document: thin full grid, repeated head, columns that fit the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from zlts.cells import clean, share, shown, width
from zlts.documents import ooxml
from zlts.documents.style import LANDSCAPE_ROOM, PORTRAIT_ROOM
from zlts.reports import Cell, Column, Look, Table
from zlts.sheets import numbered

THIN = dict.fromkeys(("top", "left", "bottom", "right", "insideH", "insideV"), "single 4")
_TRIES = ((10.5, False), (9.0, False), (10.5, True), (9.0, True), (8.0, True), (7.0, True))
_SMALLEST = 6.0
_SHORT = 16  # so many rows stay together on one page
_WORD = 10  # places of a heading that stays in one line
_PADDING = 2  # half-width places
_LATIN = 8  # one place more for every so many figures, which some faces set wider
_TEXT_FLOOR, _SHARED_FLOOR = 26, 18  # of one text or two in a row, and of more
_LIGHT = "EDEDED"
_ALIGN = {
    Look.TEXT: WD_ALIGN_PARAGRAPH.LEFT,
    Look.WORD: WD_ALIGN_PARAGRAPH.CENTER,
    Look.NUMBER: WD_ALIGN_PARAGRAPH.RIGHT,
    Look.PERCENT: WD_ALIGN_PARAGRAPH.RIGHT,
}


class Fit(NamedTuple):
    """How a table fits: page on its side or not, type size, column widths, both in points."""

    landscape: bool
    size: float
    widths: list[float]


def fit(table: Table, *, landscape: bool = False) -> Fit:
    """A readable type, upright if possible and not told otherwise, in which figures and words are not folded."""
    full = numbered(table)
    places = [_least(full, index) for index in range(len(full.columns))]
    for size, lies in _TRIES:
        room = LANDSCAPE_ROOM if lies else PORTRAIT_ROOM
        if sum(places) * size / 2 <= room and (lies or not landscape):
            return Fit(lies, size, _filled(full, places, room, size))
    return Fit(True, _SMALLEST, [place * LANDSCAPE_ROOM / sum(places) for place in places])


def _least(table: Table, index: int) -> int:
    """A column's narrowest width in half-width places; only a heading longer than a word may be folded in two."""
    natural, head = _natural(table, index), width(clean(table.columns[index].heading))
    if table.columns[index].look is Look.TEXT:
        many = sum(column.look is Look.TEXT for column in table.columns) > 2  # noqa: PLR2004 - see the floors
        natural = min(natural, _SHARED_FLOOR if many else _TEXT_FLOOR)
    return max(natural, head if head <= _WORD else (head + 3) // 4 * 2, 4) + _PADDING


def _natural(table: Table, index: int) -> int:
    look = table.columns[index].look
    rows = [*table.rows, table.total] if table.total else table.rows
    return max((_places(shown(row[index], look)) for row in rows), default=0)


def _places(text: str) -> int:
    return width(text) + -(-sum(sign.isascii() for sign in text) // _LATIN)


def _filled(table: Table, places: Sequence[int], room: float, size: float) -> list[float]:
    """The page filled: what is spare goes to the texts up to their natural width, then to all."""
    whole = int(room / size * 2)
    texts = [index for index, column in enumerate(table.columns) if column.look is Look.TEXT]
    spare = whole - sum(places)
    overrides = [max(_natural(table, index) + _PADDING - places[index], 0) for index in texts]
    grown = list(places)
    for index, more in zip(texts, share(overrides, spare) if spare > 0 else [0] * len(texts), strict=True):
        grown[index] += min(more, max(spare, 0))
    factor = room / sum(grown)
    return [place * factor for place in grown]


def draw(document: DocumentType, table: Table, layout: Fit) -> None:
    """Put the table at the document's end."""
    full = numbered(table)
    made = document.add_table(rows=0, cols=len(full.columns))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    headings = [column.heading for column in full.columns]
    _row(made, headings, [None] * len(headings), layout, head=True)
    for number, row in enumerate(full.rows):
        _row(made, row, full.columns, layout, light=number in full.marked)
    if full.total:
        _row(made, full.total, full.columns, layout, bold=True)
    ooxml.set_grid(made, layout.widths, THIN)
    _keep(made, len(full.rows))


def _keep(made: Any, count: int) -> None:
    """A short table whole on its page; of a long one the head with the first row, the total with the last."""
    kept = made.rows[:-1] if count <= _SHORT else [made.rows[0], made.rows[-2]]
    for row in kept:
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _row(
    made: Any,
    cells: Sequence[Cell],
    columns: Sequence[Column | None],
    layout: Fit,
    *,
    head: bool = False,
    light: bool = False,
    bold: bool = False,
) -> None:
    row = made.add_row()
    ooxml.keep_row(row, head=head, height=layout.size * 1.7)
    for cell, value, column, points in zip(row.cells, cells, columns, layout.widths, strict=True):
        look = column.look if column else Look.WORD
        cell.width, cell.vertical_alignment = Pt(points), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.style = "公文表头" if head or bold else "公文表文"
        paragraph.alignment = _ALIGN[Look.WORD if value is None else look]
        run = paragraph.add_run(shown(value, look))
        run.font.size = Pt(layout.size)
        if light:
            ooxml.shade(cell, _LIGHT)
