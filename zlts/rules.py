"""The notice's discipline: one function a clause, in the notice's order, and `derive`, which applies them.

Pure: facts and policy in, entries and gaps out; no clock, file, database or terminal. The readings
behind each function stand in the policy file; docs/readings.md tells of them. What weighs more by 六(七),
serious matters and what reaches the leaders, stands in `escalation`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import ceil

from zlts import carrying_out, grounds
from zlts.carrying_out import Answer, Held, SaidOfCarryingOut, State, Window
from zlts.escalation import LEAD_ROLES, UNIT_ISSUED, escalation_entries, serious_entries, serious_matters, step_day
from zlts.model import (
    Cause,
    Complaint,
    Entry,
    Gap,
    Inspection,
    Kind,
    Measure,
    OfficerMonth,
    Person,
    Post,
    PostedEntry,
    Role,
    Rule,
    Tally,
    Verdict,
)
from zlts.periods import Month
from zlts.policy import ByDay, ComplaintRule, Policy


@dataclass(frozen=True, slots=True)
class Facts:
    """The evidence of one year up to the end of `through`, as it stands."""

    year: int
    through: Month
    officer_months: Sequence[OfficerMonth]
    complaints: Sequence[Complaint]
    inspections: Sequence[Inspection]
    measures: Sequence[Measure]
    leads: Callable[[str, Post, date], tuple[Person, ...]]
    urban: Callable[[str], bool | None]
    waived: frozenset[str] = frozenset()
    """Matters that the leading group has decided not to pursue."""
    done: Mapping[str, date] = field(default_factory=dict)
    """Matters whose carrying out is recorded, with its day."""
    answers: Mapping[str, Answer] = field(default_factory=dict)
    """What is on record of logged measures that waited or were a carrying out, by their keys."""
    ordered_before: Sequence[Entry] = ()
    """The rules' entries of the year before, whose carrying out may be logged in this one."""
    once_posted: Sequence[PostedEntry] = ()
    """The rules' entries of this year and the one before that some pass posted, whether they stand or not.

    Those that the facts support no more have fallen, be they reversed already or only by this pass.
    """

    def kept(self, entries: Iterable[Entry]) -> list[Entry]:
        """Without the waived ones."""
        return [entry for entry in entries if entry.cause.matter not in self.waived]


@dataclass(frozen=True, slots=True)
class Derived:
    """What the facts support: entries in the order of the pass, and what needs a person."""

    entries: tuple[Entry, ...]
    others: tuple[Gap, ...]
    """What needs a person, but for the measures that wait."""
    held: tuple[Held, ...] = ()
    """The logged measures that belong to an entry and do not count by themselves."""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """All that needs a person."""
        return self.gaps_numbered({})

    def gaps_numbered(self, numbers: Mapping[str, int]) -> tuple[Gap, ...]:
        """The same, with the numbers that the entries bear in the ledger, by matter."""
        waiting = (one for one in self.held if one.state in (State.WAITS, State.DOUBTFUL))
        return (*self.others, *(carrying_out.gap(one, one.number or numbers.get(one.matter)) for one in waiting))


def derive(facts: Facts, policies: ByDay) -> Derived:
    """Apply every rule in its order (readings: The pass), each step by the policy of the day that reaches it."""
    gaps: list[Gap] = []
    rates = facts.kept(rate_entries(_assessed_months(facts, policies), policies))
    complaints = _effective_complaints(facts, policies)
    gaps += _swallowed(facts, policies)
    ladder = facts.kept(complaint_entries(complaints, policies, gaps))
    inspections = [one for one in facts.inspections if _in_force(one.day, facts, policies)]
    points = facts.kept(inspection_entries(inspections, policies))
    measures = [one for one in facts.measures if _in_force(one.day, facts, policies)]
    own = [one for one in measures if one.post.at_window]
    before = facts.ordered_before
    counted, held = _sorted_out(own, [*before, *rates, *ladder], facts, policies)
    manual = facts.kept(manual_entries(counted, policies))
    matters = serious_matters(complaints, inspections, gaps)
    serious = facts.kept(serious_entries(matters, facts.urban, facts.leads, policies, gaps))
    spared = {_manual_matter(one) for one in own if one.post is Post.AUXILIARY}
    steps = [entry for entry in (*rates, *ladder, *manual) if entry.cause.matter not in spared]
    escalations = facts.kept(escalation_entries(steps, facts.leads, policies, gaps))
    leaders = [one for one in measures if not one.post.at_window]
    counted, held_leaders = _sorted_out(leaders, [*before, *escalations], facts, policies)
    manual += facts.kept(manual_entries(counted, policies))
    derived = (*rates, *ladder, *points, *manual, *serious, *escalations)
    return Derived(derived, tuple(gaps), (*held, *held_leaders))


