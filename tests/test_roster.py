"""Whose row is it (readings: Whose row): each sentence as a pair, what is found and what is left to a person."""

from __future__ import annotations

from datetime import date

import pytest

from tests.facts import POLICY
from zlts.model import Claim, Person, Post, Posting, Problem
from zlts.roster import Found, Roster, Unit, UnitBook, Whose

CHENG, LIN, XI = "城关派出所", "临江派出所", "西渡派出所"
UNITS = (
    Unit(CHENG, ("城关分局",), urban=True),
    Unit(LIN, (), urban=False),
    Unit(XI),
    Unit("交管大队", ("车辆管理所",), urban=True),
)
ZHU = Person("朱春梅", "350509", "350509")
CAO = Person("曹国栋", "350511", "350511")
FANG = Person("方明", "350513", "350513")
NAMESAKE = Person("方明", "350514", "350514")
MOVED = Person("毕小舟", "350515", "350515")
UNBADGED = Person("欧阳文", "", "欧阳文")
HELPER = Person("卢静", "350519", "350519")
LEAD = Person("薛晓燕", "", "领导:薛晓燕")
JUNE_15, JUNE_16 = date(2013, 6, 15), date(2013, 6, 16)
MAY = date(2013, 5, 6)


def officer(unit: str, person: Person, seat: str = "", **days: date) -> Posting:
    window = f"{seat}号窗口" if seat else ""
    return Posting(unit, Post.OFFICER, person, window, f"PJ{seat}" if seat else "", **days)


POSTINGS = (
    officer(CHENG, ZHU, "1"),
    officer(CHENG, CAO, "2", until=JUNE_15),
    officer(CHENG, FANG, "3"),
    officer(CHENG, NAMESAKE, "4", since=JUNE_16),
    officer(CHENG, MOVED, "5", until=JUNE_15),
    officer(LIN, MOVED, "6", since=JUNE_16),
    officer(LIN, UNBADGED, "7"),
    officer(XI, CAO, "2", since=JUNE_16),
    Posting(XI, Post.AUXILIARY, HELPER, "9号窗口", "PJ9"),
    Posting(CHENG, Post.UNIT_LEAD, LEAD),
)
ROSTER = Roster(UNITS, POSTINGS, POLICY.words)


def found(claim: Claim, day: date = MAY, *, earlier: bool = False) -> Found:
    answer = ROSTER.find(claim, day, earlier=earlier)
    assert isinstance(answer, Found), answer
    return answer


def problem(claim: Claim, day: date = MAY, *, earlier: bool = False) -> Problem:
    answer = ROSTER.find(claim, day, earlier=earlier)
    assert isinstance(answer, Problem), answer
    return answer


# ---------------------------------------------------------------- units


@pytest.mark.parametrize(
    "word",
    ["城关派出所", "城关所", "某县公安局城关派出所", "县公安局城关所", " 城关 派出所 ", "城关分局", "城关派出所窗口"],
)
def test_a_unit_by_name_alias_short_and_long_form(word: str) -> None:
    assert ROSTER.known(word) == CHENG


@pytest.mark.parametrize("word", ["城西派出所", "派出所", "所", "某县公安局", ""])
def test_a_word_that_is_no_unit(word: str) -> None:
    assert ROSTER.known(word) is None


def test_an_unknown_unit_names_the_nearest() -> None:
    answer = ROSTER.unit_of("城光派出所")
    assert isinstance(answer, Problem)
    assert "最接近的是“城关派出所”" in answer.reason


def test_a_form_that_two_units_share_is_none() -> None:
    book = UnitBook([Unit("甲县公安局东门派出所"), Unit("乙市公安局东门派出所")], POLICY.words)
    assert book.known("东门所") is None
    assert book.known("甲县公安局东门派出所") == "甲县公安局东门派出所"


def test_units_inside_a_title_each_once_in_the_rosters_order() -> None:
    assert ROSTER.mentioned("临江所与城关派出所窗口评价明细") == (CHENG,)
    assert ROSTER.mentioned("临江派出所、城关派出所、临江派出所") == (CHENG, LIN)
    assert ROSTER.mentioned("群众评价明细表") == ()


