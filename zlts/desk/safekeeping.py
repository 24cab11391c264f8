"""Copies of the ledger, putting one back, personal data past its time, and where the ledger lies."""

from __future__ import annotations

import hashlib
import sqlite3
import sys
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from sqlmodel import Session, col, select

from zlts import backups, db, journal
from zlts.db import Ledger
from zlts.desk import office as offices
from zlts.desk.resettling import resettle
from zlts.desk.verifying import verify
from zlts.errors import LedgerRefused, Refused
from zlts.store.tables.kept import Batch, KeptFile, SheetOfBatch
from zlts.store.tables.registers import ComplaintRow


def backup(ledger: Ledger, target: Path, now: datetime) -> Path:
    """Copy the ledger to a file, or into a folder, and check the copy.

    Raises:
        Refused: the target is there already or cannot be written, or the copy is not whole.
    """
    if target.is_dir():
        target = backups.unused(target / f"{ledger.path.stem}-{now:%Y%m%d-%H%M%S}.db")
    backups.copy(ledger.path, target)
    with closing(Ledger.open(target)) as made:
        faults = verify(made).faults
    if faults:
        raise Refused(f"备份已写到“{target.name}”，但核验不通过：{faults[0]}。", "请用 zlts verify 检查台账。")
    return target


def restore(source: Path, path: Path, now: datetime) -> Path | None:
    """Put a copy in the ledger's place; the replaced file is kept. Returns where.

    Raises:
        LedgerRefused: the copy is no ledger, or not whole; nothing is changed.
    """
    if not source.is_file():
        raise LedgerRefused(f"找不到备份“{source.name}”。", "请检查路径。")
    if source.resolve() == path.resolve():
        raise LedgerRefused(f"“{source.name}”就是现在用的台账。", "请写备份文件。")
    db.check(source)
    draft = backups.draft_of(path.with_name(f"{path.name}.恢复"))
    try:
        backups.copy(source, draft)
        with closing(Ledger.open(draft, now, keep=False)) as book:
            faults = verify(book).faults
        if faults:
            raise LedgerRefused(f"“{source.name}”核验不通过：{faults[0]}。没有恢复。", "请换一份备份。")
        return _put(draft, path, source.name, now)
    finally:
        backups.forget(draft)


def _put(draft: Path, path: Path, source: str, now: datetime) -> Path | None:
    """Put a verified copy in the ledger's place, whatever lies there."""
    if not path.is_file():
        _record(draft, {"from": source}, now)
        backups.appear(draft, path)
        return None
    if not backups.readable(path):
        return _put_bytes(draft, path, source, now)
    db.check(path)  # another program's file is no ledger to replace
    try:
        return _put_within(draft, path, source, now)
    except sqlite3.Error as error:
        found = backups.refusal(error, path.name, db.holder(path))
        if found is None:
            raise
        if not backups.broken(error):
            raise found from None
        return _put_bytes(draft, path, source, now)


def _put_within(draft: Path, path: Path, source: str, now: datetime) -> Path:
    """In one transaction of the ledger that is there, so that no other program's write is lost unseen."""
    with closing(backups.connect(path)) as connection:
        backups.lock(connection, draft)
        kept = backups.before(path, backups.RESTORE, now)
        head, length = connection.execute("SELECT hash, seq FROM main.journal ORDER BY seq DESC LIMIT 1").fetchone()
        _record(draft, {"from": source, "replaced": head[:16], "records": length}, now)
        backups.take_over(connection)
    return kept


def _put_bytes(draft: Path, path: Path, source: str, now: datetime) -> Path:
    """In place of a file that is no database any more, and that nobody can be using."""
    kept = backups.before(path, backups.RESTORE, now)
    _record(draft, {"from": source}, now)
    backups.forget(path.with_name(f"{path.name}-journal"))
    draft.replace(path)
    backups.settle(path.parent)
    return kept


def _record(draft: Path, detail: Mapping[str, object], now: datetime) -> None:
    with closing(Ledger(draft)) as book, book.write() as session:
        journal.write(session, "restore", detail, now)


# ---------------------------------------------------------------- personal data past its time


@dataclass(frozen=True, slots=True)
class Purge:
    """How many complaint rows lost their personal data, and how many kept files their bytes."""

    rows: int
    files: int


