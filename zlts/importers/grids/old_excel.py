"""Workbooks older than Excel 97, by xlrd: calamine does not know them, or not their Chinese."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

from zlts.importers.grids import biff, overlay, refusals
from zlts.importers.grids.cells import Cell, CellError, RawSheet

_HALF_SECOND = 0.5 / 86400
_WITH_SHEETS = 50
"""xlrd's number of BIFF5, the first whose workbooks are lists of sheets."""


def read(stream: bytes) -> list[RawSheet]:
    """The sheets of a workbook, given its records.

    Raises:
        Unreadable: it is broken.
    """
    import xlrd

    try:
        book = xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), formatting_info=True)
    except xlrd.XLRDError as error:
        raise refusals.broken("工作簿") from error
    starts = biff.sheet_starts(stream) if book.biff_version >= _WITH_SHEETS else []
    return [
        RawSheet(sheet.name, _rows(sheet, biff.specials(stream, start) if start else {}), sheet.visibility != 0)
        for sheet, start in zip_longest(book.sheets(), starts[: book.nsheets])
    ]


def _rows(sheet: Any, odd: biff.Specials) -> Iterator[Any]:
    rows: Iterator[list[Cell]] = (_row(sheet, number) for number in range(sheet.nrows))
    if odd:
        rows = overlay.with_errors(rows, odd)
    blocks = [overlay.Block(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    wide = (row + [""] * (sheet.ncols - len(row)) for row in rows)
    yield from overlay.fill(wide, overlay.clip(blocks, sheet.nrows, sheet.ncols))


def _row(sheet: Any, number: int) -> list[Cell]:
    pairs = zip(sheet.row_types(number), sheet.row_values(number), strict=True)
    return [_cell(kind, value, sheet.book.datemode) for kind, value in pairs]


def _cell(kind: int, value: Any, datemode: int) -> Cell:
    import xlrd

    if kind == xlrd.XL_CELL_ERROR:
        return CellError(xlrd.error_text_from_code.get(value, "#ERROR!"))
    if kind == xlrd.XL_CELL_DATE:
        return _moment(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_NUMBER and float(value).is_integer():
        return int(value)
    return value  # type: ignore[no-any-return]


def _moment(serial: float, datemode: int) -> Cell:
    import xlrd

    try:
        moment: dt.datetime = xlrd.xldate_as_datetime(serial + _HALF_SECOND, datemode).replace(microsecond=0)
    except (xlrd.XLDateError, OverflowError, ValueError):
        return serial
    if serial < 1:
        return moment.time()
    return moment.date() if moment.time() == dt.time() else moment
