"""Each unit's month on a sheet of its own: read from the ledger, and what a pass would still post, tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from zlts.bulletins.situation import Situation
from zlts.bulletins.unit_sheets import UnitMonth, unit_sheet
from zlts.documents.seen import SeenPage
from zlts.documents.unit_page import unit_page
from zlts.model import Entry
from zlts.periods import Period, Span
from zlts.reconcile import reconcile
from zlts.reports import Report
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.assess import arrivals, derive
from zlts.services.naming import the_unit
from zlts.services.office import Office
from zlts.services.redacting import reads
from zlts.services.situations import period_of, situation
from zlts.store import entries
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class UnitSheetMade:
    """A unit's sheet as a report, and as the page that its lead signs."""

    report: Report
    page: SeenPage


@reads
def sheet_of(session: Session, unit: str, text: str | None, now: datetime) -> UnitSheetMade:
    """One unit's sheet of a month; without one, of the last finished month that has evidence.

    Raises:
        WrongUsage: no such unit or month, or one before the policy.
    """
    office = offices.load(session)
    name = the_unit(office, unit)
    return next(_made(session, office, [name], text, now))


@reads
def sheets_of_all(session: Session, text: str | None, now: datetime) -> list[UnitSheetMade]:
    """Every unit's sheet of a month, in the roster's order.

    Raises:
        WrongUsage: as `sheet_of`.
    """
    office = offices.load(session)
    return list(_made(session, office, [unit.name for unit in office.roster.units], text, now))


def _made(
    session: Session, office: Office, units: Sequence[str], text: str | None, now: datetime
) -> Iterator[UnitSheetMade]:
    period = period_of(session, office, Span.MONTH, text, now)
    place = situation(session, office, period, now)
    for one in _months(session, office, units, place, now):
        made = unit_sheet(one, place)
        yield UnitSheetMade(made.report, unit_page(made, place))


def _months(
    session: Session, office: Office, units: Sequence[str], place: Situation, now: datetime
) -> Iterator[UnitMonth]:
    """What each unit's sheet needs; a pass up to the month is tried and writes nothing."""
    month = place.period.months[0]
    through = max(month, entries.assessed_through(session, month.year) or month)
    evidence, derived = derive(session, office, month.year, through)
    changes = reconcile(derived.entries, entries.active(session, month.year))
    pressed = evidences.unsatisfied_at_units(session, office, evidence, month)
    come = arrivals(session, office, evidence, now.date())
    until = [one for one in Period.holding(month, Span.YEAR).months if one <= month]
    missing = come.missing(until)
    for unit in units:
        drafted: list[Entry] = [one for one in changes.post if one.unit == unit and one.month == month]
        own = (one for one in changes.reverse if one.entry.unit == unit and one.entry.month == month)
        fallen = frozenset(one.id for one in own)
        yield UnitMonth(unit, pressed.get(unit, ()), drafted, fallen, missing.get(unit, ()))
