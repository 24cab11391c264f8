"""Reading made files in tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from zlts.formats.book import Book


def sheets_of(path: Path, content: bytes, **options: Any) -> dict[str, list[list[Any]]]:
    """Every sheet's rows, after checking that their numbers count from 1."""
    path.write_bytes(content)
    found: dict[str, list[list[Any]]] = {}
    with Book(path, **options) as book:
        for sheet in book.sheets:
            lines = list(sheet.lines)
            assert [line.number for line in lines] == list(range(1, len(lines) + 1))
            found[sheet.name] = [list(line.cells) for line in lines]
    return found


def rows_of(path: Path, content: bytes, **options: Any) -> list[list[Any]]:
    """The rows of the only sheet."""
    (rows,) = sheets_of(path, content, **options).values()
    return rows
