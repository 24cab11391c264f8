"""One cell's value to canonical text, by the type of its field; what cannot be read is a `Bad` (readings: Cells)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from zlts.formats.cells import Cell, CellError, hung_of
from zlts.importers.dates import (
    DIGITS_LOST,
    NO_YEAR,
    NOT_A_DATE,
    Mixture,
    OrderSource,
    Seconds,
    Unreadable,
    no_order,
    read_clock,
    read_date,
    read_moment,
    whole_second,
    year_last,
)
from zlts.importers.dayspans import spans_in, with_digits
from zlts.importers.periods import ONLY_WHOLE, months_said
from zlts.importers.text import as_written, clean, heading_key, squeezed
from zlts.periods import Month
from zlts.registers.declaration import Type


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that keeps its row out; with no reason it is only odd, and its row is looked at more closely."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a column's cells need to be told: the order of its dates, its year, whether 1 means one percent.

    `since_1904`: numbers that are dates count from 1904. `mixture` is told of every date, `seconds` of every time.
    `swapped`: the clerk says that a program has exchanged day and month of the cells that are dates.
    """

    order: OrderSource = no_order
    year: int | None = None
    hundredths: bool = False
    since_1904: bool = False
    mixture: Mixture | None = None
    seconds: Seconds | None = None
    swapped: bool = False


Converter = Callable[[str, Cell, Setting], "str | Bad"]

MONTH_WITHOUT_YEAR = "月份没有年份，请写成 2013-05 的样子，或用 --month 指明"
_EXACT_DIGITS = 15
_MONTHS = 12
LAST_DIGITS_LOST = "16 位以上的数字在表格里存成了数值，最后几位已经丢失，请从原系统重新导出，那一列设为文本"
_DOT_ZERO = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+")
_SEPARATORS = re.compile(r" *[、,，;；/／|]+ *")
_AUXILIARY = re.compile(r"\((?:窗口)?(?:辅警|协警|民警|文职|协管员?)\)")
_NAME = r"(?P<name>[^\W\d_a-zA-Z]+(?:[ ·][^\W\d_a-zA-Z]+)*)"
_BADGE = r"(?P<badge>[a-zA-Z]{0,2}\d{3,12})"
_NAME_AND_BADGE = re.compile(
    rf"{_NAME} ?(?:[(\[【] ?(?:警号|工号)?:? ?{_BADGE} ?[)\]】]|[-/_ ]? ?{_BADGE.replace('badge', 'bare')})"
)
_BADGE_AND_NAME = re.compile(rf"[(\[【]?{_BADGE}[)\]】]? ?[-/_]? ?{_NAME}")
_BADGE_ALONE = re.compile(r"[a-zA-Z]{0,2}\d{4,12}", re.ASCII)
_STARS = re.compile(r"[*★☆※#]+")
_DOTS = re.compile("[•・‧∙⋅]")
_INNER_BLANK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")
# 1.000 is one or a thousand, so three noughts are no fraction.
_WHOLE = r"(?:\.0{1,2}|\.0{4,})?"
_COUNT = re.compile(rf"(\d{{1,3}}(?:[, ]\d{{3}})+|\d+){_WHOLE}(?:人次|[次人件个条票笔])?", re.ASCII)
_POINTS = re.compile(rf"(扣除|扣减|扣|减|加|奖励|奖|\+|-)?:?(?:了)?([+-]?)(\d+){_WHOLE}分?", re.ASCII)
_MARK = re.compile(r"(\d+(?:\.\d+)?)分?", re.ASCII)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(%?)", re.ASCII)
_LOOSE_BLANK = re.compile(r"(?<!\d) | (?!\d)")
_MONTH_NUMBER = re.compile(r"(0?[1-9]|1[0-2])月?(?:份)?")
_MINUS_SIGNS = str.maketrans("−–—﹣", "----")


