"""What a row's own cells say against it: cells shifted or cut off, sums, notes against its verdict (readings: Lines).

A comma within a text that is not quoted shifts the cells after it. Where the last column is blank, nothing but the
number of cells shows it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from zlts.formats.cells import Cell, CellChunk, Line, is_blank
from zlts.importers.column_reader import COLUMN_TYPES
from zlts.importers.column_types import Bad
from zlts.importers.combined_fields import BOTH_WAYS, contradicts, fault_of_marks
from zlts.importers.dates import WHICH_ORDER
from zlts.importers.file_settings import FileSettings
from zlts.importers.headers import Header
from zlts.importers.normalization import squeezed, text_of
from zlts.model import Problem

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
