"""Single facts by hand: written as a one-row register and taken in through the same checks as any file."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from zlts import journal
from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.importers.reading import Options
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Register
from zlts.registers.catalogue import KINDS
from zlts.services import office as offices
from zlts.services.intake import FileIntake, FileOutcome, taken
from zlts.services.office import Keeper
from zlts.services.redacting import redacts
from zlts.store import decisions

_FOLDER = "手工录入"
"""What stands as the folder of such a batch."""
_NAMES = {**KINDS, Register.ROSTER: "任职"}


@redacts
def enter(
    ledger: Ledger,
    register: str,
    row: Mapping[str, str],
    vocabulary: Vocabulary,
    now: datetime,
    *,
    dry_run: bool = False,
    named: str = "",
) -> FileOutcome:
    """Take one row in, by the fields' Chinese names; `named`: what the batches call it, else the register and now.

    Raises:
        Refused: the row does not hold, with the reason, or it is known already; nothing is written.
    """
    name = f"{named or f'手工录入-{_NAMES[register]}-{now:%Y%m%d-%H%M%S}'}.csv".replace("/", "-").replace("\\", "-")
    with tempfile.TemporaryDirectory() as folder, ledger.transaction(dry_run=dry_run) as session:
        path = Path(folder) / _FOLDER / name
        path.parent.mkdir()
        path.write_bytes(_as_csv({heading: value for heading, value in row.items() if value}))
        options = Options(kind=register)
        with taken(path, options) as (file, book):
            outcome = FileIntake(session, Keeper(), file, book, options, vocabulary, now).run()
        if outcome.rejected:
            reasons = "；".join(f"{one.problem.column}：{one.problem.reason}" for one in outcome.problems)
            raise Refused(f"未予采用：{reasons}。", "请改好后再录。")
        if outcome.duplicates:
            raise Refused("这一条台账里已经有了，没有重复录入。")
    return outcome


def _as_csv(row: Mapping[str, str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([list(row), list(row.values())])
    return text.getvalue().encode("utf-8-sig")


@redacts
def count(
    ledger: Ledger, numbers: list[int], now: datetime, *, take_back: bool = False, dry_run: bool = False
) -> str:
    """Say that logged measures are ones of their own, or take that word back.

    Raises:
        WrongUsage: a number that no accepted measure bears.
    """
    stamp = offices.stamp(now)
    with ledger.transaction(dry_run=dry_run) as session:
        office = offices.load(session)
        known = {one.id for one in offices.settle(session, Register.MEASURES, office).facts}
        unknown = [number for number in numbers if number not in known]
        if unknown:
            raise WrongUsage(f"没有第 {unknown[0]} 号登记的措施。", "编号写在 zlts assess 的提示里。")
        journal.check(session, ["table:own_measure"])
        for number in numbers:
            if take_back:
                decisions.uncount_measure(session, number)
            else:
                decisions.count_measure(session, number, stamp)
        journal.write(session, "uncount" if take_back else "count", {"measures": numbers}, now, ["table:own_measure"])
    return "已记下。"
