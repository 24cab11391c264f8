"""`zlts explain`: a person's year, every entry back to clause, rows and files; and the page to be signed as seen."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from zlts.bulletins import explanations
from zlts.bulletins.officer_years import Carried, FoundWords, PersonalSituation, low_months
from zlts.documents.seen import SeenPage, seen_page
from zlts.model import Complaint, Person, Register, Tally
from zlts.periods import Month, Period, Span
from zlts.registers.rows import StoredRow
from zlts.reports import Report
from zlts.resources import data_file
from zlts.services import evidence as evidences
from zlts.services import logged
from zlts.services import office as offices
from zlts.services.assess import arrivals
from zlts.services.evidence import Evidence
from zlts.services.listings import last_assessed_year
from zlts.services.naming import the_person
from zlts.services.objecting import objections_to
from zlts.services.office import Office
from zlts.services.redacting import reads
from zlts.store import batches, decisions, entries, rows
from zlts.store.session import Session

_CLAUSES = "clauses-2013.toml"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A person's year as a report, and as the page that the person signs as seen."""

    report: Report
    page: SeenPage


@reads
def explain(session: Session, name: str, year: int | None, now: datetime) -> Report:
    """The report of a person's year; without a year, of the last assessed one.

    Raises:
        WrongUsage: nobody or several are called that, or the year lies wholly before the first policy.
    """
    return _made(session, name, year, now).report


@reads
def explained(session: Session, name: str, year: int | None, now: datetime) -> Explanation:
    """The same with the page.

    Raises:
        WrongUsage: as `explain`.
    """
    return _made(session, name, year, now)


def _made(session: Session, name: str, year: int | None, now: datetime) -> Explanation:
    office = offices.load(session)
    year = last_assessed_year(session, office, now) if year is None else year
    office.policy_of(year)
    place = _situation(session, office, the_person(office, name), year, now.date())
    facts, report = explanations.explain(place)
    return Explanation(report, seen_page(facts, place.policy.bureau, now.date()))


def _situation(session: Session, office: Office, person: Person, year: int, today: date) -> PersonalSituation:
    period = Period.holding(Month(year, 1), Span.YEAR)
    evidence = evidences.gather(session, office, period.first_day, period.last_day)
    found = entries.ledger(session, year)
    own = [one for one in found if one.entry.person and one.entry.person.key == person.key]
    tallies = {month: tally for (who, month), tally in evidence.person_months().items() if who == person}
    rated = _rated(evidence, person, tallies)
    complaints = _complaints(evidence, person, year)
    posts = [
        one
        for one in office.roster.postings
        if one.person == person and one.overlaps(period.first_day, period.last_day) and not one.post.in_group
    ]
    leads = any(one.post.leads for one in posts)
    at_window = any(one.post.at_window for one in posts) or bool(tallies or complaints)
    done, waived = decisions.carried_out(session), decisions.waivers(session)
    low = low_months(own, rated, office.policies)
    presses, unrated = evidences.not_satisfied(session, office, evidence, person, low)
    return PersonalSituation(
        person=person,
        year=year,
        units=tuple(dict.fromkeys(one.unit for one in posts)),
        leads_only=leads and not at_window,
        entries=found,
        beside=[one for one in logged.groundless(session, office, year) if one.measure.person.key == person.key],
        through=entries.assessed_through(session, year),
        tallies=tallies,
        rated=rated,
        missing=arrivals(session, office, evidence, today).missing_of(person, period.months),
        presses=presses,
        unrated=unrated,
        summaries=[one for one in evidence.summaries if one.found.person == person],
        complaints=complaints,
        found_words=_found_words(session, complaints, person),
        done={key: Carried(one.day, one.by, one.document, "") for key, one in done.items()},
        waived={key: Carried("", "", one.document, one.reason) for key, one in waived.items()},
        objections=objections_to(session, office, today, {one.id for one in own}),
        policies=office.policies,
        sentences=clause_sentences(),
        files=batches.names_of(session),
    )


def _rated(evidence: Evidence, person: Person, tallies: Mapping[Month, Tally]) -> dict[Month, Tally]:
    """The person's months without what was pressed while an auxiliary."""
    rated = dict(tallies)
    for (who, _, month), tally in evidence.as_auxiliary.items():
        if who == person:
            rated[month] -= tally
    return {month: tally for month, tally in rated.items() if tally.counted or tally.unrated}


def _complaints(evidence: Evidence, person: Person, year: int) -> list[Complaint]:
    """Those received in the year that name the person."""
    return [
        one
        for one in evidence.complaints
        if one.received.year == year and (person in one.officers or person in one.auxiliaries)
    ]


def _found_words(session: Session, complaints: Iterable[Complaint], person: Person) -> dict[str, FoundWords]:
    """What the latest rows of each complaint say of the person's responsibility and of the severity."""
    by_place = {one.place: one for one in rows.stored(session, Register.COMPLAINTS)} if complaints else {}
    found = {}
    for one in complaints:
        own = [by_place[place] for place in one.places if place in by_place]
        latest = [row for row in own if row.place.batch == max(each.place.batch for each in own)]
        naming = [row for row in latest if person.name in row.get("officers")] or latest
        found[one.key] = FoundWords(_words(naming, "responsibility"), _words(naming, "severity"))
    return found


def _words(found: Iterable[StoredRow], code: str) -> str:
    return "、".join(dict.fromkeys(row.get(code) for row in found if row.get(code)))


def clause_sentences() -> dict[str, str]:
    """The notice's clauses in its own words, in its order: 六(七) → what it says."""
    said: dict[str, str] = tomllib.loads(data_file(_CLAUSES).read_text(encoding="utf-8"))["sentences"]
    return said
