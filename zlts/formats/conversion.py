"""Spreadsheets are converted by a child process, so that a file can at worst kill the child.

Some files abort or exhaust the parsing libraries themselves, which no `except` sees. The child is this module run as
a program: it reads orders, a line of JSON each, and answers each with a line, until its input ends. The rows go into
a spool on disk, as chunks of plain values. A child is started when first needed, used again, replaced when it dies.
"""

from __future__ import annotations

import atexit
import datetime as dt
import faulthandler
import gc
import io
import json
import os
import pickle
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import zlts
from zlts.formats import refusals
from zlts.formats.cells import ROWS, Cell, CellChunk, CellError, RawSheet, is_blank
from zlts.formats.refusals import Unreadable
from zlts.formats.sniff import FileKind

_MOST_BYTES = 1 << 30
_CELLS = 100_000
"""In a chunk, or a single row more than that."""
_WIDE = 64
_LARGE = 4 << 20
"""Only in a chunk of more bytes there may be a cell without an end."""
_LONGEST = 1_000_000
"""Signs in a cell; a workbook's own bound is 32,767."""
_CLASSES: dict[tuple[str, str], type] = {
    (one.__module__, one.__qualname__): one for one in (dt.datetime, dt.date, dt.time, CellError)
}

Place = tuple[int, int, int]
"""Of a chunk: the number of its first row, where in the spool it begins, how many bytes it has."""


def write(rows: Iterator[Sequence[Cell]], spool: BinaryIO) -> list[Place]:
    """Append a sheet's rows to the spool.

    Raises:
        Unreadable: they are too many, or a cell has no end.
    """
    places = []
    for first, block in _blocks(rows):
        packed = pickle.dumps(block, pickle.HIGHEST_PROTOCOL)
        if len(packed) > _LARGE and any(type(cell) is str and len(cell) > _LONGEST for row in block for cell in row):
            raise refusals.endless()
        places.append((first, spool.tell(), len(packed)))
        spool.write(packed)
        if spool.tell() > _MOST_BYTES:
            raise refusals.too_big()
    return places


def _blocks(rows: Iterator[Sequence[Cell]]) -> Iterator[tuple[int, list[Sequence[Cell]]]]:
    first, cells = 1, 0
    block: list[Sequence[Cell]] = []
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


@dataclass(frozen=True, slots=True)
class Spooled:
    """A sheet's chunks in a spool; each time they are gone through from the first."""

    spool: BinaryIO
    places: Sequence[Place]

    def __iter__(self) -> Iterator[CellChunk]:
        for first, at, size in self.places:
            self.spool.seek(at)
            yield CellChunk(first, _Unpickler(io.BytesIO(self.spool.read(size))).load())


class _Unpickler(pickle.Unpickler):
    """Knows the classes of cells and no others: whoever wrote a spool has parsed a stranger's file."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of a cell.

        Raises:
            UnpicklingError: it is none.
        """
        if (module, name) not in _CLASSES:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return _CLASSES[module, name]


# ---------------------------------------------------------------- in the child

_GROWTH = 900 << 20
_WORN = 400 << 20
"""A child that once needed so much is replaced: what it holds does not all go back to the system."""
_MOST_SHEETS = 1_000
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
    """Serve until the parent is gone."""
    gc.disable()  # rows are made and gone by the hundred thousand, and none of them is in a cycle
    answers = os.fdopen(os.dup(1), "w", encoding="ascii")
    os.dup2(2, 1)  # what a library prints goes where errors go: nowhere
    _bound_memory()
    try:
        for line in sys.stdin.buffer:
            answers.write(json.dumps(answer(json.loads(line))) + "\n")
            answers.flush()
    except BaseException:  # noqa: BLE001 - a panic of a Rust library is no Exception; either way this child is done
        os._exit(CRASHED)


def _bound_memory() -> None:
    """Where the system has such a bound; Windows has none to set from within."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        bound = pages * resource.getpagesize() + _GROWTH
        resource.setrlimit(resource.RLIMIT_AS, (bound, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, OSError, ValueError):
        return


def answer(order: Mapping[str, Any]) -> dict[str, Any]:
    """Convert a file as ordered: `path`, `kind`, `encoding`, `spool` (the path to write to), `seconds` at most.

    The answer has `sheets` (name, what a `Sheet` further says of itself, the places of its chunks), or why the file
    is `refused` and what is to be done; and whether the child is `worn`. When time is up, the process ends.
    """
    # A thread of C's own, which runs out even while a library holds the interpreter.
    faulthandler.dump_traceback_later(order["seconds"], exit=True)
    try:
        sheets = _convert(Path(order["path"]), FileKind(order["kind"]), order["encoding"], Path(order["spool"]))
    except Unreadable as why:
        return _refusal(why)
    except OSError as error:
        return _refusal(refusals.unopened(error))
    except MemoryError:
        return _refusal(refusals.too_big(), worn=True)
    except _OF_BROKEN_DATA:
        return _refusal(refusals.died(), worn=True)
    except Exception as error:  # noqa: BLE001 - a mistake of a reader, which is not the file's
        return _refusal(refusals.unforeseen(error), worn=True)
    finally:
        faulthandler.cancel_dump_traceback_later()
    return {"sheets": sheets, "worn": _is_worn()}


def _refusal(why: Unreadable, *, worn: bool = False) -> dict[str, Any]:
    return {"refused": [why.what, why.todo], "worn": worn or _is_worn()}


def _peak() -> int:
    """The most memory that this process has needed, in bytes; 0 where nothing tells it."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


