"""A month's summary covers the whole of its month, from one export alone, or waits for a person (spec 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

HEADS = "单位,姓名,月份,满意,不满意"
WHO = "柳河派出所,乔安然,2013-05"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, *lines: str) -> dict[str, object]:
    path = clerk.ledger.parent / "收件" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    clerk.take_in(path)
    return clerk.files[name]


# ---------------------------------------------------------------- two exports of one month

SPLIT = {
    "评价器": ("甲", "乙"),
    "窗口": ("1号窗口", "2号窗口"),
    "业务": ("户籍", "出入境"),
    "时段": ("上午", "下午"),
}


@pytest.mark.parametrize("column", SPLIT)
@pytest.mark.parametrize("second", ["30,1", "20,2"])
def test_two_exports_of_a_month_are_never_added(clerk: Played, column: str, second: str) -> None:
    one, other = SPLIT[column]
    assert taken(clerk, "前.csv", f"{HEADS},{column}", f"{WHO},30,1,{one}")["accepted"] == 1
    assert taken(clerk, "后.csv", f"{HEADS},{column}", f"{WHO},{second},{other}")["accepted"] == 0
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}
    (reason,) = clerk.reasons(2)
    assert "第 2 批“前.csv”" in reason
    assert "zlts undo 2 " in reason


def test_a_total_and_its_parts_are_not_added_either_way_round(clerk: Played) -> None:
    whole = [HEADS, f"{WHO},30,1"]
    parts = [f"{HEADS},评价器", f"{WHO},20,1,甲", f"{WHO},10,0,乙"]
    taken(clerk, "合计.csv", *whole)
    assert taken(clerk, "分列.csv", *parts)["accepted"] == 0
    assert "zlts undo 2 " in "".join(clerk.reasons())
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}
    clerk.run("undo", 2)
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}  # the parts, tried again
    assert clerk.json("quarantine")["rows"] == []


def test_the_parts_of_one_export_are_added(clerk: Played) -> None:
    assert taken(clerk, "分列.csv", f"{HEADS},评价器", f"{WHO},20,1,甲", f"{WHO},10,0,乙")["accepted"] == 2
    assert taken(clerk, "再来.csv", f"{HEADS},评价器", f"{WHO},10,0,乙", f"{WHO},20,1,甲")["duplicates"] == 2
    assert clerk.tally("2013-05") == {"乔安然": (31, 30)}
