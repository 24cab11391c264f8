"""Native Excel charts on a sheet of their own, each with its data beside or below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from zlts.reports import Chart, ChartKind, Column, Look, Series, Table
from zlts.sheets import Page

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

SHEET = "图表"
_SCALE = 85  # percent; a sheet fitted to a width would not obey its page breaks
_WIDTH = 126  # half-width places across A4 landscape, with something to spare for wider faces
_FIRST = 14  # of them for the categories
_NARROW = 5  # with so many columns the data stand beside the chart, with more below it
_BESIDE = 9  # places of a column beside a chart
_PAGE = 560.0  # points between the margins
_WHOLE, _LOW = 510.0, 255.0  # points of a chart that has a page of its own, and at least beside its data
_FEW = 6  # so many rows of data stand below a chart on its page, more on the next
_ROW = 15.0
_CM = 2.54 / 72
_MARKERS = ("circle", "triangle", "square", "diamond", "x", "star")
_LINES = ("1F1F1F", "7F7F7F", "2E75B6", "C55A11", "548235", "7030A0", "BF9000")
_FILLS = ("8C8C8C", "C9C9C9", "F2F2F2", "A6A6A6", "DDDDDD")
_DASHES = ("solid", "sysDash")
_THICK, _THIN = 31750, 15875  # EMU


def as_table(chart: Chart) -> Table:
    """The chart's data, a column for every series; the limit last."""
    limit = (Series(f"{chart.limit}线", (chart.limit,) * len(chart.categories)),) if chart.limit else ()
    series = (*chart.series, *limit)
    figures = (Column(str(number), one.name, chart.look) for number, one in enumerate(series))
    rows = zip(chart.categories, *(one.values for one in series), strict=True)
    return Table(chart.key, chart.title, (Column("axis", chart.axis, Look.WORD), *figures), tuple(rows))


def draw(book: Workbook, charts: Sequence[Chart]) -> None:
    """Put the charts on a sheet of their own, behind the one that is signed."""
    sheet = book.create_sheet(SHEET, 1)
    widths = _widths(max(len(as_table(chart).columns) for chart in charts))
    _set_up(sheet, widths)
    row = top = 0
    for chart in charts:
        if row and _points(sheet, top, row) + _needed(chart) > _PAGE:
            _break(sheet, row)
            top = row
        row = _block(sheet, chart, widths, row)


