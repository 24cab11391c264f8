"""A logged measure belonging to an entry never counts by itself when that entry falls (readings: Logged measures)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests import facts as make
from tests.command import Zlts, founded_within
from zlts import rules
from zlts.carrying_out import Answer, State
from zlts.model import Entry, Kind, Post, PostedEntry, Rule

DONE = (0, 3)
ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,农村,柏一鸣,880001,窗口民警
测试一所,农村,戴若兰,880002,窗口民警
测试一所,农村,孔海川,,责任领导
测试一所,农村,俞景行,,责任局领导
"""
VERDICTS = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def take(zlts: Zlts, name: str, text: str) -> int:
    """Import a register; returns its batch."""
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    (one,) = zlts.json("import", path, codes=DONE)["files"]
    assert not one.get("error"), one
    return int(one["batch"])


def complain(zlts: Zlts, verdict: str, *, number: str = "TS1", decided: str = "2013-05-10") -> int:
    said = f"{number},2013-05-06,测试一所,柏一鸣,窗口态度,{verdict},{decided}\n"
    return take(zlts, f"投诉-{number}-{verdict}-{decided}.csv", VERDICTS + said)


def log(
    zlts: Zlts, day: str = "2013-05-20", *, who: str = "柏一鸣", kind: str = "谈话", why: str = "窗口态度"
) -> int:
    said = f"日期,姓名,单位,措施,事由\n{day},{who},测试一所,{kind},{why}\n"
    return take(zlts, f"措施-{day}-{who}-{kind}-{why}.csv", said)


def judge(zlts: Zlts, month: str = "2013-12") -> dict[str, Any]:
    return zlts.json("assess", month, codes=DONE)


def standing(zlts: Zlts) -> list[tuple[str, str, str]]:
    entries = zlts.json("ledger", "2013")["entries"]
    return sorted((one["person"], one["kind"], one["rule"]) for one in entries)


def number(zlts: Zlts, kind: str, who: str = "柏一鸣") -> int:
    entries = zlts.json("ledger", "2013")["entries"]
    (found,) = [one["id"] for one in entries if (one["person"], one["kind"]) == (who, kind)]
    return int(found)


def number_of_talk(zlts: Zlts) -> int:
    """The number of the 谈话 that a complaint ordered."""
    entries = zlts.json("ledger", "2013")["entries"]
    (found,) = [one["id"] for one in entries if (one["kind"], one["rule"]) == ("谈话", "complaint")]
    return int(found)


def beside(zlts: Zlts) -> list[tuple[str, str, bool]]:
    found = zlts.json("ledger", "2013")["ground_taken_back"]
    return [(one["person"], one["date"], one["recorded_done"]) for one in found]


def settled(zlts: Zlts) -> None:
    """A second pass finds nothing to do."""
    again = judge(zlts)
    assert (again["posted"], again["reversed"]) == ([], [])


# ---------------------------------------------------------------- clearing an officer


@pytest.mark.parametrize("answered", [True, False])
@pytest.mark.parametrize("first", ["complaint", "measure"])
def test_clearing_an_officer_disciplines_nobody(zlts: Zlts, first: str, answered: bool) -> None:
    if first == "measure":
        log(zlts)
    complain(zlts, "属实")
    if first == "complaint":
        log(zlts)
    assert any("zlts count" in one["reason"] for one in judge(zlts)["problems"])
    if answered:
        told = zlts.ok("done", number(zlts, "谈话"), "--on", "2013-05-20")
        assert "不另计" in told
        assert judge(zlts)["problems"] == []
    complain(zlts, "不属实", decided="2013-06-20")
    after = judge(zlts)
    assert {one["kind"] for one in after["reversed"]} == {"谈话", "取消评先评优"}
    assert any("依据已撤销" in one["reason"] for one in after["problems"])
    assert standing(zlts) == []
    assert beside(zlts) == [("柏一鸣", "2013-05-20", answered)]
    settled(zlts)
    assert judge(zlts)["problems"] == []
    shown = zlts.ok("explain", "柏一鸣", "--year", "2013")
    assert "已执行，依据已撤销" in shown


def test_a_measure_that_came_to_be_held_after_it_had_counted(zlts: Zlts) -> None:
    log(zlts)
    judge(zlts)
    assert standing(zlts) == [("柏一鸣", "谈话", "manual")]
    complain(zlts, "属实")
    judge(zlts)
    assert ("柏一鸣", "谈话", "manual") not in standing(zlts)
    complain(zlts, "查无实据", decided="2013-06-20")
    judge(zlts)
    assert standing(zlts) == []
    settled(zlts)


