"""The evaluations' rows: whose and where, each said once, and the evaluations that point there."""

from sqlalchemy import Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel


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


class EvaluationRow(SQLModel, table=True):
    """An accepted evaluation.

    `time` is YYYYMMDDHHMMSS as a whole number; exports come ordered by it, so it leads the index.
    `nth` tells identical ones of one second apart.
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
