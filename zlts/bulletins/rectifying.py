"""整改: what inspections found and whether it has been put right (readings: Inspections)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zlts.bulletins.facts import FindingsFacts, FindingToRectify, to_json
from zlts.bulletins.listings import listing, row_number
from zlts.bulletins.situation import Situation
from zlts.errors import WrongUsage
from zlts.model import Inspection
from zlts.periods import day_of
from zlts.reports import Column, Look, Report, Table

DONE, OPEN, OVERDUE, NOT_ASKED = "已整改", "未整改", "逾期未整改", "没有写要求整改"


def to_rectify(situation: Situation) -> tuple[FindingToRectify, ...]:
    """The findings of the period that are to be put right, and how far each is.

    Such is one that costs points, is serious, has a day by which to put it right or a word on it, or of which a
    person has said that it was done.
    """
    return tuple(_line(one, situation) for one in situation.findings if _is_to_rectify(one, situation))


def every_finding(situation: Situation) -> tuple[FindingToRectify, ...]:
    """All findings of the period but good practice, those too that nobody asked to put right."""
    own = (one for one in situation.findings if one.points <= 0 and not _is_praise(one, situation))
    lines = ((one, _line(one, situation)) for one in own)
    return tuple(line if _is_to_rectify(one, situation) else replace(line, state=NOT_ASKED) for one, line in lines)


def _is_praise(one: Inspection, situation: Situation) -> bool:
    return one.item in situation.policy_on(one.day).inspection.good_practice_items


def _is_to_rectify(one: Inspection, situation: Situation) -> bool:
    said = one.points < 0 or one.serious or bool(one.due) or bool(one.rectified)
    return said or one.key in situation.rectified


def _line(one: Inspection, situation: Situation) -> FindingToRectify:
    known = situation.rectified.get(one.key)
    done = known is not None or situation.policy_on(one.day).inspection.is_rectified(one.rectified)
    due = due_day(one)
    late = due is not None and due < situation.today
    return FindingToRectify(
        id=row_number(one.place, situation.several_sheets),
        day=one.day,
        unit=one.unit,
        officer=one.person.name if one.person else "",
        item=one.item,
        finding=one.finding,
        due=str(due) if due else one.due,
        said=one.rectified,
        done_on=known.day if known else "",
        by=known.by if known else "",
        document=known.document if known else "",
        state=DONE if done else OVERDUE if late else OPEN,
    )


def due_day(one: Inspection) -> date | None:
    """整改期限 as a day; None where it is blank or no day (三日内, 立即)."""
    try:
        return day_of(one.due.removesuffix(" 00:00:00")) if one.due else None
    except WrongUsage:
        return None


def told(one: FindingToRectify) -> str:
    """How far a finding is, in a cell: what the register says of it stands as it was said."""
    if one.done_on:
        return "，".join(filter(None, [f"{one.done_on} {DONE}", one.by, one.document]))
    if one.state == DONE:
        return one.said
    return f"{one.state}（{one.said}）" if one.said and one.said != one.state else one.state


def counted(found: Sequence[FindingToRectify]) -> str:
    """已整改 n/m; "" where there is nothing to put right."""
    done = sum(one.state == DONE for one in found)
    late = sum(one.state == OVERDUE for one in found)
    overdue = f"，其中逾期 {late} 处" if late else ""
    return f"检查发现的问题{DONE} {done}/{len(found)}{overdue}" if found else ""


def findings_listing(situation: Situation, found: Sequence[FindingToRectify]) -> Report:
    """What `zlts ledger --findings` shows."""
    columns = (
        Column("id", "编号", Look.WORD),
        Column("day", "检查日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("item", "检查项目", Look.WORD),
        Column("finding", "情况"),
        Column("due", "整改期限", Look.WORD),
        Column("rectified", "整改情况"),
    )
    rows = tuple(
        (one.id, str(one.day), one.unit, one.officer or "—", one.item, one.finding, one.due, told(one))
        for one in found
    )
    marked = frozenset(place for place, one in enumerate(found) if one.state == OVERDUE)
    year = situation.period.year
    asked = tuple(one for one in found if one.state != NOT_ASKED)
    return listing(
        "findings",
        f"{year} 年检查问题整改台账",
        [Table("findings", "检查发现的问题", columns, rows, marked=marked)],
        to_json(FindingsFacts(year, tuple(found))),
        basis=(f"{counted(asked)}；登记整改：zlts done 编号 --on 日期。",) if asked else (),
        period=str(year),
    )


def overdue(situation: Situation) -> tuple[FindingToRectify, ...]:
    """The findings of the period whose day has passed."""
    return tuple(one for one in to_rectify(situation) if one.state == OVERDUE)