def test_a_measure_logged_after_its_entry_fell_waits_for_a_person(zlts: Zlts) -> None:
    complain(zlts, "属实")
    judge(zlts)
    talk = number(zlts, "谈话")
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    log(zlts)
    (problem,) = judge(zlts)["problems"]
    assert f"zlts done {talk} --on 2013-05-20" in problem["reason"]
    assert standing(zlts) == []
    settled(zlts)
    assert judge(zlts)["problems"] == [problem]
    zlts.ok("done", talk, "--on", "2013-05-20")
    assert judge(zlts)["problems"] == []
    assert beside(zlts) == [("柏一鸣", "2013-05-20", True)]
    settled(zlts)


def test_the_same_row_imported_again_is_still_held(zlts: Zlts) -> None:
    complain(zlts, "属实")
    batch = log(zlts)
    judge(zlts)
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    zlts.ok("undo", batch)
    assert beside(zlts) == []
    log(zlts)
    assert judge(zlts)["posted"] == []
    assert beside(zlts) == [("柏一鸣", "2013-05-20", False)]
    settled(zlts)


@pytest.mark.parametrize("reworded", [True, False])
def test_a_measure_that_comes_together_with_the_clearing(zlts: Zlts, *, reworded: bool) -> None:
    for number in ("TS1", "TS2"):
        complain(zlts, "属实", number=number)
    if reworded:
        batch = log(zlts)
        judge(zlts)
        zlts.ok("undo", batch)
    judge(zlts)
    talk = number_of_talk(zlts)
    for number in ("TS1", "TS2"):
        complain(zlts, "不属实", number=number, decided="2013-06-20")
    log(zlts, why="服务态度")
    after = judge(zlts)
    assert after["posted"] == []
    assert standing(zlts) == []
    (problem,) = after["problems"]
    assert f"第 {talk} 号" in problem["reason"]
    assert "zlts count" in problem["reason"]
    settled(zlts)
    assert judge(zlts)["problems"] == [problem]


def test_clearing_one_of_two_complaints_counts_no_logged_row(zlts: Zlts) -> None:
    complain(zlts, "属实")
    complain(zlts, "属实", number="TS2", decided="2013-05-12")
    judge(zlts)
    complain(zlts, "不属实", number="TS2", decided="2013-06-20")
    log(zlts, kind="告诫")
    after = judge(zlts)
    assert after["posted"] == []
    assert [one["kind"] for one in after["problems"]] == ["告诫"]
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint"), ("柏一鸣", "谈话", "complaint")]
    settled(zlts)


def test_undoing_the_complaints_batch(zlts: Zlts) -> None:
    batch = complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    zlts.ok("undo", batch)
    judge(zlts)
    assert standing(zlts) == []
    complain(zlts, "属实", decided="2013-05-11")
    assert any("zlts count" in one["reason"] for one in judge(zlts)["problems"])
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint"), ("柏一鸣", "谈话", "complaint")]
    settled(zlts)


