"""The plain frozen values everything else speaks in."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import compress

from zlts.periods import Month

# ---------------------------------------------------------------- where a row stands


@dataclass(frozen=True, order=True, slots=True)
class Place:
    """A row of an imported file: batch number, sheet name, row as Excel counts it (from 1)."""

    batch: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What keeps a row out: the column's heading, the value as found, the reason in Chinese.

    A complainant's name or phone never stands in `value`.
    """

    column: str
    value: str
    reason: str


class Precision(Enum):
    """How exactly a sheet gives its times.

    `OPEN`: all are date cells on the whole minute, which do not tell. `NOUGHTS`: all are written with the second :00.
    """

    SECOND = "second"
    MINUTE = "minute"
    OPEN = "open"
    NOUGHTS = "noughts"


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One data row as its file says it.

    `fields` maps a register's field codes to canonical text: dates `2013-05-06`, times
    `2013-05-06 09:10:11`, months `2013-05`, whole numbers `-2`, `""` for a blank cell, no key where the
    file has no such column. A cell that cannot be read keeps its text in `fields` and has a problem.
    """

    sheet: str
    row: int
    fields: Mapping[str, str]
    problems: tuple[Problem, ...] = ()

    def as_chunk(self) -> Chunk:
        """The same by columns, a single row without problems."""
        return Chunk(self.sheet, [self.row], {code: [text] for code, text in self.fields.items()})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Data rows of one sheet by columns: every cell was read, and none has a problem.

    `numbers` are the rows' own, as Excel counts them; `columns` maps field codes to texts, one a row.
    """

    sheet: str
    numbers: Sequence[int]
    columns: Mapping[str, Sequence[str]]

    def __len__(self) -> int:
        return len(self.numbers)

    def column(self, code: str) -> Sequence[str]:
        """What the rows say in a field; "" where the file has no such column."""
        return self.columns.get(code) or [""] * len(self)

    def fields(self, index: int) -> dict[str, str]:
        """What one row says."""
        return {code: texts[index] for code, texts in self.columns.items()}

    def without(self, indexes: Container[int]) -> Chunk:
        """The other rows."""
        kept = [index not in indexes for index in range(len(self))]
        columns = {code: list(compress(texts, kept)) for code, texts in self.columns.items()}
        return Chunk(self.sheet, list(compress(self.numbers, kept)), columns)

    def rows(self) -> Iterator[SaidRow]:
        """The same rows, one after the other."""
        for number, *values in zip(self.numbers, *self.columns.values(), strict=True):
            yield SaidRow(self.sheet, number, dict(zip(self.columns, values, strict=True)))


class Fate(StrEnum):
    """What became of a data row."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


class Register(StrEnum):
    """Kinds of files that code names one by one; all there are stand in `registers.catalogue`."""

    EVALUATIONS = "evaluations"
    COMPLAINTS = "complaints"
    INSPECTIONS = "inspections"
    MEASURES = "measures"
    ROSTER = "roster"
    FILINGS = "filings"
    BUSINESS = "business"


# ---------------------------------------------------------------- people


class Post(StrEnum):
    """The roles of a roster, by what the notice makes of them."""

    OFFICER = "officer"
    AUXILIARY = "auxiliary"
    UNIT_LEAD = "unit_lead"
    DEPUTY_LEAD = "deputy_lead"
    BUREAU_LEAD = "bureau_lead"
    GROUP_HEAD = "group_head"
    GROUP_DEPUTY = "group_deputy"
    GROUP_MEMBER = "group_member"

    @property
    def in_group(self) -> bool:
        """Of the leading group of 八(一), which is no window unit."""
        return self in (Post.GROUP_HEAD, Post.GROUP_DEPUTY, Post.GROUP_MEMBER)

    @property
    def at_window(self) -> bool:
        return self in (Post.OFFICER, Post.AUXILIARY)

    @property
    def leads(self) -> bool:
        """Whether it answers for a unit: its own leaders, and the bureau's leader contracted to it."""
        return self in (Post.UNIT_LEAD, Post.DEPUTY_LEAD, Post.BUREAU_LEAD)


