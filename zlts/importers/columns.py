"""One column of a sheet: from its cells to the canonical texts of its field (readings: Cells).

A column type is a class: how its cells are read, which are blank, which columns would fit. What only the whole column
proves, such as the order of its dates, is asked of its sheet (readings: Dates).
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from typing import ClassVar, TypeVar

from zlts.formats.cells import Cell, CellError, Line, hung_of, moments_of, span_of
from zlts.importers.dates import (
    DIGITS_LOST,
    NO_YEAR,
    NOT_A_DATE,
    DateFault,
    Order,
    OrderSource,
    ends_its_day,
    is_spreadsheet_number,
    no_order,
    read_clock,
    read_date,
    read_moment,
    says_seconds,
    whole_second,
    year_last,
)
from zlts.importers.normalization import EXACT_DIGITS, as_written, clean, squeezed, text_of
from zlts.importers.period_text import ONLY_WHOLE, period_in, spans_in, with_digits
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Precision
from zlts.periods import Month
from zlts.registers.declaration import Field, Says, Type

# ---------------------------------------------------------------- what the whole column proves (readings: Dates)

_MONTHS = 12


@dataclass(slots=True)
class DateMixture:
    """What one column has shown so far: a date a program may have made of a text, and a text that proves the order.

    A spreadsheet that does not know a column's order turns 05/06/2013 into a date of its own order, and leaves
    25/06/2013 as text. With both in a column, nobody knows whether day and month of the dates have changed places.
    """

    date: str = ""
    text: str = ""

    @property
    def proved(self) -> bool:
        return bool(self.date and self.text)

    def see_day(self, year: int, month: int, day: int) -> None:
        """A date cell, or a text with the year first; those whose day cannot be a month tell nothing."""
        if not self.date and day <= _MONTHS and day != month:
            self.date = f"{year}-{month:02d}-{day:02d}"

    def see_days(self, texts: Iterable[str]) -> None:
        """The same of many, each `2013-05-06 09:10:11`."""
        for day in dict.fromkeys(text[:10] for text in texts) if not self.date else ():
            self.see_day(*map(int, day.split("-")))

    def see_text(self, text: str) -> None:
        """A text, which may have the year last."""
        pair = year_last(text)
        if pair and not self.text and max(pair) > _MONTHS >= min(pair):
            self.text = text


@dataclass(slots=True)
class WrittenSeconds:
    """Whether the times of a sheet are written with their seconds, as far as they have been read.

    09:10:00 is written so and 09:10 is not. A date cell holds seconds whether or not there were any: on the whole
    minute it tells nothing.
    """

    some: bool = False
    """A second that is not :00."""
    written: bool = False
    open: bool = False

    @property
    def precision(self) -> Precision:
        """What the times that have been read say of all."""
        if self.some:
            return Precision.SECOND
        if self.written:
            return Precision.NOUGHTS
        return Precision.OPEN if self.open else Precision.MINUTE

    def see_moment(self, second: int) -> None:
        """The second of a date cell."""
        self.some = self.some or bool(second)
        self.open = True

    def see_written(self, texts: Iterable[str]) -> None:
        """Texts that end with their seconds."""
        self.written = True
        self.some = self.some or any(not text.endswith("00") for text in texts)

    def see_text(self, text: str, second: int) -> None:
        """A text that says a time, and the second it says; numbers that are dates are as date cells."""
        self.some = self.some or bool(second)
        if not self.some and not self.written:
            self.written = says_seconds(text)
            self.open = self.open or is_spreadsheet_number(text)


DateMixtures = dict[tuple[str, str], DateMixture]
"""Field and heading → what the dates under it have shown, in all sheets of a file."""


class ColumnEvidence:
    """Reads a sheet through, once, when a cell first asks for it.

    Args:
        lines: gives the sheet's lines, as often as asked.
        header_end: the number of the heading's last line.
        mixtures: what the sheets before it have shown, to which this one adds.
    """

    def __init__(self, lines: Callable[[], Iterable[Line]], header_end: int, mixtures: DateMixtures) -> None:
        self._lines = lines
        self._header_end = header_end
        self._orders: dict[int, Order | None] = {}
        self._blocks: dict[int, Blocks] = {}
        self._only: dict[int, str] = {}
        self._mixtures = mixtures
        self.seconds = WrittenSeconds()
        """Whether the sheet's times are written with their seconds, as far as its rows have been read."""

    def order(self, index: int) -> Order | None:
        """The one order of a column's dates; None where nothing proves it, or both orders are proved."""
        if index not in self._orders:
            self._orders[index] = _proved_order(self._lines(), index)
        return self._orders[index]

    def only_text(self, index: int) -> str:
        """The one text that stands below a column's heading, "" where there are several or none."""
        if index not in self._only:
            texts = {
                text_of(line.cells[index])
                for line in self._lines()
                if line.number > self._header_end and index < len(line.cells)
            } - {""}
            self._only[index] = texts.pop() if len(texts) == 1 else ""
        return self._only[index]

    def mixture(self, name: str, heading: str) -> DateMixture:
        """What the dates under a heading, which are a field of that name, have shown so far."""
        return self._mixtures.setdefault((name, heading), DateMixture())

    def mixed(self) -> list[tuple[str, str, DateMixture]]:
        """Fields and headings whose dates prove that a program has worked on some of them."""
        return [(*key, mixture) for key, mixture in self._mixtures.items() if mixture.proved]

    def block(self, index: int, row: int, least: int, ends: Callable[[str], bool]) -> str:
        """What stands over a row's blank cell in a column that says each thing once, over its block.

        Args:
            index: the column.
            row: the row's number.
            least: how many blocks prove that it is such a column.
            ends: whether a text ends a block and begins none.
        """
        if index not in self._blocks:
            self._blocks[index] = _blocks(self._lines(), index, self._header_end, ends)
        return self._blocks[index].over(row, least)


