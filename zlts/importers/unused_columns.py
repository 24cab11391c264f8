"""Columns that are no field, and what in them could change what rows mean (readings: Columns).

While a sheet's rows go by, the different cells of each such column are gathered, in pairs with the cells of one
field: a rating's beside the rating, a count's beside the count of the same word. Then they are weighed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from zlts.formats.cells import Cell, Line, moments_of
from zlts.importers import quarantine_workbook
from zlts.importers.context import UnitNames
from zlts.importers.headers import Heading, Match
from zlts.importers.normalization import squeezed, text_of, without_brackets
from zlts.importers.period_text import ONLY_WHOLE, period_in
from zlts.importers.vocabulary import UnusedColumnWords, Vocabulary
from zlts.model import Problem, Register, SaidRow
from zlts.registers.declaration import COUNT

_MOST_DIFFERENT = 200
"""Different cells of a column of an evaluator's export, which has millions; one with more holds no words."""
_ALL_DIFFERENT = 1_000_000
"""Of a register that people keep, every remark is weighed."""
_NO_COLUMN = -1
_COMPARED = ("officer", "officers", "name", "unit", "points", "minus", "plus", "verdict", "severity", "time")
"""Fields beside which a second column of the same name is looked at."""
_POINTS = ("points", "minus", "plus")
_PEOPLE = ("officer", "officers", "name")
_NUMBER = re.compile(r"(?<=.)(?:\(?[12二一]\)?|[①②])$")


LOOKS_ALIKE = (
    "和第 {first} 行只有没有用到的“{heading}”不同，分不清是一件投诉还是两件："
    "是两件的，给每一件补上编号或投诉人再导入；是同一件登记了两次的，从表里删去一行，或者这样导入：--map -={typed}"
)


@dataclass(slots=True)
class UnusedColumn:
    """A column that is no field; `compared_with` is the field which it is compared with, "" where there is none.

    `pairs` are its different cells with those of that field, as they stand, `most` at the most; `seen_withdrawing`
    are cells of a column that has more, as far as they are words that withdraw a row.
    """

    index: int
    heading: str
    keys: tuple[str, ...]
    compared_with: str
    beside: int
    most: int = _MOST_DIFFERENT
    pairs: set[tuple[Cell, Cell]] = field(default_factory=set)
    seen_withdrawing: set[str] = field(default_factory=set)

    @property
    def is_varied(self) -> bool:
        return len(self.pairs) > self.most

    def heading_says(self, signs: Iterable[str]) -> bool:
        """Whether one of the signs is in the heading."""
        return any(sign in key for key in self.keys for sign in signs)

    def withdrawing_words(self, words: UnusedColumnWords) -> frozenset[str]:
        """The words that withdraw a row where they are its whole cell."""
        if self.heading_says(words.state_elsewhere):
            return frozenset()
        return words.undone - words.matters_undone if self.heading_says(words.of_a_matter) else words.undone

    def keep_withdrawing(self, cells: Iterable[Cell], undone: frozenset[str]) -> None:
        """Keep of a column's further cells those that take a row back."""
        texts = {cell.strip() for cell in set(cells) if isinstance(cell, str)}
        self.seen_withdrawing |= undone & texts

    def word_pairs(self) -> set[tuple[str, str]]:
        """The pairs as words, those whose own cell is blank left off."""
        words = ((_word(cell), _word(other)) for cell, other in self.pairs)
        return {(cell, other) for cell, other in words if cell}

    def values(self) -> set[str]:
        """The different words of its cells."""
        return {cell for cell, _ in self.word_pairs()}


def unnumbered(key: str) -> str:
    """A heading without the number that tells it from others of its kind: 被投诉民警 of 被投诉民警2."""
    return _NUMBER.sub("", key)


def _word(cell: Cell) -> str:
    return without_brackets(squeezed(text_of(cell)))


class UnusedColumns:
    """All columns of one header that are no field, and the counts whose word is unknown."""

    def __init__(self, match: Match, vocabulary: Vocabulary) -> None:
        self.match = match
        self._undone = vocabulary.unused_columns.undone
        self.columns = list(_unused_columns(match, vocabulary))

    def see(self, columns: Sequence[Sequence[Cell]]) -> None:
        """Rows that go by, by columns."""
        for one in self.columns:
            if one.index >= len(columns) or moments_of(columns[one.index]):
                continue
            cells = columns[one.index]
            if one.is_varied:
                one.keep_withdrawing(cells, self._undone)
                continue
            different, beside = set(cells), columns[one.beside] if 0 <= one.beside < len(columns) else (None,)
            if len(different) == 1 or len(beside) == 1 or len(different) > one.most:  # pairs need no zipping
                others = set(beside) if len(different) == 1 else {None} if len(different) > one.most else set(beside)
                one.pairs.update((cell, other) for cell in different for other in others)
            else:
                one.pairs.update(zip(cells, beside, strict=True))
            if one.is_varied:
                one.keep_withdrawing(different, self._undone)

    def see_line(self, cells: Sequence[Cell]) -> None:
        """One row, which may be shorter than its header."""
        for one in self.columns:
            if one.index < len(cells):
                other = cells[one.beside] if 0 <= one.beside < len(cells) else None
                if not one.is_varied:
                    one.pairs.add((cells[one.index], other))
                else:
                    one.keep_withdrawing(cells[one.index : one.index + 1], self._undone)


