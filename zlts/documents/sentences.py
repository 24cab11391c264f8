"""Facts of a period in whole sentences; a rate never stands without its counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from zlts.documents.letter import chinese_day, tight
from zlts.model import Complaint, Entry, Kind, Person, Role, Rule, Tally
from zlts.periods import Month, Span
from zlts.reports import on_paper

SPAN_WORDS = {Span.MONTH: "本月", Span.QUARTER: "本季度", Span.HALF: "半年来", Span.YEAR: "全年"}
ROLE_WORDS = {Role.OFFICER: "窗口民警", Role.UNIT_LEAD: "单位主要领导", Role.BUREAU_LEAD: "承包局领导"}
_CLAUSE = re.compile(r"([一二三四五六七八九十]+)\(([一二三四五六七八九十]+)\)")


def to_write(what: str) -> str:
    """A place that only a person can fill."""
    return f"【请补写：{what}】"


def listed(parts: Iterable[str]) -> str:
    return "、".join(parts)


def chinese_month(month: Month) -> str:
    return f"{month.year}年{month.number}月"


def clause_words(clause: str) -> str:
    """六(七) as a paper quotes it: 第六条第（七）项."""
    return _CLAUSE.sub(r"第\1条第（\2）项", clause)


def rate_words(tally: Tally) -> str:
    """A rate beside its counts."""
    counted = f"有效评价{tally.counted}个，满意{tally.satisfied}个"
    return f"满意率{tally.percent}（{counted}）" if tally.counted else "没有有效评价"


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


def complaint_words(one: Complaint) -> str:
    """A complaint by its number, day, unit, officers and category; nothing of the complainant."""
    number = f"{one.number}号" if one.number else ""
    people = listed(person.name for person in (*one.officers, *one.auxiliaries)) or "未写明民警"
    category = f"，{one.category}" if one.category else ""
    return f"{chinese_day(one.received)}受理的{number}投诉（{listed(one.units)}，{people}{category}）"


def tallied(words: Iterable[str], measure: str) -> str:
    """How often each word, most first: 来电3件、“12345”1件."""
    counts = Counter(word or "未写明" for word in words)
    kept = ((f"“{word}”" if word[-1].isdigit() else word, count) for word, count in counts.most_common())
    return listed(f"{word}{count}{measure}" for word, count in kept)


# ---------------------------------------------------------------- entries


def officers_by_reason(entries: Sequence[Entry]) -> list[str]:
    """One sentence for each entry: whose, where, why."""
    return [f"{entry.unit}{named(entry.person)}：{reason_words(entry)}。" for entry in entries]


def named(person: Person | None) -> str:
    return person.name if person else ""


def measure_counts(entries: Iterable[Entry], role: Role, kinds: Iterable[Kind]) -> str:
    """打招呼3人次、谈话1人次; "" where there is none."""
    counts = Counter(entry.kind for entry in entries if entry.role is role)
    return listed(f"{kind}{counts[kind]}人次" for kind in kinds if counts[kind])
