"""A person's year as typed facts: what was found, what it brought on the officer and on the leaders, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from zlts import grounds
from zlts.bulletins.facts import (
    ClauseLine,
    ComplaintLine,
    CountLine,
    LeaderLine,
    LowMonth,
    MeasureLine,
    MonthLine,
    ObjectionLine,
    OfficerYear,
    OtherwiseLine,
    SummaryLine,
    UnsatisfiedLine,
)
from zlts.bulletins.otherwise import escalated_said, otherwise_lines
from zlts.bulletins.parts import CARRIED_OUT, GROUNDLESS, STATES, entry_lines, groundless_lines
from zlts.carrying_out import Groundless
from zlts.escalation import is_counted
from zlts.model import Complaint, Person, PlacedPress, PostedEntry, Role, Rule, Tally, Verdict
from zlts.periods import Month
from zlts.policy import Policies, Policy
from zlts.ranking import officer_score
from zlts.registers.summaries import Summary
from zlts.rules import complaint_matters, is_below_floor, shortfall


class Carried(NamedTuple):
    """What a person said of an entry: carried out on a day, or waived, and by which paper; else blank."""

    day: str
    by: str
    document: str
    reason: str


class FoundWords(NamedTuple):
    """What a complaint's register says of an officer's responsibility and of the severity, in its own words."""

    responsibility: str
    severity: str


@dataclass(frozen=True, slots=True)
class PersonalSituation:
    """All that a person's year is told from.

    `entries` are those of the whole year, everyone's; `tallies` the person's evaluations, `rated` those pressed as
    an officer; `missing` the months of which data of a unit where the officer was posted have not come in;
    `presses` what was not satisfied in the low months, and `unrated` where nobody rated; `complaints` those of the
    year that name the person; `objections` those to the person's entries.
    """

    person: Person
    year: int
    units: tuple[str, ...]
    leads_only: bool
    entries: Sequence[PostedEntry]
    beside: Sequence[Groundless]
    through: Month | None
    tallies: Mapping[Month, Tally]
    rated: Mapping[Month, Tally]
    missing: Sequence[Month]
    presses: Mapping[Month, Sequence[PlacedPress]]
    unrated: Mapping[Month, Sequence[PlacedPress]]
    summaries: Sequence[Summary]
    complaints: Sequence[Complaint]
    found_words: Mapping[str, FoundWords]
    done: Mapping[str, Carried]
    waived: Mapping[str, Carried]
    objections: Sequence[ObjectionLine]
    policies: Policies
    sentences: Mapping[str, str]
    files: Mapping[int, str]

    @property
    def policy(self) -> Policy:
        """The policy in force at the year's end."""
        return self.policies.on(date(self.year, 12, 31))

    @property
    def own(self) -> list[PostedEntry]:
        """The person's entries, reversed and reversing ones too."""
        return [one for one in self.entries if one.entry.person and one.entry.person.key == self.person.key]

    @property
    def active(self) -> list[PostedEntry]:
        """Everyone's entries that stand."""
        return [one for one in self.entries if one.active]

    @property
    def own_as_officer(self) -> list[PostedEntry]:
        """The person's entries as an officer that stand."""
        return [one for one in self.own if one.active and one.entry.role is Role.OFFICER]

    def file(self, batch: int) -> str:
        """A batch's file name."""
        return self.files.get(batch, "")


def low_months(own: Iterable[PostedEntry], rated: Mapping[Month, Tally], policies: Policies) -> tuple[Month, ...]:
    """The months that an officer's entries stand for, and those whose rate is below the floor."""
    entered = {one.entry.month for one in own if one.active and one.entry.cause.rule is Rule.RATE}
    below = {month for month, tally in rated.items() if is_below_floor(tally, policies.on(month.last_day))}
    return tuple(sorted(entered | below))


