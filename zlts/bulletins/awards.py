"""六(八): the December proposal. It proposes; the leading group decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from zlts.bulletins.facts import (
    AwardedOfficer,
    AwardFacts,
    IneligibleOfficer,
    RankedOfficer,
    UnrankedOfficer,
    to_json,
)
from zlts.bulletins.objections import award_decisions, objections_of, objections_tables
from zlts.bulletins.parts import TALLY_COLUMNS, arrival_figures, basis, readings_table
from zlts.bulletins.situation import Situation
from zlts.model import Person, Role, Rule
from zlts.policy import TopOf
from zlts.ranking import OfficerStanding, award_ranking, barred, officer_score, shortlist
from zlts.reports import Column, Look, Report, Table
from zlts.roster import unit_order


@dataclass(frozen=True, slots=True)
class Proposal:
    """The proposal of a year as far as it counts for the awards: its facts, and the report that shows them."""

    situation: Situation
    facts: AwardFacts
    report: Report


def awards(situation: Situation, awarded: Sequence[Person] = (), decided_on: date | None = None) -> Proposal:
    """Ranking, shortlist, barred officers, and what the leading group must decide (readings: Awards).

    `awarded` are those of the recorded decision, of the day `decided_on`.
    """
    out = grounds_of_bars(situation.whole_year)
    standings = officer_standings(situation)
    ranking = award_ranking(standings, out, situation.policy)
    unranked = [one for one in standings if not one.tally.counted and one.person not in out]
    chosen = shortlist(ranking, situation.policy, situation.first_units)
    ineligible = [_ineligible(person, out[person], situation) for person in out]
    facts = AwardFacts(
        situation.period.year,
        tuple(_ranked(rank, one, chosen) for rank, one in ranking),
        _by_unit(ineligible, situation),
        tuple(UnrankedOfficer(one.person.name, one.person.badge, one.unit) for one in unranked),
        (*_decisions(chosen, ranking, situation, list(out)), *_conflicts(awarded, chosen)),
        *arrival_figures(situation),
        tuple(person.name for person in awarded),
        tuple(_awarded(person, decided_on, ranking, chosen, situation) for person in awarded),
        objections_of(situation),
        basis(situation),
        situation.source,
    )
    report = Report(
        name="awards",
        title=situation.fill(situation.policy.titles.awards),
        period=str(situation.period),
        bureau=situation.policy.bureau.name,
        office=situation.policy.bureau.office,
        tables=_tables(facts, situation),
        attention=facts.decisions_needed,
        basis=facts.basis,
        machine=to_json(facts),
        incomplete=bool(facts.decisions_needed),
    )
    return Proposal(situation, facts, report)


def officer_standings(situation: Situation) -> list[OfficerStanding]:
    """The score and evaluations of every officer, auxiliaries left out, over the situation's period."""
    entries, policy = [posted.entry for posted in situation.entries], situation.policy
    return [
        OfficerStanding(one, unit, officer_score(one, entries, policy), situation.person_tally(one))
        for unit, one in situation.officers()
        if one not in situation.auxiliaries
    ]


class Ground(NamedTuple):
    """A reason why an officer gets no award, or why the leading group should decide."""

    unit: str
    reason: str
    clause: str


def grounds_of_bars(situation: Situation) -> Mapping[Person, Sequence[Ground]]:
    """Who is barred from awards over the situation's period, and why.

    By 取消评先评优; by policy for a serious matter or proven self-evaluation as well.
    """
    found = {
        person: [Ground(entry.unit, entry.cause.reason, entry.cause.clause) for entry in own]
        for person, own in barred(posted.entry for posted in situation.entries).items()
    }
    if situation.policy.awards.grave_bars:
        for person, grounds in grave_grounds(situation).items():
            found.setdefault(person, []).extend(grounds)
    return found


def grave_grounds(situation: Situation) -> dict[Person, list[Ground]]:
    """Officers with serious matters, and those of whom evaluations are void: self-evaluation that is proven."""
    found: dict[Person, dict[Ground, None]] = {}
    for posted in situation.entries:
        entry = posted.entry
        if entry.cause.rule is Rule.SERIOUS and entry.role is Role.OFFICER and entry.person:
            reason = f"有严重问题：{entry.cause.reason}"
            found.setdefault(entry.person, {})[Ground(entry.unit, reason, entry.cause.clause)] = None
    clause = situation.policy.anomalies.clause
    for (person, month), count in sorted(situation.voided_of.items(), key=lambda one: one[0][1]):
        if person not in situation.auxiliaries:
            ground = Ground(situation.unit_in(person, month), f"{month} 有 {count} 条评价经认定作废", clause)
            found.setdefault(person, {})[ground] = None
    return {person: list(grounds) for person, grounds in found.items()}


