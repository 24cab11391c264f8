"""A posting by hand: one that stands open is ended, not doubled (readings: Rosters)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from zlts.db import Ledger
from zlts.errors import Refused, WrongUsage
from zlts.model import Posting
from zlts.names import badge_number, evaluator_mark, person_name, plain, window_mark
from zlts.periods import day_of
from zlts.roster import spell
from zlts.services import office as offices
from zlts.services.naming import the_unit
from zlts.services.office import Office

Row = Mapping[str, str]
"""A roster's row by the fields' Chinese names."""


def prepared(ledger: Ledger, row: Row) -> tuple[Row, list[str]]:
    """The row to take in, its unit by the roster's name, and what to tell of the open posting it ends.

    Raises:
        WrongUsage: the roster does not know the unit.
        Refused: the row says nothing new of a posting that stands, would overlap one that cannot be meant, or
            names without a badge somebody of another unit who has one.
    """
    with ledger.read() as session:
        office = offices.load(session)
        row = _by_name(office, {**row, "单位": the_unit(office, row["单位"])})
    try:
        since, until = day_of(row["任职起"]), day_of(row["任职止"]) if row["任职止"] else None
    except WrongUsage:
        return row, []  # the taking in says what is wrong with it
    found = _open_ones(office, row, since, until)
    if not found or any(one.since == since for one in found):
        return row, []
    if len(found) > 1:
        told = "；".join(map(spell, found))
        raise Refused(f"有几段没有结束的任职：{told}。", "请把 --from 写成要结束的那一段的任职起。")
    return _ended(found[0], row, since, until)


def _by_name(office: Office, row: Row) -> Row:
    """The row with the name and badge of whom it means: a badge may stand in the name's place (readings: Whose row).

    Raises:
        Refused: a name without a badge, which one of another unit bears with his: the roster would have two people.
    """
    if row["警号"]:
        return row
    bearers = office.roster.bearers(row["姓名"])
    badged = [one for one in bearers if one.badge == badge_number(row["姓名"]) != ""]
    if len(badged) == 1:
        return {**row, "姓名": badged[0].name, "警号": badged[0].badge}
    at_window = [one for one in office.roster.postings if one.post.at_window and one.person in bearers]
    role = office.policies.each[-1].words.roles.get(plain(row["角色"]))
    if role is None or not role.at_window or any(one.unit == row["单位"] for one in at_window):
        return row
    known = dict.fromkeys((one.person, one.unit) for one in at_window if one.person.badge)
    if not known:
        return row
    told = "、".join(f"{person.label}（{unit}）" for person, unit in known)
    mark = next(iter(known))[0].badge
    raise Refused(
        f"花名册里已有“{person_name(row['姓名'])}”：{told}。没有写警号，认不出是不是同一个人，没有登记。",
        f"是同一个人，加 --badge {mark}；是同名的另一个人，用 --badge 写他自己的警号。",
    )


def _ended(known: Posting, row: Row, since: date, until: date | None) -> tuple[Row, list[str]]:
    """The row that ends an open posting, or fills in its badge."""
    begun = str(known.since) if known.since else ""
    if known.since and since < known.since:
        line = f"--from {known.since}" + (f" --to {until}" if until else "")
        raise Refused(
            f"{spell(known)}，没有结束，与 {since} 起的任职重叠，没有登记。",
            f"要结束这一段，请写 {line}；要补登以前的一段，请写 --from {since} 和 {known.since} 以前的 --to。",
        )
    if until is None and (known.person.badge or not row["警号"]):
        raise Refused(f"{spell(known)}，没有结束，不用再登记。", "要登记离任，请加 --to 最后一天。")
    told = [f"{spell(known)}，到 {until} 为止。"] if until else []
    return {**row, "任职起": begun}, told


def _open_ones(office: Office, row: Row, since: date, until: date | None) -> list[Posting]:
    """The open postings of that person in that unit and role, at that window, which the row's time overlaps."""
    post = office.policies.on(since).words.roles.get(plain(row["角色"]))
    name, badge = person_name(row["姓名"]), badge_number(row["警号"])
    return [
        one
        for one in office.roster.postings
        if (one.unit, one.post, one.person.name) == (row["单位"], post, name)
        and one.until is None
        and (not badge or not one.person.badge or one.person.badge == badge)
        and (until is None or one.since is None or one.since <= until)
        and (not row["窗口"] or window_mark(row["窗口"]) == window_mark(one.window))
        and (not row["评价器"] or evaluator_mark(row["评价器"]) == evaluator_mark(one.evaluator))
    ]
