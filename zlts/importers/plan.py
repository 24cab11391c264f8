"""A header compiled: one look for each column, and the row that their values make (readings: Columns)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.formats.cells import Cell, CellError, Chunk, Flaws, Line, span_of
from zlts.importers.cells import Bad, Setting, badges_in, says_percent, shown
from zlts.importers.column_types import Look, Looks, Odd, QuickLook, Sight, looks_of
from zlts.importers.context import Agreed, Context, UnitNames
from zlts.importers.dates import WHICH_ORDER, Order
from zlts.importers.ends import PeriodEnds, ends_of
from zlts.importers.forms import Field, Type
from zlts.importers.layout import Finder, Table
from zlts.importers.parts import BOTH_WAYS, contradicts, fault_of_marks, joined, joined_columns
from zlts.importers.proofs import Proofs
from zlts.importers.text import heading_key, squeezed
from zlts.importers.vocabulary import Vocabulary
from zlts.importers.widths import Widths, least_of_page, widths_of
from zlts.model import Problem, Register, SaidBlock, SaidRow
from zlts.periods import Month

MASK = "***"
DATE_CELLS, AS_THEY_ARE, SWAPPED = "日期单元格", "照原样", "日月对调"
"""`--map 评价时间:日期单元格=照原样`: what the clerk says of dates that stand beside texts of another order."""
UNPAIRED = "这一行的引号没有成对，分不清各格在哪里断开；请对照原件核对这一行，改好后另存为 .xlsx 再导入"
_YEAR = re.compile(r"(20\d\d)(?:\.0)?年?度?")
CUT_OFF = "文件在这一行断了：最后没有换行，这一行也没有写完；请从原系统重新导出整个文件"
CELLS_LACKING = "网页里这一行只有{}格，应当有{}格，看不出少的是哪一格；请补上空格，或从原系统另存为 .xlsx 再导入"
SUM_OF_ROWS = "像是合计行，各行已经分别登记：请从表里删去合计行；确是单独一条的，请把这一格写成具体的事，再导入"
TAKEN_BACK = (
    "{heading}里写着“{word}”，这一行可能不算数：不算数的，请从表里删去再导入；算数的，这样导入：--map -={heading}"
)
DENIED = (
    "{heading}里写着“{denial}”，认定却是“{verdict}”，不知道以哪个为准：请在登记簿里把认定改成最后的结论再导入；"
    "两样并不矛盾的，这样导入：--map -={heading}"
)
UNUSED_VERDICT = (
    "{heading}里的“{note}”像是认定结果，表里却没有认定结果一栏：是认定结果的，这样导入：--map 认定结果={heading}；"
    "不是的，这样导入：--map -={heading}"
)
_DOER = re.compile(
    r"[系为是由](?P<did>[\u3400-\u9fff·]{2,8}?)(?:本人|个人)?所为"
    r"|(?:当事人|当事民警|责任人|被投诉人|被投诉民警)(?:实|应)?[系为是](?P<was>[\u3400-\u9fff·]{2,8}?)(?![\u3400-\u9fff·])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_NOT = ("非", "不是", "并非")
_DATED = frozenset({Type.DATE, Type.TIME, Type.CLOCK, Type.MONTH})
_NAME_FIELDS = {"officer", "officers", "name"}
_BLOCKS = {Register.ROSTER: 1, Register.EVALUATIONS: 2}
"""How many units, each written once, prove that a column says a unit on the first row of its block only.

In the other registers a row may well lack its unit, and the one above would be a guess.
"""


@dataclass(frozen=True, slots=True)
class Rules:
    """What all sheets of a file are read by; `words` are the clerk's, by field code."""

    finder: Finder
    vocabulary: Vocabulary
    units: UnitNames
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unit_asked: str = ""
    month_asked: Month | None = None
    since_1904: bool = False
    flaws: Flaws | None = None
    """Of separated text, whose rows may have cells too many or too few; None for all other files."""
    role_asked: str = ""
    kind_asked: bool = False
    """Whether the clerk said herself which register the file is."""
    web: bool = False
    """Whether the file is a page, whose rows may lack cells."""


