"""The key under which a complaint is known for good, whatever comes in or is taken back (readings: Identity).

People's decisions rest on the keys. A row's key is kept with it, also when its file is taken back: the complaint
that comes again gets its key again, and no other complaint ever does.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count

from zlts.names import number_marks, plain
from zlts.registers.complaint_statements import Statement, says_again
from zlts.registers.rows import StoredRow

Slot = tuple[object, str]
"""A number's marks and the year of receipt."""
_Base = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """The keys kept so far by row, and the rows that do not stand any more but may come again."""

    of: Mapping[int, str] = field(default_factory=dict)
    gone: Sequence[StoredRow] = ()
    borne: frozenset[str] = frozenset()
    """Keys that an older ledger's entries and decisions bear, and that have the text in words."""


def slot_of(row: StoredRow) -> Slot | None:
    """Under what a row with a number is looked for; None where it has none."""
    number = plain(row.get("number"))
    return (number_marks(number), row.get("received")[:4]) if number else None


class Keys:
    """What is known of complaints by their keys, and the keys of those that are new."""

    def __init__(self, known: KnownKeys, rows: Iterable[StoredRow]) -> None:
        """`rows` are those that stand."""
        self._of, self._borne = known.of, known.borne
        self._used = set(known.of.values())
        self._ahead: dict[_Base | Slot, dict[str, Statement]] = defaultdict(dict)
        self._gone: dict[tuple[_Base, str], str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._said: dict[Slot, dict[tuple[str, int], list[StoredRow]]] = defaultdict(dict)
        for row in chain(rows, known.gone):
            key, slot = known.of.get(row.id), slot_of(row)
            if key and slot:
                self._said[slot].setdefault((key, row.place.batch), []).append(row)
        self.kept: dict[int, str] = {}
        """Row → the key to be kept with it."""

    def standing(self, one: Statement) -> None:
        """Take note of a statement that stands, should its rows have a key."""
        if key := self.own(one):
            self._ahead[slot_of(one.rows[0]) or one.base][key] = one
            self._names[key].add(one.complainant)

    def gone(self, one: Statement) -> None:
        """Take note of a statement that was taken back."""
        if key := self.own(one):
            if not one.number:
                self._gone.setdefault((one.base, one.complainant), key)
            self._names[key].add(one.complainant)

    def own(self, one: Statement) -> str | None:
        """The key that its rows have had."""
        return next((self._of[row.id] for row in one.rows if row.id in self._of), None)

    def ahead(self, one: Statement) -> Mapping[str, Statement]:
        """By key, the statements of its number or (without one) of its base that stand, earlier or later."""
        return self._ahead.get(slot_of(one.rows[0]) or one.base, {})

    def gone_like(self, one: Statement) -> str | None:
        """The key of one without a number that said the same, the complainant included, and was taken back."""
        return self._gone.get((one.base, one.complainant))

    def said_before(self, one: Statement, but: Container[str]) -> str | None:
        """The key of the complaint of its number that rows told before which do not stand; none of `but`."""
        slot = slot_of(one.rows[0])
        said = self._said.get(slot, {}) if slot else {}
        found = (key for (key, _), rows in said.items() if key not in but and says_again(one.rows, rows))
        return next(found, None)

    def is_anothers(self, key: str, complainant: str) -> bool:
        """Whether a complaint was once known to be somebody else's."""
        return bool(self._names[key] - {"", complainant})

    def fresh(self, one: Statement) -> str:
        """A key that no complaint has had."""
        if one.number:
            stem = in_words = f"{one.number}@{one.received.year}"
        else:
            # the text is personal data and goes when its time has come; a key stays
            *where, text = one.base
            stem = "@".join((*where, hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""))
            in_words = "@".join(one.base)
        marks = ("" if nth == 1 else f"@{nth}" for nth in count(1))
        mark = next(one for one in marks if self._used.isdisjoint((f"{stem}{one}", f"{in_words}{one}")))
        return f"{in_words}{mark}" if f"{in_words}{mark}" in self._borne else f"{stem}{mark}"

    def keep(self, key: str, rows: Iterable[StoredRow]) -> None:
        """Say that rows are of the complaint of that key."""
        self._used.add(key)
        self.kept.update((row.id, key) for row in rows)
