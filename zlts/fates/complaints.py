"""The complaint register: versions of grievances in the order of import (spec 3, "Again and overlapping").

Rows of one file with one number are one complaint with all their officers; the number with the year of
receipt is its identity, else date, unit, officers and text. Every version is kept, the last one counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zlts.fates.rows import Settled, StoredRow, future, in_order, is_serious, iso_day, present
from zlts.model import Complaint, Problem, Verdict
from zlts.names import plain, with_nearest
from zlts.policy import ByDay, Words
from zlts.roster import Found, Roster

_COMPARED = (
    "channel", "complainant", "phone", "category", "content", "verdict", "responsibility", "verdict_date",
    "severity", "handling", "merged_into",
)  # fmt: skip
_AGREEING = ("received", "unit", "verdict", "responsibility", "verdict_date", "severity", "merged_into")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one file says of one grievance: its rows, whose it is, and the words that make a version."""

    rows: tuple[StoredRow, ...]
    number: str
    received: date
    unit: str
    officers: tuple[Found, ...]
    words: Mapping[str, str]
    silent: frozenset[str] = frozenset()
    """Of unit and officers what its file has no column for: that says nothing, and leaves what is known."""

    @property
    def people(self) -> frozenset[str]:
        return frozenset(found.person.key for found in self.officers)

    @property
    def identity(self) -> tuple[str, ...]:
        if self.number:
            return (self.number, str(self.received.year))
        return ("", str(self.received), self.unit, ",".join(sorted(self.people)), self.words.get("content", ""))


@dataclass(frozen=True, slots=True)
class _Read:
    """One row read: its officers and unit."""

    row: StoredRow
    received: date
    unit: str
    officers: tuple[Found, ...]


def settle(
    rows: Iterable[StoredRow], roster: Roster, policies: ByDay, decided: Mapping[str, str] | None = None
) -> Settled[Complaint]:
    """Fates of the rows, and every grievance as its latest version has it.

    `decided` are the merges a person ordered, by the complaints' keys.
    """
    settled: Settled[Complaint] = Settled()
    current: dict[tuple[str, ...], Statement] = {}
    for group in _groups(in_order(rows)):
        statement = _statement(group, roster, policies, settled)
        if statement:
            _take(statement, current, settled)
    settled.facts = _with_merges([_fact(one, policies) for one in current.values()], decided or {})
    return settled


# ---------------------------------------------------------------- rows → statements


def _groups(rows: Sequence[StoredRow]) -> list[list[StoredRow]]:
    """The rows of one file that bear one number and year; a row without a number stands alone."""
    groups: dict[tuple[object, ...], list[StoredRow]] = {}
    for row in rows:
        number, year = plain(row.get("number")), row.get("received")[:4]
        alone = (row.id,) if not number else ()
        groups.setdefault((row.place.batch, number, year, *alone), []).append(row)
    return list(groups.values())


def _statement(
    group: list[StoredRow], roster: Roster, policies: ByDay, settled: Settled[Complaint]
) -> Statement | None:
    """One file's version of one grievance; None when a row of it cannot be taken."""
    group = _without_repeats(group, settled)
    read = {row.id: _read(row, roster, policies) for row in group}
    bad = [row for row in group if not isinstance(read[row.id], _Read)]
    good = [one for one in read.values() if isinstance(one, _Read)]
    differing = _differing(group)
    if not bad and not differing:
        return _joined(good)
    for row in group:
        problems = read[row.id]
        settled.reject(row, *(_company(bad, differing, row) if isinstance(problems, _Read) else problems))
    return None


def _without_repeats(group: list[StoredRow], settled: Settled[Complaint]) -> list[StoredRow]:
    """A row that says word for word what an earlier one of its group says is a duplicate."""
    seen: list[Mapping[str, str]] = []
    fresh = []
    for row in group:
        if row.fields in seen and not row.broken:
            settled.duplicate(row)
            continue
        seen.append(row.fields)
        fresh.append(row)
    return fresh


def _differing(group: Sequence[StoredRow]) -> str:
    """A field in which the rows of one number disagree, or ""."""
    for code in _AGREEING:
        if len({plain(row.get(code)) for row in group}) > 1:
            return code
    return ""


def _company(bad: Sequence[StoredRow], differing: str, row: StoredRow) -> tuple[Problem, ...]:
    number = row.get("number")
    if bad:
        return (Problem("编号", number, f"同一编号的第 {bad[0].place.row} 行没有收下，整件投诉等待处理"),)
    return (Problem("编号", number, f"同一编号的几行说法不一致（{_NAMES[differing]}），请先核对"),)


