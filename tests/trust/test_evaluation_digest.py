"""The digest of a batch's evaluations: it tells any difference, and nothing of how they came in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from zlts.store.digests import EvaluationDigest

numbers = st.integers(-(2**63), 2**63 - 1)
words = st.text(max_size=4)
presses = st.tuples(numbers, numbers, words, numbers, st.none() | numbers, st.none() | words, numbers, numbers)
batches = st.lists(presses, max_size=12)


def _digest(rows: Sequence[Sequence[Any]], size: int) -> str:
    digest = EvaluationDigest()
    for start in range(0, len(rows), size):
        digest.add(rows[start : start + size])
    return digest.text


@given(batches, st.integers(1, 12))
def test_it_does_not_depend_on_how_many_come_at_a_time(rows: list[Any], size: int) -> None:
    assert _digest(rows, size) == _digest(rows, max(len(rows), 1))


@given(batches, batches)
def test_it_tells_any_two_batches_apart(one: list[Any], other: list[Any]) -> None:
    assume(one != other)
    assert _digest(one, 5) != _digest(other, 5)


def test_a_word_in_a_column_of_numbers_is_another_digest() -> None:
    row = (20130506091011, 1, "满意", 0, None, None, 1, 2)
    assert _digest([("20130506091011", *row[1:])], 1) != _digest([row], 1)
