"""The way to the ledger file within one transaction: plain SQL over the standard library's driver.

SQLModel declares the tables and makes them (`store.tables`). Loading it takes longer than most commands take
altogether, so nothing that reads or writes rows goes through it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

Values = Mapping[str, Any] | Sequence[Any]


class Session:
    """A transaction that has begun; `db` ends it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def execute(self, statement: str, values: Values = ()) -> sqlite3.Cursor:
        """Run a statement; its rows are plain tuples."""
        return self.connection.execute(statement, values)

    def execute_all(self, statement: str, rows: Iterable[Values]) -> None:
        """Run a statement for each of the rows."""
        self.connection.executemany(statement, rows)

    def scalar(self, statement: str, values: Values = ()) -> Any:
        """The first value of the first row; None where there is no row."""
        row = self.execute(statement, values).fetchone()
        return None if row is None else row[0]

    def insert(self, table: str, values: Mapping[str, Any]) -> int:
        """Add a row; returns its id."""
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join("?" * len(values))
        added = self.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))
        return int(added.lastrowid or 0)

    def records(self, kind: Any, table: str, rest: str = "", values: Values = ()) -> list[Any]:
        """A table's rows as records of a kind, a named tuple whose fields are columns; `rest` chooses and orders."""
        names = ", ".join(f'"{name}"' for name in kind._fields)
        return [kind(*row) for row in self.execute(f"SELECT {names} FROM {table} {rest}", values)]

    def columns(self, table: str) -> list[str]:
        """A table's columns, in their order; none where there is no such table."""
        return [row[1] for row in self.execute(f"PRAGMA table_info({table})")]

    @contextmanager
    def nested(self) -> Iterator[None]:
        """A part that is taken back by itself where it fails."""
        self.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK TO part")
            raise
        finally:
            self.execute("RELEASE part")
