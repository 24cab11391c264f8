"""Rows of plain cells as the bytes of a workbook, the same bytes each time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook

from tests.demo.fixed_zip import members_of, zip_bytes

Cell = str | int | date | datetime | None

_WIDTH = 14
_PROPERTIES = "docProps/core.xml"
_WRITTEN = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def workbook_bytes(sheet_name: str, rows: Iterable[Sequence[Cell]], title_width: int = 0) -> bytes:
    """One sheet; a title in the first row is merged over so many columns."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = sheet_name
    for row in rows:
        sheet.append(list(row))
    if title_width:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=title_width)
    sheet.sheet_format.defaultColWidth = _WIDTH
    file = io.BytesIO()
    book.save(file)
    return _undated(file.getvalue())


def _undated(saved: bytes) -> bytes:
    """A workbook as openpyxl saved it, without the times of its making."""
    parts = members_of(saved)
    parts[_PROPERTIES] = _WRITTEN.sub(b"2014-03-01T00:00:00Z", parts[_PROPERTIES])
    return zip_bytes(parts)
