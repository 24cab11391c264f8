"""What issued bulletins said and the ledger no longer says; whoever is cleared is cleared in words.

An accusation that has fallen is never told again as if it stood, and one that no bulletin has told is not told now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zlts.model import MEASURES, Complaint, Entry, Kind, Person, PostedEntry, Role, Rule, Verdict
from zlts.periods import Month
from zlts.reconcile import identity


class Published(NamedTuple):
    """An issued bulletin's number, the last entry that the ledger then had, and the months that it is about."""

    number: str
    through: int
    months: tuple[Month, ...]


_WHY = {
    Rule.RATE: "评价数据已更正",
    Rule.MANUAL: "措施登记已更正",
    Rule.INSPECTION: "检查登记已更正",
    Rule.SERIOUS: "检查登记已更正",
    Rule.ESCALATION: "所依据的措施已撤销",
    Rule.COMPLAINT: "投诉登记已撤回",
}
_BY_RULES = "程序升级后按新的规则重新核对，原来据以登记的行不再这样计"
_POSTINGS = "任职登记已更正"
_STATES = (Kind.NO_AWARDS, Kind.NO_PROMOTION)
"""What is not done once but holds for the year, whatever it was ordered for."""
_UNTRUE = ("不属实", "不实", "查无实据", "查否", "失实", "不成立", "未查实")


def corrections(
    entries: Sequence[PostedEntry],
    published: Sequence[Published],
    complaints: Sequence[Complaint],
    waived: Mapping[str, str],
    by_rules: Collection[int] = (),
) -> list[PostedEntry]:
    """What corrects bulletins of one kind since the last of them; reversing entries say so in words.

    `entries` are all of the years concerned, `waived` by their matters why people decided that entries do not
    stand, in words, `by_rules` the numbers of the entries that fell because the program's rules had changed.
    """
    through = max((one.through for one in published), default=0)
    since = dict.fromkeys((month for one in published for month in one.months), through)
    return _since(entries, published, since, complaints, waived, by_rules)


def corrections_of_months(
    entries: Sequence[PostedEntry],
    months: Collection[Month],
    published: Sequence[Published],
    complaints: Sequence[Complaint],
    waived: Mapping[str, str],
    by_rules: Collection[int] = (),
) -> list[PostedEntry]:
    """The same for bulletins of these months, since the first one that told of each month.

    So a quarter's bulletin says what has changed since the bulletins of its months, told by them or not.
    """
    since: dict[Month, int] = {}
    for one in published:
        for month in one.months:
            if month in months:
                since.setdefault(month, one.through)
    return _since(entries, published, since, complaints, waived, by_rules)


def reasons_of_reversal(
    fallen: Sequence[PostedEntry],
    standing: Sequence[PostedEntry],
    complaints: Sequence[Complaint],
    waived: Mapping[str, str],
    by_rules: Collection[int] = (),
) -> dict[int, str]:
    """Why a pass took entries back, by their numbers, with the number of what stands in their place."""
    evidence, found = _Evidence(complaints, waived, by_rules), {}
    for one in fallen:
        successor = next((other.id for other in standing if _succeeds(other, one)), None)
        found[one.id] = evidence.why(one, standing) + (f"，改记为第 {successor} 号" if successor else "")
    return found


def _since(
    entries: Sequence[PostedEntry],
    published: Sequence[Published],
    since: Mapping[Month, int],
    complaints: Sequence[Complaint],
    waived: Mapping[str, str],
    by_rules: Collection[int] = (),
) -> list[PostedEntry]:
    """The entries later than the number that `since` has of their month."""
    evidence = _Evidence(complaints, waived, by_rules)
    by_number = {one.id: one for one in entries}
    new = [one for one in entries if one.entry.month in since and one.id > since[one.entry.month]]
    fallen = [(one, by_number[one.reverses]) for one in new if one.reverses is not None]
    told = [(one, was, said_in) for one, was in fallen if (said_in := _said_in(was, published))]
    standing = [one for one in entries if one.active and evidence.supports(one.entry)]
    stand = {one.id for one in standing}
    posted = [one for one in new if one.id in stand]
    again = _as_before([was for _, was, _ in told], posted)
    found = [_posted_again(one, entries, published) for one in posted if one.id not in again]
    found += [
        _saying(one, _words(was, said_in.number, standing, evidence))
        for one, was, said_in in told
        if was.id not in again
    ]
    return sorted(found, key=lambda one: one.id)


