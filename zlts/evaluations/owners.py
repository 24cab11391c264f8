"""The officer of an evaluation: what its row says gets a code in the ledger, and a code has an officer on a day."""

from __future__ import annotations

from datetime import date

from zlts.model import Claim, Problem
from zlts.names import badge_number, evaluator_mark, person_name, plain, window_mark
from zlts.roster import Found, Roster, Whose
from zlts.store import evaluations
from zlts.store.session import Session

Words = tuple[str, str, str, str, str]
"""Unit, badge, name, window and evaluator as a row says them."""


def whose_by_code(session: Session, roster: Roster) -> dict[int, Whose]:
    """The ledger's codes of what rows say of whose they are, each with whose it is by day."""
    return {code: Whose(roster, claim) for code, claim in evaluations.claims(session).items()}


class Owners:
    """The claims the ledger knows, and whose each of them is on a day; everything is worked out once."""

    def __init__(self, session: Session, roster: Roster) -> None:
        self._roster = roster
        self._codes = evaluations.who_codes(session)
        self._claims = whose_by_code(session, roster)
        self._words: dict[Words, int] = {}
        self._found: dict[tuple[int, str], Found | Problem] = {}

    def code(self, words: Words) -> int:
        """The code of what a row says; a new one is made as it comes."""
        return self._words.get(words) or self._new(words)

    def _new(self, words: Words) -> int:
        unit, badge, name, window, evaluator = words
        # a badge or a name decides alone: window and evaluator are then no part of whose it is
        seat = ("", "") if badge or name else (window_mark(window), evaluator_mark(evaluator))
        said = (plain(unit), badge_number(badge), person_name(name), *seat)
        code = self._words[words] = self._codes.code(said)
        self._claims.setdefault(code, Whose(self._roster, Claim(*said)))
        return code

    def on(self, code: int, day: str) -> Found | Problem:
        """Whose a claim is on a day (`2013-03-05`)."""
        known = self._found.get((code, day))
        if known is None:
            known = self._found[code, day] = self._claims[code].on(date.fromisoformat(day))
        return known

    def of_stored(self, one: evaluations.Neighbour) -> Found | None:
        """Whose an accepted evaluation is."""
        found = self.on(one.who, evaluations.time_text(one.time)[:10])
        return found if isinstance(found, Found) else None
