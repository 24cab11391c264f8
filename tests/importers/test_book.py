"""A file is gone through while it is open: beginnings of all sheets first, then each to its end, and again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.importers import files
from zlts.errors import FileRefused
from zlts.formats.cells import HEAD
from zlts.importers.book import Book

HEIGHTS = {
    "one long": [9000],
    "one short": [3],
    "short beside long": [3, 9000, 3],
    "long beside short": [9000, 3, 1, 9000, HEAD, HEAD + 1],
    "many short": [3, 1, HEAD, HEAD - 1],
    "together long": [3000, 3000, 3000],
}


def as_xlsx(heights: list[int]) -> bytes:
    def fill(book: Any) -> None:
        for sheet, height in enumerate(heights):
            page = book.active if sheet == 0 else book.create_sheet(f"表{sheet}")
            for row in range(1, height + 1):
                page.append([sheet, row])

    return files.xlsx(fill)


def as_html(heights: list[int]) -> bytes:
    tables = (
        "<table>" + "".join(f"<tr><td>{sheet}<td>{row}" for row in range(1, height + 1)) + "</table>"
        for sheet, height in enumerate(heights)
    )
    return files.html("".join(tables))


def in_full(height: int, sheet: int) -> list[tuple[int, str]]:
    return [(row, f"{sheet} {row}") for row in range(1, height + 1)]


def seen(lines: Any) -> list[tuple[int, str]]:
    return [(line.number, " ".join(map(str, line.cells))) for line in lines]


@pytest.mark.parametrize("make", [as_xlsx, as_html])
@pytest.mark.parametrize("heights", HEIGHTS.values(), ids=HEIGHTS.keys())
def test_all_sheets_whole_and_as_often_as_asked(
    tmp_path: Path, make: Callable[[list[int]], bytes], heights: list[int]
) -> None:
    (tmp_path / "评价.xls").write_bytes(make(heights))
    book = Book(tmp_path / "评价.xls")
    whole = [in_full(height, sheet) for sheet, height in enumerate(heights)]
    assert [seen(opening.lines) for opening in book.openings()] == [rows[:HEAD] for rows in whole]
    for _ in range(2):
        assert [seen(sheet.lines) for _, sheet in book.sheets()] == whole


def test_a_sheet_may_be_gone_through_while_another_is(tmp_path: Path) -> None:
    (tmp_path / "评价.xlsx").write_bytes(as_xlsx([9000, 9000]))
    book = Book(tmp_path / "评价.xlsx")
    book.openings()
    found = []
    for position, sheet in book.sheets():
        first = next(sheet.lines)
        assert seen(book.lines_of(1)) == in_full(9000, 1)
        found.append([(first.number, f"{position} 1"), *seen(sheet.lines)])
    assert [len(lines) for lines in found] == [9000, 9000]


def test_a_long_file_of_blanks_says_so(tmp_path: Path) -> None:
    (tmp_path / "评价.xls").write_bytes(files.html("<table>" + "<tr><td> <td>" * 9000 + "</table>"))
    with pytest.raises(FileRefused, match="里面没有任何内容，每个单元格都是空的"):
        Book(tmp_path / "评价.xls").openings()
