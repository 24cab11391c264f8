"""Waiting rows that will never be right: a person decides that they are not used (readings: Nothing is lost)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from zlts import journal
from zlts.bulletins.listings import row_number
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.registers.rows import Waiting
from zlts.services import office as offices
from zlts.services.naming import the_rows
from zlts.services.redacting import redacts
from zlts.services.resettling import resettle
from zlts.store import batches, decisions, rows, voiding
from zlts.store.decisions import Unusable
from zlts.store.rows import SetAside
from zlts.store.session import Session
from zlts.store.voiding import Spot

_PART = ("table:unusable",)
_Row = TypeVar("_Row", Waiting, SetAside)


@redacts
def set_aside(
    ledger: Ledger, texts: Sequence[str], reason: str, now: datetime, *, dry_run: bool = False
) -> list[str]:
    """Say of waiting rows that they are not used; returns what was done, in words.

    Whatever row says the same, now or in a file that comes later, waits no more and is not used either.

    Raises:
        WrongUsage: no reason, or a row that does not wait.
    """
    if not reason.strip():
        raise WrongUsage("不予采用要写理由。", "请加上 --reason 【理由】。")
    with ledger.transaction(dry_run=dry_run) as session:
        journal.check(session, _PART)
        waiting = rows.quarantined(session)
        chosen = _chosen(session, texts, waiting, "不是待核实的行。", "用 zlts quarantine 看编号。")
        decide(session, [(one.kind, one.row_id) for one in chosen], reason.strip(), now)
        told = _numbers(session, chosen)
        left = {(one.kind, one.row_id) for one in rows.quarantined(session)}
        beside = {(one.kind, one.row_id) for one in waiting} - left
        more = len(beside) - len({(one.kind, one.row_id) for one in chosen})
        office = offices.load(session)
        moved = resettle(session, office, office, now)
        journal.write(session, "set-aside", {"rows": told, "reason": reason.strip()}, now, _PART)
    found = [f"已不予采用：{'、'.join(told)}。要收回：zlts set-aside {' '.join(told)} --undo"]
    found += [f"另有 {more} 行写得完全一样，一并不予采用。"] if more > 0 else []
    return found + ([f"{moved.out} 行从待核实转为采用。请再评定一次。"] if moved.out else [])


def decide(session: Session, chosen: Iterable[tuple[str, int]], reason: str, now: datetime) -> None:
    """Record of rows, by register kind and number, that they are not used: once for those that say the same."""
    for kind, number in chosen:
        if number not in rows.unusable_ids(session, kind):
            decisions.set_aside(session, Unusable(kind, number, reason, offices.stamp(now)))


def decide_and_record(session: Session, chosen: Sequence[Waiting], reason: str, now: datetime) -> None:
    """The same of rows that a corrected workbook gives a reason for, with the journal's record."""
    journal.check(session, _PART)
    for one in dict.fromkeys((one.kind, one.row_id) for one in chosen):
        decisions.set_aside(session, Unusable(*one, reason, offices.stamp(now)))
    if chosen:
        detail = {"rows": _numbers(session, chosen), "reason": reason}
        journal.write(session, "set-aside", detail, now, _PART)


@redacts
def take_up(ledger: Ledger, texts: Sequence[str], now: datetime, *, dry_run: bool = False) -> list[str]:
    """Take such decisions back: the rows are tried again, and wait if they still cannot be taken in.

    Raises:
        WrongUsage: a row of which nothing was decided.
    """
    with ledger.transaction(dry_run=dry_run) as session:
        journal.check(session, _PART)
        known = rows.set_aside(session)
        chosen = _chosen(session, texts, known, "没有不予采用过。", "用 zlts quarantine 看已不予采用的行。")
        told = _numbers(session, chosen)
        records = {one.decision for one in chosen}
        for record in records:
            decisions.take_up(session, record)
        office = offices.load(session)
        resettle(session, office, office, now)
        journal.write(session, "set-aside-undo", {"rows": told}, now, _PART)
        waiting = {(one.kind, one.row_id) for one in rows.quarantined(session)}
    taken_in = sum((one.kind, one.row_id) not in waiting for one in known if one.decision in records)
    again = f"{taken_in} 行转为采用，请再评定一次；" if taken_in else ""
    return [f"已收回：{'、'.join(told)}。{again}现在有 {len(waiting)} 行待核实：zlts quarantine"]


def _chosen(session: Session, texts: Sequence[str], among: Iterable[_Row], missing: str, todo: str) -> list[_Row]:
    """The rows that were typed, each once.

    Raises:
        WrongUsage: one that is not among these.
    """
    sheets = {place: sheet for sheet, place in voiding.sheets(session).items()}
    there: dict[Spot, _Row] = {}
    for one in among:
        there.setdefault((sheets[one.place.batch, one.place.sheet], one.place.row), one)
    found = []
    for text in texts:
        for spot in the_rows(text, sheets):
            if spot not in there:
                raise WrongUsage(f"“{text}”{missing}", todo)
            found.append(there[spot])
    journal.check_batches(session, (one.place.batch for one in found))
    return list(dict.fromkeys(found))


def _numbers(session: Session, chosen: Iterable[Waiting | SetAside]) -> list[str]:
    """The rows' numbers as lists have them."""
    several = batches.of_several_sheets(session)
    return list(dict.fromkeys(row_number(one.place, several) for one in chosen))
