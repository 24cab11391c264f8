"""六(七): what weighs more (readings: Leaders): serious matters, measures that repeat until leaders answer.

Pure, as `rules` is, which decides what is in force and calls these in its order. The leads of a unit on
a day, and whether it is urban, are asked of the roster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zlts import grounds
from zlts.model import Cause, Complaint, Entry, Gap, Inspection, Kind, Person, Place, Post, Role, Rule
from zlts.periods import Month
from zlts.policy import ByDay, Policy

LEAD_ROLES = {
    Post.UNIT_LEAD: Role.UNIT_LEAD,
    Post.DEPUTY_LEAD: Role.UNIT_LEAD,
    Post.BUREAU_LEAD: Role.BUREAU_LEAD,
}
"""In which role an entry touches a lead."""
_LEAD_POSTS = {Role.UNIT_LEAD: Post.UNIT_LEAD, Role.BUREAU_LEAD: Post.BUREAU_LEAD}
"""Whom an escalation reaches."""
_POST_NAMES = {Post.UNIT_LEAD: "责任领导", Post.DEPUTY_LEAD: "分管领导", Post.BUREAU_LEAD: "责任局领导"}

Leads = Callable[[str, Post, date], tuple[Person, ...]]
"""The leads of that post whom a unit had on a day."""
Urban = Callable[[str], bool | None]
"""Whether a unit is urban; None where the roster does not say."""


UNIT_ISSUED = "unit-issued:"
"""How the matter of a measure begins that a unit issued itself, and not the bureau."""


def is_counted(entry: Entry, policies: ByDay) -> bool:
    """六(七) 被县局: whether a measure counts towards an escalation, by who issued it."""
    by_unit = entry.cause.matter.startswith(UNIT_ISSUED)
    return not by_unit or policies.on(step_day(entry.month, entry.day)).escalation.any_issuer


def step_day(month: Month, day: date) -> date:
    """The day whose policy says what follows: a verdict that came after the year's end counts in December."""
    return min(day, month.last_day)


# ---------------------------------------------------------------- 六(七): serious matters


@dataclass(frozen=True, slots=True)
class SeriousMatter:
    """A sustained complaint or an officer's inspection finding marked 严重."""

    key: str
    what: str
    month: Month
    day: date
    unit: str
    officers: tuple[Person, ...]
    material: str
    places: tuple[Place, ...]


def serious_matters(
    complaints: Iterable[Complaint], inspections: Iterable[Inspection], gaps: list[Gap]
) -> list[SeriousMatter]:
    """What is marked 严重 and names an officer, in the order of effect; the rest are gaps."""
    matters = [_serious_complaint(one) for one in complaints if one.serious]
    matters += [_serious_finding(one) for one in inspections if one.serious]
    gaps += (
        Gap(
            f"{matter.what}（{matter.unit}）情节严重，但没有涉及窗口民警（未写明或只有辅警），需要人定",
            {"unit": matter.unit},
        )
        for matter in matters
        if not matter.officers
    )
    found = [matter for matter in matters if matter.officers]
    return sorted(found, key=lambda matter: (matter.month, matter.day, matter.key))


def _serious_complaint(one: Complaint) -> SeriousMatter:
    return SeriousMatter(
        f"complaint:{one.key}",
        f"投诉 {one.label} ",
        one.effect_month,
        one.effect_day,
        one.unit,
        one.officers,
        grounds.complaint(one),
        one.places,
    )


def _serious_finding(one: Inspection) -> SeriousMatter:
    officers = (one.person,) if one.person and not one.auxiliary else ()
    return SeriousMatter(
        f"inspection:{one.key}",
        f"{one.day} {one.kind or '检查'}发现的问题",
        Month.of(one.day),
        one.day,
        one.unit,
        officers,
        grounds.inspection(one),
        (one.place,),
    )


def serious_entries(
    matters: Iterable[SeriousMatter], urban_unit: Urban, leads: Leads, policies: ByDay, gaps: list[Gap]
) -> Iterator[Entry]:
    """六(七): every officer named has his own set, the unit lead one 追究责任 for the matter.

    One complaint is one matter, also where two of its officers were found guilty on different days.
    """
    answered: set[str] = set()
    for matter in matters:
        policy = policies.on(step_day(matter.month, matter.day))
        urban = urban_unit(matter.unit)
        if urban is None and policy.serious.urban_officer:
            gaps.append(
                Gap(
                    f"不知道“{matter.unit}”是城区还是农村窗口，{matter.what}是否调整到农村派出所需要人定",
                    {"unit": matter.unit},
                )
            )
        kinds = (*policy.serious.officer, *(policy.serious.urban_officer if urban else ()))
        for person in matter.officers:
            for kind in kinds:
                yield _serious_entry(matter, person, Role.OFFICER, kind, policy)
        for kind in policy.serious.unit_lead:
            for lead in _leads(policy.serious.lead, matter.unit, matter.day, matter.what, leads, gaps):
                entry = _serious_entry(matter, lead, LEAD_ROLES[policy.serious.lead], kind, policy)
                if entry.cause.matter not in answered:
                    answered.add(entry.cause.matter)
                    yield entry


