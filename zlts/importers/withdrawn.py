"""Withdrawn rows: a name, a title, a section line or a note in an unused column says so (readings: Lines).

作废, 表扬件, 以下为默认评价, 投诉登记(模板): a whole part of a text must be such a word, less what stands around it
(a unit, a period, 以下为 before it; 类, 件, 登记簿 after it). 投诉表扬登记簿 and 评价汇总 say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from zlts.formats.cells import Cell, moments_of
from zlts.importers.context import UnitNames
from zlts.importers.headers import Match
from zlts.importers.normalization import heading_key, squeezed, text_of
from zlts.importers.unused_columns import UnusedColumn
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Problem, Register, SaidRow

_BRACKETED = re.compile(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}]")
_SEPARATED = re.compile(r"[\s,，;；:：_·.]|-+|—+|–")
_JOINED = re.compile(r"[、和与及/]")
_PERIOD = re.compile(r"^[\d年月日份度季第上下半]+|[\d年月日]+份?$")
_OFFICES = ("局", "大厅", "中心", "支队")
_SAYING = ("verdict", "state", "responsibility", "rating")
"""The fields by which a row itself says that it does not count."""


class WithdrawnReason(Enum):
    """What a word says of the rows under it."""

    NO_COMPLAINTS = "不是投诉"
    DISMISSED = "没有认定属实"
    INVALID = "不算数"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Where it is said (`工作表名“作废”`), and what."""

    place: str
    reason: WithdrawnReason


class WithdrawnCheck:
    """Judges the texts around the rows of one register."""

    def __init__(self, register: str | None, vocabulary: Vocabulary, units: UnitNames) -> None:
        """With no register, only what is said of rows of any."""
        self._units = units
        self._lines = vocabulary.lines
        self._words = vocabulary.withdrawn
        unused = vocabulary.unused_columns
        invalid = self._words.invalid | unused.undone
        self._reasons: dict[str, WithdrawnReason] = dict.fromkeys(invalid, WithdrawnReason.INVALID)
        if register == Register.EVALUATIONS:
            self._reasons |= dict.fromkeys(unused.defaulted, WithdrawnReason.INVALID)
        if register == Register.COMPLAINTS:
            self._reasons |= dict.fromkeys(unused.dismissed | self._words.withdrawn, WithdrawnReason.DISMISSED)
            self._reasons |= dict.fromkeys(self._words.no_complaints, WithdrawnReason.NO_COMPLAINTS)
        self._restoring = self._words.restoring | unused.sustained
        self._withdrawn_words = unused.dismissed | unused.undone | unused.defaulted | unused.unrated

    def name(self, kind: str, text: str) -> Withdrawn | None:
        """What a sheet's name, a file's name or a title says; `kind` is the word for which of them it is."""
        reason = self._reason_in(text)
        return Withdrawn(f"{kind}“{squeezed(text)}”", reason) if reason else None

    def folder(self, text: str) -> Withdrawn | None:
        """What the name of a folder says of the files inside: 作废, 草稿, 旧版."""
        plain = heading_key(text) in self._words.folders
        return (
            Withdrawn(f"文件夹名“{squeezed(text)}”", WithdrawnReason.INVALID)
            if plain
            else self.name("文件夹名", text)
        )

    def section(self, text: str) -> Withdrawn | None:
        """What a line says that has one text."""
        return self.name("分节行", text)

    def restores(self, text: str) -> bool:
        """Whether a line with one text begins rows that count again: 一、投诉类, 属实."""
        return bool(self._core(text, self._restoring))

    def over(self, row: SaidRow, said: Withdrawn) -> SaidRow:
        """A row as it stands below such a line or name: it waits, unless it says the same itself."""
        if any(row.fields.get(code, "") in self._withdrawn_words for code in _SAYING):
            return row
        todo = "请核对：算数的，请移到别的工作表或分节下再导入；不算数的，请从表里删去"
        return replace(
            row, problems=(*row.problems, Problem("", "", f"{said.place}说这一行{said.reason.value}；{todo}"))
        )

    def _reason_in(self, text: str) -> WithdrawnReason | None:
        outside = _BRACKETED.sub(" ", squeezed(text))
        for part in _BRACKETED.findall(squeezed(text)):
            if reason := self._reason_of(part):
                return reason
        parts = [heading_key(text), *filter(None, map(squeezed, _SEPARATED.split(_BRACKETED.sub(" ", text))))]
        told = [reason for part in parts if (reason := self._reason_of(part))]
        if any(sign in outside for sign in self._words.complaining):
            told = [reason for reason in told if reason is not WithdrawnReason.NO_COMPLAINTS]
        return told[0] if told else None

    def _reason_of(self, part: str) -> WithdrawnReason | None:
        """What a whole part of a text says; of several words joined by 和 each must be known."""
        found = [self._reasons.get(self._core(piece, self._reasons)) for piece in _JOINED.split(part) if piece]
        return found[0] if found and all(found) else None

    def _core(self, text: str, known: Container[str]) -> str:
        """The known word that a text is, less what may stand around it; "" where it is none."""
        bare = _PERIOD.sub("", heading_key(text))
        for end in (bare, *self._shortened(bare)):
            for at in range(len(end)):
                if end[at:] in known and (not at or self._may_precede(end[:at])):
                    return end[at:]
        return ""

    def _shortened(self, word: str) -> Iterator[str]:
        for tail in self._words.tails:
            if word.endswith(tail) and word != tail:
                shorter = word.removesuffix(tail)
                yield shorter
                yield from self._shortened(shorter)

    def _may_precede(self, text: str) -> bool:
        bare = _PERIOD.sub("", text)
        if not bare or bare in self._words.heads or bare in self._reasons or bare.endswith(_OFFICES):
            return True
        if any(bare.endswith(head) and self._may_precede(bare.removesuffix(head)) for head in self._words.heads):
            return True
        return bool(self._units.known(bare)) or self._lines.is_unit(bare)


