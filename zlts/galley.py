"""A table in words, measured as the terminal shows them: what the columns are fitted and the lines set from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.cells import cell_len

from zlts.cells import NOTHING, Measure, clean, shown, width
from zlts.reports import Cell, Column, Heat, Look, Table

KEPT = 2
"""So many first columns say what a row is about, and stay."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The signs a terminal shows at their right width, and how wide it shows every character."""

    rule: str
    mark: str
    item: str
    nothing: str
    measure: Measure


FULL = Signs("─", "▲", "●", NOTHING, cell_len)
PLAIN = Signs("-", "*", "+", "-", width)
"""For a Chinese Windows console, where box lines, triangles and dashes are two places wide."""


@dataclass(frozen=True, slots=True)
class Galley:
    """The words of every cell, with a column for the mark where a row is marked.

    `naturals` are the widths of the columns' widest cells, `heat` the columns of a heat table.
    """

    signs: Signs
    columns: tuple[Column, ...]
    rows: list[list[str]]
    total: list[str] | None
    marked: frozenset[int]
    heat: frozenset[int]
    headings: list[str]
    naturals: list[int]

    @property
    def kept(self) -> int:
        """How many columns always stand beside each other."""
        return KEPT + bool(self.marked)

    def told(self, index: int) -> int:
        """In how many rows the column says something."""
        return sum(row[index] not in ("", self.signs.nothing) for row in self.rows)

    def folds(self, index: int) -> bool:
        """Whether the column's words may be folded: figures and short words never are."""
        return self.columns[index].look is Look.TEXT


def galley(table: Table, signs: Signs) -> Galley:
    """The table in words.

    An empty table has no widths: there must be a row.
    """
    lead = (Column("mark", "", Look.WORD),) if table.marked else ()
    marks = [[signs.mark if number in table.marked else ""][: len(lead)] for number in range(len(table.rows))]
    rows = [mark + _words(row, table.columns, signs) for mark, row in zip(marks, table.rows, strict=True)]
    total = [""] * len(lead) + _words(table.total, table.columns, signs) if table.total else None
    heat = {index + len(lead) for row in table.rows for index, cell in enumerate(row) if isinstance(cell, Heat)}
    columns = lead + table.columns
    return Galley(
        signs, columns, rows, total, table.marked, frozenset(heat), [clean(column.heading) for column in columns],
        naturals=[max(map(signs.measure, cells)) for cells in zip(*rows, *([total] if total else []), strict=True)],
    )  # fmt: skip


def outspoken(table: Table) -> Table:
    """The table without columns that say nothing in any row."""
    cells = list(zip(*table.rows, *([table.total] if table.total else []), strict=True))
    keep = [n for n in range(len(cells)) if n < KEPT or not {"", None, NOTHING}.issuperset(cells[n])]
    columns, total = tuple(table.columns[n] for n in keep), table.total and tuple(table.total[n] for n in keep)
    return replace(table, columns=columns, rows=tuple(tuple(row[n] for n in keep) for row in table.rows), total=total)


def _words(row: Sequence[Cell], columns: Sequence[Column], signs: Signs) -> list[str]:
    words = [shown(cell, column.look) for cell, column in zip(row, columns, strict=True)]
    return [signs.nothing if word == NOTHING else word for word in words]
