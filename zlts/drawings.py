"""A chart as places on paper: lines, boxes and labels in points, black and grey.

Only here is a figure a float: it says where on the paper something stands, never what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from zlts.cells import shown, width
from zlts.reports import Cell, Chart, ChartKind, Series

_PANEL = (240, 130)
_WIDE = 640
_LETTER = 6.0  # points of a half-width place
_MARGIN = 10.0
_FOOT, _TOP = 22.0, 22.0
_BAR, _GAP = 14.0, 8.0
_TALL = 150.0
_FILLS = ("#ffffff", "#111111", "#9a9a9a", "#d9d9d9")


@dataclass(frozen=True, slots=True)
class Stroke:
    """`points` are pairs of places, as SVG writes them."""

    points: str
    width: float = 1.5
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Rectangle:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """`y` is the line on which the text stands; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of `width` × `height` points."""

    name: str
    width: float
    height: float
    lines: Sequence[Stroke] = ()
    boxes: Sequence[Rectangle] = ()
    labels: Sequence[Label] = ()


def panels(chart: Chart) -> list[Panel]:
    """The chart's drawings: of lines one for every series, else one."""
    match chart.kind:
        case ChartKind.LINE:
            low = _lowest(chart)
            return [_line(chart, series, low) for series in chart.series]
        case ChartKind.BAR:
            return [_bars(chart)]
        case ChartKind.STACKED:
            return [_stacked(chart)]


def _figure(cell: Cell) -> float | None:
    """Where the cell stands on the axis; None if it is no figure."""
    if isinstance(cell, str):
        return float(cell[:-1]) if cell.endswith("%") else float(cell) if cell.lstrip("-").isdecimal() else None
    return None if cell is None else float(cell)


# ---------------------------------------------------------------- lines


def _lowest(chart: Chart) -> float:
    """The foot of every panel: a multiple of ten below all that is shown, and below the limit."""
    figures = [
        figure for one in chart.series for figure in map(_figure, (*one.values, chart.limit)) if figure is not None
    ]
    return min((figure // 10 * 10 for figure in figures), default=0.0)


def _line(chart: Chart, series: Series, low: float) -> Panel:
    wide, tall = _PANEL
    limit = _figure(chart.limit)
    step = (wide - 4 * _MARGIN) / max(len(chart.categories) - 1, 1)

    def across(number: int) -> float:
        return 2 * _MARGIN + number * step

    def up(figure: float) -> float:
        return tall - _FOOT - (figure - low) / max(100 - low, 1) * (tall - _FOOT - _TOP)

    known = [
        (across(number), figure) for number, figure in enumerate(map(_figure, series.values)) if figure is not None
    ]
    lines = (
        [Stroke(_points([(_MARGIN, up(limit)), (wide - _MARGIN, up(limit))]), 1, dashed=True)]
        if limit is not None
        else []
    )
    # A month without a figure interrupts the line: what is not known is not drawn.
    lines += [Stroke(_points([(x, up(a)), (y, up(b))])) for (x, a), (y, b) in pairwise(known) if y - x < 1.5 * step]
    low_ones = {x for x, figure in known if limit is not None and figure < limit}
    boxes = [Rectangle(x - 2, up(figure) - 2, 4, 4, _FILLS[1]) for x, figure in known]
    labels = [Label(across(number), tall - 6, _short(name)) for number, name in enumerate(chart.categories)]
    labels += [
        Label(x, up(figure) - 6, f"{'▲' if x in low_ones else ''}{_short_figure(figure)}")
        for x, figure in known
        if figure != 100  # noqa: PLR2004 - percent; the top of the panel says it
    ]
    return Panel(series.name, wide, tall, lines, boxes, labels)


def _points(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _short(category: str) -> str:
    return category.removesuffix("月")


def _short_figure(figure: float) -> str:
    return f"{int(figure * 10) / 10:g}"


# ---------------------------------------------------------------- bars


def _bars(chart: Chart) -> Panel:
    """Lying bars, the first category on top, reaching either way from the limit."""
    base = _figure(chart.limit) or 0.0
    (series,) = chart.series
    figures = [_figure(value) for value in series.values]
    texts = [shown(value, chart.look) for value in series.values]
    names = max((width(name) for name in chart.categories), default=0) * _LETTER + 2 * _MARGIN
    most = max((abs(figure - base) for figure in figures if figure is not None), default=0.0) or 1.0
    room = _WIDE - names - 2 * _MARGIN - 2 * 5 * _LETTER
    below = any(figure is not None and figure < base for figure in figures)
    above = any(figure is not None and figure > base for figure in figures)
    zero = names + 5 * _LETTER + (room / 2 if below and above else room if below else 0.0)
    scale = (room / 2 if below and above else room) / most
    boxes, labels = [], []
    for number, (name, figure, text) in enumerate(zip(chart.categories, figures, texts, strict=True)):
        top = _MARGIN + number * (_BAR + _GAP)
        labels.append(Label(names - _MARGIN, top + _BAR - 3, name, "end"))
        long = 0.0 if figure is None else (figure - base) * scale
        if long:
            boxes.append(Rectangle(min(zero, zero + long), top, abs(long), _BAR, _FILLS[2]))
        at = zero + long + (-5 if long < 0 else 5)
        labels.append(Label(at, top + _BAR - 3, text, "end" if long < 0 else "start"))
    tall = 2 * _MARGIN + len(chart.categories) * (_BAR + _GAP)
    axis = Stroke(_points([(zero, _MARGIN / 2), (zero, tall - _MARGIN)]), 1)
    return Panel("", _WIDE, tall, [axis], boxes, labels)


def _stacked(chart: Chart) -> Panel:
    """Standing columns, the series one upon another, what each fill means above them."""
    wide, tall = float(_WIDE), _TOP + _TALL + _FOOT + _MARGIN
    sums = [sum(_figure(one.values[place]) or 0 for one in chart.series) for place in range(len(chart.categories))]
    scale = (_TALL - _TOP) / (max(sums, default=0) or 1)
    step = (wide - 2 * _MARGIN) / max(len(chart.categories), 1)
    bar = min(step * 0.6, 48.0)
    floor = _TOP + _TALL
    boxes, labels = [], []
    at = _MARGIN
    for number, one in enumerate(chart.series):
        boxes.append(Rectangle(at, 4, 10, 10, _FILLS[number % len(_FILLS)]))
        labels.append(Label(at + 14, 13, one.name, "start"))
        at += 30 + width(one.name) * _LETTER
    for place, name in enumerate(chart.categories):
        middle, top = _MARGIN + (place + 0.5) * step, floor
        for number, one in enumerate(chart.series):
            high = (_figure(one.values[place]) or 0) * scale
            if high:
                top -= high
                boxes.append(Rectangle(middle - bar / 2, top, bar, high, _FILLS[number % len(_FILLS)]))
        labels.append(Label(middle, floor + 15, _within(name, step)))
        if sums[place]:
            labels.append(Label(middle, top - 4, f"{sums[place]:g}"))
    foot = Stroke(_points([(_MARGIN, floor), (wide - _MARGIN, floor)]), 1)
    return Panel("", wide, tall, [foot], boxes, labels)


def _within(name: str, room: float) -> str:
    """The name, cut with … where its column is too narrow."""
    while name and width(name) * _LETTER > room:
        name = name.removesuffix("…")[:-1] + "…" if len(name) > 2 else ""  # noqa: PLR2004 - a sign and its …
    return name
