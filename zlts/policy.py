"""The policy file as typed, checked values: every threshold, vocabulary and ladder beside its clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from zlts.model import Kind, Post, Role, Verdict
from zlts.periods import Month


@dataclass(frozen=True, slots=True)
class Bureau:
    name: str
    office: str
    contest: str
    addressees: str
    copies: str
    signature: str
    group: str
    """八(一): whom the award is proposed to."""
    honour: str
    """六(八): what is awarded."""
    all_satisfied: str
    """三: what the contest calls a unit whose every counted evaluation is satisfied."""
    no_complaints: str
    """三: and one without sustained complaints."""
    kinds_handed_up: tuple[str, ...]
    """The kinds of complaints and inspections that go up by their word."""


@dataclass(frozen=True, slots=True)
class Titles:
    """What the bulletins are called; of a letter's title the words that no line may break.

    In braces: bureau, office, contest, honour and period.
    """

    monthly: str
    quarterly: str
    annual: str
    awards: str
    letter: tuple[str, ...]
    award_letter: tuple[str, ...]
    award_notice: tuple[str, ...]
    award_decision: tuple[str, ...]

    def filled(self, title: str, bureau: Bureau, period: str) -> str:
        """The title, or one word of it, for a period."""
        return title.format(
            bureau=bureau.name, office=bureau.office, contest=bureau.contest, honour=bureau.honour, period=period
        )


@dataclass(frozen=True, slots=True)
class RateRule:
    """六(七): what an officer's month below `floor` (a fraction of 1) costs: `points`, 0 or less, and one `measure`.

    Each of the two for every such month, or once a year; only with at least `least_counted` evaluations.
    """

    clause: str
    floor: Fraction
    target: Fraction
    target_clause: str
    points: int
    points_each_month: bool
    measure: Kind
    measure_each_month: bool
    first_month: Month | None
    """The first whose low rate costs anything; None: every month does."""
    least_counted: int
    small_count: int
    auxiliaries_count: bool
    """Whether what auxiliaries' evaluations say counts for their unit's rate."""

    def begins_after(self, month: Month) -> bool:
        """Whether a low rate of the month costs nothing yet."""
        return self.first_month is not None and month < self.first_month


@dataclass(frozen=True, slots=True)
class ComplaintRule:
    clause: str
    first: Kind
    second: Kind
    later: Kind | None
    second_keeps_first: bool
    first_bars_awards: bool
    alike_days: int


@dataclass(frozen=True, slots=True)
class EscalationRule:
    clause: str
    limits: Mapping[Kind, int]
    measures: Mapping[Role, Kind]
    once_a_year: bool
    any_issuer: bool
    """Whether measures count that a unit issued itself, and not the bureau."""


@dataclass(frozen=True, slots=True)
class SeriousRule:
    """六(七): what a serious matter costs each officer named, an urban one besides, and the lead who answers."""

    clause: str
    officer: tuple[Kind, ...]
    urban_officer: tuple[Kind, ...]
    unit_lead: tuple[Kind, ...]
    lead: Post
    """Who the 分管领导 is."""


@dataclass(frozen=True, slots=True)
class InspectionRule:
    clause: str
    items: Mapping[str, str]
    good_practice_items: tuple[str, ...]
    good_practice_clause: str
    largest_deduction: int
    largest_credit: int
    rectified_words: tuple[str, ...]
    """What a register says of a finding that has been put right."""
    fault_words: tuple[str, ...]
    """What a finding says that tells of a fault, whatever its points: a slip of the sign makes no good practice."""

    def clause_of(self, item: str) -> str:
        return self.items.get(item, self.clause)

    def is_good_practice(self, item: str, points: int) -> bool:
        """八(二): an item of good practice, or points given."""
        return item in self.good_practice_items or points > 0

    def tells_of_fault(self, said: str) -> bool:
        """Whether a finding's words tell of a fault."""
        return any(word in said for word in self.fault_words)

    def is_rectified(self, said: str) -> bool:
        """Whether a register's word says that all was put right: 已整改，已补发胸牌, but not 已整改一半."""
        first = re.split(r"[\s，。；：、,.;:(（]", said.strip(), maxsplit=1)[0]
        return first in self.rectified_words


@dataclass(frozen=True, slots=True)
class FilingRule:
    clause: str
    plan_due: tuple[int, int]
    plan_words: tuple[str, ...]
    nil_words: tuple[str, ...]
    """What a nil return is called: the unit had no evaluation in the month it names."""

    def is_nil(self, what: str) -> bool:
        return any(word in what for word in self.nil_words)


@dataclass(frozen=True, slots=True)
class BusinessRule:
    """六(五), 六(六): what of the business volume is service beyond the counter, by words of its matter."""

    clause: str
    online_clause: str
    modes: Mapping[str, tuple[str, ...]]
    """延时, 预约, 上门, 网上 → the words that a matter of it holds one of."""

    def mode_of(self, matter: str) -> str:
        """The mode of a matter; "" for business at the counter."""
        return next((mode for mode, words in self.modes.items() if any(word in matter for word in words)), "")


