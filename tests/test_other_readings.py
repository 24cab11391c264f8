"""What another reading of the notice makes of a year: each by its setting, at its bounds (readings: Awards)."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from tests.command import Within
from tests.foretold import DONE
from tests.settings_year import found_year
from tests.test_settings import SHIPPED, a_copy, told, toml


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return found_year(tmp_path_factory.mktemp("year"))


def read_so(year: Within, folder: Path, **settings: Any) -> Within:
    """A copy of the year, its evidence read by the shipped policy but for settings such as `awards__top_of`."""
    zlts, values = a_copy(year, folder), copy.deepcopy(SHIPPED)
    for key, value in settings.items():
        section, _, name = key.partition("__")
        values[section][name] = value
    other = folder / "other.toml"
    other.write_text("".join(f"{key} = {toml(value)}\n" for key, value in values.items()), encoding="utf-8")
    zlts.ok("policy", "adopt", other)
    zlts.json("assess", "2013-12", codes=DONE)
    return zlts


def awards(zlts: Within) -> dict[str, Any]:
    found: dict[str, Any] = zlts.json("awards", "2013", codes=DONE)
    return found


# ---------------------------------------------------------------- 六(八): whose first three


def test_the_first_three_are_officers_or_all_officers_of_the_first_three_units(year: Within, tmp_path: Path) -> None:
    units = {one["unit"] for one in year.json("report", "annual", "2013", codes=DONE)["units"] if one["rank"] <= 3}
    before, after = awards(year), awards(read_so(year, tmp_path, awards__top_of="units"))
    assert {one["officer"] for one in before["ranking"] if one["shortlisted"]} == {
        one["officer"] for one in before["ranking"] if one["rank"] <= 3
    }
    chosen = {one["officer"] for one in after["ranking"] if one["shortlisted"]}
    assert chosen == {one["officer"] for one in after["ranking"] if one["unit"] in units}
    assert chosen != {one["officer"] for one in before["ranking"] if one["shortlisted"]}
    assert [one["rank"] for one in after["ranking"]] == [one["rank"] for one in before["ranking"]]
    assert any(line.startswith("前 3 名单位的民警，入围") for line in after["decisions_needed"])


def test_the_letter_says_whose_first_three(year: Within, tmp_path: Path) -> None:
    for folder, said in (
        ("officers", "从窗口综合考评的前3名中产生"),
        ("units", "从年终总评前3名单位的窗口民警中产生"),
    ):
        (tmp_path / folder).mkdir()
        zlts = read_so(year, tmp_path / folder, awards__top_of=folder)
        assert said in letter(zlts, "awards", "2013")


# ---------------------------------------------------------------- 八(二): how long a late plan is a reason for help

PLANS = """\
单位,事项,截止日期,报送日期,月份
治安大队,实施方案,,2013-03-31,
交管大队,实施方案,,2013-06-30,
出入境大队,实施方案,,2013-07-01,
石桥派出所,实施方案,2013-03-05,,
"""
IN_TIME, IN_MARCH = "柳岸派出所", ("青溪派出所", "治安大队")  # on the 5th; on the 6th and on the 31st
QUARTERS = ("2013Q1", "2013Q2", "2013Q3")


def plans(zlts: Within) -> dict[str, list[str]]:
    """By unit what is said of its plan, quarter by quarter, then of the year."""
    told = [zlts.json("report", "quarterly", one, codes=DONE)["units"] for one in QUARTERS]
    told.append(zlts.json("report", "annual", "2013", codes=DONE)["units"])
    found: dict[str, list[str]] = {}
    for units in told:
        for one in units:
            said = [reason.removeprefix("实施方案") for reason in one["assistance"] if "实施方案" in reason]
            found.setdefault(one["unit"], []).append("".join(said))
    return found


@pytest.mark.parametrize("late_plan", ["until_filed", "year"])
def test_a_late_plan_is_a_reason_until_it_is_filed_or_all_year(year: Within, tmp_path: Path, late_plan: str) -> None:
    zlts = read_so(year, tmp_path, assistance__late_plan=late_plan)
    (tmp_path / "方案.csv").write_text(PLANS, encoding="utf-8")
    zlts.json("import", tmp_path / "方案.csv", codes=DONE)
    until_filed = late_plan == "until_filed"
    assert plans(zlts) == {
        IN_TIME: [""] * 4,
        **dict.fromkeys(IN_MARCH, ["迟报", "", "", "迟报"] if until_filed else ["迟报"] * 4),
        "交管大队": ["未报", "", "", "迟报"] if until_filed else ["迟报"] * 4,  # on the last day of its quarter
        "出入境大队": ["未报", "未报", "", "迟报"] if until_filed else ["迟报"] * 4,  # on the day after
        "石桥派出所": ["未报"] * 4,
    }


# ---------------------------------------------------------------- 七(二): a unit without inspections in the quarter

UNSEEN = "青溪派出所"
INSPECTED = "检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度\n{},青溪派出所,,季度检查,着装挂牌,全部规范,,\n"


def ranked(zlts: Within, quarter: str = "2013Q2") -> list[tuple[int | None, str, bool]]:
    units = zlts.json("report", "quarterly", quarter, codes=DONE)["units"]
    return [(one["rank"], one["unit"], one["uninspected"]) for one in units]


def table(zlts: Within) -> list[str]:
    """The ranking of the second quarter, a line a unit."""
    return zlts.run("report", "quarterly", "2013Q2", "--format", "csv").stdout.splitlines()


def test_a_unit_not_inspected_is_ranked_with_a_mark_or_stands_last_without_a_rank(
    year: Within, tmp_path: Path
) -> None:
    before = ranked(year)
    assert [(unit, bool(rank)) for rank, unit, mark in before if mark] == [(UNSEEN, True)]
    zlts = read_so(year, tmp_path, ranking__uninspected="unranked")
    after = ranked(zlts)
    assert after[-1] == (None, UNSEEN, True)
    assert [unit for _, unit, _ in after[:-1]] == [unit for _, unit, _ in before if unit != UNSEEN]
    assert [rank for rank, _, _ in after[:-1]] == [1, 2, 3, 4, 5]
    for asked, said in ((year, "照样排名"), (zlts, "不排名")):
        cells = [line.split(",") for line in table(asked)]
        at = next(line.index("检查加减分") for line in cells if "检查加减分" in line)
        assert [line[1] for line in cells if line[at : at + 1] == ["未检查"]] == [UNSEEN]
        shown = asked.run("report", "quarterly", "2013Q2").stdout
        assert f"写“未检查”的 1 个单位，本期没有检查到，{said}。" in shown
    assert f"没有检查到、不排名次的是{UNSEEN}。" in letter(zlts, "report", "quarterly", "2013Q2")
    assert "不排名次的是" not in letter(year, "report", "quarterly", "2013Q2")


@pytest.mark.parametrize(("day", "seen_in"), [("2013-06-30", "2013Q2"), ("2013-07-01", "2013Q3")])
def test_an_inspection_counts_in_its_own_quarter(year: Within, tmp_path: Path, day: str, seen_in: str) -> None:
    zlts = read_so(year, tmp_path, ranking__uninspected="unranked")
    (tmp_path / "补登.csv").write_text(INSPECTED.format(day), encoding="utf-8")
    zlts.json("import", tmp_path / "补登.csv", codes=DONE)
    for quarter in ("2013Q2", "2013Q3"):
        (rank,) = [rank for rank, unit, _ in ranked(zlts, quarter) if unit == UNSEEN]
        assert bool(rank) is (quarter == seen_in)


def test_where_nothing_was_inspected_nobody_is_ranked(year: Within, tmp_path: Path) -> None:
    zlts = read_so(year, tmp_path, ranking__uninspected="unranked")
    assert {rank for rank, _, _ in ranked(zlts, "2013Q3")} == {None}
    assert "没有检查到任何单位，不排名次。" in letter(zlts, "report", "quarterly", "2013Q3")
    assert zlts.json("report", "quarterly", "2013Q3", "--public", codes=DONE)["lines"]


def test_over_the_year_every_unit_is_ranked(year: Within, tmp_path: Path) -> None:
    zlts = read_so(year, tmp_path, ranking__uninspected="unranked")
    units = zlts.json("report", "annual", "2013", codes=DONE)["units"]
    assert [(one["rank"] is None, one["uninspected"]) for one in units] == [(False, False)] * 6


# ---------------------------------------------------------------- 六(八): serious matters and proven self-evaluation

SERIOUS = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度
2013-12-12,石桥派出所,柯玉林,日常检查,接待态度,推诿,,严重
"""


