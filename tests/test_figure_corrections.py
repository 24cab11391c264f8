"""Figures that an issued bulletin gave and that no longer hold: told in the next of its kind, once, old and new."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded_within

DONE = (0, 3)
ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
柳湾派出所,农村,柏一鸣,880001,窗口民警,2013-03-01,
石门派出所,农村,卢景行,880003,窗口民警,2013-03-01,
石门派出所,农村,戴若兰,880004,窗口民警,2013-03-01,
"""
COUNTS = "单位,姓名,月份,满意,不满意\n"
REGISTER = "编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期\n"
COMPLAINT = "7,2013-03-08,,,柳湾派出所,柏一鸣,事难办,态度生硬"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def take(zlts: Zlts, name: str, text: str) -> int:
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    return int(one["batch"])


def issued(zlts: Zlts, kind: str, period: str, number: str) -> list[dict[str, Any]]:
    """Issue a bulletin; what it says of figures told before."""
    months = {"2013Q1": "2013-03", "2013Q2": "2013-06"}
    zlts.json("assess", months.get(period, period), codes=DONE)
    report = zlts.json("report", kind, period, "--issue", number, codes=DONE)
    return list(report["figure_corrections"])


def month_by_month(zlts: Zlts) -> int:
    """March with a unit missing; the batch of the unit that has come."""
    batch = take(zlts, "柳湾3.csv", f"{COUNTS}柳湾派出所,柏一鸣,2013-03,40,0\n")
    assert issued(zlts, "monthly", "2013-03", "2013年第3期") == []
    take(zlts, "柳湾4.csv", f"{COUNTS}柳湾派出所,柏一鸣,2013-04,40,0\n")
    return batch


def test_data_that_come_late_are_told_once_with_old_and_new(zlts: Zlts) -> None:
    month_by_month(zlts)
    take(zlts, "石门3.csv", f"{COUNTS}石门派出所,卢景行,2013-03,30,1\n石门派出所,戴若兰,2013-03,20,0\n")
    unit, *officers = issued(zlts, "monthly", "2013-04", "2013年第4期")
    assert (unit["number"], unit["period"], unit["unit"], unit["officer"]) == (
        "2013年第3期", "2013-03", "石门派出所", "",
    )  # fmt: skip
    assert unit["was"] == {"counted": "未报", "satisfied": "未报", "percent": "未报"}
    assert unit["now"] == {"counted": 51, "satisfied": 50, "percent": "98.03%"}
    assert unit["reason"] == "评价数据补报"
    assert [one["officer"] for one in officers] == ["卢景行", "戴若兰"]
    again = issued(zlts, "monthly", "2013-05", "2013年第5期")
    assert [one for one in again if one["period"] == "2013-03"] == []


def test_the_second_change_is_told_against_the_first_correction(zlts: Zlts) -> None:
    month_by_month(zlts)
    late = take(zlts, "石门3.csv", f"{COUNTS}石门派出所,卢景行,2013-03,30,1\n石门派出所,戴若兰,2013-03,20,0\n")
    issued(zlts, "monthly", "2013-04", "2013年第4期")
    zlts.ok("undo", late)
    take(zlts, "石门3新.csv", f"{COUNTS}石门派出所,卢景行,2013-03,31,0\n石门派出所,戴若兰,2013-03,20,0\n")
    told = [one for one in issued(zlts, "monthly", "2013-05", "2013年第5期") if one["period"] == "2013-03"]
    assert [(one["officer"], one["was"]["satisfied"], one["now"]["satisfied"]) for one in told] == [
        ("", 50, 51),
        ("卢景行", 30, 31),
    ]
    assert {one["reason"] for one in told} == {"评价数据已更正"}


def test_a_withdrawn_bulletin_has_told_nothing(zlts: Zlts) -> None:
    month_by_month(zlts)
    take(zlts, "石门3.csv", f"{COUNTS}石门派出所,卢景行,2013-03,30,1\n")
    assert issued(zlts, "monthly", "2013-04", "2013年第4期")
    zlts.ok("report", "monthly", "--withdraw", "2013年第4期")
    assert issued(zlts, "monthly", "2013-04", "2013年第4期改")
    zlts.ok("report", "monthly", "--withdraw", "2013年第3期")
    assert zlts.json("report", "monthly", "2013-04", codes=DONE)["figure_corrections"] == []


def test_what_is_taken_back_is_told_as_not_reported(zlts: Zlts) -> None:
    batch = month_by_month(zlts)
    zlts.ok("undo", batch)
    told = issued(zlts, "monthly", "2013-04", "2013年第4期")
    assert [one["now"]["counted"] for one in told] == ["未报", "未报"]
    assert {one["reason"] for one in told} == {"评价数据已撤销"}
    shown = zlts.run("report", "monthly", "--reprint", "2013年第4期").stdout
    assert "对以前通报数字的更正" in shown
    assert "有效评价 40，满意 40，满意率 100.00%" in shown


def test_complaints_that_came_to_be_known_are_told(zlts: Zlts) -> None:
    month_by_month(zlts)
    take(zlts, "登记簿.csv", f"{REGISTER}{COMPLAINT},属实,2013-03-20\n")
    (told,) = issued(zlts, "monthly", "2013-04", "2013年第4期")
    assert told["was"] == {"received_complaints": 0, "sustained_complaints": 0}
    assert told["now"] == {"received_complaints": 1, "sustained_complaints": 1}
    assert told["reason"] == "投诉登记已更新"
    take(zlts, "登记簿2.csv", f"{REGISTER}{COMPLAINT},不属实,2013-05-20\n")
    back = [one for one in issued(zlts, "monthly", "2013-05", "2013年第5期") if one["period"] == "2013-03"]
    assert [(one["was"], one["now"]) for one in back] == [({"sustained_complaints": 1}, {"sustained_complaints": 0})]


def test_a_quarter_s_ranks_and_help_are_corrected_too(zlts: Zlts) -> None:
    take(zlts, "三月.csv", f"{COUNTS}柳湾派出所,柏一鸣,2013-03,40,1\n石门派出所,卢景行,2013-03,30,0\n")
    assert issued(zlts, "quarterly", "2013Q1", "一季度") == []
    take(
        zlts,
        "登记.csv",
        "检查日期,单位,姓名,检查类别,检查项目,情况,加扣分\n2013-03-20,石门派出所,,季度检查,着装挂牌,未挂牌,-6\n",
    )
    take(zlts, "四月.csv", f"{COUNTS}柳湾派出所,柏一鸣,2013-04,40,1\n石门派出所,卢景行,2013-04,30,0\n")
    told = {one["unit"]: one for one in issued(zlts, "quarterly", "2013Q2", "二季度")}
    assert (told["石门派出所"]["was"]["rank"], told["石门派出所"]["now"]["rank"]) == (1, 2)
    assert (told["石门派出所"]["was"]["score"], told["石门派出所"]["now"]["score"]) == (100, 94)
    assert told["石门派出所"]["reason"] == "检查登记已更正；按现在的数字重新核对"
    assert told["柳湾派出所"]["now"] == {"rank": 1}


def test_a_bulletin_whose_figures_hold_corrects_none(zlts: Zlts) -> None:
    month_by_month(zlts)
    assert issued(zlts, "monthly", "2013-04", "2013年第4期") == []
    assert "对以前通报数字的更正" not in zlts.ok("report", "monthly", "2013-04")
