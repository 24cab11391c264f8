"""The officer of an evaluation: what its row says gets a code in the ledger, and a code has an officer on a day."""

from __future__ import annotations

from zlts.model import Claim, Problem
from zlts.names import badge_number, evaluator_mark, person_name, plain, window_mark
from zlts.roster import Found, Roster, Whose
from zlts.store import evaluations
from zlts.store.evaluations import Evaluation, FileRow
from zlts.store.session import Session

CLAIM = ("unit", "badge", "officer", "window", "evaluator")
"""The fields by which a row says whose it is."""


def whose_by_code(session: Session, roster: Roster) -> dict[int, Whose]:
    """The ledger's codes of what rows say of whose they are, each with whose it is by day."""
    return {code: Whose(roster, claim) for code, claim in evaluations.claims(session).items()}


class Owners:
    """The claims the ledger knows, and whose each of them is on a day; everything is worked out once."""

    def __init__(self, session: Session, roster: Roster) -> None:
        self._roster = roster
        self._codes = evaluations.who_codes(session)
        self._claims = whose_by_code(session, roster)
        self._words: dict[tuple[str, ...], int] = {}
        self._found: dict[tuple[int, int], Found | Problem] = {}

    def code(self, unit: str, badge: str, name: str, window: str, evaluator: str) -> int:
        """The code of what a row says in the fields of `CLAIM`; a new one is made as it comes."""
        words = (unit, badge, name, window, evaluator)
        if words in self._words:
            return self._words[words]
        # a badge or a name decides alone: window and evaluator are then no part of whose it is
        seat = ("", "") if badge or name else (window_mark(window), evaluator_mark(evaluator))
        said = (plain(unit), badge_number(badge), person_name(name), *seat)
        code = self._words[words] = self._codes.code(said)
        self._claims.setdefault(code, Whose(self._roster, Claim(*said)))
        return code

    def on(self, code: int, day: int) -> Found | Problem:
        """Whose a code is on a day (20130305), or why it is nobody's."""
        known = self._found.get((code, day))
        if known is None:
            known = self._found[code, day] = self._claims[code].on(evaluations.day_of(day))
        return known

    def of(self, one: Evaluation) -> Found | None:
        """Whose an evaluation is; None where it is nobody's any more."""
        found = self.on(one.who, one.time // evaluations.DAY)
        return found if isinstance(found, Found) else None

    def of_row(self, row: FileRow) -> Found | None:
        """The same of a row as its file says it."""
        code = self.code(*(row.fields.get(field, "") for field in CLAIM))
        found = self.on(code, evaluations.day_of_text(row.fields["time"]))
        return found if isinstance(found, Found) else None
