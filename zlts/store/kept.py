"""The bytes of imported files, streamed in and out: memory stays flat however long a file is."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from io import BufferedReader
from os import fstat
from pathlib import Path
from typing import BinaryIO

from zlts.errors import FileRefused
from zlts.store.session import Session

_CHUNK = 1 << 20
_NOTHING = hashlib.sha256().hexdigest()
_MOST = 900_000_000
"""SQLite keeps no value of more than a thousand million bytes."""


def digest_of(path: Path) -> str:
    """The SHA-256 of a file's bytes.

    Raises:
        FileRefused: it is not there, cannot be read, or is too large to be kept.
    """
    with opened(path) as stream:
        if fstat(stream.fileno()).st_size > _MOST:
            raise FileRefused(f"“{path.name}”太大了，超过 900 MB。", "请按单位或月份分成几个文件再导入。")
        return hashlib.file_digest(stream, "sha256").hexdigest()


def state_of(path: Path) -> tuple[int, int]:
    """Something that is another as soon as a file has been written to.

    Raises:
        FileRefused: it is not there, or cannot be read.
    """
    with opened(path) as stream:
        found = fstat(stream.fileno())
    return found.st_mtime_ns, found.st_size


def opened(path: Path) -> BufferedReader:
    """A file to be read.

    Raises:
        FileRefused: it is not there, or cannot be read.
    """
    try:
        return path.open("rb")
    except FileNotFoundError:
        raise FileRefused(f"找不到文件“{path.name}”。", "请检查路径。") from None
    except OSError:
        raise FileRefused(f"“{path.name}”打不开。", "请检查是否被别的程序占用，或没有读取权限。") from None


def keep(session: Session, path: Path, digest: str) -> int:
    """Keep a file's bytes once; returns their id.

    Raises:
        FileRefused: its bytes are no longer those of the digest.
    """
    known = session.scalar("SELECT id FROM kept_file WHERE sha256 = ?", (digest,))
    if known is not None:
        return int(known)
    with opened(path) as stream:
        size = fstat(stream.fileno()).st_size
        statement = "INSERT INTO kept_file (sha256, size, content) VALUES (?1, ?2, zeroblob(?2))"
        file_id = int(session.execute(statement, (digest, size)).lastrowid or 0)
        with _blob(session, file_id, readonly=False) as blob:
            whole = _copied(stream, blob, size) == digest and not stream.read(1)
    if not whole:
        raise changed(path)
    return file_id


def batch_of(session: Session, digest: str) -> int:
    """The first batch that was read from a file of just these bytes, taken back or not; 0 if none was."""
    return int(
        session.scalar(
            "SELECT MIN(b.id) FROM batch b JOIN kept_file k ON k.id = b.file_id WHERE k.sha256 = ?", (digest,)
        )
        or 0
    )


def changed(path: Path) -> FileRefused:
    """What is said of a file that somebody has written to meanwhile."""
    return FileRefused(f"“{path.name}”在导入时被别的程序改动了。", "请关掉正在编辑它的程序，再导入一次。")


def _copied(stream: BinaryIO, blob: sqlite3.Blob, size: int) -> str:
    """Copy at most so many bytes; returns the digest of those that were there."""
    hasher, left = hashlib.sha256(), size
    while left > 0 and (chunk := stream.read(min(_CHUNK, left))):
        hasher.update(chunk)
        blob.write(chunk)
        left -= len(chunk)
    return hasher.hexdigest()


def chunks(session: Session, file_id: int) -> Iterator[bytes]:
    """A kept file's bytes, block by block; none where they have been erased."""
    with _blob(session, file_id, readonly=True) as blob:
        while chunk := blob.read(_CHUNK):
            yield chunk


def is_erased(session: Session, file_id: int) -> bool:
    """Whether the bytes were erased by rule."""
    return session.scalar("SELECT erased_at FROM kept_file WHERE id = ?", (file_id,)) is not None


def altered(session: Session) -> Iterator[int]:
    """The kept files whose bytes are not those of their digest, or are there although they were erased."""
    found = session.execute("SELECT id, sha256, erased_at, typeof(content) FROM kept_file").fetchall()
    for file_id, digest, erased, kind in found:
        hasher = hashlib.sha256()
        for chunk in chunks(session, file_id) if kind == "blob" else ():
            hasher.update(chunk)
        if kind != "blob" or hasher.hexdigest() != (_NOTHING if erased else digest):
            yield file_id


def _blob(session: Session, file_id: int, *, readonly: bool) -> sqlite3.Blob:
    return session.connection.blobopen("kept_file", "content", file_id, readonly=readonly)
