"""Each day's evidence is read by that day's policy; a later one leaves the days before alone (readings: Policies)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import facts as make
from tests.command import Zlts, founded_within
from zlts.model import Entry, Kind, Role, Rule, Verdict
from zlts.policy import Policies, Policy
from zlts.resources import data_file
from zlts.rules import derive

DONE = (0, 3)
ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试一所,城区,戴若兰,880002,窗口民警
测试一所,城区,卢海川,880003,窗口辅警
测试一所,城区,孔景行,,责任领导
测试一所,城区,俞望舒,,责任局领导
"""
COUNTS = "单位,姓名,月份,满意,基本满意,不满意\n"
PRESSES = "流水号,单位,姓名,评价结果,评价时间\n"
VERDICTS = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期,严重程度\n"
SHIPPED = data_file("policy-2013.toml").read_text(encoding="utf-8")


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded_within(tmp_path, ROSTER)


def take(zlts: Zlts, name: str, text: str, *args: object) -> dict[str, Any]:
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    (one,) = zlts.json("import", path, *args, codes=DONE)["files"]
    assert not one.get("error"), one
    return dict(one)


def policy_file(zlts: Zlts, first_day: str, *changes: tuple[str, str], name: str = "另一份政策") -> Path:
    text = SHIPPED.replace('effective_from = "2013-03-01"', f'effective_from = "{first_day}"')
    text = text.replace('name = "2013年“群众满意零投诉”窗口竞赛"', f'name = "{name}"', 1)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    path = zlts.ledger.parent / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return path


STRICTER = (
    ('floor_percent = "95"', 'floor_percent = "99"'),
    ("points = -10 ", "points = -3 "),
    ('first = "谈话"', 'first = "告诫"'),
    ('limits = { "打招呼" = 3, "谈话" = 2, "告诫" = 1 }', 'limits = { "打招呼" = 1, "谈话" = 1, "告诫" = 1 }'),
    ('satisfied = ["非常满意", "满意", "基本满意",', 'satisfied = ["非常满意", "满意",'),
    ('unsatisfied = ["一般",', 'unsatisfied = ["一般", "基本满意",'),
    ('sustained = ["有效", "属实",', 'sustained = ["有效",'),
    ('not_sustained = ["无效",', 'not_sustained = ["无效", "属实",'),
    ('"窗口辅警" = "auxiliary"', '"窗口辅警" = "officer"'),
    ('serious = ["严重", "特别严重", "重大"]', 'serious = ["严重", "特别严重", "重大", "较重"]'),
    ('ordinary = ["一般", "轻微", "较轻", "较重"]', 'ordinary = ["一般", "轻微", "较轻"]'),
    ('"着装挂牌" = "六(一)"', '"着装挂牌" = "七(二)"'),
)
"""Another value for everything that a pass reads."""


def a_year(zlts: Zlts) -> None:
    """Evidence of each month, so that each rule has something to say of the first half of the year and the second."""
    lines = [
        f"测试一所,{who},2013-{n:02},{good},{fair},{bad}"
        for n in range(3, 13)
        for who, good, fair, bad in (("柏一鸣", 90, 6, n % 2 * 6), ("戴若兰", 48, 2, 1), ("卢海川", 10, 0, 9))
    ]
    take(zlts, "统计.csv", COUNTS + "\n".join(lines) + "\n")
    said = [
        f"TS{n},2013-{n:02}-02,测试一所,{who},窗口态度,{word},2013-{n:02}-20,{grade}"
        for n, who, word, grade in (
            (4, "柏一鸣", "属实", "较重"), (5, "戴若兰", "有效", "严重"), (6, "柏一鸣", "属实", ""),
            (9, "柏一鸣", "有效", "较重"), (10, "戴若兰", "属实", ""),
        )
    ]  # fmt: skip
    take(zlts, "投诉.csv", VERDICTS + "\n".join(said) + "\n")
    found = "检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度\n"
    rows = [f"2013-{n:02}-11,测试一所,戴若兰,日常检查,着装挂牌,第{n}次,-1,较重" for n in (5, 8)]
    take(zlts, "检查.csv", found + "\n".join(rows) + "\n")
    logged = [f"2013-{n:02}-27,测试一所,卢海川,打招呼,另案{n}" for n in (4, 5, 8, 9)]
    take(zlts, "措施.csv", "日期,单位,姓名,措施,事由\n" + "\n".join(logged) + "\n")


