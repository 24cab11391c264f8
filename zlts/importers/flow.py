"""Lines one after the other, some of which can be looked at before their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from itertools import islice

from zlts.importers.grids.cells import Line


class Flow:
    """A sheet's lines, taken by the block; lines can be put back, or looked at ahead."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._source = iter(lines)
        self._ahead: deque[Line] = deque()

    def take(self, count: int) -> list[Line]:
        """The next lines, whose turn this is; fewer at the sheet's end."""
        taken = [self._ahead.popleft() for _ in range(min(count, len(self._ahead)))]
        taken.extend(islice(self._source, count - len(taken)))
        return taken

    def put_back(self, lines: Sequence[Line]) -> None:
        """Lines just taken, whose turn comes again."""
        self._ahead.extendleft(reversed(lines))

    def ahead(self, count: int) -> list[Line]:
        """The next lines, whose turn still comes."""
        self._ahead.extend(islice(self._source, max(count - len(self._ahead), 0)))
        return list(islice(self._ahead, count))