# ---------------------------------------------------------------- by badge


def test_the_badge_decides_before_the_name() -> None:
    assert found(Claim(badge="350509")).person == ZHU
    assert found(Claim(unit=CHENG, badge="350514", name="方明"), JUNE_16).person == NAMESAKE


def test_a_badge_and_a_name_that_disagree() -> None:
    assert found(Claim(badge="350509", name="朱 春 梅")).person == ZHU
    answer = problem(Claim(badge="350509", name="曹国栋"))
    assert (answer.column, answer.value) == ("姓名", "曹国栋")
    assert "朱春梅" in answer.reason


def test_an_unknown_badge_beside_a_name_whose_badge_is_known() -> None:
    answer = problem(Claim(unit=CHENG, badge="350500", name="朱春梅"))
    assert answer.column == "警号"
    assert "350509" in answer.reason
    assert found(Claim(unit=LIN, badge="350500", name="欧阳文")).person == UNBADGED


def test_an_unknown_badge_alone_names_the_nearest() -> None:
    answer = problem(Claim(badge="350510"))
    assert answer.column == "警号"
    assert "最接近的是“3505" in answer.reason


def test_a_badge_as_a_spreadsheet_leaves_it() -> None:
    assert found(Claim(badge="350509.0")).person == ZHU
    assert found(Claim(badge="３５０５０９")).person == ZHU


def test_leading_zeros_lost_serve_where_unambiguous() -> None:
    zero, other = Person("方明", "003505", "003505"), Person("朱春梅", "03505", "03505")
    one = Roster(UNITS, [officer(CHENG, zero)], POLICY.words)
    two = Roster(UNITS, [officer(CHENG, zero), officer(CHENG, other)], POLICY.words)
    assert isinstance(one.find(Claim(badge="3505"), MAY), Found)
    assert isinstance(two.find(Claim(badge="3505"), MAY), Problem)


def test_a_badge_at_a_unit_where_its_bearer_is_not() -> None:
    assert found(Claim(unit=CHENG, badge="350509")).unit == CHENG
    assert problem(Claim(unit=LIN, badge="350509")).column == "警号"


# ---------------------------------------------------------------- by name


def test_a_name_within_its_unit() -> None:
    assert found(Claim(unit="城关所", name="朱　春梅")).person == ZHU
    answer = problem(Claim(unit=LIN, name="朱春梅"))
    assert (answer.column, answer.value) == ("姓名", "朱春梅")


def test_two_officers_of_one_unit_share_a_name() -> None:
    assert found(Claim(unit=CHENG, name="方明"), JUNE_15).person == FANG
    answer = problem(Claim(unit=CHENG, name="方明"), JUNE_16)
    assert "350513" in answer.reason
    assert "350514" in answer.reason


def test_without_a_unit_a_name_unique_that_day_suffices() -> None:
    assert found(Claim(name="朱春梅")).unit == CHENG
    assert found(Claim(name="方明"), JUNE_15).person == FANG
    assert "不止一名" in problem(Claim(name="方明"), JUNE_16).reason


def test_a_day_outside_every_posting() -> None:
    assert found(Claim(unit=CHENG, name="毕小舟"), JUNE_15).unit == CHENG
    assert "2013-06-16" in problem(Claim(unit=CHENG, name="毕小舟"), JUNE_16).reason
    assert problem(Claim(unit=LIN, name="毕小舟"), JUNE_15)
    assert found(Claim(unit=LIN, name="毕小舟"), JUNE_16).unit == LIN


def test_the_unit_of_the_day_goes_with_who_moved() -> None:
    assert found(Claim(name="毕小舟"), JUNE_15).unit == CHENG
    assert found(Claim(name="毕小舟"), JUNE_16).unit == LIN


