"""The arithmetic of a running month (readings: Early help): 19 × unsatisfied − satisfied at 95 %."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zlts.bulletins.early_help import needed_to_floor
from zlts.model import Tally

FLOOR = Fraction(95, 100)


@pytest.mark.parametrize(
    ("satisfied", "unsatisfied", "needed"),
    [
        (0, 0, 0),  # nothing counted: nothing to lift
        (0, 1, 19),
        (18, 1, 1),
        (19, 1, 0),  # exactly 95 %
        (37, 2, 1),
        (38, 2, 0),
        (40, 0, 0),
    ],
)
def test_how_many_are_needed(satisfied: int, unsatisfied: int, needed: int) -> None:
    assert needed_to_floor(Tally(satisfied + unsatisfied, satisfied), FLOOR) == needed


def test_unrated_ones_count_for_nothing() -> None:
    assert needed_to_floor(Tally(19, 18, 50), FLOOR) == 1


def test_nothing_lifts_a_month_to_a_floor_of_everything() -> None:
    assert needed_to_floor(Tally(20, 19), Fraction(1)) == 0


@given(
    st.integers(0, 300), st.integers(0, 300), st.fractions(Fraction(1, 10), Fraction(99, 100), max_denominator=200)
)
def test_it_is_the_least_number_that_reaches_the_floor(satisfied: int, unsatisfied: int, floor: Fraction) -> None:
    more = needed_to_floor(Tally(satisfied + unsatisfied, satisfied), floor)
    counted = satisfied + unsatisfied + more
    assert satisfied + more >= floor * counted
    assert more == 0 or satisfied + more - 1 < floor * (counted - 1)
