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
from zlts.policy import Alternative, Compared, Reading
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
    assert policies.load(changed(r'^floor_percent = "95"', "floor_percent = 90")).rate.floor == Fraction(9, 10)


@pytest.mark.parametrize("setting", ["points", "measure"])
def test_once_a_year_instead_of_each_month(setting: str) -> None:
    found = policies.load(changed(f'^{setting}_per = "month"', f'{setting}_per = "year"')).rate
    assert (found.points_each_month, found.measure_each_month) == (setting != "points", setting != "measure")


def test_an_adopted_policy_that_had_one_setting_for_points_and_measure() -> None:
    """Ledgers hold policies of earlier versions."""
    older = changed('^points_per = "month".*$', 'penalty_per = "year"')
    older = re.sub(r"^measure_per = .*\n", "", older, flags=re.MULTILINE)
    assert "rate.points_per" in refused(older)
    found = policies.load(older, TEXT).rate
    assert (found.points_each_month, found.measure_each_month) == (False, False)


def test_what_is_serious_with_harm_only() -> None:
    strict = policies.load(changed('^needs = ""', 'needs = "不良影响"')).words.severities
    for word, alone, harmful in (("严重", True, False), ("严重并造成不良影响", True, True), ("一般", False, False)):
        assert (POLICY.words.severities[word], strict[word]) == (alone, harmful)


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
        (r'^points_per = "month"', 'points_per = "week"', "rate.points_per"),
        (r'^floor_percent = "95"', 'floor_percent = "105"', "rate.floor_percent"),
        (r'^floor_percent = "95"', 'floor_percent = "100.01"', "rate.floor_percent"),
        (r'^floor_percent = "95"', 'floor_percent = "0.95"', "rate.floor_percent"),
        (r'^floor_percent = "95"', "floor_percent = 92.5", "rate.floor_percent"),
        (r"^points = -10", "points = 1", "rate.points"),
        (r'^measure = "打招呼"', 'measure = "扣分"', "rate.measure"),
        (r'^first = "谈话"', 'first = "谈谈话"', "是不是“谈话”"),
        (r"^least_counted = 1", "least_counted = 0", "rate.least_counted"),
        (r"^last_month = 12", "last_month = 13", "awards.last_month"),
        (r"^last_month = 12", "last_month = 0", "awards.last_month"),
        (r"^most = 3", "most = 1", "awards.most"),
        (r'^half_year_share = "1/2"', 'half_year_share = "3/2"', "awards.half_year_share"),
        (r"^earliest_year = 2010", "earliest_year = 20100", "evaluator.earliest_year"),
        (r'^counts = "全部"', 'counts = "都算"', "score.counts"),
        (r'^lead = "unit_lead"', 'lead = "officer"', "serious.lead"),
        (r"^floor_percent = ", "floor_procent = ", "rate.floor_percent"),
        (r"^small_count = ", "smal_count = 19\nsmall_count = ", "是不是“rate.small_count”"),
        (r"^\[score\]", "[scores]\nbase = 1\n[score]", "没有“scores”这个设置。 是不是“score”"),
        (r'^id = "satisfied"', 'id = "satisfied"\nreason = ""', "没有“readings[1].reason”"),
        (r'^name = "2013', 'nme = "x"\nname = "2013', "没有“nme”"),
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


def test_a_policy_adopted_before_there_were_words_of_harm_still_opens() -> None:
    older = changed(r"^with_harm = .*\n", "")
    assert "严重且造成不良影响" not in policies.load(older, TEXT).words.severities


# ---------------------------------------------------------------- alternatives to a reading


@pytest.mark.parametrize(
    ("reading", "other"),
    [(reading, other) for reading in POLICY.readings for other in reading.alternatives],
    ids=lambda one: getattr(one, "say", getattr(one, "id", "")),
)
def test_an_alternative_is_another_value_of_its_reading(reading: Reading, other: Alternative) -> None:
    read_so = policies.with_alternative(POLICY, other, TEXT)
    differing = {key for key, value in read_so.settings.items() if POLICY.settings[key] != value}
    if other.words:
        section = other.setting.partition(".")[0]
        assert other.setting in differing
        assert {key.partition(".")[0] for key in differing} == {section}
        lists = [value for key, value in read_so.settings.items() if key.startswith(f"{section}.")]
        assert sorted(word for words in lists for word in words if word in other.words) == sorted(other.words)
        assert set(other.words) <= set(read_so.settings[other.setting])
    else:
        assert differing == {other.setting}
        assert read_so.settings[other.setting] == other.value
    assert any(part in other.setting for part in reading.setting.split(" / "))


def test_every_reading_has_alternatives_or_says_why_there_is_none() -> None:
    assert [one.id for one in POLICY.readings if bool(one.alternatives) is bool(one.only)] == []


def test_an_alternative_of_no_setting_or_with_no_value_it_can_have_is_refused() -> None:
    for setting, value in (("rate.nothing", 1), ("nothing", 1), ("rate.points_per", "week")):
        with pytest.raises(PolicyRefused):
            policies.with_alternative(POLICY, Alternative("另一种", setting, value), TEXT)


def test_a_policy_adopted_before_there_were_alternatives_has_them() -> None:
    old = re.sub(r"^alternatives = \[\n(?:    .*\n)*\]\n", "", TEXT, flags=re.MULTILINE)
    assert "alternatives" not in old
    assert not any(one.alternatives for one in policies.load(old).readings)
    assert policies.load(old, TEXT).readings == POLICY.readings
