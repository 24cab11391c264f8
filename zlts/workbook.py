"""A report as a workbook, to be printed, signed and filed."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zlts.cells import clean, width
from zlts.outfile import replacing
from zlts.periods import chinese
from zlts.reports import Cell, Choices, Report, Table, ToFill, on_paper
from zlts.sheets import LANDSCAPE_TALL, Page, column_widths, fine_page, lay_out, numbered, put, shown_rows, styles

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

_SIGNATURES = (
    "负责人（签字）：____________", "审核人：____________", "制表人：____________", "填报日期：______年____月____日",
)  # fmt: skip
_SQUEEZED = 1.35  # so much more is still readable when it is printed on one page
_NEARLY = 1.2
"""So much more than a page tables that share a sheet may fill: they are printed at 9 points, not 11."""
_TITLED = 57.0
"""Points of the title and of who reports, and for when."""
_LONG = 20
"""Rows that a table has at most on the sheet that it shares with others."""
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write(report: Report, path: Path) -> None:
    """Write the report to an .xlsx file, whole or not at all.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    with _saved(path, styles()) as book:
        _fill(book, report)


@contextmanager
def _saved(path: Path, named: Iterable[NamedStyle] = ()) -> Iterator[Workbook]:
    """A workbook whose rows are streamed, as fast for twenty thousand as openpyxl can be; saved at the end."""
    from lxml.etree import LxmlError
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for style in named:
        book.add_named_style(style)
    # openpyxl and Excel would put their own or the user's name there.
    book.properties.creator = book.properties.lastModifiedBy = "zlts"
    with replacing(path) as stream:
        try:
            yield book
            whole = BytesIO()  # a ZIP that fails half-way tries again when it is forgotten, and complains
            book.save(whole)
            stream.write(whole.getbuffer())
        except LxmlError as error:  # the rows go through temporary files, whose disk may be full as well
            raise OSError(errno.ENOSPC, str(error)) from error
        finally:
            for sheet in book.worksheets:
                if not sheet.closed:
                    with suppress(LxmlError, OSError):  # what failed has been told
                        sheet.close()


def _fill(book: Workbook, report: Report) -> None:
    book.properties.title = clean(report.title)
    if report.confirmed:
        long = [table for table in report.tables if len(table.rows) > _LONG]
        first, *names = _names([report.title, *(table.title for table in long)])
        _draw_whole(book.create_sheet(first), report)
        for table, name in zip(long, names, strict=True):
            _draw(book.create_sheet(name), report, numbered(table))
        return
    signed, *others = _in_order(report)
    sheets = list(_shared(numbered(table) for table in others if table.rows))
    names = _names([signed.title, *map(_name_of, sheets)])
    left_out = [table.title for table in others if not table.rows]
    _draw(book.create_sheet(names[0]), report, numbered(signed), left_out)
    for tables, name in zip(sheets, names[1:], strict=True):
        if len(tables) == 1:
            _draw(book.create_sheet(name), report, tables[0])
        else:
            _draw_together(book.create_sheet(name), report, tables)
    if report.charts:
        from zlts.charts import draw

        draw(book, _title(report), _told(report), report.charts)


def _shared(tables: Iterable[Table]) -> Iterator[list[Table]]:
    """Tables that follow each other and fit on one page together; a long list to look things up in has its own."""
    group: list[Table] = []
    for table in tables:
        if group and (table.detail or _together([*group, table]).points() > LANDSCAPE_TALL * _NEARLY - _TITLED):
            yield group
            group = []
        group.append(table)
        if table.detail:
            yield group
            group = []
    if group:
        yield group


def _together(tables: Sequence[Table]) -> Page:
    """The tables one below the other, as wide as the widest of them."""
    page = fine_page(max(sum(column_widths(table, shown_rows(table)).widths) for table in tables))
    for table in tables:
        page.line(table.title, "strong", height=24.0)
        if table.note:
            page.line(table.note, "left")
        page.table(table)
    return page


