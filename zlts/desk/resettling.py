"""After the roster, the policy or the set of batches has changed: bring every row's fate up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zlts import journal
from zlts.desk import office as offices
from zlts.desk.blocks import Block, gathered
from zlts.desk.office import SMALL, SUMMARY, Office
from zlts.desk.presses import PressIntake
from zlts.fates.words import rating_meaning
from zlts.model import Fate, Place, Precision, Problem, Register
from zlts.store import batches, evaluations, rows
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class Moved:
    """How many rows a change moved into quarantine and out of it."""

    out: int
    into: int
    freed: int = 0
    """Duplicates that count now, since what they repeated has gone."""
    out_of: tuple[int, ...] = ()
    """The batches that the rows out of quarantine came with."""


def resettle(session: Session, before: Office, after: Office, now: datetime, *, freed: bool = False) -> Moved:
    """Work out anew whose every row is and what its words mean, where the change touches it.

    `freed`: a batch was taken back, so that duplicates of its rows may count again.
    """
    waiting = _rejected(session)
    repeated = _duplicates(session)
    changed = _changed_claims(session, before, after)
    rows.tried(session, offices.stamp(now))
    for kind in (Register.ROSTER, *SMALL):
        stored = rows.stored(session, kind)
        if stored:
            offices.put(session, kind, stored, offices.settle(session, kind, after))
    retaken = _retake_presses(session, after, changed, now, repeats=freed or bool(changed))
    still = _rejected(session)
    out_of = tuple(sorted({place.batch for _, place in waiting - still}))
    moved = Moved(len(waiting - still), len(still - waiting), max(0, repeated - _duplicates(session)), out_of)
    parts = [*_register_parts(session), *(part for b in sorted(retaken) for part in (f"batch:{b}", f"press:{b}"))]
    detail = {"accepted": moved.out, "rejected": moved.into}
    journal.write(session, "resettle", detail, now, [*parts, "table:who", "table:device", "table:complaint_key"])
    return moved


def retry_ripe(session: Session, now: datetime) -> Moved:
    """Try the rows again that waited for their day to come, where it has; returns how many are in now, and whence."""
    if not rows.ripe(session, now.strftime("%Y-%m-%d %H:%M:%S")):
        return Moved(0, 0)
    office = offices.load(session)
    return resettle(session, office, office, now)


def _register_parts(session: Session) -> list[str]:
    """The batches of the small registers, whose fates were all worked out anew."""
    own = [one for one in batches.batches(session) if (one.register_kind, one.form) != ("evaluations", "detail")]
    return [f"batch:{one.id}" for one in own]


def _duplicates(session: Session) -> int:
    """How many rows are known as duplicates."""
    kinds = (Register.ROSTER, *SMALL)
    return evaluations.duplicates(session) + sum(rows.duplicates(session, kind) for kind in kinds)


def _rejected(session: Session) -> set[tuple[str, Place]]:
    return {(one.kind, one.place) for one in rows.quarantined(session)}


def _changed_claims(session: Session, before: Office, after: Office) -> set[int]:
    """The evaluations' claims that another officer answers to now, and all other claims of these officers."""
    touched: set[int] = set()
    people: set[str] = set()
    owners = evaluations.owners_of(session, after.roster)
    for code, then in evaluations.owners_of(session, before.roster).items():
        if then != owners[code]:
            touched.add(code)
            people |= {person for _, person in (*then, *owners[code]) if person}
    return touched | {code for code, own in owners.items() if people & {person for _, person in own}}


def _unknown_ratings(session: Session, after: Office) -> list[str]:
    """Ratings of accepted evaluations that some policy's vocabulary does not know."""
    each = [policy.words for policy in after.policies.each]
    return [
        one
        for one in evaluations.ratings(session)
        if any(isinstance(rating_meaning(one, words), Problem) for words in each)
    ]


def _retake_presses(session: Session, after: Office, changed: set[int], now: datetime, *, repeats: bool) -> set[int]:
    """Take the rows of those claims in again, and all that were rejected, in the order they came.

    Returns the batches touched.
    """
    again = evaluations.rows_of(session, changed) if changed else []
    known = {row.id for row in again}
    again += [row for row in evaluations.rows_rated(session, _unknown_ratings(session, after)) if row.id not in known]
    aside = evaluations.all_aside(session, Fate.REJECTED)
    if repeats:
        aside += evaluations.all_aside(session, Fate.DUPLICATE)
    if not again and not aside:
        return set()
    evaluations.drop(session, [row.id for row in again])
    evaluations.drop_aside(session, [row.id for row in aside])
    batch_of = evaluations.batch_of_sheets(session)
    said = sorted((*again, *aside), key=lambda row: (batch_of[row.sheet], row.sheet, row.row))
    summaries = offices.settle(session, SUMMARY, after).facts
    ids = {(row.sheet, row.row): row.id for row in aside}
    intake = PressIntake(session, after, now, summaries, ids)
    minutes, told = evaluations.minute_sheets(session), (Precision.SECOND, Precision.MINUTE)
    again_said = (
        Block.of_row(row.sheet, batch_of[row.sheet], row.row, row.fields, told[row.sheet in minutes]) for row in said
    )
    for block in gathered(again_said):
        intake.take(block)
    intake.finish()
    return {batch_of[row.sheet] for row in said}
