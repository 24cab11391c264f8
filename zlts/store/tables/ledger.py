"""The ledger proper and its journal: the passes, what they posted, and the record of every write."""

from sqlmodel import Field, SQLModel


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


class LedgerEntry(SQLModel, table=True):
    """The ledger proper, append-only: triggers refuse updates, deletions and replacements."""

    __tablename__ = "entry"

    id: int | None = Field(default=None, primary_key=True)
    year: int = Field(index=True)
    month: str
    day: str
    person: str | None
    badge: str
    person_key: str
    unit: str
    role: str
    kind: str
    points: int
    rule: str
    clause: str
    reason: str
    matter: str
    material: str
    evidence: str
    run_id: int = Field(foreign_key="run.id")
    posted_at: str
    reverses: int | None = Field(default=None, foreign_key="entry.id", unique=True)


class JournalRecord(SQLModel, table=True):
    """Every write, in order, each chained to the one before; `seals` are digests of what it wrote."""

    __tablename__ = "journal"

    seq: int | None = Field(default=None, primary_key=True)
    at: str
    actor: str
    host: str
    version: str
    action: str
    detail: str
    seals: str
    previous: str
    hash: str


APPEND_ONLY = {"entry": "id", "journal": "seq"}
"""The tables nothing is ever taken out of or changed in, and their keys."""
