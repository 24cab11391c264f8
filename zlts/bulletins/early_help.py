"""Early help (readings: Early help): who stands one step from a measure or an escalation, what would still help."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zlts.bulletins.facts import HelpLine
from zlts.bulletins.situation import Situation
from zlts.escalation import is_counted
from zlts.model import Complaint, Person, Role, Tally
from zlts.periods import Month
from zlts.reports import Column, Look, Table
from zlts.roster import unit_order

_RUNNING, _STEPS, _COMPLAINED = range(3)
_NAMED = 12  # names told of one kind of reminder; the monthly bulletin has them all


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one officer is to be told: a sentence, the heading many share, and what is his own of it.

    `unit` is where he stood when it came to be: the month's, the complaint's, the last measure's. The less `rank`,
    the sooner it is too late; `month` is the one it is about, where it is about one.
    """

    unit: str
    person: Person
    rank: int
    heading: str
    own: str
    sentence: str
    month: Month | None = None


def reminders(situation: Situation) -> list[Reminder]:
    """All of them, by unit and officer in the roster's order; auxiliaries get no measures and need none."""
    people = [person for _, person in situation.officers() if person not in situation.auxiliaries]
    order = unit_order(situation.roster)
    found = [one for person in people for one in _of(person, situation)]
    return sorted(found, key=lambda one: order.get(one.unit, len(order)))


def early_help(found: Iterable[Reminder]) -> tuple[HelpLine, ...]:
    """The same by officer; what came to be at two units stands under each."""
    reasons: dict[tuple[str, str, str, str], list[str]] = {}
    for one in found:
        who = (one.unit, one.person.key, one.person.name, one.person.badge)
        reasons.setdefault(who, []).append(one.sentence)
    return tuple(HelpLine(unit, name, badge, tuple(own)) for (unit, _, name, badge), own in reasons.items())


def _of(person: Person, situation: Situation) -> Iterator[Reminder]:
    yield from _running(person, situation)
    yield from _steps(person, situation)
    yield from _complained(person, situation)


def _steps(person: Person, situation: Situation) -> Iterator[Reminder]:
    """六(七): one measure short of an escalation, which comes once a year."""
    policies = situation.policies or situation.policy
    entries = [posted.entry for posted in situation.entries if is_counted(posted.entry, policies)]
    own = [entry for entry in entries if entry.person == person and entry.role is Role.OFFICER]
    counts = Counter(entry.kind for entry in own)
    limits = situation.policy.escalation.limits
    if any(counts[kind] >= limit for kind, limit in limits.items()):
        return
    for kind, limit in limits.items():
        if 0 < counts[kind] == limit - 1:
            last = max((entry for entry in own if entry.kind is kind), key=lambda entry: (entry.month, entry.day))
            sentence = f"年内已{kind} {counts[kind]} 次，再有 1 次将对单位领导谈话"
            yield Reminder(last.unit, person, _STEPS, f"再{kind} 1 次，单位领导谈话", "", sentence)


def _complained(person: Person, situation: Situation) -> Iterator[Reminder]:
    """The complaints that wait, by the unit that each names."""
    units = [_unit_of(one, person) for one in situation.pending() if person in one.officers]
    for unit, count in Counter(units).items():
        own = f"{count} 件" if count > 1 else ""
        yield Reminder(unit, person, _COMPLAINED, "有投诉待查", own, f"有 {count} 件投诉待查")


def _unit_of(complaint: Complaint, person: Person) -> str:
    return next((one.unit for one in complaint.own if one.person == person), complaint.unit)


def _running(person: Person, situation: Situation) -> Iterator[Reminder]:
    """Months below the floor that no pass has run through: what a running one still needs, what an ended one brings.

    How many are missing is never said of a month that is over: it could only invite what 六(三) forbids.
    """
    for month in running_months(situation):
        rule = situation.policy_on(month.last_day).rate
        floor = f"{rule.floor * 100}%"
        needed, name = needed_to_floor(situation.person_tally(person, month), rule.floor), f"{month.number}月"
        if not needed or rule.begins_after(month):
            continue
        if month.ended(situation.today):
            heading = sentence = f"{name}低于 {floor}，评定后将{rule.measure}"
            own = ""
        else:
            heading, own = f"{name}要到 {floor} 还需要满意评价", f"{needed} 个"
            sentence = f"{name}还需要 {needed} 个满意评价才到 {floor}"
        unit = situation.unit_in(person, month)
        yield Reminder(unit, person, _RUNNING, heading, own, sentence, month)


def running_months(situation: Situation) -> list[Month]:
    """The period's months with evidence that have not ended or that no pass has run through."""
    with_evidence = {month for _, _, month in situation.tallies}
    open_months = {*situation.unassessed, *(set(situation.months) - set(situation.finished))}
    return [month for month in situation.months if month in with_evidence & open_months]


def needed_to_floor(tally: Tally, floor: Fraction) -> int:
    """The least n with (satisfied + n) ÷ (counted + n) at the floor: 19 × unsatisfied − satisfied at 95 %.

    0 where the rate is not below the floor, or where nothing could lift it to a floor of 100 %.
    """
    if floor >= 1:
        return 0
    return max(0, math.ceil(floor / (1 - floor) * tally.unsatisfied - tally.satisfied))


# ---------------------------------------------------------------- tables


def help_table(lines: Sequence[HelpLine]) -> Table:
    """Officer by officer."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("reasons", "需要提醒的情况"),
    )
    rows = tuple((one.unit, one.officer, "；".join(one.reasons)) for one in lines)
    return Table("early_help", "提前提醒", columns, rows)


def help_summary(found: Sequence[Reminder]) -> Table:
    """By what they are to be told, as short as can be, the most pressing first."""
    columns = (Column("what", "情况", Look.WORD), Column("who", "民警"))
    pressing = sorted(found, key=lambda one: (one.rank, str(one.month or "")))
    headings = dict.fromkeys(one.heading for one in pressing)
    groups = [(heading, [one for one in found if one.heading == heading]) for heading in headings]
    rows = tuple((heading, _names(own)) for heading, own in groups)
    return Table("early_help", "提前提醒", columns, rows)


def _names(own: Sequence[Reminder]) -> str:
    """交管大队蒋洋、施志强；东岭派出所孙娟 2 件."""
    told: dict[str, list[str]] = {}
    for one in own[:_NAMED]:
        told.setdefault(one.unit, []).append(f"{one.person.name} {one.own}".strip())
    more = f"等 {len(own)} 人" if len(own) > _NAMED else ""
    return "；".join(unit + "、".join(names) for unit, names in told.items()) + more
