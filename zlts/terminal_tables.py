"""A report's table as lines for a terminal: columns drawn by Rich, or one record per row where columns do not fit.

Rich breaks Chinese at blanks only and cuts what is wider than its column. So the columns' widths are chosen here, and
texts come to Rich folded: no figure, name or other short word is ever cut or broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from rich.align import VerticalAlignMethod
from rich.cells import cell_len
from rich.console import Console, JustifyMethod
from rich.table import Table as Grid
from rich.text import Text

from zlts.cells import NOTHING, Measure, clean, fold, share, shown, width
from zlts.reports import Heat, Look, Table

MARKED = "bold yellow"
_HEADING, _TOTAL, _RULE = "bold", "bold", "dim"
_HEATS: dict[str, str] = {
    Heat.MISSING: "bold red",
    Heat.UNUSED: "",
    Heat.LOW: "bold yellow",
    Heat.FEW: "dim",
    Heat.SOME: "",
    Heat.MANY: "green",
}
_INDENT = 6  # places before what stands below a row
_KEPT = 2  # so many first columns say what a row is about, and go below last
_SPACINGS = ((1, 2), (2, 2), (2, 1), (3, 1))
"""Lines of the headings, and places between columns: the roomiest first."""
_WHOLE = 6  # places of a heading that is one word, and is not folded: 打招呼
_COMFORT = 16  # a text up to here is treated as a short word, and no longer one is folded narrower
_LINES = 2  # of a text beside other columns; longer ones go below
_SELDOM = 4  # a column speaks seldom if it does in fewer than one row of so many
_STAND_IN = 0x33000  # from here on, wide code points that stand for no character


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs a terminal shows at their right width, and how many places it gives a text."""

    rule: str
    mark: str
    item: str
    nothing: str
    measure: Measure


FULL = Signs("─", "▲", "●", NOTHING, cell_len)
PLAIN = Signs("-", "*", "+", "-", width)
"""For a Chinese Windows console, where box lines, triangles and dashes are two places wide."""


@dataclass(frozen=True, slots=True)
class _Column:
    """What a column says in every row, the total last; `size` is the number of places of its widest cell."""

    heading: str
    look: Look
    heat: bool
    cells: list[str]
    size: int
    told: int
    """In how many rows it says something."""

    @property
    def folds(self) -> bool:
        """Only texts may be folded."""
        return self.look is Look.TEXT


@dataclass(frozen=True, slots=True)
class _Layout:
    """Columns that stand beside each other, their widths and the gap between them; and those below their rows."""

    beside: Sequence[_Column]
    widths: Sequence[int]
    gap: int
    below: Sequence[_Column]

    @property
    def across(self) -> int:
        return sum(self.widths) + self.gap * (len(self.widths) - 1)

    @property
    def alone(self) -> bool:
        """Only one text stands below: its heading is told once, above."""
        return len(self.below) == 1 and self.below[0].folds


def table_lines(table: Table, console: Console, signs: Signs) -> Iterator[Text]:
    """The table's lines, none wider than the console and none at all for a table without rows."""
    if not table.rows:
        return
    columns, styles, marks = _columns(table, signs), _row_styles(table), bool(table.marked)
    layout = _layout(columns, marks + _KEPT, console.width, signs.measure)
    if layout:
        yield from _in_columns(layout, styles, console, signs)
    else:
        yield from _as_records(columns[marks:], styles, console.width, signs)


def _packed(pairs: Sequence[str], room: int, measure: Measure) -> list[str]:
    """As many of the texts on a line as fit, two places apart; one that is longer than a line is folded."""
    lines: list[str] = []
    for pair in pairs:
        if lines and measure(lines[-1]) + 2 + measure(pair) <= room:
            lines[-1] += f"  {pair}"
        else:
            lines.append(pair)
    return [part for line in lines for part in fold(line, room, measure, at_pauses=True)]


def hanging(mark: str, lines: Sequence[str]) -> list[str]:
    """The lines with the mark before the first and the others set in under it."""
    return [(mark if number == 0 else " " * len(mark)) + line for number, line in enumerate(lines)]


# ---------------------------------------------------------------- the table in words