class Compared(StrEnum):
    """What units are ranked by."""

    SCORE = "检查得分"
    COMPLAINTS = "投诉"
    RATE = "满意率"


@dataclass(frozen=True, slots=True)
class RankingRule:
    """七(二): what is compared first, second and third, for the quarter's ranking of the units and for the year's."""

    clause: str
    quarter: tuple[Compared, ...]
    year: tuple[Compared, ...]
    uninspected_ranked: bool
    """Whether a unit without any inspection in the quarter has a rank."""


class ScoreCounts(StrEnum):
    """Which of an officer's entries with points count into his score, besides the rules' deductions."""

    ALL = "全部"
    NO_CREDITS = "不含检查加分"
    NO_INSPECTIONS = "不含检查加扣分"

    def counts(self, kind: Kind) -> bool:
        """Whether an entry of that kind does."""
        left_out = {
            ScoreCounts.ALL: (),
            ScoreCounts.NO_CREDITS: (Kind.INSPECTION_PLUS,),
            ScoreCounts.NO_INSPECTIONS: (Kind.INSPECTION_PLUS, Kind.INSPECTION_MINUS),
        }
        return kind not in left_out[self]


class Tied(StrEnum):
    """What tells officers of one score apart in the award ranking."""

    RATE = "满意率"
    COUNTED = "评价数"


class TopOf(StrEnum):
    """Whose first three 六(八) means: the officers', or the units', all of whose officers are then candidates."""

    OFFICERS = "officers"
    UNITS = "units"


class BarHolds(StrEnum):
    """How long a bar holds: to the end of the year it was booked in, or for a year from its day."""

    YEAR = "year"
    TWELVE_MONTHS = "twelve_months"


@dataclass(frozen=True, slots=True)
class AwardRule:
    clause: str
    shortlist_rank: int
    tied: tuple[Tied, ...]
    """What is compared first and second where scores are equal; who is equal then shares the rank."""
    top_of: TopOf
    barred_hold_rank: bool
    grave_bars: bool
    """Whether a serious matter or proven self-evaluation bars; else the group decides."""
    fewest: int
    most: int
    last_month: int
    few_evaluations: int
    half_year_share: Fraction
    notice_days: int
    """How long the 公示 lasts, its first and last day included."""


@dataclass(frozen=True, slots=True)
class AssistanceRule:
    clause: str
    floor: Fraction
    sustained: int
    received: int
    deduction: int
    plan_until_filed: bool
    """Whether a late plan is a reason only until it is filed, and in the period it was due; else all year."""


@dataclass(frozen=True, slots=True)
class AnomalyRule:
    """六(三): what makes evaluations suspect; times of day in seconds from midnight, an end not included."""

    clause: str
    burst_presses: int
    burst_seconds: int
    after_bad_presses: int
    after_bad_minutes: int
    even_presses: int
    even_seconds: int
    even_longest_minutes: int
    office_hours: tuple[tuple[int, int], ...]
    grace_minutes: int
    off_duty_presses: int
    night: tuple[int, int]
    """Begins in the evening and ends in the morning."""
    night_presses: int
    last_days: int
    most_by_chance: Fraction


@dataclass(frozen=True, slots=True)
class ThreeKeys:
    """A device with three keys, and what the middle one means there: true satisfied, false not, None not counted."""

    words: tuple[str, ...]
    """The three, the middle one second."""
    meaning: bool | None
    enough: int
    """So many evaluations on the outer two keys, and none in any other word, come from such devices."""

    @property
    def middle(self) -> str:
        """The word on the middle key."""
        return self.words[1]


@dataclass(frozen=True, slots=True)
class Words:
    """Whole words and what they mean; a word in none of the lists is unknown."""

    ratings: Mapping[str, bool | None]
    """True satisfied, False not, None unrated."""
    standard_ratings: frozenset[str]
    """The scale's own words; all others are makers' synonyms."""
    three_keys: ThreeKeys
    verdicts: Mapping[str, Verdict]
    by_responsibility: frozenset[str]
    responsibilities: Mapping[str, bool]
    severities: Mapping[str, bool]
    kinds: Mapping[str, bool]
    """True a complaint, False an opinion (praise, question, request, advice), which has no effect."""
    states: Mapping[str, bool]
    """True taken back or not accepted (撤诉, 作废, 不予受理), False says nothing of the verdict."""
    withdrawn: Verdict
    """What such a state makes of a complaint whose verdict does not say otherwise."""
    roles: Mapping[str, Post]
    areas: Mapping[str, bool]
    issuers: Mapping[str, bool]
    """Who issued a measure: True the bureau, False the unit itself."""
    unit_prefixes: tuple[str, ...]
    unit_endings: Mapping[str, str]

    def completed(self, later: Words) -> Words:
        """The same, with the words that only a later policy knows, in its meaning."""
        added = {word for word in later.by_responsibility if word not in self.verdicts}
        return Words(
            ratings={**later.ratings, **self.ratings},
            standard_ratings=self.standard_ratings,
            three_keys=self.three_keys,
            verdicts={**later.verdicts, **self.verdicts},
            by_responsibility=self.by_responsibility | added,
            responsibilities={**later.responsibilities, **self.responsibilities},
            severities={**later.severities, **self.severities},
            kinds={**later.kinds, **self.kinds},
            states={**later.states, **self.states},
            withdrawn=self.withdrawn,
            roles={**later.roles, **self.roles},
            areas={**later.areas, **self.areas},
            issuers={**later.issuers, **self.issuers},
            unit_prefixes=tuple(dict.fromkeys((*self.unit_prefixes, *later.unit_prefixes))),
            unit_endings={**later.unit_endings, **self.unit_endings},
        )


