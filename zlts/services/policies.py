"""Other policies: look at one, check one, take one into force, and see what one would have changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from zlts import journal, policy_file, reconcile
from zlts.bulletins import simulations
from zlts.bulletins.clauses import clauses
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.model import PostedEntry
from zlts.periods import Month, Period, Span
from zlts.policy import Policies, Policy
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.assess import derive
from zlts.services.founding import text_of
from zlts.services.office import Office
from zlts.services.redacting import reads
from zlts.services.resettling import Moved, resettle
from zlts.store import batches, entries
from zlts.store.session import Session


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


@reads
def simulate(session: Session, text: str, path: Path) -> Report:
    """What another policy would have changed in a year, entry by entry; nothing is written."""
    other, office = check(path), offices.load(session)
    year = Period.parse(text, Span.YEAR).year
    office.policy_of(year)
    through = entries.assessed_through(session, year) or Month(year, 12)
    now = _posted(session, office, year, through)
    then = _posted(session, _instead(office, other, year), year, through)
    changes = reconcile.reconcile([one.entry for one in then], now)
    return simulations.comparison(year, through, other, changes)


def _posted(session: Session, office: Office, year: int, through: Month) -> list[PostedEntry]:
    """What the rules derive, numbered in order."""
    _, derived = derive(session, office, year, through)
    return [PostedEntry(number, entry, 0, "") for number, entry in enumerate(derived.entries, 1)]


def _instead(office: Office, other: Policy, year: int) -> Office:
    """The office as if the other policy had been in force in that year, also where it is a later year's."""
    first, last = max(office.first_day, date(year, 1, 1)), date(year, 12, 31)
    each = office.policies.each
    if not first <= other.effective_from <= last:  # of another year: as if it had been in force in this one
        other = replace(other, effective_from=first)
        each = tuple(one for one in each if not first <= one.effective_from <= last)
    return replace(office, policies=Policies.of((*each, other)))
