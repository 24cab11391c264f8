"""The policy file: TOML text → checked values (see `policy`); every refusal names the key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from zlts.errors import PolicyRefused
from zlts.model import Kind, Post, Role, Verdict
from zlts.policy import (
    AnomalyRule,
    AssistanceRule,
    AwardRule,
    Bureau,
    ClauseNote,
    Compared,
    ComplaintRule,
    EscalationRule,
    FilingRule,
    InspectionRule,
    Policy,
    RankingRule,
    RateRule,
    Reading,
    SeriousRule,
    Titles,
    Words,
)
from zlts.section import Section


def load(text: str, fallback: str = "") -> Policy:
    """Read a policy file's text.

    `fallback` is another policy's text: a setting that came with a later version of the program is taken
    from it, so that a ledger whose policy was adopted before still opens.

    Raises:
        PolicyRefused: no TOML, or a value that does not hold; the message names the key.
    """
    values = _parsed(text)
    top = Section(_completed(values, _parsed(fallback)) if fallback else values)
    return Policy(
        name=top.text("name"),
        effective_from=top.day("effective_from"),
        bureau=_bureau(top.section("bureau")),
        titles=_titles(top.section("titles")),
        rate=_rate(top.section("rate")),
        complaint=_complaint(top.section("complaint")),
        escalation=_escalation(top.section("escalation")),
        serious=_serious(top.section("serious")),
        inspection=_inspection(top.section("inspection")),
        filing=_filing(top.section("filing")),
        ranking=_ranking(top.section("ranking")),
        awards=_awards(top.section("awards")),
        assistance=_assistance(top.section("assistance")),
        anomalies=_anomalies(top.section("anomalies")),
        words=_words(top),
        manual_clause=top.section("manual").text("clause"),
        carrying_out_days=top.section("manual").whole("carrying_out_days"),
        base_score=top.section("score").whole("base"),
        earliest_year=top.section("evaluator").whole("earliest_year"),
        clauses=tuple(_clause(section) for section in top.sections("clauses")),
        readings=tuple(_reading(section) for section in top.sections("readings")),
        source=text,
    )


Meaning = TypeVar("Meaning")


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PolicyRefused(f"政策文件不是有效的 TOML：{error}。", "请对照随程序附带的政策文件。") from None


_VOCABULARY = {
    "roles", "areas", "ratings", "verdicts", "responsibilities", "severities", "issuers", "units", "kinds", "states",
}  # fmt: skip
"""Sections whose keys are words: what a policy leaves out of them, it leaves out on purpose."""


def _completed(values: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """The values, with the sections and settings that only the later policy has; lists stay as they are."""
    added = {key: value for key, value in later.items() if key not in values}
    both = (key for key, value in values.items() if isinstance(value, dict) and isinstance(later.get(key), dict))
    sections = (key for key in both if key not in _VOCABULARY)
    return {**values, **{key: {**later[key], **values[key]} for key in sections}, **added}


_KINDS = tuple(kind.value for kind in Kind)


def _kind(section: Section, key: str) -> Kind:
    return Kind(section.choice(key, _KINDS))


def _kinds(section: Section, key: str) -> tuple[Kind, ...]:
    words = section.words(key)
    unknown = [word for word in words if word not in _KINDS]
    if unknown:
        raise PolicyRefused(f"政策文件的“{key}”里没有这种措施：{unknown[0]}。", f"可以写：{'、'.join(_KINDS)}。")
    return tuple(Kind(word) for word in words)


def _bureau(section: Section) -> Bureau:
    return Bureau(
        section.text("name"),
        section.text("office"),
        section.text("contest"),
        section.text("addressees", "各窗口单位"),
        section.text("copies", "局领导，窗口竞赛活动领导小组成员"),
        section.text("signature", ""),
        section.text("group"),
        section.text("honour"),
    )


_IN_BRACES = ("bureau", "contest", "honour", "period")


def _titles(section: Section) -> Titles:
    return Titles(
        monthly=_title(section, "monthly"),
        quarterly=_title(section, "quarterly"),
        annual=_title(section, "annual"),
        awards=_title(section, "awards"),
        letter=_title_words(section, "letter"),
        award_letter=_title_words(section, "award_letter"),
        award_notice=_title_words(section, "award_notice"),
    )


def _title(section: Section, key: str) -> str:
    title = section.text(key)
    _check_braces(key, title)
    return title


def _title_words(section: Section, key: str) -> tuple[str, ...]:
    words = section.words(key)
    _check_braces(key, "".join(words))
    return words


def _check_braces(key: str, title: str) -> None:
    try:
        title.format(**dict.fromkeys(_IN_BRACES, ""))
    except (KeyError, IndexError, ValueError):
        known = "、".join(f"{{{one}}}" for one in _IN_BRACES)
        raise PolicyRefused(f"政策文件的“titles.{key}”写的是“{title}”。", f"花括号里只能写：{known}。") from None


def _rate(section: Section) -> RateRule:
    return RateRule(
        clause=section.text("clause"),
        floor=section.percent("floor_percent"),
        target=section.percent("target_percent"),
        target_clause=section.text("target_clause"),
        points=section.whole("points"),
        measure=_kind(section, "measure"),
        each_month=section.choice("penalty_per", ("month", "year")) == "month",
        small_count=section.whole("small_count"),
    )


def _complaint(section: Section) -> ComplaintRule:
    later = section.choice("later", ("", *_KINDS))
    return ComplaintRule(
        clause=section.text("clause"),
        first=_kind(section, "first"),
        second=_kind(section, "second"),
        later=Kind(later) if later else None,
        second_keeps_first=section.flag("second_keeps_first"),
        first_bars_awards=section.flag("first_bars_awards"),
        alike_days=section.whole("alike_days"),
    )


def _escalation(section: Section) -> EscalationRule:
    limits = section.section("limits")
    return EscalationRule(
        clause=section.text("clause"),
        limits={Kind(limits_key): limits.whole(limits_key) for limits_key in _measure_keys(limits)},
        measures={
            Role.UNIT_LEAD: _kind(section, "unit_lead"),
            Role.BUREAU_LEAD: _kind(section, "bureau_lead"),
        },
        once_a_year=section.flag("once_a_year"),
        any_issuer=section.choice("issued_by", ("bureau", "any")) == "any",
    )


def _measure_keys(limits: Section) -> tuple[str, ...]:
    for key in limits:
        if key not in _KINDS:
            raise PolicyRefused(f"政策文件的“escalation.limits”里没有这种措施：{key}。", "请改好后再用。")
    return tuple(limits)


def _serious(section: Section) -> SeriousRule:
    return SeriousRule(
        section.text("clause"),
        _kinds(section, "officer"),
        _kinds(section, "urban_officer"),
        _kinds(section, "unit_lead"),
    )


def _inspection(section: Section) -> InspectionRule:
    items = section.section("items")
    return InspectionRule(
        clause=section.text("clause"),
        kinds=section.words("kinds"),
        items={item: items.text(item) for item in items},
        good_practice_items=section.words("good_practice_items"),
        good_practice_clause=section.text("good_practice_clause"),
        largest_deduction=_at_least(section, "largest_deduction", 1),
        largest_credit=_at_least(section, "largest_credit", 1),
    )


def _filing(section: Section) -> FilingRule:
    due = section.text("plan_due")
    try:
        month, day = (int(part) for part in due.split("-"))
        date(2012, month, day)
    except ValueError:
        raise PolicyRefused(f"政策文件的“filing.plan_due”不是日子：“{due}”。", '请写成 "03-05"。') from None
    return FilingRule(section.text("clause"), (month, day), section.words("plan_words"), section.words("nil_words"))


def _ranking(section: Section) -> RankingRule:
    return RankingRule(section.text("clause"), _compared(section, "quarter"), _compared(section, "year"))


def _compared(section: Section, key: str) -> tuple[Compared, ...]:
    words, known = section.words(key), [one.value for one in Compared]
    if sorted(words) != sorted(known):
        told = "、".join(words)
        raise PolicyRefused(
            f"政策文件的“ranking.{key}”写的是“{told}”。", f"请把{'、'.join(known)}各写一次，先比的在前。"
        )
    return tuple(map(Compared, words))


def _awards(section: Section) -> AwardRule:
    return AwardRule(
        clause=section.text("clause"),
        shortlist_rank=section.whole("shortlist_rank"),
        barred_hold_rank=section.flag("barred_hold_rank"),
        fewest=section.whole("fewest"),
        most=section.whole("most"),
        last_month=section.whole("last_month"),
        few_evaluations=section.whole("few_evaluations"),
        half_year_share=section.share("half_year_share"),
    )


def _assistance(section: Section) -> AssistanceRule:
    return AssistanceRule(
        clause=section.text("clause"),
        floor=section.percent("rate_percent"),
        sustained=section.whole("sustained_complaints"),
        received=section.whole("received_complaints"),
        deduction=section.whole("inspection_deduction"),
    )


def _anomalies(section: Section) -> AnomalyRule:
    return AnomalyRule(
        clause=section.text("clause"),
        burst_presses=_at_least(section, "burst_presses", 2),
        burst_seconds=_at_least(section, "burst_seconds", 1),
        after_bad_presses=_at_least(section, "after_bad_presses", 1),
        after_bad_minutes=_at_least(section, "after_bad_minutes", 1),
        even_presses=_at_least(section, "even_presses", 3),
        even_seconds=_at_least(section, "even_seconds", 0),
        even_longest_minutes=_at_least(section, "even_longest_minutes", 1),
        office_hours=_office_hours(section.words("office_hours")),
        grace_minutes=_at_least(section, "grace_minutes", 0),
        off_duty_presses=_at_least(section, "off_duty_presses", 1),
        night=_hours("anomalies.night", section.text("night"), over_midnight=True),
        night_presses=_at_least(section, "night_presses", 1),
        last_days=_at_least(section, "last_days", 1),
        most_by_chance=section.share("most_by_chance"),
    )


def _at_least(section: Section, key: str, least: int) -> int:
    value = section.whole(key)
    if value < least:
        raise PolicyRefused(f"政策文件的“{key}”至少是 {least}，写的是“{value}”。", "请改好后再用。")
    return value


def _office_hours(texts: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    if not texts:
        raise PolicyRefused("政策文件的“anomalies.office_hours”一个时段也没有。", '请写成 ["08:00-12:00"] 的样子。')
    return tuple(_hours("anomalies.office_hours", text) for text in texts)


def _hours(key: str, text: str, *, over_midnight: bool = False) -> tuple[int, int]:
    """`08:00-12:00` in seconds from midnight."""
    found = re.fullmatch(r"(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)", text)
    begin, end = ((int(found[n]) * 60 + int(found[n + 1])) * 60 for n in (1, 3)) if found else (0, 0)
    if max(begin, end) > _DAY or (begin <= end) is over_midnight or begin == end:
        raise PolicyRefused(f"政策文件的“{key}”不是时段：“{text}”。", '请写成 "08:00-12:00" 的样子。')
    return begin, end


_DAY = 24 * 60 * 60


def _lexicon(section: Section, meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Words → meaning; a word under two meanings is refused."""
    known: dict[str, Meaning] = {}
    for key, meaning in meanings.items():
        for word in section.words(key):
            if known.setdefault(word, meaning) != meaning:
                raise PolicyRefused(f"政策文件里“{word}”有两个意思。", f"请只留在一处（{key}）。")
    return known