def _ranked(rank: int, one: OfficerStanding, chosen: Sequence[OfficerStanding]) -> RankedOfficer:
    person, tally = one.person, one.tally
    counts = (tally.counted, tally.satisfied, tally.percent)
    return RankedOfficer(rank, one.unit, person.name, person.badge, one.score, *counts, one in chosen)


def _awarded(
    person: Person,
    decided_on: date | None,
    ranking: Sequence[tuple[int, OfficerStanding]],
    chosen: Sequence[OfficerStanding],
    situation: Situation,
) -> AwardedOfficer:
    rank, one = next(((rank, one) for rank, one in ranking if one.person == person), (None, None))
    return AwardedOfficer(
        person.name,
        person.badge,
        one.unit if one else situation.last_unit(person),
        rank,
        one.score if one else None,
        one.tally if one else situation.person_tally(person),
        shortlisted=any(one.person == person for one in chosen),
        decided_on=decided_on,
    )


def _by_unit(found: Iterable[IneligibleOfficer], situation: Situation) -> tuple[IneligibleOfficer, ...]:
    """By unit in the roster's (the notice's) order, then by name."""
    order = unit_order(situation.roster)
    return tuple(sorted(found, key=lambda one: (order.get(one.unit, len(order)), one.officer, one.badge)))


def _ineligible(person: Person, grounds: Sequence[Ground], situation: Situation) -> IneligibleOfficer:
    return IneligibleOfficer(
        person.name,
        person.badge,
        situation.last_unit(person) or grounds[-1].unit,
        "；".join(ground.reason for ground in grounds),
        "、".join(dict.fromkeys(ground.clause for ground in grounds)),
    )


# ---------------------------------------------------------------- what the leading group decides


def _decisions(
    chosen: list[OfficerStanding],
    ranking: Sequence[tuple[int, OfficerStanding]],
    situation: Situation,
    out: list[Person],
) -> Iterator[str]:
    rule = situation.policy.awards
    if len(chosen) > rule.most:
        why = f"前 {rule.shortlist_rank} 名{'有并列' if rule.top_of is TopOf.OFFICERS else '单位的民警'}"
        yield f"{why}，入围 {len(chosen)} 人，多于 {rule.most} 名，请领导小组决定人选"
    if len(chosen) < rule.fewest:
        yield f"入围只有 {len(chosen)} 人，少于 {rule.fewest} 名，请领导小组决定"
    for one in chosen:
        yield from _doubts(one, situation)
    yield from award_decisions([*(one.person for one in chosen), *out], situation)
    yield from _graves(chosen, ranking, situation.whole_year)
    if situation.unassessed:
        months = "、".join(str(month) for month in situation.unassessed)
        yield f"{months} 还没有评定，名次可能改变：请先 zlts assess {situation.unassessed[-1]}"
    running = [month for month in situation.months if not month.ended(situation.today)]
    if running:
        yield f"{'、'.join(map(str, running))} 还没有结束，没有评定，名次可能改变"
    later = [month for month in situation.whole_year.unassessed if month not in situation.months]
    if later:
        yield f"{'、'.join(map(str, later))} 还没有评定，其中取消资格的尚未计入：请先 zlts assess {later[-1]}"
    if due := situation.due:
        changes = f"将新登记 {due.post} 条，撤销 {due.reverse} 条"
        yield f"评定以后证据或认定有变化（{changes}），名次和资格可能改变：请先再评定 zlts assess {due.through}"
    if situation.missing:
        named = situation.arrivals.named(situation.missing, months=True)
        yield f"评价数据尚未报送，名次可能改变：{named}"
    if situation.quarantined:
        yield f"有 {situation.quarantined} 行待核实，没有计入：请看 zlts quarantine"
    yield from situation.gaps


def _graves(
    chosen: list[OfficerStanding], ranking: Sequence[tuple[int, OfficerStanding]], situation: Situation
) -> Iterator[str]:
    """What weighs against an officer wherever he ranks, shortlisted or not."""
    grave = grave_grounds(situation)
    for rank, one in ranking:
        place = "" if one in chosen else f"（第 {rank} 名，未入围）"
        if one.person in grave:
            told = "；".join(f"{ground.reason}（{ground.clause}）" for ground in grave[one.person])
            yield f"“{one.person.name}”{place}{told}，能否表彰请领导小组决定"


