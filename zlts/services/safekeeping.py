"""Copies of the ledger, putting one back, personal data past its time, and where the ledger lies."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from zlts import backups, commits, db, journal
from zlts.db import Ledger
from zlts.errors import LedgerRefused, Refused, ZltsError
from zlts.services import office as offices
from zlts.services import outputs, refusals
from zlts.services.resettling import resettle
from zlts.services.verifying import verify
from zlts.store import erasing, kept, personal
from zlts.store.digests import differing, every_part, seals


def backup(ledger: Ledger, target: Path, now: datetime) -> Path:
    """Copy the ledger to a file, or into a folder, and check the copy.

    Raises:
        Refused: the target is there already or cannot be written, or the copy is not whole.
    """
    if target.is_dir():
        target = backups.unused(target / f"{ledger.path.stem}-{now:%Y%m%d-%H%M%S}.db")
    outputs.check_ledger(ledger.path, target, target.name)
    backups.copy(ledger.path, target)
    with closing(Ledger.open(target, strange=True)) as made:
        faults = verify(made).faults
    if faults:
        raise Refused(f"备份已写到“{target.name}”，但核验不通过：{faults[0]}。", "请用 zlts verify 检查台账。")
    backups.note_copy(ledger.path, now)
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
        with closing(Ledger.open(draft, now, keep=False, strange=True, name=source.name)) as book:
            faults = verify(book).faults
        if faults:
            raise LedgerRefused(f"“{source.name}”核验不通过：{faults[0]}。没有恢复。", "请换一份备份。")
        try:
            kept = _put(draft, path, source.name, now)
        except OSError as error:
            todo = "请检查磁盘空间和文件夹权限，那里有没有同名的文件夹。"
            raise LedgerRefused(f"“{path.name}”没有恢复成：{backups.words(error)}。台账没有变。", todo) from None
        commits.note(path.name)
        return kept
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
    except backups.ERRORS as error:
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
        head, length = _end_of_journal(connection)
        _record(draft, {"from": source, "replaced": head[:16], "records": length}, now)
        try:
            backups.take_over(connection)
        except backups.ERRORS as error:
            if backups.refusal(error, path.name) and not backups.broken(error):
                raise
        else:
            return kept
    _replace(draft, path)  # what a strange hand has put there cannot be taken out piece by piece
    return kept


def _end_of_journal(connection: sqlite3.Connection) -> tuple[str, int]:
    """The replaced ledger's head and how many records it had; nothing of a journal that a strange hand took away."""
    try:
        found = connection.execute("SELECT hash, seq FROM main.journal ORDER BY seq DESC LIMIT 1").fetchone()
    except (sqlite3.OperationalError, UnicodeDecodeError):
        found = None
    return (str(found[0]), int(found[1])) if found else ("", 0)


def _put_bytes(draft: Path, path: Path, source: str, now: datetime) -> Path:
    """In place of a file that is no database any more, and that nobody can be using."""
    kept = backups.before(path, backups.RESTORE, now)
    _record(draft, {"from": source}, now)
    _replace(draft, path)
    return kept


def _replace(draft: Path, path: Path) -> None:
    backups.forget_beside(path)
    draft.replace(path)
    backups.settle(path.parent)


def _record(draft: Path, detail: Mapping[str, object], now: datetime) -> None:
    with closing(Ledger(draft, name=draft.name)) as book, book.write() as session:
        journal.write(session, "restore", detail, now)


# ---------------------------------------------------------------- personal data past its time


@dataclass(frozen=True, slots=True)
class Purge:
    """What lost its personal data: so many complaint rows, rows elsewhere, kept files, and automatic copies.

    `squeezed`: whether the file's free pages were cleared, too; `missed`: automatic copies that could not go.
    """

    rows: int
    elsewhere: int
    files: int
    copies: int
    squeezed: bool = True
    missed: tuple[str, ...] = ()


def purge(ledger: Ledger, year: int, now: datetime, *, dry_run: bool = False) -> Purge:
    """Erase the personal data of complaints received before a year; figures and chain stay whole.

    Those people go from all other texts, too, from the kept files in which they stand, from the trace of refused
    files and from the automatic copies beside the ledger; one copy of the ledger without them is made instead.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        journal.check_all(session)
        old = [row for row in personal.complaints(session) if row.year < year]
        if wrong := set(personal.altered(session)) & {row.id for row in old}:
            raise journal.refusal(f"投诉登记第 {min(wrong)} 行的个人信息或内容被改动过")
        if changed := next(kept.altered(session), 0):
            raise journal.refusal(f"保存的第 {changed} 个原始文件被改动过")
        gone = personal.erase(session, old)
        elsewhere = erasing.erase_texts(session, gone)
        files = erasing.erase_files(session, gone, {row.sheet for row in old}, offices.stamp(now))
        office = offices.load(session)
        resettle(session, office, office, now)
        recorded = journal.follow(session).seals
        parts = {part for part, _ in differing(recorded, seals(session, every_part(session)))}
        detail = {"before": year, "rows": len(old), "elsewhere": elsewhere, "files": files}
        journal.write(session, "purge", detail, now, parts)
    copies = backups.automatic(ledger.path)
    if not old and not any(_holds(copy, year) for copy in copies):
        copies = []
    if dry_run:
        return Purge(len(old), elsewhere, files, len(copies))
    refusals.redact(ledger.path, gone.hide)
    squeezed = ledger.squeeze()
    try:
        missed = backups.renew(ledger.path, copies, now) if copies else ()
    except Refused:  # no room for a new copy: better the old ones than none
        missed = tuple(copy.name for copy in copies)
    return Purge(len(old), elsewhere, files, len(copies) - len(missed), squeezed, missed)


def _holds(copy: Path, year: int) -> bool:
    """Whether a copy still has what is to go; one that cannot be read may have it."""
    try:
        with closing(Ledger(copy)) as book, book.read() as session:
            return any(row.year < year for row in personal.complaints(session))
    except (sqlite3.Error, ZltsError):
        return True


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
