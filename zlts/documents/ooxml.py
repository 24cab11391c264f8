"""What python-docx has no word for: indents in characters, repeated rows, borders, shading, a place on the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

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


# ---------------------------------------------------------------- tables


def _cell(cell: Any) -> Any:
    """A cell's element: what holds its first paragraph."""
    return cell.paragraphs[0].paragraph_format.element.getparent()


def _row(row: Any) -> Any:
    """A row's element; no cell of ours spans rows."""
    return _cell(row.cells[0]).getparent()


def _table(table: Any) -> Any:
    """A table's element; the table has a row."""
    return _row(table.rows[0]).getparent()


def set_grid(table: Any, widths: list[float], borders: Mapping[str, str]) -> None:
    """Fixed columns of `widths` points for a table with rows, with borders: thin where `borders` says single."""
    found = _table(table)
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


def at_page_bottom(table: Any) -> None:
    """Let the table stand at the foot of its page, whatever is above."""
    place = element("w:tblpPr", vertAnchor="margin", horzAnchor="margin", tblpXSpec="center", tblpYSpec="bottom")
    overlap = element("w:tblOverlap", val="never")
    properties = _table(table).tblPr
    style = properties.find(qn("w:tblStyle"))
    if style is None:
        properties.insert(0, place)
    else:
        style.addnext(place)
    place.addnext(overlap)
