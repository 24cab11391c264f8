"""What people decided; no pass changes it (readings: Decisions)."""

from sqlalchemy import Integer, UniqueConstraint
from sqlmodel import Field, SQLModel


class LayoutMemory(SQLModel, table=True):
    """A map the clerk gave for a header: the same headings are recognised next month."""

    __tablename__ = "layout"

    id: int | None = Field(default=None, primary_key=True)
    signature: str = Field(unique=True)
    register_kind: str
    columns: str
    words: str
    file: str
    remembered_at: str


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

    `measure` is what it says (`fates.measures`), so that it is known again when its file comes again.
    """

    __tablename__ = "held_measure"

    id: int | None = Field(default=None, primary_key=True)
    measure: str = Field(unique=True)
    matter: str
    done: bool
    recorded_at: str


class CarriedOut(SQLModel, table=True):
    """A person's word that what an entry orders has taken place; it stays with the matter."""

    __tablename__ = "carried_out"

    id: int | None = Field(default=None, primary_key=True)
    matter: str = Field(unique=True)
    entry_id: int = Field(foreign_key="entry.id")
    day: str
    by: str
    document: str
    decided_at: str


class Waiver(SQLModel, table=True):
    """The leading group's decision that an entry is not to be carried out."""

    __tablename__ = "waiver"

    id: int | None = Field(default=None, primary_key=True)
    matter: str = Field(unique=True)
    entry_id: int = Field(foreign_key="entry.id")
    reason: str
    document: str
    decided_at: str


class Voided(SQLModel, table=True):
    """A person's decision that an evaluation has no effect.

    It is known by its row; should that row go, by what it says: an equal press of the same officer and
    second that stands in its place is voided too.
    """

    __tablename__ = "voided"
    __table_args__ = (UniqueConstraint("sheet_id", "row"),)

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="sheet.id")
    row: int
    time: int = Field(sa_type=Integer)
    rating: str
    unit: str
    person: str
    person_key: str
    reason: str
    decided_at: str


class Award(SQLModel, table=True):
    """Who was awarded in a year."""

    __tablename__ = "award"
    __table_args__ = (UniqueConstraint("year", "person_key"),)

    id: int | None = Field(default=None, primary_key=True)
    year: int
    person: str
    badge: str
    person_key: str
    decided_at: str


class IssuedBulletin(SQLModel, table=True):
    """A bulletin as issued, to be printed again unchanged for ever."""

    __tablename__ = "issued"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    name: str
    period: str
    report: str
    through_entry: int
    issued_at: str
    withdrawn_at: str | None = None
    """Withdrawn: kept and printable, its number stays used, but nothing is corrected against it."""