# ---------------------------------------------------------------- 六(七): the month's rate


def is_below_floor(tally: Tally, policy: Policy) -> bool:
    """六(七): exactly the floor is not below it; without counted evaluations there is no rate."""
    return tally.rate is not None and tally.rate < policy.rate.floor


@dataclass(frozen=True, slots=True)
class Shortfall:
    """How far a month is below the floor: what is the least that would have brought it there."""

    more: int | None
    """So many more satisfied evaluations; None where no number of them would do."""
    turned: int
    """So many of the unsatisfied ones, had they been satisfied."""


def shortfall(tally: Tally, policy: Policy) -> Shortfall:
    """六(七): of a month with counted evaluations, by the policy's floor: exact, and 0 where it is not below it."""
    floor = policy.rate.floor
    lacking = max(floor * tally.counted - tally.satisfied, Fraction(0))
    more = None if lacking and floor >= 1 else ceil(lacking / (1 - floor)) if lacking else 0
    return Shortfall(more, ceil(lacking))


def meets_target(tally: Tally, policy: Policy) -> bool | None:
    """六(三): None without a rate."""
    return None if tally.rate is None else tally.rate >= policy.rate.target


def rate_entries(months: Iterable[OfficerMonth], policies: ByDay) -> Iterator[Entry]:
    """六(七): an officer's month below the floor costs points and one 打招呼. Auxiliaries are spared.

    A month is read by the policy of its last day, which is the day of its rate.
    """
    deducted: set[Person] = set()
    reminded: set[Person] = set()
    for month in sorted(months, key=lambda one: (one.month, one.person)):
        policy = policies.on(month.month.last_day)
        rule = policy.rate
        if month.auxiliary or not is_below_floor(month.tally, policy) or month.tally.counted < rule.least_counted:
            continue
        if rule.begins_after(month.month):
            continue
        if rule.points and (rule.points_each_month or month.person not in deducted):
            deducted.add(month.person)
            yield _rate_entry(month, Kind.DEDUCTION, rule.points, policy)
        if rule.measure_each_month or month.person not in reminded:
            reminded.add(month.person)
            yield _rate_entry(month, rule.measure, 0, policy)


def _rate_entry(month: OfficerMonth, kind: Kind, points: int, policy: Policy) -> Entry:
    tally = month.tally
    floor = policy.rate.floor * 100
    reason = (
        f"{month.month} 满意率 {tally.percent}（有效评价 {tally.counted}，满意 {tally.satisfied}，"
        f"不满意 {tally.unsatisfied}），低于 {floor}%"
    )
    cause = Cause(
        rule=Rule.RATE,
        clause=policy.rate.clause,
        reason=reason,
        matter=f"rate:{month.person.key}:{month.month}:{kind}",
        material=grounds.month(tally),
        evidence=month.places,
    )
    day = month.month.last_day
    return Entry(month.month, day, month.person, month.unit, Role.OFFICER, kind, points, cause)


# ---------------------------------------------------------------- 六(七): sustained complaints


