"""Fields of two columns: a time, points, marks, a summary's period from day to day (readings: Columns)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from zlts.formats.cells import Cell
from zlts.importers.dates import DateFault, OrderSource, no_order, read_date
from zlts.importers.headings import Match
from zlts.importers.normalization import text_of
from zlts.importers.period_text import ONLY_WHOLE
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Problem
from zlts.periods import Month
from zlts.registers.declaration import Form

_MIDNIGHT = "00:00:00"
BOTH_WAYS = "这一行既有扣分又有加分，看不出算哪一个"
NO_FULL_MARK = (
    "得分本身不是加扣分：要同一行有满分（分值）才算得出，满分在哪一列请用 --map 满分=… 指明；"
    "只有这一列写的就是加几分、扣几分的，才用 --map 加扣分=表头"
)
FULL_MARK_ALONE = (
    "分值（满分）不是加扣分，这一行没有写加扣几分；"
    "这一列如果就是加扣分，请用 --map 加扣分=表头 指明，没有加扣分的请用 --map 满分=-"
)


def joined(form: Form, fields: dict[str, str]) -> dict[str, str]:
    """The fields, with wholes in place of their parts; two parts that contradict each other stand side by side."""
    for whole, parts in form.parts.items():
        first, second = (fields.pop(part, None) for part in parts)
        if first is not None or second is not None:
            fields[whole] = _moment(first, second) if whole == "time" else _points(first, second)
    return _with_marks(form, fields)


def _with_marks(form: Form, fields: dict[str, str]) -> dict[str, str]:
    """The fields, with the difference of two marks as points where no column says the points; the marks go."""
    if form.marks and not fields.keys().isdisjoint(form.marks):
        full, score = (fields.pop(code, "") for code in form.marks)
        difference = _difference(full, score)
        if difference is not None and not fields.get("points"):
            fields["points"] = str(difference)
    return fields


def _difference(full: str, score: str) -> int | None:
    """What was got less what could be; None where a mark is missing, or it is no whole number."""
    try:
        difference = Decimal(score) - Decimal(full)
    except ArithmeticError:
        return None
    return int(difference) if difference == int(difference) else None


def fault_of_marks(form: Form, values: Mapping[str, str]) -> tuple[str, str] | None:
    """The field and the reason why a row's marks cannot be taken; `values` are those that could be read."""
    if not form.marks or values.keys().isdisjoint(form.marks):
        return None
    full, score = (values.get(code, "") for code in form.marks)
    points = [int(values[code]) for code in ("points", "minus", "plus") if values.get(code)]
    if full and score:
        return _fault_of_difference(_difference(full, score), sum(points) if points else None)
    says_points = not values.keys().isdisjoint(("points", "minus", "plus"))
    if score and not points:
        return "score", NO_FULL_MARK
    return ("full", FULL_MARK_ALONE) if full and not says_points else None


def _fault_of_difference(difference: int | None, points: int | None) -> tuple[str, str] | None:
    if difference is None:
        return "score", "得分比满分少的不是整数，加扣分只能是整数"
    if points is not None:
        return None if points == difference else ("score", f"满分、得分相差 {difference:+d} 分，与写明的加扣分对不上")
    return ("score", "得分比满分还多，看不出加几分，请写成加分") if difference > 0 else None


def joined_columns(form: Form, columns: dict[str, list[str]]) -> dict[str, list[str]]:
    """The same for many rows at once, column by column."""
    there = {part for parts in form.parts.values() for part in parts if part in columns}
    if not there:
        return columns
    rows = [joined(form, dict(zip(columns, row, strict=True))) for row in zip(*columns.values(), strict=True)]
    return {code: [row[code] for row in rows] for code in rows[0]}


def contradicts(form: Form, values: Mapping[str, str]) -> bool:
    """Whether a row both takes points and gives them."""
    minus, plus = form.parts.get("points", ("", ""))
    return values.get(minus, "") not in ("", "0") and values.get(plus, "") not in ("", "0")


def _moment(day: str | None, clock: str | None) -> str:
    """A day without any column for the time of day is its midnight."""
    return f"{day or ''} {_MIDNIGHT if clock is None else clock}".strip()


def _points(minus: str | None, plus: str | None) -> str:
    said = [part for part in (minus, plus) if part]
    telling = [part for part in said if part != "0"] or said[:1]
    return "/".join(telling)


# ---------------------------------------------------------------- a period's ends (readings: Periods)

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
            if isinstance(found, DateFault) and end:
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
        points = " 至 ".join(str(one) for one in (first, last) if one)
        return Problem(heading[1] if heading else "", points, f"统计的是 {points}，不是整月；{ONLY_WHOLE}")


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
