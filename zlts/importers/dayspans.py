"""Days and spans of days in a free text, so that a period which is no whole month is told from one that is."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from zlts.periods import in_figures

SEP = r"起?(?:至|到|~|-|—|–|―)+"
"""Between the two ends of a period."""
_D = r"(?:日|号(?![窗柜台机岗席楼厅]|评价器|设备))"
"""Ends a day; 1号窗口 is none."""
_CHINESE_YEAR = re.compile(r"[二][〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_BARE_YEAR = re.compile(r"(?<!\d)(20\d{2})(?=(?:十[一二]?|[一二三四五六七八九])月)")
_CHINESE_MONTH = re.compile(r"(十[一二]?|[一二三四五六七八九])(?=月)")
_CHINESE_LISTED = re.compile(
    rf"(十[一二]?|[一二三四五六七八九])(?=(?:[、,和及与]|{SEP})[一二三四五六七八九十\d]{{1,2}}月)"
)
_SHORT_YEAR = re.compile(r"(?<!\d)(1\d)年(?=\d{1,2}月)")
_CHINESE_DAY = re.compile(rf"(\d{{4}})年(\d{{1,2}})月(\d{{1,2}}){_D}")
_OTHER_DAY = re.compile(r"(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{2}(?=\d{1,2}:\d)|\d{1,2}(?!\d|日))")
_COMPACT_STAMP = re.compile(
    r"(?<!\d)20\d{2}(?:0[1-9]|1[0-2])\d{2}(?:[-_T]?(?:[01]\d|2[0-3])[0-5]\d[0-5]\d|(?:[01]\d|2[0-3])[0-5]\d)(?!\d)"
)
_COMPACT_MOMENT = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(\d{2})[-_T]?\d{4}(?:\d{2})?(?!\d)")
_COMPACT_DAY = re.compile(r"(?<!\d)(20\d{2})()(0[1-9]|1[0-2])(\d{2})(?!\d)")

_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_NAME = rf"(?<![A-Za-z<])({'|'.join(sorted(_MONTH_NAMES, key=len, reverse=True))})\.?(?![A-Za-z])"
_ENGLISH = (
    (re.compile(rf"{_NAME}(?:{SEP}|to){_NAME}[-,]?(20\d{{2}})", re.IGNORECASE), r"\3年<\1>月-<\2>月"),
    (
        re.compile(rf"(\d{{1,2}})({SEP})(\d{{1,2}})[,-]?{_NAME}[,-]?(20\d{{2}})", re.IGNORECASE),
        r"\5年<\4>月\1日\2\3日",
    ),
    (re.compile(rf"{_NAME}(\d{{1,2}})({SEP})(\d{{1,2}}),?(20\d{{2}})", re.IGNORECASE), r"\5年<\1>月\2日\3\4日"),
    (re.compile(rf"(?<!\d)(\d{{1,2}})[-,]?{_NAME}[-,]?(20\d{{2}})", re.IGNORECASE), r"\3年<\2>月\1日"),
    (re.compile(rf"{_NAME}[-_,]?(20\d{{2}})(?!\d)", re.IGNORECASE), r"\2年<\1>月"),
    (re.compile(rf"{_NAME}[-_]?(\d{{1,2}}),?(20\d{{2}})", re.IGNORECASE), r"\3年<\1>月\2日"),
    (re.compile(rf"(20\d{{2}})[-_,]?{_NAME}", re.IGNORECASE), r"\1年<\2>月"),
    (re.compile(_NAME, re.IGNORECASE), r"<\1>月"),
)
"""English dates, the longest first; the month's name in angles is then written as a number."""
_ANGLES = re.compile(r"<(\w+)>")

