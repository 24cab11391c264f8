"""A report for machines: JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
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
    text = json.dumps(dict(report.machine), ensure_ascii=False, indent=1, allow_nan=False, default=_plain)
    return _TO_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


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
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow([_csv_cell(column.heading) for column in table.columns])
    writer.writerows([_csv_cell(cell) for cell in row] for row in table.rows)
    return sink.getvalue()


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
    suffix = path.suffix.lower()
    if suffix == ".json":
        data = to_json(report).encode()
    elif suffix == ".csv":
        data = to_csv(report).replace("\n", "\r\n").encode("utf-8-sig")
    else:
        raise WrongUsage(f"不会写“{path.name}”这样的文件。", "文件名请以 .json 或 .csv 结尾。")
    with replacing(path) as stream:
        stream.write(data)
