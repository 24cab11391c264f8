"""Nil returns (零报告): a unit says that nobody pressed its evaluators in a month (readings: Nil returns)."""

from __future__ import annotations

from datetime import datetime

from zlts.db import Ledger
from zlts.errors import Refused
from zlts.importers.vocabulary import Vocabulary
from zlts.model import Filing, Register
from zlts.periods import Month
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.handwork import enter
from zlts.services.intake import FileOutcome
from zlts.services.naming import the_unit
from zlts.services.office import Office
from zlts.services.undoing import undo
from zlts.store import batches
from zlts.store.session import Session


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