_BEFORE = _peak()
"""Linux counts in what the parent had needed when it started this process."""


def _is_worn() -> bool:
    return _peak() - _BEFORE > _WORN


def _convert(path: Path, kind: FileKind, encoding: str | None, to: Path) -> list[Any]:
    with to.open("wb") as stream:
        sheets = reader_of(kind)(path, encoding)
        if len(sheets) > _MOST_SHEETS:
            raise refusals.too_many_sheets(len(sheets))
        return [(one.name, _about(one), write(one.rows, stream)) for one in sheets]


def _about(one: RawSheet) -> dict[str, Any]:
    return {"hidden": one.hidden, "since_1904": one.since_1904, "hidden_rows": one.hidden_rows}


def reader_of(kind: FileKind) -> Callable[[Path, str | None], list[RawSheet]]:
    """The reader of a kind; no library is loaded that the kind does not need."""
    if kind in (FileKind.OOXML, FileKind.OLE, FileKind.BIFF):
        from zlts.formats import excel

        read = {FileKind.OOXML: excel.read_ooxml, FileKind.OLE: excel.read_ole, FileKind.BIFF: excel.read_biff}[kind]
        return lambda path, _: read(path)
    if kind is FileKind.SPREADSHEETML:
        from zlts.formats.spreadsheetml import read_spreadsheetml

        return read_spreadsheetml
    from zlts.formats import html

    if kind is FileKind.MHTML:
        return html.read_mhtml
    return html.read_html


# ---------------------------------------------------------------- in the program

SECONDS = 45.0
"""How long the child may work on one file."""
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


class Worker:
    """One child process."""

    def __init__(self) -> None:
        roots = (str(Path(zlts.__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "zlts.formats.conversion"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
            # a group of its own: Ctrl-C is the parent's to hear, or the child's death would look like a broken file
            creationflags=_FLAGS,
            process_group=None if os.name == "nt" else 0,
        )

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Have an order carried out; returns the child's answer (see `answer`).

        Raises:
            Unreadable: the child has died over the file, or its time ran out.
        """
        assert self.process.stdin  # noqa: S101 - Popen was given pipes
        assert self.process.stdout  # noqa: S101 - likewise
        try:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except OSError:  # it is gone
            line = b""
        except BaseException:  # Ctrl-C: nobody will hear the answer
            self.process.kill()
            self.end()
            raise
        if not line.endswith(b"\n"):
            raise refusals.too_slow() if self.end() == OUT_OF_TIME else refusals.died()
        found: dict[str, Any] = json.loads(line)
        return found

    def close(self) -> None:
        """Let go of the pipes."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()

    def end(self) -> int:
        """Let it finish, or make it; returns its exit code."""
        try:
            self.process.communicate(timeout=1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        return self.process.returncode


_idle: list[Worker] = []


@atexit.register
def end_idle() -> None:
    """End the children that wait for a file."""
    while _idle:
        _idle.pop().end()


def _hired() -> Worker:
    while _idle:
        worker = _idle.pop()
        if worker.process.poll() is None:
            return worker
        worker.close()  # it has died meanwhile, or is the child of the process that this one was forked from
    return Worker()


def convert(path: Path, kind: FileKind, encoding: str | None, spool: Path) -> list[tuple[str, dict[str, Any], Any]]:
    """Have a file converted into a spool: its sheets, as `answer` tells them.

    Raises:
        Unreadable: the file cannot be read.
    """
    worker = _hired()
    order = {
        "path": str(path.absolute()),
        "kind": kind,
        "encoding": encoding,
        "spool": str(spool),
        "seconds": SECONDS,
    }
    answer = worker.ask(order)
    if answer["worn"] or _idle:
        worker.end()
    else:
        _idle.append(worker)
    if "refused" in answer:
        raise Unreadable(*answer["refused"])
    return [tuple(sheet) for sheet in answer["sheets"]]


if __name__ == "__main__":
    main()
