"""Every setting of the shipped policy changes something by itself (readings: Policies)."""

from __future__ import annotations

import copy
import json
import re
import shutil
import tomllib
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.clock import at
from tests.command import Within
from tests.foretold import DONE, Year, check_entries, check_figures, simulated
from tests.settings_year import found_year
from zlts.resources import data_file

Settings = dict[str, Any]

SHIPPED: Settings = tomllib.loads(data_file("policy-2013.toml").read_text(encoding="utf-8"))


def leaves(values: Settings, path: str = "") -> Iterator[str]:
    """The settings of a policy file by their keys (`rate.points`); its notes on clauses and readings are none."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield from leaves(value, f"{path}{key}.")
        elif key not in ("clauses", "readings"):
            yield f"{path}{key}"


def now(key: str) -> Any:
    """A setting's shipped value."""
    value: Any = SHIPPED
    for part in key.split("."):
        value = value[part]
    return value


def without(key: str, *words: str) -> list[str]:
    """A setting's list of words, some of them dropped."""
    assert set(words) <= set(now(key)), words
    return [word for word in now(key) if word not in words]


REVERSED = ["满意率", "投诉", "检查得分"]
MONTH, QUARTER, YEAR, AWARDS = (
    ("report", "monthly", "2013-10"), ("report", "quarterly", "2013Q2"), ("report", "annual", "2013"),
    ("awards", "2013"),
)  # fmt: skip
LEDGER, WAITING, ANOMALIES, DAYS = ("ledger", "2013"), ("quarantine",), ("anomalies", "2013-10"), ("2013-03-04",)
ALIKE, COMPLAINTS, POLICY = ("complaints", "--alike"), ("complaints",), ("policy", "show")
SUMMER = ("report", "quarterly", "2013Q3")
ONE_AWARD, MARCH = ("awards", "2013", "--award", "桑榆晚"), ("2013-03-04", "status")
TWO_AWARDS = (*ONE_AWARD, "--award", "戴若兰")

