"""The documents that leave the bureau: the bulletin as a letter, the award, the papers for a measure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from zlts.bulletins.awards import awards
from zlts.db import Ledger
from zlts.documents.award import award_letter
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.letter import Letter
from zlts.documents.paper import Paper, measure_paper
from zlts.documents.public import public_awards, public_letter, title_of
from zlts.errors import WrongUsage
from zlts.escalation import step_day
from zlts.periods import Period, Span
from zlts.services import office as offices
from zlts.services.bulletins import BULLETINS
from zlts.services.calendar import UNDECIDED, check_ended
from zlts.services.office import Office
from zlts.services.redacting import open_entry, redacts
from zlts.services.situations import award_situation, period_of, situation
from zlts.store import entries
from zlts.store.personal import redaction
from zlts.store.session import Session


@redacts
def bulletin_document(ledger: Ledger, span: Span, text: str | None, now: datetime) -> Letter:
    """The 通报 itself, facts filled in, what only a person can write left open.

    Raises:
        Refused: the period still runs.
    """
    with ledger.read() as session:
        office = offices.load(session)
        period = period_of(session, office, span, text, now)
        check_ended(period, now.date(), "出通报的公文", "现在想先看看，不写 -o，或者写成 .xlsx，上面注明还没有结束。")
        place = situation(session, office, period, now)
    return bulletin_letter(BULLETINS[span](place))


@redacts
def award_document(ledger: Ledger, year: str, now: datetime, *, public: bool) -> Letter:
    """The award proposal; with `public` the 公示 alone.

    Raises:
        Refused: for the public, while the year runs and nobody has been awarded.
    """
    with ledger.read() as session:
        place, awarded = award_situation(session, offices.load(session), year, now)
    if public and not awarded:
        check_ended(place.period, now.date(), *UNDECIDED)
    proposal = awards(place, awarded)
    letter = award_letter(proposal)
    return public_letter(public_awards(proposal), letter, title_of(place)) if public else letter


@redacts
def measure_papers(ledger: Ledger, numbers: Sequence[int], now: datetime) -> list[Paper]:
    """The papers for measures, all or none.

    Raises:
        WrongUsage: an entry that is not there, or is no measure.
        Refused: an entry of a month that still runs.
    """
    with ledger.read() as session:
        office = offices.load(session)
        return [_paper(session, office, number, now) for number in numbers]


def _paper(session: Session, office: Office, number: int, now: datetime) -> Paper:
    posted = entries.find(session, number)
    if posted is None:
        raise WrongUsage(f"台账里没有第 {number} 号。", "用 zlts ledger 看编号。")
    check_ended(posted.entry.month, now.date(), "出文书", f"第 {number} 号记在这个月，请等月份结束、评定以后再办。")
    year = Period.holding(posted.entry.month, Span.YEAR)
    day = step_day(posted.entry.month, posted.entry.day)
    place = replace(situation(session, office, year, now), policy=office.policies.on(day))
    return measure_paper(open_entry(posted, redaction(session)), place)
