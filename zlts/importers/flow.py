"""Lines one after the other, some of which can be looked at before their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from zlts.importers.grids.cells import Line


class Flow:
    """A sheet's lines; going through them may stop and begin again where it stopped.

    It must begin again where lines were looked at before their turn: plain lines, of which there may be a
    million, then come straight from their source.
    """

    def __init__(self, lines: Iterable[Line]) -> None:
        self._source = iter(lines)
        self._ahead: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return chain(self._looked_at(), self._source)

    def _looked_at(self) -> Iterator[Line]:
        while self._ahead:
            yield self._ahead.popleft()

    @property
    def must_restart(self) -> bool:
        return bool(self._ahead)

    def ahead(self, count: int) -> list[Line]:
        """The next lines, whose turn still comes."""
        self._ahead.extend(islice(self._source, max(count - len(self._ahead), 0)))
        return list(islice(self._ahead, count))

    def take(self, count: int) -> list[Line]:
        """The next lines, whose turn this is."""
        return list(islice(self, count))
