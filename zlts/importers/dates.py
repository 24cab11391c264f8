"""Dates and times by declared forms (readings: Dates): nothing is guessed, what no form fits is a reason in Chinese.

Zones are brought to UTC+8; parts of a second are dropped from text and rounded from spreadsheet numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum


class Order(StrEnum):
    """How a column writes 05/03/2013."""

    DAY_FIRST = "日月年"
    MONTH_FIRST = "月日年"


OrderSource = Callable[[], Order | None]
"""Asked only when a cell needs it: to prove the order, the whole column has to be read."""


def no_order() -> Order | None:
    return None


class DateFault(str):
    """The reason why a text is no date."""

    __slots__ = ()


NO_SUCH_DAY = DateFault("没有这一天")
NO_SUCH_TIME = DateFault("没有这个时刻")
NOT_A_DATE = DateFault("看不懂这个日期，请写成 2013-05-06 的样子")
NOT_A_CLOCK = DateFault("看不懂这个时间，请写成 2013-05-06 09:10:11 的样子")
NO_YEAR = DateFault("日期里没有四位数的年份")
DIGITS_LOST = DateFault("数字被写成了科学记数，后几位已经丢失，请从原系统重新导出")
WHICH_ORDER = DateFault("分不清是日在前还是月在前")

_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets count a wall clock's days from here
_SERIALS = range(10_000, 110_000)
_FROM_1904 = 1462
"""Days between the two days from which spreadsheets count."""
_BEIJING = timedelta(hours=8)

_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})日?(?!\d)")
_CHINESE = re.compile(r"(\d{4}|(?<!\d)\d{2})年(\d{1,2})月(\d{1,2})[日号]?(?!\d{3})")
_ENGLISH_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = rf"(?P<month>{'|'.join(_ENGLISH_MONTHS)})[a-z]*\.?"
_YEAR_OF_JAVA = r"(?P<year>\d{4})"
# Java's own form, 06-May-2013 with its kin, May 6, 2013, and Oracle's 06-5月 -13, which is always day first.
_WITH_NAMED_MONTH = (
    re.compile(
        rf"(?:[a-z]{{3}},? )?{_NAMED} (?P<day>\d{{1,2}}) (?P<clock>[\d:.]+) ?(?P<zone>.*?) ?{_YEAR_OF_JAVA}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:[a-z]{{3,9}},? )?(?P<day>\d{{1,2}})[- ]{_NAMED}[-, ]+{_YEAR_OF_JAVA}(?P<clock>.*)", re.IGNORECASE
    ),
    re.compile(rf"(?:[a-z]{{3,9}},? )?{_NAMED} (?P<day>\d{{1,2}}),? {_YEAR_OF_JAVA}(?P<clock>.*)", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})-{_NAMED}-(?P<year>[1-9]\d)(?P<clock>(?: .*)?)", re.IGNORECASE),
    re.compile(r"(?P<day>\d{1,2})-(?P<number>\d{1,2})月 ?-(?P<year>\d{2})(?P<clock>.*)"),
)
_NAMED_LATER = re.compile(r"[a-z]{3}", re.IGNORECASE)
_DOT_NET = re.compile(r"/Date\((\d{12,13})(?:[+-]\d{4})?\)/")
_DASHES = str.maketrans("‐‒–—―−", "------")
_DATE_PART = 11
_CHINESE_YEAR = re.compile("[〇○零一二三四五六七八九]{4}年")
_CHINESE_NUMBER = re.compile("[〇○零一二三四五六七八九十]+(?=[年月日号时点分秒])")
_FIGURES = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_TENS = re.compile("([一二三四五]?)十([一二三四五六七八九]?)")
_COMPACT = re.compile(r"(\d{4})()(\d{2})(\d{2})(?=\d{9}$|\d{6}$|\d{4}$|\D|$)")
_YEAR_LAST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})(?!\d)")
_FRACTION = re.compile(r"0?\.\d+|0")
"""A time of day as a spreadsheet counts it."""
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?[eE]\+?\d+")
_SHORT_YEAR = re.compile(r"\d{1,2}[-/.年]\d{1,2}(?:[-/.月]\d{1,2})?日?(?:\D.*)?")
_MONTH_AND_DAY = re.compile(r"\d{1,2}月\d{1,2}[日号]?.*")

_WEEKDAY = re.compile(r"\s*\(?(?:星期|礼拜|周)[一二三四五六日天]\)?\s*")
_LOOSE_UNITS = re.compile(r"\s*([年月时点分:])\s*|\s+([日号秒])")

_CLOCK = re.compile(
    r"""(?P<half>上午|下午|午后|凌晨|清晨|早上|早晨|早|中午|正午|傍晚|晚上|夜里|夜间|深夜|半夜|夜|晚|[ap]\.?m\.?)?\s*
        (?: (?P<h1>\d{1,2})(?P<sep>[:.-])(?P<m1>\d{1,2})(?:(?P=sep)(?P<s1>\d{1,2})(?:[.,:]\d+)?)?
          | (?P<h2>\d{1,2})[时点](?:整|钟|(?P<m2>\d{1,2})分?(?:(?P<s2>\d{1,2})(?:\.\d+)?秒?)?)?
          | (?P<h3>\d{2})(?P<m3>\d{2})(?:(?P<s3>\d{2})(?:\.?\d{3})?)? )
        \s*(?P<half2>[ap]\.?m\.?|上午|下午)?""",
    re.VERBOSE | re.IGNORECASE,
)
_QUARTERS = {"半": "30分", "一刻": "15分", "三刻": "45分"}
_QUARTER = re.compile("(?<=点)(半|一刻|三刻)")
# Z, GMT and UTC, with or without an offset; CST in a Chinese export is China's. What browsers and Java say besides,
# (中国标准时间) or [Asia/Shanghai], names the offset that stands before it.
_ZONE = re.compile(
    r"""(?P<clock>.*?\d\ ?(?:[ap]\.?m\.?)?)\ ?
        (?: (?P<name>Z|CST|\(?(?:GMT|UTC)) (?:\ ?(?P<sign>[+-]) (?P<hours>\d{1,2}) (?::?(?P<minutes>\d{2}))?)? \)?
          | (?P<bare_sign>[+-]) (?P<bare_hours>\d{2}) (?P<bare_minutes>:?\d{2})? )
        (?:\ ?(?:\([^()\d]*\)|\[Asia/[A-Za-z_]+\]))?""",
    re.VERBOSE | re.IGNORECASE,
)
_TO_SECONDS = re.compile(r".*\d{1,2}([:.])\d{1,2}\1\d{1,2}(?:[.,:]\d+)?")
_QUARTERS_OF_HOUR = ("00", "30", "45")
_FARTHEST = {"+": 14, "-": 12}
_NOON = 12
_HALVES = {
    **dict.fromkeys(("上午", "am", "凌晨", "清晨", "早上", "早晨", "早"), range(12)),
    **dict.fromkeys(("下午", "午后", "pm"), range(12, 24)),
    "中午": range(11, 15),
    "正午": range(12, 13),
    "傍晚": range(16, 21),
    **dict.fromkeys(("晚上", "夜里", "夜间", "晚"), range(17, 24)),
    # 深夜1点 may be of this night or of the next.
    **dict.fromkeys(("深夜", "半夜", "夜"), range(20, 24)),
}
"""The hours that a word before the hour leaves open."""
_LAST_HOUR = 24
_ENDS_DAY = re.compile(r"24(?!\d)|24(?:00){1,2}(?!\d)")


def year_last(text: str) -> tuple[int, int] | None:
    """The two leading numbers of a text in the form 05/03/2013."""
    found = _YEAR_LAST.match(text)
    return (int(found[1]), int(found[3])) if found else None


def whole_second(moment: datetime) -> datetime:
    """A spreadsheet's time is a fraction of a day: the nearest second is meant."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None) + _BEIJING
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def read_moment(
    text: str, order: OrderSource = no_order, *, since_1904: bool = False
) -> tuple[datetime, bool] | DateFault:
    """The moment a cleaned text says, and whether it says a time of day at all. 24:00 is the next day's midnight.

    Args:
        text: it may be an Excel serial.
        order: tells how the column writes 05/03/2013.
        since_1904: serials count from 1904, as in workbooks made on a Mac.
    """
    if _OTHER_DIGITS.search(text):
        return NOT_A_CLOCK
    if _SERIAL.fullmatch(text):
        return _from_serial(text, _FROM_1904 if since_1904 else 0)
    if epoch := _DOT_NET.fullmatch(text):
        return datetime.fromtimestamp(int(epoch[1]) // 1000, UTC).replace(tzinfo=None) + _BEIJING, True
    found = _dated(text, order)
    if isinstance(found, DateFault):
        return found
    day, rest = found
    clock = rest.lstrip(" T,")
    return _at_clock(day, clock, is_iso=rest[:1] == "T") if clock else (day, False)


def _dated(text: str, order: OrderSource) -> tuple[datetime, str] | DateFault:
    """The day a text begins with, and the rest of it."""
    if not text.isascii():
        text = text[:_DATE_PART].translate(_DASHES) + text[_DATE_PART:]
        if _CHINESE_YEAR.match(text):
            text = _CHINESE_NUMBER.sub(_chinese_number, text)
    text = _in_figures(_LOOSE_UNITS.sub(r"\1\2", _WEEKDAY.sub(" ", text)).strip())
    return _find_date(text, order)


def _chinese_number(found: re.Match[str]) -> str:
    """二〇一三 is 2013, 二十三 is 23; what is neither stays."""
    tens = _TENS.fullmatch(found[0])
    if tens:
        return str(10 * int((tens[1] or "一").translate(_FIGURES)) + int((tens[2] or "〇").translate(_FIGURES)))
    return found[0].translate(_FIGURES)


def _in_figures(text: str) -> str:
    """A date whose month is a word, as machines write it, in figures: Mon May 06 09:10:11 CST 2013."""
    if not text[:1].isalnum() or not (text[0].isalpha() or "月" in text or "-" in text or _NAMED_LATER.search(text)):
        return text
    for form in _WITH_NAMED_MONTH:
        if found := form.fullmatch(text):
            return _spelt(found.groupdict(default=""))
    return text


def _spelt(said: Mapping[str, str]) -> str:
    name = said.get("month", "").lower()
    month = _ENGLISH_MONTHS.index(name) + 1 if name else int(said["number"])
    year = said["year"] if len(said["year"]) > 2 else f"20{said['year']}"  # noqa: PLR2004 - a short year
    return f"{year}-{month}-{said['day']} {said['clock'].strip(', ')} {said.get('zone', '')}".strip()


def is_spreadsheet_number(text: str) -> bool:
    """Whether a text is a number by which a spreadsheet counts days or parts of one."""
    return bool(_SERIAL.fullmatch(text) or _FRACTION.fullmatch(text))


def says_seconds(text: str) -> bool:
    """Whether a text that can be read as a moment or a clock writes its seconds."""
    if _DOT_NET.fullmatch(text):
        return True
    either = (_dated(text, lambda: Order.DAY_FIRST), _dated(text, lambda: Order.MONTH_FIRST))
    rests = [found[1] for found in either if not isinstance(found, DateFault)] or [_LOOSE_UNITS.sub(r"\1\2", text)]
    return any(map(_writes_seconds, rests))


def _writes_seconds(rest: str) -> bool:
    clock, _ = _without_zone(rest.lstrip(" T,").strip(), is_iso=rest[:1] == "T")
    found = _CLOCK.fullmatch(_QUARTER.sub(lambda word: _QUARTERS[word[0]], clock))
    return bool(found and any(found[f"s{form}"] for form in "123"))


def read_date(text: str, order: OrderSource = no_order, *, since_1904: bool = False) -> date | DateFault:
    """The day a cleaned text says; a time of day beside it must be possible, and is dropped. 24:00 ends that day."""
    found = read_moment(text, order, since_1904=since_1904)
    if isinstance(found, DateFault):
        return found
    return found[0].date() - timedelta(days=ends_its_day(text, found[0]))


def ends_its_day(text: str, moment: datetime) -> bool:
    """Whether a text says its moment as 24:00 of the day before."""
    if moment.time() != time() or _SERIAL.fullmatch(text):
        return False
    either = (_dated(text, lambda: Order.DAY_FIRST), _dated(text, lambda: Order.MONTH_FIRST))
    rests = [found[1].lstrip(" T,") for found in either if not isinstance(found, DateFault)]
    return any(map(_ENDS_DAY.match, rests))


def read_clock(text: str) -> time | DateFault:
    """The time of day of a cell that holds nothing else; a fraction of a day is a spreadsheet's."""
    if _FRACTION.fullmatch(text):
        seconds = round(Decimal(text) * 86_400)
        return (_EPOCH + timedelta(seconds=seconds)).time() if seconds < 86_400 else NO_SUCH_TIME  # noqa: PLR2004
    found = _at_clock(_EPOCH, _LOOSE_UNITS.sub(r"\1\2", text).strip())
    if isinstance(found, DateFault):
        return found
    # A lone 24:00 cannot say of which day it is the end.
    return found[0].time() if found[0].date() == _EPOCH.date() else NO_SUCH_TIME


def _from_serial(text: str, later: int) -> tuple[datetime, bool] | DateFault:
    days = Decimal(text)
    if int(days) not in _SERIALS:
        return NOT_A_DATE
    return _EPOCH + timedelta(days=later, seconds=round(days * 86_400)), days != int(days)


def _find_date(text: str, order: OrderSource) -> tuple[datetime, str] | DateFault:
    for form in (_YEAR_FIRST, _COMPACT):
        if found := form.match(text):
            return _day(found[1], found[3], found[4], text[found.end() :])
    if found := _CHINESE.match(text):
        return _day(found[1], found[2], found[3], text[found.end() :])
    if found := _YEAR_LAST.match(text):
        return _by_order(found, text[found.end() :], order)
    return _why_no_date(text)


def _why_no_date(text: str) -> DateFault:
    if _SCIENTIFIC.fullmatch(text):
        return DIGITS_LOST
    return NO_YEAR if _SHORT_YEAR.fullmatch(text) or _MONTH_AND_DAY.fullmatch(text) else NOT_A_DATE


def _by_order(found: re.Match[str], rest: str, order: OrderSource) -> tuple[datetime, str] | DateFault:
    known = order()
    if known is None:
        return WHICH_ORDER
    day, month = (found[1], found[3]) if known is Order.DAY_FIRST else (found[3], found[1])
    return _day(found[4], month, day, rest)


def _day(year: str, month: str, day: str, rest: str) -> tuple[datetime, str] | DateFault:
    try:
        full = int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004 - 13年5月6日
        return datetime(full, int(month), int(day)), rest  # noqa: DTZ001 - a wall clock's day
    except ValueError:
        return NO_SUCH_DAY


def _at_clock(day: datetime, text: str, *, is_iso: bool = False) -> tuple[datetime, bool] | DateFault:
    text, ahead = _without_zone(text, is_iso=is_iso)
    found = _CLOCK.fullmatch(_QUARTER.sub(lambda word: _QUARTERS[word[0]], text))
    # 9-10 may be from nine to ten
    if not found or ahead is None or (found["sep"] == "-" and not found["s1"]):
        return NOT_A_CLOCK
    hour, minute, second = _numbers(found)
    shifted = _by_half(hour, (found["half"] or found["half2"] or "").lower().replace(".", ""))
    if shifted is None or not _possible(shifted, minute, second):
        return NO_SUCH_TIME
    try:
        return day + timedelta(hours=shifted, minutes=minute, seconds=second) + ahead, True
    except OverflowError:
        return NO_SUCH_DAY


def _without_zone(text: str, *, is_iso: bool) -> tuple[str, timedelta | None]:
    """A clock without its zone, and what is to be added for Beijing's time; None where the zone is none."""
    found = _ZONE.fullmatch(text)
    if not found:
        return text, timedelta()
    clock = found["clock"].strip()
    if name := (found["name"] or "").lstrip("(").upper():
        if name == "CST" or not found["sign"]:
            ahead = _BEIJING if name != "CST" else timedelta()
            return clock, None if name == "CST" and found["sign"] else ahead
        return clock, _ahead(found["sign"], found["hours"], found["minutes"] or "00")
    sign, minutes = found["bare_sign"], found["bare_minutes"] or ""
    # 9:10-11:30 is from then to then, and 9-10-11 a clock
    if sign == "-" and not is_iso and (":" in minutes or not _TO_SECONDS.fullmatch(clock)):
        return text, timedelta()
    return clock, _ahead(sign, found["bare_hours"], minutes.lstrip(":") or "00")


def _ahead(sign: str, hours: str, minutes: str) -> timedelta | None:
    if int(hours) > _FARTHEST[sign] or minutes not in _QUARTERS_OF_HOUR:
        return None
    offset = timedelta(hours=int(hours), minutes=int(minutes))
    return _BEIJING - offset if sign == "+" else _BEIJING + offset


def _numbers(found: re.Match[str]) -> tuple[int, int, int]:
    form = next(n for n in "123" if found[f"h{n}"])
    return int(found[f"h{form}"]), int(found[f"m{form}"] or 0), int(found[f"s{form}"] or 0)


def _by_half(hour: int, half: str) -> int | None:
    """The hour of the day; None where the half contradicts it (上午 15:00) or leaves it open (晚上 12:00)."""
    if not half:
        return hour
    meant = {hour, hour + _NOON if hour < _NOON else hour - _NOON if hour == _NOON else hour}
    possible = [one for one in meant if one in _HALVES[half]]
    return possible[0] if len(possible) == 1 else None


def _possible(hour: int, minute: int, second: int) -> bool:
    if hour == _LAST_HOUR:
        return minute == second == 0
    return hour < _LAST_HOUR and minute < 60 and second < 60  # noqa: PLR2004 - a clock