def _as_before(fallen: Sequence[PostedEntry], posted: Sequence[PostedEntry]) -> set[int]:
    """The numbers of entries taken back and posted again just as they had been told: nothing has changed."""
    found: set[int] = set()
    for was in fallen:
        same = (one for one in posted if one.id not in found and identity(one.entry) == identity(was.entry))
        if now := next(same, None):
            found |= {was.id, now.id}
    return found


def _said_in(posted: PostedEntry, published: Sequence[Published]) -> Published | None:
    """The first bulletin that told an entry; None where none did.

    A bulletin tells what it knew of its own months, and corrects those that were issued before it.
    """
    month_is_out = False
    for one in published:
        month_is_out = month_is_out or posted.entry.month in one.months
        if month_is_out and one.through >= posted.id:
            stood = posted.reversed_by is None or posted.reversed_by > one.through
            return one if stood else None
    return None


def _saying(posted: PostedEntry, reason: str) -> PostedEntry:
    return replace(posted, entry=replace(posted.entry, cause=replace(posted.entry.cause, reason=reason)))


def _posted_again(posted: PostedEntry, entries: Sequence[PostedEntry], published: Sequence[Published]) -> PostedEntry:
    """A new entry; where a bulletin has told that the same one was taken back, its reason says so."""
    back = {one.reverses: one for one in entries if one.reverses is not None}
    for was in reversed(entries):
        if was.id >= posted.id or not _succeeds(posted, was) or was.id not in back:
            continue
        revoked = _said_in(back[was.id], published)
        if _said_in(was, published) and revoked and revoked.through < posted.id:
            told = f"{posted.entry.cause.reason}（{_called(revoked.number)}曾予撤销，现重新认定）"
            return _saying(posted, told)
    return posted


def _called(number: str) -> str:
    """2013年第3期通报, or 编号 2013-3 的通报."""
    return f"{number}通报" if re.search("[期号]$", number) else f"编号 {number} 的通报"


def _succeeds(posted: PostedEntry, was: PostedEntry) -> bool:
    """Whether one entry stands in another's place: of the same matter and kind, for the same person."""
    one, other = posted.entry, was.entry
    return (one.cause.matter, one.kind, one.person) == (other.cause.matter, other.kind, other.person)


def _words(fallen: PostedEntry, number: str, standing: Sequence[PostedEntry], evidence: _Evidence) -> str:
    """2013年第3期通报对柳河清的谈话，因复核认定不属实，予以撤销.

    Nobody is told to be cleared who is not: what stands in its place, or beside it, is named.
    """
    entry = fallen.entry
    points = f"（{abs(entry.points)} 分）" if entry.points else ""
    whose = entry.person.name if entry.person else entry.unit
    about = f"{_called(number)}对{whose}的{entry.kind}{points}"
    why = evidence.why(fallen, standing)
    successor = next((one for one in standing if _succeeds(one, fallen)), None)
    if successor:
        return f"{about}，因{why}，改按更正后的情况登记，见第 {successor.id} 号"
    other = next((one for one in standing if _in_another_kind(one.entry, entry)), None)
    if other:
        return f"{about}，因{why}，改为{other.entry.kind}，见第 {other.id} 号"
    beside = next((one for one in standing if _bars_too(one.entry, entry)), None)
    if beside:
        return f"{about}，因{why}，予以撤销；另有{entry.kind}（第 {beside.id} 号）仍然有效"
    if why != _POSTINGS and evidence.holds_again(entry):
        return f"{about}目前没有登记；该投诉现仍认定为有效，以最近一次评定的结果为准"
    return f"{about}，因{why}，予以撤销"


def _in_another_kind(one: Entry, other: Entry) -> bool:
    """Whether they are measures of different kinds for one complaint and officer, as where a 告诫 becomes a 谈话."""
    if one.cause.rule is not Rule.COMPLAINT or one.person != other.person:
        return False
    same = one.cause.matter.rpartition(":")[0] == other.cause.matter.rpartition(":")[0]
    return same and one.kind in MEASURES and other.kind in MEASURES


def _bars_too(one: Entry, other: Entry) -> bool:
    """Whether both order the same of one person, which holds for the year until the last of them has fallen."""
    if one.kind not in _STATES or one.month.year != other.month.year:
        return False
    return (one.kind, one.person, one.role) == (other.kind, other.person, other.role)


