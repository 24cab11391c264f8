"""The small registers' rows as they say it, and the rejected ones that wait."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel


class StandingRow(SQLModel):
    """What every row of the small registers has."""

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="sheet.id", index=True)
    row: int
    fate: str


class SummaryRow(StandingRow, table=True):
    """A row of a summary: counts of one officer and month."""

    __tablename__ = "summary"

    unit: str | None = None
    window: str | None = None
    evaluator: str | None = None
    badge: str | None = None
    officer: str | None = None
    month: str | None = None
    total: str | None = None
    rate: str | None = None
    day: str | None = None
    shift: str | None = None
    matter: str | None = None


class SummaryCount(SQLModel, table=True):
    """How many of one rating a summary row gives, as it says."""

    __tablename__ = "summary_count"

    summary_id: int = Field(foreign_key="summary.id", primary_key=True)
    rating: str = Field(primary_key=True)
    count: str


class ComplaintRow(StandingRow, table=True):
    __tablename__ = "complaint"

    number: str | None = None
    received: str | None = None
    channel: str | None = None
    complainant: str | None = None
    phone: str | None = None
    unit: str | None = None
    officers: str | None = None
    badge: str | None = None
    category: str | None = None
    content: str | None = None
    verdict: str | None = None
    responsibility: str | None = None
    verdict_date: str | None = None
    severity: str | None = None
    handling: str | None = None
    merged_into: str | None = None
    salt: str | None = None
    personal: str | None = None
    """A keyed digest of the personal fields: the chain covers it, so that they can be erased by rule."""
    kind: str | None = None
    state: str | None = None


class ComplaintKey(SQLModel, table=True):
    """Of which complaint a row is, also when its file was taken back: people's decisions rest on it."""

    __tablename__ = "complaint_key"

    row_id: int = Field(primary_key=True, foreign_key="complaint.id")
    key: str


class InspectionRow(StandingRow, table=True):
    __tablename__ = "inspection"

    date: str | None = None
    unit: str | None = None
    officer: str | None = None
    badge: str | None = None
    kind: str | None = None
    item: str | None = None
    finding: str | None = None
    points: str | None = None
    severity: str | None = None
    inspector: str | None = None


class MeasureRow(StandingRow, table=True):
    __tablename__ = "measure"

    date: str | None = None
    officer: str | None = None
    badge: str | None = None
    unit: str | None = None
    measure: str | None = None
    reason: str | None = None
    issuer: str | None = None


class FilingRow(StandingRow, table=True):
    __tablename__ = "filing"

    unit: str | None = None
    what: str | None = None
    due: str | None = None
    filed: str | None = None
    month: str | None = None


class PostingRow(StandingRow, table=True):
    """A row of a roster, in its own form or the notice's wide one."""

    __tablename__ = "posting"

    unit: str | None = None
    alias: str | None = None
    area: str | None = None
    name: str | None = None
    badge: str | None = None
    role: str | None = None
    window: str | None = None
    evaluator: str | None = None
    since: str | None = None
    until: str | None = None
    officers: str | None = None
    unit_lead: str | None = None
    bureau_lead: str | None = None


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
