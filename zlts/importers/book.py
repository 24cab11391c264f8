"""A file that can be gone through more than once: its first lines, then its rows, and a column to prove a date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from zlts.importers.grids.cells import Line, Sheet
from zlts.importers.grids.opening import open_grid

HEAD = 400
"""Lines looked at for the header: preambles have up to thirty, cells are judged by those below."""
_SPOOL = 8_000
"""Lines kept in all: a month of one unit needs no second opening."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A sheet's beginning; `lines` are at most `HEAD`."""

    position: int
    name: str
    hidden: bool
    lines: tuple[Line, ...]

    @property
    def blank(self) -> bool:
        return not any(cell not in (None, "") for line in self.lines for cell in line.cells)


class Book:
    """The sheets of a file; small files are kept, large ones opened again when they are gone through again."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self._encoding = encoding or None
        self._kept: list[tuple[Sheet, list[Line]]] | None = None
        self.format = ""

    @property
    def is_text(self) -> bool:
        """Whether cells are cut from lines of text, so that a stray comma shifts them."""
        return self.format.endswith("分隔文本")

    def openings(self) -> list[Opening]:
        """The beginnings of all sheets.

        Raises:
            FileRefused: the file cannot be read as a table.
        """
        found, kept, room = [], [], _SPOOL
        with open_grid(self._path, encoding=self._encoding) as grid:
            self.format = grid.format
            for position, sheet in enumerate(grid.sheets):
                lines = list(islice(sheet.lines, max(room, HEAD) + 1))
                room -= len(lines)
                found.append(Opening(position, sheet.name, sheet.hidden, tuple(lines[:HEAD])))
                if room >= 0:
                    kept.append((sheet, lines))
        self._kept = kept if room >= 0 else None
        return found

    def sheets(self) -> Iterator[tuple[int, Sheet]]:
        """All sheets with their positions; each one's lines can be gone through once."""
        if self._kept is not None:
            for position, (sheet, lines) in enumerate(self._kept):
                yield position, Sheet(sheet.name, sheet.hidden, iter(lines))
            return
        with open_grid(self._path, encoding=self._encoding) as grid:
            yield from enumerate(grid.sheets)

    def lines_of(self, position: int) -> Iterator[Line]:
        """One sheet's lines from the first."""
        return chain.from_iterable(sheet.lines for at, sheet in self.sheets() if at == position)