@dataclass(frozen=True, order=True, slots=True)
class Person:
    """Someone on the roster; `key` tells two bearers of one name apart."""

    name: str
    badge: str = ""
    key: str = ""

    @property
    def label(self) -> str:
        return f"{self.name}({self.badge})" if self.badge else self.name


@dataclass(frozen=True, slots=True)
class Posting:
    """任职: a person in a role at a unit from a day to a day, both included; None is open."""

    unit: str
    post: Post
    person: Person
    window: str = ""
    evaluator: str = ""
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def overlaps(self, first: date, last: date) -> bool:
        return (self.since is None or self.since <= last) and (self.until is None or first <= self.until)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a row says of whose it is, in its own words."""

    unit: str = ""
    badge: str = ""
    name: str = ""
    window: str = ""
    evaluator: str = ""


# ---------------------------------------------------------------- rates


@dataclass(frozen=True, slots=True)
class Tally:
    """Evaluations of a person or unit over a time: whole counts, never a float."""

    counted: int = 0
    satisfied: int = 0
    unrated: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counted + other.counted, self.satisfied + other.satisfied, self.unrated + other.unrated)

    def __sub__(self, other: Tally) -> Tally:
        return Tally(self.counted - other.counted, self.satisfied - other.satisfied, self.unrated - other.unrated)

    @property
    def unsatisfied(self) -> int:
        return self.counted - self.satisfied

    @property
    def rate(self) -> Fraction | None:
        """满意率 as a fraction of 1; None when nothing counted."""
        return Fraction(self.satisfied, self.counted) if self.counted else None

    @property
    def percent(self) -> str | None:
        """满意率 with two decimals, cut, never rounded up (readings: Rates): 94.999 % reads 94.99%."""
        return cut_percent(self.satisfied, self.counted) if self.counted else None


def cut_percent(part: int, whole: int) -> str:
    """`part / whole` as a percentage with two decimals, cut."""
    hundredths = 10000 * part // whole
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


@dataclass(frozen=True, slots=True)
class PlacedPress:
    """An evaluation and the row that says it; window and evaluator are blank where its row names none."""

    time: str
    rating: str
    window: str
    evaluator: str
    place: Place


# ---------------------------------------------------------------- evidence, as the rules see it


class Verdict(StrEnum):
    SUSTAINED = "sustained"
    NOT_SUSTAINED = "not_sustained"
    PENDING = "pending"


def weightiest(verdicts: Iterable[Verdict]) -> Verdict:
    """What several findings come to: sustained if one of them is, else pending if one is."""
    found = set(verdicts)
    return next(one for one in (Verdict.SUSTAINED, Verdict.PENDING, Verdict.NOT_SUSTAINED) if one in found)


@dataclass(frozen=True, slots=True)
class OfficerMonth:
    """An officer's evaluations in one month, over all units; `unit` is where most counted ones were."""

    person: Person
    auxiliary: bool
    month: Month
    unit: str
    tally: Tally
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerVerdict:
    """What a complaint's register found of one person (or, without one, of a unit alone)."""

    person: Person | None
    auxiliary: bool
    unit: str
    verdict: Verdict
    word: str
    decided: date | None
    serious: bool

    @property
    def alike(self) -> tuple[object, ...]:
        """What two findings share that are one as far as the rules go."""
        return (self.unit, self.verdict, self.decided, self.serious)


