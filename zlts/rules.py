"""The notice's discipline: one function a clause, in the notice's order, and `derive`, which applies them.

Pure: facts and policy in, entries and gaps out; no clock, file, database or terminal. The readings
behind each function stand in the policy file; spec 2 and 4 give the clauses. What weighs more by 六(七),
serious matters and what reaches the leaders, stands in `aggravation`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zlts import materials, orders
from zlts.aggravation import LEAD_POSTS, escalation_entries, serious_entries, serious_matters
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
from zlts.orders import Answer, Held, Said, State
from zlts.periods import Month
from zlts.policy import Policy


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
    fallen: Sequence[PostedEntry] = ()
    """The rules' entries of this year and the one before that were posted once and are reversed."""

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
        return (*self.others, *(orders.gap(one, one.number or numbers.get(one.matter)) for one in waiting))


def derive(facts: Facts, policy: Policy) -> Derived:
    """Apply every rule, in the order of spec 4."""
    gaps: list[Gap] = []
    rates = facts.kept(rate_entries(_assessed_months(facts, policy), policy))
    complaints = _effective_complaints(facts, policy)
    gaps += _swallowed(facts, policy)
    ladder = facts.kept(complaint_entries(complaints, policy, gaps))
    inspections = [one for one in facts.inspections if _in_force(one.day, facts, policy)]
    points = facts.kept(inspection_entries(inspections, policy))
    measures = [one for one in facts.measures if _in_force(one.day, facts, policy)]
    own = [one for one in measures if one.post.at_window]
    before = facts.ordered_before
    counted, held = _sorted_out(own, [*before, *rates, *ladder], facts, policy)
    manual = facts.kept(manual_entries(counted, policy))
    matters = serious_matters(complaints, inspections, gaps)
    serious = facts.kept(serious_entries(matters, facts.urban, facts.leads, policy, gaps))
    spared = {f"manual:{one.key}" for one in own if one.post is Post.AUXILIARY}
    steps = [entry for entry in (*rates, *ladder, *manual) if entry.cause.matter not in spared]
    escalations = facts.kept(escalation_entries(steps, facts.leads, policy, gaps))
    leaders = [one for one in measures if not one.post.at_window]
    counted, held_leaders = _sorted_out(leaders, [*before, *escalations], facts, policy)
    manual += facts.kept(manual_entries(counted, policy))
    derived = (*rates, *ladder, *points, *manual, *serious, *escalations)
    return Derived(derived, tuple(gaps), (*held, *held_leaders))


# ---------------------------------------------------------------- 六(七): the month's rate


def is_below_floor(tally: Tally, policy: Policy) -> bool:
    """六(七): exactly the floor is not below it; without counted evaluations there is no rate."""
    return tally.rate is not None and tally.rate < policy.rate.floor


def meets_target(tally: Tally, policy: Policy) -> bool | None:
    """六(三): None without a rate."""
    return None if tally.rate is None else tally.rate >= policy.rate.target


def rate_entries(months: Iterable[OfficerMonth], policy: Policy) -> Iterator[Entry]:
    """六(七): an officer's month below the floor costs points and one 打招呼. Auxiliaries are spared."""
    punished: set[Person] = set()
    for month in sorted(months, key=lambda one: (one.month, one.person)):
        if month.auxiliary or not is_below_floor(month.tally, policy):
            continue
        if not policy.rate.each_month and month.person in punished:
            continue
        punished.add(month.person)
        yield _rate_entry(month, Kind.DEDUCTION, policy.rate.points, policy)
        yield _rate_entry(month, policy.rate.measure, 0, policy)


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
        material=materials.month(tally),
        evidence=month.places,
    )
    day = month.month.last_day
    return Entry(month.month, day, month.person, month.unit, Role.OFFICER, kind, points, cause)


# ---------------------------------------------------------------- 六(七): sustained complaints


def complaint_entries(complaints: Iterable[Complaint], policy: Policy, gaps: list[Gap]) -> Iterator[Entry]:
    """六(七): the 1st sustained complaint 谈话 and 取消评先评优, the 2nd and each later one 告诫.

    `complaints` come in the order of month of effect, verdict date, number.
    """
    nth: Counter[Person] = Counter()
    complaints = list(complaints)
    total = Counter(person for one in complaints for person in one.officers)
    for complaint in complaints:
        gaps += _doubts(complaint)
        for person in complaint.officers:
            nth[person] += 1
            for kind in _ladder(nth[person], total[person], policy):
                yield _complaint_entry(complaint, person, nth[person], kind, policy)


def _doubts(complaint: Complaint) -> Iterator[Gap]:
    about = {"complaint": complaint.label, "unit": complaint.unit}
    name = f"投诉 {complaint.label}"
    if complaint.verdict_date is None:
        yield Gap(f"{name} 已认定有效，但没有认定日期，按受理日期 {complaint.received} 处理，请补填", about)
    if complaint.merge_adrift:
        yield Gap(f"{name} 要并入 {complaint.merge_adrift}，但并不到一件投诉上，暂按单独一件处理，请核对", about)


