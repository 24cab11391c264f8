"""A policy file that was written before a section or setting existed holds, and is told what stands in its place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.command import Within, founded_within
from zlts import policy_file
from zlts.errors import PolicyRefused
from zlts.resources import data_file

TEXT = data_file("policy-2013.toml").read_text(encoding="utf-8")
ROSTER = "单位,城区农村,姓名,警号,角色\n测试一所,城区,柏一鸣,880001,窗口民警\n"
SAID = "文件里没有 [objection] 一节，那是以后的版本才有的，按随程序附带的默认（objection.days = 30）"


def without(section: str, text: str = TEXT) -> str:
    shorter = re.sub(rf"(?ms)^\[{section}(?:\.[^\]]*)?\]\n.*?(?=^\[)", "", text)
    assert shorter != text
    return shorter


@pytest.fixture
def zlts(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    older = without("objection").replace('name = "', 'name = "旧版 ', 1)
    (tmp_path / "旧.toml").write_text(older.replace("points = -10", "points = -9"), encoding="utf-8")
    return made


@pytest.mark.parametrize(
    "words",
    [("policy", "check"), ("policy", "adopt", "--dry-run"), ("simulate", "2013", "--policy"), ("policy", "adopt")],
)
def test_it_is_taken_and_told(zlts: Within, tmp_path: Path, words: tuple[str, ...]) -> None:
    assert SAID in zlts.ok(*words, tmp_path / "旧.toml")
    newer = tmp_path / "新.toml"
    newer.write_text(TEXT.replace("points = -10", "points = -8"), encoding="utf-8")
    assert "[objection]" not in zlts.ok(*words, newer)


@pytest.mark.usefixtures("zlts")
def test_a_ledger_is_founded_on_it(tmp_path: Path) -> None:
    made = Within(tmp_path / "另一本.db")
    done = made.run("init", "--roster", tmp_path / "花名册.csv", "--policy", tmp_path / "旧.toml")
    assert done.returncode == 0
    assert SAID in done.stderr
    made.ok("status")
    made.ok("verify")


def test_several_sections_are_told_each(zlts: Within, tmp_path: Path) -> None:
    path = tmp_path / "更旧.toml"
    path.write_text(without("ranking", without("objection")), encoding="utf-8")
    told = zlts.ok("policy", "check", path).splitlines()
    assert [re.findall(r"\[(\w+)\]", line) for line in told] == [[], ["ranking"], ["objection"]]


@pytest.mark.parametrize("section", ["rate", "awards", "complaint", "ratings"])
def test_a_section_that_always_was_there_is_still_asked_for(zlts: Within, tmp_path: Path, section: str) -> None:
    path = tmp_path / "缺.toml"
    path.write_text(without(section), encoding="utf-8")
    done = zlts.run("policy", "check", path)
    assert done.returncode == 1
    assert section in done.stderr


def test_a_section_of_a_slipped_name_is_no_missing_one(zlts: Within, tmp_path: Path) -> None:
    path = tmp_path / "笔误.toml"
    path.write_text(TEXT.replace("[objection]", "[objektion]"), encoding="utf-8")
    done = zlts.run("policy", "check", path)
    assert done.returncode == 1
    assert "没有“objektion”这个设置" in done.stderr
    assert "objection" in done.stderr


def test_single_settings_that_came_later_are_taken_as_shipped_and_told(zlts: Within, tmp_path: Path) -> None:
    older = re.sub(r"(?m)^(least_counted|grave|top_of) = .*\n", "", TEXT).replace("points = -10", "points = -9")
    older = re.sub(
        r"(?m)^points_per = .*\nmeasure = (.*)\nmeasure_per = .*\n", r'penalty_per = "year"\nmeasure = \1\n', older
    )
    path = tmp_path / "少几项.toml"
    path.write_text(older.replace("[evaluator]", '[evaluator]\nclause = "六(三)"'), encoding="utf-8")
    told = zlts.ok("policy", "check", path)
    assert "这 3 项" in told
    assert "rate.least_counted = 1，awards.top_of = officers，awards.grave = group" in told
    assert "rate.penalty_per 现在分成 rate.points_per 和 rate.measure_per" in told
    assert "evaluator.clause 已经不用" in told
    simulated = zlts.json("simulate", "2013", "--policy", path)
    changed = {one["key"]: one["then"] for one in simulated["settings"]}
    assert changed == {"rate.points": -9, "rate.points_per": "year", "rate.measure_per": "year"}


def test_no_setting_is_ever_lacking_in_silence() -> None:
    policy, silent, refused = policy_file.load(TEXT), [], {}
    for key in policy.settings:
        section, _, name = key.rpartition(".")
        if not section or section.split(".")[0] in VOCABULARIES or ".items" in key or ".limits" in key:
            continue
        head, body, rest = re.split(rf"(?m)^(\[{section}\]$.*?^)(?=\[)", TEXT, maxsplit=1, flags=re.DOTALL)
        lines = re.sub(rf"(?ms)^{name} = (\[\n.*?^\]|[^\n]*)[^\n]*\n", "", body, count=1)
        assert lines != body, key
        try:
            told = policy_file.proposed(head + lines + rest, TEXT).remarks
        except PolicyRefused as error:
            refused[key] = str(error)
        else:
            silent += [key] if not any(key in one for one in told) else []
    assert silent == []
    assert [key for key, told in refused.items() if key not in told] == []
    assert {"rate.points", "rate.floor_percent", "rate.measure", "complaint.later", "escalation.once_a_year"} < {
        *refused
    }
    assert {"awards.last_month", "score.base", "filing.plan_due", "serious.officer", "bureau.name"} < {*refused}


VOCABULARIES = {"roles", "areas", "ratings", "verdicts", "responsibilities", "severities", "units", "kinds", "states",
                "issuers"}  # fmt: skip


@pytest.mark.parametrize("written", ["evaluator = 3\n", 'evaluator = "clause"\n', '[evaluator]\nclause = "六(三)"\n'])
def test_a_section_of_another_shape_is_refused_by_name(zlts: Within, tmp_path: Path, written: str) -> None:
    path = tmp_path / "乱.toml"
    text = without("inspection", without("evaluator"))
    path.write_text(text + written if written.startswith("[") else written + text, encoding="utf-8")
    done = zlts.run("policy", "check", path)
    assert done.returncode == 1
    assert "程序内部出错" not in done.stderr
    assert re.search("evaluator|inspection", done.stderr)
