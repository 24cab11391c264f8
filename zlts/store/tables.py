"""The ledger file's tables, known to `db` and its queries only.

What a row says stands here as text; whose it is and what its words mean is worked out from it (spec 3).
"""

from typing import Any

from sqlalchemy import BLOB, Column, Index, Integer, UniqueConstraint
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


class SheetOfBatch(SQLModel, table=True):
    """A sheet of a batch; rows point here and so to their file."""

    __tablename__ = "sheet"

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    name: str


class Who(SQLModel, table=True):
    """What rows say of whose they are, each combination once."""

    __tablename__ = "who"
    __table_args__ = (UniqueConstraint("unit", "badge", "name", "window", "evaluator"),)

    id: int | None = Field(default=None, primary_key=True)
    unit: str
    badge: str
    name: str
    window: str
    evaluator: str


class Device(SQLModel, table=True):
    """Where an evaluation was pressed, as rows say it."""

    __tablename__ = "device"
    __table_args__ = (UniqueConstraint("window", "evaluator"),)

    id: int | None = Field(default=None, primary_key=True)
    window: str
    evaluator: str


class Evaluation(SQLModel, table=True):
    """An accepted evaluation.

    `time` is YYYYMMDDHHMMSS as a whole number; exports come ordered by it, so it leads the index.
    `nth` tells identical presses of one second apart.
    """

    __tablename__ = "evaluation"
    __table_args__ = (Index("evaluation_once", "time", "who_id", "rating", "nth", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    time: int = Field(sa_type=Integer)
    who_id: int = Field(foreign_key="who.id")
    rating: str
    nth: int = 0
    device_id: int | None = Field(default=None, foreign_key="device.id")
    serial: str | None = None
    sheet_id: int = Field(foreign_key="sheet.id")
    row: int


class EvaluationAside(SQLModel, table=True):
    """A duplicate or rejected evaluation row, as its file says it."""

    __tablename__ = "evaluation_aside"

    id: int | None = Field(default=None, primary_key=True)
    sheet_id: int = Field(foreign_key="sheet.id", index=True)
    row: int
    fate: str
    serial: str | None = None
    unit: str | None = None
    window: str | None = None
    evaluator: str | None = None
    badge: str | None = None
    officer: str | None = None
    rating: str | None = None
    time: str | None = Field(default=None, index=True)


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


class FilingRow(StandingRow, table=True):
    __tablename__ = "filing"

    unit: str | None = None
    what: str | None = None
    due: str | None = None
    filed: str | None = None


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


REGISTER_TABLES: dict[str, type[Any]] = {
    "complaints": ComplaintRow,
    "inspections": InspectionRow,
    "measures": MeasureRow,
    "filings": FilingRow,
    "roster": PostingRow,
    "summary": SummaryRow,
}

APPEND_ONLY = """
CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""
