"""Headings matched to fields: makers' words, words that could be two fields, and what the clerk says."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.importers.told import T, told
from zlts.errors import FileRefused
from zlts.importers.headers import Overrides
from zlts.model import Register


@pytest.mark.parametrize(
    "heading",
    [
        "评价结果",
        "满意度",
        "评 价",
        "评价等级",
        "按键",
        "评价项(必填)",
        "服务评价",
        "满意程度：",
        "Rating",
        "【评价】结果",
    ],
)
def test_ratings_by_any_name(heading: str) -> None:
    row = told(["姓名", heading, "评价时间"], ["朱春梅", "满意", T]).only
    assert row.fields == {"officer": "朱春梅", "rating": "满意", "time": T}


@pytest.mark.parametrize(
    ("heading", "code", "cell"),
    [
        ("工号", "badge", "350509"),
        ("登录名", "badge", "350509"),
        ("员工编号", "badge", "350509"),
        ("工作人员", "officer", "方明"),
        ("被评价人", "officer", "方明"),
        ("经办人", "officer", "方明"),
        ("柜台号", "window", "1号窗口"),
        ("终端编号", "evaluator", "PJ0101"),
        ("设备号", "evaluator", "PJ0101"),
    ],
)
def test_whose_it_is_by_any_name(heading: str, code: str, cell: str) -> None:
    assert told([heading, "评价", "时间"], [cell, "满意", T]).only.fields[code] == cell


@pytest.mark.parametrize("heading", ["部门", "所队", "网点", "服务单位", "被评价单位", "所属单位", "机构名称"])
def test_units_by_any_name(heading: str) -> None:
    assert told([heading, "姓名", "评价", "时间"], ["城关所", "方明", "满意", T]).column("unit") == ["城关所"]


@pytest.mark.parametrize("heading", ["序号", "NO.", "No", "编号"])
def test_what_only_counts_the_rows_is_no_serial(heading: str) -> None:
    found = told([heading, "姓名", "评价", "时间"], ["1", "方明", "满意", T], ["2", "方明", "满意", T])
    assert all("serial" not in row.fields for row in found.rows)


def test_a_number_that_comes_again_is_a_badge_or_a_device() -> None:
    assert told(["编号", "评价", "时间"], *[["350509", "满意", T]] * 2).column("badge") == ["350509"] * 2
    assert told(["编号", "评价", "时间"], *[["PJ01", "满意", T]] * 2).column("evaluator") == ["PJ01"] * 2


@pytest.mark.parametrize("heading", ["编号", "ID", "主键"])
def test_a_number_that_never_comes_again_is_no_badge_and_no_serial_unless_named(heading: str) -> None:
    lines = [[str(13000 + 7 * n), "方明", "满意", T] for n in range(20)]
    assert set(told([heading, "姓名", "评价", "时间"], *lines).rows[0].fields) == {"officer", "rating", "time"}
    assert told(["流水号", "姓名", "评价", "时间"], *lines).column("serial")[0] == "13000"


def test_with_too_few_rows_a_number_is_not_guessed() -> None:
    with pytest.raises(FileRefused, match="编号"):
        told(["编号", "评价", "时间"], ["350509", "满意", T])


# ---------------------------------------------------------------- times


def test_a_date_that_holds_a_time_is_the_time() -> None:
    assert told(["姓名", "评价", "评价日期"], ["方明", "满意", T]).column("time") == [T]


@pytest.mark.parametrize(("day", "clock"), [("日期", "时间"), ("评价日期", "评价时间"), ("办理日期", "时刻")])
def test_date_and_time_in_two_columns(day: str, clock: str) -> None:
    found = told(["姓名", "评价", day, clock], ["方明", "满意", "2013.5.6", "9:10:11"])
    assert found.column("time") == [T]
    real = told(["姓名", "评价", day, clock], ["方明", "满意", dt.datetime(2013, 5, 6), dt.time(9, 10, 11)])  # noqa: DTZ001
    assert real.column("time") == [T]


def test_one_heading_over_date_and_time() -> None:
    found = told(["姓名", "评价", "评价时间", "评价时间"], ["方明", "满意", "2013-05-06", "09:10:11"])
    assert found.column("time") == [T]


def test_a_date_without_any_time_is_its_midnight() -> None:
    assert told(["姓名", "评价", "日期"], ["方明", "满意", "20130506"]).column("time") == ["2013-05-06 00:00:00"]


def test_a_missing_clock_is_a_problem_where_the_column_is_there() -> None:
    found = told(
        ["姓名", "评价", "日期", "时间"], ["方明", "满意", "2013.5.6", "9:10"], ["方明", "满意", "2013.5.6", ""]
    )
    assert found.reasons == ["时间没有填"]


def test_of_two_times_the_more_telling_is_the_evaluations() -> None:
    found = told(["姓名", "评价", "受理时间", "评价时间"], ["方明", "满意", "2013-05-06 09:00:00", T])
    assert found.column("time") == [T]


# ---------------------------------------------------------------- other registers

COMPLAINT = ("编号", "受理日期", "被投诉单位", "投诉内容", "核查结果")


def test_a_name_in_a_complaint_is_the_officers_where_a_complainant_is_there() -> None:
    found = told([*COMPLAINT, "投诉人", "姓名"], ["1", "2013-05-02", "城关所", "慢", "属实", "某", "方明"])
    assert found.column("officers") == ["方明"]


def test_and_the_complainants_where_an_officer_is_there() -> None:
    found = told([*COMPLAINT, "姓名", "被投诉民警"], ["1", "2013-05-02", "城关所", "慢", "属实", "某", "方明"])
    assert found.column("complainant") == ["某"]


def test_and_never_guessed_where_neither_is() -> None:
    with pytest.raises(FileRefused) as refused:
        told([*COMPLAINT, "姓名"], ["1", "2013-05-02", "城关所", "慢", "属实", "某"])
    assert refused.value.message == (
        "“导出.xlsx”的工作表“Sheet1”的表头“姓名”可能是“投诉人”，也可能是“被投诉民警”，分不清是哪一列；"
        "找到的表头有：编号、受理日期、被投诉单位、投诉内容、核查结果、姓名。"
    )
    assert refused.value.todo == "请指明，例如：--map 投诉人=姓名"


def test_two_dates_of_a_complaint() -> None:
    head = ["编号", "日期", "单位", "反映问题", "调查结论", "办结时间"]
    row = told(head, ["1", "2013年5月2日", "城关所", "慢", "属实", "2013/5/20 8:00"]).only
    assert (row.fields["received"], row.fields["verdict_date"]) == ("2013-05-02", "2013-05-20")


@pytest.mark.parametrize("heading", ["性质", "情节", "严重程度"])
def test_severity_by_any_name(heading: str) -> None:
    found = told([*COMPLAINT, heading], ["1", "2013-05-02", "城关所", "慢", "属实", "严重"])
    assert found.column("severity") == ["严重"]


@pytest.mark.parametrize("heading", ["得分情况", "加减分", "加扣分", "扣分"])
def test_points_by_any_name(heading: str) -> None:
    found = told(["检查时间", "单位", "项目", heading], ["2013-05-02", "城关所", "着装挂牌", "扣2分"])
    assert (found.reading.register, found.column("points")) == (Register.INSPECTIONS, ["-2"])


def test_points_in_two_columns() -> None:
    head = ["检查日期", "单位", "检查项目", "扣分", "加分"]
    day = ["2013-05-02", "城关所", "着装挂牌"]
    found = told(head, [*day, "2", ""], [*day, "", "1"], [*day, "0", "1"], [*day, "", ""], [*day, "1", "1"])
    assert found.column("points")[:4] == ["-2", "1", "1", ""]
    assert found.reasons == ["这一行既有扣分又有加分，看不出算哪一个"]


def test_a_category_in_a_roster_is_the_area_or_the_role() -> None:
    area = told(["单位", "类别", "姓名", "角色"], ["城关派出所", "城区", "方明", "窗口民警"])
    role = told(["单位", "类别", "姓名"], ["城关派出所", "窗口民警", "方明"], kind=Register.ROSTER)
    assert (area.column("area"), role.column("role")) == (["城区"], ["窗口民警"])


def test_the_notices_own_roster() -> None:
    found = told(["参与单位", "责任人", "责任领导", "责任局领导"], ["城关派出所", "朱 春 梅、方明", "甲", "乙"])
    assert (found.reading.register, found.reading.form) == (Register.ROSTER, "wide")
    assert found.column("officers") == ["朱 春 梅、方明"]


def test_measures_and_filings() -> None:
    measure = told(["日期", "民警", "所在单位", "措施种类", "原因"], ["2013-05-02", "方明", "城关所", "谈话", "迟到"])
    filing = told(["单位", "报送材料", "报送时间"], ["城关所", "活动方案", "3月5日"])
    assert measure.only.fields["measure"] == "谈话"
    assert filing.reasons == ["日期里没有四位数的年份"]


# ---------------------------------------------------------------- summaries


def test_counts_by_any_heading() -> None:
    head = ["姓名", "月份", "非常满意(5分)", "满意数", "很不满意", "特别棒满意", "未评价次数", "合计", "满意率(%)"]
    row = told(head, ["方明", "2013-01", 1, 2, 0, 0, 4, 7, 100]).only
    assert row.fields == {
        "officer": "方明",
        "month": "2013-01",
        "count:非常满意": "1",
        "count:满意": "2",
        "count:很不满意": "0",
        "count:特别棒满意": "0",
        "count:未评价": "4",
        "total": "7",
        "rate": "100%",
    }


def test_one_count_makes_no_summary() -> None:
    with pytest.raises(FileRefused, match="评价次数"):
        told(["姓名", "月份", "满意", "总数", "满意率"], ["方明", "2013-01", 1, 1, "100%"], kind=Register.EVALUATIONS)


def test_blanks_and_dashes_say_nothing_in_a_checksum() -> None:
    head = ["姓名", "月份", "满意", "不满意", "总数", "满意率"]
    found = told(head, ["方明", "2013-01", 1, "", "—", "/"])
    assert (found.column("total"), found.column("rate"), found.reasons) == ([""], [""], [])


# ---------------------------------------------------------------- the clerk's maps


def test_a_column_is_named() -> None:
    found = told(["姓名", "打几分", "时间"], ["方明", "满意", T], columns={"评价结果": "打几分"})
    assert found.column("rating") == ["满意"]
    assert told(["姓名", "打几分", "时间"], ["方明", "满意", T], columns={"rating": "打几分"}).column("rating") == [
        "满意"
    ]


def test_a_column_named_wins_over_the_vocabulary() -> None:
    found = told(["姓名", "评价", "等级", "时间"], ["方明", "甲", "满意", T], columns={"评价结果": "等级"})
    assert found.column("rating") == ["满意"]


def test_a_word_is_named() -> None:
    found = told(["姓名", "评价", "时间"], ["方明", " ５ ", T], ["方明", 4, T], words={("评价结果", "5"): "非常满意"})
    assert found.column("rating") == ["非常满意", "4"]


def test_an_unknown_field_names_the_nearest() -> None:
    with pytest.raises(FileRefused) as refused:
        told(["姓名", "评价", "时间"], ["方明", "满意", T], columns={"评价结课": "评价"})
    assert "“评价结课”不是字段名" in refused.value.message
    assert refused.value.todo == "最接近的是“评价结果”，例如：--map 评价结果=表头"


def test_an_unknown_heading_names_the_nearest() -> None:
    with pytest.raises(FileRefused) as refused:
        told(["姓名", "打几分", "时间"], ["方明", "满意", T], columns={"评价结果": "打分"})
    assert refused.value.message == "“导出.xlsx”里没有“打分”这个表头；找到的表头有：姓名、打几分、时间。"
    assert refused.value.todo == "最接近的是“打几分”，例如：--map 评价结果=打几分"


def test_a_layout_is_remembered() -> None:
    lines = (["姓名", "打几分", "时间"], ["方明", "满意", T])
    layout = told(*lines, columns={"评价结果": "打几分"}).reading.layouts[0]
    assert layout.mapping == {"officer": "姓名", "rating": "打几分", "time": "时间"}
    assert told(*lines, remembered={layout.signature: Overrides(layout.mapping)}).column("rating") == ["满意"]
    with pytest.raises(FileRefused):
        told(*lines, remembered={"别的": Overrides(layout.mapping)})


def test_headings_that_are_no_field_are_reported() -> None:
    assert told(["序号", "姓名", "评价", "时间", "业务种类"], ["1", "方明", "满意", T, "办证"]).reading.layouts[
        0
    ].unused == ("序号", "业务种类")


def test_two_columns_with_one_heading_and_other_contents_are_refused() -> None:
    with pytest.raises(FileRefused, match="有2列都叫“评价”"):
        told(["姓名", "评价", "评价", "时间"], ["方明", "满意", "一般", T])


def test_two_columns_that_say_the_same_are_one() -> None:
    assert told(["姓名", "评价", "评价", "时间"], ["方明", "满意", "满意", T]).column("rating") == ["满意"]
    assert told(["姓名", "评价", "评价", "时间"], ["方明", "", "满意", T]).column("rating") == ["满意"]