def complaint_entries(complaints: Iterable[Complaint], policies: ByDay, gaps: list[Gap]) -> Iterator[Entry]:
    """六(七): the 1st sustained complaint 谈话 and 取消评先评优, the 2nd and each later one 告诫.

    `complaints` come in the order of month of effect, verdict date, number. The count runs through the year; what
    its nth complaint costs an officer is said by the policy of the day on which it took effect.
    """
    nth: Counter[Person] = Counter()
    complaints = list(complaints)
    replacing = _replaced_firsts(complaints, policies)
    for complaint in complaints:
        gaps += (doubt for doubt in _doubts(complaint) if doubt not in gaps)
        for person in complaint.officers:
            nth[person] += 1
            policy = policies.on(step_day(complaint.effect_month, complaint.effect_day))
            for kind in complaint_kinds(nth[person], person in replacing, policy):
                yield _complaint_entry(complaint, person, nth[person], kind, policy)


def _doubts(complaint: Complaint) -> Iterator[Gap]:
    about = {"complaint": complaint.label, "unit": complaint.unit}
    name = f"投诉 {complaint.label}"
    if complaint.verdict_date is None:
        yield Gap(f"{name} 已认定有效，但没有认定日期，按受理日期 {complaint.received} 处理，请补填", about)
    if complaint.merge_adrift:
        yield Gap(f"{name} 要并入 {complaint.merge_adrift}，但并不到一件投诉上，暂按单独一件处理，请核对", about)


def _swallowed(facts: Facts, policies: ByDay) -> Iterator[Gap]:
    """A sustained complaint merged into one that is not, or of others: it has no effect, and a person must know."""
    standing = {one.label: one for one in facts.complaints if not one.merged_into}
    for one in facts.complaints:
        into = standing.get(one.merged_into)
        own_year = one.received.year == facts.year and policies.covers(one.received)
        if not own_year or into is None:
            continue
        about = {"complaint": one.label, "unit": one.unit}
        if one.verdict is Verdict.SUSTAINED and into.verdict is not Verdict.SUSTAINED:
            yield Gap(
                f"投诉 {one.label} 已认定有效，但并入了没有认定有效的 {into.label}，两件都没有效果，请核对", about
            )
        elif words := one.lost_words(into):
            yield Gap(f"{words}，因此没有效果，请核对", about)


def _replaced_firsts(complaints: Sequence[Complaint], policies: ByDay) -> set[Person]:
    """Whose 2nd complaint takes the place of the 1st one's measure: where the policies of both days say so.

    A later policy alone takes nothing back that an earlier one ordered.
    """
    own: dict[Person, list[ComplaintRule]] = {}
    for one in complaints:
        rule = policies.on(step_day(one.effect_month, one.effect_day)).complaint
        for person in one.officers:
            own.setdefault(person, []).append(rule)
    return {who for who, steps in own.items() if len(steps) > 1 and not any(r.second_keeps_first for r in steps[:2])}


def complaint_kinds(nth: int, replaced: bool, policy: Policy) -> tuple[Kind, ...]:
    """六(七): what the nth sustained complaint of a year brings; `replaced` where the 2nd takes the 1st's measure."""
    rule = policy.complaint
    if nth > 1:
        measure = rule.second if nth == 2 else rule.later  # noqa: PLR2004 - the second complaint
        return (measure,) if measure else ()
    return (*(() if replaced else (rule.first,)), *((Kind.NO_AWARDS,) if rule.first_bars_awards else ()))


def complaint_matters(key: str, person: Person) -> str:
    """How the matters of an officer's entries from a complaint begin; their kinds follow."""
    return f"complaint:{key}:{person.key}:"


def _complaint_entry(complaint: Complaint, person: Person, nth: int, kind: Kind, policy: Policy) -> Entry:
    cause = Cause(
        rule=Rule.COMPLAINT,
        clause=policy.complaint.clause,
        reason=f"{complaint.received} 受理的投诉 {complaint.label} 认定有效，是本年第 {nth} 起有效投诉",
        matter=f"{complaint_matters(complaint.key, person)}{kind}",
        material=grounds.nth_complaint(nth, complaint),
        evidence=complaint.places,
    )
    return Entry(complaint.effect_month, complaint.effect_day, person, complaint.unit, Role.OFFICER, kind, 0, cause)


# ---------------------------------------------------------------- 六(一)–六(六): inspections


