"""三项制度执行台账: what was ordered or held, to whom, on what ground, and when, by whom and by which paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zlts.bulletins.facts import MeasuresFacts, OrderedMeasure, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.parts import ROLE_NAMES, groundless_tables
from zlts.bulletins.situation import Done
from zlts.carrying_out import Groundless
from zlts.model import MEASURES, PostedEntry, Rule
from zlts.reports import Column, Look, Report, Table

CARRIED_OUT, NOT_YET, HELD = "已执行", "未执行", "登记簿所记"
TITLE = "三项制度执行台账"


def measure_lines(entries: Iterable[PostedEntry], done: Mapping[str, Done]) -> tuple[OrderedMeasure, ...]:
    """The 打招呼, 谈话 and 告诫 among entries; what a register says was held is no order, and not undone."""
    own = sorted((one for one in entries if one.entry.kind in MEASURES), key=lambda one: (one.entry.month, one.id))
    return tuple(_line(one, done.get(one.entry.cause.matter)) for one in own)


def _line(posted: PostedEntry, done: Done | None) -> OrderedMeasure:
    entry = posted.entry
    held = entry.cause.rule is Rule.MANUAL
    return OrderedMeasure(
        id=posted.id,
        month=entry.month,
        person=entry.person.name if entry.person else None,
        badge=entry.person.badge if entry.person else None,
        unit=entry.unit,
        role=entry.role,
        kind=entry.kind,
        clause=entry.cause.clause,
        reason=entry.cause.reason,
        done_on=done.day if done else str(entry.day) if held else "",
        by=done.by if done else "",
        document=done.document if done else "",
        state=CARRIED_OUT if done else HELD if held else NOT_YET,
    )


def measures_table(title: str, lines: Sequence[OrderedMeasure]) -> Table:
    """A measure a line; those not yet carried out marked."""
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("month", "月份", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("person", "姓名", Look.WORD),
        Column("role", "身份", Look.WORD),
        Column("kind", "措施", Look.WORD),
        Column("clause", "依据", Look.WORD),
        Column("reason", "事由"),
        Column("done_on", "执行日期", Look.WORD),
        Column("by", "执行人", Look.WORD),
        Column("document", "文号"),
        Column("state", "执行情况", Look.WORD),
    )
    rows = tuple(
        (
            one.id, str(one.month), one.unit, one.person or "—", ROLE_NAMES[one.role], one.kind.value, one.clause,
            one.reason, one.done_on or "—", one.by or "—", one.document or "—", one.state,
        )
        for one in lines
    )  # fmt: skip
    marked = frozenset(place for place, one in enumerate(lines) if one.state == NOT_YET)
    return Table("measures", title, columns, rows, marked=marked)


def measures_listing(year: int, lines: Sequence[OrderedMeasure], beside: Sequence[Groundless]) -> Report:
    """What `zlts ledger --measures` shows: the year's, and those carried out whose ground was taken back."""
    ordered = [one for one in lines if one.state != HELD]
    done = sum(one.state == CARRIED_OUT for one in ordered)
    left = len(ordered) - done
    told = (
        f"应当执行 {len(ordered)} 项，已执行 {done} 项，未执行 {left} 项；登记簿所记 {len(lines) - len(ordered)} 项。"
    )
    todo = ["登记执行：zlts done 编号 --on 日期 --by 姓名 --doc 【文号】。"] if left else []
    return listing(
        "measures",
        f"{year} 年{TITLE}",
        [measures_table(TITLE, lines), *groundless_tables(beside)],
        to_json(MeasuresFacts(year, len(ordered), done, tuple(lines))),
        basis=(told, *todo),
        period=str(year),
    )
