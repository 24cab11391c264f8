"""Is the ledger whole: the file, the chain, the kept files, the parts, and the whole derivation."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, select

from zlts import journal
from zlts.chain import Link, faults, last_seals
from zlts.db import Ledger
from zlts.desk import office as offices
from zlts.desk.assess import derive
from zlts.errors import WrongUsage
from zlts.periods import Month
from zlts.reconcile import reconcile
from zlts.store import entries, rows
from zlts.store.seals import differing, every_part, seals
from zlts.store.tables import ComplaintRow, KeptFile

EVIDENCE = {"init", "import", "undo", "resettle", "retry", "merge", "unmerge", "count", "uncount", "policy", "void"}
"""Actions after which a pass may be due."""

_NAMES = {"table": "表", "batch": "批次", "press": "批次的评价", "run": "评定"}
_SHORTEST_HEAD = 8


@dataclass(frozen=True, slots=True)
class Verification:
    """What is wrong, in words; the years whose pass is due; the head of the chain and its length."""

    faults: tuple[str, ...]
    due: tuple[int, ...]
    head: str
    length: int


def verify(ledger: Ledger, anchor: str = "") -> Verification:
    """Check everything there is to check.

    Raises:
        WrongUsage: an anchor too short to witness anything.
    """
    with ledger.read() as session:
        found = [*_file_faults(session)]
        links = journal.links(session)
        found += faults(links)
        found += _anchor_faults(anchor, links)
        found += _part_faults(session, links)
        found += _kept_faults(session)
        found += _personal_faults(session)
        due: list[int] = []
        if not found:  # on a damaged ledger the derivation says nothing new
            found += _derivation_faults(session, links, due)
        head, length = journal.head(session)
    return Verification(tuple(found), tuple(due), head, length)


def _file_faults(session: Session) -> Iterator[str]:
    connection = session.connection()
    for (told,) in connection.exec_driver_sql("PRAGMA integrity_check"):
        if told != "ok":
            yield f"台账文件损坏：{told}"
    for table, *_ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"表 {table} 里有一行指向不存在的记录"


def _anchor_faults(anchor: str, links: Sequence[Link]) -> Iterator[str]:
    if not anchor:
        return
    if len(anchor) < _SHORTEST_HEAD:
        raise WrongUsage(f"校验码至少要写 {_SHORTEST_HEAD} 位。", "请照纸上印的写。")
    if not any(link.hash.startswith(anchor.lower()) for link in links):
        yield f"日志里没有校验码 {anchor}：这本台账不是印出那张纸的台账，或者被改写过"


def _part_faults(session: Session, links: Sequence[Link]) -> Iterator[str]:
    recorded = last_seals(links)
    for part, seq in differing(recorded, seals(session, every_part(session))):
        kind, _, name = part.partition(":")
        since = f"第 {seq} 条日志之后" if seq else "没有经过程序"
        yield f"{_NAMES[kind]} {name} 的内容与日志不符（{since}被改动、添加或删除）"


def _kept_faults(session: Session) -> Iterator[str]:
    for file_id, digest, erased in session.exec(select(KeptFile.id, KeptFile.sha256, KeptFile.erased_at)).all():
        if erased:
            continue
        content = session.exec(select(KeptFile.content).where(KeptFile.id == file_id)).one()
        if hashlib.sha256(content).hexdigest() != digest:
            yield f"保存的第 {file_id} 个原始文件被改动过"


def _personal_faults(session: Session) -> Iterator[str]:
    for row in session.exec(select(ComplaintRow)):
        said = {code: getattr(row, code) for code in rows.PERSONAL}
        if row.salt and rows.personal_digest(said, row.salt) != row.personal:
            yield f"投诉登记第 {row.id} 行的个人信息或内容被改动过"


def _derivation_faults(session: Session, links: Sequence[Link], due: list[int]) -> Iterator[str]:
    """Active entries equal what the rules derive, unless evidence came since the last pass."""
    office = offices.load(session)
    for year, seq in _last_passes(links).items():
        through = entries.assessed_through(session, year)
        if through is None:
            continue
        _, derived = derive(session, office, year, through)
        changes = reconcile(derived.entries, entries.active(session, year))
        if not changes.post and not changes.reverse:
            continue
        if any(link.seq > seq and link.action in EVIDENCE for link in links):
            due.append(year)
        else:
            yield f"{year} 年的台账与证据推不出同样的结果（多 {len(changes.reverse)} 条，少 {len(changes.post)} 条）"


def _last_passes(links: Iterable[Link]) -> dict[int, int]:
    """Year → the record of its last pass."""
    passes: dict[int, int] = {}
    for link in links:
        if link.action == "assess":
            passes[Month.parse(json.loads(link.detail)["month"]).year] = link.seq
    return passes
