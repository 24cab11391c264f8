"""A unit or month that the rows do not say: from section, title, sheet, file or folder (spec 3).

The nearest source that names exactly one is believed, unless another one contradicts it: then nobody is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from zlts.importers.periods import NOTHING_SAID, Said, months_said
from zlts.importers.text import clean
from zlts.importers.vocabulary import LineWords
from zlts.periods import Month

_SHOWN = 24


class UnitNames(Protocol):
    """The roster's units, as words in files name them."""

    def known(self, word: str) -> str | None:
        """The roster's unit for a word that is a name, an alias or a short form."""

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The roster's units named inside free text."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text around the rows, and what it says."""

    label: str
    units: frozenset[str] = frozenset()
    said: Said = NOTHING_SAID

    def months(self, year: int | None) -> frozenset[Month]:
        return self.said.in_year(year)

    def __bool__(self) -> bool:
        return bool(self.units or self.said)


@dataclass(frozen=True, slots=True)
class Found:
    """What the sources agree on; "" where none says it. With a reason they do not agree."""

    value: str = ""
    reason: str = ""


def source_of(kind: str, text: str, units: UnitNames, period: str | None = None) -> Source:
    """What a text says; `period` is what of it may name a month."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "……"
    known = units.known(text)
    named = frozenset((known,) if known else units.mentioned(text))
    return Source(f"{kind}“{shown}”", named, months_said(text if period is None else period))


def title_sources(cells: Iterable[str], units: UnitNames, lines: LineWords) -> list[Source]:
    """What a line above or between the rows says, each text of it once."""
    return [source for source in _read_titles(cells, units, lines) if source]


def _read_titles(cells: Iterable[str], units: UnitNames, lines: LineWords) -> Iterator[Source]:
    stamped = False
    for text in dict.fromkeys(clean(cell) for cell in cells if cell):
        period = lines.without_stamps(text)
        labelled = lines.label_of(text)
        if labelled and units.known(labelled[1]):
            yield source_of("标题", labelled[1], units)
        else:
            yield source_of("标题", text, units, "" if stamped else period)
        # 填报日期: stands in one cell, the date in the next.
        stamped = not period.strip()


@dataclass(slots=True)
class Context:
    """The sources of one sheet, the nearest first; section and titles change from line to line."""

    outer: Sequence[Source]
    unit_asked: str = ""
    month_asked: Month | None = None
    titles: list[Source] = field(default_factory=list)
    section: list[Source] = field(default_factory=list)

    def add_title(self, sources: Sequence[Source]) -> None:
        self.titles.extend(sources)

    def new_title(self, sources: Sequence[Source]) -> None:
        """A title between the rows begins a new page or table: what the earlier one said of that is over."""
        units, months = any(s.units for s in sources), any(s.said for s in sources)
        kept = [
            Source(s.label, frozenset() if units else s.units, NOTHING_SAID if months else s.said)
            for s in self.titles
        ]
        self.titles = [*sources, *(source for source in kept if source)]
        self.section = [s for s in self.section if not (units and s.units) and not (months and s.said)]

    def new_section(self, source: Source) -> None:
        self.section = [s for s in self.section if not (source.units and s.units) and not (source.said and s.said)]
        self.section.append(source)

    @property
    def _sources(self) -> list[Source]:
        return [*self.section, *self.titles, *self.outer]

    def unit(self) -> Found:
        """The unit of rows that name none."""
        if self.unit_asked:
            return self._asked(self.unit_asked, [(s, s.units) for s in self.section])
        return _agreed([(s, s.units) for s in self._sources], "单位", "--unit")

    def month(self) -> Found:
        """The month of rows that name none."""
        year = self.year()
        if self.month_asked:
            asked = str(self.month_asked)
            return self._asked(asked, [(s, _texts(s.months(self.month_asked.year))) for s in self.section])
        found = _agreed([(s, _texts(s.months(year))) for s in self._sources], "月份", "--month")
        wrong = [
            s for s in self._sources if found.value and s.said.years and int(found.value[:4]) not in s.said.years
        ]
        if wrong:
            return Found(reason=f"月份是{found.value}，{wrong[0].label}却是另一年，请用 --month 指明")
        return found

    def year(self) -> int | None:
        """The only year that any source names, for months written without one."""
        if self.month_asked:
            return self.month_asked.year
        years = {y for s in self._sources for y in s.said.years} | {
            m.year for s in self._sources for m in s.said.months
        }
        return next(iter(years)) if len(years) == 1 else None

    @staticmethod
    def _asked(value: str, sections: Sequence[tuple[Source, frozenset[str]]]) -> Found:
        wrong = [source for source, named in sections if named and value not in named]
        return Found(reason=f"命令里指明的是“{value}”，{wrong[0].label}却不是") if wrong else Found(value)


def _texts(months: Iterable[Month]) -> frozenset[str]:
    return frozenset(map(str, months))


def _agreed(sources: Sequence[tuple[Source, frozenset[str]]], what: str, option: str) -> Found:
    speaking = [(source, named) for source, named in sources if named]
    first = next(((source, named) for source, named in speaking if len(named) == 1), None)
    if first is None:
        return Found()
    value = next(iter(first[1]))
    against = next((source for source, named in speaking if value not in named), None)
    if against is None:
        return Found(value)
    return Found(reason=f"{first[0].label}和{against.label}说的{what}不一样，请用 {option} 指明")
