"""What is read from a table, and written into it, is what the table is declared to hold."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import SQLModel

from zlts.chain import Link
from zlts.store import batches, decisions, entries, tables, voiding
from zlts.store.rows import TABLES

OWN_KEY = {"id"}
"""SQLite gives the number."""


@pytest.mark.parametrize(
    ("kind", "table", "left_out"),
    [
        (batches.Batch, "batch", set()),
        (entries._Record, "entry", OWN_KEY),
        (voiding.Voided, "voided", OWN_KEY),
        (decisions.CarriedOut, "carried_out", OWN_KEY),
        (decisions.Waiver, "waiver", OWN_KEY),
        (decisions.Award, "award", OWN_KEY),
        (decisions.Issued, "issued", OWN_KEY),
        (decisions.Layout, "layout", {"remembered_at"}),
        (Link, "journal", set()),
    ],
)
def test_a_record_is_its_tables_row(kind: Any, table: str, left_out: set[str]) -> None:
    said = list(getattr(kind, "_fields", None) or kind.__slots__)
    columns = [column.name for column in SQLModel.metadata.tables[table].columns]
    assert said == [name for name in columns if name not in left_out]


def test_every_small_register_has_its_table() -> None:
    assert set(TABLES.values()) <= set(SQLModel.metadata.tables)


def test_a_single_table_can_be_made() -> None:
    made = list(tables.create_statements("entry"))
    assert made[0].lstrip().startswith("CREATE TABLE entry")
    assert sum("CREATE INDEX" in one for one in made) == 1
    assert sum("CREATE TRIGGER" in one for one in made) == 3
