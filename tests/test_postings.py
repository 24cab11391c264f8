"""`zlts post`: an open posting is ended and not doubled; postings that overlap are pointed out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded_within

DONE = (0, 3)
ROSTER = """\
单位,城区农村,姓名,警号,角色,窗口号,任职起,任职止
柳湾派出所,农村,柏一鸣,880001,窗口民警,1号窗口,2013-03-01,
柳湾派出所,农村,戴若兰,880002,窗口民警,,,
柳湾派出所,农村,孔海川,,责任领导,,2013-03-01,
石门派出所,农村,卢景行,880003,窗口民警,,2013-03-01,2013-05-31
"""
PRESSES = "单位,姓名,评价结果,评价时间\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def overlapping(zlts: Zlts) -> list[Any]:
    return list(zlts.json("status", codes=DONE)["overlapping_postings"])


def works_there(zlts: Zlts, name: str, day: str, unit: str = "柳湾派出所") -> bool:
    """Whether an evaluation of that day is his."""
    path = zlts.ledger.parent / f"{name}{day}.csv"
    path.write_text(f"{PRESSES}{unit},{name},满意,{day} 09:00:00\n", encoding="utf-8")
    (one,) = zlts.json("import", path, "--dry-run", codes=DONE)["files"]
    return bool(one["accepted"])


@pytest.mark.parametrize("first", ["2013-03-01", "2013-04-01", "2013-06-15"])
@pytest.mark.parametrize("name", ["柏一鸣", "戴若兰"])
def test_a_last_day_ends_the_open_posting(zlts: Zlts, name: str, first: str) -> None:
    told = zlts.ok("post", name, "柳湾所", "--from", first, "--to", "2013-06-15")
    if (name, first) != ("柏一鸣", "2013-03-01"):
        assert "到 2013-06-15 为止" in told
    assert works_there(zlts, name, "2013-03-05")
    assert works_there(zlts, name, "2013-06-15")
    assert not works_there(zlts, name, "2013-06-16")
    assert overlapping(zlts) == []


def test_a_leader_s_open_posting_is_ended_too(zlts: Zlts) -> None:
    zlts.ok("post", "孔海川", "柳湾所", "--role", "责任领导", "--from", "2013-05-01", "--to", "2013-06-30")
    zlts.ok("post", "俞望舒", "柳湾所", "--role", "责任领导", "--from", "2013-07-01")
    assert overlapping(zlts) == []


def test_taking_it_back_opens_the_posting_again(zlts: Zlts) -> None:
    told = zlts.ok("post", "柏一鸣", "柳湾所", "--from", "2013-04-01", "--to", "2013-06-15")
    batch = told.rsplit("zlts undo ", 1)[1].strip()
    zlts.ok("undo", batch)
    assert works_there(zlts, "柏一鸣", "2013-06-16")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--from", "2013-06-01"), "不用再登记"),
        (("--from", "2013-02-01", "--to", "2013-06-30"), "--from 2013-03-01 --to 2013-06-30"),
        (("--from", "2013-02-01"), "--from 2013-03-01"),
    ],
)
def test_what_would_double_an_open_posting_is_refused(zlts: Zlts, words: tuple[str, ...], said: str) -> None:
    done = zlts.run("post", "柏一鸣", "柳湾所", *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert overlapping(zlts) == []


def test_an_earlier_stint_that_has_ended_is_another_posting(zlts: Zlts) -> None:
    zlts.ok("post", "柏一鸣", "柳湾所", "--from", "2012-01-01", "--to", "2013-02-28")
    assert overlapping(zlts) == []
    assert works_there(zlts, "柏一鸣", "2013-12-01")


def test_another_window_is_another_posting(zlts: Zlts) -> None:
    zlts.ok("post", "柏一鸣", "柳湾所", "--from", "2013-06-01", "--to", "2013-06-30", "--window", "2号窗口")
    assert works_there(zlts, "柏一鸣", "2013-07-01")
    assert overlapping(zlts) == []


def test_a_posting_that_overlaps_an_ended_one_is_pointed_out(zlts: Zlts) -> None:
    told = zlts.ok("post", "卢景行", "石门所", "--from", "2013-05-01", "--to", "2013-09-30")
    assert "任职重叠" in told
    ((one, other),) = overlapping(zlts)
    assert "2013-05-31" in one
    assert "2013-09-30" in other


@pytest.mark.parametrize(("first", "told"), [("2013-05-31", True), ("2013-06-01", False)])
def test_a_roster_that_doubles_a_posting_says_so(zlts: Zlts, first: str, told: bool) -> None:
    path = zlts.ledger.parent / "新花名册.csv"
    path.write_text(f"单位,姓名,警号,角色,任职起\n石门派出所,卢景行,880003,窗口民警,{first}\n", encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    assert any("任职重叠" in note for note in one["notes"]) is told
    assert bool(overlapping(zlts)) is told
    assert ("任职重叠" in zlts.run("status").stdout) is told
