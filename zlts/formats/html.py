"""HTML tables, as web systems write them under the name .xls: colspan, rowspan, tags left open; also in MHTML."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from zlts.formats import refusals
from zlts.formats.cells import Cell, RawSheet, as_raised, hung, is_blank, spread
from zlts.formats.encoding import Utf8Stream, survey
from zlts.formats.refusals import Unreadable

if TYPE_CHECKING:
    from lxml.etree import HTMLPullParser, _Element

_BLOCK = 1 << 15
_BLANKS = " \t\r\n\f"
_RUN = re.compile(r"[ \t\r\n\f]+")
_MOST_COLUMNS = 16_384
_MOST_SPAN = 1000
_MOST_CELLS = 20_000_000
_MOST_BYTES = 100 << 20
_MOST_SILENCE = 16 << 20
"""So many bytes without a row's beginning or end: a text without an end."""
_TABS = "tabstrip.htm"
"""The part of an MHTML file in which Excel keeps the row of sheet tabs; it is a table, too."""
_BREAKS = frozenset(("br", "p", "div", "li"))
_RAISED = frozenset(("sup", "sub"))
_SILENT = frozenset(("tr", "table", "style", "script"))
"""What stands inside is no text of the cell around."""
_BREAK = "\0"
"""Stands where a line breaks; the parser gives no text with this sign."""

Spans = tuple[str, str]
"""What a cell says of its columns and of its rows, "" where it says nothing."""


@dataclass(slots=True)
class _Table:
    """The rows of one <table>, and the cells that rowspans still hang down."""

    rows: list[list[Cell]] = field(default_factory=list)
    hanging: dict[int, tuple[int, Cell]] = field(default_factory=dict)
    """By column: how many more rows, and the text."""
    cells: int = 0

    def add(self, texts: list[Cell], spans: Mapping[int, Spans]) -> None:
        """Take a row in: its cells' texts, and the spans of those, by index, that say any.

        Raises:
            Unreadable: spans blow the table up beyond all measure.
        """
        row = self._spread(texts, spans) if spans or self.hanging else texts
        self.rows.append(row)
        self.cells += len(row)
        if self.cells > _MOST_CELLS or len(row) > _MOST_COLUMNS:
            raise refusals.too_big()

    def _spread(self, texts: list[Cell], spans: Mapping[int, Spans]) -> list[Cell]:
        row: list[Cell] = []
        for index, text in enumerate(texts):
            self._hang(row)
            across, down = spans.get(index, ("", ""))
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
        tables = _tables_in(stream, name)
    if not tables:
        raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE)
    return _as_sheets(tables, re.findall(r"<x:Name>([^<]+)</x:Name>", start))


def read_mhtml(path: Path, encoding: str | None) -> list[RawSheet]:
    """The tables of all parts of an MHTML file, Excel's "single file web page": HTML in a mail envelope.

    Raises:
        Unreadable: there is none, or the envelope is broken.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise refusals.too_big()
    tables: list[_Table] = []
    names: list[str] = []
    for content in _pages(path.read_bytes().lstrip(b"\xef\xbb\xbf\r\n ")):
        stream = io.BytesIO(content)
        codec = survey(stream, encoding, markup=True).encoding
        names += re.findall(r"<x:Name>([^<]+)</x:Name>", content.decode(codec))
        tables += _tables_in(stream, codec)
    if not tables:
        raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE)
    return _as_sheets(tables, names)


def _pages(data: bytes) -> Iterator[bytes]:
    """The contents of the HTML parts."""
    import email

    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() != "text/html" or str(part.get("Content-Location", "")).endswith(_TABS):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield content


def _as_sheets(tables: list[_Table], names: list[str]) -> list[RawSheet]:
    """Sheets named as the file says, where it names as many as there are; else 表1, 表2; one alone has no name."""
    said = [table for table in tables if not table.is_layout] or tables[:1]
    if len(names) != len(said):
        names = [f"表{n}" for n in range(1, len(said) + 1)] if len(said) > 1 else [""]
    return [RawSheet(name, iter(table.rows)) for name, table in zip(names, said, strict=True)]


def _tables_in(stream: BinaryIO, encoding: str) -> list[_Table]:
    """Every table of the page, nested ones too.

    Raises:
        Unreadable: the text breaks its encoding, or the tables have no end.
    """
    from lxml import etree

    parser = etree.HTMLPullParser(
        events=("start", "end"),
        tag=("table", "tr"),
        encoding="utf-8",
        recover=True,
        huge_tree=True,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
    )
    tables: list[_Table] = []
    try:
        _collect(_events(parser, Utf8Stream(stream, encoding)), tables)
    except etree.XMLSyntaxError as error:
        if not tables:
            raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE) from error
        raise refusals.broken("网页表格") from error
    # At some limits the parser stops without raising anything: rows would be lost in silence.
    if len(parser.feed_error_log.filter_from_fatals()):
        raise refusals.broken("网页表格")
    return tables


def _events(parser: HTMLPullParser, source: Utf8Stream) -> Iterator[tuple[str, Any]]:
    silent = 0
    while block := source.read(_BLOCK):
        parser.feed(block)
        silent += len(block)
        for event in parser.read_events():
            silent = 0
            yield event
        if silent > _MOST_SILENCE:
            raise refusals.endless()
    parser.close()
    yield from parser.read_events()


def _collect(events: Iterable[tuple[str, Any]], tables: list[_Table]) -> None:
    """Put the tables and their rows in as they come, and forget each row of the page at its end."""
    around: list[_Table] = []
    for event, element in events:
        if element.tag == "table" and event == "end":
            around.pop()
        elif element.tag == "table" or (event == "end" and not around):  # or a row without its table
            around.append(_Table())
            tables.append(around[-1])
        if element.tag == "tr" and event == "end":
            around[-1].add(*_row_of(element))
            del element[:]


def _row_of(element: _Element) -> tuple[list[Cell], dict[int, Spans]]:
    """Texts and spans of the cells right in a <tr>, else of those inside something else; inner rows are gone."""
    cells = list(element.iterchildren("td", "th")) or list(element.iter("td", "th"))
    said = ((cell.get("colspan", ""), cell.get("rowspan", "")) for cell in cells)
    return list(map(_text_in, cells)), {at: spans for at, spans in enumerate(said) if any(spans)}


def _text_in(cell: _Element) -> str:
    if not len(cell):
        return _text_of(cell.text or "")
    from lxml import etree

    heard: list[str] = []
    raised: list[int] = []
    walk = etree.iterwalk(cell, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            if element.tag in _RAISED:
                at = raised.pop()
                heard[at:] = [as_raised("".join(heard[at:]))]
            heard.append("" if element is cell else element.tail or "")
        elif element.tag in _SILENT:
            walk.skip_subtree()
        else:
            if element.tag in _BREAKS:
                heard.append(_BREAK)
            if element.tag in _RAISED:
                raised.append(len(heard))
            heard.append(element.text or "")
    return _text_of("".join(heard))


def _text_of(heard: str) -> str:
    """The text of a cell as a browser lays it out: <br> breaks the line, runs of blanks are one."""
    if _BREAK in heard:
        return "\n".join(map(_one_line, heard.split(_BREAK))).strip("\n")
    return _one_line(heard)


def _one_line(text: str) -> str:
    text = text.strip(_BLANKS)
    return text if text.isprintable() and "  " not in text else _RUN.sub(" ", text)
