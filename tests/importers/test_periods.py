"""A summary's period: whole months are taken, any other is rejected and named, wherever it stands."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.importers.told import told
from zlts.errors import FileRefused
from zlts.importers.period_text import period_in
from zlts.periods import Month

HEADS = ("姓名", "非常满意", "满意")
ROW = ("方明", 3, 1)

MONTHS = [
    "2013年5月", "2013年5月份", "2013-05", "201305", "2013.5", "2013_05", "13年5月", "二〇一三年五月",
    "2013年五月", "May 2013",
    "2013 May", "2013-05-01至2013-05-31", "2013/5/1~2013/5/31", "20130501-20130531", "20130501_20130531",
    "2013年5月1日至5月31日", "2013年5月1日起至5月31日止", "2013年5月1-31日", "2013年5月(5.1-5.31)",
    "2013年5月(1日-31日)",
    "2013-05-01 00:00:00 至 2013-05-31 23:59:59", "2013-05-01 08:30至2013-05-31 17:30",
]  # fmt: skip
ODD = {
    "2013-05-01至2013-05-15": "2013年5月1日至5月15日",
    "2013-05-01 00:00至2013-05-31 12:00": "2013年5月1日至5月31日",
    "2013年5月1-15日": "2013年5月1日至5月15日",
    "20130501-0515": "2013年5月1日至5月15日",
    "2013.05.01-05.15": "2013年5月1日至5月15日",
    "2013年4月26日–5月25日": "2013年4月26日至5月25日",
    "2012年12月26日至2013年1月25日": "2012年12月26日至2013年1月25日",
    "2013年5月(5.1-5.7)": "5月1日至5月7日",
    "2013年5月(5月6日—12日)": "5月6日至5月12日",
    "2013年5月(1日至15日)": "1日至15日",
    "May 1-15, 2013": "2013年5月1日至5月15日",
    "1-15 May 2013": "2013年5月1日至5月15日",
    "2013年5月上半月": "上半月",
    "2013年5月上旬": "上旬",
    "2013年5月旬报": "旬报",
    "2013年5月周报": "周报",
    "2013年5月第3周": "第3周",
    "2013年第19周": "第19周",
    "2013年5月前两周": "前两周",
    "2013 Week 19": "Week19",
    "2013-W19": "W19",
    "截至2013年5月15日": "截至2013年5月15日",
    "2013年5月(截止5月15日)": "截至5月15日",
    "2013年5月至今": "至今",
    "2013年全年": "全年",
    "YTD May 2013": "YTD",
}
SEVERAL = [
    "2013年1-5月", "2013年4-5月", "2013年4、5月", "2013年4月、5月", "2013年四、五月份", "2013年4月和5月",
    "2013-04至2013-05", "Apr-May 2013",
    "2013年第二季度", "2013Q2", "2013年上半年", "2013-04-01至2013-05-31",
]  # fmt: skip
DOUBTFUL = [
    "2013年5月6日日报", "2013年5月累计", "2013年5月(截至5月31日)", "截至2013年5月31日",
    "2013-05-01 00:00:00至2013-06-01 00:00:00",
    "2013年5月6日窗口评价", "20130506", "May 6, 2013",
]  # fmt: skip


@pytest.mark.parametrize("text", MONTHS)
def test_a_whole_month_in_a_title(text: str) -> None:
    found = told([f"统计时间：{text}"], HEADS, ROW)
    assert (found.column("month"), found.reasons) == (["2013-05"], [])


@pytest.mark.parametrize("text", [text for text in MONTHS if "/" not in text and ":" not in text])
def test_a_whole_month_in_the_name_of_file_folder_and_sheet(text: str) -> None:
    assert told(HEADS, ROW, label=f"城关派出所{text}.xls").column("month") == ["2013-05"]
    assert told(HEADS, ROW, folder=text).column("month") == ["2013-05"]
    assert told(sheets={text: [HEADS, ROW]}).column("month") == ["2013-05"]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("month", ["", "2013-05"])
def test_a_period_that_is_no_month_is_named(text: str, month: str) -> None:
    """Also where a month stands in the rows, or another source says one."""
    heads, row = (HEADS, ROW) if not month else ((*HEADS, "月份"), (*ROW, month))
    for found in (
        told([f"{text}窗口评价汇总表"], heads, row, folder="2013-05"),
        told(heads, row, label=f"{text}.xls"),
    ):
        (problem,) = found.only.problems
        assert problem.value == ODD[text]
        assert f"说的是{ODD[text]}，不是整月" in problem.reason


@pytest.mark.parametrize("text", SEVERAL)
def test_several_months_are_not_one(text: str) -> None:
    found = told([f"{text}窗口评价汇总表"], HEADS, ROW, folder="2013-05")
    assert "不是一个月" in found.reasons[0]
    assert told([f"{text}窗口评价汇总表"], (*HEADS, "月份"), (*ROW, "2013-05")).reasons == []


@pytest.mark.parametrize("text", DOUBTFUL)
def test_what_may_be_no_month_waits_for_a_word(text: str) -> None:
    found = told([f"{text}评价表"], HEADS, ROW, folder="2013-05")
    (problem,) = found.only.problems
    assert "--month 2013-05" in problem.reason
    assert told([f"{text}评价表"], HEADS, ROW, month=Month(2013, 5)).reasons == []


@pytest.mark.parametrize(
    "name", ["城关所20130603", "城关所2013-06-03", "城关所20130531170502", "城关所6.3", "城关所0603"]
)
def test_the_day_of_an_export_is_no_period(name: str) -> None:
    assert told(["2013年5月评价汇总表"], HEADS, ROW, label=f"{name}.xls").reasons == []


@pytest.mark.parametrize("name", ["城关所20130506", "城关所2013-05-31", "城关所5.6", "城关所0506", "城关所5月6日"])
def test_a_day_of_the_month_itself_may_be_all_that_is_in_the_file(name: str) -> None:
    found = told(HEADS, ROW, label=f"{name}.xls", folder="2013-05")
    assert "看不出是不是整月" in found.reasons[0]


@pytest.mark.parametrize(
    "line", ["打印时间：2013-06-01", "导出时间：2013-06-15 10:00:00", "制表日期：2013年6月3日", "2013年6月3日"]
)
def test_when_a_paper_was_made_is_no_period(line: str) -> None:
    assert told(["2013年5月评价汇总表"], [line], HEADS, ROW).reasons == []
    assert told(HEADS, ROW, [line], label="城关所2013年5月.xls").reasons == []


EARLY = [
    "打印时间：2013-05-20",
    "导出时间：2013-05-15 10:00:00",
    "生成时间:20130530170000",
    "2013年5月评价表 制表日期：5月29日",
]
LAST_DAY = ["打印时间：2013-05-31", "导出时间：2013/5/31 17:30", "制表日期：2013年5月31日", "2013年5月31日"]


@pytest.mark.parametrize("line", EARLY)
@pytest.mark.parametrize("month", [None, Month(2013, 5)])
def test_what_was_made_before_the_month_was_over_does_not_cover_it(line: str, month: Month | None) -> None:
    found = told(["2013年5月评价汇总表"], [line], HEADS, ROW, month=month)
    assert "还没有过完" in "".join(found.reasons)


def test_nor_where_the_day_stands_in_the_next_cell() -> None:
    for day in ("2013-05-20", "2013年5月20日", datetime(2013, 5, 20, 17, 0, 0)):  # noqa: DTZ001 - a cell's
        found = told(["2013年5月评价汇总表"], ["导出时间：", day], HEADS, ROW)
        assert "还没有过完" in "".join(found.reasons), day


@pytest.mark.parametrize("line", LAST_DAY)
def test_on_the_months_last_day_a_person_says_that_all_is_in(line: str) -> None:
    asked = told(["2013年5月评价汇总表"], [line], HEADS, ROW)
    assert "--month 2013-05" in "".join(asked.reasons)
    assert told(["2013年5月评价汇总表"], [line], HEADS, ROW, month=Month(2013, 5)).reasons == []


@pytest.mark.parametrize("folder", ["2013-05-20", "20130531"])
def test_a_folder_named_after_a_day_of_the_month_is_asked_about(folder: str) -> None:
    assert "--month 2013-05" in "".join(told(["2013年5月评价汇总表"], HEADS, ROW, folder=folder).reasons)
    assert told(["2013年5月评价汇总表"], HEADS, ROW, folder="2013-06-03").reasons == []


@pytest.mark.parametrize("text", ["报表日期：2013-05-01至2013-05-31", "报表时间：2013年5月1日~2013年5月31日"])
def test_a_span_under_the_label_of_a_day_is_the_period(text: str) -> None:
    found = told([text], HEADS, ROW)
    assert (found.column("month"), found.reasons) == (["2013-05"], [])


@pytest.mark.parametrize("text", ["2013", "2013年", "2013年度"])
def test_a_year_alone_is_named(text: str) -> None:
    found = told(HEADS, ROW, label=f"城关派出所{text}.xls")
    assert "只说了2013年，没有说哪个月" in found.reasons[0]


def test_a_month_without_a_year_is_named() -> None:
    assert "没有说哪一年" in told(HEADS, ROW, label="城关派出所5月.xls").reasons[0]


@pytest.mark.parametrize("word", ["本月累计", "当月累计"])
def test_the_running_total_of_the_month_is_the_month(word: str) -> None:
    assert told([f"2013年5月评价表（{word}）"], HEADS, ROW).reasons == []


def test_days_in_a_column_tell_lines_apart() -> None:
    days = told(["2013年5月评价日报表"], (*HEADS, "日期"), (*ROW, "2013-05-01"), (*ROW, "2013-05-02"))
    assert days.column("day") == ["2013-05-01", "2013-05-02"]
    assert days.column("month") == ["2013-05", "2013-05"]
    months = told((*HEADS, "日期"), (*ROW, "2013年4月"), (*ROW, "2013年5月"))
    assert months.column("month") == ["2013-04", "2013-05"]


def test_a_sum_in_the_column_that_tells_lines_apart_is_no_row() -> None:
    heads = ("单位", "姓名", "评价器", "月份", "满意", "不满意")
    lines = [("城关派出所", "方明", device, "2013-05", 3, 1) for device in ("甲", "乙", "小计")]
    assert told(heads, *lines).numbers == [2, 3]


WITHIN_OTHER_WORDS = [
    "2013年5月评价汇总表(6月3日统计)", "2013年5月评价汇总(2013-06-03日统计)", "W1窗口2013年5月评价汇总表",
    "2013年5月Q1窗口评价汇总表", "2013年5月评价表(服务时间：每周一至周五)", "四季青派出所2013年5月评价表",
    "旬阳路窗口2013年5月评价表", "2013年5月评价表(应当日日清)", "2013年5月安全年评价表",
    "2013年5月评价表(于6月3日报送)", "2013年5月1号窗口评价汇总表", "2013年5月1-3号窗口评价汇总表",
    "1-3号窗口2013年5月评价汇总表", "2013年5月(建所20周年)评价表", "2013年5月评价表(第3周转窗口)",
    "2013年5月评价表 窗口1 周一鸣", "2013年5月评价表(工作日8:30至17:30)", "2013年5月评价表(提前3天报)",
]  # fmt: skip


@pytest.mark.parametrize("text", WITHIN_OTHER_WORDS)
def test_period_words_hold_within_their_own_word(text: str) -> None:
    found = told([text], HEADS, ROW)
    assert (found.column("month"), found.reasons) == (["2013-05"], [])


REAL = {
    "2013年5月6日日报": "日报",
    "2013年5月日统计表": "日统计",
    "2013年5月6日统计": "5月6日",
    "2013年5月每周一报": "每周",
    "2013年5月每周评价": "每周",
    "2013年5月(上周五至本周四)": "上周",
    "2013年5月第3周评价": "第3周",
    "2013年5月 第 3 周": "第3周",
    "2013年5月中旬评价": "中旬",
    "2013年W19": "W19",
    "2013年5月W3": "W3",
    "2013年5月1-3号评价": "1日至",
    "2013年5月周报表": "周报",
    "2013年5月节假日统计": "节假日",
    "2013年5月工作日评价": "工作日",
    "2013年5月周末窗口评价": "周末",
    "2013年5月第一、二周": "第一、二周",
    "2013年5月第1-2周": "第1-2周",
    "2013年5月前十天": "前十天",
    "2013年度Q2窗口评价": "2013-04 至 2013-06",
    "2013年第二季度评价": "2013-04 至 2013-06",
    "2013年四季评价": "2013-10 至 2013-12",
}


@pytest.mark.parametrize("text", REAL)
def test_real_ones_are_still_found(text: str) -> None:
    (reason,) = told([f"{text}汇总表"], HEADS, ROW).reasons
    assert REAL[text] in reason


@pytest.mark.parametrize("text", ["周报国", "周一鸣", "Sheet1", "第1期", "城关派出所(一)", "Marlin", "V2.0"])
def test_what_only_looks_like_a_period(text: str) -> None:
    assert not period_in(text).tells


@pytest.mark.parametrize("name", ["张科", "李所", "陈小科"])
def test_a_name_that_ends_as_units_do_is_no_section(name: str) -> None:
    found = told(HEADS, [name, None, None], ROW, label="城关派出所2013年5月.xls")
    assert found.column("unit") == ["城关派出所", "城关派出所"]
    assert not any("分节行" in reason for reason in found.reasons)


def test_a_unit_that_nobody_knows_still_ends_a_section() -> None:
    found = told(HEADS, ["城北派出所", None, None], ROW, label="城关派出所2013年5月.xls")
    assert "分节行“城北派出所”" in found.reasons[0]


@pytest.mark.parametrize(
    "foot", [["制表人：方明", None, "导出时间：2013-05-20 08:00"], ["打印日期：", "2013年5月20日", None]]
)
def test_so_is_what_stands_below_the_rows(foot: list[str | None]) -> None:
    with pytest.raises(FileRefused, match="2013年5月20日"):
        told(["2013年5月评价汇总表"], HEADS, ROW, foot)
    with pytest.raises(FileRefused):
        told(["2013年5月评价汇总表"], HEADS, ROW, foot, month=Month(2013, 5))


def test_below_the_rows_the_last_day_is_asked_about_too() -> None:
    lines = (["2013年5月评价汇总表"], HEADS, ROW, ["导出时间：2013-05-31", None, None])
    with pytest.raises(FileRefused) as refused:
        told(*lines)
    assert "--month 2013-05" in str(refused.value)
    assert told(*lines, month=Month(2013, 5)).reasons == []
