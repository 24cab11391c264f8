"""`RESULTS.md`: the results as tables, and behind them what a person has to say of them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from bench.results import AT_LEAST, Line, Point, Results, Section, Spread, Took

NOTES = Path(__file__).with_name("notes.md")
PICTURE = "docs/pictures/growth.svg"

_INTRO = """\
Written by `python -m bench`, all of it side by side in one run: every round runs each command once, in turns.
Ratios are the result, seconds are for context. A figure is the median of the rounds, with the least and the most; a
ratio is taken round by round, of whole processes from their start to their end unless it says otherwise. “cpu” is the
seconds of the processors: far more on the clock than these means that the machine was busy with something else.
Memory is the peak of the largest process of a command. What could not be run says so."""


def markdown(results: Results, picture: str = f"../{PICTURE}") -> str:
    """The whole page; `picture` is the figure's address as seen from it."""
    parts = ["# Results", _INTRO, _about(results), _summary(results)]
    for section in results.sections:
        parts += _section(section, picture)
    if NOTES.exists():
        parts.append(NOTES.read_text(encoding="utf-8").strip())
    return "\n\n".join(filter(None, parts)) + "\n"


def _about(results: Results) -> str:
    size = "Small sizes, to see that it runs: these are no results. " if results.quick else ""
    machine = ", ".join(f"{name} {value}" for name, value in results.machine.items())
    versions = ", ".join(f"{name} {value}" for name, value in results.versions.items())
    return (
        f"{size}{results.date}, a run of {results.minutes:.0f} min; zlts at commit {results.commit}.\n\n"
        f"Machine: {machine}.\n\nVersions: {versions}."
    )


def _summary(results: Results) -> str:
    lines = [(section, line) for section in results.sections for line in section.lines]
    bounds = [line.verdict == "met" for _, line in lines if line.bound is not None]
    missed = [_missed(section, line) for section, line in lines if line.verdict == "NOT MET" or line.failure]
    if results.quick:  # bounds are meant for the full sizes
        return "\n".join(_missed(section, line) for section, line in lines if line.failure)
    return "\n".join([f"**{sum(bounds)} of {len(bounds)} bounds are met.**", "", *missed]).strip()


def _missed(section: Section, line: Line) -> str:
    if line.failure:
        return f"- not available: {section.title}, {line.what}: {line.failure}"
    sense = "at least" if line.sense == AT_LEAST else "at most"
    ratio = _spread(line.ratio, "×") if line.ratio else ""
    bound = f"{sense} {_plain(line.bound or 0)}"
    return f"- not met: {section.title}, {line.what}: {ratio}, where {bound}, beside {line.against}"


# ---------------------------------------------------------------- sections


def _section(section: Section, picture: str) -> Iterator[str]:
    yield f"## {section.title}"
    if section.lines:
        yield "\n".join(_lines(section.lines))
    if section.points:
        yield f"![Seconds and memory against rows]({picture})"
        yield "\n".join(_points(section.points))
    if section.remarks:
        yield "\n".join(f"- {remark}" for remark in section.remarks)


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    yield "| what | takes | beside | takes | ratio | bound | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for line in lines:
        bound = "" if line.bound is None else f"{'≥' if line.sense == AT_LEAST else '≤'} {_plain(line.bound)}"
        cells = [
            line.what,
            _took(line.ours),
            line.against,
            _took(line.theirs),
            _spread(line.ratio, "×") if line.ratio else "",
            bound,
            line.verdict,
        ]
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _points(points: Iterable[Point]) -> Iterator[str]:
    """A row for each step: what it takes at each size, and by how much it grows from one to the next."""
    found = list(points)
    sizes = sorted({point.rows for point in found})
    yield "| step | " + " | ".join(f"{rows:,} rows" for rows in sizes) + " | growth from size to size |"
    yield "| --- |" + " --- |" * (len(sizes) + 1)
    for step in dict.fromkeys(point.step for point in found):
        own = {point.rows: point.took for point in found if point.step == step}
        middles = [own[rows].seconds.middle for rows in sizes if rows in own]
        growth = ", ".join(f"× {b / a:.1f}" for a, b in pairwise(middles))
        yield f"| {step} | " + " | ".join(_took(own.get(rows)) for rows in sizes) + f" | {growth} |"


# ---------------------------------------------------------------- figures


def _took(took: Took | None) -> str:
    if took is None:
        return "—"
    cpu = f", cpu {_short(took.cpu)}" if took.cpu else ""
    return f"{_spread(took.seconds, ' s', before=False)}{cpu}, {took.peak / 2**20:.0f} MiB"


def _spread(spread: Spread, unit: str, *, before: bool = True) -> str:
    said = f"{unit} {_short(spread.middle)}" if before else f"{_short(spread.middle)}{unit}"
    return said if spread.rounds == 1 else f"{said} ({_short(spread.least)}–{_short(spread.most)})"


def _short(value: float) -> str:
    """Three figures that mean something."""
    return f"{value:.{max(0, min(2 - math.floor(math.log10(value)), 3))}f}" if value > 0 else f"{value:.2f}"


def _plain(value: float) -> str:
    return f"{value:g}"