def test_an_unknown_name_names_the_nearest() -> None:
    assert "最接近的是“朱春梅”" in problem(Claim(unit=CHENG, name="朱春美")).reason
    assert "最接近" not in problem(Claim(unit=CHENG, name="司马相")).reason


def test_a_leader_is_no_window_officer() -> None:
    assert problem(Claim(unit=CHENG, name="薛晓燕")).column == "姓名"


def test_an_unknown_unit_is_the_problem_even_with_a_badge() -> None:
    assert problem(Claim(unit="城光派出所", badge="350509")).column == "单位"


def test_an_auxiliary_is_known_as_one() -> None:
    assert found(Claim(name="卢静(辅警)")).auxiliary
    assert not found(Claim(name="朱春梅")).auxiliary


# ---------------------------------------------------------------- by evaluator and window


def test_an_evaluator_through_the_posting_that_covers_the_day() -> None:
    assert found(Claim(unit=CHENG, evaluator="pj2"), JUNE_15).person == CAO
    assert problem(Claim(unit=CHENG, evaluator="PJ2"), JUNE_16).column == "评价器"
    assert found(Claim(evaluator="PJ2"), JUNE_16).unit == XI


def test_an_unknown_evaluator() -> None:
    assert "没有这个评价器" in problem(Claim(unit=CHENG, evaluator="PJ99")).reason


def test_a_window_needs_its_unit() -> None:
    assert found(Claim(unit=CHENG, window="01窗")).person == ZHU
    assert found(Claim(unit=LIN, window="7"), MAY).person == UNBADGED
    assert problem(Claim(window="1号窗口"))


def test_a_window_whose_officer_had_left() -> None:
    assert found(Claim(unit=CHENG, window="2号窗口"), JUNE_15).person == CAO
    assert problem(Claim(unit=CHENG, window="2号窗口"), JUNE_16).column == "窗口"


def test_nothing_says_whose_it_is() -> None:
    assert problem(Claim(unit=CHENG)).column == "姓名"


# ---------------------------------------------------------------- earlier postings, for complaints


def test_an_earlier_posting_to_the_named_unit_serves_complaints_and_is_noted() -> None:
    claim = Claim(unit=CHENG, name="毕小舟")
    assert found(claim, JUNE_15, earlier=True).note == ""
    late = found(claim, JUNE_16, earlier=True)
    assert (late.person, late.unit) == (MOVED, CHENG)
    assert "已离开" in late.note
    assert problem(claim, JUNE_16)


def test_a_later_posting_does_not_serve() -> None:
    assert problem(Claim(unit=LIN, name="毕小舟"), JUNE_15, earlier=True)


def test_an_earlier_posting_needs_the_unit_named() -> None:
    alone = Roster(UNITS, [officer(CHENG, CAO, until=JUNE_15)], POLICY.words)
    assert isinstance(alone.find(Claim(unit=CHENG, name="曹国栋"), JUNE_16, earlier=True), Found)
    assert isinstance(alone.find(Claim(name="曹国栋"), JUNE_16, earlier=True), Problem)


# ---------------------------------------------------------------- several names in a cell


def names(cell: str, badge: str = "", unit: str = CHENG, day: date = JUNE_15) -> list[str] | str:
    answer = ROSTER.officers_of(cell, badge, unit, day, earlier=False)
    return answer.reason if isinstance(answer, Problem) else [one.person.name for one in answer]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("朱春梅", ["朱春梅"]),
        ("朱 春梅", ["朱春梅"]),  # without its blanks a known name is one officer
        ("方 明", ["方明"]),
        ("朱春梅、曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅,曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅，曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅/曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅；曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅 曹国栋", ["朱春梅", "曹国栋"]),
        ("朱春梅　曹国栋、方 明", ["朱春梅", "曹国栋", "方明"]),
        ("朱春梅、朱春梅", ["朱春梅"]),
        ("", []),
        ("  ", []),
    ],
)
def test_names_in_a_cell(cell: str, expected: list[str]) -> None:
    assert names(cell) == expected


