"""Who is missing (催报): what each unit still has to send, as a list, as one text to all, as a sheet to ring up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from zlts.bulletins.arrivals import Arrivals
from zlts.bulletins.facts import MissingFacts, OwedLine, to_json
from zlts.bulletins.situation import Situation
from zlts.periods import Month
from zlts.reports import Column, Look, Report, Table
from zlts.roster import unit_order

EVALUATIONS, PLAN = "评价数据或零报告", "实施方案"
_WAITS = "已报来，待核实"


@dataclass(frozen=True, slots=True)
class Owed:
    """What a unit owes: a month's evaluations or word that there were none; without a month its plan.

    `sent`: rows of it came and wait in quarantine, so that it is the bureau's turn and not the unit's.
    """

    unit: str
    month: Month | None
    sent: bool = False


def owed(situation: Situation, expected: Iterable[tuple[Arrivals, Sequence[Month]]]) -> list[Owed]:
    """What is missing of the months, and the plans whose day has passed (七(一)), in the roster's order.

    A unit owes only months in which somebody was posted to its windows, and a plan only if somebody was on its day.
    """
    found = [
        Owed(unit, month, (unit, month) in arrivals.waiting)
        for arrivals, months in expected
        for unit, own in arrivals.missing(months).items()
        for month in own
    ]
    found += [Owed(unit, None) for unit in _without_plan(situation)]
    order = unit_order(situation.roster)
    return sorted(found, key=lambda one: (order.get(one.unit, len(order)), one.month is None, one.month or _NEVER))


_NEVER = Month(9999, 12)


def _without_plan(situation: Situation) -> list[str]:
    """七(一): whose plan has not come by its day; nobody's where no plan at all is registered."""
    rule = situation.policy.filing
    day = date(situation.period.year, *rule.plan_due)
    if not situation.plans_tracked or situation.today <= day:
        return []
    own = [one for one in situation.filings if any(word in one.what for word in rule.plan_words)]
    later = {one.unit for one in own if one.due and one.due >= situation.today}
    filed = {one.unit for one in own if one.filed}
    posted = {one.unit for one in situation.roster.window_postings(day, day)}
    return [unit.name for unit in situation.roster.units if unit.name in posted - filed - later]


def call(found: Sequence[Owed]) -> str:
    """One text to all units, to be pasted into a group; "" where none of them has to send anything."""
    silent = [one for one in found if not one.sent]
    alike: dict[tuple[Month, ...], list[str]] = {}
    for unit, own in _by_unit(silent).items():
        if months := tuple(one.month for one in own if one.month):
            alike.setdefault(months, []).append(unit)
    told = [f"{spans_of(months)}评价数据：{'、'.join(units)}" for months, units in alike.items()]
    if plans := "、".join(one.unit for one in silent if one.month is None):
        told.append(f"{PLAN}：{plans}")
    if not told:
        return ""
    nil = "当月确实没有人评价的，请报零报告。" if alike else ""
    return f"请下列单位尽快报送。{'；'.join(told)}。{nil}"


def _by_unit(found: Sequence[Owed]) -> dict[str, list[Owed]]:
    units: dict[str, list[Owed]] = {}
    for one in found:
        units.setdefault(one.unit, []).append(one)
    return units


def spans_of(months: Sequence[Month]) -> str:
    """Ascending months as people write them: 2013年3、5—7月；2014年1月."""
    years = {month.year: [one.number for one in months if one.year == month.year] for month in months}
    return "；".join(f"{year}年{'、'.join(_spans(numbers))}月" for year, numbers in years.items())


def _spans(numbers: Sequence[int]) -> Iterator[str]:
    """3, 5—7 of 3, 5, 6, 7."""
    for _, run in groupby(enumerate(numbers), key=lambda one: one[1] - one[0]):
        own = [number for _, number in run]
        yield f"{own[0]}—{own[-1]}" if len(own) > 1 else f"{own[0]}"


def missing_report(found: Sequence[Owed], situation: Situation) -> Report:
    """The list by unit and month, with blank columns for who rings the units up; the text stands below it."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("month", "月份", Look.WORD),
        Column("what", "还缺什么", Look.WORD),
        Column("phone", "电话"),
        Column("answer", "答复"),
        Column("signature", "签名"),
    )
    rows = tuple((one.unit, str(one.month or ""), _what(one), "", "", "") for one in found)
    return _report(found, situation, Table("missing", _TITLE, columns, rows, empty=_NOBODY))


def missing_on_screen(found: Sequence[Owed], situation: Situation) -> Report:
    """The same with a line for each unit, its months joined, so that it fits a screen."""
    rows = tuple((unit, _said(own)) for unit, own in _by_unit(found).items())
    columns = (Column("unit", "单位", Look.WORD), Column("what", "还缺什么"))
    return _report(found, situation, Table("missing", _TITLE, columns, rows, empty=_NOBODY))


_TITLE, _NOBODY = "催报单", "各单位都已报齐。"


def _said(own: Sequence[Owed]) -> str:
    """2013年3、5—7月评价数据或零报告；实施方案."""
    lacking = [one.month for one in own if one.month and not one.sent]
    waiting = [one.month for one in own if one.month and one.sent]
    told = [f"{spans_of(lacking)}{EVALUATIONS}"] if lacking else []
    told += [f"{spans_of(waiting)}{EVALUATIONS}（{_WAITS}）"] if waiting else []
    return "；".join([*told, *(PLAN for one in own if one.month is None)])


def _report(found: Sequence[Owed], situation: Situation, table: Table) -> Report:
    text = call(found)
    lines = tuple(OwedLine(one.unit, one.month, _what(one), one.sent) for one in found)
    facts = MissingFacts(situation.period.year, lines, text)
    return Report(
        "missing", _TITLE, str(situation.period), situation.policy.bureau.name, (table,),
        basis=(text,) if text else (), machine=to_json(facts),
    )  # fmt: skip


def _what(one: Owed) -> str:
    what = EVALUATIONS if one.month else PLAN
    return f"{what}（{_WAITS}）" if one.sent else what
