"""Column types of days, times and months (readings: Dates)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from typing import TypeVar

from zlts.formats.cells import Cell, moments_of
from zlts.importers.column_types import Bad, CellFit, ColumnType, WordColumn, most
from zlts.importers.dates import (
    NO_YEAR,
    NOT_A_DATE,
    DateFault,
    ends_its_day,
    read_clock,
    read_date,
    read_moment,
    whole_second,
    year_last,
)
from zlts.importers.dayspans import spans_in, with_digits
from zlts.importers.normalization import squeezed
from zlts.importers.period_text import ONLY_WHOLE, period_in
from zlts.periods import Month

_MONTHS = 12
_Day = TypeVar("_Day", date, datetime)


class _DatedColumn(ColumnType):
    """What cells that say days have in common."""

    takes_footers = False
    says_day = True
    is_dated = True

    def _in_place(self, day: _Day) -> _Day:
        """The day of a date cell, or of a text with the year first, with day and month where the clerk has them."""
        self.settings.mixture.see_day(day.year, day.month, day.day)
        return day.replace(month=day.day, day=day.month) if self.settings.swapped and day.day <= _MONTHS else day

    def _of_text(self, text: str, day: _Day) -> _Day:
        """A text's day, of which the column's mixture is told."""
        if year_last(text) is None:
            return self._in_place(day)
        self.settings.mixture.see_text(text)
        return day


class DateColumn(_DatedColumn):
    """`2013-05-06`."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, time):
            return Bad(text, NOT_A_DATE)
        if isinstance(cell, datetime | date):
            return str(self._in_place(date.fromisoformat(text[:10])))
        found = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        return Bad(text, found) if isinstance(found, DateFault) else str(self._of_text(text, found))


class DayColumn(DateColumn):
    """The same in a register whose times may stand in one column or in two: a column of whole moments fits less."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_day) else CellFit.MAYBE if most(values, _is_moment) else CellFit.NO


class TimeColumn(_DatedColumn):
    """`2013-05-06 09:10:11`; a day alone is its midnight. Whether seconds are written, `settings.seconds` is told."""

    fits_by_cells = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        seconds = self.settings.seconds
        if isinstance(cell, datetime):
            seconds.see_moment(int(text[-2:]))
            return str(self._in_place(datetime.fromisoformat(text)))
        if isinstance(cell, time):
            return Bad(text, NO_YEAR)
        found = read_moment(text, self.settings.order, since_1904=self.settings.since_1904)
        if isinstance(found, DateFault):
            return Bad(text, found)
        if found[1]:
            seconds.see_text(text, found[0].second)
        return str(self._of_text(text, found[0]))

    def quick(self, cells: Sequence[Cell], plain: Callable[[Cell], str]) -> list[str]:
        """Nearly every cell is a date with time, or a text of a day, a blank and a clock."""
        mixture, seconds = self.settings.mixture, self.settings.seconds
        if moments := moments_of(cells):
            mixture.see_days(moments)
            seconds.see_moment(max(int(text[-2:]) for text in moments))
            return moments
        texts = [_plain_moment(cell) if isinstance(cell, str) else "" for cell in cells]
        if found := [text for text in texts if text]:
            mixture.see_days(found)
            seconds.see_written(found)
        return (
            texts
            if len(found) == len(texts)
            else [text or plain(cell) for text, cell in zip(texts, cells, strict=True)]
        )

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_moment) else CellFit.MAYBE


_PLAIN_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)
_PLAIN_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)", re.ASCII)


def _plain_moment(text: str) -> str:
    """The canonical text of 2013/5/6 9:10:11; "" of what is not written so."""
    day, _, clock = text.partition(" ")
    days, clocks = _plain_day(day), _plain_clock(clock)
    return f"{days} {clocks}" if days and clocks else ""


@lru_cache(maxsize=10_000)
def _plain_day(text: str) -> str:
    found = _PLAIN_DAY.fullmatch(text)
    try:
        return str(date(int(found[1]), int(found[3]), int(found[4]))) if found else ""
    except ValueError:
        return ""


# as many as a day has seconds
@lru_cache(maxsize=86_400)
def _plain_clock(text: str) -> str:
    found = _PLAIN_CLOCK.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}:{found[3]}" if found else ""


class ClockColumn(ColumnType):
    """`09:10:11`; whether seconds are written, `settings.seconds` is told."""

    takes_footers = False
    is_dated = True
    fits_by_cells = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, datetime | time):
            moment = whole_second(datetime.combine(date.min, cell) if isinstance(cell, time) else cell)
            self.settings.seconds.see_moment(moment.second)
            return f"{moment:%H:%M:%S}"
        found = read_clock(text)
        if isinstance(found, DateFault):
            return Bad(text, found)
        self.settings.seconds.see_text(text, found.second)
        return f"{found:%H:%M:%S}"

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_clock) else CellFit.NO


MONTH_WITHOUT_YEAR = "月份没有年份，请写成 2013-05 的样子，或用 --month 指明"
_MONTH_NUMBER = re.compile(r"(0?[1-9]|1[0-2])月?(?:份)?")


class MonthColumn(ColumnType):
    """`2013-05`; a month without a year is in the year the title or the file's name says."""

    is_dated = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, float) and not cell.is_integer() and re.fullmatch(r"\d{4}\.1", text):
            return Bad(text, "2013.1 可能是 1 月，也可能是 10 月，请写成 2013-01 的样子")
        said = period_in(text)
        if odd := said.odd or (said.doubt if not said.months else ""):
            return Bad(text, f"“{odd}”不是整月；{ONLY_WHOLE}")
        if said.months:
            first, last = min(said.months), max(said.months)
            return str(first) if first == last else Bad(text, f"{first} 至 {last}不是一个月；{ONLY_WHOLE}")
        bare = _MONTH_NUMBER.fullmatch(text.replace(" ", ""))
        numbers = {int(bare[1])} if bare else said.numbers
        if len(numbers) == 1 and not said.years:
            year = self.settings.year
            return str(Month(year, *numbers)) if year else Bad(text, MONTH_WITHOUT_YEAR)
        return self._of_a_day(text)

    def _of_a_day(self, text: str) -> str | Bad:
        """Workbooks hold a month as its first day, seldom as its last; any other day is no month."""
        day = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        if isinstance(day, DateFault):
            return Bad(text, "看不懂这个月份，请写成 2013-05 的样子")
        month = Month.of(day)
        ends = day in (month.first_day, month.last_day)
        return str(month) if ends else Bad(text, f"是一天，不是整月；{ONLY_WHOLE}")

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_month) else CellFit.MAYBE


