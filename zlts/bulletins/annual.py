"""The year-end evaluation: every officer's score with what made it, and the units over the year."""

from __future__ import annotations

from collections.abc import Sequence

from zlts.bulletins.awards import grave_grounds
from zlts.bulletins.business_use import business_lines, business_tables, surplus
from zlts.bulletins.changes import before_of_all, change_tables, reached, reached_table
from zlts.bulletins.facts import AnnualFacts, ScoredOfficer, to_json
from zlts.bulletins.figures import charts
from zlts.bulletins.objections import objections_of, objections_tables
from zlts.bulletins.parts import (
    TALLY_COLUMNS,
    Bulletin,
    arrival_figures,
    attention,
    basis,
    complaint_totals,
    corrections_tables,
    entry_lines,
    entry_table,
    months_table,
    outstanding_table,
    own_cells,
    readings_table,
)
from zlts.bulletins.quarterly import ranked_units, ranking_table
from zlts.bulletins.situation import Situation
from zlts.model import Kind, Person, PostedEntry, Role
from zlts.ranking import officer_score
from zlts.reports import Column, Look, Report, Table


def annual(situation: Situation) -> Bulletin:
    """The year-end evaluation (readings: Bulletins)."""
    people = [_officer_line(unit, person, situation) for unit, person in situation.officers()]
    leaders = [one for one in situation.entries if one.entry.role in (Role.UNIT_LEAD, Role.BUREAU_LEAD)]
    facts = AnnualFacts(
        situation.period.year,
        not situation.running,
        *arrival_figures(situation),
        units=ranked_units(situation),
        totals=complaint_totals(situation),
        before=before_of_all(situation),
        reached=reached(situation),
        officers=tuple(sorted(people, key=lambda one: -one.score)),
        corrections=entry_lines(situation.corrections, situation.files),
        corrections_within=entry_lines(situation.corrections_within, situation.files),
        business=business_lines(situation),
        figure_corrections=tuple(situation.figure_corrections),
        objections=objections_of(situation),
        leaders=entry_lines(leaders, situation.files),
        basis=basis(situation),
        source=situation.source,
    )
    report = Report(
        name="annual",
        title=situation.headed(situation.policy.titles.annual),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        office=situation.policy.bureau.office,
        tables=(
            ranking_table(facts.units, "窗口单位全年排名", situation),
            reached_table(facts.reached, situation),
            *change_tables(situation),
            _officers_table(facts.officers, situation),
            _barred_table(situation),
            entry_table("leaders", "对领导的三项制度措施和责任追究", leaders),
            months_table(situation),
            entry_table("entries", "全年处理情况", situation.entries, detail=True),
            *business_tables(facts.business, situation),
            *corrections_tables(situation),
            *objections_tables(situation),
            outstanding_table(situation),
            readings_table(situation.in_force),
        ),
        attention=(*attention(situation), *surplus(facts.business)),
        basis=facts.basis,
        machine=to_json(facts),
        charts=charts(facts.units, situation),
    )
    return Bulletin(situation, facts, report)


def _officer_line(unit: str, person: Person, situation: Situation) -> ScoredOfficer:
    own = [one for one in situation.entries if one.entry.person == person and one.entry.role is Role.OFFICER]
    auxiliary = person in situation.auxiliaries
    return ScoredOfficer(
        unit,
        person.name,
        person.badge,
        officer_score(person, [one.entry for one in own], situation.policy),
        situation.person_tally(person),
        made_of=made_of(own),
        note="，".join(filter(None, ["辅警，不参加评优" if auxiliary else "", situation.officer_note(person)])),
    )


def made_of(entries: list[PostedEntry]) -> str:
    """What made a score, in words: 2013-05 扣分 -10（第 7 号）."""
    with_points = [one for one in entries if one.entry.points]
    parts = [f"{o.entry.month} {o.entry.kind} {o.entry.points:+d}（第 {o.id} 号）" for o in with_points]
    return "；".join(parts)


def _officers_table(people: Sequence[ScoredOfficer], situation: Situation) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("score", "得分", Look.NUMBER, "分"),
        *TALLY_COLUMNS,
        Column("made_of", "加减分"),
        Column("note", "说明", Look.WORD),
    )
    rows = tuple(
        (one.unit, one.officer, one.score, *own_cells(one, situation), one.made_of, one.note) for one in people
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
    if situation.policy.awards.grave_bars:
        grave = grave_grounds(situation)
        rows += [(g.unit, who.name, Kind.NO_AWARDS.value, g.clause, g.reason) for who in grave for g in grave[who]]
    return Table("barred", "不得评先评优、提拔任用和须调整的民警", columns, tuple(rows))
