"""Parts that several bulletins share: entries and rates as tables and for machines, and what it stands on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zlts.bulletins.situation import Situation
from zlts.model import MEASURES, Kind, PostedEntry, Role, Tally
from zlts.periods import Span
from zlts.reports import Cell, Column, Look, Table

ROLE_NAMES = {
    Role.OFFICER: "窗口民警",
    Role.UNIT_LEAD: "责任领导",
    Role.BUREAU_LEAD: "责任局领导",
    Role.UNIT: "单位",
}


def entry_machine(posted: PostedEntry, files: Mapping[int, str]) -> dict[str, Any]:
    """An entry as the JSON contract has it (spec 7)."""
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
        "evidence": [
            {"batch": place.batch, "file": files.get(place.batch, ""), "sheet": place.sheet, "row": place.row}
            for place in entry.cause.evidence
        ],
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
    Column("points", "分值", Look.NUMBER),
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


def tally_machine(tally: Tally) -> dict[str, Any]:
    return {
        "counted": tally.counted,
        "satisfied": tally.satisfied,
        "unrated": tally.unrated,
        "percent": tally.percent,
    }


def basis(situation: Situation) -> tuple[str, ...]:
    """What a bulletin stands on (spec 5)."""
    period, policy = situation.period, situation.policy
    covered = f"，其中 {situation.first_day} 起施行，只计施行后的部分" if situation.partly else ""
    lines = [
        f"统计期间：{period.chinese}（{period.first_day} 至 {period.last_day}）{covered}。",
        f"依据：{policy.name}，自 {policy.effective_from} 起；共收入 {situation.batches} 批文件。",
        "满意率＝满意数÷有效评价数，保留两位小数，只舍不入；未评价不计入。",
    ]
    lines += [f"领导小组决定免除：{reason}（{document}）。" for reason, document, _ in situation.waived]
    if situation.voided and period.span is not Span.MONTH:  # the monthly bulletin lists them
        lines.append(f"另有 {situation.voided} 条评价经认定作废，不计入任何数字，仍保存在台账里。")
    if situation.head[1]:
        lines.append(f"台账校验码：{situation.head[0][:16]}（日志 {situation.head[1]} 条）。")
    lines.append("口径：" + "".join(f"{one.question}{one.choice}（{one.clause}）。" for one in policy.readings))
    return tuple(lines)


def attention(situation: Situation) -> list[str]:
    """What needs a person, whatever the bulletin."""
    found = []
    if situation.unassessed:
        months = "、".join(str(month) for month in situation.unassessed)
        latest = situation.unassessed[-1]
        found.append(f"{months} 还没有评定，扣分和措施尚不完整：请先 zlts assess {latest}")
    if situation.quarantined:
        found.append(f"有 {situation.quarantined} 行待处理，没有计入：请看 zlts quarantine")
    pending = situation.pending()
    if pending:
        found.append(f"有 {len(pending)} 件投诉尚未认定，可能影响结果：请看 zlts complaints --pending")
    open_ones = outstanding(situation)
    if open_ones:
        found.append(f"有 {len(open_ones)} 项措施已记账、还没有登记执行：执行后用 zlts done 登记")
    return [*found, *situation.gaps]


def corrections_machine(situation: Situation) -> list[dict[str, Any]]:
    return [entry_machine(one, situation.files) for one in situation.corrections]


CARRIED_OUT = (*MEASURES, Kind.TRANSFER, Kind.ACCOUNTABILITY)
"""Kinds that someone has to carry out."""


def outstanding(situation: Situation) -> list[PostedEntry]:
    """What is ordered and not yet done, up to the period's end."""
    own = (one for one in situation.entries if one.entry.kind in CARRIED_OUT)
    return [one for one in own if one.entry.cause.matter not in situation.carried_out]


def outstanding_table(situation: Situation) -> Table:
    return entry_table("outstanding", "已记账、还没有登记执行的措施", outstanding(situation), detail=True)


def months_table(situation: Situation) -> Table:
    """Units' rates, months side by side."""
    columns = [Column("unit", "单位", Look.WORD)]
    for month in situation.months:
        columns.append(Column(f"{month}", f"{month.number}月", Look.PERCENT))
        columns.append(Column(f"{month}:counted", "有效数", Look.NUMBER))
    rows = [
        (
            unit.name,
            *(cell for month in situation.months for cell in _rate_cells(situation.unit_tally(unit.name, month))),
        )
        for unit in situation.roster.units
    ]
    return Table("months", "各月满意率", tuple(columns), tuple(rows))


def _rate_cells(tally: Tally) -> tuple[Cell, Cell]:
    return tally.percent, tally.counted


def officer_table(situation: Situation, people: Sequence[Mapping[str, Any]], title: str) -> Table:
    """Officers' rates, those below the floor marked."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        Column("counted", "有效评价", Look.NUMBER),
        Column("satisfied", "满意", Look.NUMBER),
        Column("unrated", "未评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
        Column("note", "说明"),
    )
    rows = [tuple(one[column.key] for column in columns) for one in people]
    floor = f"低于{situation.policy.rate.floor * 100}%"
    marked = frozenset(place for place, one in enumerate(people) if floor in str(one["note"]))
    return Table("officers", title, columns, tuple(rows), marked=marked)


def officers_machine(situation: Situation) -> list[dict[str, Any]]:
    """Every officer's figures over the period, and what to note of them."""
    found = []
    for unit, person in situation.officers():
        tally = situation.person_tally(person)
        line = {"unit": unit, "officer": person.name, "badge": person.badge, **tally_machine(tally)}
        found.append({**line, "note": rate_note(tally, situation, auxiliary=person in situation.auxiliaries)})
    return found


def rate_note(tally: Tally, situation: Situation, *, auxiliary: bool = False) -> str:
    """What a leader must see beside a rate."""
    rule, notes = situation.policy.rate, []
    if tally.rate is None:
        notes.append("评价器未使用" if not tally.unrated else "没有有效评价")
    elif tally.rate < rule.floor:
        notes.append(f"低于{rule.floor * 100}%")
    if tally.counted and tally.counted <= rule.small_count:
        notes.append("评价数少")
    if auxiliary:
        notes.append("辅警")
    return "，".join(notes)
