"""What the ledger and the calendar want next, each with its command."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zlts.bulletins.facts import PassDue
from zlts.bulletins.objections import objection_steps
from zlts.bulletins.parts import outstanding
from zlts.bulletins.rectifying import rectifying_steps
from zlts.bulletins.situation import Situation
from zlts.model import PostedEntry
from zlts.periods import Month, Period, Span
from zlts.roster import spell

_FIRST = 3  # the first few of many


@dataclass(frozen=True, slots=True)
class Due:
    """What other years than the one shown still want: passes, and measures carried out, by year."""

    passes: Sequence[PassDue] = ()
    measures: Mapping[int, int] = field(default_factory=dict)


def next_steps(situation: Situation, due: Due) -> list[str]:
    """What needs a person now."""
    if situation.is_blank:
        return [
            _beginning(situation),
            *_passes_of_others(due.passes),
            *objection_steps(situation),
            *_doubled_postings(situation),
            *_measures(situation, due.measures),
            *_this_month(situation),
        ]
    return [
        *_passes(situation, due.passes),
        *_waiting(situation),
        *objection_steps(situation),
        *_doubled_postings(situation),
        *_measures(situation, due.measures),
        *rectifying_steps(situation),
        *_plans(situation),
        *_this_month(situation),
    ]


def _passes(situation: Situation, due: Sequence[PassDue]) -> Iterator[str]:
    yield from situation.arrivals.attention(situation.months) if situation.tallies else ()
    if situation.register_problem:
        yield situation.register_problem
    if situation.quarantined:
        yield f"有 {situation.quarantined} 行待处理：zlts quarantine"
    yield from _passes_of_others(due)
    if situation.unassessed:
        yield f"{'、'.join(map(str, situation.unassessed))} 待评定：zlts assess {situation.unassessed[-1]}"


def _passes_of_others(due: Sequence[PassDue]) -> Iterator[str]:
    for one in due:
        changes = f"将新记 {one.post} 条，冲销 {one.reverse} 条"
        yield f"{one.through.year} 年有新的证据或认定，请再评定：zlts assess {one.through}（{changes}）"


def _beginning(situation: Situation) -> str:
    """Where nothing of the year is in: what to do first."""
    year = situation.period.year
    if situation.quarantined:
        return (
            f"{year} 年还没有收下评价和登记，有 {situation.quarantined} 行待处理：zlts quarantine 看原因，改好再导入"
        )
    if situation.batches > 1:
        return f"{year} 年的评价和登记还没有导入：zlts import 文件或文件夹"
    return "还没有导入评价和登记：zlts import 文件或文件夹"


def _waiting(situation: Situation) -> Iterator[str]:
    """Complaints that nobody has decided, and which has waited longest."""
    pending = situation.pending()
    if pending:
        oldest = min(pending, key=lambda one: (one.received, one.key))
        days = (situation.today - oldest.received).days
        yield f"有 {len(pending)} 件投诉待认定，{oldest.label} 已等 {days} 天：zlts complaints --pending"


def _doubled_postings(situation: Situation) -> Iterator[str]:
    """Postings of one person in one unit and role at one time."""
    pairs = situation.roster.overlapping
    if pairs:
        one, other = pairs[0]
        more = f" 等 {len(pairs)} 处" if len(pairs) > 1 else ""
        yield f"任职重叠，请核对花名册{more}：{spell(one)}；{spell(other)}"


def _measures(situation: Situation, earlier: Mapping[int, int]) -> Iterator[str]:
    """What is ordered and not yet done, the oldest first."""
    for year, count in earlier.items():
        yield f"{year} 年还有 {count} 项措施没有登记执行：zlts ledger {year} --pending"
    undone = outstanding(situation)
    if undone:
        first = sorted(undone, key=lambda one: (one.entry.month, one.id))[:_FIRST]
        named = "、".join(map(_ordered, first)) + (" 等" if len(undone) > _FIRST else "")
        yield f"有 {len(undone)} 项措施没有登记执行（{named}）：zlts ledger {situation.period.year} --pending"


def _ordered(posted: PostedEntry) -> str:
    entry = posted.entry
    name = entry.person.name if entry.person else entry.unit
    return f"第 {posted.id} 号{name}{entry.kind}"


def _plans(situation: Situation) -> Iterator[str]:
    """七(一): nobody's plan is registered, in the year that wants plans."""
    if situation.wants_plans and situation.batches > 1 and not situation.plans_tracked:
        clause = situation.policy.filing.clause
        yield f"还没有登记各单位方案的报送（{clause}）：zlts import 报送登记，或 zlts add filing"


# ---------------------------------------------------------------- the calendar


def _this_month(situation: Situation) -> Iterator[str]:
    """What the notice's calendar wants in the running month (七(一)–七(三))."""
    today, year = situation.today, situation.period.year
    if today.year != year:
        return
    month, day = situation.policy.filing.plan_due
    if (today.month, today.day) <= (month, day) and situation.wants_plans:
        yield f"{month} 月 {day} 日前各单位报送实施方案（{situation.policy.filing.clause}）"
    if today.month == 3 * Month.of(today).quarter:
        quarter = Period.holding(Month.of(today), Span.QUARTER)
        yield f"本季度要检查评比并通报（{situation.policy.ranking.clause}）：zlts report quarterly {quarter}"
    if today.month == situation.policy.awards.last_month:
        yield f"本月评选表彰（七(三)）：zlts awards {year}"


def upcoming(situation: Situation) -> list[str]:
    """What the calendar wants after that, in the year that runs."""
    month, awards = Month.of(situation.today), situation.policy.awards.last_month
    if month.year != situation.period.year or month not in situation.months:
        return []
    found = [f"{month.number}月结束后评定：zlts assess {month}"]
    quarter = 3 * month.quarter
    if month.number < quarter:
        found.append(f"{quarter}月底前检查评比并通报（七(二)）")
    if month.number < awards:
        found.append(f"{awards}月评选表彰（七(三)）")
    return found
