"""What python-docx has no word for: grids, fields, frames, turned boxes, indents in characters, repeated rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

_AFTER_SHADE = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
_AFTER_INDENT = ("w:contextualSpacing", "w:mirrorIndents", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr")


def element(name: str, **attributes: object) -> Any:
    """An element with attributes of the w namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def indent(properties: Any, size: float, **places: float) -> None:
    """Indents in characters of `size` points, by `firstLine`, `left`, `right` or `hanging`."""
    found = properties.find(qn("w:ind"))
    ind = element("w:ind") if found is None else found
    for side, count in places.items():
        ind.set(qn(f"w:{side}Chars"), str(round(count * 100)))
        ind.set(qn(f"w:{side}"), str(round(count * size * 20)))
    if found is None:
        properties.insert_element_before(ind, *_AFTER_INDENT)


def indent_paragraph(paragraph: Any, size: float, **places: float) -> None:
    """The same for one paragraph."""
    indent(paragraph.paragraph_format.element.get_or_add_pPr(), size, **places)


def set_faces(properties: Any, face: str) -> None:
    """One face for every script in a run's properties, so that quotation marks and figures are the Chinese ones."""
    fonts = properties.get_or_add_rFonts()
    for theme in _THEMES:
        fonts.attrib.pop(qn(theme), None)
    for script in _SCRIPTS:
        fonts.set(qn(script), face)
    fonts.set(qn("w:hint"), "eastAsia")


_SCRIPTS = ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs")
_THEMES = ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme")


def add_field(run: Any, code: str) -> None:
    """A field such as PAGE."""
    text = element("w:instrText")
    text.text = f" {code} "
    for part in (
        element("w:fldChar", fldCharType="begin"),
        text,
        element("w:fldChar", fldCharType="separate"),
    ):
        run.font.element.append(part)
    run.add_text("1")
    run.font.element.append(element("w:fldChar", fldCharType="end"))


# ---------------------------------------------------------------- texts of a document that is not ours


def paragraphs_in(root: Any) -> Iterator[Any]:
    """Every paragraph's element within a part's, also in tables and boxes."""
    return iter(root.iter(qn("w:p")))


def is_in_body(paragraph: Any) -> bool:
    """Whether a paragraph's element stands in the text, not in a header or footer."""
    return next(paragraph.iterancestors(qn("w:body")), None) is not None


def texts_of(paragraph: Any) -> list[Any]:
    """The pieces of a paragraph's own text, without those of boxes anchored in it."""
    pieces = paragraph.iter(qn("w:t"))
    return [one for one in pieces if next(one.iterancestors(qn("w:p"))) is paragraph]


def replace_text(paragraph: Any, start: int, end: int, new: str) -> None:
    """Put `new` for the signs from start to end of a paragraph's text, in the type of the first of them."""
    at = 0
    for piece in texts_of(paragraph):
        own = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(own))
        if first < last:
            piece.text = own[:first] + new + own[last:]
            piece.set(qn("xml:space"), "preserve")
            new = ""
        at += len(own)


def like(paragraph: Any, text: str, *, lead: str = "", face: str = "") -> Any:
    """A paragraph's element of the same look with another text; its `lead` in a typeface of its own."""
    made = deepcopy(paragraph)
    look = next((run.find(qn("w:rPr")) for run in made.iter(qn("w:r"))), None)
    for child in list(made):
        if child.tag != qn("w:pPr"):
            made.remove(child)
    for words, own in ((lead, face), (text, "")):
        if not words:
            continue
        run = element("w:r")
        if look is not None:
            run.append(deepcopy(look))
        if own:
            set_faces(run.get_or_add_rPr(), own)
        piece = element("w:t")
        piece.text = words
        piece.set(qn("xml:space"), "preserve")
        run.append(piece)
        made.append(run)
    return made


