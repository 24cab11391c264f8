"""Chunks of evaluations before they are taken in: held back until their sheet is known, and joined to larger ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby

from zlts.model import Chunk, Precision

SheetChunk = tuple[int, Chunk]
"""The ledger's id of a sheet, and rows of it."""

_ENOUGH = 2_000
"""Rows taken in at a time."""
_BY_CHANCE = {Precision.OPEN: 1, Precision.NOUGHTS: 20}
"""So many rows of a sheet may all be on the whole minute by chance."""
_SURE = 20_000
"""So many rows of which none is written with seconds are a sheet without seconds."""


def told_by_minutes(
    chunks: Iterable[SheetChunk], precision: Callable[[str], Precision], tell: Callable[[int], None]
) -> Iterator[SheetChunk]:
    """The same chunks; `tell` is called with a sheet's id before its first chunk, where it gives minutes only.

    A sheet's chunks are held back until that is known. `precision` says it of a sheet's name by what of the sheet has
    been read. An export that Excel saved again as CSV has lost its seconds.
    """
    for sheet, own in groupby(chunks, lambda pair: pair[0]):
        yield from _told(sheet, own, precision, tell)


def _told(
    sheet: int, own: Iterator[SheetChunk], precision: Callable[[str], Precision], tell: Callable[[int], None]
) -> Iterator[SheetChunk]:
    held: list[SheetChunk] = []
    count, found = 0, Precision.OPEN
    for pair in own:
        held.append(pair)
        count += len(pair[1])
        found = precision(pair[1].sheet)
        if found is Precision.SECOND or count >= _SURE:
            break
    if found is Precision.MINUTE or (found in _BY_CHANCE and count > _BY_CHANCE[found]):
        tell(sheet)
    yield from chain(held, own)


def joined(chunks: Iterable[SheetChunk]) -> Iterator[SheetChunk]:
    """The same rows, in their order, in fewer chunks: asking the ledger costs the same for one row as for many."""
    for (sheet, _), alike in groupby(chunks, lambda pair: (pair[0], tuple(pair[1].columns))):
        waiting: list[Chunk] = []
        count = 0
        for _, chunk in alike:
            waiting.append(chunk)
            count += len(chunk)
            if count >= _ENOUGH:
                yield sheet, _one(waiting)
                waiting, count = [], 0
        if waiting:
            yield sheet, _one(waiting)


def _one(chunks: list[Chunk]) -> Chunk:
    """Chunks with the same columns as one."""
    columns = {code: list(chain.from_iterable(chunk.columns[code] for chunk in chunks)) for code in chunks[0].columns}
    return Chunk(chunks[0].sheet, list(chain.from_iterable(chunk.numbers for chunk in chunks)), columns)
