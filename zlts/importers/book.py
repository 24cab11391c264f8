"""A file that can be gone through more than once: its first lines, then its rows, and a column to prove a date."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from zlts.importers.grids.cells import HEAD, Line, Sheet
from zlts.importers.grids.opening import open_grid

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
    """The sheets of a file, which is gone through while it is open; small ones are kept, to be gone through again."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        self._path = path
        self._encoding = encoding or None
        self._kept: list[tuple[Sheet, list[Line]]] | None = None
        self._begun: list[Sheet] = []
        self._opened = ExitStack()
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
        grid = self._opened.enter_context(open_grid(self._path, encoding=self._encoding))
        self.format = grid.format
        sheets = list(grid.sheets)
        heads = [tuple(islice(sheet.lines, HEAD)) for sheet in sheets]
        self._begun = list(map(_from_start, sheets, heads))
        self._keep()
        found = [Opening(at, sheet.name, sheet.hidden, heads[at]) for at, sheet in enumerate(sheets)]
        if all(opening.blank for opening in found):
            self._go_through()
        return found

    def _keep(self) -> None:
        """Keep all lines, if they are few."""
        kept: list[tuple[Sheet, list[Line]]] = []
        room = _SPOOL
        for at, sheet in enumerate(self._begun):
            lines = list(islice(sheet.lines, room + 1))
            self._begun[at] = _from_start(sheet, lines)
            kept.append((sheet, lines))
            room -= len(lines)
            if room < 0:
                return
        self._kept = kept
        self.close()

    def _go_through(self) -> None:
        """Whether anything is in the file at all shows at its end."""
        for _, sheet in self.sheets():
            deque(sheet.lines, maxlen=0)

    def close(self) -> None:
        """Let the file go; what it is asked for later, it is opened for again."""
        self._begun = []
        self._opened.close()

    def sheets(self) -> Iterator[tuple[int, Sheet]]:
        """All sheets with their positions; each one's lines can be gone through once."""
        if self._kept is not None:
            for position, (sheet, lines) in enumerate(self._kept):
                yield position, _from_start(Sheet(sheet.name, sheet.hidden, iter(())), lines)
            return
        begun, self._begun = self._begun, []
        with self._opened.pop_all() if begun else ExitStack() as opened:
            yield from enumerate(begun or opened.enter_context(open_grid(self._path, encoding=self._encoding)).sheets)

    def lines_of(self, position: int) -> Iterator[Line]:
        """One sheet's lines from the first."""
        return chain.from_iterable(sheet.lines for at, sheet in self.sheets() if at == position)


def _from_start(sheet: Sheet, taken: Sequence[Line]) -> Sheet:
    """The sheet with lines that have been taken from it."""
    return Sheet(sheet.name, sheet.hidden, chain(taken, sheet.lines))
