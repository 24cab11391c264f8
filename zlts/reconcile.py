"""What to post and reverse so that the ledger says what is derived (readings: Ledger).

What stands and is derived stays untouched; what is new is posted; what is no longer supported, or whose
material evidence changed, is reversed. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from zlts.model import Entry, PostedEntry

Identity = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """The writes that bring the ledger to what is derived."""

    post: tuple[Entry, ...]
    reverse: tuple[PostedEntry, ...]


def identity(entry: Entry) -> Identity:
    """What makes two entries the same: everything material, not the rows' places nor the wording."""
    person = entry.person.key if entry.person else ""
    cause = entry.cause
    facts = (entry.month, entry.unit, entry.role, entry.kind, entry.points, cause.rule, cause.clause)
    return (person, *map(str, facts), cause.matter, cause.material)


def reconcile(derived: Iterable[Entry], standing: Iterable[PostedEntry]) -> Changes:
    """Compare what is derived with the active entries."""
    wanted = list(derived)
    missing = Counter(identity(entry) for entry in wanted)
    reverse = []
    for posted in standing:
        if missing[identity(posted.entry)] > 0:
            missing[identity(posted.entry)] -= 1
        else:
            reverse.append(posted)
    post = []
    for entry in wanted:
        if missing[identity(entry)] > 0:
            missing[identity(entry)] -= 1
            post.append(entry)
    return Changes(tuple(post), tuple(reverse))
