"""The contest written a second time, from the specification alone, as plainly as it can be.

Everything here is a list of small records whose bearer is already known (reading files is `years.py`' affair).
It is slow, shares no line with the program, and exists to be compared with it.
"""

from __future__ import annotations

import calendar
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple, TypedDict

FIRST_DAY = date(2013, 3, 1)
SATISFIED = {"非常满意", "满意", "基本满意"}
UNSATISFIED = {"一般", "不满意", "非常不满意"}
SUSTAINED = {"有效", "属实", "基本属实", "有责"}
NOT_SUSTAINED = {"无效", "不属实", "查无实据", "查否", "无责"}
RESPONSIBLE = {"有责", "主要责任", "次要责任", "部分责任"}
SERIOUS = {"严重", "特别严重", "重大"}
LIMITS = {"打招呼": 3, "谈话": 2, "告诫": 1}


class Who(NamedTuple):
    """A person: namesakes differ by badge."""

    name: str
    badge: str


class Posting(TypedDict):
    unit: str
    urban: bool
    who: Who
    role: str  # officer, auxiliary, unit_lead, bureau_lead
    window: str
    evaluator: str
    since: date | None
    until: date | None


class Press(TypedDict):
    who: Who
    unit: str
    rating: str
    time: datetime
    serial: str


class Summary(TypedDict):
    who: Who
    unit: str
    month: str
    ratings: dict[str, int]


class Complaint(TypedDict):
    key: int  # which complaint it is; its versions share it
    number: str
    received: date
    unit: str
    officers: list[Who]
    text: str
    verdict: str
    responsibility: str
    verdict_date: date | None
    severity: str
    merged: str
    own: dict[Who, tuple[str, str, date | None, str]]  # verdict, responsibility, day and severity of one officer


class Inspection(TypedDict):
    day: date
    unit: str
    who: Who | None
    kind: str
    item: str
    finding: str
    points: int
    severity: str


class Measure(TypedDict):
    day: date
    unit: str
    who: Who
    kind: str
    reason: str
    issuer: str  # who issued it: a unit's name, or the bureau


class Facts(TypedDict):
    roster: list[Posting]
    presses: list[Press]
    summaries: list[Summary]
    complaints: list[Complaint]  # versions, in the order of import
    inspections: list[Inspection]
    measures: list[Measure]


class Entry(NamedTuple):
    month: str
    day: date
    order: int  # rate, complaint, inspection, manual, serious, escalation
    who: Who | None
    unit: str
    role: str
    kind: str
    points: int
    rule: str
    issuer: str = ""  # of a manual entry: the unit that issued it itself


class Tally(NamedTuple):
    counted: int
    satisfied: int
    unrated: int

    @property
    def rate(self) -> Fraction:
        """The exact rate; nothing counted is below every rate."""
        return Fraction(self.satisfied, self.counted) if self.counted else Fraction(-1)


class UnitRow(NamedTuple):
    rank: int
    unit: str
    score: int
    sustained: int
    counted: int
    satisfied: int
    measures: tuple[int, int, int]


class AwardRow(NamedTuple):
    rank: int
    who: Who
    unit: str
    score: int
    counted: int
    satisfied: int


def month_of(day: date) -> str:
    return f"{day:%Y-%m}"


def last_day(month: str) -> date:
    year, number = map(int, month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])


def first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def covers(posting: Posting, day: date) -> bool:
    return (posting["since"] or date.min) <= day <= (posting["until"] or date.max)


def overlaps(posting: Posting, first: date, last: date) -> bool:
    return (posting["since"] or date.min) <= last and first <= (posting["until"] or date.max)


def role_on(facts: Facts, who: Who, unit: str, day: date) -> str:
    """In what role he was at the unit that day, or when he last was before."""
    posted = [p for p in facts["roster"] if (p["who"], p["unit"]) == (who, unit)]
    before = [p for p in posted if (p["since"] or date.min) <= day]
    return max(before, key=lambda p: p["since"] or date.min)["role"]


def is_officer(facts: Facts, who: Who, unit: str, day: date) -> bool:
    """Auxiliaries have no measures."""
    return role_on(facts, who, unit, day) == "officer"


def is_urban(facts: Facts, unit: str) -> bool:
    return any(p["urban"] for p in facts["roster"] if p["unit"] == unit)


# ------------------------------------------------------------------ evaluations


