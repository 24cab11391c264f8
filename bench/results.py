"""What was measured, as plain values that go to JSON and come back, so that tables and figure can be drawn anew."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.measure import Series

AT_MOST, AT_LEAST = "at most", "at least"


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of several rounds, with the least and the most."""

    middle: float
    least: float
    most: float
    rounds: int

    @classmethod
    def of(cls, values: Iterable[float]) -> Spread | None:
        """None without any."""
        found = sorted(values)
        return cls(median(found), found[0], found[-1], len(found)) if found else None


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds, those of the processors (0 where not known), and the peak of memory in bytes."""

    seconds: Spread
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Line:
    """Ours beside a yardstick: the ratio, the bound on it, and a word where there is something to say.

    `failure` says what was not available; a line with one is shown all the same.
    """

    what: str
    against: str
    ours: Took | None = None
    theirs: Took | None = None
    ratio: Spread | None = None
    sense: str = ""
    bound: float | None = None
    failure: str = ""

    @property
    def verdict(self) -> str:
        """Whether the median of the ratios keeps within the bound."""
        if self.failure or self.ratio is None:
            return "not available"
        if self.bound is None:
            return "—"
        middle = self.ratio.middle
        return "met" if (middle <= self.bound if self.sense == AT_MOST else middle >= self.bound) else "NOT MET"


@dataclass(frozen=True, slots=True)
class Point:
    """What one step cost at one number of rows."""

    step: str
    rows: int
    took: Took


@dataclass(frozen=True, slots=True)
class Section:
    """One item of the issue: its lines, and what has to be said of how they were measured."""

    key: str
    title: str
    lines: tuple[Line, ...] = ()
    remarks: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A whole run: when, on what, which versions, and all sections."""

    date: str
    commit: str
    quick: bool
    minutes: float
    machine: dict[str, str]
    versions: dict[str, str]
    sections: tuple[Section, ...]

    def write(self, path: Path) -> None:
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1, default=list)
        path.write_text(f"{text}\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Results:
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(**{**found, "sections": tuple(_section(one) for one in found["sections"])})


# ---------------------------------------------------------------- comparing


def took(series: Series) -> Took | None:
    """A contestant's seconds and peak; None where it never ran."""
    seconds = Spread.of(series.seconds)
    return Took(seconds, series.cpu, series.peak) if seconds else None


def by_time(ours: Series, theirs: Series) -> list[float]:
    """Ours ÷ theirs, round by round; the rounds that both ran."""
    return [a / b for a, b in zip(ours.seconds, theirs.seconds, strict=False)]


def by_peak(ours: Series, theirs: Series) -> list[float]:
    """Likewise of the peaks of memory."""
    return [a.peak / b.peak for a, b in zip(ours.runs, theirs.runs, strict=False)]


def compared(
    what: str,
    ours: Series,
    theirs: Series,
    bound: tuple[str, float] | None = None,
    *,
    ratios: Sequence[float] | None = None,
) -> Line:
    """A line; the ratio is ours ÷ theirs in time unless given, and theirs ÷ ours where the bound is a least."""
    if ratios is None:
        ratios = by_time(theirs, ours) if bound and bound[0] == AT_LEAST else by_time(ours, theirs)
    failures = [f"{one.name}: {one.failure}" for one in (ours, theirs) if one.failure]
    sense, limit = bound or ("", None)
    return Line(
        what,
        theirs.name,
        took(ours),
        took(theirs),
        Spread.of(ratios),
        sense,
        limit,
        "; ".join(dict.fromkeys(failures)),
    )


def paragraphs(text: str) -> tuple[str, ...]:
    """Texts divided by blank lines, each in one line: a section's remarks."""
    return tuple(" ".join(one.split()) for one in text.strip().split("\n\n"))


# ---------------------------------------------------------------- from JSON


def _section(found: dict[str, Any]) -> Section:
    return Section(
        found["key"],
        found["title"],
        tuple(_line(one) for one in found["lines"]),
        tuple(found["remarks"]),
        tuple(Point(one["step"], one["rows"], _took(one["took"])) for one in found["points"]),
    )


def _line(found: dict[str, Any]) -> Line:
    spread = found["ratio"]
    return Line(
        **{
            **found,
            "ours": _took(found["ours"]) if found["ours"] else None,
            "theirs": _took(found["theirs"]) if found["theirs"] else None,
            "ratio": Spread(**spread) if spread else None,
        }
    )


def _took(found: dict[str, Any]) -> Took:
    return Took(Spread(**found["seconds"]), found["cpu"], found["peak"])