def withdrawn_by_name(
    check: WithdrawnCheck, sheet: str, file: str, titles: Mapping[str, None], folders: Sequence[str]
) -> Withdrawn | None:
    """What the names and titles around a sheet's rows say, the nearest first.

    A folder whose files do not count at all was passed over, or the clerk has named the file in it.
    """
    said = (("标题", text) for text in titles)
    told = (check.name(kind, text) for kind, text in (*said, ("工作表名", sheet), ("文件名", file)) if text)
    inside = (check.name("文件夹名", text) for text in folders if text)
    matters = (one for one in inside if one and one.reason is not WithdrawnReason.INVALID)
    return next((one for one in (*told, *matters) if one), None)


# ---------------------------------------------------------------- notes in unused columns


@dataclass(frozen=True, slots=True)
class _NoteColumn:
    """A column of notes: its signs, and the whole cells that withdraw a row as well."""

    index: int
    heading: str
    signs: re.Pattern[str]
    whole: frozenset[str]


class NoteColumns:
    """The unused columns of notes under one header: what they say against a row, it waits by itself.

    A column that is about other things than notes is weighed as a whole (see `unused_columns`).
    """

    def __init__(self, columns: Iterable[UnusedColumn], match: Match, vocabulary: Vocabulary) -> None:
        words, register = vocabulary.unused_columns, match.form.register
        self._words = words
        self._vocabulary = vocabulary
        self._is_complaint = register == Register.COMPLAINTS
        self._verdict = match.columns.get("verdict", -1)
        signs_of: dict[str, tuple[str, ...]] = {
            Register.EVALUATIONS: words.takes_press_back,
            Register.COMPLAINTS: words.takes_complaint_back,
            Register.INSPECTIONS: words.takes_back,
            Register.MEASURES: words.takes_back,
        }
        signs = signs_of.get(register, ())
        pattern = re.compile("|".join(map(re.escape, sorted(signs, key=len, reverse=True))))
        self._columns = [
            _NoteColumn(one.index, one.heading, pattern, one.withdrawing_words(words))
            for one in columns
            if signs and one.heading_says(words.device_remarks) and not one.heading_says(words.of_the_public)
        ]

    def may_withdraw(self, columns: Sequence[Sequence[Cell]]) -> bool:
        """Whether a note beside one of many rows, given by columns, may withdraw it."""
        return any(
            isinstance(cell, str) and bool(self._sign(one, squeezed(cell)))
            for one in self._columns
            if one.index < len(columns) and not moments_of(columns[one.index])
            for cell in set(columns[one.index])
        )

    def problem(self, cells: Sequence[Cell]) -> Problem | None:
        """What one row's notes say against it; no other word of theirs, for it may name who complained."""
        has_verdict = self._is_complaint and 0 <= self._verdict < len(cells)
        if has_verdict and not self._words.is_for_the_citizen(squeezed(text_of(cells[self._verdict]))):
            return None
        for one in self._columns:
            sign = self._sign(one, squeezed(text_of(cells[one.index]))) if one.index < len(cells) else ""
            if sign:
                keep = f"算数的，这样再导入：--map -={squeezed(one.heading)}；不算数的，请从表里删去再导入"
                return Problem(one.heading, sign, f"{one.heading}里有“{sign}”，这一行可能不算数：{keep}")
        return None

    def _sign(self, one: _NoteColumn, note: str) -> str:
        """The word of a note that withdraws its row; "" where none does."""
        if not note or note in one.whole:
            return note
        if self._is_complaint and (denial := self._vocabulary.denial_in(note)):
            return denial
        if not one.signs.search(note):
            return ""
        found = one.signs.search(self._words.without_harmless(note))
        return found[0] if found else ""
