"""What the bulletins and the award proposal say, a frozen value for each kind of line.

Tables, letters, figures and decisions are made from these values; JSON has their fields as its keys, in their order
(`to_json`), so that a field's name and place are a part of the contract (readings: Machines). A `percent` is a text
such as 94.99%, None where nothing counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum, StrEnum
from typing import Any

from zlts.model import Kind, ObjectionState, Role, Rule, Tally
from zlts.periods import Month, Period
from zlts.reports import Report, Rows

OPTIONAL = {"optional": True}
"""The metadata of a field that JSON leaves out where it is None."""
INLINE = {"inline": True}
"""The metadata of a field whose value's keys stand among the others."""


def to_json(value: Any) -> Any:
    """Facts as JSON has them: a frozen value as an object, its fields as the keys in their order.

    A field named for a Python word, with an underscore behind it, loses that. A tally has its rate beside the counts;
    months, periods and days stand as they print, an enumeration by its value, `Rows` as they are.
    """
    if isinstance(value, Tally):
        counts = {key: getattr(value, key) for key in ("counted", "satisfied", "unrated")}
        return {**counts, "percent": value.percent}
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (Month, Period, date)):
        return str(value)
    if is_dataclass(value) and not isinstance(value, Rows):
        return dict(_keys(value))
    return [to_json(item) for item in value] if isinstance(value, (list, tuple)) else value


def _keys(value: Any) -> Iterator[tuple[str, Any]]:
    for one in fields(value):
        item = getattr(value, one.name)
        if one.metadata.get("inline"):
            yield from to_json(item).items()
        elif item is not None or not one.metadata.get("optional"):
            yield one.name.removesuffix("_"), to_json(item)


# ---------------------------------------------------------------- what several reports say


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the ledger; `points` may be negative."""

    id: int
    month: Month
    person: str | None
    badge: str | None
    unit: str
    role: Role
    kind: Kind
    points: int
    rule: Rule
    clause: str
    reason: str
    evidence: Rows
    status: str
    """active or reversed."""
    day: date
    reverses: int | None = field(default=None, metadata=OPTIONAL)
    """The entry that this one takes back."""
    reversed_by: int | None = field(default=None, metadata=OPTIONAL)
    why: str | None = field(default=None, metadata=OPTIONAL)
    """Of an entry that a pass takes back: why it fell."""


@dataclass(frozen=True, slots=True)
class GroundlessLine:
    """A carried out measure whose entry has fallen; `entry` is the reversed one's number."""

    measure: int
    date: date
    unit: str
    person: str
    badge: str
    kind: Kind
    reason: str
    entry: int
    recorded_done: bool
    state: str
    evidence: Rows


@dataclass(frozen=True, slots=True)
class LedgerFacts:
    """The entries of a year, and the carried out measures whose entries have fallen."""

    year: int
    entries: tuple[EntryLine, ...]
    ground_taken_back: tuple[GroundlessLine, ...]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """An officer's evaluations in a month."""

    month: Month
    tally: Tally = field(metadata=INLINE)


