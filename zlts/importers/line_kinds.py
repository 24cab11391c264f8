"""What a line among the rows is: data, title, section, sum, signature, repeated header (readings: Lines).

No data row may be taken for anything else. A line that begins like a sum or a signature is one only if it
says at most one of whose it is, when it was and what was found; a line that says nothing else is data.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from zlts.importers.column_types import Bad
from zlts.importers.context import Source, UnitNames, source_of, title_sources
from zlts.importers.normalization import squeezed
from zlts.importers.vocabulary import LineWords
from zlts.registers.declaration import Form, Says

_PERIOD = re.compile(r"[\d年月日份度季第至到~—–/.()一二三四五六七八九十〇零上下半-]+(?:统计|汇总)?表?")
_TITLE_LENGTH = 6
_MERGED = 3
_PARTS = ("window", "evaluator", "day", "shift", "matter")
_NAMES = ("officer", "officers", "name")
_SHORTEST_UNIT = 3
"""张科 and 李所 are people, and no units; nor are names that the roster knows."""


class LineKind(Enum):
    """What a line is."""

    DATA = auto()
    BLANK = auto()
    FOOTER = auto()
    NOTE = auto()
    SECTION = auto()
    TITLE = auto()


@dataclass(frozen=True, slots=True)
class ClassifiedLine:
    """A line's kind, and what a section or title says."""

    kind: LineKind
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class LineClassifier:
    """Judges lines under one header of one form; `titles` are the texts above it."""

    form: Form
    words: LineWords
    units: UnitNames
    titles: frozenset[str]

    def classify(self, texts: Sequence[str], values: Mapping[str, str | Bad]) -> ClassifiedLine:
        """What a line is, by the texts of all its cells that are not blank and its fields' values."""
        if not texts or _is_ruler(texts):
            return ClassifiedLine(LineKind.NOTE if texts else LineKind.BLANK)
        groups = self._groups(values)
        if len(set(map(squeezed, texts))) == 1:
            # Merged over the columns, one text is neither a name nor a rating.
            groups = min(groups, 1)
            found = self._one_text(texts, values)
            if found:
                return found
        if not any(_text(value) for value in values.values()):
            return ClassifiedLine(LineKind.BLANK)
        if self._is_sum_of_parts(values) or (groups <= 1 and self._is_footer(texts[0], values)):
            return ClassifiedLine(LineKind.FOOTER)
        if groups <= 1 and self._is_labelled(texts[0]):
            return ClassifiedLine(LineKind.TITLE, tuple(title_sources(texts, self.units, self.words)))
        return ClassifiedLine(LineKind.DATA)

    def _groups(self, values: Mapping[str, str | Bad]) -> int:
        """How many of who, when and what the line says."""
        said = {self._says(code) for code, value in values.items() if _says_something(value)}
        # A text that is no date does not say when.
        when = any(
            self._says(code) is Says.WHEN and isinstance(value, str) for code, value in values.items() if value
        )
        return len(said - {Says.NOTHING, Says.WHEN}) + when

    def _says(self, code: str) -> Says:
        item = self.form.get(code)
        return item.says if item else Says.NOTHING

    def _is_footer(self, first: str, values: Mapping[str, str | Bad]) -> bool:
        if self.words.is_footer(first):
            return True
        # 合计 may stand in the name's column, beside a unit that is merged over it.
        who = [_text(value) for code, value in values.items() if self._says(code) is Says.WHO and _text(value)]
        return bool(who) and all(map(self.words.is_total, who))

    def _is_sum_of_parts(self, values: Mapping[str, str | Bad]) -> bool:
        """合计 in the column that tells the lines of one officer's month apart: the sum of those lines."""
        return self.form.counts and any(self.words.is_total(_text(values.get(code, ""))) for code in _PARTS)

    def _is_labelled(self, first: str) -> bool:
        return self.words.label_of(first) is not None

    def _one_text(self, texts: Sequence[str], values: Mapping[str, str | Bad]) -> ClassifiedLine | None:
        """A line with one text, once or merged over several columns."""
        text = texts[0]
        if unit := self._as_unit(text, values):
            return ClassifiedLine(LineKind.SECTION, (unit,))
        if self.words.is_footer(text):
            return ClassifiedLine(LineKind.FOOTER)
        if self._is_labelled(text) or self._is_title(text):
            return ClassifiedLine(LineKind.TITLE, tuple(title_sources([text], self.units, self.words)))
        if self.form.month_from_context and _PERIOD.fullmatch(squeezed(text)):
            source = source_of("分节行", text, self.units)
            return ClassifiedLine(LineKind.SECTION, (source,)) if source.said else None
        covered = sum(_text(value) != "" for value in values.values())
        return ClassifiedLine(LineKind.NOTE) if len(texts) >= _MERGED and covered >= _MERGED - 1 else None

    def _as_unit(self, text: str, values: Mapping[str, str | Bad]) -> Source | None:
        """A unit's section; one that the roster lacks ends the section before it all the same."""
        labelled = self.words.label_of(text)
        word = labelled[1] if labelled else text
        if self.units.known(word):
            return source_of("分节行", word, self.units)
        if not self.words.is_unit(word) or (not labelled and self._is_name(squeezed(word), values)):
            return None
        return Source(f"分节行“{word}”", frozenset((word,)))

    def _is_name(self, word: str, values: Mapping[str, str | Bad]) -> bool:
        """Whether a word that ends as units do is a person's name: 张科 in the column of names."""
        if self.units.bearers(word):
            return True
        return len(word) < _SHORTEST_UNIT and any(_text(values.get(code, "")) for code in _NAMES)

    def _is_title(self, text: str) -> bool:
        return squeezed(text) in self.titles or (len(squeezed(text)) >= _TITLE_LENGTH and self.words.is_title(text))


def _is_ruler(texts: Sequence[str]) -> bool:
    """A line that counts the columns (1, 2, 3 …) or says what they are measured in: (次), (%)."""
    if len(texts) < _MERGED:
        return False
    counts = list(texts) == [str(number) for number in range(1, len(texts) + 1)]
    return counts or all(text[0] in "([" and text[-1] in ")]" for text in texts)


def _text(value: str | Bad) -> str:
    return value.text if isinstance(value, Bad) else value


def _says_something(value: str | Bad) -> bool:
    return bool(value.text and value.reason) if isinstance(value, Bad) else bool(value)
