"""Where a sheet's table begins: title and period lines, one or two of header, then rows (readings: Registers)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from zlts.formats.cells import Line
from zlts.importers.column_reader import COLUMN_TYPES
from zlts.importers.date_types import is_date
from zlts.importers.headings import Heading, Match, Values, match, signature_of
from zlts.importers.normalization import clean, heading_key, text_of
from zlts.importers.overrides import NO_COLUMN, Overrides
from zlts.importers.vocabulary import Vocabulary
from zlts.registers.declaration import Field, Form

_DEEPEST = 60
"""Lines among which the header is looked for; preambles have up to thirty, blank lines between them."""
_SAMPLED = 100
_LEAST_KNOWN = 2
_HEADER_LINES = 3


@dataclass(frozen=True, slots=True)
class Header:
    """A header found: at which index among the lines, how deep, and what it means."""

    at: int
    depth: int
    match: Match
    marks: tuple[tuple[str, ...], ...]
    width: int
    sample: Sequence[Line] = ()
    """The first lines below."""

    @property
    def form(self) -> Form:
        return self.match.form

    def field(self, code: str) -> Field:
        """The field of that code, which the form has.

        Raises:
            KeyError: it has not.
        """
        found = self.form.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def repeats(self, keys: Sequence[str]) -> bool:
        """Whether a line is one of the header's own lines again."""
        return any(_trimmed(keys) == mark for mark in self.marks)


def signatures(lines: Sequence[Line]) -> set[str]:
    """The signatures of all headers that could begin among the lines, known headings or not."""
    tops = lines[: _DEEPEST + _HEADER_LINES]
    blocks = (tops[at : at + depth] for at in range(len(tops)) for depth in range(1, _HEADER_LINES + 1))
    return {signature_of(_headings(block)) for block in blocks}


def keys_of(line: Line) -> tuple[str, ...]:
    return tuple(heading_key(text_of(cell)) for cell in line.cells)


def _trimmed(keys: Sequence[str]) -> tuple[str, ...]:
    """Without the blanks at the end, which a repeated header may lack."""
    last = next((n for n in range(len(keys), 0, -1) if keys[n - 1]), 0)
    return tuple(keys[:last])


def continues(table: Header, lines: Sequence[Line]) -> bool:
    """Whether the first line is a row under the table's header: as wide, its dates in their columns."""
    first = next((line for line in lines if any(map(text_of, line.cells))), None)
    columns = [index for code, index in table.match.columns.items() if _is_dated(table.form, code)]
    if first is None or not columns or len(first.cells) != table.width:
        return False
    return all(is_date(text_of(first.cells[index])) for index in columns)


def _is_dated(form: Form, code: str) -> bool:
    item = form.get(code)
    return item is not None and item.filled and COLUMN_TYPES[item.type].says_day


_MOST_KEPT = 10_000


class _Standing(Enum):
    """What a text could be in a header."""

    KNOWN = "a known heading"
    RATING = "a rating, as a summary's columns are headed"
    OTHER = "none"


