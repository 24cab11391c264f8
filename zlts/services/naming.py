"""Whom, which unit and which entry a word of the clerk's means; where several may be meant, they are told."""

from __future__ import annotations

from zlts.errors import WrongUsage
from zlts.model import Person, PostedEntry
from zlts.names import nearest
from zlts.services.office import Office
from zlts.store import entries
from zlts.store.session import Session


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
    """The entry of that number, be it reversed.

    Raises:
        WrongUsage: there is none.
    """
    posted = entries.find(session, number)
    if posted is None:
        raise WrongUsage(f"台账里没有第 {number} 号。", "用 zlts ledger 看编号。")
    return posted


def standing_entry(session: Session, number: int) -> PostedEntry:
    """The entry of that number, which stands.

    Raises:
        WrongUsage: there is none, or it is reversed.
    """
    posted = the_entry(session, number)
    if not posted.active:
        raise WrongUsage(f"第 {number} 号已经冲销。", "用 zlts ledger 看现在有效的编号。")
    return posted
