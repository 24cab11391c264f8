"""The registers' rows as they say it, a table for each as it is declared, and the rejected ones that wait."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from zlts.registers.catalogue import REGISTERS
from zlts.store.tables.making import of_columns

_OF_EVERY_ROW = {"sheet_id": int, "row": int, "fate": str}

for one in REGISTERS:
    of_columns(
        one.table,
        _OF_EVERY_ROW | dict.fromkeys(one.columns, str | None),
        index=["sheet_id", *one.indexed],
        references={"sheet_id": "sheet.id"},
    )


class SummaryCount(SQLModel, table=True):
    """How many of one rating a summary row gives, as it says."""

    __tablename__ = "summary_count"

    summary_id: int = Field(foreign_key="summary.id", primary_key=True)
    rating: str = Field(primary_key=True)
    count: str


class ComplaintKey(SQLModel, table=True):
    """Of which complaint a row is, also when its file was taken back: people's decisions rest on it."""

    __tablename__ = "complaint_key"

    row_id: int = Field(primary_key=True, foreign_key="complaint.id")
    key: str


class Quarantine(SQLModel, table=True):
    """Why a row is rejected. `cell` problems lie in the file; the others may pass with a new roster."""

    __tablename__ = "quarantine"
    __table_args__ = (Index("quarantine_row", "register_kind", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    register_kind: str
    row_id: int
    sheet_id: int = Field(foreign_key="sheet.id")
    row: int
    column: str
    value: str
    reason: str
    cell: bool


class Correction(SQLModel, table=True):
    """A rejected row which a corrected workbook has replaced, as long as that batch stands."""

    __tablename__ = "correction"

    id: int | None = Field(default=None, primary_key=True)
    register_kind: str
    row_id: int
    batch_id: int = Field(foreign_key="batch.id")


class Returned(SQLModel, table=True):
    """A row of a corrected workbook, and the rejected row (`register_kind`, `row_id`) for which it came back."""

    __tablename__ = "returned"

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="sheet.id", index=True)
    row: int
    register_kind: str
    row_id: int
