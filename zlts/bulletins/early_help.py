"""Early help (spec 5): who stands one step from a measure or an escalation, and what would still help."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from zlts.aggravation import is_counted
from zlts.bulletins.situation import Situation
from zlts.model import Person, Role, Tally
from zlts.periods import Month
from zlts.reports import Column, Look, Table

_NAMED = 12  # names told of one kind of reminder; the monthly bulletin has them all


@dataclass(frozen=True, slots=True)
class Reminder:
    """What one officer is to be told: a sentence, the heading many share, and what is his own of it.

    The less `rank`, the sooner it is too late.
    """

    unit: str
    person: Person
    rank: int
    heading: str
    own: str
    sentence: str


def reminders(situation: Situation) -> list[Reminder]:
    """All of them, officer by officer in the roster's order; auxiliaries get no measures and need none."""
    people = [(unit, person) for unit, person in situation.officers() if person not in situation.auxiliaries]
    return [one for unit, person in people for one in _of(unit, person, situation)]


def early_help(found: Iterable[Reminder]) -> list[dict[str, Any]]:
    """The same by officer, as the JSON contract has it."""
    lines: dict[str, dict[str, Any]] = {}
    for one in found:
        person = {"unit": one.unit, "officer": one.person.name, "badge": one.person.badge, "reasons": []}
        lines.setdefault(one.person.key, person)["reasons"].append(one.sentence)
    return list(lines.values())


def _of(unit: str, person: Person, situation: Situation) -> Iterator[Reminder]:
    for rank, found in enumerate((_running, _steps, _complained)):
        for heading, own, sentence in found(person, situation):
            yield Reminder(unit, person, rank, heading, own, sentence)


def _steps(person: Person, situation: Situation) -> Iterator[tuple[str, str, str]]:
    """六(七): one measure short of an escalation, which comes once a year."""
    policies = situation.policies or situation.policy
    entries = [posted.entry for posted in situation.entries if is_counted(posted.entry, policies)]
    counts = Counter(entry.kind for entry in entries if entry.person == person and entry.role is Role.OFFICER)
    limits = situation.policy.escalation.limits
    if any(counts[kind] >= limit for kind, limit in limits.items()):
        return
    for kind, limit in limits.items():
        if 0 < counts[kind] == limit - 1:
            sentence = f"年内已{kind} {counts[kind]} 次，再有 1 次将对单位领导谈话"
            yield f"再{kind} 1 次，单位领导谈话", "", sentence


def _complained(person: Person, situation: Situation) -> Iterator[tuple[str, str, str]]:
    count = sum(person in one.officers for one in situation.pending())
    if count:
        yield "有投诉待查", f"{count} 件" if count > 1 else "", f"有 {count} 件投诉待查"


def _running(person: Person, situation: Situation) -> Iterator[tuple[str, str, str]]:
    """Months below the floor that no pass has run through: what a running one still needs, what an ended one brings.

    How many are missing is never said of a month that is over: it could only invite what 六(三) forbids.
    """
    for month in running_months(situation):
        rule = situation.policy_on(month.last_day).rate
        floor = f"{rule.floor * 100}%"
        needed, name = needed_to_floor(situation.person_tally(person, month), rule.floor), f"{month.number}月"
        if needed and not month.ended(situation.today):
            yield (
                f"{name}要到 {floor} 还需要满意评价",
                f"{needed} 个",
                f"{name}还需要 {needed} 个满意评价才到 {floor}",
            )
        elif needed:
            due = f"，评定后将{rule.measure}"
            yield f"{name}低于 {floor}{due}", "", f"{name}低于 {floor}{due}"


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


def help_table(lines: Sequence[dict[str, Any]]) -> Table:
    """Officer by officer."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("reasons", "需要提醒的情况"),
    )
    rows = tuple((one["unit"], one["officer"], "；".join(one["reasons"])) for one in lines)
    return Table("early_help", "提前提醒", columns, rows)


def help_summary(found: Sequence[Reminder]) -> Table:
    """By what they are to be told, as short as can be, the most pressing first."""
    columns = (Column("what", "情况", Look.WORD), Column("who", "民警"))
    headings = dict.fromkeys(one.heading for one in sorted(found, key=lambda one: one.rank))
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