@pytest.mark.parametrize("unit", [CHENG, ""])
def test_a_leader_is_no_officer_and_nobody_is_named_in_his_place(unit: str) -> None:
    said = ROSTER.officers_of("薛晓燕", "", unit, MAY, earlier=True)
    assert isinstance(said, Problem)
    assert f"“薛晓燕”是{CHENG}的领导，不在窗口" in said.reason
    assert f"zlts post 薛晓燕 {CHENG} --from" in said.reason
    assert "最接近" not in said.reason


@pytest.mark.parametrize("cell", ["朱春梅、无此人", "朱春梅 无此人", "朱春梅和曹国栋", "朱春梅、欧阳文"])
def test_one_unknown_name_keeps_the_cell_out(cell: str) -> None:
    assert isinstance(names(cell), str)


def test_badges_stand_in_the_order_of_the_names() -> None:
    assert names("朱春梅、方明", "350509、350514", day=JUNE_16) == ["朱春梅", "方明"]
    answer = ROSTER.officers_of("朱春梅、方明", "350509、350514", CHENG, JUNE_16, earlier=False)
    assert isinstance(answer, list)
    assert answer[1].person == NAMESAKE
    assert isinstance(names("朱春梅、曹国栋", "350511、350509"), str)


# ---------------------------------------------------------------- leaders, and time


def test_a_leader_by_name_and_day() -> None:
    lead = ROSTER.lead_named(Claim(unit=CHENG, name="薛晓燕"), MAY)
    assert lead is not None
    assert lead.post is Post.UNIT_LEAD
    assert ROSTER.lead_named(Claim(unit=LIN, name="薛晓燕"), MAY) is None
    assert ROSTER.leads(CHENG, Post.UNIT_LEAD, MAY) == (LEAD,)
    assert ROSTER.leads(CHENG, Post.BUREAU_LEAD, MAY) == ()


def test_a_lead_is_the_days() -> None:
    first = Posting(CHENG, Post.UNIT_LEAD, LEAD, until=JUNE_15)
    second = Posting(CHENG, Post.UNIT_LEAD, Person("范小龙", "", "领导:范小龙"), since=JUNE_16)
    roster = Roster(UNITS, [first, second], POLICY.words)
    assert [one.name for one in roster.leads(CHENG, Post.UNIT_LEAD, JUNE_15)] == ["薛晓燕"]
    assert [one.name for one in roster.leads(CHENG, Post.UNIT_LEAD, JUNE_16)] == ["范小龙"]


def test_whose_by_day_is_find_by_day() -> None:
    for claim in (Claim(name="毕小舟"), Claim(unit=CHENG, name="方明"), Claim(unit=CHENG, evaluator="PJ2")):
        whose = Whose(ROSTER, claim)
        for day in (MAY, JUNE_15, JUNE_16, date(2013, 12, 31)):
            assert whose.on(day) == ROSTER.find(claim, day)


def test_stretches_are_cut_where_the_roster_changes() -> None:
    cut = Whose(ROSTER, Claim(name="毕小舟")).stretches(date(2013, 6, 1), date(2013, 6, 30))
    assert [(first, last) for first, last, _ in cut] == [
        (date(2013, 6, 1), JUNE_15),
        (JUNE_16, date(2013, 6, 30)),
    ]


def test_bearers_by_name_and_badge() -> None:
    assert ROSTER.bearers("方 明") == (FANG, NAMESAKE)
    assert ROSTER.bearers("350514") == (NAMESAKE,)
    assert ROSTER.bearers("薛晓燕") == (LEAD,)
    assert ROSTER.bearers("无此人") == ROSTER.bearers("") == ()


def test_a_unit_is_known_whatever_the_case_of_its_letters() -> None:
    book = UnitBook([Unit("East Hall"), Unit("West hall"), Unit("WEST HALL")], POLICY.words)
    assert book.known("EAST  HALL") == book.known("east hall") == "East Hall"
    assert book.mentioned("2013 East Hall") == ("East Hall",)
    assert (book.known("West hall"), book.known("west hall")) == ("West hall", None)
