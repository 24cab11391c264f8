"""A complaint received before the notice came into force is kept, marked, and never said to wait or to count."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded

ROSTER = "单位,城区/农村,姓名,警号,角色\n东山派出所,城区,柳河清,880101,窗口民警\n"
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"
REGISTER = HEAD + "".join(
    f"{number},{day},来电,,,东山派出所,柳河清,脸难看,{text},{verdict},,\n"
    for number, day, text, verdict in (
        ("TS61", "2013-02-28", "态度冷淡", "待查,"),
        ("TS62", "2013-02-20", "言语不当", "属实,2013-03-05"),
        ("TS63", "2013-03-01", "排队太久", "待查,"),
    )
)


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    made = founded(tmp_path, ROSTER)
    (tmp_path / "投诉.csv").write_text(REGISTER, encoding="utf-8")
    made.ok("import", tmp_path / "投诉.csv")
    made.ok("assess", "2013-03")
    return made


def test_the_register_says_which_do_not_count(zlts: Zlts) -> None:
    found = {one["number"]: one for one in zlts.json("complaints")["complaints"]}
    assert {number: one["before_first_day"] for number, one in found.items()} == {
        "TS61": True, "TS62": True, "TS63": False,
    }  # fmt: skip
    assert found["TS61"]["days"] is None, "it waits for nobody"
    assert found["TS63"]["days"] is not None
    lines = {line.split()[0]: line for line in zlts.ok("complaints").splitlines() if line.strip().startswith("TS")}
    assert "待查（施行前，不计）" in lines["TS61"]
    assert "有效（施行前，不计）" in lines["TS62"]
    assert "施行" not in lines["TS63"]
    assert "2 件在办法施行（2013-03-01）以前收到，只保存，不计入任何数字" in zlts.ok("complaints")


def test_those_that_wait_are_as_many_as_the_status_says(zlts: Zlts) -> None:
    assert [one["number"] for one in zlts.json("complaints", "--pending")["complaints"]] == ["TS63"]
    assert zlts.json("status")["pending_complaints"] == ["TS63"]
    assert "另有 1 件在办法施行（2013-03-01）以前收到，不计入，没有列出" in zlts.ok("complaints", "--pending")
