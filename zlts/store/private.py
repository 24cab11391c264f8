"""Whom nobody may be shown unasked, and the words that are no secret."""

from __future__ import annotations

from sqlmodel import Session, select

from zlts.discretion import Complainant, Discretion
from zlts.names import badge_number, listed, person_name
from zlts.store.tables.registers import ComplaintRow, PostingRow


def discretion(session: Session) -> Discretion:
    """Everybody who ever complained, whatever became of the row; officers, units, badges and numbers stay."""
    said = session.exec(select(ComplaintRow.complainant, ComplaintRow.phone, ComplaintRow.number).distinct()).all()
    complainants = (Complainant(name or "", phone or "") for name, phone, _ in said)
    return Discretion(complainants, [*(number or "" for *_, number in said), *_roster_words(session)])


def _roster_words(session: Session) -> set[str]:
    words: set[str] = set()
    for row in session.exec(select(PostingRow)):
        for cell in (row.unit, row.alias):
            words.update(listed(cell or ""))
        for cell in (row.name, row.officers, row.unit_lead, row.bureau_lead):
            words.update(map(person_name, listed(cell or "")))
        words.add(badge_number(row.badge or ""))
    return words