def judge(zlts: Zlts, month: str = "2013-12") -> dict[str, Any]:
    return zlts.json("assess", month, codes=DONE)


def ledger(zlts: Zlts, until: str = "2013-12") -> list[dict[str, Any]]:
    return [one for one in zlts.json("ledger", "2013", "--all")["entries"] if one["month"] <= until]


# ---------------------------------------------------------------- nothing before its day


def test_a_july_policy_leaves_the_first_half_as_it_was(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts)
    before, whole = ledger(zlts, "2013-06"), ledger(zlts)
    bulletin = zlts.run("report", "quarterly", "2013Q2").stdout
    assert {one["rule"] for one in before} == {"rate", "complaint", "inspection", "manual", "serious", "escalation"}
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    outcome = judge(zlts)
    moved = {one["month"] for one in (*outcome["posted"], *outcome["reversed"])}
    assert moved <= {f"2013-{n:02}" for n in range(7, 13)}
    assert outcome["posted"]
    assert outcome["reversed"]
    assert ledger(zlts, "2013-06") == before
    assert ledger(zlts) != whole
    again = judge(zlts)
    assert (again["posted"], again["reversed"]) == ([], [])
    strip = [line for line in bulletin.splitlines() if "校验码" not in line]
    now = zlts.run("report", "quarterly", "2013Q2").stdout
    assert [line for line in now.splitlines() if "校验码" not in line] == strip


def test_adopting_from_july_leaves_the_passes_of_the_first_half_with_nothing_to_do(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts, "2013-06")
    before = ledger(zlts)
    told = zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    assert "已经评定过" not in told
    for month in ("2013-03", "2013-04", "2013-05", "2013-06"):
        again = judge(zlts, month)
        assert (again["posted"], again["reversed"]) == ([], []), month
    assert ledger(zlts) == before


def test_adopting_for_months_that_are_assessed_says_which_and_how_to_look_first(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts, "2013-09")
    before = ledger(zlts)
    told = zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    assert "2013-07 至 2013-09 已经评定过" in told
    assert "2013-07-01 以前的不变" in told
    assert "zlts assess 2013-09 --dry-run" in told
    assert ledger(zlts) == before  # nothing is taken back until a pass is asked for
    assert judge(zlts, "2013-03")["reversed"]
    assert ledger(zlts, "2013-06") == [one for one in before if one["month"] <= "2013-06"]


def test_what_a_july_policy_says_of_the_second_half(zlts: Zlts) -> None:
    a_year(zlts)
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))
    judge(zlts)
    active = zlts.json("ledger", "2013")["entries"]
    points = {(one["month"], one["person"]): one["points"] for one in active if one["kind"] == "扣分"}
    assert {value for (month, _), value in points.items() if month < "2013-07"} <= {-10}
    assert {value for (month, _), value in points.items() if month >= "2013-07"} == {-3}
    assert ("2013-08", "柏一鸣") in points  # 基本满意 is no longer satisfied
    assert ("2013-04", "柏一鸣") not in points
    assert ("2013-08", "卢海川") in points  # an officer now, an auxiliary then
    assert not any(one["person"] == "卢海川" and one["month"] < "2013-07" for one in active if one["rule"] == "rate")
    assert not any(one["month"] == "2013-10" and one["rule"] == "complaint" for one in active)  # 属实 is 无效 now
    clauses = {one["month"]: one["clause"] for one in active if one["rule"] == "inspection"}
    assert clauses == {"2013-05": "六(一)", "2013-08": "七(二)"}
    serious = {one["month"] for one in active if one["rule"] == "serious"}
    assert serious == {"2013-05", "2013-08", "2013-09"}


@pytest.mark.parametrize("first_day", ["2014-01-01", "2014-03-01"])
def test_a_policy_of_the_next_year_changes_nothing(zlts: Zlts, first_day: str) -> None:
    a_year(zlts)
    late = "TS99,2013-12-20,测试一所,戴若兰,态度,属实,2014-01-15,较重\n"
    take(zlts, "迟.csv", VERDICTS + late)
    judge(zlts)
    before = ledger(zlts)
    outputs = [zlts.run("report", "annual", "2013").stdout, zlts.run("awards", "2013").stdout]
    zlts.ok("policy", "adopt", policy_file(zlts, first_day, *STRICTER, name="2014年的政策"))
    outcome = judge(zlts)
    assert (outcome["posted"], outcome["reversed"]) == ([], [])
    assert ledger(zlts) == before
    after = [zlts.run("report", "annual", "2013").stdout, zlts.run("awards", "2013").stdout]
    for old, new in zip(outputs, after, strict=True):
        assert [line for line in new.splitlines() if "校验码" not in line] == [
            line for line in old.splitlines() if "校验码" not in line
        ]
    assert "2014年的政策" not in after[0]


