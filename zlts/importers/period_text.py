"""What period a free text names: a title, a period line, a sheet's, file's or folder's name (readings: Context).

Days and spans of days are told, too, so that a period which is no whole month is known from one that is.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from zlts.importers.normalization import squeezed
from zlts.periods import Month, in_figures

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


# ---------------------------------------------------------------- months, quarters and years

ONLY_WHOLE = "评价汇总只收整月的，请导出整月的汇总，或改交评价明细"
"""What to do about any other period."""
_YM = r"(20\d{2})(?:年|[-/._])(\d{1,2})(?:月份?)?"
_MONTHS = re.compile(rf"(?<!\d){_YM}{SEP}{_YM}(?!\d)")
_MONTHS_SHORT = re.compile(rf"(?<!\d)(?:(20\d{{2}})年度?)?(\d{{1,2}})月?(?:份)?{SEP}(\d{{1,2}})月")
_MONTHS_LISTED = re.compile(r"(?<!\d)(?:(20\d{2})年度?)?((?:\d{1,2}月?份?[、,和及与/])+\d{1,2})月")
_MONTH = re.compile(rf"(?<!\d){_YM}(?!\d)|(?<!\d)(20\d{{2}})(0[1-9]|1[0-2])(?!\d)")
_HALF = re.compile(r"(?:(20\d{2})年?度?)?(上|下)半年")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:年度?|(?!\d))")
_NUMBER = re.compile(r"(?<!\d)(0?[1-9]|1[0-2])月份?(?!\d)")

_REPORT = r"报(?![送警到名考国])"
_NO_SEAT = r"(?![\dA-Za-z]|号|窗|柜|台|机|岗|席)"
"""W1窗口 and Q1窗口 are windows."""
_QUARTER = re.compile(
    r"(?:(20\d{2})年?度?)?(?:第?([一二三四1-4])季(?![青花春园常豆沟湖城])度?"
    rf"|(?:(?<=20\d\d)|(?<=20\d\d年)|(?<=20\d\d年度)|(?<![A-Za-z])(?=Q\d{_NO_SEAT}))Q([1-4])(?!\d))",
    re.IGNORECASE,
)
_WEEKDAY = r"[一二三四五六日天末]"
_NO_MONTH = (
    re.compile(rf"[上中下]旬(?![阳邑])|旬{_REPORT}|第[一二三]旬"),
    re.compile(r"[上下]半个?月|半月(?![湾岛路街村山镇谈])报?"),
    re.compile(
        rf"第[一二三四五六七八九十\d、,至到~-]{{1,7}}周(?![年岁转边到期])|周(?:{_REPORT}|汇总|统计|评价)"
        rf"|[本上这]周|每周(?!{_WEEKDAY}(?!{_REPORT}|期))|[前后头][一二两三四\d]周"
        rf"|(?<![\d.])\d{{1,2}}周(?![年岁转边到期]|{_WEEKDAY})|weekly|(?<![A-Za-z])week\d{{1,2}}"
        rf"|(?:(?<=20\d\d)|(?<=20\d\d[-_年]))W\d{{1,2}}(?!\d)",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![提之以])[前头后][一二两三四五六七八九十\d]{1,3}[天日]"),
    re.compile(r"至今|迄今|(?<!行)为止|year-?to-?date|(?<![A-Za-z])YTD", re.IGNORECASE),
    re.compile(rf"半年{_REPORT}|季{_REPORT}|年{_REPORT}|(?<![安健保齐])全年|(?<![上下])半年(?!度?[上下])"),
)
"""Words of periods that are no month, whatever month stands beside them; each holds within its own word only."""
_MAYBE_NO_MONTH = (
    re.compile(r"(?<!本月)(?<!当月)累计"),
    re.compile(
        rf"日{_REPORT}|每日|(?<![应相])当日|本日|今日|昨日|(?<![假作息生周节])日(?:汇总|统计)|daily", re.IGNORECASE
    ),
    re.compile(r"(?:节假日|节日|假日|工作日|休息日|双休日|周末|周日)(?=窗口|评价|统计|汇总|报)"),
    re.compile(rf"(?<![A-Za-z\d])W\d{{1,2}}{_NO_SEAT}", re.IGNORECASE),
)
"""Words that leave open whether a whole month is meant; a person's --month decides."""


Day = tuple[int | None, int, int]
"""A year, None where none is written, a month and a day."""


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    """The months a text names in full, the months without a year, and the years without a month.

    `odd` is a period that is no whole month, in words; `doubt` are words that leave it open; `days` are single
    days (year or None, month, day), which may be of the export or the printing.
    """

    months: frozenset[Month] = frozenset()
    numbers: frozenset[int] = frozenset()
    years: frozenset[int] = frozenset()
    odd: str = ""
    doubt: str = ""
    days: frozenset[Day] = frozenset()

    def __bool__(self) -> bool:
        return self.tells or bool(self.days)

    @property
    def tells(self) -> bool:
        """Whether it says anything of the period, single days aside."""
        return bool(self.months or self.numbers or self.years or self.odd or self.doubt)

    def in_year(self, year: int | None) -> frozenset[Month]:
        """The months, those without a year taken in the given one."""
        if self.months or year is None:
            return self.months
        return frozenset(Month(year, number) for number in self.numbers)

    @property
    def month_of_a_day(self) -> Month | None:
        """The month of the first full day named."""
        return min((Month(year, number) for year, number, _ in self.days if year), default=None)

    def day_in(self, month: Month) -> Day | None:
        """A single day within that month, or a full one before it; later ones are of the export."""
        for year, number, day in sorted(self.days, key=str):
            same = number == month.number and year in (None, month.year)
            if same or (year is not None and (year, number) < (month.year, month.number)):
                return year, number, day
        return None


