"""What standard output can show, on consoles that know fewer signs than we use; and what it could not take."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Watched(io.TextIOWrapper):
    """A stream that never stops the program: what it cannot take (full disk, closed pipe) is left out and noted."""

    fault: OSError | None = None

    def write(self, text: str, /) -> int:
        with self._noting():
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with self._noting():
            super().flush()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            self.fault = self.fault or error
            self._point_nowhere()

    def _point_nowhere(self) -> None:
        """What the stream still holds goes nowhere, so that it does not fail once more when the program ends."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.fileno())
            os.close(nowhere)


def reconfigure_streams() -> None:
    """Once, at entry: what a GBK console cannot show becomes `?` instead of an error, and faults are noted."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # closed, as by a task without a console: nobody looks, and the work is done all the same
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - to the end
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
        if type(stream) is io.TextIOWrapper:  # one that somebody has put in its place stays
            setattr(sys, name, _watched(stream))


def _watched(stream: io.TextIOWrapper) -> Watched:
    encoding, by_line, at_once = stream.encoding, stream.line_buffering, stream.write_through
    return Watched(stream.detach(), encoding, "replace", line_buffering=by_line, write_through=at_once)


def fault() -> OSError | None:
    """Why not all of the output could be shown; None where all could."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, Watched):
            stream.flush()
            if stream.fault is not None:
                return stream.fault
    return None


def is_closed(error: OSError) -> bool:
    """Whether the program that reads our output has closed it."""
    return error.errno in (errno.EPIPE, errno.EINVAL)  # Windows says EINVAL


def words(error: OSError) -> str:
    """The reason in a few calm words."""
    if is_closed(error):
        return "接收结果的程序已经关闭"
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    return "磁盘空间不足" if full else f"系统错误 {error.errno}"
