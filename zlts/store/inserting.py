"""Accepted evaluations on their way into their table, many at a time, and the digest of all that went in."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from zlts.store.digests import EvaluationDigest
from zlts.store.evaluations import Evaluation
from zlts.store.session import Session

_INTO = "INSERT INTO evaluation (time, who_id, rating, nth, device_id, serial, sheet_id, row) VALUES "
_MARKS = f"({', '.join('?' * len(Evaluation._fields))})"
MANY = 2_000
"""Rows of one statement; SQLite takes 32,766 values at most."""


class Insertion:
    """Inserts accepted evaluations in the order they are added; `flush` before the ledger is asked about them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: list[Evaluation] = []
        self._digest = EvaluationDigest()

    def add(self, rows: Sequence[Evaluation]) -> None:
        """Insert rows; some may stay at hand until there are many."""
        self._rows += rows
        while len(self._rows) >= MANY:
            many, self._rows = self._rows[:MANY], self._rows[MANY:]
            self._digest.add(many)
            # One statement of many rows in place of one for each: 0.7 s less a million, and SQLite then works for
            # milliseconds without Python, so that it can do so in a thread while Python reads on. By `executemany`
            # alone an import is 2.4 times the `sqlite3` shell's `.import`, and 2 is the bound.
            self._session.begin(_INTO + ", ".join([_MARKS] * MANY), list(chain.from_iterable(many)))

    def flush(self) -> None:
        """Insert what is at hand."""
        if self._rows:
            self._digest.add(self._rows)
            self._session.execute_all(_INTO + _MARKS, self._rows)
            self._rows = []

    @property
    def digest(self) -> str:
        """The digest of all rows that were added, as the journal's chain has it."""
        self.flush()
        return self._digest.text
