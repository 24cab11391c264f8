"""Inspections: a multiset of rows, each on an officer or on the unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from zlts.model import Claim, Inspection, Problem, Register
from zlts.names import plain
from zlts.policy import ByDay, Policy
from zlts.registers.declaration import BADGE, OFFICER, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Copies, Settled, StoredRow, future, in_order, is_serious, iso_day, present
from zlts.registers.words import unknown_word
from zlts.roster import Found, Roster


def settle(rows: Iterable[StoredRow], roster: Roster, policies: ByDay) -> Settled[Inspection]:
    """The outcomes of the rows, and the facts of the inspections' register.

    What a row says of putting right (整改) is no part of what it is: a later row of the same finding may add to it.
    """
    settled: Settled[Inspection] = Settled()
    copies, loosely = Copies(), dict[tuple[str, ...], StoredRow]()
    later: dict[str, StoredRow] = {}
    seen: Counter[tuple[object, int, str]] = Counter()
    for row in in_order(rows):
        found = _problems(row, roster, policies)
        if isinstance(found, tuple):
            settled.reject(row, *found)
            continue
        identity = _identity(row, found)
        nth = copies.is_new(identity, row.place)
        seen[here := (identity, row.place.batch, row.place.sheet)] += 1
        if not nth:
            settled.duplicate(row)
            if row.get("due") or row.get("rectified"):
                later[_key(row, found, seen[here])] = row
            continue
        settled.accept(row)
        first = loosely.setdefault(identity[:4], row)
        if first.place.batch != row.place.batch:
            settled.notes[row.id] = f"与{first.where}只有分值、程度或文字不同，请核对是否同一次检查"
        settled.facts.append(_fact(row, found, nth, policies))
    settled.facts = [_said_later(one, later[one.key]) if one.key in later else one for one in settled.facts]
    return settled


def _said_later(one: Inspection, row: StoredRow) -> Inspection:
    """A finding with what a later row of it says of putting right."""
    return replace(one, due=row.get("due") or one.due, rectified=row.get("rectified") or one.rectified)


_Whose = tuple[str, Found | None]


def _problems(row: StoredRow, roster: Roster, policies: ByDay) -> tuple[Problem, ...] | list[_Whose]:
    """Why the row cannot be taken; else, in a list of one, its unit and officer."""
    if row.broken:
        return ()
    day, severity = iso_day(row.get("date")), plain(row.get("severity"))
    policy, word = policies.on(day or date.min), None
    words = policy.words
    if is_serious(severity, words) is None:
        word = unknown_word("程度", severity, words.severities)
    missing = None if day else Problem("检查日期", "", "没有写日期")
    whose = _whose(row, roster) if day else None
    points = _beyond_possible(row, policy)
    wrong = present(
        missing, future("检查日期", day, row), word, points, whose if isinstance(whose, Problem) else None
    )
    if wrong or whose is None or isinstance(whose, Problem):
        return wrong
    return [whose]


def _beyond_possible(row: StoredRow, policy: Policy) -> Problem | None:
    """More points than one finding can cost or earn are a full mark, a total, or a slip of the pen."""
    points, rule = int(row.get("points") or 0), policy.inspection
    if -rule.largest_deduction <= points <= rule.largest_credit:
        return None
    what, most, key = (
        ("扣", rule.largest_deduction, "largest_deduction")
        if points < 0
        else ("加", rule.largest_credit, "largest_credit")
    )
    reason = (
        f"一次{what} {abs(points)} 分，超过了一次最多的 {most} 分，请核对；确实如此，请改政策文件的 inspection.{key}"
    )
    return Problem("加扣分", str(points), reason)


def _whose(row: StoredRow, roster: Roster) -> _Whose | Problem:
    day = iso_day(row.get("date"))
    named = row.get("officer") or row.get("badge")
    if named and day:
        found = roster.find(Claim(row.get("unit"), row.get("badge"), row.get("officer")), day)
        return found if isinstance(found, Problem) else (found.unit, found)
    if not row.get("unit"):
        return Problem("单位", "", "没有写单位")
    unit = roster.unit_of(row.get("unit"))
    return unit if isinstance(unit, Problem) else (unit, None)


def _identity(row: StoredRow, found: list[_Whose]) -> tuple[str, ...]:
    unit, officer = found[0]
    key = officer.person.key if officer else ""
    said = (row.get(code) for code in ("item", "finding", "severity", "inspector"))
    points = row.get("points") or "0"  # no points, whether the row says 0 or nothing
    return (row.get("date"), unit, key, plain(row.get("kind")), *map(plain, said), points)


def _fact(row: StoredRow, found: list[_Whose], nth: int, policies: ByDay) -> Inspection:
    unit, officer = found[0]
    day = iso_day(row.get("date"))
    if day is None:  # unreachable: `_problems` rejects a row without a day
        raise ValueError(row.place)
    return Inspection(
        key=_key(row, found, nth),
        day=day,
        unit=unit,
        person=officer.person if officer else None,
        auxiliary=bool(officer and officer.auxiliary),
        kind=row.get("kind"),
        item=plain(row.get("item")),
        finding=row.get("finding"),
        points=int(row.get("points") or 0),
        serious=bool(is_serious(plain(row.get("severity")), policies.on(day).words)),
        place=row.place,
        due=row.get("due"),
        rectified=row.get("rectified"),
    )


def _key(row: StoredRow, found: list[_Whose], nth: int) -> str:
    """By which a finding is known; `nth` among those that say the same."""
    return "|".join((*_identity(row, found)[:4], plain(row.get("item")), plain(row.get("finding")), str(nth)))


INSPECTIONS = Declaration(
    kind=Register.INSPECTIONS,
    word="检查",
    table="inspection",
    forms=(
        Form(
            Register.INSPECTIONS,
            "rows",
            "检查登记",
            (
                Field("date", "检查日期", Type.DATE, Says.WHEN, filled=True),
                Field("unit", "单位", Type.WORD, filled=True),
                *(OFFICER, BADGE),
                Field("kind", "检查类别", Type.WORD, tells=True),
                Field("item", "检查项目", Type.WORD, Says.WHAT, tells=True, summed=True),
                Field("finding", "情况", Type.PROSE, Says.WHAT, summed=True),
                Field("points", "加扣分", Type.POINTS),
                Field("minus", "扣分", Type.MINUS),
                Field("plus", "加分", Type.PLUS),
                Field("full", "满分", Type.MARK),
                Field("score", "得分", Type.MARK),
                Field("severity", "程度", Type.WORD),
                Field("inspector", "检查人"),
                Field("due", "整改期限", Type.PROSE, since=5),
                Field("rectified", "整改情况", Type.PROSE, remark=True, since=5),
            ),
            needed=(("date",), ("points", "minus", "plus", "finding", "item")),
            parts={"points": ("minus", "plus")},
            marks=("full", "score"),
        ),
    ),
    settle=settle,
    view="检查",
    viewed=(
        "date",
        "unit",
        "officer",
        "kind",
        "item",
        "finding",
        "points",
        "severity",
        "inspector",
        "due",
        "rectified",
    ),
)
