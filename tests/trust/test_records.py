"""A ledger is made just as the ones of its release were: the tables come from records and registers as declared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.trust.schemas.make import load, make
from zlts import db
from zlts.store import tables

STORED = Path(__file__).parent / "schemas" / f"v{db.version()}.sql"


def parts(path: Path) -> set[tuple[str, str, str]]:
    """Kind, name and statement of everything in a ledger file."""
    with closing(sqlite3.connect(path)) as connection:
        return set(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def test_a_new_ledger_has_the_schema_of_its_release_to_the_letter(tmp_path: Path) -> None:
    stored = load(STORED.read_text(encoding="utf-8"), tmp_path / "stored.db")
    made = make(tmp_path)
    assert len(parts(made)) > 50
    assert parts(made) == parts(stored)


def test_a_single_table_can_be_made() -> None:
    made = list(tables.create_statements("entry"))
    assert made[0].lstrip().startswith("CREATE TABLE entry")
    assert sum("CREATE INDEX" in one for one in made) == 1
    assert sum("CREATE TRIGGER" in one for one in made) == 3
