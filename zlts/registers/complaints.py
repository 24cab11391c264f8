"""The complaint register: versions of grievances in the order of import (readings: Complaints).

Rows of one file with one number are one complaint with all their officers, each with his own finding; the
number with the year of receipt is its identity, else date, unit, officers, text and, where given, the
complainant. Every version is kept, the last one counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zlts.model import (
    Complaint,
    Missing,
    OfficerVerdict,
    Opinion,
    Problem,
    Register,
    Verdict,
    VerdictChange,
    weightiest,
)
from zlts.names import number_marks, plain
from zlts.policy import ByDay, Words
from zlts.registers.complaint_keys import Keys, KnownKeys, Slot, slot_of
from zlts.registers.complaint_merges import with_merges
from zlts.registers.complaint_statements import (
    COMPARED,
    Said,
    Statement,
    Wrong,
    completed,
    contradiction,
    is_another,
    same,
    says_again,
    used_for_another,
)
from zlts.registers.complaint_words import Kinds, reading_day, verdict_of, word_problems
from zlts.registers.declaration import BADGE, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Settled, StoredRow, future, in_order, is_serious, iso_day, present
from zlts.roster import Found, Roster

__all__ = ["COMPLAINTS", "Grievances", "KnownKeys", "settle", "verdict_of"]


@dataclass(slots=True)
class Grievances(Settled[Complaint]):
    """What becomes of a register's rows; beside the complaints what else it tells."""

    opinions: list[Opinion] = field(default_factory=list)
    changes: list[VerdictChange] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)
    keys: dict[int, str] = field(default_factory=dict)
    """Row → the key of its complaint, to be kept with it."""


def settle(
    rows: Iterable[StoredRow],
    roster: Roster,
    policies: ByDay,
    decided: Mapping[str, str] | None = None,
    known: KnownKeys | None = None,
) -> Grievances:
    """The outcomes of the rows, and every grievance as its latest version has it.

    `decided` are the merges a person ordered, by the complaints' keys; `known` the keys they have already.
    """
    rows, known = in_order(rows), known or KnownKeys()
    settled = Grievances()
    kinds = Kinds(rows, policies)
    keys = Keys(known, rows)
    for _, gone in _statements(known.gone, roster, policies, Kinds(known.gone, policies), Grievances()):
        if gone:
            keys.gone(gone)
    told = _statements(rows, roster, policies, kinds, settled)
    for _, statement in told:
        if statement:
            keys.standing(statement)
    register = _Register(settled, policies, kinds, keys)
    for group, statement in told:
        if statement:
            register.take(statement)
        else:
            register.waits(group)
    settled.facts = with_merges(register.complaints(), decided or {})
    settled.opinions = register.opinions()
    settled.missing = register.missing()
    settled.keys = keys.kept
    return settled


# ---------------------------------------------------------------- one row


_Reading = Said | tuple[Problem, ...]


def _read(row: StoredRow, roster: Roster, policies: ByDay, kinds: Kinds) -> _Reading:
    """What the row says, or why it cannot be taken; no problem at all where those of its cells are known."""
    if row.broken:
        return ()
    received, decided = iso_day(row.get("received")), iso_day(row.get("verdict_date"))
    if received is None:
        return (Problem("受理日期", "", "没有写受理日期"),)
    opinion = kinds.is_opinion(row)
    if isinstance(opinion, Problem):
        return (opinion,)
    whose = _whose(row, received, roster)
    if opinion:
        wrong = present(future("受理日期", received, row))
        return wrong or _said(row, received, *(("", ()) if isinstance(whose, Problem) else whose), opinion=True)
    wrong = present(
        future("受理日期", received, row),
        future("认定日期", decided, row),
        _too_early(received, decided),
        *word_problems(row, policies.on(reading_day(received, decided)).words),
    )
    if isinstance(whose, Problem):
        return (*wrong, whose)
    return wrong or _said(row, received, *whose)


def _too_early(received: date, decided: date | None) -> Problem | None:
    if decided and decided < received:
        return Problem("认定日期", str(decided), f"认定日期早于受理日期 {received}")
    return None


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
        return unit, tuple(found)
    if row.get("number") and _silent(row.fields):
        return "", ()  # an earlier export may have said it
    return Problem("被投诉单位", "", "单位和民警都没有写")


def _said(row: StoredRow, received: date, unit: str, officers: tuple[Found, ...], *, opinion: bool = False) -> Said:
    words = {code: plain(row.fields[code]) for code in COMPARED if code in row.fields}
    return Said(row, received, unit, officers, words, opinion)


