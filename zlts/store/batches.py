"""Batches, kept files, sheets and the policy in force."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from zlts import policy_file
from zlts.policy import Policy
from zlts.resources import data_file
from zlts.store.tables.kept import Batch, PolicyText, SheetOfBatch

SHIPPED_POLICY = "policy-2013.toml"


def same_batch(session: Session, digest: str, options: str) -> Batch | None:
    """The standing batch of the same bytes read the same way."""
    statement = text(
        "SELECT b.id FROM batch b JOIN kept_file f ON f.id = b.file_id"
        " WHERE f.sha256 = :d AND b.options = :o AND b.undone_at IS NULL ORDER BY b.id LIMIT 1"
    )
    found = session.execute(statement, {"d": digest, "o": options}).scalar()
    return session.get(Batch, found) if found is not None else None


def sheet_ids(session: Session, batch_id: int, names: Mapping[str, int], name: str) -> Mapping[str, int]:
    """`names` with the sheet's id in it, made when it is not there yet."""
    if name in names:
        return names
    record = SheetOfBatch(batch_id=batch_id, name=name)
    session.add(record)
    session.flush()
    return {**names, name: int(record.id or 0)}


def batches(session: Session, *, undone: bool = False) -> list[Batch]:
    """The batches in the order of import."""
    query = select(Batch).order_by(col(Batch.id))
    return list(session.exec(query if undone else query.where(col(Batch.undone_at).is_(None))))


def names_of(session: Session) -> dict[int, str]:
    """Batch id → file name."""
    return {int(batch.id or 0): batch.file for batch in batches(session, undone=True)}


def options_text(options: Mapping[str, Any]) -> str:
    """Options as stored and compared: empty ones left out, keys sorted."""
    given = {key: value for key, value in options.items() if value}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def adopt(session: Session, policy: Policy, now: datetime) -> None:
    """Take a policy into force from its own first day."""
    record = PolicyText(effective_from=str(policy.effective_from), source=policy.source, adopted_at=now.isoformat())
    session.add(record)
    session.flush()


def policies_in_force(session: Session) -> list[Policy]:
    """The adopted policies, by their first day."""
    query = select(PolicyText).order_by(col(PolicyText.effective_from), col(PolicyText.id))
    shipped = data_file(SHIPPED_POLICY).read_text(encoding="utf-8")
    return [policy_file.load(record.source, shipped) for record in session.exec(query)]


def first_day(session: Session) -> date:
    """The first policy's first day: evidence before it has no effect."""
    return policies_in_force(session)[0].effective_from
