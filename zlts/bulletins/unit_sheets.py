"""One unit's month for its lead to check and sign: rates, presses, complaints, measures, what is owed.

Nothing in it names another unit (readings: Unit sheets).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zlts.bulletins.early_help import needed_to_floor
from zlts.bulletins.facts import UnitComplaint, UnitFacts, UnitMeasure, WindowPress, WindowRate, to_json
from zlts.bulletins.monthly import officers_words
from zlts.bulletins.parts import ROLE_NAMES, STATES, TALLY_COLUMNS, basis, come_in, rate_note, tally_cells, undone
from zlts.bulletins.quarterly import plan_problem
from zlts.bulletins.situation import Situation
from zlts.model import Complaint, Entry, ObjectionState, Person, PlacedPress, Post, PostedEntry, Role, Rule, Tally
from zlts.periods import Month
from zlts.reports import Column, Look, Report, Table
from zlts.rules import is_below_floor

DRAFT = "草稿"
_OWN = (Role.OFFICER, Role.UNIT_LEAD, Role.UNIT)
"""Whose entries stand on a unit's sheet: what falls to the bureau's leaders is not for its lead to sign."""
_NAMED = 4


@dataclass(frozen=True, slots=True)
class UnitMonth:
    """What a unit's sheet needs beside the situation of its month.

    `presses` are those not satisfied at its windows; `drafted` and `falling` what a pass up to the month would post
    and which standing entries it would take back; `missing` the ended months of the year that it has not reported.
    """

    unit: str
    presses: Sequence[tuple[Person, PlacedPress]]
    drafted: Sequence[Entry]
    falling: Collection[int]
    missing: Sequence[Month]


@dataclass(frozen=True, slots=True)
class UnitSheet:
    """A unit's month: its facts, and the report that shows them."""

    facts: UnitFacts
    report: Report


def unit_sheet(place: UnitMonth, situation: Situation) -> UnitSheet:
    """The sheet of a unit in the situation's month."""
    facts = _facts(place, situation)
    mark = f"（{DRAFT}）" if facts.draft else ""
    report = Report(
        name="unit",
        title=f"{facts.unit}{situation.period.chinese}窗口服务核对表{mark}",
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        tables=unit_tables(facts, situation),
        attention=_attention(facts, situation),
        basis=facts.basis,
        machine=to_json(facts),
    )
    return UnitSheet(facts, report)


def _facts(place: UnitMonth, situation: Situation) -> UnitFacts:
    unit, month, today = place.unit, situation.months[0], situation.today
    day = min(month.last_day, today)
    whole = situation.unit_tally(unit)
    return UnitFacts(
        unit=unit,
        month=month,
        finished=not situation.running,
        draft=bool(situation.running or situation.unassessed or place.drafted or place.falling),
        leads=tuple(person.name for person in situation.roster.leads(unit, Post.UNIT_LEAD, day)),
        whole=whole,
        note=rate_note(whole, situation.policy, situation.unit_note(unit)),
        officers=tuple(_rate(person, unit, month, situation) for person in _people(unit, situation)),
        unsatisfied=tuple(_press(person, press) for person, press in place.presses),
        from_summaries=max(whole.unsatisfied - len(place.presses), 0),
        complaints=tuple(_complaint(one) for one in _complaints(unit, situation)),
        measures=tuple(_measures(place, situation)),
        owed=tuple(_owed(place, situation)),
        basis=basis(situation)[:3],
        source=situation.source,
    )


def _people(unit: str, situation: Situation) -> list[Person]:
    """Everyone posted to the unit's windows in the month or with evaluations there."""
    first, last = max(situation.period.first_day, situation.first_day), situation.period.last_day
    posted = [one.person for one in situation.roster.window_postings(first, last) if one.unit == unit]
    return list(dict.fromkeys([*posted, *(person for person, where, _ in situation.tallies if where == unit)]))


def _rate(person: Person, unit: str, month: Month, situation: Situation) -> WindowRate:
    rule = situation.policy.rate
    own, whole = situation.tallies.get((person, unit, month), Tally()), situation.person_tally(person)
    low = is_below_floor(whole, situation.policy)
    arrived = situation.unit_note(unit) if not (whole.counted or whole.unrated) else ""
    note = rate_note(whole, situation.policy, arrived, auxiliary=person in situation.auxiliaries)
    return WindowRate(
        person.name,
        person.badge,
        own,
        whole if whole != own else None,
        below_floor=low,
        needed=needed_to_floor(whole, rule.floor) if situation.running else None,
        short=points(rule.floor - whole.rate) if low and whole.rate is not None else None,
        note=note,
    )


