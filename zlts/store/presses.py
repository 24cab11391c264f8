"""Evaluations on their way into the ledger: gathered, inserted many at a time, and sealed as they go.

A row of Python's own for each costs SQLite's driver more than the insert itself. So some thousands at a time travel
as four texts, a column each, and one statement takes them apart: most of what a row says it has in common with many
others, and is said once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import NamedTuple

from zlts.store.digests import NUMBER, PressDigest, numbers_text, text_of
from zlts.store.session import Session, Values

_MANY = 16_000
"""Rows inserted at a time."""


class Sort(NamedTuple):
    """What many evaluations have in common: whose, which rating, the nth alike, where and in which sheet."""

    who: int
    rating: str
    nth: int
    device: int | None
    sheet: int


_SORTS = (
    "CREATE TEMP TABLE IF NOT EXISTS sort (id INTEGER PRIMARY KEY, who_id, rating, nth, device_id, sheet_id)",
    "DELETE FROM temp.sort",
)

_INSERT = """
INSERT INTO evaluation (time, who_id, rating, nth, device_id, serial, sheet_id, row)
SELECT CAST(substr(:times, 15 * said.key + 1, 14) AS INTEGER), sort.who_id, sort.rating, sort.nth, sort.device_id,
       said.value, sort.sheet_id, CAST(substr(:rows, 9 * said.key + 1, 8) AS INTEGER)
FROM json_each(:serials) said CROSS JOIN temp.sort sort
WHERE sort.id = CAST(substr(:sorts, 9 * said.key + 1, 8) AS INTEGER)
"""


class Presses:
    """Takes accepted evaluations; `flush` before the ledger is asked about them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        for statement in _SORTS:
            session.execute(statement)
        self._codes: dict[Sort, int] = {}
        self._coded: list[Sort] = []
        self._written = 0
        self._numbers: list[str] = []
        self._texts: list[str] = []
        self._moments: list[str] = []
        self._sorts: list[int] = []
        self._serials: list[str | None] = []
        self._rows: list[int] = []
        self._digest = PressDigest()

    @property
    def digest(self) -> str:
        """The digest of all that was taken, as the journal's chain has it."""
        self.flush()
        return self._digest.text

    def code(self, sort: Sort) -> int:
        """The number under which a sort is taken."""
        known = self._codes.get(sort)
        if known is None:
            known = self._codes[sort] = len(self._coded)
            self._coded.append(sort)
            self._numbers.append(NUMBER % known)
            self._texts.append(text_of(tuple(sort)))
        return known

    def sort(self, code: int) -> Sort:
        """The sort of a number."""
        return self._coded[code]

    def take(
        self, moments: Sequence[str], sorts: Sequence[int], serials: Sequence[str | None], rows: Sequence[int]
    ) -> None:
        """The next evaluations by columns: seconds (YYYYMMDDHHMMSS), codes of sorts, serial numbers, rows."""
        self._moments += moments
        self._sorts += sorts
        self._serials += serials
        self._rows += rows
        if len(self._rows) >= _MANY:
            self._insert(self._session.begin)

    def flush(self) -> None:
        """Insert what is at hand."""
        if self._rows:
            self._insert(self._session.execute)

    def _insert(self, run: Callable[[str, Values], object]) -> None:
        times = "\n".join([*self._moments, ""]).encode()
        serials = json.dumps(self._serials)
        rows = numbers_text(self._rows)
        self._digest.add_texts(times, "".join(map(self._texts.__getitem__, self._sorts)), serials, rows)
        sorts = "".join(map(self._numbers.__getitem__, self._sorts)).encode()
        fresh = enumerate(self._coded[self._written :], self._written)
        self._session.execute_all("INSERT INTO temp.sort VALUES (?, ?, ?, ?, ?, ?)", ((n, *one) for n, one in fresh))
        self._written = len(self._coded)
        run(_INSERT, {"times": times, "sorts": sorts, "serials": serials, "rows": rows})
        self._moments, self._sorts, self._serials, self._rows = [], [], [], []
