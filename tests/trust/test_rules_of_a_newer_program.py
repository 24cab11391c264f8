"""A ledger that a newer program takes over is settled by that program's rules, and every change is told as theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.trust.county import ask, sql
from tests.trust.crash import schema
from tests.trust.schemas.make import HERE, load
from zlts.registers import inspections
from zlts.store.session import Session

ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试一所,城区,戴若兰,880002,窗口民警
"""
FOUND = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度
2013-05-08,测试一所,柏一鸣,日常检查,着装挂牌,未挂牌,-2,说不清
2013-05-09,测试一所,戴若兰,日常检查,着装挂牌,未挂牌,-1,
"""
RULES = "程序升级后按新的规则重新核对"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Within:
    """A ledger of a program that took any word for a severity, assessed by it and published."""
    clerk = founded_within(tmp_path, ROSTER)
    (tmp_path / "检查.csv").write_text(FOUND, encoding="utf-8")
    with monkeypatch.context() as then:
        then.setattr(inspections, "is_serious", lambda _word, _words: False)
        clerk.ok("import", tmp_path / "检查.csv")
        assert len(clerk.json("assess", "2013-05", codes=(0, 3))["posted"]) == 2
    return clerk


def _later_release(session: Session) -> None:
    session.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")


def judged(clerk: Within, *more: str) -> dict[str, Any]:
    return clerk.json("assess", "2013-05", *more, codes=(0, 3))


def test_the_first_pass_settles_every_row_and_says_whose_rules_took_an_entry_back(old: Within) -> None:
    with schema(_later_release):
        tried = judged(old, "--dry-run")
        done = judged(old)
        for one in (tried, done):
            assert [(e["person"], RULES in e["why"]) for e in one["reversed"]] == [("柏一鸣", True)]
            assert any("现行规则" in p["reason"] and "1 行转入待核实" in p["reason"] for p in one["problems"])
        (waiting,) = old.json("quarantine")["rows"]
        assert waiting["value"] == "说不清"
        again = judged(old)
        assert (again["posted"], again["reversed"]) == ([], [])
        assert not any("现行规则" in p["reason"] for p in again["problems"])
        assert old.run("verify").returncode == 0


def test_an_import_settles_them_too_and_the_pass_after_it_knows_why(old: Within, tmp_path: Path) -> None:
    (tmp_path / "检查2.csv").write_text(FOUND.splitlines()[0] + "\n" + FOUND.splitlines()[2] + "\n", encoding="utf-8")
    with schema(_later_release):
        told = old.run("import", tmp_path / "检查2.csv").stdout
        assert "1 行转入待核实" in told.replace("\n", "")
        assert [RULES in one["why"] for one in judged(old)["reversed"]] == [True]


def test_so_does_a_retry(old: Within) -> None:
    with schema(_later_release):
        done = old.run("retry")
        assert (done.returncode, "1 行转入待核实" in done.stdout) == (3, True)
        assert [RULES in one["why"] for one in judged(old)["reversed"]] == [True]
        again = old.run("retry")
        assert "现行规则" not in again.stdout


def test_what_is_taken_back_by_hand_is_not_laid_to_the_rules(old: Within) -> None:
    with schema(_later_release):
        old.run("undo", 2)
        fallen = judged(old)["reversed"]
    assert len(fallen) == 2
    assert {one["why"] for one in fallen} == {"检查登记已更正"}


def test_an_issued_bulletin_is_corrected_with_that_reason(old: Within) -> None:
    old.json("report", "monthly", "2013-05", "--issue", "2013-5", codes=(0, 3))
    with schema(_later_release):
        judged(old)
        corrections = old.json("report", "monthly", "2013-06", codes=(0, 3))["corrections"]
    assert [RULES in one["reason"] for one in corrections if one["person"] == "柏一鸣"] == [True]


def test_a_ledger_of_the_first_release_is_settled_once(tmp_path: Path) -> None:
    clerk = Within(load((HERE / "v1.sql").read_text(encoding="utf-8"), tmp_path / "zlts.db"))
    judged(clerk)
    judged(clerk)
    assert len(ask(clerk.ledger, "SELECT 1 FROM journal WHERE action = 'resettle' AND detail LIKE '%by_rules%'")) == 1
    assert clerk.run("verify").returncode == 0


def test_what_was_tampered_with_before_still_shows_afterwards(old: Within) -> None:
    sql(old.ledger, "UPDATE inspection SET points = '-9' WHERE points = '-1'")
    with schema(_later_release):
        for words in (("assess", "2013-05"), ("retry",)):
            stopped = old.run(*words)
            assert (stopped.returncode, "第 2 批文件的登记与日志不符" in stopped.stderr) == (1, True)
        assert old.run("verify").returncode == 1