class SimilarComplaints:
    """A register's complaints without number and complainant that only columns which are no field tell apart."""

    def __init__(self, unused: UnusedColumns, vocabulary: Vocabulary) -> None:
        counters = vocabulary.counters
        self._columns = [one for one in unused.columns if not counters.intersection(one.keys)]
        self._seen: dict[frozenset[tuple[str, str]], list[tuple[int, list[str]]]] = {}

    def problem(self, line: Line, row: SaidRow) -> Problem | None:
        """Why a row waits which may be another complaint than an earlier one that reads the same."""
        if row.problems or row.fields.get("number") or row.fields.get("complainant"):
            return None
        beside = [
            squeezed(text_of(line.cells[one.index])) if one.index < len(line.cells) else "" for one in self._columns
        ]
        alike = self._seen.setdefault(frozenset(row.fields.items()), [])
        if not alike or any(beside == other for _, other in alike):
            alike.append((line.number, beside))
            return None
        first, other = alike[0]
        telling = next(one for one, mine, its in zip(self._columns, beside, other, strict=True) if mine != its)
        return Problem(
            telling.heading,
            "",
            LOOKS_ALIKE.format(first=first, heading=telling.heading, typed=squeezed(telling.heading)),
        )


def _unused_columns(match: Match, vocabulary: Vocabulary) -> Iterator[UnusedColumn]:
    headings = {item.index: item for item in match.headings}
    width = max(headings, default=-1) + 1
    used = {index: code for code, index in match.columns.items()}
    ours = quarantine_workbook.beside({item.index: item.text for item in match.headings})
    for index in range(width):
        code = used.get(index, "")
        if index in match.left_out or index in ours or (code and not _is_unknown_count(code, match, vocabulary)):
            continue
        heading = headings.get(index)
        compared_with = "" if code else _compared_with(match, heading, vocabulary)
        shown = match.shown(heading) if heading else f"第{index + 1}列"
        keys = heading.keys if heading else ()
        kept = match.form.register != Register.EVALUATIONS
        yield UnusedColumn(
            index,
            shown,
            keys,
            code or compared_with,
            match.columns.get(compared_with, _NO_COLUMN),
            most=_ALL_DIFFERENT if kept else _MOST_DIFFERENT,
        )


def _is_unknown_count(code: str, match: Match, vocabulary: Vocabulary) -> bool:
    """A column that is headed like a rating, 默认满意, whose word no policy knows."""
    return code.startswith(COUNT) and code not in match.settled and code.removeprefix(COUNT) not in vocabulary.ratings


def _compared_with(match: Match, heading: Heading | None, vocabulary: Vocabulary) -> str:
    """The field that a column could be instead of the one that is it; a rating's or a verdict's where none is."""
    if heading and match.form.counts:
        words = [COUNT + vocabulary.rating_in(text) for text in (heading.full, heading.text)]
        return next((code for code in words if code in match.columns), "")
    known = vocabulary.headings[match.form.register]
    keys = heading.keys if heading else ()
    keys = (*keys, *map(unnumbered, keys))
    claimed = [code for code in _COMPARED if any(key in known.get(code, {}) for key in keys)]
    if any(sign in key for key in keys for sign in vocabulary.unused_columns.other_people):
        claimed += _PEOPLE
    if match.form.register == "inspections" and any("扣分" in key for key in keys):
        claimed += _POINTS
    if match.form.register == "inspections" and set(claimed) & {"points", "minus", "plus"}:
        claimed = [*_POINTS]
    default = [code for code in ("rating", "verdict") if match.form.get(code)]
    return next((code for code in (*claimed, *default) if code in match.columns), "")


# ---------------------------------------------------------------- weighed when the sheet has been gone through

