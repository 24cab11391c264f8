"""From the cells of a line to a row: its columns' values, and what the texts around it add (readings: Columns)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from zlts.formats.cells import Cell, CellChunk, CellError, Line, span_of
from zlts.importers.column_evidence import ColumnEvidence, DateMixture
from zlts.importers.column_reader import COLUMN_TYPES, ColumnReader, Odd
from zlts.importers.column_types import Bad, ColumnSettings, badges_in
from zlts.importers.combined_fields import (
    ends_of,
    joined,
    joined_columns,
)
from zlts.importers.context import Context, ContextValue
from zlts.importers.dates import Order
from zlts.importers.file_settings import FileSettings
from zlts.importers.headers import Header
from zlts.importers.normalization import clean, heading_key
from zlts.importers.period_text import ONLY_WHOLE
from zlts.importers.row_checks import RowChecks
from zlts.model import Chunk, Problem, Register, SaidRow
from zlts.periods import Month
from zlts.registers.declaration import Type

DATE_CELLS, AS_THEY_ARE, SWAPPED = "日期单元格", "照原样", "日月对调"
"""`--map 评价时间:日期单元格=照原样`: what the clerk says of dates that stand beside texts of another order."""
_YEAR = re.compile(r"(20\d\d)(?:\.0)?年?度?")
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")
_NAME_FIELDS = {"officer", "officers", "name"}
_BLOCKS: dict[str, int] = {Register.ROSTER: 1, Register.EVALUATIONS: 2}
"""How many units, each written once, prove that a column says a unit on the first row of its block only.

