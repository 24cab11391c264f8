"""HTML tables, as web systems write them under the name .xls: colspan, rowspan, tags left open."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from zlts.formats import refusals
from zlts.formats.cells import Cell, RawSheet, hung, is_blank, spread
from zlts.formats.encoding import Utf8Stream, survey
from zlts.formats.raised import as_raised
from zlts.formats.refusals import Unreadable

_BLOCK = 1 << 15
_BLANKS = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]+")
_MOST_COLUMNS = 16_384
_MOST_SPAN = 1000
_MOST_CELLS = 20_000_000
_DEEPEST = 2000
_MOST_KEPT = 100_000
_CELLS = frozenset(("td", "th"))
_BREAKS = frozenset(("br", "p", "div", "li"))
_RAISED = frozenset(("sup", "sub"))
_SILENT = frozenset(("tr", "table", "style", "script"))
"""What stands inside is no text of the cell around."""
_BREAK = "\0"
"""Stands where a line breaks; the parser gives no text with this sign."""


class _Cells:
    """A row's cells: their texts, and by index what colspan and rowspan say."""

    __slots__ = ("spans", "texts")

    def __init__(self) -> None:
        self.texts: list[Cell] = []
        self.spans: dict[int, tuple[str, str]] = {}

    def note(self, attributes: Mapping[str, str]) -> None:
        """Note the spans of the next cell."""
        said = attributes.get("colspan", ""), attributes.get("rowspan", "")
        if any(said):
            self.spans[len(self.texts)] = said


class _Row(_Cells):
    """The cells right in a <tr>, at their depth; those inside something else count where there are no others."""

    __slots__ = ("_inner", "_unfinished", "depth")

    def __init__(self, depth: int) -> None:
        super().__init__()
        self.depth = depth
        self._inner: _Cells | None = None
        self._unfinished: list[int] = []

    @property
    def found(self) -> _Cells:
        return self if self.texts or self._inner is None else self._inner

    def begin_inner(self, attributes: Mapping[str, str]) -> None:
        """A cell further inside begins; others may begin and end before it ends."""
        inner = self._inner = self._inner or _Cells()
        inner.note(attributes)
        self._unfinished.append(len(inner.texts))
        inner.texts.append("")

    def end_inner(self, text: str) -> None:
        """The one that began last has ended."""
        if self._inner is None:
            raise AssertionError(text)
        self._inner.texts[self._unfinished.pop()] = text


@dataclass(slots=True)
class Table:
    """The rows of one <table>, and the cells that rowspans still hang down."""

    rows: list[list[Cell]] = field(default_factory=list)
    hanging: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    """By column: how many more rows, and the text."""
    cells: int = 0

    def add(self, found: _Cells) -> None:
        """Take a row in.

        Raises:
            Unreadable: spans blow the table up beyond all measure.
        """
        row = self._spread(found) if found.spans or self.hanging else found.texts
        self.rows.append(row)
        self.cells += len(row)
        if self.cells > _MOST_CELLS or len(row) > _MOST_COLUMNS:
            raise refusals.too_big()

    def _spread(self, found: _Cells) -> list[Cell]:
        row: list[Cell] = []
        for index, text in enumerate(found.texts):
            self._hang(row)
            across, down = found.spans.get(index, ("", ""))
            rows, columns = _span(down, 65_536), _span(across, _MOST_SPAN)
            cell = spread(text, len(row), len(row) + columns - 1)
            cell = hung(cell, len(self.rows), len(self.rows) + rows - 1)
            for column in range(len(row), len(row) + columns):
                row.append(cell)
                if rows > 1:
                    self.hanging[column] = (rows, cell)
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


def _span(said: str, most: int) -> int:
    said = said.strip()
    return max(1, min(int(said[:6]), most)) if said.isdecimal() else 1


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

    page = _Page()
    parser = etree.HTMLParser(
        target=cast(Any, page),  # the stubs ask for more than the parser does
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    source = Utf8Stream(stream, encoding)
    try:
        while block := source.read(_BLOCK):
            parser.feed(block)
        parser.close()
    except etree.XMLSyntaxError as error:
        if not page.tables:
            raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE) from error
        raise refusals.broken("网页表格") from error
    # At some limits the parser stops without raising anything: rows would be lost in silence.
    if len(parser.feed_error_log.filter_from_fatals()):
        raise refusals.broken("网页表格")
    return page.tables


class _Page:
    """Hears what the parser meets, and keeps the tables alone: a tree of the page takes twice as long."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self._open: list[Table] = []
        self._row = _Row(0)
        """The innermost; the first one is outside of all, and no table's."""
        self._rows: list[_Row] = []
        self._depth = 0
        self._heard: list[str] = []
        self._marks: list[int] = []
        """Where in what was heard the open cells begin, and what is no cell's text."""
        self._known = _Texts()
        self.data = self._heard.append

    # The parser calls these two a million times.

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins.

        Raises:
            Unreadable: elements nest without end.
        """
        self._depth += 1
        if tag in _CELLS:
            self._marks.append(len(self._heard))
            if self._depth != self._row.depth:
                self._row.begin_inner(attributes)
            elif attributes:
                self._row.note(attributes)
        elif tag in _BREAKS:
            self._heard.append(_BREAK)
        elif tag in _RAISED:
            self._marks.append(len(self._heard))
        elif tag in _SILENT:
            self._marks.append(len(self._heard))
            if tag == "tr":
                self._begin_row()
            elif tag == "table":
                self._begin_table()
        if self._depth > _DEEPEST:
            raise refusals.broken("网页表格")

    def end(self, tag: str) -> None:
        """An element ends; those left open end where their parent does."""
        if tag in _CELLS:
            text = self._known["".join(self._heard[self._marks.pop() :])]
            if self._depth == self._row.depth:
                self._row.texts.append(text)
            else:
                self._row.end_inner(text)
        elif tag in _RAISED:
            at = self._marks.pop()
            self._heard[at:] = [as_raised("".join(self._heard[at:]))]
        elif tag in _SILENT:
            del self._heard[self._marks.pop() :]
            if tag == "tr":
                self._end_row()
            elif tag == "table":
                self._open.pop()
        self._depth -= 1

    def close(self) -> None:
        """The page is over."""

    def _begin_table(self) -> None:
        self._open.append(Table())
        self.tables.append(self._open[-1])

    def _begin_row(self) -> None:
        self._rows.append(self._row)
        self._row = _Row(self._depth + 1)

    def _end_row(self) -> None:
        if not self._open:  # rows without their table
            self._begin_table()
        self._open[-1].add(self._row.found)
        self._row = self._rows.pop()


class _Texts(dict[str, str]):
    """The texts of cells: most come again and again, and one is enough to be held."""

    def __missing__(self, heard: str) -> str:
        found = text_of(heard)
        if len(self) < _MOST_KEPT:
            self[heard] = found
        return found


def text_of(heard: str) -> str:
    """The text of a cell as a browser lays it out: <br> breaks the line, runs of blanks are one."""
    if _BREAK in heard:
        return "\n".join(map(_one_line, heard.split(_BREAK))).strip("\n")
    return _one_line(heard)


def _one_line(text: str) -> str:
    text = text.strip(_BLANKS)
    return text if text.isprintable() and "  " not in text else _RUN.sub(" ", text)
