"""What the clerk's `--map` words mean, before any header is looked at (readings: Maps)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zlts.importers import refusals
from zlts.importers.columns import NO_COLUMN, Overrides, asked_code
from zlts.importers.text import clean
from zlts.importers.vocabulary import Vocabulary
from zlts.registers.catalogue import FORMS
from zlts.registers.declaration import Form


@dataclass(frozen=True, slots=True)
class Asked:
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
) -> Asked:
    """Check that every field named is one.

    Raises:
        FileRefused: a name is no field's.
    """
    forms = [form for form in FORMS if kind in (None, form.register)]
    for word in columns:
        if not any(asked_code(form, word, vocabulary) for form in forms):
            raise refusals.unknown_field(label, word, _names(forms))
    by_code: dict[str, dict[str, str]] = {}
    for (name, word), standard in words.items():
        for code in _codes(label, forms, name):
            by_code.setdefault(code, {})[clean(word)] = standard.strip()
    return Asked(columns, by_code, by_code.get("rating", {}), left_out)


def _codes(label: str, forms: Iterable[Form], name: str) -> set[str]:
    forms = list(forms)
    found = {item.code for form in forms if (item := form.by_name(name))}
    if not found:
        raise refusals.unknown_field(label, name, _names(forms))
    return found


def _names(forms: Iterable[Form]) -> list[str]:
    return list(dict.fromkeys(item.name for form in forms for item in form.fields))