def points(difference: Fraction) -> str:
    """A positive difference of two rates in percentage points with two decimals, never shown smaller than 0.01."""
    hundredths = -(-difference.numerator * 10000 // difference.denominator)
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _press(person: Person, press: PlacedPress) -> WindowPress:
    place = press.place
    return WindowPress(
        press.time, person.name, person.badge, press.rating, press.window, press.evaluator,
        place.batch, place.sheet, place.row,
    )  # fmt: skip


def _complaints(unit: str, situation: Situation) -> list[Complaint]:
    """Received, decided or pending in the month, as far as they are about the unit."""
    touched = {one.key for one in (*situation.received(unit), *situation.sustained(unit), *situation.pending(unit))}
    found = (one for one in situation.standing_complaints if one.key in touched)
    own = [one.only(parts) for one in found if (parts := [part for part in one.parts if part.unit == unit])]
    return sorted(own, key=lambda one: (one.received, one.key))


def _complaint(one: Complaint) -> UnitComplaint:
    state = STATES[one.verdict]
    return UnitComplaint(one.number, one.received, officers_words(one), one.channel, one.category, state)


def _measures(place: UnitMonth, situation: Situation) -> Iterator[UnitMeasure]:
    month = situation.months[0]
    for posted in situation.entries:
        if _is_own(posted.entry, place.unit, month):
            yield _measure(posted.entry, posted.id, _state(posted, place, situation))
    for entry in place.drafted:
        if _is_own(entry, place.unit, month):
            yield _measure(entry, None, DRAFT)


def _is_own(entry: Entry, unit: str, month: Month) -> bool:
    return entry.unit == unit and entry.month == month and entry.role in _OWN


def _state(posted: PostedEntry, place: UnitMonth, situation: Situation) -> str:
    if posted.id in place.falling:
        return f"{DRAFT}：将撤销"
    done = situation.carried_out.get(posted.entry.cause.matter)
    if done:
        return f"{done.day} 已执行"
    return "尚未执行" if undone([posted], situation.carried_out) else "已登记"


def _measure(entry: Entry, number: int | None, state: str) -> UnitMeasure:
    name, badge = (entry.person.name, entry.person.badge) if entry.person else ("", "")
    cause = entry.cause
    return UnitMeasure(
        number, name, badge, entry.role, entry.kind, entry.points, cause.rule, cause.clause, cause.reason, state
    )


# ---------------------------------------------------------------- what is owed


def _owed(place: UnitMonth, situation: Situation) -> Iterator[str]:
    unit = place.unit
    if place.missing:
        yield f"评价数据尚未报送：{'、'.join(f'{month.number}月' for month in place.missing)}"
    if any((unit, month) in situation.waiting for month in situation.months):
        yield "报来的评价有的行还在待核实，没有计入"
    if plan := plan_problem(unit, situation):
        yield plan
    open_ones = [
        one for one in undone(situation.entries, situation.carried_out)
        if one.entry.unit == unit and one.entry.role in _OWN and one.id not in place.falling
    ]  # fmt: skip
    if open_ones:
        named = "、".join(_undone(one) for one in open_ones[:_NAMED])
        more = "等" if len(open_ones) > _NAMED else ""
        yield f"措施 {len(open_ones)} 项尚未登记执行：{named}{more}"
    if pending := situation.pending(unit):
        named = "、".join(one.number or str(one.received) for one in pending[:_NAMED])
        yield f"投诉 {len(pending)} 件尚未查结：{named}{'等' if len(pending) > _NAMED else ''}"
    objections = [one for one in situation.objections if one.unit == unit and one.state is ObjectionState.OPEN]
    if objections:
        yield f"申诉 {len(objections)} 件尚未答复"


def _undone(posted: PostedEntry) -> str:
    person = posted.entry.person
    return f"第 {posted.id} 号{person.name if person else ''}{posted.entry.kind}"


def _attention(facts: UnitFacts, situation: Situation) -> tuple[str, ...]:
    told = []
    if situation.running:
        told.append(f"{facts.month} 还没有结束，本表是草稿")
    elif situation.unassessed:
        told.append(f"{facts.month} 还没有评定，本表是草稿：请先 zlts assess {facts.month}")
    elif facts.draft:
        told.append(f"评定以后证据或认定有变化，本表是草稿：请先再评定 zlts assess {facts.month}")
    if not facts.leads:
        told.append("花名册里没有这个单位当时的责任领导：请补上再送签")
    return tuple(told)


# ---------------------------------------------------------------- tables


def unit_tables(facts: UnitFacts, situation: Situation) -> tuple[Table, ...]:
    """The sheet's tables, none of which names the unit, which its title does."""
    return (
        _rates_table(facts, situation),
        _presses_table(facts),
        _complaints_table(facts),
        _measures_table(facts, situation),
        _owed_table(facts),
    )


def _rates_table(facts: UnitFacts, situation: Situation) -> Table:
    floor = f"{situation.policy.rate.floor * 100}%"
    columns = (
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        *TALLY_COLUMNS,
        Column("distance", f"距{floor}", Look.WORD),
        Column("note", "说明"),
    )
    rows = tuple(
        (
            one.officer,
            one.badge,
            *(
                tally_cells(one.tally)
                if _pressed(one.tally)
                else come_in(tally_cells(one.tally), facts.unit, situation)
            ),
            _distance(one),
            "，".join(filter(None, [one.note, _whole_note(one)])),
        )
        for one in facts.officers
    )
    marked = frozenset(place for place, one in enumerate(facts.officers) if one.below_floor)
    total = ("合计", "", *come_in(tally_cells(facts.whole), facts.unit, situation), "", "")
    return Table("officers", "民警满意率", columns, rows, marked=marked, total=total)


def _pressed(tally: Tally) -> bool:
    return bool(tally.counted or tally.unrated)


def _distance(one: WindowRate) -> str | None:
    whole = one.whole or one.tally
    if not whole.counted:
        return None
    if one.needed:
        return f"还需 {one.needed} 个满意评价"
    return f"低 {one.short} 个百分点" if one.short else "达到"


def _whole_note(one: WindowRate) -> str:
    if one.whole is None:
        return ""
    return f"连同在其他窗口的评价 {one.whole.counted} 个，满意率 {one.whole.percent or '—'}"


def _presses_table(facts: UnitFacts) -> Table:
    columns = (
        Column("time", "时间", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("rating", "评价", Look.WORD),
        Column("window", "窗口", Look.WORD),
        Column("evaluator", "评价器", Look.WORD),
    )
    rows = tuple(
        (one.time, one.officer, one.rating, one.window or "—", one.evaluator or "—") for one in facts.unsatisfied
    )
    note = f"另有 {facts.from_summaries} 个只有汇总数，没有逐条的时间。" if facts.from_summaries else ""
    return Table("unsatisfied", "不满意的评价", columns, rows, note=note)


def _complaints_table(facts: UnitFacts) -> Table:
    columns = (
        Column("number", "编号", Look.WORD),
        Column("received", "受理日期", Look.WORD),
        Column("officers", "民警"),
        Column("channel", "来源", Look.WORD),
        Column("category", "类别", Look.WORD),
        Column("state", "认定", Look.WORD),
    )
    rows = tuple(
        (
            one.number or "—",
            str(one.received),
            one.officers or "—",
            one.channel or "—",
            one.category or "—",
            one.state,
        )
        for one in facts.complaints
    )
    return Table("complaints", "投诉", columns, rows)


def _measures_table(facts: UnitFacts, situation: Situation) -> Table:
    """What came of one matter for one person stands in one row, and so do all whom the rates' table explains."""
    columns = (
        Column("person", "姓名", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("clause", "依据", Look.WORD),
        Column("reason", "理由"),
        Column("state", "情况", Look.WORD),
    )
    matters: dict[tuple[str, ...], list[UnitMeasure]] = {}
    for one in facts.measures:
        matters.setdefault((one.person, one.badge, one.role, one.clause, one.reason), []).append(one)
    alike: dict[tuple[str, ...], list[UnitMeasure]] = {}
    for own in matters.values():
        first = own[0]
        shown = (first.role, _kinds(own), first.clause, _told_state(own))
        alike.setdefault((*shown, "" if first.rule is Rule.RATE else f"{first.person}{first.reason}"), []).append(
            first
        )
    low = f"{facts.month} 满意率低于 {situation.policy.rate.floor * 100}%，见民警满意率表"
    rows = tuple(
        (
            _who(own[0]) + (f"等 {len(own)} 人" if own[1:] else ""),
            kinds,
            clause,
            low if own[1:] else own[0].reason,
            state,
        )
        for (_, kinds, clause, state, _), own in alike.items()
    )
    return Table("measures", "扣分和措施", columns, rows)


def _who(one: UnitMeasure) -> str:
    if one.role is Role.UNIT:
        return "本单位"
    return one.person if one.role is Role.OFFICER else f"{one.person}（{ROLE_NAMES[one.role]}）"


def _kinds(own: Sequence[UnitMeasure]) -> str:
    return "、".join(f"{one.kind}{one.points:+d}" if one.points else str(one.kind) for one in own)


def _told_state(own: Sequence[UnitMeasure]) -> str:
    """The state that says most: of a deduction there is nothing to carry out."""
    states = dict.fromkeys(one.state for one in own)
    telling = [state for state in states if state != "已登记"]
    return "、".join(telling) or "已登记"


def _owed_table(facts: UnitFacts) -> Table:
    return Table("owed", "尚欠事项", (Column("owed", "事项"),), tuple((one,) for one in facts.owed))


def cut(table: Table, most: int, where: str) -> Table:
    """The table's first rows, `most` at least one; its title says how many more there are, and where they stand."""
    if len(table.rows) <= most:
        return table
    more = len(table.rows) - most
    marked = frozenset(place for place in table.marked if place < most)
    return replace(table, rows=table.rows[:most], marked=marked, title=f"{table.title}（另有 {more} 条，{where}）")
