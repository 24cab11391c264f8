"""`report --list`: which bulletins were issued, what became of each, and which finished periods have none."""

from __future__ import annotations

import csv
import getpass
import io
from pathlib import Path
from typing import Any

import pytest

from tests.clock import at, told
from tests.command import founded_within

UNIT = "东溪派出所"
ROSTER = f"单位,城区农村,姓名,警号,角色\n{UNIT},农村,申小雨,882001,窗口民警\n"
HEAD = "单位,姓名,月份,满意,不满意,未评价\n"
DAY = "2013-06-03"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """March to May are in and assessed; nothing is issued."""
    made = founded_within(tmp_path, ROSTER).ledger
    take(made, "评价.csv", HEAD + "".join(f"{UNIT},申小雨,2013-0{n},40,0,0\n" for n in (3, 4, 5)))
    assert at(made, DAY, "assess", "2013-05").returncode in (0, 3)
    return made


def take(ledger: Path, name: str, text: str) -> None:
    (ledger.parent / name).write_text(text, encoding="utf-8")
    assert at(ledger, DAY, "import", ledger.parent / name).returncode in (0, 3)


def issue(ledger: Path, kind: str, period: str, number: str) -> None:
    done = at(ledger, DAY, "report", kind, period, "--issue", number)
    assert done.returncode in (0, 3), done.stderr


def listed(ledger: Path) -> dict[str, dict[str, Any]]:
    return {one["number"]: one for one in told(ledger, DAY, "report", "--list")["issued"]}


def lacking(ledger: Path, day: str = DAY) -> list[str]:
    return [one["period"] for one in told(ledger, day, "report", "--list")["lacking"]]


def test_nothing_issued_is_said_and_every_finished_period_lacks_one(ledger: Path) -> None:
    shown = at(ledger, DAY, "report", "--list").stdout
    assert "还没有印发过通报" in shown
    assert "zlts report monthly 2013-04 --issue 【编号】" in shown
    assert lacking(ledger) == ["2013-03", "2013-04", "2013-05", "2013Q1"]
    assert lacking(ledger, "2013-05-31") == ["2013-03", "2013-04", "2013Q1"]


def test_an_issued_one_is_told_with_its_kind_its_period_when_and_by_whom(ledger: Path) -> None:
    issue(ledger, "quarterly", "2013Q1", "1号")
    (one,) = listed(ledger).values()
    assert (one["kind"], one["period"], one["by"]) == ("quarterly", "2013Q1", getpass.getuser())
    assert one["issued_at"].startswith(DAY)
    assert (one["withdrawn_at"], one["superseded_by"], one["corrected_in"]) == (None, "", [])
    assert one["to_correct"] is False
    assert "2013Q1" not in lacking(ledger)
    shown = at(ledger, DAY, "report", "--list").stdout
    assert "季度通报" in shown
    assert f"{DAY} " in shown


def test_a_withdrawn_one_says_so_and_its_period_lacks_one_again(ledger: Path) -> None:
    issue(ledger, "monthly", "2013-03", "1号")
    assert at(ledger, DAY, "report", "monthly", "--withdraw", "1号").returncode in (0, 3)
    assert listed(ledger)["1号"]["withdrawn_at"].startswith(DAY)
    assert f"已撤回（{DAY} " in at(ledger, DAY, "report", "--list").stdout
    assert "2013-03" in lacking(ledger)


def test_one_whose_period_was_issued_again_is_superseded(ledger: Path) -> None:
    issue(ledger, "monthly", "2013-03", "1号")
    issue(ledger, "monthly", "2013-03", "2号")
    found = listed(ledger)
    assert (found["1号"]["superseded_by"], found["2号"]["superseded_by"]) == ("2号", "")
    assert "已由“2号”代替" in at(ledger, DAY, "report", "--list").stdout


def test_one_that_no_longer_holds_is_to_be_corrected_until_a_later_one_does(ledger: Path) -> None:
    issue(ledger, "monthly", "2013-03", "1号")
    assert not listed(ledger)["1号"]["to_correct"]
    register = f"编号,受理日期,被投诉单位,被投诉民警,核查结果,认定日期\nT1,2013-03-11,{UNIT},申小雨,有效,2013-03-20\n"
    take(ledger, "投诉.csv", register)
    assert at(ledger, DAY, "assess", "2013-05").returncode in (0, 3)
    assert listed(ledger)["1号"]["to_correct"]
    assert "由下一期更正" in at(ledger, DAY, "report", "--list").stdout
    issue(ledger, "monthly", "2013-04", "2号")
    found = listed(ledger)
    assert (found["1号"]["corrected_in"], found["1号"]["to_correct"]) == (["2号"], False)
    assert (found["2号"]["corrected_in"], found["2号"]["to_correct"]) == ([], False)
    assert "更正见“2号”" in at(ledger, DAY, "report", "--list").stdout


def test_figures_alone_are_to_be_corrected_too(ledger: Path) -> None:
    issue(ledger, "monthly", "2013-03", "1号")
    batch = told(ledger, DAY, "batches")["batches"][-1]["batch"]
    assert at(ledger, DAY, "undo", batch).returncode == 0
    take(ledger, "改.csv", HEAD + "".join(f"{UNIT},申小雨,2013-0{n},50,0,0\n" for n in (3, 4, 5)))
    assert listed(ledger)["1号"]["to_correct"]


def test_as_csv_it_is_the_list_of_the_issued(ledger: Path) -> None:
    issue(ledger, "monthly", "2013-03", "1号")
    done = at(ledger, DAY, "report", "--list", "--format", "csv")
    head, row = csv.reader(io.StringIO(done.stdout.lstrip("\ufeff")))
    assert head[:3] == ["编号", "种类", "期间"]
    assert row[:3] == ["1号", "月度通报", "2013-03"]


def test_the_group_alone_and_the_list_with_a_kind_are_told_what_to_write(ledger: Path) -> None:
    for words in (("report", "--format", "json"), ("report", "--list", "monthly", "2013-03")):
        done = at(ledger, DAY, *words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "zlts report" in done.stderr


def test_a_ledger_named_before_the_kind_is_the_one_that_is_asked(ledger: Path, tmp_path: Path) -> None:
    done = at(tmp_path / "没有.db", DAY, "report", "--ledger", ledger, "monthly", "2013-03")
    assert done.returncode in (0, 3), done.stderr
    assert UNIT in done.stdout