def _of_another_lead(one: Entry, other: Entry) -> bool:
    """Whether both order the same of a unit's leaders for one cause, but of two people: one is no longer posted."""
    if one.role not in (Role.UNIT_LEAD, Role.BUREAU_LEAD) or one.person == other.person:
        return False
    same = (one.cause.rule, one.cause.reason, one.unit, one.role, one.kind, one.month)
    return same == (other.cause.rule, other.cause.reason, other.unit, other.role, other.kind, other.month)


class _Evidence:
    """What the register of complaints and the leading group say today of what an entry rests on."""

    def __init__(self, complaints: Sequence[Complaint], waived: Mapping[str, str], by_rules: Collection[int]) -> None:
        self._complaints, self._waived, self._by_rules = complaints, waived, by_rules

    def supports(self, entry: Entry) -> bool:
        """Whether an entry still has its ground; a pass that is due will take back one that has not."""
        if not _rests_on_complaint(entry):
            return True
        complaint = self._complaint_of(entry)
        return complaint is not None and _sustains(complaint, entry)

    def holds_again(self, entry: Entry) -> bool:
        """Whether the complaint of a fallen entry is sustained all the same: what follows, a pass has to say."""
        complaint = self._complaint_of(entry) if _rests_on_complaint(entry) else None
        if complaint is None or entry.cause.matter in self._waived or not _sustains(complaint, entry):
            return False
        return complaint.serious or entry.cause.rule is not Rule.SERIOUS

    def why(self, fallen: PostedEntry, standing: Sequence[PostedEntry]) -> str:
        """Why an entry fell, in a few words that accuse nobody."""
        entry = fallen.entry
        complaint = self._complaint_of(entry) if _rests_on_complaint(entry) else None
        cleared = complaint is not None and complaint.verdict is Verdict.NOT_SUSTAINED
        if entry.cause.matter in self._waived and not cleared:
            return self._waived[entry.cause.matter]
        if any(_of_another_lead(one.entry, entry) for one in standing):
            return _POSTINGS
        if complaint:
            return _why_no_complaint(entry, complaint)
        by_rules = fallen.id in self._by_rules and entry.cause.rule is not Rule.ESCALATION
        return _BY_RULES if by_rules else _WHY[entry.cause.rule]

    def _complaint_of(self, entry: Entry) -> Complaint | None:
        """The complaint an entry rests on, with what it says of the entry's officer alone."""
        own = [one for one in self._complaints if f"complaint:{one.key}:" in entry.cause.matter]
        if not own:
            return None
        complaint = max(own, key=lambda one: len(one.key))
        his = [one for one in complaint.own if entry.person and one.person and _same(one.person, entry.person)]
        return complaint.resting_on(his) if his else complaint


def _rests_on_complaint(entry: Entry) -> bool:
    return entry.cause.rule in (Rule.COMPLAINT, Rule.SERIOUS) and "complaint:" in entry.cause.matter


def _sustains(complaint: Complaint, entry: Entry) -> bool:
    """Whether the complaint is sustained against the entry's officer; a leader answers for the whole of it."""
    return complaint.sustained and (entry.role is not Role.OFFICER or _is_among(entry.person, complaint.officers))


def _is_among(person: Person | None, people: Sequence[Person]) -> bool:
    return person is not None and any(_same(person, one) for one in people)


def _same(one: Person, other: Person) -> bool:
    """One person, also where only one of the two records knows the badge."""
    return one.key == other.key or (one.name == other.name and not (one.badge and other.badge))


def _why_no_complaint(entry: Entry, complaint: Complaint) -> str:
    if complaint.merged_into:
        return "该投诉已并入另一件"
    if complaint.verdict is Verdict.NOT_SUSTAINED:
        untrue = any(word in complaint.verdict_word for word in _UNTRUE)
        return "复核认定不属实" if untrue else "复核后不认定为有效投诉"
    if complaint.verdict is Verdict.PENDING:
        return "该投诉正在重新核查"
    if entry.role is Role.OFFICER and _is_among(entry.person, complaint.auxiliaries):
        return _POSTINGS
    if entry.role is Role.OFFICER and not _is_among(entry.person, complaint.officers):
        return "经复核与本人无关"
    return "投诉登记已更正"
