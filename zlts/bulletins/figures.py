"""What the charts of a quarter or a year show, from the same facts as its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from zlts.bulletins.facts import RankedUnit
from zlts.bulletins.parts import STATES
from zlts.bulletins.situation import Situation
from zlts.model import MEASURES, Complaint
from zlts.policy import Compared
from zlts.reports import Chart, ChartKind, Look, Series


def charts(units: Sequence[RankedUnit], situation: Situation) -> tuple[Chart, ...]:
    """The charts of a quarterly or annual bulletin; a month's has none."""
    complaints = (
        _complaints(situation, "channel", "来源", lambda one: one.channel),
        _complaints(situation, "category", "类别", lambda one: one.category),
    )
    received = complaints if situation.received() else ()
    return (_satisfaction(situation), _ranking(units, situation), *received, _measures(situation))


def _months(situation: Situation) -> tuple[str, ...]:
    return tuple(f"{month.number}月" for month in situation.months)


def _satisfaction(situation: Situation) -> Chart:
    """The whole bureau first, then every unit."""
    floor = f"{situation.policy.rate.floor * 100}%"
    whole = Series("全局", tuple(situation.whole_tally(month).percent for month in situation.months))
    units = (
        Series(unit.name, tuple(situation.unit_tally(unit.name, month).percent for month in situation.months))
        for unit in situation.roster.units
    )
    lacking = "；尚未报送的单位不在其中" if situation.missing else ""
    title = f"各单位各月满意率（虚线为 {floor}，▲ 低于 {floor}{lacking}）"
    return Chart(
        "satisfaction", title, ChartKind.LINE, "月份", _months(situation), (whole, *units), Look.PERCENT, floor
    )


def _ranking(units: Sequence[RankedUnit], situation: Situation) -> Chart:
    """Scores as what they are above or below the base."""
    base = situation.policy.base_score
    scores = Series("得分", tuple(one.score for one in units))
    names = tuple(one.unit for one in units)
    by_score = situation.rank_order[0] is Compared.SCORE
    title = f"单位得分排名（基础分 {base} 分）" if by_score else f"单位得分（按名次排列，基础分 {base} 分）"
    return Chart("ranking", title, ChartKind.BAR, "单位", names, (scores,), limit=str(base))


def _complaints(situation: Situation, key: str, axis: str, word: Callable[[Complaint], str]) -> Chart:
    """Complaints received, most frequent first, by what became of them."""
    received = situation.received()
    words = Counter(word(one) or "未写明" for one in received)
    found = Counter((word(one) or "未写明", one.verdict) for one in received)
    names = tuple(name for name, _ in words.most_common())
    series = tuple(Series(state, tuple(found[name, verdict] for name in names)) for verdict, state in STATES.items())
    return Chart(key, f"收到的投诉（按{axis}）", ChartKind.STACKED, axis, names, series)


def _measures(situation: Situation) -> Chart:
    """The 三项制度 of officers and leaders, by month of effect."""
    found = Counter((entry.kind, entry.month) for entry in situation.own_entries)
    series = tuple(Series(kind, tuple(found[kind, month] for month in situation.months)) for kind in MEASURES)
    return Chart("measures", "各月三项制度措施", ChartKind.STACKED, "月份", _months(situation), series)
