"""The bulletin that ranks, of a quarter or half a year; and the yearly ranking of the units by the same rule."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from zlts.bulletins.business_use import business_lines, business_tables, surplus
from zlts.bulletins.changes import before_of, before_of_all, change_tables, reached, reached_table
from zlts.bulletins.facts import QuarterlyFacts, RankedUnit, to_json
from zlts.bulletins.figures import charts
from zlts.bulletins.listings import row_number
from zlts.bulletins.objections import objections_of, objections_tables
from zlts.bulletins.ordered_measures import measure_lines, measures_table
from zlts.bulletins.parts import (
    TALLY_COLUMNS,
    Bulletin,
    arrival_figures,
    attention,
    basis,
    come_in,
    complaint_totals,
    corrections_tables,
    entry_lines,
    entry_table,
    months_table,
    officer_lines,
    officer_table,
    outstanding_table,
    readings_table,
    tally_cells,
    totals_note,
)
from zlts.bulletins.rectifying import counted, to_rectify, told
from zlts.bulletins.situation import Situation
from zlts.model import MEASURES, Filing, Rule, Tally
from zlts.periods import Span
from zlts.ranking import UnitStanding
from zlts.reports import Cell, Column, Look, Report, Table


def quarterly(situation: Situation) -> Bulletin:
    """Every roster unit ranked, and all that led to it (readings: Bulletins)."""
    facts = QuarterlyFacts(
        situation.period,
        not situation.running,
        *arrival_figures(situation),
        units=ranked_units(situation),
        totals=complaint_totals(situation),
        before=before_of_all(situation),
        reached=reached(situation),
        officers=officer_lines(situation),
        corrections=entry_lines(situation.corrections, situation.files),
        corrections_within=entry_lines(situation.corrections_within, situation.files),
        business=business_lines(situation),
        figure_corrections=tuple(situation.figure_corrections),
        objections=objections_of(situation),
        findings=to_rectify(situation),
        uninspected=tuple(unit.name for unit in situation.roster.units if unit.name in situation.uninspected),
        basis=basis(situation),
        source=situation.source,
    )
    report = Report(
        name="half" if situation.period.span is Span.HALF else "quarterly",
        title=situation.headed(situation.policy.titles.quarterly),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        office=situation.policy.bureau.office,
        tables=(
            ranking_table(facts.units, "窗口单位排名", situation),
            reached_table(facts.reached, situation),
            assistance_table(facts.units, situation),
            months_table(situation),
            *change_tables(situation),
            *_measures_tables(situation),
            inspections_table(situation),
            good_practice_table(situation),
            officer_table(situation, facts.officers, "窗口民警满意率"),
            *business_tables(facts.business, situation),
            *corrections_tables(situation),
            *objections_tables(situation),
            outstanding_table(situation),
            readings_table(situation.in_force),
        ),
        attention=(*attention(situation), *_uninspected(facts.uninspected, situation), *surplus(facts.business)),
        basis=facts.basis,
        machine=to_json(facts),
        charts=charts(facts.units, situation),
    )
    return Bulletin(situation, facts, report)


def _uninspected(units: Sequence[str], situation: Situation) -> Iterator[str]:
    """七(二): the units that nobody inspected in the quarter."""
    if units:
        whole = len(units) == len(situation.roster.units)
        named = f"全部 {len(units)} 个单位" if whole else f"{'、'.join(units)}（{len(units)} 个单位）"
        yield f"本季度没有检查登记的：{named}；{situation.policy.ranking.clause}每季度检查评比，请补检查或补登记"


def ranked_units(situation: Situation) -> tuple[RankedUnit, ...]:
    """The units by rank, equal ones in the roster's order."""
    return tuple(_ranked(rank, one, situation) for rank, one in situation.unit_ranking())


def _ranked(rank: int | None, one: UnitStanding, situation: Situation) -> RankedUnit:
    return RankedUnit(
        rank,
        one.unit,
        one.score,
        one.tally,
        sustained_complaints=one.sustained,
        pending_complaints=len(situation.pending(one.unit)),
        inspection_points=situation.inspection_points(one.unit),
        measures=situation.measures(one.unit),
        assistance=tuple(assistance_reasons(one, situation)),
        uninspected=one.unit in situation.uninspected,
        before=before_of(one.unit, situation),
    )