def _silent(said: Mapping[str, str]) -> frozenset[str]:
    columns = {"unit": ("unit",), "officers": ("officers", "badge")}
    return frozenset(what for what, codes in columns.items() if not any(code in said for code in codes))


# ---------------------------------------------------------------- the rows of one file → statements


def _statements(
    rows: Iterable[StoredRow], roster: Roster, policies: ByDay, kinds: Kinds, settled: Grievances
) -> list[tuple[list[StoredRow], Statement | None]]:
    """File after file, its rows that are one grievance with what they say; None where they cannot be taken."""
    by_batch: dict[int, list[StoredRow]] = defaultdict(list)
    for row in rows:
        by_batch[row.place.batch].append(row)
    found = []
    for batch in by_batch.values():
        read = {row.id: _read(row, roster, policies, kinds) for row in batch}
        found += [(group, _statement(group, read, settled)) for group in _groups(batch, read)]
    return found


def _groups(rows: Sequence[StoredRow], read: Mapping[int, _Reading]) -> list[list[StoredRow]]:
    """The rows of one file that are one grievance: of one number and year; without a number, alike."""
    numbered: dict[tuple[str, str], list[StoredRow]] = {}
    unnumbered: dict[tuple[str, ...], list[StoredRow]] = {}
    alone: list[list[StoredRow]] = []
    for row in rows:
        said = read[row.id]
        if plain(row.get("number")):
            numbered.setdefault((plain(row.get("number")), row.get("received")[:4]), []).append(row)
        elif isinstance(said, Said):
            unnumbered.setdefault(said.base, []).append(row)
        else:
            alone.append([row])
    groups = [*_reformatted(numbered), *alone]
    for like in unnumbered.values():
        groups += _by_complainant(like)
    return sorted(groups, key=lambda group: group[0].id)


def _reformatted(numbered: Mapping[tuple[str, str], list[StoredRow]]) -> list[list[StoredRow]]:
    """007 and 7 are one number where day, unit and officers agree."""
    groups: dict[tuple[object, ...], list[StoredRow]] = {}
    for (number, year), rows in numbered.items():
        told = frozenset((row.get("received"), plain(row.get("unit")), plain(row.get("officers"))) for row in rows)
        groups.setdefault((number_marks(number), year, told), []).extend(rows)
    return list(groups.values())


def _by_complainant(rows: Sequence[StoredRow]) -> list[list[StoredRow]]:
    """Rows alike but for the complainant: one who gave none may be the only one who did."""
    groups: dict[str, list[StoredRow]] = {}
    for row in rows:
        groups.setdefault(plain(row.get("complainant")), []).append(row)
    named = [name for name in groups if name]
    if "" in groups and len(named) == 1:
        groups[named[0]] += groups.pop("")
    return list(groups.values())


def _statement(group: list[StoredRow], read: Mapping[int, _Reading], settled: Grievances) -> Statement | None:
    """One file's version of one grievance; None when a row of it cannot be taken."""
    group = _without_repeats(group, settled)
    good = [one for row in group if isinstance(one := read[row.id], Said)]
    bad = [row for row in group if not isinstance(read[row.id], Said)]
    wrong = _company(bad[0]) if bad else contradiction(good)
    if not wrong:
        first = good[0]
        silent = frozenset[str]() if first.opinion else _silent(first.row.fields)
        return Statement(plain(first.row.get("number")), tuple(group), tuple(good), silent)
    for row in group:
        problems = read[row.id]
        settled.reject(row, *((wrong(row),) if isinstance(problems, Said) else problems))
    return None


def _without_repeats(group: list[StoredRow], settled: Grievances) -> list[StoredRow]:
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


def _company(bad: StoredRow) -> Wrong:
    told = f"同一编号的第 {bad.place.row} 行未予采用，整件投诉待核实"
    return lambda row: Problem("编号", row.get("number"), told)


# ---------------------------------------------------------------- statements → versions


