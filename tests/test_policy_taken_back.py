"""A policy says what it will change before it is adopted, and can be taken back until a pass has run."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.command import Zlts, founded_within
from tests.test_policy_days import COUNTS, DONE, ROSTER, STRICTER, VERDICTS, a_year, judge, ledger, policy_file, take


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def in_words(text: str) -> list[int]:
    found = re.search(r"会多出 (\d+) 条、少 (\d+) 条登记；(\d+) 行", text)
    assert found, text
    return [int(number) for number in found.groups()]


def actions(zlts: Zlts) -> list[str]:
    with closing(sqlite3.connect(zlts.ledger)) as connection:
        return [action for (action,) in connection.execute("SELECT action FROM journal ORDER BY seq")]


def unread(zlts: Zlts) -> None:
    """A row whose word only a later policy knows, and one whose word that policy knows no longer."""
    take(zlts, "甲.csv", f"{VERDICTS}TS78,2013-08-04,测试一所,柏一鸣,推诿,坐实,2013-08-20,\n")
    take(zlts, "乙.csv", f"{VERDICTS}TS77,2013-08-03,测试一所,柏一鸣,态度,属实,2013-08-20,\n")


NEW_WORD = ('sustained = ["有效",', 'sustained = ["坐实", "有效",')
OTHER_WORD = ('sustained = ["有效", "属实",', 'sustained = ["坐实", "有效",')


def test_a_dry_adoption_shows_what_simulate_shows_and_the_rows_that_move(zlts: Zlts) -> None:
    a_year(zlts)
    unread(zlts)
    judge(zlts, "2013-09")
    other = policy_file(zlts, "2013-07-01", *STRICTER, NEW_WORD)
    before = zlts.ledger.read_bytes()
    foretold = zlts.json("simulate", "2013", "--policy", other)
    shown = zlts.json("policy", "adopt", other, "--dry-run")
    assert zlts.ledger.read_bytes() == before
    (year,) = shown["years"]
    assert year == foretold
    assert (shown["rows_accepted"], shown["rows_rejected"]) == (1, 0)
    assert [(one["state"], one["file"], one["row"]) for one in shown["rows"]] == [("收入", "甲.csv", 2)]
    table = zlts.ok("policy", "adopt", other, "--dry-run")
    for title in ("会多出的", "会没有的", "不同的设置", "会变动的行"):
        assert title in table
    assert "没有写入台账" in table


def test_a_dry_adoption_names_rows_that_would_wait(zlts: Zlts) -> None:
    unread(zlts)
    judge(zlts, "2013-09")
    shown = zlts.json("policy", "adopt", policy_file(zlts, "2013-03-01", OTHER_WORD), "--dry-run")
    assert [(one["state"], one["file"]) for one in shown["rows"]] == [("收入", "甲.csv"), ("待处理", "乙.csv")]
    assert (shown["rows_accepted"], shown["rows_rejected"]) == (1, 1)


def test_a_dry_adoption_of_what_is_not_assessed_says_so(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts, "2013-06")
    shown = zlts.json("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER), "--dry-run")
    assert shown["years"] == []
    assert "没有已经评定" in zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER), "--dry-run")


def test_a_dry_adoption_tells_of_every_year_that_it_reads(zlts: Zlts) -> None:
    a_year(zlts)
    later = "\n".join(f"测试一所,柏一鸣,2014-{n:02},96,0,4" for n in (1, 2))
    take(zlts, "来年.csv", f"{COUNTS}{later}\n")
    judge(zlts)
    judge(zlts, "2014-02")
    shown = zlts.json("policy", "adopt", policy_file(zlts, "2013-10-01", *STRICTER), "--dry-run")
    assert [(one["year"], one["through"]) for one in shown["years"]] == [(2013, "2013-12"), (2014, "2014-02")]
    assert all(one["added"] for one in shown["years"])


def test_adopting_tells_the_sums_that_the_pass_then_makes_true(zlts: Zlts) -> None:
    a_year(zlts)
    unread(zlts)
    judge(zlts, "2013-09")
    other = policy_file(zlts, "2013-07-01", *STRICTER, NEW_WORD)
    foretold = zlts.json("policy", "adopt", other, "--dry-run")["years"][0]
    told = zlts.ok("policy", "adopt", other)
    gained, lost, rows = in_words(told)
    assert (gained, lost, rows) == (len(foretold["added"]), len(foretold["removed"]), 1)
    assert "zlts assess 2013-09 --dry-run" in told
    outcome = judge(zlts, "2013-09")
    assert (len(outcome["posted"]), len(outcome["reversed"])) == (gained, lost)
    assert gained
    assert lost


def test_a_policy_is_adopted_once_dry_or_not(zlts: Zlts) -> None:
    other = policy_file(zlts, "2013-07-01", *STRICTER)
    zlts.ok("policy", "adopt", other)
    for more in ((), ("--dry-run",)):
        done = zlts.run("policy", "adopt", other, *more)
        assert done.returncode == 2
        assert "已经采用过" in done.stderr


def test_the_last_policy_is_taken_back_and_all_is_as_before(zlts: Zlts) -> None:
    a_year(zlts)
    unread(zlts)
    judge(zlts)
    before, waiting = ledger(zlts), zlts.json("quarantine", codes=DONE)["rows"]
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-03-01", *STRICTER[:3], OTHER_WORD))
    assert zlts.json("quarantine", codes=DONE)["rows"] != waiting
    dry = zlts.ok("policy", "adopt", "--undo", "--dry-run")
    assert "没有写入台账" in dry
    told = zlts.ok("policy", "adopt", "--undo")
    assert "已收回“另一份政策”" in told
    for said in (dry, told):  # those with 属实 come back, the one with 坐实 waits again
        assert "4 行从待核实转为采用，1 行转入待核实" in said
    assert zlts.json("quarantine", codes=DONE)["rows"] == waiting
    outcome = judge(zlts)
    assert (outcome["posted"], outcome["reversed"]) == ([], [])
    assert ledger(zlts) == before
    assert "另一份政策" not in zlts.ok("policy", "show")
    assert actions(zlts).count("policy-undo") == 1
    assert zlts.run("verify").returncode == 0


def test_a_policy_cannot_be_taken_back_once_a_pass_has_run(zlts: Zlts) -> None:
    a_year(zlts)
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    judge(zlts, "2013-05")
    before = zlts.ledger.read_bytes()
    done = zlts.run("policy", "adopt", "--undo")
    assert (done.returncode, done.stdout) == (1, "")
    assert "已经评定过" in done.stderr
    assert zlts.ledger.read_bytes() == before


def test_a_dry_pass_stands_in_nobodys_way(zlts: Zlts) -> None:
    a_year(zlts)
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    zlts.json("assess", "2013-05", "--dry-run", codes=DONE)
    zlts.ok("policy", "adopt", "--undo")


def test_the_founding_policy_cannot_be_taken_back(zlts: Zlts) -> None:
    done = zlts.run("policy", "adopt", "--undo")
    assert done.returncode == 1
    assert "建立台账时的政策" in done.stderr
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    zlts.ok("policy", "adopt", "--undo")
    assert zlts.run("policy", "adopt", "--undo").returncode == 1


def test_several_are_taken_back_one_by_one_as_far_as_no_pass_ran(zlts: Zlts) -> None:
    a_year(zlts)
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER, name="甲政策"))
    judge(zlts, "2013-05")
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-08-01", STRICTER[1], name="乙政策"))
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-09-01", STRICTER[2], name="丙政策"))
    assert "丙政策" in zlts.ok("policy", "adopt", "--undo")
    assert "乙政策" in zlts.ok("policy", "adopt", "--undo")
    done = zlts.run("policy", "adopt", "--undo")
    assert done.returncode == 1
    assert "“甲政策”采用以后已经评定过" in done.stderr
    zlts.ok("policy", "adopt", zlts.ledger.parent / "乙政策.toml")  # what was taken back may be adopted again
    assert zlts.run("verify").returncode == 0


def test_a_file_or_undo_but_not_both(zlts: Zlts) -> None:
    other = policy_file(zlts, "2013-07-01", *STRICTER)
    for words in ((), (other, "--undo")):
        assert zlts.run("policy", "adopt", *words).returncode == 2
