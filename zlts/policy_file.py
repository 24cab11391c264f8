"""The policy file: TOML text → checked values (see `policy`); every refusal names the key."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

from zlts.errors import PolicyRefused
from zlts.model import MEASURES, Kind, Post, Role, Verdict
from zlts.names import nearest
from zlts.periods import Month
from zlts.policy import (
    Alternative,
    AnomalyRule,
    AssistanceRule,
    AwardRule,
    BarHolds,
    Bureau,
    BusinessRule,
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
    ScoreCounts,
    SeriousRule,
    ThreeKeys,
    Tied,
    Titles,
    TopOf,
    Words,
)


def with_bureau(text: str, said: Mapping[str, str]) -> str:
    """The text of a policy file with other words for keys of its table `[bureau]`; all else stays as it stands."""
    table, lines = "", []
    for line in text.splitlines() if said else ():
        table = line.strip() if line.startswith("[") else table
        key = line.partition("=")[0].strip()
        # a string of JSON is one of TOML
        told = f"{key} = {json.dumps(said[key], ensure_ascii=False)}" if table == "[bureau]" and key in said else line
        lines.append(f"{told}\n")
    return "".join(lines) or text


@lru_cache(maxsize=16)  # every transaction asks for the same texts again
def load(text: str, fallback: str = "") -> Policy:
    """Read a policy file's text.

    `fallback` is the shipped policy's text, for one that a ledger has adopted, perhaps before this version: what it
    lacks is taken from there, and settings that are no more are passed over, so that the ledger still opens.

    Raises:
        PolicyRefused: no TOML, a key that is no setting, or a value that does not hold; the message names the key,
            the nearest there is, and what it may hold.
    """
    values = _parsed(text)
    top = PolicyTable(_completed(_renewed(values), _parsed(fallback)) if fallback else values)
    policy = _policy(top, text)
    if not fallback:
        top.check_all_asked()
    return policy


_LATER = (
    "anomalies", "titles", "scale", "issuers", "kinds", "states", "ranking", "objection", "bars", "business",
    "bureau.addressees", "bureau.copies", "bureau.signature", "bureau.group", "bureau.honour", "bureau.all_satisfied",
    "bureau.no_complaints", "bureau.kinds_handed_up", "titles.award_decision", "rate.points_per", "rate.measure_per",
    "rate.first_month", "rate.least_counted", "rate.auxiliaries", "complaint.withdrawn", "complaint.alike_days",
    "escalation.issued_by", "serious.lead", "serious.needs", "inspection.fault_words", "inspection.largest_deduction",
    "inspection.largest_credit", "inspection.rectified_words", "score.counts", "filing.nil_words",
    "ranking.uninspected", "awards.barred_hold_rank", "awards.tied", "awards.top_of", "awards.grave",
    "awards.notice_days", "assistance.late_plan", "scale.three_keys", "scale.middle_of_three", "scale.enough",
)  # fmt: skip
"""Sections and single settings that later programs brought: an older file cannot have them."""

_NO_MORE = (("evaluator", "clause"), ("inspection", "kinds"))
"""Settings of earlier programs that decide nothing any more."""


def proposed(text: str, shipped: str) -> Policy:
    """Read the text of a file that is to be checked, tried or adopted, perhaps written for an older program.

    What later programs brought is taken from the shipped policy, and `Policy.remarks` says so.

    Raises:
        PolicyRefused: as `load`.
    """
    written, later = _parsed(text), _parsed(shipped)
    values = {**_renewed(written)}
    lacking = [key for key in _LATER if _lacks(values, *key.split("."))]
    for key in lacking:
        section, _, one = key.partition(".")
        values[section] = {**values[section], one: later[section][one]} if one else later[section]
    gone = [(at, key) for at, key in _NO_MORE if isinstance(values.get(at), dict) and key in values[at]]
    for section, key in gone:
        values[section] = {name: value for name, value in values[section].items() if name != key}
    top = PolicyTable(values)
    policy = _policy(top, text)
    if top.section("serious").text("needs"):
        top.section("severities").words("with_harm")  # without any such word nothing would be serious
    top.check_all_asked()
    return replace(
        policy,
        remarks=tuple(
            _remarks(
                lacking,
                [".".join(one) for one in gone],
                policy.settings,
                renewed="penalty_per" in written.get("rate", ()),
            )
        ),
    )


def _remarks(lacking: list[str], gone: list[str], settings: Mapping[str, Any], *, renewed: bool) -> Iterator[str]:
    """What is taken from the shipped policy, as the file lacks it, and what of the file is read otherwise or not."""
    for section in (one for one in lacking if "." not in one):
        own = [key for key in settings if key.startswith(f"{section}.")]
        few = f"（{own[0]} = {_as_set(settings[own[0]])}）" if len(own) == 1 else ""
        yield (f"文件里没有 [{section}] 一节，那是以后的版本才有的，按随程序附带的默认{few}；要另作规定，请写进文件")
    if keys := [one for one in lacking if "." in one]:
        each = "，".join(f"{key} = {_as_set(settings[key])}" for key in keys)
        yield f"文件里没有的这 {len(keys)} 项，也是以后的版本才有的，按随程序附带的默认：{each}"
    if renewed:
        yield "文件里的 rate.penalty_per 现在分成 rate.points_per 和 rate.measure_per，两项都照它写的"
    if gone:
        yield f"文件里的 {'、'.join(gone)} 已经不用，写什么都一样，可以删去"


def _as_set(value: Any) -> str:
    """A setting's value in few signs."""
    return f"[{'、'.join(map(str, value))}]" if isinstance(value, list) else _as_written(value) or '""'