@dataclass(frozen=True, slots=True)
class UnsatisfiedLine:
    """An evaluation that is not satisfied, or that nobody made, and its row; where that names none, no window."""

    time: str
    rating: str
    batch: int
    file: str
    sheet: str
    row: int
    month: Month
    window: str
    evaluator: str


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """A month, or a window's part of it, that is known by a summary only: nobody knows the single presses."""

    unit: str
    tally: Tally = field(metadata=INLINE)
    unsatisfied: int
    batch: int
    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class LowMonth:
    """A month that entries deduct for, or that is below the floor: the evaluations as an officer, voided ones not.

    Of the unsatisfied ones `single` are known one by one, the rest by `summaries`. `more_satisfied` is the least
    number of further satisfied evaluations that would have reached the floor, `had_been_satisfied` how many of the
    unsatisfied ones would have had to be satisfied; 0 where the evidence is no longer below it.
    """

    month: Month
    tally: Tally = field(metadata=INLINE)
    floor: str
    below_floor: bool
    single: int
    summaries: tuple[SummaryLine, ...]
    more_satisfied: int | None
    had_been_satisfied: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ComplaintLine:
    """A complaint that names the officer, whether it counts as his and why; `entries` are his that it led to.

    `content` is what the register says happened, without who complained.
    """

    number: str
    received: date
    unit: str
    channel: str
    category: str
    content: str
    state: str
    verdict: str
    verdict_date: date | None
    responsibility: str
    severity: str
    merged_into: str
    counts: bool
    why: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """What an entry orders, and what has become of it: carried out, waived, or open."""

    entry: int
    month: Month
    kind: Kind
    state: str
    day: str
    by: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class CountLine:
    """六(七): how many measures of a kind count towards the leaders in the year, and how many are enough."""

    kind: Kind
    count: int
    limit: int
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """An entry upon a leader, from which officers' matters it came, and their entries that it rests on."""

    entry: int
    month: Month
    leader: str
    role: Role
    unit: str
    kind: Kind
    clause: str
    reason: str
    officers: tuple[str, ...]
    rests_on: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OtherwiseLine:
    """What would have had to be different, so that these entries had not been posted."""

    entries: tuple[int, ...]
    what: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in the notice's own words."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class OfficerYear:
    """An officer's year; `missing` are months of which data of a unit where the officer was posted have not come.

    `unrated` are the rows of low months in which nobody rated. Of one who only leads `score` is None, and nothing
    stands in what evaluations and complaints tell. `leaders` are the entries upon leaders that rest on the person's
    matters, or that are the leader's own.
    """

    year: int
    officer: str
    badge: str
    score: int | None
    months: tuple[MonthLine, ...]
    missing: tuple[Month, ...]
    entries: tuple[EntryLine, ...]
    ground_taken_back: tuple[GroundlessLine, ...]
    unsatisfied: tuple[UnsatisfiedLine, ...]
    unrated: tuple[UnsatisfiedLine, ...]
    units: tuple[str, ...]
    low_months: tuple[LowMonth, ...]
    complaints: tuple[ComplaintLine, ...]
    measures: tuple[MeasureLine, ...]
    counts: tuple[CountLine, ...]
    leaders: tuple[LeaderLine, ...]
    objections: tuple[ObjectionLine, ...]
    otherwise: tuple[OtherwiseLine, ...]
    clauses: tuple[ClauseLine, ...]


@dataclass(frozen=True, slots=True)
class RateLine:
    """An officer's rate of the month that a pass is about; `served` are the units where he was in it."""

    unit: str
    officer: str
    badge: str
    month: Month
    tally: Tally = field(metadata=INLINE)
    below_floor: bool
    meets_target: bool
    served: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PassFacts:
    """What a pass did; `problems` are what needs a person, each with its reason and what it is about.

    `first_time` are the months that no pass had run through before.
    """

    month: Month
    through: Month
    first_time: tuple[Month, ...]
    rates: tuple[RateLine, ...]
    posted: tuple[EntryLine, ...]
    reversed: tuple[EntryLine, ...]
    problems: tuple[Mapping[str, str], ...]
    missing: Mapping[str, tuple[Month, ...]]


@dataclass(frozen=True, slots=True)
class OfficerLine:
    """An officer's evaluations over a period; `note` is what a leader must see beside the rate.

    `served` are the units of his, in a bulletin of one month.
    """

    unit: str
    officer: str
    badge: str
    tally: Tally = field(metadata=INLINE)
    note: str
    served: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HelpLine:
    """What an officer is to be told in good time."""

    unit: str
    officer: str
    badge: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A suspected self-evaluation, numbered as `zlts void --finding` takes it.

    `tally` is the officer's in the month with what is voided of the finding, `without` the same without the finding.
    """

    number: int
    pattern: str
    kind: str
    unit: str
    officer: str
    badge: str
    evaluator: str
    from_: str
    to: str
    presses: int
    weekend: int
    what: str
    chance: str
    model: str
    tally: Tally = field(metadata=INLINE)
    without: Tally
    rows: Rows
    voided: int
    state: str
    cleared: str
    """Why it was found innocent; "" where it was not."""

    @property
    def is_open(self) -> bool:
        """Whether a person still has to look at it."""
        return self.voided < self.presses and not self.cleared


@dataclass(frozen=True, slots=True)
class FindingToRectify:
    """What an inspection found and whether it was put right; `id` as `zlts done` takes it, `said` the register's."""

    id: str
    day: date
    unit: str
    officer: str
    item: str
    finding: str
    due: str
    said: str
    done_on: str
    by: str
    document: str
    state: str


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A record of the journal in words; `at` is the clerk's time with its zone."""

    seq: int
    at: str
    actor: str
    host: str
    version: str
    action: str
    what: str
    why: str


