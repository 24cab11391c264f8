"""Copies of the ledger file: consistent while it is in use, written whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

from zlts.errors import Refused

KEPT = 10
"""So many automatic copies are kept; older ones go."""

_AUTOMATIC = "自动-"


def folder_of(ledger: Path) -> Path:
    """Where a ledger's automatic copies lie: beside it."""
    return ledger.with_name(f"{ledger.name}.备份")


def copy(source: Path, target: Path) -> None:
    """Copy a ledger file, readable by its owner only.

    Raises:
        Refused: the target is there already or cannot be written.
    """
    if target.exists():
        raise Refused(f"“{target.name}”已经有了，没有覆盖。", "请换个文件名。")
    draft = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_pages(source, draft)
        draft.chmod(0o600)
        draft.replace(target)
    except (OSError, sqlite3.Error) as error:
        raise Refused(
            f"备份“{target.name}”没有写成（{type(error).__name__}）。", "请检查磁盘空间和文件夹权限，或换一个位置。"
        ) from None
    finally:
        draft.unlink(missing_ok=True)


def _copy_pages(source: Path, draft: Path) -> None:
    draft.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as reader,
        closing(sqlite3.connect(draft)) as writer,
    ):
        reader.backup(writer)
        writer.execute("PRAGMA synchronous = FULL")
        writer.commit()


def once_a_day(ledger: Path, today: date) -> Path | None:
    """The first write of a day copies the ledger as it was before; None when that is done already."""
    target = folder_of(ledger) / f"{_AUTOMATIC}{today}.db"
    if target.exists():
        return None
    copy(ledger, target)
    _prune(folder_of(ledger))
    return target


def before(ledger: Path, what: str, now: datetime) -> Path:
    """A copy before something that cannot be taken back otherwise: a migration, a restore."""
    target = folder_of(ledger) / f"{what}前-{now:%Y%m%d-%H%M%S}.db"
    copy(ledger, target)
    return target


def _prune(folder: Path) -> None:
    for old in sorted(folder.glob(f"{_AUTOMATIC}*.db"))[:-KEPT]:
        old.unlink(missing_ok=True)


def latest(ledger: Path) -> Path | None:
    """The newest automatic copy."""
    return max(folder_of(ledger).glob(f"{_AUTOMATIC}*.db"), default=None)
