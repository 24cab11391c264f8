"""A file that can be gone through more than once: its first lines, then its rows, and a column to prove a date."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from zlts.formats.cells import HEAD, Flaws, Line, Sheet, Slab
from zlts.formats.opening import open_grid
from zlts.formats.sniff import Kind

_WEB = {Kind.HTML.chinese, Kind.MHTML.chinese}
_SPOOL = 8_000
"""Rows kept in all: a month of one unit needs no second opening."""


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

    def __init__(self, path: Path, encoding: str = "", name: str = "") -> None:
        self._path = path
        self._name = name or path.name
        self._encoding = encoding or None
        self._kept: list[tuple[str, bool, list[Slab]]] | None = None
        self._begun: list[Sheet] = []
        self._opened = ExitStack()
        self.format = ""
        self.flaws = Flaws()
        self.since_1904 = False

    @property
    def is_text(self) -> bool:
        """Whether cells are cut from lines of text, so that a stray comma shifts them."""
        return self.format.endswith("分隔文本")

    @property
    def is_web(self) -> bool:
        """Whether rows have the cells that a page gives them, so that one too few shifts the others."""
        return self.format in _WEB

    @property
    def text_flaws(self) -> Flaws | None:
        """What is wrong with separated text; None of any other file."""
        return self.flaws if self.is_text else None

    def openings(self) -> list[Opening]:
        """The beginnings of all sheets.

        Raises:
            FileRefused: the file cannot be read as a table.
        """
        grid = self._opened.enter_context(open_grid(self._path, encoding=self._encoding, name=self._name))
        self.format, self.flaws = grid.format, grid.flaws
        sheets = list(grid.sheets)
        self.since_1904 = any(sheet.since_1904 for sheet in sheets)
        heads = [_taken(sheet.slabs, HEAD) for sheet in sheets]
        self._begun = list(map(_from_start, sheets, heads))
        self._keep()
        found = [
            Opening(at, sheet.name, sheet.hidden, tuple(islice(chain.from_iterable(head), HEAD)))
            for at, (sheet, head) in enumerate(zip(sheets, heads, strict=True))
        ]
        if all(opening.blank for opening in found):
            self._go_through()
        return found

    def _keep(self) -> None:
        """Keep all rows, if they are few."""
        kept: list[list[Slab]] = []
        room = _SPOOL
        for at, sheet in enumerate(self._begun):
            kept.append(_taken(sheet.slabs, room + 1))
            self._begun[at] = _from_start(sheet, kept[at])
            room -= sum(map(len, kept[at]))
            if room < 0:
                return
        self._kept = [(sheet.name, sheet.hidden, slabs) for sheet, slabs in zip(self._begun, kept, strict=True)]
        self.close()

    def _go_through(self) -> None:
        """Whether anything is in the file at all shows at its end."""
        for _, sheet in self.sheets():
            deque(sheet.slabs, maxlen=0)

    def close(self) -> None:
        """Let the file go; what it is asked for later, it is opened for again."""
        self._begun = []
        self._opened.close()

    def sheets(self) -> Iterator[tuple[int, Sheet]]:
        """All sheets with their positions; each one's lines can be gone through once."""
        if self._kept is not None:
            for position, (name, hidden, slabs) in enumerate(self._kept):
                yield position, Sheet(name, hidden, iter(slabs))
            return
        begun, self._begun = self._begun, []
        with self._opened.pop_all() if begun else ExitStack() as opened:
            yield from enumerate(
                begun or opened.enter_context(open_grid(self._path, encoding=self._encoding, name=self._name)).sheets
            )

    def lines_of(self, position: int) -> Iterator[Line]:
        """One sheet's lines from the first."""
        return chain.from_iterable(sheet.lines for at, sheet in self.sheets() if at == position)


def _taken(slabs: Iterator[Slab], least: int) -> list[Slab]:
    """The next slabs, so that they have so many rows together, if there are as many."""
    found: list[Slab] = []
    count = 0
    while count < least and (slab := next(slabs, None)) is not None:
        found.append(slab)
        count += len(slab)
    return found


def _from_start(sheet: Sheet, taken: Sequence[Slab]) -> Sheet:
    """The sheet with the slabs that have been taken from it."""
    return Sheet(sheet.name, sheet.hidden, chain(taken, sheet.slabs))
