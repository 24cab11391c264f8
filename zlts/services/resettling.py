"""After the roster, the policy or the set of batches has changed: bring every row's outcome up to date."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from zlts import journal
from zlts.evaluations.bulk_intake import EvaluationIntake, joined
from zlts.evaluations.owners import Owners
from zlts.evaluations.scales import Scales
from zlts.model import Fate, Place, Problem, SaidRow
from zlts.registers.catalogue import SMALL
from zlts.registers.words import is_middle_key, rating_meaning
from zlts.services import office as offices
from zlts.services.office import SUMMARY, Office
from zlts.store import batches, evaluations, rows
from zlts.store.evaluations import FileRow
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
    by_rules: bool = False
    """It was the program that changed: its rules are others than those by which the rows were settled before."""

    @property
    def told_of_rules(self) -> str:
        """What the change of the program's rules moved, in a sentence; "" where nothing."""
        if not self.by_rules or not (self.out or self.into or self.freed):
            return ""
        return (
            f"程序升级后，以前导入的登记按现行规则重新核对：{self.out} 行从待核实转为采用，"
            f"{self.into} 行转入待核实，恢复被覆盖的 {self.freed} 行；请看 zlts quarantine，再评定一次"
        )


def resettle(
    session: Session,
    before: Office,
    after: Office,
    now: datetime,
    *,
    freed: bool = False,
    by_rules: bool = False,
) -> Moved:
    """Work out anew whose every row is and what its words mean, where the change touches it.

    `freed`: a batch was taken back, so that duplicates of its rows may count again. `by_rules`: the program's rules
    are others than before.
    """
    journal.check(session, settled_parts(session))
    waiting = _rejected(session)
    repeated = _duplicates(session)
    changed = _changed_claims(session, before, after)
    rows.tried(session, offices.stamp(now))
    for kind in SMALL:
        stored = rows.stored(session, kind)
        if stored:
            offices.put(session, kind, stored, offices.settle(session, kind, after))
    retaken = _retake_evaluations(session, after, changed, now, repeats=freed or by_rules or bool(changed))
    still = _rejected(session)
    out_of = tuple(sorted({place.batch for _, place in waiting - still}))
    again = max(0, repeated - _duplicates(session))
    moved = Moved(len(waiting - still), len(still - waiting), again, out_of, by_rules)
    parts = [*settled_parts(session), *(part for b in sorted(retaken) for part in (f"batch:{b}", f"press:{b}"))]
    detail = {"accepted": moved.out, "rejected": moved.into} | ({_BY_RULES: True} if by_rules else {})
    journal.write(session, "resettle", detail, now, dict.fromkeys(parts))
    return moved


_BY_RULES = "by_rules"
"""In the journal's records of a resettling and of a pass: the program's rules had changed."""


def is_due(session: Session, now: datetime) -> bool:
    """Whether the day of a waiting row has come, or the program's rules are newer than what was settled by them."""
    return bool(rows.ripe(session, now.strftime("%Y-%m-%d %H:%M:%S"))) or rules_changed(session)


def retry_ripe(session: Session, now: datetime) -> Moved:
    """Try the rows again that waited for their day to come, where it has; all rows, after the program was changed.

    Returns how many are in now and whence, and how many wait now.
    """
    if not is_due(session, now):
        return Moved(0, 0)
    office = offices.load(session)
    return resettle(session, office, office, now, by_rules=rules_changed(session))


def rules_changed(session: Session) -> bool:
    """Whether a newer program has taken the ledger over since its rows were last settled for that."""
    taken_over = journal.last_of(session, "migrate")
    return taken_over is not None and taken_over > (journal.last_of(session, "resettle", _BY_RULES) or 0)


def judged_by_other_rules(session: Session) -> bool:
    """Whether the rows were settled by a newer program's rules since the last pass."""
    settled = journal.last_of(session, "resettle", _BY_RULES)
    return settled is not None and settled > (journal.last_of(session, "assess") or 0)