class _Register:
    """The grievances as the statements so far leave them."""

    def __init__(self, settled: Grievances, policies: ByDay, kinds: Kinds, keys: Keys) -> None:
        self._settled, self._policies, self._kinds, self._keys = settled, policies, kinds, keys
        self._current: dict[str, Statement] = {}
        self._exact: dict[tuple[str, int], str] = {}
        self._by_number: dict[Slot, list[str]] = defaultdict(list)
        self._by_base: dict[tuple[str, ...], list[str]] = defaultdict(list)
        self._seen: dict[int, set[str]] = defaultdict(set)
        """Batch → the grievances it has a row of, be it one that waits."""

    def take(self, new: Statement) -> None:
        """A new grievance, a version of a known one, the same again, or none of these."""
        key = self._key_of(new)
        if isinstance(key, Problem):
            self._reject(new, key)
            return
        self._seen[new.batch].add(key)
        old = self._current.get(key)
        whole = _gone_on(old, new) if old else new
        if isinstance(whole, Problem):
            self._reject(new, whole)
        elif old and same(old, whole):
            self._keys.keep(key, new.rows)
            for row in new.rows:
                self._settled.duplicate(row)
        elif not whole.unit and not whole.opinion:
            self._reject(new, Problem("被投诉单位", "", "单位和民警都没有写，以前的登记里也没有这个编号"))
        else:
            self._accept(key, old, whole)

    def _reject(self, new: Statement, problem: Problem) -> None:
        for row in new.rows:
            self._settled.reject(row, problem)

    def _accept(self, key: str, old: Statement | None, new: Statement) -> None:
        if old is None:
            self._enter(key, new)
        else:
            self._settled.changes += self._changed(key, old, new)
        self._current[key] = new
        self._keys.keep(key, new.rows)
        notes = "；".join(dict.fromkeys(one.note for said in new.said for one in said.officers if one.note))
        for row in new.rows:
            self._settled.accept(row)
            if notes:
                self._settled.notes[row.id] = notes

    def waits(self, group: Iterable[StoredRow]) -> None:
        """Rows that were not taken: their grievance is not missing from their file."""
        for row in group:
            slot = slot_of(row)
            for key in self._by_number.get(slot, []) if slot else ():
                self._seen[row.place.batch].add(key)

    # ------------------------------------------------------------ which one is it

    def _enter(self, key: str, new: Statement) -> None:
        if new.number:
            self._by_number[number_marks(new.number), str(new.received.year)].append(key)
            self._exact.setdefault((new.number, new.received.year), key)
        else:
            self._by_base[new.base].append(key)

    def _key_of(self, new: Statement) -> str | Problem:
        return self._numbered(new) if new.number else self._unnumbered(new)

    def _numbered(self, new: Statement) -> str | Problem:
        """By number and year; where these are of another complaint that was taken back, by what it says."""
        own = self._keys.own(new)
        exact = self._exact.get((new.number, new.received.year))
        if exact:
            before = own or self._keys.said_before(new, self._current)
            is_other = before not in (None, exact) and (own or not says_again(new.rows, self._current[exact].rows))
            return used_for_another(self._current[exact], new) if is_other else exact
        if own:
            return own
        alike = self._by_number.get((number_marks(new.number), str(new.received.year)), [])
        found = next((key for key in alike if new.agrees(self._current[key])), None)
        known = found or self._later(new) or self._keys.said_before(new, self._current)
        return known or self._keys.fresh(new)

    def _later(self, new: Statement) -> str | None:
        """The key of the complaint of its number that a later file told, which was taken before this one."""
        for key, one in self._keys.ahead(new).items():
            if key not in self._current and (new.agrees(one) if one.number != new.number else _is_version(one, new)):
                return key
        return None

    def _unnumbered(self, new: Statement) -> str | Problem:
        """By day, unit, officers and text; where given, by the complainant too."""
        kept = self._keys.own(new)
        if kept and not (kept in self._current and self._current[kept].batch == new.batch):
            return kept
        ahead = {key: one for key, one in self._keys.ahead(new).items() if key not in self._current}
        known = {key: self._current[key] for key in self._by_base.get(new.base, [])} | ahead
        own = [key for key, one in known.items() if one.complainant == new.complainant]
        if own:
            return own[0]
        if not new.complainant and len(known) > 1:
            told = "同一天、同一单位和民警、同一内容的投诉已有几件，没有写投诉人，分不清是哪一件：请补上投诉人或编号"
            return Problem("投诉内容", "", told)
        if not new.complainant and known:
            return next(iter(known))
        nobody = [
            key
            for key, one in known.items()
            if not one.complainant and not self._keys.is_anothers(key, new.complainant)
        ]
        if nobody:
            return nobody[0]
        return self._keys.gone_like(new) or self._keys.fresh(new)

    # ------------------------------------------------------------ what comes of it

    def _changed(self, key: str, old: Statement, new: Statement) -> Iterator[VerdictChange]:
        place, label = new.rows[0].place, _label(new)
        if old.opinion or new.opinion:
            if old.opinion is not new.opinion:
                was, now = (self._kinds.word(one.rows[0]) if one.opinion else "投诉" for one in (old, new))
                yield VerdictChange(key, label, new.received, "", was, now, place, decided=True)
            return
        then = {(one.person or one.unit): one for one in self._findings(old)}
        now_found = {(one.person or one.unit): one for one in self._findings(new)}
        alone = len({one.person for one in (*then.values(), *now_found.values())}) == 1
        for whose, was_found in then.items():
            found = now_found.get(whose)
            who = "" if alone else (was_found.person.name if was_found.person else was_found.unit)
            decided = was_found.verdict is not Verdict.PENDING
            if found is None:
                if was_found.person and decided:
                    yield VerdictChange(key, label, new.received, who, _word(was_found), "不再列名", place, decided)
            elif found.verdict is not was_found.verdict:
                yield VerdictChange(key, label, new.received, who, _word(was_found), _word(found), place, decided)

    def _findings(self, one: Statement) -> list[OfficerVerdict]:
        """What was found of each whom it names, in the order in which it names them."""
        said: dict[object, list[tuple[Found | None, Said]]] = {}
        for row in one.said:
            for found in row.officers or (None,):
                said.setdefault(found.person if found else row.unit, []).append((found, row))
        return [self._finding(own) for own in said.values()]

    def _finding(self, said: Sequence[tuple[Found | None, Said]]) -> OfficerVerdict:
        """Of several allegations: sustained if one of them is, else pending if one is."""
        verdicts = [self._verdict(row) for _, row in said]
        verdict = weightiest(verdicts)
        telling = [(found, row) for (found, row), one in zip(said, verdicts, strict=True) if one is verdict]
        found, first = telling[0]
        days = [day for _, row in telling if (day := iso_day(row.words.get("verdict_date", "")))]
        return OfficerVerdict(
            person=found.person if found else None,
            auxiliary=bool(found and found.auxiliary),
            unit=first.unit or (found.unit if found else ""),
            verdict=verdict,
            word=first.words.get("verdict", "") or first.words.get("state", ""),
            decided=min(days, default=None),
            serious=any(bool(is_serious(row.words.get("severity", ""), self._words(row))) for _, row in telling),
        )

    def _words(self, said: Said) -> Words:
        day = reading_day(said.received, iso_day(said.words.get("verdict_date", "")))
        return self._policies.on(day).words

    def _verdict(self, said: Said) -> Verdict:
        get = said.words.get
        found = verdict_of(get("verdict", ""), get("responsibility", ""), self._words(said), get("state", ""))
        return found if isinstance(found, Verdict) else Verdict.PENDING

    def complaints(self) -> list[Complaint]:
        """Every complaint as its latest version has it."""
        return [self._fact(key, one) for key, one in self._current.items() if not one.opinion]

    def opinions(self) -> list[Opinion]:
        """Every opinion."""
        return [
            Opinion(
                key, one.number, one.received, self._kinds.word(one.rows[0]), one.rows[0].get("channel"),
                one.rows[0].place,
            )
            for key, one in self._current.items()
            if one.opinion
        ]  # fmt: skip

    def missing(self) -> list[Missing]:
        """The complaints that a later export of their register lacks."""
        facts = [
            _Standing(key, one.received, one.units, self._finding_pending(one))
            for key, one in self._current.items()
            if not one.opinion
        ]
        found = _missing(facts, self._seen)
        current = self._current
        return [Missing(key, _label(current[key]), current[key].received, batch) for key, batch in found.items()]

    def _finding_pending(self, one: Statement) -> bool:
        return weightiest(found.verdict for found in self._findings(one)) is Verdict.PENDING

    def _fact(self, key: str, one: Statement) -> Complaint:
        said, findings = one.rows[0], self._findings(one)
        whole = Complaint(
            key=key,
            number=one.number,
            received=one.received,
            unit=one.unit,
            officers=tuple(found.person for found in findings if found.person and not found.auxiliary),
            auxiliaries=tuple(found.person for found in findings if found.person and found.auxiliary),
            verdict=Verdict.PENDING,
            verdict_word="",
            verdict_date=None,
            serious=False,
            merged_into=one.word("merged_into"),
            channel=said.get("channel"),
            category=said.get("category"),
            content=said.get("content"),
            places=tuple(row.place for row in one.rows),
            complainant=one.word("complainant"),
            phone=one.word("phone"),
        )
        return whole.resting_on(findings)