@dataclass(frozen=True, slots=True)
class ClauseNote:
    """A clause, what it asks, how zlts deals with it (`rule`, `report` …) and why."""

    clause: str
    what: str
    how: str
    why: str


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a silence, in words, and what makes it so.

    That is the setting's `value`; of a vocabulary instead the `words` that move to the setting's list.
    """

    say: str
    setting: str
    value: Any = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A silence of the notice: the question, the reading chosen, the reason, the setting.

    There are alternatives, or `only` says why there is no other reading to choose from.
    """

    id: str
    clause: str
    question: str
    choice: str
    why: str
    setting: str
    alternatives: tuple[Alternative, ...] = ()
    only: str = ""


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy file; applies from `effective_from` until another is adopted."""

    name: str
    effective_from: date
    bureau: Bureau
    titles: Titles
    rate: RateRule
    complaint: ComplaintRule
    escalation: EscalationRule
    serious: SeriousRule
    inspection: InspectionRule
    filing: FilingRule
    business: BusinessRule
    ranking: RankingRule
    awards: AwardRule
    assistance: AssistanceRule
    anomalies: AnomalyRule
    words: Words
    manual_clause: str
    carrying_out_days: int
    bar_holds: BarHolds
    """六(七): how long a bar from awards and promotion holds."""
    objection_days: int
    """So many days after an entry was posted an objection to it is in time."""
    base_score: int
    score_counts: ScoreCounts
    earliest_year: int
    clauses: tuple[ClauseNote, ...]
    readings: tuple[Reading, ...]
    settings: Mapping[str, Any]
    """The file's values by their keys, such as `rate.points`; its notes on clauses and readings left out."""
    source: str
    """The file's text, kept with the ledger."""
    remarks: tuple[str, ...] = ()
    """What of a file for an older program is the shipped policy's, or read no more: sentences without full stops."""

    def covers(self, day: date) -> bool:
        return day >= self.effective_from

    def on(self, day: date) -> Policy:
        """The policy of a day, where it is the only one: itself."""
        del day
        return self

    def covered_months(self, year: int) -> tuple[Month, ...]:
        """The months of that year which lie, in part at least, on or after the first day."""
        months = (Month(year, number) for number in range(1, 13))
        return tuple(month for month in months if self.covers(month.last_day))


class ByDay(Protocol):
    """What says which policy a day is read by: `Policies`, or a single policy."""

    def covers(self, day: date) -> bool:
        """Whether the day lies on or after the first policy's first day."""
        ...

    def on(self, day: date) -> Policy:
        """The policy of a day; of a day before all of them the first one."""
        ...


@dataclass(frozen=True, slots=True)
class Policies:
    """The policies of a ledger by their first day; each applies until the next one's first day.

    The words of each are completed: what it does not know itself is read by the first later one that knows it.
    """

    each: tuple[Policy, ...]

    @classmethod
    def of(cls, adopted: Iterable[Policy]) -> Policies:
        """From the policies in the order of adoption: of two with one first day the later adopted holds."""
        by_day = {policy.effective_from: policy for policy in adopted}
        completed: list[Policy] = []
        for day in sorted(by_day, reverse=True):
            own = by_day[day]
            words = own.words.completed(completed[-1].words) if completed else own.words
            completed.append(replace(own, words=words))
        return cls(tuple(reversed(completed)))

    @property
    def first_day(self) -> date:
        """Evidence before it has no effect."""
        return self.each[0].effective_from

    @property
    def first_days(self) -> tuple[date, ...]:
        """The days on which another policy begins, the first one's left out."""
        return tuple(policy.effective_from for policy in self.each[1:])

    def covers(self, day: date) -> bool:
        return day >= self.first_day

    def on(self, day: date) -> Policy:
        """The policy of a day; of a day before all of them the first one."""
        return next((policy for policy in reversed(self.each) if policy.covers(day)), self.each[0])

    def within(self, first: date, last: date) -> tuple[Policy, ...]:
        """The policies in force from a day to a day, both included."""
        begun = (policy for policy in self.each if first < policy.effective_from <= last)
        return (self.on(first), *begun)