def text_of(cell: Cell) -> str:
    """A cell as cleaned text: whole numbers without a fraction, times to the nearest second."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**_EXACT_DIGITS else repr(cell)
    if isinstance(cell, datetime):
        return str(whole_second(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return clean(hung_of(cell) or cell.text) if isinstance(cell, CellError) else str(cell)


def shown(cell: Cell) -> str:
    """A cell's text as found, for a problem: not normalised."""
    return cell if isinstance(cell, str) else text_of(cell)


def to_text(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    return text


def to_prose(text: str, cell: Cell, _setting: Setting) -> str | Bad:
    """Sentences keep their ，and ：; what the clerk's --map has put in their place is hers."""
    return as_written(cell) if isinstance(cell, str) and clean(cell) == text else text


def to_word(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    return text.replace(" ", "")


def to_name(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """孔 慧 ★(辅警) is 孔慧; blanks between Latin letters stay; a badge beside the name makes it odd."""
    name = _one_name(text)
    return Bad(name) if badges_in(text) else name


def to_names(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """Stars and (辅警) gone, separators all 、, blanks single: who is meant is decided later."""
    bare = _AUXILIARY.sub("", _STARS.sub("", _DOTS.sub("·", text)))
    names = "、".join(part for part in (clean(part) for part in _SEPARATORS.split(bare)) if part)
    return Bad(names) if badges_in(text) else names


def _one_name(text: str) -> str:
    bare = clean(_AUXILIARY.sub("", _STARS.sub("", _DOTS.sub("·", text))))
    return _INNER_BLANK.sub("", bare)


def badges_in(text: str) -> tuple[str, str] | None:
    """The names and the badges of 朱春梅(350509), 350509/朱春梅 or 350509 alone, of several where each has one."""
    bare = clean(_AUXILIARY.sub("", _STARS.sub("", text)))
    parts = [bare] if _with_badge(bare) else [part for part in _SEPARATORS.split(bare) if part]
    found = [_with_badge(part) for part in parts]
    told = [one for one in found if one]
    if not told or len(told) < len(found):
        return None
    return "、".join(_one_name(name) for name, _ in told if name), "、".join(badge for _, badge in told)


def _with_badge(text: str) -> tuple[str, str] | None:
    if _BADGE_ALONE.fullmatch(text):
        return "", text
    found = _NAME_AND_BADGE.fullmatch(text) or _BADGE_AND_NAME.fullmatch(text)
    return (found["name"], found["badge"] or found.groupdict().get("bare", "")) if found else None


def to_code(text: str, cell: Cell, _setting: Setting) -> str | Bad:
    """Badges and numbers of things: 350432.0 is 350432, leading zeros stay."""
    bare = text.replace(" ", "").lstrip("'")
    if isinstance(cell, int | float) and abs(cell) >= 10**_EXACT_DIGITS:
        return Bad(text, LAST_DIGITS_LOST)
    if _SCIENTIFIC.fullmatch(bare):
        return Bad(text, DIGITS_LOST)
    whole = _DOT_ZERO.fullmatch(bare)
    return whole[1] if whole else bare


def to_date(text: str, cell: Cell, setting: Setting) -> str | Bad:
    if isinstance(cell, time):
        return Bad(text, NOT_A_DATE)
    if isinstance(cell, datetime | date):
        return str(_in_place(date.fromisoformat(text[:10]), setting))
    found = read_date(text, setting.order, since_1904=setting.since_1904)
    return Bad(text, found) if isinstance(found, Unreadable) else str(_watched(text, found, setting))


def to_time(text: str, cell: Cell, setting: Setting) -> str | Bad:
    """`2013-05-06 09:10:11`; a day alone is its midnight. Whether seconds are written, `setting.seconds` is told."""
    if isinstance(cell, datetime):
        if setting.seconds:
            setting.seconds.see_moment(int(text[-2:]))
        return str(_in_place(datetime.fromisoformat(text), setting))
    if isinstance(cell, time):
        return Bad(text, NO_YEAR)
    found = read_moment(text, setting.order, since_1904=setting.since_1904)
    if isinstance(found, Unreadable):
        return Bad(text, found)
    if setting.seconds and found[1]:
        setting.seconds.see_text(text, found[0].second)
    return str(_watched(text, found[0], setting))


_Day = TypeVar("_Day", date, datetime)


def _in_place(day: _Day, setting: Setting) -> _Day:
    """A date cell's day, or a text's with the year first, with day and month where the clerk says they belong."""
    if setting.mixture is not None:
        setting.mixture.see_day(day.year, day.month, day.day)
    return day.replace(month=day.day, day=day.month) if setting.swapped and day.day <= _MONTHS else day


def _watched(text: str, day: _Day, setting: Setting) -> _Day:
    """A text's day, which the column's mixture is told of."""
    if year_last(text) is None:
        return _in_place(day, setting)
    if setting.mixture is not None:
        setting.mixture.see_text(text)
    return day


def to_clock(text: str, cell: Cell, setting: Setting) -> str | Bad:
    """`09:10:11`; whether seconds are written, `setting.seconds` is told."""
    if isinstance(cell, datetime | time):
        moment = whole_second(datetime.combine(date.min, cell) if isinstance(cell, time) else cell)
        if setting.seconds:
            setting.seconds.see_moment(moment.second)
        return f"{moment:%H:%M:%S}"
    found = read_clock(text)
    if isinstance(found, Unreadable):
        return Bad(text, found)
    if setting.seconds:
        setting.seconds.see_text(text, found.second)
    return f"{found:%H:%M:%S}"


def to_month(text: str, cell: Cell, setting: Setting) -> str | Bad:
    """`2013-05`; a month without a year is in the year the title or the file's name says."""
    if isinstance(cell, float) and not cell.is_integer() and re.fullmatch(r"\d{4}\.1", text):
        return Bad(text, "2013.1 可能是 1 月，也可能是 10 月，请写成 2013-01 的样子")
    said = months_said(text)
    if odd := said.odd or (said.doubt if not said.months else ""):
        return Bad(text, f"“{odd}”不是整月；{ONLY_WHOLE}")
    if said.months:
        first, last = min(said.months), max(said.months)
        return str(first) if first == last else Bad(text, f"{first} 至 {last}不是一个月；{ONLY_WHOLE}")
    bare = _MONTH_NUMBER.fullmatch(text.replace(" ", ""))
    numbers = {int(bare[1])} if bare else said.numbers
    if len(numbers) == 1 and not said.years:
        return str(Month(setting.year, *numbers)) if setting.year else Bad(text, MONTH_WITHOUT_YEAR)
    return _month_of_a_day(text, read_date(text, setting.order, since_1904=setting.since_1904))


def _month_of_a_day(text: str, day: date | Unreadable) -> str | Bad:
    """Workbooks hold a month as its first day, seldom as its last; any other day is no month."""
    if isinstance(day, Unreadable):
        return Bad(text, "看不懂这个月份，请写成 2013-05 的样子")
    month = Month.of(day)
    ends = day in (month.first_day, month.last_day)
    return str(month) if ends else Bad(text, f"是一天，不是整月；{ONLY_WHOLE}")


def to_days(text: str, _cell: Cell, setting: Setting) -> str | Bad:
    """`2013-05-06`, or `2013-05-06/2013-05-12` for a span; what names no full day stays as it is."""
    spans = list(spans_in(with_digits(squeezed(text))))
    year = spans[0].year or setting.year if len(spans) == 1 else None
    if year:
        ends = ((year, spans[0].first), (spans[0].last_year or year, spans[0].last))
        return "/".join(f"{of:04}-{month:02}-{day:02}" for of, (month, day) in ends)
    found = read_date(text, setting.order, since_1904=setting.since_1904)
    return text.replace(" ", "") if isinstance(found, Unreadable) else str(found)


def _without_blanks(text: str) -> str:
    """A number's text; a blank between two digits stays, for 10 2 is not 102."""
    return _LOOSE_BLANK.sub("", text)


def to_count(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    found = _COUNT.fullmatch(_without_blanks(text))
    return str(int(re.sub("[, ]", "", found[1]))) if found else Bad(text, "不是整数，次数应当是 0、1、2……")


def to_points(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """-2, 扣2分, 加1分, +1 as whole numbers with a sign."""
    return _signed(text, 1)


def to_minus(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """A column headed 扣分: 2 and -2 take two away, 加2分 gives them, and +2 may be either."""
    return _against_its_heading(text, "+", "扣") or _signed(text, -1)


def to_plus(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """A column headed 加分: 2 and +2 give two, 扣2分 takes them away, and -2 may be either."""
    return _against_its_heading(text, "-", "加") or _signed(text, 1)


def _against_its_heading(text: str, sign: str, does: str) -> Bad | None:
    bare = _without_blanks(text).translate(_MINUS_SIGNS)
    if not bare.startswith(sign) or not bare.strip("+-0分"):
        return None
    return Bad(text, f"这一列是{does}分，数字前却是“{sign}”，看不出是加还是扣：请写成 扣2分 或 加1分 的样子")


def _signed(text: str, bare_sign: int) -> str | Bad:
    found = _POINTS.fullmatch(_without_blanks(text).translate(_MINUS_SIGNS))
    if not found or (found[1] and found[2] and not (found[1][0] in "扣减" and found[2] == "-")):
        return Bad(text, "看不出加扣几分，请写成 -2 或 扣2分、加1分 的样子")
    mark = found[1] or found[2]
    sign = bare_sign if not mark else -1 if mark[0] in "扣减-" else 1
    return str(sign * int(found[3]))


def to_mark(text: str, _cell: Cell, _setting: Setting) -> str | Bad:
    """A full mark, or what was got of it: 10, 9.5, 98分."""
    found = _MARK.fullmatch(_without_blanks(text))
    if not found:
        return Bad(text, "看不出是多少分；如果这一列写的是加扣分，请用 --map 加扣分=表头 指明")
    return found[1]


def to_percent(text: str, cell: Cell, setting: Setting) -> str | Bad:
    """98.5% as printed; 0.985 is 98.5%, unless the heading says that its numbers are percents."""
    found = _PERCENT.fullmatch(_without_blanks(text))
    try:
        number = Decimal(found[1]) if found else None
    except InvalidOperation:
        number = None
    if found is None or number is None:
        return Bad(text, "看不懂这个百分比，请写成 98.50% 的样子")
    if found[2] or setting.hundredths or number > 1:
        return f"{found[1]}%"
    return f"{_hundredfold(number, exact=not isinstance(cell, float))}%"


def _hundredfold(number: Decimal, *, exact: bool) -> str:
    """As many digits as were printed; a float's last ones are noise."""
    shifted = number.scaleb(2)
    if not exact:
        shifted = round(shifted, 10).normalize()
    return f"{shifted:f}"


CONVERTERS: dict[Type, Converter] = {
    Type.TEXT: to_text,
    Type.PROSE: to_prose,
    Type.WORD: to_word,
    Type.NAME: to_name,
    Type.NAMES: to_names,
    Type.CODE: to_code,
    Type.DATE: to_date,
    Type.TIME: to_time,
    Type.CLOCK: to_clock,
    Type.MONTH: to_month,
    Type.DAYS: to_days,
    Type.COUNT: to_count,
    Type.POINTS: to_points,
    Type.MINUS: to_minus,
    Type.PLUS: to_plus,
    Type.MARK: to_mark,
    Type.PERCENT: to_percent,
}


def says_percent(heading: str) -> bool:
    """Whether 满意率(%) says that its numbers are percents."""
    return "%" in clean(heading) or "百分" in heading_key(heading)