class Blocks:
    """Where in a column something is written, and what; none of it where a text comes twice."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._texts: list[str] = []

    def begin(self, row: int, text: str) -> bool:
        """Note a text ("" where a block only ends); False where it was there before."""
        if text and text in self._texts:
            self._starts, self._texts = [], []
            return False
        self._starts.append(row)
        self._texts.append(text)
        return True

    def over(self, row: int, least: int) -> str:
        if sum(map(bool, self._texts)) < least:
            return ""
        place = bisect_right(self._starts, row)
        return self._texts[place - 1] if place else ""


def _blocks(lines: Iterable[Line], index: int, first: int, ends: Callable[[str], bool]) -> Blocks:
    found = Blocks()
    for line in lines:
        text = squeezed(text_of(line.cells[index])) if index < len(line.cells) else ""
        if line.number > first and text and not found.begin(line.number, "" if ends(text) else text):
            break
    return found


def _proved_order(lines: Iterable[Line], index: int) -> Order | None:
    proofs: set[Order] = set()
    for line in lines:
        pair = year_last(text_of(line.cells[index])) if index < len(line.cells) else None
        if pair and pair[0] > _MONTHS >= pair[1]:
            proofs.add(Order.DAY_FIRST)
        elif pair and pair[1] > _MONTHS >= pair[0]:
            proofs.add(Order.MONTH_FIRST)
    return proofs.pop() if len(proofs) == 1 else None


# ---------------------------------------------------------------- types of columns


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that keeps its row out; with no reason it is only odd, and its row is looked at more closely."""

    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ColumnSettings:
    """What is known of a column besides its cells.

    Args:
        order: gives the order of its dates, 05/03/2013.
        year: the year of months and days that are written without one.
        hundredths: 1 means one percent, not a hundred.
        since_1904: numbers that are dates count from 1904.
        mixture: is told of every date.
        seconds: is told of every time.
        swapped: the clerk says that a program has exchanged day and month of the cells that are dates.
    """

    order: OrderSource = no_order
    year: int | None = None
    hundredths: bool = False
    since_1904: bool = False
    mixture: DateMixture = field(default_factory=DateMixture)
    seconds: WrittenSeconds = field(default_factory=WrittenSeconds)
    swapped: bool = False


class CellFit(IntEnum):
    """How well a column's cells would be of a type."""

    NO = 0
    MAYBE = 1
    SURE = 2