def _widths(columns: int) -> list[int]:
    rest = max(columns - 1, (_WIDTH - _FIRST) // _BESIDE)
    return [_FIRST, *[max((_WIDTH - _FIRST) // rest, 6)] * rest]


def _set_up(sheet: Worksheet, widths: Sequence[int]) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart

    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.scale = _SCALE
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.75, 0.3, 0.35
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("第 &P 页 共 &N 页"))


def _points(sheet: Worksheet, after: int, through: int) -> float:
    return sum(sheet.row_dimensions[row].height or _ROW for row in range(after + 1, through + 1))


def _break(sheet: Worksheet, row: int) -> None:
    from openpyxl.worksheet.pagebreak import Break

    # Excel obeys it because this sheet is not fitted to a number of pages
    sheet.row_breaks.append(Break(id=row))


# ---------------------------------------------------------------- a chart and its data


def _beside(chart: Chart) -> bool:
    return len(as_table(chart).columns) <= _NARROW


def _height(chart: Chart) -> float:
    if _beside(chart):
        return max(_LOW, 24.0 + 20.0 * len(chart.categories))
    return _WHOLE if _apart(chart) else _WHOLE - 40.0 - 20.0 * len(chart.categories)


def _apart(chart: Chart) -> bool:
    """Whether the data have a page of their own."""
    return not _beside(chart) and len(chart.categories) > _FEW


def _needed(chart: Chart) -> float:
    return _height(chart) + _ROW if _beside(chart) else _PAGE


def _block(sheet: Worksheet, chart: Chart, widths: list[int], row: int) -> int:
    """Draw one chart below the row and a blank one; returns its last row."""
    row += 1
    table, top = as_table(chart), row + 1
    columns = len(table.columns)
    if _beside(chart):
        head = row + 1
        last = _data(sheet, table, widths[:columns], row)
        _place(sheet, chart, (columns + 2, top), widths[columns + 1 :], (head, last))
        return _filled(sheet, last, top, _height(chart))
    row = _filled(sheet, row, top, _height(chart))
    if _apart(chart):
        _break(sheet, row)
    last = _data(sheet, table, widths[:columns], row)
    _place(sheet, chart, (1, top), widths, (row + 1, last))
    return last


def _data(sheet: Worksheet, table: Table, widths: list[int], row: int) -> int:
    """The figures as cells; one that is missing is left blank, or Excel would draw a zero."""
    page = Page(sheet, widths, row)
    page.head(table.columns)
    page.body(table)
    for number, cells in enumerate(table.rows, row + 2):
        for column, value in enumerate(cells, 1):
            if value is None:
                sheet.cell(number, column).value = None
    return page.row


def _filled(sheet: Worksheet, row: int, top: int, points: float) -> int:
    """The row on which a chart of that height ends that began at `top`."""
    while _points(sheet, top - 1, row) < points:
        row += 1
        sheet.row_dimensions[row].height = _ROW
    return row


def _place(
    sheet: Worksheet, chart: Chart, corner: tuple[int, int], widths: Sequence[int], data: tuple[int, int]
) -> None:
    from openpyxl.utils import get_column_letter

    made = _native(sheet, chart, data)
    made.width = sum(width * 7 + 5 for width in widths) / 96 * 2.54 - 0.3
    made.height = _height(chart) * _CM - 0.2
    column, row = corner
    sheet.add_chart(made, f"{get_column_letter(column)}{row}")


# ---------------------------------------------------------------- openpyxl's charts


def _native(sheet: Worksheet, chart: Chart, data: tuple[int, int]) -> Any:
    from openpyxl.chart import BarChart, LineChart, Reference

    head, last = data
    columns = len(as_table(chart).columns)
    made: Any = LineChart() if chart.kind is ChartKind.LINE else BarChart()
    made.add_data(Reference(sheet, min_col=2, max_col=columns, min_row=head, max_row=last), titles_from_data=True)
    made.set_categories(Reference(sheet, min_col=1, min_row=head + 1, max_row=last))
    made.title, made.display_blanks = chart.title, "gap"
    made.x_axis.delete = made.y_axis.delete = False  # else newer Excel shows no axes
    made.legend = made.legend if len(made.series) > 1 else None
    if made.legend:
        made.legend.position = "r" if chart.kind is ChartKind.LINE else "b"
    {ChartKind.LINE: _line, ChartKind.BAR: _bar, ChartKind.STACKED: _stacked}[chart.kind](made, chart)
    return made


def _line(made: Any, chart: Chart) -> None:
    for number, series in enumerate(made.series):
        line, limit = series.graphicalProperties.line, number == len(chart.series)
        series.smooth = False
        line.solidFill = "C00000" if limit else _LINES[number % len(_LINES)]
        line.dashStyle = "dash" if limit else _DASHES[number // len(_LINES) % len(_DASHES)]
        line.width = _THICK if limit else _THIN
        series.marker.symbol = "none" if limit else _MARKERS[number % len(_MARKERS)]
        if not limit:
            series.marker.graphicalProperties.solidFill = line.solidFill
            series.marker.graphicalProperties.line.solidFill = line.solidFill
    if chart.look is Look.PERCENT:
        made.y_axis.scaling.min, made.y_axis.scaling.max = _floor(chart), 1
        made.y_axis.number_format, made.y_axis.majorUnit = "0%", _unit(chart)


def _floor(chart: Chart) -> float:
    """Where the axis begins: a round value below everything shown."""
    least = min(_percents(chart), default=Decimal(90))
    return min(int(least - 1) // 5 * 5, 90) / 100


def _unit(chart: Chart) -> float:
    return 0.01 if _floor(chart) >= 0.9 else 0.05  # noqa: PLR2004 - a line for every percent while there are few


def _percents(chart: Chart) -> Iterator[Decimal]:
    told = [chart.limit] if chart.limit else []
    for value in (*told, *(value for one in chart.series for value in one.values)):
        if isinstance(value, str) and value.endswith("%"):
            yield Decimal(value[:-1])


def _bar(made: Any, chart: Chart) -> None:
    made.type, made.gapWidth = "bar", 60
    made.x_axis.scaling.orientation = "maxMin"
    values = [value for one in chart.series for value in one.values if isinstance(value, int)]
    # bars begin at zero, unless the differences would be too small to be seen; each bears its figure
    least = min(values, default=0)
    made.y_axis.scaling.min = max((least - 10) // 10 * 10, 0) if least > 0 else None
    made.y_axis.majorGridlines, made.y_axis.crosses = None, "max"
    _paint(made)


def _stacked(made: Any, chart: Chart) -> None:
    del chart
    made.type, made.grouping, made.overlap, made.gapWidth = "col", "stacked", 100, 80
    made.y_axis.number_format, made.y_axis.majorUnit = "0", None
    _paint(made)


def _paint(made: Any) -> None:
    """Shades that a photocopier keeps apart, with the figures on them."""
    from openpyxl.chart.label import DataLabelList

    for number, series in enumerate(made.series):
        series.graphicalProperties.solidFill = _FILLS[number % len(_FILLS)]
        series.graphicalProperties.line.solidFill = "000000"
    made.dataLabels = DataLabelList()
    made.dataLabels.showVal, made.dataLabels.numFmt = True, "0;-0;"  # no figure for a zero
    for other in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(made.dataLabels, other, False)
