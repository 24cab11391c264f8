"""Whether a column writes the day or the month first, proved by the whole column (spec 3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from zlts.importers.cells import text_of
from zlts.importers.dates import Order, year_last
from zlts.importers.grids.cells import Line

_MONTHS = 12


class OrderProof:
    """Reads a column through, once, when its first 05/03/2013 is met."""

    def __init__(self, lines: Callable[[], Iterable[Line]]) -> None:
        self._lines = lines
        self._known: dict[int, Order | None] = {}

    def order(self, index: int) -> Order | None:
        """The one order of the column; None where nothing proves it, or both orders are proved."""
        if index not in self._known:
            self._known[index] = self._proved(index)
        return self._known[index]

    def _proved(self, index: int) -> Order | None:
        proofs: set[Order] = set()
        for line in self._lines():
            pair = year_last(text_of(line.cells[index])) if index < len(line.cells) else None
            if pair and pair[0] > _MONTHS >= pair[1]:
                proofs.add(Order.DAY_FIRST)
            elif pair and pair[1] > _MONTHS >= pair[0]:
                proofs.add(Order.MONTH_FIRST)
        return proofs.pop() if len(proofs) == 1 else None
