"""Headings matched to a form's declared fields (readings: Columns).

Every heading that a field's words know makes a claim; claims are settled the surest first: by what the cells
hold, then by how telling the word is. So a word that could be two fields goes to the one that the other
columns have left over. What stays open where it matters is a conflict, and the file is refused: never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zlts.importers.column_reader import COLUMN_TYPES, fit_of
from zlts.importers.column_types import CellFit, ColumnType, TextColumn
from zlts.importers.normalization import clean, heading_key
from zlts.importers.overrides import NO_COLUMN, Overrides, field_code
from zlts.importers.vocabulary import Vocabulary
from zlts.registers.declaration import COUNT, Form, Says, Type

_LEAST_COUNTS = 2
_GUESSABLE = -1
_NTH = re.compile(r"(?:.*\()?第(\d{1,4})列\)?")

Values = Callable[[int], Sequence[str]]
"""The cleaned texts of a column's first cells, by its index."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading as shown; `keys` are what it is compared by, a two-line one's joint key first.

    `full` is the text of all its lines joined: 窗口评价满意 of 窗口评价 over 满意.
    """

    index: int
    text: str
    keys: tuple[str, ...]
    full: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A heading that could be several fields, or a field that several columns claim; both as shown."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A form laid over a header: which column is which field, and what is missing.

    `settled` are the fields of which the clerk has said which column they are, or that they are none;
    `left_out` the columns which she has said are no field; `barred` the fields that no column is to be.
    """

    form: Form
    headings: tuple[Heading, ...]
    columns: Mapping[str, int]
    missing: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    settled: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    left_out: frozenset[int] = frozenset()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def score(self) -> int:
        return len(self.columns)

    def heading_of(self, code: str) -> str:
        """The heading of a field's column as the file shows it; the field's name where it has none."""
        index = self.columns.get(code)
        shown = next((self.shown(item) for item in self.headings if item.index == index), "")
        return shown or self.form.name_of(code)

    def shown(self, heading: Heading) -> str:
        """A heading as `--map` can name it: its lowest line, all its lines where another column has the same one."""
        alike = [item for item in self.headings if item.text == heading.text]
        if len(alike) < 2:  # noqa: PLR2004 - the only one
            return heading.text
        differs = len({item.full for item in alike}) == len(alike)
        return heading.full if differs else f"{heading.text}（第{heading.index + 1}列）"

    @property
    def signature(self) -> str:
        """The header as remembered: its headings' keys, joined."""
        return signature_of(self.headings)

    @property
    def used(self) -> tuple[tuple[str, str], ...]:
        """Heading and field's code of each column that is a field, in the order of the columns."""
        return tuple((self.heading_of(code), code) for code in sorted(self.columns, key=self.columns.__getitem__))

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that are no field, in the order of the columns."""
        return tuple(self.shown(item) for item in self.headings if item.index not in self.columns.values())

    @property
    def mapping(self) -> dict[str, str]:
        return {code: self.heading_of(code) for code in self.columns}


def signature_of(headings: Sequence[Heading]) -> str:
    return "|".join(item.keys[0] for item in headings)


@dataclass(frozen=True, slots=True)
class _HeaderOverrides:
    """The clerk's overrides on one header: columns of fields, fields without a column, columns without a field."""

    columns: Mapping[str, int]
    barred: frozenset[str]
    settled: frozenset[str]
    left_out: frozenset[int]

    def leaves(self, form: Form, claim: _Claim) -> bool:
        """Whether she has left a claim open; a named part stands instead of the whole, and the other way round."""
        if claim.index in self.left_out or claim.code in self.barred:
            return False
        return not any(
            (claim.code == whole and any(part in self.columns for part in parts) and whole not in self.columns)
            or (claim.code in parts and claim.code not in self.columns and whole in self.columns)
            for whole, parts in form.parts.items()
        )


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    fit: int
    rank: int
    index: int
    code: str


