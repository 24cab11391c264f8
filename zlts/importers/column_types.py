"""One look for each column: from a cell to its canonical text, quickly where texts come again (readings: Cells).

A look returns a `Bad` where the cell cannot be read, where a needed cell is blank, and (without a reason)
where a cell reads like a sum or a signature, so that its row is weighed before it is taken for data.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import cast

from zlts.formats.cells import Cell, CellError, hung_of, moments_of, span_of
from zlts.importers.cells import CONVERTERS, Bad, Setting, text_of
from zlts.importers.dates import Mixture, Seconds
from zlts.importers.forms import Field, Says, Type
from zlts.importers.text import squeezed
from zlts.importers.vocabulary import Vocabulary

Look = Callable[[Cell], "str | Bad"]
QuickLook = Callable[[Sequence[Cell]], list[str]]
"""From the cells of a column to their canonical texts; raises `Odd` where one of them is not plain."""

_MOST_KEPT = 100_000
"""Distinct texts remembered for one column: memory stays flat however long the file is."""

SPANNING = "这一格跨了几列，看不出这个数是哪一列的；请拆开，一列一格，再导入"
HANGING = "这一格跨了几行，看不出这个数是每一行的，还是几行合起来的；请拆开，一行一格，再导入"
_BLANKED = frozenset(set(Type) - {Type.TEXT, Type.PROSE, Type.POINTS, Type.MINUS, Type.PLUS})
_OF_ONE_ROW = frozenset({Type.COUNT, Type.POINTS, Type.MINUS, Type.PLUS, Type.MARK})
_FOOTER_MAY_STAND = frozenset(
    {Type.WORD, Type.NAME, Type.NAMES, Type.CODE, Type.MONTH, Type.DAYS, Type.TEXT, Type.PROSE}
)


@dataclass(frozen=True, slots=True)
class Sight:
    """How one column is to be looked at; `words` are the clerk's 原词=标准词, `check` finds fault."""

    column: Field
    vocabulary: Vocabulary
    setting: Setting = field(default_factory=Setting)
    words: Mapping[str, str] = field(default_factory=dict)
    check: Callable[[str], str] | None = None

    def look(self, cell: Cell) -> str | Bad:
        """The canonical text of any cell; the slow way, right for all of them."""
        text = text_of(cell)
        if hung_of(cell) is not None:
            if self.column.type in _OF_ONE_ROW:
                return Bad(text, HANGING)
            cell = text
        if isinstance(cell, CellError) or text.upper() in self.vocabulary.errors:
            spanning = span_of(cell)
            return Bad(text, SPANNING if spanning else _error_reason(text))
        text = self._in_standard_words(text)
        if self._is_blank(text):
            return self._blank()
        if self.column.type in _FOOTER_MAY_STAND and self.vocabulary.lines.is_footer(text):
            return Bad(text)
        found = self._checked(CONVERTERS[self.column.type](text, cell, self.setting))
        return Bad(found) if isinstance(found, str) and self._is_told_with_others(text) else found

    def _is_told_with_others(self, text: str) -> bool:
        """Whether a cell is to be weighed with its row: a sum, or a note that may say other than the verdict."""
        if self.column.tells and squeezed(text) in self.vocabulary.leftover.undone:
            return True
        if self.column.summed:
            return self.vocabulary.lines.is_sum(text)
        if not self.column.notes:
            return False
        return squeezed(text) in self.vocabulary.findings or bool(self.vocabulary.denial_in(text))

    def _checked(self, found: str | Bad) -> str | Bad:
        fault = self.check(found) if self.check and isinstance(found, str) else ""
        return Bad(found, fault) if fault and isinstance(found, str) else found

    def _in_standard_words(self, text: str) -> str:
        if not self.words:
            return text
        return self.words.get(text) or self.words.get(text.replace(" ", "")) or text

    def _is_blank(self, text: str) -> bool:
        if not text or (self.column.open_end and text in self.vocabulary.open_end):
            return True
        if self.column.nobody and text in self.vocabulary.nobody:
            return True
        if (
            self.column.type in (Type.MINUS, Type.PLUS)
            and text in self.vocabulary.no_points | self.vocabulary.nothing
        ):
            return True
        return self.column.type in _BLANKED and not self._is_rating and text in self.vocabulary.nothing

    @property
    def _is_rating(self) -> bool:
        # Whether a dash means 未评价 is the policy's to say.
        return self.column.code == "rating"

    def _blank(self) -> str | Bad:
        if self.column.filled:
            return Bad("", f"{self.column.name}没有填")
        # The row is weighed then: it may be no data, or its unit may stand above it.
        return Bad("") if self.column.says is Says.WHO or self.column.code == "unit" else ""


def _error_reason(text: str) -> str:
    return f"单元格是错误值 {text}" if text.startswith("#") else f"单元格{text}"


