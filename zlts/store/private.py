"""Whom nobody may be shown unasked, and the words that are no secret."""

from __future__ import annotations

from zlts.names import badge_number, listed, person_name
from zlts.redaction import Complainant, Redaction
from zlts.store.session import Session


def redaction(session: Session) -> Redaction:
    """Everybody who ever complained, whatever became of the row; officers, units, badges and numbers stay."""
    said = session.execute("SELECT DISTINCT complainant, phone, number FROM complaint").fetchall()
    complainants = (Complainant(name or "", phone or "") for name, phone, _ in said)
    return Redaction(complainants, [*(number or "" for *_, number in said), *_roster_words(session)])


def _roster_words(session: Session) -> set[str]:
    words: set[str] = set()
    for badge, *units in session.execute("SELECT badge, unit, alias FROM posting"):
        for cell in units:
            words.update(listed(cell or ""))
        words.add(badge_number(badge or ""))
    for people in session.execute("SELECT name, officers, unit_lead, bureau_lead FROM posting"):
        for cell in people:
            words.update(map(person_name, listed(cell or "")))
    return words
