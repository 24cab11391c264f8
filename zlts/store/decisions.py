"""What people decided, beside what the registers say."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlmodel import Session, col, select

from zlts.store.tables.decisions import (
    Award,
    CarriedOut,
    ComplaintMerge,
    IssuedBulletin,
    LayoutMemory,
    OwnMeasure,
    Waiver,
)


def merges(session: Session) -> dict[str, str]:
    """Complaint identity → the one a person merged it into."""
    return {one.merged: one.into for one in session.exec(select(ComplaintMerge))}


def merge(session: Session, merged: str, into: str, reason: str, at: str) -> None:
    """Record that two numbers are one grievance."""
    session.add(ComplaintMerge(merged=merged, into=into, reason=reason, decided_at=at))
    session.flush()


def unmerge(session: Session, merged: str) -> bool:
    """Take a merge back; False when there was none."""
    known = session.exec(select(ComplaintMerge).where(ComplaintMerge.merged == merged)).first()
    if known is None:
        return False
    session.delete(known)
    session.flush()
    return True


def own_measures(session: Session) -> frozenset[int]:
    """The logged measures that count on their own."""
    return frozenset(session.exec(select(OwnMeasure.measure_id)))


def count_measure(session: Session, measure_id: int, at: str) -> None:
    """Record that a logged measure is one of its own."""
    if measure_id not in own_measures(session):
        session.add(OwnMeasure(measure_id=measure_id, decided_at=at))
        session.flush()


def uncount_measure(session: Session, measure_id: int) -> None:
    """Take that word back."""
    known = session.get(OwnMeasure, measure_id)
    if known is not None:
        session.delete(known)
        session.flush()


def layouts(session: Session) -> list[LayoutMemory]:
    """The remembered maps."""
    return list(session.exec(select(LayoutMemory).order_by(col(LayoutMemory.id))))


def remember(
    session: Session,
    signature: str,
    kind: str,
    columns: Mapping[str, str],
    words: Mapping[str, str],
    file: str,
    at: str,
) -> None:
    """Remember a map for a header; a later one for the same header replaces it."""
    known = session.exec(select(LayoutMemory).where(LayoutMemory.signature == signature)).first()
    made = known or LayoutMemory(
        signature=signature, register_kind=kind, columns="", words="", file="", remembered_at=""
    )
    made.register_kind, made.file, made.remembered_at = kind, file, at
    made.columns, made.words = _json(columns), _json(words)
    session.add(made)
    session.flush()


def forget(session: Session, layout_id: int) -> bool:
    """Forget a remembered map; False when there is none of that number."""
    known = session.get(LayoutMemory, layout_id)
    if known is not None:
        session.delete(known)
        session.flush()
    return known is not None


def _json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)


# ---------------------------------------------------------------- carried out, waived


def carried_out(session: Session) -> dict[str, CarriedOut]:
    """Matter → the record of its carrying out."""
    return {one.matter: one for one in session.exec(select(CarriedOut))}


def waivers(session: Session) -> dict[str, Waiver]:
    """Matter → the decision not to pursue it."""
    return {one.matter: one for one in session.exec(select(Waiver))}


def add(session: Session, record: CarriedOut | Waiver | Award | IssuedBulletin) -> None:
    """Record a decision."""
    session.add(record)
    session.flush()


def take_back(session: Session, record: CarriedOut | Waiver | Award) -> None:
    """Take a decision back."""
    session.delete(record)
    session.flush()


# ---------------------------------------------------------------- awards, issued bulletins


def awards(session: Session, year: int) -> list[Award]:
    """Who was awarded in a year."""
    return list(session.exec(select(Award).where(Award.year == year).order_by(col(Award.id))))


def issued(session: Session, number: str) -> IssuedBulletin | None:
    """The bulletin issued under a number."""
    return session.exec(select(IssuedBulletin).where(IssuedBulletin.number == number)).first()


def issued_of(session: Session, name: str) -> list[IssuedBulletin]:
    """The issued bulletins of a kind that stand, in the order of issue."""
    standing = (IssuedBulletin.name == name, col(IssuedBulletin.withdrawn_at).is_(None))
    return list(session.exec(select(IssuedBulletin).where(*standing).order_by(col(IssuedBulletin.id))))