@dataclass(frozen=True, slots=True)
class JournalFacts:
    """The journal, from some day on."""

    records: tuple[JournalLine, ...]


@dataclass(frozen=True, slots=True)
class FindingsFacts:
    """A year's findings of inspections."""

    year: int
    findings: tuple[FindingToRectify, ...]


@dataclass(frozen=True, slots=True)
class OrderedMeasure:
    """One of the 三项制度 as ordered, or as a register says that it was held, and its carrying out."""

    id: int
    month: Month
    person: str | None
    badge: str | None
    unit: str
    role: Role
    kind: Kind
    clause: str
    reason: str
    done_on: str
    by: str
    document: str
    state: str


@dataclass(frozen=True, slots=True)
class MeasuresFacts:
    """A year's 三项制度, and how many of them were carried out."""

    year: int
    ordered: int
    done: int
    measures: tuple[OrderedMeasure, ...]


@dataclass(frozen=True, slots=True)
class VoidedLine:
    """An evaluation that a person has voided; `place` as `zlts void` takes it."""

    unit: str
    officer: str
    time: str
    rating: str
    place: str
    reason: str
    decided_at: str
    state: str


@dataclass(frozen=True, slots=True)
class AnomalyFacts:
    """A month's suspected self-evaluation, and what was voided in it."""

    month: Period
    anomalies: tuple[FindingLine, ...]
    voided: tuple[VoidedLine, ...]


@dataclass(frozen=True, slots=True)
class FigureCorrection:
    """What an issued bulletin said of a unit or an officer, and what holds now: only the figures that differ."""

    number: str
    period: str
    unit: str
    officer: str
    badge: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    reason: str


@dataclass(frozen=True, slots=True)
class ComplaintTotals:
    """How many complaints there are over all units: one that concerns several units is one."""

    received_complaints: int
    sustained_complaints: int
    pending_complaints: int


@dataclass(frozen=True, slots=True)
class PassDue:
    """A year whose evidence no longer says what its ledger says: how many entries a pass would change."""

    through: Month
    post: int
    reverse: int

    @property
    def words(self) -> str:
        """That the year is to be assessed again."""
        return f"{self.through.year} 年有新的证据或认定，请再评定"

    @property
    def command(self) -> str:
        """The line to type."""
        return f"zlts assess {self.through}"

    @property
    def sentence(self) -> str:
        """Both, with what a pass would change."""
        return f"{self.words}：{self.command}（将新登记 {self.post} 条，撤销 {self.reverse} 条）"


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An officer's objection to an entry, by the number that the entry bears now.

    `stands`: whether the entry is in force; `late`: whether the objection came after its days; `days_left`: how many
    of these there are still, for an open one; `posted_on`: the first day on which the entry or one before it stood.
    """

    entry: int
    month: Month
    unit: str
    person: str | None
    badge: str | None
    kind: Kind
    day: date
    late: bool
    text: str
    state: ObjectionState
    decided_on: date | None
    document: str
    stands: bool
    days_left: int | None
    posted_on: date


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken in: its names, the unit and month that these say, the day and why."""

    file: str
    folder: str
    unit: str
    month: Month | None
    day: date
    reason: str


@dataclass(frozen=True, slots=True)
class DueLine:
    """A thing that is due: of what kind, how urgent, in a few words, and the line to type.

    `urgency` is pressing, now, waiting or soon; `about` are the months, periods, numbers or places it is about.
    """

    what: str
    urgency: str
    words: str
    command: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwedLine:
    """What a unit still has to send; `month` is None for its plan, `sent` says that rows of it wait in quarantine."""

    unit: str
    month: Month | None
    what: str
    sent: bool


