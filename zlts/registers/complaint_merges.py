"""Two numbers, one grievance: merges that somebody ordered, and pairs that may be one (readings: One grievance)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zlts.model import Complaint
from zlts.redaction import is_nameless


def with_merges(complaints: list[Complaint], decided: Mapping[str, str]) -> list[Complaint]:
    """Keep a merge only where it leads to a grievance that stands: never lose both of two."""
    known = {one.key: one for one in complaints}
    by_number: Mapping[str, list[Complaint]] = defaultdict(list)
    for one in complaints:
        if one.number:
            by_number[one.number].append(one)
    into = {one.key: _target(one, by_number) for one in complaints if one.merged_into}
    into |= {key: target for key, target in decided.items() if key in known and target in known}
    return [_merged(one, into, known) for one in complaints]


def _merged(one: Complaint, into: Mapping[str, str], known: Mapping[str, Complaint]) -> Complaint:
    if one.key not in into:
        return one
    if not _leads_out(one.key, into):
        return replace(one, merged_into="", merge_adrift=one.merged_into)
    return replace(one, merged_into=known[into[one.key]].label)


def _target(one: Complaint, by_number: Mapping[str, list[Complaint]]) -> str:
    """The key of the grievance it is merged into, of the same year first; "" where it is not known."""
    others = [other for other in by_number.get(one.merged_into, []) if other.key != one.key]
    same_year = [other for other in others if other.received.year == one.received.year]
    found = same_year or others
    return found[0].key if found else ""


def _leads_out(key: str, into: Mapping[str, str]) -> bool:
    """Whether following the merges ends at one that is merged into none; of a circle one must stand."""
    seen = [key]
    while seen[-1] in into:
        target = into[seen[-1]]
        if not target:
            return len(seen) > 1
        if target in seen:
            circle = seen[seen.index(target) :]
            return key != min(circle)
        seen.append(target)
    return True


# ---------------------------------------------------------------- look-alikes


def alikes(complaints: Sequence[Complaint], days: int) -> list[tuple[Complaint, Complaint]]:
    """Pairs that may be one grievance: an officer in common, within `days`, one complainant or text."""
    standing = sorted((one for one in complaints if not one.merged_into), key=lambda one: (one.received, one.key))
    return [
        (one, other)
        for place, one in enumerate(standing)
        for other in _near(one, standing[place + 1 :], days)
        if _alike(one, other)
    ]


def _near(one: Complaint, later: Iterable[Complaint], days: int) -> Iterator[Complaint]:
    for other in later:
        if (other.received - one.received).days > days:
            return
        yield other


def _alike(one: Complaint, other: Complaint) -> bool:
    people = {*one.officers, *one.auxiliaries} & {*other.officers, *other.auxiliaries}
    told = ("phone", "content")
    same = any(getattr(one, what) and getattr(one, what) == getattr(other, what) for what in told)
    one_name = one.complainant == other.complainant and not is_nameless(one.complainant)
    return bool(people) and (same or one_name)