def _swallowed(facts: Facts, policy: Policy) -> Iterator[Gap]:
    """A sustained complaint merged into one that is not: nothing of it has effect, and a person must know."""
    standing = {one.label: one for one in facts.complaints if not one.merged_into}
    for one in facts.complaints:
        into = standing.get(one.merged_into)
        own_year = one.received.year == facts.year and policy.covers(one.received)
        if own_year and one.verdict is Verdict.SUSTAINED and into and into.verdict is not Verdict.SUSTAINED:
            about = {"complaint": one.label, "unit": one.unit}
            yield Gap(
                f"投诉 {one.label} 已认定有效，但并入了没有认定有效的 {into.label}，两件都没有效果，请核对", about
            )


def _ladder(nth: int, total: int, policy: Policy) -> tuple[Kind, ...]:
    rule = policy.complaint
    if nth > 1:
        measure = rule.second if nth == 2 else rule.later  # noqa: PLR2004 - the second complaint
        return (measure,) if measure else ()
    keeps = rule.second_keeps_first or total == 1
    return (*((rule.first,) if keeps else ()), *((Kind.NO_AWARDS,) if rule.first_bars_awards else ()))


def _complaint_entry(complaint: Complaint, person: Person, nth: int, kind: Kind, policy: Policy) -> Entry:
    cause = Cause(
        rule=Rule.COMPLAINT,
        clause=policy.complaint.clause,
        reason=f"{complaint.received} 受理的投诉 {complaint.label} 认定有效，是本年第 {nth} 起有效投诉",
        matter=f"complaint:{complaint.key}:{person.key}:{kind}",
        material=f"{nth}|{materials.complaint(complaint)}",
        evidence=complaint.places,
    )
    return Entry(complaint.effect_month, complaint.effect_day, person, complaint.unit, Role.OFFICER, kind, 0, cause)


# ---------------------------------------------------------------- 六(一)–六(六): inspections


def inspection_entries(inspections: Iterable[Inspection], policy: Policy) -> Iterator[Entry]:
    """One entry for each row with points, on the officer, or on the unit where none is named."""
    for one in sorted(inspections, key=lambda row: (row.day, row.place)):
        if not one.points:
            continue
        kind = Kind.INSPECTION_PLUS if one.points > 0 else Kind.INSPECTION_MINUS
        told = "，".join(word for word in (one.kind, one.item, one.finding) if word)
        cause = Cause(
            rule=Rule.INSPECTION,
            clause=policy.inspection.clause_of(one.item),
            reason=f"{one.day} {told or '检查'}，{one.points:+d} 分",
            matter=f"inspection:{one.key}",
            material=materials.inspection(one),
            evidence=(one.place,),
        )
        role = Role.OFFICER if one.person else Role.UNIT
        yield Entry(Month.of(one.day), one.day, one.person, one.unit, role, kind, one.points, cause)


# ---------------------------------------------------------------- measures issued outside the rules


def manual_entries(measures: Iterable[Measure], policy: Policy) -> Iterator[Entry]:
    """三项制度 measures that count by themselves, as they are, one entry each."""
    for one in measures:
        role = next((role for role, post in LEAD_POSTS.items() if post is one.post), Role.OFFICER)
        cause = Cause(
            rule=Rule.MANUAL,
            clause=policy.manual_clause,
            reason=f"{one.day} 县局另行{one.kind}：{one.reason or '未写事由'}",
            matter=f"manual:{one.key}",
            material=materials.measure(one),
            evidence=(one.place,),
        )
        yield Entry(Month.of(one.day), one.day, one.person, one.unit, role, one.kind, 0, cause)


def _sorted_out(
    measures: Iterable[Measure], ordered: Sequence[Entry], facts: Facts, policy: Policy
) -> tuple[list[Measure], list[Held]]:
    """The measures that count by themselves, and those that belong to an entry of the rules."""
    days = policy.carrying_out_days
    lives = {entry.cause.matter for entry in ordered}
    fallen = [(one, days) for one in facts.fallen if one.entry.cause.matter not in lives]
    return orders.sorted_out(measures, [(one, days) for one in ordered], fallen, Said(facts.done, facts.answers))


# ---------------------------------------------------------------- what counts in this year


def _assessed_months(facts: Facts, policy: Policy) -> list[OfficerMonth]:
    return [
        one
        for one in facts.officer_months
        if one.month.year == facts.year and one.month <= facts.through and policy.covers(one.month.last_day)
    ]


def _effective_complaints(facts: Facts, policy: Policy) -> list[Complaint]:
    """Sustained, received in the year and on or after the policy's first day, in the ladder's order."""
    own = [
        one
        for one in facts.complaints
        if one.sustained
        and one.received.year == facts.year
        and policy.covers(one.received)
        and one.effect_month <= facts.through
    ]
    return sorted(own, key=lambda one: (one.effect_month, one.effect_day, one.number, one.key))


def _in_force(day: date, facts: Facts, policy: Policy) -> bool:
    return day.year == facts.year and Month.of(day) <= facts.through and policy.covers(day)
