"""What every use case needs at hand: the policies and the roster as the ledger has them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from zlts.errors import WrongUsage
from zlts.evaluations.scales import Said, Scales
from zlts.model import Posting, Register
from zlts.policy import Policies, Policy, Words
from zlts.registers import complaints, rosters, summaries
from zlts.registers.catalogue import BY_KIND
from zlts.registers.rows import Settled, StoredRow
from zlts.registers.words import KEYS, three_keys_said
from zlts.roster import Found, Roster
from zlts.store import batches, decisions, evaluations, rows
from zlts.store.session import Session

SUMMARY = summaries.SUMMARIES.kind


@dataclass(frozen=True, slots=True, eq=False)
class Office:
    """The policies by their first day, and the roster."""

    policies: Policies
    roster: Roster

    @property
    def first_day(self) -> date:
        """Evidence before it has no effect."""
        return self.policies.first_day

    def policy_of(self, year: int) -> Policy:
        """The policy in force at a year's end.

        Raises:
            WrongUsage: the year lies wholly before the first policy.
        """
        if not date.min.year <= year < date.max.year:
            raise WrongUsage(f"“{year}”不是年份。", "请写成 2013 的样子。")
        if year < self.first_day.year:
            raise WrongUsage(f"{year} 年在办法施行（{self.first_day}）之前，没有可以计算的内容。", "请换一个年份。")
        return self.policies.on(date(year, 12, 31))

    @property
    def words(self) -> Words:
        """Every word that some policy knows, for what bears no day: the earliest policy's meaning first."""
        return self.policies.each[0].words


def load(session: Session) -> Office:
    """The office as the ledger has it."""
    policies = Policies.of(map(named(session), batches.policies_adopted(session)))
    return Office(policies, roster_of(session, policies)[0])


def named(session: Session) -> Callable[[Policy], Policy]:
    """Gives a policy the bureau's name that a person told, where one did."""
    name = decisions.bureau_name(session)
    return lambda policy: replace(policy, bureau=replace(policy.bureau, name=name)) if name else policy


def roster_of(session: Session, policies: Policies) -> tuple[Roster, Settled[Posting]]:
    """The roster under those policies, and the outcomes of its rows."""
    later = [(policy.effective_from, policy.words) for policy in policies.each[1:]]
    return rosters.settle(rows.stored(session, Register.ROSTER), policies.each[0].words, later)


class Keeper:
    """Keeps the office and the summaries at hand over many files, until somebody changes the ledger file."""

    def __init__(self) -> None:
        self._office: Office | None = None
        self._summaries: list[summaries.Summary] | None = None
        self._version = -1

    def office(self, session: Session) -> Office:
        """The office as the ledger has it now."""
        # SQLite counts up when another connection has committed since we looked last
        version = int(session.scalar("PRAGMA data_version"))
        if self._office is None or version != self._version:
            self._office, self._summaries, self._version = load(session), None, version
        return self._office

    def summaries(self, session: Session, office: Office) -> list[summaries.Summary]:
        """The standing summaries; evaluations in detail that come later change nothing about them."""
        if self._summaries is None:
            self._summaries = settle(session, SUMMARY, office).facts
        return self._summaries

    def forget(self) -> None:
        """Look anew: what was kept at hand has been taken back."""
        self._office = self._summaries = None

    def replace(self, office: Office, *, details: bool) -> None:
        """Our own change, once it stands; `details` are evaluations in detail, which no other register rests on."""
        self._office = office
        if not details:
            self._summaries = None


def scales_of(session: Session, office: Office) -> Scales:
    """By which scale evaluations are read, from what the ledger has now."""
    return Scales(session, office.policies, office.roster, scales_said(session))


def scales_said(session: Session) -> Said:
    """What was said of the devices' keys with `--map 评价结果:档=3`, by layout and unit."""
    found = {}
    for one in decisions.layouts(session):
        words = json.loads(one.words)
        for keys, units in (words.get(f"评价结果:{KEYS}") or words.get(f"rating:{KEYS}") or {}).items():
            found.update({(one.signature, unit): three_keys_said(keys) is True for unit in units})
    return found


def settle(session: Session, kind: str, office: Office) -> Settled[Any]:
    """Work out a register's facts and what becomes of its rows, without writing it; not of evaluations in detail."""
    return session.once((kind, office), lambda: _settled(session, kind, office))


def _settled(session: Session, kind: str, office: Office) -> Settled[Any]:
    settling = BY_KIND[kind].settle
    if settling is None:
        return roster_of(session, office.policies)[1]
    if kind == Register.COMPLAINTS:
        return _grievances(session, office)
    more: dict[str, Any] = {}
    if kind == SUMMARY:
        more = {"details": _detail_look_up(session, office), "said": scales_said(session)}
    if kind == Register.MEASURES:
        more = {"own": decisions.own_measures(session)}
    return settling(rows.stored(session, kind), office.roster, office.policies, **more)


def grievances(session: Session, office: Office) -> complaints.Grievances:
    """The registers of complaints, worked out."""
    return session.once((Register.COMPLAINTS, office), lambda: _grievances(session, office))


def _grievances(session: Session, office: Office) -> complaints.Grievances:
    stored = rows.stored(session, Register.COMPLAINTS)
    known = complaints.KnownKeys(rows.keys(session), rows.taken_back(session, Register.COMPLAINTS))
    return complaints.settle(stored, office.roster, office.policies, decisions.merges(session), known)


def put(session: Session, kind: str, stored: Iterable[StoredRow], settled: Settled[Any]) -> None:
    """Write what was worked out: the rows' outcomes, and of which complaint they are."""
    rows.put_outcomes(session, kind, stored, settled)
    if isinstance(settled, complaints.Grievances):
        rows.keep_keys(session, settled.keys)


def _detail_look_up(session: Session, office: Office) -> summaries.DetailLookUp:
    """Finds the first batch whose evaluations in detail a summary contradicts."""
    whos = evaluations.claims(session)

    def look_up(summary: summaries.Summary) -> int | None:
        first, last = summary.month.first_day, summary.month.last_day
        own = []
        for code, claim in whos.items():
            found = office.roster.find(claim, first, last)
            if isinstance(found, Found) and (found.person, found.unit) == (summary.found.person, summary.found.unit):
                own.append(code)
        return evaluations.first_batch(session, own, summary.month, summary.window) if own else None

    return look_up


def stamp(now: datetime) -> str:
    """When something is written, as the tables say it: the clerk's wall clock, to the second."""
    return now.replace(tzinfo=None).isoformat(timespec="seconds")
