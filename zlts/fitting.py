"""Which columns stand beside each other in a given room, how wide, and which go below their rows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice

from zlts.cells import fold, share
from zlts.galley import Galley

INDENT = 6
"""Places before what stands below a row."""

_COMFORT = 16  # a text column is not folded narrower
_MANNERS = ((1, 0, 2), (2, 0, 2), (2, 0, 1), (2, _COMFORT, 2), (2, _COMFORT, 1), (3, _COMFORT, 1))
"""Lines of the headings, least places of a text (0: all of it), gap between columns: the roomiest first."""
_SELDOM = 4  # a column speaks seldom if it does in fewer than one row of so many
_FEW = 4  # texts: each choice among them is tried
_NEARLY = 1.15  # one layout is nearly as short as another
_SAMPLE = 100  # rows that tell how tall a table will be
_RAGGED = 0.85  # of a folded line that is filled
_HEAT = 2  # places of a column of signs
_CHARACTER = 2  # places of a Chinese character


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns that stand beside each other, their widths, the gaps before them, and those that stand below."""

    beside: list[int]
    widths: list[int]
    gaps: list[int]
    below: list[int]
    alone: bool
    """Only one text stands below: its heading is told above."""

    @property
    def across(self) -> int:
        return sum(self.widths) + sum(self.gaps)


def plain(sheet: Galley, room: int) -> Layout | None:
    """All columns beside each other and nothing folded, if that fits."""
    layout = next(_beside(sheet, room, []), None)
    return layout if layout and not _folded(sheet, layout) else None


def fitted(sheet: Galley, room: int) -> Layout | None:
    """Of the layouts nearly as short as the shortest, the one that leaves most in its place; None if none fits.

    A table's columns stand in the order of their weight: what goes below is better taken from the right.
    """
    found = [(layout, _height(sheet, layout, room)) for layout in _layouts(sheet, room)]
    limit = min((height for _, height in found), default=0) * _NEARLY
    near = [layout for layout, height in found if height <= limit]
    return max(near, key=lambda one: (min(one.below, default=len(sheet.columns)), -len(one.below)), default=None)


# ---------------------------------------------------------------- what may go below


def _layouts(sheet: Galley, room: int) -> Iterator[Layout]:
    """Below go columns that speak seldom, any texts, and as much of the rest as must."""
    seldom, texts, rest = _loose(sheet)
    for few in range(len(seldom) + 1):
        for many in _choices(texts):
            for more in range(len(rest) + 1):
                fitting = list(_beside(sheet, room, sorted([*seldom[:few], *many, *rest[:more]])))
                if fitting:
                    yield from fitting
                    break


def _loose(sheet: Galley) -> tuple[list[int], list[int], list[int]]:
    """Columns that speak seldom, texts, and the rest, each in the order in which they go below."""
    loose = range(len(sheet.columns) - 1, sheet.kept - 1, -1)
    seldom = [n for n in loose if n not in sheet.heat and sheet.told(n) * _SELDOM < len(sheet.rows)]
    texts = [n for n in (*loose, *_long_name(sheet)) if sheet.folds(n) and n not in seldom]
    rest = [n for n in loose if n not in (*seldom, *texts)]
    return sorted(seldom, key=sheet.told), texts, rest


def _long_name(sheet: Galley) -> list[int]:
    """The last of the columns that stay, where it holds long texts: then it may go too."""
    last = sheet.kept - 1
    return [last] if last < len(sheet.columns) and sheet.naturals[last] > _COMFORT else []


def _choices(texts: list[int]) -> Iterator[tuple[int, ...]]:
    """Of a few texts each choice, of more the first ones."""
    if len(texts) > _FEW:
        return (tuple(texts[:count]) for count in range(len(texts) + 1))
    return (some for count in range(len(texts) + 1) for some in combinations(texts, count))


# ---------------------------------------------------------------- how tall that is


