"""六(七): who may not be honoured or promoted on a day, or must move, and why (readings: Bars)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from zlts.bulletins.awards import grave_grounds
from zlts.bulletins.facts import BarLine, EligibilityFacts, Fitness, OfficerBars, to_json
from zlts.bulletins.situation import Situation
from zlts.model import Entry, Kind, Person, PostedEntry, Role, Verdict
from zlts.policy import BarHolds
from zlts.reports import Column, Look, Report, Rows, Table
from zlts.roster import unit_order

BARS = (Kind.NO_AWARDS, Kind.NO_PROMOTION, Kind.TRANSFER)
HOLDS, LAPSED, WAIVED, DONE, DRAFT, FALLING = "有效", "已过期", "已免除", "已执行", "待评定", "有效，再评定后将撤销"
_IN_FORCE = (HOLDS, FALLING)


@dataclass(frozen=True, slots=True)
class KnownBars:
    """What the ledger knows of bars: those posted, waived ones too, and what a pass would post or take back."""

    entries: Sequence[PostedEntry]
    drafted: Sequence[Entry]
    falling: frozenset[int]
    waived: Mapping[str, str]
    """Matter → the decision that set it aside, in words."""
    done: Mapping[str, tuple[date, str]]
    """Matter → the day on which it was carried out, and the document."""


def eligibility(on: date, asked: Sequence[Person] | None, standing: KnownBars, situation: Situation) -> Report:
    """Those asked for, or everyone who is barred on the day, by unit in the roster's order.

    `situation` is the day's year up to its month; what came to be after the day is left out.
    """
    people = asked if asked is not None else _barred(on, standing, situation)
    officers = tuple(_officer(person, on, standing, situation) for person in people)
    facts = EligibilityFacts(
        on,
        asked is not None,
        officers,
        behind=(*_behind(on, situation), *_unsettled(officers, asked=asked is not None)),
        basis=_basis(on, situation),
    )
    return Report(
        name="eligible",
        title=f"{on} 评先评优、提拔任用资格" if facts.asked else f"{on} 不得评先评优、提拔任用和须调整的民警",
        period=str(on),
        bureau=situation.policy.bureau.name,
        tables=(_officers_table(facts), _bars_table(facts)),
        attention=facts.behind,
        basis=facts.basis,
        machine=to_json(facts),
        incomplete=bool(facts.behind),
    )


def _barred(on: date, standing: KnownBars, situation: Situation) -> list[Person]:
    order, known = (
        unit_order(situation.roster),
        {person: place for place, person in enumerate(situation.roster.people)},
    )
    named = [one.entry.person for one in standing.entries] + [one.person for one in standing.drafted]
    named += list(grave_grounds(situation)) if situation.policy.awards.grave_bars else []
    found = [
        person
        for person in dict.fromkeys(named)
        if person and any(one.state in (*_IN_FORCE, DRAFT) for one in _bars(person, on, standing, situation))
    ]
    places = {person: (order.get(situation.last_unit(person), len(order)), known.get(person, 0)) for person in found}
    return sorted(found, key=places.__getitem__)


def _officer(person: Person, on: date, standing: KnownBars, situation: Situation) -> OfficerBars:
    bars = tuple(_bars(person, on, standing, situation))
    auxiliary = person in situation.auxiliaries
    return OfficerBars(
        situation.last_unit(person)
        or next((one.unit for one in situation.roster.postings if one.person == person), ""),
        person.name,
        person.badge,
        Fitness.NO if auxiliary else _answer(Kind.NO_AWARDS, bars),
        _answer(Kind.NO_PROMOTION, bars),
        transfer=any(one.kind is Kind.TRANSFER and one.state in _IN_FORCE for one in bars),
        bars=bars,
        pending=tuple(_pending(person, on, situation)),
        note="窗口辅警，不参加评优" if auxiliary else "",
    )


def _answer(kind: Kind, bars: Sequence[BarLine]) -> Fitness:
    states = {one.state for one in bars if one.kind is kind}
    if states & set(_IN_FORCE):
        return Fitness.NO
    return Fitness.UNSETTLED if DRAFT in states else Fitness.YES


def _bars(person: Person, on: date, standing: KnownBars, situation: Situation) -> Iterator[BarLine]:
    for posted in standing.entries:
        if _is_bar(posted.entry, person) and since(posted.entry) <= on:
            yield _posted(posted, on, standing, situation)
    for entry in standing.drafted:
        if _is_bar(entry, person) and since(entry) <= on <= (until(entry, situation) or on):
            yield _line(None, entry, DRAFT, "", situation)
    if situation.policy.awards.grave_bars:
        month = situation.months[-1]
        for ground in grave_grounds(situation).get(person, ()):
            yield BarLine(
                None, Kind.NO_AWARDS, month, on, date(on.year, 12, 31), ground.unit, ground.clause, ground.reason,
                HOLDS, "", Rows((), {}),
            )  # fmt: skip


def _is_bar(entry: Entry, person: Person) -> bool:
    return entry.person == person and entry.role is Role.OFFICER and entry.kind in BARS


def since(entry: Entry) -> date:
    """The first day on which a bar holds; one decided after its month of effect holds from that month's end."""
    return min(entry.day, entry.month.last_day)