class ColumnType(ABC):
    """How one column of a type is read; each type is a subclass."""

    nothing_is_blank: ClassVar[bool] = True
    """Whether / and 无 stand for a blank cell."""
    is_amount: ClassVar[bool] = False
    """Whether its numbers are each row's own: one in a cell that spans rows may be their sum."""
    takes_footers: ClassVar[bool] = True
    """Whether 合计 or 制表人 may stand in such a column, so that the row is to be weighed."""
    says_day: ClassVar[bool] = False
    """Whether each cell says a full day."""
    is_dated: ClassVar[bool] = False
    """Whether each cell says a day, a time of day or a month."""
    fits_by_cells: ClassVar[bool] = False
    """Whether its cells are asked even where the heading can be no other field."""

    def __init__(self, settings: ColumnSettings | None = None) -> None:
        self.settings = settings or ColumnSettings()

    @abstractmethod
    def parse(self, text: str, cell: Cell) -> str | Bad:
        """The canonical text of a cell that is not blank; `text` is `text_of(cell)`, or the clerk's word for it."""

    def quick(self, cells: Sequence[Cell], plain: Callable[[Cell], str]) -> list[str]:
        """The canonical texts of many cells; `plain` reads any one of them, or raises `Odd`."""
        different = dict.fromkeys(cells)
        if any(not isinstance(cell, str | None) for cell in different):  # 1 and True are one key
            return list(map(plain, cells))
        texts = {cell: plain(cell) for cell in different}
        return [texts[cell] for cell in cells]

    @classmethod
    def blank_words(cls, vocabulary: Vocabulary) -> frozenset[str]:
        """The words that stand in such a column where there is nothing to say: /, 无."""
        return vocabulary.nothing if cls.nothing_is_blank else frozenset()

    @staticmethod
    def fit(_values: Sequence[str]) -> CellFit:
        """How well a column of these texts, at least one, would be of this type."""
        return CellFit.MAYBE


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


# ---------------------------------------------------------------- words


class TextColumn(ColumnType):
    """Any text."""

    nothing_is_blank = False

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        return text


class ProseColumn(TextColumn):
    """Sentences keep their ，and ：; what the clerk's --map has put in their place is hers."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        return as_written(cell) if isinstance(cell, str) and clean(cell) == text else text


class WordColumn(ColumnType):
    """One of a few words, without inner blanks."""

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        return text.replace(" ", "")


class RatingColumn(WordColumn):
    """A citizen's rating; whether a dash means 未评价 is the policy's to say."""

    nothing_is_blank = False


class AreaColumn(WordColumn):
    """城区 or 农村."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, lambda text: any(char in text for char in "城农乡镇")) else CellFit.NO


_ROLE_SIGNS = ("民警", "辅警", "协警", "责任人", "领导", "所长", "队长")
_SHORT_WORD = 6


class RoleColumn(WordColumn):
    """A role on the roster."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, lambda text: any(sign in text for sign in _ROLE_SIGNS)) else CellFit.NO


class VerdictColumn(WordColumn):
    """What an investigation came to, in a short word."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, lambda text: len(text) <= _SHORT_WORD) else CellFit.MAYBE


# ---------------------------------------------------------------- names

