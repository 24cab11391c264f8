"""Facts of a period in whole sentences; a rate never stands without its counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from zlts.bulletins.situation import Done, Situation
from zlts.cells import clean
from zlts.documents.letter import chinese_day, tight
from zlts.model import Complaint, Entry, Kind, PostedEntry, Role, Rule, Tally
from zlts.periods import Month, Span
from zlts.policy import Bureau
from zlts.reports import on_paper

_Told = TypeVar("_Told")

SPAN_WORDS = {Span.MONTH: "本月", Span.QUARTER: "本季度", Span.HALF: "半年来", Span.YEAR: "全年"}
ROLE_WORDS = {Role.OFFICER: "窗口民警", Role.UNIT_LEAD: "单位主要领导", Role.BUREAU_LEAD: "承包局领导"}
_CLAUSE = re.compile(r"([一二三四五六七八九十]+)\(([一二三四五六七八九十]+)\)")


NAMELESS = "××"
"""Stands before a bureau's name that does not say which county's it is."""


def in_full(text: str, bureau: Bureau) -> str:
    """A text with the names of the bureau and its office such that a place is left where the county is not known."""
    whole = f"{NAMELESS}{bureau.name}" if bureau.name in _BARE else bureau.name
    if whole not in text:
        text = text.replace(bureau.name, whole)
    if bureau.office.startswith(_IN_SHORT):  # 县局政工室, which a title does not abbreviate
        text = text.replace(bureau.office, f"{whole}{bureau.office.removeprefix(_IN_SHORT)}")
    return text


_IN_SHORT = "县局"
_BARE = ("县公安局", "市公安局", "区公安局")


def to_write(what: str) -> str:
    """A place that only a person can fill."""
    return f"【请补写：{what}】"


def to_check(what: str) -> str:
    """What a person has to put right before the letter goes out."""
    return f"【请先处理：{what.rstrip('。')}】"


def listed(parts: Iterable[str]) -> str:
    return "、".join(parts)


def units_listed(units: Iterable[str], situation: Situation) -> str:
    """Units by name, neighbours that end alike sharing the ending: 交管、治安大队，城关、东岭派出所."""
    endings = sorted(set(situation.policy.words.unit_endings.values()), key=len)
    groups: list[tuple[str, list[str]]] = []
    for unit in units:
        ending = next((one for one in endings if unit.endswith(one) and unit != one), "")
        if ending and groups and groups[-1][0] == ending:
            groups[-1][1].append(unit.removesuffix(ending))
        else:
            groups.append((ending, [unit.removesuffix(ending)]))
    return "，".join(listed(names) + ending for ending, names in groups)


def chinese_month(month: Month) -> str:
    return f"{month.year}年{month.number}月"


def clause_words(clause: str) -> str:
    """六(七) as a paper quotes it: 第六条第（七）项."""
    return _CLAUSE.sub(r"第\1条第（\2）项", clause)


def rate_words(tally: Tally) -> str:
    """A rate beside how many evaluations it is of."""
    return f"满意率{tally.percent}（有效评价{tally.counted}个）" if tally.counted else "没有有效评价"


def reason_words(entry: Entry) -> str:
    """An entry's reason as print has it: the month or day it begins with in Chinese, no blanks beside figures.

    Nothing else in it is touched: a complaint's number may look like a month.
    """
    reason = entry.cause.reason
    for known, words in ((str(entry.day), chinese_day(entry.day)), (str(entry.month), chinese_month(entry.month))):
        if reason.startswith(f"{known} "):
            return tight(words + reason[len(known) + 1 :])
    if entry.cause.rule is Rule.ESCALATION:
        return tight(re.sub(r"(\d{4})-0?(\d{1,2})", r"\1年\2月", reason))
    return tight(_dated(reason))


def _dated(reason: str) -> str:
    return re.sub(
        r"^(\d{4})-(\d\d)-(\d\d) ", lambda found: f"{int(found[1])}年{int(found[2])}月{int(found[3])}日", reason
    )


def without_command(sentence: str) -> str:
    """What needs a person, as print has it."""
    return tight(on_paper(sentence))


# ---------------------------------------------------------------- complaints


def complaint_words(one: Complaint, happened: str, year: int) -> str:
    """A complaint by officers, category, what happened, number and day; nothing of the complainant.

    `happened` may be empty; `year` goes without saying.
    """
    people = listed(person.name for person in (*one.officers, *one.auxiliaries)) or "未写明民警"
    told = "，".join(words for words in (people, one.category, happened and f"群众反映“{happened}”") if words)
    number, day = f"{one.number}号，" if one.number else "", chinese_day(one.received)
    return f"{told}（{number}{day.removeprefix(f'{year}年')}受理）"


def content_words(one: Complaint) -> str:
    """What happened, as the register has it, in one piece without its stop; "" where it is no sentence."""
    told = tight(clean(one.content)).replace(",", "，").replace(";", "；").strip(" 。，；")
    if not told or told.startswith(_NO_SENTENCE):
        return ""
    return told if len(told) <= _LONGEST_CONTENT else f"{told[:_LONGEST_CONTENT]}……"


def ordered_words(
    one: Complaint, brought: Sequence[PostedEntry], carried_out: Mapping[str, Done], *, brief: bool = False
) -> str:
    """What a complaint brought its officers, and which of it has been carried out; those alike in one phrase.

    Each order in a phrase, or `brief` in its ledger's word.
    """
    alike: dict[str, list[str]] = {}
    for person in one.officers:
        own = [posted.entry for posted in brought if posted.entry.person == person]
        told = listed(_order(entry, carried_out, brief=brief) for entry in own)
        if told:
            alike.setdefault(told, []).append(person.name)
    if len(alike) == 1 and (brief or len(one.officers) == 1):
        return next(iter(alike))
    return "；".join(f"对{listed(names)}{told}" for told, names in alike.items())


def _order(entry: Entry, carried_out: Mapping[str, Done], *, brief: bool) -> str:
    done = carried_out.get(entry.cause.matter)
    told = f"（{chinese_day(date.fromisoformat(done.day))}执行）" if done else ""
    return f"{entry.kind if brief else ORDERS.get(entry.kind, entry.kind)}{told}"


ORDERS = {
    Kind.REMINDER: "给予打招呼一次",
    Kind.TALK: "给予谈话一次",
    Kind.ADMONISHMENT: "给予告诫一次",
    Kind.NO_AWARDS: "取消当年评先评优资格",
    Kind.NO_PROMOTION: "当年不得提拔任用",
    Kind.TRANSFER: "调整到农村派出所",
    Kind.ACCOUNTABILITY: "追究责任",
}
"""六(七): what an entry orders, as a letter says it."""

_NO_SENTENCE = ("=", "+", "-", "@")
_LONGEST_CONTENT = 60


def tallied(words: Iterable[str], measure: str, *, most: int = 0) -> str:
    """How often each word, most first: 来电3件、“12345”1件; of more than `most` kinds the first, and 等."""
    counts = Counter(word or "未写明" for word in words)
    kept = ((f"“{word}”" if word[-1].isdigit() else word, count) for word, count in counts.most_common())
    told = [f"{word}{count}{measure}" for word, count in kept]
    return f"{listed(told[:most])}等" if 0 < most < len(told) else listed(told)


# ---------------------------------------------------------------- entries


def measure_counts(entries: Iterable[Entry], role: Role, kinds: Iterable[Kind]) -> str:
    """打招呼3人次、谈话1人次; "" where there is none."""
    counts = Counter(entry.kind for entry in entries if entry.role is role)
    return listed(f"{kind}{counts[kind]}人次" for kind in kinds if counts[kind])


def points_words(points: Iterable[int]) -> str:
    """加2分，扣5分; 无加分，扣5分; 无加减分."""
    points = list(points)
    plus, minus = sum(max(one, 0) for one in points), -sum(min(one, 0) for one in points)
    if not plus and not minus:
        return "无加减分"
    return f"{f'加{plus}分' if plus else '无加分'}，{f'扣{minus}分' if minus else '无扣分'}"


def grouped(told: Iterable[tuple[str, _Told]], order: Sequence[str]) -> list[tuple[str, list[_Told]]]:
    """What is told of each unit, in the roster's order; those it does not name last."""
    own: dict[str, list[_Told]] = {}
    for unit, words in told:
        own.setdefault(unit, []).append(words)
    places = {unit: place for place, unit in enumerate(order)}
    return sorted(own.items(), key=lambda one: places.get(one[0], len(places)))
