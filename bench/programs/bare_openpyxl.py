"""Writes the same cells with the same styles as another workbook. Usage: bare_openpyxl.py MODEL.xlsx FILE.xlsx.

Prints the seconds that the writing took: reading the model comes before. Of the model only what stands in its
cells is written: values, styles, merged areas, widths and heights; no charts, nothing for the printer.
"""

import gc
import sys
import time
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.styles import NamedStyle
from openpyxl.worksheet.worksheet import Worksheet

BUILT_IN = "Normal"
"""Every workbook has this style."""


@dataclass(slots=True)
class Page:
    """A sheet as plain values."""

    title: str
    cells: list[tuple[int, int, Any, str, bool]]
    merged: list[str]
    widths: dict[str, float]
    heights: dict[int, float]


def main() -> None:
    book = load_workbook(sys.argv[1])
    pages = [read(sheet) for sheet in book.worksheets]
    used = {style for page in pages for *_, style, _ in page.cells} - {BUILT_IN}
    styles = [plain(style) for style in styles_of(book) if style.name in used]
    del book
    gc.collect()
    start = time.perf_counter()
    write(pages, styles, Path(sys.argv[2]))
    print(time.perf_counter() - start)


def styles_of(book: Any) -> list[NamedStyle]:
    return list(book._named_styles)  # noqa: SLF001 - there is no other way to them


def read(sheet: Worksheet) -> Page:
    return Page(
        sheet.title,
        [
            (cell.row or 0, cell.column or 0, cell.value, cell.style, cell.data_type == "s")
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style or cell.value is not None
        ],
        [str(area) for area in sheet.merged_cells.ranges],
        {letter: column.width for letter, column in sheet.column_dimensions.items()},
        {number: row.height for number, row in sheet.row_dimensions.items() if row.height},
    )


def plain(style: NamedStyle) -> NamedStyle:
    """A style of that look which no workbook has taken yet."""
    return NamedStyle(
        name=style.name,
        font=copy(style.font),
        fill=copy(style.fill),
        border=copy(style.border),
        alignment=copy(style.alignment),
        number_format=style.number_format,
    )


def write(pages: list[Page], styles: list[NamedStyle], target: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for style in styles:
        book.add_named_style(style)
    for page in pages:
        fill(book.create_sheet(page.title), page)
    book.save(target)


def fill(sheet: Worksheet, page: Page) -> None:
    for letter, width in page.widths.items():
        sheet.column_dimensions[letter].width = width
    for number, height in page.heights.items():
        sheet.row_dimensions[number].height = height
    for row, column, value, style, text in page.cells:
        cell = sheet.cell(row, column, value)
        cell.style = style
        if text:
            cell.data_type = "s"
    for area in page.merged:
        sheet.merge_cells(area)


if __name__ == "__main__":
    main()
