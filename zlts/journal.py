"""The record of every write: who did what, when, with which version, chained (see `chain`)."""

from __future__ import annotations

import getpass
import json
import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from zlts import __version__
from zlts.chain import START, Link, canonical, hash_of
from zlts.store.digests import seals
from zlts.store.personal import redaction
from zlts.store.session import Session


def write(
    session: Session,
    action: str,
    detail: Mapping[str, Any],
    now: datetime,
    parts: Iterable[str] = (),
    known: Mapping[str, str] | None = None,
) -> None:
    """Append a record within the transaction of the write it speaks of, after all else of it.

    `parts` are the parts of the ledger that were written, `known` digests of some already at hand. No row
    values go in, nor anybody known to have complained: what stands here cannot be erased.
    """
    last = _last(session)
    made = {**seals(session, [part for part in parts if part not in (known or {})]), **(known or {})}
    link = Link(
        seq=last.seq + 1 if last else 1,
        at=now.astimezone(UTC).isoformat(timespec="seconds"),
        actor=actor(),
        host=platform.node(),
        version=__version__,
        action=action,
        detail=json.dumps(redaction(session).of(detail), ensure_ascii=False, sort_keys=True),
        seals=canonical(made),
        previous=last.hash if last else START,
        hash="",
    )
    values = {name: getattr(link, name) for name in Link.__slots__}
    session.insert("journal", {**values, "hash": hash_of(link)})


def links(session: Session) -> list[Link]:
    """All records, as chained."""
    return [Link(*record) for record in session.execute(f"{_RECORDS} ORDER BY seq")]


def last_of(session: Session, action: str, said: str = "") -> int | None:
    """The number of the last record of an action, one whose detail has that key where it is given."""
    found = session.scalar(
        "SELECT MAX(seq) FROM journal WHERE action = ? AND instr(detail, ?)", (action, f'"{said}":' if said else "{")
    )
    return int(found) if found is not None else None


def details_of(session: Session, action: str, said: str) -> list[dict[str, Any]]:
    """The details of all records of an action that have that key."""
    found = session.execute(
        "SELECT detail FROM journal WHERE action = ? AND instr(detail, ?) ORDER BY seq", (action, f'"{said}":')
    )
    return [json.loads(detail) for (detail,) in found]


def _last(session: Session) -> Link | None:
    record = session.execute(f"{_RECORDS} ORDER BY seq DESC LIMIT 1").fetchone()
    return Link(*record) if record else None


_RECORDS = f"SELECT {', '.join(Link.__slots__)} FROM journal"


def head(session: Session) -> tuple[str, int]:
    """The last record's hash and number: what a printed paper bears as a witness."""
    last = _last(session)
    return (last.hash, last.seq) if last else (START, 0)


def actor() -> str:
    """The user at the machine, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no such user in the system's list
        return "?"
