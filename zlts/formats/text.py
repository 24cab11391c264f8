"""Separated text: comma, semicolon, tab or bar, read as a stream."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from zlts.formats import refusals
from zlts.formats.cells import CellChunk, Flaws, chunks_of
from zlts.formats.encoding import Survey

_SEPARATORS = "\t,;|"
_WIDE_SEPARATORS = "，；"
_MOST_ROWS = 20_000_000
_MOST_LINES = 500
"""No genuine cell holds more line breaks; a quote that swallows more was never meant as one."""
_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)

NAMES = {
    ",": "逗号分隔文本",
    "\t": "制表符分隔文本",
    ";": "分号分隔文本",
    "|": "竖线分隔文本",
    "，": "全角逗号分隔文本",
    "；": "全角分号分隔文本",
}


def separator_of(sample: str) -> str:
    """Which separator cuts the sample into rows of one width."""
    said = re.match(r"sep=(.)\s*[\r\n]", sample)
    if said:
        return said[1]
    lines = sample.splitlines()
    tidy = [re.sub(r"\t+(?=[,;|]|$)", "", line) for line in lines]
    stray = any(sep in line for line in tidy for sep in ",;|") and not any("\t" in line for line in tidy)
    best = max(_SEPARATORS, key=lambda sep: _evenness(tidy if stray else lines, sep))
    if _evenness(lines, best) > 0:
        return best
    return next((sep for sep in _WIDE_SEPARATORS if _clearly(lines, sep)), ",")


def _widths(lines: list[str], sep: str) -> Counter[int]:
    try:
        return Counter(len(row) for row in csv.reader(lines, delimiter=sep) if any(row))
    except csv.Error:
        return Counter()


def _evenness(lines: list[str], sep: str) -> int:
    """Cuts in the rows of the most frequent width: an ordinary comma in a text cuts few rows, and unevenly."""
    return max(((width - 1) * rows for width, rows in _widths(lines, sep).items()), default=0)


def _clearly(lines: list[str], sep: str) -> bool:
    """Full-width marks stand in every sentence, so only rows of one width, three or more, will do."""
    widths = _widths(lines, sep)
    width, rows = max(widths.items(), key=lambda item: item[1], default=(0, 0))
    return width > 2 and rows > 1 and rows * 5 >= sum(widths.values()) * 4  # noqa: PLR2004 - see the docstring


def read_chunks(stream: BinaryIO, survey: Survey, sep: str, flaws: Flaws) -> Iterator[CellChunk]:
    """Stream the records, each numbered by its ordinal; blank lines count; what is wrong with them goes to the flaws.

    Raises:
        Unreadable: the text breaks its encoding half-way, or a cell or the rows have no end.
    """
    text = io.TextIOWrapper(stream, encoding=survey.encoding, errors="strict", newline="")
    flaws.unended = not survey.ended
    if survey.quotes:
        rows: Iterator[list[str]] = _Quoted(text, sep, survey.escapes, flaws).rows()
    else:
        rows = csv.reader(text, delimiter=sep, quoting=csv.QUOTE_NONE)
    if survey.formulas or (survey.tabs and sep != "\t"):
        rows = map(_tidied, rows)
    try:
        for chunk in chunks_of(rows):
            if chunk.first > _MOST_ROWS:
                raise refusals.too_big()
            yield chunk
    except UnicodeDecodeError as error:
        raise refusals.not_text() from error
    except csv.Error as error:
        raise refusals.endless() from error


def _tidied(row: list[str]) -> list[str]:
    """Without the tabs and `="…"` that makers put around numbers to keep Excel's hands off them."""
    row = [cell.strip("\t") for cell in row]
    if any(cell[:2] == '="' for cell in row):
        return [_unwrapped(cell) for cell in row]
    return row


def _unwrapped(cell: str) -> str:
    found = _WRAPPED.fullmatch(cell)
    return found[1].replace('""', '"') if found else cell


class _Feed:
    """Gives csv.reader its lines, and keeps those of the record at hand so that they can be taken back."""

    def __init__(self, text: Iterable[str]) -> None:
        self._text = iter(text)
        self._returned: deque[str] = deque()
        self.held: list[str] = []
        self.wanting = False
        """The reader asked for a line past the end of a record: its quote is still open."""

    def lines(self) -> Iterator[str]:
        held, returned = self.held, self._returned
        while returned and len(held) < _MOST_LINES:
            held.append(returned.popleft())
            yield held[-1]
        if not returned:
            for line in self._text:
                held.append(line)
                yield line
                if len(held) >= _MOST_LINES:
                    break
        self.wanting = True

    def take_back(self, most: int | None = None) -> list[str]:
        """The first so many lines of the record at hand (all where not said); its other lines are read anew."""
        taken, others = self.held[:most], self.held[len(self.held[:most]) :]
        self._returned.extendleft(reversed(others))
        self.held.clear()
        self.wanting = False
        return taken


class _Quoted:
    """Records with quotes. A quote that was never closed spoils its own line, and swallows no other."""

    def __init__(self, text: Iterable[str], sep: str, escapes: bool, flaws: Flaws) -> None:
        self._feed = _Feed(text)
        self._sep = sep
        self._escapes = escapes
        self._flaws = flaws
        self._count = 0

    def rows(self) -> Iterator[list[str]]:
        feed = self._feed
        while not feed.wanting:
            yield from self._sound()
            if not feed.held:
                continue
            # A record that does close has swallowed whole lines, all of which are taken out again.
            swallowed = _closes(feed.held, self._sep)
            for line in feed.take_back(None if swallowed else 1):
                self._count += 1
                if swallowed and line.count('"') % 2 == 0:
                    yield next(csv.reader([line], delimiter=self._sep), [])
                else:
                    self._flaws.unpaired.add(self._count)
                    yield _bare(line, self._sep)

    def _sound(self) -> Iterator[list[str]]:
        """Records up to the first whose quotes do not close, or swallow others; that one is left in the feed."""
        feed, held, sep, escapes = self._feed, self._feed.held, self._sep, self._escapes
        try:
            for row in csv.reader(feed.lines(), delimiter=sep):
                if (len(held) > 1 or feed.wanting) and (not _closes(held, sep) or _swallows(row, sep)):
                    return
                self._count += 1
                if escapes and any('\\"' in line for line in held) and not _closes(held, sep):
                    self._flaws.unpaired.add(self._count)
                held.clear()
                yield row
        except csv.Error:
            return


def _closes(lines: list[str], sep: str) -> bool:
    tidy = [re.sub(rf'"\t+(?=[\r\n]|$|{re.escape(sep)})', '"', line) for line in lines]
    try:
        list(csv.reader(tidy, delimiter=sep, strict=True))
    except csv.Error:
        return False
    return True


def _swallows(row: list[str], sep: str) -> bool:
    """Whether a cell holds the end of one record and the beginning of another, each of the same number of cells."""
    for at, cell in enumerate(row):
        pieces = cell.splitlines()
        if len(pieces) < 2:  # noqa: PLR2004 - one line
            continue
        before, *between, after = (piece.count(sep) for piece in pieces)
        width = at + 1 + before
        if width > 2 and after >= at and after + len(row) - at == width and all(n + 1 == width for n in between):  # noqa: PLR2004
            return True
    return False


def _bare(line: str, sep: str) -> list[str]:
    return next(csv.reader([line], delimiter=sep, quoting=csv.QUOTE_NONE), [])
