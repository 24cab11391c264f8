"""The complaint register: versions of grievances in the order of import (readings: Complaints).

Rows of one file with one number are one complaint with all their officers, each with his own finding; the
number with the year of receipt is its identity, else date, unit, officers, text and, where given, the
complainant. Every version is kept, the last one counts.

People's decisions rest on the keys under which complaints are known for good (readings: Identity). A row's key is
kept with it, also when its file is taken back: the complaint that comes again gets its key again, and no other does.

Two numbers may be one grievance: merges that somebody ordered, and pairs that may be one (readings: One grievance).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count

from zlts.model import (
    Complaint,
    Missing,
    OfficerVerdict,
    Opinion,
    Person,
    Problem,
    Register,
    Verdict,
    VerdictChange,
    weightiest,
)
from zlts.names import number_marks, plain
from zlts.policy import ByDay, Words
from zlts.redaction import is_nameless
from zlts.registers.declaration import BADGE, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Settled, StoredRow, future, in_order, is_serious, iso_day, present
from zlts.registers.words import unknown_word
from zlts.roster import Found, Roster


def verdict_of(word: str, responsibility: str, words: Words, state: str = "") -> Verdict | Problem:
    """What a verdict, a responsibility and a state mean together (readings: Verdicts)."""
    if responsibility and responsibility not in words.responsibilities:
        return unknown_word("责任认定", responsibility, words.responsibilities)
    if word and word not in words.verdicts:
        return unknown_word("认定结果", word, words.verdicts)
    if state and state not in words.states:
        return unknown_word("状态", state, words.states)
    found = _found(word, responsibility, words)
    if isinstance(found, Problem) or not (state and words.states[state]):
        return found
    if found is Verdict.SUSTAINED:
        told = f"状态是“{state}”，认定结果却是“{word}”，不知道以哪个为准：请改好登记簿再导入"
        return Problem("状态", state, told)
    return found if found is Verdict.NOT_SUSTAINED else words.withdrawn


def _found(word: str, responsibility: str, words: Words) -> Verdict | Problem:
    verdict = words.verdicts[word] if word else Verdict.PENDING
    if not responsibility or (verdict is Verdict.PENDING and word not in words.by_responsibility):
        return verdict
    responsible = words.responsibilities[responsibility]
    denied = verdict is Verdict.NOT_SUSTAINED and responsible
    if denied or (word in words.responsibilities and words.responsibilities[word] != responsible):
        return Problem("责任认定", responsibility, f"认定结果是“{word}”，与责任认定矛盾")
    return Verdict.SUSTAINED if responsible else Verdict.NOT_SUSTAINED


def word_problems(row: StoredRow, words: Words) -> Iterator[Problem | None]:
    """What cannot be understood of the words that decide a complaint."""
    said = (plain(row.get(code)) for code in ("verdict", "responsibility", "state"))
    verdict, responsibility, state = said
    found = verdict_of(verdict, responsibility, words, state)
    yield found if isinstance(found, Problem) else None
    severity = plain(row.get("severity"))
    if is_serious(severity, words) is None:
        yield unknown_word("严重程度", severity, words.severities)


def reading_day(received: date, decided: date | None) -> date:
    """The day by whose policy a complaint's words are read: the verdict's, or the last of the year of receipt."""
    return min(decided or received, date(received.year, 12, 31))


class Kinds:
    """Which rows are opinions and no complaints, by the kind of matter that they say.

    A column of categories is one of kinds where all its words in a sheet are, and they are of several kinds
    or of complaints; elsewhere a word of praise or advice in it is put before a person.
    """

    def __init__(self, rows: Iterable[StoredRow], policies: ByDay) -> None:
        self._policies = policies
        said: dict[tuple[int, str], list[StoredRow]] = {}
        for row in rows:
            if row.get("category"):
                said.setdefault((row.place.batch, row.place.sheet), []).append(row)
        self._by_category = {sheet for sheet, found in said.items() if self._are_kinds(found)}

    def _are_kinds(self, rows: Sequence[StoredRow]) -> bool:
        meanings = {plain(row.get("category")): self._meaning(row, "category") for row in rows}
        return None not in meanings.values() and (len(meanings) > 1 or True in meanings.values())

    def _kinds(self, row: StoredRow) -> Mapping[str, bool]:
        received = iso_day(row.get("received")) if not row.broken else None
        return self._policies.on(reading_day(received, None) if received else date.min).words.kinds

    def _meaning(self, row: StoredRow, code: str) -> bool | None:
        return self._kinds(row).get(plain(row.get(code)))

    def word(self, row: StoredRow) -> str:
        """The kind that a row says; "" where it says none."""
        by_category = (row.place.batch, row.place.sheet) in self._by_category
        return plain(row.get("kind")) or (plain(row.get("category")) if by_category else "")

    def is_opinion(self, row: StoredRow) -> bool | Problem:
        """Whether a row is one; a problem where that cannot be told."""
        kind, category, known = self.word(row), plain(row.get("category")), self._kinds(row)
        if kind:
            return not known[kind] if kind in known else unknown_word("诉求类型", kind, known)
        if known.get(category) is False or _ends_in_opinion(category, known):
            told = (
                f"“{category}”像是来件的种类：不是投诉的，这样导入：--map 诉求类型=这一栏的表头；"
                f"确是投诉的，这样导入：--map 类别:{category}=投诉"
            )
            return Problem("类别", category, told)
        if any(sign in category for sign in _NO_MATTER):
            told = (
                f"类别是“{category}”，像是不归窗口管的来件：不算的请从表里删去；"
                f"确是投诉的，这样导入：--map 类别:{category}=投诉"
            )
            return Problem("类别", category, told)
        return False


def _ends_in_opinion(category: str, known: Mapping[str, bool]) -> bool:
    """Whether a category such as 投诉转表扬 ends in a kind of matter that is no complaint."""
    bare = category.removesuffix("类").removesuffix("件")
    return category not in known and any(not is_one and bare.endswith(word) for word, is_one in known.items())


_NO_MATTER = ("非警务", "非投诉", "非窗口", "非公安", "非诉求", "骚扰", "报警")


# ---------------------------------------------------------------- what one file says of one grievance

COMPARED = (
    "channel", "complainant", "phone", "category", "kind", "content", "verdict", "responsibility", "verdict_date",
    "state", "severity", "handling", "merged_into",
)  # fmt: skip
_FOUND = ("verdict", "responsibility", "verdict_date", "state", "severity")
"""What is found of one person on one allegation: rows of one file must agree in it."""
_NAMES = {
    "received": "受理日期",
    "unit": "被投诉单位",
    "verdict": "认定结果",
    "responsibility": "责任认定",
    "verdict_date": "认定日期",
    "state": "状态",
    "severity": "严重程度",
    "merged_into": "并案编号",
    "kind": "诉求类型",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One row, read: whose it is, and its words where its file has the column."""

    row: StoredRow
    received: date
    unit: str
    """As the row has it; blank where it names officers only."""
    officers: tuple[Found, ...]
    words: Mapping[str, str]
    opinion: bool = False

    @property
    def people(self) -> frozenset[str]:
        return frozenset(found.person.key for found in self.officers)

    @property
    def where(self) -> str:
        """Its unit, or that of the first officer."""
        return self.unit or (self.officers[0].unit if self.officers else "")

    @property
    def base(self) -> tuple[str, ...]:
        """What tells it apart where it has no number, the complainant aside."""
        return ("", str(self.received), self.where, ",".join(sorted(self.people)), self.words.get("content", ""))

    @property
    def allegation(self) -> tuple[str, str]:
        return self.words.get("content", ""), self.words.get("category", "")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one file says of one grievance."""

    number: str
    rows: tuple[StoredRow, ...]
    said: tuple[Said, ...]
    silent: frozenset[str] = frozenset()
    """Of unit and officers what its file has no column for: that says nothing, and leaves what is known."""

    @property
    def batch(self) -> int:
        return self.rows[0].place.batch

    @property
    def received(self) -> date:
        return self.said[0].received

    @property
    def unit(self) -> str:
        return self.said[0].where

    @property
    def opinion(self) -> bool:
        return self.said[0].opinion

    @property
    def base(self) -> tuple[str, ...]:
        return self.said[0].base

    @property
    def complainant(self) -> str:
        return next(filter(None, (one.words.get("complainant", "") for one in self.said)), "")

    @property
    def units(self) -> frozenset[str]:
        return _units(self.said)

    def word(self, code: str) -> str:
        """The first row's word, else the first that any row has."""
        return next(filter(None, (one.words.get(code, "") for one in self.said)), "")

    def agrees(self, other: Statement) -> bool:
        """Whether day, unit and officers agree, and not both complainant and text say otherwise."""
        days = self.received == other.received
        units = "unit" in self.silent or self.units == other.units
        people = "officers" in self.silent or _people(self.said) == _people(other.said)
        if not (days and units and people):
            return False
        pairs = [(_complainants(self.said), _complainants(other.said)), (_texts(self.said), _texts(other.said))]
        told = [(mine, theirs) for mine, theirs in pairs if mine and theirs]
        return not told or any(_meet(mine, theirs) for mine, theirs in told)