def tallies(facts: Facts) -> dict[tuple[Who, str, str], Tally]:
    """Officer, unit and month -> what was pressed, from the policy's first day."""
    words: dict[tuple[Who, str, str], Counter[str]] = defaultdict(Counter)
    for press in facts["presses"]:
        words[press["who"], press["unit"], month_of(press["time"])][press["rating"]] += 1
    for row in facts["summaries"]:
        words[row["who"], row["unit"], row["month"]].update(row["ratings"])
    return {key: tally(count) for key, count in words.items() if first_day(key[2]) >= FIRST_DAY}


def tally(words: Counter[str]) -> Tally:
    satisfied = sum(words[word] for word in SATISFIED)
    counted = satisfied + sum(words[word] for word in UNSATISFIED)
    return Tally(counted, satisfied, words.total() - counted)


def add_up(some: Iterable[Tally]) -> Tally:
    every = list(some)
    return Tally(sum(t.counted for t in every), sum(t.satisfied for t in every), sum(t.unrated for t in every))


def monthly(facts: Facts) -> dict[tuple[Who, str], Tally]:
    """Officer and month, across units."""
    found = tallies(facts)
    return {
        (who, month): add_up(t for key, t in found.items() if (key[0], key[2]) == (who, month))
        for who, _, month in found
    }


def main_unit(facts: Facts, who: Who, month: str) -> str:
    """Where most was counted; equal: the later posting's."""

    def later(unit: str) -> date:
        return max(
            p["since"] or date.min
            for p in facts["roster"]
            if p["who"] == who and p["unit"] == unit and overlaps(p, first_day(month), last_day(month))
        )

    counted = {unit: t.counted for (w, unit, m), t in tallies(facts).items() if (w, m) == (who, month)}
    return max(counted, key=lambda unit: (counted[unit], later(unit)))


def rate_entries(facts: Facts) -> list[Entry]:
    entries = []
    for (who, month), tally in monthly(facts).items():
        if not tally.counted or tally.rate >= Fraction(95, 100):
            continue
        unit = main_unit(facts, who, month)
        if is_officer(facts, who, unit, last_day(month)):
            for kind, points in (("扣分", -10), ("打招呼", 0)):
                entries.append(Entry(month, last_day(month), 1, who, unit, "officer", kind, points, "rate"))
    return entries


# ------------------------------------------------------------------ complaints


def sustained(complaint: Complaint) -> bool:
    verdict, responsibility = complaint["verdict"], complaint["responsibility"]
    if verdict == "部分属实":
        return responsibility in RESPONSIBLE
    return verdict in SUSTAINED and responsibility != "无责"


def decided_on(complaint: Complaint) -> date:
    return complaint["verdict_date"] or complaint["received"]


def effect_month(complaint: Complaint) -> str:
    year = complaint["received"].year
    day = decided_on(complaint)
    return month_of(day) if day.year == year else f"{year}-12"


def register(facts: Facts) -> list[Complaint]:
    """Each complaint as its last version says."""
    return list({version["key"]: version for version in facts["complaints"]}.values())


def parts(complaint: Complaint) -> list[Complaint]:
    """The complaint as each of its officers' findings has it; whole where nobody is named."""
    found = []
    for who in complaint["officers"]:
        part = complaint.copy()
        part["officers"] = [who]
        if who in complaint["own"]:
            verdict, responsibility, day, severity = complaint["own"][who]
            part["verdict"], part["responsibility"] = verdict, responsibility
            part["verdict_date"], part["severity"] = day, severity
        found.append(part)
    return found or [complaint]


def in_force(facts: Facts) -> list[Complaint]:
    """Sustained, not merged, received under the policy, in the order in which they count, a part for each officer."""
    own = [c for c in register(facts) if not c["merged"] and c["received"] >= FIRST_DAY]
    found = [part for c in own for part in parts(c) if sustained(part)]
    return sorted(found, key=lambda c: (effect_month(c), decided_on(c), c["number"]))


def _disciplined(facts: Facts, complaint: Complaint) -> list[Who]:
    day = complaint["received"]
    return [who for who in complaint["officers"] if is_officer(facts, who, complaint["unit"], day)]


def complaint_entries(facts: Facts) -> list[Entry]:
    entries: list[Entry] = []
    before: Counter[tuple[Who, int]] = Counter()
    for complaint in in_force(facts):
        for who in _disciplined(facts, complaint):
            before[who, complaint["received"].year] += 1
            first = before[who, complaint["received"].year] == 1
            for kind in ("谈话", "取消评先评优") if first else ("告诫",):
                day, unit = decided_on(complaint), complaint["unit"]
                entries.append(Entry(effect_month(complaint), day, 2, who, unit, "officer", kind, 0, "complaint"))
    return entries


