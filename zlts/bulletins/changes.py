"""A period beside the one before it, and the contest's two aims (readings: Changes)."""

from __future__ import annotations

from collections.abc import Iterator

from zlts.bulletins.facts import Before, Reached
from zlts.bulletins.parts import come_in
from zlts.bulletins.situation import Situation
from zlts.model import Tally
from zlts.periods import Span
from zlts.reports import Cell, Column, Look, Table

SAME = "持平"


def before_of(unit: str, situation: Situation) -> Before | None:
    """A unit's figures of the period before, and how they changed; None where that is not covered."""
    earlier = situation.before
    if earlier is None:
        return None
    ranked = situation.period.span is not Span.MONTH
    then, now = earlier.standings.get(unit), situation.standings.get(unit)
    scored = ranked and then is not None and now is not None
    return Before(
        earlier.period,
        earlier.unit_tally(unit).percent,
        points_changed(earlier.unit_tally(unit), situation.unit_tally(unit)),
        len(earlier.received(unit)),
        len(earlier.sustained(unit)),
        len(situation.sustained(unit)) - len(earlier.sustained(unit)),
        then.score if scored and then else None,
        now.score - then.score if scored and now and then else None,
        earlier.ranks.get(unit) if ranked else None,
    )


def before_of_all(situation: Situation) -> Before | None:
    """The same of all units together, which have neither score nor rank."""
    earlier = situation.before
    if earlier is None:
        return None
    then, now = earlier.whole_tally(), situation.whole_tally()
    sustained = len(earlier.sustained())
    return Before(
        earlier.period,
        then.percent,
        points_changed(then, now),
        len(earlier.received()),
        sustained,
        len(situation.sustained()) - sustained,
        None,
        None,
        None,
    )


def points_changed(then: Tally, now: Tally) -> str | None:
    """How many percentage points a rate has moved, as the two stand in print: +1.88; None where one is missing."""
    if not then.counted or not now.counted:
        return None
    moved = _hundredths(now) - _hundredths(then)
    return f"{'-' if moved < 0 else '+' if moved else ''}{abs(moved) // 100}.{abs(moved) % 100:02d}"


def _hundredths(tally: Tally) -> int:
    return 10000 * tally.satisfied // tally.counted


def moved_words(points: str) -> str:
    """+1.88 as 上升1.88个百分点."""
    if points == "0.00":
        return SAME
    return f"{'下降' if points.startswith('-') else '上升'}{points.lstrip('+-')}个百分点"


def reached(situation: Situation) -> Reached:
    """Which units have every counted evaluation satisfied, and which no complaint that was sustained or still may be.

    A unit of which data are missing is not said to be all satisfied; without a register of complaints nobody is
    said to have none.
    """
    units = [unit.name for unit in situation.roster.units]
    target = situation.policy.rate.target
    rates = {unit: situation.unit_tally(unit).rate for unit in units if unit not in situation.missing}
    full = tuple(unit for unit in units if (rate := rates.get(unit)) is not None and rate >= target)
    without = [unit for unit in units if not situation.sustained(unit)] if not situation.register_problem else []
    unsettled = tuple(unit for unit in without if situation.pending(unit))
    free = tuple(unit for unit in without if unit not in unsettled)
    return Reached(full, free, tuple(unit for unit in full if unit in free), unsettled)


# ---------------------------------------------------------------- tables


def reached_table(found: Reached, situation: Situation) -> Table:
    """How many units reached the contest's two aims, and which."""
    columns = (
        Column("what", "目标", Look.WORD),
        Column("count", "单位数", Look.NUMBER, "个"),
        Column("units", "单位"),
    )
    bureau = situation.policy.bureau
    lines = (
        (f"{bureau.all_satisfied} {situation.policy.rate.target * 100}%", found.full_satisfaction),
        (bureau.no_complaints, found.zero_complaints),
        ("两项都达到", found.both),
    )
    rows = tuple((what, len(units), "、".join(units) or "—") for what, units in lines)
    note = (
        f"另有 {len(found.unsettled)} 个单位的投诉尚未查结，没有列入{bureau.no_complaints}。"
        if found.unsettled
        else ""
    )
    return Table("reached", f"{bureau.all_satisfied}和{bureau.no_complaints}的单位", columns, rows, note=note)


def change_tables(situation: Situation) -> Iterator[Table]:
    """The figures now and in the period before, and how far they moved; none where there is nothing before."""
    if situation.before is not None:
        yield _change_table(situation, situation.before)


def _change_table(situation: Situation, earlier: Situation) -> Table:
    ranked = situation.period.span is not Span.MONTH
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("before", "上期满意率", Look.PERCENT, "%"),
        Column("now", "本期满意率", Look.PERCENT, "%"),
        Column("change", "增减（百分点）", Look.WORD),
        Column("complaints_before", "上期有效投诉", Look.NUMBER, "件"),
        Column("complaints_now", "本期有效投诉", Look.NUMBER, "件"),
        Column("complaints_change", "增减（件）", Look.WORD),
        *(_SCORES if ranked else ()),
    )
    rows = [
        _row(unit.name, before_of(unit.name, situation), situation)[: len(columns)] for unit in situation.roster.units
    ]
    total = _row(None, before_of_all(situation), situation)[: len(columns)]
    notes = [situation.coverage]
    if earlier.partly:
        notes.append(f"上期只计 {earlier.first_day} 以后的部分。")
    if earlier.missing:
        notes.append("上期有单位的评价数据尚未报送。")
    return Table("change", "与上期相比", columns, tuple(rows), total=total, note="".join(notes))


_SCORES = (
    Column("score_before", "上期得分", Look.NUMBER, "分"),
    Column("score_now", "本期得分", Look.NUMBER, "分"),
    Column("score_change", "增减（分）", Look.WORD),
    Column("rank_before", "上期名次", Look.WORD),
    Column("rank_now", "本期名次", Look.WORD),
)


def _row(unit: str | None, then: Before | None, situation: Situation) -> tuple[Cell, ...]:
    """A unit's line; None is all of them together, who have neither score nor rank."""
    tally = situation.unit_tally(unit) if unit else situation.whole_tally()
    score = situation.standings[unit].score if unit else None
    ranks = (_rank(then.rank if then else None), _rank(situation.ranks.get(unit))) if unit else ("", "")
    (percent,) = come_in((tally.percent,), unit, situation) if unit else (tally.percent,)
    return (
        unit or "合计",
        then.percent if then else None,
        percent,
        then.percent_change or "—" if then else "—",
        then.sustained_complaints if then else None,
        len(situation.sustained(unit)),
        _signed(then.sustained_change if then else None),
        then.score if then else None,
        score,
        _signed(then.score_change if then else None) if unit else "",
        *ranks,
    )


def _signed(number: int | None) -> str:
    return "—" if number is None else f"{number:+d}" if number else "0"


def _rank(rank: int | None) -> str:
    return str(rank) if rank else "—"
