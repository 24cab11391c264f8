"""The rows under a header, one after the other, as the file says them (readings: Lines).

Most rows are plain: every cell is read, none is odd, and they go out by the chunk. Any other line is weighed by
itself: it may be a title, a section, a sum or another header, or a data row with problems. Its columns' values, and
what the texts around it add, make a row (readings: Columns).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from itertools import chain, islice, pairwise
from typing import TypeGuard

from zlts.formats.cells import Cell, CellChunk, CellError, Flaws, Line, Sheet, is_blank, span_of
from zlts.importers import file_refusals
from zlts.importers.columns import (
    COLUMN_TYPES,
    Bad,
    ColumnEvidence,
    ColumnReader,
    ColumnSettings,
    DateMixture,
    Odd,
    badges_in,
)
from zlts.importers.context import Context, ContextValue, Source, UnitNames, source_of, title_sources
from zlts.importers.dates import WHICH_ORDER, DateFault, Order, OrderSource, no_order, read_date
from zlts.importers.headers import Header, HeaderFinder, Match, keys_of
from zlts.importers.normalization import clean, heading_key, squeezed, text_of
from zlts.importers.period_text import ONLY_WHOLE
from zlts.importers.unused_columns import SimilarComplaints, UnusedColumns
from zlts.importers.vocabulary import LineWords, Vocabulary
from zlts.importers.withdrawn import NoteColumns, Withdrawn, WithdrawnCheck
from zlts.model import Chunk, Problem, Register, SaidRow
from zlts.periods import Month
from zlts.registers.declaration import Form, Says, Type


@dataclass(frozen=True, slots=True)
class FileSettings:
    """`words` are the clerk's, by field code; what ends with `asked` she has said with an option."""

    finder: HeaderFinder
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


# ---------------------------------------------------------------- fields made of several columns

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


# ---------------------------------------------------------------- what a line is

_PERIOD = re.compile(r"[\d年月日份度季第至到~—–/.()一二三四五六七八九十〇零上下半-]+(?:统计|汇总)?表?")
_TITLE_LENGTH = 6
_MERGED = 3
_PARTS = ("window", "evaluator", "day", "shift", "matter")
_NAMES = ("officer", "officers", "name")
_SHORTEST_UNIT = 3
"""张科 and 李所 are people, and no units; nor are names that the roster knows."""


class LineKind(Enum):
    """What a line is."""

    DATA = auto()
    BLANK = auto()
    FOOTER = auto()
    NOTE = auto()
    SECTION = auto()
    TITLE = auto()


