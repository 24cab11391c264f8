"""What the clerk's `--map` words mean, before any header is looked at (readings: Maps)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.errors import FileRefused
from zlts.importers.normalization import clean
from zlts.importers.vocabulary import Vocabulary
from zlts.names import nearest
from zlts.registers import three_keys
from zlts.registers.catalogue import FORMS
from zlts.registers.declaration import COUNT, Form
from zlts.registers.three_keys import KEYS

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
    if keys is not None and three_keys.said(keys) is None:
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