NO_PERIOD = NamedPeriod()


def days_stamped_in(text: str) -> NamedPeriod:
    """The days of a text that tells when a paper was made, such as 导出时间:2013-06-03 09:10, and nothing else."""
    return NamedPeriod(days=days_stamped(squeezed(text)))


def period_in(text: str, *, short: bool = False) -> NamedPeriod:
    """The period a text names; `short` takes 5.6 and 0506 for days, as names of files and sheets have them.

    A single day says no month, for it may be the day of printing.
    """
    bare = squeezed(text)
    text = with_digits(bare)
    spans = list(spans_in(text))
    rest = without_days(without_spans(text))
    found = _of_months(rest)
    if spans:
        found = _together(_of_spans(spans), found)
    odd = found.odd or _first(_NO_MONTH, rest) or part_of_a_month(text)
    doubt = found.doubt or _first(_MAYBE_NO_MONTH, rest)
    ends = until(text)
    if ends:
        words, is_whole = ends
        odd, doubt = (odd, doubt or words) if is_whole else (odd or words, doubt)
    days = frozenset() if spans or ends else days_in(text, short=short)
    return NamedPeriod(found.months, found.numbers, found.years, odd, doubt, days)


def _first(patterns: tuple[re.Pattern[str], ...], text: str) -> str:
    return next((found[0] for pattern in patterns if (found := pattern.search(text))), "")


def _of_spans(spans: list[DaySpan]) -> NamedPeriod:
    """Whole months by the calendar; anything else is odd. Till the next midnight is for a person to say."""
    span = spans[0]
    if len(spans) > 1 or not (span.is_whole or span.open_at_midnight):
        return NamedPeriod(odd="、".join(one.words for one in spans))
    if span.open_at_midnight:
        return NamedPeriod(doubt=span.words)
    if span.year is None:
        numbers = frozenset(range(span.first[0], span.last[0] + 1))
        return NamedPeriod(numbers=numbers) if numbers else NamedPeriod(odd=span.words)
    return _between(_month(span.year, span.first[0]), _month(span.last_year or span.year, span.last[0]))


def _together(span: NamedPeriod, rest: NamedPeriod) -> NamedPeriod:
    """5月1日至5月31日 beside 2013年5月: one gives the year, and neither may say another month."""
    if not span.numbers:
        return span
    numbers = rest.numbers | {month.number for month in rest.months}
    if numbers and numbers != span.numbers:
        return NamedPeriod(odd="几个不同的期间")
    return NamedPeriod(months=rest.months) if rest.months else NamedPeriod(numbers=span.numbers, years=rest.years)


def _of_months(text: str) -> NamedPeriod:
    for reader in (_listed, _single_months, _parts_of_a_year):
        if said := reader(text):
            return said
    years = frozenset(int(found[1]) for found in _YEAR.finditer(text))
    return NamedPeriod(numbers=frozenset(int(found[1]) for found in _NUMBER.finditer(text)), years=years)


def _listed(text: str) -> NamedPeriod:
    """From a month to a month, or several beside each other."""
    if found := _MONTHS.search(text):
        return _between(_month(found[1], found[2]), _month(found[3], found[4]))
    if found := _MONTHS_SHORT.search(text):
        return _numbered(found[1], range(int(found[2]), int(found[3]) + 1))
    if found := _MONTHS_LISTED.search(text):
        return _numbered(found[1], map(int, re.findall(r"\d+", found[2])))
    return NO_PERIOD


def _numbered(year: str | None, numbers: Iterator[int] | range) -> NamedPeriod:
    known = frozenset(number for number in numbers if 1 <= number <= 12)  # noqa: PLR2004 - months of a year
    if not known:
        return NO_PERIOD
    return NamedPeriod(months=NamedPeriod(numbers=known).in_year(int(year))) if year else NamedPeriod(numbers=known)


def _single_months(text: str) -> NamedPeriod:
    named = {_month(found[1] or found[3], found[2] or found[4]) for found in _MONTH.finditer(text)}
    return NamedPeriod(months=frozenset(month for month in named if month))


def _parts_of_a_year(text: str) -> NamedPeriod:
    for form, length in ((_QUARTER, 3), (_HALF, 6)):
        if found := form.search(text):
            which = found[2] or found[3] if length == 3 else ""  # noqa: PLR2004 - a quarter
            part = int(in_figures(which)) if which else 1 + (found[2] == "下")
            numbers = frozenset(range(length * (part - 1) + 1, length * part + 1))
            year = int(found[1]) if found[1] else None
            return NamedPeriod(NamedPeriod(numbers=numbers).in_year(year), numbers if year is None else frozenset())
    return NO_PERIOD


def _between(first: Month | None, last: Month | None) -> NamedPeriod:
    if first is None or last is None or last < first:
        return NO_PERIOD
    months = [first]
    while months[-1] < last and len(months) < 120:  # noqa: PLR2004 - ten years are no period of a register
        months.append(months[-1].next)
    return NamedPeriod(months=frozenset(months))


def _month(year: str | int, number: str | int) -> Month | None:
    return Month(int(year), int(number)) if 1 <= int(number) <= 12 and int(year) else None  # noqa: PLR2004
