"""The year-end evaluation: every officer's score with what made it, and the units over the year."""

from __future__ import annotations

from typing import Any

from zlts.bulletins.parts import (
    TALLY_COLUMNS,
    arrivals_machine,
    attention,
    basis,
    complaint_totals,
    corrections_machine,
    corrections_tables,
    entry_machine,
    entry_table,
    months_table,
    outstanding_table,
    own_cells,
    readings_table,
    tally_machine,
)
from zlts.bulletins.quarterly import ranking_table, unit_lines
from zlts.bulletins.situation import Situation
from zlts.model import Kind, Person, PostedEntry, Role
from zlts.ranking import officer_score
from zlts.reports import Column, Look, Report, Table


def annual(situation: Situation) -> Report:
    """The year-end evaluation (readings: Bulletins)."""
    units = unit_lines(situation)
    people = [_officer_line(unit, person, situation) for unit, person in situation.officers()]
    people.sort(key=lambda line: -line["score"])
    leaders = [one for one in situation.entries if one.entry.role in (Role.UNIT_LEAD, Role.BUREAU_LEAD)]
    return Report(
        name="annual",
        title=situation.headed(situation.policy.titles.annual),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        tables=(
            ranking_table(units, "窗口单位全年排名", situation),
            _officers_table(people, situation),
            _barred_table(situation),
            entry_table("leaders", "对领导的三项制度措施和责任追究", leaders),
            months_table(situation),
            entry_table("entries", "全年记账", situation.entries, detail=True),
            *corrections_tables(situation),
            outstanding_table(situation),
            readings_table(situation.in_force),
        ),
        attention=tuple(attention(situation)),
        basis=basis(situation),
        machine={
            "year": situation.period.year,
            "finished": not situation.running,
            **arrivals_machine(situation),
            "units": units,
            "totals": complaint_totals(situation),
            "officers": people,
            **corrections_machine(situation),
            "leaders": [entry_machine(one, situation.files) for one in leaders],
            "basis": list(basis(situation)),
        },
    )


def _officer_line(unit: str, person: Person, situation: Situation) -> dict[str, Any]:
    own = [one for one in situation.entries if one.entry.person == person and one.entry.role is Role.OFFICER]
    auxiliary = person in situation.auxiliaries
    return {
        "unit": unit,
        "officer": person.name,
        "badge": person.badge,
        "score": officer_score(person, [one.entry for one in own], situation.policy),
        **tally_machine(situation.person_tally(person)),
        "made_of": made_of(own),
        "note": "，".join(filter(None, ["辅警，不参加评优" if auxiliary else "", situation.officer_note(person)])),
    }


def made_of(entries: list[PostedEntry]) -> str:
    """What made a score, in words: 2013-05 扣分 -10（第 7 号）."""
    with_points = [one for one in entries if one.entry.points]
    parts = [f"{o.entry.month} {o.entry.kind} {o.entry.points:+d}（第 {o.id} 号）" for o in with_points]
    return "；".join(parts)


def _officers_table(people: list[dict[str, Any]], situation: Situation) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("score", "得分", Look.NUMBER, "分"),
        *TALLY_COLUMNS,
        Column("made_of", "加减分"),
        Column("note", "说明", Look.WORD),
    )
    rows = tuple(
        (one["unit"], one["officer"], one["score"], *own_cells(one, situation), one["made_of"], one["note"])
        for one in people
    )
    return Table("officers", "窗口民警全年得分", columns, rows, note=situation.coverage)


def _barred_table(situation: Situation) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("kind", "限制", Look.WORD),
        Column("clause", "依据", Look.WORD),
        Column("reason", "理由"),
    )
    kinds = (Kind.NO_AWARDS, Kind.NO_PROMOTION, Kind.TRANSFER)
    own = [one.entry for one in situation.entries if one.entry.kind in kinds]
    rows = [(e.unit, e.person.name if e.person else "—", e.kind.value, e.cause.clause, e.cause.reason) for e in own]
    return Table("barred", "不得评先评优、提拔任用和须调整的民警", columns, tuple(rows))
