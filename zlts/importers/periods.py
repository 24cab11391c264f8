"""What months a free text names: a title, a period line, the name of a sheet, a file or a folder (spec 3)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zlts.importers.text import squeezed
from zlts.periods import Month, in_figures

_CHINESE_YEAR = re.compile(r"[二][〇零][〇零一二三四五六七八九]{2}(?=年)")
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])(?=月)")

_SEP = r"(?:至|到|~|-|—|–|―)+"
_CHINESE_DAY = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]")
_OTHER_DAY = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d{3}|日)")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d{2})()(0[1-9]|1[0-2])(\d{2})(?:\d{4}|\d{6})?(?!\d)")
_YMD = r"(\d{4})-(\d{1,2})-(\d{1,2})日"
_CLOCK = r"(?:T?\d{1,2}:\d{2}(?::\d{2})?)?"
_DAYS = re.compile(rf"{_YMD}{_CLOCK}{_SEP}{_YMD}")
_DAYS_SHORT = re.compile(rf"{_YMD}{_SEP}(?:(\d{{1,2}})(?:月|[-/.]))?(\d{{1,2}})日")
_DAY = re.compile(_YMD)
_YM = r"(20\d{2})(?:年|[-/._])(\d{1,2})(?:月份?)?"
_MONTHS = re.compile(rf"(?<!\d){_YM}{_SEP}{_YM}(?!\d)")
_MONTHS_SHORT = re.compile(rf"(?<!\d)(20\d{{2}})年(\d{{1,2}})月?{_SEP}(\d{{1,2}})月")
_MONTH = re.compile(rf"(?<!\d){_YM}(?!\d)|(?<!\d)(20\d{{2}})(0[1-9]|1[0-2])(?!\d)")
_QUARTER = re.compile(r"(?:(20\d{2})年?度?)?第?([一二三四1-4])季度?")
_HALF = re.compile(r"(?:(20\d{2})年?度?)?(上|下)半年")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:年度?|(?!\d))")
_NUMBER = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])月份?")


@dataclass(frozen=True, slots=True)
class Said:
    """The months a text names in full, the months without a year, and the years without a month."""

    months: frozenset[Month] = frozenset()
    numbers: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.months or self.numbers or self.years)

    def in_year(self, year: int | None) -> frozenset[Month]:
        """The months, those without a year taken in the given one."""
        if self.months or year is None:
            return self.months
        return frozenset(Month(year, number) for number in self.numbers)


NOTHING_SAID = Said()


def months_said(text: str) -> Said:
    """The months a text names; a single day says no month, for it may be the day of printing."""
    text = _with_digits(squeezed(text))
    for reader in (_ranges_of_days, _single_months, _parts_of_a_year):
        if said := reader(text):
            return said
    text = _DAY.sub(" ", text)
    years = frozenset(int(found[1]) for found in _YEAR.finditer(text))
    return Said(numbers=frozenset(int(found[1]) for found in _NUMBER.finditer(text)), years=years)


def _with_digits(text: str) -> str:
    text = _CHINESE_YEAR.sub(lambda found: in_figures(found[0]), text)
    text = _CHINESE_MONTH.sub(lambda found: in_figures(found[0]), text)
    text = _CHINESE_DAY.sub(r"\1-\2-\3日", text)
    return _COMPACT_DAY.sub(r"\1-\3-\4日", _OTHER_DAY.sub(r"\1-\3-\4日", text))


def _ranges_of_days(text: str) -> Said:
    if found := _DAYS.search(text):
        return _between(_month(found[1], found[2]), _month(found[4], found[5]))
    if found := _DAYS_SHORT.search(text):
        return _between(_month(found[1], found[2]), _month(found[1], found[4] or found[2]))
    return NOTHING_SAID


def _single_months(text: str) -> Said:
    text = _DAY.sub(" ", text)
    if found := _MONTHS.search(text):
        return _between(_month(found[1], found[2]), _month(found[3], found[4]))
    if found := _MONTHS_SHORT.search(text):
        return _between(_month(found[1], found[2]), _month(found[1], found[3]))
    named = {_month(found[1] or found[3], found[2] or found[4]) for found in _MONTH.finditer(text)}
    return Said(months=frozenset(month for month in named if month))


def _parts_of_a_year(text: str) -> Said:
    for form, length in ((_QUARTER, 3), (_HALF, 6)):
        if found := form.search(text):
            part = int(in_figures(found[2])) if length == 3 else 1 + (found[2] == "下")  # noqa: PLR2004
            numbers = frozenset(range(length * (part - 1) + 1, length * part + 1))
            year = int(found[1]) if found[1] else None
            return Said(Said(numbers=numbers).in_year(year), numbers if year is None else frozenset())
    return NOTHING_SAID


def _between(first: Month | None, last: Month | None) -> Said:
    if first is None or last is None or last < first:
        return NOTHING_SAID
    months = [first]
    while months[-1] < last and len(months) < 120:  # noqa: PLR2004 - ten years are no period of a register
        months.append(months[-1].next)
    return Said(months=frozenset(months))


def _month(year: str, number: str) -> Month | None:
    return Month(int(year), int(number)) if 1 <= int(number) <= 12 and int(year) else None  # noqa: PLR2004