CHANGES: dict[str, tuple[Any, tuple[str, ...]]] = {
    # a setting, another value, and where that shows
    "name": ("另一份政策", POLICY),
    "effective_from": ("2013-02-01", LEDGER),
    "bureau.name": ("某县公安局", (*MONTH, "docx")),
    "bureau.office": ("办公室", (*MONTH, "docx")),
    "bureau.contest": ("竞赛", (*MONTH, "table")),
    "bureau.addressees": ("各所队", (*MONTH, "docx")),
    "bureau.copies": ("档案", (*MONTH, "docx")),
    "bureau.signature": ("县公安局政工室", (*MONTH, "docx")),
    "bureau.group": ("活动领导小组", (*AWARDS, "table")),
    "bureau.honour": ("窗口标兵", (*AWARDS, "table")),
    "bureau.all_satisfied": ("满意单位", (*MONTH, "table")),
    "bureau.no_complaints": ("无投诉", (*MONTH, "table")),
    "bureau.kinds_handed_up": (["日常检查"], ("report", "quarterly", "2013Q2", "--upload")),
    "titles.monthly": ("{period}月报", (*MONTH, "table")),
    "titles.quarterly": ("{period}季报", (*QUARTER, "table")),
    "titles.annual": ("{period}年报", (*YEAR, "table")),
    "titles.awards": ("{period}评选", (*AWARDS, "table")),
    "titles.letter": (["{bureau}", "{period}通报"], (*MONTH, "docx")),
    "titles.award_letter": (["{bureau}", "{period}建议"], (*AWARDS, "docx")),
    "titles.award_notice": (["{bureau}", "{period}公示"], (*AWARDS, "--public", "docx")),
    "titles.award_decision": (["{bureau}", "{period}决定"], (*TWO_AWARDS, "--as", "表彰决定", "docx")),
    "rate.clause": ("六(九)", LEDGER),
    "rate.floor_percent": ("93", LEDGER),
    "rate.target_percent": ("98", ("assess", "2013-11", "--dry-run")),
    "rate.target_clause": ("六(九)", (*MONTH, "docx")),
    "rate.points": (-5, LEDGER),
    "rate.points_per": ("year", LEDGER),
    "rate.measure": ("谈话", LEDGER),
    "rate.measure_per": ("year", LEDGER),
    "rate.first_month": ("2013-04", LEDGER),
    "rate.least_counted": (2, LEDGER),
    "rate.auxiliaries": ("nobody", QUARTER),
    "rate.small_count": (18, MONTH),
    "complaint.clause": ("六(九)", LEDGER),
    "complaint.first": ("打招呼", LEDGER),
    "complaint.second": ("谈话", LEDGER),
    "complaint.later": ("", LEDGER),
    "complaint.second_keeps_first": (False, LEDGER),
    "complaint.first_bars_awards": (False, LEDGER),
    "complaint.withdrawn": ("pending", QUARTER),
    "complaint.alike_days": (6, ALIKE),
    "escalation.clause": ("六(九)", LEDGER),
    "escalation.limits.打招呼": (7, LEDGER),
    "escalation.limits.谈话": (3, LEDGER),
    "escalation.limits.告诫": (2, LEDGER),
    "escalation.unit_lead": ("告诫", LEDGER),
    "escalation.bureau_lead": ("谈话", LEDGER),
    "escalation.once_a_year": (False, LEDGER),
    "escalation.issued_by": ("any", LEDGER),
    "serious.clause": ("六(九)", LEDGER),
    "serious.officer": (["不得提拔任用"], LEDGER),
    "serious.urban_officer": ([], LEDGER),
    "serious.unit_lead": (["谈话"], LEDGER),
    "serious.lead": ("bureau_lead", LEDGER),
    "serious.needs": ("不良影响", LEDGER),
    "bars.holds": ("twelve_months", ("eligible", "--on", "2014-03-01")),
    "manual.clause": ("六(九)", LEDGER),
    "manual.carrying_out_days": (61, LEDGER),
    "objection.days": (29, ("status",)),
    "inspection.clause": ("六(九)", LEDGER),
    "inspection.good_practice_items": (["错时服务"], (*QUARTER, "table")),
    "inspection.good_practice_clause": ("六(九)", (*QUARTER, "table")),
    "inspection.fault_words": (["起身"], (*QUARTER, "table")),
    "inspection.largest_deduction": (11, LEDGER),
    "inspection.largest_credit": (11, LEDGER),
    "inspection.rectified_words": (["已改好"], (*QUARTER, "table")),
    **{f"inspection.items.{item}": ("六(九)", LEDGER) for item in now("inspection.items")},
    "score.base": (90, YEAR),
    "score.counts": ("不含检查加扣分", YEAR),
    "filing.clause": ("六(九)", MARCH),
    "filing.plan_due": ("03-06", ("report", "quarterly", "2013Q1")),
    "filing.plan_words": (["预案"], QUARTER),
    "filing.nil_words": (["无评价"], YEAR),
    "business.clause": ("六(九)", (*MONTH, "table")),
    "business.online_clause": ("六(九)", (*MONTH, "table")),
    "business.extended": (["错时"], MONTH),
    "business.booked": (["预订"], MONTH),
    "business.visiting": (["流动"], MONTH),
    "business.online": (["网络"], MONTH),
    "ranking.clause": ("六(九)", MARCH),
    "ranking.quarter": (REVERSED, QUARTER),
    "ranking.year": (REVERSED[::-1], YEAR),
    "ranking.uninspected": ("unranked", ("report", "quarterly", "2013Q3")),
    "awards.clause": ("六(九)", (*AWARDS, "docx")),
    "awards.shortlist_rank": (2, AWARDS),
    "awards.tied": ([], AWARDS),
    "awards.top_of": ("units", AWARDS),
    "awards.barred_hold_rank": (True, AWARDS),
    "awards.grave": ("barred", AWARDS),
    "awards.fewest": (1, ONE_AWARD),
    "awards.most": (4, AWARDS),
    "awards.last_month": (11, AWARDS),
    "awards.few_evaluations": (19, AWARDS),
    "awards.half_year_share": ("1/4", AWARDS),
    "awards.notice_days": (5, (*AWARDS, "--as", "公示", "--from", "2014-01-06", "docx")),
    "assistance.clause": ("六(九)", (*QUARTER, "table")),
    "assistance.rate_percent": ("80", QUARTER),
    "assistance.sustained_complaints": (4, QUARTER),
    "assistance.received_complaints": (8, ("report", "quarterly", "2013Q3")),
    "assistance.inspection_deduction": (6, QUARTER),
    "assistance.late_plan": ("year", QUARTER),
    "evaluator.earliest_year": (2009, WAITING),
    "anomalies.clause": ("六(九)", (*ANOMALIES, "table")),
    "anomalies.burst_presses": (5, ANOMALIES),
    "anomalies.burst_seconds": (59, ANOMALIES),
    "anomalies.after_bad_presses": (6, ANOMALIES),
    "anomalies.after_bad_minutes": (9, ANOMALIES),
    "anomalies.even_presses": (7, ANOMALIES),
    "anomalies.even_seconds": (1, ANOMALIES),
    "anomalies.even_longest_minutes": (29, ANOMALIES),
    "anomalies.office_hours": (["08:00-12:00", "14:30-18:30"], ANOMALIES),
    "anomalies.grace_minutes": (31, ANOMALIES),
    "anomalies.off_duty_presses": (7, ANOMALIES),
    "anomalies.night": ("22:01-06:00", ANOMALIES),
    "anomalies.night_presses": (2, ANOMALIES),
    "anomalies.last_days": (2, ANOMALIES),
    "anomalies.most_by_chance": ("1/1000000", ANOMALIES),
    **{f"roles.{word}": ("auxiliary", LEDGER) for word, post in now("roles").items() if post == "officer"},
    **{f"roles.{word}": ("officer", LEDGER) for word, post in now("roles").items() if post == "auxiliary"},
    **{f"roles.{word}": ("deputy_lead", LEDGER) for word, post in now("roles").items() if post == "unit_lead"},
    **{f"roles.{word}": ("deputy_lead", LEDGER) for word, post in now("roles").items() if post == "bureau_lead"},
    "roles.组长": ("group_deputy", (*AWARDS, "table")),
    "roles.副组长": ("group_member", (*AWARDS, "table")),
    "roles.成员": ("group_deputy", (*AWARDS, "table")),
    "areas.urban": (without("areas.urban", "城区"), LEDGER),
    "areas.rural": (without("areas.rural", "农村"), WAITING),
    "issuers.bureau": (without("issuers.bureau", "政工室"), LEDGER),
    "issuers.unit": (without("issuers.unit", "单位"), WAITING),
    "ratings.satisfied": (without("ratings.satisfied", "满意"), WAITING),
    "ratings.unsatisfied": (without("ratings.unsatisfied", "不满意"), WAITING),
    "ratings.unrated": (without("ratings.unrated", "未评价"), WAITING),
    "scale.ratings": (without("scale.ratings", "非常满意"), WAITING),
    "scale.three_keys": (["满意", "不满意", "一般"], SUMMER),
    "scale.middle_of_three": ("unrated", SUMMER),
    "scale.enough": (101, SUMMER),
    "verdicts.sustained": (without("verdicts.sustained", "有效"), LEDGER),
    "verdicts.not_sustained": (without("verdicts.not_sustained", "无效"), WAITING),
    "verdicts.withdrawn": (without("verdicts.withdrawn", "撤诉"), WAITING),
    "verdicts.pending": (without("verdicts.pending", "待查"), WAITING),
    "verdicts.by_responsibility": ([], LEDGER),
    "responsibilities.responsible": (without("responsibilities.responsible", "有责"), LEDGER),
    "responsibilities.not_responsible": ([], WAITING),
    "severities.serious": (without("severities.serious", "严重"), LEDGER),
    "severities.with_harm": (without("severities.with_harm", "严重且造成不良影响"), LEDGER),
    "severities.ordinary": (without("severities.ordinary", "一般"), LEDGER),
    "kinds.complaints": (without("kinds.complaints", "投诉"), LEDGER),
    "kinds.opinions": (without("kinds.opinions", "表扬"), WAITING),
    "states.withdrawn": (without("states.withdrawn", "撤诉"), WAITING),
    "states.plain": (without("states.plain", "办结"), LEDGER),
    "units.prefixes": (["县局", "市局"], LEDGER),
    **{f"units.endings.{ending}": ("支队", WAITING) for ending in now("units.endings")},
}


