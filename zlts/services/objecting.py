"""An officer objects to an entry, and the leading group decides (readings: Objections)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from zlts import journal
from zlts.bulletins.facts import ObjectionLine
from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.model import ObjectionState, PostedEntry
from zlts.periods import Month, day_of
from zlts.services import office as offices
from zlts.services.naming import standing_entry, the_entry
from zlts.services.office import Office, stamp
from zlts.store import decisions, entries
from zlts.store.decisions import EntryObjection
from zlts.store.session import Session

_PARTS = ("table:objection",)
_DECISIONS = {ObjectionState.UPHELD: "成立", ObjectionState.DISMISSED: "不成立"}


@dataclass(frozen=True, slots=True)
class Objected:
    """An objection that was entered: the last day on which it would have been in time, and whether it came later.

    `posted_on` is the day on which the entry was posted, where the objection is dated before it; else None.
    """

    until: date
    late: bool
    posted_on: date | None


def object_to(ledger: Ledger, number: int, day: str, text: str, now: datetime) -> Objected:
    """Enter an officer's objection to an entry; it goes over to the successor of a reversed one.

    Raises:
        WrongUsage: no such active entry, no words, a day that is none or has not come, or one that is open already.
        Refused: a day before the entry's own.
    """
    if not text.strip():
        raise WrongUsage("申诉要写明内容。", f"如：zlts object {number} --on 2013-07-08 --text 当日不在岗")
    when = _day(day, now)
    with ledger.write() as session:
        posted = standing_entry(session, number)
        matter = posted.entry.cause.matter
        known = _latest(session, matter)
        if known and known.state == ObjectionState.OPEN:
            raise WrongUsage(
                f"第 {number} 号已有一件申诉（{known.day} 提出）还没有答复，没有再登记。",
                f"要改请先 zlts object {number} --undo。",
            )
        if when < posted.entry.day:
            raise Refused(f"第 {number} 号记的是 {posted.entry.day} 的事，申诉不会早于那天。", "请核对编号和日期。")
        posted_on = _first_posted(session, posted)
        until = last_day(posted, offices.load(session))
        late = when > until
        journal.check(session, _PARTS)
        decisions.object_to(session, matter, posted.id, str(when), text.strip(), stamp(now), late=late)
        journal.write(session, "object", {"entry": number, "day": str(when), "late": late}, now, _PARTS)
    return Objected(until, late, posted_on if when < posted_on else None)


def decide(
    ledger: Ledger, number: int, state: ObjectionState, document: str, day: str, now: datetime
) -> Month | None:
    """The leading group decides on the open objection to an entry: `UPHELD`, it does not stand, or `DISMISSED`.

    An upheld one has the effect of a waiver from the next pass on. Returns the month through which that pass has
    to run, None where nothing has to be reversed.

    Raises:
        WrongUsage: no such entry, no open objection to it, a dismissal without its document, or a day that has not
            come or lies before the objection's.
    """
    if state is ObjectionState.DISMISSED and not document.strip():
        raise WrongUsage("驳回申诉要写文号。", f"如：zlts object {number} --dismissed --doc 会议纪要〔2014〕3号")
    when = _day(day, now) if day else now.date()
    with ledger.write() as session:
        posted = the_entry(session, number)
        known = _latest(session, posted.entry.cause.matter)
        if known is None:
            raise WrongUsage(
                f"第 {number} 号没有登记过申诉。", f"请先登记：zlts object {number} --on 日期 --text 内容"
            )
        if known.state != ObjectionState.OPEN:
            told = _DECISIONS[ObjectionState(known.state)]
            raise WrongUsage(
                f"第 {number} 号的申诉已于 {known.decided_on} 认定{told}。", f"要改请先 zlts object {number} --undo。"
            )
        if str(when) < known.day:
            raise WrongUsage(f"申诉是 {known.day} 提出的，不会在 {when} 就有了决定。", "请核对决定的日期。")
        journal.check(session, _PARTS)
        decisions.decide_objection(session, known.id, state, document.strip(), str(when), stamp(now))
        detail = {"entry": number, "day": str(when), "document": document.strip()}
        journal.write(session, f"object-{state}", detail, now, _PARTS)
        standing = _standing(session, posted)
        if state is ObjectionState.UPHELD and standing:
            return entries.assessed_through(session, standing.entry.month.year)
    return None


def undo(ledger: Ledger, number: int, now: datetime) -> ObjectionState:
    """Take the last word on an objection back: its decision, so that it is open again, or the objection itself.

    Returns what was taken back; the next pass posts an entry again whose objection was upheld.

    Raises:
        WrongUsage: no such entry, or nobody objected to it.
    """
    with ledger.write() as session:
        known = _latest(session, the_entry(session, number).entry.cause.matter)
        if known is None:
            raise WrongUsage(f"第 {number} 号没有登记过申诉。")
        state = ObjectionState(known.state)
        journal.check(session, _PARTS)
        if state is ObjectionState.OPEN:
            decisions.withdraw_objection(session, known.id)
        else:
            decisions.decide_objection(session, known.id, ObjectionState.OPEN, "", "", "")
        journal.write(session, "object-undo", {"entry": number, "state": state}, now, _PARTS)
    return state


def _day(text: str, now: datetime) -> date:
    day = day_of(text)
    if day > now.date():
        raise WrongUsage(f"{day} 还没有到。", "请写实际的日期。")
    return day


def _latest(session: Session, matter: str) -> EntryObjection | None:
    """The last objection to a matter: at most this one is open."""
    return next((one for one in reversed(decisions.objections(session)) if one.matter == matter), None)


def _standing(session: Session, posted: PostedEntry) -> PostedEntry | None:
    """The entry that stands for the matter now: itself, or its successor."""
    if posted.active:
        return posted
    matter, year = posted.entry.cause.matter, posted.entry.month.year
    return next((one for one in entries.active(session, year) if one.entry.cause.matter == matter), None)


def _first_posted(session: Session, posted: PostedEntry) -> date:
    """The day on which an entry, or the first that it succeeds, was posted."""
    matter, year = posted.entry.cause.matter, posted.entry.month.year
    days = (one.posted_at for one in entries.ledger(session, year) if one.entry.cause.matter == matter)
    return date.fromisoformat(min(days, default=posted.posted_at)[:10])


def last_day(posted: PostedEntry, office: Office) -> date:
    """The last day on which an objection to an entry is in time, by the policy of the day on which it was posted."""
    day = date.fromisoformat(posted.posted_at[:10])
    return day + timedelta(days=office.policies.on(day).objection_days)


# ---------------------------------------------------------------- as reports have them


def objections(session: Session, office: Office, today: date) -> Sequence[ObjectionLine]:
    """All objections, by the numbers that their entries bear now, in the order of entering."""
    return [_line(session, one, office, today) for one in decisions.objections(session)]


def objections_to(session: Session, office: Office, today: date, numbers: Container[int]) -> Sequence[ObjectionLine]:
    """Those to the entries of these numbers."""
    return [one for one in objections(session, office, today) if one.entry in numbers]


def _line(session: Session, one: EntryObjection, office: Office, today: date) -> ObjectionLine:
    first = the_entry(session, one.entry_id)
    standing = _standing(session, first)
    posted = standing or first
    entry, state = posted.entry, ObjectionState(one.state)
    left = (last_day(first, office) - today).days
    return ObjectionLine(
        entry=posted.id,
        month=entry.month,
        unit=entry.unit,
        person=entry.person.name if entry.person else None,
        badge=entry.person.badge if entry.person else None,
        kind=entry.kind,
        day=date.fromisoformat(one.day),
        late=bool(one.late),
        text=one.text,
        state=state,
        decided_on=date.fromisoformat(one.decided_on) if one.decided_on else None,
        document=one.document,
        stands=standing is not None,
        days_left=max(0, left) if state is ObjectionState.OPEN else None,
        posted_on=_first_posted(session, first),
    )
