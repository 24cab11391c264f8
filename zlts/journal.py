"""The record of every write: who did what, when, with which version of the program."""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from zlts import __version__
from zlts.store.tables import JournalRecord


def write(session: Session, action: str, detail: Mapping[str, Any], now: datetime) -> None:
    """Append a record within the transaction of the write it speaks of. No row values go in."""
    record = JournalRecord(
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        actor=_actor(),
        host=platform.node(),
        version=__version__,
        action=action,
        detail=json.dumps(detail, ensure_ascii=False, sort_keys=True),
    )
    session.add(record)
    session.flush()


def _actor() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list
        return "?"
