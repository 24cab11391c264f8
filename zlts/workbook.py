"""A report as a workbook, to be printed, signed and filed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from zlts.cells import clean
from zlts.outfile import replacing
from zlts.reports import Column, Report, Table
from zlts.sheets import Page, column_widths, numbered, styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_SIGNATURES = ("审核人：____________", "制表人：____________", "填报时间：______年____月____日")
_MARGIN = 0.6  # inches
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write(report: Report, path: Path) -> None:
    """Write the report to an .xlsx file, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    book = _book(report)
    with replacing(path) as stream:
        book.save(stream)


def _book(report: Report) -> Workbook:
    from openpyxl import Workbook

    book = Workbook()
    _prepare(book, report)
    tables = _in_order(report)
    names = _names(table.title for table in tables)
    for number, (table, name) in enumerate(zip(tables, names, strict=True)):
        sheet = book.create_sheet(name)
        page = _page(sheet, report, table)
        if number == 0:
            _close(page, report)
    if report.charts:
        from zlts.charts import draw

        draw(book, report.charts)
    return book


def _prepare(book: Workbook, report: Report) -> None:
    while book.worksheets:
        book.remove(book.worksheets[0])
    for style in styles():
        book.add_named_style(style)
    # openpyxl and Excel would put their own or the user's name there.
    book.properties.creator = book.properties.lastModifiedBy = "zlts"
    book.properties.title = clean(report.title)


def _in_order(report: Report) -> list[Table]:
    """What is signed comes first: a table that is no detail; a report without tables has one page all the same."""
    tables = sorted(report.tables, key=lambda table: table.detail)
    return tables or [Table("none", report.title, (), ())]


def _names(titles: Iterable[str]) -> list[str]:
    """Sheet names as Excel allows them: short, no two alike."""
    names: list[str] = []
    for title in titles:
        plain = _FORBIDDEN.sub("", clean(title)).strip()[:_NAME_LENGTH].strip() or "表"
        name, number = plain, 1
        while name.casefold() in map(str.casefold, names):
            number += 1
            name = f"{plain[: _NAME_LENGTH - 1 - len(str(number))]}_{number}"
        names.append(name)
    return names


def _page(sheet: Worksheet, report: Report, table: Table) -> Page:
    full = numbered(table)
    page = Page(sheet, column_widths(full))
    _set_up(sheet, page.widths)
    own = report.title.startswith(report.bureau)
    page.line(report.title if own else f"{report.bureau}{report.title}", "title", height=33.0)
    if table.title != report.title:
        page.line(table.title, "subtitle", height=24.0)
    page.spread([f"填报单位：{report.bureau}", f"统计期间：{report.period}"], ["left", "right"])
    if table.columns:
        page.head(full.columns)
        _frame(sheet, page.row, full)
        page.body(full)
    return page


def _set_up(sheet: Worksheet, widths: list[int]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = _MARGIN
    margins.bottom, margins.header, margins.footer = 0.75, 0.3, 0.35
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页"))


def _frame(sheet: Worksheet, head: int, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet.print_title_rows = f"{head}:{head}"
    sheet.freeze_panes = f"A{head + 1}"
    if table.detail and table.rows:
        last = get_column_letter(len(table.columns))
        sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"


def _close(page: Page, report: Report) -> None:
    """Below the first table: what needs a decision, who signs, what the report stands on."""
    page.gap()
    if report.attention:
        page.line("需领导小组决定事项：" if report.name == "awards" else "需要人工处理：", "strong")
    for sentence in _numbered(report.attention):
        page.line(sentence, "left")
    page.spread(_SIGNATURES, ["left", "left", "right"])
    for number, sentence in enumerate(_numbered(report.basis)):
        page.line(sentence if number else f"说明：{sentence}", "left")


def _numbered(sentences: Iterable[str]) -> list[str]:
    return [f"{number}．{sentence}" for number, sentence in enumerate(sentences, 1)]


def write_plain(tables: Iterable[Table], path: Path) -> None:
    """Write tables to be filled in and read back: a sheet each, headings in the first row, all cells text.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = book.properties.lastModifiedBy = "zlts"
    tables = list(tables) or [Table("none", "没有待处理的行", (Column("none", "没有待处理的行"),), ())]
    for table, name in zip(tables, _names(table.title for table in tables), strict=True):
        _fill_plain(book.create_sheet(name), table)
    with replacing(path) as stream:
        book.save(stream)


def _fill_plain(sheet: Worksheet, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    for number, width in enumerate(column_widths(table), 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for row, cells in enumerate([tuple(column.heading for column in table.columns), *table.rows], 1):
        for number, value in enumerate(cells, 1):
            cell = sheet.cell(row, number, clean(str(value if value is not None else "")))
            # text, lest Excel makes a formula of "=…" or drops a badge's leading zeros
            cell.data_type, cell.number_format = "s", "@"
    sheet.freeze_panes = "A2"
