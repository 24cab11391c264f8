"""`zlts status`: what is in, what is missing, what is due; in full, on one screen, and who is missing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from zlts import backups
from zlts.bulletins.due import Around, Due, due_items, owed_to_us
from zlts.bulletins.missing import missing_on_screen, missing_report
from zlts.bulletins.parts import undone
from zlts.bulletins.situation import Situation
from zlts.bulletins.status import guide
from zlts.bulletins.status import status as status_report
from zlts.db import Ledger
from zlts.errors import Refused
from zlts.model import Kind, Person
from zlts.periods import Month, Period, Span
from zlts.registers.complaints import alikes
from zlts.reports import Guide, Report
from zlts.services import coming, evidence, inbox, issued, refusals
from zlts.services import office as offices
from zlts.services.assess import passes_due
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.services.situations import ISSUED_AS, latest, situation
from zlts.store import decisions, entries
from zlts.store.session import Session

_IN_USE = 3
"""So many months after its last evidence a ledger still expects the next month's."""


@dataclass(frozen=True, slots=True)
class Overview:
    """The year in full, on one screen, what is due in it, and who is missing: by unit and month, and by unit."""

    report: Report
    guide: Guide
    due: tuple[Due, ...]
    missing: Report
    missing_on_screen: Report


@redacts
def status(ledger: Ledger, now: datetime) -> Report:
    """What is in, what is missing, what is due next."""
    return _overview(ledger, now).report


@redacts
def overview(ledger: Ledger, now: datetime) -> Overview:
    """The same in its several forms."""
    return _overview(ledger, now)


def _overview(ledger: Ledger, now: datetime) -> Overview:
    with ledger.read() as session:
        office = offices.load(session)
        year = _status_year(session, office, now)
        through = entries.assessed_through(session, year)
        place = situation(session, office, Period.holding(Month(year, 1), Span.YEAR), now)
        around = _around(session, office, ledger, place, now)
    due, lacking = due_items(place, around), owed_to_us(place, around)
    return Overview(
        status_report(place, through, around, _copies(ledger)),
        guide(place, through, due),
        tuple(due),
        missing_report(lacking, place),
        missing_on_screen(lacking, place),
    )


def _copies(ledger: Ledger) -> str:
    """Where the automatic copies lie, and the newest one."""
    newest = backups.latest(ledger.path)
    return f"{backups.folder_of(ledger.path).name}（最新：{newest.name}）" if newest else "还没有"


def _status_year(session: Session, office: Office, now: datetime) -> int:
    """The year with the latest evidence, else that of the latest evaluations that wait, else this one."""
    try:
        return latest(session, office, Span.MONTH, now).year
    except Refused:
        waiting = [month.year for _, month in coming.waiting(session, office) if month.year <= now.year]
        return max(max(waiting, default=now.year), office.first_day.year)


# ---------------------------------------------------------------- what else may be due


def _around(session: Session, office: Office, ledger: Ledger, place: Situation, now: datetime) -> Around:
    """What the other years, the bulletins and the ledger's folder have for this day."""
    today, year = now.date(), place.period.year
    with_evidence = {month for month in evidence.months(session, office, today) if month.ended(today)}
    open_months = list(_unassessed(session, with_evidence))
    months = list(_of_other_years(session, office, place, with_evidence))
    ready = _ready(session, with_evidence, {*open_months, *place.unassessed}, now)
    copied, passed = backups.last_copy(ledger.path), entries.last_pass(session)
    ran = datetime.fromisoformat(passed) if passed else None
    return Around(
        refused=refusals.lately(ledger.path, today),
        files={one.path.name: len(one.files) for one in inbox.incoming(session, ledger.path, today)},
        passes=passes_due(session, office, now),
        measures=_undone_before(session, office, year),
        unassessed=[month for month in open_months if month.year != year],
        arrivals=coming.arrivals(session, office, months, today) if months else None,
        months=months,
        unissued=ready,
        numbers=issued.next_numbers(session, ready),
        alike=_alike(session, office),
        unawarded=_unawarded(session, with_evidence, now),
        barred_since={
            year: names
            for year in range(office.first_day.year, now.year + 1)
            if (names := _barred_since(session, year))
        },
        papers=inbox.papers_written(ledger.path),
        backed_up=copied.date() if copied else None,
        passed=ran.date() if ran else None,
        copy_name=backups.name_of_day(ledger.path, now),
        copied_since=bool(copied and (ran is None or copied >= ran)),
    )


def _undone_before(session: Session, office: Office, year: int) -> dict[int, int]:
    """Of every earlier year, how many measures nobody has carried out yet."""
    carried_out = decisions.carried_out(session)
    years = range(office.first_day.year, year)
    counts = {one: len(undone(entries.active(session, one), carried_out)) for one in years}
    return {one: count for one, count in counts.items() if count}


def _unassessed(session: Session, with_evidence: Iterable[Month]) -> Iterator[Month]:
    """The finished months with evidence that no pass has run through."""
    for month in sorted(with_evidence):
        through = entries.assessed_through(session, month.year)
        if through is None or month > through:
            yield month


def _of_other_years(
    session: Session, office: Office, place: Situation, with_evidence: Collection[Month]
) -> Iterator[Month]:
    """The finished months besides the year shown whose data still concern her.

    Those of the year before until its last bulletin is issued, and the first ones after the year while the ledger
    is in use: in January December's, in February January's.
    """
    year, today = place.period.year, place.today
    told = {one.period for one in decisions.issued_of(session, ISSUED_AS[Span.YEAR])}
    if any(month.year == year - 1 for month in with_evidence) and str(year - 1) not in told:
        months = Period.holding(Month(year - 1, 1), Span.YEAR).months
        yield from (month for month in months if month.last_day >= office.first_day)
    month = Month(year + 1, 1)
    last = max(with_evidence, default=None)
    while last and month.ended(today) and _apart(last, Month.of(today).previous) <= _IN_USE:
        yield month
        month = month.next


def _apart(one: Month, other: Month) -> int:
    return 12 * (other.year - one.year) + other.number - one.number


def _ready(
    session: Session, with_evidence: Iterable[Month], unassessed: Collection[Month], now: datetime
) -> list[Period]:
    """The periods that lack their bulletin and whose passes are done."""
    lacking = issued.unissued(session, with_evidence, now)
    return [one for one in lacking if not any(month in unassessed for month in one.months)]


def _unawarded(session: Session, with_evidence: Iterable[Month], now: datetime) -> list[int]:
    """The years that are over, have evidence, and whose awards nobody has decided."""
    years = sorted({month.year for month in with_evidence})
    return [year for year in years if year < now.year and not decisions.awards(session, year)]


def _barred_since(session: Session, year: int) -> list[str]:
    """Who is awarded in a year and barred from its awards."""
    awarded = [Person(one.person, one.badge, one.person_key) for one in decisions.awards(session, year)]
    standing = entries.active(session, year) if awarded else []
    barred = {one.entry.person for one in standing if one.entry.kind is Kind.NO_AWARDS}
    return [one.name for one in awarded if one in barred]


def _alike(session: Session, office: Office) -> list[tuple[str, str]]:
    """The pairs of complaints that may be one grievance, one of the pair at least undecided."""
    standing = [one for one in offices.grievances(session, office).facts if one.received >= office.first_day]
    pairs = alikes(standing, office.policies.each[-1].complaint.alike_days)
    return [(one.label, other.label) for one, other in pairs if one.pending or other.pending]
