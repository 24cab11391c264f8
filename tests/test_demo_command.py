"""`zlts demo`: the made-up county's year, against what its plain values lead to by a reference of its own."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command import Zlts
from tests.demo.county_roster import MadeUpCounty, read_county
from tests.demo.seeded_year import make_year
from tests.demo.year_events import SATISFIED, UNRATED, MadeUpComplaint, MadeUpYear
from zlts.periods import Month
from zlts.resources import data_file

FIRST = date(2013, 3, 1)
SUSTAINED = {"有效", "属实", "基本属实"}
RESPONSIBLE = {"有责", "主要责任", "次要责任"}
Line = tuple[str, str | None, str, str, str, int, str]
"""Month, person, unit, role, kind, points, rule."""


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[Zlts, str]:
    """The demo's own ledger, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "演示"
    outside = Zlts(folder.parent / "zlts.db")
    printed = outside.ok("demo", folder)
    assert not outside.ledger.exists()
    return Zlts(folder / "演示.db"), printed


@pytest.fixture(scope="module")
def story() -> tuple[MadeUpCounty, MadeUpYear]:
    county = read_county(2013)
    return county, make_year(county, 2013, 2013)


# ---------------------------------------------------------------- the command


def test_it_names_its_folder_and_leaves_workbooks(played: tuple[Zlts, str]) -> None:
    zlts, printed = played
    folder = zlts.ledger.parent
    assert str(folder) in printed.replace("\n", "")
    books = sorted(folder.glob("*.xlsx"))
    assert len(books) >= 2
    for book in books:
        assert any(cell.value for sheet in load_workbook(book) for row in sheet for cell in row)
    assert len([*(folder / "登记").rglob("*.*")]) > 150


def test_a_folder_with_something_in_it_is_refused(zlts: Zlts, tmp_path: Path) -> None:
    (tmp_path / "满").mkdir()
    (tmp_path / "满" / "a.txt").write_text("a", encoding="utf-8")
    done = zlts.run("demo", tmp_path / "满")
    assert done.returncode == 1
    assert "“满”不是空的" in done.stderr
    assert [path.name for path in (tmp_path / "满").iterdir()] == ["a.txt"]


