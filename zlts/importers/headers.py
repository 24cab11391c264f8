"""Headings, what they mean, what the clerk says of them, and where a table begins (readings: Registers).

Every heading that a field's words know makes a claim; claims are settled the surest first: by what the cells hold,
then by how telling the word is. So a word that could be two fields goes to the one that the other columns have left
over. What stays open where it matters is a conflict, and the file is refused. What the clerk says with `--map` goes
first (readings: Maps).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.errors import FileRefused
from zlts.formats.cells import Line
from zlts.importers.columns import COLUMN_TYPES, CellFit, ColumnType, TextColumn, fit_of, is_date
from zlts.importers.normalization import clean, heading_key, text_of
from zlts.importers.vocabulary import Vocabulary
from zlts.names import nearest
from zlts.registers.catalogue import FORMS
from zlts.registers.declaration import COUNT, Field, Form, Says, Type
from zlts.registers.words import KEYS, three_keys_said

NO_COLUMN = "-"
"""Instead of a heading: the field has no column. Instead of a field: the column is none."""


@dataclass(frozen=True, slots=True)
class Overrides:
    """What the clerk has said, now or, remembered, of the same headings.

    `columns` are field codes or names → headings (`-`: the field has no column), `ratings` words for counts,
    `left_out` headings that are no field. Of the columns `settled` are those which she named herself: beside them
    a remembered map has those that were guessed when she gave it. `given` are fields which she has said for all
    rows (`--unit`, `--role`), so that no column need be there.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    ratings: Mapping[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    settled: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def over(self, earlier: Overrides) -> Overrides:
        """These beside earlier ones, before which they go."""
        named = {heading for heading in self.columns.values() if heading != NO_COLUMN}
        kept = tuple(heading for heading in earlier.left_out if heading not in named)
        return Overrides(
            {**earlier.columns, **self.columns},
            {**earlier.ratings, **self.ratings},
            tuple(dict.fromkeys((*kept, *self.left_out))),
            earlier.settled | self.settled,
            earlier.given | self.given,
        )


@dataclass(frozen=True, slots=True)
class MapOptions:
    """`columns` as given; `words` by field code; `ratings` are a summary's headings → rating words.

    `left_out` are headings which she has said are no field.
    """

    columns: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    ratings: Mapping[str, str]
    left_out: tuple[str, ...] = ()

    def overrides(self, given: frozenset[str]) -> Overrides:
        """The overrides with the fields that are said for all rows."""
        return Overrides(self.columns, self.ratings, self.left_out, frozenset(self.columns), given)

    @property
    def headings(self) -> Iterator[tuple[str, str]]:
        """Field and heading of all that she has named; `-` for a field where the column is none."""
        yield from ((word, heading) for word, heading in self.columns.items() if heading != NO_COLUMN)
        yield from ((NO_COLUMN, heading) for heading in self.left_out)


def asked_of(
    label: str,
    kind: str | None,
    columns: Mapping[str, str],
    words: Mapping[tuple[str, str], str],
    vocabulary: Vocabulary,
    left_out: tuple[str, ...] = (),
) -> MapOptions:
    """Check that every field named is one.

    Raises:
        FileRefused: a name is no field's.
    """
    forms = [form for form in FORMS if kind in (None, form.register)]
    for word in columns:
        if not any(field_code(form, word, vocabulary) for form in forms):
            raise _unknown_field(label, word, _names(forms))
    by_code: dict[str, dict[str, str]] = {}
    for (name, word), standard in words.items():
        for code in _codes(label, forms, name):
            by_code.setdefault(code, {})[clean(word)] = standard.strip()
    heads = dict(by_code.get("rating", {}))
    keys = heads.pop(KEYS, None)  # of the device, and no rating
    if keys is not None and three_keys_said(keys) is None:
        raise FileRefused(
            f"“{label}”：--map 评价结果:{KEYS}={keys} 里的“{keys}”不是键数。",
            f"三个键的写 --map 评价结果:{KEYS}=3，更多的写键数，如 5。",
        )
    return MapOptions(columns, by_code, heads, left_out)


def _codes(label: str, forms: Iterable[Form], name: str) -> set[str]:
    forms = list(forms)
    found = {item.code for form in forms if (item := form.by_name(name))}
    if not found:
        raise _unknown_field(label, name, _names(forms))
    return found


def _names(forms: Iterable[Form]) -> list[str]:
    return list(dict.fromkeys(item.name for form in forms for item in form.fields))


def field_code(form: Form, word: str, vocabulary: Vocabulary) -> str | None:
    """The field a clerk's word names: its code, its Chinese name, or a rating word of a summary."""
    if found := form.by_name(word):
        return found.code
    if form.counts and (word.startswith(COUNT) or vocabulary.rating_in(word)):
        return COUNT + word.removeprefix(COUNT)
    return None


def _unknown_field(label: str, word: str, names: Sequence[str]) -> FileRefused:
    near = nearest(word, names)
    hint = f"最接近的是“{near}”，例如：--map {near}=表头" if near else f"例如：--map {names[0]}=表头"
    return FileRefused(f"“{label}”：--map 里的“{word}”不是字段名；可用的字段有：{'、'.join(names)}。", hint)


# ---------------------------------------------------------------- headings matched to a form's fields

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
    serial = columns.get("serial") if "serial" not in resolved.columns else None
    if any(item.index == serial and item.keys[0] in vocabulary.numberings for item in headings):
        columns.pop("serial")  # one guessed under ID or 编号 may count the rows of one database
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
        # of 满意 over 次数 all lines say the word, of 评价情况 over 满意 the lowest
        words = [vocabulary.rating_in(text) for text in dict.fromkeys((item.full, item.text))]
        said = next((word for word in words if word in vocabulary.ratings), words[-1])
        word = overrides.ratings.get(item.text) or said
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


def _missing(
    form: Form, columns: Mapping[str, int], given: frozenset[str] = frozenset()
) -> tuple[tuple[str, ...], ...]:
    """The groups of which no field has a column; a unit that is said for all rows serves where the form takes one."""
    there = columns.keys() | (given if form.unit_from_context else given - {"unit"})
    groups = tuple(group for group in form.needed if not any(code in there for code in group))
    if form.counts and sum(code.startswith(COUNT) for code in columns) < _LEAST_COUNTS:
        groups = (*groups, (COUNT,))
    return groups


# ---------------------------------------------------------------- where a table begins

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


class HeaderFinder:
    """Lays every form over every line that could be a header."""

    def __init__(self, forms: Sequence[Form], vocabulary: Vocabulary, overrides: Overrides) -> None:
        self._forms = forms
        self._vocabulary = vocabulary
        self._overrides = overrides
        named = [word for word in overrides.columns.values() if word != NO_COLUMN]
        self._named_keys = frozenset(map(heading_key, (*named, *overrides.left_out)))
        """The headings which the clerk names: a line that bears one of them is a header."""
        known = {heading_key(word) for word in overrides.ratings} | self._named_keys
        for form in forms:
            known |= {heading_key(item.name) for item in form.fields}
            known.update(*vocabulary.headings[form.register].values())
        self._known = known

    @property
    def overrides(self) -> Overrides:
        return self._overrides

    def with_overrides(self, overrides: Overrides) -> HeaderFinder:
        """The same, with other overrides of the clerk."""
        return HeaderFinder(self._forms, self._vocabulary, overrides)

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
        texts = {text for text in map(text_of, line.cells) if text}
        others = [text for text in texts if heading_key(text) not in self._known]
        rated = sum(bool(self._vocabulary.rating_in(text)) for text in others)
        return len(texts) - len(others) + (rated if rated > 1 else 0)

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
    found = []
    for index, parts in enumerate(zip(*rows, strict=True)):
        if said := list(dict.fromkeys(part for part in parts if part)):
            # of 评价结果 over 满意 the joint text is tried first, then the lower one alone
            keys = tuple(dict.fromkeys((heading_key("".join(said)), heading_key(said[-1]))))
            found.append(Heading(index, said[-1], keys, "".join(said)))
    return found


def _values(lines: Sequence[Line]) -> Values:
    known: dict[int, list[str]] = {}

    def values(index: int) -> Sequence[str]:
        if index not in known:
            cells = (text_of(line.cells[index]) for line in lines if index < len(line.cells))
            known[index] = [text for text in cells if text]
        return known[index]

    return values