def match(
    form: Form, headings: Sequence[Heading], values: Values, vocabulary: Vocabulary, overrides: Overrides
) -> Match | None:
    """Lay a form over a header; None where the form lacks a field which the clerk has named."""
    resolved = _resolved(form, headings, overrides, vocabulary)
    if resolved is None:
        return None
    columns = dict(resolved.columns)
    if form.counts:
        free = [item for item in headings if item.index not in resolved.left_out]
        found = _count_columns(free, set(columns.values()), vocabulary, overrides)
        columns |= {code: index for code, index in found.items() if code not in resolved.barred | columns.keys()}
    claims = [claim for claim in _claims(form, headings, values, vocabulary) if resolved.leaves(form, claim)]
    conflicts = _settle(form, claims, columns, values, headings)
    for whole, parts in form.parts.items():
        if whole in columns:  # a whole field needs no parts
            for part in parts:
                columns.pop(part, None)
    if "serial" not in resolved.columns:
        _drop_numbering(headings, columns, vocabulary)
    missing = _missing(form, columns, overrides.given)
    return Match(
        form, tuple(headings), columns, missing, conflicts, resolved.settled, resolved.barred, resolved.left_out
    )


def _resolved(
    form: Form, headings: Sequence[Heading], overrides: Overrides, vocabulary: Vocabulary
) -> _HeaderOverrides | None:
    columns: dict[str, int] = {}
    barred: set[str] = set()
    settled: set[str] = set()
    left_out = frozenset(index for word in overrides.left_out for index in named(headings, word))
    for word, heading in overrides.columns.items():
        code = field_code(form, word, vocabulary)
        if code is None:
            return None
        found = [] if heading == NO_COLUMN else named(headings, heading)
        if heading == NO_COLUMN:
            columns.pop(code, None)
            barred.add(code)
        elif found:
            columns = {other: index for other, index in columns.items() if index != found[0]} | {code: found[0]}
            barred.discard(code)
        if word in overrides.settled and (found or heading == NO_COLUMN):
            settled.add(code)
    columns = {code: index for code, index in columns.items() if index not in left_out}
    return _HeaderOverrides(columns, frozenset(barred), frozenset(settled), left_out)


def named(headings: Sequence[Heading], word: str) -> list[int]:
    """The columns of a heading as the clerk writes it: as it stands before any that is only compared alike.

    第3列 is the third column, for headings that stand there twice.
    """
    shown = clean(word)
    exact = [item.index for item in headings if item.text and shown in (item.text, item.full)]
    alike = [item.index for item in headings if item.text and heading_key(word) in item.keys]
    counted = _NTH.fullmatch(shown)
    if counted and not exact:
        return [item.index for item in headings if item.index + 1 == int(counted[1])]
    return exact or alike


def _count_columns(
    headings: Sequence[Heading], taken: set[int], vocabulary: Vocabulary, overrides: Overrides
) -> dict[str, int]:
    """The columns headed by a rating; 满意 itself before 满意数, which is then something else."""
    known = vocabulary.headings["evaluations"]
    columns: dict[str, int] = {}
    exact: set[str] = set()
    for item in headings:
        word = overrides.ratings.get(item.text) or _rating_word(item, vocabulary)
        if not word or item.index in taken or (word not in vocabulary.ratings and _key_in(item, known["rating"])):
            continue
        is_exact = heading_key(item.text) == heading_key(word)
        if COUNT + word not in columns or (is_exact and word not in exact):
            columns[COUNT + word] = item.index
        if is_exact:
            exact.add(word)
    return columns


def _rating_word(item: Heading, vocabulary: Vocabulary) -> str:
    """The word of a count: of 满意 over 次数 all lines say it, of 评价情况 over 满意 the lowest."""
    words = [vocabulary.rating_in(text) for text in dict.fromkeys((item.full, item.text))]
    return next((word for word in words if word in vocabulary.ratings), words[-1])


def _key_in(heading: Heading, words: Mapping[str, int]) -> bool:
    return any(key in words for key in heading.keys)


def _claims(form: Form, headings: Sequence[Heading], values: Values, vocabulary: Vocabulary) -> list[_Claim]:
    words = vocabulary.headings[form.register]
    claims = []
    for item in headings:
        ranks = dict(_ranks(form, item, words))
        for code, rank in ranks.items():
            judged = len(ranks) > 1 or _column_type(form, code).fits_by_cells
            fit = fit_of(form.get(code), values(item.index)) if judged else CellFit.MAYBE
            claims.append(_Claim(-fit, rank, item.index, code))
    return sorted(claim for claim in claims if claim.fit)


