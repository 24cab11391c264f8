"""Who is missing (催报): what each unit still has to send, as a list, as one text to all, as a sheet to ring up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

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
    months = sorted({one.month for one in silent if one.month})
    told = [f"{m.year}年{m.number}月评价数据：{_units(silent, m)}" for m in months]
    if plans := _units(silent, None):
        told.append(f"{PLAN}：{plans}")
    if not told:
        return ""
    nil = "当月确实没有人评价的，请报零报告。" if months else ""
    return f"请下列单位尽快报送。{'；'.join(told)}。{nil}"


def _units(found: Sequence[Owed], month: Month | None) -> str:
    return "、".join(one.unit for one in found if one.month == month)


def missing_report(found: Sequence[Owed], situation: Situation) -> Report:
    """The list, with blank columns for who rings the units up; the text stands below it."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("month", "月份", Look.WORD),
        Column("what", "还缺什么", Look.WORD),
        Column("phone", "电话"),
        Column("answer", "答复"),
        Column("signature", "签名"),
    )
    rows = tuple((one.unit, str(one.month or ""), _what(one), "", "", "") for one in found)
    table = Table("missing", "催报单", columns, rows, empty="各单位都已报齐。")
    text = call(found)
    lines = tuple(OwedLine(one.unit, one.month, _what(one), one.sent) for one in found)
    facts = MissingFacts(situation.period.year, lines, text)
    return Report(
        "missing", "催报单", str(situation.period), situation.policy.bureau.name, (table,),
        basis=(text,) if text else (), machine=to_json(facts),
    )  # fmt: skip


def _what(one: Owed) -> str:
    what = EVALUATIONS if one.month else PLAN
    return f"{what}（{_WAITS}）" if one.sent else what
