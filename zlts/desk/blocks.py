"""Rows of evaluations on their way in, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, groupby

_ENOUGH = 2_000
"""Rows settled at a time."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one sheet, all with the same fields; `numbers` are the rows' own, as Excel counts them."""

    sheet: int
    batch: int
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    minutes: bool = False
    """Its sheet gives the times to the minute only."""

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, code: str) -> Sequence[str]:
        """What the rows say in a field; "" where the file has no such column."""
        return self.columns.get(code) or [""] * len(self)

    def fields(self, index: int) -> dict[str, str]:
        """What one row says."""
        return {code: texts[index] for code, texts in self.columns.items()}

    def without(self, indexes: Iterable[int]) -> Block:
        """The other rows."""
        out = set(indexes)
        kept = [index not in out for index in range(len(self))]
        columns = {code: list(compress(texts, kept)) for code, texts in self.columns.items()}
        return Block(self.sheet, self.batch, list(compress(self.numbers, kept)), columns, self.minutes)

    @classmethod
    def of_row(
        cls, sheet: int, batch: int, number: int, fields: Mapping[str, str], *, minutes: bool = False
    ) -> Block:
        """A single row."""
        return cls(sheet, batch, [number], {code: [text] for code, text in fields.items()}, minutes)

    @property
    def has_seconds(self) -> bool:
        """Whether any of its times has seconds other than :00."""
        return any(time[_SECONDS:] not in ("", "00") for time in self.columns.get("time", ()))


_SECONDS = len("2013-03-05 09:12:")
_SURE = 20_000
"""So many rows on the whole minute, and none other, are a sheet without seconds."""


def marked(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, those of a sheet in which no time has seconds marked so.

    An export that Excel saved again as CSV has lost them.
    """
    for _, own in groupby(blocks, lambda block: block.sheet):
        yield from _marked(own)


def _marked(blocks: Iterator[Block]) -> Iterator[Block]:
    """One sheet's blocks; they are held back until it is known which kind of sheet it is."""
    waiting: list[Block] = []
    count = 0
    seconds = False
    for block in blocks:
        waiting.append(block)
        count += len(block)
        seconds = block.has_seconds
        if seconds or count >= _SURE:
            break
    yield from (replace(one, minutes=not seconds) for one in chain(waiting, blocks))


def gathered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same rows, in their order, in fewer blocks: asking the ledger costs the same for one row as for many."""
    for _, alike in groupby(blocks, lambda block: (block.sheet, block.batch, tuple(block.columns))):
        waiting: list[Block] = []
        count = 0
        for block in alike:
            waiting.append(block)
            count += len(block)
            if count >= _ENOUGH:
                yield _joined(waiting)
                waiting, count = [], 0
        if waiting:
            yield _joined(waiting)


def _joined(blocks: Sequence[Block]) -> Block:
    first, *others = blocks
    if not others:
        return first
    columns = {code: list(chain.from_iterable(one.columns[code] for one in blocks)) for code in first.columns}
    numbers = list(chain.from_iterable(one.numbers for one in blocks))
    return Block(first.sheet, first.batch, numbers, columns, first.minutes)