_SEPARATORS = re.compile(r" *[、,，;；/／|]+ *")
_AUXILIARY = re.compile(r"\((?:窗口)?(?:辅警|协警|民警|文职|协管员?)\)")
_NAME = r"(?P<name>[^\W\d_a-zA-Z]+(?:[ ·][^\W\d_a-zA-Z]+)*)"
_BADGE = r"(?P<badge>[a-zA-Z]{0,2}\d{3,12})"
_NAME_AND_BADGE = re.compile(
    rf"{_NAME} ?(?:[(\[【] ?(?:警号|工号)?:? ?{_BADGE} ?[)\]】]|[-/_ ]? ?{_BADGE.replace('badge', 'bare')})"
)
_BADGE_AND_NAME = re.compile(rf"[(\[【]?{_BADGE}[)\]】]? ?[-/_]? ?{_NAME}")
_BADGE_ALONE = re.compile(r"[a-zA-Z]{0,2}\d{4,12}", re.ASCII)
_STARS = re.compile(r"[*★☆※#]+")
_DOTS = re.compile("[•・‧∙⋅]")
_INNER_BLANK = re.compile(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


class NameColumn(ColumnType):
    """孔 慧 ★(辅警) is 孔慧; blanks between Latin letters stay; a badge beside the name makes it odd."""

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        name = _one_name(text)
        return Bad(name) if badges_in(text) else name


class NamesColumn(ColumnType):
    """Several names: stars and (辅警) gone, separators all 、, blanks single; who is meant is decided later."""

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        bare = _AUXILIARY.sub("", _STARS.sub("", _DOTS.sub("·", text)))
        names = "、".join(part for part in (clean(part) for part in _SEPARATORS.split(bare)) if part)
        return Bad(names) if badges_in(text) else names


def badges_in(text: str) -> tuple[str, str] | None:
    """The names and the badges of 朱春梅(350509), 350509/朱春梅 or 350509 alone, of several where each has one."""
    bare = clean(_AUXILIARY.sub("", _STARS.sub("", text)))
    parts = [bare] if _with_badge(bare) else [part for part in _SEPARATORS.split(bare) if part]
    pairs = [_with_badge(part) for part in parts]
    found = [pair for pair in pairs if pair]
    if not found or len(found) < len(pairs):
        return None
    return "、".join(_one_name(name) for name, _ in found if name), "、".join(badge for _, badge in found)


def _one_name(text: str) -> str:
    bare = clean(_AUXILIARY.sub("", _STARS.sub("", _DOTS.sub("·", text))))
    return _INNER_BLANK.sub("", bare)


def _with_badge(text: str) -> tuple[str, str] | None:
    if _BADGE_ALONE.fullmatch(text):
        return "", text
    found = _NAME_AND_BADGE.fullmatch(text) or _BADGE_AND_NAME.fullmatch(text)
    return (found["name"], found["badge"] or found.groupdict().get("bare", "")) if found else None


# ---------------------------------------------------------------- codes

LAST_DIGITS_LOST = "16 位以上的数字在表格里存成了数值，最后几位已经丢失，请从原系统重新导出，那一列设为文本"
_DOT_ZERO = re.compile(r"(\d+)\.0+")
_SCIENTIFIC = re.compile(r"\d+(?:\.\d+)?[eE]\+?\d+")
_FEW = 20


def counts_rows(values: Sequence[str]) -> bool:
    """Whether the values are 1, 2, 3 and so on, with gaps at most for lines that are not data."""
    if not most(values, _is_number):
        return False
    numbers = [int(text) for text in values if _is_number(text)]
    return numbers[0] <= 1 and all(later in (earlier + 1, 0, 1) for earlier, later in pairwise(numbers))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _tells_rows_apart(values: Sequence[str]) -> bool:
    return counts_rows(values) or len(set(values)) == len(values) >= _FEW


class CodeColumn(ColumnType):
    """Numbers of things: 350432.0 is 350432, leading zeros stay."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        bare = text.replace(" ", "").lstrip("'")
        if isinstance(cell, int | float) and abs(cell) >= 10**EXACT_DIGITS:
            return Bad(text, LAST_DIGITS_LOST)
        if _SCIENTIFIC.fullmatch(bare):
            return Bad(text, DIGITS_LOST)
        whole = _DOT_ZERO.fullmatch(bare)
        return whole[1] if whole else bare


class SerialColumn(CodeColumn):
    """A number of its own for each row."""

    def quick(self, cells: Sequence[Cell], plain: Callable[[Cell], str]) -> list[str]:
        return [cell if isinstance(cell, str) and _is_number(cell) else plain(cell) for cell in cells]

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        if counts_rows(values) or len(set(values)) < len(values):
            return CellFit.NO
        return CellFit.SURE if len(values) >= _FEW else CellFit.MAYBE


class BadgeColumn(CodeColumn):
    """An officer's number, which comes again and again."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        if _tells_rows_apart(values):
            return CellFit.NO
        return CellFit.SURE if most(values, _is_number) and len(set(values)) < len(values) else CellFit.MAYBE


class DeviceColumn(CodeColumn):
    """A device's name or number, which comes again and again; a badge is all digits."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        if _tells_rows_apart(values):
            return CellFit.NO
        letters = most(values, lambda text: not text.isdigit())
        return CellFit.SURE if letters and len(set(values)) < len(values) else CellFit.MAYBE


# ---------------------------------------------------------------- numbers

# 1.000 is one or a thousand, so three noughts are no fraction.
_WHOLE = r"(?:\.0{1,2}|\.0{4,})?"
_COUNT = re.compile(rf"(\d{{1,3}}(?:[, ]\d{{3}})+|\d+){_WHOLE}(?:人次|[次人件个条票笔])?", re.ASCII)
_POINTS = re.compile(rf"(扣除|扣减|扣|减|加|奖励|奖|\+|-)?:?(?:了)?([+-]?)(\d+){_WHOLE}分?", re.ASCII)
_MARK = re.compile(r"(\d+(?:\.\d+)?)分?", re.ASCII)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?|\.\d+)(%?)", re.ASCII)
_LOOSE_BLANK = re.compile(r"(?<!\d) | (?!\d)")
_MINUS_SIGNS = str.maketrans("−–—﹣", "----")


def _without_blanks(text: str) -> str:
    """A number's text; a blank between two digits stays, for 10 2 is not 102."""
    return _LOOSE_BLANK.sub("", text)


class CountColumn(ColumnType):
    """A whole number of times: 17, 1,024次."""

    is_amount = True
    takes_footers = False

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        found = _COUNT.fullmatch(_without_blanks(text))
        return str(int(re.sub("[, ]", "", found[1]))) if found else Bad(text, "不是整数，次数应当是 0、1、2……")


class PointsColumn(ColumnType):
    """-2, 扣2分, 加1分, +1 as whole numbers with a sign; a plain number is added."""

    is_amount = True
    takes_footers = False
    plain_sign: ClassVar[int] = 1
    nothing_is_blank = False

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        found = _POINTS.fullmatch(_without_blanks(text).translate(_MINUS_SIGNS))
        if not found or (found[1] and found[2] and not (found[1][0] in "扣减" and found[2] == "-")):
            return Bad(text, "看不出加扣几分，请写成 -2 或 扣2分、加1分 的样子")
        mark = found[1] or found[2]
        sign = self.plain_sign if not mark else -1 if mark[0] in "扣减-" else 1
        return str(sign * int(found[3]))


class _OneWayColumn(PointsColumn):
    """Points under a heading that says which way they go; a sign against it may mean either."""

    wrong_sign: ClassVar[str]
    verb: ClassVar[str]

    def parse(self, text: str, cell: Cell) -> str | Bad:
        bare = _without_blanks(text).translate(_MINUS_SIGNS)
        if bare.startswith(self.wrong_sign) and bare.strip("+-0分"):
            reason = f"这一列是{self.verb}分，数字前却是“{self.wrong_sign}”，看不出是加还是扣"
            return Bad(text, f"{reason}：请写成 扣2分 或 加1分 的样子")
        return super().parse(text, cell)

    @classmethod
    def blank_words(cls, vocabulary: Vocabulary) -> frozenset[str]:
        return vocabulary.no_points | vocabulary.nothing


class MinusColumn(_OneWayColumn):
    """A column headed 扣分: 2 and -2 take two away, 加2分 gives them, and +2 may be either."""

    plain_sign, wrong_sign, verb = -1, "+", "扣"


class PlusColumn(_OneWayColumn):
    """A column headed 加分: 2 and +2 give two, 扣2分 takes them away, and -2 may be either."""

    plain_sign, wrong_sign, verb = 1, "-", "加"


class MarkColumn(ColumnType):
    """A full mark, or what was got of it: 10, 9.5, 98分."""

    is_amount = True
    takes_footers = False

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        found = _MARK.fullmatch(_without_blanks(text))
        if not found:
            return Bad(text, "看不出是多少分；如果这一列写的是加扣分，请用 --map 加扣分=表头 指明")
        return found[1]


class PercentColumn(ColumnType):
    """98.5% as printed; 0.985 is 98.5%, unless the heading says that its numbers are percents."""

    takes_footers = False

    def parse(self, text: str, cell: Cell) -> str | Bad:
        found = _PERCENT.fullmatch(_without_blanks(text))
        try:
            number = Decimal(found[1]) if found else None
        except InvalidOperation:
            number = None
        if found is None or number is None:
            return Bad(text, "看不懂这个百分比，请写成 98.50% 的样子")
        if found[2] or self.settings.hundredths or number > 1:
            return f"{found[1]}%"
        shifted = number.scaleb(2)
        if isinstance(cell, float):  # a float's last digits are noise
            shifted = round(shifted, 10).normalize()
        return f"{shifted:f}%"


# ---------------------------------------------------------------- days and times

_Day = TypeVar("_Day", date, datetime)


class _DatedColumn(ColumnType):
    """What cells that say days have in common."""

    takes_footers = False
    says_day = True
    is_dated = True

    def _in_place(self, day: _Day) -> _Day:
        """The day of a date cell, or of a text with the year first, with day and month where the clerk has them."""
        self.settings.mixture.see_day(day.year, day.month, day.day)
        return day.replace(month=day.day, day=day.month) if self.settings.swapped and day.day <= _MONTHS else day

    def _of_text(self, text: str, day: _Day) -> _Day:
        """A text's day, of which the column's mixture is told."""
        if year_last(text) is None:
            return self._in_place(day)
        self.settings.mixture.see_text(text)
        return day


class DateColumn(_DatedColumn):
    """`2013-05-06`."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, time):
            return Bad(text, NOT_A_DATE)
        if isinstance(cell, datetime | date):
            return str(self._in_place(date.fromisoformat(text[:10])))
        found = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        return Bad(text, found) if isinstance(found, DateFault) else str(self._of_text(text, found))


class DayColumn(DateColumn):
    """The same in a register whose times may stand in one column or in two: a column of whole moments fits less."""

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return (
            CellFit.SURE
            if most(values, lambda text: _has_clock(text) is False)
            else CellFit.MAYBE
            if most(values, _is_moment)
            else CellFit.NO
        )


class TimeColumn(_DatedColumn):
    """`2013-05-06 09:10:11`; a day alone is its midnight. Whether seconds are written, `settings.seconds` is told."""

    fits_by_cells = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        seconds = self.settings.seconds
        if isinstance(cell, datetime):
            seconds.see_moment(int(text[-2:]))
            return str(self._in_place(datetime.fromisoformat(text)))
        if isinstance(cell, time):
            return Bad(text, NO_YEAR)
        found = read_moment(text, self.settings.order, since_1904=self.settings.since_1904)
        if isinstance(found, DateFault):
            return Bad(text, found)
        if found[1]:
            seconds.see_text(text, found[0].second)
        return str(self._of_text(text, found[0]))

    def quick(self, cells: Sequence[Cell], plain: Callable[[Cell], str]) -> list[str]:
        """Nearly every cell is a date with time, or a text of a day, a blank and a clock."""
        mixture, seconds = self.settings.mixture, self.settings.seconds
        if moments := moments_of(cells):
            mixture.see_days(moments)
            seconds.see_moment(max(int(text[-2:]) for text in moments))
            return moments
        texts = [_plain_moment(cell) if isinstance(cell, str) else "" for cell in cells]
        if found := [text for text in texts if text]:
            mixture.see_days(found)
            seconds.see_written(found)
        return (
            texts
            if len(found) == len(texts)
            else [text or plain(cell) for text, cell in zip(texts, cells, strict=True)]
        )

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_moment) else CellFit.MAYBE


_PLAIN_DAY = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})", re.ASCII)
_PLAIN_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d):([0-5]\d)", re.ASCII)


def _plain_moment(text: str) -> str:
    """The canonical text of 2013/5/6 9:10:11; "" of what is not written so."""
    day, _, clock = text.partition(" ")
    days, clocks = _plain_day(day), _plain_clock(clock)
    return f"{days} {clocks}" if days and clocks else ""


@lru_cache(maxsize=10_000)
def _plain_day(text: str) -> str:
    found = _PLAIN_DAY.fullmatch(text)
    try:
        return str(date(int(found[1]), int(found[3]), int(found[4]))) if found else ""
    except ValueError:
        return ""


# as many as a day has seconds
@lru_cache(maxsize=86_400)
def _plain_clock(text: str) -> str:
    found = _PLAIN_CLOCK.fullmatch(text)
    return f"{found[1]:0>2}:{found[2]}:{found[3]}" if found else ""


class ClockColumn(ColumnType):
    """`09:10:11`; whether seconds are written, `settings.seconds` is told."""

    takes_footers = False
    is_dated = True
    fits_by_cells = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, datetime | time):
            moment = whole_second(datetime.combine(date.min, cell) if isinstance(cell, time) else cell)
            self.settings.seconds.see_moment(moment.second)
            return f"{moment:%H:%M:%S}"
        found = read_clock(text)
        if isinstance(found, DateFault):
            return Bad(text, found)
        self.settings.seconds.see_text(text, found.second)
        return f"{found:%H:%M:%S}"

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, lambda text: not isinstance(read_clock(text), DateFault)) else CellFit.NO


MONTH_WITHOUT_YEAR = "月份没有年份，请写成 2013-05 的样子，或用 --month 指明"
_MONTH_NUMBER = re.compile(r"(0?[1-9]|1[0-2])月?(?:份)?")


class MonthColumn(ColumnType):
    """`2013-05`; a month without a year is in the year the title or the file's name says."""

    is_dated = True

    def parse(self, text: str, cell: Cell) -> str | Bad:
        if isinstance(cell, float) and not cell.is_integer() and re.fullmatch(r"\d{4}\.1", text):
            return Bad(text, "2013.1 可能是 1 月，也可能是 10 月，请写成 2013-01 的样子")
        said = period_in(text)
        if odd := said.odd or (said.doubt if not said.months else ""):
            return Bad(text, f"“{odd}”不是整月；{ONLY_WHOLE}")
        if said.months:
            first, last = min(said.months), max(said.months)
            return str(first) if first == last else Bad(text, f"{first} 至 {last}不是一个月；{ONLY_WHOLE}")
        bare = _MONTH_NUMBER.fullmatch(text.replace(" ", ""))
        numbers = {int(bare[1])} if bare else said.numbers
        if len(numbers) == 1 and not said.years:
            year = self.settings.year
            return str(Month(year, *numbers)) if year else Bad(text, MONTH_WITHOUT_YEAR)
        return self._of_a_day(text)

    def _of_a_day(self, text: str) -> str | Bad:
        """Workbooks hold a month as its first day, seldom as its last; any other day is no month."""
        day = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        if isinstance(day, DateFault):
            return Bad(text, "看不懂这个月份，请写成 2013-05 的样子")
        month = Month.of(day)
        ends = day in (month.first_day, month.last_day)
        return str(month) if ends else Bad(text, f"是一天，不是整月；{ONLY_WHOLE}")

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_month) else CellFit.MAYBE


