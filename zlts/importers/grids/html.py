"""HTML tables, as web systems write them under the name .xls: colspan, rowspan, tags left open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from zlts.importers.grids import refusals
from zlts.importers.grids.cells import Cell, RawSheet, is_blank
from zlts.importers.grids.encoding import Utf8Stream, survey
from zlts.importers.grids.refusals import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLANKS = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]+")
_MOST_COLUMNS = 16_384
_MOST_SPAN = 1000
_MOST_CELLS = 20_000_000
_BREAKS = ("br", "p", "div", "li")
_SILENT = ("table", "style", "script")


@dataclass(slots=True)
class Table:
    """The rows of one <table>, and the cells that rowspans still hang down."""

    rows: list[list[Cell]] = field(default_factory=list)
    hanging: dict[int, tuple[int, str]] = field(default_factory=dict)
    """By column: how many more rows, and the text."""
    cells: int = 0

    def add(self, row: _Element) -> None:
        """Take a <tr> in.

        Raises:
            Unreadable: spans blow the table up beyond all measure.
        """
        found: list[_Element] = list(row.iterchildren("td", "th")) or list(row.iter("td", "th"))
        spanned = any(cell.get("colspan") or cell.get("rowspan") for cell in found)
        if spanned or self.hanging:
            self.rows.append(self._spread(found))
        else:
            self.rows.append([text_of(cell) for cell in found])
        self.cells += len(self.rows[-1])
        if self.cells > _MOST_CELLS or len(self.rows[-1]) > _MOST_COLUMNS:
            raise refusals.too_big()

    def _spread(self, found: list[_Element]) -> list[Cell]:
        row: list[Cell] = []
        for cell in found:
            self._hang(row)
            text, down = text_of(cell), _span(cell, "rowspan")
            for column in range(len(row), len(row) + _span(cell, "colspan")):
                row.append(text)
                if down > 1:
                    self.hanging[column] = (down, text)
        for column in sorted(at for at in self.hanging if at >= len(row)):
            row.extend([""] * (column - len(row)))
            row.append(self.hanging[column][1])
        self.hanging = {at: (left - 1, text) for at, (left, text) in self.hanging.items() if left > 1}
        return row

    def _hang(self, row: list[Cell]) -> None:
        """Put what hangs down from the rows above where the row has come to."""
        while len(row) in self.hanging:
            row.append(self.hanging[len(row)][1])

    @property
    def is_layout(self) -> bool:
        return all(is_blank(cell) for row in self.rows for cell in row)


def read_html(path: Path, encoding: str | None) -> list[RawSheet]:
    """Each table as a sheet, in the order in which they begin.

    Raises:
        Unreadable: it has no table, or is no text.
    """
    with path.open("rb") as stream:
        name = survey(stream, encoding, markup=True).encoding
        start = stream.read(1 << 16).decode(name, errors="ignore")
        stream.seek(0)
        tables = tables_in(stream, name)
    if not tables:
        raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE)
    return as_sheets(tables, re.findall(r"<x:Name>([^<]+)</x:Name>", start))


def as_sheets(tables: list[Table], names: list[str]) -> list[RawSheet]:
    """Sheets named as the file says, where it names as many as there are; else 表1, 表2; one alone has no name."""
    said = [table for table in tables if not table.is_layout] or tables[:1]
    if len(names) != len(said):
        names = [f"表{n}" for n in range(1, len(said) + 1)] if len(said) > 1 else [""]
    return [RawSheet(name, iter(table.rows)) for name, table in zip(names, said, strict=True)]


def tables_in(stream: BinaryIO, encoding: str) -> list[Table]:
    """Every table of the page, nested ones too.

    Raises:
        Unreadable: the text breaks its encoding, or the tables have no end.
    """
    from lxml import etree

    tables: list[Table] = []
    events = etree.iterparse(
        Utf8Stream(stream, encoding),
        events=("start", "end"),
        tag=("table", "tr"),
        html=True,
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        _collect(events, tables)
    except etree.XMLSyntaxError as error:
        if not tables:
            raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE) from error
        raise refusals.broken("网页表格") from error
    # At some limits (depth, size) the parser stops without raising anything: rows would be lost in silence.
    if len(events.error_log.filter_from_fatals()):
        raise refusals.broken("网页表格")
    return tables


def _collect(events: Iterable[tuple[str, _Element]], tables: list[Table]) -> None:
    open_tables: list[Table] = []
    for event, element in events:
        if element.tag == "table" and event == "start":
            open_tables.append(Table())
            tables.append(open_tables[-1])
        elif element.tag == "table":
            open_tables.pop()
        elif event == "end":
            if not open_tables:  # rows without their table
                open_tables.append(Table())
                tables.append(open_tables[-1])
            open_tables[-1].add(element)
            element.clear()


def _span(cell: _Element, name: str) -> int:
    said = cell.get(name, "1").strip()
    return max(1, min(int(said[:6]), _MOST_SPAN if name == "colspan" else 65_536)) if said.isdecimal() else 1


def text_of(cell: _Element) -> str:
    """The text of a cell as a browser lays it out: <br> breaks the line, runs of blanks are one."""
    if len(cell) == 0:
        text = (cell.text or "").strip(_BLANKS)
        return _RUN.sub(" ", text) if _RUN.search(text) else text
    lines = "".join(_pieces(cell)).split("\v")
    return "\n".join(_RUN.sub(" ", line).strip(_BLANKS) for line in lines).strip("\n")


def _pieces(element: _Element) -> Iterator[str]:
    """The texts inside, with a mark where a line breaks; without what is no text, or a table of its own."""
    depth: list[tuple[_Element, Iterator[_Element]]] = [(element, iter(element))]
    yield (element.text or "").replace("\v", " ")
    while depth:
        parent, children = depth[-1]
        child = next(children, None)
        if child is None:
            depth.pop()
            if depth:
                yield (parent.tail or "").replace("\v", " ")
            continue
        if child.tag in _BREAKS:
            yield "\v"
        if child.tag in _SILENT:
            yield (child.tail or "").replace("\v", " ")
            continue
        yield (child.text or "").replace("\v", " ")
        depth.append((child, iter(child)))
