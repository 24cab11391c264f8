"""`simulate` foretells what `policy adopt` and `assess` then change, entry by entry and rank by rank."""

from __future__ import annotations

import random
from itertools import combinations
from pathlib import Path

import pytest

from tests.command import Within
from tests.foretold import DONE, Year, check_figures, simulated
from tests.settings_year import found_year
from tests.test_settings import CHANGES, WORDING, a_copy, adopted, policy_file

QUARTERS = ("2013Q1", "2013Q3")
LISTS = ("added", "removed", "settings", "officers", "units", "assistance")
TELLING = [key for key in CHANGES if key.split(".", maxsplit=1)[0] not in WORDING]
PAIRS = random.Random(2013).sample(list(combinations(TELLING, 2)), 40)  # noqa: S311 - the same pairs every time


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return found_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def as_it_is(year: Within) -> Year:
    return Year.of(year, *QUARTERS)


@pytest.mark.parametrize("pair", PAIRS, ids=" ".join)
def test_two_settings_together_are_foretold(
    pair: tuple[str, str], year: Within, as_it_is: Year, tmp_path: Path
) -> None:
    zlts = a_copy(year, tmp_path)
    said = simulated(zlts, policy_file(tmp_path / "other.toml", *pair))
    adopted(zlts, *pair)
    assert {one["key"] for one in said["settings"]} == set(pair)
    check_figures(said, as_it_is, Year.of(zlts, *QUARTERS))


def test_a_policy_of_a_later_day_is_foretold(year: Within, as_it_is: Year, tmp_path: Path) -> None:
    zlts, other = a_copy(year, tmp_path), tmp_path / "other.toml"
    policy_file(
        other, "rate.floor_percent", "complaint.first", "score.base", "ranking.quarter", "awards.shortlist_rank"
    )
    other.write_text(other.read_text(encoding="utf-8").replace("2013-03-01", "2013-07-01"), encoding="utf-8")
    said = simulated(zlts, other)
    assert {"2013-03", "2013-04"}.isdisjoint(one["month"] for key in ("added", "removed") for one in said[key])
    zlts.ok("policy", "adopt", other)
    zlts.json("assess", "2013-12", codes=DONE)
    check_figures(said, as_it_is, Year.of(zlts, *QUARTERS))


def test_a_year_assessed_in_part_is_foretold_so_far(tmp_path: Path) -> None:
    zlts = found_year(tmp_path, through="2013-06")
    before = Year.of(zlts, *QUARTERS)
    said = simulated(zlts, policy_file(tmp_path / "other.toml", "rate.floor_percent", "complaint.first"))
    assert said["through"] == "2013-06"
    zlts.ok("policy", "adopt", tmp_path / "other.toml")
    zlts.json("assess", "2013-06", codes=DONE)
    check_figures(said, before, Year.of(zlts, *QUARTERS))


def test_a_policy_that_says_the_same_foretells_nothing(year: Within, as_it_is: Year, tmp_path: Path) -> None:
    zlts = a_copy(year, tmp_path)
    said = simulated(zlts, policy_file(tmp_path / "other.toml"))
    assert [said[key] for key in LISTS] == [[]] * len(LISTS)
    check_figures(said, as_it_is, as_it_is)


def test_a_year_that_has_not_begun_is_refused(year: Within, tmp_path: Path) -> None:
    done = year.run("simulate", "2099", "--policy", policy_file(tmp_path / "other.toml"))
    assert done.returncode == 2
    assert "2099 还没有开始" in done.stderr


# ---------------------------------------------------------------- by name


def test_what_a_higher_floor_would_have_done(year: Within, tmp_path: Path) -> None:
    zlts = a_copy(year, tmp_path)
    said = simulated(zlts, policy_file(tmp_path / "other.toml", "rate.floor_percent"))
    assert said["settings"] == [{"key": "rate.floor_percent", "now": "95", "then": "93"}]
    changed = {one["officer"]: one for one in said["officers"]}
    assert changed["凌霄云"] == {
        "unit": "青溪派出所", "officer": "凌霄云", "badge": "880011",
        "score_now": 40, "score_then": 100, "rank_now": 8, "rank_then": 8,
    }  # fmt: skip
    assert "计春来" in {one["person"] for one in said["removed"]}


def test_who_would_be_barred_and_shortlisted(year: Within, tmp_path: Path) -> None:
    zlts = a_copy(year, tmp_path)
    said = simulated(
        zlts, policy_file(tmp_path / "other.toml", "complaint.first_bars_awards", "awards.shortlist_rank")
    )
    assert [(one["officer"], one["now"], one["then"]) for one in said["barred"]] == [
        ("柏一鸣", True, False), ("时雨晴", True, False), ("展鸿图", True, False), ("云中鹤", True, False),
    ]  # fmt: skip
    assert {one["officer"] for one in said["shortlist"] if one["then"]} < {
        one["officer"] for one in said["shortlist"]
    }


def test_the_terminal_tells_a_long_list_by_what_differs(year: Within, tmp_path: Path) -> None:
    zlts = a_copy(year, tmp_path)
    shown = zlts.ok("simulate", "2013", "--policy", policy_file(tmp_path / "other.toml", "verdicts.sustained"))
    assert "verdicts.sustained  其中：有效  其余不变" in shown
    assert "取消评先评优（内部掌握）" in shown
    shown = zlts.ok(
        "simulate", "2013", "--policy", policy_file(tmp_path / "other.toml", "ranking.year", "complaint.later")
    )
    assert "投诉、满意率、检查得分" in shown
    assert "（空）" in shown