_CODE = re.compile(r"[A-Za-z]|\d{1,3}(?:\.0)?")
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.0+)?", re.ASCII)
_FIGURE = re.compile(r"[+-]?\d+(?:\.\d+)?", re.ASCII)
_CODE_HEADING = ("代码", "编码", "编号", "值", "键", "code", "value", "id")
_MARK_HEADING = ("分值", "评分", "打分", "分数", "得分")
_MIDDLE = 3
_LAST = ("最终", "最后", "实", "复", "核定", "终审")
_POINTS_HEADING = ("扣", "加分", "减分")
_SHORT = 6
_POINT_FIELDS = frozenset({"points", "minus", "plus"})
_WHO_FIELDS = ("officer", "officers", "name")
_MATTERS = re.compile(r"[转、/,，;；]")
_COMPLAINING = {"投诉", "举报"}
_NAMES = re.compile(r"[、,，;；/\s]+")
_NAMING_FIELDS = (
    *("window", "evaluator", "time", "date", "clock", "month", "day", "shift", "matter"),
    *("serial", "badge", "unit", "officer"),
)


@dataclass(frozen=True, slots=True)
class ColumnQuestion:
    """A column before which a file waits: why, and the `--map` words that decide."""

    heading: str
    why: str
    ways: tuple[str, ...]


