"""What a register's declaration is made of: fields with types, and what a file of that form must have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zlts.model import Register

COUNT = "count:"
"""Before the rating word, the field of a summary's column of counts."""


class Type(StrEnum):
    """What a field's cells hold; how each is read, `column_types` and `date_types` say."""

    TEXT = "text"
    WORD = "word"  # one of a vocabulary: no inner blanks
    RATING = "rating"
    AREA = "area"
    ROLE = "role"
    VERDICT = "verdict"
    NAME = "name"
    NAMES = "names"  # several names may stand in the cell
    CODE = "code"  # numbers of things
    SERIAL = "serial"
    BADGE = "badge"
    DEVICE = "device"
    DATE = "date"
    DAY = "day"  # a date beside a clock, which together are a time
    TIME = "time"
    PROSE = "prose"
    CLOCK = "clock"
    MONTH = "month"
    DAYS = "days"  # a day or a span of days within a month
    COUNT = "count"
    POINTS = "points"
    MINUS = "minus"
    PLUS = "plus"
    MARK = "mark"  # a full mark, or what was got of it
    PERCENT = "percent"


class Says(StrEnum):
    """What kind of evidence a field is that a row is data: who, when, or what."""

    WHO = "who"
    WHEN = "when"
    WHAT = "what"
    NOTHING = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One column as declared; `filled`: a row without it is not taken; `masked`: never shown."""

    code: str
    name: str
    type: Type = Type.TEXT
    says: Says = Says.NOTHING
    filled: bool = False
    masked: bool = False
    open_end: bool = False
    tells: bool = False
    """Of what sort a row is: a word that takes a row back, 测试 or 作废, may stand there."""
    summed: bool = False
    """Of what a row is about: a sum that stands there makes the row one of sums."""
    nobody: bool = False
    """Of names: 不详 is blank."""
    notes: bool = False
    """What was done about the row's verdict, which it must not contradict."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a register: `needed` are groups of fields, of each of which one column must be there.

    `parts` are fields made of two columns: a time of 日期 and 时间. `marks` are the columns of a full mark and of
    what was got of it, whose difference is a row's points.
    """

    register: Register
    form: str
    name: str
    fields: tuple[Field, ...]
    needed: tuple[tuple[str, ...], ...]
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    marks: tuple[str, str] | None = None
    counts: bool = False
    unit_from_context: bool = True
    month_from_context: bool = False

    def get(self, code: str) -> Field | None:
        """The field of that code; a count's field is made from its word."""
        if self.counts and code.startswith(COUNT):
            return Field(code, code.removeprefix(COUNT), Type.COUNT)
        return next((item for item in self.fields if item.code == code), None)

    def by_name(self, word: str) -> Field | None:
        """The field of that code or Chinese name."""
        return next((item for item in self.fields if word in (item.code, item.name)), None)

    def name_of(self, code: str) -> str:
        found = self.get(code)
        return found.name if found else code