def until(entry: Entry, situation: Situation) -> date | None:
    """The last day on which a bar holds, by the policy of its day; a transfer is owed until it is carried out."""
    if entry.kind is Kind.TRANSFER:
        return None
    if situation.policy_on(since(entry)).bar_holds is BarHolds.YEAR:
        return date(entry.month.year, 12, 31)
    return since(entry) + relativedelta(years=1, days=-1)


def _posted(posted: PostedEntry, on: date, standing: KnownBars, situation: Situation) -> BarLine:
    entry, matter = posted.entry, posted.entry.cause.matter
    if not posted.active:
        return _line(posted.id, entry, WAIVED, standing.waived.get(matter, ""), situation)
    carried = standing.done.get(matter)
    if carried and carried[0] <= on and entry.kind is Kind.TRANSFER:
        return _line(posted.id, entry, DONE, carried[1], situation)
    last = until(entry, situation)
    if last and last < on:
        return _line(posted.id, entry, LAPSED, "", situation)
    return _line(posted.id, entry, FALLING if posted.id in standing.falling else HOLDS, "", situation)


def _line(number: int | None, entry: Entry, state: str, document: str, situation: Situation) -> BarLine:
    return BarLine(
        number, entry.kind, entry.month, since(entry), until(entry, situation), entry.unit, entry.cause.clause,
        entry.cause.reason, state, document, Rows(entry.cause.evidence, situation.files),
    )  # fmt: skip


def _pending(person: Person, on: date, situation: Situation) -> Iterator[str]:
    """The complaints that were received by the day and not decided on it."""
    for one in situation.standing_complaints:
        own = [part for part in one.parts if person in part.officers]
        open_then = any(part.verdict is Verdict.PENDING or (part.verdict_date or on) > on for part in own)
        if one.received <= on and open_then:
            yield one.label


# ---------------------------------------------------------------- what may still change it


def _behind(on: date, situation: Situation) -> Iterator[str]:
    begun = situation.tallies or situation.received() or situation.entries
    lacking = situation.unassessed if begun else ()  # a year in which nothing is in lacks no pass
    until_then = [month for month in lacking if month.first_day <= on]
    if until_then:
        named = "、".join(map(str, until_then))
        yield f"{named} 还没有评定，资格可能改变：请先 zlts assess {until_then[-1]}"
    if due := situation.due:
        changes = f"将新登记 {due.post} 条，撤销 {due.reverse} 条"
        yield f"评定以后证据或认定有变化（{changes}），资格可能改变：请先再评定 zlts assess {due.through}"
    if situation.quarantined:
        yield f"有 {situation.quarantined} 行待核实，没有计入：请看 zlts quarantine"


def _unsettled(officers: Sequence[OfficerBars], *, asked: bool) -> Iterator[str]:
    for one in officers:
        if any(bar.state == DRAFT for bar in one.bars):
            yield f"“{one.officer}”有认定还没有评定登记，评定以前不作结论"
        if asked and one.pending:
            yield f"“{one.officer}”有投诉尚未查结（{'、'.join(one.pending)}），认定后资格可能改变"


def _basis(on: date, situation: Situation) -> tuple[str, ...]:
    return (
        f"截至 {on}：有效力的日期在这一天或以前的登记。",
        f"取消评先评优、不得提拔任用{_HELD[situation.policy.bar_holds]}；调整到农村派出所的，登记执行以前都列出。",
    )


_HELD = {BarHolds.YEAR: "管到登记那一年的年底", BarHolds.TWELVE_MONTHS: "自有效力那天起满一年"}


# ---------------------------------------------------------------- tables


def _officers_table(facts: EligibilityFacts) -> Table:
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        Column("honour", "评先评优", Look.WORD),
        Column("promotion", "提拔任用", Look.WORD),
        Column("transfer", "须调整", Look.WORD),
        Column("pending", "尚未查结的投诉"),
        Column("note", "说明"),
    )
    rows = tuple(
        (
            one.unit or "—",
            one.officer,
            one.badge or "—",
            one.honour.value,
            one.promotion.value,
            "是" if one.transfer else "—",
            "、".join(one.pending) or "—",
            one.note,
        )
        for one in facts.officers
    )
    marked = frozenset(
        place for place, one in enumerate(facts.officers) if (one.honour, one.promotion) != (Fitness.YES, Fitness.YES)
    )
    noted = any(one.note for one in facts.officers)
    return Table(
        "officers",
        "资格",
        columns if noted else columns[:-1],
        rows if noted else tuple(row[:-1] for row in rows),
        marked=marked if facts.asked else frozenset(),
        empty="没有不得评先评优、提拔任用和须调整的民警",
    )


def _bars_table(facts: EligibilityFacts) -> Table:
    columns = (
        Column("officer", "姓名", Look.WORD),
        Column("entry", "编号", Look.NUMBER),
        Column("kind", "限制", Look.WORD),
        Column("month", "月份", Look.WORD),
        Column("clause", "依据", Look.WORD),
        Column("until", "到", Look.WORD),
        Column("state", "情况", Look.WORD),
        Column("reason", "理由"),
        Column("document", "文号"),
    )
    rows = tuple(
        (
            one.officer,
            bar.entry,
            bar.kind.value,
            str(bar.month),
            bar.clause,
            str(bar.until) if bar.until else "执行为止",
            bar.state,
            bar.reason,
            bar.document or "—",
        )
        for one in facts.officers
        for bar in one.bars
    )
    return Table("bars", "理由", columns, rows)
