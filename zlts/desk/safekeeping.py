"""Copies of the ledger, putting one back, and personal data past its time."""

from __future__ import annotations

import hashlib
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import Session, col, select

from zlts import backups, journal
from zlts.db import Ledger
from zlts.desk import office as offices
from zlts.desk.resettling import resettle
from zlts.desk.verifying import verify
from zlts.errors import LedgerRefused, Refused
from zlts.store.tables import Batch, ComplaintRow, KeptFile, SheetOfBatch


def backup(ledger: Ledger, target: Path, now: datetime) -> Path:
    """Copy the ledger to a file, or into a folder, and check the copy.

    Raises:
        Refused: the target is there already or cannot be written, or the copy is not whole.
    """
    if target.is_dir():
        target /= f"{ledger.path.stem}-{now:%Y%m%d-%H%M%S}.db"
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
    with closing(Ledger.open(source)) as book:
        faults = verify(book).faults
    if faults:
        raise LedgerRefused(f"“{source.name}”核验不通过：{faults[0]}。没有恢复。", "请换一份备份。")
    kept = backups.before(path, "恢复", now) if path.exists() else None
    incoming = path.with_name(f".{path.name}.恢复.part")
    incoming.unlink(missing_ok=True)
    backups.copy(source, incoming)
    with closing(Ledger.open(incoming)) as book, book.write() as session:
        journal.write(session, "restore", {"from": source.name}, now)
    incoming.replace(path)
    return kept


# ---------------------------------------------------------------- personal data past its time


@dataclass(frozen=True, slots=True)
class Purge:
    """How many complaint rows lost their personal data, and how many kept files their bytes."""

    rows: int
    files: int


def purge(ledger: Ledger, year: int, now: datetime, *, dry_run: bool = False) -> Purge:
    """Erase the personal data of complaints received before a year; figures and chain stay whole."""
    with ledger.rehearse() if dry_run else ledger.write() as session:
        old = [row for row in session.exec(select(ComplaintRow)) if row.salt and _received_before(row, year)]
        for row in old:
            _erase(row)
            session.add(row)
        files = _files_of(session, {row.sheet_id for row in old})
        for kept in files:
            kept.content, kept.erased_at = b"", now.replace(tzinfo=None).isoformat(timespec="seconds")
            session.add(kept)
        session.flush()
        office = offices.load(session)
        resettle(session, office, office, now)
        batches = sorted({sheet.batch_id for sheet in _sheets(session, {row.sheet_id for row in old})})
        detail = {"before": year, "rows": len(old), "files": len(files)}
        journal.write(session, "purge", detail, now, [f"batch:{batch}" for batch in batches])
    return Purge(len(old), len(files))


def _received_before(row: ComplaintRow, year: int) -> bool:
    # a date that cannot be read says nothing of its year; the row stays until it is corrected
    return (row.received or "")[:4].isdigit() and int((row.received or "")[:4]) < year


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