def purge(ledger: Ledger, year: int, now: datetime, *, dry_run: bool = False) -> Purge:
    """Erase the personal data of complaints received before a year; figures and chain stay whole."""
    with ledger.transaction(dry_run=dry_run) as session:
        imported = _imported(session)
        rows = [row for row in session.exec(select(ComplaintRow)) if row.salt]
        old = [row for row in rows if _year_of(row, imported[row.sheet_id]) < year]
        for row in old:
            _erase(row)
            session.add(row)
        files = _files_of(session, {row.sheet_id for row in old})
        for kept in files:
            kept.content, kept.erased_at = b"", offices.stamp(now)
            session.add(kept)
        session.flush()
        office = offices.load(session)
        resettle(session, office, office, now)
        batches = _batches_of(session, {row.sheet_id for row in old}, files)
        detail = {"before": year, "rows": len(old), "files": len(files)}
        journal.write(session, "purge", detail, now, [f"batch:{batch}" for batch in batches])
    return Purge(len(old), len(files))


_PLAUSIBLE = range(1990, 2101)


def _year_of(row: ComplaintRow, imported: int) -> int:
    """The year of receipt; where it cannot be read, the year in which the row came in."""
    said = (row.received or "")[:4]
    return int(said) if said.isdigit() and int(said) in _PLAUSIBLE else imported


def _imported(session: Session) -> dict[int, int]:
    """Sheet → the year of its import."""
    query = select(SheetOfBatch.id, Batch.imported_at).join(Batch)
    return {int(sheet or 0): int(at[:4]) for sheet, at in session.exec(query).all()}


def _batches_of(session: Session, sheets: set[int], files: Sequence[KeptFile]) -> list[int]:
    """The batches whose seals change: those of the rows, and all that were read from the files."""
    ids = [kept.id for kept in files]
    same = session.exec(select(Batch.id).where(col(Batch.file_id).in_(ids))).all()
    return sorted({sheet.batch_id for sheet in _sheets(session, sheets)} | {int(one or 0) for one in same})


def _erase(row: ComplaintRow) -> None:
    """Names and phones go; free text leaves a digest, by which equal texts are still known as equal."""
    row.complainant = row.phone = row.salt = None
    for code in ("content", "handling"):
        said = getattr(row, code)
        if said:
            setattr(row, code, f"已清除 {hashlib.sha256(said.encode()).hexdigest()[:16]}")


def _sheets(session: Session, ids: set[int]) -> list[SheetOfBatch]:
    return list(session.exec(select(SheetOfBatch).where(col(SheetOfBatch.id).in_(ids))))


def _files_of(session: Session, sheets: set[int]) -> list[KeptFile]:
    """The kept files that hold these sheets."""
    batches = {sheet.batch_id for sheet in _sheets(session, sheets)}
    ids = session.exec(select(Batch.file_id).where(col(Batch.id).in_(batches))).all()
    return list(session.exec(select(KeptFile).where(col(KeptFile.id).in_(ids), col(KeptFile.erased_at).is_(None))))


# ---------------------------------------------------------------- where the ledger lies

_REMOTE = ("nfs", "cifs", "smb", "9p", "afs", "dav", "fuse.sshfs", "fuse.rclone", "ncpfs")
_REMOTE_DRIVE = 4


def network_warning(path: Path) -> str:
    """A warning where the ledger lies on a network drive, whose locks cannot be relied upon; else nothing."""
    if not (_on_remote_drive(path) or remote(str(path.absolute()), _mounts())):
        return ""
    told = f"“{path.name}”放在网络位置上，断网或两人同时使用可能损坏台账。"
    return told + "请把台账放在本机，用 zlts backup 备份到网络位置。"


def remote(path: str, mounts: str) -> bool:
    """Whether an absolute path is a share's, or lies under a network mount (text as in /proc/mounts)."""
    if path.startswith(("\\\\", "//")):
        return True
    kinds = {}
    for line in mounts.splitlines():
        _, place, kind, *_ = [*line.split(), "", "", ""]
        kinds[place.replace("\\040", " ")] = kind
    here = PurePosixPath(path)
    under = next((kinds[str(one)] for one in (here, *here.parents) if str(one) in kinds), "")
    return under.startswith(_REMOTE)


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _on_remote_drive(path: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(path.absolute().anchor) == _REMOTE_DRIVE)