def _lacks(values: dict[str, Any], section: str, key: str = "") -> bool:
    """Whether a file has no such section, or a section without that key."""
    if not key:
        return section not in values
    return isinstance(values.get(section), dict) and key not in values[section]


def _policy(top: PolicyTable, text: str) -> Policy:
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
        business=_business(top.section("business")),
        ranking=_ranking(top.section("ranking")),
        awards=_awards(top.section("awards")),
        assistance=_assistance(top.section("assistance")),
        anomalies=_anomalies(top.section("anomalies")),
        words=_words(top),
        manual_clause=top.section("manual").text("clause"),
        carrying_out_days=top.section("manual").whole("carrying_out_days", 0),
        bar_holds=BarHolds(top.section("bars").choice("holds", [one.value for one in BarHolds])),
        objection_days=top.section("objection").whole("days", 0),
        base_score=top.section("score").whole("base", 0),
        score_counts=ScoreCounts(top.section("score").choice("counts", [one.value for one in ScoreCounts])),
        earliest_year=top.section("evaluator").whole("earliest_year", 1990, 2100),
        clauses=tuple(_clause(section) for section in top.sections("clauses")),
        readings=tuple(_reading(section) for section in top.sections("readings")),
        settings=dict(top.settings()),
        source=text,
    )


