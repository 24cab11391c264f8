"""Lines that make an officer's month, told apart by window, device, day, shift or matter (readings: Summaries).

Which of them stand together, which are said twice, and whether the days they are of make the whole month.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from zlts.periods import Month

FIELDS: Mapping[str, str] = {
    "window": "窗口",
    "evaluator": "评价器",
    "day": "日期",
    "shift": "时段",
    "matter": "业务",
}
"""What tells the lines of one officer's month apart, and its Chinese name."""
Share = Mapping[str, str]
"""A line's values of those fields; blank ones are left out."""

_WHOLE = frozenset(
    {
        "全部",
        "所有",
        "全部业务",
        "所有业务",
        "全部窗口",
        "所有窗口",
        "全天",
        "全月",
        "整月",
        "不限",
        "全部设备",
        "all",
        "ALL",
        "All",
    }
)
"""What a line of all of them has there."""
_MOST = 400
"""More lines of one officer and month that are filled unlike each other are looked at by a person anyway."""
_GAP = 8
"""Days at a month's beginning and end on which a window may have been closed: a holiday week and its Sunday."""
_SATURDAY = 5
_LONG_WEEKEND = 2
"""Days from Monday to Friday on which all windows may be closed at a month's end, as before the first of May."""
_NUMBER = re.compile(r"(?:(\d{1,2})月)?0?(\d{1,2})[日号]?")
_WORDS = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, 31), "上半月": (1, 15), "下半月": (16, 31)}


def share_of(fields: Mapping[str, str], window: str) -> dict[str, str]:
    """What tells a line apart; the window in the form in which windows are compared."""
    said = {code: (fields.get(code) or "").strip() for code in FIELDS}
    return {code: value for code, value in {**said, "window": window}.items() if value and value not in _WHOLE}


def clash(shares: Sequence[Share]) -> tuple[int, int, str] | None:
    """Two lines that may count the same presses, and the column that one of them lacks; "" where they are equal."""
    known: dict[tuple[tuple[str, str], ...], int] = {}
    for at, share in enumerate(shares):
        mark = tuple(sorted(share.items()))
        if mark in known:
            return known[mark], at, ""
        known[mark] = at
    if len({frozenset(share) for share in shares}) == 1:
        return None
    for later, share in enumerate(shares[:_MOST]):
        for earlier in range(later):
            if not _are_apart(shares[earlier], share):
                lacking = sorted(shares[earlier].keys() ^ share.keys(), key=list(FIELDS).index)
                return earlier, later, FIELDS[lacking[0]]
    return (0, _MOST, "日期") if len(shares) > _MOST else None


def _are_apart(one: Share, other: Share) -> bool:
    return any(one[code] != other[code] for code in one.keys() & other.keys())


def lacking_days(texts: Iterable[str], first: date, last: date) -> str:
    """Why the days that lines are of are not all from the first to the last of a month, in words; "" where they are.

    Single days need not be all days, for windows are closed on some; spans of days must be.
    """
    days: set[int] = set()
    spans: set[int] = set()
    for text in dict.fromkeys(texts):
        found = _days_of(text, Month.of(last))
        if found is None:
            return f"“{text}”看不出是这个月的哪几天"
        (days if len(found) == 1 else spans).update(found)
    if spans:
        absent = set(range(first.day, last.day + 1)) - spans - days
        return f"没有 {min(absent)} 日" if absent else ""
    if min(days) - first.day >= _GAP:
        return f"从 {min(days)} 日才开始"
    return f"只到 {max(days)} 日" if last.day - max(days) >= _GAP else ""


def ends_early(texts: Iterable[str], last: date) -> str:
    """The last of the days that a whole file is of, where more than a long weekend follows it; else ""."""
    found = [days for text in texts if (days := _days_of(text, Month.of(last)))]
    end = max((days[-1] for days in found), default=last.day)
    missed = sum(last.replace(day=day).weekday() < _SATURDAY for day in range(end + 1, last.day + 1))
    return f"只到 {end} 日" if missed > _LONG_WEEKEND else ""


def _days_of(text: str, month: Month) -> range | None:
    first, _, last = text.partition("/")
    try:
        start = date.fromisoformat(first[:10])
        end = date.fromisoformat(last[:10]) if last else start
    except ValueError:
        return _days_by_number(text, month)
    if Month.of(start) != month or Month.of(end) != month or end < start:
        return None
    return range(start.day, end.day + 1)


def _days_by_number(text: str, month: Month) -> range | None:
    if text in _WORDS:
        first, last = _WORDS[text]
        return range(first, min(last, month.last_day.day) + 1)
    found = _NUMBER.fullmatch(text)
    if not found or (found[1] and int(found[1]) != month.number) or not 1 <= int(found[2]) <= month.last_day.day:
        return None
    return range(int(found[2]), int(found[2]) + 1)
