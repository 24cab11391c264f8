"""What is written above and below a summary's rows: a note that they are no whole month's presses stops the file."""

from __future__ import annotations

import pytest

from tests.importers.told import told
from zlts.errors import FileRefused
from zlts.formats.cells import Cell
from zlts.periods import Month

HEAD: list[Cell] = ["姓名", "满意", "不满意"]
ROW: list[Cell] = ["方明", 3, 1]
NAME = "城关所2013年5月.xls"


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("备注：数据截至2013年5月20日", "截至2013年5月20日"),
        ("注：统计截止5月20日", "截至5月20日"),
        ("统计时间：2013-05-01至2013-05-20", "2013年5月1日至5月20日"),
        ("注：本表为5月上半月数据", "上半月"),
        ("说明：以上数据为4月26日至5月25日", "4月26日至5月25日"),
        ("以上为累计数", "累计"),
        ("注：以上为1-5月累计", "累计"),
        ("注：不含5月25日以后", "不含5月25日"),
        ("备注：含系统默认评价", "含系统默认"),
        ("以上数据有误，另行上报", "数据有误"),
        ("作废", "作废"),
        ("单位：%", "单位:%"),
        ("单位：十人次", "单位:十人次"),
    ],
)
def test_a_note_below_that_is_against_the_rows_stops_the_file(note: str, words: str) -> None:
    with pytest.raises(FileRefused) as refused:
        told(HEAD, ROW, [note], label=NAME)
    assert f"表下面写着“{words}”，整个文件未予导入" in refused.value.message


@pytest.mark.parametrize("note", ["说明：含系统默认评价", "征求意见稿", "单位：%", "注：包括未评价默认满意"])
def test_a_note_above_that_is_against_the_rows_stops_the_file(note: str) -> None:
    with pytest.raises(FileRefused, match="表上面写着"):
        told([note], HEAD, ROW, label=NAME)


@pytest.mark.parametrize(
    "note",
    [
        "统计时间：2013-05-01至2013-05-31",
        "备注：以上数据统计时间为2013年5月1日至5月31日",
        "备注：5月10日至12日评价器故障",
        "备注：方明5月1日至7日休假",
        "注：不含默认评价",
        "注：未计入系统默认评价",
        "备注：本年累计满意率98%",
        "单位：次",
        "单位：人次",
        "填表人：某某  2013年6月3日",
        "以上数据无误",
    ],
)
def test_other_notes_stop_nothing(note: str) -> None:
    assert told(HEAD, ROW, [note], label=NAME).column("month") == ["2013-05"]


@pytest.mark.parametrize("total", ["累计", "本月累计", "合计", "以上合计"])
def test_a_line_of_sums_is_no_note(total: str) -> None:
    assert told(HEAD, ROW, [total, 3, 1], label=NAME).column("officer") == ["方明"]


def test_a_title_below_which_rows_stand_is_theirs() -> None:
    page = ["城关所2013年5月1日至5月20日评价统计表"]
    found = told(["城关所2013年5月评价统计表"], HEAD, ROW, page, HEAD, ["李静", 3, 1])
    assert [bool(row.problems) for row in found.rows] == [False, True]


@pytest.mark.parametrize("period", ["2013年上半年", "2013年第二季度", "2013年1-5月"])
def test_a_month_that_the_clerk_says_is_not_several(period: str) -> None:
    found = told([f"城关所{period}评价统计表"], HEAD, ROW, month=Month(2013, 5))
    assert "不是一个月" in found.reasons[0]


@pytest.mark.parametrize("period", ["2013年5月", "5月", "2013年", "2013年6月"])
def test_a_month_that_the_clerk_says_wins_over_another(period: str) -> None:
    assert told([f"城关所{period}评价统计表"], HEAD, ROW, month=Month(2013, 5)).column("month") == ["2013-05"]


def test_what_the_clerk_says_settles_what_is_only_doubtful() -> None:
    found = told(HEAD, ROW, ["以上为累计数"], label="城关所.xls", month=Month(2013, 5))
    assert found.column("month") == ["2013-05"]
