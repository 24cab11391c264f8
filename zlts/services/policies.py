"""Other policies: look at one, check one, take one into force, and see what one would have changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from zlts import journal, policy_file
from zlts.bulletins import simulations
from zlts.bulletins.clauses import clauses, effect, readings_page
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.periods import Month, Period, Span
from zlts.policy import Policies, Policy
from zlts.reports import Report
from zlts.resources import data_file
from zlts.services import office as offices
from zlts.services.assess import run_pass
from zlts.services.founding import text_of
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.services.resettling import Moved, resettle, retry_ripe
from zlts.services.situations import award_situation, situation
from zlts.store import batches, entries
from zlts.store.session import Session

Progress = Callable[[int, int | None, str], None]
"""How far the work is: so many of so many, and what is at hand."""


def check(path: Path) -> Policy:
    """Read a policy file.

    Raises:
        PolicyRefused: it does not hold; the message names the key.
        FileRefused: it cannot be read.
    """
    return policy_file.load(text_of(path))


@dataclass(frozen=True, slots=True)
class Adopted:
    """A policy taken into force, what its words moved, and the last months assessed already that it reads anew."""

    policy: Policy
    moved: Moved
    through: tuple[Month, ...]
    """Of each year with such months the latest, through which a pass has to run again."""

    @property
    def told(self) -> list[str]:
        """What of the past is read anew, and how to see it before it is written."""
        first = Month.of(self.policy.effective_from)
        return [
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
    with ledger.write() as session:
        before = offices.load(session)
        if any(adopted.source == known.source for known in before.policies.each):
            raise WrongUsage(f"“{path.name}”的内容已经采用过。", "没有改动。")
        batches.adopt(session, adopted, now)
        after = offices.load(session)
        moved = resettle(session, before, after, now)
        detail = {"policy": adopted.name, "effective_from": str(adopted.effective_from)}
        journal.write(session, "policy", detail, now, ["table:policy"])
        first = Month.of(adopted.effective_from)
        latest = [entries.assessed_through(session, year) for year in range(first.year, now.year + 1)]
    return Adopted(adopted, moved, tuple(month for month in latest if month and month >= first))


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
    return _rehearsed(ledger, text, check(path), now)


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
    for count, (reading, other) in enumerate(every):
        told(count, len(every), f"试算另一种读法：{other.say}")
        other_policy = policy_file.with_alternative(policy, other, fallback)
        meant[reading, other.say] = effect(_rehearsed(ledger, text, other_policy, now).machine)
    return readings_page(policy, policies.each, year, meant)


def _rehearsed(ledger: Ledger, text: str, other: Policy, now: datetime) -> Report:
    with ledger.rehearse() as session:
        retry_ripe(session, now)
        office = offices.load(session)
        year = Period.parse(text, Span.YEAR).year
        office.policy_of(year)
        through = entries.assessed_through(session, year) or min(Month(year, 12), Month.of(now.date()))
        run_pass(session, office, through, now)
        before = _outcome(session, office, year, now)
        instead = _instead(session, office, other, year)
        moved = resettle(session, office, instead, now)
        run_pass(session, instead, through, now)
        after = _outcome(session, instead, year, now)
    present = office.policies.on(other.effective_from)
    return simulations.comparison(year, through, (present, other), (before, after), (moved.out, moved.into))


def _outcome(session: Session, office: Office, year: int, now: datetime) -> simulations.YearOutcome:
    """What the year comes to, as the ledger has it at this point of a transaction."""
    whole = situation(session, office, Period.holding(Month(year, 1), Span.YEAR), now)
    return simulations.outcome(
        entries.active(session, year), award_situation(session, office, str(year), now)[0], whole
    )


def _instead(session: Session, office: Office, other: Policy, year: int) -> Office:
    """The office as it is once the other policy is adopted; one of another year as this year's only one."""
    each = office.policies.each
    if other.effective_from.year != year:
        first, last = max(office.first_day, date(year, 1, 1)), date(year, 12, 31)
        other = replace(other, effective_from=first)
        each = tuple(one for one in each if not first <= one.effective_from <= last)
    policies = Policies.of((*each, other))
    return Office(policies, offices.roster_of(session, policies)[0])