@pytest.mark.parametrize("grave", ["group", "barred"])
def test_the_grave_are_put_before_the_group_wherever_ranked_or_barred(
    year: Within, tmp_path: Path, grave: str
) -> None:
    zlts = read_so(year, tmp_path, awards__grave=grave)
    batch = next(one["batch"] for one in zlts.json("batches")["batches"] if one["file"] == "明细.csv")
    zlts.ok("void", f"{batch}::2", "--reason", "监控核实无人办事")
    (tmp_path / "严重.csv").write_text(SERIOUS, encoding="utf-8")
    zlts.json("import", tmp_path / "严重.csv", codes=DONE)
    zlts.json("assess", "2013-12", codes=DONE)
    found = awards(zlts)
    barred = {one["officer"]: (one["reason"], one["clause"]) for one in found["ineligible"]}
    ranked_ones = {one["officer"]: one["rank"] for one in found["ranking"]}
    told = [line for line in found["decisions_needed"] if "能否表彰" in line]
    pressed = next(name for name in ("迟暮春", "农耕读") if any(name in line for line in told) or name in barred)
    if grave == "group":
        assert not {"柯玉林", pressed} & set(barred)
        assert {"柯玉林", pressed} <= set(ranked_ones)
        assert any(pressed in line and "2013-10 有 1 条评价经认定作废（六(三)）" in line for line in told)
        assert any("柯玉林" in line and "有严重问题" in line and "六(七)" in line for line in told)
        assert len(told) == 2  # each once, though neither need be on the shortlist
    else:
        assert not told
        assert not {"柯玉林", pressed} & set(ranked_ones)
        assert barred[pressed] == ("2013-10 有 1 条评价经认定作废", "六(三)")
        assert barred["柯玉林"][0].startswith("有严重问题：")
        annual = zlts.run("report", "annual", "2013").stdout
        assert "经认定作废" in annual
    zlts.ok("void", f"{batch}::2", "--undo")
    after = awards(zlts)
    assert pressed in {one["officer"] for one in after["ranking"]}
    assert not any(pressed in line and "作废" in line for line in after["decisions_needed"])


