"""The journal as people read it; the chain itself is `verifying`'s business."""

from __future__ import annotations

from datetime import date, datetime

from zlts import journal
from zlts.bulletins.facts import JournalLine
from zlts.bulletins.journal_words import Names, journal_lines, journal_report
from zlts.periods import day_of
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.redacting import reads
from zlts.store import batches, entries
from zlts.store.session import Session


@reads
def report(session: Session, since: str, now: datetime) -> Report:
    """Who did what, when and why, in the order of the records; from a day on where one is given.

    Raises:
        WrongUsage: the text is no day.
    """
    return journal_report(lines(session, now, day_of(since) if since else None))


def lines(session: Session, now: datetime, first: date | None = None) -> tuple[JournalLine, ...]:
    """The records in words, from a day on where one is given; they may name those who complained."""
    zone = now.tzinfo
    links = [
        link
        for link in journal.links(session)
        if first is None or datetime.fromisoformat(link.at).astimezone(zone).date() >= first
    ]
    office = offices.load(session)
    years = range(office.first_day.year, now.year + 1)
    posted = [one for year in years for one in entries.ledger(session, year)]
    names = Names(
        entries={
            one.id: f"{one.entry.person.name if one.entry.person else one.entry.unit}{one.entry.kind}"
            for one in posted
        },
        complaints={one.key: one.label for one in offices.grievances(session, office).facts},
        files=batches.names_of(session),
    )
    return journal_lines(links, names, zone)