def _units(said: Iterable[Said]) -> frozenset[str]:
    found = {unit for one in said for unit in ([one.unit] if one.unit else [who.unit for who in one.officers])}
    return frozenset(found)


def _people(said: Iterable[Said]) -> frozenset[str]:
    return frozenset(key for one in said for key in one.people)


def _complainants(said: Iterable[Said]) -> frozenset[str]:
    """Names that name somebody, and numbers of phones."""
    names = {one.words.get("complainant", "") for one in said}
    phones = {"".join(filter(str.isdigit, one.words.get("phone", ""))) for one in said}
    return frozenset({name for name in names if not is_nameless(name)} | (phones - {""}))


def _texts(said: Iterable[Said]) -> frozenset[str]:
    return frozenset({one.words.get("content", "") for one in said} - {""})


_LEAST_TEXT = 4


def _meet(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether they share one, or one was written on: 态度冷淡 and 态度冷淡，材料退回."""
    if mine & theirs:
        return True
    pairs = [sorted((one, other), key=len) for one in mine for other in theirs]
    return any(len(short) >= _LEAST_TEXT and long.startswith(short) for short, long in pairs)


_Told = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def _told(mine: Sequence[Said], theirs: Sequence[Said]) -> _Told:
    """Complainant, text and officers, as far as both tell them."""
    pairs = {
        "投诉人": (_complainants(mine), _complainants(theirs)),
        "内容": (_texts(mine), _texts(theirs)),
        "民警": (_people(mine), _people(theirs)),
    }
    return {name: pair for name, pair in pairs.items() if all(pair)}


def _agree_on_other_days(told: _Told) -> bool:
    """Whether rows of two days may be one grievance: by complainant or text, by an officer only without these."""
    own = {name: pair for name, pair in told.items() if name != "民警"} or told
    return any(_meet(mine, theirs) for mine, theirs in own.values())


# ---------------------------------------------------------------- the rows of one file


Wrong = Callable[[StoredRow], Problem]
"""From a row to what is to be said of it."""


def contradiction(said: Sequence[Said]) -> Wrong | None:
    """In what the rows of one number (or without one, alike) cannot be one grievance; None where they can."""
    first = said[0]
    other = next((one for one in said if _apart(first, one)), None)
    if other is not None:
        return _used_twice(first.row, other.row)
    for code in ("received", "merged_into"):
        if len({plain(one.row.get(code)) for one in said}) > 1:
            return _differing(code, "", sorted({one.row.get(code) for one in said}))
    if len({one.opinion for one in said}) > 1:
        return _differing("kind", "", sorted({one.words.get("kind", "") for one in said}))
    return _two_findings(said)


def _apart(one: Said, other: Said) -> bool:
    """Whether two rows of one number are of two grievances: of other days or units, and in nothing alike."""
    told = _told([one], [other])
    if one.received != other.received:
        return not _agree_on_other_days(told)
    alike = any(_meet(mine, theirs) for mine, theirs in told.values())
    return bool(told) and not alike and not _units([one]) & _units([other])


def _two_findings(said: Sequence[Said]) -> Wrong | None:
    """One person's allegation that is found in two ways, or his unit that is two."""
    persons: dict[Person | str, list[Said]] = {}
    for one in said:
        for found in one.officers or (None,):
            persons.setdefault(found.person if found else one.where, []).append(one)
    for whose, own in persons.items():
        who = whose.name if isinstance(whose, Person) else whose
        units = sorted({one.unit for one in own if one.unit})
        if len(units) > 1:
            return _differing("unit", who, units)
        allegations: dict[tuple[str, str], list[Said]] = {}
        for one in own:
            allegations.setdefault(one.allegation, []).append(one)
        for rows in allegations.values():
            for code in _FOUND:
                words = sorted({one.words.get(code, "") for one in rows})
                if len(words) > 1:
                    return _differing(code, who, words)
    return None


def _differing(code: str, who: str, words: Sequence[str]) -> Wrong:
    """Rows of one grievance that say two things, and what can be done."""
    name = _NAMES[code]
    told = "、".join(word or "空白" for word in words)
    whose = f"对{who}的同一项投诉，" if who and code != "unit" else ""
    several = "；确是几项内容的，请在各行分别写明投诉内容" if code in _FOUND else ""

    def wrong(row: StoredRow) -> Problem:
        if not row.get("number"):
            reason = (
                f"几行的受理日期、单位、民警和内容都相同，{name}却不同（{told}）："
                "是同一件的请改成一致，是几件的请补上编号或投诉人"
            )
            return Problem(name, row.get(code), reason)
        reason = f"同一编号的几行说法不一致（{name}）：{whose}写了{told}，请改成一致再导入{several}"
        return Problem("编号", row.get("number"), reason)

    return wrong


_WAYS_OUT = "编号每月或每个单位重新起的，不用编号导入：--map 编号=-；是同一件的，请核对登记簿再导入"


def _used_twice(first: StoredRow, other: StoredRow) -> Wrong:
    told = f"编号在本文件里用于不止一件投诉（{_place(first)}、{_place(other)}）：{_WAYS_OUT}"
    return lambda row: Problem("编号", row.get("number"), told)


def _place(row: StoredRow) -> str:
    return f"{row.place.sheet} 第 {row.place.row} 行" if row.place.sheet else f"第 {row.place.row} 行"


# ---------------------------------------------------------------- two files


def completed(new: Statement, old: Statement) -> Statement | Problem:
    """The new statement, with what its file has no column for as the old one has it."""
    if new.opinion or old.opinion:
        return new
    said = new.said
    if "officers" in new.silent:
        if len({(one.where, *(one.words.get(code, "") for code in _FOUND)) for one in old.said}) > 1:
            told = "以前登记的几名民警认定不同，这份登记簿没有民警一栏，分不清是谁的认定：请补上民警一栏再导入"
            return Problem("编号", new.number, told)
        said = tuple(
            replace(one, unit=like.unit if "unit" in new.silent else one.unit, officers=like.officers)
            for one in new.said
            for like in old.said
        )
    elif "unit" in new.silent:
        said = tuple(replace(one, unit=_partner(one, old).unit) if _shared(one, old) else one for one in said)
    said = tuple(replace(one, words={**_partner(one, old).words, **one.words}) for one in said)
    return replace(new, said=said)


def _shared(one: Said, old: Statement) -> bool:
    return bool(one.people & _people(old.said)) or not one.officers


def _partner(one: Said, old: Statement) -> Said:
    """The old row which the new one goes on from: of the same person and allegation, as far as there is one."""

    def nearness(other: Said) -> tuple[bool, bool]:
        alike = bool(one.people & other.people) or one.people == other.people
        return alike, one.words.get("content", "") == other.words.get("content", "")

    return max(old.said, key=nearness)


def same(old: Statement, new: Statement) -> bool:
    """Whether the new one says nothing new, in however many rows."""
    return (old.opinion, old.received, _facts(old)) == (new.opinion, new.received, _facts(new))


def _facts(one: Statement) -> frozenset[tuple[object, ...]]:
    return frozenset(
        (said.unit or (found.unit if found else ""), found.person.key if found else "", frozenset(said.words.items()))
        for said in one.said
        for found in said.officers or (None,)
    )


def says_again(rows: Sequence[StoredRow], known: Sequence[StoredRow]) -> bool:
    """Whether rows tell again the complaint of their number that earlier rows told, whatever the roster knows.

    Complainants that differ make it another, and so do officers where the number is written otherwise (007 and 7).
    Of another day, the texts must meet.
    """
    if plain(rows[0].get("number")) != plain(known[0].get("number")) and _named(rows) != _named(known):
        return False
    mine, theirs = ([_bare(row) for row in own] for own in (rows, known))
    told = _told(mine, theirs)
    if "投诉人" in told and not _meet(*told["投诉人"]):
        return False
    if "内容" in told and _meet(*told["内容"]):
        return True
    if mine[0].row.get("received") != theirs[0].row.get("received"):
        return False
    return "投诉人" in told or ("内容" not in told and _named(rows) == _named(known))


def _bare(row: StoredRow) -> Said:
    words = {code: plain(row.get(code)) for code in COMPARED if code in row.fields}
    return Said(row, date.min, "", (), words)


def _named(rows: Iterable[StoredRow]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(plain(row.get(code)) for code in ("unit", "officers", "badge")) for row in rows)


def is_another(old: Statement, new: Statement) -> Problem | None:
    """Why a row under a known number is another complaint: None where it is a version of it.

    A version agrees in the complainant, the text or an officer, and in the day of receipt or the unit. Of another
    day, an officer is not enough where complainants or texts are given: numbers begin again, officers stay.
    """
    if not new.number:
        return None
    one_day, one_unit = old.received == new.received, bool(old.units & new.units)
    told = _told(old.said, new.said)
    if one_day:
        agree = any(_meet(mine, theirs) for mine, theirs in told.values()) or (not told and one_unit)
    else:
        agree = one_unit and _agree_on_other_days(told)
    if agree:
        return None
    return used_for_another(old, new)


def used_for_another(old: Statement, new: Statement) -> Problem:
    """That the number of a statement is that of another complaint, and in what they differ."""
    told = _told(old.said, new.said)
    differ = [name for name, (mine, theirs) in told.items() if not _meet(mine, theirs)]
    is_one = {"受理日期": old.received == new.received, "单位": bool(old.units & new.units)}
    differ += [name for name, alike in is_one.items() if not alike]
    first, here = old.rows[0], new.rows[0]
    reason = f"编号已用于另一件投诉（{first.where}）：与本文件{_place(here)}的{'、'.join(differ)}不同；{_WAYS_OUT}"
    return Problem("编号", new.number, reason)


# ---------------------------------------------------------------- the key of a complaint

Slot = tuple[object, str]
"""A number's marks and the year of receipt."""
_Base = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownKeys:
    """The keys kept so far by row, and the rows that do not stand any more but may come again."""

    of: Mapping[int, str] = field(default_factory=dict)
    gone: Sequence[StoredRow] = ()
    borne: frozenset[str] = frozenset()
    """Keys that an older ledger's entries and decisions bear, and that have the text in words."""


def slot_of(row: StoredRow) -> Slot | None:
    """Under what a row with a number is looked for; None where it has none."""
    number = plain(row.get("number"))
    return (number_marks(number), row.get("received")[:4]) if number else None


class Keys:
    """What is known of complaints by their keys, and the keys of those that are new."""

    def __init__(self, known: KnownKeys, rows: Iterable[StoredRow]) -> None:
        """`rows` are those that stand."""
        self._of, self._borne = known.of, known.borne
        self._used = set(known.of.values())
        self._ahead: dict[_Base | Slot, dict[str, Statement]] = defaultdict(dict)
        self._gone: dict[tuple[_Base, str], str] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        self._said: dict[Slot, dict[tuple[str, int], list[StoredRow]]] = defaultdict(dict)
        for row in chain(rows, known.gone):
            key, slot = known.of.get(row.id), slot_of(row)
            if key and slot:
                self._said[slot].setdefault((key, row.place.batch), []).append(row)
        self.kept: dict[int, str] = {}
        """Row → the key to be kept with it."""

    def standing(self, one: Statement) -> None:
        """Take note of a statement that stands, should its rows have a key."""
        if key := self.own(one):
            self._ahead[slot_of(one.rows[0]) or one.base][key] = one
            self._names[key].add(one.complainant)

    def gone(self, one: Statement) -> None:
        """Take note of a statement that was taken back."""
        if key := self.own(one):
            if not one.number:
                self._gone.setdefault((one.base, one.complainant), key)
            self._names[key].add(one.complainant)

    def own(self, one: Statement) -> str | None:
        """The key that its rows have had."""
        return next((self._of[row.id] for row in one.rows if row.id in self._of), None)

    def ahead(self, one: Statement) -> Mapping[str, Statement]:
        """By key, the statements of its number or (without one) of its base that stand, earlier or later."""
        return self._ahead.get(slot_of(one.rows[0]) or one.base, {})

    def gone_like(self, one: Statement) -> str | None:
        """The key of one without a number that said the same, the complainant included, and was taken back."""
        return self._gone.get((one.base, one.complainant))

    def said_before(self, one: Statement, but: Container[str]) -> str | None:
        """The key of the complaint of its number that rows told before which do not stand; none of `but`."""
        slot = slot_of(one.rows[0])
        said = self._said.get(slot, {}) if slot else {}
        found = (key for (key, _), rows in said.items() if key not in but and says_again(one.rows, rows))
        return next(found, None)

    def is_anothers(self, key: str, complainant: str) -> bool:
        """Whether a complaint was once known to be somebody else's."""
        return bool(self._names[key] - {"", complainant})

    def fresh(self, one: Statement) -> str:
        """A key that no complaint has had."""
        if one.number:
            stem = in_words = f"{one.number}@{one.received.year}"
        else:
            # the text is personal data and goes when its time has come; a key stays
            *where, text = one.base
            stem = "@".join((*where, hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""))
            in_words = "@".join(one.base)
        marks = ("" if nth == 1 else f"@{nth}" for nth in count(1))
        mark = next(one for one in marks if self._used.isdisjoint((f"{stem}{one}", f"{in_words}{one}")))
        return f"{in_words}{mark}" if f"{in_words}{mark}" in self._borne else f"{stem}{mark}"

    def keep(self, key: str, rows: Iterable[StoredRow]) -> None:
        """Say that rows are of the complaint of that key."""
        self._used.add(key)
        self.kept.update((row.id, key) for row in rows)


# ---------------------------------------------------------------- two numbers, one grievance


def with_merges(complaints: list[Complaint], decided: Mapping[str, str]) -> list[Complaint]:
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
    earlier: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    found = []
    for place, other in enumerate(standing):
        marks = list(_marks(other))
        for before in {before for mark in marks for before in earlier[mark]}:
            one = standing[before]
            if (other.received - one.received).days <= days and _complained_of(one) & _complained_of(other):
                found.append((before, place))
        for mark in marks:
            earlier[mark].append(place)
    return [(standing[one], standing[other]) for one, other in sorted(found)]


def _marks(one: Complaint) -> Iterator[tuple[str, str]]:
    """What two complaints of one grievance may share."""
    if one.phone:
        yield "phone", one.phone
    if one.content:
        yield "content", one.content
    if not is_nameless(one.complainant):
        yield "complainant", one.complainant


def _complained_of(one: Complaint) -> set[Person]:
    return {*one.officers, *one.auxiliaries}


# ---------------------------------------------------------------- the register


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
        self._seen[_export_of(new.rows[0])].add(key)
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
                self._seen[_export_of(row)].add(key)

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


def _export_of(row: StoredRow) -> int:
    """The batch of the register that a row is of; a corrected one is of the file in which it was rejected."""
    return row.returned_to or row.place.batch


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
