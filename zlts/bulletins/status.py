"""The clerk's overview: what is in, what is missing, what is due next, who needs help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from zlts.bulletins.listings import listing
from zlts.bulletins.monthly import early_help
from zlts.bulletins.parts import outstanding
from zlts.bulletins.quarterly import plans_tracked
from zlts.bulletins.situation import Situation
from zlts.periods import Month, Period, Span
from zlts.reports import Column, Look, Report, Table


@dataclass(frozen=True, slots=True)
class PassDue:
    """A year whose evidence no longer says what its ledger says: how many entries a pass would change."""

    through: Month
    post: int
    reverse: int


def status(situation: Situation, through: Month | None, due: Sequence[PassDue], copies: str) -> Report:
    """One screen on a year."""
    helped = early_help(situation)
    pending = situation.pending()
    missing = {
        unit.name: [str(m) for m in situation.finished if not _pressed(situation, unit.name, m)]
        for unit in situation.roster.units
    }
    machine = {
        "year": situation.period.year,
        "batches": situation.batches,
        "assessed_through": str(through) if through else None,
        "backups": copies,
        "passes_due": [{"through": str(o.through), "post": o.post, "reverse": o.reverse} for o in due],
        "unassessed": [str(month) for month in situation.unassessed],
        "missing": {unit: months for unit, months in missing.items() if months},
        "quarantined": situation.quarantined,
        "pending_complaints": [one.label for one in pending],
        "pending_text": _pending_text(situation),
        "outstanding": len(outstanding(situation)),
        "early_help": helped,
        "next": next_steps(situation, due),
    }
    return listing(
        "status",
        f"{situation.period.year} 年进度",
        [_summary_table(machine), _map_table(situation), _help_table(helped)],
        machine,
        attention=tuple(next_steps(situation, due)),
        period=str(situation.period),
    )


def next_steps(situation: Situation, due: Sequence[PassDue]) -> list[str]:
    """What the calendar and the ledger want next, each with its command."""
    steps = []
    nothing = not (situation.tallies or situation.complaints or situation.inspections or situation.quarantined)
    if nothing:
        return ["还没有导入评价和登记：zlts import 文件或文件夹", *_calendar(situation)]
    if situation.quarantined:
        steps.append(f"有 {situation.quarantined} 行待处理：zlts quarantine")
    own_year = situation.period.year == situation.policy.effective_from.year
    if own_year and situation.batches > 1 and not plans_tracked(situation):
        steps.append("还没有登记各单位方案的报送（七(一)）：zlts import 报送登记，或 zlts add filing")
    steps += [
        f"{one.through.year} 年有新的证据或认定，请再评定：zlts assess {one.through}"
        f"（将新记 {one.post} 条，冲销 {one.reverse} 条）"
        for one in due
    ]
    if situation.unassessed:
        steps.append(f"{'、'.join(map(str, situation.unassessed))} 待评定：zlts assess {situation.unassessed[-1]}")
    if situation.pending():
        steps.append(f"有 {len(situation.pending())} 件投诉待认定：zlts complaints --pending")
    return [*steps, *_calendar(situation)]


def _calendar(situation: Situation) -> Iterator[str]:
    """What the notice's calendar wants in the running month (七(一)–七(三))."""
    today, year = situation.today, situation.period.year
    if today.year != year:
        return
    month, day = situation.policy.filing.plan_due
    if (today.month, today.day) <= (month, day) and year == situation.policy.effective_from.year:
        yield f"{month} 月 {day} 日前各单位报送实施方案（七(一)）"
    if today.month == 3 * Month.of(today).quarter:
        quarter = Period.holding(Month.of(today), Span.QUARTER)
        yield f"本季度要检查评比并通报（七(二)）：zlts report quarterly {quarter}"
    if today.month == situation.policy.awards.last_month:
        yield f"本月评选表彰（七(三)）：zlts awards {year}"


def _pending_text(situation: Situation) -> str:
    """Which complaints wait, and how long the oldest has."""
    pending = situation.pending()
    if not pending:
        return ""
    days = max((situation.today - one.received).days for one in pending)
    return f"{len(pending)} 件，最久 {days} 天：{'、'.join(one.label for one in pending)}"


def _summary_table(machine: dict[str, Any]) -> Table:
    columns = (Column("what", "项目", Look.WORD), Column("value", "情况"))
    rows = (
        ("导入批次", str(machine["batches"])),
        ("已评定到", machine["assessed_through"] or "还没有评定"),
        ("待处理的行", str(machine["quarantined"])),
        ("自动备份", machine["backups"]),
        ("待查投诉", machine["pending_text"] or "无"),
        ("未登记执行", f"{machine['outstanding']} 项措施" if machine["outstanding"] else "无"),
    )
    return Table("summary", "概况", columns, rows)


def _pressed(situation: Situation, unit: str, month: Month) -> int:
    tally = situation.unit_tally(unit, month)
    return tally.counted + tally.unrated


def _map_table(situation: Situation) -> Table:
    """Units by months: how many evaluations are in; 缺 where a finished month has none."""
    columns = (
        Column("unit", "单位", Look.WORD),
        *(Column(str(m), f"{m.number}月", Look.WORD) for m in situation.months),
    )
    rows = [
        (unit.name, *(_mark(situation, unit.name, month) for month in situation.months))
        for unit in situation.roster.units
    ]
    return Table("evaluations", "各月收到的评价数", columns, tuple(rows))


def _mark(situation: Situation, unit: str, month: Month) -> str:
    count = _pressed(situation, unit, month)
    if count:
        return str(count)
    return "缺" if situation.tallies and month in situation.finished else ""


def _help_table(lines: list[dict[str, Any]]) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("reasons", "需要提醒的情况"),
    )
    rows = tuple((one["unit"], one["officer"], "；".join(one["reasons"])) for one in lines)
    return Table("early_help", "提前提醒", columns, rows)
