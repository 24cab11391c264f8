"""The shipped template of letters and papers, which holds GB/T 9704-2012 as page and named styles; and its measures.

`python -m tests.documents.make_template` makes the template.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.section import Section as PageSection
from docx.shared import Mm

from zlts.resources import data_file

_POINT = 72 / 25.4
PORTRAIT_ROOM = 156 * _POINT
LANDSCAPE_ROOM = 225 * _POINT
_FOOTER = 22  # mm; puts the figure's top 7 mm below the text (7.5 of the standard)


def new_document(title: str, day: Any) -> DocumentType:
    """An empty A4 document with the styles, margins and page figures of the standard."""
    document = _template()
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
def line_height(style: str) -> float:
    """The lines of a named style, in points from one to the next."""
    found: Any = _template().styles[style]
    return float(found.paragraph_format.line_spacing.pt)


def new_page(document: DocumentType, *, landscape: bool) -> None:
    """Go on to a new page, which for a wide table lies on its side with the same type area."""
    set_page(document.add_section(), landscape=landscape)


def set_page(section: PageSection, *, landscape: bool) -> None:
    """A4 with the margins of the standard, turned for a wide table."""
    section.header_distance = Mm(15)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(37), Mm(35)
        section.footer_distance = Mm(13)
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin, section.bottom_margin = Mm(37), Mm(35)
        section.left_margin, section.right_margin = Mm(28), Mm(26)
        section.footer_distance = Mm(_FOOTER)