def test_detail_is_read_by_the_day_of_each_press(zlts: Zlts) -> None:
    days = [("06-30 23:59:59", "基本满意"), ("07-01 00:00:00", "基本满意"), ("07-02 09:00:00", "满意")]
    said = [f"A{n},测试一所,柏一鸣,{word},2013-{when}" for n, (when, word) in enumerate(days)]
    take(zlts, "明细.csv", PRESSES + "\n".join(said) + "\n")
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *STRICTER))

    def rate(month: str) -> tuple[int, int]:
        rates = zlts.json("assess", month, "--dry-run", codes=DONE)["rates"]
        return next((one["counted"], one["satisfied"]) for one in rates if one["officer"] == "柏一鸣")

    assert rate("2013-06") == (1, 1)
    assert rate("2013-07") == (2, 1)


# ---------------------------------------------------------------- words


NEW_WORDS = (
    ('satisfied = ["非常满意",', 'satisfied = ["优", "非常满意",'),
    ('sustained = ["有效",', 'sustained = ["认定成立",  "有效",'),
    ('serious = ["严重",', 'serious = ["极重", "严重",'),
    ('"窗口民警" = "officer"', '"窗口民警" = "officer"\n"窗口警长" = "officer"'),
)


def test_a_word_that_no_policy_knew_is_read_by_the_first_later_one(zlts: Zlts) -> None:
    rejected = take(zlts, "明细.csv", PRESSES + "A1,测试一所,柏一鸣,优,2013-04-08 09:00:00\n")
    assert rejected["rejected"] == 1
    late = take(zlts, "投诉.csv", VERDICTS + "TS1,2013-04-02,测试一所,柏一鸣,态度,认定成立,2013-04-20,极重\n")
    assert late["rejected"] == 1
    unknown_role = "单位,姓名,警号,角色\n测试一所,夏思齐,880009,窗口警长\n"
    newer = take(zlts, "花名册2.csv", unknown_role, "--kind", "roster")
    assert newer["rejected"] == 1
    told = zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", *NEW_WORDS))
    assert "3 行从待核实转为采用" in told
    rates = {one["officer"]: one["satisfied"] for one in judge(zlts, "2013-04")["rates"]}
    assert rates["柏一鸣"] == 1
    assert "夏思齐" in rates
    kinds = {one["kind"] for one in zlts.json("ledger", "2013")["entries"]}
    assert {"谈话", "不得提拔任用"} <= kinds


def test_a_word_dropped_by_a_policy_is_unknown_from_its_day_on(zlts: Zlts) -> None:
    rows = [f"A{n},测试一所,柏一鸣,基本满意,2013-{day} 09:00:00" for n, day in enumerate(("06-30", "07-01"))]
    text = PRESSES + "\n".join(rows) + "\n"
    take(zlts, "明细.csv", text)
    dropped = ('satisfied = ["非常满意", "满意", "基本满意",', 'satisfied = ["非常满意", "满意",')
    told = zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", dropped))
    assert "1 行转入待核实" in told
    (waiting,) = zlts.json("quarantine")["rows"]
    assert waiting["row"] == 3
    more = take(zlts, "明细2.csv", text.replace("A", "B"))
    assert (more["accepted"], [one["row"] for one in more["problems"]]) == (1, [3])


