"""The monthly bulletin: rates, measures, complaints, evaluator use, early help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple

from zlts.bulletins import anomalies
from zlts.bulletins.anomalies import findings_table
from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.business_use import business_lines, business_tables, surplus
from zlts.bulletins.changes import before_of, before_of_all, change_tables, reached, reached_table
from zlts.bulletins.early_help import early_help, help_table, reminders
from zlts.bulletins.evaluator_use import use_figures, use_table
from zlts.bulletins.facts import MonthlyFacts, UnitLine, to_json
from zlts.bulletins.objections import objections_of, objections_tables
from zlts.bulletins.parts import (
    STATES,
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
    officer_lines,
    officer_table,
    outstanding_table,
    rate_note,
    readings_table,
    tally_cells,
    totals_note,
)
from zlts.bulletins.rectifying import to_rectify
from zlts.bulletins.situation import Situation
from zlts.model import Complaint, Tally
from zlts.reports import Column, Look, Report, Table


def monthly(situation: Situation) -> Bulletin:
    """One month: what there was, what was posted, who needs help (readings: Bulletins)."""
    entries = [one for one in situation.entries if one.entry.month in situation.months]
    suspected = anomalies.lines(situation)
    facts = MonthlyFacts(
        situation.period,
        not situation.running,
        *arrival_figures(situation),
        units=tuple(_unit_line(unit.name, situation) for unit in situation.roster.units),
        totals=complaint_totals(situation),
        before=before_of_all(situation),
        reached=reached(situation),
        officers=officer_lines(situation),
        entries=entry_lines(entries, situation.files),
        early_help=early_help(reminders(situation)),
        anomalies=suspected,
        corrections=entry_lines(situation.corrections, situation.files),
        business=business_lines(situation),
        figure_corrections=tuple(situation.figure_corrections),
        objections=objections_of(situation),
        findings=to_rectify(situation),
        basis=(*basis(situation), *anomalies.basis(suspected, situation)),
        source=situation.source,
    )
    report = Report(
        name="monthly",
        title=situation.headed(situation.policy.titles.monthly),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        office=situation.policy.bureau.office,
        tables=(
            _units_table(facts.units, situation),
            reached_table(facts.reached, situation),
            *change_tables(situation),
            officer_table(situation, facts.officers, "窗口民警满意率"),
            entry_table("entries", "本月处理情况", entries),
            _complaints_table(situation),
            use_table(facts.units),
            findings_table(suspected),
            help_table(facts.early_help),
            *business_tables(facts.business, situation),
            *corrections_tables(situation),
            *objections_tables(situation),
            outstanding_table(situation),
            readings_table(situation.in_force),
        ),
        attention=(*attention(situation), *surplus(facts.business), *anomalies.attention(suspected, situation)),
        basis=facts.basis,
        machine=to_json(facts),
    )
    return Bulletin(situation, facts, report)


def _unit_line(unit: str, situation: Situation) -> UnitLine:
    tally = situation.unit_tally(unit)
    month = situation.period.months[0]
    days = (max(month.first_day, situation.first_day), min(month.last_day, situation.today))
    office_hours = situation.policy.anomalies.office_hours
    return UnitLine(
        unit,
        tally,
        note=rate_note(tally, situation.policy, situation.unit_note(unit)),
        received_complaints=len(situation.received(unit)),
        sustained_complaints=len(situation.sustained(unit)),
        pending_complaints=len(situation.pending(unit)),
        use=use_figures(
            situation.presses(unit), situation.use.get(unit), days, office_hours, arrived=_arrived(unit, situation)
        ),
        before=before_of(unit, situation),
    )


def _arrived(unit: str, situation: Situation) -> str:
    """What stands for the use of a unit's evaluators while its data are not in; "" once they are.

    What is in of a running month may be a part, so that nothing pressed in it is no month without use.
    """
    tally = situation.presses(unit)
    if situation.lacks(unit):
        return NOT_IN
    known = tally.counted or tally.unrated or not situation.running
    return "" if situation.reported(unit) and known else "暂无数据"


def _units_table(units: Sequence[UnitLine], situation: Situation) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        *TALLY_COLUMNS,
        Column("received_complaints", "收到投诉", Look.NUMBER, "件"),
        Column("sustained_complaints", "有效投诉", Look.NUMBER, "件"),
        Column("pending_complaints", "待查投诉", Look.NUMBER, "件"),
        Column("note", "说明"),
    )
    rows = tuple(
        (
            one.unit,
            *come_in(tally_cells(one.tally), one.unit, situation),
            one.received_complaints,
            one.sustained_complaints,
            one.pending_complaints,
            one.note,
        )
        for one in units
    )
    marked = frozenset(place for place, one in enumerate(units) if "低于" in one.note)
    whole = sum((one.tally for one in units), Tally())
    total = ("合计", *tally_cells(whole), *astuple(complaint_totals(situation)), "")
    note = totals_note(units, situation)
    return Table("units", "窗口单位满意率", columns, rows, marked=marked, total=total, note=note)


def _complaints_table(situation: Situation) -> Table:
    columns = (
        Column("number", "编号", Look.WORD),
        Column("received", "受理日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officers", "民警"),
        Column("channel", "来源", Look.WORD),
        Column("state", "认定", Look.WORD),
    )
    month = situation.period.months[0]
    touched = {one.key for one in (*situation.received(), *situation.sustained(), *situation.pending())}
    whole = [one for one in situation.standing_complaints if one.key in touched]
    rows = [_complaint_row(one) for one in sorted(whole, key=lambda one: (one.received, one.key))]
    return Table("complaints", f"{month.number}月收到、认定和待查的投诉", columns, tuple(rows))


def _complaint_row(one: Complaint) -> tuple[str, ...]:
    names, units = officers_words(one) or "—", "、".join(one.units)
    return (one.number or "—", str(one.received), units, names, one.channel, STATES[one.verdict])


def officers_words(one: Complaint) -> str:
    """Whom a complaint names; where not all share one verdict, each with his own."""
    if len({own.verdict for own in one.own}) > 1:
        return "、".join(f"{own.person.name}（{STATES[own.verdict]}）" for own in one.own if own.person)
    return "、".join(person.name for person in (*one.officers, *one.auxiliaries))
