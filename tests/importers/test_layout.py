"""Titles, headers, sections, sums and signatures around and between the rows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.importers.told import DETAIL, T, told
from zlts.errors import FileRefused
from zlts.formats.cells import Cell
from zlts.importers.period_text import period_in

ROW = ("方明", "满意", T)
SUMMARY = ("姓名", "满意", "不满意")


@pytest.mark.parametrize("height", [0, 1, 30])
def test_preambles_of_up_to_thirty_lines(height: int) -> None:
    found = told(*[["窗口评价明细"]] * height, DETAIL, ROW)
    assert found.numbers == [height + 2]


def test_blank_lines_and_columns() -> None:
    head = ["", "姓名", None, "评价结果", "", "评价时间"]
    found = told([], head, [], ["", "方明", None, "满意", "", T], ["", "", "", "", "", ""])
    assert (found.numbers, found.column("rating")) == ([4], ["满意"])


@pytest.mark.parametrize(
    ("upper", "lower"),
    [
        (["姓名", "月份", "评价结果", "评价结果", "总数"], ["姓名", "月份", "满意", "不满意", "总数"]),
        (["姓名", "月份", "评价结果", "", "总数"], ["", "", "满意", "不满意", ""]),
    ],
)
def test_a_header_of_two_lines_filled_or_not(upper: list[str], lower: list[str]) -> None:
    row = told(["城关所统计表"] * 5, upper, lower, ["方明", "2013-01", 3, 1, 4]).only
    assert (row.row, row.fields["count:满意"], row.fields["total"]) == (4, "3", "4")


def test_the_joint_heading_of_two_lines_is_meant() -> None:
    upper = ["编号", "受理日期", "投诉人", "投诉人", "被投诉", "被投诉", "投诉内容"]
    lower = ["编号", "受理日期", "姓名", "电话", "单位", "民警", "投诉内容"]
    row = told(upper, lower, ["1", "2013-05-02", "某", "139", "城关所", "方明", "慢"]).only
    assert (row.fields["complainant"], row.fields["officers"]) == ("某", "方明")


def test_the_first_data_row_is_no_second_header_line() -> None:
    assert told(["姓名", "评价结果", "评价时间", "警号"], ["姓名", "满意", T, "350509"]).numbers == [2]


def test_headers_and_titles_repeated_by_page() -> None:
    page = (["城关所明细表"] * 3, ["统计时间:2013-05-01至2013-05-31"], DETAIL)
    found = told(*page, ROW, ["第 1 页 共 2 页"], *page, ROW)
    assert found.numbers == [4, 9]


def test_another_header_half_way_is_followed() -> None:
    found = told(DETAIL, ROW, ["评价时间", "姓名", "评价结果"], [T, "朱春梅", "一般"])
    assert found.column("officer") == ["方明", "朱春梅"]


def test_a_table_of_another_form_below_is_not_read_and_said() -> None:
    found = told(DETAIL, ROW, [], SUMMARY, ["方明", 1, 0], DETAIL, ROW)
    assert found.numbers == [2, 7]
    assert found.reading.notes == ["工作表“Sheet1”第4行起是另一张表（评价汇总），没有按评价明细读入"]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", 180, ""],
        ["合 计", "", "98%"],
        ["城关派出所小计", "", ""],
        ["共:180", "", ""],
        ["共180条", "", ""],
        ["总计"] * 3,
        ["制表人:", "李某", "审核人:"],
        ["制表人:办公室", "", "2013-06-01 08:00:00"],
        ["打印时间:2013-06-01 08:00", "", ""],
        ["记录数:180", "", ""],
        ["备注:以上数据由系统生成"] * 3,
        ["第1页", "", ""],
        ["窗口服务情况以系统为准"] * 3,
    ],
)
def test_what_stands_below_is_ignored(line: list[object]) -> None:
    assert told(DETAIL, ROW, line).numbers == [2]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "满意", T],
        ["制表人:", "满意", T],
        ["方明", "", ""],
        ["", "满意", ""],
        ["", "", T],
        ["方明", "满意", "昨天"],
        ["方明", "很好", T],
        ["共青团路", "", ""],
        ["2013", "", ""],
    ],
)
def test_a_data_row_is_never_ignored(line: list[str]) -> None:
    assert told(DETAIL, ROW, line).numbers == [2, 3]


def test_a_sum_in_the_name_column_beside_a_merged_unit() -> None:
    head = ["单位", "姓名", "月份", "满意", "不满意"]
    unit = "城关派出所"
    found = told(head, [unit, "方明", "2013-01", 1, 0], [unit, "小计", "2013-01", 1, 0], ["合计"] * 3 + [1, 0])
    assert found.numbers == [2]


def test_numbers_printed_beforehand_are_no_rows() -> None:
    assert told(["序号", *DETAIL], [1, *ROW], [2, "", "", ""]).numbers == [2]


# ---------------------------------------------------------------- units from around the rows


def unit_of(*lines: list[str], label: str = "导出.xls", folder: str = "", sheet: str = "Sheet1") -> tuple[str, int]:
    found = told(sheets={sheet: [*lines, DETAIL, ROW]}, label=label, folder=folder)
    return found.only.fields.get("unit", "无"), len(found.only.problems)


@pytest.mark.parametrize(
    "place",
    [
        {"label": "城关所5月.xls"},
        {"folder": "城关派出所"},
        {"sheet": "城关所"},
        {"lines": ["城关派出所窗口评价明细表"]},
        {"lines": ["单位：城关所", "", "制表日期：2013-06-01"]},
    ],
)
def test_a_missing_unit_is_found_around(place: dict[str, object]) -> None:
    lines = [place.pop("lines")] if "lines" in place else []
    assert unit_of(*lines, **place) == ("城关派出所", 0)  # type: ignore[arg-type]


def test_nothing_around_leaves_no_unit() -> None:
    assert unit_of() == ("无", 0)


def test_a_text_that_names_several_units_names_none() -> None:
    assert unit_of(["城关派出所、南坪派出所窗口评价明细表"]) == ("无", 0)
    assert unit_of(["城关派出所、南坪派出所窗口评价明细表"], label="南坪所.xls") == ("南坪派出所", 0)


def test_sources_that_disagree_are_a_problem() -> None:
    found = told(["城关派出所明细表"], DETAIL, ROW, label="南坪所.xls")
    assert found.only.fields["unit"] == ""
    assert found.reasons == ["标题“城关派出所明细表”和文件名“南坪所”说的单位不一样，请用 --unit 指明"]


def test_the_rows_own_unit_is_not_asked_about() -> None:
    found = told(["城关派出所明细表"], ["单位", *DETAIL], ["南坪所", *ROW], label="治安大队.xls")
    assert (found.column("unit"), found.reasons) == (["南坪所"], [])


def test_section_rows() -> None:
    found = told(DETAIL, ["城关派出所"], ROW, ["单位：南坪所"] * 3, ROW, ["小计", 1, ""], ROW)
    assert found.column("unit") == ["城关派出所", "南坪派出所", "南坪派出所"]
    assert found.numbers == [3, 5, 7]


def test_a_section_of_an_unknown_unit_is_not_the_one_before() -> None:
    found = told(DETAIL, ["城关派出所"], ROW, ["外县派出所"], ROW)
    assert found.column("unit") == ["城关派出所", "外县派出所"]


def test_a_blank_unit_in_a_column_takes_the_section() -> None:
    found = told(["单位", *DETAIL], ["城关派出所", "", "", ""], ["", *ROW], ["南坪所", *ROW])
    assert found.column("unit") == ["城关派出所", "南坪所"]


def test_a_new_title_half_way_brings_its_unit() -> None:
    found = told(["城关派出所明细表"], DETAIL, ROW, ["南坪派出所明细表"], DETAIL, ROW)
    assert (found.column("unit"), found.reasons) == (["城关派出所", "南坪派出所"], [])


def test_the_clerks_unit_fills_and_is_compared() -> None:
    head = ["单位", *DETAIL]
    found = told(["南坪派出所明细表"], head, ["", *ROW], ["城关派出所", *ROW], ["外县所", *ROW], unit="城关所")
    assert (found.column("unit")[0], found.reasons) == ("城关派出所", [])
    other = told(head, ["南坪所", *ROW], unit="城关所")
    assert other.reasons == ["命令里指明的单位是“城关派出所”，这一行却是“南坪派出所”"]


# ---------------------------------------------------------------- months from around the rows


def months(*lines: list[str], **place: object) -> list[str]:
    return told(*lines, SUMMARY, ["方明", 3, 1], **place).column("month")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        ["统计月份:2013年1月"],
        ["统计时间：2013-01-01至2013-01-31"],
        ["2013年1月份窗口评价统计表", "", "填报日期：2013-02-03"],
        ["(2013年1月1日-1月31日)"],
        ["2013年1月1日至31日"],
        ["二〇一三年一月统计表"],
        ["统计周期:2013/01/01 00:00:00 ~ 2013/01/31 23:59:59"],
        ["填报单位:城关所 统计月份:2013年1月 填报日期:2013年2月3日"],
        ["制表时间:", "2013年2月", "2013年1月"],
    ],
)
def test_a_month_in_the_title(line: list[str]) -> None:
    assert months(line) == ["2013-01"]


def test_a_month_in_names() -> None:
    assert months(label="城关所2013年1月.xls") == ["2013-01"]
    assert months(label="城关所201301.xls") == ["2013-01"]
    assert months(folder="2013-01") == ["2013-01"]


def test_a_single_day_in_a_name_is_no_month() -> None:
    found = told(SUMMARY, ["方明", 3, 1], label="城关所20130205.xls")
    assert len(found.reasons) == 1
    assert "文件名“城关所20130205”写着“2013年2月5日”，看不出是不是整月" in found.reasons[0]
    assert "--month 2013-02" in found.reasons[0]


def test_the_sheets_month_and_the_files_year() -> None:
    table: list[Sequence[Cell]] = [SUMMARY, ["方明", 3, 1]]
    found = told(sheets={"1月": table, "2月": table}, label="2013年.xls")
    assert found.column("month") == ["2013-01", "2013-02"]


def test_months_that_disagree_are_a_problem() -> None:
    found = told(["2013年1月统计表"], SUMMARY, ["方明", 3, 1], folder="2013-02")
    assert found.reasons == ["标题“2013年1月统计表”和文件夹名“2013-02”说的月份不一样，请用 --month 指明"]


def test_a_quarter_is_no_month() -> None:
    found = told(["2013年第一季度统计表"], SUMMARY, ["方明", 3, 1])
    assert found.only.fields["month"] == ""
    assert len(found.reasons) == 1


def test_sections_of_months() -> None:
    found = told(SUMMARY, ["2013年1月"], ["方明", 3, 1], ["2013年2月"], ["方明", 3, 1])
    assert found.column("month") == ["2013-01", "2013-02"]


@pytest.mark.parametrize("text", ["2013年13月", "Sheet1", "13-1", "20130205", "0101"])
def test_what_names_no_month(text: str) -> None:
    assert not period_in(text).in_year(2013)


# ---------------------------------------------------------------- sheets


def test_a_second_sheet_that_repeats_is_read_too() -> None:
    table = [DETAIL, ROW]
    found = told(sheets={"A": table, "B": table})
    assert [(row.sheet, row.row) for row in found.rows] == [("A", 2), ("B", 2)]


def test_sheets_without_a_table_are_skipped_and_said() -> None:
    found = told(sheets={"说明": [["这是说明"]], "空": [[]], "明细": [DETAIL, ROW]})
    assert found.reading.notes == ["工作表“说明”里找不到登记表，没有读入", "工作表“空”是空的，没有读入"]


def test_hidden_sheets_are_read_only_where_no_other_has_a_table() -> None:
    beside = told(sheets={"!藏": [DETAIL, ROW], "明细": [DETAIL, ROW]})
    assert [row.sheet for row in beside.rows] == ["明细"]
    assert beside.reading.notes == ["工作表“藏”是隐藏的，没有读入"]
    alone = told(sheets={"!藏": [DETAIL, ROW], "说明": [["无"]]})
    assert [row.sheet for row in alone.rows] == ["藏"]


def test_a_sheet_that_goes_on_without_a_header() -> None:
    found = told(sheets={"A": [DETAIL, ROW], "B": [ROW, ROW], "C": [["方明", "满意", "说明"]]})
    assert [(row.sheet, row.row) for row in found.rows] == [("A", 2), ("B", 1), ("B", 2)]
    assert found.reading.notes == ["工作表“C”里找不到登记表，没有读入", "工作表“B”没有表头，按前一张的表头读入"]


def test_a_summary_beside_the_details_is_not_counted_again() -> None:
    found = told(sheets={"汇总": [SUMMARY, ["方明", 1, 0]], "明细": [DETAIL, ROW]})
    assert [row.sheet for row in found.rows] == ["明细"]
    assert found.reading.notes == ["工作表“汇总”是评价汇总，同一文件里已有明细，没有读入"]


def test_a_sheet_is_named_or_numbered() -> None:
    sheets = {"A": [DETAIL, ROW], "B": [DETAIL, ROW]}
    assert [row.sheet for row in told(sheets=sheets, sheet="B").rows] == ["B"]
    assert [row.sheet for row in told(sheets=sheets, sheet="2").rows] == ["B"]
    with pytest.raises(FileRefused, match="没有名为“丙”的工作表；它的工作表有：A、B"):
        told(sheets=sheets, sheet="丙")


def test_a_header_alone_is_no_error() -> None:
    found = told(DETAIL)
    assert (found.rows, found.reading.notes) == ([], ["工作表“Sheet1”只有表头，没有数据"])
