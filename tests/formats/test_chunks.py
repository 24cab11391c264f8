"""Rows by the chunk are the rows, however they came and wherever they are cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from tempfile import TemporaryFile

from hypothesis import given
from hypothesis import strategies as st

from zlts.formats.cells import Cell, CellChunk, CellError, moments_of
from zlts.formats.conversion import Spooled, write

MOMENTS = st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9999, 1, 1)).map(lambda at: at.replace(microsecond=0))  # noqa: DTZ001 - a device's wall clock
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=3), st.integers(-9, 9), st.booleans(), st.none(), MOMENTS, st.dates(), st.just(CellError("#N/A"))
)
ROWS = st.integers(0, 4).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1))
UNEVEN = st.lists(st.lists(CELLS, max_size=4), min_size=1)


def lines(chunk: CellChunk) -> list[tuple[int, list[Cell]]]:
    return [(line.number, list(line.cells)) for line in chunk]


@given(st.one_of(ROWS, UNEVEN), st.integers(1, 99), st.integers(0, 9), st.integers(0, 9))
def test_a_chunk_that_was_spooled_and_cut(rows: Sequence[Sequence[Cell]], first: int, one: int, other: int) -> None:
    told = [(number, list(row)) for number, row in enumerate(rows, first)]
    with TemporaryFile() as stream:
        (place,) = write(iter(rows), stream)
        assert place[0] == 1
        (chunk,) = Spooled(stream, [(first, *place[1:])])
    assert lines(chunk) == told
    head, rest = chunk.cut(one)
    middle, tail = rest.cut(other)
    assert [*lines(head), *lines(middle), *lines(tail)] == told
    for part in filter(len, (head, middle, tail)):
        widths = [len(cells) for _, cells in lines(part)]
        assert part.widths == (min(widths), max(widths))
        columns = [list(column) for column in part.columns]
        assert columns == [[cells[at] for _, cells in lines(part)] for at in range(min(widths))]


def test_a_column_of_nothing_but_moments() -> None:
    moment = dt.datetime(2013, 5, 6, 9, 10, 11)  # noqa: DTZ001 - likewise
    assert moments_of([moment, moment]) == ["2013-05-06 09:10:11"] * 2
    assert moments_of([moment, moment.replace(microsecond=5)]) is None
    assert moments_of([moment, ""]) is None
    assert moments_of([]) is None