BESIDE = {"scale.three_keys": "scale.middle_of_three", "scale.enough": "scale.middle_of_three"}
"""Settings that tell only where another has its other value."""

WORDING = ("name", "bureau", "titles", "anomalies")
"""Sections on which no entry, score or rank hangs."""


def test_the_table_has_every_setting_of_the_file_and_no_other() -> None:
    assert list(leaves(SHIPPED)) == list(CHANGES)


# ---------------------------------------------------------------- policy files


def toml(value: Any) -> str:
    """A value as TOML, tables within a line."""
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{toml(key)} = {toml(one)}' for key, one in value.items())} }}"
    return f"[{', '.join(map(toml, value))}]" if isinstance(value, list) else json.dumps(value, ensure_ascii=False)


def policy_file(path: Path, *keys: str) -> Path:
    """The shipped policy with the other values of these settings."""
    values = copy.deepcopy(SHIPPED)
    for key in keys:
        *sections, last = key.split(".")
        section = values
        for name in sections:
            section = section[name]
        section[last] = CHANGES[key][0]
    lines = (f"{key} = {toml(value)}\n" for key, value in values.items())
    path.write_text("".join(lines), encoding="utf-8")
    return path


# ---------------------------------------------------------------- what is told


def told(zlts: Within, what: tuple[str, ...]) -> Any:
    """What a command says as JSON, as a `table` or as a letter (`docx`); one that begins with a day, on that day."""
    if what[-1] == "docx":
        letter = zlts.ledger.parent / "letter.docx"
        assert zlts.run(*what[:-1], "-o", letter, "--replace").returncode in DONE
        with zipfile.ZipFile(letter) as parts:
            xml = "".join(parts.read(name).decode() for name in sorted(parts.namelist()) if name.endswith(".xml"))
        return _lines("\n".join(re.findall(r"<w:t[^>]*>([^<]*)", xml)))
    if what[0] in DAYS:
        return _lines(at(zlts.ledger, *what).stdout)
    if what[-1] == "table":
        return _lines(zlts.run(*what[:-1]).stdout)
    done = zlts.run(*what, "--format", "json")
    if not done.stdout:
        return done.stderr
    return {key: _bare(value) for key, value in json.loads(done.stdout).items() if key not in _OF_THE_DAY}


