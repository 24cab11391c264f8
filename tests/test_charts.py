"""Native charts, through openpyxl: kinds, data, the line at 95 %, and no formula from imported words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.documents import made
from zlts.charts import SHEET, as_table
from zlts.documents.figures import charts
from zlts.periods import Period, Span
from zlts.reports import Chart, ChartKind, Look, Series
from zlts.workbook import write


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Any:
    place = made.situation()
    path = tmp_path_factory.mktemp("charts") / "通报.xlsx"
    report = made.report(place)
    write(replace(report, charts=charts(report, place)), path)
    return load_workbook(path)[SHEET]


def values(sheet: Any, reference: str) -> list[Any]:
    cells = sheet[reference.split("!")[1].replace("$", "")]
    return [row[0].value for row in cells] if isinstance(cells, tuple) else [cells.value]


def test_the_charts_stand_behind_the_sheet_that_is_signed(sheet: Any) -> None:
    assert sheet.parent.sheetnames[1] == SHEET
    assert [type(chart).__name__ for chart in sheet._charts] == ["LineChart", *["BarChart"] * 4]


def test_satisfaction_by_month_and_unit_against_the_floor(sheet: Any) -> None:
    line = sheet._charts[0]
    found = {values(sheet, one.tx.strRef.f)[0]: values(sheet, one.val.numRef.f) for one in line.series}
    assert found == {
        "城东派出所": [None, 0.9, 1],
        "城西派出所": [None, None, 0.9996],
        "城北派出所": [None, None, None],
        "95%线": [0.95, 0.95, 0.95],
    }
    assert values(sheet, line.series[0].cat.numRef.f) == ["4月", "5月", "6月"]
    assert (line.y_axis.scaling.min, line.y_axis.scaling.max) == (0.85, 1)
    assert line.series[-1].graphicalProperties.line.dashStyle == "dash"


def test_units_ranked_say_the_reports_scores(sheet: Any) -> None:
    bar, lines = sheet._charts[1], made.report().machine["units"]
    assert values(sheet, bar.series[0].cat.numRef.f) == [line["unit"] for line in lines]
    assert values(sheet, bar.series[0].val.numRef.f) == [line["score"] for line in lines]
    assert bar.type == "bar"


def test_complaints_by_channel_and_category_and_measures_by_month(sheet: Any) -> None:
    channels, categories, measures = sheet._charts[2:]
    assert set(values(sheet, channels.series[0].cat.numRef.f)) == {"12345", "=SUM(1)", "未写明"}
    assert values(sheet, categories.series[0].cat.numRef.f) == ["话难听"]
    assert [values(sheet, one.val.numRef.f) for one in categories.series] == [[2], [0], [1]]
    assert [values(sheet, one.val.numRef.f) for one in measures.series] == [[0, 1, 1], [0, 1, 2], [0, 0, 1]]


def test_an_imported_word_is_no_formula(sheet: Any) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=SUM(1)"]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)]


def test_axes_are_shown_and_every_chart_has_its_title(sheet: Any) -> None:
    for chart in sheet._charts:
        assert (chart.x_axis.delete, chart.y_axis.delete) == (False, False)
        assert chart.title is not None


def test_many_months_get_their_data_on_the_next_page(tmp_path: Path) -> None:
    months = tuple(f"{number}月" for number in range(3, 13))
    series = tuple(Series(f"第{number}派出所", ("99.00%",) * 10) for number in range(13))
    chart = Chart("a", "满意率", ChartKind.LINE, "月份", months, series, Look.PERCENT, "95%")
    write(replace(made.report(), charts=(chart, chart)), tmp_path / "x.xlsx")
    sheet = load_workbook(tmp_path / "x.xlsx")[SHEET]
    assert len(sheet.row_breaks.brk) == 3
    assert len(as_table(chart).columns) == 15


def test_a_month_has_no_charts() -> None:
    month = made.situation(period=Period.parse("2013-05", Span.MONTH))
    assert charts(made.report(), month) == ()


def test_a_report_without_charts_has_no_sheet_for_them(tmp_path: Path) -> None:
    write(made.report(), tmp_path / "x.xlsx")
    assert SHEET not in load_workbook(tmp_path / "x.xlsx").sheetnames