@dataclass(frozen=True, slots=True)
class MissingFacts:
    """What the units still have to send, and the text to all of them."""

    year: int
    missing: tuple[OwedLine, ...]
    text: str


@dataclass(frozen=True, slots=True)
class IssuedLine:
    """A bulletin as issued, and what became of it; `kind` is monthly, quarterly or annual.

    `superseded_by` is a later one of the same period, `corrected_in` are later ones that correct it, `to_correct`:
    it says what no longer holds and no later one has told.
    """

    number: str
    kind: str
    period: Period
    issued_at: str
    by: str
    withdrawn_at: str | None
    superseded_by: str
    corrected_in: tuple[str, ...]
    to_correct: bool


@dataclass(frozen=True, slots=True)
class LackingLine:
    """A finished period of which no bulletin stands."""

    kind: str
    period: Period


@dataclass(frozen=True, slots=True)
class IssuedFacts:
    """The bulletins that were issued, and the finished periods without one."""

    issued: tuple[IssuedLine, ...]
    lacking: tuple[LackingLine, ...]


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """How far a year is."""

    year: int
    batches: int
    assessed_through: Month | None
    backups: str
    passes_due: tuple[PassDue, ...]
    unassessed: tuple[Month, ...]
    missing: Mapping[str, list[str]]
    units_expected: int
    units_reported: int
    nothing_in: bool
    refused_files: tuple[RefusedFile, ...]
    quarantined: int
    set_aside: int
    pending_complaints: tuple[str, ...]
    pending_text: str
    verdict_changes: tuple[str, ...]
    missing_complaints: tuple[str, ...]
    outstanding: int
    objections: tuple[ObjectionLine, ...]
    overlapping_postings: tuple[tuple[str, str], ...]
    overdue_findings: tuple[FindingToRectify, ...]
    early_help: tuple[HelpLine, ...]
    next: tuple[str, ...]
    due: tuple[DueLine, ...]


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A row in quarantine, and why it waits; `id` as `zlts set-aside` takes it."""

    id: str
    kind: str
    batch: int
    file: str
    sheet: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class SetAsideLine:
    """A row that is not to be used: what was wrong with it, and a person's reason."""

    id: str
    kind: str
    batch: int
    file: str
    sheet: str
    row: int
    problem: str
    reason: str
    decided_at: str


