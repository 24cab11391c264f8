"""A complaint that concerns two units is counted for each, and once in the total, which says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded

EAST, WEST = "东山派出所", "西岭派出所"
ROSTER = f"""\
单位,城区/农村,姓名,警号,角色
{EAST},城区,柳河清,880101,窗口民警
{WEST},城区,石砚秋,880102,窗口民警
"""
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"
SHARED = "".join(
    f"TS71,2013-05-06,来电,,,{unit},{name},脸难看,态度冷淡,属实,2013-05-20,,\n"
    for unit, name in ((EAST, "柳河清"), (WEST, "石砚秋"))
)
OWN = f"TS72,2013-05-07,来电,,,{EAST},柳河清,脸难看,排队太久,待查,,,\n"
SAID = "涉及几个单位的投诉，各单位分别计入，合计只计一件"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded(tmp_path, ROSTER)


def come(zlts: Zlts, text: str) -> None:
    path = zlts.ledger.parent / "投诉.csv"
    path.write_text(HEAD + text, encoding="utf-8")
    zlts.ok("import", path)
    zlts.ok("assess", "2013-05")


def test_a_month_counts_it_once(zlts: Zlts) -> None:
    come(zlts, SHARED + OWN)
    report = zlts.json("report", "monthly", "2013-05", codes=(0, 3))
    own = {one["unit"]: (one["received_complaints"], one["sustained_complaints"]) for one in report["units"]}
    assert own == {EAST: (2, 1), WEST: (1, 1)}
    assert report["totals"] == {"received_complaints": 2, "sustained_complaints": 1, "pending_complaints": 1}
    shown = zlts.run("report", "monthly", "2013-05").stdout
    (total,) = [line for line in shown.splitlines() if line.split()[:1] == ["合计"] and "—" in line][:1]
    assert total.split()[-3:] == ["2", "1", "1"]
    assert SAID in shown.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(("kind", "period"), [("quarterly", "2013Q2"), ("annual", "2013")])
def test_a_quarter_and_a_year_count_it_once(zlts: Zlts, kind: str, period: str) -> None:
    come(zlts, SHARED)
    report = zlts.json("report", kind, period, codes=(0, 3))
    assert sum(one["sustained_complaints"] for one in report["units"]) == 2
    assert report["totals"]["sustained_complaints"] == 1
    shown = zlts.run("report", kind, period).stdout
    assert SAID in shown.replace("\n", "").replace(" ", "")


def test_the_public_hears_of_it_once(zlts: Zlts) -> None:
    come(zlts, SHARED)
    assert "查实群众投诉1件" in zlts.run("report", "monthly", "2013-05", "--public").stdout


def test_where_units_add_up_nothing_is_said(zlts: Zlts) -> None:
    come(zlts, OWN)
    assert "合计只计一件" not in zlts.run("report", "monthly", "2013-05").stdout
