"""What is kept of what came in: adopted policies, the files' bytes, the batches and their sheets."""

from sqlalchemy import BLOB, Column
from sqlmodel import Field, SQLModel

from zlts.store.batches import Batch
from zlts.store.tables.making import of_record


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


of_record("batch", Batch, references={"file_id": "kept_file.id"})


class SheetOfBatch(SQLModel, table=True):
    """A sheet of a batch; rows point here and so to their file."""

    __tablename__ = "sheet"

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    name: str
    minutes: bool = Field(default=False, sa_column_kwargs={"server_default": "0"})
    """Its evaluations give the minute only: every time it says ends on :00."""
    layout: str | None = None
    """Of evaluations, the signature of their headings."""
