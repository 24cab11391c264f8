"""The quarantine as a workbook to be corrected and imported back (spec 3, "Nothing is lost").

A sheet for each register, with its own headings, a number for each row and the reasons beside it. When the
workbook comes back, cells that were masked are taken from the original row, and that row is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from zlts.db import Ledger
from zlts.discretion import MASK, Discretion
from zlts.errors import FileRefused
from zlts.fates.rows import Waiting
from zlts.importers.forms import Form
from zlts.importers.grids.cells import Sheet
from zlts.importers.grids.opening import open_grid
from zlts.importers.outputs import NUMBER
from zlts.importers.registers import FORMS
from zlts.model import Register, SaidRow
from zlts.names import plain
from zlts.reports import Cell, Column, Table
from zlts.store import evaluations, rows
from zlts.store.private import discretion
from zlts.store.session import Session

REASON = "不能收下的原因"
_COUNT = "count:"

Numbers = Mapping[tuple[str, int], tuple[str, int]]
"""Sheet and row of a corrected workbook → register kind and row number of the original."""


def tables(ledger: Ledger) -> list[Table]:
    """The waiting rows, a table for each register."""
    with ledger.read() as session:
        waiting: dict[str, dict[int, list[Waiting]]] = {}
        for one in rows.quarantined(session):
            waiting.setdefault(one.kind, {}).setdefault(one.row_id, []).append(one)
        hidden = discretion(session)
        return [_table(kind, own, _originals(session, kind), hidden) for kind, own in waiting.items()]


def _originals(session: Session, kind: str) -> dict[int, Mapping[str, str]]:
    """Row number → what the rejected rows of a register say."""
    if kind == Register.EVALUATIONS:
        return {row.id: row.fields for row in evaluations.everything_aside(session)}
    return {row.id: row.fields for row in rows.stored(session, kind, replaced=True)}


def _table(
    kind: str, own: Mapping[int, list[Waiting]], said: Mapping[int, Mapping[str, str]], hidden: Discretion
) -> Table:
    form = _form(kind, said, own)
    codes = [field.code for field in form.fields if any(field.code in said[number] for number in own)]
    counts = list(dict.fromkeys(code for number in own for code in said[number] if code.startswith(_COUNT)))
    names = {field.code: field.name for field in form.fields} | {c: c.removeprefix(_COUNT) for c in counts}
    masked = {field.code for field in form.fields if field.masked}
    columns = (Column("number", NUMBER), Column("reason", REASON), *(Column(c, names[c]) for c in (*codes, *counts)))
    lines = tuple(
        (
            f"{kind}-{number}",
            hidden.hide(_reasons(own[number])),
            *_cells(said[number], (*codes, *counts), masked, hidden),
        )
        for number in own
    )
    return Table(kind, form.name, columns, lines)


def _form(kind: str, said: Mapping[int, Mapping[str, str]], own: Mapping[int, list[Waiting]]) -> Form:
    form = {"summary": "summary", Register.EVALUATIONS: "detail"}.get(kind, "")
    if kind == Register.ROSTER:
        form = "rows" if any("role" in said[number] for number in own) else "wide"
    register = Register.EVALUATIONS if kind == "summary" else Register(kind)
    return next(one for one in FORMS if one.register is register and form in ("", one.form))


def _reasons(waiting: list[Waiting]) -> str:
    return "；".join(f"{one.problem.column}：{one.problem.reason}" for one in waiting)


def _cells(said: Mapping[str, str], codes: tuple[str, ...], masked: set[str], hidden: Discretion) -> Iterator[Cell]:
    for code in codes:
        value = said.get(code, "")
        yield MASK if value and (code in masked or hidden.is_telling(value)) else value


# ---------------------------------------------------------------- coming back


def is_own(headings: Iterable[str]) -> bool:
    """Whether these are a sheet's of the quarantine's workbook."""
    return any(plain(heading) == NUMBER for heading in headings)


def sheets_of(path: Path) -> tuple[str, ...]:
    """The sheets of a corrected workbook; none for any other file."""
    return tuple(dict.fromkeys(sheet for sheet, _ in numbers_of(path)))


def numbers_of(path: Path) -> Numbers:
    """The originals' numbers in a corrected workbook, by sheet and row."""
    found: dict[tuple[str, int], tuple[str, int]] = {}
    try:
        with open_grid(path) as grid:
            for sheet in grid.sheets:
                for row, number in _numbered(sheet):
                    found[sheet.name, row] = number
    except FileRefused:
        return {}
    return found


def _numbered(sheet: Sheet) -> Iterator[tuple[int, tuple[str, int]]]:
    """Row and original of every row below the heading 待处理编号."""
    place = -1
    for line in sheet.lines:
        words = [plain(str(cell)) if cell is not None else "" for cell in line.cells]
        if place < 0:
            place = words.index(NUMBER) if NUMBER in words else -1
        elif place < len(words):
            kind, _, number = words[place].rpartition("-")
            if kind and number.isdigit():
                yield line.number, (kind, int(number))


def replace_originals(session: Session, said: Iterator[SaidRow], numbers: Numbers, batch: int) -> Iterator[SaidRow]:
    """The corrected rows, masked and never filled cells taken from the originals, for which they now stand."""
    originals = {kind: _originals(session, kind) for kind in {kind for kind, _ in numbers.values()}}
    waiting = {(one.kind, one.row_id) for one in rows.quarantined(session)}
    for kind, number in numbers.values():
        if (kind, number) in waiting:
            rows.correct(session, kind, number, batch)
    return (_restored(row, _original(row, numbers, originals)) for row in said)


def _original(
    row: SaidRow, numbers: Numbers, originals: Mapping[str, Mapping[int, Mapping[str, str]]]
) -> Mapping[str, str] | None:
    kind, number = numbers.get((row.sheet, row.row), ("", 0))
    return originals.get(kind, {}).get(number)


def _restored(row: SaidRow, original: Mapping[str, str] | None) -> SaidRow:
    if original is None:
        return row
    fields = {
        code: original.get(code, "") if value == MASK else value
        for code, value in row.fields.items()
        if value or code in original
    }
    return SaidRow(row.sheet, row.row, fields, row.problems)
