"""One printed page of a workbook: styles, column widths, rows that fit their text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from zlts.cells import clean, fold, share, shown, width
from zlts.reports import Cell, Column, Look, Table

if TYPE_CHECKING:
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
REMARK = "需关注"
_LIGHT = "FFF2CC"
_PAGE = 132  # half-width places across A4 landscape at 11 points
_STRETCH = 1.3
_SHRINK = 1.25  # so much smaller may it be printed before headings and texts are folded more
_ROOMY, _TIGHT = (10, 26), (6, 18)  # a heading is not folded narrower than the one, a text than the other
_TEXT_CAP = 120
_PADDING = 3  # of a text; of figures and words 2
_LINE = 15.0  # points
_TALLEST = 409.0  # Excel's limit
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_FORMULA_LIKE = ("=", "+", "-", "@")


class _Look(NamedTuple):
    horizontal: str
    indent: int = 0
    size: int = 11
    bold: bool = False
    grid: bool = True
    number: str = "General"
    light: bool = False


_BODY = {
    Look.TEXT: _Look("left", 1),
    Look.WORD: _Look("center"),
    Look.NUMBER: _Look("right", number="0"),
    Look.PERCENT: _Look("right", number="0.00%"),
}
_STYLES = {
    "title": _Look("center", size=18, bold=True, grid=False),
    "subtitle": _Look("center", size=13, bold=True, grid=False),
    "left": _Look("left", grid=False),
    "right": _Look("right", grid=False),
    "strong": _Look("left", bold=True, grid=False),
    "head": _Look("center", bold=True),
    **{str(look): style for look, style in _BODY.items()},
    **{f"{look} marked": style._replace(light=True) for look, style in _BODY.items()},
    **{f"{look} total": style._replace(bold=True) for look, style in _BODY.items()},
}


def styles() -> list[NamedStyle]:
    """The workbook's styles, each made once: twenty thousand rows share them."""
    return [_style(name, look) for name, look in _STYLES.items()]


def _style(name: str, look: _Look) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    thin = Side("thin")
    return NamedStyle(
        name=f"zlts {name}",
        font=Font(name=FONT, size=look.size, bold=look.bold),
        alignment=Alignment(look.horizontal, "center", wrap_text=look.number == "General", indent=look.indent),
        border=Border(left=thin, right=thin, top=thin, bottom=thin) if look.grid else Border(),
        fill=PatternFill("solid", fgColor=_LIGHT) if look.light else PatternFill(),
        number_format=look.number,
    )


# ---------------------------------------------------------------- a table as the office wants it


def numbered(table: Table) -> Table:
    """The table with 序号 before it, and 备注 behind it where rows are marked."""
    if not any(column.heading == "序号" for column in table.columns):
        table = _with_serial(table)
    if table.marked:
        table = _with_remark(table)
    return table


def _with_serial(table: Table) -> Table:
    total: tuple[Cell, ...] | None = None
    if table.total:
        total = ("" if "合计" in table.total else "合计", *table.total)
    return replace(
        table,
        columns=(Column("serial", "序号", Look.WORD), *table.columns),
        rows=tuple((number, *row) for number, row in enumerate(table.rows, 1)),
        total=total,
    )


def _with_remark(table: Table) -> Table:
    return replace(
        table,
        columns=(*table.columns, Column("attention", "备注", Look.WORD)),
        rows=tuple((*row, REMARK if n in table.marked else "") for n, row in enumerate(table.rows)),
        total=(*table.total, "") if table.total else None,
    )


def column_widths(table: Table) -> list[int]:
    """Widths in half-width places that fill the page; only texts and headings are made narrower."""
    widths: list[int] = []
    for heading, text in _ROOMY, _TIGHT:
        widths = _narrowed(table, [_wish(table, index, heading) for index in range(len(table.columns))], text)
        if sum(widths) <= _PAGE * _SHRINK:
            break
    return _stretched(widths, _texts(table))


def _texts(table: Table) -> list[int]:
    return [index for index, column in enumerate(table.columns) if column.look is Look.TEXT]


def _narrowed(table: Table, wishes: list[int], floor: int) -> list[int]:
    texts = _texts(table)
    room = _PAGE - sum(wish for index, wish in enumerate(wishes) if index not in texts)
    widths = wishes.copy()
    for index, shared in zip(texts, share([wishes[index] for index in texts], room), strict=True):
        widths[index] = min(max(shared, floor, _least(table, index)), wishes[index])
    return widths


def _stretched(widths: list[int], texts: list[int]) -> list[int]:
    """Every column somewhat wider, then the texts, until the page is filled."""
    factor = max(min(_PAGE / sum(widths), _STRETCH), 1)
    widths = [int(width * factor) for width in widths]
    growing = texts or list(range(len(widths)))
    spare, whole = max(_PAGE - sum(widths), 0), sum(widths[index] for index in growing)
    for index in growing:
        widths[index] += spare * widths[index] // whole
    return widths


