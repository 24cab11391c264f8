"""The workbook's sheets of charts, a printed page each: bars beside their data, lines as a panel for every name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from zlts import plots
from zlts.reports import Chart, ChartKind, Column, Look, Series, Table
from zlts.sheets import LANDSCAPE_TALL, Page, Row, Stamp, lay_out, put, shown_rows

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "图表"
_FIRST, _OTHER = 15, 9  # half-width places of the first column of data and of the others
_ACROSS = 5  # panels beside each other
_BESIDE = (_FIRST, *[_OTHER] * 13)
_PANELS = (26,) * _ACROSS  # a panel fills a column
_SQUEEZED = 1.15  # so much more is put on a page and printed smaller
_LOW = 180.0  # points of a chart beside its data, at least
_HEAD, _LINE, _ROW = 24.0, 19.0, 15.0  # points of a table's heading and rows, and of a blank row
_TOLD = 24.0  # who reports, and for when
_GAP = 1.0  # between a chart and what is beside it
_LEAST_PANEL, _TALLEST_PANEL = 130.0, 240.0
_POINT, _PLACE = 12700, 7 * 9525  # EMU in a point, and in a half-width place as Excel has it


def as_table(chart: Chart) -> Table:
    """The chart's data: of lines a row for every series and the limit last, else a column for every series."""
    if chart.kind is ChartKind.LINE:
        limit = (Series(f"{chart.limit}线", (chart.limit,) * len(chart.categories)),) if chart.limit else ()
        columns = (Column(str(number), name, chart.look) for number, name in enumerate(chart.categories))
        rows = tuple((one.name, *one.values) for one in (*chart.series, *limit))
        return Table(chart.key, chart.title, (Column("name", "", Look.WORD), *columns), rows, detail=True)
    columns = (Column(str(number), one.name, chart.look) for number, one in enumerate(chart.series))
    rows = tuple(zip(chart.categories, *(one.values for one in chart.series), strict=True))
    return Table(chart.key, chart.title, (Column("axis", chart.axis, Look.WORD), *columns), rows, detail=True)


def draw(book: Workbook, title: str, told: Sequence[str], charts: Iterable[Chart]) -> None:
    """Put the charts on sheets of their own, behind the one that is signed; each bears the title and what is told."""
    for number, group in enumerate(_pages(charts), 1):
        sheet = book.create_sheet(SHEET if number == 1 else f"{SHEET}_{number}", number)
        lay_out(sheet, one_page=True)
        paper = _Paper(sheet, _PANELS if group[0].kind is ChartKind.LINE else _BESIDE)
        paper.page.line(title, "title", height=33.0)
        paper.page.spread(told, ["left", "right"])
        for chart in group:
            paper.add(chart)
        put(paper.page, sheet)


def _pages(charts: Iterable[Chart]) -> Iterator[list[Chart]]:
    """Lines have a page of their own; of the others as many as fit."""
    page: list[Chart] = []
    for chart in charts:
        if page and (
            chart.kind is ChartKind.LINE or sum(map(_needed, [*page, chart])) > LANDSCAPE_TALL * _SQUEEZED - _TOLD
        ):
            yield page
            page = []
        page.append(chart)
        if chart.kind is ChartKind.LINE:
            yield page
            page = []
    if page:
        yield page


def _needed(chart: Chart) -> float:
    return _ROW + max(_LOW, _HEAD + _LINE * len(chart.categories))


class _Paper:
    """One sheet from the top down."""

    def __init__(self, sheet: Worksheet, widths: Sequence[int]) -> None:
        self._sheet = sheet
        self.page = Page(list(widths))

    def add(self, chart: Chart) -> None:
        if chart.kind is ChartKind.LINE:
            self._panels(chart)
        else:
            self._bars(chart)

    def _bars(self, chart: Chart) -> None:
        """The data at the left, the chart at the right of them."""
        self.page.blank(_ROW)
        top, table, head = self.page.points(), as_table(chart), len(self.page.rows) + 1
        self.page.rows += _figures(table)
        end = top + _needed(chart) - _ROW
        self.page.blank(end - self.page.points())
        left = sum(self.page.widths[: len(table.columns)]) + _GAP
        self._put(plots.bars(self._sheet, chart, (head, 1)), (left, top), (sum(self.page.widths), end))

    def _panels(self, chart: Chart) -> None:
        """A panel for every series, all on one scale; the data stand at the right, where they are not printed."""
        self.page.line(chart.title, "subtitle", height=24.0)
        rows, table = _figures(as_table(chart)), as_table(chart)
        head, first, top = len(self.page.rows) + 1, len(self.page.widths) + 2, self.page.points()
        blank = [Stamp(None, "")] * (first - 1)
        self.page.rows += [row._replace(cells=(*blank, *row.cells)) for row in rows]
        width, height = self.page.widths[0], self._panel_height(len(chart.series))
        down = -(-len(chart.series) // _ACROSS)
        self.page.blank(top + down * height - self.page.points())
        self._sheet.print_area = f"A1:{_letter(first - 2)}{len(self.page.rows)}"
        for number in range(len(chart.series)):
            corner = width * (number % _ACROSS), top + height * (number // _ACROSS)
            end = corner[0] + width, corner[1] + height
            self._put(plots.panel(self._sheet, chart, number, (head, first)), corner, end)
        self.page.widths += [2, _FIRST, *[_OTHER] * (len(table.columns) - 1)]

    def _panel_height(self, count: int) -> float:
        room = LANDSCAPE_TALL * _SQUEEZED - self.page.points()
        return min(max(room // -(-count // _ACROSS), _LEAST_PANEL), _TALLEST_PANEL)

    def _put(self, made: Any, corner: tuple[float, float], end: tuple[float, float]) -> None:
        """From corner to end, each so many places from the left and points from the top.

        Held by the cells under them, for every program has its own idea of how wide a column is.
        """
        from openpyxl.drawing.spreadsheet_drawing import TwoCellAnchor

        made.anchor = TwoCellAnchor(editAs="twoCell", _from=self._marker(*corner), to=self._marker(*end))
        self._sheet.add_chart(made)

    def _marker(self, places: float, points: float) -> Any:
        from openpyxl.drawing.spreadsheet_drawing import AnchorMarker

        column, right = _within(self.page.widths, places)
        row, down = _within([row.height for row in self.page.rows], points)
        return AnchorMarker(col=column, colOff=round(right * _PLACE), row=row, rowOff=round(down * _POINT))


def _figures(table: Table) -> list[Row]:
    """The data's rows; a missing figure is left blank, lest Excel draws a zero."""
    page = Page([_FIRST, *[_OTHER] * (len(table.columns) - 1)])
    page.head(table.columns)
    page.body(table, shown_rows(table))
    for number, cells in enumerate(table.rows, 1):
        stamps = zip(cells, page.rows[number].cells, strict=True)
        kept = tuple(Stamp(None, stamp.style) if cell is None else stamp for cell, stamp in stamps)
        page.rows[number] = page.rows[number]._replace(cells=kept)
    return page.rows


def _within(sizes: Sequence[float], at: float) -> tuple[int, float]:
    """The row or column in which a place lies, and how far within it; the end of the last lies behind it."""
    for number, size in enumerate(sizes):
        if at < size:
            return number, at
        at -= size
    return len(sizes), 0.0


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(column)
