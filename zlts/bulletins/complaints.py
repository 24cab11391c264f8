"""The complaint register as it stands, and pairs that may be one grievance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from zlts.bulletins.listings import listing
from zlts.bulletins.monthly import officers_words
from zlts.bulletins.parts import STATES
from zlts.bulletins.register_changes import handle
from zlts.model import Complaint, Missing, OfficerVerdict, Opinion, PostedEntry, Role, VerdictChange
from zlts.registers.complaints import Grievances
from zlts.reports import Column, Look, Report, Table
from zlts.rules import complaint_matters

_COLUMNS = (
    Column("number", "编号", Look.WORD),
    Column("received", "受理日期", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("officers", "民警"),
    Column("channel", "来源", Look.WORD),
    Column("category", "类别", Look.WORD),
    Column("state", "认定", Look.WORD),
    Column("verdict_date", "认定日期", Look.WORD),
    Column("days", "待查天数", Look.NUMBER),
    Column("merged_into", "并入", Look.WORD),
)
_PERSONAL = (
    Column("complainant", "投诉人", Look.WORD),
    Column("phone", "联系电话", Look.WORD),
    Column("content", "内容"),
)


def consequences(one: Complaint, entries: Sequence[PostedEntry]) -> list[PostedEntry]:
    """六(七): the entries among these that a sustained complaint brought its officers."""
    own = [posted for posted in entries if posted.entry.person in one.officers]
    begins = (
        f"serious:complaint:{one.key}:{Role.OFFICER}:",
        *(complaint_matters(one.key, who) for who in one.officers),
    )
    return [posted for posted in own if posted.entry.cause.matter.startswith(begins)]


_EARLY = "施行前，不计"


def register(
    settled: Grievances,
    complaints: Sequence[Complaint],
    today: date,
    first_day: date,
    *,
    personal: bool,
    left_out: int = 0,
) -> Report:
    """These complaints as their latest versions have them; and what else the register tells.

    Those received before the first policy's first day are marked: they have no effect, and none of them waits.
    `left_out` of them are not among those shown.
    """
    columns = (*_COLUMNS, *_PERSONAL) if personal else _COLUMNS
    ordered = sorted(complaints, key=lambda c: (c.received, c.key))
    lines = [_line(one, today, first_day, personal=personal) for one in ordered]
    told = [_said(one, line) for one, line in zip(ordered, lines, strict=True)]
    note = _early_note(sum(one["before_first_day"] for one in lines), left_out, first_day)
    rows = tuple(tuple(line[column.key] for column in columns) for line in told)
    marked = frozenset(place for place, line in enumerate(lines) if line["serious"] and not line["before_first_day"])
    table = Table("complaints", "投诉登记", columns, rows, marked=marked, note=note)
    opinions, changes, missing = _opinions(settled.opinions), _changes(settled.changes), _missing(settled.missing)
    beside = [one for one in (_table_of(*opinions), _table_of(*changes), _table_of(*missing)) if one.rows]
    machine = {"complaints": lines, "opinions": opinions[-1], "changes": changes[-1], "missing": missing[-1]}
    return listing("complaints", "投诉登记簿", [table, *beside], machine, personal=personal)


_Listed = tuple[str, str, tuple[Column, ...], list[dict[str, Any]]]


def _table_of(key: str, title: str, columns: tuple[Column, ...], lines: Sequence[dict[str, Any]]) -> Table:
    return Table(key, title, columns, tuple(tuple(line[column.key] for column in columns) for line in lines))


def _opinions(found: Sequence[Opinion]) -> _Listed:
    """By channel and kind."""
    columns = (
        Column("channel", "来源", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("count", "件数", Look.NUMBER, "件"),
    )
    counts = Counter((one.channel, one.kind) for one in found)
    lines = [{"channel": channel, "kind": kind, "count": count} for (channel, kind), count in sorted(counts.items())]
    return "opinions", "意见（不是投诉，没有效果）", columns, lines


def _changes(found: Sequence[VerdictChange]) -> _Listed:
    columns = (
        Column("number", "编号", Look.WORD),
        Column("officer", "民警", Look.WORD),
        Column("was", "原来", Look.WORD),
        Column("now", "改为", Look.WORD),
        Column("batch", "批次", Look.NUMBER),
    )
    lines: list[dict[str, Any]] = [
        {"number": one.label, "officer": one.who, "was": one.was, "now": one.now, "batch": one.place.batch}
        for one in found
    ]
    return "changes", "认定的变化", columns, lines


def _missing(found: Sequence[Missing]) -> _Listed:
    columns = (
        Column("number", "编号", Look.WORD),
        Column("received", "受理日期", Look.WORD),
        Column("batch", "没有它的批次", Look.NUMBER),
    )
    lines: list[dict[str, Any]] = [
        {"number": one.label, "received": str(one.received), "batch": one.batch} for one in found
    ]
    return "missing", "后来的登记簿里没有的投诉（照旧保留）", columns, lines


def _early_note(shown: int, left_out: int, first_day: date) -> str:
    """What to say of those received before the first day."""
    if left_out:
        return f"另有 {left_out} 件在办法施行（{first_day}）以前收到，不计入，没有列出。"
    return f"{shown} 件在办法施行（{first_day}）以前收到，只保存，不计入任何数字。" if shown else ""


def _said(one: Complaint, line: dict[str, Any]) -> dict[str, Any]:
    """A line as the table has it."""
    state = f"{line['state']}（{_EARLY}）" if line["before_first_day"] else line["state"]
    return {**line, "officers": officers_words(one), "state": state}


def _line(one: Complaint, today: date, first_day: date, *, personal: bool) -> dict[str, Any]:
    early = one.received < first_day
    waits = one.pending and not one.merged_into and not early
    line = {
        "number": one.number,
        "received": str(one.received),
        "unit": "、".join(one.units),
        "officers": "、".join(person.name for person in (*one.officers, *one.auxiliaries)),
        "channel": one.channel,
        "category": one.category,
        "state": STATES[one.verdict],
        "verdict": one.verdict_word,
        "verdict_date": str(one.verdict_date) if one.verdict_date else "",
        "serious": one.serious,
        "days": (today - one.received).days if waits else None,
        "merged_into": one.merged_into,
        "before_first_day": early,
    }
    if one.own:
        line["findings"] = [_finding(own) for own in one.own]
    if personal:
        line |= {"complainant": one.complainant, "phone": one.phone, "content": one.content}
    return line


def _finding(own: OfficerVerdict) -> dict[str, Any]:
    return {
        "officer": own.person.name if own.person else None,
        "unit": own.unit,
        "state": STATES[own.verdict],
        "verdict": own.word,
        "verdict_date": str(own.decided) if own.decided else "",
        "serious": own.serious,
    }


def lookalikes(pairs: Sequence[tuple[Complaint, Complaint]]) -> Report:
    """Pairs for a person to merge, or to leave."""
    columns = (
        Column("one", "编号", Look.WORD),
        Column("other", "另一编号", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officers", "民警"),
        Column("days", "相隔天数", Look.NUMBER),
    )
    lines: list[dict[str, Any]] = [
        {
            "one": handle(one),
            "other": handle(other),
            "unit": one.unit,
            "officers": "、".join(person.name for person in one.officers),
            "days": (other.received - one.received).days,
        }
        for one, other in pairs
    ]
    rows = tuple(tuple(line[column.key] for column in columns) for line in lines)
    attention = ("是同一件的，请用 zlts merge 【后一件】 【前一件】 --reason 【理由】",) if lines else ()
    table = Table("alike", "可能是同一件的投诉", columns, rows)
    return listing("alike", "可能重复的投诉", [table], {"pairs": lines}, attention=attention)
