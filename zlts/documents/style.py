"""The shipped template of letters and papers, which holds GB/T 9704-2012 as page and named styles; and its measures.

`python -m tests.documents.make_template` makes the template.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm

from zlts.documents import ooxml
from zlts.documents.pages import CHARACTERS, LINES
from zlts.resources import data_file

_POINT = 72 / 25.4
PORTRAIT_ROOM = 156 * _POINT
LANDSCAPE_ROOM = 225 * _POINT
BODY_SIZE = 16.0
CHARACTER_SPACE = -0.25
"""Points between plain text's characters, of which 28 fit a line so, where a program knows no grid of them."""
_FOOTER = 22  # mm; puts the figure's top 7 mm below the text (7.5 of the standard)
_FIGURE = "公文页码"
_FIGURE_BOX = 10.0, 40.0  # mm, a landscape page's


def new_document(title: str, day: Any) -> DocumentType:
    """An empty A4 document with the styles, margins and page figures of the standard."""
    document = _template()
    set_page_figures(document, landscape=False)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "zlts"
    properties.title, properties.language = title, "zh-CN"
    if day:
        properties.created = properties.modified = day
    return document


def _template() -> DocumentType:
    return Document(str(data_file("letter.docx")))


@cache
def type_size(style: str) -> float:
    """The type of a named style, in points."""
    found: Any = _template().styles[style]
    return float(found.font.size.pt)


@cache
def face(style: str) -> str:
    """The typeface of a named style."""
    found: Any = _template().styles[style]
    return str(found.font.name)


@cache
def line_height(style: str) -> float:
    """The lines of a named style, in points from one to the next."""
    found: Any = _template().styles[style]
    return float(found.paragraph_format.line_spacing.pt)


def new_page(document: DocumentType, *, landscape: bool) -> None:
    """Go on to a new page, which for a wide table lies on its side with the same type area."""
    document.add_section()
    ooxml.end_section_in_text(document)
    set_page(document, landscape=landscape)
    set_page_figures(document, landscape=landscape)


def new_even_page(document: DocumentType, *, numbered: bool) -> None:
    """Go on to a page with an even number, behind a blank one where that is needed."""
    document.add_section(WD_SECTION.EVEN_PAGE)
    ooxml.end_section_in_text(document)
    set_page(document, landscape=False)
    set_page_figures(document, landscape=False, numbered=numbered)


def set_page(document: DocumentType, *, landscape: bool) -> None:
    """The last section as A4 with margins and grid of the standard; turned for a wide table, its top at the left."""
    section = document.sections[-1]
    section.header_distance = Mm(15)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(35), Mm(37)
        section.footer_distance = Mm(13)
        ooxml.drop_grid(document)
        return
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(_FOOTER)
    pitch, line = PORTRAIT_ROOM / CHARACTERS, LANDSCAPE_ROOM / LINES
    ooxml.set_character_grid(document, pitch=pitch, line=line, size=BODY_SIZE)


# ---------------------------------------------------------------- page figures


def set_page_figures(document: DocumentType, *, landscape: bool, numbered: bool = True) -> None:
    """— 1 — of the last section on the outer side: right on odd pages, left on even ones, one place from the edge.

    On a page that lies on its side it stays at the foot of the upright one, which is that page's left edge.
    """
    section = document.sections[-1]
    odd, even = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
    sides = ((section.footer, odd, "right"), (section.even_page_footer, even, "left"))
    for number, (footer, align, side) in enumerate(sides, 1):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.clear()
        paragraph.style = document.styles[_FIGURE]
        if not numbered:
            continue
        if landscape:
            turned = footer.add_paragraph(style=document.styles[_FIGURE])
            _write_figure(turned, align)
            ooxml.put_in_box(paragraph, ooxml.paragraph_element(turned), _beside(align), number)
        else:
            _write_figure(paragraph, align)
            ooxml.indent_paragraph(paragraph, type_size(_FIGURE), **{side: 1.0})


def _write_figure(paragraph: Any, align: WD_ALIGN_PARAGRAPH) -> None:
    paragraph.alignment = align
    paragraph.add_run("— ")
    ooxml.add_field(paragraph.add_run(), "PAGE")
    paragraph.add_run(" —")


def _beside(align: WD_ALIGN_PARAGRAPH) -> ooxml.Box:
    """Where the turned figure stands on a landscape page: at its foot on odd pages, else on top."""
    width, height = _FIGURE_BOX
    place = 25.4 / 72 * type_size(_FIGURE)
    top = 28 + place if align == WD_ALIGN_PARAGRAPH.LEFT else 210 - 26 - place - height
    return ooxml.Box(width, height, left=35 - 7 - place - (width - place) / 2, top=top, turned=True)
