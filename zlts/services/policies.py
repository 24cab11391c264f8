"""Other policies: look at one, check one, take one into force, and see what one would have changed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from zlts import journal, policy_file
from zlts.bulletins import simulations
from zlts.bulletins.clauses import clauses, readings_page
from zlts.bulletins.simulations import Simulation, effect
from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.model import Place
from zlts.periods import Month, Period, Span
from zlts.policy import Policies, Policy
from zlts.reconcile import reconcile
from zlts.reports import Report
from zlts.resources import data_file
from zlts.services import office as offices
from zlts.services.assess import run_pass
from zlts.services.founding import text_of
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.services.resettling import Moved, resettle, retry_ripe
from zlts.services.situations import year_situations
from zlts.store import batches, entries, rows
from zlts.store.batches import shipped_policy
from zlts.store.session import Session


def rulebook(path: Path | None, now: datetime) -> Report:
    """The clauses and readings."""
    if path is None:
        return readings_page(shipped_policy())
    with closing(Ledger.open(path, now)) as ledger:
        return clause_listing(ledger, now)


def clause_listing(ledger: Ledger, now: datetime | None = None) -> Report:
    """The clauses and readings of the policy in force today; without a day, of the latest."""
    with ledger.read() as session:
        policies = offices.load(session).policies
        return readings_page(policies.on(now.date()) if now else policies.each[-1], policies.each)


# ---------------------------------------------------------------- other policies

Progress = Callable[[int, int | None, str], None]
"""How far the work is: so many of so many, and what is at hand."""


def check(path: Path) -> Policy:
    """Read a policy file; what it lacks as it came later is the shipped policy's (see `Policy.remarks`).

    Raises:
        PolicyRefused: it does not hold; the message names the key.
        FileRefused: it cannot be read.
    """
    return policy_file.proposed(text_of(path), data_file(batches.SHIPPED_POLICY).read_text(encoding="utf-8"))


def _remarked(report: Report, policy: Policy) -> Report:
    """The report with what the policy takes from the shipped one."""
    return replace(report, basis=(*policy.remarks, *report.basis))


@dataclass(frozen=True, slots=True)
class Difference:
    """What another policy would change in the months assessed already."""

    gained: int
    """So many entries there would be that are not there now."""
    lost: int
    moved: Moved
    """The rows that would come out of quarantine, and into it."""

    @property
    def told(self) -> str:
        """The sums in a sentence."""
        rows = self.moved.out + self.moved.into
        return f"已评定的月份会多出 {self.gained} 条、少 {self.lost} 条登记；{rows} 行在采用和待核实之间变动"


@dataclass(frozen=True, slots=True)
class Adopted:
    """A policy taken into force, what its words moved, and the last months assessed already that it reads anew."""

    policy: Policy
    moved: Moved
    through: tuple[Month, ...]
    """Of each year with such months the latest, through which a pass has to run again."""
    difference: Difference
    """What the next pass will change, as far as it is known now."""

    @property
    def told(self) -> list[str]:
        """What of the past is read anew, and how to see it before it is written."""
        first = Month.of(self.policy.effective_from)
        sums = [f"{self.difference.told}。"] if self.through else []
        return sums + [
            f"{max(first, Month(last.year, 1))} 至 {last} 已经评定过，要按这份政策重读；{self.policy.effective_from}"
            f" 以前的不变。先看会有哪些变化：zlts assess {last} --dry-run"
            for last in self.through
        ]


def adopt(ledger: Ledger, path: Path, now: datetime) -> Adopted:
    """Take a policy into force from its first day on; what lies before that day stays as it was (readings: Policies).

    Rows of its days are read anew with its vocabulary, and so are words that no policy of their day knew.

    Raises:
        WrongUsage: the very same policy is in force already.
    """
    adopted = check(path)
    difference = _difference(ledger, adopted, path, now)
    with ledger.write() as session:
        before = _not_adopted(session, adopted, path)
        journal.check(session, _PART)
        batches.adopt(session, adopted, now)
        after = offices.load(session)
        moved = resettle(session, before, after, now)
        detail = {"policy": adopted.name, "effective_from": str(adopted.effective_from)}
        journal.write(session, _ADOPTED, detail, now, _PART)
        through = _assessed(session, adopted, now)
    return Adopted(adopted, moved, through, difference)


@redacts
def preview(ledger: Ledger, path: Path, now: datetime) -> Report:
    """What `adopt` would change in each year with assessed months from the policy's first day on; nothing is written.

    Raises:
        PolicyRefused: the policy does not hold.
        WrongUsage: the very same policy is in force already.
    """
    other = check(path)
    with ledger.rehearse() as session:
        retry_ripe(session, now)
        present = _not_adopted(session, other, path)
        months = _assessed(session, other, now)
        before = [_passed(session, present, month, now) for month in months]
        waiting = _waiting(session)
        batches.adopt(session, other, now)
        office = offices.load(session)
        moved = resettle(session, present, office, now)
        after = [_passed(session, office, month, now) for month in months]
        still, files = _waiting(session), batches.names_of(session)
    was = present.policies.on(other.effective_from)
    years = [
        simulations.comparison(Simulation(month.year, month, (was, other), (as_is, then), (moved.out, moved.into)))
        for month, as_is, then in zip(months, before, after, strict=True)
    ]
    return _remarked(simulations.adoption(other, years, (waiting - still, still - waiting), files), other)


def _passed(session: Session, office: Office, month: Month, now: datetime) -> simulations.YearOutcome:
    """What a year comes to after a pass through a month."""
    run_pass(session, office, month, now)
    return _outcome(session, office, month.year, now)


def _difference(ledger: Ledger, other: Policy, path: Path, now: datetime) -> Difference:
    """The sums of `preview`, found without the rankings."""
    with ledger.rehearse() as session:
        retry_ripe(session, now)
        present = _not_adopted(session, other, path)
        months = _assessed(session, other, now)
        for month in months:
            run_pass(session, present, month, now)
        before = [entries.active(session, month.year) for month in months]
        batches.adopt(session, other, now)
        office = offices.load(session)
        moved = resettle(session, present, office, now)
        gained = lost = 0
        for month, standing in zip(months, before, strict=True):
            run_pass(session, office, month, now)
            changes = reconcile([one.entry for one in entries.active(session, month.year)], standing)
            gained, lost = gained + len(changes.post), lost + len(changes.reverse)
    return Difference(gained, lost, moved)


def _not_adopted(session: Session, other: Policy, path: Path) -> Office:
    """The office as it is; the other policy must not be among its own."""
    office = offices.load(session)
    if any(other.source == known.source for known in batches.policies_adopted(session)):
        raise WrongUsage(f"“{path.name}”的内容已经采用过。", "没有改动。")
    return office


def _assessed(session: Session, other: Policy, now: datetime) -> tuple[Month, ...]:
    """Of each year with assessed months that a policy reads the latest of them."""
    first = Month.of(other.effective_from)
    latest = (entries.assessed_through(session, year) for year in range(first.year, now.year + 1))
    return tuple(month for month in latest if month and month >= first)


def _waiting(session: Session) -> set[tuple[str, Place]]:
    """The rows in quarantine."""
    return {(one.kind, one.place) for one in rows.quarantined(session)}


# ---------------------------------------------------------------- taken back

_PART = ("table:policy",)
_ADOPTED, _TAKEN_BACK = "policy", "policy-undo"
"""The journal's records of a policy that was adopted, and of one that was taken back."""


