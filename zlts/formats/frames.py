"""How the child's rows travel: frames of plain values, no code in them."""

from __future__ import annotations

import datetime as dt
import marshal
import struct
from collections.abc import Callable, Sequence
from typing import IO, Any

from zlts.formats.cells import Cell, CellError, Moments, Slab

Frame = tuple[Any, ...]
FINAL = ("end", "refused")
"""The frames after which no other comes."""
_FOLLOWED = ("sheet", "rest", "next")

_TO_THE_SECOND = len("2013-05-06 09:10:11")
_SIZE = struct.Struct("<I")
_MARSHAL = 2
"""Before version 3 every value is written out: looking for repeated ones costs more than it saves."""

# marshal carries text and numbers; the others travel as bytes, which no cell is, with a letter before them. A column
# of nothing but dates with times is a tuple around their texts.
_PACK: dict[type, Callable[[Any], bytes]] = {
    dt.datetime: lambda cell: b"D" + cell.isoformat().encode(),
    dt.date: lambda cell: b"d" + cell.isoformat().encode(),
    dt.time: lambda cell: b"t" + cell.isoformat().encode(),
    CellError: lambda cell: b"E" + cell.text.encode("utf-8", "replace"),
}
_UNPACK: dict[int, Callable[[str], Cell]] = {
    ord("D"): dt.datetime.fromisoformat,
    ord("d"): dt.date.fromisoformat,
    ord("t"): dt.time.fromisoformat,
    ord("E"): CellError,
}


def rows_frame(first: int, rows: list[Sequence[Cell]]) -> Frame:
    """A block of rows, from that row number on.

    It travels by columns where the rows are of one width: nearly every column is of one type, and one look
    at it shows that nothing in it has to be packed.
    """
    even = len({len(row) for row in rows}) == 1 and len(rows[0]) > 0
    return "rows", first, even, [_packed(line) for line in (zip(*rows, strict=True) if even else rows)]


def slab_of(frame: Frame) -> Slab:
    """The rows of a frame made by `rows_frame`."""
    _, first, even, lines = frame
    unpacked = list(map(_unpacked, lines))
    return Slab.of_columns(first, unpacked) if even else Slab.of_rows(first, unpacked)


def _packed(cells: Sequence[Cell]) -> list[Any] | tuple[Any, ...]:
    types = set(map(type, cells))
    if types == {dt.datetime}:
        texts = list(map(str, cells))
        if set(map(len, texts)) == {_TO_THE_SECOND}:
            return (texts,)
    if _PACK.keys().isdisjoint(types):
        return list(cells)
    pack = _PACK.get
    return [cell if (bring := pack(type(cell))) is None else bring(cell) for cell in cells]


def _unpacked(cells: list[Any] | tuple[list[str]]) -> Sequence[Cell]:
    if isinstance(cells, tuple):
        return Moments(cells[0])
    if bytes not in map(type, cells):
        return cells
    return [_UNPACK[cell[0]](cell[1:].decode()) if type(cell) is bytes else cell for cell in cells]


def send(pipe: IO[bytes], frame: Frame) -> None:
    """Write a frame; what rows or the end will follow travels with them."""
    body = marshal.dumps(frame, _MARSHAL)
    pipe.write(_SIZE.pack(len(body)) + body)
    if frame[0] not in _FOLLOWED:
        pipe.flush()


def receive(pipe: IO[bytes]) -> Frame | None:
    """The next frame; None when the other side is gone."""
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    size: int = _SIZE.unpack(head)[0]
    body = pipe.read(size)
    if len(body) < size:
        return None
    frame: Frame = marshal.loads(body)  # noqa: S302 - our own child's plain values; marshal runs no code
    return frame
