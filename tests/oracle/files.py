"""The registers of a made-up county as files."""

from __future__ import annotations

import csv
from pathlib import Path

from openpyxl import Workbook

from tests.oracle.years import County, Row, Sheet


def write(county: County, folder: Path) -> None:
    """Every register into a folder."""
    for sheet in (county.roster, *county.sheets):
        write_sheet(sheet, folder / sheet.path)


def write_sheet(sheet: Sheet, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        with path.open("w", encoding=sheet.encoding, newline="") as file:
            csv.writer(file).writerows(_lines(sheet))
        return
    book = Workbook()
    page = book.active
    assert page is not None
    for line in _lines(sheet):
        page.append([cell if cell != "" else None for cell in line])
    book.save(path)


def _lines(sheet: Sheet) -> list[Row]:
    title: list[Row] = [[sheet.title]] if sheet.title else []
    footer: list[Row] = [["制表人：", "填报日期："]] if sheet.footer else []
    return [*title, list(sheet.heading), *sheet.rows, *footer]