def undo_adoption(ledger: Ledger, now: datetime, *, dry_run: bool = False) -> tuple[Policy, Moved]:
    """Take the policy that was adopted last back, and settle the rows again; returns it and what that moved.

    Raises:
        Refused: it is the one that the ledger was founded with, or a pass has run since it was adopted.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        journal.check(session, _PART)
        before, each = offices.load(session), batches.policies_adopted(session)
        if len(each) == 1:
            raise Refused(
                f"“{each[0].name}”是建立台账时的政策，不能收回。", "要改用另一份，请用 zlts policy adopt 文件。"
            )
        if (journal.last_of(session, "assess") or 0) > _last_adoption(session):
            raise Refused(
                f"“{each[-1].name}”采用以后已经评定过，不能收回。",
                "要改回原来的规定，请另写一份政策，自同一天起施行，再 zlts policy adopt。",
            )
        batches.take_policy_back(session)
        moved = resettle(session, before, offices.load(session), now)
        detail = {"policy": each[-1].name, "effective_from": str(each[-1].effective_from)}
        journal.write(session, _TAKEN_BACK, detail, now, _PART)
    return each[-1], moved


def _last_adoption(session: Session) -> int:
    """The journal's record of the adoption that is the last to stand."""
    standing: list[int] = [0]
    for one in journal.links(session):
        if one.action == _ADOPTED:
            standing.append(one.seq)
        elif one.action == _TAKEN_BACK:
            standing.pop()
    return standing[-1]


