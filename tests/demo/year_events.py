"""What happens in a year, as plain values, before any file says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from zlts.periods import Month

SATISFIED = ("非常满意", "满意", "基本满意")
UNSATISFIED = ("一般", "不满意", "非常不满意")
UNRATED = "未评价"


@dataclass(frozen=True, slots=True)
class MadeUpPress:
    """One citizen's press of an evaluator; `serial` is what the unit's system calls it."""

    unit: str
    window: str
    evaluator: str
    badge: str
    officer: str
    rating: str
    time: datetime
    serial: str = ""


@dataclass(frozen=True, slots=True)
class MadeUpComplaint:
    """A complaint as one export of the register has it."""

    number: str
    received: date
    channel: str
    complainant: str
    phone: str
    unit: str
    officers: tuple[str, ...]
    category: str
    content: str
    verdict: str
    responsibility: str
    decided: date | None
    severity: str
    handling: str
    merged_into: str


@dataclass(frozen=True, slots=True)
class ComplaintExport:
    """The whole register on a day."""

    day: date
    rows: tuple[MadeUpComplaint, ...]


@dataclass(frozen=True, slots=True)
class MadeUpInspection:
    """A finding; `officer` is "" where it names none, `points` None where it gives none."""

    day: date
    unit: str
    officer: str
    kind: str
    item: str
    finding: str
    points: int | None
    severity: str
    inspector: str


@dataclass(frozen=True, slots=True)
class MadeUpMeasure:
    """A measure the bureau issued outside the rules, or logged when it carried one out."""

    day: date
    officer: str
    unit: str
    measure: str
    reason: str


@dataclass(frozen=True, slots=True)
class MadeUpFiling:
    """A unit's plan; `filed` is None where it never came."""

    unit: str
    what: str
    due: date
    filed: date | None


@dataclass(frozen=True, slots=True)
class MadeUpYear:
    """A county's year.

    `presses` are what citizens pressed, each once, by unit and month; `exports` are what the files of
    those units and months hold, which repeats some days already exported.
    """

    year: int
    presses: Mapping[tuple[str, Month], tuple[MadeUpPress, ...]]
    exports: Mapping[tuple[str, Month], tuple[MadeUpPress, ...]]
    complaints: tuple[ComplaintExport, ...]
    inspections: tuple[MadeUpInspection, ...]
    measures: tuple[MadeUpMeasure, ...]
    filings: tuple[MadeUpFiling, ...]


def on(year: int, mark: str) -> date:
    """The day a story means: `06-26` in the year, `+01-14` in the next."""
    return date.fromisoformat(f"{year + mark.startswith('+')}-{mark.removeprefix('+')}")
