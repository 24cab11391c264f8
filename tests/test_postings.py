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


# ---------------------------------------------------------------- an end that is changed is told


def judged(zlts: Zlts) -> None:
    """Two below the floor, whose months are assessed: of one the entries lie in May, of the other in June."""
    path = zlts.ledger.parent / "统计.csv"
    rows = "石门派出所,卢景行,2013-05,10,5\n柳湾派出所,柏一鸣,2013-06,10,5\n"
    path.write_text(f"单位,姓名,月份,满意,不满意\n{rows}", encoding="utf-8")
    zlts.ok("import", path)
    zlts.json("assess", "2013-06", codes=DONE)


def newer(zlts: Zlts, row: str) -> list[str]:
    path = zlts.ledger.parent / "花名册新.csv"
    path.write_text(f"{ROSTER.splitlines()[0]}\n{row}\n", encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    return [note for note in one["notes"] if "任职止改了" in note]


ENDED_EARLIER = "石门派出所,农村,卢景行,880003,窗口民警,,2013-03-01,2013-05-15"
TOLD = "“卢景行”在“石门派出所”的任职止改了：2013-05-31 → 2013-05-15，这段日子里已经登记的有 2 条，请核对"


def test_a_newer_roster_tells_each_end_that_it_changes(zlts: Zlts) -> None:
    judged(zlts)
    assert newer(zlts, ENDED_EARLIER) == [f"{TOLD}；没有错的，先看会有哪些变化：zlts assess 2013-05 --dry-run"]
    assert newer(zlts, ENDED_EARLIER) == []


def test_an_end_that_was_open_or_lies_later_is_told_too(zlts: Zlts) -> None:
    judged(zlts)
    (filled,) = newer(zlts, "柳湾派出所,农村,柏一鸣,880001,窗口民警,1号窗口,2013-03-01,2013-06-15")
    assert "没有写 → 2013-06-15，这段日子里已经登记的有 2 条" in filled
    (later,) = newer(zlts, "石门派出所,农村,卢景行,880003,窗口民警,,2013-03-01,2013-06-30")
    assert "2013-05-31 → 2013-06-30，这段日子里已经登记的有 0 条，请核对；zlts explain 卢景行" in later


def test_a_posting_by_hand_tells_the_end_that_it_changes(zlts: Zlts) -> None:
    judged(zlts)
    told = zlts.ok("post", "卢景行", "石门所", "--from", "2013-03-01", "--to", "2013-05-15", "--badge", "880003")
    assert TOLD in told
    assert "zlts assess 2013-05 --dry-run" in told


def test_a_roster_that_changes_no_end_says_nothing_of_ends(zlts: Zlts) -> None:
    assert newer(zlts, "柳湾派出所,农村,夏思齐,880009,窗口民警,,2013-04-01,2013-09-30") == []
    assert newer(zlts, "石门派出所,农村,卢景行,880003,窗口民警,,2013-03-01,") == []


# ---------------------------------------------------------------- one name, and who is meant


def is_one_person(zlts: Zlts, name: str) -> bool:
    done = zlts.run("explain", name)
    assert (done.returncode, "不止一人" in done.stderr) in {(0, False), (2, True)}, (done.returncode, done.stderr)
    return done.returncode == 0


def test_a_name_without_a_badge_makes_no_second_person_in_another_unit(zlts: Zlts) -> None:
    done = zlts.run("post", "卢景行", "柳湾所", "--from", "2013-06-01")
    assert done.returncode == 1
    assert "卢景行(880003)（石门派出所）" in done.stderr
    assert "--badge 880003" in done.stderr
    assert is_one_person(zlts, "卢景行")
    zlts.ok("post", "卢景行", "柳湾所", "--from", "2013-06-01", "--badge", "880003")
    assert works_there(zlts, "卢景行", "2013-06-03")
    assert is_one_person(zlts, "卢景行")


def test_a_badge_serves_as_the_name(zlts: Zlts) -> None:
    zlts.ok("post", "880003", "柳湾所", "--from", "2013-06-01")
    assert works_there(zlts, "卢景行", "2013-06-03")
    assert is_one_person(zlts, "卢景行")
    assert "→ 2013-06-15" in zlts.ok("post", "880001", "柳湾所", "--from", "2013-03-01", "--to", "2013-06-15")


def test_another_of_the_name_has_a_badge_of_his_own(zlts: Zlts) -> None:
    zlts.ok("post", "卢景行", "柳湾所", "--from", "2013-06-01", "--badge", "880009")
    assert not is_one_person(zlts, "卢景行")


def test_a_leader_of_the_name_needs_no_badge(zlts: Zlts) -> None:
    zlts.ok("post", "卢景行", "柳湾所", "--role", "责任领导", "--from", "2013-06-01")


BADGED = "石门派出所,卢景行,880003,窗口民警,2013-03-01,2013-05-31"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("柳湾派出所,卢景行,,窗口民警,2013-06-01,", True),
        ("柳湾派出所,卢景行,880003,窗口民警,2013-06-01,", False),
        ("柳湾派出所,卢景行,880009,窗口民警,2013-06-01,", False),
        ("柳湾派出所,卢景行,,责任领导,2013-06-01,", False),
    ],
)
def test_a_roster_that_makes_two_of_one_name_says_so(zlts: Zlts, row: str, told: bool) -> None:
    path = zlts.ledger.parent / "新花名册.csv"
    head = "单位,姓名,警号,角色,任职起,任职止"
    path.write_text(f"{head}\n{BADGED}\n{row}\n", encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    assert any("“卢景行”作为 2 个人登记" in note for note in one["notes"]) is told
    path.write_text(f"{head}\n{BADGED}\n{row.replace(',,', ',880003,', 1)}\n", encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    assert not any("个人登记" in note for note in one["notes"])
    if told:
        assert is_one_person(zlts, "卢景行")


def test_one_name_without_badges_in_two_units_at_once_says_so(zlts: Zlts) -> None:
    path = zlts.ledger.parent / "新花名册.csv"
    head = "单位,姓名,角色,任职起"
    path.write_text(f"{head}\n柳湾派出所,夏思齐,窗口民警,\n石门派出所,夏思齐,窗口民警,2013-06-16\n", encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    assert any("“夏思齐”作为 2 个人登记" in note for note in one["notes"])