class DaysColumn(ColumnType):
    """`2013-05-06`, or `2013-05-06/2013-05-12` for a span; what names no full day stays as it is."""

    def parse(self, text: str, _cell: Cell) -> str | Bad:
        spans = list(spans_in(with_digits(squeezed(text))))
        year = spans[0].year or self.settings.year if len(spans) == 1 else None
        if year:
            ends = ((year, spans[0].first), (spans[0].last_year or year, spans[0].last))
            return "/".join(f"{of:04}-{month:02}-{day:02}" for of, (month, day) in ends)
        found = read_date(text, self.settings.order, since_1904=self.settings.since_1904)
        return text.replace(" ", "") if isinstance(found, DateFault) else str(found)

    @staticmethod
    def fit(values: Sequence[str]) -> CellFit:
        return CellFit.SURE if most(values, _is_of_days) else CellFit.NO


class ShiftColumn(WordColumn):
    """上午, 早班: hours of a day; a span of days is a part of the month."""

    def parse(self, text: str, cell: Cell) -> str | Bad:
        spans = any(spans_in(with_digits(squeezed(text))))
        if spans:
            return Bad(text, f"是几天，不是一天里的时段：各行合起来是整月的，用 --map 日期=表头 再导入；{ONLY_WHOLE}")
        return super().parse(text, cell)


