"""Whether a name, a title or a section line says that the rows under it do not count (readings: Lines).

作废, 表扬件, 以下为默认评价, 投诉登记(模板): a whole part of a text must be such a word, less what stands around it
(a unit, a period, 以下为 before it; 类, 件, 登记簿 after it). 投诉表扬登记簿 and 评价汇总 say nothing of the kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from zlts.importers.context import UnitNames
from zlts.importers.text import heading_key, squeezed
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Problem, Register, SaidRow

_BRACKETED = re.compile(r"[(\[【〔<{]([^()\[\]【】〔〕<>{}]*)[)\]】〕>}]")
_SEPARATED = re.compile(r"[\s,，;；:：_·.]|-+|—+|–")
_JOINED = re.compile(r"[、和与及/]")
_PERIOD = re.compile(r"^[\d年月日份度季第上下半]+|[\d年月日]+份?$")
_OFFICES = ("局", "大厅", "中心", "支队")
_SAYING = ("verdict", "state", "responsibility", "rating")
"""The fields by which a row itself says that it does not count."""


class Why(Enum):
    """What a word says of the rows under it."""

    NO_COMPLAINTS = "不是投诉"
    DISMISSED = "没有认定属实"
    INVALID = "不算数"


@dataclass(frozen=True, slots=True)
class Disowned:
    """Where it is said (`工作表名“作废”`), and what."""

    place: str
    why: Why


class Disowner:
    """Judges the texts around the rows of one register."""

    def __init__(self, register: str | None, vocabulary: Vocabulary, units: UnitNames) -> None:
        """With no register, only what is said of rows of any."""
        self._units = units
        self._lines = vocabulary.lines
        self._words = vocabulary.disowning
        leftover = vocabulary.leftover
        invalid = self._words.invalid | leftover.undone
        self._whys: dict[str, Why] = dict.fromkeys(invalid, Why.INVALID)
        if register is Register.EVALUATIONS:
            self._whys |= dict.fromkeys(leftover.defaulted, Why.INVALID)
        if register is Register.COMPLAINTS:
            self._whys |= dict.fromkeys(leftover.dismissed | self._words.withdrawn, Why.DISMISSED)
            self._whys |= dict.fromkeys(self._words.no_complaints, Why.NO_COMPLAINTS)
        self._owning = self._words.owning | leftover.sustained
        self._own_words = leftover.dismissed | leftover.undone | leftover.defaulted | leftover.unrated

    def name(self, kind: str, text: str) -> Disowned | None:
        """What a sheet's name, a file's name or a title says; `kind` is the word for which of them it is."""
        why = self._said(text)
        return Disowned(f"{kind}“{squeezed(text)}”", why) if why else None

    def folder(self, text: str) -> Disowned | None:
        """What the name of a folder says of the files inside: 作废, 草稿, 旧版."""
        plain = heading_key(text) in self._words.folders
        return Disowned(f"文件夹名“{squeezed(text)}”", Why.INVALID) if plain else self.name("文件夹名", text)

    def section(self, text: str) -> Disowned | None:
        """What a line says that has one text."""
        return self.name("分节行", text)

    def owns(self, text: str) -> bool:
        """Whether a line with one text begins rows that count again: 一、投诉类, 属实."""
        return self._core(text, self._owning.__contains__)

    def over(self, row: SaidRow, said: Disowned) -> SaidRow:
        """A row as it stands below such a line or name: it waits, unless it says the same itself."""
        if any(row.fields.get(code, "") in self._own_words for code in _SAYING):
            return row
        todo = "请核对：算数的，请移到别的工作表或分节下再导入；不算数的，请从表里删去"
        return replace(
            row, problems=(*row.problems, Problem("", "", f"{said.place}说这一行{said.why.value}；{todo}"))
        )

    def _said(self, text: str) -> Why | None:
        outside = _BRACKETED.sub(" ", squeezed(text))
        for part in _BRACKETED.findall(squeezed(text)):
            if why := self._of_part(part):
                return why
        told = [why for part in self._parts(text) if (why := self._of_part(part))]
        if any(sign in outside for sign in self._words.complaining):
            told = [why for why in told if why is not Why.NO_COMPLAINTS]
        return told[0] if told else None

    @staticmethod
    def _parts(text: str) -> Iterator[str]:
        yield heading_key(text)
        yield from filter(None, map(squeezed, _SEPARATED.split(_BRACKETED.sub(" ", text))))

    def _of_part(self, part: str) -> Why | None:
        pieces = [piece for piece in _JOINED.split(part) if piece]
        found = [self._why(piece) for piece in pieces]
        return found[0] if found and all(found) else None

    def _why(self, text: str) -> Why | None:
        found: list[Why] = []

        def known(word: str) -> bool:
            if word in self._whys:
                found.append(self._whys[word])
            return word in self._whys

        return found[0] if self._core(text, known) else None

    def _core(self, text: str, known: Callable[[str], bool]) -> bool:
        """Whether a text is a known word, less what may stand around it."""
        bare = _PERIOD.sub("", heading_key(text))
        ends = [bare, *self._shortened(bare)]
        return any(
            known(end[at:]) and (not at or self._may_precede(end[:at])) for end in ends for at in range(len(end))
        )

    def _shortened(self, word: str) -> Iterator[str]:
        for tail in self._words.tails:
            if word.endswith(tail) and word != tail:
                shorter = word.removesuffix(tail)
                yield shorter
                yield from self._shortened(shorter)

    def _may_precede(self, text: str) -> bool:
        bare = _PERIOD.sub("", text)
        if not bare or bare in self._words.heads or bare in self._whys or bare.endswith(_OFFICES):
            return True
        if any(bare.endswith(head) and self._may_precede(bare.removesuffix(head)) for head in self._words.heads):
            return True
        return bool(self._units.known(bare)) or self._lines.is_unit(bare)


def names_said(
    disowner: Disowner, sheet: str, file: str, titles: Mapping[str, None], folders: Sequence[str]
) -> Disowned | None:
    """What the names and titles around a sheet's rows say, the nearest first.

    A folder whose files do not count at all was passed over, or the clerk has named the file in it.
    """
    said = (("标题", text) for text in titles)
    told = (disowner.name(kind, text) for kind, text in (*said, ("工作表名", sheet), ("文件名", file)) if text)
    inside = (disowner.name("文件夹名", text) for text in folders if text)
    matters = (one for one in inside if one and one.why is not Why.INVALID)
    return next((one for one in (*told, *matters) if one), None)
