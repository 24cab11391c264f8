"""The bytes of imported files, streamed in and out: memory stays flat however long a file is."""

from __future__ import annotations

import errno
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from zlts.errors import FileRefused
from zlts.private_folder import private_folder
from zlts.store.session import Session

_CHUNK = 1 << 20
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_NOTHING = hashlib.sha256().hexdigest()
_MOST = 900_000_000
"""SQLite keeps no value of more than a thousand million bytes."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """A file as it was when it was taken: where the clerk has it, a private copy of its bytes, their SHA-256."""

    source: Path
    copy: Path
    digest: str


@contextmanager
def take(path: Path) -> Iterator[TakenFile]:
    """Copy a file's bytes to a temporary folder that only this user may enter; both are removed at the end.

    Whatever is read of the file is read of the copy: what others write to the file meanwhile has no effect.

    Raises:
        FileRefused: it is not there, cannot be read, is too large to be kept, or there is no room for the copy.
    """
    with opened(path) as stream, private_folder() as folder:
        copy = folder / "file"
        try:
            digest = _copied(stream, copy, path.name)
        except OSError as error:
            if error.errno not in _FULL:
                raise _not_opened(path) from error
            todo = "请腾出系统盘的空间再导入。"
            raise FileRefused(f"“{path.name}”没有读成：磁盘空间不足，放不下读它时要用的临时副本。", todo) from error
        yield TakenFile(path, copy, digest)


def _copied(stream: BinaryIO, copy: Path, name: str) -> str:
    """Copy the bytes; returns their SHA-256."""
    hasher, size = hashlib.sha256(), os.fstat(stream.fileno()).st_size
    copy.touch(0o600, exist_ok=False)
    with copy.open("wb") as out:
        while size <= _MOST and (chunk := stream.read(_CHUNK)):
            hasher.update(chunk)
            size = max(size, out.tell() + out.write(chunk))
    if size > _MOST:
        raise FileRefused(f"“{name}”太大了，超过 900 MB。", "请按单位或月份分成几个文件再导入。")
    return hasher.hexdigest()


def opened(path: Path) -> BufferedReader:
    """A file to be read.

    Raises:
        FileRefused: it is not there, is a pipe or a device, or cannot be read.
    """
    try:
        if not (path.is_file() or path.is_dir()) and path.exists():  # a pipe without a writer would be waited for
            raise FileRefused(f"“{path.name}”不是普通文件（是管道、设备之类），没有读。", "请选择表格文件。")
        return path.open("rb")
    except FileNotFoundError:
        raise FileRefused(f"找不到文件“{path.name}”。", "请检查路径。") from None
    except OSError:
        raise _not_opened(path) from None


def _not_opened(path: Path) -> FileRefused:
    return FileRefused(f"“{path.name}”打不开。", "请检查是否被别的程序占用，或没有读取权限。")


def keep(session: Session, file: TakenFile) -> int:
    """Keep a file's bytes once; returns their id."""
    known = session.scalar("SELECT id FROM kept_file WHERE sha256 = ?", (file.digest,))
    if known is not None:
        return int(known)
    statement = "INSERT INTO kept_file (sha256, size, content) VALUES (?1, ?2, zeroblob(?2))"
    file_id = int(session.execute(statement, (file.digest, file.copy.stat().st_size)).lastrowid or 0)
    with file.copy.open("rb") as stream, _blob(session, file_id, readonly=False) as blob:
        while chunk := stream.read(_CHUNK):
            blob.write(chunk)
    return file_id


def batch_of(session: Session, digest: str) -> int:
    """The first batch that was read from a file of just these bytes, taken back or not; 0 if none was."""
    return int(
        session.scalar(
            "SELECT MIN(b.id) FROM batch b JOIN kept_file k ON k.id = b.file_id WHERE k.sha256 = ?", (digest,)
        )
        or 0
    )


def sizes(session: Session) -> frozenset[int]:
    """How long the files are that have ever been kept, in bytes."""
    return frozenset(size for (size,) in session.execute("SELECT size FROM kept_file"))


def chunks(session: Session, file_id: int) -> Iterator[bytes]:
    """A kept file's bytes, block by block; none where they have been erased."""
    with _blob(session, file_id, readonly=True) as blob:
        while chunk := blob.read(_CHUNK):
            yield chunk


def is_erased(session: Session, file_id: int) -> bool:
    """Whether the bytes were erased by rule."""
    return session.scalar("SELECT erased_at FROM kept_file WHERE id = ?", (file_id,)) is not None


def altered(session: Session, only: int | None = None) -> Iterator[int]:
    """The kept files (or that one) whose bytes are not those of their digest, or are there although erased."""
    found = session.execute("SELECT id, sha256, erased_at, typeof(content) FROM kept_file").fetchall()
    for file_id, digest, erased, kind in found:
        if only not in (None, file_id):
            continue
        hasher = hashlib.sha256()
        for chunk in chunks(session, file_id) if kind == "blob" else ():
            hasher.update(chunk)
        if kind != "blob" or hasher.hexdigest() != (_NOTHING if erased else digest):
            yield file_id


def _blob(session: Session, file_id: int, *, readonly: bool) -> sqlite3.Blob:
    return session.connection.blobopen("kept_file", "content", file_id, readonly=readonly)
