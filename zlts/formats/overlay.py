"""What is laid over the rows of a sheet: merged blocks, whose first value stands in all cells, and odd cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zlts.formats import refusals
from zlts.formats.cells import Cell, hung, spread
from zlts.formats.refusals import Unreadable


@dataclass(frozen=True, slots=True)
class MergedCells:
    """Rows and columns of a merged block, from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def clipped(self, height: int, width: int) -> MergedCells:
        return MergedCells(self.top, self.left, min(self.bottom, height - 1), min(self.right, width - 1))

    @property
    def area(self) -> int:
        return max(0, self.bottom - self.top + 1) * max(0, self.right - self.left + 1)


def clip(blocks: Iterable[MergedCells], height: int, width: int) -> list[MergedCells]:
    """The parts of the blocks inside the used area.

    Raises:
        Unreadable: they overlap, which no spreadsheet program writes, and which would have no end.
    """
    inside = [block.clipped(height, width) for block in blocks]
    inside = [block for block in inside if block.area > 1]
    if sum(block.area for block in inside) > height * width:
        raise Unreadable("无法读取：合并单元格互相重叠，文件已损坏。", refusals.SAVE_AS)
    return inside


def fill(rows: Iterable[list[Cell]], blocks: Iterable[MergedCells]) -> Iterator[list[Cell]]:
    """Fill clipped blocks as the rows go by; the work is in proportion to the cells filled."""
    starting: defaultdict[int, list[MergedCells]] = defaultdict(list)
    for block in blocks:
        starting[block.top].append(block)
    open_blocks: list[tuple[MergedCells, Cell]] = []
    for number, row in enumerate(rows):
        new = starting.pop(number, ())
        if new or open_blocks:
            open_blocks = [pair for pair in open_blocks if pair[0].bottom >= number]
            open_blocks += [(block, _value(row[block.left], block)) for block in new]
            for block, value in open_blocks:
                row[block.left : block.right + 1] = [value] * (block.right - block.left + 1)
        yield row


def _value(cell: Cell, block: MergedCells) -> Cell:
    return hung(spread(cell, block.left, block.right), block.top, block.bottom)


def with_odd(rows: Iterator[list[Cell]], odd: Mapping[tuple[int, int], Cell]) -> Iterator[list[Cell]]:
    """Put the odd cells in; they may stand outside of what calamine takes for the used area."""
    by_row: dict[int, list[tuple[int, Cell]]] = {}
    for (number, column), cell in odd.items():
        by_row.setdefault(number, []).append((column, cell))
    number = -1
    for number, row in enumerate(rows):
        yield _row_with(row, by_row.pop(number, []))
    for below in range(number + 1, max(by_row, default=-1) + 1):
        yield _row_with([], by_row.pop(below, []))


def _row_with(row: list[Cell], odd: list[tuple[int, Cell]]) -> list[Cell]:
    for column, cell in odd:
        row.extend([""] * (column + 1 - len(row)))
        row[column] = cell
    return row