def test_reports_print_the_policies_in_force_in_their_period(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts)
    yearly = ('choice = "每个低于 95% 的月份各扣一次"', 'choice = "全年只扣一次"')
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", yearly, name="下半年政策"))
    judge(zlts)
    half, other = (zlts.run("report", "quarterly", quarter).stdout for quarter in ("2013Q2", "2013Q3"))
    assert "自 2013-07-01 起" not in half
    assert "下半年政策，自 2013-07-01 起" in other
    assert "自 2013-03-01 起" not in other
    whole = zlts.json("report", "annual", "2013", codes=DONE)["basis"]
    assert any("自 2013-03-01 起" in line and "下半年政策，自 2013-07-01 起" in line for line in whole)
    read = zlts.run("report", "annual", "2013").stdout
    assert "每个低于 95% 的月份各扣一次" in read
    assert "全年只扣一次" in read
    shown = zlts.json("policy", "show")
    assert [(one["effective_from"], one["in_force"]) for one in shown["policies"]] == [
        ("2013-03-01", False),
        ("2013-07-01", True),
    ]
    assert "下半年政策" in zlts.ok("policy", "show")


def test_a_month_that_nobody_assessed_is_told_by_its_own_floor(zlts: Zlts) -> None:
    rows = [f"测试一所,柏一鸣,2013-{n:02},24,0,1" for n in (5, 8)]
    take(zlts, "统计.csv", COUNTS + "\n".join(rows) + "\n")
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-07-01", ('floor_percent = "95"', 'floor_percent = "99"')))
    (told,) = zlts.json("status", codes=DONE)["early_help"]
    assert not any(reason.startswith("5月") for reason in told["reasons"])
    assert any(reason.startswith("8月低于 99%") for reason in told["reasons"])
    assert "95%（7月起99%）" in zlts.run("status").stdout


def test_a_corrected_policy_of_the_same_first_day_takes_the_place_of_the_first(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts)
    zlts.ok("policy", "adopt", policy_file(zlts, "2013-03-01", ("points = -10 ", "points = -7 ")))
    judge(zlts)
    points = {one["points"] for one in zlts.json("ledger", "2013")["entries"] if one["kind"] == "扣分"}
    assert points == {-7}
    assert len(zlts.json("policy", "show")["policies"]) == 1


def test_simulating_a_july_policy_touches_only_its_days(zlts: Zlts) -> None:
    a_year(zlts)
    judge(zlts)
    stricter = policy_file(zlts, "2013-07-01", ("points = -10 ", "points = -3 "))
    found = zlts.json("simulate", "2013", "--policy", stricter)
    assert found["added"]
    assert {one["month"] for one in (*found["added"], *found["removed"])} <= {f"2013-{n:02}" for n in range(7, 13)}
    later = policy_file(zlts, "2014-01-01", ("points = -10 ", "points = -3 "), name="来年")
    assert min(one["month"] for one in zlts.json("simulate", "2013", "--policy", later)["added"]) < "2013-07"


# ---------------------------------------------------------------- as pure rules

JULY = date(2013, 7, 1)


def later(first_day: date = JULY, **changes: Any) -> Policy:
    return replace(make.POLICY, effective_from=first_day, **changes)


def kinds(entries: tuple[Entry, ...], rule: Rule) -> list[tuple[str, Kind]]:
    return [(str(one.month), one.kind) for one in entries if one.cause.rule is rule]


@pytest.mark.parametrize(("day", "name"), [("2013-02-28", "a"), ("2013-06-30", "a"), ("2013-07-01", "b")])
def test_the_policy_of_a_day(day: str, name: str) -> None:
    policies = Policies.of([later(name="b"), replace(make.POLICY, name="a")])
    assert policies.on(date.fromisoformat(day)).name == name


def test_the_policies_within_a_time() -> None:
    policies = Policies.of([make.POLICY, later()])

    def firsts(first: str, last: str) -> list[str]:
        return [str(p.effective_from) for p in policies.within(date.fromisoformat(first), date.fromisoformat(last))]

    assert firsts("2013-04-01", "2013-06-30") == ["2013-03-01"]
    assert firsts("2013-04-01", "2013-07-01") == ["2013-03-01", "2013-07-01"]
    assert firsts("2013-07-01", "2013-09-30") == ["2013-07-01"]


def test_the_ladder_counts_over_the_year_and_each_step_has_its_policy() -> None:
    milder = later(complaint=replace(make.POLICY.complaint, second=Kind.TALK))
    both = [make.complaint("1", "2013-05-01", "2013-05-10"), make.complaint("2", "2013-08-01", "2013-08-10")]
    derived = derive(make.facts(complaints=both), Policies.of([make.POLICY, milder]))
    assert kinds(derived.entries, Rule.COMPLAINT) == [
        ("2013-05", Kind.TALK), ("2013-05", Kind.NO_AWARDS), ("2013-08", Kind.TALK),
    ]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "kept"), [(True, False, True), (False, True, True), (False, False, False)])
