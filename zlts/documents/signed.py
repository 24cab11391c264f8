"""The page that an officer signs as seen, drawn with the styles of letters and papers."""

from __future__ import annotations

from docx.document import Document as DocumentType

from zlts.cells import clean
from zlts.documents import grid
from zlts.documents.seen import SeenPage
from zlts.documents.style import set_page, set_page_figures
from zlts.reports import Table

_TITLE, _REFERENCE, _TABLE_TITLE, _TEXT, _SIGN = "公文标题", "文书编号", "公文表题", "文书内容", "文书签名"
"""Named styles."""


def draw(document: DocumentType, page: SeenPage) -> None:
    """Title, who it is about, the tables, the clauses, and at the end, never apart from one another, what to sign."""
    lies = any(grid.fit(table).landscape for table in page.tables)
    set_page(document, landscape=lies)
    set_page_figures(document, landscape=lies)
    document.add_paragraph(clean(page.title), _TITLE)
    document.add_paragraph(clean(page.reference), _REFERENCE)
    document.add_paragraph(clean("　　".join(page.about)), _TEXT)
    for table in page.tables:
        document.add_paragraph(clean(table.title), _TABLE_TITLE)
        if table.rows:
            _table(document, table, lies=lies)
        else:
            document.add_paragraph(clean(table.empty), _TEXT)
    if page.clauses:
        document.add_paragraph("条款原文（2013 年活动方案）", _TABLE_TITLE)
    for clause, text in page.clauses:
        document.add_paragraph(clean(f"{clause}　{text}"), _TEXT)
    for line in page.to_sign:
        paragraph = document.add_paragraph(clean(line), _SIGN)
        paragraph.paragraph_format.keep_with_next = line != page.to_sign[-1]


def _table(document: DocumentType, table: Table, *, lies: bool) -> None:
    grid.draw(document, table, grid.fit(table, landscape=lies))
