"""The ledger file: opening, creating, transactions, and the steps from one schema to the next."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel

from zlts import backups
from zlts.errors import LedgerRefused
from zlts.store import tables

APPLICATION_ID = int.from_bytes(b"zlts", "big")

BUSY_SECONDS = 20


def _first_schema(connection: Connection) -> None:
    SQLModel.metadata.create_all(connection)
    for table, key in (("entry", "id"), ("journal", "seq")):
        for statement in tables.APPEND_ONLY.format(table=table, key=key).split("END;"):
            if statement.strip():
                connection.exec_driver_sql(f"{statement} END;")


STEPS: tuple[Callable[[Connection], None], ...] = (_first_schema,)
"""Step n brings a ledger of version n to n + 1, in one transaction."""

VERSION = len(STEPS)


class Ledger:
    """An open ledger file. Every use case is one `write()` or one `read()`."""

    def __init__(self, path: Path, now: datetime | None = None) -> None:
        self.path = path
        self._engine = _engine(path)
        self._now = now

    @classmethod
    def open(cls, path: Path, now: datetime | None = None) -> Ledger:
        """Open an existing ledger; with the time, its first write of a day copies it first.

        Raises:
            LedgerRefused: there is none, it is another program's file, or a newer program's ledger.
        """
        if not path.is_file():
            raise LedgerRefused(f"这里没有台账：{path.name}。", "先用 zlts init 建立，或用 --ledger 指明台账文件。")
        if _check(path) < VERSION:
            backups.before(path, "升级", now or datetime.now().astimezone())
        ledger = cls(path, now)
        ledger._migrate()
        return ledger

    @classmethod
    @contextmanager
    def create(cls, path: Path) -> Iterator[Ledger]:
        """Make a new ledger; it appears under its name only when the block ends well.

        Raises:
            LedgerRefused: a file of that name is there already, or the folder cannot be written.
        """
        if path.exists():
            raise LedgerRefused(f"“{path.name}”已经有了，没有改动。", "要另建一本，请用 --ledger 换个文件名。")
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            ledger = cls(part)
            try:
                ledger._migrate()
                yield ledger
            finally:
                ledger.close()
            part.chmod(0o600)
            part.replace(path)
        except (OSError, sqlite3.OperationalError) as error:
            raise LedgerRefused(
                f"不能在这里建立台账“{path.name}”：{_told(error)}。", "请换一个能写入的文件夹。"
            ) from None
        finally:
            part.unlink(missing_ok=True)

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of the block or nothing of it."""
        if self._now is not None:
            backups.once_a_day(self.path, self._now.date())
        with self._session("BEGIN IMMEDIATE") as session:
            yield session
            session.flush()
            # the session only joins the connection's transaction: the connection ends it
            session.connection().commit()

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """The same as `write`, without the commit: a dry run."""
        with self._session("BEGIN IMMEDIATE") as session:
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view."""
        with self._session("BEGIN") as session:
            yield session

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        with self._engine.connect() as connection:
            try:
                connection.exec_driver_sql(begin)
            except OperationalError as error:
                raise _as_refusal(error, self.path) from None
            with Session(connection, expire_on_commit=False) as session:
                yield session
            # leaving the connection without a commit takes everything back

    def _migrate(self) -> None:
        for number in range(self._version(), VERSION):
            with self._engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                STEPS[number](connection)
                connection.exec_driver_sql(f"PRAGMA user_version = {number + 1}")
                connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.commit()

    def _version(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


def _engine(path: Path) -> Engine:
    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, isolation_level=None, timeout=BUSY_SECONDS)

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "connect", _set_up)
    return engine


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    # the rollback journal: write-ahead logging is unsafe on the network drives where clerks keep files
    for pragma in ("foreign_keys = ON", "synchronous = FULL", "temp_store = MEMORY", "cache_size = -16000"):
        connection.execute(f"PRAGMA {pragma}")


def _check(path: Path) -> int:
    """Refuse a file that is no ledger, or a newer program's; returns its version."""
    try:
        probe = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            application = probe.execute("PRAGMA application_id").fetchone()[0]
            version = probe.execute("PRAGMA user_version").fetchone()[0]
        finally:
            probe.close()
    except sqlite3.DatabaseError as error:
        raise LedgerRefused(
            f"“{path.name}”打不开，不像是台账：{_told(error)}。", "请用 --ledger 指明台账文件。"
        ) from None
    if application != APPLICATION_ID:
        raise LedgerRefused(f"“{path.name}”不是 zlts 的台账。", "请用 --ledger 指明台账文件。")
    if version > VERSION:
        raise LedgerRefused(
            f"“{path.name}”是更新的程序建立的（台账版本 {version}，本程序到 {VERSION}）。", "请换用新版 zlts。"
        )
    return int(version)


def _as_refusal(error: Exception, path: Path) -> Exception:
    text = str(error)
    if "locked" in text or "busy" in text:
        return LedgerRefused(f"台账“{path.name}”正被另一个程序使用。", "请等它做完再试。")
    if "readonly" in text:
        return LedgerRefused(f"台账“{path.name}”是只读的，不能写入。", "请检查文件和文件夹的权限。")
    return error


_TOLD = {
    "permission": "没有写入权限",
    "no such file": "文件夹不存在",
    "unable to open": "打不开",
    "not a database": "内容不是数据库",
    "malformed": "文件已损坏",
    "full": "磁盘已满",
}


def _told(error: Exception) -> str:
    """The system's reason in a few calm words."""
    text = str(error).lower()
    return next((words for mark, words in _TOLD.items() if mark in text), type(error).__name__)