# ---------------------------------------------------------------- what texts look like

_DAY_NUMBER = re.compile(r"\d{1,2}[日号]")


def is_date(text: str) -> bool:
    """Whether a text says a full day, in whatever order."""
    return _has_clock(text) is not None


def _is_moment(text: str) -> bool:
    return _has_clock(text) is True


# each of a file's forms looks at the same columns
@lru_cache(maxsize=10_000)
def _has_clock(text: str) -> bool | None:
    """Whether a date says a time of day; midnight is what a date cell has. None where it is no date."""
    if year_last(text):
        return ":" in text
    found = read_moment(text)
    if isinstance(found, DateFault):
        return None
    return found[1] and (found[0].time() != time.min or ends_its_day(text, found[0]))


def _is_month(text: str) -> bool:
    return len(period_in(text).in_year(2013)) == 1


def _is_of_days(text: str) -> bool:
    """A day, or a span of days that is no month."""
    said = period_in(text, short=True)
    return is_date(text) or bool(said.days or said.odd) or bool(_DAY_NUMBER.fullmatch(text))


# ---------------------------------------------------------------- one column of a sheet

SPANNING = "这一格跨了几列，看不出这个数是哪一列的；请拆开，一列一格，再导入"
HANGING = "这一格跨了几行，看不出这个数是每一行的，还是几行合起来的；请拆开，一行一格，再导入"
_MOST_KEPT = 100_000
"""Distinct texts remembered for one column: memory stays flat however long the file is."""

