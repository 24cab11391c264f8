"""The policy file: the notice's numbers as shipped, and every slip told by its key."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

import pytest

from zlts import policy_file as policies
from zlts.errors import PolicyRefused
from zlts.model import Kind, Post, Role, Verdict
from zlts.periods import Month
from zlts.policy import Compared
from zlts.resources import data_file

TEXT = data_file("policy-2013.toml").read_text(encoding="utf-8")
POLICY = policies.load(TEXT)


def refused(text: str) -> str:
    with pytest.raises(PolicyRefused) as caught:
        policies.load(text)
    return str(caught.value)


def changed(old: str, new: str) -> str:
    """The shipped file with one line altered."""
    found, times = re.subn(old, new, TEXT, count=1, flags=re.MULTILINE)
    assert times == 1, old
    return found


# ---------------------------------------------------------------- the shipped file


def test_the_notices_numbers() -> None:
    assert POLICY.effective_from == date(2013, 3, 1)
    assert POLICY.rate.floor == Fraction(19, 20)
    assert POLICY.rate.target == 1
    assert (POLICY.rate.points, POLICY.rate.measure) == (-10, Kind.REMINDER)
    assert (POLICY.complaint.first, POLICY.complaint.second) == (Kind.TALK, Kind.ADMONISHMENT)
    assert dict(POLICY.escalation.limits) == {Kind.REMINDER: 3, Kind.TALK: 2, Kind.ADMONISHMENT: 1}
    assert dict(POLICY.escalation.measures) == {Role.UNIT_LEAD: Kind.TALK, Role.BUREAU_LEAD: Kind.REMINDER}
    assert POLICY.serious.officer == (Kind.NO_PROMOTION, Kind.ACCOUNTABILITY)
    assert (POLICY.serious.urban_officer, POLICY.serious.unit_lead) == ((Kind.TRANSFER,), (Kind.ACCOUNTABILITY,))
    assert POLICY.filing.plan_due == (3, 5)
    assert (POLICY.awards.fewest, POLICY.awards.most, POLICY.awards.shortlist_rank) == (2, 3, 3)
    assert (POLICY.base_score, POLICY.carrying_out_days, POLICY.earliest_year) == (100, 60, 2010)


def test_small_counts_are_those_where_one_is_below_the_floor() -> None:
    small = POLICY.rate.small_count
    assert Fraction(small - 1, small) < POLICY.rate.floor <= Fraction(small, small + 1)


@pytest.mark.parametrize(
    ("clause", "item"),
    [("六(一)", "着装挂牌"), ("六(二)", "接待态度"), ("六(三)", "评价器使用"), ("六(四)", "服务制度"),
     ("六(五)", "服务承诺"), ("六(六)", "网上服务")],
)  # fmt: skip
def test_an_inspection_entrys_clause_is_its_items(clause: str, item: str) -> None:
    assert POLICY.inspection.clause_of(item) == clause


def test_words() -> None:
    words = POLICY.words
    assert [words.ratings[word] for word in ("基本满意", "一般", "未评价")] == [True, False, None]
    assert [words.verdicts[word] for word in ("基本属实", "不属实", "待查", "部分属实")] == [
        Verdict.SUSTAINED,
        Verdict.NOT_SUSTAINED,
        Verdict.PENDING,
        Verdict.PENDING,
    ]
    assert words.by_responsibility == {"部分属实"}
    assert (words.responsibilities["次要责任"], words.responsibilities["无责"]) == (True, False)
    assert (words.severities["重大"], words.severities["较重"]) == (True, False)
    assert (words.roles["责任人"], words.roles["窗口辅警"]) == (Post.OFFICER, Post.AUXILIARY)


def test_the_day_it_begins() -> None:
    assert not POLICY.covers(date(2013, 2, 28))
    assert POLICY.covers(date(2013, 3, 1))
    assert POLICY.covered_months(2013)[0] == Month(2013, 3)
    assert len(POLICY.covered_months(2013)) == 10
    assert len(POLICY.covered_months(2014)) == 12
    assert POLICY.covered_months(2012) == ()


def test_every_clause_of_the_notice_is_spoken_for() -> None:
    clauses = {one.clause for one in POLICY.clauses}
    wanted = {f"六({number})" for number in "一二三四五六七八"} | {f"七({number})" for number in "一二三"}
    assert wanted | {"八(一)", "八(二)"} <= clauses
    for one in POLICY.clauses:
        assert one.why or one.how in ("rule", "inspection", "report"), one.clause
        assert one.how != "not_automated" or one.why


def test_every_reading_says_question_choice_and_why() -> None:
    assert len(POLICY.readings) >= 10
    assert len({one.id for one in POLICY.readings}) == len(POLICY.readings)
    for one in POLICY.readings:
        assert one.question.endswith("？"), one.id
        assert one.choice
        assert one.why
        assert re.fullmatch(r"[一二三四五六七八](\([一二三四五六七八]\))?", one.clause), one.id


def test_the_files_text_is_kept() -> None:
    assert POLICY.source == TEXT


# ---------------------------------------------------------------- other readings are settings


def test_another_floor() -> None:
    assert policies.load(changed(r'^floor_percent = "95"', 'floor_percent = "92.5"')).rate.floor == Fraction(37, 40)
    assert policies.load(changed(r'^floor_percent = "95"', "floor_percent = 92.5")).rate.floor == Fraction(37, 40)
    assert policies.load(changed(r'^floor_percent = "95"', "floor_percent = 90")).rate.floor == Fraction(9, 10)


def test_once_a_year_instead_of_each_month() -> None:
    assert POLICY.rate.each_month
    assert not policies.load(changed('^penalty_per = "month"', 'penalty_per = "year"')).rate.each_month


def test_another_order_of_the_units() -> None:
    assert POLICY.ranking.quarter == (Compared.SCORE, Compared.COMPLAINTS, Compared.RATE)
    assert POLICY.ranking.year == (Compared.COMPLAINTS, Compared.RATE, Compared.SCORE)
    found = policies.load(changed(r"^year = .*$", 'year = ["满意率", "检查得分", "投诉"]')).ranking
    assert found.year == (Compared.RATE, Compared.SCORE, Compared.COMPLAINTS)
    assert found.quarter == POLICY.ranking.quarter


def test_nothing_for_the_third_complaint() -> None:
    assert policies.load(changed('^later = "告诫"', 'later = ""')).complaint.later is None


# ---------------------------------------------------------------- slips


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (r'^floor_percent = "95"', "", "rate.floor_percent"),
        (r'^floor_percent = "95"', 'floor_percent = "很高"', "rate.floor_percent"),
        (r"^points = -10", 'points = "-10"', "rate.points"),
        (r"^points = -10", "points = -10.5", "rate.points"),
        (r"^points = -10", "points = true", "rate.points"),
        (r'^measure = "打招呼"', 'measure = "批评"', "rate.measure"),
        (r'^penalty_per = "month"', 'penalty_per = "week"', "rate.penalty_per"),
        (r'^effective_from = "2013-03-01"', 'effective_from = "2013-13-01"', "effective_from"),
        (r"^once_a_year = true", 'once_a_year = "yes"', "escalation.once_a_year"),
        (r'^plan_due = "03-05"', 'plan_due = "02-30"', "filing.plan_due"),
        (r'^half_year_share = "1/2"', 'half_year_share = "1/0"', "awards.half_year_share"),
        (r"^\[rate\]", "[rat]", "rate"),
        (r"^quarter = .*$", 'quarter = ["投诉", "满意率"]', "ranking.quarter"),
        (r"^year = .*$", 'year = ["投诉", "投诉", "满意率"]', "ranking.year"),
        (r'^limits = \{ "打招呼"', 'limits = { "招呼"', "招呼"),
        (r'^officer = \["不得提拔任用"', 'officer = ["不得提拔"', "不得提拔"),
        (r'^unsatisfied = \["一般"', 'unsatisfied = ["一般", "满意"', "“满意”有两个意思"),
        (r'^"责任人" = "officer"', '"责任人" = "boss"', "roles.责任人"),
        (r'^serious = \["严重"', 'serious = ["严重", 5', "severities.serious"),
    ],
)  # fmt: skip
def test_a_slip_is_told_by_its_key(old: str, new: str, said: str) -> None:
    assert said in refused(changed(old, new))


def test_no_toml_at_all() -> None:
    assert "TOML" in refused("名称 = 政策")
    assert refused("")
