"""The monthly bulletin: rates, measures, complaints, evaluator use, early help."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

from zlts.bulletins import anomalies
from zlts.bulletins.anomalies import findings_table
from zlts.bulletins.evaluator_use import use_machine, use_table
from zlts.bulletins.parts import (
    attention,
    basis,
    corrections_machine,
    entry_machine,
    entry_table,
    officer_table,
    officers_machine,
    outstanding_table,
    rate_note,
)
from zlts.bulletins.parts import tally_machine as figures
from zlts.bulletins.situation import Situation
from zlts.model import Complaint, Kind, Person, Role, Tally, Verdict, cut_percent
from zlts.reports import Column, Look, Report, Table

STATES = {Verdict.SUSTAINED: "有效", Verdict.NOT_SUSTAINED: "无效", Verdict.PENDING: "待查"}


def monthly(situation: Situation) -> Report:
    """One month: what there was, what was posted, who needs help (spec 5)."""
    people = officers_machine(situation)
    units = [_unit_line(unit.name, situation) for unit in situation.roster.units]
    entries = [one for one in situation.entries if one.entry.month in situation.months]
    help_lines, suspected = early_help(situation), anomalies.lines(situation)
    return Report(
        name="monthly",
        title=f"{situation.policy.bureau.contest}{situation.period.chinese}通报",
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        tables=(
            _units_table(units),
            officer_table(situation, people, "窗口民警满意率"),
            entry_table("entries", "本月记账", entries),
            _complaints_table(situation),
            use_table(units),
            findings_table(suspected),
            _help_table(help_lines),
            entry_table("corrections", "对以前通报的更正", situation.corrections),
            outstanding_table(situation),
        ),
        attention=(*attention(situation), *anomalies.attention(suspected, situation)),
        basis=(*basis(situation), *anomalies.basis(suspected, situation)),
        machine={
            "month": str(situation.period),
            "units": units,
            "officers": people,
            "entries": [entry_machine(one, situation.files) for one in entries],
            "early_help": help_lines,
            "anomalies": suspected,
            "corrections": corrections_machine(situation),
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
        "note": rate_note(tally, situation),
        "received_complaints": len(situation.received(unit)),
        "sustained_complaints": len(situation.sustained(unit)),
        "pending_complaints": len(situation.pending(unit)),
        **use_machine(tally, situation.use.get(unit), days, office_hours),
    }


def _units_table(units: list[dict[str, Any]]) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("counted", "有效评价", Look.NUMBER),
        Column("satisfied", "满意", Look.NUMBER),
        Column("unrated", "未评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
        Column("received_complaints", "收到投诉", Look.NUMBER),
        Column("sustained_complaints", "有效投诉", Look.NUMBER),
        Column("pending_complaints", "待查投诉", Look.NUMBER),
        Column("note", "说明"),
    )
    rows = tuple(tuple(one[column.key] for column in columns) for one in units)
    marked = frozenset(place for place, one in enumerate(units) if "低于" in one["note"])
    return Table("units", "窗口单位满意率", columns, rows, marked=marked, total=_sum(units, columns))


def _sum(units: list[dict[str, Any]], columns: tuple[Column, ...]) -> tuple[Any, ...]:
    sums: dict[str, Any] = {c.key: sum(one[c.key] for one in units) for c in columns if c.look is Look.NUMBER}
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
    touched = {*situation.received(), *situation.sustained()} | set(situation.pending())
    rows = [_complaint_row(one) for one in sorted(touched, key=lambda one: (one.received, one.key))]
    return Table("complaints", f"{month.number}月收到、认定和待查的投诉", columns, tuple(rows))


def _complaint_row(one: Complaint) -> tuple[str, ...]:
    names = "、".join(person.name for person in (*one.officers, *one.auxiliaries)) or "—"
    return (one.number or "—", str(one.received), one.unit, names, one.channel, STATES[one.verdict])


# ---------------------------------------------------------------- early help


def early_help(situation: Situation) -> list[dict[str, Any]]:
    """Who stands one step from a measure or an escalation, and what would still help (spec 5)."""
    lines = []
    for unit, person in situation.officers():
        if person in situation.auxiliaries:
            continue
        reasons = [*_steps(person, situation), *_complained(person, situation), *_running(person, situation)]
        if reasons:
            lines.append({"unit": unit, "officer": person.name, "badge": person.badge, "reasons": reasons})
    return lines


def _steps(person: Person, situation: Situation) -> list[str]:
    """One measure short of an escalation."""
    own = [e.entry for e in situation.entries if e.entry.person == person and e.entry.role is Role.OFFICER]
    counts: Counter[Kind] = Counter(entry.kind for entry in own)
    limits = situation.policy.escalation.limits
    if any(counts[kind] >= limit for kind, limit in limits.items()):
        return []
    return [
        f"年内已{kind} {counts[kind]} 次，再有 1 次将对单位领导谈话"
        for kind, limit in limits.items()
        if counts[kind] == limit - 1 and counts[kind]
    ]


def _complained(person: Person, situation: Situation) -> list[str]:
    count = sum(person in one.officers for one in situation.pending())
    return [f"有 {count} 件投诉待查"] if count else []


def _running(person: Person, situation: Situation) -> list[str]:
    """How many satisfied evaluations a running month still needs to reach the floor."""
    month = situation.period.months[-1]
    if month.last_day < situation.today:
        return []
    needed = needed_to_floor(situation.person_tally(person, month), situation)
    return (
        [f"{month.number}月还需要 {needed} 个满意评价才到 {situation.policy.rate.floor * 100}%"] if needed > 0 else []
    )


def needed_to_floor(tally: Tally, situation: Situation) -> int:
    """The least n with (satisfied + n) ÷ (counted + n) at the floor: 19 × unsatisfied − satisfied at 95 %."""
    floor = situation.policy.rate.floor
    if floor >= 1:
        return tally.unsatisfied
    return max(0, math.ceil(floor / (1 - floor) * tally.unsatisfied - tally.satisfied))


def _help_table(lines: list[dict[str, Any]]) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("reasons", "需要提醒的情况"),
    )
    rows = tuple((one["unit"], one["officer"], "；".join(one["reasons"])) for one in lines)
    return Table("early_help", "提前提醒", columns, rows)