@dataclass(frozen=True, slots=True)
class Complaint:
    """A grievance as its register's latest version has it.

    Where not all whom it names share one finding, `own` has a finding for each of them, and the fields
    of the whole say: all its people, the first finding's unit, sustained if one of the findings is, else
    pending if one is.
    """

    key: str
    number: str
    received: date
    unit: str
    officers: tuple[Person, ...]
    auxiliaries: tuple[Person, ...]
    verdict: Verdict
    verdict_word: str
    verdict_date: date | None
    serious: bool
    merged_into: str = ""
    merge_adrift: str = ""
    """The 并案编号 of one that stands on its own all the same, since it leads to no other grievance."""
    channel: str = ""
    category: str = ""
    content: str = ""
    places: tuple[Place, ...] = ()
    complainant: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    own: tuple[OfficerVerdict, ...] = ()
    beside: tuple[Person, ...] = ()
    """Of a part of a complaint: the officers whom only the whole names."""

    @property
    def sustained(self) -> bool:
        """有效投诉, and not merged into another."""
        return self.verdict is Verdict.SUSTAINED and not self.merged_into

    @property
    def pending(self) -> bool:
        """Whether nobody has decided it yet, be it for one of its officers only."""
        return any(part.verdict is Verdict.PENDING for part in self.parts)

    @property
    def label(self) -> str:
        return self.number or f"{self.received} {self.unit}"

    @property
    def units(self) -> tuple[str, ...]:
        """The units it is about, the whole's first."""
        return tuple(dict.fromkeys((self.unit, *(one.unit for one in self.own))))

    @property
    def effect_day(self) -> date:
        """The verdict's day, or the receipt's where the verdict bears no date."""
        return self.verdict_date or self.received

    @property
    def effect_month(self) -> Month:
        """The verdict's month, or December of the year of receipt where it came in a later year."""
        month = Month.of(self.effect_day)
        return month if month.year == self.received.year else Month(self.received.year, 12)

    @property
    def parts(self) -> tuple[Complaint, ...]:
        """One complaint for each different finding; the complaint itself where there is only one."""
        alike: dict[tuple[object, ...], list[OfficerVerdict]] = {}
        for one in self.own:
            alike.setdefault(one.alike, []).append(one)
        return tuple(self.resting_on(group) for group in alike.values()) or (self,)

    @property
    def blamed(self) -> tuple[Person, ...]:
        """Its people found at fault."""
        sustained = (one for one in self.parts if one.verdict is Verdict.SUSTAINED)
        return tuple(dict.fromkeys(who for one in sustained for who in (*one.officers, *one.auxiliaries)))

    def lost_in(self, into: Complaint) -> tuple[Person, ...]:
        """Its people found at fault whom the complaint that it is merged into does not find at fault."""
        return tuple(person for person in self.blamed if person not in into.blamed)

    def lost_words(self, into: Complaint) -> str:
        """What is lost in the complaint that it is merged into, in words; "" where nothing is."""
        if lost := self.lost_in(into):
            names = "、".join(person.name for person in lost)
            named = any(person in (*into.officers, *into.auxiliaries) for person in lost)
            told = f"并入的 {into.label} 却没有认定{names}有效" if named else f"并入的 {into.label} 里却没有{names}"
            return f"投诉 {self.label} 认定{names}有效，{told}"
        if self.verdict is Verdict.SUSTAINED and into.verdict is not Verdict.SUSTAINED:
            return f"投诉 {self.label} 已认定有效，并入的 {into.label} 却没有认定有效"
        return ""

    def only(self, parts: Sequence[Complaint]) -> Complaint:
        """The complaint as these parts of it say it: their people, units and findings, and no other."""
        said = [(part.unit, part.verdict, part.verdict_date, part.serious) for part in parts]
        return self.resting_on([one for one in self.own if one.alike in said]) if self.own else self

    def resting_on(self, findings: Sequence[OfficerVerdict]) -> Complaint:
        """The complaint with these findings and no others: at least one."""
        verdict = weightiest(one.verdict for one in findings)
        telling = [one for one in findings if one.verdict is verdict]
        officers = tuple(one.person for one in findings if one.person and not one.auxiliary)
        return replace(
            self,
            unit=findings[0].unit,
            officers=officers,
            auxiliaries=tuple(one.person for one in findings if one.person and one.auxiliary),
            verdict=verdict,
            verdict_word="、".join(dict.fromkeys(one.word for one in findings if one.word)),
            verdict_date=min((one.decided for one in telling if one.decided), default=None),
            serious=any(one.serious for one in telling),
            own=tuple(findings) if len({one.alike for one in findings}) > 1 else (),
            beside=tuple(person for person in self.officers if person not in officers),
        )


