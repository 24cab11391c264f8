"""Of which units a file's rows are, seen while they go by, before they are settled (readings: Whose row)."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date

from zlts.errors import ZltsError
from zlts.model import Chunk, Claim, Problem, SaidRow
from zlts.periods import Month
from zlts.roster import Found, Roster

_UNIT_OF = ("unit", "badge", "officer", "officers", "window", "evaluator")
_DAY_OF = ("time", "date", "month", "received")
_DAY = len("2013-05-06")
_UNTRACED = ""
"""The unit of rows that name somebody who is nobody's today: the roster of tomorrow may have him in any."""


class UnitsSeen:
    """The units of the rows that go by: as a row names its unit, else of whom it names, on its day."""

    def __init__(self, roster: Roster) -> None:
        self._roster = roster
        self._known: dict[tuple[str, ...], frozenset[str]] = {}
        self._rows: dict[tuple[str, str], array[int]] = {}
        """Unit and sheet → the numbers of the rows, of which a file may have a million."""

    def noting(self, pieces: Iterable[Chunk | SaidRow]) -> Iterator[Chunk | SaidRow]:
        """The same pieces, each noted when it goes by."""
        for piece in pieces:
            columns, numbers = _columns_and_numbers(piece)
            said = [columns.get(code, [""] * len(numbers)) for code in (*_UNIT_OF, *_DAY_OF)]
            for number, words in zip(numbers, zip(*said, strict=True), strict=True):
                for unit in self._units(words):
                    self._rows.setdefault((unit, piece.sheet), array("I")).append(number)
            yield piece

    @property
    def all_known(self) -> bool:
        """Whether every row that names somebody could be traced to a unit, and some row was."""
        return bool(self._rows) and not any(unit == _UNTRACED for unit, _ in self._rows)

    def units(self, without: Container[tuple[str, int]] = ()) -> frozenset[str]:
        """The units of the rows, those left out of which sheet and number are named."""
        return frozenset(
            unit
            for (unit, sheet), numbers in self._rows.items()
            if unit != _UNTRACED and any((sheet, number) not in without for number in numbers)
        )

    def _units(self, words: tuple[str, ...]) -> frozenset[str]:
        unit, *who = words[: len(_UNIT_OF)]
        day = next((said[:_DAY] for said in words[len(_UNIT_OF) :] if said), "")
        key = (unit,) if unit else ("", *who, day)
        found = self._known.get(key)
        if found is None:
            found = frozenset({self._roster.known(unit) or unit}) if unit else self._of_those(who, day)
            self._known[key] = found
        return found

    def _of_those(self, who: Sequence[str], day: str) -> frozenset[str]:
        badge, name, names, window, evaluator = who
        if not any(who):
            return frozenset()
        try:
            first = Month.parse(day).first_day if len(day) < _DAY else date.fromisoformat(day)
            last = Month.parse(day).last_day if len(day) < _DAY else first
        except (ValueError, ZltsError):
            return frozenset({_UNTRACED})
        if names:
            found = self._roster.officers_of(names, badge, "", first, earlier=True)
            return frozenset({_UNTRACED} if isinstance(found, Problem) else {one.unit for one in found})
        claim = Claim("", badge, name, window, evaluator)
        one: Found | Problem | None = self._roster.find(claim, first, last)
        if isinstance(one, Problem):
            one = self._roster.lead_named(claim, first)
        return frozenset({one.unit if one else _UNTRACED})


def _columns_and_numbers(piece: Chunk | SaidRow) -> tuple[Mapping[str, Sequence[str]], Sequence[int]]:
    if isinstance(piece, Chunk):
        return piece.columns, piece.numbers
    return {code: [text] for code, text in piece.fields.items()}, [piece.row]
