"""Months, quarters, half years and years, as the clerk writes them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from zlts.errors import WrongUsage


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month; sorts by time, prints as `2013-06`."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2013-06`, or the same month in other words: 2013.6, 201306, 2013年6月.

        Raises:
            WrongUsage: the text is no month, or leaves the year open.
        """
        return Period.parse(text, Span.MONTH).months[0]

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return date(self.year, self.number, monthrange(self.year, self.number)[1])

    @property
    def day_after(self) -> date:
        """The first day on which the month is over."""
        return self.next.first_day

    def ended(self, today: date) -> bool:
        """Whether the month is over on a day; its own last day is still part of it."""
        return self.last_day < today

    @property
    def quarter(self) -> int:
        return (self.number + 2) // 3

    @property
    def half(self) -> int:
        return (self.number + 5) // 6

    @property
    def next(self) -> Month:
        return Month.of(self.first_day + relativedelta(months=1))

    @property
    def previous(self) -> Month:
        return Month.of(self.first_day - relativedelta(months=1))


class Span(StrEnum):
    """How long a bulletin's period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter, half a year or a year, written `2013-06`, `2013Q2`, `2013H1`, `2013`."""

    span: Span
    months: tuple[Month, ...]

    def __str__(self) -> str:
        first = self.months[0]
        return {
            Span.MONTH: str(first),
            Span.QUARTER: f"{first.year}Q{first.quarter}",
            Span.HALF: f"{first.year}H{first.half}",
            Span.YEAR: str(first.year),
        }[self.span]

    @property
    def chinese(self) -> str:
        first = self.months[0]
        return {
            Span.MONTH: f"{first.year}年{first.number}月",
            Span.QUARTER: f"{first.year}年第{'一二三四'[first.quarter - 1]}季度",
            Span.HALF: f"{first.year}年{'上下'[first.half - 1]}半年",
            Span.YEAR: f"{first.year}年",
        }[self.span]

    @property
    def year(self) -> int:
        return self.months[0].year

    @property
    def first_day(self) -> date:
        return self.months[0].first_day

    @property
    def last_day(self) -> date:
        return self.months[-1].last_day

    @property
    def day_after(self) -> date:
        """The first day on which the period is over."""
        return self.months[-1].day_after

    def ended(self, today: date) -> bool:
        """Whether the period is over on a day; its own last day is still part of it."""
        return self.last_day < today

    @property
    def previous(self) -> Period:
        return Period.holding(self.months[0].previous, self.span)

    @classmethod
    def holding(cls, month: Month, span: Span) -> Period:
        """The period of that span in which the month lies."""
        if span is Span.MONTH:
            return cls(span, (month,))
        if span is Span.YEAR:
            return cls(span, tuple(Month(month.year, n) for n in range(1, 13)))
        if span is Span.HALF:
            first = 6 * month.half - 5
            return cls(span, tuple(Month(month.year, n) for n in range(first, first + 6)))
        first = 3 * month.quarter - 2
        return cls(span, tuple(Month(month.year, n) for n in range(first, first + 3)))

    @classmethod
    def parse(cls, text: str, span: Span) -> Period:
        """Read a period of the wanted span, in any form that leaves nothing open.

        Raises:
            WrongUsage: the text is no period of that span; it says which one may be meant.
        """
        said = _said(text)
        if said is None or said.span is not span:
            raise WrongUsage(f"“{text}”不是{_NAMES[span]}。", _advice(text, said, span))
        return cls.holding(said.month, span)


def day_of(text: str) -> date:
    """Read `2013-06-10`, or the same day in other words: 2013/6/10, 2013.6.10, 2013年6月10日, 20130610.

    Raises:
        WrongUsage: the text is no day of the calendar.
    """
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", text).strip())
    try:
        year, month, number = map(int, filter(None, found.groups())) if found else (0, 0, 0)
        return date(year, month, number)
    except ValueError:
        raise WrongUsage(f"“{text}”不是日期。", "请写成 2013-05-06 的样子。") from None


def names_half_year(text: str | None) -> bool:
    """Whether a text names half a year, such as 2013H1 or 2013年上半年."""
    said = _said(text) if text else None
    return said is not None and said.span is Span.HALF


