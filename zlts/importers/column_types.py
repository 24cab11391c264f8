"""Column types: from a cell to canonical text, which cells are blank, which columns would fit (readings: Cells)."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import IntEnum
from itertools import pairwise
from typing import ClassVar

from zlts.formats.cells import Cell
from zlts.importers.column_evidence import DateMixture, WrittenSeconds
from zlts.importers.dates import DIGITS_LOST, OrderSource, no_order
from zlts.importers.normalization import EXACT_DIGITS, as_written, clean
from zlts.importers.vocabulary import Vocabulary


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
