"""Columns that are no field: which stop a file, and which never do, by their headings and by their cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.importers.told import T, told
from zlts.errors import FileRefused

_PRESS = {"单位": "城关所", "姓名": "方明", "评价结果": "不满意", "评价时间": T}
_COUNTS = {"姓名": "方明", "月份": "2013-05", "满意": "5", "不满意": "1"}
_MATTER = {"编号": "1", "受理日期": "2013-05-02", "被投诉单位": "城关所", "投诉内容": "慢", "认定结果": "不属实"}
_CHECK = {"检查日期": "2013-05-02", "单位": "城关所", "检查项目": "着装", "扣分": "2"}


def _refusal(row: dict[str, str], more: dict[str, str], **asked: Any) -> FileRefused | None:
    both = row | more
    try:
        told(list(both), list(both.values()), **asked)
    except FileRefused as refused:
        return refused
    return None


@pytest.mark.parametrize(
    ("row", "heading", "cell"),
    [
        (_PRESS, "总体评价", "满意"),
        (_PRESS, "追加评价", "满意"),
        (_PRESS, "回访满意度", "非常满意"),
        (_PRESS, "不知何物", "满意"),
        (_PRESS, "办事效率", "5"),
        (_PRESS, "是否满意", "是"),
        (_PRESS, "评价方式", "系统默认"),
        (_PRESS, "评价状态", "未评价"),
        (_PRESS, "记录状态", "3"),
        (_PRESS, "删除标志", "1"),
        (_PRESS, "是否有效", "否"),
        (_PRESS, "是否主动评价", "否"),
        (_PRESS, "删除时间", "2013-05-07 10:00:00"),
        (_PRESS, "作废人", "李静"),
        (_PRESS, "异常", "是"),
        (_PRESS, "数据类型", "模拟"),
        (_PRESS, "评价来源", "补录"),
        (_PRESS, "复核结果", "非民警责任"),
        (_PRESS, "核实情况", "恶意差评"),
        (_PRESS, "不满意原因", "群众误操作"),
        (_CHECK, "撤销日期", "2013-05-07"),
        (_PRESS, "受理人", "李静"),
        (_PRESS, "评价时间2", "2013-06-06 09:10:11"),
        (_COUNTS, "累计满意", "50"),
        (_COUNTS, "默认满意", "50"),
        (_COUNTS, "满意(系统默认)", "50"),
        (_COUNTS, "满意数", "50"),
        (_COUNTS, "其中默认", "4"),
        (_COUNTS | {"总数": "6"}, "其中默认", "4"),
        (_COUNTS | {"总数": "6"}, "默认数", "50"),
        (_COUNTS | {"总数": "6"}, "其中误按", "1"),
        (_COUNTS | {"总数": "6"}, "其中申诉成功", "1"),
        (_COUNTS | {"总数": "6"}, "剔除数", "1"),
        (_COUNTS | {"总数": "6"}, "无效评价", "1"),
        (_COUNTS | {"总数": "6"}, "系统自动评价数", "50"),
        (_COUNTS, "默认评价率", "50%"),
        (_COUNTS, "称心", "7"),
        (_MATTER, "复查情况分类", "属实"),
        (_MATTER, "复核", "咨询"),
        (_MATTER, "程序", "撤诉"),
        (_MATTER | {"认定结果": "属实"}, "撤诉时间", "2013-05-20"),
        (_MATTER | {"认定结果": "属实"}, "审批", "不同意认定"),
        (_MATTER | {"认定结果": "属实"}, "诉求合理性", "不合理"),
        (_MATTER | {"认定结果": "属实"}, "责任单位", "南坪所"),
        (_CHECK, "加扣分", "-5"),
    ],
)
def test_a_column_that_could_change_the_row_stops_the_file(row: dict[str, str], heading: str, cell: str) -> None:
    refused = _refusal(row, {heading: cell})
    assert refused is not None
    assert "整个文件未予导入" in refused.message
    assert "--map" in (refused.todo or "")
    assert _refusal(row, {heading: cell}, left_out=(heading,)) is None


@pytest.mark.parametrize(
    ("row", "heading", "cell"),
    [
        (_PRESS, "序号", "1"),
        (_PRESS, "备注", "群众说窗口很满意，只是等得久"),
        (_PRESS, "意见", "无"),
        (_PRESS, "总体评价", "不满意"),
        (_PRESS, "总体评价", ""),
        (_PRESS, "评价值", "2"),
        (_PRESS, "是否满意", "否"),
        (_PRESS, "评价状态", "已评价"),
        (_PRESS, "评价方式", "现场"),
        (_PRESS, "业务状态", "已办结"),
        (_PRESS, "删除标志", "0"),
        (_PRESS, "删除时间", "-"),
        (_PRESS, "异常", "否"),
        (_PRESS, "是否主动评价", "是"),
        (_PRESS, "业务类型", "补录"),
        (_PRESS, "同步状态", "1"),
        (_PRESS, "紧急程度", "一般"),
        (_PRESS, "IP地址", "10.0.0.1"),
        (_PRESS, "办理业务", "换证"),
        (_PRESS, "上级部门", "县公安局"),
        (_COUNTS, "不满意率", "16.67%"),
        (_COUNTS, "满意占比", "83.33%"),
        (_COUNTS, "默认满意", "0"),
        (_COUNTS | {"总数": "6"}, "其中默认", "0"),
        (_COUNTS | {"总数": "6"}, "剔除数", "0"),
        (_COUNTS | {"有效评价数": "6"}, "无效评价", "3"),
        (_COUNTS | {"总数": "6"}, "其中户籍业务", "3"),
        (_COUNTS | {"总数": "6"}, "默认评价率", "0%"),
        (_COUNTS, "业务量", "12"),
        (_COUNTS, "满意数", "5"),
        (_MATTER, "回访人", "李静"),
        (_MATTER, "撤诉时间", "2013-05-20"),
        (_MATTER, "诉求合理性", "合理"),
        (_MATTER, "承办单位", "南坪所"),
        (_MATTER, "办理时限", "7"),
        (_CHECK, "整改情况", "已整改"),
    ],
)
def test_a_column_that_says_nothing_else_stops_nothing(row: dict[str, str], heading: str, cell: str) -> None:
    assert _refusal(row, {heading: cell}) is None


@pytest.mark.parametrize("heading", ["评价结果", "总体评价"])
def test_the_line_that_the_refusal_shows_decides(heading: str) -> None:
    refused = _refusal(_PRESS, {"总体评价": "满意"})
    assert refused is not None
    assert f"--map 评价结果={heading}" in (refused.todo or "")
    assert _refusal(_PRESS, {"总体评价": "满意"}, columns={"评价结果": heading}) is None


def test_a_column_that_differs_only_far_below_stops_the_file() -> None:
    heads = [*_PRESS, "总体评价"]
    rows = [["城关所", "方明", "满意", T, "满意"] for _ in range(500)]
    told(heads, *rows)
    with pytest.raises(FileRefused, match="总体评价"):
        told(heads, *rows, ["城关所", "方明", "满意", T, "不满意"])


def test_two_groups_under_merged_headings_are_told_apart_by_all_their_lines() -> None:
    lines = (["姓名", "月份", "窗口", "窗口", "网上", "网上"], ["", "", "满意", "不满意", "满意", "不满意"])
    with pytest.raises(FileRefused) as refused:
        told(*lines, ["方明", "2013-05", "10", "0", "5", "3"])
    assert "--map 满意=窗口满意" in (refused.value.todo or "")
    found = told(
        *lines, ["方明", "2013-05", "10", "0", "5", "3"], columns={"满意": "网上满意", "不满意": "网上不满意"}
    )
    assert found.only.fields["count:满意"] == "5"


def test_of_two_columns_of_points_each_is_named_by_the_field_that_reads_it() -> None:
    refused = _refusal(_CHECK, {"加扣分": "-5"})
    assert refused is not None
    assert "--map 加扣分=加扣分 或 --map 扣分=扣分" in (refused.todo or "")
    head = [*_CHECK, "加扣分"]
    found = told(head, [*_CHECK.values(), "-5"], columns={"扣分": "扣分"})
    assert found.only.fields["points"] == "-2"