class DaysColumn(ColumnType):
    """`2013-05-06`, or `2013-05-06/2013-05-12` for a span; what names no full day stays as it is."""

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        spans = list(spans_in(with_digits(squeezed(text))))
        year = spans[0].year or self.settings.year if len(spans) == 1 else None
        if year:
            ends = ((year, spans[0].first), (spans[0].last_year or year, spans[0].last))
            return "/".join(f"{of:04}-{month:02}-{day:02}" for of, (month, day) in ends)
        found = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        return text.replace(" ", "") if isinstance(found, DateFault) else str(found)

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_of_days) else CellFit.NO


class ShiftColumn(WordColumn):
    """上午, 早班: hours of a day; a span of days is a part of the month."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        spans = any(spans_in(with_digits(squeezed(text))))
        if spans:
            return Bad(text, f"是几天，不是一天里的时段：各行合起来是整月的，用 --map 日期=表头 再导入；{ONLY_WHOLE}")
        return super().parse(text, cell)


# ---------------------------------------------------------------- what texts look like

_DAY_NUMBER = re.compile(r"\d{1,2}[日号]")


def is_date(text: str) -> bool:
    """Whether a text says a full day, in whatever order."""
    return _has_clock(text) is not None


def _is_moment(text: str) -> bool:
    return _has_clock(text) is True


def _is_day(text: str) -> bool:
    return _has_clock(text) is False


# each of a file's forms looks at the same columns
@lru_cache(maxsize=10_000)
def _has_clock(text: str) -> bool | None:
    """Whether a date says a time of day; midnight is what a date cell has. None where it is no date."""
    if year_last(text):
        return ":" in text
    found = read_moment(text)
    if isinstance(found, DateFault):
        return None
    return found[1] and (found[0].time() != time.min or ends_its_day(text, found[0]))


def _is_clock(text: str) -> bool:
    return not isinstance(read_clock(text), DateFault)


def _is_month(text: str) -> bool:
    return len(period_in(text).in_year(2013)) == 1


def _is_of_days(text: str) -> bool:
    """A day, or a span of days that is no month."""
    said = period_in(text, short=True)
    return is_date(text) or bool(said.days or said.odd) or bool(_DAY_NUMBER.fullmatch(text))
