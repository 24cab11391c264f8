"""What people decided, beside what the registers say; no pass changes it (readings: Decisions)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from zlts.carrying_out import Answer
from zlts.model import ObjectionState
from zlts.store.session import Session


def merges(session: Session) -> dict[str, str]:
    """Complaint identity → the one a person merged it into."""
    return dict(session.execute('SELECT merged, "into" FROM complaint_merge ORDER BY id').fetchall())


def merge(session: Session, merged: str, into: str, reason: str, at: str) -> None:
    """Record that two numbers are one grievance."""
    session.insert("complaint_merge", {"merged": merged, "into": into, "reason": reason, "decided_at": at})


def unmerge(session: Session, merged: str) -> bool:
    """Take a merge back; False when there was none."""
    return session.execute("DELETE FROM complaint_merge WHERE merged = ?", (merged,)).rowcount > 0


def keys_borne(session: Session) -> frozenset[str]:
    """The identities of complaints that merges and entries bear, and some beginnings of them."""
    found = {key for pair in merges(session).items() for key in pair}
    for (matter,) in session.execute("SELECT DISTINCT matter FROM entry WHERE matter LIKE '%complaint:%'"):
        words = str(matter).partition("complaint:")[2].split(":")
        found |= {":".join(words[:count]) for count in range(1, len(words) + 1)}
    return frozenset(found)


def own_measures(session: Session) -> frozenset[int]:
    """The logged measures that count on their own."""
    return frozenset(row[0] for row in session.execute("SELECT measure_id FROM own_measure"))


def count_measure(session: Session, measure_id: int, at: str) -> None:
    """Record that a logged measure is one of its own."""
    if measure_id not in own_measures(session):
        session.insert("own_measure", {"measure_id": measure_id, "decided_at": at})


def uncount_measure(session: Session, measure_id: int) -> None:
    """Take that word back."""
    session.execute("DELETE FROM own_measure WHERE measure_id = ?", (measure_id,))


def answers(session: Session) -> dict[str, Answer]:
    """Measure's key → the matter it waited for, or was the carrying out of."""
    found = session.execute("SELECT measure, matter, done FROM held_measure ORDER BY id")
    return {measure: Answer(matter, bool(done)) for measure, matter, done in found}


def hold_measure(session: Session, measure: str, answer: Answer, at: str) -> None:
    """Record that a logged measure waits for a matter, or was its carrying out."""
    held = {"measure": measure, "matter": answer.matter, "done": answer.done, "recorded_at": at}
    session.insert("held_measure", held, once="measure")


# ---------------------------------------------------------------- findings put right


class Rectified(NamedTuple):
    """A person's word that what an inspection found has been put right; it stays with the finding."""

    finding: str
    day: str
    by: str
    document: str
    decided_at: str


def rectified(session: Session) -> dict[str, Rectified]:
    """A finding's key → the record that it was put right."""
    return {one.finding: one for one in session.records(Rectified, "rectified", "ORDER BY id")}


def rectify(session: Session, record: Rectified) -> None:
    """Record that a finding was put right."""
    session.insert("rectified", record._asdict())


def unrectify(session: Session, finding: str) -> None:
    """Take that record back."""
    session.execute("DELETE FROM rectified WHERE finding = ?", (finding,))


# ---------------------------------------------------------------- rows that will never be right


class Unusable(NamedTuple):
    """A person's decision that a waiting row is not to be used; it holds for every row that says the same."""

    register_kind: str
    row_id: int
    reason: str
    decided_at: str


def unusable(session: Session) -> list[Unusable]:
    """All such decisions, in their order; none where the ledger is still brought up to date."""
    if not session.columns("unusable"):
        return []
    return session.records(Unusable, "unusable", "ORDER BY id")


def set_aside(session: Session, record: Unusable) -> None:
    """Record that a waiting row is not to be used."""
    session.insert("unusable", record._asdict())


