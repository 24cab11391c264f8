"""What issued bulletins said and the ledger no longer says; whoever is cleared is cleared in words.

An accusation that has fallen is never told again as if it stood, and one that no bulletin has told is not told now.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from zlts.model import Complaint, Entry, PostedEntry, Rule, Verdict
from zlts.periods import Month


class Published(NamedTuple):
    """An issued bulletin's number, the last entry that it knew of, and the months that it is about."""

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
_UNTRUE = ("不属实", "不实", "查无实据", "查否", "失实", "不成立", "未查实")


def corrections(
    entries: Sequence[PostedEntry],
    months: Collection[Month],
    published: Sequence[Published],
    complaints: Sequence[Complaint],
    waived: Mapping[str, str],
) -> list[PostedEntry]:
    """The entries that correct bulletins of these months, since the last one; reversing ones say so in words.

    `entries` are all of the years concerned, `waived` the documents of the waivers by their matters.
    """
    if not published:
        return []
    by_number = {one.id: one for one in entries}
    found = []
    for one in entries:
        if one.id <= published[-1].through or one.entry.month not in months:
            continue
        if one.reverses is None:
            found += [one] if one.active else []
            continue
        fallen = by_number[one.reverses]
        said_in = _said_in(fallen, published)
        if said_in:
            told = _words(fallen, said_in, _successor(fallen, entries), _why(fallen.entry, complaints, waived))
            found.append(replace(one, entry=replace(one.entry, cause=replace(one.entry.cause, reason=told))))
    return found


def _said_in(posted: PostedEntry, published: Sequence[Published]) -> str:
    """The number of the first bulletin that told an entry; "" where none did.

    A bulletin tells what it knew of its own months, and corrects those that were issued before it.
    """
    month_is_out = False
    for one in published:
        month_is_out = month_is_out or posted.entry.month in one.months
        if month_is_out and one.through >= posted.id:
            return one.number
    return ""


def _words(fallen: PostedEntry, said_in: str, successor: int | None, why: str) -> str:
    """2013年第3期通报对柳河清的谈话，因复核认定不属实，予以撤销."""
    entry = fallen.entry
    bulletin = f"{said_in}通报" if re.search("[期号]$", said_in) else f"编号 {said_in} 的通报"
    points = f"（{abs(entry.points)} 分）" if entry.points else ""
    whose = entry.person.name if entry.person else entry.unit
    end = f"改按更正后的情况登记，见第 {successor} 号" if successor else "予以撤销"
    return f"{bulletin}对{whose}的{entry.kind}{points}，因{why}，{end}"


def _successor(fallen: PostedEntry, entries: Sequence[PostedEntry]) -> int | None:
    """The entry that stands in the place of a reversed one: of the same matter, for the same person."""
    own = (one for one in entries if one.active and one.entry.cause.matter == fallen.entry.cause.matter)
    return next((one.id for one in own if one.entry.kind is fallen.entry.kind), None)


def _why(entry: Entry, complaints: Sequence[Complaint], waived: Mapping[str, str]) -> str:
    """Why an entry fell, in a few words that accuse nobody."""
    cause = entry.cause
    if cause.matter in waived:
        return f"领导小组决定免除（{waived[cause.matter]}）"
    own = [one for one in complaints if f"complaint:{one.key}:" in cause.matter]
    if not own or cause.rule not in (Rule.COMPLAINT, Rule.SERIOUS):
        return _WHY[cause.rule]
    return _why_no_complaint(entry, max(own, key=lambda one: len(one.key)))


def _why_no_complaint(entry: Entry, complaint: Complaint) -> str:
    if complaint.merged_into:
        return "该投诉已并入另一件"
    if complaint.verdict is Verdict.NOT_SUSTAINED:
        untrue = any(word in complaint.verdict_word for word in _UNTRUE)
        return "复核认定不属实" if untrue else "复核后不认定为有效投诉"
    if complaint.verdict is Verdict.PENDING:
        return "该投诉正在重新核查"
    if entry.person is not None and entry.cause.rule is Rule.COMPLAINT and entry.person not in complaint.officers:
        return "经复核与本人无关"
    return "投诉登记已更正"
