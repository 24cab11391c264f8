"""What a county hands up: a period's form, tallies and proofs without names (docs/beyond-one-county.md)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from zlts.anomalies import Pattern, find
from zlts.bulletins.situation import Situation
from zlts.db import Ledger
from zlts.evaluations import voids
from zlts.evaluations.owners import whose_by_code
from zlts.periods import Month, Period, Span
from zlts.reports import Report
from zlts.rollup.county_form import CountyForm
from zlts.rollup.filling import fill, form_report
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.calendar import check_ended
from zlts.services.office import Office, scales_of
from zlts.services.redacting import reads
from zlts.services.situations import period_of, published
from zlts.store.session import Session


def upload(ledger: Ledger, span: Span, text: str | None, now: datetime) -> Report:
    """The form of a period as a report, whose JSON is what is handed up.

    Raises:
        WrongUsage: no such period, or one wholly before the policy.
        Refused: the period still runs.
    """
    return form_report(form(ledger, span, text, now))  # sealed when whoever complained is out of it


@reads
def form(session: Session, span: Span, text: str | None, now: datetime) -> CountyForm:
    """The same as a value.

    Raises:
        WrongUsage, Refused: as `upload`.
    """
    office = offices.load(session)
    period = period_of(session, office, span, text, now)
    check_ended(period, now.date(), "上报", "现在想先看看，不写 --upload。")
    return form_of(session, office, period, now)


def form_of(session: Session, office: Office, period: Period, now: datetime) -> CountyForm:
    """The form of a period that has ended."""
    place = published(session, office, period, now)
    counts = evidences.rating_counts(session, office, period.first_day, period.last_day)
    return fill(place, counts, _anomalies(session, office, place))


def _anomalies(session: Session, office: Office, place: Situation) -> Counter[tuple[Month, Pattern]]:
    """The suspected self-evaluations, by month and pattern; a month's are at hand."""
    if place.period.span is Span.MONTH:
        return Counter((month, one.pattern) for month in place.months for one in place.anomalies)
    found = voids.voids(session, office.policies, whose_by_code(session, office.roster))
    voided, counts = voids.places(session, found), Counter[tuple[Month, Pattern]]()
    scales = scales_of(session, office)
    for month in place.months:
        policy, first = office.policies.on(month.last_day), max(month.first_day, office.first_day)
        pressed = voids.one_by_one(session, office.roster, scales, first, month.last_day, voided)
        for one in find(pressed, month, policy.anomalies, policy.rate.floor):
            counts[month, one.pattern] += 1
    return counts