def inspection_entries(inspections: Iterable[Inspection], policies: ByDay) -> Iterator[Entry]:
    """One entry for each row with points, on the officer, or on the unit where none is named."""
    for one in sorted(inspections, key=lambda row: (row.day, row.place)):
        if not one.points:
            continue
        kind = Kind.INSPECTION_PLUS if one.points > 0 else Kind.INSPECTION_MINUS
        told = "，".join(word for word in (one.kind, one.item, one.finding) if word)
        cause = Cause(
            rule=Rule.INSPECTION,
            clause=policies.on(one.day).inspection.clause_of(one.item),
            reason=f"{one.day} {told or '检查'}，{one.points:+d} 分",
            matter=f"inspection:{one.key}",
            material=grounds.inspection(one),
            evidence=(one.place,),
        )
        role = Role.OFFICER if one.person else Role.UNIT
        yield Entry(Month.of(one.day), one.day, one.person, one.unit, role, kind, one.points, cause)


# ---------------------------------------------------------------- measures issued outside the rules


def manual_entries(measures: Iterable[Measure], policies: ByDay) -> Iterator[Entry]:
    """三项制度 measures that count by themselves, as they are, one entry each."""
    for one in measures:
        role = LEAD_ROLES.get(one.post, Role.OFFICER)
        cause = Cause(
            rule=Rule.MANUAL,
            clause=policies.on(one.day).manual_clause,
            reason=f"{one.day} {one.issuer or '县局'}{'自行' if one.issuer else '另行'}{one.kind}："
            f"{one.reason or '未写事由'}{_ESCALATES_NOTHING if one.issuer else ''}",
            matter=_manual_matter(one),
            material=grounds.measure(one),
            evidence=(one.place,),
        )
        yield Entry(Month.of(one.day), one.day, one.person, one.unit, role, one.kind, 0, cause)


_ESCALATES_NOTHING = "（不是县局作出的，不计入领导连带的次数）"


def _manual_matter(one: Measure) -> str:
    return f"{UNIT_ISSUED if one.issuer else 'manual:'}{one.key}"


def _sorted_out(
    measures: Iterable[Measure], ordered: Sequence[Entry], facts: Facts, policies: ByDay
) -> tuple[list[Measure], list[Held]]:
    """The measures that count by themselves, and those that belong to an entry of the rules."""
    lives = {entry.cause.matter for entry in ordered}
    fallen = [
        (one, window_of(one.entry, policies)) for one in facts.once_posted if one.entry.cause.matter not in lives
    ]
    standing = [(one, window_of(one, policies)) for one in ordered]
    return carrying_out.sorted_out(measures, standing, fallen, SaidOfCarryingOut(facts.done, facts.answers))


def window_of(entry: Entry, policies: ByDay) -> Window:
    """Within which time an entry may be carried out."""
    policy = policies.on(step_day(entry.month, entry.day))
    return Window(policy.carrying_out_days, policy.effective_from)


# ---------------------------------------------------------------- what counts in this year


def _assessed_months(facts: Facts, policies: ByDay) -> list[OfficerMonth]:
    return [
        one
        for one in facts.officer_months
        if one.month.year == facts.year and one.month <= facts.through and policies.covers(one.month.last_day)
    ]


def _effective_complaints(facts: Facts, policies: ByDay) -> list[Complaint]:
    """Sustained, received in the year and on or after the policy's first day, in the ladder's order.

    Of a complaint whose officers have findings of their own, each part that is sustained.
    """
    own = [
        part
        for one in facts.complaints
        if one.received.year == facts.year and policies.covers(one.received)
        for part in one.parts
        if part.sustained and part.effect_month <= facts.through
    ]
    return sorted(own, key=lambda one: (one.effect_month, one.effect_day, _counted(one.number), one.key))


def _counted(number: str) -> list[tuple[int, str]]:
    """A number by its figures and its words, so that TS9 stands before TS10."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", number)]


def _in_force(day: date, facts: Facts, policies: ByDay) -> bool:
    return day.year == facts.year and Month.of(day) <= facts.through and policies.covers(day)
