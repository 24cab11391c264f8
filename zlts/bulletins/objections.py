"""Officers' objections: what bulletins, the award proposal and the overview say of them (readings: Objections)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zlts.bulletins.facts import ObjectionLine
from zlts.bulletins.situation import Situation
from zlts.model import ObjectionState, Person
from zlts.reports import Column, Look, Table

_STATES = {
    ObjectionState.OPEN: "待答复",
    ObjectionState.UPHELD: "申诉成立",
    ObjectionState.DISMISSED: "申诉不成立",
}
_FIRST = 3  # the first few of many
_COLUMNS = (
    Column("entry", "编号", Look.NUMBER),
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("day", "提出日期", Look.WORD),
    Column("state", "状态", Look.WORD),
    Column("text", "申诉内容"),
)


def objections_of(situation: Situation) -> tuple[ObjectionLine, ...]:
    """The objections to entries whose month of effect lies in the period."""
    return tuple(one for one in situation.objections if one.month in situation.months)


def open_objections(situation: Situation) -> list[ObjectionLine]:
    """Those of all time on which nothing is decided, the oldest first."""
    found = (one for one in situation.objections if one.state is ObjectionState.OPEN)
    return sorted(found, key=lambda one: (one.day, one.entry))


def objections_tables(situation: Situation) -> tuple[Table, ...]:
    """The period's objections, one a line; no table where there are none."""
    rows = tuple(
        (o.entry, str(o.month), o.unit, o.person or "—", o.kind.value, str(o.day), _state(o), o.text)
        for o in objections_of(situation)
    )
    return (Table("objections", "申诉", _COLUMNS, rows),) if rows else ()


_OF_A_YEAR = tuple(one for one in _COLUMNS if one.key not in ("unit", "person"))


def own_objections_tables(lines: Sequence[ObjectionLine]) -> list[Table]:
    """A person's objections as the person's year has them, with the days that an open one has left."""
    rows = tuple((o.entry, str(o.month), o.kind.value, str(o.day), _state_now(o), o.text) for o in lines)
    return [Table("objections", "对登记事项的申诉", _OF_A_YEAR, rows)] if rows else []


def _state_now(one: ObjectionLine) -> str:
    left = f"，{_days_left(one)}" if one.state is ObjectionState.OPEN and not one.late else ""
    return _state(one) + left


def _state(one: ObjectionLine) -> str:
    """申诉不成立（2014-01-20，会议纪要〔2014〕3号）；逾期提出."""
    decided = "，".join(filter(None, [str(one.decided_on or ""), one.document]))
    fallen = "，该条已撤销" if one.state is ObjectionState.OPEN and not one.stands else ""
    return _STATES[one.state] + (f"（{decided}）" if decided else "") + fallen + ("；逾期提出" if one.late else "")


def basis_of_objections(situation: Situation) -> list[str]:
    """How many objections there are to what the period posted, and how many are open."""
    own = objections_of(situation)
    waiting = sum(one.state is ObjectionState.OPEN for one in own)
    return [f"对本期登记事项有申诉 {len(own)} 件，其中待答复 {waiting} 件。"] if own else []


def objection_steps(situation: Situation) -> Iterator[str]:
    """What waits for the leading group's decision, each with the line to type; the first few of many."""
    waiting = open_objections(situation)
    for one in waiting[:_FIRST]:
        yield f"{_about(one)}的申诉待答复（{_waited(one, situation.today)}）：{_line(one)}"
    if len(waiting) > _FIRST:
        more = "、".join(f"第 {one.entry} 号" for one in waiting[_FIRST:])
        yield f"另有 {len(waiting) - _FIRST} 件申诉待答复：{more}"


def _about(one: ObjectionLine) -> str:
    fallen = "" if one.stands else "（已撤销）"
    return f"第 {one.entry} 号{one.person or one.unit}{one.kind}{fallen}"


def _waited(one: ObjectionLine, today: date) -> str:
    """How long it has waited: at the longest since its entry was posted."""
    if one.day < one.posted_on:
        return f"登记的提出日期 {one.day} 早于该条的登记日期 {one.posted_on}，请核对"
    return f"{one.day} 提出，已等 {(today - one.day).days} 天，{_days_left(one)}"


def _days_left(one: ObjectionLine) -> str:
    return f"申诉期还剩 {one.days_left} 天" if one.days_left else "逾期提出" if one.late else "申诉期已满"


def _line(one: ObjectionLine) -> str:
    return f"成立 zlts object {one.entry} --upheld --doc 文号，不成立 zlts object {one.entry} --dismissed --doc 文号"


def award_decisions(people: Sequence[Person], situation: Situation) -> Iterator[str]:
    """Whose objection has to be decided, or worked into the ledger, before the awards are; of those people only."""
    wanted = {(person.name, person.badge) for person in people}
    for one in objections_of(situation):
        if (one.person, one.badge) not in wanted:
            continue
        if one.state is ObjectionState.OPEN:
            yield f"“{one.person}”对第 {one.entry} 号{one.kind}提出申诉，还没有答复，请领导小组先决定：{_line(one)}"
        if one.state is ObjectionState.UPHELD and one.stands:
            yield f"“{one.person}”对第 {one.entry} 号{one.kind}的申诉已经成立，还没有再评定：zlts assess {one.month}"
