"""The figure of growth: seconds and memory against rows, both axes in powers of ten."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.results import Point

SHOWN = {"import": "#1f5fa8", "assess": "#c0392b", "report": "#2e8540", "explain": "#8e5bb5", "group by": "#8a8a8a"}
TITLES = {"import": "import", "assess": "the year's pass", "report": "quarterly report", "explain": "explain"}
YARDSTICK = "group by"

_WIDE, _HIGH, _LEFT, _TOP, _ROOM = 330, 300, 62, 52, 150
_GAP = 14
"""So far apart the labels at the lines' ends must be."""

Curve = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Panel:
    """One diagram: where it begins on the sheet, and its axes' powers of ten."""

    left: float
    title: str
    unit: str
    across: tuple[int, int]
    up: tuple[int, int]

    def x(self, value: float) -> float:
        first, last = self.across
        return self.left + (math.log10(value) - first) / (last - first) * _WIDE

    def y(self, value: float) -> float:
        first, last = self.up
        return _TOP + _HIGH - (math.log10(value) - first) / (last - first) * _HIGH


def svg(points: Sequence[Point]) -> str:
    """The picture, as the text of an .svg."""
    seconds = _curves(points, lambda point: point.took.seconds.middle)
    memory = _curves(points, lambda point: point.took.peak / 2**20)
    memory.pop(YARDSTICK, None)
    across = _powers(point.rows for point in points)
    width, height = 2 * (_LEFT + _WIDE + _ROOM), _TOP + _HIGH + 56
    panels = [
        *_drawn(_panel(_LEFT, "Time", "s", across, seconds), seconds),
        *_drawn(_panel(2 * _LEFT + _WIDE + _ROOM, "Peak of memory", "MiB", across, memory), memory),
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif"'
    return "\n".join(
        [f'{head} font-size="12">', f'<rect width="{width}" height="{height}" fill="white"/>', *panels, "</svg>", ""]
    )


def _curves(points: Iterable[Point], value: Callable[[Point], float]) -> dict[str, Curve]:
    curves: dict[str, Curve] = {step: [] for step in SHOWN}
    for point in points:
        if point.step in curves:
            curves[point.step].append((point.rows, value(point)))
    return {step: sorted(curve) for step, curve in curves.items() if curve}


def _powers(values: Iterable[float]) -> tuple[int, int]:
    """The powers of ten around all values."""
    found = list(values)
    first, last = math.floor(math.log10(min(found))), math.ceil(math.log10(max(found)))
    return first, max(last, first + 1)


def _panel(left: float, title: str, unit: str, across: tuple[int, int], curves: dict[str, Curve]) -> _Panel:
    return _Panel(left, title, unit, across, _powers(value for curve in curves.values() for _, value in curve))


# ---------------------------------------------------------------- drawing


def _drawn(panel: _Panel, curves: dict[str, Curve]) -> Iterator[str]:
    yield f'<text x="{panel.left}" y="24" font-size="15" font-weight="bold">{panel.title}, {panel.unit}</text>'
    yield from _grid(panel)
    ends = _apart({step: panel.y(curve[-1][1]) for step, curve in curves.items()})
    for step, curve in curves.items():
        yield from _line(panel, step, curve, ends[step])


def _grid(panel: _Panel) -> Iterator[str]:
    bottom, right = _TOP + _HIGH, panel.left + _WIDE
    for power in range(panel.up[0], panel.up[1] + 1):
        y = panel.y(10.0**power)
        yield f'<line x1="{panel.left}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#dddddd"/>'
        yield f'<text x="{panel.left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
    for power in range(panel.across[0], panel.across[1] + 1):
        x = panel.x(10.0**power)
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{bottom}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{10**power:,}</text>'
    yield f'<text x="{panel.left + _WIDE / 2}" y="{bottom + 40}" text-anchor="middle">evaluations</text>'


def _line(panel: _Panel, step: str, curve: Curve, label: float) -> Iterator[str]:
    places = [(panel.x(rows), panel.y(value)) for rows, value in curve]
    color, dashes = SHOWN[step], ' stroke-dasharray="5 4"' if step == YARDSTICK else ""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    yield f'<polyline points="{path}" fill="none" stroke="{color}" stroke-width="2"{dashes}/>'
    for x, y in places:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{color}"/>'
    title = TITLES.get(step, "bare GROUP BY")
    yield f'<text x="{places[-1][0] + 10:.1f}" y="{label + 4:.1f}" fill="{color}">{title}</text>'


def _apart(wanted: dict[str, float]) -> dict[str, float]:
    """The labels' heights, moved so that none lies on another."""
    placed: dict[str, float] = {}
    lowest = -math.inf
    for step, y in sorted(wanted.items(), key=lambda one: one[1]):
        lowest = max(y, lowest + _GAP)
        placed[step] = lowest
    return placed
