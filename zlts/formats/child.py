"""The child process that opens spreadsheets, so that a file can at worst kill the child.

Some files abort or exhaust the parsing libraries themselves, which no `except` sees. The child serves one
file after another: it is asked for a file, then for each further frame of rows, until its input ends.
Nobody but `worker` runs it.
"""

from __future__ import annotations

import faulthandler
import gc
import os
import struct
import sys
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO

from zlts.formats import refusals
from zlts.formats.cells import HEAD, ROWS, Cell, RawSheet, is_blank
from zlts.formats.frames import Frame, receive, rows_frame, send
from zlts.formats.refusals import Unreadable
from zlts.formats.sniff import Kind

_GROWTH = 900 << 20
_WORN = 400 << 20
"""A child that once needed so much is replaced: what it holds does not all go back to the system."""
_CELLS = 100_000
_WIDE = 64
OUT_OF_TIME = 1
"""The exit code that faulthandler gives."""
CRASHED = 3
"""The exit code of anything unforeseen."""
_OF_BROKEN_DATA = (
    ArithmeticError, AssertionError, BufferError, EOFError, LookupError, NotImplementedError, RecursionError,
    SyntaxError, ValueError, struct.error, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading damaged data can raise; whatever else comes is a mistake of the reader."""


def main() -> None:
    """Serve files until the parent is gone."""
    gc.disable()  # rows are made and gone by the hundred thousand, and none of them is in a cycle
    pipe = _private_output()
    _bound_memory()
    try:
        while request := receive(sys.stdin.buffer):
            _serve(request, pipe)
    except BaseException:  # noqa: BLE001 - a panic of a Rust library is no Exception; either way this child is done
        os._exit(CRASHED)


def _private_output() -> IO[bytes]:
    """Standard output for frames only: what a library prints goes nowhere."""
    pipe = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return pipe


def _bound_memory() -> None:
    """Where the system has such a bound; Windows has none to set from within."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        bound = pages * resource.getpagesize() + _GROWTH
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def _is_worn() -> bool:
    try:
        import resource
    except ImportError:
        return False
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > _WORN


class _Clock:
    """Ends the process when work on one file has taken too long; waiting for the parent does not count."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._nowhere = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - held for faulthandler

    def go(self) -> None:
        if self._left <= 0:
            os._exit(OUT_OF_TIME)
        self._since = time.monotonic()
        # A thread of C's own, which runs out even while a library holds the interpreter.
        faulthandler.dump_traceback_later(max(self._left, 0.001), exit=True, file=self._nowhere)

    def stop(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        self._left -= time.monotonic() - self._since

    def close(self) -> None:
        self.stop()
        self._nowhere.close()


def _serve(request: Frame, pipe: IO[bytes]) -> None:
    """Send one file's frames; after rows the parent is to ask for more."""
    path, kind, encoding, sheet, seconds = request
    clock = _Clock(seconds)
    clock.go()
    for frame in _frames(Path(path), Kind(kind), encoding, sheet):
        clock.stop()
        send(pipe, frame)
        if frame[0] == "rows" and receive(sys.stdin.buffer) != ("more",):
            break
        clock.go()
    clock.close()
    if frame[0] == "refused":
        gc.collect()  # an exception and its frames hold each other


def _frames(path: Path, kind: Kind, encoding: str | None, sheet: str | None) -> Iterator[Frame]:
    try:
        yield from _table(_chosen(_reader(kind)(path, encoding), sheet))
    except Unreadable as why:
        yield _refusal(why)
    except OSError as error:
        yield _refusal(refusals.unopened(error))
    except MemoryError:
        yield _refusal(refusals.too_big(), worn=True)
    except _OF_BROKEN_DATA:
        yield _refusal(refusals.died(), worn=True)
    except Exception as error:  # noqa: BLE001 - a mistake of a reader, which is not the file's
        yield _refusal(refusals.unforeseen(error), worn=True)
    else:
        yield "end", _is_worn()


def _refusal(why: Unreadable, *, worn: bool = False) -> Frame:
    return "refused", why.what, why.todo, worn or _is_worn()


def _reader(kind: Kind) -> Callable[[Path, str | None], list[RawSheet]]:
    """The reader of a kind; no library is loaded that the kind does not need."""
    if kind in (Kind.OOXML, Kind.OLE, Kind.BIFF):
        from zlts.formats import excel

        read = {Kind.OOXML: excel.read_ooxml, Kind.OLE: excel.read_ole, Kind.BIFF: excel.read_biff}[kind]
        return lambda path, _: read(path)
    if kind is Kind.SPREADSHEETML:
        from zlts.formats.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml
    if kind is Kind.MHTML:
        from zlts.formats.mhtml import read_mhtml

        return read_mhtml
    from zlts.formats.html import read_html

    return read_html


def _chosen(sheets: list[RawSheet], wanted: str | None) -> list[RawSheet]:
    """The sheet of that name, else of that number; one alone without a name is always the one meant."""
    if wanted is None or (len(sheets) == 1 and not sheets[0].name):
        return sheets
    named = [sheet for sheet in sheets if sheet.name.strip() == wanted.strip()]
    if not named and wanted.strip().isdecimal() and 1 <= int(wanted) <= len(sheets):
        named = [sheets[int(wanted) - 1]]
    if not named:
        raise refusals.unknown_sheet(wanted, [sheet.name for sheet in sheets])
    return named[:1]


def _table(sheets: list[RawSheet]) -> Iterator[Frame]:
    """The beginning of each sheet, by which the file is understood, then the rest of each."""
    said = False
    for sheet in sheets:
        yield "sheet", sheet.name, sheet.hidden, sheet.since_1904
        for first, block in _blocks(islice(sheet.rows, HEAD), 1):
            said = said or _says_something(block)
            yield rows_frame(first, block)
    yield ("rest",)
    for sheet in sheets:
        for first, block in _blocks(sheet.rows, HEAD + 1):
            said = said or _says_something(block)
            yield rows_frame(first, block)
        yield ("next",)
    if not said:
        raise refusals.blank()


def _says_something(block: list[Sequence[Cell]]) -> bool:
    return not all(is_blank(cell) for row in block for cell in row)


def _blocks(rows: Iterator[Sequence[Cell]], first: int) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
    """Rows by the block, with the number of the first."""
    block: list[Sequence[Cell]] = []
    cells = 0
    for row in rows:
        block.append(_trimmed(row) if len(row) > _WIDE else row)
        cells += len(row)
        if len(block) == ROWS or cells > _CELLS:
            yield first, block
            first += len(block)
            block, cells = [], 0
    if block:
        yield first, block


def _trimmed(row: Sequence[Cell]) -> Sequence[Cell]:
    """Without the blanks at its end: thousands of them in each row are some stray cell's doing."""
    end = len(row)
    while end and is_blank(row[end - 1]):
        end -= 1
    return row[:end]


if __name__ == "__main__":
    main()