class PolicyTable:
    """One table of a policy file: typed values, each refused by its key; keys that are no setting are refused too."""

    def __init__(self, values: object, path: str = "") -> None:
        if not isinstance(values, dict):
            raise PolicyRefused(f"政策文件的“{path}”应当是一节。", "请对照随程序附带的政策文件。")
        self._values: dict[str, Any] = values
        self._path = path
        self._asked: dict[str, list[PolicyTable]] = {}
        """The keys that were asked for, with the tables they hold."""

    def _at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def refused(self, key: str, what: str) -> PolicyRefused:
        """The refusal of a key's value; `what` it may hold."""
        value = self._values.get(key)
        found = "没有写" if value is None else f"写的是“{_as_written(value)}”"
        return PolicyRefused(f"政策文件的“{self._at(key)}”应当是{what}，{found}。", "请改好后再用。")

    def _take(self, key: str, kinds: type | tuple[type, ...], what: str) -> Any:
        self._asked.setdefault(key, [])
        value = self._values.get(key)
        if not isinstance(value, kinds) or (isinstance(value, bool) and kinds not in (bool, object)):
            raise self.refused(key, what)
        return value

    def section(self, key: str) -> PolicyTable:
        """The table under a key."""
        if not self._asked.get(key):
            self._asked[key] = [PolicyTable(self._values.get(key), self._at(key))]
        return self._asked[key][0]

    def sections(self, key: str) -> list[PolicyTable]:
        """The tables of a list of tables."""
        found = [
            PolicyTable(values, f"{self._at(key)}[{number}]")
            for number, values in enumerate(self._take(key, list, "若干节"), 1)
        ]
        self._asked[key] = found
        return found

    def __iter__(self) -> Iterator[str]:
        """The keys, where they are words that the file chooses itself."""
        for key in self._values:
            self._asked.setdefault(key, [])
            yield key

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def settings(self) -> Iterator[tuple[str, Any]]:
        """Every value by its key, those of the tables within by `table.key`; lists of tables left out."""
        for key, value in self._values.items():
            if isinstance(value, dict):
                yield from PolicyTable(value, self._at(key)).settings()
            elif not (isinstance(value, list) and any(isinstance(one, dict) for one in value)):
                yield self._at(key), value

    def check_all_asked(self) -> None:
        """Refuse a key or section that no setting is called by.

        Raises:
            PolicyRefused: with the key, and the nearest one that there is.
        """
        for key in self._values:
            if key not in self._asked:
                near = nearest(key, sorted(self._asked))
                todo = f"是不是“{self._at(near)}”？" if near else f"这里可以写：{'、'.join(sorted(self._asked))}。"
                raise PolicyRefused(f"政策文件里没有“{self._at(key)}”这个设置。", todo)
            for part in self._asked[key]:
                part.check_all_asked()

    def text(self, key: str, default: str | None = None) -> str:
        if default is not None and key not in self._values:
            self._asked.setdefault(key, [])
            return default
        return str(self._take(key, str, "文字"))

    def whole(self, key: str, least: int | None = None, most: int | None = None) -> int:
        """A whole number within bounds, both included."""
        value = int(self._take(key, int, "整数"))
        if least is not None and value < least:
            raise self.refused(key, f"不小于 {least} 的整数" if most is None else f"{least} 到 {most} 的整数")
        if most is not None and value > most:
            raise self.refused(key, f"不大于 {most} 的整数" if least is None else f"{least} 到 {most} 的整数")
        return value

    def flag(self, key: str) -> bool:
        return bool(self._take(key, bool, "true 或 false"))

    def words(self, key: str) -> tuple[str, ...]:
        values = self._take(key, list, "一列词")
        if not all(isinstance(value, str) and value for value in values):
            raise PolicyRefused(f"政策文件的“{self._at(key)}”应当是一列词。", "请改好后再用。")
        return tuple(values)

    def percent(self, key: str) -> Fraction:
        """A percentage from 1 to 100, written as text or a whole number, as a fraction of 1."""
        what = '1 到 100 的百分数，写成 "95" 或 "92.5"'
        return self._fraction(key, str(self._take(key, (str, int), what)).rstrip("%"), what, 1, 100) / 100

    def share(self, key: str) -> Fraction:
        """A share of the whole, written as text."""
        what = '0 到 1 的分数，写成 "1/2"'
        return self._fraction(key, self._take(key, str, what), what, 0, 1)

    def _fraction(self, key: str, text: str, what: str, least: int, most: int) -> Fraction:
        try:
            value = Fraction(text)
        except (ValueError, ZeroDivisionError):
            raise self.refused(key, what) from None
        if not least <= value <= most:
            raise self.refused(key, what)
        return value

    def any(self, key: str) -> Any:
        """Whatever stands there, which another setting will judge."""
        return self._take(key, object, "一个值")

    def day(self, key: str) -> date:
        self._asked.setdefault(key, [])
        value = self._values.get(key)
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        try:
            return date.fromisoformat(self.text(key))
        except ValueError:
            raise PolicyRefused(f"政策文件的“{self._at(key)}”不是日期。", '请写成 "2013-03-01" 的样子。') from None

    def month(self, key: str) -> Month | None:
        """A month written as `2013-03`; None where it is left empty."""
        what = '月份，写成 "2013-04"，或空着'
        text = str(self._take(key, str, what))
        if text and not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
            raise self.refused(key, what)
        return Month.parse(text) if text else None

    def choice(self, key: str, allowed: Sequence[str]) -> str:
        """One of a few words."""
        value = self.text(key)
        if value not in allowed:
            near = nearest(value, [one for one in allowed if one])
            raise PolicyRefused(
                f"政策文件的“{self._at(key)}”不能是“{value}”{f'，是不是“{near}”？' if near else '。'}",
                f"可以写：{'、'.join(one or '(空)' for one in allowed)}。",
            )
        return value

    def kinds(self, key: str, allowed: Sequence[Kind] = tuple(Kind)) -> tuple[Kind, ...]:
        """Several kinds of measures."""
        words, known = self.words(key), [kind.value for kind in allowed]
        unknown = [word for word in words if word not in known]
        if unknown:
            raise PolicyRefused(
                f"政策文件的“{self._at(key)}”里没有这种措施：{unknown[0]}。", f"可以写：{'、'.join(known)}。"
            )
        return tuple(Kind(word) for word in words)

    def kind(self, key: str) -> Kind:
        """One of the 三项制度."""
        return Kind(self.choice(key, [kind.value for kind in MEASURES]))