def _columns(table: Table, signs: Signs) -> list[_Column]:
    """The columns in words; before them one for the mark where a row is marked."""
    rows = [*table.rows, table.total] if table.total else [*table.rows]
    found = []
    if table.marked:
        marks = [signs.mark if number in table.marked else "" for number in range(len(rows))]
        found.append(_column("", Look.WORD, False, marks, signs))
    for column, cells in zip(table.columns, zip(*rows, strict=True), strict=True):
        words = [shown(cell, column.look) for cell in cells]
        said = [signs.nothing if word == NOTHING else word for word in words]
        heat = any(isinstance(cell, Heat) for cell in cells)
        found.append(_column(clean(column.heading), column.look, heat, said, signs))
    return found


def _column(heading: str, look: Look, heat: bool, cells: list[str], signs: Signs) -> _Column:
    told = sum(cell not in ("", signs.nothing) for cell in cells)
    return _Column(heading, look, heat, cells, max(1, *map(signs.measure, cells)), told)


def _row_styles(table: Table) -> list[str]:
    """A style for every row, the total last."""
    styles = [MARKED if number in table.marked else "" for number in range(len(table.rows))]
    return [*styles, _TOTAL] if table.total else styles


# ---------------------------------------------------------------- what stands where


def _layout(columns: list[_Column], kept: int, room: int, measure: Measure) -> _Layout | None:
    """All columns beside each other, if they fit unfolded; else the fewest below their rows.

    None where, besides texts and what speaks seldom, more than half of the columns would have to go below.
    """
    layout = _beside(columns, [], room, measure, lines=1)
    if layout:
        return layout
    telling = [column for n, column in enumerate(columns) if column.told or n < kept]
    first, rest = _loose(telling, kept, room)
    loose = [*first, *rest[: len(telling) // 2]]
    for count in range(len(loose) + 1):
        below = [column for column in telling if column in loose[:count]]
        layout = _beside([column for column in telling if column not in below], below, room, measure, lines=_LINES)
        if layout:
            return layout
    return None


def _loose(columns: list[_Column], kept: int, room: int) -> tuple[list[_Column], list[_Column]]:
    """What may go below: first long texts, then what speaks seldom, then texts; and the rest; each from the right."""
    long_name = [one for one in columns[kept - 1 : kept] if one.folds and one.size > _COMFORT]
    loose = [*reversed(columns[kept:]), *long_name]
    long = [one for one in loose if one.folds and one.size > room // 2]
    seldom = [one for one in loose if not one.heat and one.told * _SELDOM < len(one.cells) and one not in long]
    texts = [one for one in loose if one.folds and one.size > _COMFORT and one not in long and one not in seldom]
    rest = [one for one in loose if one not in long and one not in seldom and one not in texts]
    return [*long, *sorted(seldom, key=lambda one: one.told), *texts], rest


def _beside(
    beside: list[_Column], below: list[_Column], room: int, measure: Measure, *, lines: int
) -> _Layout | None:
    """These columns beside each other, texts in so many lines: the roomiest way that folds the fewest cells."""
    found = []
    for heading_lines, gap in _SPACINGS:
        left = room - gap * (len(beside) - 1)
        sizes = [max(one.size, _heading_width(one.heading, heading_lines, measure)) for one in beside]
        texts = [n for n, one in enumerate(beside) if one.folds]
        for_texts = left - sum(size for n, size in enumerate(sizes) if n not in texts)
        if sum(max(math.ceil(sizes[n] / lines), min(sizes[n], _COMFORT)) for n in texts) <= for_texts:
            for n, size in zip(texts, share([sizes[n] for n in texts], for_texts), strict=True):
                sizes[n] = size
            found.append(_Layout(beside, sizes, gap, below))
    return min(found, key=lambda layout: _folded(layout, measure), default=None)


def _folded(layout: _Layout, measure: Measure) -> int:
    """How many cells have to be folded."""
    return sum(one.size > size and measure(cell) > size for one, size in _sized(layout) for cell in one.cells)


def _heading_width(heading: str, lines: int, measure: Measure) -> int:
    size = measure(heading) if measure(heading) <= _WHOLE else math.ceil(measure(heading) / lines)
    while len(fold(heading, size, measure)) > lines:
        size += 1
    return max(map(measure, fold(heading, size, measure)))


# ---------------------------------------------------------------- in columns


def _in_columns(layout: _Layout, styles: list[str], console: Console, signs: Signs) -> Iterator[Text]:
    rule = Text(signs.rule * layout.across, _RULE)
    headings = [fold(one.heading, size, signs.measure) for one, size in _sized(layout)]
    yield from _drawn(layout, [headings], [_HEADING], console, signs)
    if layout.alone:
        yield Text(" " * _INDENT + layout.below[0].heading, _HEADING)
    yield rule
    numbers = range(len(styles))
    rows = [[_cell_lines(one, row, size, signs.measure) for one, size in _sized(layout)] for row in numbers]
    lines = _drawn(layout, rows, styles, console, signs)
    for row, style in enumerate(styles):
        if style == _TOTAL:
            yield rule
        yield from islice(lines, max(map(len, rows[row])))
        for line in _below(layout, row, console.width - _INDENT, signs):
            yield Text(" " * _INDENT + line, style)


def _sized(layout: _Layout) -> Iterator[tuple[_Column, int]]:
    return zip(layout.beside, layout.widths, strict=True)


def _cell_lines(column: _Column, row: int, size: int, measure: Measure) -> list[str]:
    cell = column.cells[row]
    return fold(cell, size, measure, at_pauses=True) if column.folds and column.size > size else [cell]


def _below(layout: _Layout, row: int, room: int, signs: Signs) -> list[str]:
    """What did not fit into columns, under the row."""
    told = [column for column in layout.below if column.cells[row] not in ("", signs.nothing)]
    pairs = [column.cells[row] for column in told] if layout.alone else _pairs(told, row)
    return _packed(pairs, room, signs.measure)


def _pairs(columns: Sequence[_Column], row: int) -> list[str]:
    told = [(one.heading, one.cells[row]) for one in columns if one.cells[row]]
    return [f"{heading}：{cell}" if heading else cell for heading, cell in told]


def _drawn(
    layout: _Layout, rows: Sequence[Sequence[Sequence[str]]], styles: Sequence[str], console: Console, signs: Signs
) -> Iterator[Text]:
    """The rows' cells, each a list of lines, as Rich sets them beside each other; without blanks at the end."""
    stand_ins = _stand_ins(layout, signs.measure)
    there, back = str.maketrans(stand_ins), {ord(wide): char for char, wide in stand_ins.items()}
    grid = Grid.grid()
    for n, (column, size) in enumerate(_sized(layout)):
        justify: JustifyMethod = "right" if _is_figure(column) else "left"
        vertical: VerticalAlignMethod = "bottom" if styles[0] == _HEADING else "top"
        grid.add_column(width=size + layout.gap * (n > 0), no_wrap=True, justify=justify, vertical=vertical)
    leads = ["" if n == 0 or _is_figure(column) else " " * layout.gap for n, column in enumerate(layout.beside)]
    for row, style in zip(rows, styles, strict=True):
        cells = zip(layout.beside, leads, row, strict=True)
        grid.add_row(*(_cell(column, lead, lines, there) for column, lead, lines in cells), style=style)
    for segments in console.render_lines(grid, console.options.update(width=layout.across), pad=False):
        line = Text.assemble(*((one.text.translate(back), one.style or "") for one in segments))
        line.rstrip()
        yield line


def _is_figure(column: _Column) -> bool:
    return column.look in (Look.NUMBER, Look.PERCENT)


def _cell(column: _Column, lead: str, lines: Sequence[str], there: Mapping[int, str]) -> Text:
    """The lines of a cell, each with the gap before its column: Rich's own padding takes twice the time."""
    cell = Text("\n".join(lead + line for line in lines).translate(there))
    if column.heat:
        cell.stylize(_HEATS.get(lines[0], ""), len(lead))
    return cell


def _stand_ins(layout: _Layout, measure: Measure) -> dict[str, str]:
    """Wide code points for the characters that the console shows wide and Rich counts as one place."""
    chars = {char for column in layout.beside for text in (column.heading, *column.cells) for char in text}
    wide = sorted(char for char in chars if measure(char) > cell_len(char))
    return {char: chr(number) for number, char in enumerate(wide, start=_STAND_IN)}


# ---------------------------------------------------------------- as records


def _as_records(columns: list[_Column], styles: list[str], room: int, signs: Signs) -> Iterator[Text]:
    marks = {MARKED: signs.mark, _TOTAL: "="}
    for row, style in enumerate(styles):
        lines = _packed(_pairs(columns, row), room - 2, signs.measure)
        yield from (Text(line, style) for line in hanging(f"{marks.get(style, signs.item)} ", lines))