def chinese(text: str) -> str:
    """2013Q2 as 2013年第二季度; what is no period stays as it is."""
    said = _said(text)
    return Period.holding(said.month, said.span).chinese if said else text


# ---------------------------------------------------------------- as people write them


class _Said(NamedTuple):
    """The span a text names, by its first month."""

    span: Span
    month: Month


_NAMES = {Span.MONTH: "月份", Span.QUARTER: "季度", Span.HALF: "半年", Span.YEAR: "年份"}
_EXAMPLES = {Span.MONTH: "{year}-06", Span.QUARTER: "{year}Q2", Span.HALF: "{year}H1", Span.YEAR: "{year}"}
_EXAMPLE_YEAR = 2013
_CENTURY = "20"

_DASHES = "-‐‑‒–—―−"
"""As an input method or a word processor writes a hyphen; full-width ones are hyphens by then."""
_YEAR = re.compile(r"(\d{4}) ?(?:年度?)?")
_QUARTER = re.compile(rf"(\d{{4}}) ?(?:[{_DASHES}] ?|年 ?)?(?:[Qq] ?([1-4])|第? ?([一二三四1-4]) ?季度?)")
_HALF = re.compile(rf"(\d{{4}}) ?(?:[{_DASHES}] ?|年度? ?)?(?:[Hh] ?([12])|([上下]) ?半 ?年度?)")
_MONTH = re.compile(rf"(\d{{4}}) ?[{_DASHES}/.年] ?(0?[1-9]|1[0-2]) ?(?:月份?)?|(\d{{4}})(0[1-9]|1[0-2])")
_LOOSE = re.compile(rf"(\d{{2}}|\d{{4}}) ?[{_DASHES}/.年] ?(0?[1-9]|1[0-2])(?:\D.*)?")
_DAY = re.compile(
    rf"(\d{{4}}) ?[{_DASHES}/.年] ?(\d{{1,2}}) ?[{_DASHES}/.月] ?(\d{{1,2}}) ?[日号]?|(\d{{4}})(\d\d)(\d\d)"
)
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = ((re.compile(r"十(?=[一二三四五六七八九])"), "1"), (re.compile("十"), "10"))


def _said(text: str) -> _Said | None:
    """The period a text names beyond doubt."""
    text = unicodedata.normalize("NFKC", text).strip()
    if (found := _MONTH.fullmatch(text)) and int(found[1] or found[3]):
        return _Said(Span.MONTH, Month(int(found[1] or found[3]), int(found[2] or found[4])))
    if (found := _QUARTER.fullmatch(text)) and int(found[1]):
        number = int((found[2] or found[3]).translate(_FIGURES))
        return _Said(Span.QUARTER, Month(int(found[1]), 3 * number - 2))
    if (found := _HALF.fullmatch(text)) and int(found[1]):
        return _Said(Span.HALF, Month(int(found[1]), 1 if (found[2] or found[3]) in ("1", "上") else 7))
    if (found := _YEAR.fullmatch(text)) and int(found[1]):
        return _Said(Span.YEAR, Month(int(found[1]), 1))
    return None


def _advice(text: str, said: _Said | None, span: Span) -> str:
    """Which period may be meant, else how one is written."""
    figures = in_figures(text)
    said = said or _said(figures) or _guessed(figures)
    if said and list(Span).index(said.span) <= list(Span).index(span):
        return f"您是不是想写 {Period.holding(said.month, span)}？"
    alone = _said(f"{_EXAMPLE_YEAR}年{figures}")
    if alone and alone.span is span:
        return f"请连年份一起写，如 {Period.holding(alone.month, span)}。"
    return f"请写成 {_EXAMPLES[span].format(year=said.month.year if said else _EXAMPLE_YEAR)} 的样子。"


def in_figures(text: str) -> str:
    """Figures for numbers in words, up to 十九: 二〇一三年十月 is 2013年10月."""
    text = unicodedata.normalize("NFKC", text).strip()
    for tens, figure in _TENS:
        text = tens.sub(figure, text)
    return text.translate(_FIGURES)


def _guessed(text: str) -> _Said | None:
    """A month with two figures for the year, or with a day behind it."""
    found = _LOOSE.fullmatch(text)
    if not found or not int(found[1]):
        return None
    return _Said(Span.MONTH, Month(int(f"{_CENTURY}{found[1]}"[-4:]), int(found[2])))
