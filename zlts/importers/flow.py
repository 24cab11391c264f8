"""Rows one after the other, some of which can be looked at before their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import chain, islice

from zlts.formats.cells import Line, Slab


class Flow:
    """A sheet's rows, taken by the slab; slabs can be put back, or their lines looked at ahead."""

    def __init__(self, slabs: Iterable[Slab]) -> None:
        self._source = iter(slabs)
        self._ahead: deque[Slab] = deque()

    def take(self, most: int) -> Slab | None:
        """The next rows, whose turn this is: one or more; None at the sheet's end."""
        slab = self._ahead.popleft() if self._ahead else next(self._source, None)
        if slab is not None and len(slab) > most:
            slab, rest = slab.cut(most)
            self._ahead.appendleft(rest)
        return slab

    def lines(self, count: int) -> list[Line]:
        """The next lines, whose turn this is; fewer at the sheet's end."""
        found: list[Line] = []
        while len(found) < count and (slab := self.take(count - len(found))) is not None:
            found += slab
        return found

    def put_back(self, slab: Slab) -> None:
        """Rows just taken, whose turn comes again."""
        self._ahead.appendleft(slab)

    def ahead(self, count: int) -> list[Line]:
        """The next lines, whose turn still comes."""
        while sum(map(len, self._ahead)) < count and (slab := next(self._source, None)) is not None:
            self._ahead.append(slab)
        return list(islice(chain.from_iterable(self._ahead), count))
