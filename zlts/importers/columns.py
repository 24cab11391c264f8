"""Headings matched to a form's declared fields (spec 3).

Every heading that a field's words know makes a claim; claims are settled the surest first: by what the cells
hold, then by how telling the word is. So a word that could be two fields goes to the one that the other
columns have left over. What stays open where it matters is a conflict, and the file is refused: never guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.importers.contents import MAYBE, fitness
from zlts.importers.forms import COUNT, Form, Says, Type
from zlts.importers.text import heading_key
from zlts.importers.vocabulary import Vocabulary

_LEAST_COUNTS = 2
_TIMES = frozenset({Type.TIME, Type.CLOCK})
_GUESSABLE = -1

Values = Callable[[int], Sequence[str]]
"""The cleaned texts of a column's first cells, by its index."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's heading as shown; `keys` are what it is compared by, a two-line one's joint key first."""

    index: int
    text: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A heading that could be several fields, or a field that several columns claim; both as shown."""

    headings: tuple[str, ...]
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A form laid over a header: which column is which field, and what is missing."""

    form: Form
    headings: tuple[Heading, ...]
    columns: Mapping[str, int]
    missing: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...] = ()

    @property
    def complete(self) -> bool:
        return not self.missing

    @property
    def score(self) -> int:
        return len(self.columns)

    def heading_of(self, code: str) -> str:
        """The heading of a field's column as the file shows it; the field's name where it has none."""
        index = self.columns.get(code)
        shown = next((item.text for item in self.headings if item.index == index), "")
        return shown or self.form.name_of(code)

    @property
    def signature(self) -> str:
        """The header as remembered: its headings' keys, joined."""
        return "|".join(item.keys[0] for item in self.headings)

    def unused(self, vocabulary: Vocabulary) -> tuple[str, ...]:
        """The headings that are no field, row counters aside."""
        free = [item for item in self.headings if item.index not in self.columns.values()]
        return tuple(item.text for item in free if not set(item.keys) & vocabulary.counters)

    @property
    def mapping(self) -> dict[str, str]:
        return {code: self.heading_of(code) for code in self.columns}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the clerk has said: `columns` are field codes or names → headings, `ratings` words for counts."""

    columns: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, order=True)
class _Claim:
    fit: int
    rank: int
    index: int
    code: str


def match(
    form: Form, headings: Sequence[Heading], values: Values, vocabulary: Vocabulary, wishes: Wishes
) -> Match | None:
    """Lay a form over a header; None where the form lacks a field which the clerk has named."""
    asked = _asked(form, headings, wishes, vocabulary)
    if asked is None:
        return None
    columns = dict(asked)
    taken = set(columns.values())
    if form.counts:
        columns |= _count_columns(headings, taken, vocabulary, wishes)
    conflicts = _settle(form, _claims(form, headings, values, vocabulary), columns, values, headings)
    _drop_superfluous_parts(form, columns)
    return Match(form, tuple(headings), columns, _missing(form, columns), conflicts)


def _asked(form: Form, headings: Sequence[Heading], wishes: Wishes, vocabulary: Vocabulary) -> dict[str, int] | None:
    columns = {}
    for word, heading in wishes.columns.items():
        code = asked_code(form, word, vocabulary)
        if code is None:
            return None
        found = [item.index for item in headings if item.text and _is_named(item, heading)]
        if found:
            columns[code] = found[0]
    return columns


def asked_code(form: Form, word: str, vocabulary: Vocabulary) -> str | None:
    """The field a clerk's word names: its code, its Chinese name, or a rating word of a summary."""
    if found := form.by_name(word):
        return found.code
    if form.counts and (word.startswith(COUNT) or vocabulary.rating_in(word)):
        return COUNT + word.removeprefix(COUNT)
    return None


def _is_named(heading: Heading, word: str) -> bool:
    return heading.text == word or heading_key(word) in heading.keys


def _count_columns(
    headings: Sequence[Heading], taken: set[int], vocabulary: Vocabulary, wishes: Wishes
) -> dict[str, int]:
    """The columns headed by a rating; 满意 itself before 满意数, which is then something else."""
    known = vocabulary.headings["evaluations"]
    columns: dict[str, int] = {}
    exact: set[str] = set()
    for item in headings:
        word = wishes.ratings.get(item.text) or vocabulary.rating_in(item.text)
        if not word or item.index in taken or (word not in vocabulary.ratings and _key_in(item, known["rating"])):
            continue
        is_exact = heading_key(item.text) == heading_key(word)
        if COUNT + word not in columns or (is_exact and word not in exact):
            columns[COUNT + word] = item.index
        if is_exact:
            exact.add(word)
    return columns


def _key_in(heading: Heading, words: Mapping[str, int]) -> bool:
    return any(key in words for key in heading.keys)


def _claims(form: Form, headings: Sequence[Heading], values: Values, vocabulary: Vocabulary) -> list[_Claim]:
    words = vocabulary.headings[form.register]
    claims = []
    for item in headings:
        ranks = dict(_ranks(form, item, words))
        for code, rank in ranks.items():
            judged = len(ranks) > 1 or _declared_type(form, code) in _TIMES
            claims.append(_Claim(-(fitness(code, values(item.index)) if judged else MAYBE), rank, item.index, code))
    return sorted(claim for claim in claims if claim.fit)


def _ranks(form: Form, item: Heading, words: Mapping[str, Mapping[str, int]]) -> Iterator[tuple[str, int]]:
    """The fields that know the heading, by its first key that any field knows."""
    for key in item.keys:
        found = [(one.code, words[one.code][key]) for one in form.fields if key in words.get(one.code, {})]
        named = [(one.code, _GUESSABLE) for one in form.fields if heading_key(one.name) == key]
        if found or named:
            yield from found or named
            return


def _declared_type(form: Form, code: str) -> Type:
    found = form.get(code)
    return found.type if found else Type.TEXT


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
        if index is None and _declared_type(form, claim.code) not in (Type.TEXT, Type.PROSE):
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


def _drop_superfluous_parts(form: Form, columns: dict[str, int]) -> None:
    """A whole field needs no parts; parts that are no use alone go."""
    for whole, parts in form.parts.items():
        if whole in columns:
            for part in parts:
                columns.pop(part, None)


def _missing(form: Form, columns: Mapping[str, int]) -> tuple[tuple[str, ...], ...]:
    groups = tuple(group for group in form.needed if not any(code in columns for code in group))
    if form.counts and sum(code.startswith(COUNT) for code in columns) < _LEAST_COUNTS:
        groups = (*groups, (COUNT,))
    return groups
