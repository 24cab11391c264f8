"""The two ends of a summary row's period, in columns of their own: 开始日期, 结束日期 (readings: Periods)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zlts.formats.cells import Cell
from zlts.importers.columns import Match
from zlts.importers.dates import OrderSource, Unreadable, no_order, read_date
from zlts.importers.periods import ONLY_WHOLE
from zlts.importers.text import text_of
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Problem
from zlts.periods import Month

_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
UNREADABLE_END = f"看不懂这个日期，不知道统计的是不是整月；{ONLY_WHOLE}"


@dataclass(frozen=True, slots=True)
class PeriodEnds:
    """The columns of the first and the last day: their headings by index, either or none of them."""

    first: tuple[int, str] | None = None
    last: tuple[int, str] | None = None
    since_1904: bool = False

    def __bool__(self) -> bool:
        return bool(self.first or self.last)

    def month(self, cells: Sequence[Cell], order: OrderSource = no_order) -> Month | Problem | None:
        """The month that the two ends enclose; a problem where they enclose another period; None if blank.

        One end alone must be the first, or the last, day of its month.
        """
        days: list[date | None] = []
        for end in (self.first, self.last):
            text = text_of(cells[end[0]]) if end and end[0] < len(cells) else ""
            if _CLOCK.fullmatch(text):  # of the counter's hours, not of the period
                text = ""
            found = read_date(text, order, since_1904=self.since_1904) if text else None
            if isinstance(found, Unreadable) and end:
                return Problem(end[1], text, UNREADABLE_END)
            days.append(found if isinstance(found, date) else None)
        first, last = days
        day = first or last
        if day is None:
            return None
        month = Month.of(day)
        if first in (None, month.first_day) and last in (None, month.last_day):
            return month
        heading = (self.last if last and last != month.last_day else self.first) or self.last or self.first
        told = " 至 ".join(str(one) for one in (first, last) if one)
        return Problem(heading[1] if heading else "", told, f"统计的是 {told}，不是整月；{ONLY_WHOLE}")


def ends_of(match: Match, vocabulary: Vocabulary, *, since_1904: bool) -> PeriodEnds:
    """The ends that a summary's header has among the columns that are no field and that nobody has left out."""
    if not match.form.month_from_context:
        return PeriodEnds()
    used = set(match.columns.values()) | set(match.left_out)
    found: dict[str, tuple[int, str]] = {}
    words: Mapping[str, frozenset[str]] = vocabulary.ends
    for item in match.headings:
        for which, keys in words.items():
            if item.index not in used and any(key in keys for key in item.keys):
                found.setdefault(which, (item.index, match.shown(item)))
    return PeriodEnds(found.get("first"), found.get("last"), since_1904)
