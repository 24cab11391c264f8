"""Lists of what the ledger holds: what a pass did, the entries, an officer's year, the batches, what waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from zlts.bulletins import explanations, listings, passes
from zlts.bulletins.facts import BatchLine, SetAsideLine
from zlts.bulletins.ordered_measures import measure_lines, measures_listing
from zlts.bulletins.parts import undone
from zlts.bulletins.rectifying import OPEN, OVERDUE, every_finding, findings_listing
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.evaluations.owners import whose_by_code
from zlts.periods import Month, Span
from zlts.registers.catalogue import SMALL
from zlts.reports import Report
from zlts.roster import Found
from zlts.services import logged
from zlts.services import office as offices
from zlts.services.assess import Assessment
from zlts.services.naming import the_person, the_unit
from zlts.services.office import Office
from zlts.services.redacting import reads, redacts
from zlts.services.situations import done_of, period_of, situation
from zlts.store import batches, decisions, entries, evaluations, rows
from zlts.store.session import Session


@redacts
def assessed(_ledger: Ledger, outcome: Assessment, *, dry_run: bool) -> Report:
    """What a pass did, as a report."""
    rates = [(one.unit, one.person, one.tally, one.auxiliary, one.arrived, one.served) for one in outcome.rates]
    return passes.assessed(
        outcome.month, outcome.through, outcome.first_time, rates, outcome.posted, outcome.reversed, outcome.why,
        outcome.gaps, outcome.files, outcome.office.policies.on(outcome.month.last_day), outcome.arrivals,
        dry_run=dry_run,
    )  # fmt: skip


@reads
def ledger_listing(session: Session, year: int | None, wanted: Mapping[str, Any], now: datetime) -> Report:
    """The entries of a year, narrowed by month, person and unit.

    `all` with the reversed and reversing ones; `pending` only what is ordered and not yet carried out; `measures`
    only the 三项制度, with their carrying out; `findings` instead what inspections found.
    """
    office = offices.load(session)
    month = Month.parse(wanted["month"]) if wanted.get("month") else None
    if year is None:
        year = month.year if month else last_assessed_year(session, office, now)
    if month and month.year != year:
        raise WrongUsage(f"{month} 不在 {year} 年。", "年份和月份只写一个就行。")
    office.policy_of(year)
    if wanted.get("findings"):
        return _findings(session, office, year, wanted, now)
    found = entries.ledger(session, year) if wanted.get("all") else entries.active(session, year)
    if wanted.get("pending"):
        found = undone((one for one in found if one.active), decisions.carried_out(session))
    beside = [] if wanted.get("pending") else logged.groundless(session, office, year)
    if month:
        found = [one for one in found if one.entry.month == month]
        beside = [one for one in beside if month in (one.posted.entry.month, Month.of(one.measure.day))]
    if wanted.get("person"):
        person = the_person(office, wanted["person"])
        found = [one for one in found if one.entry.person and one.entry.person.key == person.key]
        beside = [one for one in beside if one.measure.person.key == person.key]
    if wanted.get("unit"):
        unit = the_unit(office, wanted["unit"])
        found = [one for one in found if one.entry.unit == unit]
        beside = [one for one in beside if one.measure.unit == unit]
    if wanted.get("measures"):
        standing = [one for one in found if one.active]
        return measures_listing(year, measure_lines(standing, done_of(session)), beside)
    return explanations.ledger(year, found, beside, batches.names_of(session))


def _findings(session: Session, office: Office, year: int, wanted: Mapping[str, Any], now: datetime) -> Report:
    """What the year's inspections found, narrowed by month, officer and unit, and whether it was put right."""
    place = situation(session, office, period_of(session, office, Span.YEAR, str(year), now), now)
    found = every_finding(place)
    if wanted.get("pending"):
        found = tuple(one for one in found if one.state in (OPEN, OVERDUE))
    if wanted.get("month"):
        found = tuple(one for one in found if Month.of(one.day) == Month.parse(wanted["month"]))
    if wanted.get("person"):
        name = the_person(office, wanted["person"]).name
        found = tuple(one for one in found if one.officer == name)
    if wanted.get("unit"):
        found = tuple(one for one in found if one.unit == the_unit(office, wanted["unit"]))
    return findings_listing(place, found)


def last_assessed_year(session: Session, office: Office, now: datetime) -> int:
    """The last year some pass ran in, else the policy's first."""
    years = range(now.year, office.first_day.year - 1, -1)
    return next((year for year in years if entries.assessed_through(session, year)), office.first_day.year)


@reads
def batch_listing(session: Session) -> Report:
    """What was imported."""
    office = offices.load(session)
    months, units = _contents(session, office)
    found = [
        BatchLine(
            batch=one.id,
            file=one.file,
            folder=one.folder,
            months=tuple(sorted(months[one.id])),
            unit="".join(units[one.id]) if len(units[one.id]) == 1 else "",
            kind=one.register_kind,
            rows=one.rows,
            accepted=one.accepted,
            duplicates=one.duplicates,
            rejected=one.rejected,
            ignored=one.ignored,
            imported_at=one.imported_at,
            state="已撤销" if one.undone_at else "",
        )
        for one in batches.batches(session, undone=True)
    ]
    return listings.batches(found, batches.called(session))


def _contents(session: Session, office: Office) -> tuple[Mapping[int, set[Month]], Mapping[int, set[str]]]:
    """Of which months and which units the rows of each batch are, as far as they say it or are somebody's."""
    months: dict[int, set[Month]] = defaultdict(set)
    units: dict[int, set[str]] = defaultdict(set)
    whose = whose_by_code(session, office.roster)
    for batch, number, who in evaluations.months_of_batches(session):
        month = Month(*divmod(number, 100))
        months[batch].add(month)
        owners = (one for _, _, one in whose[who].stretches(month.first_day, month.last_day))
        units[batch].update(one.unit for one in owners if isinstance(one, Found))
    for kind in SMALL:
        for row in rows.stored(session, kind):
            said = next((row.get(code) for code in _DAY_OF if row.get(code)), "")
            with suppress(WrongUsage):  # a cell that could not be read
                months[row.place.batch].add(Month.parse(said[: len("2013-06")]))
            if said := row.get("unit"):
                units[row.place.batch].add(office.roster.known(said) or said)
    return months, units


_DAY_OF = ("month", "date", "received", "filed")
"""What says of which month a register's row is."""


@reads
def quarantine_listing(session: Session) -> Report:
    """The rows that wait, and those that wait no more as they are not to be used."""
    several = batches.of_several_sheets(session)
    aside = [
        SetAsideLine(
            id=listings.row_number(one.place, several), kind=one.kind, batch=one.place.batch, file=one.file,
            sheet=one.place.sheet, row=one.place.row, problem=one.problem, reason=one.decision.reason,
            decided_at=one.decision.decided_at,
        )
        for one in rows.set_aside(session)
    ]  # fmt: skip
    return listings.quarantine(rows.quarantined(session), aside, several)