class UnusedColumnCheck:
    """Weighs the unused columns of one header."""

    def __init__(self, columns: UnusedColumns, vocabulary: Vocabulary, units: UnitNames) -> None:
        self._columns = columns
        self._match: Match = columns.match
        self._vocabulary = vocabulary
        self._words: UnusedColumnWords = vocabulary.unused_columns
        self._units = units

    def questions(self) -> list[ColumnQuestion]:
        """All questions, in the order of the columns."""
        return [question for one in self._columns.columns if (question := self._question(one))]

    def _question(self, one: UnusedColumn) -> ColumnQuestion | None:
        if one.compared_with.startswith(COUNT) and one.index == self._match.columns.get(one.compared_with):
            return self._unknown_count(one)
        checks: list[Callable[[UnusedColumn], ColumnQuestion | None]] = [
            self._withdrawing_words,
            self._withdrawn,
            self._state,
        ]
        checks += self._checks_of_register()
        return next((question for check in checks if (question := check(one))), None)

    def _checks_of_register(self) -> list[Callable[[UnusedColumn], ColumnQuestion | None]]:
        register, form = self._match.form.register, self._match.form.form
        if form == "summary":
            return [self._count, self._number, self._period]
        if register == Register.EVALUATIONS:
            return [self._decides, self._raters, self._presses, self._rating, self._who, self._unit, self._time]
        if register == Register.COMPLAINTS:
            return [
                self._decides,
                self._related,
                self._matter,
                self._second_look,
                self._finding,
                self._serious,
                self._who,
                self._unit,
                self._remarks,
            ]
        if register == Register.INSPECTIONS:
            return [self._decides, self._remarks, self._presses, self._points, self._serious, self._who, self._unit]
        if register == Register.MEASURES:
            return [self._decides, self._remarks, self._presses, self._issuer, self._who]
        return []

    # ------------------------------------------------------------ headings

    def _is_harmless(self, one: UnusedColumn) -> bool:
        if any(key in self._words.harmless for key in one.keys):
            return True
        return one.heading.endswith(self._words.harmless_endings) and not one.heading.endswith("效率")

    def _leave_out(self, one: UnusedColumn, why: str) -> ColumnQuestion:
        return ColumnQuestion(one.heading, why, (f"-={one.heading}",))

    def _instead(self, one: UnusedColumn, why: str) -> ColumnQuestion:
        """The clerk says which of two columns is the field."""
        name = self._match.form.name_of(one.compared_with)
        return ColumnQuestion(
            one.heading, why, (f"{name}={self._match.heading_of(one.compared_with)}", f"{name}={one.heading}")
        )

    def _is_settled(self, *codes: str) -> bool:
        return any(code in self._match.settled for code in codes)

    # ------------------------------------------------------------ withdrawn rows

    def _withdrawing_words(self, one: UnusedColumn) -> ColumnQuestion | None:
        found = sorted((one.values() | one.seen_withdrawing) & one.withdrawing_words(self._words))
        if not found:
            return None
        return self._leave_out(one, f"里有“{found[0]}”，那一行可能不算数：请先从表里删去不算数的行")

    def _withdrawn(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A day or a name under 删除时间: the row was taken back, or a complaint whose verdict stands."""
        words = self._words
        ends = [key for key in one.keys if key.endswith(words.taken_back_ends)]
        if one.heading_says(words.of_a_matter):
            return None
        if not any(sign in key for key in ends for sign in words.taking_back):
            return None
        values = one.values() if self._match.form.register != Register.COMPLAINTS else self._beside_a_finding(one)
        return self._leave_out(one, _TAKEN_BACK) if values - self._vocabulary.nothing - words.no - {""} else None

    def _state(self, one: UnusedColumn) -> ColumnQuestion | None:
        words, values = self._words, one.values()
        if not values or self._is_harmless(one) or one.heading_says(words.state_elsewhere):
            return None
        if self._match.form.form == "summary" and all(map(_WHOLE.fullmatch, values)):
            return None
        plain = {value.upper() for value in values}
        if one.heading_says(words.undoing_signs) and not any(k.endswith(words.not_a_finding) for k in one.keys):
            return None if plain <= words.no | words.good_states | words.upheld else self._leave_out(one, _TAKEN_BACK)
        if not any(key.endswith(words.state_signs) for key in one.keys):
            return None
        good = words.good_states | (words.yes if one.heading_says(("有效", "生效")) else set())
        if plain <= good or values <= words.good_states | words.unrated:
            return None
        return self._leave_out(one, "说的是这一行的状态，看不出哪些行算数：请先从表里删去不算数的行")

    def _decides(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A column whose heading says whether the row counts."""
        against = sorted(self._against(one))
        return self._leave_out(one, f"里{self._seen(against[0])}{_NOT_COUNTED}") if against else None

    def _seen(self, cell: str, sign: str = "") -> str:
        """What of a cell may be said aloud: a word of the vocabulary; its other words may name who complained."""
        words = self._words
        plain = words.yes | words.no | words.undone | words.good_states | words.sustained | words.dismissed
        said = cell if cell in plain | words.counted_words | words.upheld | words.serious else sign
        return f"有“{said}”" if said else "有的写法不认识"

    def _against(self, one: UnusedColumn) -> Iterator[str]:
        words, values = self._words, one.values()
        if one.heading_says(words.must_be_no):
            yield from (v for v in values if v.upper() not in words.no | words.counted_words)
        elif one.heading_says(words.must_be_yes):
            yield from (v for v in values if v.upper() not in words.yes | words.good_states | words.counted_words)
        elif one.heading_says(words.approving):
            yield from (v for v in values if v.upper() in words.no or v.startswith(words.refusing))
        elif one.heading_says(words.at_fault):
            known = (v for v in values if self._units.known(v) or self._units.bearers(v))
            yield from values - words.ours - set(known)

    def _remarks(self, one: UnusedColumn) -> ColumnQuestion | None:
        """An opinion or a second look that takes the row back; plain notes wait by the row (see `NoteColumns`)."""
        words, register = self._words, self._match.form.register
        if one.heading_says(words.of_the_public):
            return None
        if register == Register.COMPLAINTS:
            against = sorted(filter(None, map(self._denial, self._beside_a_finding(one))))
        elif one.heading_says(words.remarks):
            against = sorted(filter(None, (self._sign_in(value, words.takes_back) for value in one.values())))
        else:
            against = []
        return self._leave_out(one, f"里有“{against[0]}”{_NOT_COUNTED}") if against else None

    def _raters(self, one: UnusedColumn) -> ColumnQuestion | None:
        """Presses of people who are none of the public."""
        if not one.heading_says(self._words.raters):
            return None
        own = sorted(filter(None, (self._sign_in(v, self._words.insiders) for v in one.values() if "非" not in v)))
        return self._leave_out(one, f"里有“{own[0]}”，那不是群众评的：请先从表里删去") if own else None

    def _beside_a_finding(self, one: UnusedColumn) -> set[str]:
        """The cells of rows whose verdict is for the citizen; all where the column stands beside no verdict."""
        if one.compared_with != "verdict":
            return one.values()
        return {value for value, verdict in one.word_pairs() if self._words.is_for_the_citizen(verdict)}

    def _denial(self, note: str) -> str:
        """The words by which a note says that the complaint, as it is found in the row, does not stand."""
        return self._vocabulary.denial_in(note) or self._sign_in(note, self._words.takes_complaint_back)

    def _sign_in(self, remark: str, signs: Iterable[str]) -> str:
        """The first of the signs that a remark says, "" where it says none."""
        remark = self._words.without_harmless(remark)
        return next((sign for sign in signs if sign in remark), "")

    def _issuer(self, one: UnusedColumn) -> ColumnQuestion | None:
        """六(七) counts what the bureau ordered: a column that says another did."""
        if "issuer" in self._match.columns or self._is_settled("issuer"):
            return None
        own = sorted(filter(None, (self._sign_in(value, self._words.issued_by_unit) for value in one.values())))
        if not own or one.heading_says(self._words.about_a_unit):
            return None
        name, why = self._match.form.name_of("issuer"), f"里有“{own[0]}”，像是所里自己作出的，不是县局的"
        return ColumnQuestion(
            one.heading, f"{why}：是作出措施的单位就照前一种写", (f"{name}={one.heading}", f"-={one.heading}")
        )

    # ------------------------------------------------------------ ratings

    def _presses(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A row that stands for several presses, findings or measures."""
        if not set(one.keys) & self._words.presses:
            return None
        several = sorted(v for v in one.values() if _WHOLE.fullmatch(v) and _number(v) != 1)
        what = "一次评价" if self._match.form.register == Register.EVALUATIONS else "一次"
        return self._leave_out(one, f"里有“{several[0]}”，一行像是不止{what}") if several else None

    def _rating(self, one: UnusedColumn) -> ColumnQuestion | None:
        if self._is_settled("rating") or one.compared_with not in ("rating", ""):
            return None
        return self._silent(one) or (None if one.is_varied else self._second_rating(one))

    def _silent(self, one: UnusedColumn) -> ColumnQuestion | None:
        """Rows that another column calls unrated, or rated by the device."""
        rated = {value for value, rating in one.word_pairs() if self._is_rated(rating)}
        if rated & self._words.defaulted:
            return self._leave_out(one, "说有的评价是系统默认的，不是群众评的")
        if rated & self._words.unrated and one.values() <= self._words.good_states | self._words.unrated:
            return self._leave_out(one, "说有的行没有人评价，评价结果却不是空的")
        return None

    def _second_rating(self, one: UnusedColumn) -> ColumnQuestion | None:
        said, values = one.word_pairs(), one.values()
        if values <= self._words.good_states | self._words.unrated:
            return None
        if self._are_ratings(one, values):
            return self._instead(one, _SECOND_RATING) if any(a != b for a, b in said) else None
        decides = one.heading_says((*self._words.must_be_yes, *self._words.must_be_no))
        telling = one.heading_says(self._words.rating_signs) and not (decides or self._is_harmless(one))
        if not telling or any(len(value) > _SHORT for value in values) or self._says_the_same(one, said):
            return None
        return self._instead(one, _SECOND_RATING)

    def _is_rated(self, rating: str) -> bool:
        return bool(rating) and rating not in self._words.unrated

    def _are_ratings(self, one: UnusedColumn, values: set[str]) -> bool:
        rated = {value for value in values if value in self._vocabulary.ratings | self._words.rating_words}
        outright = any("满意" in value or "评" in value for value in rated)
        return bool(rated) and 2 * len(rated) >= len(values) and (outright or not self._is_harmless(one))

    def _is_pleased(self, rating: str) -> bool:
        return not any(sign in rating for sign in self._words.displeased_signs)

    def _says_the_same(self, one: UnusedColumn, said: set[tuple[str, str]]) -> bool:
        """Whether a second column is the first in other words: 是 beside 满意, or a code for each word."""
        values = {value.upper() for value, _ in said}
        if values <= self._words.yes | self._words.no and not values <= {"0", "1"}:
            return all((value.upper() in self._words.yes) == self._is_pleased(rating) for value, rating in said)
        if not all(map(_CODE.fullmatch, values)) or len(said) != len({rating for _, rating in said}):
            return False
        if len(values) != len(said):
            return False
        if any(key.endswith(_MARK_HEADING) for key in one.keys):
            return self._is_graded(said) or self._is_fitting(said)
        if any(key.endswith(_CODE_HEADING) for key in one.keys):
            return True
        return self._is_graded(said)

    def _is_graded(self, said: set[tuple[str, str]]) -> bool:
        """Whether numbers rise from the displeased to the pleased: marks for the same presses."""
        if not all(value.replace(".", "").isdigit() for value, _ in said):
            return False
        high = [Decimal(value) for value, rating in said if self._is_pleased(rating)]
        low = [Decimal(value) for value, rating in said if not self._is_pleased(rating)]
        return bool(high) and bool(low) and min(high) > max(low)

    def _is_fitting(self, said: set[tuple[str, str]]) -> bool:
        """Whether marks for presses of one kind are on their side of three."""
        if not all(value.replace(".", "").isdigit() for value, _ in said):
            return False
        low = {self._is_pleased(rating) for _, rating in said} == {False}
        return all(Decimal(value) < _MIDDLE if low else Decimal(value) >= _MIDDLE for value, _ in said)

    # ------------------------------------------------------------ counts

    def _unknown_count(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A count of one group of several, or of what the device said by itself; other words are the policy's."""
        word, words = one.compared_with.removeprefix(COUNT), self._words
        if not one.values() - {"0", "-", "—", "/"}:
            return None
        if any(sign in word for sign in words.count_defaults):
            return ColumnQuestion(one.heading, "不是群众按的评价", (f"未评价={one.heading}", f"-={one.heading}"))
        if not any(sign in word for sign in words.count_groups):
            return None
        name = self._vocabulary.rating_within(word) or "标准词"
        return ColumnQuestion(
            one.heading, "是几组次数里的一组，不知道该用哪一组", (f"{name}={one.heading}", f"-={one.heading}")
        )

    def _count(self, one: UnusedColumn) -> ColumnQuestion | None:
        if (
            not one.compared_with
            or self._is_settled(one.compared_with)
            or all(_number(a) == _number(b) for a, b in one.word_pairs())
        ):
            return None
        if not any(_WHOLE.fullmatch(value) for value in one.values()):
            return None
        return self._instead(one, "是另一组次数，不知道该用哪一组")

    def _number(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A column of numbers that could be a count nobody knows; a printed total would show that it is none."""
        values = one.values()
        if one.compared_with or set(one.keys) & self._vocabulary.years:
            return None
        if one.heading_says(self._words.defaults_beside) and any(_is_some(value) for value in values):
            return ColumnQuestion(
                one.heading,
                "不是群众按的评价，不知道是不是已经算在各栏里：算在里面的，请先从各栏里减去",
                (f"未评价={one.heading}", f"-={one.heading}"),
            )
        valid_total = "total" in self._match.columns and "有效" in self._match.heading_of("total")
        undone = one.heading_says(self._words.undoing_signs) and not valid_total
        if undone and any(_is_some(value) for value in values):
            why = "不应算数，不知道是不是已经从各栏里减去：没有减去的，请先减去"
            return self._leave_out(one, why)
        known = self._vocabulary.headings["evaluations"]
        named = any(key in known.get(code, {}) for key in one.keys for code in (*_NAMING_FIELDS, "total", "rate"))
        if "total" in self._match.columns or named or self._is_harmless(one) or self._is_counter(one):
            return None
        if not values or not all(map(_WHOLE.fullmatch, values)) or values <= {"0"}:
            return None
        return self._leave_out(one, "是一列数，不知道是不是评价次数")

    def _period(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A column of nothing but periods, of which one is no whole month."""
        said = {value: period_in(value) for value in one.values()}
        odd = sorted(value for value, period in said.items() if period.odd)
        if not odd or not all(period.odd or period.months or period.numbers for period in said.values()):
            return None
        return self._leave_out(one, f"里有“{odd[0]}”，不是整月：{ONLY_WHOLE}")

    def _is_counter(self, one: UnusedColumn) -> bool:
        return bool(set(one.keys) & self._vocabulary.counters)

    # ------------------------------------------------------------ complaints and inspections

    def _related(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A number of another complaint: merged into it, the row has no effect of its own; only related, it has."""
        if "merged_into" in self._match.columns or not one.heading_says(self._words.related) or not one.values():
            return None
        name = self._match.form.name_of("merged_into")
        why = "写着别的投诉的编号，看不出是并到那一件（这一件不再单独计算），还是只是有关联：并案的照前一种写"
        return ColumnQuestion(one.heading, why, (f"{name}={one.heading}", f"-={one.heading}"))

    def _matter(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A kind of matter, under whatever heading but those of what the citizen came for."""
        if self._is_harmless(one) and not one.heading_says(self._words.may_name_the_matter):
            return None
        other = sorted(filter(None, map(self._other_matter, one.values())))
        if not other:
            return None
        return self._leave_out(one, f"说有的行是“{other[0]}”，不是投诉：请先从表里删去不是投诉的行")

    def _other_matter(self, value: str) -> str:
        """The kind in 表扬类, 感谢信, 咨询转投诉: no complaint, or none from the start; a sentence is no kind."""
        parts = [self._bare(part) for part in _MATTERS.split(value) if part] if len(value) <= _SHORT else []
        return next((part for part in parts if part in self._words.opinions - _COMPLAINING), "")

    def _bare(self, word: str) -> str:
        for tail in self._words.matter_tails:
            if word.endswith(tail) and word != tail:
                return self._bare(word.removesuffix(tail))
        return word

    def _second_look(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A second look at the verdict that does not say the same: 复议结果 推翻."""
        words = self._words
        is_other = any(key.endswith(words.not_a_finding) for key in one.keys)
        if not one.heading_says(words.second_looks) or is_other or self._is_settled("verdict"):
            return None
        said = {
            (value, verdict) for value, verdict in one.word_pairs() if value not in words.upheld | words.good_states
        }
        other = sorted(value for value, verdict in said if value != verdict and value.upper() not in words.no)
        if not other or one.heading_says(words.state_elsewhere):
            return None
        return self._as_verdict(one, f"里{self._seen(other[0])}，与认定结果可能不一样")

    def _as_verdict(self, one: UnusedColumn, why: str) -> ColumnQuestion:
        """The clerk says whether the column is the verdict, or none."""
        name, used = self._match.form.name_of("verdict"), self._match.columns.get("verdict")
        kept = () if used is None else (f"{name}={self._match.heading_of('verdict')}",)
        if one.values() - self._words.sustained - self._words.dismissed and kept:
            return self._leave_out(one, f"{why}：请先把认定结果改成最后的结果")
        ways = (f"{name}={one.heading}", *kept) if kept else (f"{name}={one.heading}", f"-={one.heading}")
        return ColumnQuestion(one.heading, why if kept else f"{why}；是认定结果就照前一种写", ways)

    def _finding(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A second verdict that says other than the one that is used."""
        words, said = self._words, one.word_pairs()
        findings = words.sustained | words.dismissed
        values = {value for value, _ in said}
        claimed = one.compared_with == "verdict" and self._claims(one, "verdict", "responsibility")
        plain = {value.upper() for value in values}
        yes_or_no = claimed and bool(plain) and plain <= words.yes | words.no
        if self._is_settled("verdict") or not (yes_or_no or 2 * len(values & findings) >= len(values) > 0):
            return None
        against = words.dismissed | words.no
        other = any((value.upper() in against) != (verdict in against) or not verdict for value, verdict in said)
        if not other:
            return None
        if one.compared_with == "verdict":
            return self._instead(one, "像是另一个认定结果")
        return self._as_verdict(one, "像是认定结果，却没有用到")

    def _serious(self, one: UnusedColumn) -> ColumnQuestion | None:
        found = one.values() & self._words.serious
        if not found or self._is_settled("severity") or self._is_harmless(one):
            return None
        if one.compared_with == "severity" and all(a == b for a, b in one.word_pairs()):
            return None
        return self._leave_out(one, f"里有“{min(found)}”，像是另一个严重程度")

    def _points(self, one: UnusedColumn) -> ColumnQuestion | None:
        if self._match.settled & _POINT_FIELDS or self._is_harmless(one):
            return None
        claimed = self._claims(one, *_POINT_FIELDS) or one.heading_says(_POINTS_HEADING)
        told = [(_number(a), _number(b)) for a, b in one.word_pairs()]
        lone = one.compared_with not in _POINT_FIELDS
        last = one.heading_says(_LAST) and any(
            a in ("0", "0分") and (lone or _number(b)) for a, b in one.word_pairs()
        )
        same = all(a is None or not a or (b is not None and abs(a) == abs(b)) for a, b in told)
        if not claimed or (same and not last):
            return None
        if one.compared_with in _POINT_FIELDS:
            used, other = (
                self._match.form.name_of(one.compared_with),
                self._match.form.name_of(self._points_field(one)),
            )
            ways = (f"{used}={self._match.heading_of(one.compared_with)}", f"{other}={one.heading}")
            return ColumnQuestion(one.heading, "像是另一列加扣分，不知道该用哪一列", ways)
        name = self._match.form.name_of(self._points_field(one))
        why = "像是加扣分，却没有用到：该用的照前一种写"
        return ColumnQuestion(one.heading, why, (f"{name}={one.heading}", f"-={one.heading}"))

    def _points_field(self, one: UnusedColumn) -> str:
        """Which of the fields of points a column would be: under 扣分 a plain number is a deduction."""
        claimed = [code for code in ("minus", "plus", "points") if self._claims(one, code)]
        return claimed[0] if claimed else "plus" if not one.heading_says(("扣", "减")) else "minus"

    # ------------------------------------------------------------ whose, where, when

    def _claims(self, one: UnusedColumn, *codes: str) -> bool:
        known = self._vocabulary.headings[self._match.form.register]
        return any(key in known.get(code, {}) for key in one.keys for code in codes)

    def _says_outright(self, code: str) -> bool:
        return any(sign in self._match.heading_of(code) for sign in self._words.outright)

    def _who(self, one: UnusedColumn) -> ColumnQuestion | None:
        """Another column of names that could say whose the row is."""
        if self._is_harmless(one) or self._is_settled(*_WHO_FIELDS):
            return None
        if not self._match.columns.keys() & {*_WHO_FIELDS, "badge"}:
            return self._nobody(one)
        if one.compared_with not in _WHO_FIELDS:
            return None
        if self._may_answer(one):
            known = [
                (a, b)
                for a, b in one.word_pairs()
                if self._units.bearers(a) and self._units.bearers(a) != self._units.bearers(b)
            ]
            return self._instead(one, self._whose(one)) if any(a not in _NAMES.split(b) for a, b in known) else None
        return self._second_name(one)

    def _second_name(self, one: UnusedColumn) -> ColumnQuestion | None:
        """Names beside those that are used, where neither a badge nor the heading says whose the row is."""
        if self._match.form.register == Register.MEASURES and not one.heading_says(("被",)):
            return None
        said_outright = "badge" in self._match.columns or self._says_outright(one.compared_with)
        if said_outright or all(a == b or not b for a, b in one.word_pairs()):
            return None
        return self._instead(one, "是另一列人名，不知道该算谁的")

    def _may_answer(self, one: UnusedColumn) -> bool:
        """Whether a heading names somebody beside the one that is used: 责任民警, or 被投诉民警2."""
        if one.heading_says(self._words.handlers) and not one.heading_says(("被",)):
            return False
        alike = unnumbered(self._match.heading_of(one.compared_with)) == unnumbered(one.heading)
        return alike or one.heading_says(self._words.other_people)

    def _nobody(self, one: UnusedColumn) -> ColumnQuestion | None:
        """A column of the roster's people, where no column says whose the rows are."""
        names = {name for value in one.values() for name in _NAMES.split(value) if name}
        known = [name for name in names if self._units.bearers(name)]
        asked = self._match.form.register != Register.EVALUATIONS  # there a window or a device says it too
        field = next((code for code in _WHO_FIELDS if asked and self._match.form.get(code)), "")
        if not known or 2 * len(known) < len(names) or not field or one.is_varied:
            return None
        if one.heading_says(self._words.handlers) and not one.heading_says(("被",)):
            return None
        name = self._match.form.name_of(field)
        return ColumnQuestion(
            one.heading,
            f"里是花名册上的人，却没有用到{self._whose_cell(one)}",
            (f"{name}={one.heading}", f"-={one.heading}"),
        )

    def _whose(self, one: UnusedColumn) -> str:
        return f"也是花名册上的人，与用到的不是同一个，不知道该算谁的{self._whose_cell(one)}"

    def _whose_cell(self, one: UnusedColumn) -> str:
        """What to do where one row names several people in columns of their own."""
        if unnumbered(one.heading) == one.heading and not one.heading_says(("同案", "第二", "共同")):
            return ""
        return "：一行有几个人的，请把名字写在一格里，用“、”隔开"

    def _unit(self, one: UnusedColumn) -> ColumnQuestion | None:
        """Another column of units, where both are the roster's."""
        if one.compared_with != "unit" or self._is_settled("unit"):
            return None
        if self._says_outright("unit") and not one.heading_says(("责任",)):
            return None
        known = [(self._units.known(a), self._units.known(b)) for a, b in one.word_pairs()]
        if not any(a and b and a != b for a, b in known):
            return None
        return self._instead(one, "说的是另一个单位，不知道该算哪个单位的")

    def _time(self, one: UnusedColumn) -> ColumnQuestion | None:
        """评价时间2 beside 评价时间."""
        used = self._match.heading_of("time") if "time" in self._match.columns else ""
        if (
            not used
            or self._is_settled("time", "date")
            or one.heading.rstrip("0123456789") != used.rstrip("0123456789")
        ):
            return None
        if one.heading == used or all(a == b for a, b in one.word_pairs()):
            return None
        return ColumnQuestion(
            one.heading, "是另一个时间，不知道该用哪一个", (f"评价时间={used}", f"评价时间={one.heading}")
        )


_SECOND_RATING = "像是另一个评价，不知道该用哪一个"
_NOT_COUNTED = "，那一行可能不算数：请先从表里删去不算数的行"
_TAKEN_BACK = "说有的行已经收回：请先从表里删去不算数的行"


def _is_some(text: str) -> bool:
    """Whether a count, or a share, is of one or more."""
    return bool(_number(text.removesuffix("%")))


def _number(text: str) -> Decimal | None:
    """A number as people write it; blank and `-` are none, as is a nought."""
    bare = text.replace(",", "").removesuffix("分").removeprefix("扣").removeprefix("加")
    return Decimal(bare) or None if _FIGURE.fullmatch(bare) else None


def questions_of(
    columns: Iterable[UnusedColumns], vocabulary: Vocabulary, units: UnitNames
) -> Iterator[ColumnQuestion]:
    """The questions of all headers of a sheet, each heading once."""
    seen: set[str] = set()
    for one in columns:
        for question in UnusedColumnCheck(one, vocabulary, units).questions():
            if question.heading not in seen:
                seen.add(question.heading)
                yield question