def _height(sheet: Galley, layout: Layout, room: int) -> int:
    """About how many lines the table takes, from its first rows."""
    measure, lines = sheet.signs.measure, 0
    for row in islice(sheet.rows, _SAMPLE):
        cells = zip(layout.beside, layout.widths, strict=True)
        lines += max(_lines_of(measure(row[index]), size) for index, size in cells)
        lines += _height_below(row, sheet, layout, room - INDENT)
    return lines


def _height_below(row: Sequence[str], sheet: Galley, layout: Layout, room: int) -> int:
    measure, lines, left = sheet.signs.measure, 0, 0
    for index in layout.below:
        if row[index] in ("", sheet.signs.nothing):
            continue
        taken = measure(row[index]) + (0 if layout.alone else measure(sheet.headings[index]) + 2)
        lines += 0 if taken <= left else _lines_of(taken, room)
        left = (left if taken <= left else room) - taken - 2
    return lines


def _lines_of(taken: int, size: int) -> int:
    return 1 if taken <= size else math.ceil(taken / (size * _RAGGED))


def _folded(sheet: Galley, layout: Layout) -> bool:
    pairs = zip(layout.beside, layout.widths, strict=True)
    return any(sheet.folds(index) and size < sheet.naturals[index] for index, size in pairs)


# ---------------------------------------------------------------- beside each other


def _beside(sheet: Galley, room: int, below: list[int]) -> Iterator[Layout]:
    """The layouts with those columns below that fit, the roomiest first; none after one that folds no text."""
    beside = [index for index in range(len(sheet.columns)) if index not in below]
    alone = len(below) == 1 and sheet.folds(below[0])
    for heading_lines, floor, gap in _MANNERS:
        heads = [_head_width(sheet, index, heading_lines) for index in beside]
        overrides = [max(sheet.naturals[index], head) for index, head in zip(beside, heads, strict=True)]
        gaps = _gaps(sheet, beside, gap)
        widths = _widths(sheet, beside, overrides, floor or room, room - sum(gaps))
        if widths:
            layout = Layout(beside, _relaxed(sheet, beside, widths, room - sum(gaps)), gaps, below, alone)
            yield layout
            if not _folded(sheet, layout):
                return


def _gaps(sheet: Galley, beside: Sequence[int], gap: int) -> list[int]:
    """Before every column; the signs of a heat table stand close."""
    closely = [n > 0 and {beside[n - 1], index} <= sheet.heat for n, index in enumerate(beside)]
    return [0 if n == 0 else 1 if closely[n] else gap for n in range(len(beside))]


def _head_width(sheet: Galley, index: int, lines: int) -> int:
    measure, heading = sheet.signs.measure, sheet.headings[index]
    if index in sheet.heat:
        return _HEAT
    size = min(measure(heading), 2 * _CHARACTER)
    while len(fold(heading, size, measure)) > lines:
        size += 1
    return max(map(measure, fold(heading, size, measure)))


def _widths(sheet: Galley, beside: Sequence[int], overrides: list[int], floor: int, room: int) -> list[int] | None:
    texts = [n for n, index in enumerate(beside) if sheet.folds(index)]
    left = room - sum(wish for n, wish in enumerate(overrides) if n not in texts)
    if sum(min(overrides[n], floor) for n in texts) > left:
        return None
    widths = overrides.copy()
    for n, size in zip(texts, share([overrides[n] for n in texts], left), strict=True):
        widths[n] = size
    return widths


def _relaxed(sheet: Galley, beside: Sequence[int], widths: list[int], room: int) -> list[int]:
    """The widths, with room to spare given to headings whose last line is a single character."""
    relaxed = widths.copy()
    for n, index in enumerate(beside):
        lines = fold(sheet.headings[index], relaxed[n], sheet.signs.measure)
        alone = len(lines) > 1 and index not in sheet.heat and sheet.signs.measure(lines[-1]) <= _CHARACTER
        wider = _head_width(sheet, index, len(lines) - 1) if alone else 0
        if alone and sum(relaxed) - relaxed[n] + wider <= room:
            relaxed[n] = wider
    return relaxed
