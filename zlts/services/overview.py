"""`zlts status`: what is in, what is missing, what is due next."""

from __future__ import annotations

from datetime import datetime

from zlts import backups
from zlts.bulletins.next_steps import Due
from zlts.bulletins.parts import undone
from zlts.bulletins.status import status as status_report
from zlts.db import Ledger
from zlts.errors import Refused
from zlts.periods import Month, Period, Span
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services import refusals
from zlts.services import waiting as waits
from zlts.services.assess import passes_due
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.services.situations import latest, situation
from zlts.store import decisions, entries
from zlts.store.session import Session


@redacts
def status(ledger: Ledger, now: datetime) -> Report:
    """What is in, what is missing, what is due next."""
    with ledger.read() as session:
        office = offices.load(session)
        year = _status_year(session, office, now)
        period = Period.holding(Month(year, 1), Span.YEAR)
        through = entries.assessed_through(session, year)
        place, due = situation(session, office, period, now), passes_due(session, office, now)
        left = Due(due, _undone_before(session, office, year), refusals.lately(ledger.path, now.date()))
        return status_report(place, through, left, _copies(ledger))


def _copies(ledger: Ledger) -> str:
    """Where the automatic copies lie, and the newest one."""
    newest = backups.latest(ledger.path)
    return f"{backups.folder_of(ledger.path).name}（最新：{newest.name}）" if newest else "还没有"


def _undone_before(session: Session, office: Office, year: int) -> dict[int, int]:
    """Of every earlier year, how many measures nobody has carried out yet."""
    carried_out = decisions.carried_out(session)
    years = range(office.first_day.year, year)
    counts = {one: len(undone(entries.active(session, one), carried_out)) for one in years}
    return {one: count for one, count in counts.items() if count}


def _status_year(session: Session, office: Office, now: datetime) -> int:
    """The year with the latest evidence, else that of the latest evaluations that wait, else this one."""
    try:
        return latest(session, office, Span.MONTH, now).year
    except Refused:
        waiting = [month.year for _, month in waits.unit_months(session, office) if month.year <= now.year]
        return max(max(waiting, default=now.year), office.first_day.year)