@dataclass(frozen=True, slots=True)
class ClassifiedLine:
    """A line's kind, and what a section or title says."""

    kind: LineKind
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class LineClassifier:
    """Judges lines under one header of one form; `titles` are the texts above it."""

    form: Form
    words: LineWords
    units: UnitNames
    titles: frozenset[str]

    def classify(self, texts: Sequence[str], values: Mapping[str, str | Bad]) -> ClassifiedLine:
        """What a line is, by the texts of all its cells that are not blank and its fields' values."""
        if not texts or _is_ruler(texts):
            return ClassifiedLine(LineKind.NOTE if texts else LineKind.BLANK)
        groups = self._groups(values)
        if len(set(map(squeezed, texts))) == 1:
            # Merged over the columns, one text is neither a name nor a rating.
            groups = min(groups, 1)
            found = self._one_text(texts, values)
            if found:
                return found
        if not any(_text(value) for value in values.values()):
            return ClassifiedLine(LineKind.BLANK)
        if self._is_sum_of_parts(values) or (groups <= 1 and self._is_footer(texts[0], values)):
            return ClassifiedLine(LineKind.FOOTER)
        if groups <= 1 and self._is_labelled(texts[0]):
            return ClassifiedLine(LineKind.TITLE, tuple(title_sources(texts, self.units, self.words)))
        return ClassifiedLine(LineKind.DATA)

    def _groups(self, values: Mapping[str, str | Bad]) -> int:
        """How many of who, when and what the line says."""
        said = {self._says(code) for code, value in values.items() if _says_something(value)}
        # A text that is no date does not say when.
        when = any(
            self._says(code) is Says.WHEN and isinstance(value, str) for code, value in values.items() if value
        )
        return len(said - {Says.NOTHING, Says.WHEN}) + when

    def _says(self, code: str) -> Says:
        item = self.form.get(code)
        return item.says if item else Says.NOTHING

    def _is_footer(self, first: str, values: Mapping[str, str | Bad]) -> bool:
        if self.words.is_footer(first):
            return True
        # 合计 may stand in the name's column, beside a unit that is merged over it.
        who = [_text(value) for code, value in values.items() if self._says(code) is Says.WHO and _text(value)]
        return bool(who) and all(map(self.words.is_total, who))

    def _is_sum_of_parts(self, values: Mapping[str, str | Bad]) -> bool:
        """合计 in the column that tells the lines of one officer's month apart: the sum of those lines."""
        return self.form.counts and any(self.words.is_total(_text(values.get(code, ""))) for code in _PARTS)

    def _is_labelled(self, first: str) -> bool:
        return self.words.label_of(first) is not None

    def _one_text(self, texts: Sequence[str], values: Mapping[str, str | Bad]) -> ClassifiedLine | None:
        """A line with one text, once or merged over several columns."""
        text = texts[0]
        if unit := self._as_unit(text, values):
            return ClassifiedLine(LineKind.SECTION, (unit,))
        if self.words.is_footer(text):
            return ClassifiedLine(LineKind.FOOTER)
        if self._is_labelled(text) or self._is_title(text):
            return ClassifiedLine(LineKind.TITLE, tuple(title_sources([text], self.units, self.words)))
        if self.form.month_from_context and _PERIOD.fullmatch(squeezed(text)):
            source = source_of("分节行", text, self.units)
            return ClassifiedLine(LineKind.SECTION, (source,)) if source.said else None
        covered = sum(_text(value) != "" for value in values.values())
        return ClassifiedLine(LineKind.NOTE) if len(texts) >= _MERGED and covered >= _MERGED - 1 else None

    def _as_unit(self, text: str, values: Mapping[str, str | Bad]) -> Source | None:
        """A unit's section; one that the roster lacks ends the section before it all the same."""
        labelled = self.words.label_of(text)
        word = labelled[1] if labelled else text
        if self.units.known(word):
            return source_of("分节行", word, self.units)
        if not self.words.is_unit(word) or (not labelled and self._is_name(squeezed(word), values)):
            return None
        return Source(f"分节行“{word}”", frozenset((word,)))

    def _is_name(self, word: str, values: Mapping[str, str | Bad]) -> bool:
        """Whether a word that ends as units do is a person's name: 张科 in the column of names."""
        if self.units.bearers(word):
            return True
        return len(word) < _SHORTEST_UNIT and any(_text(values.get(code, "")) for code in _NAMES)

    def _is_title(self, text: str) -> bool:
        return squeezed(text) in self.titles or (len(squeezed(text)) >= _TITLE_LENGTH and self.words.is_title(text))


def _is_ruler(texts: Sequence[str]) -> bool:
    """A line that counts the columns (1, 2, 3 …) or says what they are measured in: (次), (%)."""
    if len(texts) < _MERGED:
        return False
    counts = list(texts) == [str(number) for number in range(1, len(texts) + 1)]
    return counts or all(text[0] in "([" and text[-1] in ")]" for text in texts)


def _text(value: str | Bad) -> str:
    return value.text if isinstance(value, Bad) else value


def _says_something(value: str | Bad) -> bool:
    return bool(value.text and value.reason) if isinstance(value, Bad) else bool(value)


# ---------------------------------------------------------------- what is wrong with a row