class Odd(Exception):
    """A quick look met a cell that is not plain."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A column's two looks, which agree: `quick` raises `Odd` where `close` gives a `Bad`."""

    quick: QuickLook
    close: Look


def looks_of(sight: Sight) -> Looks:
    """The looks of one column; a million rows pass through the quick one."""
    close = _Kept(sight.look).__getitem__
    if sight.words:
        return Looks(_quick_words(close), close)
    if sight.column.type is Type.TIME:
        return Looks(_quick_time(sight.look, sight.setting), sight.look)
    if sight.column.type is Type.CODE and sight.column.says is Says.NOTHING:
        return Looks(_quick_code(sight.look), sight.look)
    return Looks(_quick_words(close), close)


class _Kept(dict[Cell, "str | Bad"]):
    """What was seen before; only texts are kept, for 1 and True are one key."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, cell: Cell) -> str | Bad:
        found = self._look(cell)
        if (cell is None or isinstance(cell, str)) and len(self) < _MOST_KEPT:
            self[cell] = found
        return found


class _Plain(dict[Cell, str]):
    """What was seen before and is plain."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def __missing__(self, cell: Cell) -> str:
        found = _plain(self._look(cell))
        if (cell is None or isinstance(cell, str)) and len(self) < _MOST_KEPT:
            self[cell] = found
        return found


def _quick_words(close: Look) -> QuickLook:
    """The same few words again and again."""
    known = _Plain(close).__getitem__

    def look(cells: Sequence[Cell]) -> list[str]:
        return list(map(known, cells))

    return look


def _plain(found: str | Bad) -> str:
    if isinstance(found, Bad):
        raise Odd
    return found


class _Parts(dict[str, str]):
    """The days, or the clocks, seen before; "" for what only the slow way can read."""

    def __init__(self, read: Callable[[str], str]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, text: str) -> str:
        found = self._read(text)
        if len(self) < _MOST_KEPT:
            self[text] = found
        return found


_PLAIN_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)
_PLAIN_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)", re.ASCII)


def _plain_day(text: str) -> str:
    found = _PLAIN_DAY.fullmatch(text)
    try:
        return f"{date(int(found[1]), int(found[3]), int(found[4]))} " if found else ""
    except ValueError:
        return ""


def _told_day(mixture: Mixture, text: str) -> str:
    """A plain day, which the column's mixture is told of."""
    day = _plain_day(text)
    if day:
        mixture.see_days([day])
    return day


def _plain_clock(text: str) -> str:
    found = _PLAIN_CLOCK.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}:{found[3]}" if found else ""


def _quick_time(slow: Look, setting: Setting) -> QuickLook:
    """Nearly every cell is a day seen before, a blank, and a clock seen before; often in canonical form."""
    mixture, seconds = setting.mixture or Mixture(), setting.seconds or Seconds()
    days, clocks = _Parts(partial(_told_day, mixture)), _Parts(_plain_clock)
    # plain sets, since asking a dict that makes what it lacks costs twice as much
    same_days: set[str] = set()
    same_minutes: set[str] = set()
    same_seconds: set[str] = set()

    def one(cell: Cell) -> str:
        if isinstance(cell, datetime) and not cell.microsecond and cell.tzinfo is None:
            mixture.see_day(cell.year, cell.month, cell.day)
            seconds.see_moment(cell.second)
            return str(cell)
        if isinstance(cell, str):
            day, _, clock = cell.partition(" ")
            found_day, found_clock = days[day], clocks[clock]
            if found_day and found_clock:
                seconds.written = True
                seconds.some = seconds.some or not found_clock.endswith("00")
                if found_day + found_clock == cell:
                    same_days.add(cell[:10])
                    same_minutes.add(cell[10:16])
                    same_seconds.add(cell[16:])
                return found_day + found_clock
        return _plain(slow(cell))

    def look(cells: Sequence[Cell]) -> list[str]:
        if moments := moments_of(cells):
            mixture.see_days(moments)
            seconds.see_moment(0 if seconds.some else max(int(text[-2:]) for text in moments))
            return moments
        if set(map(type, cells)) != {str}:
            return list(map(one, cells))
        texts = cast("Sequence[str]", cells)
        return [
            text
            if text[:10] in same_days and text[10:16] in same_minutes and text[16:] in same_seconds
            else one(text)
            for text in texts
        ]

    return look


def _quick_code(slow: Look) -> QuickLook:
    """A serial of digits is its own canonical text."""

    def one(cell: Cell) -> str:
        if isinstance(cell, str) and cell.isdigit() and cell.isascii():
            return cell
        return _plain(slow(cell))

    def look(cells: Sequence[Cell]) -> list[str]:
        return list(map(one, cells))

    return look