def _name_of(tables: Sequence[Table]) -> str:
    """The titles, or where they are too long for a sheet's name the first and how many there are."""
    name = "、".join(table.title for table in tables)
    return name if len(name) <= _NAME_LENGTH else f"{tables[0].title}等{len(tables)}表"


def _in_order(report: Report) -> list[Table]:
    """What is signed comes first: a table that is no detail; a report without tables has one page all the same."""
    tables = sorted(report.tables, key=lambda table: table.detail)
    return tables or [Table("none", report.title, (), ())]


def _told(report: Report) -> list[str]:
    """Who reports, and for when."""
    return [f"填报单位：{report.office or report.bureau}", f"统计期间：{chinese(report.period)}"]


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


def _draw(sheet: Worksheet, report: Report, table: Table, left_out: Sequence[str] | None = None) -> None:
    """`left_out` are the titles of the report's empty tables: the page that names them is the one to be signed."""
    texts = shown_rows(table)
    page = Page(*column_widths(table, texts))
    _top(page, report, table)
    head = 0
    if table.columns:
        page.head(table.columns)
        head = len(page.rows)
        page.body(table, texts)
    if left_out is not None:
        _close(page, report, left_out)
    whole = not table.detail and page.points() <= LANDSCAPE_TALL * _SQUEEZED
    lay_out(sheet, one_page=whole, crowded=page.close)
    if head:
        _frame(sheet, head, table)
    put(page, sheet)


def _draw_together(sheet: Worksheet, report: Report, tables: Sequence[Table]) -> None:
    """A page of several tables, each below its title."""
    body = _together(tables)
    page = Page(body.widths)
    page.line(_title(report), "title", height=33.0)
    page.spread(_told(report), ["left", "right"])
    page.below(body)
    lay_out(sheet, one_page=True)
    put(page, sheet)


def _draw_whole(sheet: Worksheet, report: Report) -> None:
    """All tables one below the other on one sheet, to be checked and signed; a long one has its rows behind it."""
    page = fine_page()
    page.line(_title(report), "title", height=33.0)
    page.spread(_told(report), ["left", "right"])
    for table in report.tables:
        long = f"共{len(table.rows)}条，见后页"
        told = "" if 0 < len(table.rows) <= _LONG else f"：{long if table.rows else table.empty}"
        page.line(f"{table.title}{told}", "strong", height=24.0)
        if table.note:
            page.line(table.note, "left")
        if not told:
            page.table(numbered(replace(table, marked=frozenset())))
    page.line(report.confirmed, "left", height=30.0)
    _close(page, replace(report, basis=()), [])
    lay_out(sheet, one_page=page.points() <= LANDSCAPE_TALL * _SQUEEZED)
    put(page, sheet)


def _top(page: Page, report: Report, table: Table) -> None:
    """Title, what the sheet shows, who reports it, for when, and what is counted."""
    page.line(_title(report), "title", height=33.0)
    if table.title != report.title:
        page.line(table.title, "subtitle", height=24.0)
    told = _told(report)
    measures = dict.fromkeys(column.measure for column in table.columns if column.measure)
    if measures:
        page.spread([*told, f"单位：{'、'.join(measures)}"], ["left", "center", "right"])
    else:
        page.spread(told, ["left", "right"])
    if table.note:
        page.line(table.note, "left")


def _title(report: Report) -> str:
    return report.title if report.title.startswith(report.bureau) else f"{report.bureau}{report.title}"


def _frame(sheet: Worksheet, head: int, table: Table) -> None:
    from openpyxl.utils import get_column_letter

    sheet.print_title_rows = f"{head}:{head}"
    sheet.freeze_panes = f"A{head + 1}"
    if table.detail and table.rows:
        last = get_column_letter(len(table.columns))
        sheet.auto_filter.ref = f"A{head}:{last}{head + len(table.rows)}"


