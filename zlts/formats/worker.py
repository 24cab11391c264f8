"""The child process as the program has it: started when first needed, used again, replaced when it dies."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import zlts
from zlts.formats import refusals
from zlts.formats.refusals import Unreadable
from zlts.formats.sniff import FileKind

SECONDS = 45.0
"""How long the child may work on one file."""
_OUT_OF_TIME = 1
"""The exit code of a child whose time ran out."""
_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)


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

    def ask(self, order: dict[str, Any]) -> dict[str, Any]:
        """Have an order carried out; returns the child's answer (see `child.answer`).

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
            raise refusals.too_slow() if self.end() == _OUT_OF_TIME else refusals.died()
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


def convert(path: Path, kind: FileKind, encoding: str | None, spool: Path) -> list[tuple[str, bool, bool, Any]]:
    """Have a file converted into a spool: its sheets, as `child.answer` tells them.

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