def fallen_by_rules(session: Session) -> frozenset[int]:
    """The numbers of the entries that passes took back because the program's rules had changed."""
    found = (detail.get(_BY_RULES, ()) for detail in journal.details_of(session, "assess", _BY_RULES))
    return frozenset(number for numbers in found for number in numbers)


def said_of_pass(fallen: Collection[int]) -> dict[str, list[int]]:
    """What a pass's record says of the entries that fell by the program's rules."""
    return {_BY_RULES: sorted(fallen)} if fallen else {}


def settled_parts(session: Session) -> list[str]:
    """What every resettling writes: the batches of the small registers, whose rows' outcomes it works out anew.

    Besides the codes of evaluations and the keys of complaints. Which batches of evaluations it takes in again shows
    in its course.
    """
    own = [one for one in batches.batches(session) if (one.register_kind, one.form) != ("evaluations", "detail")]
    return [*(f"batch:{one.id}" for one in own), "table:who", "table:device", "table:complaint_key"]


def _duplicates(session: Session) -> int:
    """How many rows are known as duplicates."""
    return evaluations.duplicates(session) + sum(rows.duplicates(session, kind) for kind in SMALL)


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


def shows_scales(session: Session, office: Office) -> bool:
    """Whether some row that waits because nothing showed its device's scale can be read by now."""
    scales = offices.scales_of(session, office)
    if not scales.matters:
        return False
    waiting = [one.row_id for one in rows.quarantined(session) if one.problem.column == "评价结果"]
    each = [policy.words for policy in office.policies.each]
    said = evaluations.aside_rows(session, waiting)
    middles = [row for row in said if any(is_middle_key(row.fields.get("rating", ""), words) for words in each)]
    return len(_undecided(session, office, scales, middles)) < len(middles)


def _undecided(session: Session, office: Office, scales: Scales, said: Iterable[FileRow]) -> list[FileRow]:
    """Evaluations whose meaning hangs on a scale that nothing shows."""
    owners = Owners(session, office.roster)
    found = []
    for row in said:
        owner, day = owners.of_row(row), evaluations.day_of_text(row.fields["time"])
        if owner and isinstance(scales.meaning(row.fields["rating"], day, row.sheet, owner.unit), Problem):
            found.append(row)
    return found


def _retake_evaluations(
    session: Session, after: Office, changed: set[int], now: datetime, *, repeats: bool
) -> set[int]:
    """Take the rows of those claims in again, and all that were rejected, in the order they came.

    Returns the batches touched.
    """
    again = evaluations.rows_of(session, changed) if changed else []
    again += evaluations.rows_rated(session, _unknown_ratings(session, after))
    scales = offices.scales_of(session, after)
    again += _undecided(session, after, scales, evaluations.rows_rated(session, scales.middles()))
    again = list({row.id: row for row in again}.values())
    aside = evaluations.all_aside(session, Fate.REJECTED)
    if repeats:
        aside += evaluations.all_aside(session, Fate.DUPLICATE)
    if not again and not aside:
        return set()
    batch_of = evaluations.batch_of_sheets(session)
    touched = {batch_of[row.sheet] for row in (*again, *aside)}
    journal.check_batches(session, touched)
    evaluations.drop(session, [row.id for row in again])
    evaluations.drop_aside(session, [row.id for row in aside])
    said = sorted((*again, *aside), key=lambda row: (batch_of[row.sheet], row.sheet, row.row))
    summaries = offices.settle(session, SUMMARY, after).facts
    ids = {(row.sheet, row.row): row.id for row in aside}
    intake = EvaluationIntake(session, after.roster, after.policies, now, summaries, scales, ids)
    for sheet, chunk in joined((row.sheet, SaidRow("", row.row, row.fields).as_chunk()) for row in said):
        intake.take(sheet, chunk)
    intake.finish()
    journal.check(session, intake.relied_on)
    return touched
