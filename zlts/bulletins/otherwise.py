"""What would have had to be different, so that an entry had not been posted: facts only, a sentence an entry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from zlts import grounds
from zlts.bulletins.facts import LowMonth, OtherwiseLine
from zlts.escalation import completions, is_counted, step_day
from zlts.model import Entry, Kind, PostedEntry, Role, Rule
from zlts.periods import Month
from zlts.policy import ByDay, Policy
from zlts.rules import complaint_kinds

_MOST_TOGETHER = 3
"""So many measures are tried together, to find those without which no condition is completed."""
_RULES_IN_ORDER = (Rule.RATE, Rule.COMPLAINT, Rule.MANUAL)
"""In which the pass takes the measures of one day."""


def otherwise_lines(
    own: Iterable[PostedEntry], low: Iterable[LowMonth], policies: ByDay
) -> tuple[OtherwiseLine, ...]:
    """Of a person's standing entries as an officer, those of one fact together; a rule unknown here says nothing."""
    months = {one.month: one for one in low}
    found: dict[tuple[str, str], list[int]] = {}
    for one in own:
        policy = policies.on(step_day(one.entry.month, one.entry.day))
        if said := _said(one.entry, months, policy):
            found.setdefault((one.entry.cause.reason, said), []).append(one.id)
    return tuple(OtherwiseLine(tuple(ids), what, said) for (what, said), ids in found.items())


def _said(entry: Entry, months: Mapping[Month, LowMonth], policy: Policy) -> str:
    match entry.cause.rule:
        case Rule.RATE:
            return rate_said(months[entry.month])
        case Rule.COMPLAINT:
            return _complaint_said(entry, policy)
        case Rule.SERIOUS:
            return _serious_said(entry, policy)
        case Rule.INSPECTION:
            return "如果检查登记里这一条没有加扣分，或者写的不是他，就没有这一笔。"
        case Rule.MANUAL:
            return f"如果措施登记里没有这一次{entry.kind}，就没有这一笔。"
        case _:
            return ""


def rate_said(low: LowMonth) -> str:
    """Of a month: how many more satisfied evaluations would have reached the floor, or how many turned."""
    tally, turned = low.tally, low.had_been_satisfied
    if not low.below_floor:
        return f"按现有证据，{low.month} 不低于 {low.floor}，再评定一次就会撤销。"
    rather = (
        f"不满意的 {tally.unsatisfied} 个里有 {turned} 个是满意（{tally.satisfied + turned}/{tally.counted}）"
        f"，就不低于 {low.floor}。"
    )
    more = low.more_satisfied
    if more is None:
        return f"如果{rather}"
    return f"如果再多 {more} 个满意（{tally.satisfied + more}/{tally.counted + more}），或者{rather}"


def _complaint_said(entry: Entry, policy: Policy) -> str:
    nth, kind = grounds.nth_of(entry.cause.material), entry.kind
    said = "如果这一起认定不成立，或者认定他无责，就没有这一笔。"
    if nth == 1:
        return said
    before = "第 1 起" if nth == 2 else "前面的有效投诉有一起"  # noqa: PLR2004 - the second complaint
    kinds = complaint_kinds(nth - 1, False, policy)
    then = f"仍是{kind}" if kind in kinds else f"不是{kind}，而是{'、'.join(kinds)}" if kinds else f"没有{kind}"
    return f"{said}如果{before}不计，这一起就是第 {nth - 1} 起，{then}。"


def _serious_said(entry: Entry, policy: Policy) -> str:
    words = "、".join(word for word, serious in policy.words.severities.items() if serious)
    unless = "，或者窗口不在城区" if entry.kind is Kind.TRANSFER else ""
    return f"如果严重程度登记的不是“{words}”{unless}，就没有这一笔。"


# ---------------------------------------------------------------- what reached the leaders


def escalated_said(
    entry: Entry, rests_on: Sequence[PostedEntry], active: Iterable[PostedEntry], policies: ByDay
) -> str:
    """Of an entry upon a leader: which of the officer's measures would have had to be missing."""
    if entry.cause.rule is Rule.SERIOUS:
        return _serious_said(entry, policies.on(step_day(entry.month, entry.day)))
    if not rests_on:
        return "按现有台账，它所依据的措施已不成立，再评定一次就会撤销。"
    person = rests_on[0].entry.person
    own = [one for one in active if one.entry.person == person and _is_step(one.entry, policies)]
    own.sort(key=lambda one: (_RULES_IN_ORDER.index(one.entry.cause.rule), one.id))
    completed = _completed(own, policies)
    for count in range(1, _MOST_TOGETHER + 1):
        enough = [left for left in combinations(own, count) if _completed(_without(own, left), policies) < completed]
        if enough:
            return _missing_said(enough, rests_on, count)
    return f"所依据的措施（第 {numbers(one.id for one in rests_on)} 号）少几次，仍有别的措施达到条件。"


def _missing_said(enough: Sequence[tuple[PostedEntry, ...]], rests_on: Sequence[PostedEntry], count: int) -> str:
    if count > 1:
        return (
            f"少一次，仍有别的措施达到条件；如果同时没有第 {numbers(one.id for one in enough[0])} 号，就没有这一笔。"
        )
    ids = {one.id for (one,) in enough}
    if len(ids) == 1:
        return f"如果没有第 {numbers(ids)} 号，就没有这一笔。"
    if ids >= {one.id for one in rests_on}:
        return f"第 {numbers(ids)} 号里少任何一次，就没有这一笔。"
    return f"如果没有第 {numbers(ids)} 号中的一次，就没有这一笔。"


def _is_step(entry: Entry, policies: ByDay) -> bool:
    known = entry.cause.rule in _RULES_IN_ORDER and entry.role is Role.OFFICER
    return known and is_counted(entry, policies)


def _completed(own: Iterable[PostedEntry], policies: ByDay) -> int:
    """How many conditions these measures complete that reach leaders."""
    return len(list(completions([one.entry for one in own], policies)))


def _without(own: Iterable[PostedEntry], left: Iterable[PostedEntry]) -> list[PostedEntry]:
    gone = {one.id for one in left}
    return [one for one in own if one.id not in gone]


def numbers(ids: Iterable[int]) -> str:
    """Entries' numbers in words: 2、6、10."""
    return "、".join(map(str, sorted(ids)))
