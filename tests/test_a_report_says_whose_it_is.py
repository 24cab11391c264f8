"""The JSON of a report says whose it is: bureau, policy, journal, program, and whether a pass is behind."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from zlts import __version__
from zlts.resources import data_file

ROSTER = (
    "单位,类别,姓名,警号,角色\n城关派出所,城区,朱春梅,350509,窗口民警\n沙洲派出所,农村,曹国栋,350511,窗口民警\n"
    "城关派出所,城区,薛晓燕,,责任领导\n"
)
JUNE = "单位,姓名,月份,满意,一般,不满意\n城关派出所,朱春梅,2013-06,90,4,6\n沙洲派出所,曹国栋,2013-06,100,0,0\n"


@pytest.fixture
def county(tmp_path: Path) -> Within:
    """A county with June in and assessed."""
    made = founded_within(tmp_path, ROSTER)
    (tmp_path / "6月.csv").write_text(JUNE, encoding="utf-8")
    made.ok("import", tmp_path / "6月.csv")
    made.run("assess", "2013-06")
    return made


def source(county: Within, *words: str) -> Any:
    return county.json(*words, codes=(0, 3))["source"]


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (("report", "monthly", "2013-06"), "2013-06"),
        (("report", "quarterly", "2013Q2"), "2013Q2"),
        (("report", "annual", "2013"), "2013"),
        (("awards", "2013"), "2013"),
    ],
)
def test_every_report_bears_its_source(county: Within, words: tuple[str, ...], period: str) -> None:
    said = source(county, *words)
    assert (said["bureau"], said["period"], said["program"]) == ("县公安局", period, __version__)
    assert re.fullmatch("[0-9a-f]{64}", said["journal_head"])
    assert county.ok("verify", "--anchor", said["journal_head"]).startswith("纸上的校验码是本台账第")
    assert said["journal_length"] >= 3
    (policy,) = said["policies"]
    assert (policy["effective_from"], policy["differs"]) == ("2013-03-01", [])


def test_a_pass_that_is_behind_is_told(county: Within, tmp_path: Path) -> None:
    assert source(county, "report", "monthly", "2013-06")["passes_behind"] is False
    (tmp_path / "4月.csv").write_text(JUNE.replace("2013-06", "2013-04"), encoding="utf-8")
    county.ok("import", tmp_path / "4月.csv")
    assert source(county, "report", "monthly", "2013-06")["passes_behind"] is True


def test_an_issued_report_keeps_the_source_it_was_issued_with(county: Within) -> None:
    issued = source(county, "report", "monthly", "2013-06", "--issue", "1")
    county.run("assess", "2013-07")
    assert source(county, "report", "monthly", "--reprint", "1") == issued
    assert source(county, "report", "monthly", "2013-06")["journal_head"] != issued["journal_head"]


def test_another_reading_is_named_with_its_question(tmp_path: Path) -> None:
    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    text = text.replace('points_per = "month"', 'points_per = "year"').replace(
        'name = "县公安局"', 'name = "清源县公安局"'
    )
    text = text.replace('satisfied = ["非常满意"', 'satisfied = ["一般", "特别好", "非常满意"').replace(
        'unsatisfied = ["一般", ', "unsatisfied = ["
    )
    (tmp_path / "政策.toml").write_text(text, encoding="utf-8")
    (tmp_path / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    made = Within(tmp_path / "zlts.db")
    made.ok("init", "--roster", tmp_path / "花名册.csv", "--policy", tmp_path / "政策.toml")
    said = source(made, "report", "monthly", "2013-06")
    assert said["bureau"] == "清源县公安局"
    found = {one["setting"]: (one["value"], one["shipped"], one["reading"]) for one in said["policies"][0]["differs"]}
    assert found == {
        "rate.points_per": ("year", "month", "points_each_month"),
        "ratings.一般": ("satisfied", "unsatisfied", "satisfied"),
        "ratings.特别好": ("satisfied", None, "satisfied"),
    }
