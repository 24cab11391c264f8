"""An officer who served in two units within a month stands in one of them everywhere, with word of the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.clock import at, told
from tests.command import founded_within

ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
测试一所,城区,柏一鸣,880001,窗口民警,2013-03-01,2013-05-10
测试二所,城区,柏一鸣,880001,窗口民警,2013-05-11,
测试一所,城区,戴若兰,880002,窗口民警,,
测试一所,城区,孔景行,,责任领导,,
测试二所,城区,俞望舒,,责任领导,,
"""
DETAIL = "单位,姓名,评价,评价时间\n"
DAY = "2013-06-05"


def presses(unit: str, day: int, counted: int, bad: int = 0) -> str:
    return "".join(
        f"{unit},柏一鸣,{'不满意' if n < bad else '满意'},2013-05-{day:02} 09:{n // 60:02}:{n % 60:02}\n"
        for n in range(counted)
    )


def line(found: dict[str, Any], key: str) -> dict[str, Any]:
    (own,) = [one for one in found[key] if one["officer"] == "柏一鸣"]
    return dict(own)


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [(30, 10, "测试一所"), (10, 30, "测试二所"), (20, 20, "测试二所"), (0, 0, "测试二所"), (20, 0, "测试一所")],
)
def test_the_pass_the_bulletin_and_the_entry_say_one_unit(tmp_path: Path, first: int, second: int, unit: str) -> None:
    ledger = founded_within(tmp_path, ROSTER).ledger
    file = tmp_path / "五月.csv"
    file.write_text(
        DETAIL + "测试一所,戴若兰,满意,2013-05-02 10:00:00\n"
        + presses("测试一所", 6, first, bad=5) + presses("测试二所", 20, second, bad=5),
        encoding="utf-8",
    )  # fmt: skip
    told(ledger, DAY, "import", file)
    passed = told(ledger, DAY, "assess", "2013-05")
    bulletin = told(ledger, DAY, "report", "monthly", "2013-05")
    assert line(passed, "rates")["unit"] == line(bulletin, "officers")["unit"] == unit
    entered = {one["unit"] for one in passed["posted"] if one["person"] == "柏一鸣"}
    assert entered == ({unit} if first + second else set())
    for words in (("assess", "2013-05"), ("report", "monthly", "2013-05")):
        shown = at(ledger, DAY, *words).stdout
        assert "柏一鸣当月先后在测试一所、测试二所，各处的评价都计入" in shown
        assert shown.count("2个单位合计") == 1  # nobody else moved
    assert line(bulletin, "officers")["served"] == line(passed, "rates")["served"] == ["测试一所", "测试二所"]


def test_a_unit_that_moves_between_issues_is_no_correction_of_figures(tmp_path: Path) -> None:
    """The move is entered after the bulletin was issued; the officer's figures are what they were."""
    settled = ROSTER.replace(",2013-05-10\n", ",\n").replace("测试二所,城区,柏一鸣,880001,窗口民警,2013-05-11,\n", "")
    ledger = founded_within(tmp_path, settled).ledger
    file = tmp_path / "五月.csv"
    file.write_text("姓名,警号,评价,评价时间\n" + "".join(
        f"柏一鸣,880001,满意,2013-05-20 09:00:{n:02}\n" for n in range(30)
    ), encoding="utf-8")  # fmt: skip
    told(ledger, DAY, "import", file)
    told(ledger, DAY, "assess", "2013-05")
    issued = told(ledger, DAY, "report", "monthly", "2013-05", "--issue", "第1期")
    assert line(issued, "officers")["unit"] == "测试一所"
    moved = ("--badge", "880001", "--from")
    assert at(ledger, DAY, "post", "柏一鸣", "测试一所", *moved, "2013-03-01", "--to", "2013-05-10").returncode == 0
    assert at(ledger, DAY, "post", "柏一鸣", "测试二所", *moved, "2013-05-11").returncode == 0
    again = told(ledger, DAY, "report", "monthly", "2013-05")
    assert line(again, "officers")["unit"] == "测试二所"
    assert [one for one in again["figure_corrections"] if one["officer"]] == []
    assert [one["unit"] for one in again["figure_corrections"]] == ["测试一所", "测试二所"]  # theirs have changed


def test_the_first_pass_says_which_months_it_runs_through(tmp_path: Path) -> None:
    ledger = founded_within(tmp_path, ROSTER).ledger
    first = at(ledger, "2013-07-05", "assess", "2013-06").stdout
    assert "本次一并评定 2013-03 至 2013-05。" in first
    assert "一并" not in at(ledger, "2013-07-05", "assess", "2013-06").stdout
    assert "一并" not in at(ledger, "2013-08-05", "assess", "2013-07").stdout
    assert "本次一并评定 2013-08。" in at(ledger, "2013-10-05", "assess", "2013-09", "--dry-run").stdout
    machine = told(ledger, "2013-10-05", "assess", "2013-09")
    assert machine["first_time"] == ["2013-08", "2013-09"]
    assert "2013-09 已经评定过，本次一并核算到 2013-09。" in at(ledger, "2013-10-05", "assess", "2013-05").stdout