def test_a_later_policy_takes_no_earlier_talk_back(old: bool, new: bool, kept: bool) -> None:
    first = replace(make.POLICY, complaint=replace(make.POLICY.complaint, second_keeps_first=old))
    second = later(complaint=replace(make.POLICY.complaint, second_keeps_first=new))
    both = [make.complaint("1", "2013-05-01", "2013-05-10"), make.complaint("2", "2013-08-01", "2013-08-10")]
    found = kinds(derive(make.facts(complaints=both), Policies.of([first, second])).entries, Rule.COMPLAINT)
    assert (("2013-05", Kind.TALK) in found) is kept


@pytest.mark.parametrize(
    ("limit", "reached"),
    [(2, "2013-07"), (3, "2013-07"), (4, "2013-08"), (5, None)],
)
def test_the_escalation_counts_across_and_is_reached_by_the_steps_policy(limit: int, reached: str | None) -> None:
    limits = {**make.POLICY.escalation.limits, Kind.REMINDER: limit}
    policies = Policies.of([make.POLICY, later(escalation=replace(make.POLICY.escalation, limits=limits))])
    months = [make.officer_month(f"2013-{n:02}", 20, 1) for n in (5, 6, 7, 8)]
    derived = derive(make.facts(months), policies)
    found = {str(one.month) for one in derived.entries if one.role is Role.UNIT_LEAD}
    assert found == ({reached} if reached else set())


def test_an_escalation_reached_before_is_not_reached_again() -> None:
    limits = {**make.POLICY.escalation.limits, Kind.REMINDER: 1}
    policies = Policies.of([make.POLICY, later(escalation=replace(make.POLICY.escalation, limits=limits))])
    months = [make.officer_month(f"2013-{n:02}", 20, 1) for n in (4, 5, 6, 7, 8)]
    derived = derive(make.facts(months), policies)
    assert {str(one.month) for one in derived.entries if one.role is Role.UNIT_LEAD} == {"2013-06"}


@pytest.mark.parametrize("decided", ["2013-12-31", "2014-01-15"])
def test_a_late_verdict_is_read_by_the_policy_of_its_year(decided: str) -> None:
    harsher = later(date(2014, 1, 1), complaint=replace(make.POLICY.complaint, first=Kind.ADMONISHMENT))
    one = make.complaint("1", "2013-12-20", decided, verdict=Verdict.SUSTAINED)
    derived = derive(make.facts(complaints=[one]), Policies.of([make.POLICY, harsher]))
    assert ("2013-12", Kind.TALK) in kinds(derived.entries, Rule.COMPLAINT)


days = st.dates(date(2013, 3, 1), date(2013, 12, 31))


firsts_of_months = st.integers(4, 12).map(lambda number: date(2013, number, 1))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(firsts_of_months, st.lists(days, max_size=6), st.lists(days, max_size=6), st.sets(st.integers(3, 12)))
def test_whatever_a_later_policy_says_the_days_before_are_the_same(
    begins: date, received: list[date], logged: list[date], months: set[int]
) -> None:
    other = later(
        begins,
        rate=replace(make.POLICY.rate, floor=Fraction(1, 2), points=-1, measure=Kind.TALK),
        complaint=replace(
            make.POLICY.complaint, first=Kind.ADMONISHMENT, second=Kind.REMINDER, first_bars_awards=False
        ),
        escalation=replace(make.POLICY.escalation, limits={Kind.REMINDER: 1}, once_a_year=False),
        carrying_out_days=5,
    )
    given_facts = make.facts(
        [make.officer_month(f"2013-{n:02}", 20, 15) for n in months],
        [
            make.complaint(str(n), str(day), str(min(day + timedelta(9), date(2013, 12, 31))))
            for n, day in enumerate(received)
        ],
        [make.inspection(str(day), -1, serious=n % 2 == 0) for n, day in enumerate(logged)],
        [make.measure(str(day), Kind.TALK) for day in logged],
    )
    alone = derive(given_facts, make.POLICY).entries
    both = derive(given_facts, Policies.of([make.POLICY, other])).entries
    first = other.effective_from

    def earlier(entries: tuple[Entry, ...]) -> Counter[Entry]:
        return Counter(one for one in entries if one.day < first)

    assert earlier(both) == earlier(alone)