def _as_written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


Meaning = TypeVar("Meaning")


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise PolicyRefused(f"政策文件不是有效的 TOML：{error}。", "请对照随程序附带的政策文件。") from None


def _renewed(values: dict[str, Any]) -> dict[str, Any]:
    """Settings of earlier versions as they are called now: `rate.penalty_per` was of points and measure both."""
    rate = values.get("rate")
    if not isinstance(rate, dict) or "penalty_per" not in rate:
        return values
    per = rate["penalty_per"]
    others = {key: value for key, value in rate.items() if key != "penalty_per"}
    return {**values, "rate": {"points_per": per, "measure_per": per, **others}}


_VOCABULARY = {
    "roles", "areas", "ratings", "verdicts", "responsibilities", "severities", "issuers", "units", "kinds", "states",
}  # fmt: skip
"""Sections whose keys are words: what a policy leaves out of them, it leaves out on purpose."""


def _completed(values: dict[str, Any], later: dict[str, Any]) -> dict[str, Any]:
    """The values, with the sections and settings that only the later policy has; lists stay as they are."""
    values = {**values, "readings": _with_alternatives(values.get("readings"), later.get("readings"))}
    added = {key: value for key, value in later.items() if key not in values}
    both = (key for key, value in values.items() if isinstance(value, dict) and isinstance(later.get(key), dict))
    sections = (key for key in both if key not in _VOCABULARY)
    return {**values, **{key: {**later[key], **values[key]} for key in sections}, **added}


def _with_alternatives(own: Any, later: Any) -> Any:
    """Readings, those that were adopted before alternatives were told of with what the later policy says of them."""
    if not isinstance(own, list) or not isinstance(later, list):
        return own
    known = {one["id"]: one["alternatives"] for one in later if "alternatives" in one}
    return [
        {"alternatives": known[one["id"]], **one} if isinstance(one, dict) and one.get("id") in known else one
        for one in own
    ]


def _bureau(section: PolicyTable) -> Bureau:
    return Bureau(
        section.text("name"),
        section.text("office"),
        section.text("contest"),
        section.text("addressees"),
        section.text("copies"),
        section.text("signature"),
        section.text("group"),
        section.text("honour"),
        section.text("all_satisfied"),
        section.text("no_complaints"),
        section.words("kinds_handed_up"),
    )


_IN_BRACES = ("bureau", "office", "contest", "honour", "period")


def _titles(section: PolicyTable) -> Titles:
    return Titles(
        monthly=_title(section, "monthly"),
        quarterly=_title(section, "quarterly"),
        annual=_title(section, "annual"),
        awards=_title(section, "awards"),
        letter=_title_words(section, "letter"),
        award_letter=_title_words(section, "award_letter"),
        award_notice=_title_words(section, "award_notice"),
        award_decision=_title_words(section, "award_decision"),
    )


def _title(section: PolicyTable, key: str) -> str:
    title = section.text(key)
    _check_braces(key, title)
    return title


def _title_words(section: PolicyTable, key: str) -> tuple[str, ...]:
    words = section.words(key)
    _check_braces(key, "".join(words))
    return words


