"""A period beside the one before it, and the contest's two aims, in a letter's sentences."""

from __future__ import annotations

from collections.abc import Sequence

from zlts.bulletins.changes import before_of_all, moved_words, reached
from zlts.bulletins.facts import RankedUnit
from zlts.bulletins.situation import Situation
from zlts.documents.letter import chinese_day
from zlts.documents.sentences import units_listed
from zlts.periods import Span

_LAST = {Span.MONTH: "上月", Span.QUARTER: "上季度", Span.HALF: "上期", Span.YEAR: "上年"}
"""What the period before is called."""


def last_words(earlier: Situation) -> str:
    """What a letter calls the period before."""
    return _LAST[earlier.period.span]


def change_words(situation: Situation) -> str:
    """How rate and complaints moved since the period before; "" where there is none."""
    earlier, whole = situation.before, before_of_all(situation)
    if earlier is None or whole is None:
        return ""
    partly = f"（只计{chinese_day(earlier.first_day)}以后）" if earlier.partly else ""
    rate = f"满意率{moved_words(whole.percent_change)}，" if whole.percent_change else ""
    told = f"与{last_words(earlier)}{partly}相比，{rate}有效投诉{_more(whole.sustained_change, '件')}"
    return f"{told}。"


def _more(number: int, measure: str) -> str:
    if not number:
        return "持平"
    return f"{'增加' if number > 0 else '减少'}{abs(number)}{measure}"


def since_words(line: RankedUnit, situation: Situation) -> str:
    """A unit's last rank and how its score has moved, in brackets; "" where none is before."""
    if line.before is None or situation.before is None:
        return ""
    rank = f"第{line.before.rank}" if line.before.rank else "未排名"
    change = f"，{line.before.score_change:+d}分" if line.before.score_change else ""
    return f"（{last_words(situation.before)}{rank}{change}）"


def full_words(situation: Situation) -> str:
    """三: the units whose every counted evaluation is satisfied, counted and by name."""
    target = f"满意率达到{situation.policy.rate.target * 100}%的单位"
    return _named(target, reached(situation).full_satisfaction, situation)


def free_words(situation: Situation) -> str:
    """三: those without a sustained complaint; "" where the register has not come in."""
    found = reached(situation)
    if situation.register_problem:
        return ""
    unsettled = f"（另有{len(found.unsettled)}个单位的投诉尚未查结）" if found.unsettled else ""
    return f"{_named(f'{situation.policy.bureau.no_complaints}单位', found.zero_complaints, situation)}{unsettled}。"


def both_words(situation: Situation) -> str:
    """三: those that reached both aims, where any did."""
    both, bureau = reached(situation).both, situation.policy.bureau
    if situation.register_problem or not both:
        return ""
    return (
        f"{bureau.all_satisfied}、{bureau.no_complaints}两项都达到的{len(both)}个：{units_listed(both, situation)}。"
    )


def _named(what: str, units: Sequence[str], situation: Situation) -> str:
    return f"{what}{len(units)}个：{units_listed(units, situation)}" if units else f"无{what}"