def _wish(table: Table, index: int, heading: int) -> int:
    column = table.columns[index]
    rows = [*table.rows, table.total] if table.total else table.rows
    widest = max((width(shown(row[index], column.look)) for row in rows), default=0)
    head = width(clean(column.heading))
    padding = _PADDING if column.look is Look.TEXT else 2
    return max(widest, min(head, max(heading, (head + 2) // 2)), 4) + padding


def _least(table: Table, index: int) -> int:
    """So wide that the longest text does not outgrow Excel's tallest row."""
    longest = max((width(shown(row[index], Look.TEXT)) for row in table.rows), default=0)
    return min(longest * 5 // 4 // int(_TALLEST / _LINE), _TEXT_CAP)


# ---------------------------------------------------------------- the page


@dataclass(slots=True)
class Page:
    """Writes a sheet from the top down; `row` is the last one written."""

    sheet: Worksheet
    widths: list[int]
    row: int = 0

    def line(self, text: str, style: str, *, height: float = 18.0) -> None:
        """One text across the whole width, in as many lines as it needs."""
        room = sum(self.widths) * 11 // _STYLES[style].size - 2
        lines = fold(clean(text), room)
        most = int(_TALLEST / _LINE) - 1
        for start in range(0, len(lines), most):
            part = lines[start : start + most]
            self.row += 1
            self._merged(1, len(self.widths), "\n".join(part) if len(lines) > most else clean(text), style)
            self._height(max(height, (len(part) - 1) * _LINE * _STYLES[style].size / 11 + height))

    def gap(self) -> None:
        """A narrow blank row."""
        self.row += 1
        self._height(6.0)

    def spread(self, texts: Sequence[str], look: Sequence[str]) -> None:
        """Several texts beside each other, or in one cell where the columns are too narrow for that."""
        ends = self._ends(len(texts))
        starts = [1, *[end + 1 for end in ends[:-1]]]
        spans = list(zip(starts, ends, map(clean, texts), look, strict=True))
        if any(sum(self.widths[first - 1 : last]) < width(text) + 2 for first, last, text, _ in spans):
            spare = sum(self.widths) - sum(map(width, texts)) - _PADDING
            self.line((" " * max(spare // (len(texts) - 1), 4)).join(texts), "left", height=24.0)
            return
        self.row += 1
        for first, last, text, style in spans:
            self._merged(first, last, text, style)
        self._height(24.0)

    def _ends(self, parts: int) -> list[int]:
        """The last columns of equal parts of the width."""
        edges = [sum(self.widths[:n]) for n in range(len(self.widths) + 1)]
        wanted = [edges[-1] * part // parts for part in range(1, parts)]
        return [min(range(len(edges)), key=lambda n: abs(edges[n] - want)) for want in wanted] + [len(self.widths)]

    def head(self, columns: Sequence[Column]) -> None:
        self.row += 1
        texts = [clean(column.heading) for column in columns]
        for index, text in enumerate(texts):
            self._put(index + 1, text, "head")
        self._height(self._needed(texts, 24.0, 2))

    def body(self, table: Table) -> None:
        """The rows and the total, or the word for an empty table."""
        for number, row in enumerate(table.rows):
            self._cells(row, table, " marked" if number in table.marked else "")
        if not table.rows:
            self.row += 1
            self._merged(1, len(self.widths), clean(table.empty), str(Look.WORD))
            self._height(24.0)
        if table.total:
            self._cells(table.total, table, " total")

    def _cells(self, row: Sequence[Cell], table: Table, suffix: str) -> None:
        self.row += 1
        texts = [shown(cell, column.look) for cell, column in zip(row, table.columns, strict=True)]
        for index, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
            look = Look.WORD if cell is None else column.look
            value = _number(cell, column.look)
            self._put(index + 1, texts[index] if value is None else value, f"{look}{suffix}")
        folding = [
            text if column.look is Look.TEXT else "" for text, column in zip(texts, table.columns, strict=True)
        ]
        self._height(self._needed(folding, _LINE + 4 if table.detail else 20.0, _PADDING))

    def _put(self, column: int, value: str | float | Decimal, style: str) -> None:
        cell = self.sheet.cell(self.row, column, value)
        cell.style = f"zlts {style}"
        if isinstance(value, str):
            cell.data_type = "s"  # never a formula, whatever it begins with …
            if value.startswith(_FORMULA_LIKE):
                cell.quotePrefix = True  # … nor when someone edits the cell

    def _merged(self, first: int, last: int, text: str, style: str) -> None:
        for column in range(first, last + 1):
            self._put(column, text if column == first else "", style)
        if last > first:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def _needed(self, texts: Sequence[str], least: float, padding: int) -> float:
        """The height for the text with the most lines; `least` for one line."""
        rooms = [whole - padding for whole in self.widths]
        lines = max(
            len(fold(text, room)) if width(text) > room else 1 for text, room in zip(texts, rooms, strict=True)
        )
        return (lines - 1) * _LINE + least

    def _height(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = min(points, _TALLEST)


def _number(cell: Cell, look: Look) -> int | Decimal | None:
    """The cell as a true number; a percentage exactly as it was cut."""
    if isinstance(cell, int):
        return cell
    found = _PERCENT.fullmatch(cell) if cell and look is Look.PERCENT else None
    return Decimal(found[1]) / 100 if found else None
