"""What one file says of one grievance, and whether two such statements are of one (readings: Complaints)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from zlts.model import Person, Problem
from zlts.names import plain
from zlts.redaction import is_nameless
from zlts.registers.rows import StoredRow
from zlts.roster import Found

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
