"""A file's sheets on disk, as chunks of plain values: the child process writes them, the program reads them."""

from __future__ import annotations

import datetime as dt
import io
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from zlts.formats import refusals
from zlts.formats.cells import ROWS, Cell, CellChunk, CellError, is_blank

_MOST_BYTES = 1 << 30
_CELLS = 100_000
"""In a chunk, or a single row more than that."""
_WIDE = 64
_LARGE = 4 << 20
"""Only in a chunk of more bytes there may be a cell without an end."""
_LONGEST = 1_000_000
"""Signs in a cell; a workbook's own bound is 32,767."""
_CLASSES: dict[tuple[str, str], type] = {
    (one.__module__, one.__qualname__): one for one in (dt.datetime, dt.date, dt.time, CellError)
}

Place = tuple[int, int, int]
"""Of a chunk: the number of its first row, where in the spool it begins, how many bytes it has."""


def write(rows: Iterator[Sequence[Cell]], spool: BinaryIO) -> list[Place]:
    """Append a sheet's rows to the spool.

    Raises:
        Unreadable: they are too many, or a cell has no end.
    """
    places = []
    for first, block in _blocks(rows):
        packed = pickle.dumps(block, pickle.HIGHEST_PROTOCOL)
        if len(packed) > _LARGE and any(type(cell) is str and len(cell) > _LONGEST for row in block for cell in row):
            raise refusals.endless()
        places.append((first, spool.tell(), len(packed)))
        spool.write(packed)
        if spool.tell() > _MOST_BYTES:
            raise refusals.too_big()
    return places


def _blocks(rows: Iterator[Sequence[Cell]]) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
    first, cells = 1, 0
    block: list[Sequence[Cell]] = []
    for row in rows:
        block.append(_trimmed(row) if len(row) > _WIDE else row)
        cells += len(row)
        if len(block) == ROWS or cells > _CELLS:
            yield first, block
            first += len(block)
            block, cells = [], 0
    if block:
        yield first, block


def _trimmed(row: Sequence[Cell]) -> Sequence[Cell]:
    """Without the blanks at its end: thousands of them in each row are some stray cell's doing."""
    end = len(row)
    while end and is_blank(row[end - 1]):
        end -= 1
    return row[:end]


@dataclass(frozen=True, slots=True)
class Spooled:
    """A sheet's chunks in a spool; each time they are gone through from the first."""

    spool: BinaryIO
    places: Sequence[Place]

    def __iter__(self) -> Iterator[CellChunk]:
        for first, at, size in self.places:
            self.spool.seek(at)
            yield CellChunk(first, _Unpickler(io.BytesIO(self.spool.read(size))).load())


class _Unpickler(pickle.Unpickler):
    """Knows the classes of cells and no others: whoever wrote a spool has parsed a stranger's file."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a cell.

        Raises:
            UnpicklingError: it is none.
        """
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return _CLASSES[module, name]
