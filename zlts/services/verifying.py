"""Is the ledger whole: the file, the chain, the kept files, the parts, and the whole derivation."""

from __future__ import annotations

import json
import platform
import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from zlts import __version__, backups, journal
from zlts.chain import SHORTEST, START, Followed, Link, Typed, spelled
from zlts.db import Ledger, declared
from zlts.errors import UNREADABLE, Refused, WrongUsage
from zlts.periods import Month
from zlts.reconcile import reconcile
from zlts.services import office as offices
from zlts.services.assess import derive
from zlts.store import decisions, entries, kept, personal, rows, schema
from zlts.store.digests import differing, disagreement, every_part, numbered_away, seals
from zlts.store.personal import redaction
from zlts.store.session import Session

if TYPE_CHECKING:
    from zlts.documents.seen import SeenPage

EVIDENCE = {
    "init", "import", "undo", "resettle", "retry", "merge", "unmerge", "count", "uncount", "policy",
    "void", "void-undo", "done", "done-undo", "waive", "unwaive", "purge", "migrate",
    "object-upheld", "object-undo", "policy-undo",
}  # fmt: skip
"""Actions after which a pass may be due."""


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
    wanted = _anchor(anchor) if anchor else None
    with ledger.read() as session:
        found = [*_told("台账文件", _file_faults(session))]
        if found:  # nothing more can be read from it with any trust
            return Verification(tuple(found), (), "", 0)
        found += _told("台账的结构", _schema_faults(session))
        followed, links = Followed(), list[Link]()
        found += _told("日志", _journal_faults(session, followed, links))
        witnessed = wanted.found_in(links) if wanted else 0
        if wanted and not witnessed:
            found.append(_anchor_fault(wanted, links))
        for what, faults in (
            ("已印发的通报", _issued_faults(session, links)),
            ("行与行的对应", _pointing_faults(session)),
            ("台账的内容", _part_faults(session, followed)),
            ("保存的原始文件", _kept_faults(session)),
            ("投诉登记", _personal_faults(session)),
        ):
            found += _told(what, faults)
        due: list[int] = []
        if not found:  # on a damaged ledger the derivation says nothing new
            found += _derivation_faults(session, links, due)
        head, length = (links[-1].hash, links[-1].seq) if links else (START, 0)
    return Verification(tuple(found), tuple(due), head, length, witnessed)


def _told(what: str, faults: Iterator[str]) -> Iterator[str]:
    """A check's faults; where what is there is past reading, that it is."""
    try:
        yield from faults
    except (*backups.ERRORS, *UNREADABLE) as error:
        if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) != sqlite3.SQLITE_ERROR:
            raise
        yield f"{what}里有程序读不懂的内容，被别的程序改过"


def _schema_faults(session: Session) -> Iterator[str]:
    """What is not made as the program makes it, and values of a type that it never writes."""
    wanted = declared()
    yield from (one.told for one in schema.differences(schema.listed(session), wanted))
    for one in schema.mistyped(session, wanted):
        yield f"表 {one.table} 的 {one.column} 列有 {one.values} 个值不是{one.wanted}"


def _journal_faults(session: Session, followed: Followed, links: list[Link]) -> Iterator[str]:
    """What is wrong with the journal; it is put into the last two."""
    links += journal.links(session)
    yield from followed.follow(links).faults
    yield from _end_faults(session, links)


def anchor(ledger: Ledger, now: datetime) -> SeenPage:
    """The slip for the safe: the journal's head as it stands, of a ledger that is whole.

    Raises:
        Refused: it is not, and nothing may bear witness for it.
    """
    from zlts.documents.slip import Head, slip  # what letters are made from, which no other check needs

    found = verify(ledger)
    if found.faults:
        raise Refused(f"台账核验不通过，没有打印存根：{found.faults[0]}。", "请用 zlts verify 看全部。")
    with ledger.read() as session:
        name = redaction(session).hide(ledger.path.name)
    actor = f"{journal.actor()}@{platform.node()}"
    return slip(Head(spelled(found.head), found.length, name, actor, now))


def _file_faults(session: Session) -> Iterator[str]:
    for (told,) in session.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield f"台账文件损坏：{told}"


def _pointing_faults(session: Session) -> Iterator[str]:
    lost = Counter(table for table, *_ in session.execute("PRAGMA foreign_key_check"))
    for table, count in lost.items():
        yield f"表 {table} 里有 {count} 行指向不存在的记录"
    if rows.misplaced(session):
        yield "表 quarantine 里有行写的位置，不是它所说的那一行的"
    for table in numbered_away(session):
        yield f"表 {table} 的编号被改动过"


def _anchor(printed: str) -> Typed:
    """The head in what was typed off a paper, where it may stand with its length: `3f9a-… （日志 12 条）`."""
    typed = Typed.of(printed)
    if not typed.is_enough:
        raise WrongUsage(f"校验码至少要写 {SHORTEST} 位。", "请照纸上印的写，横线、空格、大小写不限。")
    return typed


def _anchor_fault(typed: Typed, links: Sequence[Link]) -> str:
    """Why a paper's head is not found: it was mistyped, as far as can be seen, or it is another ledger's."""
    near = None if typed.is_sure else typed.misread(links)
    if near:
        return (
            f"日志里没有校验码 {typed.told}：第 {near.group} 组似有错字，写的是“{near.typed}”，第 {near.seq} 条日志的"
            f"是“{near.stands}”；请看着纸再写一遍，纸上确是“{near.typed}”的，这本台账不是印出那张纸的台账，或者被改写过"
        )
    restored = [link.seq for link in links if link.action == "restore"]
    told = f"；第 {restored[-1]} 条日志用备份恢复过，纸若是换下的那份印的，请用它核对" if restored else ""
    slip = "；末位的检验字对不上，请先看着纸逐组再核一遍" if typed.sign and not typed.is_sure else ""
    return f"日志里没有校验码 {typed.told}：这本台账不是印出那张纸的台账，或者被改写过{slip}{told}"


_ON_PAPER = re.compile(r"台账校验码：([0-9a-f]{16}|[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[a-z])（日志 (\d+) 条）")


def _issued_faults(session: Session, links: Sequence[Link]) -> Iterator[str]:
    """Issued bulletins, which are on paper somewhere, whose head is not the journal's at that length."""
    hashes = {link.seq: link.hash for link in links}
    for one in decisions.every_issued(session):
        printed = _ON_PAPER.search(one.report)
        if printed and not hashes.get(int(printed[2]), "").startswith(Typed.of(printed[1]).figures):
            yield f"编号 {one.number} 的通报印着第 {printed[2]} 条日志的校验码，与日志里的不同：日志被改写过"


def _end_faults(session: Session, links: Sequence[Link]) -> Iterator[str]:
    """Records cut off the journal's end, where the hand that did it forgot the count."""
    last = links[-1].seq if links else 0
    there = session.columns("journal_end")
    counted = session.scalar("SELECT seq FROM journal_end") if there else None
    if counted != last:
        cut = isinstance(counted, int) and counted > last
        yield f"日志末尾缺少第 {last} 条之后的记录" if cut else "日志的条数被改动过"


def _part_faults(session: Session, followed: Followed) -> Iterator[str]:
    for part, seq in differing(followed.seals, seals(session, every_part(session))):
        yield disagreement(part, seq)


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
