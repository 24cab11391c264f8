"""What is kept of what came in: adopted policies, the files' bytes, the batches and their sheets."""

from sqlalchemy import BLOB, Column
from sqlmodel import Field, SQLModel


class PolicyText(SQLModel, table=True):
    """A policy file as adopted."""

    __tablename__ = "policy"

    id: int | None = Field(default=None, primary_key=True)
    effective_from: str
    source: str
    adopted_at: str


class KeptFile(SQLModel, table=True):
    """The bytes of an imported file, unchanged."""

    __tablename__ = "kept_file"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int
    content: bytes = Field(sa_column=Column(BLOB, nullable=False))
    erased_at: str | None = None
    """When the bytes were erased, personal data and all (`zlts purge`)."""


class Batch(SQLModel, table=True):
    """One file as imported once: its options and the fates of its rows at that time."""

    __tablename__ = "batch"

    id: int | None = Field(default=None, primary_key=True)
    register_kind: str
    form: str
    file: str
    folder: str
    file_id: int = Field(foreign_key="kept_file.id")
    options: str
    imported_at: str
    rows: int = 0
    accepted: int = 0
    duplicates: int = 0
    rejected: int = 0
    ignored: int = 0
    undone_at: str | None = None
    tried_at: str | None = None
    """When its rows were last tried again."""


class SheetOfBatch(SQLModel, table=True):
    """A sheet of a batch; rows point here and so to their file."""

    __tablename__ = "sheet"

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    name: str
    minutes: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    """Its evaluations give the minute only: every time it says ends on :00."""