@dataclass(frozen=True, slots=True)
class QuarantineFacts:
    """The rows that wait, and those that wait no more as they are not to be used."""

    rows: tuple[WaitingLine, ...]
    set_aside: tuple[SetAsideLine, ...] = ()


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A file as imported once, and how many of its rows met which fate.

    `months` are those that its rows are of; `unit` is theirs, where they are all of one.
    """

    batch: int
    file: str
    folder: str
    months: tuple[Month, ...]
    unit: str
    kind: str
    rows: int
    accepted: int
    duplicates: int
    rejected: int
    ignored: int
    imported_at: str
    state: str


@dataclass(frozen=True, slots=True)
class BatchFacts:
    """What was imported."""

    batches: tuple[BatchLine, ...]


# ---------------------------------------------------------------- whose figures they are


@dataclass(frozen=True, slots=True)
class OtherSetting:
    """A setting with another value than in the shipped policy; both as text.

    A word of a vocabulary is a setting of its own, such as `ratings.一般`, its meaning the value. `shipped` is None
    for a word that only this policy knows, `value` for one that only the shipped policy knows. `reading` and
    `question` are of the reading that the setting belongs to, `says` and `shipped_says` what it reads in words, ""
    where there are none.
    """

    setting: str
    value: str | None
    shipped: str | None
    reading: str
    question: str
    says: str
    shipped_says: str


@dataclass(frozen=True, slots=True)
class PolicyUsed:
    """A policy in force in the period; `digest` is the sha256 of its file's text."""

    name: str
    effective_from: date
    digest: str
    differs: tuple[OtherSetting, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose figures these are, and what they stand on.

    `journal_head` is the last hash of the ledger's journal and `journal_length` how many records it has, before this
    report's own; `passes_behind` says whether a pass would post or reverse something.
    """

    bureau: str
    period: str
    policies: tuple[PolicyUsed, ...]
    journal_head: str
    journal_length: int
    program: str
    passes_behind: bool


# ---------------------------------------------------------------- the bulletins


@dataclass(frozen=True, slots=True)
class Before:
    """Figures of the period before, and how far those of this one have moved from them.

    `percent_change` is in percentage points, such as +1.88, None where one of the rates is missing; score and rank
    are those of a unit in a period that ranks.
    """

    period: Period
    percent: str | None
    percent_change: str | None
    received_complaints: int
    sustained_complaints: int
    sustained_change: int
    score: int | None
    score_change: int | None
    rank: int | None


@dataclass(frozen=True, slots=True)
class Reached:
    """The units that reached the contest's aims: every evaluation satisfied, no complaint; and those with both.

    `unsettled` have no sustained complaint, but some that nobody has decided.
    """

    full_satisfaction: tuple[str, ...]
    zero_complaints: tuple[str, ...]
    both: tuple[str, ...]
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """How a unit used its evaluators in a month; None and empty where only a summary or nothing tells of it.

    The percents are of all presses; hours are those that begin so, `busiest` and `quietest` their presses.
    """

    days_without_use: int | None
    weekdays_without_use: int | None
    pressed: int
    unrated_percent: str | None
    counted_percent: str | None
    busiest_hours: list[int]
    busiest: int | None
    quietest_hours: list[int]
    quietest: int | None
    silent: bool
    use: str


@dataclass(frozen=True, slots=True)
class BusinessLine:
    """六(三), 六(五), 六(六): how much business a unit or one of its officers did, and how much of it was evaluated.

    `officer` is "" on a unit's own line. `business` is what was done at the counter and `modes` what was done beyond
    it; `evaluations` are all presses of the months for which the business is known, rated or not.
    """

    unit: str
    officer: str
    business: int
    evaluations: int
    evaluated_percent: str | None
    modes: Mapping[str, int]
    more_evaluations: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit's evaluations and complaints in a month."""

    unit: str
    tally: Tally = field(metadata=INLINE)
    note: str
    received_complaints: int
    sustained_complaints: int
    pending_complaints: int
    use: Use = field(metadata=INLINE)
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class MonthlyFacts:
    """The bulletin of a month."""

    month: Period
    finished: bool
    missing: Mapping[str, list[str]]
    units_expected: int
    units_reported: int
    units: tuple[UnitLine, ...]
    totals: ComplaintTotals
    before: Before | None
    reached: Reached
    officers: tuple[OfficerLine, ...]
    entries: tuple[EntryLine, ...]
    early_help: tuple[HelpLine, ...]
    anomalies: tuple[FindingLine, ...]
    corrections: tuple[EntryLine, ...]
    business: tuple[BusinessLine, ...]
    figure_corrections: tuple[FigureCorrection, ...]
    objections: tuple[ObjectionLine, ...]
    findings: tuple[FindingToRectify, ...]
    basis: tuple[str, ...]
    source: Origin | None = field(default=None, metadata=OPTIONAL)


@dataclass(frozen=True, slots=True)
class WindowRate:
    """An officer's evaluations of a month at one unit's windows, and how far from 六(七)'s floor they are.

    `whole` is the officer's month over all units, where that is more. `needed`: how many satisfied evaluations a
    running month still lacks; None once it is over. `short`: percentage points below the floor, such as 1.23.
    """

    officer: str
    badge: str
    tally: Tally = field(metadata=INLINE)
    whole: Tally | None
    below_floor: bool
    needed: int | None
    short: str | None
    note: str


@dataclass(frozen=True, slots=True)
class WindowPress:
    """An evaluation at one unit's windows that is not satisfied, and its row."""

    time: str
    officer: str
    badge: str
    rating: str
    window: str
    evaluator: str
    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class UnitComplaint:
    """A complaint as far as it is about one unit; nothing of who complained."""

    number: str
    received: date
    officers: str
    channel: str
    category: str
    state: str


@dataclass(frozen=True, slots=True)
class UnitMeasure:
    """What the month brought a unit, its officers or its lead.

    `entry` is None of what a pass would post, whose `state` is 草稿.
    """

    entry: int | None
    person: str
    badge: str
    role: Role
    kind: Kind
    points: int
    rule: Rule
    clause: str
    reason: str
    state: str


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """One unit's month, for its lead to check and sign; no other unit is named.

    `draft`: the month runs or is not assessed, or a pass is behind the evidence. `from_summaries`: how many
    unsatisfied evaluations are known by a summary only. `owed`: what is still due from the unit, in sentences.
    """

    unit: str
    month: Month
    finished: bool
    draft: bool
    leads: tuple[str, ...]
    whole: Tally = field(metadata=INLINE)
    note: str
    officers: tuple[WindowRate, ...]
    unsatisfied: tuple[WindowPress, ...]
    from_summaries: int
    complaints: tuple[UnitComplaint, ...]
    measures: tuple[UnitMeasure, ...]
    owed: tuple[str, ...]
    basis: tuple[str, ...]
    source: Origin | None = field(default=None, metadata=OPTIONAL)


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A unit in the ranking of a quarter or a year; `assistance` says why it is to be helped, if it is."""

    rank: int | None
    """None where the policy ranks no unit without inspections."""
    unit: str
    score: int
    tally: Tally = field(metadata=INLINE)
    sustained_complaints: int
    pending_complaints: int
    inspection_points: int
    measures: Mapping[str, int]
    """The measures of the unit's officers, by kind."""
    assistance: tuple[str, ...]
    uninspected: bool
    """Whether there was no inspection in the quarter; of a year never."""
    before: Before | None = None


@dataclass(frozen=True, slots=True)
class QuarterlyFacts:
    """The bulletin of a quarter or of half a year."""

    quarter: Period
    finished: bool
    missing: Mapping[str, list[str]]
    units_expected: int
    units_reported: int
    units: tuple[RankedUnit, ...]
    totals: ComplaintTotals
    before: Before | None
    reached: Reached
    officers: tuple[OfficerLine, ...]
    corrections: tuple[EntryLine, ...]
    corrections_within: tuple[EntryLine, ...]
    business: tuple[BusinessLine, ...]
    figure_corrections: tuple[FigureCorrection, ...]
    objections: tuple[ObjectionLine, ...]
    findings: tuple[FindingToRectify, ...]
    uninspected: tuple[str, ...]
    basis: tuple[str, ...]
    source: Origin | None = field(default=None, metadata=OPTIONAL)


@dataclass(frozen=True, slots=True)
class ScoredOfficer:
    """An officer's year: the score, and in `made_of` the entries that made it."""

    unit: str
    officer: str
    badge: str
    score: int
    tally: Tally = field(metadata=INLINE)
    made_of: str
    note: str


@dataclass(frozen=True, slots=True)
class AnnualFacts:
    """The bulletin of a year."""

    year: int
    finished: bool
    missing: Mapping[str, list[str]]
    units_expected: int
    units_reported: int
    units: tuple[RankedUnit, ...]
    totals: ComplaintTotals
    before: Before | None
    reached: Reached
    officers: tuple[ScoredOfficer, ...]
    corrections: tuple[EntryLine, ...]
    corrections_within: tuple[EntryLine, ...]
    business: tuple[BusinessLine, ...]
    figure_corrections: tuple[FigureCorrection, ...]
    objections: tuple[ObjectionLine, ...]
    leaders: tuple[EntryLine, ...]
    basis: tuple[str, ...]
    source: Origin | None = field(default=None, metadata=OPTIONAL)


# ---------------------------------------------------------------- 六(八): the awards


@dataclass(frozen=True, slots=True)
class RankedOfficer:
    """An officer who takes part in the ranking."""

    rank: int
    unit: str
    officer: str
    badge: str
    score: int
    counted: int
    satisfied: int
    percent: str | None
    shortlisted: bool


@dataclass(frozen=True, slots=True)
class IneligibleOfficer:
    """An officer whom an entry bars from awards."""

    officer: str
    badge: str
    unit: str
    reason: str
    clause: str


@dataclass(frozen=True, slots=True)
class UnrankedOfficer:
    """An officer without counted evaluations."""

    officer: str
    badge: str
    unit: str


@dataclass(frozen=True, slots=True)
class AwardedOfficer:
    """An officer of the recorded decision, as the figures have him now; not shortlisted where they contradict it.

    `rank` and `score` are None where he is no longer ranked.
    """

    officer: str
    badge: str
    unit: str
    rank: int | None
    score: int | None
    tally: Tally = field(metadata=INLINE)
    shortlisted: bool
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """The December proposal, and the decision once it is recorded."""

    year: int
    ranking: tuple[RankedOfficer, ...]
    ineligible: tuple[IneligibleOfficer, ...]
    unranked: tuple[UnrankedOfficer, ...]
    decisions_needed: tuple[str, ...]
    missing: Mapping[str, list[str]]
    units_expected: int
    units_reported: int
    awarded: tuple[str, ...]
    decision: tuple[AwardedOfficer, ...]
    objections: tuple[ObjectionLine, ...]
    basis: tuple[str, ...]
    source: Origin | None = field(default=None, metadata=OPTIONAL)

    @property
    def shortlist(self) -> tuple[RankedOfficer, ...]:
        """Those from among whom the leading group chooses."""
        return tuple(one for one in self.ranking if one.shortlisted)


# ---------------------------------------------------------------- 六(七): who may not be honoured or promoted


class Fitness(StrEnum):
    """Whether somebody may be honoured or promoted on a day."""

    YES = "可以"
    NO = "不可以"
    UNSETTLED = "待评定"


@dataclass(frozen=True, slots=True)
class BarLine:
    """What bars an officer, or once did; `entry` is None of what no pass has posted.

    `until` is the last day on which it holds, None of a transfer, which holds until it is carried out. `state` says
    whether it holds on the day; `document` is that of the waiver, the objection or the carrying out.
    """

    entry: int | None
    kind: Kind
    month: Month
    day: date
    until: date | None
    unit: str
    clause: str
    reason: str
    state: str
    document: str
    evidence: Rows


@dataclass(frozen=True, slots=True)
class OfficerBars:
    """An officer on a day: may he be honoured, promoted, must he move, why, and what is not decided yet."""

    unit: str
    officer: str
    badge: str
    honour: Fitness
    promotion: Fitness
    transfer: bool
    bars: tuple[BarLine, ...]
    pending: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class EligibilityFacts:
    """Who is barred on a day, or what holds of those asked for; `behind` is what may still change it."""

    on: date
    asked: bool
    officers: tuple[OfficerBars, ...]
    behind: tuple[str, ...]
    basis: tuple[str, ...]


# ---------------------------------------------------------------- the public


@dataclass(frozen=True, slots=True)
class PublicUnit:
    """A unit's evaluations and, of a quarter or a year, its rank."""

    unit: str
    rank: int | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What of a bulletin the public may be told."""

    finished: bool
    units: tuple[PublicUnit, ...]
    sustained_complaints: int
    pending_complaints: int
    reported: tuple[int, int] | None
    """Where data are missing: how many units lack nothing, and how many were to report."""


def public_facts(report: Report) -> PublicFacts:
    """Those of a bulletin of today or of one issued before, of which only the JSON is kept.

    One issued before the totals were known adds its units' up, and is of all units.
    """
    said = report.machine
    lines: list[Mapping[str, Any]] = said["units"]
    totals: Mapping[str, int] = said.get("totals", {})
    sustained, pending = (
        totals.get(key, sum(line[key] for line in lines)) for key in ("sustained_complaints", "pending_complaints")
    )
    units = (PublicUnit(one["unit"], one.get("rank"), Tally(one["counted"], one["satisfied"])) for one in lines)
    reported = (said["units_reported"], said["units_expected"]) if said.get("missing") else None
    return PublicFacts(said.get("finished", True), tuple(units), sustained, pending, reported)