def put_instead(paragraph: Any, others: Sequence[Any]) -> None:
    """Let elements stand in a paragraph's place; the end of a section stays with the last of them."""
    sections = [one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") for one in others]
    for section in sections[:-1]:
        if section is not None:
            section.getparent().remove(section)
    for one in others:
        paragraph.addprevious(one)
    if others and others[-1].tag == qn("w:p"):
        paragraph.getparent().remove(paragraph)
    else:  # a cell or a page may not end with a table
        for piece in texts_of(paragraph):
            piece.text = ""


def append_page(document: Any, other: Any) -> None:
    """Put another document of the same form behind a document, on a new page."""
    document.add_page_break()
    last = document.element.body.find(qn("w:sectPr"))
    for child in list(other.element.body):
        if child.tag != qn("w:sectPr"):
            last.addprevious(child)


def adopt_styles(document: Any, source: Any, names: Sequence[str]) -> None:
    """Give a document the styles of those names that it lacks, as another has them."""
    known = {style.name for style in document.styles}
    for name in names:
        if name not in known:
            made = deepcopy(source.styles[name].element)
            for base in made.findall(qn("w:basedOn")):
                made.remove(base)
            document.styles.element.append(made)


# ---------------------------------------------------------------- pages


def set_character_grid(document: Any, *, pitch: float, line: float, size: float) -> None:
    """A grid for the last section: the pitches of characters and lines in points; `size` is plain text's type."""
    drop_grid(document)
    places = round((pitch - size) * 4096)
    grid = element("w:docGrid", type="linesAndChars", linePitch=round(line * 20), charSpace=places)
    _last_sheet(document).append(grid)


def drop_grid(document: Any) -> None:
    """Lines and characters of the last section as their styles have them."""
    properties = _last_sheet(document)
    for found in properties.findall(qn("w:docGrid")):
        properties.remove(found)


def _last_sheet(document: Any) -> Any:
    """The properties of the last section, which stand at the end of the document's body."""
    return document.element.body.find(qn("w:sectPr"))


def off_the_grid(properties: Any) -> None:
    """Let a style's lines keep their own height, whatever grid its page has; its characters follow it still."""
    for name in ("w:autoSpaceDE", "w:autoSpaceDN", "w:snapToGrid"):  # nor is a blank put beside figures
        after = ("w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", *_AFTER_INDENT)
        properties.insert_element_before(element(name, val=0), *after)


def end_section_in_text(document: Any) -> None:
    """Let the last section but one end with its last paragraph, not with an empty one that might need a page."""
    broken = document.paragraphs[-1].paragraph_format.element
    before = broken.getprevious()
    if before is None or before.tag != qn("w:p"):
        document.paragraphs[-1].style = "公文尾"
        return
    properties = broken.pPr.find(qn("w:sectPr"))
    before.get_or_add_pPr().append(properties)
    broken.getparent().remove(broken)


def tighten(properties: Any, points: float) -> None:
    """Characters of a run's properties so many points apart; below 0 nearer to one another."""
    properties.insert_element_before(element("w:spacing", val=round(points * 20)), *_AFTER_SPACING)


_AFTER_SPACING = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:lang")


class Box(NamedTuple):
    """Where a box of text stands: edges on the page and size, in millimetres.

    Without edges it stands in the middle at the foot of its page's text; `turned` is clockwise by a quarter.
    """

    width: float
    height: float
    left: float | None = None
    top: float | None = None
    turned: bool = False


def put_in_box(paragraph: Any, held: Any, box: Box, number: int) -> None:
    """Put a paragraph or table into a box anchored in a paragraph; `number` is another for every box of a part."""
    width, height = round(box.width * _EMU), round(box.height * _EMU)
    across = _ALIGNED.format("center") if box.left is None else _OFFSET.format(round(box.left * _EMU))
    down = _ALIGNED.format("bottom") if box.top is None else _OFFSET.format(round(box.top * _EMU))
    of_page, wrapped = ("page", "wrapNone") if box.turned else ("margin", "wrapTopAndBottom")
    drawn = _BOX.format(
        spaces=f"{nsdecls('w')} {nsdecls('wp')} {nsdecls('a')} {_SHAPES}",
        across=across, down=down, of=of_page, width=width, height=height, wrap=wrapped, number=number,
        turned=' vert="vert" anchor="ctr"' if box.turned else ' anchor="b"',
    )  # fmt: skip
    made = parse_xml(drawn)
    paragraph.add_run().font.element.append(made)
    inside: Any = made.find(f".//{qn('w:txbxContent')}")
    inside.append(held)


def paragraph_element(paragraph: Any) -> Any:
    """A paragraph's element."""
    return paragraph.paragraph_format.element


_EMU = 36000  # in a millimetre
_ALIGNED, _OFFSET = "<wp:align>{}</wp:align>", "<wp:posOffset>{}</wp:posOffset>"
_SHAPES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_BOX = """
<mc:AlternateContent {spaces}><mc:Choice Requires="wps"><w:drawing>
<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0"
 layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>
<wp:positionH relativeFrom="{of}">{across}</wp:positionH><wp:positionV relativeFrom="{of}">{down}</wp:positionV>
<wp:extent cx="{width}" cy="{height}"/><wp:{wrap}/><wp:docPr id="{number}" name="文本框{number}"/>
<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>
<wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr lIns="0" tIns="0" rIns="0" bIns="0"{turned}/></wps:wsp>
</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>
"""


# ---------------------------------------------------------------- tables


def _cell(cell: Any) -> Any:
    """A cell's element: what holds its first paragraph."""
    return cell.paragraphs[0].paragraph_format.element.getparent()


def _row(row: Any) -> Any:
    """A row's element; no cell of ours spans rows."""
    return _cell(row.cells[0]).getparent()


def table_element(table: Any) -> Any:
    """A table's element; the table has a row."""
    return _row(table.rows[0]).getparent()


def set_grid(table: Any, widths: list[float], borders: Mapping[str, str]) -> None:
    """Fixed columns of `widths` points for a table with rows, with borders: thin where `borders` says single."""
    found = table_element(table)
    properties = found.tblPr
    layout = element("w:tblLayout", type="fixed")
    edges = element("w:tblBorders")
    for edge, value in borders.items():
        kind, _, size = value.partition(" ")
        edges.append(element(f"w:{edge}", val=kind, sz=size or 4, space=0, color="auto"))
    for old in properties.findall(qn("w:tblLayout")):
        properties.remove(old)
    width = properties.find(qn("w:tblW"))
    if width is not None:
        width.set(qn("w:type"), "dxa")
        width.set(qn("w:w"), str(round(sum(widths) * 20)))
    _before_look(properties, edges, layout, _margins())
    for column, points in zip(found.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        column.set(qn("w:w"), str(round(points * 20)))


def _margins() -> Any:
    margins = element("w:tblCellMar")
    for side, twips in (("top", 20), ("left", 60), ("bottom", 20), ("right", 60)):
        margins.append(element(f"w:{side}", w=twips, type="dxa"))
    return margins


def _before_look(properties: Any, *parts: Any) -> None:
    look = properties.find(qn("w:tblLook"))
    for part in parts:
        if look is None:
            properties.append(part)
        else:
            look.addprevious(part)


def keep_row(row: Any, *, head: bool = False, height: float = 0) -> None:
    """A row that no page break cuts; `head` repeats it on every page; `height` in points at least."""
    properties = _row(row).get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if height:
        properties.append(element("w:trHeight", val=round(height * 20), hRule="atLeast"))
    if head:
        properties.append(element("w:tblHeader"))


def shade(cell: Any, colour: str) -> None:
    mark = element("w:shd", val="clear", color="auto", fill=colour)
    _cell(cell).get_or_add_tcPr().insert_element_before(mark, *_AFTER_SHADE)
