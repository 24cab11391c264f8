"""The complaint register as it stands, and pairs that may be one grievance."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from zlts.bulletins.listings import listing
from zlts.bulletins.monthly import STATES
from zlts.model import Complaint, Verdict
from zlts.reports import Column, Look, Report, Table

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


def register(complaints: Sequence[Complaint], today: date, *, personal: bool) -> Report:
    """Every grievance as its latest version has it."""
    columns = (*_COLUMNS, *_PERSONAL) if personal else _COLUMNS
    lines = [_line(one, today, personal=personal) for one in sorted(complaints, key=lambda c: (c.received, c.key))]
    rows = tuple(tuple(line[column.key] for column in columns) for line in lines)
    marked = frozenset(place for place, line in enumerate(lines) if line["serious"])
    table = Table("complaints", "投诉登记", columns, rows, marked=marked)
    return listing("complaints", "投诉登记簿", [table], {"complaints": lines}, personal=personal)


def _line(one: Complaint, today: date, *, personal: bool) -> dict[str, Any]:
    waits = one.verdict is Verdict.PENDING and not one.merged_into
    line = {
        "number": one.number,
        "received": str(one.received),
        "unit": one.unit,
        "officers": "、".join(person.name for person in (*one.officers, *one.auxiliaries)),
        "channel": one.channel,
        "category": one.category,
        "state": STATES[one.verdict],
        "verdict": one.verdict_word,
        "verdict_date": str(one.verdict_date) if one.verdict_date else "",
        "serious": one.serious,
        "days": (today - one.received).days if waits else None,
        "merged_into": one.merged_into,
    }
    if personal:
        line |= {"complainant": one.complainant, "phone": one.phone, "content": one.content}
    return line


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
            "one": one.label,
            "other": other.label,
            "unit": one.unit,
            "officers": "、".join(person.name for person in one.officers),
            "days": (other.received - one.received).days,
        }
        for one, other in pairs
    ]
    rows = tuple(tuple(line[column.key] for column in columns) for line in lines)
    attention = ("是同一件的，请用 zlts merge 后一件 前一件 --reason 理由",) if lines else ()
    table = Table("alike", "可能是同一件的投诉", columns, rows)
    return listing("alike", "可能重复的投诉", [table], {"pairs": lines}, attention=attention)
