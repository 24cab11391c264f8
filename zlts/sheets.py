"""One printed page of a workbook: styles, column widths, rows that fit their text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from zlts.cells import clean, fold, share, shown, width
from zlts.reports import Cell, Column, Look, Table

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.styles import NamedStyle
    from openpyxl.worksheet.worksheet import Worksheet

FONT = "宋体"
REMARK = "需关注"
LIGHT = "D9D9D9"
"""The one mark: a grey that a photocopier keeps and figures stay readable on."""
_PAGE = 132  # half-width places across A4 landscape at 11 points
_SHRINK = 1.25  # so much smaller may it be printed before headings and texts are folded more
_WHOLE = 1.22  # … and so much smaller before texts are folded at all
_ROOMY, _TIGHT = (10, 26), (6, 18)  # a heading is not folded narrower than the one, a text than the other
_TEXT_CAP = 120
_PADDING = 3  # of what is indented; of words 2, of figures close together 1
_FINE = 3
"""Places of a column of which others are made."""
_CLOSE = " close"
_LINE = 15.0  # points
_BODY_ROW = 16.0
_TALLEST = 409.0  # Excel's limit
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
_MARGIN, _NARROW = 0.6, 0.3  # inches
LANDSCAPE_TALL = 498.0
"""Points between the margins of A4 on its side."""
_FORMULA_LIKE = ("=", "+", "-", "@")


class _Look(NamedTuple):
    horizontal: str
    indent: int = 0
    size: int = 11
    bold: bool = False
    grid: bool = True
    number: str = "General"
    light: bool = False
    top: bool = False


_BODY = {
    Look.TEXT: _Look("left", 1),
    Look.WORD: _Look("center"),
    Look.NUMBER: _Look("right", 1, number="0"),
    Look.PERCENT: _Look("right", 1, number="0.00%"),
}
_STYLES = {
    "title": _Look("center", size=18, bold=True, grid=False),
    "subtitle": _Look("center", size=13, bold=True, grid=False),
    "left": _Look("left", grid=False),
    "center": _Look("center", grid=False),
    "right": _Look("right", grid=False),
    "note": _Look("left", grid=False, top=True),
    "note mark": _Look("right", grid=False, top=True),
    "strong": _Look("left", bold=True, grid=False),
    "head": _Look("center", bold=True),
    **{str(look): style for look, style in _BODY.items()},
    **{f"{look} marked": style._replace(light=True) for look, style in _BODY.items()},
    **{f"{look} total": style._replace(bold=True) for look, style in _BODY.items()},
}
_STYLES |= {f"{name}{_CLOSE}": look._replace(indent=0) for name, look in _STYLES.items() if look.number != "General"}


def styles() -> list[NamedStyle]:
    """The workbook's styles, each made once: twenty thousand rows share them."""
    return [_style(name, look) for name, look in _STYLES.items()]


