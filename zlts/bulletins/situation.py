"""All that a bulletin is made from, gathered beforehand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from zlts.anomalies import Finding
from zlts.bulletins.arrivals import Arrivals, UnitMonth
from zlts.bulletins.evaluator_use import UnitUse
from zlts.bulletins.facts import FigureCorrection, ObjectionLine, Origin, PassDue
from zlts.model import (
    MEASURES,
    Complaint,
    Entry,
    Filing,
    Inspection,
    Kind,
    Missing,
    Opinion,
    Person,
    PostedEntry,
    Role,
    Tally,
    Verdict,
    VerdictChange,
)
from zlts.periods import Month, Period, Span
from zlts.policy import Compared, Policies, Policy
from zlts.ranking import UnitStanding, inspection_points, rank_units, unit_score
from zlts.registers.business import Business
from zlts.roster import Roster

Share = tuple[Person, str, Month]
THIS = {Span.MONTH: "本月", Span.QUARTER: "本季度", Span.HALF: "本半年", Span.YEAR: "本年"}


class Done(NamedTuple):
    """On which day a measure was carried out, or a finding put right, by whom and by which paper."""

    day: str
    by: str
    document: str


@dataclass(frozen=True)  # without slots, so that what is asked for again and again is worked out once
class Situation:
    """A period as the ledger has it today."""

    period: Period
    today: date
    first_day: date
    policy: Policy
    """The one in force at the period's end."""
    roster: Roster
    tallies: Mapping[Share, Tally]
    for_units: Mapping[Share, Tally]
    """What of the tallies counts for the units' rates; of months beyond the period, too."""
    auxiliaries: frozenset[Person]
    complaints: Sequence[Complaint]
    inspections: Sequence[Inspection]
    filings: Sequence[Filing]
    entries: Sequence[PostedEntry]
    """The active entries of the period's year."""
    quarantined: int
    unassessed: Sequence[Month]
    batches: int
    files: Mapping[int, str]
    business: Sequence[Business] = ()
    """Of all time: how much business the windows did."""
    set_aside: int = 0
    """How many rows of the files a person decided not to use."""
    use: Mapping[str, UnitUse] = field(default_factory=dict)
    """A month's use of the evaluators, by unit."""
    arrived: Collection[UnitMonth] = ()
    """The units and months whose data are in though nothing of them counts, all of it being void."""
    waiting: Collection[UnitMonth] = ()
    """The units and months whose rows all wait in quarantine."""
    anomalies: Sequence[Finding] = ()
    """A month's suspected self-evaluation."""
    rectified: Mapping[str, Done] = field(default_factory=dict)
    """A finding's key → that a person said it was put right."""
    several_sheets: Collection[int] = ()
    """The batches with several sheets, whose rows are named with the sheet."""
    cleared: Mapping[str, str] = field(default_factory=dict)
    """What suspicions rest on that were found innocent → why."""
    opinions: Sequence[Opinion] = ()
    """Of all time: praise, questions and advice, which have no effect."""
    verdict_changes: Sequence[VerdictChange] = ()
    """Of all time: versions of complaints that changed a verdict."""
    missing_complaints: Sequence[Missing] = ()
    """Of all time: complaints that a later export of their register lacks."""
    voided: int = 0
    """How many of the period's evaluations a person has voided."""
    voided_of: Mapping[tuple[Person, Month], int] = field(default_factory=dict)
    """The same by officer and month."""
    void_reasons: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """The same by officer's name and reason."""
    policies: Policies | None = None
    """All policies of the ledger; None where `policy` is the only one."""
    gaps: Sequence[str] = ()
    before: Situation | None = None
    """The period before, where it is covered: its evaluations, complaints and entries."""
    carried_out: Mapping[str, Done] = field(default_factory=dict)
    """Matter → its carrying out."""
    waived: Sequence[tuple[str, str, str]] = ()
    """Reason, document and matter of each waiver."""
    objections: Sequence[ObjectionLine] = ()
    """Of all time: what officers object to, in the order of entering."""
    corrections: Sequence[PostedEntry] = ()
    """Entries since the last issued bulletin of this kind, in periods issued before."""
    corrections_within: Sequence[PostedEntry] = ()
    """Entries of the period since the bulletins of its months (and quarters) were issued."""
    registered: bool = True
    """Whether a register of complaints has ever been taken in, be it an empty one."""
    figure_corrections: Sequence[FigureCorrection] = ()
    """The figures of issued bulletins of this kind that no longer hold and that no later one has corrected."""
    head: tuple[str, int] = ("", 0)
    """The journal's last hash, and its length."""
    due: PassDue | None = None
    """The year's pass, where it no longer says what the evidence does."""
    unbooked_bars: Sequence[Person] = ()
    """六(七): whose 取消评先评优 a pass of today would post, as far as the year counts for the awards."""
    falling_bars: Sequence[Person] = ()
    """The same of those it would take back."""
    source: Origin | None = None
    """Whose it is, where it is to be published."""
    of_year: Situation | None = None
    """The whole year, where the period is what of it counts for the awards."""

    @property
    def whole_year(self) -> Situation:
        """What bars somebody or speaks against an honour counts all the year."""
        return self.of_year or self

    @cached_property
    def months(self) -> tuple[Month, ...]:
        """The period's months that lie, in part at least, on or after the first policy's first day."""
        return tuple(month for month in self.period.months if month.last_day >= self.first_day)

    @property
    def in_force(self) -> tuple[Policy, ...]:
        """The policies in force in the period, by their first day."""
        first, last = max(self.period.first_day, self.first_day), self.period.last_day
        return self.policies.within(first, last) if self.policies else (self.policy,)

    def policy_on(self, day: date) -> Policy:
        """The policy of a day."""
        return self.policies.on(day) if self.policies else self.policy

    @property
    def month_floor(self) -> str:
        """六(七): the floor of the period's months, in words: 95%, or 95%（7月起99%） where it changes."""
        floors = [(month, self.policy_on(month.last_day).rate.floor * 100) for month in self.months]
        changes = [f"{month.number}月起{floor}%" for (_, old), (month, floor) in pairwise(floors) if floor != old]
        first = f"{floors[0][1] if floors else self.policy.rate.floor * 100}%"
        return f"{first}（{'、'.join(changes)}）" if changes else first

    @property
    def wants_plans(self) -> bool:
        """七(一): whether plans are due in the period's year, the first one of the policy of their due day."""
        year = self.period.year
        due = date(year, *self.policy.filing.plan_due)
        return self.policy_on(due).effective_from.year == year

    def fill(self, title: str) -> str:
        """A title, or a word of one, with bureau, contest, honour and period."""
        return self.policy.titles.filled(title, self.policy.bureau, self.period.chinese)

    @property
    def running(self) -> str:
        """What to mark a period with that has not ended: 本月未结束; "" once it has."""
        return "" if self.period.ended(self.today) else f"{THIS[self.period.span]}未结束"

    def headed(self, title: str) -> str:
        """A bulletin's title, filled, and marked while its period runs."""
        return self.fill(title) + (f"（{self.running}）" if self.running else "")

    @property
    def finished(self) -> tuple[Month, ...]:
        return tuple(month for month in self.months if month.ended(self.today))

    @property
    def partly(self) -> bool:
        """Whether the policy covers only a part of the period."""
        return self.period.first_day < self.first_day

    # ------------------------------------------------------------ evaluations

    def unit_tally(self, unit: str, month: Month | None = None) -> Tally:
        """What counts for a unit's rate in the period, or in one month of it (readings: Auxiliaries)."""
        own = (share for share in self.tallies if share[1] == unit and month in (None, share[2]))
        return sum((self.for_units[share] for share in own), Tally())

    def presses(self, unit: str, month: Month | None = None) -> Tally:
        """All of a unit's evaluations in the period, or in one month of it, for the use of its evaluators."""
        own = (t for (_, where, when), t in self.tallies.items() if where == unit and month in (None, when))
        return sum(own, Tally())

    def whole_tally(self, month: Month | None = None) -> Tally:
        """What counts for any unit's rate in the period, or in one month of it."""
        return sum((self.for_units[share] for share in self.tallies if month in (None, share[2])), Tally())

    @cached_property
    def arrivals(self) -> Arrivals:
        """Whose evaluations have come, and who said that there were none."""
        data = {(unit, month) for _, unit, month in self.tallies} | set(self.arrived)
        nil = {(one.unit, one.month) for one in self.filings if one.month}
        pressed = {(unit, month) for (_, unit, month), t in self.tallies.items() if t.counted or t.unrated}
        return Arrivals(self.roster, self.first_day, self.today, data, nil, self.waiting, pressed)

    def reported(self, unit: str, month: Month | None = None) -> bool:
        """Whether anything has come in of a unit's evaluations, or word that there were none."""
        return any(self.arrivals.has_come(unit, one) for one in ((month,) if month else self.months))

    def lacks(self, unit: str, month: Month | None = None) -> bool:
        """Whether a unit's data are missing, in the month or in all that is over of the period."""
        months = (month,) if month else self.months
        return not self.reported(unit, month) and any(self.arrivals.is_missing(unit, one) for one in months)

    def unit_note(self, unit: str) -> str:
        """What to say of a unit's data: whose are missing, and whose evaluators were not used."""
        tally, months = self.presses(unit), self.months
        missing = [month for month in months if self.arrivals.is_missing(unit, month)]
        come = [month for month in months if self.arrivals.is_whole(unit, month)]
        return self._note(missing, come, tally)

    def officer_note(self, person: Person) -> str:
        """The same of an officer, by the units at whose windows he was posted in each month."""
        arrivals, months = self.arrivals, self.months
        missing, come = arrivals.missing_of(person, months), arrivals.come_of(person, months)
        return self._note(missing, come, self.person_tally(person))

    def _note(self, missing: Sequence[Month], come: Sequence[Month], tally: Tally) -> str:
        several = len(self.months) > 1
        return self.arrivals.note(missing, come, several=several, used=bool(tally.counted or tally.unrated))

    @property
    def register_problem(self) -> str:
        """What to say beside figures of complaints that no register stands behind: missing is not zero."""
        if self.registered or not any(self.whole_tally(month).counted for month in self.finished):
            return ""
        told = "还没有导入过投诉登记簿，投诉的 0 件不等于没有投诉"
        return f"{told}：请放在台账旁边，再打 zlts next；确实一件没有的，导入只有表头的登记簿"

    @cached_property
    def is_blank(self) -> bool:
        """Whether nothing at all of the period is in: nobody lacks a month of a year that nobody has begun."""
        return not (
            self.tallies or self.complaints or self.opinions or self.inspections or self.entries or self.arrivals.data
            or self.arrivals.nil
        )  # fmt: skip

    @property
    def without_pass(self) -> Sequence[Month]:
        """The finished, covered months that no pass has run through; none of a year in which nothing is in."""
        begun = self.tallies or self.received() or self.entries
        return self.unassessed if begun else ()

    @cached_property
    def missing(self) -> dict[str, list[Month]]:
        """The units whose data of an ended month of the period are missing, and which."""
        return self.arrivals.missing(self.months)

    @cached_property
    def coverage(self) -> str:
        """Of how many units the period's totals are, where data are missing."""
        return self.arrivals.coverage(self.months)

    def person_tally(self, person: Person, month: Month | None = None) -> Tally:
        own = (t for (who, _, when), t in self.tallies.items() if who == person and month in (None, when))
        return sum(own, Tally())

    # ------------------------------------------------------------ entries

    @cached_property
    def own_entries(self) -> list[Entry]:
        """The active entries whose month of effect lies in the period."""
        return [posted.entry for posted in self.entries if posted.entry.month in self.months]

    def measures(self, unit: str) -> dict[str, int]:
        """The unit's officers' measures in the period, by kind."""
        counts = Counter(e.kind for e in self.own_entries if e.unit == unit and e.role is Role.OFFICER)
        return {kind.value: counts[kind] for kind in MEASURES}

    # ------------------------------------------------------------ complaints

    @property
    def standing_complaints(self) -> list[Complaint]:
        """On or after the first day, merged ones not."""
        return [one for one in self.complaints if one.received >= self.first_day and not one.merged_into]

    def sustained(self, unit: str | None = None) -> list[Complaint]:
        """By month of effect, counted once: in the first month in which one of its findings has effect.

        Each with those of its officers and units only for whom it is sustained by the period's end.
        """
        found = []
        for one in self.standing_complaints:
            parts = [part for part in one.parts if part.sustained and unit in (None, part.unit)]
            if parts and min(part.effect_month for part in parts) in self.months:
                found.append(one.only([part for part in parts if part.effect_month in self.months]))
        return found

    def received(self, unit: str | None = None) -> list[Complaint]:
        """Received in the period, whatever became of them."""
        own = (one for one in self.standing_complaints if Month.of(one.received) in self.months)
        return [one for one in own if unit is None or unit in one.units]

    def pending(self, unit: str | None = None) -> list[Complaint]:
        """Received by the period's end and undecided now: each with those only for whom it is."""
        last, found = self.period.last_day, []
        for one in self.standing_complaints:
            parts = [part for part in one.parts if part.verdict is Verdict.PENDING and unit in (None, part.unit)]
            if parts and one.received <= last:
                found.append(one.only(parts))
        return found

    def opinion_kinds(self) -> Counter[str]:
        """The opinions received in the period, by kind."""
        own = (one for one in self.opinions if one.received >= self.first_day)
        return Counter(one.kind for one in own if Month.of(one.received) in self.months)

    # ------------------------------------------------------------ filings

    @property
    def plans_tracked(self) -> bool:
        """Whether it is known who filed: where no plan at all is registered, nobody can be said to lack one."""
        rule = self.policy.filing
        return self.wants_plans and any(word in one.what for one in self.filings for word in rule.plan_words)

    # ------------------------------------------------------------ units

    @property
    def rank_order(self) -> tuple[Compared, ...]:
        """What ranks the units in the period: the year's 总评 has an order of its own."""
        rule = self.policy.ranking
        return rule.year if self.period.span is Span.YEAR else rule.quarter

    @cached_property
    def findings(self) -> list[Inspection]:
        """The inspections of the period, by day."""
        first, last = max(self.period.first_day, self.first_day), self.period.last_day
        return sorted((one for one in self.inspections if first <= one.day <= last), key=lambda one: one.day)

    @cached_property
    def uninspected(self) -> frozenset[str]:
        """七(二): the units without any row of inspections in the quarter; of another period none."""
        if self.period.span is not Span.QUARTER:
            return frozenset()
        first, last = max(self.period.first_day, self.first_day), self.period.last_day
        inspected = {one.unit for one in self.inspections if first <= one.day <= last}
        return frozenset(unit.name for unit in self.roster.units if unit.name not in inspected)

    def unit_ranking(self) -> list[tuple[int | None, UnitStanding]]:
        """Every roster unit, by the order of the quarter or of the year; last those without a rank, with None."""
        standings = self._standings()
        out = frozenset() if self.policy.ranking.uninspected_ranked else self.uninspected
        ranking = rank_units([one for one in standings if one.unit not in out], self.rank_order)
        return [*ranking, *((None, one) for one in standings if one.unit in out)]

    @cached_property
    def standings(self) -> dict[str, UnitStanding]:
        """The units' figures that rank them, by name."""
        return {one.unit: one for one in self._standings()}

    @cached_property
    def ranks(self) -> dict[str, int | None]:
        """The units' ranks, by name; None of one that is not ranked."""
        return {one.unit: rank for rank, one in self.unit_ranking()}

    def _standings(self) -> list[UnitStanding]:
        entries = self.own_entries
        return [
            UnitStanding(
                unit.name,
                unit_score(unit.name, entries, self.policy),
                len(self.sustained(unit.name)),
                self.unit_tally(unit.name),
            )
            for unit in self.roster.units
        ]

    @property
    def first_units(self) -> frozenset[str]:
        """The units that rank so high in the period as 六(八) asks; a shared rank may make them more."""
        highest = self.policy.awards.shortlist_rank
        return frozenset(one.unit for rank, one in self.unit_ranking() if rank and rank <= highest)

    def inspection_points(self, unit: str) -> int:
        return inspection_points(unit, self.own_entries)

    def deductions(self, unit: str) -> int:
        """Points taken off in inspections, as a positive number."""
        own = (e for e in self.own_entries if e.unit == unit and e.kind is Kind.INSPECTION_MINUS)
        return -sum(entry.points for entry in own)

    # ------------------------------------------------------------ officers

    def officers(self) -> list[tuple[str, Person]]:
        """Everyone posted to a window in the period or with evaluations in it.

        Each with the unit of the month, else, in a longer period, of the last posting; in the roster's order.
        """
        first, last = max(self.period.first_day, self.first_day), self.period.last_day
        posted = [posting.person for posting in self.roster.window_postings(first, last)]
        people = dict.fromkeys([*posted, *(person for person, _, _ in self.tallies)])
        order = {unit.name: place for place, unit in enumerate(self.roster.units)}
        month = self._only_month
        found = [(self.unit_in(person, month) if month else self.last_unit(person), person) for person in people]
        return sorted(found, key=lambda one: order.get(one[0], len(order)))

    def unit_in(self, person: Person, month: Month) -> str:
        """An officer's unit of a month (see `roster.Roster.unit_of_month`), else of the period."""
        return self.roster.unit_of_month(person, month, self._counted(person, month)) or self.last_unit(person)

    def served(self, person: Person) -> tuple[str, ...]:
        """The units at whose windows an officer served in the period's one month; none of a longer period."""
        month = self._only_month
        return self.roster.units_served(person, month, self._counted(person, month)) if month else ()

    def _counted(self, person: Person, month: Month) -> dict[str, int]:
        """A month's counted evaluations by unit."""
        return {where: t.counted for (who, where, when), t in self.tallies.items() if (who, when) == (person, month)}

    @property
    def _only_month(self) -> Month | None:
        return self.months[0] if self.period.span is Span.MONTH else None

    def last_unit(self, person: Person) -> str:
        """The unit of the last posting in the period, else before it, else of the last evaluations; or ""."""
        first, last = max(self.period.first_day, self.first_day), self.period.last_day
        posting = self.roster.last_posting(person, first, last) or self.roster.last_posting(person, date.min, last)
        if posting:
            return posting.unit
        return max(((when, unit) for who, unit, when in self.tallies if who == person), default=(None, ""))[1]


def moved_note(units: Sequence[str]) -> str:
    """That an officer's figures are of several units within a month; "" where they are of one."""
    return f"{len(units)}个单位合计" if len(units) > 1 else ""


def moved_said(served: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Below a table of a month's officers: who served in which units, and that all evaluations count."""
    moved = [f"{name}当月先后在{'、'.join(units)}" for name, units in served if len(units) > 1]
    return f"{'；'.join(moved)}，各处的评价都计入，单位写评价最多的一个。" if moved else ""
