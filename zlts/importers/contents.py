"""What a column's cells look like, where its heading alone could be several fields (readings: Columns)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import time
from functools import lru_cache
from itertools import pairwise

from zlts.importers.dates import Unreadable, ends_its_day, read_clock, read_moment, year_last
from zlts.importers.periods import months_said

SURE, MAYBE, NO = 2, 1, 0

_FEW = 20
_DAY_NUMBER = re.compile(r"\d{1,2}[日号]")
_SHORT_WORD = 6
_AREAS = "城农乡镇"
_ROLES = ("民警", "辅警", "协警", "责任人", "领导", "所长", "队长")

Fitness = Callable[[Sequence[str]], int]


def most(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    """Whether more than half of the values pass; no more of them are looked at than it takes to know."""
    lacking, spare = len(values) // 2 + 1, (len(values) + 1) // 2
    for value in values:
        if test(value):
            lacking -= 1
        else:
            spare -= 1
        if not lacking or not spare:
            break
    return not lacking


def _is_moment(text: str) -> bool:
    return _has_clock(text) is True


def _is_day(text: str) -> bool:
    return _has_clock(text) is False


def is_date(text: str) -> bool:
    return _has_clock(text) is not None


# each of a file's forms looks at the same columns
@lru_cache(maxsize=10_000)
def _has_clock(text: str) -> bool | None:
    """Whether a date says a time of day; midnight is what a date cell has. None where it is no date."""
    if year_last(text):
        return ":" in text
    found = read_moment(text)
    if isinstance(found, Unreadable):
        return None
    return found[1] and (found[0].time() != time.min or ends_its_day(text, found[0]))


def _is_clock(text: str) -> bool:
    return not isinstance(read_clock(text), Unreadable)


def _is_month(text: str) -> bool:
    return len(months_said(text).in_year(2013)) == 1


def _is_of_days(text: str) -> bool:
    """A day, or a span of days that is no month."""
    said = months_said(text, short=True)
    return is_date(text) or bool(said.days or said.odd) or bool(_DAY_NUMBER.fullmatch(text))


def counts_rows(values: Sequence[str]) -> bool:
    """Whether the values are 1, 2, 3 and so on, with gaps at most for lines that are not data."""
    if not most(values, lambda text: text.isascii() and text.isdigit()):
        return False
    numbers = [int(text) for text in values if text.isascii() and text.isdigit()]
    return numbers[0] <= 1 and all(later in (earlier + 1, 0, 1) for earlier, later in pairwise(numbers))


def _time(values: Sequence[str]) -> int:
    return SURE if most(values, _is_moment) else MAYBE


def _date(values: Sequence[str]) -> int:
    return SURE if most(values, _is_day) else MAYBE if most(values, _is_moment) else NO


def _clock(values: Sequence[str]) -> int:
    return SURE if most(values, _is_clock) else NO


def _month(values: Sequence[str]) -> int:
    return SURE if most(values, _is_month) else MAYBE


def _days(values: Sequence[str]) -> int:
    return SURE if most(values, _is_of_days) else NO


def _serial(values: Sequence[str]) -> int:
    if counts_rows(values) or len(set(values)) < len(values):
        return NO
    return SURE if len(values) >= _FEW else MAYBE


def _badge(values: Sequence[str]) -> int:
    if counts_rows(values) or len(set(values)) == len(values) >= _FEW:
        return NO
    digits = most(values, lambda text: text.isascii() and text.isdigit())
    return SURE if digits and len(set(values)) < len(values) else MAYBE


def _evaluator(values: Sequence[str]) -> int:
    if counts_rows(values) or len(set(values)) == len(values) >= _FEW:
        return NO
    letters = most(values, lambda text: not text.isdigit())
    return SURE if letters and len(set(values)) < len(values) else MAYBE


def _area(values: Sequence[str]) -> int:
    return SURE if most(values, lambda text: any(char in text for char in _AREAS)) else NO


def _role(values: Sequence[str]) -> int:
    return SURE if most(values, lambda text: any(word in text for word in _ROLES)) else NO


def _verdict(values: Sequence[str]) -> int:
    return SURE if most(values, lambda text: len(text) <= _SHORT_WORD) else MAYBE


FITNESS: dict[str, Fitness] = {
    "time": _time,
    "date": _date,
    "clock": _clock,
    "month": _month,
    "day": _days,
    "serial": _serial,
    "badge": _badge,
    "evaluator": _evaluator,
    "area": _area,
    "role": _role,
    "verdict": _verdict,
}


def fitness(code: str, values: Sequence[str]) -> int:
    """How well a column of these values would be the field; with no values, anything may be."""
    judge = FITNESS.get(code)
    return judge(values) if judge and values else MAYBE
