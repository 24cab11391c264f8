"""GB/T 9704-2012 as measures and named styles of a Word document."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.section import Section as PageSection
from docx.shared import Mm, Pt

from zlts.documents import ooxml

TITLE_FACE, BODY_FACE, HEAD_FACE, SUB_FACE, PLAIN_FACE = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
BODY_SIZE = 16.0
TITLE_SIZE = 22.0
LINE = 28.0
_POINT = 72 / 25.4
PORTRAIT_ROOM = 156 * _POINT
LANDSCAPE_ROOM = 225 * _POINT
_FOOTER = 22  # mm; puts the figure's top 7 mm below the text (7.5 of the standard)
_FIGURE_SIZE = 14.0
_LEFT, _CENTER, _RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


class _Style(NamedTuple):
    face: str = BODY_FACE
    size: float = BODY_SIZE
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    first: float = 0
    line: float = LINE
    before: float = 0
    after: float = 0
    keep: bool = False
    outline: int = 0


STYLES = {
    "公文标题": _Style(TITLE_FACE, TITLE_SIZE, _CENTER, line=32, keep=True),
    "公文主送": _Style(before=LINE, keep=True),
    "公文正文": _Style(first=2),
    "公文一级标题": _Style(HEAD_FACE, first=2, keep=True, outline=1),
    "公文二级标题": _Style(SUB_FACE, first=2, keep=True, outline=2),
    "公文附件说明": _Style(keep=True),
    "公文署名": _Style(align=_RIGHT, keep=True),
    "公文附件标记": _Style(HEAD_FACE, keep=True),
    "公文附件标题": _Style(TITLE_FACE, 18, _CENTER, before=8, after=10, keep=True),
    "公文说明": _Style(size=14, first=2, line=24),
    "公文表题": _Style(HEAD_FACE, 14, _CENTER, before=10, after=4, keep=True),
    "公文表头": _Style(HEAD_FACE, 10.5, _CENTER, line=0),
    "公文表文": _Style(PLAIN_FACE, 10.5, _LEFT, line=0),
    "公文尾": _Style(size=1, line=1),
    "公文版记": _Style(size=14, align=_LEFT, line=22),
    "公文页码": _Style(PLAIN_FACE, _FIGURE_SIZE, _RIGHT, line=0),
    "文书编号": _Style(size=12, align=_RIGHT, line=20, after=4),
    "文书正文": _Style(size=14, first=2, line=24),
    "文书栏目": _Style(HEAD_FACE, 12, _CENTER, line=0),
    "文书内容": _Style(size=12, align=_LEFT, line=20),
    "文书签名": _Style(size=14, align=_LEFT, line=24, before=10),
}


def new_document(title: str, day: Any) -> DocumentType:
    """An empty A4 document with the styles, margins and page figures of the standard."""
    document = Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = "zlts"
    properties.title, properties.comments, properties.language = title, "", "zh-CN"
    if day:
        properties.created = properties.modified = day
    _normal(document)
    for name, style in STYLES.items():
        _add_style(document, name, style)
    ooxml.name_fallbacks(document)
    _margins(document.sections[0])
    _page_figures(document)
    return document


def _normal(document: DocumentType) -> None:
    """Plain text, and the language that decides how Word breaks lines and sets quotation marks."""
    normal: Any = document.styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    ooxml.set_face(properties, BODY_FACE)
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:eastAsia"), "zh-CN")
    normal.font.size = Pt(BODY_SIZE)
    normal.paragraph_format.space_after = Pt(0)


def _add_style(document: DocumentType, name: str, style: _Style) -> None:
    made: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    made.base_style = document.styles["Normal"]
    made.quick_style = True
    made.font.size = Pt(style.size)
    made.font.bold = False
    ooxml.set_face(made.element.get_or_add_rPr(), style.face)
    layout = made.paragraph_format
    layout.alignment = style.align
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.keep_with_next, layout.widow_control = style.keep, True
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if style.line else WD_LINE_SPACING.SINGLE
    if style.line:
        layout.line_spacing = Pt(style.line)
    properties = made.element.get_or_add_pPr()
    if style.first:
        ooxml.indent(properties, style.size, firstLine=style.first)
    if style.outline:
        properties.append(ooxml.element("w:outlineLvl", val=style.outline - 1))


# ---------------------------------------------------------------- pages


def _margins(section: PageSection) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(_FOOTER)


def new_page(document: DocumentType, *, landscape: bool) -> None:
    """Go on to a new page, which for a wide table lies on its side with the same type area."""
    section = document.add_section()
    _margins(section)
    if landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin, section.bottom_margin = Mm(28), Mm(26)
        section.left_margin, section.right_margin = Mm(37), Mm(35)
        section.footer_distance = Mm(13)
    else:
        section.orientation = WD_ORIENT.PORTRAIT


def _page_figures(document: DocumentType) -> None:
    """— 1 — on the outer side: right on odd pages, left on even ones, one place in from the edge."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT, "right"),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT, "left"),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.style = document.styles["公文页码"]
        paragraph.alignment = align
        ooxml.indent_paragraph(paragraph, _FIGURE_SIZE, **{side: 1.0})
        paragraph.add_run("— ")
        ooxml.add_field(paragraph.add_run(), "PAGE")
        paragraph.add_run(" —")
