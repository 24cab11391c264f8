"""The bulletins and the award proposal, each made from its situation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from zlts.bulletins.annual import annual
from zlts.bulletins.awards import Proposal, awards
from zlts.bulletins.monthly import monthly
from zlts.bulletins.parts import Bulletin
from zlts.bulletins.quarterly import quarterly
from zlts.bulletins.situation import Situation
from zlts.db import Ledger
from zlts.documents.public import public_awards
from zlts.periods import Span
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.calendar import UNDECIDED, check_ended
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.services.situations import award_situation, period_of, situation
from zlts.store.session import Session

BULLETINS: Mapping[Span, Callable[[Situation], Bulletin]] = {
    Span.MONTH: monthly,
    Span.QUARTER: quarterly,
    Span.YEAR: annual,
}


@redacts
def bulletin(ledger: Ledger, span: Span, text: str | None, now: datetime, *, publish: bool = False) -> Report:
    """The bulletin of a period; without one, of the last finished period that has evidence.

    `publish` says that it is asked for to be made public.

    Raises:
        WrongUsage: no such period, or one wholly before the policy.
        Refused: for the public, while the period runs.
    """
    with ledger.read() as session:
        office = offices.load(session)
        if publish:
            period = period_of(session, office, span, text, now)
            check_ended(period, now.date(), "公布", "现在想先看看，不写 --public。")
        return made(session, office, span, text, now)


def made(session: Session, office: Office, span: Span, text: str | None, now: datetime) -> Report:
    """A bulletin with its charts, within a transaction."""
    return of(situation(session, office, period_of(session, office, span, text, now), now)).report


def of(place: Situation) -> Bulletin:
    """The bulletin of a situation."""
    return BULLETINS[place.period.span](place)


@redacts
def award_proposal(ledger: Ledger, text: str, now: datetime) -> Report:
    """六(八): the December proposal of a year."""
    with ledger.read() as session:
        return proposal(session, offices.load(session), text, now).report


@redacts
def public_proposal(ledger: Ledger, text: str, now: datetime) -> Report:
    """What of it the public may be told.

    Raises:
        Refused: the year runs and nobody has been awarded.
    """
    with ledger.read() as session:
        place, awarded = award_situation(session, offices.load(session), text, now)
    if not awarded:
        check_ended(place.period, now.date(), *UNDECIDED)
    return public_awards(awards(place, awarded))


def proposal(session: Session, office: Office, text: str, now: datetime) -> Proposal:
    """The same within a transaction."""
    return awards(*award_situation(session, office, text, now))
