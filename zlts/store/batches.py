"""Batches, kept files, sheets and the policy in force."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from zlts import policy_file
from zlts.policy import Policy
from zlts.resources import data_file
from zlts.store.session import Session

SHIPPED_POLICY = "policy-2013.toml"


class Batch(NamedTuple):
    """One file as imported once: its options and what became of its rows at that time."""

    id: int
    register_kind: str
    form: str
    file: str
    folder: str
    file_id: int
    options: str
    imported_at: str
    rows: int
    accepted: int
    duplicates: int
    rejected: int
    ignored: int
    undone_at: str | None
    tried_at: str | None
    """When its rows were last tried again."""


def add(session: Session, opened: Mapping[str, Any]) -> Batch:
    """Begin a batch, its rows still to be counted; `opened` lacks its number and the counts."""
    counts: dict[str, Any] = dict.fromkeys(("rows", "accepted", "duplicates", "rejected", "ignored"), 0)
    number = session.insert("batch", {**opened, **counts})
    return Batch(id=number, undone_at=None, tried_at=None, **opened, **counts)


def close(session: Session, batch: Batch) -> None:
    """Write what became of a batch's rows."""
    session.execute(
        "UPDATE batch SET rows = :rows, accepted = :accepted, duplicates = :duplicates, rejected = :rejected,"
        " ignored = :ignored WHERE id = :id",
        batch._asdict(),
    )


def take_back(session: Session, number: int, at: str) -> None:
    """Mark a batch as taken back."""
    session.execute("UPDATE batch SET undone_at = ? WHERE id = ?", (at, number))


def find(session: Session, number: int) -> Batch | None:
    """The batch of that number."""
    return next(iter(session.records(Batch, "batch", "WHERE id = ?", (number,))), None)


def of_file(session: Session, digest: str) -> list[Batch]:
    """The standing batches of the same bytes, in the order of import."""
    chosen = "WHERE file_id = (SELECT id FROM kept_file WHERE sha256 = ?) AND undone_at IS NULL ORDER BY id"
    return session.records(Batch, "batch", chosen, (digest,))


def sheet_ids(
    session: Session, batch_id: int, names: Mapping[str, int], name: str, layout: str | None = None
) -> Mapping[str, int]:
    """`names` with the sheet's id in it, made when it is not there yet; `layout` is its headings' signature."""
    if name in names:
        return names
    return {**names, name: session.insert("sheet", {"batch_id": batch_id, "name": name, "layout": layout})}


def batches(session: Session, *, undone: bool = False) -> list[Batch]:
    """The batches in the order of import."""
    return session.records(Batch, "batch", "ORDER BY id" if undone else "WHERE undone_at IS NULL ORDER BY id")


def names_of(session: Session) -> dict[int, str]:
    """Batch id → file name."""
    return dict(session.execute("SELECT id, file FROM batch ORDER BY id"))


def called(session: Session) -> dict[int, str]:
    """Batch id → file name, after its folder's where another standing batch has a file of that name."""
    found = batches(session, undone=True)
    standing = Counter(one.file for one in found if not one.undone_at)
    return {
        one.id: f"{one.folder}/{one.file}" if one.folder and standing[one.file] > 1 else one.file for one in found
    }


def of_several_sheets(session: Session) -> set[int]:
    """The batches with rows in more than one sheet."""
    found = session.execute("SELECT batch_id FROM sheet GROUP BY batch_id HAVING COUNT(*) > 1")
    return {row[0] for row in found}


def options_text(options: Mapping[str, Any]) -> str:
    """Options as stored and compared: empty ones left out, keys sorted."""
    given = {key: value for key, value in options.items() if value}
    return json.dumps(given, ensure_ascii=False, sort_keys=True)


def adopt(session: Session, policy: Policy, now: datetime) -> None:
    """Take a policy into force from its own first day."""
    adopted = {"effective_from": str(policy.effective_from), "source": policy.source}
    session.insert("policy", {**adopted, "adopted_at": now.isoformat()})


def take_policy_back(session: Session) -> None:
    """Forget the policy that was adopted last."""
    session.execute("DELETE FROM policy WHERE id = (SELECT MAX(id) FROM policy)")


def policies_adopted(session: Session) -> list[Policy]:
    """The adopted policies in the order of adoption, as their files say them."""
    adopted = session.execute("SELECT source FROM policy ORDER BY id")
    shipped = data_file(SHIPPED_POLICY).read_text(encoding="utf-8")
    return [policy_file.load(source, shipped) for (source,) in adopted]


def shipped_policy() -> Policy:
    """The policy that comes with the program."""
    return policy_file.load(data_file(SHIPPED_POLICY).read_text(encoding="utf-8"))


def first_day(session: Session) -> date:
    """The first policy's first day: evidence before it has no effect."""
    return min(policy.effective_from for policy in policies_adopted(session))