def _words(top: Section) -> Words:
    roles, units = top.section("roles"), top.section("units")
    endings = units.section("endings")
    verdicts = {"sustained": Verdict.SUSTAINED, "not_sustained": Verdict.NOT_SUSTAINED}
    withdrawn = {"withdrawn": Verdict.NOT_SUSTAINED} if "withdrawn" in top.section("verdicts") else {}
    pending = {"pending": Verdict.PENDING, "by_responsibility": Verdict.PENDING}
    posts = tuple(post.value for post in Post)
    return Words(
        ratings=_lexicon(top.section("ratings"), {"satisfied": True, "unsatisfied": False, "unrated": None}),
        standard_ratings=frozenset(top.section("scale").words("ratings")),
        verdicts=_lexicon(top.section("verdicts"), verdicts | withdrawn | pending),
        by_responsibility=frozenset(top.section("verdicts").words("by_responsibility")),
        responsibilities=_lexicon(top.section("responsibilities"), {"responsible": True, "not_responsible": False}),
        severities=_lexicon(top.section("severities"), {"serious": True, "ordinary": False}),
        kinds=_lexicon(top.section("kinds"), {"complaints": True, "opinions": False}),
        states=_lexicon(top.section("states"), {"withdrawn": True, "plain": False}),
        roles={word: Post(roles.choice(word, posts)) for word in roles},
        areas=_lexicon(top.section("areas"), {"urban": True, "rural": False}),
        issuers=_lexicon(top.section("issuers"), {"bureau": True, "unit": False}),
        unit_prefixes=units.words("prefixes"),
        unit_endings={ending: endings.text(ending) for ending in endings},
    )


def _clause(section: Section) -> ClauseNote:
    how = section.choice("how", ("rule", "inspection", "report", "tracked", "known", "not_automated"))
    return ClauseNote(section.text("clause"), section.text("what"), how, section.text("why", ""))


def _reading(section: Section) -> Reading:
    return Reading(
        section.text("id"),
        section.text("clause"),
        section.text("question"),
        section.text("choice"),
        section.text("why"),
        section.text("setting"),
    )
