"""What a register's declaration is made of: its forms, their fields with types, and what becomes of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from zlts.registers.rows import Settled

COUNT = "count:"
"""Before the rating word, the field of a summary's column of counts."""


class Type(StrEnum):
    """What a field's cells hold; how each is read, `importers.column_types` and `importers.date_types` say."""

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
    SHIFT = "shift"  # hours of a day
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
    """One column as declared; `filled`: a row without it is not taken; `masked`: never shown.

    `since`: the ledger's schema which first kept it; earlier ledgers get its column when they are brought there.
    """

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
    remark: bool = False
    """What came of the row later: a word that takes the row back, 不再扣分, may stand there."""
    personal: bool = False
    """Erased by rule (`store.personal`), so a keyed digest stands for it in what the journal's chain covers."""
    viewed_as: str = ""
    """Its name in the register's view, where that is not the field's."""
    since: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a register: `needed` are groups of fields, of each of which one column must be there.

    `register` is the kind of files, as `import --kind` takes it; `name` what the workbook of the quarantine calls it.

    `parts` are fields made of two columns: a time of 日期 and 时间. `marks` are the columns of a full mark and of
    what was got of it, whose difference is a row's points.
    """

    register: str
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

    @property
    def kept(self) -> tuple[Field, ...]:
        """The fields as stored: not the two columns that a time or a row's points are made of."""
        made_of = {code for codes in (*self.parts.values(), self.marks or ()) for code in codes}
        return tuple(item for item in self.fields if item.code not in made_of)


BESIDE_PERSONAL = ("salt", "personal")
"""Columns of a register with personal fields: the key and the keyed digest that stands in the chain for them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A register: all that is to be said of it once.

    `kind` is what its rows are known by in the quarantine and the journal, `word` the same in Chinese; `table` keeps
    its rows as they say it, with an index of the fields `indexed`. `view` is the view for other tools, of the fields
    `viewed`. `settle` takes its rows, a roster and the policies by day, and gives the rows' outcomes and the
    register's facts; None of the roster, by which the others are settled, and of evaluations, settled one by one.
    `since`: the ledger's schema that first had it.
    """

    kind: str
    word: str
    table: str
    forms: tuple[Form, ...]
    indexed: tuple[str, ...] = ()
    settle: Callable[..., Settled[Any]] | None = None
    view: str = ""
    viewed: tuple[str, ...] = ()
    since: int = 1

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that are kept, by code; where two forms have one, as the first has it."""
        found: dict[str, Field] = {}
        for item in (item for form in self.forms for item in form.kept):
            found.setdefault(item.code, item)
        return found

    @property
    def personal(self) -> tuple[str, ...]:
        """The codes of the personal fields."""
        return tuple(code for code, item in self.fields.items() if item.personal)

    def added(self, schema: int) -> tuple[str, ...]:
        """The columns that it got with that schema of the ledger."""
        return tuple(code for code, item in self.fields.items() if max(item.since, self.since) == schema)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of its table after those that every register has; later ones last, as SQLite adds them."""
        later = [code for code, item in self.fields.items() if item.since > self.since]
        later.sort(key=lambda code: self.fields[code].since)
        return (*self.added(self.since), *(BESIDE_PERSONAL if self.personal else ()), *later)

    @property
    def view_columns(self) -> dict[str, str]:
        """Column of the table → its name in the view."""
        return {code: self.fields[code].viewed_as or self.fields[code].name for code in self.viewed}


# ---------------------------------------------------------------- fields that several registers have

UNIT = Field("unit", "单位", Type.WORD)
WINDOW = Field("window", "窗口", Type.WORD, Says.WHO)
EVALUATOR = Field("evaluator", "评价器", Type.DEVICE, Says.WHO)
BADGE = Field("badge", "警号", Type.BADGE, Says.WHO)
OFFICER = Field("officer", "姓名", Type.NAME, Says.WHO)
WHO_COLUMNS = ("badge", "officer", "window", "evaluator")
