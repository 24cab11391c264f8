"""Scores and rankings (readings: Score): exact rates, shared ranks, the shortlist."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.facts import LEAD, OFFICER, OTHER, PLACE, POLICY, UNIT
from zlts.model import Cause, Entry, Kind, Person, Role, Rule, Tally
from zlts.periods import Month
from zlts.policy import Compared, ScoreCounts, Tied, TopOf
from zlts.ranking import (
    OfficerStanding,
    UnitStanding,
    barred,
    inspection_points,
    officer_score,
    rank_officers,
    rank_units,
    ranked,
    rate_key,
    shortlist,
    unit_score,
)

QUARTER, YEAR = POLICY.ranking.quarter, POLICY.ranking.year
BY_RATE = POLICY.awards.tied


def entry(points: int, rule: Rule = Rule.RATE, kind: Kind = Kind.DEDUCTION, **more: object) -> Entry:
    cause = Cause(rule, "六(七)", "理由", "m", "x", (PLACE,))
    made = Entry(Month(2013, 5), date(2013, 5, 31), OFFICER, UNIT, Role.OFFICER, kind, points, cause)
    return replace(made, **more)  # type: ignore[arg-type]


def unit(name: str, score: int = 100, sustained: int = 0, tally: Tally | None = None) -> UnitStanding:
    return UnitStanding(name, score, sustained, tally or Tally(100, 99))


def officer(name: str, score: int = 100, tally: Tally | None = None) -> OfficerStanding:
    return OfficerStanding(Person(name, name, name), UNIT, score, tally or Tally(100, 99))


def ranks(placed: list[tuple[int, UnitStanding]]) -> list[tuple[int, str]]:
    return [(rank, one.unit) for rank, one in placed]


# ---------------------------------------------------------------- scores


def test_a_score_is_the_base_and_the_officers_points() -> None:
    entries = [entry(-10), entry(-10), entry(2, Rule.INSPECTION), entry(-10, person=OTHER), entry(-7, person=None)]
    assert officer_score(OFFICER, entries, POLICY) == 82
    assert officer_score(OTHER, entries, POLICY) == 90
    assert officer_score(LEAD, [], POLICY) == 100


@pytest.mark.parametrize(
    ("counts", "score"),
    [(ScoreCounts.ALL, 91), (ScoreCounts.NO_CREDITS, 89), (ScoreCounts.NO_INSPECTIONS, 90)],
)
def test_what_counts_into_a_score_is_a_setting(counts: ScoreCounts, score: int) -> None:
    entries = [
        entry(-10),
        entry(2, Rule.INSPECTION, Kind.INSPECTION_PLUS),
        entry(-1, Rule.INSPECTION, Kind.INSPECTION_MINUS),
    ]
    assert officer_score(OFFICER, entries, replace(POLICY, score_counts=counts)) == score


def test_points_in_another_role_are_not_the_officers() -> None:
    assert officer_score(OFFICER, [entry(-10, role=Role.UNIT_LEAD)], POLICY) == 100


def test_a_units_score_is_inspections_only() -> None:
    entries = [
        entry(-10),
        entry(-2, Rule.INSPECTION),
        entry(3, Rule.INSPECTION, person=None, role=Role.UNIT),
        entry(-9, Rule.INSPECTION, unit="临江派出所"),
    ]
    assert inspection_points(UNIT, entries) == 1
    assert unit_score(UNIT, entries, POLICY) == 101


# ---------------------------------------------------------------- ranks


@pytest.mark.parametrize(
    ("keys", "expected"),
    [([], []), ([1], [1]), ([3, 2, 2, 1], [1, 2, 2, 4]), ([2, 2, 1], [1, 1, 3]), ([1, 1, 1, 1], [1, 1, 1, 1])],
)
def test_equal_ones_share_the_rank(keys: list[int], expected: list[int]) -> None:
    assert [rank for rank, _ in ranked(keys, lambda key: (key,))] == expected


@given(st.lists(st.integers(0, 5)))
def test_a_rank_is_one_more_than_those_ahead(keys: list[int]) -> None:
    for rank, key in ranked(keys, lambda one: (one,)):
        assert rank == 1 + sum(other > key for other in keys)


def test_units_by_score_then_fewer_complaints_then_rate() -> None:
    units = [
        unit("丁", tally=Tally(100, 98)),
        unit("丙"),
        unit("乙", sustained=1, tally=Tally(100, 100)),
        unit("甲", score=101, sustained=5, tally=Tally(100, 1)),
    ]
    assert ranks(rank_units(units, QUARTER)) == [(1, "甲"), (2, "丙"), (3, "丁"), (4, "乙")]


def test_over_the_year_by_fewer_complaints_then_rate_then_score() -> None:
    units = [
        unit("丁", score=99, tally=Tally(100, 99)),
        unit("丙", tally=Tally(100, 99)),
        unit("乙", score=90, tally=Tally(100, 100)),
        unit("甲", score=120, sustained=1, tally=Tally(100, 100)),
    ]
    assert ranks(rank_units(units, YEAR)) == [(1, "乙"), (2, "丙"), (3, "丁"), (4, "甲")]
    assert ranks(rank_units(units, QUARTER)) == [(1, "甲"), (2, "丙"), (3, "丁"), (4, "乙")]


def test_equal_on_all_three_share_the_rank_in_any_order() -> None:
    for order in itertools.permutations(Compared):
        assert ranks(rank_units([unit("a"), unit("b"), unit("c", sustained=9)], order))[:2] == [(1, "a"), (1, "b")]


def test_the_rate_is_exact() -> None:
    nearly = unit("近", tally=Tally(100_000, 94_999))
    floor = unit("到", tally=Tally(20, 19))
    assert nearly.tally.percent == "94.99%"
    assert ranks(rank_units([nearly, floor], QUARTER)) == [(1, "到"), (2, "近")]
    third = [unit("a", tally=Tally(3, 1)), unit("b", tally=Tally(6, 2))]
    assert ranks(rank_units(third, QUARTER)) == [(1, "a"), (1, "b")]


def test_without_counted_evaluations_below_every_rate() -> None:
    zero, none = unit("零", tally=Tally(5, 0)), unit("无", tally=Tally(0, 0, 7))
    assert ranks(rank_units([none, zero], QUARTER)) == [(1, "零"), (2, "无")]
    assert rate_key(Tally()) < rate_key(Tally(5, 0)) == Fraction(0)


def test_officers_by_score_then_rate_then_counted() -> None:
    people = [
        officer("丁", tally=Tally(200, 190)),
        officer("丙", tally=Tally(100, 99)),
        officer("乙", tally=Tally(200, 198)),
        officer("甲", score=101, tally=Tally(1, 0)),
    ]
    assert [one.person.name for _, one in rank_officers(people, BY_RATE)] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize(
    ("tied", "ranked_so"),
    [
        ((Tied.RATE, Tied.COUNTED), [(1, "乙"), (2, "丙"), (3, "丁")]),
        ((Tied.COUNTED, Tied.RATE), [(1, "乙"), (2, "丁"), (3, "丙")]),
        ((Tied.COUNTED,), [(1, "乙"), (1, "丁"), (3, "丙")]),
        ((), [(1, "丁"), (1, "丙"), (1, "乙")]),
    ],
)
def test_equal_scores_are_told_apart_as_the_policy_says(
    tied: tuple[Tied, ...], ranked_so: list[tuple[int, str]]
) -> None:
    people = [
        officer("丁", tally=Tally(200, 190)),
        officer("丙", tally=Tally(100, 99)),
        officer("乙", tally=Tally(200, 198)),
    ]
    assert sorted((rank, one.person.name) for rank, one in rank_officers(people, tied)) == sorted(ranked_so)


def test_order_given_does_not_matter_for_ranks() -> None:
    people = [officer("甲"), officer("乙"), officer("丙", score=90)]
    assert {(rank, one.person.name) for rank, one in rank_officers(people[::-1], BY_RATE)} == {
        (1, "甲"),
        (1, "乙"),
        (3, "丙"),
    }


# ---------------------------------------------------------------- shortlist and bars


@pytest.mark.parametrize(
    ("scores", "chosen"),
    [
        ([104, 103, 102, 101], 3),
        ([104, 103, 102, 102], 4),  # a shared third place
        ([104, 104, 104, 104], 4),
        ([104, 103, 103, 101], 3),
        ([104], 1),
        ([], 0),
    ],
)
def test_the_first_three_ranks_are_the_shortlist(scores: list[int], chosen: int) -> None:
    people = [officer(str(number), score) for number, score in enumerate(scores)]
    assert len(shortlist(rank_officers(people, BY_RATE), POLICY, frozenset())) == chosen


def test_by_policy_all_officers_of_the_first_units_are_the_shortlist() -> None:
    people = [replace(officer(str(score), score), unit=f"{score % 2}") for score in (104, 103, 102, 101, 100)]
    policy = replace(POLICY, awards=replace(POLICY.awards, top_of=TopOf.UNITS))
    ranking = rank_officers(people, BY_RATE)
    assert [one.score for one in shortlist(ranking, policy, frozenset({"0"}))] == [104, 102, 100]
    assert [one.score for one in shortlist(ranking, policy, frozenset())] == []
    assert [one.score for one in shortlist(ranking, POLICY, frozenset({"0"}))] == [104, 103, 102]


def test_who_is_barred_and_why() -> None:
    bar = entry(0, Rule.COMPLAINT, Kind.NO_AWARDS)
    found = barred([entry(-10), bar, entry(0, kind=Kind.NO_PROMOTION, person=OTHER)])
    assert found == {OFFICER: [bar]}
