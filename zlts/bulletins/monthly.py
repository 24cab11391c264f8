"""The monthly bulletin: rates, measures, complaints, evaluator use, early help."""

from __future__ import annotations

from typing import Any

from zlts.bulletins import anomalies
from zlts.bulletins.anomalies import findings_table
from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.early_help import early_help, help_table, reminders
from zlts.bulletins.evaluator_use import use_machine, use_table
from zlts.bulletins.parts import (
    TALLY_COLUMNS,
    arrivals_machine,
    attention,
    basis,
    come_in,
    complaint_totals,
    corrections_machine,
    corrections_tables,
    entry_machine,
    entry_table,
    officer_table,
    officers_machine,
    outstanding_table,
    rate_note,
    readings_table,
    totals_note,
)
from zlts.bulletins.parts import tally_machine as figures
from zlts.bulletins.situation import Situation
from zlts.model import Complaint, Verdict, cut_percent
from zlts.reports import Column, Look, Report, Table

STATES = {Verdict.SUSTAINED: "有效", Verdict.NOT_SUSTAINED: "无效", Verdict.PENDING: "待查"}


def monthly(situation: Situation) -> Report:
    """One month: what there was, what was posted, who needs help (readings: Bulletins)."""
    people = officers_machine(situation)
    units = [_unit_line(unit.name, situation) for unit in situation.roster.units]
    entries = [one for one in situation.entries if one.entry.month in situation.months]
    help_lines, suspected = early_help(reminders(situation)), anomalies.lines(situation)
    return Report(
        name="monthly",
        title=situation.headed(situation.policy.titles.monthly),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        tables=(
            _units_table(units, situation),
            officer_table(situation, people, "窗口民警满意率"),
            entry_table("entries", "本月记账", entries),
            _complaints_table(situation),
            use_table(units),
            findings_table(suspected),
            help_table(help_lines),
            *corrections_tables(situation),
            outstanding_table(situation),
            readings_table(situation.in_force),
        ),
        attention=(*attention(situation), *anomalies.attention(suspected, situation)),
        basis=(*basis(situation), *anomalies.basis(suspected, situation)),
        machine={
            "month": str(situation.period),
            "finished": not situation.running,
            **arrivals_machine(situation),
            "units": units,
            "totals": complaint_totals(situation),
            "officers": people,
            "entries": [entry_machine(one, situation.files) for one in entries],
            "early_help": help_lines,
            "anomalies": suspected,
            **corrections_machine(situation),
            "basis": [*basis(situation), *anomalies.basis(suspected, situation)],
        },
    )


def _unit_line(unit: str, situation: Situation) -> dict[str, Any]:
    tally = situation.unit_tally(unit)
    month = situation.period.months[0]
    days = (max(month.first_day, situation.first_day), min(month.last_day, situation.today))
    office_hours = situation.policy.anomalies.office_hours
    return {
        "unit": unit,
        **figures(tally),
        "note": rate_note(tally, situation.policy, situation.unit_note(unit)),
        "received_complaints": len(situation.received(unit)),
        "sustained_complaints": len(situation.sustained(unit)),
        "pending_complaints": len(situation.pending(unit)),
        **use_machine(tally, situation.use.get(unit), days, office_hours, arrived=_arrived(unit, situation)),
    }


def _arrived(unit: str, situation: Situation) -> str:
    """What stands for the use of a unit's evaluators while its data are not in; "" once they are.

    What is in of a running month may be a part, so that nothing pressed in it is no month without use.
    """
    tally = situation.unit_tally(unit)
    if situation.lacks(unit):
        return NOT_IN
    known = tally.counted or tally.unrated or not situation.running
    return "" if situation.reported(unit) and known else "暂无数据"


def _units_table(units: list[dict[str, Any]], situation: Situation) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        *TALLY_COLUMNS,
        Column("received_complaints", "收到投诉", Look.NUMBER, "件"),
        Column("sustained_complaints", "有效投诉", Look.NUMBER, "件"),
        Column("pending_complaints", "待查投诉", Look.NUMBER, "件"),
        Column("note", "说明"),
    )
    first = len(TALLY_COLUMNS) + 1
    rows = tuple(
        (
            one["unit"],
            *come_in((one[column.key] for column in TALLY_COLUMNS), one["unit"], situation),
            *(one[column.key] for column in columns[first:]),
        )
        for one in units
    )
    marked = frozenset(place for place, one in enumerate(units) if "低于" in one["note"])
    total, note = _sum(units, columns, situation), totals_note(units, situation)
    return Table("units", "窗口单位满意率", columns, rows, marked=marked, total=total, note=note)


def _sum(units: list[dict[str, Any]], columns: tuple[Column, ...], situation: Situation) -> tuple[Any, ...]:
    sums: dict[str, Any] = {c.key: sum(one[c.key] for one in units) for c in columns if c.look is Look.NUMBER}
    sums |= complaint_totals(situation)
    counted = sums["counted"]
    sums |= {"unit": "合计", "note": "", "percent": cut_percent(sums["satisfied"], counted) if counted else None}
    return tuple(sums[column.key] for column in columns)


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
