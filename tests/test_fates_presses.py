"""Identical evaluations (spec 3): compared as multisets over sheets and batches, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zlts.fates.presses import Press, genuine, newcomers

MARKS = st.sampled_from(["", "", "PJ1", "PJ2"])


def in_turn(sheets: Iterable[Sequence[Press]]) -> tuple[list[Press], list[Press]]:
    """What stands and what is set aside when sheets come in one after the other."""
    standing: list[Press] = []
    aside: list[Press] = []
    for rows in sheets:
        adds = newcomers(standing, aside, rows)
        standing, aside = (
            standing + [row for row, added in zip(rows, adds, strict=True) if added],
            aside + [row for row, added in zip(rows, adds, strict=True) if not added],
        )
    return standing, aside


def plain(sheet: int, how_many: int) -> list[Press]:
    return [Press(sheet)] * how_many


@pytest.mark.parametrize(
    ("counts", "presses"),
    [([1], 1), ([2], 2), ([1, 1], 1), ([1, 2], 2), ([2, 1], 2), ([2, 2], 2), ([3, 1, 2], 3)],
)
def test_a_file_adds_what_the_ledger_lacks_up_to_its_most_in_one_sheet(counts: list[int], presses: int) -> None:
    sheets = [plain(sheet, many) for sheet, many in enumerate(counts)]
    assert genuine(row for sheet in sheets for row in sheet) == presses
    assert len(in_turn(sheets)[0]) == presses


def test_two_in_one_second_both_stay() -> None:
    assert newcomers([], [], plain(1, 2)) == [True, True]


def test_other_serials_are_other_presses() -> None:
    assert genuine([Press(1, serial="7"), Press(2, serial="8")]) == 2
    assert genuine([Press(1, serial="7"), Press(2, serial="7")]) == 1


def test_a_row_without_a_serial_repeats_one_with_it() -> None:
    standing, aside = in_turn([[Press(1, serial="7")], [Press(2)]])
    assert (len(standing), len(aside)) == (1, 1)
    standing, aside = in_turn([[Press(2)], [Press(1, serial="7")]])
    assert (len(standing), len(aside)) == (1, 1)


def test_evaluators_tell_apart_where_both_have_one() -> None:
    assert genuine([Press(1, "PJ1"), Press(2, "PJ2")]) == 2
    assert genuine([Press(1, "PJ1"), Press(2, "")]) == 1
    assert genuine([Press(1, "PJ1"), Press(2, "PJ1")]) == 1


def test_no_rows_no_presses() -> None:
    assert genuine([]) == 0
    assert newcomers([], [], []) == []


def sheets(marks: st.SearchStrategy[str], serials: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[Press]]]:
    cells = st.lists(st.lists(st.tuples(marks, serials), min_size=1, max_size=4), min_size=1, max_size=4)
    return cells.map(lambda found: [[Press(n, *cell) for cell in rows] for n, rows in enumerate(found)])


@given(found=sheets(MARKS, st.just("")), data=st.data())
def test_without_serials_the_order_of_import_does_not_matter(found: list[list[Press]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(found))
    standing, _ = in_turn(order)
    assert len(standing) == len(in_turn(found)[0]) == genuine(row for rows in found for row in rows)


def with_serials() -> st.SearchStrategy[list[list[Press]]]:
    """Exports of one maker give every row its serial, each once in a sheet; others give none."""
    own = st.lists(st.sampled_from("abcd"), unique=True, min_size=1, max_size=4)
    rows = own | st.integers(1, 4).map(lambda many: [""] * many)
    found = st.lists(rows, min_size=1, max_size=4)
    return found.map(lambda all_: [[Press(n, serial=one) for one in some] for n, some in enumerate(all_)])


@given(found=with_serials(), data=st.data())
def test_with_serials_the_order_of_import_does_not_matter(found: list[list[Press]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(found))
    assert len(in_turn(order)[0]) == genuine(row for rows in found for row in rows)


@given(found=sheets(MARKS, st.just("")) | with_serials())
def test_the_same_again_adds_nothing(found: list[list[Press]]) -> None:
    once, aside = in_turn(found)
    for number, rows in enumerate(found, len(found)):
        again = [replace(row, sheet=number) for row in rows]
        assert not any(newcomers(once, aside, again))
