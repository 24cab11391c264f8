"""Parts that several bulletins share: entries and rates as tables and for machines, and what it stands on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from zlts.bulletins.figure_corrections import figures_machine, figures_table
from zlts.bulletins.situation import Situation
from zlts.carrying_out import Groundless
from zlts.model import MEASURES, Kind, PostedEntry, Role, Rule, Tally
from zlts.periods import Month, Span
from zlts.policy import Policy
from zlts.reports import UNREPORTED, Cell, Column, Look, Rows, Table

ROLE_NAMES = {
    Role.OFFICER: "窗口民警",
    Role.UNIT_LEAD: "责任领导",
    Role.BUREAU_LEAD: "责任局领导",
    Role.UNIT: "单位",
}


def entry_machine(posted: PostedEntry, files: Mapping[int, str]) -> dict[str, Any]:
    """An entry as the JSON contract has it (readings: Machines)."""
    entry = posted.entry
    machine: dict[str, Any] = {
        "id": posted.id,
        "month": str(entry.month),
        "person": entry.person.name if entry.person else None,
        "badge": entry.person.badge if entry.person else None,
        "unit": entry.unit,
        "role": entry.role.value,
        "kind": entry.kind.value,
        "points": entry.points,
        "rule": entry.cause.rule.value,
        "clause": entry.cause.clause,
        "reason": entry.cause.reason,
        "evidence": Rows(entry.cause.evidence, files),
        "status": "active" if posted.active else "reversed",
        "day": str(entry.day),
    }
    if posted.reverses is not None:
        machine["reverses"] = posted.reverses
    if posted.reversed_by is not None:
        machine["reversed_by"] = posted.reversed_by
    return machine


ENTRY_COLUMNS = (
    Column("id", "编号", Look.NUMBER),
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("role", "身份", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("points", "分值", Look.NUMBER, "分"),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)


def entry_row(posted: PostedEntry) -> tuple[Cell, ...]:
    """An entry as a line of a table."""
    entry = posted.entry
    return (
        posted.id,
        str(entry.month),
        entry.unit,
        entry.person.name if entry.person else "—",
        ROLE_NAMES[entry.role],
        entry.kind.value,
        entry.points or None,
        entry.cause.clause,
        entry.cause.reason,
    )


def entry_table(key: str, title: str, entries: Iterable[PostedEntry], *, detail: bool = False) -> Table:
    """Entries, one a line."""
    return Table(key, title, ENTRY_COLUMNS, tuple(entry_row(one) for one in entries), detail=detail)


GROUNDLESS = "已执行，依据已撤销"
"""What becomes of a carried out measure whose entry has fallen."""


def groundless_machine(found: Iterable[Groundless], files: Mapping[int, str]) -> list[dict[str, Any]]:
    """Carried out measures whose entries have fallen, for machines: `entry` is the reversed one's number."""
    return [
        {
            "measure": one.measure.id,
            "date": str(one.measure.day),
            "unit": one.measure.unit,
            "person": one.measure.person.name,
            "badge": one.measure.person.badge,
            "kind": one.measure.kind.value,
            "reason": one.measure.reason,
            "entry": one.posted.id,
            "recorded_done": one.done,
            "state": GROUNDLESS,
            "evidence": Rows((one.measure.place,), files),
        }
        for one in found
    ]