def officer_year(place: PersonalSituation) -> OfficerYear:
    """The facts of a person's year."""
    own = place.own
    standing = [one.entry for one in own if one.active]
    score = None if place.leads_only else officer_score(place.person, standing, place.policy)
    low = tuple(_low_month(month, place) for month in sorted(place.presses))
    leaders = tuple(_leader_lines(place))
    cited = {one.entry.cause.clause for one in own} | {one.clause for one in leaders}
    return OfficerYear(
        year=place.year,
        officer=place.person.name,
        badge=place.person.badge,
        score=score,
        months=tuple(MonthLine(month, tally) for month, tally in sorted(place.tallies.items())),
        missing=tuple(place.missing),
        entries=entry_lines(own, place.files),
        ground_taken_back=groundless_lines(place.beside, place.files),
        unsatisfied=_press_lines(place.presses, place),
        unrated=_press_lines(place.unrated, place),
        units=place.units,
        low_months=low,
        complaints=tuple(
            _complaint(one, place) for one in sorted(place.complaints, key=lambda one: (one.received, one.key))
        ),
        measures=tuple(_measures(place)),
        counts=() if place.leads_only else tuple(_counts(place)),
        leaders=leaders,
        objections=tuple(place.objections),
        otherwise=(*otherwise_lines(place.own_as_officer, low, place.policies), *_escalated(leaders, place)),
        clauses=tuple(ClauseLine(clause, text) for clause, text in place.sentences.items() if clause in cited),
    )


# ---------------------------------------------------------------- months


def _low_month(month: Month, place: PersonalSituation) -> LowMonth:
    policy, tally = place.policies.on(month.last_day), place.rated.get(month, Tally())
    summaries = [one for one in place.summaries if one.month == month and not one.found.auxiliary]
    short = shortfall(tally, policy)
    ids = tuple(
        one.id for one in place.own_as_officer if one.entry.cause.rule is Rule.RATE and one.entry.month == month
    )
    return LowMonth(
        month=month,
        tally=tally,
        floor=f"{policy.rate.floor * 100}%",
        below_floor=is_below_floor(tally, policy),
        single=len(place.presses[month]),
        summaries=tuple(_summary(one, place) for one in sorted(summaries, key=lambda one: one.place)),
        more_satisfied=short.more,
        had_been_satisfied=short.turned,
        entries=ids,
    )


def _summary(one: Summary, place: PersonalSituation) -> SummaryLine:
    at = one.place
    return SummaryLine(
        one.found.unit, one.tally, one.tally.unsatisfied, at.batch, place.file(at.batch), at.sheet, at.row
    )


def _press_lines(
    presses: Mapping[Month, Sequence[PlacedPress]], place: PersonalSituation
) -> tuple[UnsatisfiedLine, ...]:
    return tuple(_press(month, one, place) for month in sorted(presses) for one in presses[month])


def _press(month: Month, one: PlacedPress, place: PersonalSituation) -> UnsatisfiedLine:
    at = one.place
    return UnsatisfiedLine(
        one.time, one.rating, at.batch, place.file(at.batch), at.sheet, at.row, month, one.window, one.evaluator
    )


# ---------------------------------------------------------------- complaints


def _complaint(one: Complaint, place: PersonalSituation) -> ComplaintLine:
    person = place.person
    part = next((own for own in one.parts if person in own.officers or person in own.auxiliaries), one)
    matters = complaint_matters(one.key, person)
    ids = tuple(
        posted.id
        for posted in place.own_as_officer
        if posted.entry.cause.matter.startswith(matters) or _same_ground(posted, one, part)
    )
    words = place.found_words.get(one.key, FoundWords("", ""))
    counts, why = _why(one, part, ids, words, place)
    return ComplaintLine(
        number=one.number,
        received=one.received,
        unit=part.unit,
        channel=one.channel,
        category=one.category,
        content=one.content,
        state=STATES[part.verdict],
        verdict=part.verdict_word,
        verdict_date=part.verdict_date,
        responsibility=words.responsibility,
        severity=words.severity,
        merged_into=one.merged_into,
        counts=counts,
        why=why,
        entries=ids,
    )


def _same_ground(posted: PostedEntry, one: Complaint, part: Complaint) -> bool:
    """Whether a serious matter's entry rests on the complaint."""
    cause = posted.entry.cause
    return cause.rule is Rule.SERIOUS and cause.material in (grounds.complaint(one), grounds.complaint(part))


def _why(
    one: Complaint, part: Complaint, ids: Sequence[int], words: FoundWords, place: PersonalSituation
) -> tuple[bool, str]:
    """Whether it counts as the person's, and the reason in a sentence."""
    first_day, verdict = place.policies.first_day, part.verdict
    told = f"，责任认定“{words.responsibility}”" if words.responsibility else ""
    against = (
        (one.received < first_day, f"办法施行（{first_day}）以前收到"),
        (bool(one.merged_into), f"并案，并入 {one.merged_into}，按那一件算"),
        (verdict is Verdict.PENDING, "待查，还没有认定"),
        (verdict is Verdict.NOT_SUSTAINED, f"认定“{part.verdict_word or STATES[verdict]}”{told}，不成立或者无责"),
        (place.person in part.auxiliaries, "认定有效，当时是窗口辅警，不受处理"),
        (_is_waived(one, ids, place), "认定有效，领导小组决定免予执行"),
    )
    for holds, said in against:
        if holds:
            return False, said
    return True, _sustained_said(part, ids, place)


