"""A unit or month that the rows do not say: from section, title, sheet, file or folder (readings: Context).

The nearest source that names exactly one is believed, unless another one contradicts it: then nobody is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from zlts.importers.normalization import clean, squeezed
from zlts.importers.period_text import NO_PERIOD, ONLY_WHOLE, NamedPeriod, day_words, days_stamped_in, period_in
from zlts.importers.vocabulary import LineWords
from zlts.periods import Month

_SHOWN = 24
_SHORT_NAMES = frozenset({"文件名", "工作表名"})
"""There 5.6 and 0506 are days."""


_PERIOD_ALONE = re.compile(r"20\d{2}(?:年度?|[-_.]?(?:0?[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月份?)?")
_DAY_ALONE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}[日号]?(?:T?\d{1,2}:\d{2}(?::\d{2})?)?")


class UnitNames(Protocol):
    """The roster's units, as words in files name them."""

    def known(self, word: str) -> str | None:
        """The roster's unit for a word that is a name, an alias or a short form."""

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The roster's units named inside free text."""

    def bearers(self, word: str) -> Sequence[object]:
        """The roster's people of that name or badge."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text around the rows, and what it says."""

    label: str
    units: frozenset[str] = frozenset()
    said: NamedPeriod = NO_PERIOD
    made: NamedPeriod = NO_PERIOD
    """The days on which the paper was made, exported or printed."""

    def months(self, year: int | None) -> frozenset[Month]:
        return self.said.in_year(year)

    def __bool__(self) -> bool:
        return bool(self.units or self.said or self.made)


@dataclass(frozen=True, slots=True)
class ContextValue:
    """What the sources agree on; "" where none says it. With a reason they do not agree."""

    value: str = ""
    reason: str = ""


def source_of(kind: str, text: str, units: UnitNames, period: str | None = None) -> Source:
    """What a text says; `period` is what of it may name a month."""
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "……"
    known = units.known(text)
    named = frozenset((known,) if known else units.mentioned(text))
    said = period_in(text if period is None else period, short=kind in _SHORT_NAMES)
    return Source(f"{kind}“{shown}”", named, said)


def source_above(folder: str) -> Source | None:
    """The folder above the file's, where its whole name is a year or a month."""
    bare = squeezed(folder)
    said = period_in(bare) if _PERIOD_ALONE.fullmatch(bare) else NO_PERIOD
    return Source(f"上级文件夹名“{folder}”", said=said) if said.months or said.years else None


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
            # a day alone in its cell is most likely the day of printing
            alone = _DAY_ALONE.fullmatch(squeezed(text))
            told = source_of("标题", text, units, "" if stamped or alone else period)
            if alone and not stamped:
                told = replace(told, said=days_stamped_in(text))
            yield replace(told, made=days_stamped_in(text if stamped else lines.stamps_in(text)))
        # 填报日期: stands in one cell, the date in the next.
        stamped = not period.strip()