@dataclass(frozen=True, slots=True)
class Opinion:
    """Praise, thanks, a question, a request or advice in a register of matters: counted, and without effect."""

    key: str
    number: str
    received: date
    kind: str
    channel: str
    place: Place


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A version of a complaint that changed what had been found, in words: of whom, from what to what, and where."""

    key: str
    label: str
    received: date
    who: str
    was: str
    now: str
    place: Place
    decided: bool
    """Whether something had been decided before: not the first verdict of one that was pending."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A complaint that a later export of its register lacks: kept all the same."""

    key: str
    label: str
    received: date
    batch: int
    """The export that lacks it."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """A row of the inspections' register; `points` is 0 where it gives none."""

    key: str
    day: date
    unit: str
    person: Person | None
    auxiliary: bool
    kind: str
    item: str
    finding: str
    points: int
    serious: bool
    place: Place
    due: str = ""
    """整改期限 and 整改情况 as the register has them."""
    rectified: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure issued outside the rules (manual), by the bureau or by a unit itself."""

    key: str
    day: date
    unit: str
    person: Person
    post: Post
    kind: Kind
    reason: str
    place: Place
    issuer: str = ""
    """The unit that issued it itself; empty where the bureau did."""
    id: int = 0
    """Its row's number, by which `zlts count` names it."""
    separate: bool = False
    """A person has said (`zlts count`) that it is a measure of its own."""


@dataclass(frozen=True, slots=True)
class Filing:
    """七(一): what a unit had to file, by when, and when it did; `month` is a nil return's, None of anything else."""

    unit: str
    what: str
    due: date | None
    filed: date | None
    place: Place
    month: Month | None = None


# ---------------------------------------------------------------- entries


class Kind(StrEnum):
    """Kinds of entries; the first three measures are the 三项制度."""

    REMINDER = "打招呼"
    TALK = "谈话"
    ADMONISHMENT = "告诫"
    DEDUCTION = "扣分"
    NO_AWARDS = "取消评先评优"
    INSPECTION_MINUS = "检查扣分"
    INSPECTION_PLUS = "检查加分"
    NO_PROMOTION = "不得提拔任用"
    TRANSFER = "调整到农村派出所"
    ACCOUNTABILITY = "追究责任"


MEASURES = (Kind.REMINDER, Kind.TALK, Kind.ADMONISHMENT)


class Role(StrEnum):
    """In which role an entry touches its person; `unit` bears no person."""

    OFFICER = "officer"
    UNIT_LEAD = "unit_lead"
    BUREAU_LEAD = "bureau_lead"
    UNIT = "unit"


class Rule(StrEnum):
    RATE = "rate"
    COMPLAINT = "complaint"
    INSPECTION = "inspection"
    MANUAL = "manual"
    SERIOUS = "serious"
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Cause:
    """Why an entry is: no entry can be made without one.

    `matter` names what the entry is about, the same for its successor after a reversal; `material` is
    the evidence whose change takes the entry back (readings: Ledger).
    """

    rule: Rule
    clause: str
    reason: str
    matter: str
    material: str
    evidence: tuple[Place, ...]

    def __post_init__(self) -> None:
        if not (self.clause and self.reason and self.matter and self.evidence):
            raise ValueError(f"an entry without clause, reason, matter or evidence: {self.matter}")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the rules derive: to be posted to the ledger. Points are whole, 0 for measures."""

    month: Month
    day: date
    person: Person | None
    unit: str
    role: Role
    kind: Kind
    points: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """An entry as it stands in the ledger."""

    id: int
    entry: Entry
    run: int
    posted_at: str
    reverses: int | None = None
    reversed_by: int | None = None

    @property
    def active(self) -> bool:
        return self.reverses is None and self.reversed_by is None


class ObjectionState(StrEnum):
    """What has become of an officer's objection to an entry."""

    OPEN = "open"
    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Gap:
    """Something the pass found that needs a person; `about` are facts for machines."""

    reason: str
    about: Mapping[str, str] = field(default_factory=dict)
