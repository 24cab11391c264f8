"""An auxiliary who becomes an officer: auxiliaries get no award for the time in which they were nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded

ROSTER = """\
单位,姓名,警号,角色,任职起,任职止
出入境大队,苏晓晴,350101,窗口辅警,,2014-10-31
出入境大队,苏晓晴,350101,窗口民警,2014-11-01,
出入境大队,唐文静,350102,窗口民警,,
"""


@pytest.fixture
def promoted(tmp_path: Path) -> Zlts:
    zlts = founded(tmp_path, ROSTER)
    days = ("2013-05-06", "2014-05-06", "2014-11-03")
    lines = [
        f"出入境大队,{name},满意,{day} 09:12:0{n}" for n, name in enumerate(("苏晓晴", "唐文静")) for day in days
    ]
    (tmp_path / "评价.csv").write_text("\n".join(["单位,姓名,评价,评价时间", *lines, ""]), encoding="utf-8")
    zlts.ok("import", tmp_path / "评价.csv")
    return zlts


@pytest.mark.parametrize(("year", "ranked"), [("2013", {"唐文静"}), ("2014", {"唐文静", "苏晓晴"})])
def test_who_is_ranked_for_the_awards(promoted: Zlts, year: str, ranked: set[str]) -> None:
    promoted.run("assess", f"{year}-12")
    found = promoted.json("awards", year, codes=(0, 3))
    assert {row["officer"] for row in found["ranking"]} == ranked
    assert not [row for row in [*found["unranked"], *found["ineligible"]] if row["officer"] == "苏晓晴"]


@pytest.mark.parametrize(("month", "told"), [("2013-05", True), ("2014-05", True), ("2014-11", False)])
def test_a_months_rates_say_who_was_an_auxiliary_then(promoted: Zlts, month: str, told: bool) -> None:
    shown = promoted.run("assess", month, "--dry-run").stdout
    (line,) = [line for line in shown.splitlines() if "苏晓晴" in line]
    assert ("辅警" in line) is told
