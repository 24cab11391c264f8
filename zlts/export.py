"""A report for machines: JSON and CSV."""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from textwrap import indent
from typing import Any

from zlts.cells import clean
from zlts.errors import WrongUsage
from zlts.outfile import replacing
from zlts.reports import Cell, Report, Rows

# Legal in JSON, but a terminal would obey them or an encoder choke on them.
_TO_ESCAPE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|\t")
_FIGURE = re.compile(r"[+-]?\d+(\.\d+)?%?")


def to_json(report: Report) -> str:
    """The report's `machine` mapping as JSON text, keys in their order, a newline at the end."""
    return _json(dict(report.machine)) + "\n"


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False, default=_plain)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: object) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Rows):
        return value.plain()
    raise TypeError(f"not a JSON value: {value!r}")


def to_csv(report: Report) -> str:
    """The report's first table, with Chinese headings and without its total; empty if it has none.

    No cell can become a formula in a spreadsheet: a text that could has an apostrophe before it.
    """
    if not report.tables:
        return ""
    table = report.tables[0]
    return "".join(_csv_pieces([column.heading for column in table.columns], table.rows))


def _csv_pieces(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """CSV text of a heading line and rows, a thousand lines at a time."""
    lines = chain([headings], rows)
    while block := list(islice(lines, _AT_ONCE)):
        sink = io.StringIO()
        csv.writer(sink, lineterminator="\n").writerows([_csv_cell(cell) for cell in line] for line in block)
        yield sink.getvalue()


def _json_pieces(name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The JSON text of a table with its rows by heading, as `to_json` would write it, a row at a time."""
    yield f'{{\n "table": {_json(name)},\n "rows": ['
    mark = "\n"
    for row in rows:
        yield mark + indent(_json(dict(zip(headings, row, strict=True))), "  ")
        mark = ",\n"
    yield "]\n}\n" if mark == "\n" else "\n ]\n}\n"


_AT_ONCE = 1000


def _csv_cell(cell: Cell) -> str | int:
    if not isinstance(cell, str):
        return "" if cell is None else cell
    text = clean(cell)
    guarded = _FORMULA.match(cell) and not _FIGURE.fullmatch(text)
    return f"'{text}" if guarded else text


def write_file(report: Report, path: Path) -> None:
    """Write the report as the file's name asks: .json, or .csv as Excel reads it.

    Raises:
        WrongUsage: the name ends otherwise.
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    _write(path, lambda: [to_json(report)], lambda: [to_csv(report)])


def write_lines(path: Path, name: str, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write a table of any length as the file's name asks, its rows as they come; returns how many there were.

    Raises:
        WrongUsage, Refused: as `write_file`.
    """
    count = 0

    def counted() -> Iterator[Sequence[Cell]]:
        nonlocal count
        for row in rows:
            count += 1
            yield row

    _write(path, lambda: _json_pieces(name, headings, counted()), lambda: _csv_pieces(headings, counted()))
    return count


def _write(path: Path, as_json: Callable[[], Iterable[str]], as_csv: Callable[[], Iterable[str]]) -> None:
    suffix = path.suffix.lower()
    if suffix not in (".json", ".csv"):
        raise WrongUsage(f"不会写“{path.name}”这样的文件。", "文件名请以 .json 或 .csv 结尾。")
    with replacing(path) as stream:
        if suffix == ".csv":
            stream.write(codecs.BOM_UTF8)
        for piece in as_json() if suffix == ".json" else as_csv():
            stream.write((piece if suffix == ".json" else piece.replace("\n", "\r\n")).encode())