def show(ledger: Ledger, now: datetime) -> Report:
    """The policy in force today, with its clauses and readings, and the list of all that were adopted."""
    with ledger.read() as session:
        policies = offices.load(session).policies
        return clauses(policies.on(now.date()), policies.each)


@redacts
def simulate(ledger: Ledger, text: str, path: Path, now: datetime) -> Report:
    """What another policy would have changed in a year; nothing is written.

    It is `adopt` and a pass, in a transaction that is taken back: rows are read anew with the other's words as well.

    Raises:
        PolicyRefused: the policy does not hold.
        WrongUsage: the year lies before the first policy, or has not begun.
    """
    other = check(path)
    return _remarked(simulations.comparison(_rehearsed(ledger, text, other, now)), other)


@redacts
def rules_of_year(ledger: Ledger, text: str, now: datetime, told: Progress) -> Report:
    """The readings, and what each alternative would have meant in a year: a simulation for each; nothing is written.

    `told` hears how many of the alternatives are done.

    Raises:
        WrongUsage: the year lies before the first policy, or has not begun.
    """
    year, fallback = Period.parse(text, Span.YEAR).year, data_file(batches.SHIPPED_POLICY).read_text(encoding="utf-8")
    with ledger.read() as session:
        policies = offices.load(session).policies
    policy = policies.on(date(year, 12, 31))
    every = [(one.id, other) for one in policy.readings for other in one.alternatives]
    meant = {}
    with ledger.rehearse() as session:
        present = _present(session, year, now)
        for count, (reading, other) in enumerate(every):
            told(count, len(every), f"试算另一种掌握口径：{other.say}")
            other_policy = policy_file.with_alternative(policy, other, fallback)
            with session.nested(keep=False):
                after, _ = _otherwise(session, present, other_policy, now)
            meant[reading, other.say] = effect(present.outcome, after)
    return readings_page(policy, policies.each, year, meant)


@dataclass(frozen=True, slots=True)
class _Present:
    """A year as it is, after a pass through its latest assessed month."""

    year: int
    office: Office
    through: Month
    outcome: simulations.YearOutcome


def _rehearsed(ledger: Ledger, text: str, other: Policy, now: datetime) -> Simulation:
    with ledger.rehearse() as session:
        present = _present(session, Period.parse(text, Span.YEAR).year, now)
        after, moved = _otherwise(session, present, other, now)
    policy = present.office.policies.on(other.effective_from)
    outcomes = (present.outcome, after)
    return Simulation(present.year, present.through, (policy, other), outcomes, (moved.out, moved.into))


def _present(session: Session, year: int, now: datetime) -> _Present:
    retry_ripe(session, now)
    office = offices.load(session)
    office.policy_of(year)
    through = entries.assessed_through(session, year) or min(Month(year, 12), Month.of(now.date()))
    run_pass(session, office, through, now)
    return _Present(year, office, through, _outcome(session, office, year, now))


def _otherwise(
    session: Session, present: _Present, other: Policy, now: datetime
) -> tuple[simulations.YearOutcome, Moved]:
    """The year under another policy, after its pass, and the rows that its words move."""
    instead = _instead(session, present.office, other, present.year)
    moved = resettle(session, present.office, instead, now)
    run_pass(session, instead, present.through, now)
    return _outcome(session, instead, present.year, now), moved


def _outcome(session: Session, office: Office, year: int, now: datetime) -> simulations.YearOutcome:
    """What the year comes to, as the ledger has it at this point of a transaction."""
    return simulations.outcome(entries.active(session, year), *year_situations(session, office, year, now))


def _instead(session: Session, office: Office, other: Policy, year: int) -> Office:
    """The office as it is once the other policy is adopted; one of another year as this year's only one."""
    each = office.policies.each
    if other.effective_from.year != year:
        first, last = max(office.first_day, date(year, 1, 1)), date(year, 12, 31)
        other = replace(other, effective_from=first)
        each = tuple(one for one in each if not first <= one.effective_from <= last)
    policies = Policies.of((*each, other))
    return Office(policies, offices.roster_of(session, policies)[0])