def _check_braces(key: str, title: str) -> None:
    try:
        title.format(**dict.fromkeys(_IN_BRACES, ""))
    except (KeyError, IndexError, ValueError):
        known = "、".join(f"{{{one}}}" for one in _IN_BRACES)
        raise PolicyRefused(f"政策文件的“titles.{key}”写的是“{title}”。", f"花括号里只能写：{known}。") from None


_PER = ("month", "year")


def _rate(section: PolicyTable) -> RateRule:
    return RateRule(
        clause=section.text("clause"),
        floor=section.percent("floor_percent"),
        target=section.percent("target_percent"),
        target_clause=section.text("target_clause"),
        points=section.whole("points", most=0),
        points_each_month=section.choice("points_per", _PER) == "month",
        measure=section.kind("measure"),
        measure_each_month=section.choice("measure_per", _PER) == "month",
        first_month=section.month("first_month"),
        least_counted=section.whole("least_counted", 1),
        small_count=section.whole("small_count", 0),
        auxiliaries_count=section.choice("auxiliaries", ("unit", "nobody")) == "unit",
    )


def _complaint(section: PolicyTable) -> ComplaintRule:
    later = section.choice("later", ("", *(kind.value for kind in MEASURES)))
    return ComplaintRule(
        clause=section.text("clause"),
        first=section.kind("first"),
        second=section.kind("second"),
        later=Kind(later) if later else None,
        second_keeps_first=section.flag("second_keeps_first"),
        first_bars_awards=section.flag("first_bars_awards"),
        alike_days=section.whole("alike_days", 0),
    )


def _escalation(section: PolicyTable) -> EscalationRule:
    return EscalationRule(
        clause=section.text("clause"),
        limits=dict(_limits(section.section("limits"))),
        measures={
            Role.UNIT_LEAD: section.kind("unit_lead"),
            Role.BUREAU_LEAD: section.kind("bureau_lead"),
        },
        once_a_year=section.flag("once_a_year"),
        any_issuer=section.choice("issued_by", ("bureau", "any")) == "any",
    )


def _limits(section: PolicyTable) -> Iterator[tuple[Kind, int]]:
    known = [kind.value for kind in MEASURES]
    for key in section:
        if key not in known:
            raise PolicyRefused(
                f"政策文件的“escalation.limits”里没有这种措施：{key}。", f"可以写：{'、'.join(known)}。"
            )
        yield Kind(key), section.whole(key, 1)


def _serious(section: PolicyTable) -> SeriousRule:
    return SeriousRule(
        section.text("clause"),
        section.kinds("officer", _GRAVE),
        section.kinds("urban_officer", _GRAVE),
        section.kinds("unit_lead", _GRAVE),
        Post(section.choice("lead", _LEADS)),
    )


_GRAVE = (Kind.NO_PROMOTION, Kind.TRANSFER, Kind.ACCOUNTABILITY, Kind.NO_AWARDS, *MEASURES)
_LEADS = (Post.UNIT_LEAD.value, Post.DEPUTY_LEAD.value, Post.BUREAU_LEAD.value)


def _inspection(section: PolicyTable) -> InspectionRule:
    items = section.section("items")
    return InspectionRule(
        clause=section.text("clause"),
        items={item: items.text(item) for item in items},
        good_practice_items=section.words("good_practice_items"),
        good_practice_clause=section.text("good_practice_clause"),
        largest_deduction=section.whole("largest_deduction", 1),
        largest_credit=section.whole("largest_credit", 1),
        rectified_words=section.words("rectified_words"),
        fault_words=section.words("fault_words"),
    )


def _filing(section: PolicyTable) -> FilingRule:
    due = section.text("plan_due")
    try:
        month, day = (int(part) for part in due.split("-"))
        date(2012, month, day)
    except ValueError:
        raise PolicyRefused(f"政策文件的“filing.plan_due”不是日子：“{due}”。", '请写成 "03-05"。') from None
    return FilingRule(section.text("clause"), (month, day), section.words("plan_words"), section.words("nil_words"))


def _business(section: PolicyTable) -> BusinessRule:
    modes = {"延时": "extended", "预约": "booked", "上门": "visiting", "网上": "online"}
    words = {mode: section.words(key) for mode, key in modes.items()}
    return BusinessRule(section.text("clause"), section.text("online_clause"), words)


