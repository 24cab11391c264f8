"""Is the ledger whole: the file, the chain, the kept files, the parts, and the whole derivation."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zlts import __version__, journal
from zlts.chain import Link, faults, last_seals
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.periods import Month
from zlts.reconcile import reconcile
from zlts.services import office as offices
from zlts.services.assess import derive
from zlts.store import entries, kept, personal
from zlts.store.digests import differing, every_part, seals
from zlts.store.session import Session

EVIDENCE = {
    "init", "import", "undo", "resettle", "retry", "merge", "unmerge", "count", "uncount", "policy",
    "void", "void-undo", "done", "done-undo", "waive", "unwaive", "purge", "migrate",
    "object-upheld", "object-undo", "policy-undo",
}  # fmt: skip
"""Actions after which a pass may be due."""

_TABLES = {
    "policy": "政策", "who": "评价的归属", "device": "评价器", "layout": "表头的认法", "complaint_merge": "并案",
    "own_measure": "另计的措施", "held_measure": "与台账对应的登记措施",
    "carried_out": "执行登记", "waiver": "免除", "award": "表彰名单", "issued": "已印发的通报",
    "unusable": "不予采用的行", "cleared": "核实正常的疑似情形", "rectified": "整改登记",
    "voided": "作废的评价", "complaint_key": "投诉的认法", "objection": "申诉",
}  # fmt: skip
_PARTS = {"batch": "第 {} 批文件的登记", "press": "第 {} 批文件的评价", "run": "第 {} 次评定记的账"}
_SHORTEST_HEAD = 8


@dataclass(frozen=True, slots=True)
class Verification:
    """What is wrong, in words; the years whose pass is due; the head of the chain and its length.

    `witnessed` is the record whose hash the paper bears, 0 where none was asked for.
    """

    faults: tuple[str, ...]
    due: tuple[int, ...]
    head: str
    length: int
    witnessed: int = 0


def verify(ledger: Ledger, anchor: str = "") -> Verification:
    """Check everything there is to check.

    Raises:
        WrongUsage: an anchor too short to witness anything.
    """
    wanted = _anchor(anchor)
    with ledger.read() as session:
        found = [*_file_faults(session)]
        if found:  # nothing more can be read from it with any trust
            return Verification(tuple(found), (), "", 0)
        links = journal.links(session)
        witnessed = next((link.seq for link in links if wanted and link.hash.startswith(wanted)), 0)
        found += [*faults(links), *_end_faults(session, links), *_anchor_faults(wanted, witnessed, links)]
        found += [*_pointing_faults(session), *_part_faults(session, links)]
        found += [*_kept_faults(session), *_personal_faults(session)]
        due: list[int] = []
        if not found:  # on a damaged ledger the derivation says nothing new
            found += _derivation_faults(session, links, due)
        head, length = journal.head(session)
    return Verification(tuple(found), tuple(due), head, length, witnessed)


def _file_faults(session: Session) -> Iterator[str]:
    for (told,) in session.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"台账文件损坏：{told}"


def _pointing_faults(session: Session) -> Iterator[str]:
    lost = Counter(table for table, *_ in session.execute("PRAGMA foreign_key_check"))
    for table, count in lost.items():
        yield f"表 {table} 里有 {count} 行指向不存在的记录"


def _anchor(printed: str) -> str:
    """The head in what is printed, which may stand with its length: `a1b2… （日志 12 条）`."""
    if not printed:
        return ""
    found = re.match(r"[0-9a-f]*", unicodedata.normalize("NFKC", printed).strip().lower())
    if not found or len(found[0]) < _SHORTEST_HEAD:
        raise WrongUsage(f"校验码至少要写 {_SHORTEST_HEAD} 位。", "请照纸上印的写。")
    return found[0]


def _anchor_faults(anchor: str, witnessed: int, links: Sequence[Link]) -> Iterator[str]:
    if not anchor or witnessed:
        return
    restored = [link.seq for link in links if link.action == "restore"]
    told = f"；第 {restored[-1]} 条日志用备份恢复过，纸若是换下的那份印的，请用它核对" if restored else ""
    yield f"日志里没有校验码 {anchor}：这本台账不是印出那张纸的台账，或者被改写过{told}"


def _end_faults(session: Session, links: Sequence[Link]) -> Iterator[str]:
    """Records cut off the journal's end, where the hand that did it forgot the count."""
    last = links[-1].seq if links else 0
    there = session.columns("journal_end")
    counted = session.scalar("SELECT seq FROM journal_end") if there else None
    if counted != last:
        yield f"日志末尾缺少第 {last} 条之后的记录" if counted and counted > last else "日志的条数被改动过"


def _part_faults(session: Session, links: Sequence[Link]) -> Iterator[str]:
    recorded = last_seals(links)
    for part, seq in differing(recorded, seals(session, every_part(session))):
        kind, _, name = part.partition(":")
        told = _TABLES.get(name, name) if kind == "table" else _PARTS[kind].format(name)
        since = f"第 {seq} 条日志之后被改动、添加或删除" if seq else "不是由程序写入的"
        yield f"{told}与日志不符（{since}）"


def _kept_faults(session: Session) -> Iterator[str]:
    for file_id in kept.altered(session):
        yield f"保存的第 {file_id} 个原始文件被改动过"
    for (file_id,) in session.execute(_UNUSED):
        yield f"保存的第 {file_id} 个原始文件不属于任何批次"


_UNUSED = "SELECT id FROM kept_file WHERE id NOT IN (SELECT file_id FROM batch)"


def _personal_faults(session: Session) -> Iterator[str]:
    for number in personal.altered(session):
        yield f"投诉登记第 {number} 行的个人信息或内容被改动过"


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
        if any(link.seq > seq and link.action in EVIDENCE for link in links) or links[seq - 1].version != __version__:
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
