"""Rows that will never be right: a person decides that they are not used, and can take that back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.registers.zoo import DETAIL, GOOD, ROSTER, csv

STRANGER = ("城关派出所", "朱春美", "满意", "2013-05-06 09:12:11")
OTHER = ("城关派出所", "朱春美", "满意", "2013-05-07 09:12:11")
INSPECTION = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分")
FOUND = ("2013-05-06", "城关派出所", "朱春美", "日常检查", "着装", "未戴帽", "-2")
COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "投诉内容", "认定结果", "认定日期")
COMPLAINED = ("TS3", "2013-05-08", "柏小林", "13800007777", "城关派出所", "朱春美", "态度冷淡", "属实", "2013-05-20")
WHY = ("--reason", "试按的，业务员已说明")


@pytest.fixture
def ledger(tmp_path: Path) -> Within:
    return founded_within(tmp_path, ROSTER)


def took(ledger: Within, name: str, content: bytes) -> dict[str, Any]:
    (ledger.ledger.parent / name).write_bytes(content)
    (one,) = ledger.json("import", ledger.ledger.parent / name, codes=(0, 3))["files"]
    assert one["accepted"] + one["duplicates"] + one["rejected"] + one["ignored"] == one["rows"]
    return dict(one)


def waiting(ledger: Within) -> list[str]:
    return [one["id"] for one in ledger.json("quarantine", codes=(0, 3))["rows"]]


def aside(ledger: Within) -> list[str]:
    return [one["id"] for one in ledger.json("quarantine", codes=(0, 3))["set_aside"]]


def test_a_row_set_aside_waits_no_more_and_is_counted_apart(ledger: Within) -> None:
    took(ledger, "评价.csv", csv(DETAIL, GOOD, STRANGER, OTHER))
    assert waiting(ledger) == ["2:3", "2:4"]
    told = ledger.ok("set-aside", "2:3", *WHY)
    assert "已不予采用：2:3" in told
    assert (waiting(ledger), aside(ledger)) == (["2:4"], ["2:3"])
    assert "已不予采用 1 行" in ledger.ok("status")
    assert ledger.json("status")["set_aside"] == 1
    assert "有 1 行待核实" in ledger.ok("status")
    shown = ledger.ok("quarantine")
    assert "试按的，业务员已说明" in shown
    assert "已不予采用 1 行" in ledger.ok("report", "monthly", "2013-05")


def test_the_decision_is_taken_back(ledger: Within) -> None:
    took(ledger, "评价.csv", csv(DETAIL, GOOD, STRANGER))
    ledger.ok("set-aside", "2:3", *WHY)
    assert "1 行待核实" in ledger.ok("set-aside", "2:3", "--undo")
    assert (waiting(ledger), aside(ledger)) == (["2:3"], [])
    ledger.ok("verify")


def test_several_rows_and_a_dry_run(ledger: Within) -> None:
    took(ledger, "评价.csv", csv(DETAIL, GOOD, STRANGER, OTHER))
    assert "没有写入" in ledger.ok("set-aside", "2:3-4", *WHY, "--dry-run")
    assert waiting(ledger) == ["2:3", "2:4"]
    ledger.ok("set-aside", "2:3-4", *WHY)
    assert (waiting(ledger), aside(ledger)) == ([], ["2:3", "2:4"])


@pytest.mark.parametrize("args", [("2:3",), ("2:2", *WHY), ("9:1", *WHY), ("2:x", *WHY), ("2:3", "--undo")])
def test_no_reason_or_no_such_row_is_refused(ledger: Within, args: tuple[str, ...]) -> None:
    took(ledger, "评价.csv", csv(DETAIL, GOOD, STRANGER))
    done = ledger.run("set-aside", *args)
    assert done.returncode == 2
    assert (waiting(ledger), aside(ledger)) == (["2:3"], [])


@pytest.mark.parametrize(
    ("heading", "good", "bad"),
    [
        (DETAIL, GOOD, STRANGER),
        (INSPECTION, (*FOUND[:2], "朱春梅", *FOUND[3:]), FOUND),
        (COMPLAINT, ("TS2", *COMPLAINED[1:5], "朱春梅", *COMPLAINED[6:]), COMPLAINED),
    ],
)
def test_the_same_row_in_another_file_is_not_used_either(
    ledger: Within, heading: tuple[str, ...], good: tuple[str, ...], bad: tuple[str, ...]
) -> None:
    """Known by what it says, wherever it stands; also once the roster knows the name."""
    took(ledger, "一.csv", csv(heading, good, bad))
    ledger.ok("set-aside", "2:3", *WHY)
    again = took(ledger, "二.csv", csv(heading, bad, good))
    assert (again["accepted"], again["rejected"], again["set_aside"]) == (0, 1, 1)
    assert "已决定不予采用" in "".join(again["notes"])
    assert (waiting(ledger), aside(ledger)) == ([], ["2:3", "3:2"])
    ledger.ok("post", "朱春美", "城关派出所", "--from", "2013-01-01")
    ledger.ok("retry")
    third = took(ledger, "三.csv", csv(heading, bad))
    assert (third["accepted"], third["set_aside"]) == (0, 1)
    ledger.ok("undo", "2")
    assert aside(ledger) == ["3:2", "5:2"]
    told = ledger.ok("set-aside", "5:2", "--undo")
    assert "2 行转为采用" in told
    assert (waiting(ledger), aside(ledger)) == ([], [])
    ledger.ok("verify")


def test_what_is_set_aside_lets_the_rest_of_its_complaint_in(ledger: Within) -> None:
    other = (*COMPLAINED[:5], "朱春梅", *COMPLAINED[6:])
    took(ledger, "投诉.csv", csv(COMPLAINT, COMPLAINED, other))
    assert waiting(ledger) == ["2:2", "2:3"]
    assert "1 行从待核实转为采用" in ledger.ok("set-aside", "2:2", *WHY)
    assert (waiting(ledger), aside(ledger)) == ([], ["2:2"])
    assert "朱春梅" in ledger.ok("complaints")


def test_the_same_file_again_says_what_is_not_used(ledger: Within) -> None:
    content = csv(DETAIL, GOOD, STRANGER, OTHER)
    took(ledger, "评价.csv", content)
    ledger.ok("set-aside", "2:3", *WHY)
    again = took(ledger, "再来.csv", content)
    assert (again["duplicates"], again["rejected"], again["set_aside"]) == (1, 2, 1)


def test_a_unit_all_of_whose_rows_are_set_aside_has_not_reported(ledger: Within) -> None:
    took(ledger, "评价.csv", csv(DETAIL, GOOD, ("南坪派出所", "朱春美", "满意", "2013-05-06 09:12:11")))
    waits = "南坪派出所（已报来，均待核实）"
    shown = "".join(ledger.run("report", "monthly", "2013-05").stdout.split())
    assert waits in shown
    ledger.ok("set-aside", "2:3", *WHY)
    shown = "".join(ledger.run("report", "monthly", "2013-05").stdout.split())
    assert waits not in shown
    assert "尚未报送" in shown
