"""Complaints that a later export of their register lacks: kept, and told (readings: Complaints).

A later file is an export of the same register where it names at least half of the complaints that an earlier
one had of its time and units. A file of one unit says nothing of the others. A list of what is still open says
nothing of the decided: only one that still names a decided one does.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Standing:
    """A complaint as it stands."""

    key: str
    received: date
    units: frozenset[str]
    pending: bool


def missing(facts: Sequence[Standing], seen: Mapping[int, Collection[str]]) -> dict[str, int]:
    """The complaints that are missing → the first export since they were last seen that lacks them.

    `seen` are the complaints that each batch has a row of, in the order of import.
    """
    known = {one.key: one for one in facts}
    batches = {batch: [known[key] for key in keys if key in known] for batch, keys in sorted(seen.items())}
    found: dict[str, int] = {}
    for batch, own in batches.items():
        for key in {one.key for one in own} & found.keys():
            del found[key]  # it is back
        for before, earlier in batches.items():
            if before < batch and own:
                for one in _lacking(earlier, own):
                    found.setdefault(one.key, batch)
    return found


def _lacking(earlier: Sequence[Standing], later: Sequence[Standing]) -> list[Standing]:
    """What the later file lacks of the earlier one, if it is of the same register."""
    keys = {one.key for one in later}
    first, last = min(one.received for one in later), max(one.received for one in later)
    units = frozenset(unit for one in later for unit in one.units)
    eligible = [one for one in earlier if first <= one.received <= last and (len(units) > 1 or one.units & units)]
    shared = [one for one in eligible if one.key in keys]
    goes_back = any(not one.pending for one in shared)
    lacking = [one for one in eligible if one.key not in keys and (one.pending or goes_back)]
    return lacking if shared and 2 * len(shared) >= len(eligible) else []