def test_waiving_and_taking_the_waiver_back(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    told = zlts.ok("waive", talk, "--reason", "复查", "--doc", "2号")
    assert "依据（第" in told
    judge(zlts)
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint")]
    settled(zlts)
    zlts.ok("waive", talk, "--undo")
    assert judge(zlts)["problems"] == []
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint"), ("柏一鸣", "谈话", "complaint")]
    assert beside(zlts) == []
    settled(zlts)


def test_only_a_person_makes_it_a_measure_of_its_own(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    (problem,) = judge(zlts)["problems"]
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    zlts.ok("count", problem["measure"])
    assert [(one["kind"], one["rule"]) for one in judge(zlts)["posted"]] == [("谈话", "manual")]
    assert beside(zlts) == []
    settled(zlts)
    zlts.ok("count", problem["measure"], "--undo")
    judge(zlts)
    assert standing(zlts) == []
    settled(zlts)


def test_the_leaders_talks_are_not_counted_either(zlts: Zlts) -> None:
    complain(zlts, "属实", number="TS1")
    complain(zlts, "属实", number="TS2", decided="2013-05-12")
    log(zlts, "2013-05-25", who="孔海川", why="连带")
    log(zlts, "2013-05-26", who="俞景行", kind="打招呼", why="连带")
    judge(zlts)
    assert ("孔海川", "谈话", "escalation") in standing(zlts)
    zlts.ok("done", number(zlts, "谈话", "孔海川"), "--on", "2013-05-25")
    complain(zlts, "不属实", number="TS2", decided="2013-06-20")
    judge(zlts)
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint"), ("柏一鸣", "谈话", "complaint")]
    assert sorted(beside(zlts)) == [("俞景行", "2013-05-26", False), ("孔海川", "2013-05-25", True)]
    settled(zlts)


def test_a_talk_held_in_the_new_year_for_december(zlts: Zlts) -> None:
    said = "TS9,2013-12-02,测试一所,柏一鸣,态度,{},2013-12-20\n"
    take(zlts, "投诉.csv", VERDICTS + said.format("属实"))
    judge(zlts)
    log(zlts, "2014-01-15")
    (problem,) = judge(zlts, "2014-01")["problems"]
    assert "zlts done" in problem["reason"]
    take(zlts, "投诉二.csv", VERDICTS + said.format("不属实"))
    judge(zlts)
    after = judge(zlts, "2014-01")
    assert (after["posted"], after["reversed"], after["problems"]) == ([], [], [])
    for year in ("2013", "2014"):
        found = zlts.json("ledger", year)
        assert found["entries"] == []
        assert [one["date"] for one in found["ground_taken_back"]] == ["2014-01-15"]


# ---------------------------------------------------------------- each row has its own answer


def test_a_later_row_waits_after_another_was_called_the_carrying_out(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    log(zlts, "2013-06-03", why="另一件事")
    (problem,) = judge(zlts)["problems"]
    assert "2013-06-03" in problem["reason"]
    assert "2013-05-20" in problem["reason"]
    assert standing(zlts) == [("柏一鸣", "取消评先评优", "complaint"), ("柏一鸣", "谈话", "complaint")]
    zlts.ok("count", problem["measure"])
    judge(zlts)
    assert ("柏一鸣", "谈话", "manual") in standing(zlts)
    settled(zlts)


def test_a_second_row_may_be_the_same_talk(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    log(zlts, "2013-05-22", why="补登")
    judge(zlts)
    assert zlts.run("done", talk, "--on", "2013-05-23").returncode == 2
    zlts.ok("done", talk, "--on", "2013-05-22")
    assert judge(zlts)["problems"] == []
    settled(zlts)


def test_of_two_waiting_rows_the_one_of_the_day_is_answered(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    log(zlts, "2013-05-27", why="另一件事")
    assert len(judge(zlts)["problems"]) == 2
    zlts.ok("done", number(zlts, "谈话"), "--on", "2013-05-27")
    (problem,) = judge(zlts)["problems"]
    assert problem["reason"].startswith("2013-05-20")


def test_a_single_waiting_row_is_answered_whatever_day_is_given(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    zlts.ok("done", number(zlts, "谈话"), "--on", "2013-05-21")
    assert judge(zlts)["problems"] == []


def test_a_row_of_the_recorded_day_that_comes_later_is_known(zlts: Zlts) -> None:
    complain(zlts, "属实")
    judge(zlts)
    zlts.ok("done", number(zlts, "谈话"), "--on", "2013-05-20")
    log(zlts)
    assert judge(zlts)["problems"] == []
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    assert standing(zlts) == []
    assert beside(zlts) == [("柏一鸣", "2013-05-20", True)]
    settled(zlts)


def test_the_carrying_out_of_what_has_fallen_stays_on_record(zlts: Zlts) -> None:
    complain(zlts, "属实")
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    assert "已执行 2013-05-20" in zlts.ok("explain", "柏一鸣", "--year", "2013")
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    assert "2013-05-20 已执行，依据已撤销" in zlts.ok("explain", "柏一鸣", "--year", "2013")
    kept = zlts.run("done", talk, "--undo")
    assert kept.returncode == 2
    assert "不能再补登" in kept.stderr


def test_taking_done_back_makes_the_row_wait_again(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    zlts.ok("done", talk, "--undo")
    assert len(judge(zlts)["problems"]) == 1


def test_the_next_bulletin_says_that_it_had_been_carried_out(zlts: Zlts) -> None:
    complain(zlts, "属实")
    log(zlts)
    judge(zlts)
    talk = number(zlts, "谈话")
    zlts.ok("done", talk, "--on", "2013-05-20")
    zlts.json("report", "monthly", "2013-05", "--issue", "1号", codes=DONE)
    complain(zlts, "不属实", decided="2013-06-20")
    judge(zlts)
    told = zlts.json("report", "monthly", "2013-06", codes=DONE)["corrections"]
    (reversing,) = [one for one in told if one.get("reverses") == talk]
    assert "2013-05-20 已执行，依据已撤销" in reversing["reason"]


def test_a_correction_of_what_still_stands_does_not_say_so(zlts: Zlts) -> None:
    counts = "单位,姓名,月份,满意,不满意\n测试一所,柏一鸣,2013-05,{},{}\n"
    batch = take(zlts, "统计.csv", counts.format(8, 2))
    judge(zlts)
    reminder = number(zlts, "打招呼")
    zlts.ok("done", reminder, "--on", "2013-06-03")
    zlts.json("report", "monthly", "2013-05", "--issue", "1号", codes=DONE)
    zlts.ok("undo", batch)
    take(zlts, "统计二.csv", counts.format(8, 3))
    judge(zlts)
    told = zlts.json("report", "monthly", "2013-06", codes=DONE)["corrections"]
    assert not any("依据已撤销" in one["reason"] for one in told)
    assert any(one["kind"] == "打招呼" for one in told)


# ---------------------------------------------------------------- as pure rules


LOW = [make.officer_month("2013-05", 10, 1)]


def _posted(entries: Iterable[Entry]) -> list[PostedEntry]:
    return [PostedEntry(n, one, 1, "", reversed_by=100 + n) for n, one in enumerate(entries, 1)]


def _fallen() -> Sequence[PostedEntry]:
    derived = rules.derive(make.facts(LOW), make.POLICY)
    return [one for one in _posted(derived.entries) if one.entry.kind is Kind.REMINDER]


@pytest.mark.parametrize(
    ("day", "counts"),
    [("2013-04-30", True), ("2013-05-01", False), ("2013-07-30", False), ("2013-07-31", True)],
)
def test_within_the_time_of_a_fallen_entry(day: str, counts: bool) -> None:
    one = make.measure(day, Kind.REMINDER)
    derived = rules.derive(make.facts(measures=[one], once_posted=_fallen()), make.POLICY)
    assert bool(derived.entries) is counts
    assert bool(derived.gaps) is not counts


@pytest.mark.parametrize("done", [True, False])
@pytest.mark.parametrize("stands", [True, False])
def test_what_is_on_record_is_never_counted(done: bool, stands: bool) -> None:
    one = make.measure("2013-05-20", Kind.REMINDER)
    fallen = _fallen()
    answers = {one.key: Answer(fallen[0].entry.cause.matter, done=done)}
    given = make.facts(LOW if stands else (), measures=[one], answers=answers, once_posted=fallen)
    derived = rules.derive(given, make.POLICY)
    assert not any(entry.cause.rule is Rule.MANUAL for entry in derived.entries)
    (held,) = derived.held
    expected = {(True, True): State.CARRIED_OUT, (True, False): State.WAITS}
    assert held.state is expected.get((stands, done), State.GROUNDLESS)
    assert bool(derived.gaps) is (held.state is State.WAITS)


def test_what_is_on_record_counts_when_a_person_says_so() -> None:
    one = make.measure("2013-05-20", Kind.REMINDER, separate=True)
    answers = {one.key: Answer("rate:someone", done=True)}
    derived = rules.derive(make.facts(measures=[one], answers=answers, once_posted=_fallen()), make.POLICY)
    assert [entry.cause.rule for entry in derived.entries] == [Rule.MANUAL]


def test_two_rows_of_one_day_each_have_their_answer() -> None:
    rows = [make.measure("2013-05-20", Kind.REMINDER, key=key) for key in ("a", "b")]
    matter = _fallen()[0].entry.cause.matter
    derived = rules.derive(make.facts(LOW, measures=rows, done={matter: date(2013, 5, 20)}), make.POLICY)
    assert [one.state for one in derived.held] == [State.CARRIED_OUT, State.WAITS]


def test_a_leader_of_the_same_name_is_another_person() -> None:
    namesake = make.measure("2013-05-20", Kind.REMINDER, post=Post.UNIT_LEAD)
    derived = rules.derive(make.facts(measures=[namesake], once_posted=_fallen()), make.POLICY)
    assert [entry.cause.rule for entry in derived.entries] == [Rule.MANUAL]