def _ranking(section: PolicyTable) -> RankingRule:
    return RankingRule(
        section.text("clause"),
        _compared(section, "quarter"),
        _compared(section, "year"),
        section.choice("uninspected", ("ranked", "unranked")) == "ranked",
    )


def _compared(section: PolicyTable, key: str) -> tuple[Compared, ...]:
    words, known = section.words(key), [one.value for one in Compared]
    if sorted(words) != sorted(known):
        told = "、".join(words)
        raise PolicyRefused(
            f"政策文件的“ranking.{key}”写的是“{told}”。", f"请把{'、'.join(known)}各写一次，先比的在前。"
        )
    return tuple(map(Compared, words))


def _awards(section: PolicyTable) -> AwardRule:
    return AwardRule(
        clause=section.text("clause"),
        shortlist_rank=section.whole("shortlist_rank", 1),
        tied=_tied(section),
        top_of=TopOf(section.choice("top_of", [one.value for one in TopOf])),
        barred_hold_rank=section.flag("barred_hold_rank"),
        grave_bars=section.choice("grave", ("group", "barred")) == "barred",
        fewest=section.whole("fewest", 0),
        most=section.whole("most", section.whole("fewest", 0)),
        last_month=section.whole("last_month", 1, 12),
        few_evaluations=section.whole("few_evaluations", 0),
        half_year_share=section.share("half_year_share"),
        notice_days=section.whole("notice_days", 1),
    )


def _tied(section: PolicyTable) -> tuple[Tied, ...]:
    words, known = section.words("tied"), [one.value for one in Tied]
    if len(set(words)) != len(words) or not set(words) <= set(known):
        raise PolicyRefused(
            f"政策文件的“awards.tied”写的是“{'、'.join(words)}”。",
            f"可以写{'、'.join(known)}，各一次，先比的在前；也可以空着。",
        )
    return tuple(map(Tied, words))


def _assistance(section: PolicyTable) -> AssistanceRule:
    return AssistanceRule(
        clause=section.text("clause"),
        floor=section.percent("rate_percent"),
        sustained=section.whole("sustained_complaints", 1),
        received=section.whole("received_complaints", 1),
        deduction=section.whole("inspection_deduction", 0),
        plan_until_filed=section.choice("late_plan", ("until_filed", "year")) == "until_filed",
    )


def _anomalies(section: PolicyTable) -> AnomalyRule:
    return AnomalyRule(
        clause=section.text("clause"),
        burst_presses=section.whole("burst_presses", 2),
        burst_seconds=section.whole("burst_seconds", 1),
        after_bad_presses=section.whole("after_bad_presses", 1),
        after_bad_minutes=section.whole("after_bad_minutes", 1),
        even_presses=section.whole("even_presses", 3),
        even_seconds=section.whole("even_seconds", 0),
        even_longest_minutes=section.whole("even_longest_minutes", 1),
        office_hours=_office_hours(section.words("office_hours")),
        grace_minutes=section.whole("grace_minutes", 0),
        off_duty_presses=section.whole("off_duty_presses", 1),
        night=_hours("anomalies.night", section.text("night"), over_midnight=True),
        night_presses=section.whole("night_presses", 1),
        last_days=section.whole("last_days", 1),
        most_by_chance=section.share("most_by_chance"),
    )


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


def _lexicon(section: PolicyTable, meanings: Mapping[str, Meaning]) -> dict[str, Meaning]:
    """Words → meaning; a word under two meanings is refused."""
    known: dict[str, Meaning] = {}
    for key, meaning in meanings.items():
        for word in section.words(key):
            if known.setdefault(word, meaning) != meaning:
                raise PolicyRefused(f"政策文件里“{word}”有两个意思。", f"请只留在一处（{key}）。")
    return known


