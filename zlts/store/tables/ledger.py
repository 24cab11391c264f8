"""The ledger proper and its journal: the passes, what they posted, and the record of every write."""

from sqlmodel import Field, SQLModel

from zlts.chain import Link
from zlts.store.entries import EntryRow
from zlts.store.tables.making import of_record


class Run(SQLModel, table=True):
    """One monthly pass."""

    __tablename__ = "run"

    id: int | None = Field(default=None, primary_key=True)
    year: int
    month: str
    through: str
    at: str
    posted: int
    reversed: int


of_record(
    "entry", EntryRow, unique=["reverses"], index=["year"], references={"run_id": "run.id", "reverses": "entry.id"}
)
of_record("journal", Link, key="seq")

APPEND_ONLY = {"entry": "id", "journal": "seq"}
"""The tables nothing is ever taken out of or changed in, and their keys."""