def _is_waived(one: Complaint, ids: Sequence[int], place: PersonalSituation) -> bool:
    """Whether nothing stands of it because it was waived."""
    matters = complaint_matters(one.key, place.person)
    return not ids and any(matter.startswith(matters) for matter in place.waived)


def _sustained_said(part: Complaint, ids: Sequence[int], place: PersonalSituation) -> str:
    if place.through is None or part.effect_month > place.through:
        return f"认定有效，记在 {part.effect_month}，那个月还没有评定"
    posted = [one.entry.cause for one in place.own_as_officer if one.id in ids]
    if not posted:
        return "认定有效，台账里还没有，请再评定一次"
    nth = [grounds.nth_of(cause.material) for cause in posted if cause.rule is Rule.COMPLAINT]
    return f"认定有效，是本年第 {nth[0]} 起有效投诉" if nth else "认定有效"


# ---------------------------------------------------------------- what was carried out


def _measures(place: PersonalSituation) -> Iterator[MeasureLine]:
    """Of each matter that someone has to carry out, what has become of its last entry."""
    last = {one.entry.cause.matter: one for one in place.own if one.reverses is None}
    for matter, one in last.items():
        entry = one.entry
        if entry.kind not in CARRIED_OUT:
            continue
        done, waived = place.done.get(matter), place.waived.get(matter)
        if entry.cause.rule is Rule.MANUAL:
            told = ("措施登记里已有", Carried(str(entry.day), "", "", "")) if one.active else None
        elif waived:
            told = ("免予执行", waived)
        elif done:
            told = (f"已执行 {done.day}" if one.active else f"{done.day} {GROUNDLESS}", done)
        else:
            told = ("还没有登记执行", Carried("", "", "", "")) if one.active else None
        if told:
            yield MeasureLine(one.id, entry.month, entry.kind, told[0], *told[1])


# ---------------------------------------------------------------- leaders


def _counts(place: PersonalSituation) -> Iterator[CountLine]:
    limits = place.policy.escalation.limits
    own = [one for one in place.own_as_officer if is_counted(one.entry, place.policies)]
    for kind, limit in limits.items():
        ids = tuple(one.id for one in own if one.entry.kind is kind)
        if ids:
            yield CountLine(kind, len(ids), limit, ids)


def _leader_lines(place: PersonalSituation) -> Iterator[LeaderLine]:
    """The entries upon leaders that rest on the person's matters, or that are the person's own."""
    for one in place.active:
        entry = one.entry
        if entry.cause.rule not in (Rule.ESCALATION, Rule.SERIOUS) or entry.role is Role.OFFICER:
            continue
        bases = _rests_on(one, place)
        people = dict.fromkeys(base.entry.person for base in bases if base.entry.person)
        if entry.person and (entry.person == place.person or place.person in people):
            yield LeaderLine(
                entry=one.id,
                month=entry.month,
                leader=entry.person.name,
                role=entry.role,
                unit=entry.unit,
                kind=entry.kind,
                clause=entry.cause.clause,
                reason=entry.cause.reason,
                officers=tuple(person.name for person in people),
                rests_on=tuple(base.id for base in bases),
            )


def _rests_on(one: PostedEntry, place: PersonalSituation) -> list[PostedEntry]:
    """The officers' standing entries for whose sake a leader has one."""
    cause = one.entry.cause
    own = [other for other in place.active if other.entry.role is Role.OFFICER]
    if cause.rule is Rule.ESCALATION:
        return [other for other in own if grounds.rests_on(cause.material, other.entry.cause.matter)]
    alike = (Rule.SERIOUS, cause.material, cause.evidence)
    return [
        other
        for other in own
        if (other.entry.cause.rule, other.entry.cause.material, other.entry.cause.evidence) == alike
    ]


def _escalated(leaders: Iterable[LeaderLine], place: PersonalSituation) -> Iterator[OtherwiseLine]:
    by_id = {one.id: one for one in place.active}
    found: dict[tuple[str, str], list[int]] = {}
    for line in leaders:
        bases = [by_id[number] for number in line.rests_on]
        said = escalated_said(by_id[line.entry].entry, bases, place.active, place.policies)
        found.setdefault((line.reason, said), []).append(line.entry)
    return (OtherwiseLine(tuple(ids), what, said) for (what, said), ids in found.items())
