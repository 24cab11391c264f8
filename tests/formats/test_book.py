"""A book's sheets can be gone through as often as wanted, also side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.importers import files
from zlts.errors import FileRefused
from zlts.formats.book import Book
from zlts.formats.cells import HEAD

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
    whole = [in_full(height, sheet) for sheet, height in enumerate(heights)]
    with Book(tmp_path / "评价.xls") as book:
        assert [seen(sheet.head) for sheet in book.sheets] == [rows[:HEAD] for rows in whole]
        for _ in range(2):
            assert [seen(sheet.lines) for sheet in book.sheets] == whole


def test_a_sheet_may_be_gone_through_while_another_is(tmp_path: Path) -> None:
    (tmp_path / "评价.xlsx").write_bytes(as_xlsx([9000, 9000]))
    with Book(tmp_path / "评价.xlsx") as book:
        for position, sheet in enumerate(book.sheets):
            lines = iter(sheet.lines)
            first = next(lines)
            assert seen(book.sheets[1].lines) == in_full(9000, 1)
            assert [*seen([first]), *seen(lines)] == in_full(9000, position)


def test_a_text_may_be_gone_through_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "评价.csv").write_text("".join(f"0,{row}\n" for row in range(1, 9001)), encoding="utf-8")
    with Book(tmp_path / "评价.csv") as book:
        (sheet,) = book.sheets
        pairs = zip(sheet.lines, sheet.lines, strict=True)
        assert [seen([one]) for one, other in pairs if one == other] == [[row] for row in in_full(9000, 0)]


def test_two_files_may_be_open_at_once(tmp_path: Path) -> None:
    (tmp_path / "评价.xlsx").write_bytes(as_xlsx([9000]))
    with Book(tmp_path / "评价.xlsx") as one, Book(tmp_path / "评价.xlsx") as other:
        assert all(a == b for a, b in zip(one.sheets[0].lines, other.sheets[0].lines, strict=True))


def test_what_was_written_to_read_a_file_goes_with_the_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "评价.xlsx").write_bytes(as_xlsx([3]))
    with Book(tmp_path / "评价.xlsx") as book:
        assert seen(book.sheets[0].lines) == in_full(3, 0)
        assert len(list(tmp_path.iterdir())) == 2
    assert len(list(tmp_path.iterdir())) == 1


def test_a_long_file_of_blanks_says_so(tmp_path: Path) -> None:
    (tmp_path / "评价.xls").write_bytes(files.html("<table>" + "<tr><td> <td>" * 9000 + "</table>"))
    with (
        Book(tmp_path / "评价.xls") as book,
        pytest.raises(FileRefused, match="里面没有任何内容，每个单元格都是空的"),
    ):
        len(book.sheets)