def _conflicts(awarded: Sequence[Person], chosen: list[OfficerStanding]) -> Iterator[str]:
    """A decision taken is never changed silently: what speaks against it now is put before the group."""
    listed = {one.person for one in chosen}
    for person in awarded:
        if person not in listed:
            yield f"已登记表彰“{person.name}”，但按现在的台账不在入围名单里，与表彰决定冲突，请领导小组重新决定"


def _doubts(one: OfficerStanding, situation: Situation) -> Iterator[str]:
    """What the leading group should know of a shortlisted officer."""
    rule, name = situation.policy.awards, f"“{one.person.name}”"
    pending = [c.label for c in situation.whole_year.pending() if one.person in c.officers]
    if pending:
        yield f"{name}有投诉待查（{'、'.join(pending)}），认定后可能取消资格"
    months = len(situation.finished) or len(situation.months)
    if one.tally.counted < rule.few_evaluations * months:
        yield f"{name}全年有效评价 {one.tally.counted} 个，平均每月不足 {rule.few_evaluations} 个"
    posted, whole = _posted_days(one.person, situation)
    if posted < rule.half_year_share * whole:
        share = rule.half_year_share
        yield f"{name}在窗口任职 {posted} 天，不足一年的{share.numerator}/{share.denominator}"


def _posted_days(person: Person, situation: Situation) -> tuple[int, int]:
    """Days at any window, and days there were, in the year's covered part."""
    first, last = max(situation.period.first_day, situation.first_day), situation.period.last_day
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    own = situation.roster.postings_of(person)
    return sum(any(posting.covers(day) for posting in own) for day in days), len(days)


# ---------------------------------------------------------------- tables


def _tables(facts: AwardFacts, situation: Situation) -> tuple[Table, ...]:
    ranking = (
        Column("rank", "名次", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        Column("score", "得分", Look.NUMBER, "分"),
        *(column for column in TALLY_COLUMNS if column.key != "unrated"),
        Column("shortlisted", "入围", Look.WORD),
    )
    return (
        *_decision_table(facts),
        _table("shortlist", "入围名单", ranking, facts.shortlist),
        _table("ranking", "综合考评排名", ranking, facts.ranking),
        _table("ineligible", "取消评先评优资格（内部掌握）", _PERSON_REASON, facts.ineligible),
        _table("unranked", "没有有效评价，不排名", _PERSON_REASON[:2], facts.unranked),
        *objections_tables(situation),
        *_group_table(situation),
        readings_table(situation.in_force),
    )


def _decision_table(facts: AwardFacts) -> Iterator[Table]:
    """The decision, once it is recorded."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        Column("rank", "名次", Look.WORD),
        Column("score", "得分", Look.NUMBER, "分"),
        Column("percent", "满意率", Look.PERCENT, "%"),
        Column("decided_on", "登记日期", Look.WORD),
        Column("shortlisted", "说明", Look.WORD),
    )
    rows = tuple(
        (
            one.unit,
            one.officer,
            one.badge,
            str(one.rank) if one.rank else "—",
            one.score,
            one.tally.percent,
            str(one.decided_on or "—"),
            "入围" if one.shortlisted else "现在不在入围名单里",
        )
        for one in facts.decision
    )
    marked = frozenset(place for place, one in enumerate(facts.decision) if not one.shortlisted)
    if rows:
        yield Table("awarded", "已登记的表彰决定", columns, rows, marked=marked)


_PERSON_REASON = (
    Column("unit", "单位", Look.WORD),
    Column("officer", "姓名", Look.WORD),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)


def _table(key: str, title: str, columns: tuple[Column, ...], lines: Iterable[object]) -> Table:
    rows = tuple(tuple(_cell(getattr(line, column.key)) for column in columns) for line in lines)
    return Table(key, title, columns, rows)


def _cell(value: Any) -> Any:
    return ("是" if value else "") if isinstance(value, bool) else value


def _group_table(situation: Situation) -> Iterator[Table]:
    """八(一): the leading group, where the roster names one."""
    names = {"group_head": "组长", "group_deputy": "副组长", "group_member": "成员"}
    rows = [
        (names[posting.post.value], posting.person.name)
        for posting in situation.roster.postings
        if posting.post.in_group
    ]
    if rows:
        columns = (Column("role", "职务", Look.WORD), Column("name", "姓名", Look.WORD))
        yield Table("group", situation.policy.bureau.group, columns, tuple(rows))