def assistance_reasons(one: UnitStanding, situation: Situation) -> list[str]:
    """八(二): why a unit is helped; every threshold is policy."""
    rule, reasons = situation.policy.assistance, []
    if one.tally.rate is not None and one.tally.rate < rule.floor:
        reasons.append(f"满意率 {one.tally.percent}，低于 {rule.floor * 100}%")
    if one.sustained >= rule.sustained:
        reasons.append(f"有效投诉 {one.sustained} 起")
    received = len(situation.received(one.unit))
    if received >= rule.received:
        reasons.append(f"收到投诉 {received} 起")
    come = [month for month in situation.finished if situation.arrivals.has_come(one.unit, month)]
    silent = [month for month in come if not situation.presses(one.unit, month).counted]
    if silent:
        reasons.append(f"{'、'.join(map(str, silent))} 没有有效评价")
    plan = plan_problem(one.unit, situation)
    if plan:
        reasons.append(plan)
    deducted = situation.deductions(one.unit)
    if deducted > rule.deduction:
        reasons.append(f"检查扣 {deducted} 分")
    return reasons


def plan_problem(unit: str, situation: Situation) -> str:
    """七(一): whether the unit's plan came late or is missing, once its day is over; "" if neither.

    By policy one that came late is a reason all year, or only in the periods at whose end it had not come, and in
    that in which it was due (readings: Bulletins).
    """
    rule = situation.policy.filing
    if not situation.plans_tracked:
        return ""
    own = [one for one in situation.filings if one.unit == unit and any(w in one.what for w in rule.plan_words)]
    due = max((one.due for one in own if one.due), default=date(situation.period.year, *rule.plan_due))
    if any(one.filed and not _late(one) for one in own) or min(situation.period.last_day, situation.today) <= due:
        return ""
    came = min((one.filed for one in own if one.filed), default=None)
    if came is None:
        return "实施方案未报"
    if not situation.policy.assistance.plan_until_filed:
        return "实施方案迟报"
    if came > situation.period.last_day:
        return "实施方案未报"
    return "实施方案迟报" if in_period(due, situation) else ""


def _late(one: Filing) -> bool:
    return bool(one.filed and one.due and one.filed > one.due)


# ---------------------------------------------------------------- tables