def _serious_entry(matter: SeriousMatter, person: Person, role: Role, kind: Kind, policy: Policy) -> Entry:
    cause = Cause(
        rule=Rule.SERIOUS,
        clause=policy.serious.clause,
        reason=f"{matter.what}情节严重",
        matter=f"serious:{matter.key}:{role}:{person.key}:{kind}",
        material=matter.material,
        evidence=matter.places,
    )
    return Entry(matter.month, matter.day, person, matter.unit, role, kind, 0, cause)


# ---------------------------------------------------------------- 六(七): escalation to the leaders


def escalation_entries(steps: Iterable[Entry], leads: Leads, policies: ByDay, gaps: list[Gap]) -> Iterator[Entry]:
    """六(七): 打招呼 ×3, 谈话 ×2 or 告诫 ×1 within the year reach the unit's and the bureau's leaders.

    `steps` come in the pass's order (rates, complaints, manual), which decides between equal days. They are counted
    through the year; how many are enough is said by the policy of the day of each step.
    """
    by_person: Mapping[Person, list[Entry]] = defaultdict(list)
    for entry in steps:
        if entry.role is Role.OFFICER and entry.person and is_counted(entry, policies):
            by_person[entry.person].append(entry)
    completed = [done for own in by_person.values() for done in completions(own, policies)]
    for steps_taken in sorted(completed, key=lambda done: (done[-1].month, done[-1].day, done[-1].person)):
        yield from _escalate(steps_taken, leads, policies, gaps)


def completions(own: Iterable[Entry], policies: ByDay) -> Iterator[list[Entry]]:
    """六(七): of one officer's counted measures those that completed a condition, the completing one last."""
    taken: dict[Kind, list[Entry]] = defaultdict(list)
    escalated = False
    for entry in sorted(own, key=lambda step: (step.month, step.day)):
        taken[entry.kind].append(entry)
        rule = policies.on(step_day(entry.month, entry.day)).escalation
        if len(taken[entry.kind]) < rule.limits.get(entry.kind, len(taken[entry.kind]) + 1):
            continue
        if not (escalated and rule.once_a_year):
            yield taken[entry.kind]
        taken[entry.kind], escalated = [], True


def _escalate(steps: list[Entry], leads: Leads, policies: ByDay, gaps: list[Gap]) -> Iterator[Entry]:
    last = steps[-1]
    person, policy = last.person, policies.on(step_day(last.month, last.day))
    if person is None:
        return
    months = "、".join(str(step.month) for step in steps)
    what = f"“{person.name}”年内{last.kind} {len(steps)} 次（{months}）"
    for role, kind in policy.escalation.measures.items():
        for lead in _leads(_LEAD_POSTS[role], last.unit, last.day, what, leads, gaps):
            cause = Cause(
                rule=Rule.ESCALATION,
                clause=policy.escalation.clause,
                reason=what,
                matter=f"escalation:{person.key}:{last.month.year}:{role}:{lead.key}",
                material=grounds.steps(steps),
                evidence=tuple(dict.fromkeys(place for step in steps for place in step.cause.evidence)),
            )
            yield Entry(last.month, last.day, lead, last.unit, role, kind, 0, cause)


def _leads(post: Post, unit: str, day: date, what: str, leads: Leads, gaps: list[Gap]) -> tuple[Person, ...]:
    """The leads posted to the unit on that day; none is a gap, two are reported."""
    found = leads(unit, post, day)
    about = {"unit": unit, "role": LEAD_ROLES[post].value, "date": str(day)}
    if not found:
        gaps.append(Gap(f"{what.strip()}：{day} “{unit}”没有{_POST_NAMES[post]}，未能登记，请补全花名册", about))
    elif len(found) > 1:
        names = "、".join(lead.name for lead in found)
        gaps.append(
            Gap(f"{what.strip()}：{day} “{unit}”有 {len(found)} 名{_POST_NAMES[post]}（{names}），各记一次", about)
        )
    return found
