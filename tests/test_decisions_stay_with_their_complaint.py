"""A person's decision stays with the complaint it was made on, however files are taken back and come again."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.clock import told
from tests.command import Within, Zlts, founded_within
from tests.trust.county import ask
from tests.trust.schemas.make import HERE, load
from zlts.resources import data_file

ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
测试一所,城区,张甲甲,900001,窗口民警,,
测试一所,城区,钱庚庚,,责任领导,,
测试二所,农村,王丙丙,900003,窗口民警,,
"""
HEAD = "受理日期,投诉人,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期,严重程度\n"
ROW = "2013-05-06,{},测试一所,张甲甲,{},属实,{},\n"
NUMBERED = f"编号,{HEAD}"
DONE = (0, 3)
TALK = "谈话"
Standing = set[tuple[str, str, str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def said(who: str, text: str = "态度差", decided: str = "2013-05-10") -> str:
    return HEAD + ROW.format(who, text, decided)


FIRST, SECOND = said("甲先生"), said("乙女士")


def take(ledger: Zlts, name: str, text: str) -> int:
    """Import a register; returns its batch."""
    path = ledger.ledger.with_name(name)
    path.write_text(text, encoding="utf-8")
    (one,) = ledger.json("import", path, codes=DONE)["files"]
    assert (one["accepted"], one["rejected"]) == (1, 0), one
    return int(one["batch"])


def judge(ledger: Zlts) -> Standing:
    """After a pass: of which file, whom and which kind the entries are that stand for complaints."""
    ledger.json("assess", "2013-12", codes=DONE)
    entries = ledger.json("ledger", "2013")["entries"]
    return {(one["evidence"][0]["file"], one["person"], one["kind"]) for one in entries if one["rule"] == "complaint"}


def number(ledger: Zlts, file: str, kind: str = TALK) -> int:
    entries = ledger.json("ledger", "2013")["entries"]
    (found,) = [one["id"] for one in entries if (one["evidence"][0]["file"], one["kind"]) == (file, kind)]
    return int(found)


def waive(ledger: Zlts, file: str, kind: str = TALK) -> None:
    ledger.ok("waive", number(ledger, file, kind), "--reason", "另有决定", "--doc", "1号")


def talked(standing: Standing) -> set[str]:
    return {file for file, _, kind in standing if kind == TALK}


@pytest.fixture
def waived(ledger: Zlts) -> Zlts:
    """Two complaints alike but for who complained; the first one's talk is waived."""
    take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", SECOND)
    assert talked(judge(ledger)) == {"一.csv"}
    waive(ledger, "一.csv")
    assert talked(judge(ledger)) == set()
    return ledger


# ---------------------------------------------------------------- waived


def test_a_waiver_does_not_pass_to_the_other_when_its_own_goes(waived: Zlts) -> None:
    before = judge(waived)
    waived.ok("undo", 2)
    assert judge(waived) == {("二.csv", "张甲甲", TALK), ("二.csv", "张甲甲", "取消评先评优")}
    take(waived, "一.csv", FIRST)
    assert judge(waived) == before
    waived.ok("verify")


def test_files_that_come_again_the_other_way_round_change_nothing(waived: Zlts) -> None:
    before = judge(waived)
    for batch in (2, 3):
        waived.ok("undo", batch)
    assert judge(waived) == set()
    take(waived, "二.csv", SECOND)
    assert talked(judge(waived)) == {"二.csv"}
    take(waived, "一.csv", FIRST)
    assert judge(waived) == before
    waived.ok("verify")


def test_a_third_alike_takes_nothing_of_one_that_is_gone(waived: Zlts) -> None:
    waived.ok("undo", 2)
    waived.ok("undo", 3)
    take(waived, "三.csv", said("丙先生"))
    assert talked(judge(waived)) == {"三.csv"}


@pytest.mark.parametrize("order", list(permutations(("一.csv", "二.csv", "三.csv"))))
def test_any_order_of_coming_again(ledger: Zlts, order: tuple[str, ...]) -> None:
    files = {"一.csv": FIRST, "二.csv": SECOND, "三.csv": said("丙先生")}
    stand = {name: take(ledger, name, text) for name, text in files.items()}
    judge(ledger)
    waive(ledger, "一.csv")
    waive(ledger, "二.csv", "告诫")
    before = judge(ledger)
    for name in order:
        ledger.ok("undo", stand[name])
    assert judge(ledger) == set()
    for name in reversed(order):
        take(ledger, name, files[name])
    assert judge(ledger) == before
    ledger.ok("verify")


# ---------------------------------------------------------------- carried out, held, merged


def test_what_was_carried_out_stays_carried_out_and_the_other_is_not(ledger: Zlts) -> None:
    take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", SECOND)
    judge(ledger)
    ledger.ok("done", number(ledger, "一.csv"), "--on", "2013-05-20")
    ledger.ok("undo", 2)
    judge(ledger)
    ledger.ok("done", number(ledger, "二.csv"), "--on", "2013-05-21")
    take(ledger, "一.csv", FIRST)
    judge(ledger)
    again = ledger.run("done", number(ledger, "一.csv"), "--on", "2013-05-22")
    assert "已于 2013-05-20 执行" in again.stderr


def test_a_logged_measure_is_no_carrying_out_for_the_other(ledger: Zlts) -> None:
    take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", SECOND)
    take(ledger, "措施.csv", "日期,姓名,单位,措施,事由\n2013-05-20,张甲甲,测试一所,谈话,窗口态度\n")
    judge(ledger)
    assert "不另计" in ledger.ok("done", number(ledger, "一.csv"), "--on", "2013-05-20")
    ledger.ok("undo", 2)
    assert talked(judge(ledger)) == {"二.csv"}
    beside = ledger.json("ledger", "2013")["ground_taken_back"]
    assert [(one["person"], one["date"], one["recorded_done"]) for one in beside] == [("张甲甲", "2013-05-20", True)]
    take(ledger, "一.csv", FIRST)
    assert talked(judge(ledger)) == {"一.csv"}
    assert ledger.json("ledger", "2013")["ground_taken_back"] == []


def test_a_merge_does_not_take_the_other_away(ledger: Zlts) -> None:
    take(ledger, "正.csv", NUMBERED + "TS9," + ROW.format("丁女士", "让人久等", "2013-05-10"))
    take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", SECOND)
    ledger.ok("merge", "3:2", "into", "TS9", "--reason", "同一件事")
    assert len([one for one in ledger.json("complaints")["complaints"] if one["merged_into"]]) == 1
    ledger.ok("undo", 3)
    assert not any(one["merged_into"] for one in ledger.json("complaints")["complaints"])
    batch = take(ledger, "一.csv", FIRST)
    assert "不再并案" in ledger.ok("merge", f"{batch}:2", "--undo")


# ---------------------------------------------------------------- quarantine, numbers


def test_a_row_that_comes_of_age_takes_nothing_of_one_that_stands(ledger: Zlts) -> None:
    """Its file came first, but nobody has decided on it."""
    path = ledger.ledger
    files = {"一.csv": said("甲先生", decided="2014-02-05"), "二.csv": SECOND}
    for name, text in files.items():
        path.with_name(name).write_text(text, encoding="utf-8")
    counts = [told(path, "2014-01-20", "import", path.with_name(name))["files"][0]["rejected"] for name in files]
    assert counts == [1, 0]
    told(path, "2014-01-20", "assess", "2013-12")
    waive(ledger, "二.csv")
    told(path, "2014-01-20", "assess", "2013-12")
    before = {(one["person"], one["kind"]) for one in ledger.json("ledger", "2013")["entries"]}
    assert ("张甲甲", TALK) not in before
    told(path, "2014-02-10", "assess", "2013-12")
    assert told(path, "2014-02-10", "quarantine")["rows"] == []
    assert len(ledger.json("complaints")["complaints"]) == 2
    after = {(one["person"], one["kind"]) for one in ledger.json("ledger", "2013")["entries"]}
    assert ("张甲甲", TALK) not in after
    ledger.ok("verify")


def numbered(who: str, text: str, day: str = "2013-05-06", mark: str = "TS1") -> str:
    return NUMBERED + f"{mark}," + ROW.format(who, text, "2013-05-30").replace("2013-05-06", day)


ONE_OF_NUMBER = numbered("甲先生", "态度差")


@pytest.mark.parametrize(
    "other",
    [
        numbered("乙女士", "让人久等", "2013-05-21"),
        numbered("乙女士", "让人久等"),
        numbered("乙女士", "态度差"),
        numbered("甲先生", "让人久等", "2013-05-21"),
    ],
    ids=["all else", "the same day", "but for who complained", "the same complainant another day"],
)
def test_a_number_used_again_takes_no_decision_with_it(ledger: Zlts, other: str) -> None:
    take(ledger, "一.csv", ONE_OF_NUMBER)
    assert talked(judge(ledger)) == {"一.csv"}
    waive(ledger, "一.csv")
    ledger.ok("undo", 2)
    batch = take(ledger, "二.csv", other)
    assert talked(judge(ledger)) == {"二.csv"}
    ledger.ok("undo", batch)
    take(ledger, "一.csv", ONE_OF_NUMBER)
    assert talked(judge(ledger)) == set()
    (again,) = ledger.json("import", ledger.ledger.with_name("二.csv"), codes=DONE)["files"]
    assert again["rejected"] == 1
    assert "编号已用于另一件投诉" in again["problems"][0]["reason"]
    assert talked(judge(ledger)) == set()
    ledger.ok("verify")


@pytest.mark.parametrize(
    "again",
    [
        numbered("甲先生", "态度差，推诿"),
        numbered("甲先生", "让人久等"),
        numbered("甲先生", "态度差", "2013-05-07"),
        numbered("甲先生", "态度差", mark="ts1"),
    ],
    ids=["more text", "other words", "another day", "the number in small letters"],
)
def test_a_corrected_file_brings_its_complaint_again(ledger: Zlts, again: str) -> None:
    take(ledger, "一.csv", ONE_OF_NUMBER)
    judge(ledger)
    waive(ledger, "一.csv")
    ledger.ok("undo", 2)
    judge(ledger)
    take(ledger, "改.csv", again)
    assert talked(judge(ledger)) == set()


def test_a_complaint_that_waits_for_the_roster_leaves_its_decision_to_its_correction(ledger: Zlts) -> None:
    take(ledger, "新.csv", "单位,姓名,警号,角色,任职起\n测试一所,周新新,900009,窗口民警,2013-01-01\n")
    take(ledger, "一.csv", ONE_OF_NUMBER.replace("张甲甲", "周新新"))
    judge(ledger)
    waive(ledger, "一.csv")
    ledger.ok("undo", 2)
    assert len(ledger.json("quarantine", codes=DONE)["rows"]) == 1
    take(ledger, "改.csv", ONE_OF_NUMBER)
    assert talked(judge(ledger)) == {"改.csv"}  # of another officer: that was not decided
    take(ledger, "新二.csv", "单位,姓名,警号,角色,任职起\n测试一所,周新新,900009,窗口民警,2013-01-01\n")
    assert len(ledger.json("complaints")["complaints"]) == 1
    ledger.ok("verify")


# ---------------------------------------------------------------- without a name, erased


def test_who_completes_a_nameless_one_takes_its_decision_over(ledger: Zlts) -> None:
    take(ledger, "无名.csv", said(""))
    judge(ledger)
    waive(ledger, "无名.csv")
    take(ledger, "一.csv", FIRST)
    assert talked(judge(ledger)) == set()
    ledger.ok("undo", 2)
    assert talked(judge(ledger)) == set()


def test_nobody_else_completes_it_once_it_had_a_name(ledger: Zlts) -> None:
    take(ledger, "无名.csv", said(""))
    named = take(ledger, "一.csv", FIRST)
    take(ledger, "二.csv", SECOND)
    assert talked(judge(ledger)) == {"一.csv"}
    waive(ledger, "一.csv")
    ledger.ok("undo", named)
    judge(ledger)
    assert len(ledger.json("complaints")["complaints"]) == 2
    take(ledger, "三.csv", said("丙先生"))
    assert len(ledger.json("complaints")["complaints"]) == 3


def test_a_decision_outlives_the_personal_data(waived: Zlts) -> None:
    before = judge(waived)
    waived.ok("purge", "--before", "2014")
    assert judge(waived) == before
    waived.ok("verify")
    told = "态度差".encode()  # which the policy knows as a kind of matter
    assert waived.ledger.read_bytes().count(told) == data_file("policy-2013.toml").read_bytes().count(told)


# ---------------------------------------------------------------- a ledger made before keys were kept


@pytest.fixture
def older(tmp_path: Path) -> Zlts:
    """A ledger of schema 2: of five complaints the first is waived, the second carried out, the fourth taken back."""
    text = (HERE / "decided-v2.sql").read_text(encoding="utf-8")
    return Within(load(text, tmp_path / "zlts.db"))


def test_an_older_ledger_keeps_its_entries_and_decisions(older: Zlts) -> None:
    standing = {("一.csv", "取消评先评优"), ("二.csv", "告诫"), ("三.csv", "告诫")}
    again = older.json("assess", "2013-12", codes=DONE)
    assert again["posted"] == []
    assert {one["evidence"][0]["file"] for one in again["reversed"]} == {"号.csv"}
    assert {(file, kind) for file, _, kind in judge(older)} == standing
    older.ok("verify")
    older.ok("undo", 2)
    assert talked(judge(older)) == {"二.csv"}
    take(older, "一.csv", FIRST)
    assert {(file, kind) for file, _, kind in judge(older)} == standing
    assert "已于 2013-05-20 执行" in older.run("done", number(older, "二.csv", "告诫"), "--on", "2013-05-21").stderr
    older.ok("verify")


def test_a_complaint_taken_back_before_has_its_key_too(older: Zlts) -> None:
    """Its number is another's now, which must not stand for it."""
    matters = "SELECT DISTINCT matter FROM entry WHERE evidence LIKE '[[5,%'"
    (known,) = ask(older.ledger, matters)
    take(older, "再.csv", NUMBERED + "TS1," + ROW.format("己先生", "推诿", "2013-05-11"))
    judge(older)
    (another,) = ask(older.ledger, matters.replace("[[5,", "[[7,"))
    assert another != known
    older.ok("undo", 7)
    take(older, "号.csv", NUMBERED + "TS1," + ROW.format("丁女士", "让人久等", "2013-05-11"))
    judge(older)
    assert ask(older.ledger, matters.replace("[[5,", "[[8,")) == [known]


def test_keys_hold_no_words_that_must_go(older: Zlts) -> None:
    """Those that entries bear have them for good; all others have a digest."""
    older.ok("status")
    words = [str(key) for (key,) in ask(older.ledger, "SELECT key FROM complaint_key ORDER BY row_id")]
    assert ["态度差" in one for one in words] == [True, True, True, False, False]
    assert not any("说话难听" in one for one in words)