_NAMES = {
    "received": "受理日期",
    "unit": "被投诉单位",
    "verdict": "认定结果",
    "responsibility": "责任认定",
    "verdict_date": "认定日期",
    "severity": "严重程度",
    "merged_into": "并案编号",
}


def _joined(read: Sequence[_Read]) -> Statement:
    first = read[0]
    officers = {found.person: found for one in read for found in one.officers}
    said = first.row.fields
    words = {code: plain(said[code]) for code in _COMPARED if code in said}
    return Statement(
        rows=tuple(one.row for one in read),
        number=plain(first.row.get("number")),
        received=first.received,
        unit=first.unit,
        officers=tuple(officers.values()),
        words=words,
        silent=_silent(said),
    )


def _silent(said: Mapping[str, str]) -> frozenset[str]:
    columns = {"unit": ("unit",), "officers": ("officers", "badge")}
    return frozenset(what for what, codes in columns.items() if not any(code in said for code in codes))


def _read(row: StoredRow, roster: Roster, policies: ByDay) -> _Read | tuple[Problem, ...]:
    if row.broken:
        return ()
    received, decided = iso_day(row.get("received")), iso_day(row.get("verdict_date"))
    if received is None:
        return (Problem("受理日期", "", "没有写受理日期"),)
    wrong = present(
        future("受理日期", received, row),
        future("认定日期", decided, row),
        _too_early(received, decided),
        *_word_problems(row, policies.on(_reading_day(received, decided)).words),
    )
    whose = _whose(row, received, roster)
    if isinstance(whose, Problem):
        return (*wrong, whose)
    return wrong or _Read(row, received, *whose)


def _too_early(received: date, decided: date | None) -> Problem | None:
    if decided and decided < received:
        return Problem("认定日期", str(decided), f"认定日期早于受理日期 {received}")
    return None


def _word_problems(row: StoredRow, words: Words) -> Iterable[Problem | None]:
    verdict = verdict_of(plain(row.get("verdict")), plain(row.get("responsibility")), words)
    yield verdict if isinstance(verdict, Problem) else None
    severity = plain(row.get("severity"))
    if is_serious(severity, words) is None:
        yield Problem("严重程度", severity, with_nearest("不认识的严重程度", severity, words.severities))


def _whose(row: StoredRow, received: date, roster: Roster) -> tuple[str, tuple[Found, ...]] | Problem:
    unit = ""
    if row.get("unit"):
        known = roster.unit_of(row.get("unit"))
        if isinstance(known, Problem):
            return Problem("被投诉单位", known.value, known.reason)
        unit = known
    found = roster.officers_of(row.get("officers"), row.get("badge"), unit, received, earlier=True)
    if isinstance(found, Problem):
        return Problem("被投诉民警", found.value, found.reason)
    if unit or found:
        return unit or found[0].unit, tuple(found)
    if row.get("number") and _silent(row.fields):
        return "", ()  # an earlier export may have said it
    return Problem("被投诉单位", "", "单位和民警都没有写")


def verdict_of(word: str, responsibility: str, words: Words) -> Verdict | Problem:
    """What a verdict and a responsibility mean together (spec 3, "Verdicts")."""
    if responsibility and responsibility not in words.responsibilities:
        known = words.responsibilities
        return Problem("责任认定", responsibility, with_nearest("不认识的责任认定", responsibility, known))
    if word and word not in words.verdicts:
        return Problem("认定结果", word, with_nearest("不认识的认定结果", word, words.verdicts))
    verdict = words.verdicts[word] if word else Verdict.PENDING
    if not responsibility or (verdict is Verdict.PENDING and word not in words.by_responsibility):
        return verdict
    responsible = words.responsibilities[responsibility]
    denied = verdict is Verdict.NOT_SUSTAINED and responsible
    if denied or (word in words.responsibilities and words.responsibilities[word] != responsible):
        return Problem("责任认定", responsibility, f"认定结果是“{word}”，与责任认定矛盾")
    return Verdict.SUSTAINED if responsible else Verdict.NOT_SUSTAINED


# ---------------------------------------------------------------- statements → versions


def _take(new: Statement, current: dict[tuple[str, ...], Statement], settled: Settled[Complaint]) -> None:
    old = current.get(new.identity)
    if old is not None:
        new = replace(new, **{what: getattr(old, what) for what in new.silent})
        if _reused(old, new):
            reason = f"编号已用于另一件投诉（{old.rows[0].where}）：受理日期、单位、民警都不同"
            for row in new.rows:
                settled.reject(row, Problem("编号", new.number, reason))
            return
        new = replace(new, words={**old.words, **new.words})
        if _same(old, new):
            for row in new.rows:
                settled.duplicate(row)
            return
    if not new.unit:
        for row in new.rows:
            settled.reject(row, Problem("被投诉单位", "", "单位和民警都没有写，以前的登记里也没有这个编号"))
        return
    current[new.identity] = new
    for row in new.rows:
        settled.accept(row)
        notes = "；".join(found.note for found in new.officers if found.note)
        if notes:
            settled.notes[row.id] = notes


