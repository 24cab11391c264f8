"""The words that a field's cells may hold, as the policy and the roster have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from zlts.model import MEASURES, Register
from zlts.services.office import Office

_INSPECTED = ("日常检查", "季度检查", "查处通报")
Said = Mapping[str, str]


def words_of(
    kind: str, code: str, rows: Sequence[Said], office: Office
) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Which of the rows (by position) may hold which words in a field; none where it is no vocabulary.

    Officers are those of the row's own unit.
    """
    every = tuple(range(len(rows)))
    if code in ("officer", "officers"):
        yield from _officers(rows, office)
    elif found := _words(kind, code, office):
        yield every, found


def _words(kind: str, code: str, office: Office) -> tuple[str, ...]:
    words = office.words
    ours: dict[str, tuple[str, ...]] = {
        "unit": tuple(unit.name for unit in office.roster.units),
        "rating": tuple(word for word in words.ratings if word in words.standard_ratings),
        "verdict": tuple(words.verdicts),
        "responsibility": tuple(words.responsibilities),
        "severity": tuple(words.severities),
        "measure": tuple(one.value for one in MEASURES),
        "issuer": tuple(words.issuers),
        "role": tuple(words.roles),
        "area": tuple(words.areas),
    }
    if code == "kind":
        return _INSPECTED if kind == Register.INSPECTIONS else tuple(words.kinds)
    if code == "item":
        return tuple(office.policies.each[-1].inspection.items)
    return ours.get(code, ())


def _officers(rows: Sequence[Said], office: Office) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    roster = office.roster
    units = [roster.known(said.get("unit", "")) or "" for said in rows]
    for unit in dict.fromkeys(units):
        own = (one for one in roster.postings if one.post.at_window and unit in ("", one.unit))
        names = tuple(dict.fromkeys(one.person.name for one in own))
        yield tuple(place for place, where in enumerate(units) if where == unit), names
