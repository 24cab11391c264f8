"""Rows of evaluations on their way in, column by column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, compress, groupby

from zlts.model import Precision

_ENOUGH = 2_000
"""Rows settled at a time."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one sheet, all with the same fields; `numbers` are the rows' own, as Excel counts them."""

    sheet: int
    batch: int
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]
    precision: Precision = Precision.SECOND
    """How its sheet gives the times; open until enough of the sheet is known."""

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
        return Block(self.sheet, self.batch, list(compress(self.numbers, kept)), columns, self.precision)

    @classmethod
    def of_row(cls, sheet: int, batch: int, number: int, fields: Mapping[str, str], precision: Precision) -> Block:
        """A single row."""
        return cls(sheet, batch, [number], {code: [text] for code, text in fields.items()}, precision)

    @property
    def minutes(self) -> bool:
        """Whether its sheet gives the times to the minute only."""
        return self.precision is Precision.MINUTE


_BY_CHANCE = {Precision.OPEN: 1, Precision.NOUGHTS: 20}
"""So many rows of a sheet may all be on the whole minute by chance."""
_SURE = 20_000
"""So many rows of which none is written with seconds are a sheet without seconds."""


def marked(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same blocks, each with the precision of its whole sheet: seconds or minutes.

    An export that Excel saved again as CSV has lost its seconds.
    """
    for _, own in groupby(blocks, lambda block: block.sheet):
        yield from _marked(own)


def _marked(blocks: Iterator[Block]) -> Iterator[Block]:
    """One sheet's blocks; they are held back until it is known which kind of sheet it is."""
    waiting: list[Block] = []
    count = 0
    found = Precision.OPEN
    for block in blocks:
        waiting.append(block)
        count += len(block)
        found = block.precision
        if found is Precision.SECOND or count >= _SURE:
            break
    if found in _BY_CHANCE:
        found = Precision.MINUTE if count > _BY_CHANCE[found] else Precision.SECOND
    yield from (replace(one, precision=found) for one in chain(waiting, blocks))


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
    return Block(first.sheet, first.batch, numbers, columns, first.precision)
