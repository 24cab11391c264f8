"""Ctrl-C: before a command has begun it ends the program at once; after that the command is taken back."""

from __future__ import annotations

import _thread
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

TAKEN_BACK = "已中断：做完的文件已收下，正在做的一步没有写入。"
_NOTHING_DONE = "已中断，什么也没有写入。\n"


def end_at_once() -> None:
    """Until a command begins, Ctrl-C says so and ends the program: nothing has been opened yet."""
    signal.signal(signal.SIGINT, _end)


def _end(_number: int, _frame: FrameType | None) -> None:
    os.write(2, _NOTHING_DONE.encode("utf-8" if os.name != "nt" else "mbcs", "replace"))
    os._exit(1)


@contextmanager
def taking_back() -> Iterator[None]:
    """While a command runs, Ctrl-C is an exception, so that what it has begun is undone on the way out.

    Once it is over it comes too late, and is not heard: saying that nothing was written would be wrong.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    hook, sys.unraisablehook = sys.unraisablehook, _unheard
    try:
        yield
    except KeyboardInterrupt:
        _heard.append(signal.SIGINT)
        raise
    finally:
        sys.unraisablehook = hook
        signal.signal(signal.SIGINT, signal.SIG_IGN if before is _end else before)


_heard: list[int] = []
"""The signal, once a command was broken off by it."""


def end(code: int) -> NoReturn:
    """End the program with this code, also after Ctrl-C.

    Where it fell into code that was made of a text, as dataclasses are while a module loads, Python would end by the
    signal instead of the code, however it was answered.
    """
    if _heard:
        for stream in (sys.stdout, sys.stderr):
            with suppress(OSError, ValueError):
                stream.flush()
        os._exit(code)
    sys.exit(code)


_SOON = 0.01


def _unheard(args: sys.UnraisableHookArgs) -> None:
    """Ctrl-C that came where Python lets no exception out, in a finalizer say, comes again a moment later."""
    if args.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(args)
        return
    from threading import Timer

    Timer(_SOON, _thread.interrupt_main).start()
