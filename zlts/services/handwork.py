"""Single facts by hand: written as a one-row register and taken in through the same checks as any file.

A unit's nil return (零报告) is such a fact: nobody pressed its evaluators in a month (readings: Nil returns).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime

from zlts import journal
from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.importers.reading import Options
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Filing, Register
from zlts.periods import Month
from zlts.private_folder import private_folder
from zlts.registers.catalogue import KINDS
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.intake import FileIntake, FileOutcome, taken
from zlts.services.naming import the_unit
from zlts.services.office import Keeper, Office
from zlts.services.redacting import redacts
from zlts.services.undoing import undo
from zlts.store import batches, decisions
from zlts.store.session import Session

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
    with private_folder() as folder, ledger.transaction(dry_run=dry_run) as session:
        path = folder / _FOLDER / name
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
        known = {one.id: one for one in offices.settle(session, Register.MEASURES, office).facts}
        unknown = [number for number in numbers if number not in known]
        if unknown:
            raise WrongUsage(f"没有第 {unknown[0]} 号登记的措施。", "编号写在 zlts assess 的提示里。")
        journal.check_batches(session, (known[number].place.batch for number in numbers))
        journal.check(session, ["table:own_measure"])
        for number in numbers:
            if take_back:
                decisions.uncount_measure(session, number)
            else:
                decisions.count_measure(session, number, stamp)
        journal.write(session, "uncount" if take_back else "count", {"measures": numbers}, now, ["table:own_measure"])
    named = "、".join(f"{one.day} 对“{one.person.name}”的{one.kind}" for one in map(known.__getitem__, numbers))
    return f"已收回：{named}是不是另外一次，再由评定来问。" if take_back else f"已记下：{named}是另外一次，单独计算。"


# ---------------------------------------------------------------- nil returns


def register(
    ledger: Ledger, word: str, month: Month, vocabulary: Vocabulary, now: datetime, *, dry_run: bool = False
) -> FileOutcome:
    """Take a unit's nil return of a month in, as a filing of one row.

    Raises:
        WrongUsage: no such unit.
        Refused: evaluations of that unit and month are in, the month still runs or ended before
            the first policy's first day, or the return is known already.
    """
    with ledger.read() as session:
        office = offices.load(session)
        unit = the_unit(office, word)
        if month.last_day < office.first_day:
            raise Refused(
                f"{month} 在办法施行（{office.first_day}）之前，不计算，不用登记零报告。",
                "请核对月份，写施行以后的月份。",
            )
        evidence = evidences.gather(session, office, month.first_day, month.last_day)
        tally = evidence.unit_months().get((unit, month))
        if tally and (tally.counted or tally.unrated):
            raise Refused(
                f"{unit} {month} 已有评价（有效 {tally.counted} 个，未评价 {tally.unrated} 个），不能登记零报告。",
                "数据导错了的，用 zlts batches 找到批次，zlts undo 收回。",
            )
        what = office.policies.on(month.last_day).filing.nil_words[0]
    row = {"单位": unit, "事项": what, "月份": str(month)}
    return enter(ledger, Register.FILINGS, row, vocabulary, now, dry_run=dry_run, named=f"零报告 {unit} {month}")


def take_back(ledger: Ledger, word: str, month: Month, now: datetime, *, dry_run: bool = False) -> int:
    """Take a unit's nil return of a month back; returns the batch it came with.

    Raises:
        WrongUsage: no such unit.
        Refused: there is none, or it stands in a file with other rows.
    """
    with ledger.read() as session:
        office = offices.load(session)
        unit = the_unit(office, word)
        found = _standing(session, office, unit, month)
        if found is None:
            raise Refused(f"{unit} {month} 没有登记过零报告。")
        batch = batches.find(session, found.place.batch)
        if batch is None or batch.rows - batch.ignored > 1:
            raise Refused(
                f"{unit} {month} 的零报告在第 {found.place.batch} 批里，那一批还有别的行，没有收回。",
                f"要整批收回，用 zlts undo {found.place.batch}。",
            )
    undo(ledger, batch.id, now, dry_run=dry_run)
    return batch.id


def _standing(session: Session, office: Office, unit: str, month: Month) -> Filing | None:
    filings: list[Filing] = offices.settle(session, Register.FILINGS, office).facts
    return next((one for one in filings if (one.unit, one.month) == (unit, month)), None)