def _style(name: str, look: _Look) -> NamedStyle:
    from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side

    thin = Side("thin")
    return NamedStyle(
        name=f"zlts {name}",
        font=Font(name=FONT, size=look.size, bold=look.bold),
        alignment=Alignment(
            look.horizontal, "top" if look.top else "center", wrap_text=look.number == "General", indent=look.indent
        ),
        border=Border(left=thin, right=thin, top=thin, bottom=thin) if look.grid else Border(),
        fill=PatternFill("solid", fgColor=LIGHT) if look.light else PatternFill(),
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


Texts = Sequence[Sequence[str]]
"""What the cells of a table's rows say, the total's last."""


def shown_rows(table: Table) -> Texts:
    """The table's cells in words, each made harmless once."""
    looks = [column.look for column in table.columns]
    rows = [*table.rows, table.total] if table.total else table.rows
    return [[shown(cell, look) for cell, look in zip(row, looks, strict=True)] for row in rows]


class Widths(NamedTuple):
    """Of columns in half-width places; `close` where figures stand closer together than elsewhere."""

    widths: list[int]
    close: bool = False


def column_widths(table: Table, texts: Texts) -> Widths:
    """Widths that fill the page; only texts and headings are made narrower, then figures closer to one another."""
    natural = [max(map(width, cells), default=0) for cells in zip(*texts, strict=True)] or [0] * len(table.columns)
    free = [index for index, column in enumerate(table.columns) if column.look is Look.TEXT]
    widths = _wanted_widths(table, natural, _ROOMY[0])
    if sum(widths) > _PAGE * _WHOLE:
        for heading, floor in _ROOMY, _TIGHT:
            floors = {index: max(floor, _least(natural[index])) for index in free}
            widths = _narrowed(_wanted_widths(table, natural, heading), floors)
            if sum(widths) <= _PAGE * _SHRINK:
                break
    close = sum(widths) > _PAGE * _SHRINK
    if close:
        floors = {index: max(_TIGHT[1], _least(natural[index])) for index in free}
        widths = _narrowed(_wanted_widths(table, natural, _TIGHT[0], close=True), floors)
    return Widths(_stretched(widths), close)


def _wanted_widths(table: Table, natural: Sequence[int], heading: int, *, close: bool = False) -> list[int]:
    """What every column would like; a heading longer than `heading` may be folded in two."""
    wanted = []
    for column, widest in zip(table.columns, natural, strict=True):
        head = width(clean(column.heading))
        figures = 1 if close else _PADDING
        padding = {Look.TEXT: _PADDING, Look.WORD: 2}.get(column.look, figures)
        wanted.append(max(widest, min(head, max(heading, (head + 2) // 2)), 4) + padding)
    return wanted


def _least(longest: int) -> int:
    """So wide that the longest text does not outgrow Excel's tallest row."""
    return min(longest * 5 // 4 // int(_TALLEST / _LINE), _TEXT_CAP)


def _narrowed(wanted: list[int], floors: Mapping[int, int]) -> list[int]:
    """The columns that have a floor share what the others leave."""
    room = _PAGE - sum(width for index, width in enumerate(wanted) if index not in floors)
    widths = wanted.copy()
    for index, shared in zip(floors, share([wanted[index] for index in floors], room), strict=True):
        widths[index] = min(max(shared, floors[index]), wanted[index])
    return widths


def _stretched(widths: list[int]) -> list[int]:
    """Every column wider by the same part, until the page is filled."""
    factor = max(_PAGE / sum(widths), 1)
    return [int(width * factor) for width in widths]


# ---------------------------------------------------------------- the page


class Stamp(NamedTuple):
    """What stands in a cell, and the style it bears; without one there is no cell."""

    value: str | int | Decimal | None
    style: str


class Row(NamedTuple):
    """`height` in points; no cells: a blank row."""

    height: float
    cells: tuple[Stamp, ...] = ()


@dataclass(slots=True)
class Page:
    """A sheet from the top down, as values; `put` hands it to openpyxl."""

    widths: list[int]
    close: bool = False
    """Whether figures stand close together."""
    rows: list[Row] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)
    """Row, first and last column."""

    def points(self, after: int = 0) -> float:
        """How tall the rows below row `after` are."""
        return sum(row.height for row in self.rows[after:])

    def line(self, text: str, style: str, *, height: float = 18.0) -> None:
        """One text across the whole width, in as many lines as it needs."""
        room = sum(self.widths) * 11 // _STYLES[style].size - 2
        lines = fold(clean(text), room)
        most = int(_TALLEST / _LINE) - 1
        for start in range(0, len(lines), most):
            part = lines[start : start + most]
            told = "\n".join(part) if len(lines) > most else clean(text)
            self._span([(1, len(self.widths), told, style)])
            self._height(max(height, (len(part) - 1) * _LINE * _STYLES[style].size / 11 + height))

    def note(self, mark: str, text: str) -> None:
        """A text whose lines begin at one edge, behind its mark; where columns are too few for that as one text."""
        edge = next((n for n in range(1, len(self.widths)) if sum(self.widths[:n]) > width(mark)), None)
        told = clean(text)
        lines = fold(told, sum(self.widths[edge or 0 :]) - 2)
        if edge is None or len(lines) > int(_TALLEST / _LINE) - 1:
            self.line(f"{mark}{text}", "left")
            return
        self._span([(1, edge, mark, "note mark"), (edge + 1, len(self.widths), told, "note")])
        self._height((len(lines) - 1) * _LINE + 18.0)

    def blank(self, height: float = 6.0) -> None:
        """Rows without anything in them, together that tall."""
        while height > 0:
            self.rows.append(Row(min(height, _LINE)))
            height -= _LINE

    def spread(self, texts: Sequence[str], looks: Sequence[str]) -> None:
        """Several texts beside each other, some in one cell where the columns are too narrow for that."""
        wanted = [width(clean(text)) + 2 for text in texts]
        edges = [sum(self.widths[:n]) for n in range(len(self.widths) + 1)]
        for ends in _even(edges, len(texts)), _fitting(edges, wanted):
            starts = [0, *ends[:-1]]
            pairs = zip(starts, ends, wanted, strict=True)
            if all(first < last and edges[last] - edges[first] >= width for first, last, width in pairs):
                spans = zip(starts, ends, map(clean, texts), looks, strict=True)
                self._span([(first + 1, last, text, look) for first, last, text, look in spans])
                self._height(24.0)
                return
        spare = sum(self.widths) - sum(map(width, texts)) - _PADDING
        gap = " " * max(spare // (len(texts) - 1), 4)
        if len(texts) > 2:  # noqa: PLR2004 - the first two in one cell
            self.spread([gap.join(texts[:2]), *texts[2:]], [looks[0], *looks[2:]])
        else:
            self.line(gap.join(texts), "left", height=24.0)

    def head(self, columns: Sequence[Column]) -> None:
        texts = [clean(column.heading) for column in columns]
        height = self._needed(texts, 24.0, 2)
        self._add(height, [Stamp(text, "head") for text in texts])

    def body(self, table: Table, texts: Texts) -> None:
        """The rows and the total, or the word for an empty table."""
        if not table.rows:
            self._span([(1, len(self.widths), clean(table.empty), str(Look.WORD))])
            self._height(24.0)
        rows = [*table.rows, table.total] if table.total else table.rows
        looks = [column.look for column in table.columns]
        for number, (row, said) in enumerate(zip(rows, texts, strict=True)):
            suffix = " total" if number == len(table.rows) else " marked" if number in table.marked else ""
            near = _CLOSE if self.close else ""
            stamps = [
                _stamp(cell, text, look, (suffix, near)) for cell, text, look in zip(row, said, looks, strict=True)
            ]
            folding = [text if look is Look.TEXT else "" for text, look in zip(said, looks, strict=True)]
            self._add(self._needed(folding, _BODY_ROW, _PADDING), stamps)

    def table(self, table: Table) -> None:
        """A table with its head, each of its columns as several of the page's."""
        texts = shown_rows(table)
        ends = list(accumulate(column_widths(table, texts).widths))
        edges = [0, *(round(end * len(self.widths) / ends[-1]) for end in ends)]
        wide = [sum(self.widths[first:last]) for first, last in pairwise(edges)]
        inner = Page(wide)
        inner.head(table.columns)
        inner.body(table, texts)
        for row in inner.rows:
            spans = zip(pairwise(edges), row.cells, strict=True)
            self._span([(first + 1, last, stamp.value, stamp.style) for (first, last), stamp in spans])
            self._height(row.height)

    def below(self, other: Page) -> None:
        """All rows of another page of the same columns."""
        self.merged += [(row + len(self.rows), first, last) for row, first, last in other.merged]
        self.rows += other.rows

    def _span(self, spans: Sequence[tuple[int, int, str | int | Decimal | None, str]]) -> None:
        """A row of values, each across its columns from first to last."""
        stamps: list[Stamp] = []
        for first, last, text, style in spans:
            stamps += [Stamp(text if column == first else "", style) for column in range(first, last + 1)]
            if last > first:
                self.merged.append((len(self.rows) + 1, first, last))
        self._add(_LINE, stamps)

    def _needed(self, texts: Sequence[str], least: float, padding: int) -> float:
        """The height for the text with the most lines; `least` for one line."""
        lines = max(
            len(fold(text, whole - padding)) if width(text) > whole - padding else 1
            for text, whole in zip(texts, self.widths, strict=False)  # a chart's data may be narrower
        )
        return (lines - 1) * _LINE + least

    def _add(self, height: float, stamps: Sequence[Stamp]) -> None:
        self.rows.append(Row(min(height, _TALLEST), tuple(stamps)))

    def _height(self, points: float) -> None:
        self.rows[-1] = self.rows[-1]._replace(height=min(points, _TALLEST))


def fine_page(places: int = _PAGE) -> Page:
    """A page of narrow columns, at least A4 wide, of which tables of different columns can be made."""
    return Page([_FINE] * (max(places, _PAGE) // _FINE))


def _even(edges: Sequence[int], parts: int) -> list[int]:
    """The last columns of equal parts of the width."""
    wanted = [edges[-1] * part // parts for part in range(1, parts)]
    return [min(range(len(edges)), key=lambda n: abs(edges[n] - want)) for want in wanted] + [len(edges) - 1]


def _fitting(edges: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """The last columns of parts as narrow as may be, but of the one before the last."""
    ends = [0]
    for size in wanted[:-2]:
        ends.append(next((n for n, edge in enumerate(edges) if edge >= edges[ends[-1]] + size), len(edges) - 1))
    behind = [n for n, edge in enumerate(edges) if edge <= edges[-1] - wanted[-1]]
    return [*ends[1:], max(behind, default=0), len(edges) - 1]


def _stamp(cell: Cell, text: str, look: Look, kind: tuple[str, str]) -> Stamp:
    """`kind`: which row it is of, and how close its figures stand."""
    suffix, near = kind
    value = _number(cell, look)
    if value is not None:
        figure = look in (Look.NUMBER, Look.PERCENT)
        return Stamp(value, f"{look}{suffix}{near if figure else ''}")
    # what stands for a missing figure is a word
    word = look in (Look.NUMBER, Look.PERCENT) or cell is None
    return Stamp(text, f"{Look.WORD if word else look}{suffix}")


def _number(cell: Cell, look: Look) -> int | Decimal | None:
    """The cell as a true number; a percentage exactly as it was cut."""
    if isinstance(cell, int):
        return cell
    found = _PERCENT.fullmatch(cell) if cell and look is Look.PERCENT else None
    return Decimal(found[1]) / 100 if found else None


# ---------------------------------------------------------------- to openpyxl


def lay_out(sheet: Worksheet, *, one_page: bool, crowded: bool = False) -> None:
    """A4 on its side, one page wide; with `one_page` all of it on one page, `crowded` with narrow margins."""
    from openpyxl.worksheet.header_footer import HeaderFooterItem
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.top = _MARGIN
    margins.left = margins.right = _NARROW if crowded else _MARGIN
    margins.bottom, margins.header, margins.footer = 0.75, 0.3, 0.35
    footer = HeaderFooterItem()
    footer.center.text = "第 &P 页 共 &N 页"
    sheet.HeaderFooter.oddFooter = footer


def put(page: Page, sheet: Worksheet) -> None:
    """Write the page to a sheet of a write-only workbook, whose settings must be made before."""
    from openpyxl.utils import get_column_letter

    for number, width_ in enumerate(page.widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width_
    for number, row in enumerate(page.rows, 1):
        sheet.row_dimensions[number].height = row.height
    cells = _Cells(sheet)
    for row in page.rows:
        # one by one, for a cell is used again as soon as it is taken down
        streamed: Any = cells.of(row.cells)
        sheet.append(streamed)
    for number, first, last in page.merged:
        sheet.merged_cells.add(f"{get_column_letter(first)}{number}:{get_column_letter(last)}{number}")


class _Cells:
    """One cell of openpyxl's for each look: a write-only sheet takes it down before it is used again."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._known: dict[tuple[str, bool], SheetCell] = {}

    def of(self, stamps: Sequence[Stamp]) -> Iterator[SheetCell | None]:
        for value, style in stamps:
            if not style:
                yield None
                continue
            text = value if isinstance(value, str) else ""
            # never a formula, whatever it begins with, nor when someone edits the cell
            quoted = text.startswith(_FORMULA_LIKE)
            cell = self._known.get((style, quoted)) or self._made(style, quoted)
            cell.value = None if value == "" else value
            if text:
                cell.data_type = "s"
            yield cell

    def _made(self, style: str, quoted: bool) -> SheetCell:
        from openpyxl.cell import WriteOnlyCell

        cell = self._known[style, quoted] = WriteOnlyCell(self._sheet)
        cell.style = f"zlts {style}"
        cell.quotePrefix = quoted
        return cell