def _gone_on(old: Statement, new: Statement) -> Statement | Problem:
    """The new statement as a version of the old one, under the number that is known; a problem where it is none."""
    whole = completed(new, old)
    if isinstance(whole, Problem):
        return whole
    return is_another(old, whole) or replace(whole, number=old.number)


def _is_version(old: Statement, new: Statement) -> bool:
    return not isinstance(_gone_on(old, new), Problem)


def _label(one: Statement) -> str:
    return one.number or f"{one.received} {one.unit}"


_FOUND_WORDS = {Verdict.SUSTAINED: "有效", Verdict.NOT_SUSTAINED: "无效", Verdict.PENDING: "待查"}


def _word(one: OfficerVerdict) -> str:
    return one.word or _FOUND_WORDS[one.verdict]


# ---------------------------------------------------------------- what a later export of the register lacks


@dataclass(frozen=True, slots=True)
class _Standing:
    """A complaint as it stands."""

    key: str
    received: date
    units: frozenset[str]
    pending: bool


def _missing(facts: Sequence[_Standing], seen: Mapping[int, Collection[str]]) -> dict[str, int]:
    """The complaints that are missing → the first export since they were last seen that lacks them.

    `seen` are the complaints that each batch has a row of, in the order of import.

    A later file is an export of the same register where it names at least half of the complaints that an earlier
    one had of its units and time, or of all the time before it where it goes on beyond what the earlier one had. A
    file of one unit says nothing of the others. A list of what is still open says
    nothing of the decided: only one that still names a decided one does.
    """
    known = {one.key: one for one in facts}
    batches = {batch: [known[key] for key in keys if key in known] for batch, keys in sorted(seen.items())}
    found: dict[str, int] = {}
    for batch, own in batches.items():
        for key in {one.key for one in own} & found.keys():
            del found[key]  # it is back
        for before, earlier in batches.items():
            if before < batch and own:
                for one in _lacking(earlier, own):
                    found.setdefault(one.key, batch)
    return found


