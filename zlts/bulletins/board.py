"""The board: what is in and what is missing, by unit and month, a sign for each."""

from __future__ import annotations

from collections import Counter

from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.parts import outstanding
from zlts.bulletins.situation import Situation
from zlts.periods import Month
from zlts.reports import Cell, Column, Heat, Look, Table

_MANY = 100  # counted evaluations in a month


def board(situation: Situation) -> Table:
    """A unit a line: its months, its year so far, and what is open there; no zeros, so that the rest stands out."""
    columns = (
        Column("unit", "单位", Look.WORD),
        *(Column(str(month), f"{month.number}月", Look.WORD) for month in situation.months),
        Column("counted", "有效评价", Look.NUMBER),
        Column("percent", "满意率", Look.PERCENT),
        Column("pending_complaints", "待查投诉", Look.NUMBER),
        Column("outstanding", "措施未办", Look.NUMBER),
    )
    undone = Counter(one.entry.unit for one in outstanding(situation))
    rows = tuple(_row(unit.name, undone[unit.name], situation) for unit in situation.roster.units)
    return Table("board", "各单位各月的评价", columns, rows)


def _row(unit: str, undone: int, situation: Situation) -> tuple[Cell, ...]:
    year, waiting = situation.unit_tally(unit), len(situation.pending(unit))
    months = (_heat(unit, month, situation) for month in situation.months)
    return (unit, *months, year.counted or "", year.percent or "", waiting or "", undone or "")


def _heat(unit: str, month: Month, situation: Situation) -> Heat:
    tally, rule = situation.unit_tally(unit, month), situation.policy_on(month.last_day).rate
    if not (tally.counted or tally.unrated):
        if situation.reported(unit, month):
            return Heat.UNUSED
        begun = bool(situation.tallies or situation.arrivals.nil)  # a new ledger lacks everything
        return Heat.MISSING if begun and situation.lacks(unit, month) else Heat.NONE
    if tally.rate is not None and tally.rate < rule.floor:
        return Heat.LOW
    return Heat.FEW if tally.counted <= rule.small_count else Heat.SOME if tally.counted < _MANY else Heat.MANY


def legend(table: Table, situation: Situation) -> str:
    """What the signs on the board mean, those that occur."""
    few = situation.policy.rate.small_count + 1
    meanings = {
        Heat.MISSING: NOT_IN,
        Heat.UNUSED: "已报、没有评价",
        Heat.LOW: f"满意率低于{situation.month_floor}",
        Heat.FEW: f"不到{few}个",
        Heat.SOME: f"{few}到{_MANY - 1}个",
        Heat.MANY: f"{_MANY}个以上",
    }
    there = {cell for row in table.rows for cell in row if isinstance(cell, Heat)}
    return "；".join(f"{heat} {meaning}" for heat, meaning in meanings.items() if heat in there)
