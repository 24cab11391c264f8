"""The registers' rows as they say it, a table for each as it is declared, and the rejected ones that wait."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table
from sqlmodel import Field, SQLModel

from zlts.registers.catalogue import REGISTERS
from zlts.registers.evaluations import EVALUATIONS

OF_REGISTERS = {
    one.kind: Table(
        one.table,
        SQLModel.metadata,
        Column("id", Integer, primary_key=True, nullable=False),
        Column("sheet_id", Integer, ForeignKey("sheet.id"), index=True, nullable=False),
        Column("row", Integer, nullable=False),
        Column("fate", String, nullable=False),
        *(Column(code, String) for code in one.columns),
    )
    for one in REGISTERS
}
"""Kind of register → its table. Of evaluations one by one it holds those that are not in: duplicates and rejected."""

Index("ix_evaluation_aside_time", OF_REGISTERS[EVALUATIONS.kind].c.time)


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
