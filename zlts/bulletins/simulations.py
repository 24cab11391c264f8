"""What another policy would have changed."""

from __future__ import annotations

from typing import Any

from zlts.bulletins.listings import listing
from zlts.bulletins.parts import ROLE_NAMES
from zlts.model import Entry
from zlts.periods import Month
from zlts.policy import Policy
from zlts.reconcile import Changes
from zlts.reports import Column, Look, Report, Table

_COLUMNS = (
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("role", "身份", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("points", "分值", Look.NUMBER),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)


def comparison(year: int, through: Month, other: Policy, changes: Changes, moved: tuple[int, int]) -> Report:
    """Side by side: the entries that would come, and those that would go.

    `moved` are the rows that would be read after all, and those that would wait in quarantine.
    """
    out, into = moved
    rows = f"；{out} 行从待处理转为收入，{into} 行转入待处理" if out or into else ""
    come = [_line(entry) for entry in changes.post]
    go = [_line(posted.entry) for posted in changes.reverse]
    return listing(
        "simulate",
        f"如果 {year} 年用“{other.name}”",
        [_table("added", "会多出的", come), _table("removed", "会没有的", go)],
        {
            "year": year,
            "through": str(through),
            "policy": other.name,
            "added": come,
            "removed": go,
            "rows_accepted": out,
            "rows_rejected": into,
        },
        basis=(f"算到 {through}{rows}；只是试算，没有写入台账。",),
    )


def _line(entry: Entry) -> dict[str, Any]:
    return {
        "month": str(entry.month),
        "unit": entry.unit,
        "person": entry.person.name if entry.person else None,
        "role": entry.role.value,
        "kind": entry.kind.value,
        "points": entry.points,
        "clause": entry.cause.clause,
        "reason": entry.cause.reason,
    }


def _table(key: str, title: str, lines: list[dict[str, Any]]) -> Table:
    names = {role.value: name for role, name in ROLE_NAMES.items()}
    shown = [{**line, "role": names[line["role"]], "points": line["points"] or None} for line in lines]
    return Table(key, title, _COLUMNS, tuple(tuple(line[column.key] for column in _COLUMNS) for line in shown))
