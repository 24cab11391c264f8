"""The hash chain of the journal: pure, over canonical content."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """A journal record as chained. `seals` are digests of the parts of the ledger that it wrote."""

    seq: int
    at: str
    actor: str
    host: str
    version: str
    action: str
    detail: str
    seals: str
    previous: str
    hash: str


def canonical(values: Mapping[str, object]) -> str:
    """JSON that is the same for the same content."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(link: Link) -> str:
    """The hash a record must bear: of the one before and of all it says itself."""
    said = (link.previous, link.seq, link.at, link.actor, link.host, link.version, link.action, link.detail)
    return hashlib.sha256(json.dumps([*said, link.seals], ensure_ascii=False).encode()).hexdigest()


def faults(links: Iterable[Link]) -> list[str]:
    """What is wrong with the chain itself, in words; empty when it is whole."""
    previous, expected, found = START, 1, []
    for link in links:
        if link.seq != expected:
            found.append(f"日志缺少第 {expected} 条记录")
        if link.previous != previous or link.hash != hash_of(link):
            found.append(f"日志第 {link.seq} 条记录被改动过")
        previous, expected = link.hash, link.seq + 1
    return found


def last_seals(links: Iterable[Link]) -> dict[str, tuple[str, int]]:
    """Part → the digest last recorded for it, and in which record."""
    seals: dict[str, tuple[str, int]] = {}
    for link in links:
        for part, digest in seals_of(link.seals).items():
            seals[part] = (digest, link.seq)
    return seals


def seals_of(text: str) -> dict[str, str]:
    """What a record seals, of its `seals`; nothing where a strange hand has left no JSON."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