def test_nobody_of_the_notice_appears(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    zlts, printed = played
    with data_file("roster-notice.csv").open(encoding="utf-8-sig", newline="") as lines:
        real = {cell.replace(" ", "") for row in csv.DictReader(lines) for key, cell in row.items() if key == "姓名"}
    assert len(real) > 20
    made_up = {row.name for row in story[0].rows}
    said = printed + json.dumps(
        [zlts.json("awards", "2013", codes=(0, 3)), zlts.json("ledger", "2013")], ensure_ascii=False
    )
    assert not [name for name in real - made_up if name in said]
    assert not real & made_up


def test_no_complainant_appears(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    zlts, printed = played
    people = {row.complainant for export in story[1].complaints for row in export.rows}
    books = "".join(
        str(cell.value)
        for book in zlts.ledger.parent.glob("*.xlsx")
        for sheet in load_workbook(book)
        for row in sheet
        for cell in row
        if cell.value
    )
    assert not [name for name in people if name in printed + books]
    assert "138-0000" not in printed + books


# ---------------------------------------------------------------- the reference: rates


def tallies(year: MadeUpYear) -> Counter[tuple[str, str, int, str]]:
    """Officer, unit, month and counted, satisfied or unrated."""
    found: Counter[tuple[str, str, int, str]] = Counter()
    for presses in year.presses.values():
        for press in presses:
            if press.time.date() < FIRST:
                continue
            who = (press.officer, press.unit, press.time.month)
            if press.rating == UNRATED:
                found[*who, "unrated"] += 1
            else:
                found[*who, "counted"] += 1
                found[*who, "satisfied"] += press.rating in SATISFIED
    return found


def total(
    found: Counter[tuple[str, str, int, str]],
    what: str,
    officer: str = "",
    unit: str = "",
    months: range | None = None,
) -> int:
    return sum(
        many
        for (who, where, month, kind), many in found.items()
        if kind == what and officer in ("", who) and unit in ("", where) and (months is None or month in months)
    )


def auxiliaries(county: MadeUpCounty) -> set[str]:
    return {row.name for row in county.rows if row.role == "窗口辅警"}


def rate_lines(county: MadeUpCounty, year: MadeUpYear) -> Iterator[Line]:
    found = tallies(year)
    officers = {row.name for row in county.windows} - auxiliaries(county)
    for officer in officers:
        for month in range(3, 13):
            one = range(month, month + 1)
            counted = total(found, "counted", officer, months=one)
            if 100 * total(found, "satisfied", officer, months=one) >= 95 * counted:
                continue
            units = {where for who, where, when, _ in found if (who, when) == (officer, month)}
            unit = max(units, key=lambda where: total(found, "counted", officer, where, one))
            for kind, points in (("扣分", -10), ("打招呼", 0)):
                yield (f"2013-{month:02d}", officer, unit, "officer", kind, points, "rate")


def test_rates(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    zlts, _ = played
    found = tallies(story[1])
    for month in (3, 6, 9, 12):
        rates = zlts.json("assess", f"2013-{month:02d}", "--dry-run", codes=(0, 3))["rates"]
        assert len(rates) == len({rate["badge"] for rate in rates})
        for rate in rates:
            one = range(month, month + 1)
            wanted = {
                what: total(found, what, rate["officer"], months=one) for what in ("counted", "satisfied", "unrated")
            }
            assert {what: rate[what] for what in wanted} == wanted, rate
            assert rate["below_floor"] == (100 * wanted["satisfied"] < 95 * wanted["counted"])


def test_rate_entries(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    assert Counter(lines_of(played[0], "rate")) == Counter(rate_lines(*story))


def lines_of(zlts: Zlts, rule: str) -> list[Line]:
    keys = ("month", "person", "unit", "role", "kind", "points", "rule")
    entries: list[dict[str, Any]] = zlts.json("ledger", "2013")["entries"]
    return [tuple(one[key] for key in keys) for one in entries if one["rule"] == rule]


# ---------------------------------------------------------------- the reference: complaints


def is_sustained(row: MadeUpComplaint) -> bool:
    if row.merged_into:
        return False
    if row.verdict == "部分属实" or row.responsibility:
        return row.verdict in SUSTAINED | {"部分属实"} and row.responsibility in RESPONSIBLE
    return row.verdict in SUSTAINED


def effective(year: MadeUpYear) -> list[tuple[str, date, MadeUpComplaint]]:
    """Sustained ones of the year, in the order of effect, each with its month."""
    latest = {(row.number, row.received.year): row for export in year.complaints for row in export.rows}
    found = []
    for row in latest.values():
        if row.decided and row.received >= FIRST and row.received.year == 2013 and is_sustained(row):
            month = Month.of(row.decided) if row.decided.year == 2013 else Month(2013, 12)
            found.append((str(month), row.decided, row))
    return sorted(found, key=lambda one: (one[0], one[1], one[2].number))


def complaint_lines(county: MadeUpCounty, year: MadeUpYear) -> Iterator[Line]:
    nth: Counter[str] = Counter()
    for month, _, row in effective(year):
        for officer in row.officers:
            if officer in auxiliaries(county):
                continue
            nth[officer] += 1
            for kind in ("谈话", "取消评先评优") if nth[officer] == 1 else ("告诫",):
                yield (month, officer, row.unit, "officer", kind, 0, "complaint")


def test_complaint_entries(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    assert Counter(lines_of(played[0], "complaint")) == Counter(complaint_lines(*story))


def test_a_verdict_that_was_taken_back_leaves_nothing(played: tuple[Zlts, str]) -> None:
    assert not [line for line in lines_of(played[0], "complaint") if line[1] == "宋丽君"]


def test_inspection_entries(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    wanted = [
        (str(Month.of(row.day)), row.officer or None, row.unit, "officer" if row.officer else "unit",
         "检查加分" if row.points > 0 else "检查扣分", row.points, "inspection")
        for row in story[1].inspections
        if row.points and row.day >= FIRST
    ]  # fmt: skip
    assert Counter(lines_of(played[0], "inspection")) == Counter(wanted)


def test_serious_entries(played: tuple[Zlts, str]) -> None:
    found = {(line[1], line[2], line[3], line[4]) for line in lines_of(played[0], "serious")}
    assert found == {
        ("傅强", "城关派出所", "officer", "不得提拔任用"),
        ("傅强", "城关派出所", "officer", "追究责任"),
        ("傅强", "城关派出所", "officer", "调整到农村派出所"),
        ("潘卫星", "城关派出所", "unit_lead", "追究责任"),
        ("郝大伟", "青峰派出所", "officer", "不得提拔任用"),
        ("郝大伟", "青峰派出所", "officer", "追究责任"),
        ("顾海波", "青峰派出所", "unit_lead", "追究责任"),
    }


# ---------------------------------------------------------------- the reference: measures and escalations

LIMITS = {"打招呼": 3, "谈话": 2, "告诫": 1}
Step = tuple[date, int, str, str, str]
"""Day, place in the pass's order, officer, unit, kind."""


def ordered_steps(county: MadeUpCounty, year: MadeUpYear) -> list[Step]:
    """What the rules order, with its day."""
    steps = [
        (Month.parse(month).last_day, 0, str(officer), unit, kind)
        for month, officer, unit, _, kind, _, _ in rate_lines(county, year)
        if kind in LIMITS
    ]
    nth: Counter[str] = Counter()
    for _, decided, row in effective(year):
        for officer in row.officers:
            nth[officer] += 1
            if officer not in auxiliaries(county):
                steps.append(
                    (min(decided, date(2013, 12, 31)), 1, officer, row.unit, "谈话" if nth[officer] == 1 else "告诫")
                )
    return steps


def own_measures(county: MadeUpCounty, year: MadeUpYear) -> list[Step]:
    """The logged ones that cannot be the carrying out of an ordered one."""
    ordered = ordered_steps(county, year)
    return [
        (row.day, 2, row.officer, row.unit, row.measure)
        for row in year.measures
        if row.day >= FIRST
        and not any(
            (officer, kind) == (row.officer, row.measure)
            and Month.of(day).first_day <= row.day <= Month.of(day).last_day + timedelta(days=60)
            for day, _, officer, _, kind in ordered
        )
    ]


def test_manual_entries(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    leads = {row.name for row in story[0].rows if row.role == "责任领导"}
    wanted = [
        (str(Month.of(day)), who, unit, "unit_lead" if who in leads else "officer", kind, 0, "manual")
        for day, _, who, unit, kind in own_measures(*story)
    ]
    assert Counter(lines_of(played[0], "manual")) == Counter(wanted)
    assert not [line for line in wanted if line[1] in ("彭宇航", "常月娥")]  # the carrying out of what was ordered


def escalation_lines(county: MadeUpCounty, year: MadeUpYear) -> Iterator[Line]:
    steps = sorted((*ordered_steps(county, year), *own_measures(county, year)))
    at_window = {row.name for row in county.windows}
    done: set[str] = set()
    count: Counter[tuple[str, str]] = Counter()
    for day, _, officer, unit, kind in steps:
        count[officer, kind] += 1
        if officer in done or officer not in at_window or count[officer, kind] < LIMITS[kind]:
            continue
        done.add(officer)
        for role, english, measure in (("责任领导", "unit_lead", "谈话"), ("责任局领导", "bureau_lead", "打招呼")):
            for row in county.rows:
                if (row.unit, row.role) == (unit, role) and row.covers(day):
                    yield (str(Month.of(day)), row.name, unit, english, measure, 0, "escalation")


def test_escalations(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    wanted = Counter(escalation_lines(*story))
    assert ("2013-09", "蒋立新", "交管大队", "unit_lead", "谈话", 0, "escalation") in wanted  # he came in August
    assert Counter(lines_of(played[0], "escalation")) == wanted


# ---------------------------------------------------------------- the reference: quarters and awards


@pytest.mark.parametrize("quarter", [1, 2, 3, 4])
def test_quarters(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear], quarter: int) -> None:
    county, year = story
    found, months = tallies(year), range(3 * quarter - 2, 3 * quarter + 1)
    points: Counter[str] = Counter()
    for row in year.inspections:
        if row.day >= FIRST and row.day.month in months:
            points[row.unit] += row.points or 0
    sustained = Counter(row.unit for month, _, row in effective(year) if int(month[5:]) in months)
    wanted = []
    for unit in county.units:
        counted, satisfied = (total(found, what, unit=unit, months=months) for what in ("counted", "satisfied"))
        rate = Fraction(satisfied, counted) if counted else Fraction(-1)
        wanted.append((-(100 + points[unit]), sustained[unit], -rate, unit, counted, satisfied))
    wanted.sort(key=lambda one: one[:3])
    units = played[0].json("report", "quarterly", f"2013Q{quarter}")["units"]
    assert [(-one["score"], one["sustained_complaints"], one["counted"], one["satisfied"]) for one in units] == [
        (score, complaints, counted, satisfied) for score, complaints, _, _, counted, satisfied in wanted
    ]
    ranks = [1 + sum(other[:3] < one[:3] for other in wanted) for one in wanted]
    assert [one["rank"] for one in units] == ranks
    assert {one["unit"] for one in units} == set(county.units)


def test_awards(played: tuple[Zlts, str], story: tuple[MadeUpCounty, MadeUpYear]) -> None:
    county, year = story
    found = tallies(year)
    scores: Counter[str] = Counter()
    for line in rate_lines(county, year):
        scores[str(line[1])] += line[5]
    for row in year.inspections:
        if row.day >= FIRST:
            scores[row.officer] += row.points or 0
    barred = {str(line[1]) for line in complaint_lines(county, year) if line[4] == "取消评先评优"}
    people = {row.name for row in county.windows} - auxiliaries(county) - barred
    keys = {
        name: (-100 - scores[name], -Fraction(total(found, "satisfied", name), counted), -counted)
        for name in people
        if (counted := total(found, "counted", name))
    }
    awards = played[0].json("awards", "2013", codes=(0, 3))
    assert {one["officer"] for one in awards["ineligible"]} == barred
    assert [one["unit"] for one in awards["unranked"]] == []
    ranked = {one["officer"]: (one["rank"], one["score"], one["counted"]) for one in awards["ranking"]}
    assert ranked == {
        name: (1 + sum(other < key for other in keys.values()), -key[0], -key[2]) for name, key in keys.items()
    }
    short = [one["officer"] for one in awards["ranking"] if one["shortlisted"]]
    assert short == ["苏晓晴", "崔玉洁", "倪晓丹"]
    units = {one["officer"]: one["unit"] for one in awards["ranking"]}
    assert units.get("罗志远", "柳林派出所") == "柳林派出所"