@dataclass(slots=True)
class Plan:
    """How the lines under one header are read."""

    table: Table
    rules: Rules
    context: Context
    proofs: Proofs
    sheet: str
    codes: tuple[str, ...] = ()
    looks: tuple[tuple[Look, int], ...] = ()
    quick: tuple[tuple[str, QuickLook, int], ...] = ()
    _extra: dict[str, str] | None = None
    _widths: Widths | None = None
    _ends: PeriodEnds | None = None
    _dated: tuple[tuple[str, int], ...] = ()
    _web_least: int = 0

    def __post_init__(self) -> None:
        columns = sorted(self.table.match.columns.items(), key=lambda item: item[1])
        self.codes = tuple(code for code, _ in columns)
        compiled = [(code, self._look(code, index), index) for code, index in columns]
        self.looks = tuple((looks.close, index) for _, looks, index in compiled)
        self.quick = tuple((code, looks.quick, index) for code, looks, index in compiled)
        self._extra = self._context_fields()
        self._ends = ends_of(self.table.match, self.rules.vocabulary, since_1904=self.rules.since_1904)
        if self.rules.flaws is not None:
            self._widths = widths_of(_texts_over(self.table), self.table.sample)
            self._dated = tuple((code, index) for code, index in columns if self._field(code).type in _DATED)
        if self.rules.web:
            last = max((index for _, index in columns), default=-1)
            self._web_least = least_of_page(_texts_over(self.table), self.table.sample, last)

    # ------------------------------------------------------------ columns

    @property
    def takes_blocks(self) -> bool:
        """Only where every row must bear a date does a line that is read without fault need no weighing.

        Where the context is at odds with itself, no row is without fault.
        """
        if self._extra is None:
            return False
        types = {item.type for item in map(self._field, self.codes)}
        dated = any(item.filled and item.type in (Type.DATE, Type.TIME) for item in map(self._field, self.codes))
        return dated and not {Type.MINUS, Type.PLUS} <= types and Type.MARK not in types

    def _field(self, code: str) -> Field:
        found = self.table.form.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def _look(self, code: str, index: int) -> Looks:
        heading = self.table.match.heading_of(code)
        answers = self.rules.vocabulary.asking.answers(self.table.form.register, code, heading)
        words = {**answers, **self.rules.words.get(code, {})}
        cells_are = words.get(DATE_CELLS, "")
        setting = Setting(
            self._order_of(code, index),
            self._year(code),
            says_percent(heading),
            self.rules.since_1904,
            None if cells_are in (AS_THEY_ARE, SWAPPED) else self.proofs.mixture(self._field(code).name, heading),
            self.proofs.seconds,
            cells_are == SWAPPED,
        )
        return looks_of(Sight(self._field(code), self.rules.vocabulary, setting, words, self._check_of(code)))

    def _year(self, code: str) -> int | None:
        """The year of months and days written without one: of the titles and names, or of a column of its own."""
        said = self.context.year()
        if code != "month":
            return said
        match, keys = self.table.match, self.rules.vocabulary.years
        columns = [item.index for item in match.headings if any(key in keys for key in item.keys)]
        beside = {_YEAR.fullmatch(self.proofs.only_text(index)) for index in columns}
        years = {int(found[1]) for found in beside if found} | ({said} if said else set())
        return years.pop() if len(years) == 1 else None

    def _order_of(self, code: str, index: int) -> Callable[[], Order | None]:
        said = self.rules.words.get(code, {}).get("日期", "")
        if said in set(Order):
            return lambda: Order(said)
        return lambda: self.proofs.order(index)

    def _check_of(self, code: str) -> Callable[[str], str] | None:
        """A row that names another unit or month than the clerk did is put before her."""
        if code == "unit" and self.rules.unit_asked:
            return self._other_unit
        if code == "month" and self.rules.month_asked:
            return self._other_month
        return None

    def _other_unit(self, text: str) -> str:
        known, asked = self.rules.units.known(text), self.rules.unit_asked
        return f"命令里指明的单位是“{asked}”，这一行却是“{known}”" if known and known != asked else ""

    def _other_month(self, text: str) -> str:
        asked = str(self.rules.month_asked)
        return f"命令里指明的月份是 {asked}，这一行却是 {text}" if text != asked else ""

    # ------------------------------------------------------------ rows

    def block(self, chunk: Chunk) -> SaidBlock | None:
        """Plain rows as a block; None where one of them is odd."""
        narrowest, widest = chunk.widths
        widths = self._widths
        least, most = (widths.least, widths.most) if widths else (self._web_least, self.table.width)
        if widest > most or narrowest < least or narrowest <= max(index for _, _, index in self.quick):
            return None
        if self.rules.flaws and any(number in chunk.numbers for number in self.rules.flaws.unpaired):
            return None
        cells, numbers = chunk.columns, chunk.numbers
        try:
            columns = {code: look(cells[index]) for code, look, index in self.quick}
        except Odd:
            return None
        columns |= {code: [value] * len(numbers) for code, value in (self._extra or {}).items()}
        return SaidBlock(self.sheet, numbers, joined_columns(self.table.form, columns))

    def values(self, cells: Sequence[Cell]) -> list[str | Bad]:
        """The values of any line; it may be shorter than its header."""
        if CellError in map(type, cells):
            cells = [self._under_one_heading(cell) for cell in cells]
        return [look(cells[index] if index < len(cells) else None) for look, index in self.looks]

    def _under_one_heading(self, cell: Cell) -> Cell:
        """A number whose cell spans several columns, where one heading spans them, too."""
        spanning = span_of(cell)
        if spanning is None:
            return cell
        number, columns = spanning
        over = {item.text for item in self.table.match.headings if item.index in columns}
        return number if len(over) <= 1 else cell

    def row(self, line: Line, values: Sequence[str | Bad], *, at_end: bool = False) -> SaidRow:
        """A data row with its problems, its unit and month taken from the context where it has none.

        `at_end`: it is the file's last line.
        """
        said = dict(zip(self.codes, values, strict=True))
        self._take_badges(said)
        self._take_block(said, line)
        ends = self._period_ends(line, said)
        missing = self._from_context(said)
        if odd := self._odd_period(said):
            missing = [problem for problem in missing if problem.column != odd[0].column]
        problems = [
            *missing,
            *odd,
            *ends,
            *self._misplaced(line, said, at_end=at_end),
            *self._contradiction(line, said),
            *self._sums(line, said),
            *self._taken_back(said),
            *self._denied(said),
            *self._no_complaint(said),
        ]
        problems += [self._problem(line, code, bad) for code, bad in said.items() if _is_faulty(bad)]
        fields = {code: value.text if isinstance(value, Bad) else value for code, value in said.items()}
        return SaidRow(self.sheet, line.number, joined(self.table.form, fields), tuple(problems))

    def _context_fields(self) -> dict[str, str] | None:
        """What rows get from the context where the file has no such column; None where that is a problem."""
        said: dict[str, str] = {}
        for code, find in self._finders():
            if code in self.codes:
                continue
            found = find()
            if found.reason or (not found.value and self._field(code).filled):
                return None
            if found.value:
                said[code] = found.value
        return said

    def _finders(self) -> list[tuple[str, Callable[[], Agreed]]]:
        form = self.table.form
        finders = [("unit", self.context.unit)] if form.unit_from_context else []
        if self.rules.role_asked and form.get("role"):
            finders.append(("role", lambda: Agreed(self.rules.role_asked)))
        return [*finders, ("month", self.context.month)] if form.month_from_context else finders

    def _from_context(self, said: dict[str, str | Bad]) -> list[Problem]:
        problems = []
        for code, find in self._finders():
            value = said.get(code, "")
            if (isinstance(value, Bad) and value.text) or (value and isinstance(value, str)):
                continue
            found = find()
            if found.value:
                said[code] = found.value
            elif found.reason or self._field(code).filled:
                reason = found.reason or self._not_said(code)
                problems.append(Problem(self.table.match.heading_of(code), "", reason))
                said[code] = ""
        return problems

    def _odd_period(self, said: Mapping[str, str | Bad]) -> list[Problem]:
        """A summary's row beside which a period stands that is not its whole month."""
        if not self.table.form.month_from_context:
            return []
        month = said.get("month", "")
        known = Month.parse(month) if isinstance(month, str) and month else None
        found = self.context.period_doubt(known, by_day="day" in self.codes)
        return [Problem(self.table.match.heading_of("month"), *found)] if found else []

    def _period_ends(self, line: Line, said: dict[str, str | Bad]) -> list[Problem]:
        """Of a summary's row with a first and a last day: they must be its month, and give it where nothing does."""
        if not self._ends:
            return []
        found = self._ends.month(line.cells)
        if not isinstance(found, Month):
            return [found] if found else []
        month = _text(said.get("month", "")) or self.context.month().value
        if not month and not self.context.month().reason:
            said["month"] = str(found)
        if not month or month == str(found):
            return []
        ends = self._ends.first or self._ends.last
        told = f"起止日期说的是 {found}，这一行的月份却是 {month}，不知道以哪个为准：请核对后改好再导入"
        return [Problem(ends[1] if ends else "", str(found), told)]

    def _take_badges(self, said: dict[str, str | Bad]) -> None:
        """Of 朱春梅(350509) the badge is taken where the row has none, or the same; else nothing is touched.

        A number alone is a badge where somebody bears it.
        """
        for code in _NAME_FIELDS & said.keys():
            found = badges_in(_text(said[code]))
            if found and not found[0] and not self.rules.units.bearers(found[1]):
                continue
            if found and _text(said.get("badge", "")) in ("", found[1]) and self.table.form.get("badge"):
                said[code], said["badge"] = found

    def _take_block(self, said: dict[str, str | Bad], line: Line) -> None:
        """A unit written on the first row of its block only, where the whole column is written so."""
        form, index = self.table.form, self.table.match.columns.get("unit")
        least = _BLOCKS.get(form.register)
        if least is None or index is None or _text(said["unit"]):
            return
        unit = self.proofs.block(index, line.number, least, self._ends_block)
        if unit:
            said["unit"] = unit

    def _ends_block(self, text: str) -> bool:
        lines = self.rules.vocabulary.lines
        return (
            lines.is_footer(text)
            or lines.is_title(text)
            or any(heading_key(text) in item.keys for item in self.table.match.headings)
        )

    def _not_said(self, code: str) -> str:
        name = self._field(code).name
        return f"{name}没有填，标题和文件名里也没有写，请用 --{code} 指明"

    def _problem(self, line: Line, code: str, bad: str | Bad) -> Problem:
        reason = bad.reason if isinstance(bad, Bad) else ""
        item, index = self._field(code), self.table.match.columns[code]
        if reason == WHICH_ORDER:
            reason += f"，请用 --map {item.name}:日期=日月年 或 --map {item.name}:日期=月日年 指明"
        heading = self.table.match.heading_of(code)
        reason = reason.replace("=表头", f"={heading}")
        value = shown(line.cells[index]) if index < len(line.cells) else ""
        return Problem(heading, MASK if item.masked else value, reason)

    def _misplaced(self, line: Line, said: Mapping[str, str | Bad], *, at_end: bool) -> list[Problem]:
        """Why a row's cells may be in the wrong columns, or not whole."""
        flaws, widths = self.rules.flaws, self._widths
        if len(line.cells) < self._web_least:
            return [Problem("", "", CELLS_LACKING.format(len(line.cells), self._web_least))]
        if flaws is None or widths is None:
            return []
        if line.number in flaws.unpaired:
            return [Problem("", "", UNPAIRED)]
        typed = any(index == len(line.cells) - 1 for code, index in self._dated)
        if at_end and flaws.unended and widths.is_cut(line.cells, typed):
            return [Problem("", "", CUT_OFF)]
        sure = [index for code, index in self._dated if self._field(code).filled and isinstance(said[code], str)]
        fault = widths.fault(line.cells, max(sure, default=-1))
        if not fault or (len(line.cells) < widths.least and any(map(_is_faulty, said.values()))):
            return []
        return [Problem("", "", fault)]

    def _sums(self, line: Line, said: Mapping[str, str | Bad]) -> list[Problem]:
        """A row that sums up others, though it bears a date and names somebody."""
        is_sum = self.rules.vocabulary.lines.is_sum
        summed = [code for code in said if self._field(code).summed and is_sum(_text(said[code]))]
        return [self._problem(line, code, Bad(_text(said[code]), SUM_OF_ROWS)) for code in summed]

    def _taken_back(self, said: Mapping[str, str | Bad]) -> Iterator[Problem]:
        """A row whose sort is a word that takes rows back."""
        for code, value in said.items():
            item, word = self._field(code), squeezed(_text(value))
            if item.tells and word in self.rules.vocabulary.leftover.undone:
                heading = self.table.match.heading_of(code)
                yield Problem(heading, word, TAKEN_BACK.format(heading=heading, word=word))

    def _denied(self, said: Mapping[str, str | Bad]) -> list[Problem]:
        """A sustained complaint whose note says that it does not stand; a note that is the verdict itself."""
        note = squeezed(_text(said.get("handling", "")))
        if not note:
            return []
        vocabulary, heading = self.rules.vocabulary, self.table.match.heading_of("handling")
        if "verdict" not in said and "responsibility" not in said:
            if note not in vocabulary.findings:
                return []
            return [Problem(heading, note, UNUSED_VERDICT.format(note=note, heading=heading))]
        told = [squeezed(_text(said.get(code, ""))) for code in ("verdict", "responsibility")]
        stands = next((word for word in told if word in vocabulary.leftover.sustained), "")
        denial = note if note in vocabulary.leftover.dismissed else vocabulary.denial_in(note)
        denial = denial or self._another_did(note, _text(said.get("officers", "")))
        if not stands or not denial:
            return []
        # The note's other words may name the complainant, so they are not shown.
        return [Problem(heading, denial, DENIED.format(heading=heading, denial=denial, verdict=stands))]

    def _no_complaint(self, said: Mapping[str, str | Bad]) -> list[Problem]:
        """A sustained complaint whose text begins as praise does, or says in brackets that it does not stand."""
        text = squeezed(_text(said.get("content", "")))
        verdict = squeezed(_text(said.get("verdict", "")))
        if not text or verdict not in self.rules.vocabulary.leftover.sustained:
            return []
        found = self.rules.vocabulary.praises.search(text)
        notes = map(self.rules.vocabulary.denial_in, _BRACKETS.findall(text))
        words = found[0] if found else next(filter(None, notes), "")
        heading = self.table.match.heading_of("content")
        told = DENIED.format(heading=heading, denial=words, verdict=verdict)
        return [Problem(heading, words, told)] if words else []

    def _another_did(self, note: str, officers: str) -> str:
        """The words of a note by which somebody else did what the row's officers are blamed for."""
        names = filter(None, re.split(r"[、,，;；/\s]+", officers))
        if not_he := next((f"{no}{name}" for name in names for no in _NOT if f"{no}{name}" in note), ""):
            return not_he
        for found in _DOER.finditer(note):
            name = found["did"] or found["was"]
            if officers and self.rules.units.bearers(name) and name not in officers:
                return found[0]
        return ""

    def _contradiction(self, line: Line, said: Mapping[str, str | Bad]) -> list[Problem]:
        good = {code: value for code, value in said.items() if isinstance(value, str)}
        if contradicts(self.table.form, good):
            return [self._problem(line, "minus", Bad(good["minus"], BOTH_WAYS))]
        fault = None if any(map(_is_faulty, said.values())) else fault_of_marks(self.table.form, good)
        return [self._problem(line, fault[0], Bad(good[fault[0]], fault[1]))] if fault else []


def _texts_over(table: Table) -> list[str]:
    """The texts over the columns."""
    texts = [""] * table.width
    for item in table.match.headings:
        texts[item.index] = item.text
    return texts


def _text(value: str | Bad) -> str:
    return value.text if isinstance(value, Bad) else value


def _is_faulty(value: str | Bad) -> bool:
    return isinstance(value, Bad) and bool(value.reason)