def _lacking(earlier: Sequence[_Standing], later: Sequence[_Standing]) -> list[_Standing]:
    """What the later file lacks of the earlier one, if it is of the same register."""
    first, last = min(one.received for one in later), max(one.received for one in later)
    units = frozenset(unit for one in later for unit in one.units)
    own = [one for one in earlier if one.received <= last and (len(units) > 1 or one.units & units)]
    goes_on = {one.key for one in later} - {one.key for one in earlier}
    lacking = _lacking_of(own, later) if goes_on else []  # one with nothing new may be a few rows of it
    return lacking or _lacking_of([one for one in own if one.received >= first], later)


def _lacking_of(earlier: Sequence[_Standing], later: Sequence[_Standing]) -> list[_Standing]:
    """What the later file lacks of these, where it has at least half of them."""
    keys = {one.key for one in later}
    shared = [one for one in earlier if one.key in keys]
    goes_back = any(not one.pending for one in shared)
    lacking = [one for one in earlier if one.key not in keys and (one.pending or goes_back)]
    return lacking if shared and 2 * len(shared) >= len(earlier) else []


# ---------------------------------------------------------------- declared


COMPLAINTS = Declaration(
    kind=Register.COMPLAINTS,
    word="投诉",
    table="complaint",
    forms=(
        Form(
            Register.COMPLAINTS,
            "rows",
            "投诉登记",
            (
                Field("number", "编号", Type.CODE, viewed_as="投诉编号"),
                Field("received", "受理日期", Type.DATE, Says.WHEN, filled=True),
                Field("channel", "来源", tells=True),
                Field("complainant", "投诉人", masked=True, personal=True),
                Field("phone", "联系电话", masked=True, personal=True),
                Field("unit", "被投诉单位", Type.WORD),
                Field("officers", "被投诉民警", Type.NAMES, Says.WHO, nobody=True),
                BADGE,
                Field("category", "类别", Type.WORD, tells=True),
                Field("kind", "诉求类型", Type.WORD, since=2),
                Field("content", "投诉内容", Type.PROSE, Says.WHAT, summed=True, personal=True),
                Field("verdict", "认定结果", Type.VERDICT, Says.WHAT),
                Field("responsibility", "责任认定", Type.WORD),
                Field("verdict_date", "认定日期", Type.DATE),
                Field("state", "状态", Type.WORD, viewed_as="登记状态", since=2),
                Field("severity", "严重程度", Type.WORD),
                Field("handling", "处理情况", Type.PROSE, notes=True, personal=True),
                Field("merged_into", "并案编号", Type.CODE),
            ),
            needed=(("received",), ("unit", "officers", "badge"), ("verdict", "content")),
        ),
    ),
    settle=settle,
    view="投诉",
    viewed=(
        "number",
        "received",
        "channel",
        "unit",
        "officers",
        "category",
        "kind",
        "verdict",
        "responsibility",
        "verdict_date",
        "state",
        "severity",
        "merged_into",
    ),
)
