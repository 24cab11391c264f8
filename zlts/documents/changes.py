"""A period beside the one before it, and the contest's two aims, in a letter's sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zlts.bulletins.changes import before_of, before_of_all, moved_words, reached
from zlts.bulletins.facts import RankedUnit
from zlts.bulletins.situation import Situation
from zlts.documents.letter import chinese_day
from zlts.documents.sentences import listed
from zlts.periods import Span

_LAST = {Span.MONTH: "上月", Span.QUARTER: "上季度", Span.YEAR: "上年"}
"""What the period before is called; of half a year by its name."""


def last_words(earlier: Situation) -> str:
    """What a letter calls the period before."""
    return _LAST.get(earlier.period.span, earlier.period.chinese)


def change_words(situation: Situation) -> str:
    """How rate and complaints moved since the period before, and which units most; "" where there is none."""
    earlier, whole = situation.before, before_of_all(situation)
    if earlier is None or whole is None:
        return ""
    partly = f"（只计{chinese_day(earlier.first_day)}以后）" if earlier.partly else ""
    rate = f"满意率{moved_words(whole.percent_change)}，" if whole.percent_change else ""
    told = f"与{last_words(earlier)}{partly}相比，{rate}有效投诉{_more(whole.sustained_change, '件')}"
    return f"{told}{_units_moved(situation)}。"


def _more(number: int, measure: str) -> str:
    if not number:
        return "持平"
    return f"{'增加' if number > 0 else '减少'}{abs(number)}{measure}"


def _units_moved(situation: Situation) -> str:
    """How many units' rates rose and fell, and whose most."""
    moved = []
    for unit in situation.roster.units:
        before = before_of(unit.name, situation)
        if before and before.percent_change:
            moved.append((unit.name, before.percent_change))
    up = [(unit, points) for unit, points in moved if points.startswith("+")]
    down = [(unit, points) for unit, points in moved if points.startswith("-")]
    same = len(moved) - len(up) - len(down)
    told = [
        f"满意率上升的单位{len(up)}个{_most(up)}" if up else "",
        f"下降的单位{len(down)}个{_most(down)}" if down else "",
        f"持平的单位{same}个" if same else "",
    ]
    named = "、".join(filter(None, told))
    return f"；{named}" if named else ""


def _most(moved: Sequence[tuple[str, str]]) -> str:
    """Whose rate moved most, in brackets."""
    highest = max((_size(points) for _, points in moved), default=0)
    units = [unit for unit, points in moved if _size(points) == highest]
    return f"（最多的是{listed(units)}，{highest // 100}.{highest % 100:02d}个百分点）"


def _size(points: str) -> int:
    """Hundredths of a percentage point, whichever way."""
    return int(points.lstrip("+-").replace(".", ""))


def rank_words(lines: Sequence[RankedUnit], situation: Situation) -> Iterator[str]:
    """Every unit's rank with the last one in brackets, and whose score has changed; nothing where none is before."""
    if situation.before is None:
        return
    last = last_words(situation.before)
    ranked = [(line, line.before.rank) for line in lines if line.rank and line.before]
    told = listed(f"{line.unit}第{line.rank}（{before or '—'}）" for line, before in ranked)
    if told:
        yield f"各单位名次（括号内为{last}名次）：{told}。"
    scored = [(line.unit, line.before.score_change) for line in lines if line.before and line.before.score_change]
    if scored:
        yield f"得分与{last}相比有变化的单位：{listed(f'{unit}{change:+d}分' for unit, change in scored)}。"


def aims_words(situation: Situation) -> str:
    """What the contest is about: 群众满意和零投诉."""
    return f"{situation.policy.bureau.all_satisfied}和{situation.policy.bureau.no_complaints}"


def reached_words(situation: Situation) -> str:
    """The units that reached the contest's aims, counted and by name."""
    found, target, bureau = reached(situation), situation.policy.rate.target * 100, situation.policy.bureau
    full = f"{bureau.all_satisfied}{target}%的单位{_named(found.full_satisfaction)}"
    unsettled = f"（另有{len(found.unsettled)}个单位的投诉尚未查结）" if found.unsettled else ""
    if situation.register_problem:
        return f"{full}。"
    free = f"{bureau.no_complaints}单位{_named(found.zero_complaints)}{unsettled}"
    return f"{full}；{free}；两项都达到的单位{_named(found.both)}。"


def _named(units: Sequence[str]) -> str:
    return f"{len(units)}个：{listed(units)}" if units else "暂无"