_MASK = "***"
UNPAIRED = "这一行的引号没有成对，分不清各格在哪里断开；请对照原件核对这一行，改好后另存为 .xlsx 再导入"
CUT_OFF = "文件在这一行断了：最后没有换行，这一行也没有写完；请从原系统重新导出整个文件"
CELLS_LACKING = "网页里这一行只有{}格，应当有{}格，看不出少的是哪一格；请补上空格，或从原系统另存为 .xlsx 再导入"
SUM_OF_ROWS = "像是合计行，各行已经分别登记：请从表里删去合计行；确是单独一条的，请把这一格写成具体的事，再导入"
WITHDRAWN = (
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


class RowChecks:
    """Checks the rows under one header, each by itself."""

    def __init__(self, header: Header, settings: FileSettings) -> None:
        self._header = header
        self._settings = settings
        self._dated = [
            (code, index)
            for code, index in header.match.columns.items()
            if COLUMN_TYPES[header.field(code).type].is_dated
        ]
        if settings.flaws is not None:
            self._counts = _cell_counts_of(header)
        else:
            self._counts = CellCounts(least=_least_of_page(header) if settings.web else 0, most=header.width)

    def are_whole(self, rows: CellChunk) -> bool:
        """Whether many rows have as many cells as they must have, each in its place."""
        narrowest, widest = rows.widths
        if widest > self._counts.most or narrowest < self._counts.least:
            return False
        flaws = self._settings.flaws
        return flaws is None or not any(number in rows.numbers for number in flaws.unpaired)

    def problems(self, line: Line, values: Mapping[str, str | Bad], *, at_end: bool) -> Iterator[Problem]:
        """What is wrong with a data row; of cells that cannot be read, last.

        Args:
            line: the row.
            values: its fields' values by code.
            at_end: it is the file's last line.
        """
        texts = {code: squeezed(value.text if isinstance(value, Bad) else value) for code, value in values.items()}
        if words := self._misplaced(line, values, at_end=at_end):
            yield Problem("", "", words)
        yield from self._contradiction(line, values)
        yield from self._sums(line, values)
        yield from self._withdrawn(texts)
        yield from self._taken_back(texts)
        yield from self._denied(texts, values)
        yield from self._no_complaint(texts)
        yield from (self._of_cell(line, code, bad.reason) for code, bad in values.items() if _is_faulty(bad))

    def _of_cell(self, line: Line, code: str, reason: str) -> Problem:
        """What is wrong with a field's cell, which is shown as written, or masked."""
        item, index = self._header.field(code), self._header.match.columns[code]
        if reason == WHICH_ORDER:
            reason += f"，请用 --map {item.name}:日期=日月年 或 --map {item.name}:日期=月日年 指明"
        heading = self._header.match.heading_of(code)
        cell = line.cells[index] if index < len(line.cells) else ""
        value = cell if isinstance(cell, str) else text_of(cell)
        return Problem(heading, _MASK if item.masked else value, reason.replace("=表头", f"={heading}"))

    def _misplaced(self, line: Line, values: Mapping[str, str | Bad], *, at_end: bool) -> str:
        """Why a row's cells may be in the wrong columns, or not whole; "" where they are right."""
        flaws, counts, found = self._settings.flaws, self._counts, len(line.cells)
        if flaws is None:
            return CELLS_LACKING.format(found, counts.least) if found < counts.least else ""
        if line.number in flaws.unpaired:
            return UNPAIRED
        if at_end and flaws.unended:
            typed = any(index == found - 1 for _, index in self._dated)
            if counts.is_cut(line.cells, typed):
                return CUT_OFF
        sure = [
            index for code, index in self._dated if self._header.field(code).filled and isinstance(values[code], str)
        ]
        fault = counts.fault(line.cells, max(sure, default=-1))
        return "" if found < counts.least and any(map(_is_faulty, values.values())) else fault

    def _contradiction(self, line: Line, values: Mapping[str, str | Bad]) -> Iterator[Problem]:
        good = {code: value for code, value in values.items() if isinstance(value, str)}
        if contradicts(self._header.form, good):
            yield self._of_cell(line, "minus", BOTH_WAYS)
        elif not any(map(_is_faulty, values.values())) and (fault := fault_of_marks(self._header.form, good)):
            yield self._of_cell(line, *fault)

    def _sums(self, line: Line, values: Mapping[str, str | Bad]) -> Iterator[Problem]:
        """A row that sums up others, though it bears a date and names somebody."""
        for code, value in values.items():
            text = value.text if isinstance(value, Bad) else value
            if self._header.field(code).summed and self._settings.vocabulary.lines.is_sum(text):
                yield self._of_cell(line, code, SUM_OF_ROWS)

    def _withdrawn(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """A row whose kind is a word that withdraws rows."""
        for code, word in texts.items():
            if self._header.field(code).tells and word in self._settings.vocabulary.unused_columns.undone:
                heading = self._header.match.heading_of(code)
                yield Problem(heading, word, WITHDRAWN.format(heading=heading, word=word))

    def _taken_back(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """A row whose own note of what came of it takes it back."""
        for code, text in texts.items():
            if self._header.field(code).remark:
                word = self._settings.vocabulary.unused_columns.taken_back_in(text)
                heading = self._header.match.heading_of(code)
                if word:
                    yield Problem(heading, word, WITHDRAWN.format(heading=heading, word=word))

    def _denied(self, texts: Mapping[str, str], values: Mapping[str, str | Bad]) -> Iterator[Problem]:
        """A sustained complaint whose note says that it does not stand; a note that is the verdict itself."""
        note = texts.get("handling", "")
        if not note:
            return
        vocabulary, heading = self._settings.vocabulary, self._header.match.heading_of("handling")
        if "verdict" not in texts and "responsibility" not in texts:
            if note in vocabulary.findings:
                yield Problem(heading, note, UNUSED_VERDICT.format(note=note, heading=heading))
            return
        verdicts = (texts.get(code, "") for code in ("verdict", "responsibility"))
        sustained = next((word for word in verdicts if word in vocabulary.unused_columns.sustained), "")
        denial = note if note in vocabulary.unused_columns.dismissed else vocabulary.denial_in(note)
        denial = denial or self._another_did(note, values.get("officers", ""))
        if sustained and denial:
            # The note's other words may name the complainant, so they are not shown.
            yield Problem(heading, denial, DENIED.format(heading=heading, denial=denial, verdict=sustained))

    def _no_complaint(self, texts: Mapping[str, str]) -> Iterator[Problem]:
        """A sustained complaint whose text begins as praise does, or says in brackets that it does not stand."""
        vocabulary, content, verdict = self._settings.vocabulary, texts.get("content", ""), texts.get("verdict", "")
        if not content or verdict not in vocabulary.unused_columns.sustained:
            return
        praise = vocabulary.praises.search(content)
        notes = map(vocabulary.denial_in, _BRACKETS.findall(content))
        if words := praise[0] if praise else next(filter(None, notes), ""):
            heading = self._header.match.heading_of("content")
            yield Problem(heading, words, DENIED.format(heading=heading, denial=words, verdict=verdict))

    def _another_did(self, note: str, officers: str | Bad) -> str:
        """The words of a note by which somebody else did what the row's officers are blamed for."""
        blamed = officers.text if isinstance(officers, Bad) else officers
        names = filter(None, re.split(r"[、,，;；/\s]+", blamed))
        if not_he := next((f"{no}{name}" for name in names for no in _NOT if f"{no}{name}" in note), ""):
            return not_he
        for found in _DOER.finditer(note):
            name = found["did"] or found["was"]
            if blamed and self._settings.units.bearers(name) and name not in blamed:
                return found[0]
        return ""


def _is_faulty(value: str | Bad) -> TypeGuard[Bad]:
    return isinstance(value, Bad) and bool(value.reason)


# ---------------------------------------------------------------- numbers of cells

_LONE_DIGIT = re.compile(r"(?<!0)0(?!0)")
_HABIT = 3
"""Rows that show that a maker ends every row with a separator."""
_TELLING = 4
"""Characters of a cell below which its end is no news."""


@dataclass(frozen=True, slots=True)
class CellCounts:
    """What the first rows under a header show: how many columns it names, how few and many cells its rows have."""

    named: int = 0
    least: int = 0
    most: int = 0
    usual: int = 0
    shapes: tuple[frozenset[str], ...] = ()

    def fault(self, cells: Sequence[Cell], last_sure: int) -> str:
        """Why a row's cells may stand in the wrong columns, "" where they do not.

        Args:
            cells: the row's.
            last_sure: the last column whose cell is certainly in its place, -1 where none is.
        """
        if len(cells) < self.least:
            return f"这一行只有{len(cells)}格，表头有{self.named}格，可能少了一个分隔符，或者没有写完"
        if len(cells) <= self.most:
            return ""
        # Blank cells at the end shift nothing where the last column, or the one before it, is in its place.
        if last_sure >= self.named - 2 and all(map(is_blank, cells[self.named :])):
            return ""
        return f"这一行有{len(cells)}格，表头只有{self.named}格，可能多了一个分隔符"

    def is_cut(self, cells: Sequence[Cell], typed: bool) -> bool:
        """Whether the file's very last line, which has no end, lacks cells, or the end of one.

        Args:
            cells: the line's.
            typed: whether its last cell is a date, a time or a number of something.
        """
        if len(cells) < min(self.usual, self.named):
            return True
        at = len(cells) - 1
        if not typed or at >= len(self.shapes) or _shape_of(cells[at]) in self.shapes[at]:
            return False
        shape = _shape_of(cells[at])
        return any(
            len(whole) >= _TELLING and whole.startswith(shape) and not _is_written_short(shape, whole)
            for whole in self.shapes[at]
        )


def _is_written_short(shape: str, whole: str) -> bool:
    """Whether a day lacks its nought as the others do: 2013-5-1 beside 2013-5-16. Minutes never lack it."""
    return whole == f"{shape}0" and ":" not in shape and bool(_LONE_DIGIT.search(whole))


def _shape_of(cell: Cell) -> str:
    """The cell's text with 0 for every digit: 2013-05-06 is 0000-00-00."""
    return re.sub(r"\d", "0", text_of(cell))


def _cell_counts_of(header: Header) -> CellCounts:
    """What the headings, and the first lines below them, show."""
    named = max((item.index + 1 for item in header.match.headings if item.text), default=0)
    rows = [line.cells for line in header.sample if sum(not is_blank(cell) for cell in line.cells) > 1]
    lengths = Counter(map(len, rows))
    usual = max(lengths, key=lambda length: (lengths[length], length), default=named)
    columns = [[row[at] for row in rows if at < len(row) and not is_blank(row[at])] for at in range(named)]
    least = named
    while least and 2 * len(columns[least - 1]) < len(rows):
        least -= 1
    shapes = tuple(frozenset(map(_shape_of, cells[:-1])) if len(cells) > 1 else frozenset() for cells in columns)
    return CellCounts(named, least, max(named, _with_ends(rows, named)), usual if len(rows) > 1 else named, shapes)


def _least_of_page(header: Header) -> int:
    """How many cells a row of a web page must have: one for each heading.

    Headings behind the last field may lack theirs, where they do so in all rows: 操作 over buttons.
    """
    named = max((item.index + 1 for item in header.match.headings if item.text), default=0)
    last_field = max(header.match.columns.values(), default=-1)
    lengths = {len(line.cells) for line in header.sample if sum(not is_blank(cell) for cell in line.cells) > 1}
    alike = lengths.pop() if len(lengths) == 1 and len(header.sample) >= _HABIT else named
    return max(min(alike, named), min(named, last_field + 1))


def _with_ends(rows: Sequence[Sequence[Cell]], named: int) -> int:
    """The cells of rows that all end with separators more than there are headings; else 0."""
    if len(rows) < _HABIT or min(map(len, rows)) <= named:
        return 0
    return max(map(len, rows)) if all(is_blank(cell) for row in rows for cell in row[named:]) else 0


# ---------------------------------------------------------------- from a line to a row

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


# ---------------------------------------------------------------- one row after the other

_AHEAD = 30


@dataclass(frozen=True, slots=True)
class Objection:
    """What a text above or below a summary's rows says against them; `rows`: how many there must be, no more."""

    where: str
    words: str
    rows: int | None = None

    def stands(self, rows: int) -> bool:
        """Whether it is about the rows above it: what begins a new page is about those below."""
        return rows > 0 and self.rows in (None, rows)


MOST_ODD = 100_000
"""So many lines of a file may be weighed one by one or held all at once; nobody could look at so many that wait."""


@dataclass(slots=True)
class LineCounts:
    """What became of the lines of one sheet."""

    total: int = 0
    data: int = 0
    odd: int = 0
    """Lines weighed one by one, and rows of registers that are held all at once."""
    notes: list[str] = field(default_factory=list)
    unread: int = 0
    """Tables of other registers below, which were not read."""
    months: set[Month] = field(default_factory=set)
    """Of a summary's rows that are read without fault."""
    early: tuple[str, str] | None = None
    """The day below the rows on which the paper was made, while one of those months still ran, and what to do."""
    objection: Objection | None = None


class SheetRows:
    """One sheet's rows, streaming; `tally` and `unused_columns` are right when they have been gone through."""

    def __init__(
        self,
        label: str,
        sheet: Sheet,
        header: Header,
        context: Context,
        settings: FileSettings,
        evidence: ColumnEvidence,
        withdrawn: Withdrawn | None,
        most_odd: int,
    ) -> None:
        """A sheet of the file `label`.

        `withdrawn`: what the names around the sheet say against its rows; then each row is read by itself.
        `most_odd`: so many of its lines may be weighed one by one or held all at once.
        """
        self._label, self._most_odd = label, most_odd
        self._withdrawn = withdrawn
        self._withdrawn_check = (
            None if settings.kind_asked else WithdrawnCheck(header.form.register, settings.vocabulary, settings.units)
        )
        self.tally = LineCounts()
        self._sheet = sheet
        self._at_hand = CellChunk(1, ())
        self._following: CellChunk | None = None
        self._below_header = 0
        """The number of the first line below the header that is in force."""
        self._context = context
        self._settings = settings
        self._evidence = evidence
        self._titles: set[str] = set()
        self._in_other_register = False
        self.unused_columns: list[UnusedColumns] = []
        self._begin(header)

    def _begin(self, header: Header) -> None:
        """Compile a header; what plain rows get besides their cells stands in the context."""
        self._reader = RowReader(header, self._settings, self._context, self._evidence, self._sheet.name)
        if not self.unused_columns or self.unused_columns[-1].match is not header.match:
            self.unused_columns.append(UnusedColumns(header.match, self._settings.vocabulary))
            self._notes = NoteColumns(self.unused_columns[-1].columns, header.match, self._settings.vocabulary)
            self._similar = SimilarComplaints(self.unused_columns[-1], self._settings.vocabulary)
        self._classifier = LineClassifier(
            header.form, self._settings.vocabulary.lines, self._settings.units, frozenset(self._titles)
        )
        each = self._withdrawn or header.form.register == Register.COMPLAINTS
        self._plain = self._reader.takes_chunks and not self._in_other_register and not each

    def pieces(self) -> Iterator[Chunk | SaidRow]:
        """The data rows among the sheet's lines."""
        self._read_titles()
        for chunk, following in pairwise(chain(self._sheet.chunks, (None,))):
            if chunk is not None:
                self._at_hand, self._following = chunk, following
                yield from self._pieces_of(chunk)

    def _pieces_of(self, lines: CellChunk) -> Iterator[Chunk | SaidRow]:
        """The data rows of a part of the chunk at hand, halved until an odd line stands alone."""
        header, lines = lines.cut(max(0, self._below_header - lines.first))
        blank = next((n for n, row in enumerate(lines.rows) if not all(map(is_blank, row))), len(lines))
        self.tally.total += len(header) + blank
        lines = lines.cut(blank)[1] if blank else lines
        if not len(lines):
            return
        plain = None
        if self._plain and not self._is_cut_short(lines) and not self._notes.may_withdraw(lines.columns):
            plain = self._reader.chunk(lines)
        if plain is not None:
            self.tally.total += len(lines)
            self.tally.data += len(lines)
            if self._reader.header.form.register != Register.EVALUATIONS:
                self._weigh(len(lines))
            if self.unused_columns[-1].columns:
                self.unused_columns[-1].see(lines.columns)
            yield plain
        elif len(lines) == 1:
            self._weigh(1)
            yield from self._odd_line(next(iter(lines)))
        else:
            for half in lines.cut(len(lines) // 2):
                yield from self._pieces_of(half)

    def _weigh(self, count: int) -> None:
        self.tally.odd += count
        if self.tally.odd > self._most_odd:
            raise file_refusals.hardly_a_register(self._label, self._sheet.name, MOST_ODD)

    def _is_cut_short(self, lines: CellChunk) -> bool:
        """Whether lines of the chunk at hand hold the last one of a file that has no end."""
        flaws = self._settings.flaws
        if flaws is None or not flaws.unended or self._following is not None:
            return False
        return lines.numbers.stop == self._at_hand.numbers.stop

    def _read_titles(self) -> None:
        """What stands above the header; the context has it then."""
        header = self._reader.header
        for line in self._sheet.head[: header.at]:
            texts = _texts(line)
            self._titles.update(map(squeezed, texts))
            self._context.add_title(title_sources(texts, self._settings.units, self._settings.vocabulary.lines))
            self._see_objection(texts, "表上面")
        self._below_header = header.at + header.depth + 1
        self._begin(header)

    # ------------------------------------------------------------ lines that are not plain

    def _odd_line(self, line: Line) -> Iterator[SaidRow]:
        reader = self._reader
        values = reader.values(line.cells)
        is_data = self._is_data(line, values)
        self.tally.total += 1
        if is_data:
            self.tally.data += 1
            row = reader.row(line, values, at_end=self._is_cut_short(CellChunk(line.number, [line.cells])))
            if self._withdrawn_check and self._withdrawn:
                row = self._withdrawn_check.over(row, self._withdrawn)
            if told := self._notes.problem(line.cells):
                row = replace(row, problems=(*row.problems, told))
            if not row.problems:
                self.unused_columns[-1].see_line(line.cells)
                self._see_month(row)
            if reader.header.form.register == Register.COMPLAINTS and (wrong := self._similar.problem(line, row)):
                row = replace(row, problems=(wrong,))
            yield row

    def _is_data(self, line: Line, values: Mapping[str, str | Bad]) -> bool:
        """Whether a line is data; another header, a section or a title change what follows."""
        keys = keys_of(line)
        if self._reader.header.repeats(keys):
            self._come_back()
            return False
        if self._settings.finder.hits(line) > 1 and self._change_header(line):
            return False
        texts = _texts(line)
        told = self._is_withdrawn_section(texts)
        classified = self._classifier.classify(texts, values)
        if classified.sources:
            self._change_context(classified)
        if classified.kind is LineKind.FOOTER:
            self._see_signature(texts)
        if (told or classified.kind is not LineKind.DATA) and self.tally.data:
            begins = told or classified.kind in (LineKind.TITLE, LineKind.SECTION)
            self._see_objection(texts, "表下面", self.tally.data if begins else None)
        return classified.kind is LineKind.DATA and not self._in_other_register and not told

    def _see_month(self, row: SaidRow) -> None:
        if self._reader.header.form.month_from_context and row.fields.get("month"):
            self.tally.months.add(Month.parse(row.fields["month"]))

    def _see_signature(self, texts: Sequence[str]) -> None:
        """导出时间 below the rows says of those above what it says of those below where it stands over them."""
        for source in title_sources(texts, self._settings.units, self._settings.vocabulary.lines):
            told = [self._context.made_early(source.made, month) for month in sorted(self.tally.months)]
            self.tally.early = self.tally.early or next(filter(None, told), None)

    def _see_objection(self, texts: Sequence[str], where: str, rows: int | None = None) -> None:
        """What a line around a summary's rows says against them; a period above is judged with each row."""
        if not self._reader.header.form.month_from_context or (
            self.tally.objection and not self.tally.objection.rows
        ):
            return
        lines = self._settings.vocabulary.lines
        said = dict.fromkeys(map(squeezed, texts))
        for text in said:
            found = lines.against_the_counts.search(text)
            words = found[0] if found else ""
            if (
                not words
                and where == "表下面"
                and lines.about_the_rows.search(text)
                and not (len(said) > 1 and lines.is_total(text))
            ):
                words = self._odd_period_in(text)
            if words:
                self.tally.objection = Objection(where, words, rows)

    def _odd_period_in(self, text: str) -> str:
        """The period in a text that is no whole month, in words."""
        said = [
            source.said for source in title_sources([text], self._settings.units, self._settings.vocabulary.lines)
        ]
        odd = next((one.odd for one in said if one.odd), "")
        return odd or ("" if self._settings.month_asked else next((one.doubt for one in said if one.doubt), ""))

    def _is_withdrawn_section(self, texts: Sequence[str]) -> bool:
        """Whether a line is a section that says whether the rows below it count; they are judged by it."""
        if self._withdrawn_check is None or len(set(map(squeezed, texts))) != 1:
            return False
        said = self._withdrawn_check.section(texts[0])
        if said is None and not self._withdrawn_check.restores(texts[0]):
            return False
        self._withdrawn = said
        self._begin(self._reader.header)
        return True

    def _change_header(self, line: Line) -> bool:
        """Begin another header where the line is one's first."""
        below = chain(self._at_hand.cut(line.number + 1 - self._at_hand.first)[1], self._following or ())
        found = self._settings.finder.tables_at([line, *islice(below, _AHEAD)], 0)
        complete = [header for header in found if header.match.complete]
        if not complete:
            return False
        best = max(complete, key=lambda header: header.match.score)
        self._below_header = line.number + best.depth
        self._in_other_register = best.form is not self._reader.header.form
        if self._in_other_register:
            self.tally.unread += 1
            kinds = best.form.name, self._reader.header.form.name
            self.tally.notes.append(f"第{line.number}行起是另一张表（{kinds[0]}），没有按{kinds[1]}读入")
        self._begin(self._reader.header if self._in_other_register else best)
        return True

    def _come_back(self) -> None:
        """The header again, after another header."""
        if self._in_other_register:
            self._in_other_register = False
            self._begin(self._reader.header)

    def _change_context(self, classified: ClassifiedLine) -> None:
        """Follow a section or a title between the rows."""
        if classified.kind is LineKind.SECTION:
            self._context.new_section(classified.sources[0])
        else:
            self._context.new_title(classified.sources)
        self._begin(self._reader.header)


def _texts(line: Line) -> list[str]:
    return [text for text in map(text_of, line.cells) if text]