In the other registers a row may well lack its unit, and the one above would be a guess.
"""


class RowReader:
    """Reads the rows under one header: the values of its columns, and what the context adds."""

    def __init__(
        self, header: Header, settings: FileSettings, context: Context, evidence: ColumnEvidence, sheet: str
    ) -> None:
        self.header = header
        self._settings = settings
        self._context = context
        self._evidence = evidence
        self._sheet = sheet
        columns = sorted(header.match.columns.items(), key=lambda item: item[1])
        self._columns = [(self._column(code, index), index) for code, index in columns]
        self._added = self._context_fields()
        self._ends = ends_of(header.match, settings.vocabulary, since_1904=settings.since_1904)
        self._checks = RowChecks(header, settings)

    # ------------------------------------------------------------ columns

    @property
    def takes_chunks(self) -> bool:
        """Only where every row must bear a date does a line that is read without fault need no weighing.

        Where the context is at odds with itself, no row is without fault.
        """
        if self._added is None:
            return False
        fields = [column.field for column, _ in self._columns]
        types = {item.type for item in fields}
        dated = any(item.filled and COLUMN_TYPES[item.type].says_day for item in fields)
        return dated and not {Type.MINUS, Type.PLUS} <= types and Type.MARK not in types

    def _column(self, code: str, index: int) -> ColumnReader:
        heading = self.header.match.heading_of(code)
        answers = self._settings.vocabulary.yes_no_headings.answers(self.header.form.register, code, heading)
        words = {**answers, **self._settings.words.get(code, {})}
        cells_are = words.get(DATE_CELLS, "")
        is_settled = cells_are in (AS_THEY_ARE, SWAPPED)
        settings = ColumnSettings(
            self._order_of(code, index),
            self._year(code),
            "%" in clean(heading) or "百分" in heading_key(heading),
            self._settings.since_1904,
            DateMixture() if is_settled else self._evidence.mixture(self.header.field(code).name, heading),
            self._evidence.seconds,
            cells_are == SWAPPED,
        )
        return ColumnReader(self.header.field(code), self._settings.vocabulary, settings, words, self._check_of(code))

    def _year(self, code: str) -> int | None:
        """The year of months and days written without one: of the titles and names, or of a column of its own."""
        around = self._context.year()
        if code != "month":
            return around
        match, keys = self.header.match, self._settings.vocabulary.years
        columns = [item.index for item in match.headings if any(key in keys for key in item.keys)]
        beside = {_YEAR.fullmatch(self._evidence.only_text(index)) for index in columns}
        years = {int(found[1]) for found in beside if found} | ({around} if around else set())
        return years.pop() if len(years) == 1 else None

    def _order_of(self, code: str, index: int) -> Callable[[], Order | None]:
        asked = self._settings.words.get(code, {}).get("日期", "")
        if asked in set(Order):
            return lambda: Order(asked)
        return lambda: self._evidence.order(index)

    def _check_of(self, code: str) -> Callable[[str], str] | None:
        """A row that names another unit or month than the clerk did is put before her."""
        if code == "unit" and self._settings.unit_asked:
            return self._other_unit
        if code == "month" and self._settings.month_asked:
            return self._other_month
        return None

    def _other_unit(self, text: str) -> str:
        known, asked = self._settings.units.known(text), self._settings.unit_asked
        return f"命令里指明的单位是“{asked}”，这一行却是“{known}”" if known and known != asked else ""

    def _other_month(self, text: str) -> str:
        asked = str(self._settings.month_asked)
        return f"命令里指明的月份是 {asked}，这一行却是 {text}" if text != asked else ""

    # ------------------------------------------------------------ rows

    def chunk(self, rows: CellChunk) -> Chunk | None:
        """Plain rows as typed ones; None where one of them is odd."""
        if not self._checks.are_whole(rows) or rows.widths[0] <= max(index for _, index in self._columns):
            return None
        cells, numbers = rows.columns, rows.numbers
        try:
            columns = {column.field.code: column.values(cells[index]) for column, index in self._columns}
        except Odd:
            return None
        columns |= {code: [value] * len(numbers) for code, value in (self._added or {}).items()}
        return Chunk(self._sheet, numbers, joined_columns(self.header.form, columns))

    def values(self, cells: Sequence[Cell]) -> dict[str, str | Bad]:
        """The values of any line by their fields' codes; it may be shorter than its header."""
        if CellError in map(type, cells):
            cells = [self._under_one_heading(cell) for cell in cells]
        return {
            column.field.code: column.value(cells[index] if index < len(cells) else None)
            for column, index in self._columns
        }

    def _under_one_heading(self, cell: Cell) -> Cell:
        """A number whose cell spans several columns, where one heading spans them, too."""
        spanning = span_of(cell)
        if spanning is None:
            return cell
        number, columns = spanning
        over = {item.text for item in self.header.match.headings if item.index in columns}
        return number if len(over) <= 1 else cell

    def row(self, line: Line, values: dict[str, str | Bad], *, at_end: bool = False) -> SaidRow:
        """A data row with its problems, its unit and month taken from the context where it has none.

        `values` are its own by code; `at_end`: it is the file's last line.
        """
        self._take_badges(values)
        self._take_block(values, line)
        ends = [*self._period_ends(line, values), *self._month_of_days(values)]
        missing = self._from_context(values)
        if odd := self._odd_period(values):
            missing = [problem for problem in missing if problem.column != odd[0].column]
        problems = [*missing, *odd, *ends, *self._checks.problems(line, values, at_end=at_end)]
        fields = {code: value.text if isinstance(value, Bad) else value for code, value in values.items()}
        return SaidRow(self._sheet, line.number, joined(self.header.form, fields), tuple(problems))

    def _context_fields(self) -> dict[str, str] | None:
        """What rows get from the context where the file has no such column; None where that is a problem."""
        values: dict[str, str] = {}
        for code, find in self._finders():
            if code in self.header.match.columns:
                continue
            found = find()
            if found.reason or (not found.value and self.header.field(code).filled):
                return None
            if found.value:
                values[code] = found.value
        return values

    def _finders(self) -> list[tuple[str, Callable[[], ContextValue]]]:
        form = self.header.form
        finders = [("unit", self._context.unit)] if form.unit_from_context else []
        if self._settings.role_asked and form.get("role"):
            finders.append(("role", lambda: ContextValue(self._settings.role_asked)))
        return [*finders, ("month", self._context.month)] if form.month_from_context else finders

    def _from_context(self, values: dict[str, str | Bad]) -> list[Problem]:
        problems = []
        for code, find in self._finders():
            value = values.get(code, "")
            if (isinstance(value, Bad) and value.text) or (value and isinstance(value, str)):
                continue
            found = find()
            if found.value:
                values[code] = found.value
            elif found.reason or self.header.field(code).filled:
                reason = found.reason or self._not_said(code)
                problems.append(Problem(self.header.match.heading_of(code), "", reason))
                values[code] = ""
        return problems

    def _odd_period(self, values: Mapping[str, str | Bad]) -> list[Problem]:
        """A summary's row beside which a period stands that is not its whole month."""
        if not self.header.form.month_from_context:
            return []
        month = values.get("month", "")
        known = Month.parse(month) if isinstance(month, str) and month else None
        found = self._context.period_doubt(known, by_day="day" in self.header.match.columns)
        return [Problem(self.header.match.heading_of("month"), *found)] if found else []

    def _period_ends(self, line: Line, values: dict[str, str | Bad]) -> list[Problem]:
        """Of a summary's row with a first and a last day: they must be its month, and give it where nothing does."""
        if not self._ends:
            return []
        found = self._ends.month(line.cells)
        if not isinstance(found, Month):
            return [found] if found else []
        month = _text(values.get("month", "")) or self._context.month().value
        if not month and not self._context.month().reason:
            values["month"] = str(found)
        if not month or month == str(found):
            return []
        ends = self._ends.first or self._ends.last
        reason = f"起止日期说的是 {found}，这一行的月份却是 {month}，不知道以哪个为准：请核对后改好再导入"
        return [Problem(ends[1] if ends else "", str(found), reason)]

    def _month_of_days(self, values: dict[str, str | Bad]) -> list[Problem]:
        """Of a summary's row: the days that it is of give its month where nothing does; they must be of one."""
        days, context = _text(values.get("day", "")), self._context.month
        if not self.header.form.month_from_context or _text(values.get("month", "")) or not _DAYS.fullmatch(days):
            return []
        if context().value or context().reason:
            return []
        first, _, last = days.partition("/")
        values["month"] = first[:7]
        if (last or first)[:7] == first[:7]:
            return []
        return [
            Problem(
                self.header.match.heading_of("day"), days, f"统计的是 {first} 至 {last}，不是一个月；{ONLY_WHOLE}"
            )
        ]

    def _take_badges(self, values: dict[str, str | Bad]) -> None:
        """Of 朱春梅(350509) the badge is taken where the row has none, or the same; else nothing is touched.

        A number alone is a badge where somebody bears it.
        """
        for code in _NAME_FIELDS & values.keys():
            found = badges_in(_text(values[code]))
            if found and not found[0] and not self._settings.units.bearers(found[1]):
                continue
            if found and _text(values.get("badge", "")) in ("", found[1]) and self.header.form.get("badge"):
                values[code], values["badge"] = found

    def _take_block(self, values: dict[str, str | Bad], line: Line) -> None:
        """A unit written on the first row of its block only, where the whole column is written so."""
        form, index = self.header.form, self.header.match.columns.get("unit")
        least = _BLOCKS.get(form.register)
        if least is None or index is None or _text(values["unit"]):
            return
        unit = self._evidence.block(index, line.number, least, self._ends_block)
        if unit:
            values["unit"] = unit

    def _ends_block(self, text: str) -> bool:
        lines = self._settings.vocabulary.lines
        return (
            lines.is_footer(text)
            or lines.is_title(text)
            or any(heading_key(text) in item.keys for item in self.header.match.headings)
        )

    def _not_said(self, code: str) -> str:
        name = self.header.field(code).name
        return f"{name}没有填，标题和文件名里也没有写，请用 --{code} 指明"


def _text(value: str | Bad) -> str:
    return value.text if isinstance(value, Bad) else value
