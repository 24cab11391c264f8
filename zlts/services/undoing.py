"""Taking a batch back, writing its file out again, and trying rejected rows once more."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from zlts import journal
from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.outfile import replacing
from zlts.services import office as offices
from zlts.services.outputs import Output
from zlts.services.redacting import redacts
from zlts.services.resettling import Moved, resettle, rules_changed
from zlts.store import batches, decisions, evaluations, kept, rows
from zlts.store.batches import Batch
from zlts.store.personal import redaction
from zlts.store.session import Session

_MOST_REASONS = 3
_CLAUSE_END = re.compile("[，；。]")


@redacts
def undo(ledger: Ledger, number: int, now: datetime, *, dry_run: bool = False) -> tuple[str, Moved, tuple[int, ...]]:
    """Take a batch back, whole; what stood under it counts again.

    Returns what its file is called, what that moved, and the numbers of the maps still remembered from its file.

    Raises:
        WrongUsage: no such batch, or one taken back already.
        Refused: the ledger would be left without any unit.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        batch = _standing(session, number)
        journal.check_batches(session, [number])
        before, called = offices.load(session), batches.called(session)[number]
        batches.take_back(session, number, offices.stamp(now))
        evaluations.drop_batch(session, number)
        after = offices.load(session)
        if not after.roster.units:
            raise Refused(f"撤销第 {number} 批后，台账里就没有任何单位了，没有撤销。", "请先导入另一份花名册。")
        moved = resettle(session, before, after, now, freed=True)
        detail = {"batch": number, "accepted": moved.out}
        journal.write(session, "undo", detail, now, [f"batch:{number}", f"press:{number}"])
        maps = tuple(one.id for one in decisions.layouts(session) if one.file == batch.file)
        return called, moved, maps


@dataclass(frozen=True, slots=True)
class Tried:
    """What a retry moved, how many rows wait still, and their commonest reasons with how many rows have each."""

    moved: Moved
    waiting: int
    reasons: tuple[tuple[str, int], ...]

    @property
    def told(self) -> list[str]:
        """What newer rules moved, and of the rows that wait still; no line where there is nothing of either."""
        ruled = [self.moved.told_of_rules] if self.moved.told_of_rules else []
        if not self.waiting:
            return ruled
        listed = [f"  {count} 行：{reason}" for reason, count in self.reasons]
        return [
            *ruled,
            f"还有 {self.waiting} 行待核实，最多的原因是：",
            *listed,
            "下一步：zlts quarantine 看每一行；或 zlts quarantine -o 待核实.xlsx，改好后再 zlts import 待核实.xlsx。",
        ]


def retry(ledger: Ledger, now: datetime, *, dry_run: bool = False) -> Tried:
    """Try the rejected rows again, under the roster and the vocabulary as they are now."""
    with ledger.transaction(dry_run=dry_run) as session:
        office = offices.load(session)
        moved = resettle(session, office, office, now, by_rules=rules_changed(session))
        journal.write(session, "retry", {"accepted": moved.out}, now)
        waiting = rows.quarantined(session)
    # what follows the first clause is of one row: the nearest word, the line to type
    alike = {(one.kind, one.row_id, _CLAUSE_END.split(one.problem.reason)[0]) for one in waiting}
    reasons = Counter(reason for _, _, reason in alike)
    common = sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_REASONS]
    return Tried(moved, len({(one.kind, one.row_id) for one in waiting}), tuple(common))


def extract(ledger: Ledger, number: int, output: Output) -> str:
    """Write a batch's original file out, unchanged; returns its name.

    Raises:
        WrongUsage: no such batch.
        Refused: its content was erased or changed, or the output cannot be written.
    """
    with ledger.read() as session:
        batch = batches.find(session, number)
        if batch is None:
            raise WrongUsage(f"没有第 {number} 批。", "用 zlts batches 看有哪些批次。")
        if kept.is_erased(session, batch.file_id):
            raise Refused(f"第 {number} 批“{batch.file}”的内容已按规定清除，取不出来了。")
        if any(kept.altered(session, batch.file_id)):
            todo = "请先用 zlts verify 看清楚，再用 zlts restore 换回改动以前的备份。"
            raise Refused(f"第 {number} 批“{batch.file}”保存的原始文件被改动过，没有取出。", todo)
        with replacing(output.path) as stream:
            stream.writelines(kept.chunks(session, batch.file_id))
        output.remember()
        return redaction(session).hide(batch.file)


def _standing(session: Session, number: int) -> Batch:
    batch = batches.find(session, number)
    if batch is None:
        raise WrongUsage(f"没有第 {number} 批。", "用 zlts batches 看有哪些批次。")
    if batch.undone_at:
        raise WrongUsage(f"第 {number} 批已经撤销过了。", "要再用它，请重新导入原文件（zlts extract 可以取出）。")
    return batch
