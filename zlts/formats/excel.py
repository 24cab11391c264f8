"""Excel workbooks, .xlsx and .xls, by calamine, with what it leaves out put back."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zlts.formats import biff, old_excel, ooxml, overlay, refusals
from zlts.formats.cells import Cell, Odd, RawSheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_ROWS = 500
_CELLS = 100_000
_HALF = dt.timedelta(milliseconds=500)
_DAY = dt.timedelta(days=1)

OddOf = Callable[[int, str], Odd]
"""The cells of a sheet that calamine does not tell as they are, by its index and name."""


def read_ooxml(path: Path) -> list[RawSheet]:
    """The sheets of an .xlsx.

    Raises:
        Unreadable: it is no workbook, or broken, encrypted, bombed.
    """
    data = path.read_bytes()
    package = ooxml.Package(data)
    return _sheets(data, lambda _, name: package.specials(name), package.hidden_rows, since_1904=package.since_1904)


def read_ole(path: Path) -> list[RawSheet]:
    """The sheets of an .xls in an OLE container.

    Raises:
        Unreadable: it is no workbook, or broken, encrypted.
    """
    data = path.read_bytes()
    stream = biff.workbook_stream(data)
    # Excel 95's text is in the code page of its country, which calamine gets wrong for ours.
    if not biff.is_excel_97(stream):
        return old_excel.read(stream)

    raised = old_excel.raised(stream) if biff.has_raised_font(stream) else {}
    starts = biff.sheet_starts(stream) if biff.is_suspect(stream) else []

    def odd_of(index: int, _name: str) -> Odd:
        return raised.get(index, {}) | (biff.specials(stream, starts[index]) if starts else {})

    return _sheets(data, odd_of, since_1904=biff.since_1904(stream))


def read_biff(path: Path) -> list[RawSheet]:
    """The sheets of an .xls older than the OLE container.

    Raises:
        Unreadable: it is broken.
    """
    return old_excel.read(path.read_bytes())


def _sheets(
    data: bytes, odd_of: OddOf, hidden_rows: Callable[[str], int] = lambda _: 0, *, since_1904: bool
) -> list[RawSheet]:
    """The worksheets that calamine finds; each is parsed when its rows are asked for."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

    try:
        # From memory, because given a path calamine goes by the file's extension.
        book = load_workbook(io.BytesIO(data))
    except CalamineError as error:
        raise refusals.broken("工作簿") from error
    if not book.sheets_metadata:
        raise refusals.broken("工作簿")
    return [
        RawSheet(
            about.name,
            _rows(book, index, odd_of),
            about.visible != SheetVisibleEnum.Visible,
            since_1904=since_1904,
            hidden_rows=hidden_rows(about.name),
        )
        for index, about in enumerate(book.sheets_metadata)
        if about.typ == SheetTypeEnum.WorkSheet
    ]


def _rows(book: CalamineWorkbook, index: int, odd_of: OddOf) -> Iterator[Any]:
    from python_calamine import CalamineError

    try:
        sheet = book.get_sheet_by_index(index)
    except CalamineError as error:
        raise refusals.broken("工作簿") from error
    odd = odd_of(index, sheet.name)
    rows = _plain_rows(sheet)
    if odd:
        rows = overlay.with_odd(rows, odd)
    height, width = _extent(sheet, odd)
    blocks = [overlay.MergedCells(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    if blocks:
        rows = overlay.fill(_widened(rows, width), overlay.clip(blocks, height, width))
    yield from rows


def _extent(sheet: CalamineSheet, odd: Odd) -> tuple[int, int]:
    row, column = sheet.end or (-1, -1)
    return max([row, *(r for r, _ in odd)]) + 1, max([column, *(c for _, c in odd)]) + 1


def _plain_rows(sheet: CalamineSheet) -> Iterator[list[Cell]]:
    """Rows from row 1 and column A on, whatever the first used cell is."""
    if sheet.start is None:
        return
    lead: list[Cell] = [""] * sheet.start[1]
    rows = sheet.iter_rows()
    while block := list(islice(rows, max(1, min(_ROWS, _CELLS // sheet.width)))):
        # By columns, because most are of one type that is taken as it is: one look at each is enough.
        for row in zip(*map(_column, zip(*block, strict=True)), strict=True):
            yield [*lead, *row]


def _column(cells: tuple[Any, ...]) -> Sequence[Cell]:
    if _READERS.keys().isdisjoint(map(type, cells)):
        return cells
    reader = _READERS.get
    return [cell if (read := reader(type(cell))) is None else read(cell) for cell in cells]


def _widened(rows: Iterator[list[Cell]], width: int) -> Iterator[list[Cell]]:
    for row in rows:
        row.extend([""] * (width - len(row)))
        yield row


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _moment(value: dt.datetime) -> dt.datetime:
    """Rounded to the second: Excel's days and fractions seldom meet one exactly."""
    return (value + _HALF).replace(microsecond=0) if value.microsecond else value


def _time(value: dt.time) -> dt.time:
    return _moment(dt.datetime.combine(dt.date(2000, 1, 1), value)).time()


def _duration(value: dt.timedelta) -> dt.time | str:
    """A time of day where it can be one, else as Excel shows `[h]:mm:ss`."""
    seconds = round(value.total_seconds())
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if dt.timedelta(0) <= value and hours < _DAY // dt.timedelta(hours=1):
        return dt.time(hours, minutes, rest)
    return f"{hours}:{minutes:02d}:{rest:02d}"


_READERS: dict[type, Callable[[Any], Cell]] = {
    float: _number,
    dt.datetime: _moment,
    dt.time: _time,
    dt.timedelta: _duration,
}
"""The types whose values are not taken as they are."""