# ------------------------------------------------------------------ inspections, measures


def inspection_entries(facts: Facts) -> list[Entry]:
    entries = []
    for row in facts["inspections"]:
        if row["points"] and row["day"] >= FIRST_DAY:
            kind = "检查扣分" if row["points"] < 0 else "检查加分"
            role = "officer" if row["who"] else "unit"
            month = month_of(row["day"])
            entries.append(
                Entry(month, row["day"], 3, row["who"], row["unit"], role, kind, row["points"], "inspection")
            )
    return entries


def may_carry_out(measure: Measure, entry: Entry) -> bool:
    last = last_day(entry.month) + timedelta(days=60)
    same = (entry.who, entry.kind) == (measure["who"], measure["kind"])
    return same and first_day(entry.month) <= measure["day"] <= last


def manual_entries(facts: Facts, ruled: list[Entry]) -> list[Entry]:
    """Measures issued outside the rules, but those that may be the carrying out of a rule's entry.

    `ruled` are the rules' entries that stand, and those that stood once.
    """
    units = {p["unit"] for p in facts["roster"]}
    entries = []
    for row in facts["measures"]:
        if row["day"] < FIRST_DAY or any(may_carry_out(row, entry) for entry in ruled):
            continue
        role = role_on(facts, row["who"], row["unit"], row["day"])
        role = "officer" if role == "auxiliary" else role
        month = month_of(row["day"])
        issuer = row["issuer"] if row["issuer"] in units else ""
        entries.append(Entry(month, row["day"], 4, row["who"], row["unit"], role, row["kind"], 0, "manual", issuer))
    return entries


# ------------------------------------------------------------------ serious matters, escalation


def leads(facts: Facts, unit: str, role: str, day: date) -> list[Who]:
    found = [p["who"] for p in facts["roster"] if (p["unit"], p["role"]) == (unit, role) and covers(p, day)]
    return list(dict.fromkeys(found))


def serious_matters(facts: Facts) -> list[tuple[str, date, str, list[Who], object]]:
    """Month, day, unit and officers; and what the matter is, where several of these are one."""
    complaints: list[tuple[str, date, str, list[Who], object]] = [
        (effect_month(c), decided_on(c), c["unit"], _disciplined(facts, c), c["key"])
        for c in in_force(facts)
        if c["severity"] in SERIOUS
    ]
    inspections: list[tuple[str, date, str, list[Who], object]] = [
        (month_of(i["day"]), i["day"], i["unit"], [i["who"]], f"inspection {place}")
        for place, i in enumerate(facts["inspections"])
        if i["severity"] in SERIOUS and i["who"] and is_officer(facts, i["who"], i["unit"], i["day"])
    ]
    return [matter for matter in complaints + inspections if matter[3] and matter[1] >= FIRST_DAY]


def serious_entries(facts: Facts) -> list[Entry]:
    entries = []
    answered: set[tuple[object, Who]] = set()
    for month, day, unit, officers, matter in serious_matters(facts):
        kinds = ["不得提拔任用", *(["调整到农村派出所"] if is_urban(facts, unit) else []), "追究责任"]
        for who in officers:
            entries += [Entry(month, day, 5, who, unit, "officer", kind, 0, "serious") for kind in kinds]
        for who in leads(facts, unit, "unit_lead", day):
            if (matter, who) in answered:
                continue
            answered.add((matter, who))
            entries.append(Entry(month, day, 5, who, unit, "unit_lead", "追究责任", 0, "serious"))
    return entries


def completing(entries: list[Entry]) -> Entry | None:
    """The entry of one officer's year with which the leads become answerable."""
    had: Counter[str] = Counter()
    for entry in sorted(entries, key=lambda e: (e.month, e.day, e.order)):
        had[entry.kind] += 1
        if had[entry.kind] >= LIMITS.get(entry.kind, 10**6):
            return entry
    return None


def _escalates(facts: Facts, entry: Entry) -> bool:
    """A rule's entry is an officer's; a measure issued to an auxiliary, or by a unit itself, does not count."""
    return (
        entry.who is not None
        and not entry.issuer
        and (entry.rule != "manual" or is_officer(facts, entry.who, entry.unit, entry.day))
    )


