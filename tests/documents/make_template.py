"""The template of letters and papers: `python -m tests.documents.make_template` writes `data/letter.docx` anew.

GB/T 9704-2012 as page, page figures and named styles.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Pt

from zlts.documents.ooxml import element, indent, off_the_grid, set_faces, tighten
from zlts.documents.style import BODY_SIZE, CHARACTER_SPACE, set_page

TEMPLATE = Path(__file__).parents[2] / "data" / "letter.docx"

TITLE_FACE, BODY_FACE, HEAD_FACE, SUB_FACE, PLAIN_FACE = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
FALLBACKS = {"方正小标宋简体": "宋体", "仿宋_GB2312": "仿宋", "楷体_GB2312": "楷体"}
"""Where a machine lacks the government's faces, Word takes the other name."""

LINE = 28.0
FIGURE_SIZE = 14.0
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
    "公文字号": _Style(align=_CENTER, after=LINE / 2, keep=True),
    "公文标题": _Style(TITLE_FACE, 22, _CENTER, line=32, keep=True),
    "公文主送": _Style(before=LINE, keep=True),
    "公文正文": _Style(first=2),
    "公文一级标题": _Style(HEAD_FACE, first=2, keep=True, outline=1),
    "公文二级标题": _Style(SUB_FACE, first=2, keep=True, outline=2),
    "公文附件说明": _Style(keep=True),
    "公文署名": _Style(align=_RIGHT, keep=True),
    "公文附件标记": _Style(HEAD_FACE, keep=True),
    "公文附件标题": _Style(TITLE_FACE, 18, _CENTER, before=LINE, after=10, keep=True),
    "公文说明": _Style(size=14, first=2, line=24),
    "公文表题": _Style(HEAD_FACE, 14, _CENTER, before=10, after=4, keep=True),
    "公文表头": _Style(HEAD_FACE, 10.5, _CENTER, line=0),
    "公文表文": _Style(PLAIN_FACE, 10.5, _LEFT, line=0),
    "公文尾": _Style(size=1, line=1),
    "公文版记": _Style(size=14, align=_LEFT, line=22),
    "公文页码": _Style(PLAIN_FACE, FIGURE_SIZE, _RIGHT, line=0),
    "文书编号": _Style(size=12, align=_RIGHT, line=20, after=4),
    "文书正文": _Style(size=14, first=2, line=24),
    "文书栏目": _Style(HEAD_FACE, 12, _CENTER, line=0),
    "文书内容": _Style(size=12, align=_LEFT, line=20),
    "文书落款": _Style(size=14, align=_RIGHT, line=24, before=4),
    "文书签名": _Style(size=14, align=_LEFT, line=24, before=10),
}


def template() -> bytes:
    """The template, the same to the byte whenever it is made."""
    document = Document()
    document.core_properties.comments = ""
    _normal(document)
    for name, style in STYLES.items():
        _add_style(document, name, style)
    _name_fallbacks(document)
    document.settings.odd_and_even_pages_header_footer = True
    set_page(document, landscape=False)
    found, made = BytesIO(), BytesIO()
    document.save(found)
    with ZipFile(found) as before, ZipFile(made, "w") as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name), before.read(name), ZIP_DEFLATED)
    return made.getvalue()


def _normal(document: DocumentType) -> None:
    """Plain text, and the language that decides how Word breaks lines and sets quotation marks."""
    normal: Any = document.styles["Normal"]
    properties = normal.element.get_or_add_rPr()
    set_faces(properties, BODY_FACE)
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
    set_faces(made.element.get_or_add_rPr(), style.face)
    layout = made.paragraph_format
    layout.alignment = style.align
    layout.space_before, layout.space_after = Pt(style.before), Pt(style.after)
    layout.keep_with_next, layout.widow_control = style.keep, False  # a page has its 22 lines
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY if style.line else WD_LINE_SPACING.SINGLE
    if style.line:
        layout.line_spacing = Pt(style.line)
    properties = made.element.get_or_add_pPr()
    if style.first:
        indent(properties, style.size, firstLine=style.first)
    off_the_grid(properties)
    if style.size == BODY_SIZE:
        tighten(made.element.get_or_add_rPr(), CHARACTER_SPACE)
    if style.outline:
        properties.append(element("w:outlineLvl", val=style.outline - 1))


def _name_fallbacks(document: Any) -> None:
    """Write the fallback of every face into the document's font table."""
    for key, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("/fontTable"):
            old = relation.target_part
            blob = old.blob.replace(b"</w:fonts>", _fonts().encode() + b"</w:fonts>")
            document.part.drop_rel(key)
            document.part.relate_to(Part(old.partname, old.content_type, blob, old.package), relation.reltype)


def _fonts() -> str:
    family = '<w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/>'
    return "".join(
        f'<w:font w:name="{face}"><w:altName w:val="{other}"/>{family}</w:font>' for face, other in FALLBACKS.items()
    )


if __name__ == "__main__":
    TEMPLATE.write_bytes(template())
