"""What people decided; no pass changes it (readings: Decisions)."""

from sqlmodel import Field, SQLModel

from zlts.store.decisions import (
    Award,
    BureauName,
    CarriedOut,
    Cleared,
    EntryObjection,
    Issued,
    Rectified,
    RememberedLayout,
    Unusable,
    Waiver,
)
from zlts.store.tables.making import of_record
from zlts.store.voiding import Voided

of_record("layout", RememberedLayout, unique=["signature"])


class ComplaintMerge(SQLModel, table=True):
    """A person's decision that two numbers are one grievance; both by their identity."""

    __tablename__ = "complaint_merge"

    id: int | None = Field(default=None, primary_key=True)
    merged: str = Field(unique=True)
    into: str
    reason: str
    decided_at: str


class OwnMeasure(SQLModel, table=True):
    """A person's word that a logged measure is one of its own, not the carrying out of an entry."""

    __tablename__ = "own_measure"

    measure_id: int = Field(primary_key=True, foreign_key="measure.id")
    decided_at: str


class HeldMeasure(SQLModel, table=True):
    """A logged measure that once waited for an entry, or that a person called its carrying out (`done`).

    `measure` is what it says (`registers.measures`), so that it is known again when its file comes again.
    """

    __tablename__ = "held_measure"

    id: int | None = Field(default=None, primary_key=True)
    measure: str = Field(unique=True)
    matter: str
    done: bool
    recorded_at: str


of_record("bureau_name", BureauName)
of_record("carried_out", CarriedOut, unique=["matter"], references={"entry_id": "entry.id"})
of_record("waiver", Waiver, unique=["matter"], references={"entry_id": "entry.id"})
of_record("objection", EntryObjection, index=["matter"], references={"entry_id": "entry.id"})
of_record("voided", Voided, together=["sheet_id", "row"], references={"sheet_id": "sheet.id"})
of_record("unusable", Unusable, together=["register_kind", "row_id"])
of_record("cleared", Cleared, together=["month", "evidence"])
of_record("rectified", Rectified, unique=["finding"])
of_record("award", Award, together=["year", "person_key"])
of_record("issued", Issued, unique=["number"])
