"""Scores, rankings and the shortlist: pure, from entries and tallies."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from zlts.model import Entry, Kind, Person, Role, Rule, Tally
from zlts.policy import Compared, Policy, Tied, TopOf

Row = TypeVar("Row")

_NO_RATE = Fraction(-1)
"""A unit or officer without counted evaluations ranks below every rate."""


@dataclass(frozen=True, slots=True)
class UnitStanding:
    """A unit's figures over a period: `score` in points, sustained complaints counted once each."""

    unit: str
    score: int
    sustained: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class OfficerStanding:
    """An officer's year: `score` in points."""

    person: Person
    unit: str
    score: int
    tally: Tally


def rate_key(tally: Tally) -> Fraction:
    """The rate for comparing; none is below every rate."""
    return _NO_RATE if tally.rate is None else tally.rate


def ranked(rows: Iterable[Row], key: Callable[[Row], tuple[object, ...]]) -> list[tuple[int, Row]]:
    """Rows by descending key, equal keys sharing the rank (1, 2, 2, 4), in the order given within."""
    ordered = sorted(rows, key=key, reverse=True)
    placed: list[tuple[int, Row]] = []
    for place, row in enumerate(ordered, 1):
        same = placed and key(placed[-1][1]) == key(row)
        placed.append((placed[-1][0] if same else place, row))
    return placed


def rank_units(units: Iterable[UnitStanding], order: Sequence[Compared]) -> list[tuple[int, UnitStanding]]:
    """By score, fewer sustained complaints and the exact rate, in that order of the three."""
    compared: Mapping[Compared, Callable[[UnitStanding], object]] = {
        Compared.SCORE: lambda one: one.score,
        Compared.COMPLAINTS: lambda one: -one.sustained,
        Compared.RATE: lambda one: rate_key(one.tally),
    }
    return ranked(units, lambda one: tuple(compared[what](one) for what in order))


def rank_officers(officers: Iterable[OfficerStanding], tied: Sequence[Tied]) -> list[tuple[int, OfficerStanding]]:
    """By score, then by what is compared where scores are equal: the exact rate, the counted evaluations."""
    compared: Mapping[Tied, Callable[[OfficerStanding], object]] = {
        Tied.RATE: lambda one: rate_key(one.tally),
        Tied.COUNTED: lambda one: one.tally.counted,
    }
    return ranked(officers, lambda one: (one.score, *(compared[what](one) for what in tied)))


def award_ranking(
    officers: Iterable[OfficerStanding], barred_ones: Container[Person], policy: Policy
) -> list[tuple[int, OfficerStanding]]:
    """Those with counted evaluations; the barred leave the ranking, and hold their place only by policy."""
    with_rate = [one for one in officers if one.tally.counted]
    tied = policy.awards.tied
    if policy.awards.barred_hold_rank:
        return [(rank, one) for rank, one in rank_officers(with_rate, tied) if one.person not in barred_ones]
    return rank_officers((one for one in with_rate if one.person not in barred_ones), tied)


def officer_score(person: Person, entries: Iterable[Entry], policy: Policy) -> int:
    """The base plus the points of the officer's active entries that the policy counts (readings: Score)."""
    own = (entry for entry in entries if entry.person == person and entry.role is Role.OFFICER)
    return policy.base_score + sum(entry.points for entry in own if policy.score_counts.counts(entry.kind))


def inspection_points(unit: str, entries: Iterable[Entry]) -> int:
    """Inspection points booked to a unit and its officers."""
    return sum(entry.points for entry in entries if entry.unit == unit and entry.cause.rule is Rule.INSPECTION)


def unit_score(unit: str, entries: Iterable[Entry], policy: Policy) -> int:
    return policy.base_score + inspection_points(unit, entries)


def barred(entries: Iterable[Entry]) -> Mapping[Person, list[Entry]]:
    """Who has lost the right to awards, with the entries that say so."""
    found: dict[Person, list[Entry]] = {}
    for entry in entries:
        if entry.kind is Kind.NO_AWARDS and entry.person:
            found.setdefault(entry.person, []).append(entry)
    return found


def shortlist(
    ranking: Sequence[tuple[int, OfficerStanding]], policy: Policy, first_units: Container[str]
) -> list[OfficerStanding]:
    """六(八): those who rank among the first three; a shared third place may make it longer.

    By policy instead all of the ranking who belong to the `first_units` of the year.
    """
    if policy.awards.top_of is TopOf.UNITS:
        return [one for _, one in ranking if one.unit in first_units]
    return [one for rank, one in ranking if rank <= policy.awards.shortlist_rank]
