"""Identical evaluations (readings: Presses): compared as multisets over sheets and batches, whatever their order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zlts.evaluations.genuine import ExportRow, genuine, newcomers

MARKS = st.sampled_from(["", "", "PJ1", "PJ2"])


def in_turn(sheets: Iterable[Sequence[ExportRow]]) -> tuple[list[ExportRow], list[ExportRow]]:
    """What stands and what is set aside when sheets come in one after the other."""
    standing: list[ExportRow] = []
    aside: list[ExportRow] = []
    for rows in sheets:
        adds = newcomers(standing, aside, rows)
        standing, aside = (
            standing + [row for row, added in zip(rows, adds, strict=True) if added],
            aside + [row for row, added in zip(rows, adds, strict=True) if not added],
        )
    return standing, aside


def plain(sheet: int, how_many: int) -> list[ExportRow]:
    return [ExportRow(sheet)] * how_many


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
    assert genuine([ExportRow(1, serial="7"), ExportRow(2, serial="8")]) == 2
    assert genuine([ExportRow(1, serial="7"), ExportRow(2, serial="7")]) == 1


def test_a_row_without_a_serial_repeats_one_with_it() -> None:
    standing, aside = in_turn([[ExportRow(1, serial="7")], [ExportRow(2)]])
    assert (len(standing), len(aside)) == (1, 1)
    standing, aside = in_turn([[ExportRow(2)], [ExportRow(1, serial="7")]])
    assert (len(standing), len(aside)) == (1, 1)


def test_evaluators_tell_apart_where_both_have_one() -> None:
    assert genuine([ExportRow(1, "PJ1"), ExportRow(2, "PJ2")]) == 2
    assert genuine([ExportRow(1, "PJ1"), ExportRow(2, "")]) == 1
    assert genuine([ExportRow(1, "PJ1"), ExportRow(2, "PJ1")]) == 1


def test_no_rows_no_presses() -> None:
    assert genuine([]) == 0
    assert newcomers([], [], []) == []


def sheets(
    marks: st.SearchStrategy[str], serials: st.SearchStrategy[str]
) -> st.SearchStrategy[list[list[ExportRow]]]:
    cells = st.lists(st.lists(st.tuples(marks, serials), min_size=1, max_size=4), min_size=1, max_size=4)
    return cells.map(lambda found: [[ExportRow(n, *cell) for cell in rows] for n, rows in enumerate(found)])


@given(found=sheets(MARKS, st.just("")), data=st.data())
def test_without_serials_the_order_of_import_does_not_matter(
    found: list[list[ExportRow]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(found))
    standing, _ = in_turn(order)
    assert len(standing) == len(in_turn(found)[0]) == genuine(row for rows in found for row in rows)


def with_serials() -> st.SearchStrategy[list[list[ExportRow]]]:
    """Exports of one maker give every row its serial, each once in a sheet; others give none."""
    own = st.lists(st.sampled_from("abcd"), unique=True, min_size=1, max_size=4)
    rows = own | st.integers(1, 4).map(lambda many: [""] * many)
    found = st.lists(rows, min_size=1, max_size=4)
    return found.map(lambda all_: [[ExportRow(n, serial=one) for one in some] for n, some in enumerate(all_)])


@given(found=with_serials(), data=st.data())
def test_with_serials_the_order_of_import_does_not_matter(found: list[list[ExportRow]], data: st.DataObject) -> None:
    order = data.draw(st.permutations(found))
    assert len(in_turn(order)[0]) == genuine(row for rows in found for row in rows)


@given(found=sheets(MARKS, st.just("")) | with_serials())
def test_the_same_again_adds_nothing(found: list[list[ExportRow]]) -> None:
    once, aside = in_turn(found)
    for number, rows in enumerate(found, len(found)):
        again = [replace(row, sheet=number) for row in rows]
        assert not any(newcomers(once, aside, again))


# ---------------------------------------------------------------- sheets that have lost their seconds

SECONDS = st.sampled_from([0, 11, 31])


@pytest.mark.parametrize(
    ("rows", "presses"),
    [
        ([ExportRow(1, second=11), ExportRow(2, second=None)], 1),
        ([ExportRow(1, second=0), ExportRow(2, second=None)], 1),
        ([ExportRow(1, second=11), ExportRow(2, second=0)], 2),  # both have seconds: two presses
        ([ExportRow(1, second=11), ExportRow(1, second=31), ExportRow(2, second=None)], 2),
        ([ExportRow(1, second=11), ExportRow(2, second=None), ExportRow(2, second=None)], 2),
        (
            [
                ExportRow(1, second=11),
                ExportRow(1, second=31),
                ExportRow(2, second=None),
                ExportRow(2, second=None),
            ],
            2,
        ),
        ([ExportRow(2, second=None), ExportRow(3, second=None)], 1),
        ([ExportRow(1, "", "7", 11), ExportRow(2, "", "7", None)], 1),
        ([ExportRow(1, "", "7", 11), ExportRow(2, "", "8", None)], 2),
        (
            [
                ExportRow(1, "", "7", 11),
                ExportRow(1, "", "8", 31),
                ExportRow(2, "", "7", None),
                ExportRow(2, "", "9", None),
            ],
            3,
        ),
        ([ExportRow(1, "PJ1", "", 11), ExportRow(2, "PJ2", "", None)], 2),
        ([ExportRow(1, "PJ1", "", 11), ExportRow(2, "", "", None)], 1),
    ],
)
def test_a_sheet_without_seconds_adds_what_its_minute_lacks(rows: list[ExportRow], presses: int) -> None:
    assert genuine(rows) == presses
    by_sheet = [[row for row in rows if row.sheet == sheet] for sheet in sorted({row.sheet for row in rows})]
    for order in (by_sheet, by_sheet[::-1]):
        assert len(in_turn(order)[0]) == presses


def resaved() -> st.SearchStrategy[list[list[ExportRow]]]:
    """Exports of one minute, some of them saved again without seconds, none with serial numbers."""

    def of(number: int, cells: list[tuple[int, str]], *, cut: bool) -> list[ExportRow]:
        return [ExportRow(number, mark, "", None if cut else second) for second, mark in cells]

    sheet = st.tuples(st.lists(st.tuples(SECONDS, MARKS), min_size=1, max_size=4), st.booleans())
    found = st.lists(sheet, min_size=1, max_size=4)
    return found.map(lambda all_: [of(n, cells, cut=cut) for n, (cells, cut) in enumerate(all_)])


@given(found=resaved(), data=st.data())
def test_with_seconds_or_minutes_first_the_same_number_stands(
    found: list[list[ExportRow]], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(found))
    assert len(in_turn(order)[0]) == genuine(row for rows in found for row in rows)


@given(seconds=st.lists(st.integers(0, 59), min_size=1, max_size=6), numbered=st.booleans(), data=st.data())
def test_an_export_and_any_part_of_it_saved_without_seconds_are_the_export(
    seconds: list[int], numbered: bool, data: st.DataObject
) -> None:
    export = [ExportRow(1, "", str(n) if numbered else "", second) for n, second in enumerate(seconds, 1)]
    part = data.draw(st.lists(st.sampled_from(export), unique_by=id))
    cut = [replace(row, sheet=2, second=None) for row in part]
    for order in ([export, cut], [cut, export]):
        assert len(in_turn(order)[0]) == len(seconds)


@given(found=resaved())
def test_the_same_again_without_seconds_adds_nothing(found: list[list[ExportRow]]) -> None:
    once, aside = in_turn(found)
    for number, rows in enumerate(found, len(found)):
        assert not any(newcomers(once, aside, [replace(row, sheet=number, second=None) for row in rows]))