def take_up(session: Session, record: Unusable) -> None:
    """Take such a decision back."""
    spot = (record.register_kind, record.row_id)
    session.execute("DELETE FROM unusable WHERE register_kind = ? AND row_id = ?", spot)


# ---------------------------------------------------------------- suspicions found innocent


class Cleared(NamedTuple):
    """A person's word that a month's suspected self-evaluation was looked into and is none."""

    month: str
    evidence: str
    reason: str
    decided_at: str


def cleared(session: Session, month: str) -> dict[str, Cleared]:
    """What a month's suspicions rest on → the decision that there is nothing in them."""
    return {one.evidence: one for one in session.records(Cleared, "cleared", "WHERE month = ? ORDER BY id", (month,))}


def clear(session: Session, record: Cleared) -> None:
    """Record that there is nothing in a suspicion."""
    session.insert("cleared", record._asdict())


def unclear(session: Session, month: str, evidence: str) -> None:
    """Take that word back."""
    session.execute("DELETE FROM cleared WHERE month = ? AND evidence = ?", (month, evidence))


# ---------------------------------------------------------------- remembered headers


class RememberedLayout(NamedTuple):
    """A map the clerk gave for a header; `columns` and `words` are JSON."""

    id: int
    signature: str
    register_kind: str
    columns: str
    words: str
    file: str
    remembered_at: str


def layouts(session: Session) -> list[RememberedLayout]:
    """The remembered maps."""
    return session.records(RememberedLayout, "layout", "ORDER BY id")


def remember(
    session: Session,
    signature: str,
    kind: str,
    columns: Mapping[str, Any],
    words: Mapping[str, Any],
    file: str,
    at: str,
) -> None:
    """Remember a map for a header; a later one for the same header replaces it. The order of `words` is kept."""
    layout = {"signature": signature, "register_kind": kind, "file": file, "remembered_at": at}
    layout |= {
        "columns": json.dumps(dict(columns), ensure_ascii=False, sort_keys=True),
        "words": json.dumps(dict(words), ensure_ascii=False),
    }
    session.insert("layout", layout, once="signature")


def forget(session: Session, layout_id: int) -> bool:
    """Forget a remembered map; False when there is none of that number."""
    return session.execute("DELETE FROM layout WHERE id = ?", (layout_id,)).rowcount > 0


# ---------------------------------------------------------------- the bureau


class BureauName(NamedTuple):
    """The bureau's full name as a person told it, in place of the policy's; empty: the policy's again."""

    name: str
    set_at: str


def bureau_name(session: Session) -> str:
    """The name told last, or "" for the policy's."""
    told = session.records(BureauName, "bureau_name", "ORDER BY id DESC LIMIT 1")
    return told[0].name if told else ""


def name_bureau(session: Session, record: BureauName) -> None:
    """Record what the bureau is called."""
    session.insert("bureau_name", record._asdict())


# ---------------------------------------------------------------- carried out, waived


class CarriedOut(NamedTuple):
    """A person's word that what an entry orders has taken place; it stays with the matter."""

    matter: str
    entry_id: int
    day: str
    by: str
    document: str
    decided_at: str


class Waiver(NamedTuple):
    """The leading group's decision that an entry is not to be carried out."""

    matter: str
    entry_id: int
    reason: str
    document: str
    decided_at: str


def carried_out(session: Session) -> dict[str, CarriedOut]:
    """Matter → the record of its carrying out."""
    return {one.matter: one for one in session.records(CarriedOut, "carried_out", "ORDER BY id")}


def carry_out(session: Session, record: CarriedOut) -> None:
    """Record that an entry was carried out."""
    session.insert("carried_out", record._asdict())


def not_carried_out(session: Session, matter: str) -> None:
    """Take that record back; the logged measures that it answered wait again."""
    session.execute("DELETE FROM carried_out WHERE matter = ?", (matter,))
    session.execute("UPDATE held_measure SET done = 0 WHERE matter = ?", (matter,))


