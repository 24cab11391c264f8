"""Which bulletins were issued, what has become of each, and which finished periods have none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from zlts import journal
from zlts.bulletins.facts import IssuedLine
from zlts.bulletins.issued import issued_report
from zlts.periods import Month, Period, Span
from zlts.reports import Report
from zlts.services import evidence
from zlts.services import office as offices
from zlts.services.redacting import reads
from zlts.services.situations import ISSUED_AS, figure_corrections
from zlts.store import decisions, entries
from zlts.store.decisions import Issued
from zlts.store.session import Session

_COUNTED = re.compile(r"(?<!\d)(?!20\d\d$)(\d+)(?=[期号]?$)")
"""What goes up from one bulletin's number to the next: a figure at its end, or before 期 or 号; not the year."""


@reads
def issued_listing(session: Session, now: datetime) -> Report:
    """Every bulletin that was issued, in the order of issue, and the finished periods without one."""
    office, every = offices.load(session), decisions.every_issued(session)
    actors = {
        json.loads(link.detail)["number"]: link.actor for link in journal.links(session) if link.action == "issue"
    }
    differing = {
        one.number for span in ISSUED_AS for one in figure_corrections(session, office, span, now)
    } | _changed_since(session, every)
    lines = [_line(one, every[place + 1 :], actors, differing) for place, one in enumerate(every)]
    ended = {month for month in evidence.months(session, office, now.date()) if month.ended(now.date())}
    return issued_report(lines, unissued(session, ended, now))


def unissued(session: Session, with_evidence: Iterable[Month], now: datetime) -> list[Period]:
    """The finished periods of these months of which no bulletin stands, the shorter ones first.

    七(二) asks for none of half a year.
    """
    found = []
    for span, name in ISSUED_AS.items():
        if span is Span.HALF:
            continue
        issued = {one.period for one in decisions.issued_of(session, name)}
        periods = dict.fromkeys(Period.holding(month, span) for month in sorted(with_evidence))
        found += [one for one in periods if one.ended(now.date()) and str(one) not in issued]
    return found


def next_numbers(session: Session, periods: Iterable[Period]) -> dict[Period, str]:
    """For the first period of each span the number after the year's last one, or its first: proposals, no more."""
    every, found, spans = decisions.every_issued(session), dict[Period, str](), set[Span]()
    taken = {one.number for one in every}
    for period in periods:
        if period.span in spans:
            continue
        spans.add(period.span)
        of_year = [one.number for one in every if one.period.startswith(str(period.year))]
        last = next(filter(_COUNTED.search, reversed(of_year)), "")
        proposed = _after(last) if last else f"{period.year}年第1期"
        while proposed in taken:
            proposed = _after(proposed)
        found[period] = proposed
        taken.add(proposed)
    return found


def _after(number: str) -> str:
    return _COUNTED.sub(lambda found: f"{int(found[1]) + 1:0{len(found[1])}d}", number)


def _line(one: Issued, later: Sequence[Issued], actors: Mapping[str, str], differing: Iterable[str]) -> IssuedLine:
    stand = [other for other in later if other.name == one.name and not other.withdrawn_at]
    successor = next((other.number for other in reversed(stand) if other.period == one.period), "")
    return IssuedLine(
        number=one.number,
        kind=one.name,
        period=_period(one),
        issued_at=one.issued_at,
        by=actors.get(one.number, ""),
        withdrawn_at=one.withdrawn_at,
        superseded_by=successor,
        corrected_in=tuple(other.number for other in stand if other.period != one.period and _corrects(other, one)),
        to_correct=one.number in differing and not (one.withdrawn_at or successor),
    )


def _period(one: Issued) -> Period:
    return Period.parse(one.period, next(span for span, name in ISSUED_AS.items() if name == one.name))


def _corrects(later: Issued, earlier: Issued) -> bool:
    """Whether a bulletin's corrections are of what an earlier one said."""
    machine, months = json.loads(later.report)["machine"], set(map(str, _period(earlier).months))
    return any(one["month"] in months and one["id"] > earlier.through_entry for one in machine["corrections"]) or any(
        one["period"] == earlier.period for one in machine.get("figure_corrections", ())
    )


def _changed_since(session: Session, every: Sequence[Issued]) -> set[str]:
    """The standing bulletins in whose months entries were posted since the last one of their kind."""
    last = {one.name: one.through_entry for one in every if not one.withdrawn_at}
    years = {_period(one).year for one in every}
    posted = [one for year in sorted(years) for one in entries.ledger(session, year)]
    return {
        one.number
        for one in every
        if not one.withdrawn_at
        and any(own.id > last[one.name] and own.entry.month in _period(one).months for own in posted)
    }