def _close(page: Page, report: Report, left_out: Sequence[str]) -> None:
    """Below the first table: what needs a decision, who signs, what the report stands on and has nothing of."""
    page.blank()
    if report.attention:
        page.line("需领导小组决定事项：" if report.name == "awards" else "需要人工处理：", "strong")
    _notes(page, map(on_paper, report.attention))
    page.spread(_SIGNATURES, ["left", "left", "left", "right"])
    nothing = [f"没有内容、未另列的表：{'、'.join(left_out)}。"] if left_out else []
    basis = [*report.basis, *nothing]
    if basis:
        page.line("说明：", "strong")
    _notes(page, basis)


def _notes(page: Page, sentences: Iterable[str]) -> None:
    for number, sentence in enumerate(sentences, 1):
        page.note(f"{number}．", sentence)


def write_to_fill(sheets: Sequence[ToFill], path: Path) -> None:
    """Write tables to be filled in and read back: a sheet each, headings in the first row, all cells text.

    A wrong cell is filled and bears a note; where words are to be chosen, the cell offers them.

    Raises:
        Refused: the file cannot be written; see `outfile.replacing`.
    """
    with _saved(path) as book:
        for one, name in zip(sheets, _names(one.table.title for one in sheets), strict=True):
            _fill_in(book.create_sheet(name), one)


_MOST_NOTES = 2_000
"""More notes in a sheet would make Excel slow; the reasons stand in a column as well."""
_LONGEST_LIST = 255
"""Characters that a drop-down may have."""


def _fill_in(sheet: Worksheet, one: ToFill) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    table, side = one.table, Side(style="thin")
    border, head = Border(left=side, right=side, top=side, bottom=side), Font(bold=True)
    wrap, fill = Alignment(wrap_text=True, vertical="top"), PatternFill("solid", fgColor="FFE699")
    texts, widths = shown_rows(table), column_widths(table, shown_rows(table)).widths
    for number, places in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = places
    for number, row in enumerate(([column.heading for column in table.columns], *texts), 1):
        lines = max(map(_lines, row, widths), default=1)
        sheet.row_dimensions[number].height = _LINE * (lines if number > 1 else max(lines, 2))
    sheet.freeze_panes = "A2"
    lay_out(sheet, one_page=False)
    sheet.print_title_rows = "1:1"
    for choices in one.choices:
        _offer(sheet, choices)
    notes = 0
    for place, values in enumerate((tuple(column.heading for column in table.columns), *table.rows), -1):
        made = [_text_cell(sheet, value) for value in values]
        for number, cell in enumerate(made):
            cell.alignment, cell.border = wrap, border
            if place < 0:
                cell.font = head
            elif told := one.wrong.get((place, number)):
                cell.fill = fill
                notes += 1
                if notes <= _MOST_NOTES:
                    cell.comment = Comment(clean(told), "zlts", width=260, height=90)
        sheet.append(made)


_LINE = 15.0
"""Points of a line of text."""


def _lines(text: str, places: int) -> int:
    """How many lines a text takes in a column of so many half-width places."""
    return max(1, -(-width(text) // max(1, places - 2)))


def _text_cell(sheet: Worksheet, value: Cell) -> Any:
    """A cell of text, lest Excel makes a formula of "=…" or drops a badge's leading zeros."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, clean(str(value if value is not None else "")) or None)
    cell.number_format = "@"
    if cell.value:
        cell.data_type = "s"
    return cell


def _offer(sheet: Worksheet, choices: Choices) -> None:
    """A drop-down of these words, if they fit into one; another word may be typed all the same."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(word for word in choices.words if "," not in word and '"' not in word)
    if not words or len(words) > _LONGEST_LIST:
        return
    offered = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=False)
    letter = get_column_letter(choices.column + 1)
    for row in choices.rows:
        offered.add(f"{letter}{row + 2}")
    sheet.data_validations.append(offered)
