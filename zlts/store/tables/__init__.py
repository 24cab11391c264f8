"""The ledger file's tables, as SQLModel declares them; a module a theme.

A table whose rows are read and written as records is made from the record, a register's from its declaration.
What a row says stands here as text; whose it is and what it means is worked out (readings: Nothing is lost).
A new ledger gets the tables in the order in which the modules stand below, whichever is asked for first.
Only the making of a ledger, and the step from an older one, loads this package: rows go in and out by `Session`.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import create_mock_engine
from sqlmodel import SQLModel

from zlts.store.tables import kept, evaluations, registers, decisions, ledger  # isort: skip

__all__ = ["create_statements", "decisions", "evaluations", "kept", "ledger", "registers"]

_GUARDS = (
    """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END
""",
    """
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END
""",
    """
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, 'append-only'); END
""",
)


def create_statements(*names: str) -> Iterator[str]:
    """The statements that make these tables with their indexes and guards in a ledger file; all without a name."""
    made: list[Any] = []
    engine = create_mock_engine("sqlite://", lambda statement, *_: made.append(statement))
    wanted = [SQLModel.metadata.tables[name] for name in names] or None
    SQLModel.metadata.create_all(engine, tables=wanted, checkfirst=False)
    yield from (str(statement.compile(dialect=engine.dialect)) for statement in made)
    for table, key in ledger.APPEND_ONLY.items():
        if not names or table in names:
            yield from (guard.format(table=table, key=key) for guard in _GUARDS)
