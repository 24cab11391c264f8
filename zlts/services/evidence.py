"""The evidence as it stands, read from the ledger file: what the rules and the reports are given."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from zlts.evaluations import voids
from zlts.evaluations.owners import whose_by_code
from zlts.evaluations.scales import Scales
from zlts.model import (
    Complaint,
    Filing,
    Inspection,
    Measure,
    Missing,
    OfficerMonth,
    Opinion,
    Person,
    Place,
    PlacedPress,
    Post,
    Problem,
    Register,
    Tally,
    VerdictChange,
)
from zlts.periods import Month
from zlts.policy import Policies
from zlts.registers.business import Business
from zlts.registers.summaries import Summary
from zlts.registers.words import meaning_by_scale, rating_meaning, unscored
from zlts.roster import Found, Whose
from zlts.rules import is_below_floor
from zlts.services import office as offices
from zlts.services.office import SUMMARY, Office
from zlts.store import evaluations
from zlts.store.session import Session

Share = tuple[Person, str, Month]
"""An officer's month at one unit."""

_ONE = {True: (1, 1, 0), False: (1, 0, 0), None: (0, 0, 1)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What stands for a span of days: tallies by officer, unit and month, and the registers' facts."""

    first: date
    last: date
    tallies: Mapping[Share, Tally]
    as_auxiliary: Mapping[Share, Tally]
    """The part of the tallies that was pressed while its officer was an auxiliary."""
    auxiliaries: frozenset[Person]
    """Those who are nothing else in all that time."""
    summaries: tuple[Summary, ...]
    complaints: tuple[Complaint, ...]
    inspections: tuple[Inspection, ...]
    measures: tuple[Measure, ...]
    filings: tuple[Filing, ...]
    business: tuple[Business, ...]
    arrived: frozenset[tuple[str, Month]] = frozenset()
    """The units and months with an accepted evaluation or summary, voided ones too."""
    opinions: tuple[Opinion, ...] = ()
    """Praise, questions, advice in the registers of complaints: without effect."""
    verdict_changes: tuple[VerdictChange, ...] = ()
    missing_complaints: tuple[Missing, ...] = ()
    voided: frozenset[Place] = frozenset()
    """The rows a person has voided: they are in no tally and no entry rests on them."""
    voided_of: Mapping[tuple[Person, Month], int] = field(default_factory=dict)
    """How many of an officer's evaluations of a month are voided."""
    void_reasons: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """By officer's name and reason, how many evaluations are voided."""

    def unit_months(self) -> dict[tuple[str, Month], Tally]:
        """By unit and month, everyone's."""
        sums: dict[tuple[str, Month], Tally] = defaultdict(Tally)
        for (_, unit, month), tally in self.tallies.items():
            sums[unit, month] += tally
        return sums

    def for_units(self, policies: Policies) -> dict[Share, Tally]:
        """What of the tallies counts for the units' rates: auxiliaries' part by the policy of the month."""
        return {
            share: tally
            if policies.on(share[2].last_day).rate.auxiliaries_count
            else tally - self.as_auxiliary.get(share, Tally())
            for share, tally in self.tallies.items()
        }

    @property
    def nil_returns(self) -> frozenset[tuple[str, Month]]:
        """The units and months of nil returns (零报告)."""
        return frozenset((one.unit, one.month) for one in self.filings if one.month)

    def person_months(self) -> dict[tuple[Person, Month], Tally]:
        """By officer and month, over all units."""
        return _by_person(self.tallies)


def gather(session: Session, office: Office, first: date, last: date) -> Evidence:
    """The evidence from a day to a day; days before the first policy's first have no effect."""
    first = max(first, office.first_day)
    return session.once((first, last, office), lambda: _gathered(session, office, first, last))


def _gathered(session: Session, office: Office, first: date, last: date) -> Evidence:
    summaries = [
        one
        for one in offices.settle(session, SUMMARY, office).facts
        if one.month.last_day >= first and one.month <= Month.of(last)
    ]
    owners = whose_by_code(session, office.roster)
    voided = [one for one in voids.voids(session, office.policies, owners) if one.day and first <= one.day <= last]
    tallies, spared = _detail_tallies(session, office, owners, (first, last), voided) if first <= last else ({}, {})
    for one in summaries:
        share = (one.found.person, one.found.unit, one.month)
        for sums in (tallies, spared) if one.found.auxiliary else (tallies,):
            sums[share] = sums.get(share, Tally()) + one.tally
    grievances = offices.grievances(session, office)
    return Evidence(
        first=first,
        last=last,
        tallies=tallies,
        as_auxiliary=spared,
        auxiliaries=auxiliaries(office, first, last),
        summaries=tuple(summaries),
        complaints=tuple(grievances.facts),
        opinions=tuple(grievances.opinions),
        verdict_changes=tuple(grievances.changes),
        missing_complaints=tuple(grievances.missing),
        inspections=tuple(offices.settle(session, Register.INSPECTIONS, office).facts),
        measures=tuple(offices.settle(session, Register.MEASURES, office).facts),
        filings=tuple(offices.settle(session, Register.FILINGS, office).facts),
        business=tuple(offices.settle(session, Register.BUSINESS, office).facts),
        arrived=frozenset((unit, month) for _, unit, month in tallies) | _voided_at(voided, owners),
        voided=voids.places(session, voided),
        voided_of=_voided_of(voided, owners),
        void_reasons=Counter((one.record.person, one.record.reason) for one in voided if one.evaluation),
    )


def _voided_of(voided: Iterable[voids.Void], owners: Mapping[int, Whose]) -> Counter[tuple[Person, Month]]:
    """How many evaluations are void, by whose they are and when they were pressed."""
    found = ((one.day, owners[one.evaluation.who].on(one.day)) for one in voided if one.evaluation and one.day)
    return Counter((owner.person, Month.of(day)) for day, owner in found if isinstance(owner, Found))


def _voided_at(voided: Iterable[voids.Void], owners: Mapping[int, Whose]) -> frozenset[tuple[str, Month]]:
    """Where and when the voided evaluations were pressed: a unit all of whose are void has reported all the same."""
    found = ((one.day, owners[one.evaluation.who].on(one.day)) for one in voided if one.evaluation and one.day)
    return frozenset((owner.unit, Month.of(day)) for day, owner in found if isinstance(owner, Found))


def months(session: Session, office: Office, last: date) -> set[Month]:
    """The months with an evaluation, a receipt or an inspection, from the first policy's first day to a day."""
    first = office.first_day
    found = {Month(n // 100, n % 100) for n in evaluations.months(session, first, last)}
    found |= {one.month for one in offices.settle(session, SUMMARY, office).facts}
    found |= {Month.of(one.received) for one in offices.settle(session, Register.COMPLAINTS, office).facts}
    found |= {Month.of(one.day) for one in offices.settle(session, Register.INSPECTIONS, office).facts}
    return {month for month in found if first <= month.last_day and month.first_day <= last}


def auxiliaries(office: Office, first: date, last: date) -> frozenset[Person]:
    """Those who are posted to windows from a day to a day, and never as officers in that time."""
    postings = office.roster.window_postings(first, last)
    officers = {posting.person for posting in postings if posting.post is not Post.AUXILIARY}
    return frozenset({posting.person for posting in postings} - officers)


# ---------------------------------------------------------------- tallies


def _detail_tallies(
    session: Session,
    office: Office,
    owners: Mapping[int, Whose],
    days: tuple[date, date],
    voided: Sequence[voids.Void],
) -> tuple[dict[Share, Tally], dict[Share, Tally]]:
    """All tallies, and the part of them pressed by auxiliaries."""
    sums: dict[Share, list[int]] = defaultdict(lambda: [0, 0, 0])
    spared: dict[Share, list[int]] = defaultdict(lambda: [0, 0, 0])
    for one in _detail_counts(session, office, owners, days, voided):
        share = (one.owner.person, one.owner.unit, Month.of(one.day))
        for counts in (sums[share], spared[share]) if one.owner.auxiliary else (sums[share],):
            for place, each in enumerate(_ONE[one.meaning]):
                counts[place] += each * one.number
    return _tallies(sums), _tallies(spared)


def _tallies(sums: Mapping[Share, Sequence[int]]) -> dict[Share, Tally]:
    return {share: Tally(*counts) for share, counts in sums.items() if any(counts)}


class _Counted(NamedTuple):
    """Whose evaluations, a day of whose policy they are read by, their rating, what it means, and how many."""

    owner: Found
    day: date
    rating: str
    meaning: bool | None
    number: int


def _detail_counts(
    session: Session,
    office: Office,
    owners: Mapping[int, Whose],
    days: tuple[date, date],
    voided: Sequence[voids.Void],
) -> Iterator[_Counted]:
    """Evaluations in detail, counted; what waits in quarantine is left out, what is voided taken off again.

    What a device's scale reads otherwise than its word alone is taken off and put.
    """
    words = cache(lambda day: office.policies.on(day).words)
    by_word = cache(lambda rating, day: rating_meaning(rating, words(day)))
    scales = offices.scales_of(session, office)
    for owner, day, rating, number in _counts_by_word(session, office, owners, days, voided):
        yield from _counted(owner, day, rating, by_word(rating, day), number)
    for owner, day, rating, sheet, number in _counts_by_sheet(session, scales, owners, days, voided):
        if isinstance(owner, Found):
            meaning = scales.meaning(rating, evaluations.day_number(day), sheet, owner.unit)
            yield from _counted(owner, day, rating, by_word(rating, day), -number)
            yield from _counted(owner, day, rating, meaning, number)


def _counted(
    owner: Found | Problem, day: date, rating: str, meaning: bool | Problem | None, number: int
) -> Iterator[_Counted]:
    if isinstance(owner, Found) and not isinstance(meaning, Problem):
        yield _Counted(owner, day, rating, meaning, number)


def _counts_by_word(
    session: Session,
    office: Office,
    owners: Mapping[int, Whose],
    days: tuple[date, date],
    voided: Iterable[voids.Void],
) -> Iterator[tuple[Found | Problem, date, str, int]]:
    """Whose, a day of whose policy they are read by, rating and how many; voided ones are taken off."""
    first, last = days
    moving = {who for who, whose in owners.items() if _changes_hands(whose, first, last)}
    cuts = office.policies.first_days
    for begins, ends in _stretches(evaluations.months(session, first, last), first, last, cuts):
        divided = {who for who in moving if _changes_hands(owners[who], begins, ends)}
        for who, rating, count in evaluations.counts(session, begins, ends):
            if who not in divided:
                yield owners[who].on(begins), begins, rating, count
        for who, number, rating, count in (
            evaluations.counts_by_day(session, begins, ends, divided) if divided else ()
        ):
            day = evaluations.day_of(number)
            yield owners[who].on(day), day, rating, count
    for one in voided:
        if one.evaluation and one.day:
            yield owners[one.evaluation.who].on(one.day), one.day, one.evaluation.rating, -1


def _counts_by_sheet(
    session: Session,
    scales: Scales,
    owners: Mapping[int, Whose],
    days: tuple[date, date],
    voided: Iterable[voids.Void],
) -> Iterator[tuple[Found | Problem, date, str, int, int]]:
    """The same by sheet, of the ratings that a device's scale may read otherwise; nothing where no policy minds."""
    if not scales.matters:
        return
    middles = scales.middles()
    for who, number, rating, sheet, count in evaluations.counts_by_sheet(session, middles, *days) if middles else ():
        day = evaluations.day_of(number)
        yield owners[who].on(day), day, rating, sheet, count
    for one in voided:
        if one.evaluation and one.day:
            yield owners[one.evaluation.who].on(one.day), one.day, one.evaluation.rating, one.evaluation.sheet, -1


RatingShare = tuple[str, Month, str, bool | None]
"""A unit's month, a rating's word without its score, and what the policy of the day makes of it."""

_BLANK = "空白"


def rating_word(rating: str) -> str:
    """A rating's word without its score; 空白 for a blank cell."""
    return unscored(rating) or _BLANK


def rating_counts(session: Session, office: Office, first: date, last: date) -> dict[RatingShare, int]:
    """How many of each rating, by unit and month, from a day to a day: what the tallies of `gather` are made of."""
    first = max(first, office.first_day)
    owners = whose_by_code(session, office.roster)
    voided = [one for one in voids.voids(session, office.policies, owners) if one.day and first <= one.day <= last]
    counts: Counter[RatingShare] = Counter()
    for one in _detail_counts(session, office, owners, (first, last), voided) if first <= last else ():
        counts[one.owner.unit, Month.of(one.day), rating_word(one.rating), one.meaning] += one.number
    for summary in offices.settle(session, SUMMARY, office).facts:
        if first <= summary.month.last_day and summary.month <= Month.of(last):
            words = office.policies.on(summary.month.last_day).words
            for rating, count in summary.counts.items():
                meaning = meaning_by_scale(rating, words, summary.three)
                if not isinstance(meaning, Problem):
                    counts[summary.found.unit, summary.month, rating_word(rating), meaning] += count
    return {share: count for share, count in sorted(counts.items(), key=lambda one: one[0][:3]) if count}


_ONE_DAY = timedelta(days=1)
_STRETCH = timedelta(days=5)
"""Counted at a time: what SQLite sorts is then small, and done in two thirds of the time."""


def _stretches(numbers: Iterable[int], first: date, last: date, cuts: Sequence[date]) -> Iterator[tuple[date, date]]:
    """Those months (YYYYMM), as far as they lie between the days, in pieces: first day and last day.

    A piece ends where another policy begins (`cuts`).
    """
    for month in sorted(Month(number // 100, number % 100) for number in numbers):
        begins, end = max(month.first_day, first), min(month.last_day, last)
        while begins <= end:
            ends = min(begins + _STRETCH, *(cut for cut in cuts if begins < cut), end + _ONE_DAY) - _ONE_DAY
            yield begins, ends
            begins = ends + _ONE_DAY


def _changes_hands(whose: Whose, first: date, last: date) -> bool:
    cut = whose.stretches(first, last)
    return len({(one.person, one.unit, one.auxiliary) if isinstance(one, Found) else None for _, _, one in cut}) > 1


# ---------------------------------------------------------------- officers' months, for the rules


def officer_months(session: Session, office: Office, evidence: Evidence) -> list[OfficerMonth]:
    """Every officer's months over all units, what was pressed while an auxiliary left out (readings: Auxiliaries).

    Those below the floor bear the rows they rest on.
    """
    spared = _by_person(evidence.as_auxiliary)
    units = main_units(evidence, office)
    months = []
    for (person, month), whole in evidence.person_months().items():
        tally = whole - spared.get((person, month), Tally())
        if tally.counted or tally.unrated:
            own = units[person, month]
            months.append(OfficerMonth(person, auxiliary=False, month=month, unit=own, tally=tally))
    low = [one for one in months if is_below_floor(one.tally, office.policies.on(one.month.last_day))]
    places = _places(session, office, evidence, low) if low else {}
    return [replace(one, places=tuple(places.get((one.person, one.month), ()))) for one in months]


def _by_person(tallies: Mapping[Share, Tally]) -> dict[tuple[Person, Month], Tally]:
    sums: dict[tuple[Person, Month], Tally] = defaultdict(Tally)
    for (person, _, month), tally in tallies.items():
        sums[person, month] += tally
    return sums


def main_units(evidence: Evidence, office: Office) -> dict[tuple[Person, Month], str]:
    """The units of the officers' months that have evaluations (see `roster.Roster.unit_of_month`)."""
    shares: dict[tuple[Person, Month], dict[str, int]] = defaultdict(dict)
    for (person, unit, month), tally in evidence.tallies.items():
        shares[person, month][unit] = tally.counted
    return {
        (person, month): office.roster.unit_of_month(person, month, own) or ""
        for (person, month), own in shares.items()
    }


def _places(
    session: Session, office: Office, evidence: Evidence, months: Iterable[OfficerMonth]
) -> dict[tuple[Person, Month], list[Place]]:
    """The rows of these officers' months."""
    wanted = {(one.person, one.month) for one in months}
    owners = whose_by_code(session, office.roster)
    people = {person for person, _ in wanted}
    own = {who for who, whose in owners.items() if people & _people(whose, evidence.first, evidence.last)}
    found: dict[tuple[Person, Month], list[Place]] = defaultdict(list)
    for month in sorted({month for _, month in wanted}):
        first, last = max(month.first_day, evidence.first), min(month.last_day, evidence.last)
        for who, number, place in evaluations.places(session, own, first, last):
            owner = owners[who].on(evaluations.day_of(number))
            if place in evidence.voided:
                continue
            if isinstance(owner, Found) and not owner.auxiliary and (owner.person, month) in wanted:
                found[owner.person, month].append(place)
    for one in evidence.summaries:
        if (one.found.person, one.month) in wanted and not one.found.auxiliary:
            found[one.found.person, one.month].append(one.place)
    return found


def _people(whose: Whose, first: date, last: date) -> set[Person]:
    return {one.person for _, _, one in whose.stretches(first, last) if isinstance(one, Found)}


def not_satisfied(
    session: Session, office: Office, evidence: Evidence, person: Person, months: Iterable[Month]
) -> tuple[dict[Month, list[PlacedPress]], dict[Month, list[PlacedPress]]]:
    """An officer's evaluations that are not satisfied, in those months, and the rows in which nobody rated.

    What was pressed while an auxiliary, and what a person has voided, is left out.
    """
    by_code, scales = whose_by_code(session, office.roster), offices.scales_of(session, office)
    found: dict[Month, list[PlacedPress]] = {}
    unrated: dict[Month, list[PlacedPress]] = {}
    for month in sorted(set(months)):
        first, last = max(month.first_day, office.first_day), month.last_day
        own = {who for who, whose in by_code.items() if person in _people(whose, first, last)}
        kept = {False: found.setdefault(month, []), None: unrated.setdefault(month, [])}
        for who, time, sheet, press in evaluations.presses(session, own, first, last):
            number = time // evaluations.DAY
            owner = by_code[who].on(evaluations.day_of(number))
            if not isinstance(owner, Found) or owner.person != person or owner.auxiliary:
                continue
            meant = scales.meaning(press.rating, number, sheet, owner.unit)
            if (meant is False or meant is None) and press.place not in evidence.voided:
                kept[meant].append(press)
    return found, unrated


def unsatisfied_at_units(
    session: Session, office: Office, evidence: Evidence, month: Month
) -> dict[str, list[tuple[Person, PlacedPress]]]:
    """Every unit's evaluations of a month that are not satisfied, by time, with whose each is; voided ones not."""
    by_code, scales = whose_by_code(session, office.roster), offices.scales_of(session, office)
    first, last = max(month.first_day, office.first_day), month.last_day
    found: dict[str, list[tuple[Person, PlacedPress]]] = defaultdict(list)
    for who, time, sheet, press in evaluations.presses(session, by_code, first, last):
        number = time // evaluations.DAY
        owner = by_code[who].on(evaluations.day_of(number))
        if not isinstance(owner, Found) or press.place in evidence.voided:
            continue
        if scales.meaning(press.rating, number, sheet, owner.unit) is False:
            found[owner.unit].append((owner.person, press))
    return {unit: sorted(own, key=lambda one: one[1].time) for unit, own in found.items()}
