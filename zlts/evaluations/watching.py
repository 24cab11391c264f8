"""A month's evaluations one by one: when each was pressed, on which evaluator, for whom."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

from zlts.anomalies import DAY, Press
from zlts.evaluations.owners import whose_by_code
from zlts.evaluations.scales import Scales
from zlts.model import Place, Problem
from zlts.roster import Found, Roster
from zlts.store import evaluations, voiding
from zlts.store.session import Session


def one_by_one(
    session: Session, roster: Roster, scales: Scales, first: date, last: date, voided: Container[Place]
) -> list[Press]:
    """The evaluations from one day of a month to another, by time, those at the voided places marked."""
    owners, names = whose_by_code(session, roster), voiding.sheets(session)
    known = cache(lambda who, day: owners[who].on(evaluations.day_of(day)))
    meaning = cache(scales.meaning)
    found = []
    for one in voiding.singles(session, first, last) if first <= last else ():
        day = one.time // evaluations.DAY
        owner = known(one.who, day)
        if not isinstance(owner, Found):
            continue
        rating = meaning(one.rating, day, one.spot[0], owner.unit)
        if not isinstance(rating, Problem):
            place = voiding.place_of(one.spot, names)
            void = place in voided
            found.append(Press(_second(one.time), rating, owner.person, owner.unit, one.evaluator, place, void))
    return found


def _second(time: int) -> int:
    """Seconds since the month began."""
    day, clock = time // evaluations.DAY % 100, time % evaluations.DAY
    return (day - 1) * DAY + clock // 10000 * 3600 + clock // 100 % 100 * 60 + clock % 100