def _ranks(form: Form, item: Heading, words: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, int]]:
    """The fields that know the heading, by its first key that any field knows."""
    for key in item.keys:
        found = [(one.code, words[one.code][key]) for one in form.fields if key in words.get(one.code, {})]
        named = [(one.code, _GUESSABLE) for one in form.fields if heading_key(one.name) == key]
        if found or named:
            yield from found or named
            return


def _column_type(form: Form, code: str) -> type[ColumnType]:
    found = form.get(code)
    return COLUMN_TYPES[found.type if found else Type.TEXT]


def _settle(
    form: Form, claims: Iterable[_Claim], columns: dict[str, int], values: Values, headings: Sequence[Heading]
) -> tuple[Conflict, ...]:
    """Give each column to a field, the surest claims first; what cannot be decided is a conflict."""
    waiting, conflicts = list(claims), []
    used = set(columns.values())
    while waiting := [c for c in waiting if c.code not in columns and c.index not in used]:
        claim = waiting[0]
        rivals = [c for c in waiting if c.index == claim.index and c.fit == claim.fit]
        if len(rivals) > 1:
            chosen = _among_fields(form, rivals, columns)
            if chosen is None:
                conflicts.append(_conflict(form, headings, [claim.index], [c.code for c in rivals]))
                used.add(claim.index)
                continue
            claim = chosen
        twins = [c.index for c in waiting if (c.fit, c.rank, c.code) == (claim.fit, claim.rank, claim.code)]
        index = _among_columns(twins, values)
        if index is None and not issubclass(_column_type(form, claim.code), TextColumn):
            conflicts.append(_conflict(form, headings, twins, [claim.code]))
        columns[claim.code] = claim.index if index is None else index
        used.update(twins)
    return tuple(conflicts)


def _among_fields(form: Form, rivals: Sequence[_Claim], columns: Mapping[str, int]) -> _Claim | None:
    """The field a column is where its cells fit several: one that is needed, else the more telling word's.

    Whose name it is, an officer's or a complainant's, is never decided so.
    """
    declared = [form.get(claim.code) for claim in rivals]
    if any(item and item.masked for item in declared):
        return None
    wanting = {code for group in _missing(form, columns) for code in group}
    needed = [claim for claim in rivals if claim.code in wanting]
    if len(needed) == 1:
        return needed[0]
    if any(item and (item.says is Says.WHO or item.code == "serial") for item in declared):
        return None
    return min(rivals, key=lambda claim: claim.rank)


def _among_columns(indexes: Sequence[int], values: Values) -> int | None:
    """One of several columns with the same heading: the only one filled, or any where all say the same."""
    filled = [index for index in indexes if values(index)]
    if len(filled) < 2:  # noqa: PLR2004 - one or none
        return (filled or indexes)[0]
    first = values(filled[0])
    return filled[0] if all(list(values(index)) == list(first) for index in filled) else None


def _conflict(form: Form, headings: Sequence[Heading], indexes: Sequence[int], codes: Sequence[str]) -> Conflict:
    shown = tuple(item.text for item in headings if item.index in indexes)
    return Conflict(shown, tuple(form.name_of(code) for code in codes))


def _drop_numbering(headings: Sequence[Heading], columns: dict[str, int], vocabulary: Vocabulary) -> None:
    """A guessed serial number under ID or 编号 may count the rows of one database: it identifies nothing."""
    index = columns.get("serial")
    if any(item.index == index and item.keys[0] in vocabulary.numberings for item in headings if item.keys):
        columns.pop("serial")


def _missing(
    form: Form, columns: Mapping[str, int], given: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], ...]:
    """The groups of which no field has a column; a unit that is said for all rows serves where the form takes one."""
    there = columns.keys() | (given if form.unit_from_context else given - {"unit"})
    groups = tuple(group for group in form.needed if not any(code in there for code in group))
    if form.counts and sum(code.startswith(COUNT) for code in columns) < _LEAST_COUNTS:
        groups = (*groups, (COUNT,))
    return groups
