"""Which evaluations stand voided: a decision holds on where another row has come to stand for the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from zlts.anomalies import DAY, Press
from zlts.evaluations.owners import whose_by_code
from zlts.evaluations.scales import Scales
from zlts.model import Place, Problem
from zlts.policy import Policies
from zlts.registers.words import rating_meaning
from zlts.roster import Found, Roster, Whose
from zlts.store import evaluations, voiding
from zlts.store.evaluations import Evaluation
from zlts.store.session import Session
from zlts.store.voiding import Spot, Voided


@dataclass(frozen=True, slots=True)
class Void:
    """A decision, and the accepted evaluation it takes the effect from; None where no such row stands."""

    record: Voided
    evaluation: Evaluation | None

    @property
    def day(self) -> date | None:
        """Of what is voided; None where nothing is."""
        return evaluations.day_of(self.evaluation.time // evaluations.DAY) if self.evaluation else None

    @property
    def spot(self) -> Spot:
        """The row that is voided, else the one that was."""
        one = self.evaluation
        return (one.sheet, one.row) if one else (self.record.sheet_id, self.record.row)


def voids(session: Session, policies: Policies, whose: Mapping[int, Whose]) -> list[Void]:
    """All decisions with what they void now."""
    records = voiding.voided(session)
    if not records:
        return []
    standing = evaluations.of_seconds(session, {record.time for record in records})
    by_spot = {(one.sheet, one.row): one for one in standing}
    by_time: dict[int, list[Evaluation]] = defaultdict(list)
    for one in standing:
        by_time[one.time].append(one)
    taken = {(record.sheet_id, record.row) for record in records} & set(by_spot)
    found = []
    for record in records:
        own = by_spot.get((record.sheet_id, record.row))
        alike = by_time[record.time]
        stands = own or next((one for one in alike if _stands_for(one, record, policies, whose, taken)), None)
        if stands:
            taken.add((stands.sheet, stands.row))
        found.append(Void(record, stands))
    return found


def _stands_for(
    one: Evaluation, record: Voided, policies: Policies, whose: Mapping[int, Whose], taken: set[Spot]
) -> bool:
    """Whether an evaluation of that second is the voided one, come in by another row."""
    if (one.sheet, one.row) in taken:
        return False
    day = evaluations.day_of(one.time // evaluations.DAY)
    owner, words = whose[one.who].on(day), policies.on(day).words
    alike = rating_meaning(one.rating, words) == rating_meaning(record.rating, words)
    return alike and isinstance(owner, Found) and owner.person.key == record.person_key


def places(session: Session, found: list[Void]) -> frozenset[Place]:
    """The rows that stand voided."""
    names = voiding.sheets(session) if found else {}
    return frozenset(voiding.place_of(one.spot, names) for one in found if one.evaluation)


# ---------------------------------------------------------------- a month's evaluations one by one


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
