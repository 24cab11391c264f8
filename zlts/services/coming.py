"""Whose evaluations have come, or came and wait, asked of the ledger without counting them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from zlts.bulletins.arrivals import Arrivals, UnitMonth
from zlts.errors import WrongUsage
from zlts.evaluations.owners import whose_by_code
from zlts.model import Filing, Register
from zlts.periods import Month
from zlts.registers.summaries import Summary
from zlts.roster import Found
from zlts.services import office as offices
from zlts.services.office import SUMMARY, Office
from zlts.store import evaluations, rows
from zlts.store.session import Session


def arrivals(session: Session, office: Office, months: Collection[Month], today: date) -> Arrivals:
    """What has come for those months."""
    pressed = {(unit, month) for month in months for unit in _pressed(session, office, month)}
    summaries: list[Summary] = offices.settle(session, SUMMARY, office).facts
    summed = {(one.found.unit, one.month): one for one in summaries if one.month in months}
    filings: list[Filing] = offices.settle(session, Register.FILINGS, office).facts
    nil: set[UnitMonth] = {(one.unit, one.month) for one in filings if one.month}
    told = {place for place, one in summed.items() if one.tally.counted or one.tally.unrated}
    return Arrivals(
        office.roster, office.first_day, today, pressed | set(summed), nil, waiting(session, office),
        pressed | told,
    )  # fmt: skip


def waiting(session: Session, office: Office) -> frozenset[UnitMonth]:
    """The units and months of rejected evaluations, as far as their rows name both: such a unit did report."""
    found = set()
    but, summaries = (rows.unusable_ids(session, kind) for kind in (Register.EVALUATIONS, SUMMARY))
    for word, said in evaluations.rejected_units(session, but=but, summaries=summaries):
        unit = office.roster.known(word)
        try:
            month = Month.parse(said)
        except WrongUsage:
            continue  # the cell that should say when is what is wrong with the row
        if unit:
            found.add((unit, month))
    return frozenset(found)


def _pressed(session: Session, office: Office, month: Month) -> Iterator[str]:
    """The units with an accepted evaluation in a month."""
    first, last = max(month.first_day, office.first_day), month.last_day
    if first > last:
        return
    owners, moving = whose_by_code(session, office.roster), set()
    for who in evaluations.whos(session, first, last):
        units = {one.unit for _, _, one in owners[who].stretches(first, last) if isinstance(one, Found)}
        if len(units) > 1:
            moving.add(who)
        else:
            yield from units
    for who, number, _, _ in evaluations.counts_by_day(session, first, last, moving) if moving else ():
        owner = owners[who].on(evaluations.day_of(number))
        if isinstance(owner, Found):
            yield owner.unit