def groundless_tables(found: Sequence[Groundless]) -> list[Table]:
    """The same as a table, where there are any."""
    columns = (
        Column("date", "日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("person", "姓名", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("reason", "登记的事由"),
        Column("entry", "原记账", Look.NUMBER),
        Column("count", "另有依据时"),
    )
    rows = tuple(
        (str(o.measure.day), o.measure.unit, o.measure.person.name, o.measure.kind.value, o.measure.reason or "—",
         o.posted.id, f"zlts count {o.measure.id}")
        for o in found
    )  # fmt: skip
    return [Table("ground_taken_back", f"{GROUNDLESS}的措施，不计入", columns, rows)] if rows else []


def arrivals_machine(situation: Situation) -> dict[str, Any]:
    """Whose data are missing: units with their months; how many units were to report, and how many lack nothing."""
    expected = {unit for month in situation.months for unit in situation.arrivals.expected(month)}
    return {
        "missing": {unit: list(map(str, months)) for unit, months in situation.missing.items()},
        "units_expected": len(expected),
        "units_reported": len(expected) - len(situation.missing),
    }


def tally_machine(tally: Tally) -> dict[str, Any]:
    return {
        "counted": tally.counted,
        "satisfied": tally.satisfied,
        "unrated": tally.unrated,
        "percent": tally.percent,
    }


def basis(situation: Situation) -> tuple[str, ...]:
    """What a bulletin stands on (readings: Bulletins)."""
    period, policies = situation.period, situation.in_force
    covered = f"，其中 {situation.first_day} 起施行，只计施行后的部分" if situation.partly else ""
    named = "；".join(f"{one.name}，自 {one.effective_from} 起" for one in policies)
    lines = [
        f"统计期间：{period.chinese}（{period.first_day} 至 {period.last_day}）{covered}。",
        f"依据：{named}；共收入 {situation.batches} 批文件。",
        "满意率＝满意数÷有效评价数，保留两位小数，只舍不入；未评价不计入。",
        f"0 是统计后为零，“—”是不适用，“{UNREPORTED}”是月份已过、评价数据尚未报送。",
    ]
    if situation.coverage:
        lines.append(situation.coverage)
    lines += [f"领导小组决定免除：{reason}（{document}）。" for reason, document, _ in situation.waived]
    kinds = situation.opinion_kinds()
    if kinds:
        told = "、".join(f"{kind} {count}" for kind, count in kinds.most_common())
        lines.append(f"另收到意见 {kinds.total()} 件（{told}），不是投诉，不计入任何数字。")
    if situation.voided and period.span is not Span.MONTH:  # the monthly bulletin lists them
        lines.append(f"另有 {situation.voided} 条评价经认定作废，不计入任何数字，仍保存在台账里。")
    if situation.head[1]:
        lines.append(f"台账校验码：{situation.head[0][:16]}（日志 {situation.head[1]} 条）。")
    if any(policy.readings for policy in policies):
        count = len({one.id for policy in policies for one in policy.readings})
        lines.append(f"口径：条文没有写明的地方共 {count} 处，怎样读见“{READINGS}”表。")
    return tuple(lines)


READINGS, READINGS_KEY = "口径", "readings"


def readings_table(policies: Sequence[Policy]) -> Table:
    """How the policies of a period read what the notice leaves open, and why.

    What only some of them read so bears their first day.
    """
    columns = (
        Column("clause", "条款", Look.WORD),
        Column("question", "问题"),
        Column("choice", "采用"),
        Column("why", "理由"),
    )
    every = [(one.clause, one.question, one.choice, one.why) for policy in policies for one in policy.readings]
    rows = tuple(
        line if every.count(line) == len(policies) else (*line[:2], f"{line[2]}（{_since(line, policies)}）", line[3])
        for line in dict.fromkeys(every)
    )
    return Table(READINGS_KEY, READINGS, columns, rows)


def _since(line: tuple[str, str, str, str], policies: Sequence[Policy]) -> str:
    """From when a reading holds."""
    own = [p for p in policies if line in [(one.clause, one.question, one.choice, one.why) for one in p.readings]]
    return "、".join(f"自 {policy.effective_from} 起施行的政策" for policy in own)


def attention(situation: Situation) -> list[str]:
    """What needs a person, whatever the bulletin."""
    found = []
    if situation.unassessed:
        months = "、".join(str(month) for month in situation.unassessed)
        latest = situation.unassessed[-1]
        found.append(f"{months} 还没有评定，扣分和措施尚不完整：请先 zlts assess {latest}")
    found += situation.arrivals.attention(situation.months)
    found += [situation.register_problem] if situation.register_problem else []
    if situation.quarantined:
        found.append(f"有 {situation.quarantined} 行待处理，没有计入：请看 zlts quarantine")
    pending = situation.pending()
    if pending:
        found.append(f"有 {len(pending)} 件投诉尚未认定，可能影响结果：请看 zlts complaints --pending")
    open_ones = outstanding(situation)
    if open_ones:
        found.append(f"有 {len(open_ones)} 项措施已记账、还没有登记执行：执行后用 zlts done 登记")
    return [*found, *situation.gaps]


def corrections_machine(situation: Situation) -> dict[str, list[dict[str, Any]]]:
    """What corrects issued bulletins: those of this kind, also their figures, and those of shorter periods within."""
    found = {"corrections": situation.corrections, "corrections_within": situation.corrections_within}
    if situation.period.span is Span.MONTH:
        del found["corrections_within"]
    entries = {key: [entry_machine(one, situation.files) for one in own] for key, own in found.items()}
    return {**entries, "figure_corrections": figures_machine(situation.figure_corrections)}


_KIND_WORDS = {Span.MONTH: "", Span.QUARTER: "季度", Span.YEAR: "年度"}
WITHIN_WORDS = {Span.QUARTER: "本季度各月通报", Span.YEAR: "本年各月、各季度通报"}


def corrections_tables(situation: Situation) -> tuple[Table, ...]:
    """The same as tables; the first always, the others only where there is anything to tell."""
    span, within = situation.period.span, situation.corrections_within
    own = entry_table("corrections", f"对以前{_KIND_WORDS[span]}通报的更正", situation.corrections)
    figures = figures_table(situation.figure_corrections)
    if not within:
        return (own, *figures)
    return own, *figures, entry_table("corrections_within", f"{WITHIN_WORDS[span]}印发以后的更正", within)


CARRIED_OUT = (*MEASURES, Kind.TRANSFER, Kind.ACCOUNTABILITY)
"""Kinds that someone has to carry out."""


def outstanding(situation: Situation) -> list[PostedEntry]:
    """What is ordered and not yet done, up to the period's end."""
    return undone(situation.entries, situation.carried_out)


def undone(entries: Iterable[PostedEntry], carried_out: Container[str]) -> list[PostedEntry]:
    """Those of the entries that someone has to carry out, and whose matter nobody has.

    A measure from the register of what was held is an event itself: nothing of it is left to carry out.
    """
    own = (one for one in entries if one.entry.kind in CARRIED_OUT and one.entry.cause.rule is not Rule.MANUAL)
    return [one for one in own if one.entry.cause.matter not in carried_out]


def outstanding_table(situation: Situation) -> Table:
    return entry_table("outstanding", "已记账、还没有登记执行的措施", outstanding(situation), detail=True)


def months_table(situation: Situation) -> Table:
    """Units' rates, months side by side."""
    columns = [Column("unit", "单位", Look.WORD)]
    for month in situation.months:
        columns.append(Column(f"{month}", f"{month.number}月", Look.PERCENT))
        columns.append(Column(f"{month}:counted", "有效数", Look.NUMBER, "个"))
    rows = tuple((unit.name, *_month_cells(unit.name, situation)) for unit in situation.roster.units)
    sums = [situation.whole_tally(month) for month in situation.months]
    total = ("合计", *(cell for tally in sums for cell in (tally.percent, tally.counted)))
    return Table("months", "各月满意率", tuple(columns), rows, total=total, note=situation.coverage)


def _month_cells(unit: str, situation: Situation) -> Iterator[Cell]:
    for month in situation.months:
        tally = situation.unit_tally(unit, month)
        yield from come_in((tally.percent, tally.counted), unit, situation, month)


def complaint_totals(situation: Situation) -> dict[str, int]:
    """How many complaints there are over all units: one that concerns several units is one."""
    return {
        "received_complaints": len(situation.received()),
        "sustained_complaints": len(situation.sustained()),
        "pending_complaints": len(situation.pending()),
    }


def totals_note(units: Iterable[Mapping[str, Any]], situation: Situation) -> str:
    """What stands by sums over units: of how many units they are, and why complaints may not add up to theirs."""
    lines, totals = list(units), complaint_totals(situation)
    sums = {key: sum(one[key] for one in lines if key in one) for key in totals}
    differs = any(sums[key] != totals[key] for key in totals if lines and key in lines[0])
    return situation.coverage + (_SEVERAL_UNITS if differs else "")


_SEVERAL_UNITS = "涉及几个单位的投诉，各单位分别计入，合计只计一件（认定月份不同的，计在最先认定的那个月）。"


def come_in(figures: Iterable[Cell], unit: str, situation: Situation, month: Month | None = None) -> tuple[Cell, ...]:
    """A unit's figures of evaluations; where none have come in 未报 once a month is over, — before that."""
    if situation.reported(unit, month):
        return tuple(figures)
    return tuple(UNREPORTED if situation.lacks(unit, month) else None for _ in figures)


def officer_table(situation: Situation, people: Sequence[Mapping[str, Any]], title: str) -> Table:
    """Officers' rates, those below the floor marked."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        *TALLY_COLUMNS,
        Column("note", "说明"),
    )
    rows = [(one["unit"], one["officer"], one["badge"], *own_cells(one, situation), one["note"]) for one in people]
    whole = situation.whole_tally()
    total = ("合计", "", "", whole.counted, whole.satisfied, whole.unrated, whole.percent, "")
    floor = f"低于{situation.policy.rate.floor * 100}%"
    marked = frozenset(place for place, one in enumerate(people) if floor in str(one["note"]))
    return Table("officers", title, columns, tuple(rows), marked=marked, total=total, note=situation.coverage)


TALLY_COLUMNS = (
    Column("counted", "有效评价", Look.NUMBER, "个"),
    Column("satisfied", "满意", Look.NUMBER, "个"),
    Column("unrated", "未评价", Look.NUMBER, "个"),
    Column("percent", "满意率", Look.PERCENT, "%"),
)


def own_cells(line: Mapping[str, Any], situation: Situation) -> tuple[Cell, ...]:
    """An officer's figures under `TALLY_COLUMNS`; of one without any, what is known of the unit's."""
    figures = tuple(line[column.key] for column in TALLY_COLUMNS)
    return figures if any(figures) else come_in(figures, line["unit"], situation)


def officers_machine(situation: Situation) -> list[dict[str, Any]]:
    """Every officer's figures over the period, and what to note of them."""
    found = []
    for unit, person in situation.officers():
        tally = situation.person_tally(person)
        line = {"unit": unit, "officer": person.name, "badge": person.badge, **tally_machine(tally)}
        arrived, auxiliary = situation.officer_note(person), person in situation.auxiliaries
        found.append({**line, "note": rate_note(tally, situation.policy, arrived, auxiliary=auxiliary)})
    return found


def rate_note(tally: Tally, policy: Policy, arrived: str, *, auxiliary: bool = False) -> str:
    """What a leader must see beside a rate; `arrived` says what is known of data that lack or evaluators not used."""
    rule, notes = policy.rate, []
    if tally.rate is not None and tally.rate < rule.floor:
        notes.append(f"低于{rule.floor * 100}%")
    elif tally.unrated and not tally.counted:
        notes.append("没有有效评价")
    if arrived:
        notes.append(arrived)
    if tally.counted and tally.counted <= rule.small_count:
        notes.append("评价数少")
    if auxiliary:
        notes.append("辅警")
    return "，".join(notes)
