"""The complaint register as it stands, and a person's word that two numbers are one grievance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zlts import journal
from zlts.bulletins import complaints as listing
from zlts.bulletins.register_changes import handle
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.model import Complaint, Entry
from zlts.names import nearest, number_marks, plain
from zlts.periods import Month
from zlts.registers.complaints import Grievances, alikes
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.assess import derive
from zlts.services.office import Office
from zlts.services.redacting import redacts
from zlts.store import decisions, entries
from zlts.store.session import Session

_PART = ("table:complaint_merge",)


@redacts
def complaint_listing(ledger: Ledger, now: datetime, *, pending: bool, alike: bool, personal: bool) -> Report:
    """The register; names and phones of complainants only on request, which the journal records."""
    with ledger.write() if personal else ledger.read() as session:
        office = offices.load(session)
        settled = offices.grievances(session, office)
        found: Sequence[Complaint] = settled.facts
        if personal:
            journal.write(session, "show-personal", {"complaints": len(found)}, now)
    first = office.first_day
    if alike:
        return listing.lookalikes(alikes(found, office.policies.each[-1].complaint.alike_days))
    told = Grievances() if pending else settled
    waiting = [one for one in found if one.pending and not one.merged_into]
    shown = [one for one in waiting if one.received >= first] if pending else found
    left_out = len(waiting) - len(shown) if pending else 0
    return listing.register(told, shown, now.date(), first, personal=personal, left_out=left_out)


@dataclass(frozen=True, slots=True)
class Merged:
    """What a merge did, in words, and whether it takes away what had been found, so that a person must look."""

    told: str
    incomplete: bool


@redacts
def merge(
    ledger: Ledger, merged: str, into: str, reason: str, now: datetime, *, force: bool = False, dry_run: bool = False
) -> Merged:
    """Merge one grievance into another; returns what was done, and what falls with it.

    `force`: also where they have no officer and no unit in common.

    Raises:
        WrongUsage: a number that is unknown, or known in several years; nothing in common.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        office = offices.load(session)
        found = offices.grievances(session, office).facts
        one, other = _numbered(merged, found), _numbered(into, found)
        journal.check_batches(session, (place.batch for place in (*one.places, *other.places)))
        if one.key == other.key:
            raise WrongUsage("一件投诉不能并入它自己。", "请检查两个编号。")
        if other.merged_into:
            raise WrongUsage(f"{other.label} 自己已并入 {other.merged_into}。", "请直接并入后者。")
        if one.merged_into:
            raise WrongUsage(f"{one.label} 已并入 {one.merged_into}。", "要改并别处，请先 zlts merge --undo。")
        if not force and not _in_common(one, other):
            told = f"{one.label} 和 {other.label} 没有共同的民警，也没有共同的单位，不像同一件投诉。"
            line = f"zlts merge {handle(one)} into {handle(other)} --force --reason 【理由】"
            raise WrongUsage(told, f"请检查编号；确是同一件的，写明理由：{line}")
        years = sorted({one.received.year, other.received.year})
        before = _derived(session, office, years, now)
        journal.check(session, _PART)
        decisions.merge(session, one.key, other.key, reason, offices.stamp(now))
        journal.write(session, "merge", {"merged": one.key, "into": other.key, "reason": reason}, now, _PART)
        lost = _lost(one, other, _changes(before, _derived(session, office, years, now)))
        return Merged(f"{lost}{one.label} 已并入 {other.label}。{_next_pass(session, one, other)}", bool(lost))


def _derived(session: Session, office: Office, years: Sequence[int], now: datetime) -> list[Entry]:
    """What the evidence of these years supports: through the last month assessed, else up to now."""
    found: list[Entry] = []
    for year in years:
        if office.first_day.year <= year <= now.year:
            through = entries.assessed_through(session, year) or min(Month(year, 12), Month.of(now.date()))
            found += derive(session, office, year, through)[1].entries
    return found


def _changes(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[list[str], list[str]]:
    """What falls and what comes, each in a few words."""

    def beyond(own: Sequence[Entry], others: Sequence[Entry]) -> list[str]:
        known = {one.cause.matter for one in others}
        return [
            f"{one.person.name if one.person else one.unit}{one.kind}（{one.month}）"
            for one in own
            if one.cause.matter not in known
        ]

    return beyond(before, after), beyond(after, before)


def _lost(one: Complaint, other: Complaint, changes: tuple[list[str], list[str]]) -> str:
    """What a merge takes away that had been found; "" where it takes nothing away."""
    if not (words := one.lost_words(other)):
        return ""
    gone, come = changes
    told = f"，并案以后评定时不再有：{'、'.join(gone)}" if gone else "，并案以后这一认定没有效果"
    new = f"；新有：{'、'.join(come)}" if come else ""
    done = f"确是同一件的，请在 {other.label} 里写上认定结果再导入；不是的，用 zlts merge {handle(one)} --undo 收回"
    return f"▲ 请核对：{words}{told}{new}。{done}。"


def _in_common(one: Complaint, other: Complaint) -> bool:
    people = {*one.officers, *one.auxiliaries} & {*other.officers, *other.auxiliaries}
    return bool(people) or bool({*one.units} & {*other.units})


def _next_pass(session: Session, *touched: Complaint) -> str:
    """What has to be assessed again: the years of receipt, each through the latest month some pass ran through."""
    years = sorted({one.received.year for one in touched})
    passes = [f"zlts assess {through}" for year in years if (through := entries.assessed_through(session, year))]
    return f"请再评定一次：{'、'.join(passes)}。" if passes else "还没有评定过，评定时一并计入。"


@redacts
def unmerge(ledger: Ledger, merged: str, now: datetime, *, dry_run: bool = False) -> str:
    """Take a person's merge back."""
    with ledger.transaction(dry_run=dry_run) as session:
        office = offices.load(session)
        one = _numbered(merged, offices.grievances(session, office).facts)
        journal.check_batches(session, (place.batch for place in one.places))
        journal.check(session, _PART)
        if not decisions.unmerge(session, one.key):
            raise WrongUsage(f"{one.label} 没有用 zlts merge 并过案。", "登记簿里写的并案编号，请在登记簿里改。")
        journal.write(session, "unmerge", {"merged": one.key}, now, _PART)
        return f"{one.label} 不再并案。{_next_pass(session, one)}"


def _numbered(text: str, found: Sequence[Complaint]) -> Complaint:
    """The complaint of that number, number@year, or, without one, of that batch and row (3:12)."""
    number, _, year = plain(text).partition("@")
    own = [one for one in found if one.number == number and year in ("", str(one.received.year))]
    own = own or [one for one in found if not one.number and handle(one) == number]
    own = own or [one for one in found if one.number and number_marks(one.number) == number_marks(number)]
    if not own:
        near = nearest(number, [one.number for one in found])
        raise WrongUsage(f"登记簿里没有投诉 {text}。", f"最接近的是 {near}。" if near else "")
    if len(own) > 1:
        years = "、".join(f"{one.number}@{one.received.year}" for one in own)
        raise WrongUsage(f"投诉 {text} 不止一件。", f"请写明：{years}。")
    return own[0]
