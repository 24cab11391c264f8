"""Workbooks older than Excel 97, by xlrd: calamine does not know them, or not their Chinese; raised text of any."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import Any

from zlts.formats import biff, overlay, refusals
from zlts.formats.cells import Cell, CellError, Odd, RawSheet, of_runs

_HALF_SECOND = 0.5 / 86400
_WITH_SHEETS = 50
"""xlrd's number of BIFF5, the first whose workbooks are lists of sheets."""


def read(stream: bytes) -> list[RawSheet]:
    """The sheets of a workbook, given its records.

    Raises:
        Unreadable: it is broken.
    """
    book = _book(stream)
    starts = biff.sheet_starts(stream) if book.biff_version >= _WITH_SHEETS else []
    return [
        RawSheet(
            sheet.name,
            _rows(sheet, _raised(sheet) | (biff.specials(stream, start) if start else {})),
            sheet.visibility != 0,
        )
        for sheet, start in zip_longest(book.sheets(), starts[: book.nsheets])
    ]


def raised(stream: bytes) -> dict[int, Odd]:
    """By sheet, the texts of which a part is raised or lowered.

    Raises:
        Unreadable: it is broken.
    """
    return {index: _raised(sheet) for index, sheet in enumerate(_book(stream).sheets())}


def _book(stream: bytes) -> Any:
    import xlrd

    try:
        return xlrd.open_workbook(file_contents=stream, logfile=io.StringIO(), formatting_info=True)
    except MemoryError:
        raise
    except Exception as error:  # xlrd parses without checking: broken records raise anything at all
        raise refusals.broken("工作簿") from error


def _raised(sheet: Any) -> Odd:
    found: Odd = {}
    for (row, column), starts in sheet.rich_text_runlist_map.items():
        text = str(sheet.cell_value(row, column))
        base = sheet.book.xf_list[sheet.cell_xf_index(row, column)].font_index
        runs = [(0, base), *starts, (len(text), base)]
        pieces = ((text[at:to], _is_raised(sheet, font)) for (at, font), (to, _) in pairwise(runs))
        if (told := of_runs(pieces)) != text:
            found[row, column] = told
    return found


def _is_raised(sheet: Any, font: int) -> bool:
    fonts = sheet.book.font_list
    return font < len(fonts) and fonts[font].escapement != 0


def _rows(sheet: Any, odd: Odd) -> Iterator[Any]:
    rows: Iterator[list[Cell]] = (_row(sheet, number) for number in range(sheet.nrows))
    if odd:
        rows = overlay.with_odd(rows, odd)
    blocks = [
        overlay.MergedCells(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
    ]
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
