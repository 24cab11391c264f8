"""Ctrl-C: before a command has begun it ends the program; after that what the command is writing is taken back."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

TAKEN_BACK = "已中断：做完的文件已导入，正在做的一步没有写入。"
_NOTHING_DONE = "已中断，什么也没有写入。\n"

_pressed: list[int] = []
"""The signals that have come: what they raise gets lost where Python lets no exception out, as in a finalizer."""


class Interrupted(KeyboardInterrupt):
    """Ctrl-C while a command runs.

    A class of its own: where a plain KeyboardInterrupt has left `exec`, as used by dataclasses while a module loads,
    Python ends the process by the signal, whatever exit code was asked for.
    """


def end_at_once() -> None:
    """Until a command begins, Ctrl-C says so and ends the program: nothing has been opened yet."""
    _pressed.clear()
    signal.signal(signal.SIGINT, _end)


def _end(number: int, _frame: FrameType | None) -> None:
    _pressed.append(number)
    os.write(2, _NOTHING_DONE.encode("utf-8" if os.name != "nt" else "mbcs", "replace"))
    raise SystemExit(1)


@contextmanager
def taking_back() -> Iterator[None]:
    """While a command runs, Ctrl-C is an exception, so that what it has begun is undone on the way out.

    Once it is over it comes too late, and is not heard: saying that nothing was written would be wrong.

    Raises:
        Interrupted: Ctrl-C.
        SystemExit: it came before, and has been answered.
    """
    before = signal.signal(signal.SIGINT, _break_off)
    try:
        if before is _end and _pressed:
            raise SystemExit(1)
        _pressed.clear()
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN if before is _end else before)


def _break_off(number: int, _frame: FrameType | None) -> None:
    _pressed.append(number)
    raise Interrupted


def stop_if_pressed() -> None:
    """To be asked before anything is written for good.

    Raises:
        Interrupted: Ctrl-C has come since the command began, and its exception was lost.
    """
    if _pressed:
        raise Interrupted
