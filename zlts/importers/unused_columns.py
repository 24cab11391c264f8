"""Columns that are no field: what their cells say beside the field they come nearest to (readings: Columns).

While a sheet's rows go by, the different cells of each such column are gathered, in pairs with the cells of one
field: a rating's beside the rating, a count's beside the count of the same word. `unused_column_checks` weighs them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from zlts.formats.cells import Cell, Line, moments_of
from zlts.importers import quarantine_workbook
from zlts.importers.headings import Heading, Match
from zlts.importers.normalization import squeezed, text_of, without_brackets
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