_RANKING = (
    Column("rank", "名次", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("score", "得分", Look.NUMBER, "分"),
    Column("inspection_points", "检查加减分", Look.NUMBER, "分"),
    Column("sustained_complaints", "有效投诉", Look.NUMBER, "件"),
    Column("pending_complaints", "待查投诉", Look.NUMBER, "件"),
    *TALLY_COLUMNS,
    *(Column(kind.value, kind.value, Look.NUMBER, "次") for kind in MEASURES),
)


def ranking_table(units: Sequence[RankedUnit], title: str, situation: Situation) -> Table:
    """The ranking, units to be helped marked, sums below; a unit that lacks data or inspections says so."""
    columns = (*_RANKING, Column("note", "说明")) if situation.missing else _RANKING
    rows = tuple(_ranking_row(one, situation)[: len(columns)] for one in units)
    marked = frozenset(place for place, one in enumerate(units) if one.assistance)
    total = (*_total(units, situation), "")[: len(columns)]
    told = "名次后括号里是上期的名次。" if any(one.before and one.before.rank for one in units) else ""
    note = told + totals_note(units, situation) + _inspections_note(units)
    return Table("units", title, columns, rows, marked=marked, total=total, note=note)


def _ranking_row(one: RankedUnit, situation: Situation) -> tuple[Cell, ...]:
    return (
        ranked_beside(one),
        one.unit,
        one.score,
        _UNINSPECTED if one.uninspected else one.inspection_points,
        one.sustained_complaints,
        one.pending_complaints,
        *come_in(tally_cells(one.tally), one.unit, situation),
        *(one.measures[kind.value] for kind in MEASURES),
        situation.unit_note(one.unit) if situation.missing else "",
    )


def ranked_beside(one: RankedUnit) -> Cell:
    """The rank, with that of the period before in brackets beside it: 3（5）."""
    last = one.before.rank if one.before else None
    return f"{one.rank}（{last}）" if one.rank and last else one.rank


_UNINSPECTED = "未检查"


def _inspections_note(units: Sequence[RankedUnit]) -> str:
    """How many units were not inspected, and whether they rank all the same."""
    unseen = [one for one in units if one.uninspected]
    if not unseen:
        return ""
    ranked = "照样排名" if any(one.rank for one in unseen) else "不排名"
    return f"检查加减分写“{_UNINSPECTED}”的 {len(unseen)} 个单位，本期没有检查到，{ranked}。"


def _total(units: Sequence[RankedUnit], situation: Situation) -> tuple[Cell, ...]:
    totals = complaint_totals(situation)
    return (
        "",
        "合计",
        "",
        sum(one.inspection_points for one in units),
        totals.sustained_complaints,
        totals.pending_complaints,
        *tally_cells(sum((one.tally for one in units), Tally())),
        *(sum(one.measures[kind.value] for one in units) for kind in MEASURES),
    )


def assistance_table(units: Sequence[RankedUnit], situation: Situation) -> Table:
    columns = (Column("unit", "单位", Look.WORD), Column("assistance", "帮扶理由"))
    rows = tuple((one.unit, "；".join(one.assistance)) for one in units if one.assistance)
    return Table("assistance", f"帮扶名单（{situation.policy.assistance.clause}）", columns, rows)


def _measures_tables(situation: Situation) -> tuple[Table, ...]:
    """The three measures and their carrying out; beside them what else was booked but inspections."""
    own = [one for one in situation.entries if one.entry.month in situation.months]
    others = [one for one in own if one.entry.cause.rule is not Rule.INSPECTION and one.entry.kind not in MEASURES]
    lines = measure_lines(own, situation.carried_out)
    told = measures_table("三项制度执行情况", lines)
    return (told, entry_table("other_entries", "扣分和其他处理", others)) if others else (told,)


def inspections_table(situation: Situation) -> Table:
    """Inspection findings, by item."""
    columns = (
        Column("clause", "依据", Look.WORD),
        Column("item", "检查项目", Look.WORD),
        Column("day", "日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("kind", "类别", Look.WORD),
        Column("finding", "情况"),
        Column("points", "分值", Look.NUMBER, "分"),
        Column("id", "编号", Look.WORD),
        Column("due", "整改期限", Look.WORD),
        Column("rectified", "整改情况"),
    )
    rule = situation.policy.inspection
    found = situation.findings
    state = {one.id: one for one in to_rectify(situation)}
    rows = sorted(
        (
            rule.clause_of(one.item),
            one.item,
            str(one.day),
            one.unit,
            one.person.name if one.person else "—",
            one.kind,
            one.finding,
            one.points,
            number := row_number(one.place, situation.several_sheets),
            state[number].due if number in state else "",
            told(state[number]) if number in state else "",
        )
        for one in found
    )
    note = counted(tuple(state.values()))
    return Table("inspections", "检查情况", columns, tuple(rows), detail=True, note=note and f"{note}。")


def in_period(day: Any, situation: Situation) -> bool:
    return bool(situation.period.first_day <= day <= situation.period.last_day)


def good_practice_table(situation: Situation) -> Table:
    """八(二): rows with positive points, or of the item 经验做法; marked those whose words tell of a fault."""
    rule = situation.policy.inspection
    columns = (
        Column("day", "日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("item", "项目", Look.WORD),
        Column("finding", "做法"),
        Column("points", "加分", Look.NUMBER, "分"),
    )
    found = [
        one
        for one in sorted(situation.inspections, key=lambda row: row.day)
        if rule.is_good_practice(one.item, one.points)
        and one.day >= situation.first_day
        and in_period(one.day, situation)
    ]
    rows = tuple((str(one.day), one.unit, one.item, one.finding, one.points or None) for one in found)
    doubted = frozenset(place for place, one in enumerate(found) if rule.tells_of_fault(one.finding))
    title = f"经验做法（{rule.good_practice_clause}）"
    note = "标▲的像是问题，请核对加扣分；核对以前，通报正文不作为经验做法" if doubted else ""
    return Table("good_practice", title, columns, rows, marked=doubted, note=note)
