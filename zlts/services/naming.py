"""Whom, which unit, entry or row a word of the clerk's means; where several may be meant, they are told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from zlts import journal
from zlts.errors import WrongUsage
from zlts.model import Person, PostedEntry
from zlts.names import nearest
from zlts.services.office import Office
from zlts.store import entries
from zlts.store.session import Session
from zlts.store.voiding import Spot


def the_person(office: Office, word: str) -> Person:
    """The one who bears that name or badge.

    Raises:
        WrongUsage: nobody does, or several do (they are listed).
    """
    bearers = office.roster.bearers(word)
    if not bearers:
        near = nearest(word, [person.name for person in office.roster.people])
        raise WrongUsage(f"花名册里没有“{word}”。", f"最接近的是“{near}”。" if near else "请检查姓名或警号。")
    if len(bearers) > 1:
        labels = "、".join(_bearer(office, person) for person in bearers)
        raise WrongUsage(f"“{word}”不止一人：{labels}。", "请改用警号。")
    return bearers[0]


def _bearer(office: Office, person: Person) -> str:
    units = dict.fromkeys(posting.unit for posting in office.roster.postings if posting.person == person)
    return f"{person.label}（{'、'.join(units)}）"


def the_unit(office: Office, word: str) -> str:
    """The unit a word means.

    Raises:
        WrongUsage: none, or several.
    """
    unit = office.roster.known(word)
    if unit is None:
        near = nearest(word, [one.name for one in office.roster.units])
        raise WrongUsage(f"花名册里没有单位“{word}”。", f"最接近的是“{near}”。" if near else "")
    return unit


def the_entry(session: Session, number: int) -> PostedEntry:
    """The entry of that number, be it reversed, on which something is to be decided.

    Raises:
        WrongUsage: there is none.
        LedgerRefused: its pass is not as it was written: what is decided would be of another matter.
    """
    posted = entries.find(session, number)
    if posted is None:
        raise WrongUsage(f"台账里没有第 {number} 号。", "用 zlts ledger 看编号。")
    journal.check(session, [f"run:{posted.run}"])
    return posted


def standing_entry(session: Session, number: int) -> PostedEntry:
    """The entry of that number, which stands.

    Raises:
        WrongUsage: there is none, or it is reversed.
    """
    posted = the_entry(session, number)
    if not posted.active:
        raise WrongUsage(f"第 {number} 号已经撤销。", "用 zlts ledger 看现在有效的编号。")
    return posted


_MOST_ROWS = 100_000
OWN_ROWS = "请照所列的编号写，如 3:Sheet1:5-16,20；只有一张工作表的，写 3:5。"


def the_rows(text: str, sheets: Mapping[tuple[int, str], int]) -> Iterator[Spot]:
    """The rows that 3:Sheet1:5-16,20 means, of these sheets (batch and name → id).

    Raises:
        WrongUsage: no such batch or sheet, or no row's number.
    """
    head, _, ranges = text.replace("：", ":").rpartition(":")
    batch, _, name = head.partition(":")
    own = {sheet: number for (where, sheet), number in sheets.items() if str(where) == batch.strip()}
    sheet = next(iter(own.values())) if len(own) == 1 and not name else own.get(name)
    if sheet is None:
        told = f"第 {batch} 批的工作表：{'、'.join(own)}。" if own else OWN_ROWS
        raise WrongUsage(f"不认识“{text}”所指的批次或工作表。", told)
    for row in _numbers(ranges, text):
        yield sheet, row


def _numbers(ranges: str, text: str) -> Iterator[int]:
    for part in re.split("[,，、]", ranges):
        found = re.fullmatch(r"(\d{1,7})(?:[-–](\d{1,7}))?", part.strip(), re.ASCII)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if not first <= last < first + _MOST_ROWS:
            raise WrongUsage(f"“{text}”里的行号“{part}”看不懂。", OWN_ROWS)
        yield from range(first, last + 1)
