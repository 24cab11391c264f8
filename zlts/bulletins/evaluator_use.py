"""评价器使用通报: days without use, what went unrated, silent units, the busiest and the quietest hours."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zlts.anomalies import DAY, Press
from zlts.bulletins.facts import UnitLine, Use
from zlts.model import Tally, cut_percent
from zlts.reports import Column, Look, Table

_HOUR = 60 * 60
_SATURDAY = 5
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class UnitUse:
    """What a unit's evaluations in detail say of a month: the days of the month, and presses by hour of the day."""

    days: frozenset[int]
    hours: Mapping[int, int]


def use_of(presses: Iterable[Press]) -> dict[str, UnitUse]:
    """Each unit's use; voided presses are none."""
    days: dict[str, set[int]] = defaultdict(set)
    hours: dict[str, Counter[int]] = defaultdict(Counter)
    for press in presses:
        if not press.voided:
            days[press.unit].add(press.at // DAY + 1)
            hours[press.unit][press.at % DAY // _HOUR] += 1
    return {unit: UnitUse(frozenset(used), hours[unit]) for unit, used in days.items()}


def use_figures(
    tally: Tally,
    use: UnitUse | None,
    days: tuple[date, date],
    office_hours: Sequence[tuple[int, int]],
    *,
    arrived: str = "",
) -> Use:
    """A unit's use over those days; where only a summary tells of it, its days and hours are not known.

    `arrived` says why nothing is known at all, the unit's data not being in.
    """
    pressed = tally.counted + tally.unrated
    only_summary = pressed > 0 and use is None
    unused = None if only_summary or arrived else _unused(use.days if use else frozenset(), *days)
    return Use(
        None if unused is None else len(unused),
        None if unused is None else sum(day.weekday() < _SATURDAY for day in unused),
        pressed,
        cut_percent(tally.unrated, pressed) if pressed else None,
        cut_percent(tally.counted, pressed) if pressed else None,
        *_hours(use.hours if use else {}, office_hours),
        silent=not pressed and not arrived,
        use=arrived or ("整月未使用" if not pressed else "只有汇总" if only_summary else ""),
    )


def _unused(used: frozenset[int], first: date, last: date) -> list[date]:
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.day not in used]


def _hours(
    hours: Mapping[int, int], office_hours: Sequence[tuple[int, int]]
) -> tuple[list[int], int | None, list[int], int | None]:
    """The hours of the day with the most presses, how many; and of office hours those with the fewest."""
    if not hours:
        return [], None, [], None
    most = max(hours.values())
    open_hours = sorted({hour for begin, end in office_hours for hour in range(begin // _HOUR, -(-end // _HOUR))})
    least = min(hours.get(hour, 0) for hour in open_hours)
    busiest = sorted(hour for hour, count in hours.items() if count == most)
    return busiest, most, [hour for hour in open_hours if hours.get(hour, 0) == least], least


def use_table(units: Sequence[UnitLine]) -> Table:
    """The use of every unit, silent ones marked."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("days_without_use", "未使用天数", Look.NUMBER, "天"),
        Column("weekdays_without_use", "其中周一至周五", Look.NUMBER, "天"),
        Column("unrated_percent", "未评价占比", Look.PERCENT, "%"),
        Column("counted_percent", "实际评价率", Look.PERCENT, "%"),
        Column("percent", "满意率", Look.PERCENT, "%"),
        Column("busiest_hours", "最忙时段", Look.WORD),
        Column("quietest_hours", "最闲时段", Look.WORD),
        Column("use", "情况", Look.WORD),
    )
    rows = tuple(
        (
            one.unit,
            one.use.days_without_use,
            one.use.weekdays_without_use,
            one.use.unrated_percent,
            one.use.counted_percent,
            one.tally.percent,
            _hours_text(one.use.busiest_hours, one.use.busiest),
            _hours_text(one.use.quietest_hours, one.use.quietest),
            one.use.use,
        )
        for one in units
    )
    marked = frozenset(place for place, one in enumerate(units) if one.use.silent)
    return Table("use", "评价器使用", columns, rows, marked=marked)


def _hours_text(hours: Sequence[int], presses: int | None) -> str:
    """9时(45): the hour that begins at nine, with its presses."""
    if not hours:
        return "—"
    more = "等" if len(hours) > _SHOWN else ""
    return f"{'、'.join(str(hour) for hour in hours[:_SHOWN])}{more}时({presses})"
