"""The record of every write: who did what, when, with which version, chained (see `chain`)."""

from __future__ import annotations

import getpass
import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from zlts import __version__
from zlts.chain import START, Followed, Link, canonical, hash_of
from zlts.errors import LedgerRefused
from zlts.store.digests import SCHEMA, disagreement, every_part, numbered_away, seals, strays
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
    values go in, nor anybody known to have complained: what stands here cannot be erased. Whatever is sealed here
    must have been looked at before it was written (`check`, `check_new`), so that nothing that was changed behind the
    program's back is sealed anew.
    """
    parts = list(parts)
    unseen = {*parts, *(known or {})} - session.checked
    if unseen:
        raise AssertionError(f"never checked before it was written: {sorted(unseen)}")
    last = _last(session)
    _check_end(session, last)
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


# ---------------------------------------------------------------- looked at before it is written


def check(session: Session, parts: Iterable[str]) -> None:
    """See, before they are written or relied upon, that these parts are as the journal last sealed them.

    Each is looked at once a transaction.

    Raises:
        LedgerRefused: one is not, or the journal itself is not whole; nothing may be written, so that the last good
            seal stays.
    """
    wanted = [part for part in parts if part not in session.checked]
    recorded = _sealed(session)
    found = seals(session, wanted)
    for part in wanted:
        digest, seq = recorded.get(part, ("", 0))
        if found[part] != digest:
            raise refusal(disagreement(part, seq))
    session.checked.update(wanted)


def changed(session: Session, parts: Iterable[str]) -> list[str]:
    """Those of some parts, checked before, that this transaction has written and not sealed yet."""
    parts, recorded = list(parts), _sealed(session)
    found = seals(session, parts)
    return [part for part in parts if found[part] != recorded.get(part, ("", 0))[0]]


def check_batches(session: Session, numbers: Iterable[int]) -> None:
    """The same of batches, their evaluations too.

    Raises:
        LedgerRefused: as `check`.
    """
    check(session, [part for number in sorted(set(numbers)) for part in (f"batch:{number}", f"press:{number}")])


def check_all(session: Session, *, evaluations: bool = True) -> None:
    """The same of all parts there are or ever were; without `evaluations` not of these: they take a second a million.

    Raises:
        LedgerRefused: as `check`.
    """
    parts = dict.fromkeys([*_sealed(session), *every_part(session)])
    check(session, [part for part in parts if evaluations or not part.startswith("press:")])


def check_new(session: Session, kind: str) -> None:
    """See that nothing awaits the next `batch` or `run` (and its evaluations) that would be sealed along with it.

    Raises:
        LedgerRefused: something does.
    """
    number = int(session.scalar(f"SELECT COALESCE(MAX(id), 0) + 1 FROM {kind}"))
    parts = [f"{kind}:{number}", *([f"press:{number}"] if kind == "batch" else [])]
    recorded = _sealed(session)
    for part in parts:
        if part in recorded:
            raise refusal(disagreement(part, recorded[part][1]))
    for table in strays(session):
        raise refusal(f"表 {table} 里有指向不存在的记录的行")
    for table in numbered_away(session):
        raise refusal(f"表 {table} 的编号被改动过")
    session.checked.update(parts)


def schema_sealed(session: Session) -> str:
    """The digest of the schema as it was sealed last, by a journal that is whole; "" if none was."""
    followed = follow(session) if session.columns("journal") else Followed()
    return "" if followed.faults else followed.seals.get(SCHEMA, ("", 0))[0]


def refusal(told: str) -> LedgerRefused:
    """The refusal of a write that would seal what is not as the program left it, and what to do."""
    return LedgerRefused(
        f"{told}，这一步没有写入。", "请先用 zlts verify 看清楚，再用 zlts restore 换回改动以前的备份。"
    )


def _sealed(session: Session) -> Mapping[str, tuple[str, int]]:
    """Part → the digest last recorded for it, and in which record.

    Raises:
        LedgerRefused: a record is not as it was written, and so bears witness of nothing.
    """
    followed = follow(session)
    if followed.faults:
        raise refusal(followed.faults[0])
    return followed.seals


def follow(session: Session) -> Followed:
    """The journal, followed to its end from where this opening of the ledger has come.

    From the beginning where another program has written since, or where what was followed has been taken back.
    """
    followed, state = session.followed, session.scalar("PRAGMA data_version")
    last = followed.last
    stands = last is None or session.scalar("SELECT hash FROM journal WHERE seq = ?", (last.seq,)) == last.hash
    if followed.state != state or not stands:
        followed.begin(state)
    rest = f"WHERE seq > {followed.last.seq}" if followed.last else ""
    return followed.follow(Link(*record) for record in session.execute(f"{_RECORDS} {rest} ORDER BY seq"))


def _check_end(session: Session, last: Link | None) -> None:
    """See that no records were cut off the end, where the next one would take their place.

    Raises:
        LedgerRefused: some were.
    """
    counted = session.scalar("SELECT seq FROM journal_end")
    if counted != (last.seq if last else None):
        raise refusal("日志末尾缺少记录，或者条数被改动过")


# ---------------------------------------------------------------- read


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
    """The user at the machine, as the system knows them; what the environment says counts only where it does not."""
    for ask in (_logged_in, getpass.getuser):
        with suppress(OSError, KeyError, ImportError):  # no such user in the system's list
            return ask()
    return "?"


def _logged_in() -> str:
    if sys.platform == "win32":
        return os.getlogin()
    import pwd

    return pwd.getpwuid(os.getuid()).pw_name