COLUMN_TYPES: Mapping[Type, type[ColumnType]] = {
    Type.TEXT: TextColumn,
    Type.PROSE: ProseColumn,
    Type.WORD: WordColumn,
    Type.RATING: RatingColumn,
    Type.AREA: AreaColumn,
    Type.ROLE: RoleColumn,
    Type.VERDICT: VerdictColumn,
    Type.NAME: NameColumn,
    Type.NAMES: NamesColumn,
    Type.CODE: CodeColumn,
    Type.SERIAL: SerialColumn,
    Type.BADGE: BadgeColumn,
    Type.DEVICE: DeviceColumn,
    Type.DATE: DateColumn,
    Type.DAY: DayColumn,
    Type.TIME: TimeColumn,
    Type.CLOCK: ClockColumn,
    Type.MONTH: MonthColumn,
    Type.DAYS: DaysColumn,
    Type.SHIFT: ShiftColumn,
    Type.COUNT: CountColumn,
    Type.POINTS: PointsColumn,
    Type.MINUS: MinusColumn,
    Type.PLUS: PlusColumn,
    Type.MARK: MarkColumn,
    Type.PERCENT: PercentColumn,
}


class Odd(Exception):
    """A cell is not plain: its row is to be read by itself."""


class ColumnReader:
    """Reads the cells of one column of a sheet."""

    def __init__(
        self,
        field: Field,
        vocabulary: Vocabulary,
        settings: ColumnSettings,
        words: Mapping[str, str],
        check: Callable[[str], str] | None = None,
    ) -> None:
        """`words` are the clerk's 原词=标准词; `check` says what is wrong with a canonical text, "" if nothing is."""
        self.field = field
        self._type = COLUMN_TYPES[field.type](settings)
        self._vocabulary = vocabulary
        self._blank_words = self._type.blank_words(vocabulary)
        self._words = words
        self._check = check
        self._known: dict[str, str | Bad] = {}

    def values(self, cells: Sequence[Cell]) -> list[str]:
        """The canonical texts of many cells.

        Raises:
            Odd: one of them is not plain: `value` gives a `Bad`.
        """
        if self._words:
            return list(map(self._plain, cells))
        return self._type.quick(cells, self._plain)

    def _plain(self, cell: Cell) -> str:
        found = self.value(cell)
        if isinstance(found, Bad):
            raise Odd
        return found

    def value(self, cell: Cell) -> str | Bad:
        """The canonical text of a cell.

        A `Bad` where it cannot be read, where a needed cell is blank, and (without a reason) where it reads like a
        sum or a signature, so that its row is weighed before it is taken for data.
        """
        if not isinstance(cell, str):
            return self._read(cell)
        found = self._known.get(cell)
        if found is None:
            found = self._read(cell)
            if len(self._known) < _MOST_KEPT:
                self._known[cell] = found
        return found

    def _read(self, cell: Cell) -> str | Bad:
        text = text_of(cell)
        if hung_of(cell) is not None:
            if self._type.is_amount:
                return Bad(text, HANGING)
            cell = text
        if isinstance(cell, CellError) or text.upper() in self._vocabulary.errors:
            spanning = span_of(cell)
            return Bad(text, SPANNING if spanning else _error_reason(text))
        if self._words:
            text = self._words.get(text) or self._words.get(text.replace(" ", "")) or text
        if self._is_blank(text):
            return self._blank()
        if self._type.takes_footers and self._vocabulary.lines.is_footer(text):
            return Bad(text)
        found = self._type.parse(text, cell)
        if isinstance(found, Bad):
            return found
        fault = self._check(found) if self._check else ""
        return Bad(found, fault) if fault or self._is_weighed(text) else found

    def _is_blank(self, text: str) -> bool:
        if not text or text in self._blank_words:
            return True
        words, field = self._vocabulary, self.field
        return (field.open_end and text in words.open_end) or (field.nobody and text in words.nobody)

    def _blank(self) -> str | Bad:
        if self.field.filled:
            return Bad("", f"{self.field.name}没有填")
        # The row is weighed then: it may be no data, or its unit may stand above it.
        return Bad("") if self.field.says is Says.WHO or self.field.code == "unit" else ""

    def _is_weighed(self, text: str) -> bool:
        """Whether a cell is to be weighed with its row: a sum, or a note that may say other than the verdict."""
        field, vocabulary = self.field, self._vocabulary
        if field.tells and squeezed(text) in vocabulary.unused_columns.undone:
            return True
        if field.summed:
            return vocabulary.lines.is_sum(text)
        if field.remark:
            return bool(vocabulary.unused_columns.taken_back_in(squeezed(text)))
        if not field.notes:
            return False
        return squeezed(text) in vocabulary.findings or bool(vocabulary.denial_in(text))


def _error_reason(text: str) -> str:
    return f"单元格是错误值 {text}" if text.startswith("#") else f"单元格{text}"


def fit_of(field: Field | None, values: Sequence[str]) -> CellFit:
    """How well a column of these texts would be the field; with no texts, anything may be."""
    return COLUMN_TYPES[field.type].fit(values) if field and values else CellFit.MAYBE
