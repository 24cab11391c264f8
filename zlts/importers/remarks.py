"""Remarks beside a row, in a column that is no field: what takes it back, or is no citizen's (readings: Lines).

Such a row waits by itself. A column that is about other things than remarks is judged as a whole (see `doubts`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zlts.formats.cells import Cell, moments_of
from zlts.importers.cells import text_of
from zlts.importers.columns import Match
from zlts.importers.leftovers import Leftover
from zlts.importers.text import squeezed
from zlts.importers.vocabulary import LeftoverWords, Vocabulary
from zlts.model import Problem, Register

_REGISTERS = {Register.EVALUATIONS, Register.COMPLAINTS, Register.INSPECTIONS, Register.MEASURES}


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of remarks: its signs, whole cells that are as good, and the column of the verdict, -1 for none."""

    index: int
    heading: str
    signs: re.Pattern[str]
    whole: frozenset[str]
    verdict: int


class Remarks:
    """The columns of remarks under one header."""

    def __init__(self, leftovers: Iterable[Leftover], match: Match, vocabulary: Vocabulary) -> None:
        self._words = vocabulary.leftover
        self._vocabulary = vocabulary
        self._is_complaint = match.form.register is Register.COMPLAINTS
        asked = match.form.register in _REGISTERS
        self._columns = [self._column(one, match) for one in leftovers if asked and self._is_remark(one)]

    def _is_remark(self, one: Leftover) -> bool:
        words = self._words
        return _says(one, words.device_remarks) and not _says(one, words.of_the_public)

    def _column(self, one: Leftover, match: Match) -> _Column:
        words = self._words
        whole = frozenset[str]() if _says(one, words.state_elsewhere) else words.undone
        if _says(one, words.of_a_matter):
            whole -= words.matters_undone
        verdict = match.columns.get("verdict", -1)
        return _Column(one.index, one.heading, _any_of(_signs(match, words)), whole, verdict)

    def stand_in(self, columns: Sequence[Sequence[Cell]]) -> bool:
        """Whether one of many rows, given by columns, may have a remark that takes it back."""
        return any(
            self._alarms(one, cell)
            for one in self._columns
            if one.index < len(columns) and not moments_of(columns[one.index])
            for cell in set(columns[one.index])
        )

    def _alarms(self, one: _Column, cell: Cell) -> bool:
        return isinstance(cell, str) and bool(cell) and bool(self._sign(one, squeezed(cell)))

    def problem(self, cells: Sequence[Cell]) -> Problem | None:
        """What one row's remarks say against it; no other word of theirs, for it may name who complained."""
        for one in self._columns:
            text = squeezed(text_of(cells[one.index])) if one.index < len(cells) else ""
            sign = self._sign(one, text) if text else ""
            if sign and self._stands(one, cells):
                reason = (
                    f"里有“{sign}”，这一行可能不算数：算数的，这样再导入：--map -={squeezed(one.heading)}；"
                    "不算数的，请从表里删去再导入"
                )
                return Problem(one.heading, sign, f"{one.heading}{reason}")
        return None

    def _sign(self, one: _Column, text: str) -> str:
        if text in one.whole:
            return text
        if self._is_complaint and (denial := self._vocabulary.denial_in(text)):
            return denial
        if not one.signs.search(text):
            return ""
        for words in self._words.takes_nothing_back:
            text = text.replace(words, "")
        found = one.signs.search(text)
        return found[0] if found else ""

    def _stands(self, one: _Column, cells: Sequence[Cell]) -> bool:
        """Whether a complaint's own verdict is other than what a remark against it says."""
        if not self._is_complaint or not 0 <= one.verdict < len(cells):
            return True
        verdict = squeezed(text_of(cells[one.verdict])).upper()
        return verdict not in self._words.dismissed | self._words.no | {""}


def _says(one: Leftover, signs: Iterable[str]) -> bool:
    return any(sign in key for key in one.keys for sign in signs)


def _signs(match: Match, words: LeftoverWords) -> Sequence[str]:
    if match.form.register is Register.EVALUATIONS:
        return words.takes_press_back
    return words.takes_complaint_back if match.form.register is Register.COMPLAINTS else words.takes_back


def _any_of(signs: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
