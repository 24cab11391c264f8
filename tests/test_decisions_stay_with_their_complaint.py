"""A person's decision stays with the complaint it was made on, in whatever order files are taken back and come again."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from tests.command import Zlts, founded_within

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
