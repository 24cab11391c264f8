"""The parent's side of the child process: started when first needed, used again, replaced when it dies."""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import zlts
from zlts.formats import refusals
from zlts.formats.cells import HEAD, Sheet, Slab
from zlts.formats.frames import FINAL, Frame, receive, send, slab_of
from zlts.formats.refusals import Unreadable
from zlts.formats.sniff import Kind

SECONDS = 45.0
"""How long the child may work on one file."""
_CLOCK = 1
"""The exit code of a child whose time ran out."""


class Worker:
    """One child process."""

    def __init__(self) -> None:
        roots = (str(Path(zlts.__file__).parent.parent), os.environ.get("PYTHONPATH", ""))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "zlts.formats.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
            # a group of its own: Ctrl-C is the parent's to hear, or the child's death would look like a broken file
            creationflags=_FLAGS,
            process_group=None if os.name == "nt" else 0,
        )

    def say(self, frame: Frame) -> None:
        """Send a frame; that the child is gone shows when its answer is awaited."""
        assert self.process.stdin  # noqa: S101 - Popen was given pipes
        try:
            send(self.process.stdin, frame)
        except (OSError, ValueError):  # it is gone, or Ctrl-C has come while it was being ended
            return

    def answer(self) -> Frame:
        """The child's next frame.

        Raises:
            Unreadable: the child has died over the file, or its time ran out.
        """
        assert self.process.stdout  # noqa: S101 - Popen was given pipes
        try:
            frame = receive(self.process.stdout)
        except ValueError:  # closed: Ctrl-C has come while it was being ended
            frame = None
        if frame is None:
            raise refusals.too_slow() if self.end() == _CLOCK else refusals.died()
        return frame

    def end(self) -> int:
        """Let it finish, or make it; returns its exit code."""
        for pipe in (self.process.stdin, self.process.stdout):
            assert pipe  # noqa: S101 - Popen was given pipes
            try:
                pipe.close()
            except (OSError, ValueError):
                continue
        try:
            return self.process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            return self.kill()

    def kill(self) -> int:
        """Whatever it is doing, end it; returns its exit code."""
        self.process.kill()
        return self.process.wait()


_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)
_idle: list[Worker] = []
_begun: dict[tuple[Frame, tuple[int, int]], Worker] = {}
"""Children at work on files that nobody has asked for yet, by what they were told and how the file was then."""


def _stop_idle() -> None:
    while _begun:
        _begun.popitem()[1].kill()
    while _idle:
        _idle.pop().end()


atexit.register(_stop_idle)


def _hired() -> Worker:
    while _idle:
        worker = _idle.pop()
        if worker.process.poll() is None:
            return worker
        worker.end()
    return Worker()


def _request(path: Path, kind: Kind, encoding: str | None, sheet: str | None) -> Frame:
    return str(path.absolute()), kind.value, encoding, sheet, SECONDS


def stand_by() -> None:
    """Have a child at hand."""
    _idle.append(_hired())


def begin(path: Path, kind: Kind, encoding: str | None) -> None:
    """Have a child read a file that will be asked for: it is done with much of it when the program has loaded."""
    request = _request(path, kind, encoding, None)
    worker = _begun[request, _state(path)] = _hired()
    worker.say(request)


def _state(path: Path) -> tuple[int, int]:
    """Another one where the file has been written to since: what was read of it then is not what it says."""
    found = path.stat()
    return found.st_mtime_ns, found.st_size


class Job:
    """One file being read by a child."""

    def __init__(self, path: Path, kind: Kind, encoding: str | None, sheet: str | None) -> None:
        """Ask for the file; the beginnings of its sheets are awaited, so that most refusals come now.

        Raises:
            Unreadable: the file cannot be read.
        """
        request = _request(path, kind, encoding, sheet)
        self._worker = _begun.pop((request, _state(path)), None)
        if self._worker is None:
            self._worker = _hired()
            self._worker.say(request)
        self._next: Frame = ("end", False)
        self._at = 0
        """Whose rest the next frame is of."""
        self._advance()
        self._heads = self._beginnings()

    def _advance(self) -> None:
        """Fetch the next frame of rows, and have the child begin the one after it."""
        self._fetch()
        while self._next[0] == "next":
            self._at += 1
            self._fetch()

    def _fetch(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            self._next = ("end", False)
            return
        frame = self._next = worker.answer()
        if frame[0] not in FINAL:
            if frame[0] == "rows":
                worker.say(("more",))
            self._worker = worker
            return
        self._dismiss(worker, worn=frame[-1])
        if frame[0] == "refused":
            self._next = ("end", False)
            raise Unreadable(frame[1], frame[2])

    def _dismiss(self, worker: Worker, *, worn: bool) -> None:
        if worn or _idle:
            worker.end()
        else:
            _idle.append(worker)

    def _beginnings(self) -> list[tuple[str, bool, bool, list[Frame]]]:
        """Names, whether hidden, whether dates count from 1904, and first rows."""
        found: list[tuple[str, bool, bool, list[Frame]]] = []
        while self._next[0] in ("sheet", "rows"):
            if self._next[0] == "sheet":
                _, name, hidden, since_1904 = self._next
                found.append((name, hidden, since_1904, []))
            else:
                found[-1][-1].append(self._next)
            self._advance()
        self._advance()
        return found

    def sheets(self) -> Iterator[Sheet]:
        """The sheets; going on into the rest of one passes over what was not read of those before.

        Raises:
            Unreadable: the rest of the file cannot be read.
        """
        for index, (name, hidden, since_1904, frames) in enumerate(self._heads):
            yield Sheet(name, hidden, self._slabs(index, list(map(slab_of, frames))), since_1904)

    def _slabs(self, index: int, head: list[Slab]) -> Iterator[Slab]:
        yield from head
        if sum(map(len, head)) < HEAD:
            return
        while self._at <= index and self._next[0] == "rows":
            if self._at == index:
                yield slab_of(self._next)
            self._advance()

    def close(self) -> None:
        """Give up what has not been read."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        try:
            while (frame := worker.answer())[0] not in ("rows", *FINAL):
                pass
        except Unreadable:
            return
        if frame[0] == "rows":
            worker.say(("stop",))
        self._dismiss(worker, worn=frame[0] == "refused")

    def __del__(self) -> None:
        """Whoever does not read on has forgotten it, and its child is free."""
        self.close()
