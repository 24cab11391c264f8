"""Native charts, read again by openpyxl: kinds, data, the line at 95 %, and no formula from imported words."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, LineChart

from tests.documents import made
from zlts.bulletins.monthly import monthly
from zlts.charts import SHEET, as_table
from zlts.periods import Period, Span
from zlts.reports import Chart, ChartKind, Look, Series
from zlts.workbook import write

MONTHS = tuple(f"{number}月" for number in range(3, 13))


def drawn(path: Path, *found: Chart) -> Any:
    write(replace(made.report(), charts=found), path)
    return load_workbook(path)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = made.situation()
    path = tmp_path_factory.mktemp("charts") / "通报.xlsx"
    write(made.report(place), path)
    return path


@pytest.fixture(scope="module")
def book(path: Path) -> Any:
    return load_workbook(path)


def on(book: Any) -> list[Any]:
    """The sheets that bear charts."""
    return [sheet for sheet in book.worksheets if sheet._charts]


def of(book: Any) -> list[Any]:
    return [chart for sheet in on(book) for chart in sheet._charts]


def bars(book: Any) -> list[Any]:
    return [chart for chart in of(book) if isinstance(chart, BarChart)]


def values(book: Any, reference: str) -> list[Any]:
    name, cells = reference.split("!")
    found = book[name.strip("'")][cells.replace("$", "")]
    rows = found if isinstance(found, tuple) else ((found,),)
    return [cell.value for row in rows for cell in (row if isinstance(row, tuple) else (row,))]


def figures(book: Any, series: Any) -> list[Any]:
    return values(book, series.val.numRef.f)


def title(chart: Any) -> str:
    return "".join(run.t for paragraph in chart.title.tx.rich.p for run in paragraph.r)


def test_the_charts_stand_behind_the_sheet_that_is_signed(book: Any) -> None:
    assert [sheet.title for sheet in on(book)] == book.sheetnames[1:4] == [SHEET, f"{SHEET}_2", f"{SHEET}_3"]
    assert [type(chart) for chart in of(book)] == [LineChart] * 4 + [BarChart] * 4


def test_a_panel_for_the_bureau_and_every_unit_by_month_against_the_floor(book: Any) -> None:
    panels = {title(chart): chart for chart in on(book)[0]._charts}
    assert {name: figures(book, chart.series[0]) for name, chart in panels.items()} == {
        "全局": [None, 0.9, 0.9997],
        "城东派出所": [None, 0.9, 1],
        "城西派出所": [None, None, 0.9996],
        "城北派出所": [None, None, None],
    }
    for name, chart in panels.items():
        own, floor = chart.series
        assert values(book, own.tx.strRef.f) == [name]
        assert values(book, own.cat.strRef.f) == ["4月", "5月", "6月"]
        assert figures(book, floor) == [0.95, 0.95, 0.95]
        assert (floor.graphicalProperties.line.dashStyle, floor.marker.symbol) == ("dash", None)
        assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (0.9, 1)


def test_a_month_below_the_floor_has_a_mark_of_its_own(book: Any) -> None:
    panels = {title(chart): chart.series[0] for chart in on(book)[0]._charts}
    marks = {name: [(one.idx, one.marker.symbol) for one in series.dPt] for name, series in panels.items()}
    below = [(1, "triangle")]
    assert marks == {"全局": below, "城东派出所": below, "城西派出所": [], "城北派出所": []}
    assert {series.marker.symbol for series in panels.values()} == {"circle"}


@pytest.mark.parametrize(
    ("least", "low", "step"),
    [("98.20%", 0.95, 0.01), ("94.99%", 0.94, 0.02), ("88.88%", 0.85, 0.05), ("60.00%", 0.6, 0.1), ("0.00%", 0, 0.2)],
)
def test_the_axis_of_all_panels_begins_below_the_least_figure(
    least: str, low: float, step: float, tmp_path: Path
) -> None:
    series = (Series("甲", (least, "100.00%")), Series("乙", ("99.00%", None)))
    lines = Chart("a", "满意率", ChartKind.LINE, "月份", ("4月", "5月"), series, Look.PERCENT, "95%")
    for chart in of(drawn(tmp_path / "x.xlsx", lines)):
        axis = chart.y_axis
        assert (axis.scaling.min, axis.scaling.max, axis.majorUnit) == (low, 1, step)


def test_the_data_of_panels_stand_outside_of_what_is_printed(book: Any) -> None:
    sheet = on(book)[0]
    last = max(chart.anchor.to.row for chart in sheet._charts)
    assert sheet.print_area == f"'图表'!$A$1:$E${last}"
    assert {cell.value for cell in sheet["F"]} == {None}
    assert [cell.value for cell in sheet["G"] if cell.value] == ["全局", *(made.EAST, made.WEST, made.NORTH), "95%线"]


def test_units_ranked_say_the_reports_scores(book: Any) -> None:
    bar, lines = bars(book)[0], made.report().machine["units"]
    assert values(book, bar.series[0].cat.numRef.f) == [line["unit"] for line in lines]
    assert figures(book, bar.series[0]) == [line["score"] for line in lines]
    assert (bar.type, bar.x_axis.crossesAt) == ("bar", 100)


def test_complaints_by_channel_and_category_and_measures_by_month(book: Any) -> None:
    _, channels, categories, measures = bars(book)
    assert set(values(book, channels.series[0].cat.numRef.f)) == {"12345", "=SUM(1)", "未写明"}
    assert values(book, categories.series[0].cat.numRef.f) == ["话难听"]
    assert [figures(book, one) for one in categories.series] == [[2], [0], [1]]
    assert [figures(book, one) for one in measures.series] == [[0, 1, 1], [0, 1, 2], [0, 0, 1]]
    assert {chart.grouping for chart in (channels, categories, measures)} == {"stacked"}


def test_no_figure_stands_at_a_zero(book: Any) -> None:
    measures = bars(book)[-1].series[0]
    assert [(one.idx, one.showVal) for one in measures.dLbls.dLbl] == [(0, False)]
    assert measures.dLbls.showVal


def test_an_imported_word_is_no_formula(book: Any) -> None:
    cells = [cell for sheet in on(book) for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(1)"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_axes_are_shown_and_every_chart_has_its_title_in_the_workbooks_face(book: Any) -> None:
    for chart in of(book):
        assert chart.x_axis.delete is False
        assert chart.y_axis.delete is (chart is bars(book)[0])
        run = chart.title.tx.rich.p[0].r[0]
        assert (run.rPr.ea.typeface, run.rPr.latin.typeface) == ("宋体", "宋体")


def test_nothing_in_a_chart_needs_colour(path: Path) -> None:
    with zipfile.ZipFile(path) as archive:
        told = [archive.read(name).decode() for name in archive.namelist() if "charts/chart" in name]
    colours = {part.split('"')[0] for xml in told for part in xml.split('srgbClr val="')[1:]}
    assert colours
    assert all(colour[:2] == colour[2:4] == colour[4:] for colour in colours)


def test_every_sheet_of_charts_is_one_printed_page(book: Any) -> None:
    for sheet in on(book):
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 1)


def test_charts_lie_beside_each_other_and_beside_their_data(book: Any) -> None:
    first, second = (chart.anchor for chart in on(book)[0]._charts[:2])
    assert (first._from.col, first.to.col, second._from.col) == (0, 1, 1)
    assert first._from.row == second._from.row
    for sheet in on(book)[1:]:
        for chart in sheet._charts:
            data = chart.series[-1].val.numRef.f.split("!")[1].replace("$", "").split(":")[0]
            assert chart.anchor._from.col >= sheet[data].column
            assert chart.anchor._from.row + 1 == sheet[data].row - 1


def test_many_panels_stand_in_rows_of_five(tmp_path: Path) -> None:
    series = tuple(Series(f"第{number}派出所", ("99.00%",) * 10) for number in range(13))
    chart = Chart("a", "满意率", ChartKind.LINE, "月份", MONTHS, series, Look.PERCENT, "95%")
    book = drawn(tmp_path / "x.xlsx", chart, chart)
    assert [len(sheet._charts) for sheet in on(book)] == [13, 13]
    places = [(chart.anchor._from.col, chart.anchor._from.row) for chart in on(book)[0]._charts]
    assert [column for column, _ in places] == [0, 1, 2, 3, 4, 0, 1, 2, 3, 4, 0, 1, 2]
    assert len({row for _, row in places}) == 3
    assert len(as_table(chart).rows) == 14


def test_bars_without_a_base_begin_at_zero(tmp_path: Path) -> None:
    chart = Chart("a", "件数", ChartKind.BAR, "单位", ("甲", "乙"), (Series("件", (3, 0)),))
    (bar,) = bars(drawn(tmp_path / "x.xlsx", chart))
    assert (bar.y_axis.scaling.min, bar.x_axis.crossesAt) == (None, None)


def test_a_month_has_no_charts() -> None:
    month = made.situation(period=Period.parse("2013-05", Span.MONTH))
    assert monthly(month).report.charts == ()


def test_a_report_without_charts_has_no_sheet_for_them(tmp_path: Path) -> None:
    write(replace(made.report(), charts=()), tmp_path / "x.xlsx")
    assert SHEET not in load_workbook(tmp_path / "x.xlsx").sheetnames