@dataclass(slots=True)
class Context:
    """The sources of one sheet, the nearest first; section and titles change from line to line."""

    outer: Sequence[Source]
    above: Source | None = None
    """The folder above the file's, which gives a year or a month that nothing nearer does."""
    unit_asked: str = ""
    month_asked: Month | None = None
    titles: list[Source] = field(default_factory=list)
    section: list[Source] = field(default_factory=list)

    def add_title(self, sources: Sequence[Source]) -> None:
        self.titles.extend(sources)

    def new_title(self, sources: Sequence[Source]) -> None:
        """A title between the rows begins a new page or table: what the earlier one said of that is over."""
        units, months = any(s.units for s in sources), any(s.said.tells for s in sources)
        kept = [
            replace(s, units=frozenset() if units else s.units, said=NO_PERIOD if months else s.said)
            for s in self.titles
        ]
        self.titles = [*sources, *(source for source in kept if source)]
        self.section = [s for s in self.section if not (units and s.units) and not (months and s.said.tells)]

    def new_section(self, source: Source) -> None:
        units, period = bool(source.units), source.said.tells
        self.section = [s for s in self.section if not (units and s.units) and not (period and s.said.tells)]
        self.section.append(source)

    @property
    def _sources(self) -> list[Source]:
        return [*self.section, *self.titles, *self.outer]

    def unit(self) -> ContextValue:
        """The unit of rows that name none."""
        if self.unit_asked:
            return self._asked(self.unit_asked, [(s, s.units) for s in self.section])
        return _agreed_value([(s, s.units) for s in self._sources], "单位", "--unit")

    def month(self) -> ContextValue:
        """The month of rows that name none; an odd period is told by `period_doubt`."""
        year = self.year()
        if self.month_asked:
            asked = str(self.month_asked)
            told = [(s, _texts(s.months(self.month_asked.year))) for s in (*self.section, *self.titles)]
            if wide := next((pair for pair in told if len(pair[1]) > 1), None):
                return ContextValue(reason=f"{wide[0].label}说的是{_listed(wide[1])}，不是一个月；{ONLY_WHOLE}")
            return self._asked(asked, [(s, _texts(s.months(self.month_asked.year))) for s in self.section])
        speaking = [(s, _texts(s.months(year))) for s in self._sources]
        several = next((pair for pair in speaking if pair[1]), None)
        if several and len(several[1]) > 1:
            return ContextValue(reason=f"{several[0].label}说的是{_listed(several[1])}，不是一个月；{ONLY_WHOLE}")
        found = _agreed_value(speaking, "月份", "--month")
        wrong = [
            s for s in self._sources if found.value and s.said.years and int(found.value[:4]) not in s.said.years
        ]
        if wrong:
            return ContextValue(reason=f"月份是{found.value}，{wrong[0].label}却是另一年，请用 --month 指明")
        return found if found.value or found.reason else self._half_said()

    def _half_said(self) -> ContextValue:
        """A month that the folder above says, or why what is said of the period is not enough."""
        above = self.above.months(self.year()) if self.above else frozenset()
        if len(above) == 1:
            return ContextValue(str(next(iter(above))))
        for source in self._sources:
            if source.said.numbers:
                return ContextValue(reason=f"{source.label}只说了几月，没有说哪一年，请用 --month 指明")
            if source.said.years:
                years = "、".join(f"{year}年" for year in sorted(source.said.years))
                return ContextValue(
                    reason=f"{source.label}只说了{years}，没有说哪个月；{ONLY_WHOLE}；只有一个月的，用 --month 指明"
                )
        return ContextValue()

    def period_doubt(self, month: Month | None, *, by_day: bool = False) -> tuple[str, str] | None:
        """A period beside the rows that is not the whole month they are of: its words, and why they wait.

        `by_day`: the rows are told apart by days, so that 日报 in a title is no doubt. A person's --month settles
        what is only doubtful: a day that may be the export's, 累计.
        """
        for source in self._sources:
            if source.said.odd:
                return source.said.odd, f"{source.label}说的是{source.said.odd}，不是整月；{ONLY_WHOLE}"
            if month and (early := self.made_early(source.made, month)):
                words, todo = early
                return words, f"{source.label}写着“{words}”，{todo}"
        if self.month_asked:
            return None
        for source in self._sources:
            doubt = "" if by_day else source.said.doubt
            day = source.said.day_in(month) if month else next(iter(sorted(source.said.days, key=str)), None)
            if words := doubt or (day_words(day) if day else ""):
                guess = month or source.said.month_of_a_day or next(iter(source.months(self.year())), "2013-05")
                return words, (
                    f"{source.label}写着“{words}”，看不出是不是整月；整月的就用 --month {guess} 指明，"
                    f"不是整月的不能收，{ONLY_WHOLE}"
                )
        return None

    def made_early(self, made: NamedPeriod, month: Month) -> tuple[str, str] | None:
        """The day of a paper that was made before its month was over, in words, and what to do about it.

        On the month's last day it may have been made after the last evaluation: a person's --month says so.
        """
        found = made.day_in(month)
        if found is None:
            return None
        year, number, day = found
        if (year or month.year, number, day) != (month.year, month.number, month.last_day.day):
            todo = f"那天 {month} 还没有过完，汇总只到那一天；请过了月底重新导出再导入；日期写错的，请改好再导入"
            return day_words(found), todo
        todo = f"当天 {month} 还没有过完；当天的也都在里面的，就用 --month {month} 指明，不然请过了月底重新导出再导入"
        return None if self.month_asked else (day_words(found), todo)

    def year(self) -> int | None:
        """The only year that any source names, for months written without one."""
        if self.month_asked:
            return self.month_asked.year
        years = {y for s in self._sources for y in s.said.years} | {
            m.year for s in self._sources for m in s.said.months
        }
        if not years and self.above:
            years = set(self.above.said.years)
        return next(iter(years)) if len(years) == 1 else None

    @staticmethod
    def _asked(value: str, sections: Sequence[tuple[Source, frozenset[str]]]) -> ContextValue:
        wrong = [source for source, named in sections if named and value not in named]
        return (
            ContextValue(reason=f"命令里指明的是“{value}”，{wrong[0].label}却不是") if wrong else ContextValue(value)
        )


def _listed(months: frozenset[str]) -> str:
    return f"{min(months)} 至 {max(months)}"


def _texts(months: Iterable[Month]) -> frozenset[str]:
    return frozenset(map(str, months))


def _agreed_value(sources: Sequence[tuple[Source, frozenset[str]]], what: str, option: str) -> ContextValue:
    speaking = [(source, named) for source, named in sources if named]
    first = next(((source, named) for source, named in speaking if len(named) == 1), None)
    if first is None:
        return ContextValue()
    value = next(iter(first[1]))
    against = next((source for source, named in speaking if value not in named), None)
    if against is None:
        return ContextValue(value)
    return ContextValue(reason=f"{first[0].label}和{against.label}说的{what}不一样，请用 {option} 指明")
