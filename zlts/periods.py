"""Months, quarters and years, as the clerk writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

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
        """Read `2013-06`.

        Raises:
            WrongUsage: the text is no month.
        """
        found = re.fullmatch(r"(\d{4})-(0?[1-9]|1[0-2])", text.strip())
        if not found or int(found[1]) < 1:
            raise WrongUsage(f"“{text}”不是月份。", "请写成 2013-06 的样子。")
        return cls(int(found[1]), int(found[2]))

    @property
    def first_day(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        return self.first_day + relativedelta(day=31)

    @property
    def quarter(self) -> int:
        return (self.number + 2) // 3

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
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Period:
    """A month, a quarter or a year, written `2013-06`, `2013Q2`, `2013`."""

    span: Span
    months: tuple[Month, ...]

    def __str__(self) -> str:
        first = self.months[0]
        return {
            Span.MONTH: str(first),
            Span.QUARTER: f"{first.year}Q{first.quarter}",
            Span.YEAR: str(first.year),
        }[self.span]

    @property
    def chinese(self) -> str:
        first = self.months[0]
        return {
            Span.MONTH: f"{first.year}年{first.number}月",
            Span.QUARTER: f"{first.year}年第{'一二三四'[first.quarter - 1]}季度",
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
    def previous(self) -> Period:
        return Period.holding(self.months[0].previous, self.span)

    @classmethod
    def holding(cls, month: Month, span: Span) -> Period:
        """The period of that span in which the month lies."""
        if span is Span.MONTH:
            return cls(span, (month,))
        if span is Span.YEAR:
            return cls(span, tuple(Month(month.year, n) for n in range(1, 13)))
        first = 3 * month.quarter - 2
        return cls(span, tuple(Month(month.year, n) for n in range(first, first + 3)))

    @classmethod
    def parse(cls, text: str, span: Span) -> Period:
        """Read a period of the wanted span.

        Raises:
            WrongUsage: the text is no period of that span.
        """
        text = text.strip()
        if span is Span.MONTH:
            return cls.holding(Month.parse(text), span)
        pattern, form = {
            Span.QUARTER: (r"(\d{4})-?[Qq]([1-4])", "2013Q2"),
            Span.YEAR: (r"(\d{4})()", "2013"),
        }[span]
        found = re.fullmatch(pattern, text)
        if not found or int(found[1]) < 1:
            name = {Span.QUARTER: "季度", Span.YEAR: "年份"}[span]
            raise WrongUsage(f"“{text}”不是{name}。", f"请写成 {form} 的样子。")
        number = 3 * int(found[2]) - 2 if found[2] else 1
        return cls.holding(Month(int(found[1]), number), span)
