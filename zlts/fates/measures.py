"""三项制度 measures issued outside the rules: a multiset of rows, on officers or leaders."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zlts.fates.rows import Copies, Settled, StoredRow, future, in_order, iso_day, present
from zlts.model import MEASURES, Claim, Kind, Measure, Problem
from zlts.names import plain, with_nearest
from zlts.roster import Found, Roster


def settle(rows: Iterable[StoredRow], roster: Roster, own: frozenset[int] = frozenset()) -> Settled[Measure]:
    """Fates and facts of the measures' register; `own` are the rows a person counts on their own."""
    settled: Settled[Measure] = Settled()
    copies, loosely = Copies(), dict[tuple[str, ...], StoredRow]()
    for row in in_order(rows):
        day = None if row.broken else iso_day(row.get("date"))
        problems, found = _problems(row, day, roster)
        if problems or row.broken or found is None or day is None:
            settled.reject(row, *problems)
            continue
        identity = (str(day), found.person.key, found.unit, plain(row.get("measure")))
        nth = copies.is_new((*identity, plain(row.get("reason"))), row.place)
        if not nth:
            settled.duplicate(row)
            continue
        settled.accept(row)
        first = loosely.setdefault(identity, row)
        if first is not row:
            settled.notes[row.id] = f"与{first.where}只有事由不同，请核对是否同一次"
        key = "|".join((*identity, plain(row.get("reason")), str(nth)))
        settled.facts.append(replace(_fact(row, day, found, key), separate=row.id in own))
    return settled


def _problems(row: StoredRow, day: date | None, roster: Roster) -> tuple[tuple[Problem, ...], Found | None]:
    if row.broken:
        return (), None
    word = plain(row.get("measure"))
    kind = None if word in MEASURES else Problem("措施", word, with_nearest("不是三项制度的措施", word, MEASURES))
    if day is None:
        return present(Problem("日期", "", "没有写日期"), kind), None
    claim = Claim(row.get("unit"), row.get("badge"), row.get("officer"))
    found = roster.find(claim, day)
    if isinstance(found, Problem):
        lead = roster.lead_named(claim, day)
        return present(future("日期", day, row), kind, None if lead else found), lead
    return present(future("日期", day, row), kind), found


def _fact(row: StoredRow, day: date, found: Found, key: str) -> Measure:
    kind = Kind(plain(row.get("measure")))
    return Measure(key, day, found.unit, found.person, found.post, kind, row.get("reason"), row.place, row.id)