def escalation_entries(facts: Facts, entries: list[Entry]) -> list[Entry]:
    years: dict[tuple[Who | None, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind in LIMITS and entry.role == "officer" and _escalates(facts, entry):
            years[entry.who, entry.month[:4]].append(entry)
    found = []
    for last in filter(None, map(completing, years.values())):
        for role, kind in (("unit_lead", "谈话"), ("bureau_lead", "打招呼")):
            answerable = leads(facts, last.unit, role, last.day)
            found += [Entry(last.month, last.day, 6, w, last.unit, role, kind, 0, "escalation") for w in answerable]
    return found


def ledger(facts: Facts, fallen: list[Entry] | None = None) -> list[Entry]:
    """Every entry that must be active once all is in and every year is assessed to its December.

    `fallen` are the rules' entries that some pass posted and a later one took back: what may be their carrying out
    is not counted either.
    """
    ruled, gone = rate_entries(facts) + complaint_entries(facts), fallen or []
    manual = [entry for entry in manual_entries(facts, ruled + gone) if entry.role == "officer"]
    escalated = escalation_entries(facts, ruled + manual)
    manual = manual_entries(facts, ruled + escalated + gone)
    return ruled + inspection_entries(facts) + manual + serious_entries(facts) + escalated


# ------------------------------------------------------------------ rankings


def ranked(keys: list[tuple[object, ...]]) -> list[int]:
    """1, 2, 2, 4 for keys of which a smaller one is better."""
    return [1 + sum(other < key for other in keys) for key in keys]


def quarter(facts: Facts, entries: list[Entry], period: str) -> list[UnitRow]:
    year, number = period.split("Q")
    months = {f"{year}-{month:02}" for month in range(3 * int(number) - 2, 3 * int(number) + 1)}
    drafts = []
    for unit in sorted({p["unit"] for p in facts["roster"]}):
        here = [e for e in entries if e.unit == unit and e.month in months]
        score = 100 + sum(e.points for e in here if e.rule == "inspection")
        first: dict[int, str] = {}
        for part in in_force(facts):
            if part["unit"] == unit:
                first.setdefault(part["key"], effect_month(part))
        hits = sum(month in months for month in first.values())
        tally = add_up(t for (_, u, month), t in tallies(facts).items() if u == unit and month in months)
        kinds = Counter(e.kind for e in here if e.role == "officer")
        drafts.append((unit, score, hits, tally, (kinds["打招呼"], kinds["谈话"], kinds["告诫"])))
    ranks = ranked([(-score, hits, -tally.rate) for _, score, hits, tally, _ in drafts])
    return [
        UnitRow(rank, unit, score, hits, tally.counted, tally.satisfied, measures)
        for rank, (unit, score, hits, tally, measures) in zip(ranks, drafts, strict=True)
    ]


class Awards(NamedTuple):
    ranking: list[AwardRow]
    ineligible: list[Who]
    unranked: list[Who]


def awards(facts: Facts, entries: list[Entry], year: int) -> Awards:
    first, last = max(date(year, 1, 1), FIRST_DAY), date(year, 12, 31)
    posted = [p for p in facts["roster"] if p["role"] == "officer" and overlaps(p, first, last)]
    officers = list(dict.fromkeys(p["who"] for p in posted))
    barred = {e.who for e in entries if e.who and e.kind == "取消评先评优" and e.month[:4] == str(year)}
    counts = _counts(facts, year)
    rows = []
    for who in (o for o in officers if o not in barred and counts(o).counted):
        score = 100 + sum(e.points for e in entries if e.who == who and e.month[:4] == str(year))
        unit = max((p for p in posted if p["who"] == who), key=lambda p: p["since"] or date.min)["unit"]
        rows.append((who, unit, score, counts(who)))
    ranks = ranked([(-score, -tally.rate, -tally.counted) for _, _, score, tally in rows])
    return Awards(
        [
            AwardRow(rank, who, unit, score, tally.counted, tally.satisfied)
            for rank, (who, unit, score, tally) in zip(ranks, rows, strict=True)
        ],
        sorted(barred),
        [who for who in officers if who not in barred and not counts(who).counted],
    )


def _counts(facts: Facts, year: int) -> Callable[[Who], Tally]:
    found = monthly(facts)
    return lambda who: add_up(t for (w, month), t in found.items() if w == who and month[:4] == str(year))
