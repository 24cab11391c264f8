"""Rows one after the other, some of which can be looked at before their turn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from itertools import chain, islice

from zlts.formats.cells import ROWS, CellChunk, Line, is_blank


class Flow:
    """A sheet's rows, taken by the chunk; chunks can be put back, or their lines looked at ahead."""

    def __init__(self, chunks: Iterable[CellChunk]) -> None:
        self._source = iter(chunks)
        self._ahead: deque[CellChunk] = deque()

    def take(self, most: int) -> CellChunk | None:
        """The next rows, whose turn this is: one or more; None at the sheet's end."""
        chunk = self._ahead.popleft() if self._ahead else next(self._source, None)
        if chunk is not None and len(chunk) > most:
            chunk, rest = chunk.cut(most)
            self._ahead.appendleft(rest)
        return chunk

    def blanks(self) -> int:
        """Leave out the blank rows whose turn this is; how many they were."""
        count = 0
        while (chunk := self.take(ROWS)) is not None:
            blank = next((n for n, row in enumerate(chunk.rows) if not all(map(is_blank, row))), len(chunk))
            count += blank
            if blank < len(chunk):
                self.put_back(chunk.cut(blank)[1] if blank else chunk)
                break
        return count

    def lines(self, count: int) -> list[Line]:
        """The next lines, whose turn this is; fewer at the sheet's end."""
        found: list[Line] = []
        while len(found) < count and (chunk := self.take(count - len(found))) is not None:
            found += chunk
        return found

    def put_back(self, chunk: CellChunk) -> None:
        """Rows just taken, whose turn comes again."""
        self._ahead.appendleft(chunk)

    def ahead(self, count: int) -> list[Line]:
        """The next lines, whose turn still comes."""
        while sum(map(len, self._ahead)) < count and (chunk := next(self._source, None)) is not None:
            self._ahead.append(chunk)
        return list(islice(chain.from_iterable(self._ahead), count))
