"""A file that is written whole or not at all."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from zlts.errors import OutputRefused

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Open a file beside `path` that takes its place when the block ends well.

    Raises:
        OutputRefused: the folder is missing, the file is open elsewhere, the disk is full …; what stood at
            `path` is unchanged.
    """
    draft = path.parent / f".{path.name[:40]}.{os.getpid()}.tmp"
    try:
        check(path)
        with draft.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(path)
    except OSError as error:
        raise _refusal(path, error) from error
    finally:
        _forget(draft)


def check(path: Path) -> None:
    """Refuse a place where no file can be written.

    Raises:
        OutputRefused: its folder is missing, or what stands there is no file.
    """
    if not path.parent.is_dir():
        raise OutputRefused(
            f"没有“{path.parent}”这个文件夹，“{path.name}”没有写出。",
            "请先建好这个文件夹，或换一个位置。",
        )
    if path.exists() and not path.is_file():
        raise OutputRefused(f"“{path}”不是普通文件，不能写在它上面。", "请换一个文件名。")


def _refusal(path: Path, error: OSError) -> OutputRefused:
    if isinstance(error, PermissionError):
        return OutputRefused(
            f"“{path}”没有写出：它可能正在 Excel 或 WPS 中打开，也可能这个文件夹不许写入。",
            "请先关闭这个文件再试，或换一个文件名或位置。原有的文件没有改动。",
        )
    if error.errno in _FULL:
        return OutputRefused(f"磁盘空间不足，“{path}”没有写出。", "请腾出空间或换一个磁盘再试。原有的文件没有改动。")
    return OutputRefused(f"“{path}”没有写出（系统错误 {error.errno}）。", "请检查文件名和磁盘，或换一个位置再试。")


def _forget(draft: Path) -> None:
    # A draft that cannot be removed must not hide why the writing failed.
    try:
        draft.unlink(missing_ok=True)
    except OSError:
        return
