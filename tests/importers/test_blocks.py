"""However large the blocks are in which rows are read, the file says the same."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.importers.told import DETAIL, Told, told
from zlts.formats import cells
from zlts.formats.cells import Cell

HEADINGS = ("单位", "工号", *DETAIL)
LINES: dict[str, Sequence[Cell]] = {
    "plain": ("城关派出所", "350509", "朱春梅", "满意", "2013-05-06 09:10:11"),
    "another form of time": ("城关派出所", "350509", "朱春梅", "满意", "2013/5/6 9:10:11"),
    "no badge": ("城关派出所", "", "朱春梅", "满意", "2013-05-06 09:10:11"),
    "no time": ("城关派出所", "350509", "朱春梅", "满意", ""),
    "rubbish": ("城关派出所", "350509", "朱春梅", "满意", "昨天"),
    "an error": ("城关派出所", "#N/A", "朱春梅", "满意", "2013-05-06 09:10:11"),
    "short": ("城关派出所",),
    "long": ("城关派出所", "350509", "朱春梅", "满意", "2013-05-06 09:10:11", "多余"),
    "blank": ("", "", "", "", ""),
    "a sum": ("合计", "", "", "5", ""),
    "a signature": ("制表人：甲", "", "", "", ""),
    "a section": ("单位：南坪派出所", "", "", "", ""),
    "the header again": HEADINGS,
    "another header": ("单位", "姓名", "工号", "评价时间", "评价结果"),
}


def _read(names: Sequence[str], size: int) -> Told:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "ROWS", size)
        return told(HEADINGS, *(LINES[name] for name in names))


@settings(deadline=None)
@given(st.lists(st.sampled_from(sorted(LINES)), min_size=1, max_size=40), st.integers(2, 50))
def test_the_size_of_the_blocks_does_not_matter(names: Sequence[str], size: int) -> None:
    singly, together = _read(names, 1), _read(names, size)
    assert together.rows == singly.rows
    assert together.reading.notes == singly.reading.notes
    assert together.reading.ignored == singly.reading.ignored


def test_one_odd_line_among_many_costs_no_other_its_place() -> None:
    names = ["plain"] * 1500 + ["rubbish"] + ["plain"] * 1500 + ["a sum"]
    found = told(HEADINGS, *(LINES[name] for name in names))
    assert found.numbers == list(range(2, 3003))
    assert [row.row for row in found.rows if row.problems] == [1502]
