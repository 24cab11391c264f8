"""A temporary folder that only this user may enter, for what holds people's names and is not to stay."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from zlts.errors import FileRefused

_PREFIX = "zlts-private-"
_LEFT_OVER = 24 * 60 * 60
"""Seconds after which no run can still be using its folder."""


@contextmanager
def private_folder() -> Iterator[Path]:
    """A new folder, removed with all that is in it at the end; first, what killed runs left behind is removed.

    Raises:
        FileRefused: there is no room, or no place for temporary files.
    """
    try:
        _clear_left_over()
        made = tempfile.TemporaryDirectory(prefix=_PREFIX)
    except OSError:  # Python tries each place by writing a file there
        todo = "请腾出系统盘的空间，看临时文件夹（TMPDIR、TEMP）能不能写，再做一次。"
        raise FileRefused("没有读成：临时文件夹写不下，读文件时要用的临时副本没有地方放。", todo) from None
    with made as folder:
        yield Path(folder)


def _clear_left_over() -> None:
    before = time.time() - _LEFT_OVER
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # another user's, or gone meanwhile
            if folder.lstat().st_mtime < before and folder.is_dir() and not folder.is_symlink():
                rmtree(folder, ignore_errors=True)