def waivers(session: Session) -> dict[str, Waiver]:
    """Matter → the decision not to pursue it."""
    return {one.matter: one for one in session.records(Waiver, "waiver", "ORDER BY id")}


def waive(session: Session, record: Waiver) -> None:
    """Record that an entry is waived."""
    session.insert("waiver", record._asdict())


def unwaive(session: Session, matter: str) -> None:
    """Take a waiver back."""
    session.execute("DELETE FROM waiver WHERE matter = ?", (matter,))


# ---------------------------------------------------------------- objections


class EntryObjection(NamedTuple):
    """What an officer objects to in an entry, and what the leading group decided; it stays with the matter."""

    id: int
    matter: str
    entry_id: int
    day: str
    text: str
    late: bool
    state: str
    document: str
    decided_on: str
    objected_at: str
    decided_at: str


def objections(session: Session) -> list[EntryObjection]:
    """All of them, in the order in which they were entered."""
    return session.records(EntryObjection, "objection", "ORDER BY id")


def object_to(session: Session, matter: str, entry_id: int, day: str, text: str, at: str, *, late: bool) -> None:
    """Record that somebody objects to an entry; it is open until it is decided."""
    said = {"matter": matter, "entry_id": entry_id, "day": day, "text": text, "late": late, "objected_at": at}
    undecided = {"state": ObjectionState.OPEN.value, "document": "", "decided_on": "", "decided_at": ""}
    session.insert("objection", said | undecided)


def decide_objection(session: Session, number: int, state: ObjectionState, document: str, day: str, at: str) -> None:
    """Record what was decided on an objection, or with `OPEN` and no more words that nothing is."""
    session.execute(
        "UPDATE objection SET state = ?, document = ?, decided_on = ?, decided_at = ? WHERE id = ?",
        (state.value, document, day, at, number),
    )


def withdraw_objection(session: Session, number: int) -> None:
    """Take an objection back."""
    session.execute("DELETE FROM objection WHERE id = ?", (number,))


# ---------------------------------------------------------------- awards, issued bulletins


class Award(NamedTuple):
    """Who was awarded in a year."""

    year: int
    person: str
    badge: str
    person_key: str
    decided_at: str


def awards(session: Session, year: int) -> list[Award]:
    """Who was awarded in a year."""
    return session.records(Award, "award", "WHERE year = ? ORDER BY id", (year,))


def award(session: Session, record: Award) -> None:
    """Record an award."""
    session.insert("award", record._asdict())


def unaward(session: Session, year: int) -> None:
    """Take a year's awards back."""
    session.execute("DELETE FROM award WHERE year = ?", (year,))


class Issued(NamedTuple):
    """A bulletin as issued; a withdrawn one is kept and printable, but nothing is corrected against it."""

    number: str
    name: str
    period: str
    report: str
    through_entry: int
    issued_at: str
    withdrawn_at: str | None = None


def issue(session: Session, record: Issued) -> None:
    """Keep a bulletin as issued."""
    session.insert("issued", record._asdict())


def withdraw(session: Session, number: str, at: str) -> None:
    """Mark an issued bulletin as withdrawn."""
    session.execute("UPDATE issued SET withdrawn_at = ? WHERE number = ?", (at, number))


def issued(session: Session, number: str) -> Issued | None:
    """The bulletin issued under a number."""
    return next(iter(session.records(Issued, "issued", "WHERE number = ?", (number,))), None)


def every_issued(session: Session) -> list[Issued]:
    """All that were issued, withdrawn ones too, in the order of issue."""
    return session.records(Issued, "issued", "ORDER BY id")


def issued_of(session: Session, name: str) -> list[Issued]:
    """The issued bulletins of a kind that stand, in the order of issue."""
    return session.records(Issued, "issued", "WHERE name = ? AND withdrawn_at IS NULL ORDER BY id", (name,))