_YMD = r"(\d{4})-(\d{1,2})-(\d{1,2})日"
_CLOCK = r"(?:T?(\d{1,2}:\d{2})(?::\d{2})?)?"
_LOOSE_CLOCK = r"(?:T?\d{1,2}:\d{2}(?::\d{2})?)?"
_DAY = r"(\d{1,2})"
_FULL = re.compile(rf"{_YMD}{_CLOCK}(?:{SEP}|_){_YMD}{_CLOCK}")
_SPANS = (
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})日{_LOOSE_CLOCK}{SEP}"
               r"(?P<n>0[1-9]|1[0-2])(?P<e>\d{2})(?!\d)"),
    re.compile(rf"(?P<y>\d{{4}})-(?P<m>\d{{1,2}})-(?P<d>\d{{1,2}})日{_LOOSE_CLOCK}{SEP}"
               rf"(?:(?P<n>\d{{1,2}})(?:月|[-/.]))?(?P<e>\d{{1,2}}){_D}?(?![\d:月])"),
    re.compile(rf"(?P<y>20\d{{2}})年(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}}){SEP}(?:(?P<n>\d{{1,2}})月)?(?P<e>\d{{1,2}}){_D}"),
    re.compile(rf"(?<!\d)(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}}){_D}?{SEP}(?:(?P<n>\d{{1,2}})月)?(?P<e>\d{{1,2}}){_D}"),
    re.compile(rf"(?<![\d./-])(?P<m>\d{{1,2}})(?P<s>[./])(?P<d>\d{{1,2}}){SEP}(?P<n>\d{{1,2}})(?P=s)(?P<e>\d{{1,2}})(?![\d.%])"),
    re.compile(r"(?<![\d-])(?P<m>\d{1,2})-(?P<d>\d{1,2})(?:至|到|~|—|–|―|--)+(?P<n>\d{1,2})-(?P<e>\d{1,2})(?![\d-])"),
)  # fmt: skip
_IN_A_MONTH = re.compile(rf"(?<![\d月-])(\d{{1,2}}){_D}?{SEP}(\d{{1,2}}){_D}")
_LEAST_WHOLE = 28
_UNTIL = re.compile(rf"截[至止](?:到|于|时间|日期)?:?(?:{_YMD}|(\d{{1,2}})月(\d{{1,2}}){_D})")
_SINGLE = re.compile(rf"{_YMD}(?!{SEP}?\d{{1,2}}:\d{{2}}|T?\d{{1,2}}:\d{{2}})")
_ANY_DAY = re.compile(rf"{_YMD}{_LOOSE_CLOCK}")
_YEARLESS = re.compile(rf"(?<!\d)(\d{{1,2}})月(\d{{1,2}}){_D}")
_DOTTED = re.compile(r"(?<![\d.A-Za-z])(1[0-2]|0?[1-9])\.(3[01]|[12]\d|0?[1-9])(?![\d.%])")
_FOUR = re.compile(r"(?<!\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_LAST_HOUR, _FIRST_HOUR = time(17), time(9)


def with_digits(text: str) -> str:
    """Squeezed text with its numbers in figures, each full day as `2013-5-6日`, no moment of a machine's clock."""
    for pattern, told in _ENGLISH:
        text = pattern.sub(told, text)
    text = _ANGLES.sub(lambda found: str(_MONTH_NAMES.get(found[1].casefold(), found[0])), text)
    text = _CHINESE_YEAR.sub(lambda found: in_figures(found[0]), text)
    text = _BARE_YEAR.sub(r"\1年", text)
    for pattern in (_CHINESE_LISTED, _CHINESE_MONTH):
        text = pattern.sub(lambda found: in_figures(found[0]), text)
    text = _SHORT_YEAR.sub(r"20\1年", text)
    text = _COMPACT_STAMP.sub(" ", text)
    text = _CHINESE_DAY.sub(r"\1-\2-\3日", text)
    return _COMPACT_DAY.sub(r"\1-\3-\4日", _OTHER_DAY.sub(r"\1-\3-\4日", text))


def without_days(text: str) -> str:
    """The text without its single days, so that what is left may name months."""
    return _YEARLESS.sub(" ", _ANY_DAY.sub(" ", text))


@dataclass(frozen=True, slots=True)
class DaySpan:
    """From a day to a day, both included; `year` is None where the text gives none."""

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    last_year: int | None = None
    open_at_midnight: bool = False
    """It ends at the midnight that begins its last day: whether that day is in it, the text does not say."""
    within: bool = False
    """Its clocks leave out some of its first or last day."""

    @property
    def words(self) -> str:
        """2013年5月1日至5月15日."""
        year = f"{self.year}年" if self.year else ""
        other = f"{self.last_year}年" if self.last_year and self.last_year != self.year else ""
        return f"{year}{self.first[0]}月{self.first[1]}日至{other}{self.last[0]}月{self.last[1]}日"

    @property
    def is_whole(self) -> bool:
        """Whether it is whole calendar months."""
        ends = {monthrange(self.last_year or self.year or year, self.last[0])[1] for year in (2012, 2013)}
        return self.first[1] == 1 and self.last[1] in ends and not self.within


def spans_in(text: str) -> Iterator[DaySpan]:
    """The spans of days that a text in digits names; those that are none in the calendar are left out."""
    for found in _FULL.finditer(text):
        years, months, days = ((int(found[at]), int(found[at + 4])) for at in (1, 2, 3))
        starts, ends = _clock(found[4]), _clock(found[8])
        first, last = (months[0], days[0]), (months[1], days[1])
        if _is_day(years[0], *first) and _is_day(years[1], *last):
            midnight = ends == time.min and starts in (None, time.min) and last[1] == 1
            short = bool((starts and starts > _FIRST_HOUR) or (ends and time.min < ends < _LAST_HOUR))
            yield DaySpan(years[0], first, last, years[1], midnight, short)
    rest = _FULL.sub(" ", text)
    for pattern in _SPANS:
        for found in pattern.finditer(rest):
            said = found.groupdict()
            year = int(said["y"]) if said.get("y") else None
            first = int(said["m"]), int(said["d"])
            last = int(said["n"] or said["m"]), int(said["e"])
            forward = last > first if not said["n"] else last != first
            if forward and _is_day(year, *first) and _is_day(year, *last):
                yield DaySpan(year, first, last, year if last > first else None)
        rest = pattern.sub(" ", rest)


def without_spans(text: str) -> str:
    """The text without the spans of days."""
    for pattern in (_FULL, *_SPANS):
        text = pattern.sub(" ", text)
    return text


def part_of_a_month(text: str) -> str:
    """1日至15日, where no month stands beside it; "" where there is no such words."""
    for found in _IN_A_MONTH.finditer(text):
        first, last = int(found[1]), int(found[2])
        if 1 <= first < last <= 31 and not (first == 1 and last >= _LEAST_WHOLE):  # noqa: PLR2004 - days of a month
            return f"{first}日至{last}日"
    return ""


def until(text: str) -> tuple[str, bool] | None:
    """The words of 截至2013年5月15日, and whether that day ends a month."""
    found = _UNTIL.search(text)
    if not found:
        return None
    year = int(found[1]) if found[1] else None
    month, day = int(found[2] or found[4]), int(found[3] or found[5])
    if not _is_day(year, month, day):
        return None
    words = f"截至{f'{year}年' if year else ''}{month}月{day}日"
    return words, DaySpan(year, (month, 1), (month, day)).is_whole


def days_in(text: str, *, short: bool) -> frozenset[tuple[int | None, int, int]]:
    """Single days as year (or None), month and day; `short` takes 5.6 and 0506 for days too."""
    found: set[tuple[int | None, int, int]] = {
        (int(one[1]), int(one[2]), int(one[3])) for one in _SINGLE.finditer(text)
    }
    rest = _ANY_DAY.sub(" ", text)
    yearless = [_YEARLESS, *((_DOTTED, _FOUR) if short else ())]
    found |= {(None, int(one[1]), int(one[2])) for pattern in yearless for one in pattern.finditer(rest)}
    return frozenset(day for day in found if _is_day(*day))


def days_stamped(text: str) -> frozenset[tuple[int | None, int, int]]:
    """The days of a squeezed text that tells when a paper was made, also those with a clock; none of a span."""
    text = with_digits(_COMPACT_MOMENT.sub(r"\1-\2-\3 ", text))
    if next(spans_in(text), None):
        return frozenset()
    days = [(int(one[1]), int(one[2]), int(one[3])) for one in _ANY_DAY.finditer(text)]
    return days_in(text, short=False) | {day for day in days if _is_day(*day)}


def day_words(day: tuple[int | None, int, int]) -> str:
    """2013年5月6日."""
    return f"{f'{day[0]}年' if day[0] else ''}{day[1]}月{day[2]}日"


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    hour, minute = map(int, text.split(":"))
    return time(hour, minute) if hour < 24 and minute < 60 else time(23, 59)  # noqa: PLR2004 - 24:00 ends a day


def _is_day(year: int | None, month: int, day: int) -> bool:
    try:
        date(year or 2012, month, day)
    except ValueError:
        return False
    return True
