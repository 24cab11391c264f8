"""SpreadsheetML, the XML of Excel 2003."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from zlts.formats import overlay, refusals
from zlts.formats.cells import NO_RESULT, Cell, CellError, RawSheet, of_runs
from zlts.formats.encoding import Utf8Stream, survey

if TYPE_CHECKING:
    from lxml.etree import _Element

_NS = "{urn:schemas-microsoft-com:office:spreadsheet}"
_CELL, _DATA = _NS + "Cell", _NS + "Data"
_RAISED = ("{http://www.w3.org/TR/REC-html40}Sup", "{http://www.w3.org/TR/REC-html40}Sub")
_VISIBLE = "{urn:schemas-microsoft-com:office:excel}Visible"
_TAGS = (_NS + "Workbook", _NS + "Worksheet", _NS + "Row", _VISIBLE)
_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384
_MOST_CELLS = 20_000_000
_ZERO_YEAR = 1899
_KIND = "XML 表格"


@dataclass(slots=True)
class _Page:
    name: str
    hidden: bool = False
    rows: list[list[Cell]] = field(default_factory=list)
    blocks: list[overlay.MergedCells] = field(default_factory=list)
    cells: int = 0
    hidden_rows: int = 0

    def add_row(self, element: _Element) -> None:
        """Rows that are left out stand as blank ones."""
        said = _whole(element, "Index")
        index = len(self.rows) + 1 if said is None else said
        if not len(self.rows) < index <= _MOST_ROWS:
            raise refusals.broken(_KIND)
        self.rows.extend([] for _ in range(index - len(self.rows)))
        for cell in element.iterchildren(_CELL):
            self._add(cell, self.rows[-1])
        self.hidden_rows += bool(self.rows[-1]) and element.get(_NS + "Hidden") == "1"

    def _add(self, cell: _Element, row: list[Cell]) -> None:
        left = len(row)
        # Nearly all cells have no attribute but their style.
        if cell.keys() not in ([], [_NS + "StyleID"]):
            left = self._place(cell, row)
        row[left:left] = [_value(cell)]
        self.cells += len(row) - left
        if len(row) > _MOST_COLUMNS or self.cells > _MOST_CELLS:
            raise refusals.too_big()

    def _place(self, cell: _Element, row: list[Cell]) -> int:
        """Skip to the cell's column, and note the block it spans; returns the column."""
        index = min(_whole(cell, "Index") or 0, _MOST_COLUMNS + 1)
        row.extend([""] * (index - 1 - len(row)))
        left, top = len(row), len(self.rows) - 1
        across = min(_whole(cell, "MergeAcross") or 0, _MOST_COLUMNS)
        down = _whole(cell, "MergeDown") or 0
        row.extend([""] * across)
        if across or down:
            self.blocks.append(overlay.MergedCells(top, left, top + down, left + across))
        return left

    def sheet(self) -> RawSheet:
        if not self.blocks:
            return RawSheet(self.name, iter(self.rows), self.hidden, hidden_rows=self.hidden_rows)
        width = max(map(len, self.rows))
        if width * len(self.rows) > _MOST_CELLS:
            raise refusals.too_big()
        wide = (row + [""] * (width - len(row)) for row in self.rows)
        blocks = overlay.clip(self.blocks, len(self.rows), width)
        return RawSheet(self.name, overlay.fill(wide, blocks), self.hidden, hidden_rows=self.hidden_rows)


def read_spreadsheetml(path: Path, encoding: str | None) -> list[RawSheet]:
    """The worksheets of an XML workbook.

    Raises:
        Unreadable: it is broken, or has a DTD.
    """
    from lxml import etree

    with path.open("rb") as stream:
        source = Utf8Stream(stream, survey(stream, encoding, markup=True).encoding)
        events: Iterator[tuple[str, _Element]] = etree.iterparse(
            source,
            events=("start", "end"),
            tag=_TAGS,
            encoding="utf-8",
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return [page.sheet() for page in _pages(events)]
        except etree.XMLSyntaxError as error:
            raise refusals.broken(_KIND) from error


def _pages(events: Iterator[tuple[str, _Element]]) -> list[_Page]:
    pages: list[_Page] = []
    for event, element in events:
        if event == "start":
            _refuse_dtd(element)
            if element.tag == _NS + "Worksheet":
                pages.append(_Page(element.get(_NS + "Name", "")))
        elif pages:
            _end(pages[-1], element)
    return pages


def _end(page: _Page, element: _Element) -> None:
    if element.tag == _NS + "Row":
        page.add_row(element)
        element.clear()
    elif element.tag == _VISIBLE:
        page.hidden = (element.text or "").strip() in ("SheetHidden", "SheetVeryHidden")


def _refuse_dtd(element: _Element) -> None:
    if element.tag in _TAGS[:2] and element.getroottree().docinfo.internalDTD is not None:
        raise refusals.with_dtd()


def _whole(element: _Element, name: str) -> int | None:
    said = element.get(_NS + name, "")
    return int(said[:8]) if said.isdecimal() else None


def _value(cell: _Element) -> Cell:
    data = cell.find(_DATA)
    if data is None:
        return CellError(NO_RESULT) if cell.get(_NS + "Formula") else ""
    text = of_runs(_runs(data, is_raised=False)) if len(data) else data.text or ""
    kind = data.get(_NS + "Type", "")
    try:
        return _READ[kind](text) if kind in _READ else text
    except (ValueError, OverflowError):
        return text


def _runs(element: _Element, *, is_raised: bool) -> Iterator[tuple[str, bool]]:
    """The texts inside an element in their order, each with whether it is raised or lowered."""
    is_raised = is_raised or element.tag in _RAISED
    yield element.text or "", is_raised
    for child in element:
        yield from _runs(child, is_raised=is_raised)
        yield child.tail or "", is_raised


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value == int(value) else value


def _moment(text: str) -> dt.datetime | dt.date | dt.time:
    """Excel writes a bare time as one of the day before its first."""
    value = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    if value.microsecond:
        value = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
    if value.year <= _ZERO_YEAR:
        return value.time()
    return value.date() if value.time() == dt.time() else value


_READ = {
    "Number": _number,
    "DateTime": _moment,
    "Boolean": lambda text: text.strip() in ("1", "true", "True"),
    "Error": CellError,
}
