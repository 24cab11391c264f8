"""Pages to be signed by hand, drawn with the styles of letters and papers."""

from __future__ import annotations

from docx.document import Document as DocumentType
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from zlts.cells import clean
from zlts.documents import grid, ooxml
from zlts.documents.letter import title_lines
from zlts.documents.seen import SeenPage
from zlts.documents.style import LANDSCAPE_ROOM, PORTRAIT_ROOM, set_page, set_page_figures, type_size
from zlts.reports import Table

_TITLE, _REFERENCE, _TABLE_TITLE, _TEXT, _SIGN = "公文标题", "文书编号", "公文表题", "文书内容", "文书签名"
"""Named styles."""
_DENSE_MARGIN = 15
"""In mm, above and below a dense page."""
_DENSE_TITLE, _DENSE_LINE, _DENSE_BEFORE, _DENSE_AFTER = 12, 16, 7, 3
DENSE_SIZE = 9.0
"""The type of a dense page's tables, at most, in points."""


def draw(document: DocumentType, page: SeenPage) -> None:
    """Title, who it is about, the tables, the clauses, and at the end, never apart from one another, what to sign."""
    if page.dense:
        _draw_dense(document, page)
        return
    lies = any(grid.fit(table).landscape for table in page.tables)
    set_page(document, landscape=lies)
    set_page_figures(document, landscape=lies)
    document.add_paragraph(clean(page.title), _TITLE)
    document.add_paragraph(clean(page.reference), _REFERENCE)
    about = [clean(f"{one}　") for one in page.about]
    room = LANDSCAPE_ROOM if lies else PORTRAIT_ROOM
    for line in title_lines(about, int(room / type_size(_TEXT))):  # none is broken within
        document.add_paragraph(line.rstrip("　"), _TEXT)
    for table in page.tables:
        document.add_paragraph(clean(table.title), _TABLE_TITLE)
        if table.rows:
            _table(document, table, lies=lies)
        else:
            document.add_paragraph(clean(table.empty), _TEXT)
    if page.clauses:
        document.add_paragraph("条款原文（2013 年活动方案）", _TABLE_TITLE)
    for clause, text in page.clauses:
        paragraph = document.add_paragraph(clean(f"{clause}　{text}"), _TEXT)
        last = (clause, text) == page.clauses[-1]  # no page for the signature alone
        paragraph.paragraph_format.keep_with_next = last
    for line in page.to_sign:
        paragraph = document.add_paragraph(clean(line), _SIGN)
        paragraph.paragraph_format.keep_with_next = line != page.to_sign[-1]


def _draw_dense(document: DocumentType, page: SeenPage) -> None:
    """The same on one page: titles at the left, an empty table as a word behind its title."""
    set_page(document, landscape=False)
    ooxml.drop_grid(document)  # whose lines are higher than those of a dense page
    section = document.sections[0]
    section.top_margin = section.bottom_margin = Mm(_DENSE_MARGIN)
    section.footer_distance = Mm(_DENSE_MARGIN / 2)
    document.add_paragraph(clean(page.title), _TITLE)
    document.add_paragraph(clean(page.reference), _REFERENCE)
    document.add_paragraph(clean("　".join(page.about)), _TEXT)
    for table in page.tables:
        title = document.add_paragraph(style=_TABLE_TITLE)
        title.add_run(clean(table.title if table.rows else f"{table.title}：{table.empty}")).font.size = Pt(
            _DENSE_TITLE
        )
        layout = title.paragraph_format
        layout.alignment, layout.keep_with_next = WD_ALIGN_PARAGRAPH.LEFT, bool(table.rows)
        layout.line_spacing = Pt(_DENSE_LINE)
        layout.space_before, layout.space_after = Pt(_DENSE_BEFORE), Pt(_DENSE_AFTER)
        if table.rows:
            grid.draw(document, table, dense_fit(table))
    for line in page.to_sign:
        document.add_paragraph(clean(line), _SIGN)


def dense_fit(table: Table) -> grid.Fit:
    """How a table fits on a dense page."""
    layout = grid.fit(table)
    factor = PORTRAIT_ROOM / sum(layout.widths)
    return grid.Fit(False, min(layout.size, DENSE_SIZE), [points * factor for points in layout.widths])


def _table(document: DocumentType, table: Table, *, lies: bool) -> None:
    grid.draw(document, table, grid.fit(table, landscape=lies))
