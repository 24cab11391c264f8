"""Rows of plain cells as the bytes of a workbook."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

Cell = str | int | date | datetime | None

_WIDTH = 14


def workbook_bytes(sheet_name: str, rows: Iterable[Sequence[Cell]], title_width: int = 0) -> bytes:
    """One sheet; a title in the first row is merged over so many columns."""
    from openpyxl import Workbook

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
    return file.getvalue()
