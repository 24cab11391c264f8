"""What only a whole column proves: the order of its dates, and whose a unit written once is (readings: Dates)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable

from zlts.formats.cells import Line
from zlts.importers.dates import Mixture, Order, Seconds, year_last
from zlts.importers.text import squeezed, text_of

_MONTHS = 12


Mixtures = dict[tuple[str, str], Mixture]
"""Field and heading → what the dates under it have shown, in all sheets of a file."""


class Proofs:
    """Reads a sheet through, once, when a cell first asks for it.

    Args:
        lines: gives the sheet's lines, as often as asked.
        header_end: the number of the heading's last line.
        mixtures: what the sheets before it have shown, to which this one adds.
    """

    def __init__(self, lines: Callable[[], Iterable[Line]], header_end: int, mixtures: Mixtures) -> None:
        self._lines = lines
        self._header_end = header_end
        self._orders: dict[int, Order | None] = {}
        self._blocks: dict[int, Blocks] = {}
        self._only: dict[int, str] = {}
        self._mixtures = mixtures
        self.seconds = Seconds()
        """Whether the sheet's times are written with their seconds, as far as its rows have been read."""

    def order(self, index: int) -> Order | None:
        """The one order of a column's dates; None where nothing proves it, or both orders are proved."""
        if index not in self._orders:
            self._orders[index] = _proved_order(self._lines(), index)
        return self._orders[index]

    def only_text(self, index: int) -> str:
        """The one text that stands below a column's heading, "" where there are several or none."""
        if index not in self._only:
            texts = {
                text_of(line.cells[index])
                for line in self._lines()
                if line.number > self._header_end and index < len(line.cells)
            } - {""}
            self._only[index] = texts.pop() if len(texts) == 1 else ""
        return self._only[index]

    def mixture(self, name: str, heading: str) -> Mixture:
        """What the dates under a heading, which are a field of that name, have shown so far."""
        return self._mixtures.setdefault((name, heading), Mixture())

    def mixed(self) -> list[tuple[str, str, Mixture]]:
        """Fields and headings whose dates prove that a program has worked on some of them."""
        return [(*key, mixture) for key, mixture in self._mixtures.items() if mixture.proved]

    def block(self, index: int, row: int, least: int, ends: Callable[[str], bool]) -> str:
        """What stands over a row's blank cell in a column that says each thing once, over its block.

        Args:
            index: the column.
            row: the row's number.
            least: how many blocks prove that it is such a column.
            ends: whether a text ends a block and begins none.
        """
        if index not in self._blocks:
            self._blocks[index] = _blocks(self._lines(), index, self._header_end, ends)
        return self._blocks[index].over(row, least)


class Blocks:
    """Where in a column something is written, and what; none of it where a text comes twice."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._texts: list[str] = []

    def begin(self, row: int, text: str) -> bool:
        """Note a text ("" where a block only ends); False where it was there before."""
        if text and text in self._texts:
            self._starts, self._texts = [], []
            return False
        self._starts.append(row)
        self._texts.append(text)
        return True

    def over(self, row: int, least: int) -> str:
        if sum(map(bool, self._texts)) < least:
            return ""
        place = bisect_right(self._starts, row)
        return self._texts[place - 1] if place else ""


def _blocks(lines: Iterable[Line], index: int, first: int, ends: Callable[[str], bool]) -> Blocks:
    found = Blocks()
    for line in lines:
        text = squeezed(text_of(line.cells[index])) if index < len(line.cells) else ""
        if line.number > first and text and not found.begin(line.number, "" if ends(text) else text):
            break
    return found


def _proved_order(lines: Iterable[Line], index: int) -> Order | None:
    proofs: set[Order] = set()
    for line in lines:
        pair = year_last(text_of(line.cells[index])) if index < len(line.cells) else None
        if pair and pair[0] > _MONTHS >= pair[1]:
            proofs.add(Order.DAY_FIRST)
        elif pair and pair[1] > _MONTHS >= pair[0]:
            proofs.add(Order.MONTH_FIRST)
    return proofs.pop() if len(proofs) == 1 else None