_OF_THE_DAY = ("basis", "backups", "source", "digest")
"""What differs after every adoption: the journal's head, the policy's digest, a form's own."""


def _bare(value: Any) -> Any:
    """JSON without the figures within sentences: a threshold that is only quoted has changed nothing."""
    if isinstance(value, dict):
        return {key: _bare(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_bare(one) for one in value]
    return re.sub(r"\d+", "#", value) if isinstance(value, str) and re.search("[一-鿿]", value) else value


def _lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if "校验码" not in line and "自动备份" not in line]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Within:
    zlts = found_year(tmp_path_factory.mktemp("year"))
    objected = next(one for one in zlts.json("ledger", "2013")["entries"] if one["kind"] == "打招呼")
    zlts.ok("object", objected["id"], "--on", date.today(), "--text", "不服")  # noqa: DTZ011 - the clock's own day
    return zlts


@pytest.fixture(scope="module")
def before(year: Within) -> Callable[[tuple[str, ...]], Any]:
    """What is told of the year by the shipped policy."""
    zlts = a_copy(year, year.ledger.parent / "before")
    adopted(zlts)  # what differs because of the adopting alone is no setting's doing
    return cache(lambda what: told(a_copy(zlts, zlts.ledger.parent / "told"), what))


@pytest.fixture(scope="module")
def as_it_is(year: Within) -> Year:
    return Year.of(year, "2013Q2")


def a_copy(zlts: Within, folder: Path) -> Within:
    folder.mkdir(exist_ok=True)
    return Within(Path(shutil.copy(zlts.ledger, folder / "zlts.db")))


def adopted(zlts: Within, *keys: str) -> None:
    """Take the other values of these settings into force, and run the pass."""
    zlts.ok("policy", "adopt", policy_file(zlts.ledger.parent / "other.toml", *keys))
    zlts.json("assess", "2013-12", codes=DONE)


@pytest.mark.parametrize("what", dict.fromkeys(what for _, what in CHANGES.values()), ids=" ".join)
def test_a_policy_that_says_the_same_changes_nothing(
    what: tuple[str, ...], year: Within, before: Callable[[tuple[str, ...]], Any], tmp_path: Path
) -> None:
    zlts = a_copy(year, tmp_path)
    adopted(zlts)
    assert told(zlts, what) == before(what)


@pytest.mark.parametrize("key", CHANGES)
def test_a_setting_changes_what_is_told(
    key: str, year: Within, before: Callable[[tuple[str, ...]], Any], as_it_is: Year, tmp_path: Path
) -> None:
    """And `simulate` has foretold what of it reaches the ledger, the awards and the ranks."""
    zlts, what, keys = a_copy(year, tmp_path), CHANGES[key][1], [key]
    was = before(what)
    if key in BESIDE:
        keys = [BESIDE[key], key]
        adopted(zlts, BESIDE[key])
        was, as_it_is = told(zlts, what), Year.of(zlts, "2013Q2")
    said = simulated(zlts, policy_file(tmp_path / "other.toml", *keys))
    adopted(zlts, *keys)
    assert told(zlts, what) != was
    assert [(one["key"], one["now"], one["then"]) for one in said["settings"]] == [(key, now(key), CHANGES[key][0])]
    if key.split(".", maxsplit=1)[0] in WORDING or key.endswith("clause"):
        check_entries(said, as_it_is.entries, zlts.json("ledger", "2013")["entries"])
    else:
        check_figures(said, as_it_is, Year.of(zlts, "2013Q2"))