class HeaderFinder:
    """Lays every form over every line that could be a header."""

    def __init__(self, forms: Sequence[Form], vocabulary: Vocabulary, overrides: Overrides) -> None:
        self._forms = forms
        self._vocabulary = vocabulary
        self._overrides = overrides
        self._named_keys = frozenset(self._named())
        self._known = frozenset(self._words()) | self._named_keys
        self._standings: dict[str, _Standing] = {}

    @property
    def overrides(self) -> Overrides:
        return self._overrides

    def with_overrides(self, overrides: Overrides) -> HeaderFinder:
        """The same, with other overrides of the clerk."""
        return HeaderFinder(self._forms, self._vocabulary, overrides)

    def _words(self) -> Iterator[str]:
        for form in self._forms:
            for words in self._vocabulary.headings[form.register].values():
                yield from words
            yield from (heading_key(item.name) for item in form.fields)
        yield from map(heading_key, self._overrides.ratings)

    def _named(self) -> Iterator[str]:
        """The headings which the clerk names: a line that bears one of them is a header."""
        yield from (heading_key(word) for word in self._overrides.columns.values() if word != NO_COLUMN)
        yield from map(heading_key, self._overrides.left_out)

    def tables(self, lines: Sequence[Line]) -> list[Header]:
        """For each form its best header, complete or not; the earlier of two as good."""
        best: dict[int, Header] = {}
        hits = [self.hits(line) for line in lines[: _DEEPEST + _HEADER_LINES]]
        for at in range(min(len(lines), _DEEPEST)):
            for table in self._tables_at(lines, at, hits[at : at + _HEADER_LINES]):
                number = self._forms.index(table.form)
                if number not in best or _merit(table) > _merit(best[number]):
                    best[number] = table
        return [best[number] for number in sorted(best)]

    def tables_at(self, lines: Sequence[Line], at: int) -> list[Header]:
        """The forms that a header beginning at that line could be of."""
        return self._tables_at(lines, at, [self.hits(line) for line in lines[at : at + _HEADER_LINES]])

    def _tables_at(self, lines: Sequence[Line], at: int, hits: Sequence[int]) -> list[Header]:
        found: list[Header] = []
        for depth in range(1, len(hits) + 1):
            if not hits[depth - 1]:
                break
            if sum(hits[:depth]) < _LEAST_KNOWN + (depth > 1) and not self._is_named(lines[at : at + depth]):
                continue
            laid = self._laid(lines, at, depth)
            below = self._laid(lines, at + 1, depth - 1) if depth > 1 else []
            found += [table for table in laid if _deeper(table, [*found, *below])]
        return found

    def _is_named(self, lines: Sequence[Line]) -> bool:
        """Whether the clerk has named a heading of the lines."""
        return bool(self._named_keys) and any(not self._named_keys.isdisjoint(keys_of(line)) for line in lines)

    def hits(self, line: Line) -> int:
        """How many different cells of a line are known headings; a single rating is a row's, not a header's."""
        standings = [self._standing(text) for text in {text_of(cell) for cell in line.cells} if text]
        known, rated = standings.count(_Standing.KNOWN), standings.count(_Standing.RATING)
        return known + rated if rated > 1 else known

    def _standing(self, text: str) -> _Standing:
        found = self._standings.get(text)
        if found is None:
            is_known, is_rating = heading_key(text) in self._known, bool(self._vocabulary.rating_in(text))
            found = _Standing.KNOWN if is_known else _Standing.RATING if is_rating else _Standing.OTHER
            if len(self._standings) < _MOST_KEPT:
                self._standings[text] = found
        return found

    def _laid(self, lines: Sequence[Line], at: int, depth: int) -> list[Header]:
        headings = _headings(lines[at : at + depth])
        sample = lines[at + depth : at + depth + _SAMPLED]
        values = _values(sample)
        marks = tuple(_trimmed(keys_of(line)) for line in lines[at : at + depth])
        width = max(len(line.cells) for line in lines[at : at + depth])
        matches = (match(form, headings, values, self._vocabulary, self._overrides) for form in self._forms)
        return [Header(at, depth, found, marks, width, sample) for found in matches if found and found.columns]


def _deeper(table: Header, others: Iterable[Header]) -> bool:
    """Another line belongs to the header only if it explains more columns than the header does without it.

    A line above must also change what the columns are: else it is a title, 单位 beside a unit's name.
    """
    same = [one for one in others if one.form is table.form]
    over = [one for one in same if one.at == table.at]
    under = [one for one in same if one.at > table.at]
    return all(table.match.score > one.match.score for one in over) and all(
        table.match.columns != one.match.columns for one in under
    )


def _merit(table: Header) -> tuple[bool, int, int, int]:
    """A complete header before an incomplete one, the first of those; else more columns before fewer.

    What stands above a complete header is no data; what stands below the first one may be.
    """
    first = -table.at if table.match.complete else 0
    return table.match.complete, first, table.match.score, -table.depth


def _headings(lines: Sequence[Line]) -> list[Heading]:
    texts = [[clean(text_of(cell)) for cell in line.cells] for line in lines]
    width = max(map(len, texts))
    rows = [row + [""] * (width - len(row)) for row in texts]
    return [heading for n in range(width) if (heading := _heading(n, [row[n] for row in rows]))]


def _heading(index: int, parts: Sequence[str]) -> Heading | None:
    """Of 评价结果 over 满意 the joint text is tried first, then the lower one alone."""
    said = list(dict.fromkeys(part for part in parts if part))
    if not said:
        return None
    keys = tuple(dict.fromkeys((heading_key("".join(said)), heading_key(said[-1]))))
    return Heading(index, said[-1], keys, "".join(said))


def _values(lines: Sequence[Line]) -> Values:
    known: dict[int, list[str]] = {}

    def values(index: int) -> Sequence[str]:
        if index not in known:
            cells = (text_of(line.cells[index]) for line in lines if index < len(line.cells))
            known[index] = [text for text in cells if text]
        return known[index]

    return values
