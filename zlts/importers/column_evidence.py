"""What only a whole column proves: the order of its dates, and whose a unit written once is (readings: Dates)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from zlts.formats.cells import Line
from zlts.importers.dates import Order, is_spreadsheet_number, says_seconds, year_last
from zlts.importers.normalization import squeezed, text_of
from zlts.model import Precision

_MONTHS = 12


@dataclass(slots=True)
class DateMixture:
    """What one column has shown so far: a date a program may have made of a text, and a text that proves the order.

    A spreadsheet that does not know a column's order turns 05/06/2013 into a date of its own order, and leaves
    25/06/2013 as text. With both in a column, nobody knows whether day and month of the dates have changed places.
    """

    date: str = ""
    text: str = ""

    @property
    def proved(self) -> bool:
        return bool(self.date and self.text)

    def see_day(self, year: int, month: int, day: int) -> None:
        """A date cell, or a text with the year first; those whose day cannot be a month tell nothing."""
        if not self.date and day <= _MONTHS and day != month:
            self.date = f"{year}-{month:02d}-{day:02d}"

    def see_days(self, texts: Iterable[str]) -> None:
        """The same of many, each `2013-05-06 09:10:11`."""
        for day in dict.fromkeys(text[:10] for text in texts) if not self.date else ():
            self.see_day(*map(int, day.split("-")))

    def see_text(self, text: str) -> None:
        """A text, which may have the year last."""
        pair = year_last(text)
        if pair and not self.text and max(pair) > _MONTHS >= min(pair):
            self.text = text


@dataclass(slots=True)
class WrittenSeconds:
    """Whether the times of a sheet are written with their seconds, as far as they have been read.

    09:10:00 is written so and 09:10 is not. A date cell holds seconds whether or not there were any: on the whole
    minute it tells nothing.
    """

    some: bool = False
    """A second that is not :00."""
    written: bool = False
    open: bool = False

    @property
    def precision(self) -> Precision:
        """What the times that have been read say of all."""
        if self.some:
            return Precision.SECOND
        if self.written:
            return Precision.NOUGHTS
        return Precision.OPEN if self.open else Precision.MINUTE

    def see_moment(self, second: int) -> None:
        """The second of a date cell."""
        self.some = self.some or bool(second)
        self.open = True

    def see_written(self, texts: Iterable[str]) -> None:
        """Texts that end with their seconds."""
        self.written = True
        self.some = self.some or any(not text.endswith("00") for text in texts)

    def see_text(self, text: str, second: int) -> None:
        """A text that says a time, and the second it says; numbers that are dates are as date cells."""
        self.some = self.some or bool(second)
        if not self.some and not self.written:
            self.written = says_seconds(text)
            self.open = self.open or is_spreadsheet_number(text)


DateMixtures = dict[tuple[str, str], DateMixture]
"""Field and heading → what the dates under it have shown, in all sheets of a file."""


class ColumnEvidence:
    """Reads a sheet through, once, when a cell first asks for it.

    Args:
        lines: gives the sheet's lines, as often as asked.
        header_end: the number of the heading's last line.
        mixtures: what the sheets before it have shown, to which this one adds.
    """

    def __init__(self, lines: Callable[[], Iterable[Line]], header_end: int, mixtures: DateMixtures) -> None:
        self._lines = lines
        self._header_end = header_end
        self._orders: dict[int, Order | None] = {}
        self._blocks: dict[int, Blocks] = {}
        self._only: dict[int, str] = {}
        self._mixtures = mixtures
        self.seconds = WrittenSeconds()
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

    def mixture(self, name: str, heading: str) -> DateMixture:
        """What the dates under a heading, which are a field of that name, have shown so far."""
        return self._mixtures.setdefault((name, heading), DateMixture())

    def mixed(self) -> list[tuple[str, str, DateMixture]]:
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
