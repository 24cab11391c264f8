"""Early help for an officer who moved: each warning stands under the unit where it came to be, months in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded

EAST, WEST = "东山派出所", "西岭派出所"
ROSTER = f"""\
单位,城区/农村,姓名,警号,角色,任职起,任职止
{EAST},城区,柳河清,880101,窗口民警,2013-01-01,2013-05-31
{WEST},城区,柳河清,880101,窗口民警,2013-06-01,
{EAST},城区,石砚秋,880102,窗口民警,2013-01-01,
{EAST},城区,白露明,,责任领导,2013-01-01,
{EAST},城区,丁既明,,责任局领导,2013-01-01,
"""
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded(tmp_path, ROSTER)


def come(zlts: Zlts, name: str, text: str) -> None:
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    zlts.ok("import", path)


def months(*said: tuple[str, str, str, int]) -> str:
    lines = [f"{unit},{name},{month},10,{bad}" for unit, name, month, bad in said]
    return "\n".join(["单位,姓名,月份,满意,不满意", *lines, ""])


def lines(zlts: Zlts, *command: str) -> dict[tuple[str, str], list[str]]:
    found = zlts.json(*command, codes=(0, 3))["early_help"]
    return {(one["unit"], one["officer"]): one["reasons"] for one in found}


def test_a_complaint_warns_under_the_unit_that_it_names(zlts: Zlts) -> None:
    come(zlts, "投诉.csv", HEAD + f"TS71,2013-05-06,来电,,,{EAST},柳河清,脸难看,态度冷淡,待查,,,\n")
    assert lines(zlts, "report", "monthly", "2013-06") == {(EAST, "柳河清"): ["有 1 件投诉待查"]}
    assert f"{EAST}柳河清" in zlts.run("status").stdout


def test_a_month_warns_under_the_unit_of_the_month(zlts: Zlts) -> None:
    come(zlts, "汇总.csv", months((EAST, "柳河清", "2013-05", 5), (WEST, "柳河清", "2013-06", 5)))
    assert lines(zlts, "status") == {
        (EAST, "柳河清"): ["5月低于 95%，评定后将打招呼"],
        (WEST, "柳河清"): ["6月低于 95%，评定后将打招呼"],
    }


def test_a_step_warns_under_the_unit_of_the_last_measure(zlts: Zlts) -> None:
    come(zlts, "汇总.csv", months((EAST, "柳河清", "2013-04", 5), (EAST, "柳河清", "2013-05", 5)))
    zlts.ok("assess", "2013-06")
    assert lines(zlts, "report", "monthly", "2013-06") == {
        (EAST, "柳河清"): ["年内已打招呼 2 次，再有 1 次将对单位领导谈话"]
    }


def test_months_stand_in_their_order(zlts: Zlts) -> None:
    """Also where the first officer's month is the later one."""
    come(zlts, "汇总.csv", months((WEST, "柳河清", "2013-06", 5), (EAST, "石砚秋", "2013-04", 5)))
    come(zlts, "再汇总.csv", months((EAST, "石砚秋", "2013-07", 5), (EAST, "柳河清", "2013-05", 5)))
    shown = zlts.run("status").stdout
    places = [shown.index(f"{month}月低于 95%") for month in (4, 5, 6, 7)]
    assert places == sorted(places)
