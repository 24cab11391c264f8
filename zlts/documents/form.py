"""A measure's paper drawn as a form of one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocumentType
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.shared import Pt

from zlts.cells import clean, fold
from zlts.documents import ooxml
from zlts.documents.grid import THIN
from zlts.documents.paper import Paper, PaperCell
from zlts.documents.style import PORTRAIT_ROOM, line_height, type_size

_LABEL = 82.0
_PAGE = 225 * 72 / 25.4
_ROW = 30.0
_AROUND = 96.0  # title, reference, and something to spare
_BETWEEN = 4.0  # the lines below it
_INTRO, _LABELS, _CONTENT, _SIGNED = "文书正文", "文书栏目", "文书内容", "文书落款"
"""Named styles."""
_LEAST = 48.0  # of a blank cell


def draw(document: DocumentType, paper: Paper, *, new_page: bool = False) -> None:
    """The form on its one page; `new_page` where another stands before it."""
    ooxml.drop_grid(document)
    title = document.add_paragraph(clean(paper.title), "公文标题")
    title.paragraph_format.page_break_before = new_page
    document.add_paragraph(clean(f"{paper.bureau}　　{paper.reference}"), "文书编号")
    for number, text in enumerate(paper.intro):
        paragraph = document.add_paragraph(clean(text), _INTRO)
        if number == 0:
            ooxml.indent_paragraph(paragraph, type_size(_INTRO), firstLine=0)
    _table(document, paper)
    for text in paper.signed:
        paragraph = document.add_paragraph(clean(text), _SIGNED)
        ooxml.indent_paragraph(paragraph, type_size(_SIGNED), right=4)
    document.add_paragraph("", "公文尾")


def heights(paper: Paper) -> list[float]:
    """The rows' heights in points: what the written ones leave is shared by those with room."""
    written = [0.0 if _room(row) else max(_ROW, *(_height(one, len(row)) for one in row)) for row in paper.rows]
    shares = sum(map(_room, paper.rows))
    left = _PAGE - _AROUND - _intro(paper) - sum(written) - len(paper.signed) * (line_height(_SIGNED) + _BETWEEN)
    each = max(left / shares if shares else 0, _LEAST / 3)
    return [own or each * _room(row) for own, row in zip(written, paper.rows, strict=True)]


def _intro(paper: Paper) -> float:
    """What the sentences above the form take; each is indented by two."""
    room = int(PORTRAIT_ROOM / type_size(_INTRO) * 2)
    return sum(len(fold("　　" + clean(text), room)) * line_height(_INTRO) for text in paper.intro)


def _room(row: Sequence[PaperCell]) -> int:
    return max(one.room for one in row)


def _height(one: PaperCell, beside: int) -> float:
    room = (PORTRAIT_ROOM / beside - _LABEL - 8) / type_size(_CONTENT) * 2
    lines = sum(len(fold(clean(line), int(room))) for line in one.text.split("\n"))
    return max(lines, one.label.count("\n") + 1) * line_height(_CONTENT) + 10


def _table(document: DocumentType, paper: Paper) -> None:
    half = PORTRAIT_ROOM / 2 - _LABEL
    widths = [_LABEL, half, _LABEL, half]
    table = document.add_table(rows=0, cols=4)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for row, height in zip(paper.rows, heights(paper), strict=True):
        _row(table, row, widths, height)
    ooxml.set_grid(table, widths, THIN)


def _row(table: Any, fields: Sequence[PaperCell], widths: Sequence[float], height: float) -> None:
    row = table.add_row()
    ooxml.keep_row(row, height=height)
    cells = list(row.cells)
    for cell, points in zip(cells, widths, strict=True):
        cell.width = Pt(points)
    if len(fields) == 1:
        cells = [cells[0], cells[1].merge(cells[3])]
    for number, one in enumerate(fields):
        _fill(cells[2 * number], one.label, _LABELS)
        _fill(cells[2 * number + 1], one.text, _CONTENT, top=len(fields) == 1)


def _fill(cell: Any, text: str, style: str, *, top: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = style
    paragraph.add_run("\n".join(map(clean, text.split("\n"))))
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.TOP if top else WD_CELL_VERTICAL_ALIGNMENT.CENTER
    if top:
        paragraph.paragraph_format.space_before = Pt(3)