def _same(old: Statement, new: Statement) -> bool:
    facts = ("received", "unit", "people", "words")
    return all(getattr(old, fact) == getattr(new, fact) for fact in facts)


def _reused(old: Statement, new: Statement) -> bool:
    moved = old.received != new.received and old.unit != new.unit
    return moved and not (old.people & new.people)


def _reading_day(received: date, decided: date | None) -> date:
    """The day by whose policy a complaint's words are read: the verdict's, or the last of the year of receipt."""
    return min(decided or received, date(received.year, 12, 31))


def _fact(one: Statement, policies: ByDay) -> Complaint:
    words = policies.on(_reading_day(one.received, iso_day(one.words.get("verdict_date", "")))).words
    verdict = verdict_of(one.words.get("verdict", ""), one.words.get("responsibility", ""), words)
    said = one.rows[0]
    return Complaint(
        key="@".join(one.identity),
        number=one.number,
        received=one.received,
        unit=one.unit,
        officers=tuple(found.person for found in one.officers if not found.auxiliary),
        auxiliaries=tuple(found.person for found in one.officers if found.auxiliary),
        verdict=verdict if isinstance(verdict, Verdict) else Verdict.PENDING,
        verdict_word=one.words.get("verdict", ""),
        verdict_date=iso_day(one.words.get("verdict_date", "")),
        serious=bool(is_serious(one.words.get("severity", ""), words)),
        merged_into=one.words.get("merged_into", ""),
        channel=said.get("channel"),
        category=said.get("category"),
        content=said.get("content"),
        places=tuple(row.place for row in one.rows),
        complainant=one.words.get("complainant", ""),
        phone=one.words.get("phone", ""),
    )


# ---------------------------------------------------------------- merges


def _with_merges(complaints: list[Complaint], decided: Mapping[str, str]) -> list[Complaint]:
    """Keep a merge only where it leads to a grievance that stands: never lose both of two."""
    known = {one.key: one for one in complaints}
    by_number: Mapping[str, list[Complaint]] = defaultdict(list)
    for one in complaints:
        if one.number:
            by_number[one.number].append(one)
    into = {one.key: _target(one, by_number) for one in complaints if one.merged_into}
    into |= {key: target for key, target in decided.items() if key in known and target in known}
    return [_merged(one, into, known) for one in complaints]


def _merged(one: Complaint, into: Mapping[str, str], known: Mapping[str, Complaint]) -> Complaint:
    if one.key not in into:
        return one
    if not _leads_out(one.key, into):
        return replace(one, merged_into="", merge_adrift=one.merged_into)
    return replace(one, merged_into=known[into[one.key]].label)


def _target(one: Complaint, by_number: Mapping[str, list[Complaint]]) -> str:
    """The key of the grievance it is merged into, of the same year first; "" where it is not known."""
    others = [other for other in by_number.get(one.merged_into, []) if other.key != one.key]
    same_year = [other for other in others if other.received.year == one.received.year]
    found = same_year or others
    return found[0].key if found else ""


def _leads_out(key: str, into: Mapping[str, str]) -> bool:
    """Whether following the merges ends at one that is merged into none; of a circle one must stand."""
    seen = [key]
    while seen[-1] in into:
        target = into[seen[-1]]
        if not target:
            return len(seen) > 1
        if target in seen:
            circle = seen[seen.index(target) :]
            return key != min(circle)
        seen.append(target)
    return True


# ---------------------------------------------------------------- look-alikes


def alikes(complaints: Sequence[Complaint], days: int) -> list[tuple[Complaint, Complaint]]:
    """Pairs that may be one grievance: an officer in common, within `days`, one complainant or text."""
    standing = sorted((one for one in complaints if not one.merged_into), key=lambda one: (one.received, one.key))
    return [
        (one, other)
        for place, one in enumerate(standing)
        for other in standing[place + 1 :]
        if (other.received - one.received).days <= days and _alike(one, other)
    ]


def _alike(one: Complaint, other: Complaint) -> bool:
    people = {*one.officers, *one.auxiliaries} & {*other.officers, *other.auxiliaries}
    told = ("complainant", "phone", "content")
    same = any(getattr(one, what) and getattr(one, what) == getattr(other, what) for what in told)
    return bool(people) and same
