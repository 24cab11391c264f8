"""Rows of the registers that sum up others, or whose cells say two things: none of them counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

INSPECTION = "检查日期,单位,姓名,检查项目,检查情况,扣分"
COMPLAINT = "受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str, options: tuple[str, ...] = ()) -> dict[str, object]:
    path = clerk.ledger.parent / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    clerk.take_in(path, *options)
    return clerk.files[name]


# ---------------------------------------------------------------- sums between the rows

SUMS = [
    "乔安然,小计,",
    "乔安然,本季度小计,",
    "乔安然,,累计扣分",
    "乔安然,,合计",
    ",本单位合计扣分,",
    ",柳河派出所合计,",
]


@pytest.mark.parametrize("cells", SUMS)
def test_a_sum_among_inspections_is_rejected(clerk: Played, cells: str) -> None:
    ordinary = "2013-05-08,柳河派出所,乔安然,着装,未挂牌,2"
    found = taken(clerk, "检查.csv", INSPECTION, ordinary, f"2013-05-08,柳河派出所,{cells},2")
    assert (found["accepted"], found["rejected"]) == (1, 1)
    assert any("像是合计行" in reason for reason in clerk.reasons())


ITEMS = ["台账,登记簿没有合计", "评价统计,未小计", "考勤,累计迟到3次", "评价器,评价数合计与台账不符"]


@pytest.mark.parametrize("cells", ITEMS)
def test_a_finding_about_sums_is_no_sum(clerk: Played, cells: str) -> None:
    found = taken(clerk, "检查.csv", INSPECTION, f"2013-05-08,柳河派出所,乔安然,{cells},2")
    assert found["accepted"] == 1, clerk.reasons()


@pytest.mark.parametrize("content", ["小计1件", "合计", "本月合计:1件"])
def test_a_sum_among_complaints_is_rejected(clerk: Played, content: str) -> None:
    ordinary = "2013-05-06,柳河派出所,乔安然,态度差,属实,2013-05-09"
    found = taken(clerk, "投诉.csv", COMPLAINT, ordinary, f"2013-05-31,柳河派出所,乔安然,{content},属实,2013-05-31")
    assert (found["accepted"], found["rejected"]) == (1, 1)
