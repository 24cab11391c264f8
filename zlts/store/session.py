"""The way to the ledger file within one transaction: plain SQL over the standard library's driver.

SQLModel declares the tables and makes them (`store.tables`). Loading it takes longer than most commands take
altogether, so nothing that reads or writes rows goes through it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Thread
from typing import Any, TypeVar

from zlts.chain import Followed

Made = TypeVar("Made")
Values = Mapping[str, Any] | Sequence[Any]


class Session:
    """A transaction that has begun; `db` ends it."""

    def __init__(self, connection: sqlite3.Connection, followed: Followed | None = None) -> None:
        self.checked: set[str] = set()
        """The parts of the ledger that were found to be as the journal last sealed them (`journal.check`)."""
        self.followed = followed or Followed()
        """The journal as far as it has been followed; sessions of one opening share it (`journal.follow`)."""
        self._connection = connection
        self._errand: _Errand | None = None
        self._made: dict[Hashable, Any] = {}
        self._made_at = 0

    @property
    def connection(self) -> sqlite3.Connection:
        """The driver's connection, which nobody else is using.

        Raises:
            sqlite3.Error: what was begun at the side has failed.
        """
        if self._errand:
            self._errand.join()  # Ctrl-C may come now, and then it is still to be broken off
            failure, self._errand = self._errand.failure, None
            if failure:
                raise failure
        return self._connection

    def execute(self, statement: str, values: Values = ()) -> sqlite3.Cursor:
        """Run a statement; its rows are plain tuples."""
        return self.connection.execute(statement, values)

    def execute_all(self, statement: str, rows: Iterable[Values]) -> None:
        """Run a statement for each of the rows."""
        self.connection.executemany(statement, rows)

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` works out of the ledger, kept under the key until this transaction changes something."""
        if self._made_at != self.connection.total_changes:
            self._made, self._made_at = {}, self.connection.total_changes
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def begin(self, statement: str, values: Values = ()) -> None:
        """Run a long statement at the side: SQLite works while Python goes on, and whatever comes next waits for it.

        Its failure shows with what comes next; a commit comes next at the latest.
        """
        self._errand = _Errand(self.connection, statement, values)

    def end(self) -> None:
        """Take back what was not committed."""
        if self._errand:
            self._errand.give_up()
            self._errand = None
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def scalar(self, statement: str, values: Values = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        row = self.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def insert(self, table: str, values: Mapping[str, Any], *, once: str = "") -> int:
        """Add a row; returns its id.

        `once`: a unique column; where a row has its value already, that row is changed to the others instead.
        """
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        changes = ", ".join(f'"{name}" = excluded."{name}"' for name in values if name != once)
        instead = f" ON CONFLICT ({once}) DO UPDATE SET {changes}" if once else ""
        added = self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks}){instead}", tuple(values.values()))
        return int(added.lastrowid or 0)

    def records(self, kind: Any, table: str, rest: str = "", values: Values = ()) -> list[Any]:
        """A table's rows as records of a kind, a named tuple whose fields are columns; `rest` chooses and orders."""
        names = ", ".join(f'"{name}"' for name in kind._fields)
        return [kind(*row) for row in self.execute(f"SELECT {names} FROM {table} {rest}", values)]

    def columns(self, table: str) -> list[str]:
        """A table's columns, in their order; none where there is no such table."""
        return [row[1] for row in self.execute(f"PRAGMA table_info({table})")]

    @contextmanager
    def nested(self, *, keep: bool = True) -> Iterator[Session]:
        """A part that is taken back by itself where it fails, or in any case where it is not to be kept."""
        self.execute("SAVEPOINT part")
        try:
            yield self
        except BaseException:
            keep = False
            raise
        finally:
            if not keep:
                self.execute("ROLLBACK TO part")
                self._made = {}  # what was taken back counts as no change
            self.execute("RELEASE part")


class _Errand:
    """One statement under way in a thread of its own."""

    def __init__(self, connection: sqlite3.Connection, statement: str, values: Values) -> None:
        self.failure: BaseException | None = None
        """What became of it, when it is over."""
        self._connection = connection
        self._thread = Thread(target=self._run, args=(statement, values), daemon=True)
        self._thread.start()

    def _run(self, statement: str, values: Values) -> None:
        try:
            self._connection.execute(statement, values)
        except BaseException as failure:  # noqa: BLE001 - it is told where somebody waits for it
            self.failure = failure

    def join(self) -> None:
        """Wait until it is over."""
        self._thread.join()

    def give_up(self) -> None:
        """Break it off; what it failed of does not matter any more."""
        while self._thread.is_alive():
            self._connection.interrupt()  # which goes unheard before the statement has begun
            self._thread.join(0.01)