def _words(top: PolicyTable) -> Words:
    roles, units = top.section("roles"), top.section("units")
    endings = units.section("endings")
    verdicts = {"sustained": Verdict.SUSTAINED, "not_sustained": Verdict.NOT_SUSTAINED}
    taken_back = Verdict(top.section("complaint").choice("withdrawn", (Verdict.NOT_SUSTAINED, Verdict.PENDING)))
    withdrawn = {"withdrawn": taken_back} if "withdrawn" in top.section("verdicts") else {}
    pending = {"pending": Verdict.PENDING, "by_responsibility": Verdict.PENDING}
    posts = tuple(post.value for post in Post)
    return Words(
        ratings=_lexicon(top.section("ratings"), _RATED),
        standard_ratings=frozenset(top.section("scale").words("ratings")),
        three_keys=_three_keys(top.section("scale")),
        verdicts=_lexicon(top.section("verdicts"), verdicts | withdrawn | pending),
        by_responsibility=frozenset(top.section("verdicts").words("by_responsibility")),
        responsibilities=_lexicon(top.section("responsibilities"), {"responsible": True, "not_responsible": False}),
        severities=_severities(top),
        kinds=_lexicon(top.section("kinds"), {"complaints": True, "opinions": False}),
        states=_lexicon(top.section("states"), {"withdrawn": True, "plain": False}),
        withdrawn=taken_back,
        roles={word: Post(roles.choice(word, posts)) for word in roles},
        areas=_lexicon(top.section("areas"), {"urban": True, "rural": False}),
        issuers=_lexicon(top.section("issuers"), {"bureau": True, "unit": False}),
        unit_prefixes=units.words("prefixes"),
        unit_endings={ending: endings.text(ending) for ending in endings},
    )


_RATED = {"satisfied": True, "unsatisfied": False, "unrated": None}
_KEYS = 3


def _three_keys(section: PolicyTable) -> ThreeKeys:
    words = section.words("three_keys")
    if len(set(words)) != _KEYS:
        raise section.refused("three_keys", "三个不同的词，中间一档写在第二个")
    return ThreeKeys(words, _RATED[section.choice("middle_of_three", tuple(_RATED))], section.whole("enough", 1))


def _severities(top: PolicyTable) -> dict[str, bool]:
    """What is a serious matter: 严重 by itself, or only where 不良影响 is entered with it."""
    alone = top.section("serious").choice("needs", ("", "不良影响")) == ""
    words = top.section("severities")
    with_harm = {"with_harm": True} if "with_harm" in words else {}  # a policy adopted before there was such a list
    return _lexicon(words, {"serious": alone, "ordinary": False, **with_harm})


def _clause(section: PolicyTable) -> ClauseNote:
    how = section.choice("how", ("rule", "inspection", "report", "tracked", "known", "not_automated"))
    return ClauseNote(section.text("clause"), section.text("what"), how, section.text("why", ""))


def _reading(section: PolicyTable) -> Reading:
    return Reading(
        section.text("id"),
        section.text("clause"),
        section.text("question"),
        section.text("choice"),
        section.text("why"),
        section.text("setting"),
        tuple(map(_alternative, section.sections("alternatives") if "alternatives" in section else ())),
        section.text("only", ""),
    )


def _alternative(section: PolicyTable) -> Alternative:
    if "words" in section:
        return Alternative(section.text("say"), section.text("setting"), words=section.words("words"))
    return Alternative(section.text("say"), section.text("setting"), section.any("value"))


def with_alternative(policy: Policy, one: Alternative, fallback: str) -> Policy:
    """The policy, read in one place as the alternative has it; `fallback` as in `load`.

    Raises:
        PolicyRefused: there is no such setting, or it cannot be so.
    """
    values = copy.deepcopy(_completed(_renewed(_parsed(policy.source)), _parsed(fallback)))
    *sections, last = one.setting.split(".")
    table = values
    for name in sections:
        table = table.get(name, {})
    if last not in table:
        raise PolicyRefused(f"政策文件的口径里写了“{one.setting}”，没有这个设置。", "请改好后再用。")
    table[last] = _with_words(table, last, one.words) if one.words else one.value
    return _policy(PolicyTable(values), policy.source)


def _with_words(table: dict[str, Any], key: str, words: Sequence[str]) -> list[str]:
    """A vocabulary's list with words that are taken out of its other lists."""
    for other, known in table.items():
        table[other] = [word for word in known if word not in words]
    return [*table[key], *words]