# ---------------------------------------------------------------- whose evaluations count for a unit's rate


def test_what_auxiliaries_are_pressed_counts_for_their_unit_or_for_nobody(year: Within, tmp_path: Path) -> None:
    """柳岸派出所 has 30 satisfied of 30 in April of an officer, 94 of 100 of another, 10 of 20 of an auxiliary."""
    april = ("report", "monthly", "2013-04")

    def unit(zlts: Within) -> dict[str, Any]:
        units = zlts.json(*april, codes=DONE)["units"]
        found: dict[str, Any] = next(one for one in units if one["unit"] == "柳岸派出所")
        return found

    before, after = unit(year), unit(read_so(year, tmp_path, rate__auxiliaries="nobody"))
    assert (before["satisfied"], before["counted"]) == (134, 150)
    assert (after["satisfied"], after["counted"]) == (124, 130)
    assert after["use"] == before["use"]  # the evaluators were used all the same


# ---------------------------------------------------------------- 六(七): 撤诉, 不予受理


@pytest.mark.parametrize("withdrawn", ["not_sustained", "pending"])
def test_what_was_withdrawn_is_decided_or_still_to_be(year: Within, tmp_path: Path, withdrawn: str) -> None:
    zlts = read_so(year, tmp_path, complaint__withdrawn=withdrawn)
    pending = {one["number"] for one in zlts.json("complaints", "--pending", codes=DONE)["complaints"]}
    assert ({"T07", "T09"} <= pending) is (withdrawn == "pending")
    assert "T08" in pending


def letter(zlts: Within, *what: str) -> str:
    """A letter's text."""
    found = told(zlts, (*what, "docx"))
    return "".join(found)
