"""What 六(三) forbids (readings: Self-evaluation): patterns in a month's presses that a person should look at.

Only satisfied presses are suspect. They are told apart by officer, unit and evaluator; one that a person has
voided is still looked at, so that a finding keeps its number. How often a pattern comes by chance alone is
an upper bound in whole fractions, under the model named in each function; a rate is the officer's own, with
one press added and the pattern's own left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from math import comb, factorial
from typing import NamedTuple

from zlts.model import Person, Place, Tally
from zlts.periods import Month
from zlts.policy import AnomalyRule

DAY = 24 * 60 * 60
_MINUTE = 60
_ENOUGH = 50
"""A bound with so many factors is small enough; more would only cost time."""

_MANY = 2000


class Pattern(StrEnum):
    BURST = "burst"
    AFTER_BAD = "after_bad"
    EVEN = "even"
    NIGHT = "night"
    OFF_DUTY = "off_duty"
    LAST_DAYS = "last_days"


class Press(NamedTuple):
    """An evaluation in detail: `at` in seconds since its month began, `rating` None where it is unrated."""

    at: int
    rating: bool | None
    person: Person
    unit: str
    evaluator: str
    place: Place
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Presses that fit a pattern, and at most how often a month like this officer's has one by chance."""

    pattern: Pattern
    person: Person
    unit: str
    evaluator: str
    presses: tuple[Press, ...]
    chance: Fraction

    @property
    def evidence(self) -> str:
        """Whose presses it is of, and which: with one more or less, or another's, it is another suspicion."""
        seconds = ",".join(str(press.at) for press in self.presses)
        return f"{self.pattern}|{self.person.key}|{self.unit}|{self.evaluator}|{seconds}"


_Seat = tuple[Person, str, str]
_ALWAYS = (Pattern.BURST, Pattern.NIGHT)
"""Told however often chance may bring them."""


def find(presses: Iterable[Press], month: Month, rule: AnomalyRule, floor: Fraction) -> list[Finding]:
    """All findings of a month, by time; the presses come ordered by time."""
    seats: dict[_Seat, list[Press]] = defaultdict(list)
    for press in presses:
        seats[press.person, press.unit, press.evaluator].append(press)
    found = [one for own in seats.values() for one in _at_one_seat(own, rule)]
    found += _out_of_hours(seats, rule)
    found += _lifted(seats, month, rule, floor)
    told = [one for one in found if one.pattern in _ALWAYS or one.chance <= rule.most_by_chance]
    order = list(Pattern)
    return sorted(told, key=lambda one: (one.presses[0].at, order.index(one.pattern), one.unit, one.person))


def _finding(pattern: Pattern, presses: Sequence[Press], chance: Fraction, evaluator: str | None = None) -> Finding:
    first = presses[0]
    seat = first.evaluator if evaluator is None else evaluator
    return Finding(pattern, first.person, first.unit, seat, tuple(presses), min(chance, Fraction(1)))


# ---------------------------------------------------------------- one officer at one evaluator


def _at_one_seat(own: Sequence[Press], rule: AnomalyRule) -> Iterator[Finding]:
    praise = [press for press in own if press.rating]
    # a clock that writes no seconds: two presses of one minute may lie a minute apart
    slack = _MINUTE - 1 if all(press.at % _MINUTE == 0 for press in own) else 0
    pace = _Pace(len(praise), len({press.at // DAY for press in own}) * open_seconds(rule))
    bursts = list(_bursts(praise, pace, slack, rule))
    yield from bursts
    yield from _after_bad(own, pace, rule)
    told = [set(one.presses) for one in bursts]
    yield from (
        one for one in _even(praise, pace, slack, rule) if not any(set(one.presses) <= burst for burst in told)
    )


@dataclass(frozen=True, slots=True)
class _Pace:
    """Satisfied presses, and the seconds of open hours on the days on which the evaluator was used."""

    praise: int
    seconds: int

    def without(self, taken: int) -> Fraction:
        """Presses a second, those of a pattern left out."""
        return Fraction(self.praise - taken + 1, self.seconds)


def open_seconds(rule: AnomalyRule) -> int:
    return sum(end - begin for begin, end in rule.office_hours)


def _bursts(praise: Sequence[Press], pace: _Pace, slack: int, rule: AnomalyRule) -> Iterator[Finding]:
    """More presses than people can be served. Chance: Poisson, so many more within that time of some press."""
    step = rule.burst_presses - 1
    windows = (
        (n, n + step)
        for n in range(len(praise) - step)
        if praise[n + step].at - praise[n].at + slack <= rule.burst_seconds
    )
    for first, last in _joined(windows):
        run = praise[first : last + 1]
        lasted = -(-max(run[-1].at - run[0].at, 1) // rule.burst_seconds) * rule.burst_seconds
        mean = pace.without(len(run)) * lasted
        yield _finding(Pattern.BURST, run, len(praise) * _at_least(len(run) - 1, mean))


def _joined(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping stretches made one."""
    joined: list[tuple[int, int]] = []
    for first, last in windows:
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _after_bad(own: Sequence[Press], pace: _Pace, rule: AnomalyRule) -> Iterator[Finding]:
    """Praise right after a bad rating. Chance: Poisson, so many within that time of some bad rating."""
    within, until = rule.after_bad_minutes * _MINUTE, -1
    bad = [n for n, press in enumerate(own) if press.rating is False]
    for n in bad:
        if own[n].at <= until:
            continue
        run = _praise_until(own, n + 1, own[n].at + within)
        if len(run) >= rule.after_bad_presses:
            until = run[-1].at
            mean = pace.without(len(run)) * within
            yield _finding(Pattern.AFTER_BAD, run, len(bad) * _at_least(len(run), mean))


def _praise_until(own: Sequence[Press], start: int, until: int) -> list[Press]:
    run = []
    for n in range(start, len(own)):
        if own[n].at > until:
            break
        if own[n].rating:
            run.append(own[n])
    return run


def _even(praise: Sequence[Press], pace: _Pace, slack: int, rule: AnomalyRule) -> Iterator[Finding]:
    """Gaps as a machine makes them. Chance: Poisson, all gaps as near to the shortest as they are allowed."""
    gaps = [] if slack else [later.at - earlier.at for earlier, later in pairwise(praise)]
    start = 0
    while start < len(gaps):
        end = _even_end(gaps, start, rule)
        count = end - start
        if count + 1 >= rule.even_presses:
            mean = pace.without(count + 1) * (rule.even_seconds + 1)
            chance = len(praise) * count * mean ** (min(count, _ENOUGH) - 1)
            yield _finding(Pattern.EVEN, praise[start : end + 1], chance)
            start = end
        else:
            start += 1


def _even_end(gaps: Sequence[int], start: int, rule: AnomalyRule) -> int:
    """Past the last gap that is as long as all from `start` on."""
    least = most = gaps[start]
    end = start
    while end < len(gaps) and gaps[end] <= rule.even_longest_minutes * _MINUTE:
        least, most = min(least, gaps[end]), max(most, gaps[end])
        if most - least > rule.even_seconds:
            break
        end += 1
    return end


def _at_least(count: int, mean: Fraction) -> Fraction:
    """At most the chance of `count` or more events of a Poisson process: mean ** count / count!."""
    count = min(count, _ENOUGH)
    return mean**count / factorial(count)


# ---------------------------------------------------------------- out of hours


def at_night(second: int, rule: AnomalyRule) -> bool:
    begin, end = rule.night
    return second >= begin or second < end


def off_duty(second: int, rule: AnomalyRule) -> bool:
    """Outside office hours and what 六(五) adds to them, and not at night."""
    grace = rule.grace_minutes * _MINUTE
    on_duty = any(begin - grace <= second < end + grace for begin, end in rule.office_hours)
    return not on_duty and not at_night(second, rule)


def _out_of_hours(seats: Mapping[_Seat, Sequence[Press]], rule: AnomalyRule) -> Iterator[Finding]:
    """An officer's presses by night and off duty. Chance: binomial, with everybody else's share of such."""
    looks: tuple[tuple[Pattern, Callable[[int, AnomalyRule], bool], int], ...] = (
        (Pattern.NIGHT, at_night, rule.night_presses),
        (Pattern.OFF_DUTY, off_duty, rule.off_duty_presses),
    )
    praise = {seat: [press for press in own if press.rating] for seat, own in seats.items()}
    total = sum(map(len, praise.values()))
    for pattern, is_out, fewest in looks:
        out = {seat: [press for press in own if is_out(press.at % DAY, rule)] for seat, own in praise.items()}
        everywhere = sum(map(len, out.values()))
        for seat, run in out.items():
            if len(run) >= fewest:
                own = len(praise[seat])
                share = Fraction(everywhere - len(run) + 1, total - own + 2)
                yield _finding(pattern, run, share_of(len(run), own, share))


def share_of(count: int, whole: int, share: Fraction) -> Fraction:
    """The chance of `count` or more out of `whole`, each with that share: the binomial's upper tail.

    Out of very many, the bound by choices of `count` takes its place: it is never less.
    """
    if whole > _MANY:
        return min(Fraction(1), comb(whole, count) * share**count)
    part, rest = share.numerator, share.denominator - share.numerator
    power, total, choices = 1, 0, comb(whole, count)
    for n in range(count, whole + 1):
        total = total * rest + choices * power
        power *= part
        choices = choices * (whole - n) // (n + 1)
    return Fraction(total * part**count, share.denominator**whole)


# ---------------------------------------------------------------- the month's last days


def _lifted(
    seats: Mapping[_Seat, Sequence[Press]], month: Month, rule: AnomalyRule, floor: Fraction
) -> Iterator[Finding]:
    """A rate lifted over the floor at the end. Chance: binomial, with everybody else's share of these days."""
    days = month.last_day.day
    since = (days - rule.last_days) * DAY
    people: dict[Person, list[Press]] = defaultdict(list)
    for (person, _, _), own in seats.items():
        people[person] += own
    late = {person: sum(_is_late_praise(press, since) for press in own) for person, own in people.items()}
    praised = {person: sum(press.rating is True for press in own) for person, own in people.items()}
    for person, own in people.items():
        if late[person] and _is_lifted(own, since, floor):
            others_late, others = sum(late.values()) - late[person], sum(praised.values()) - praised[person]
            # the calendar's share stands in where there is nobody else
            share = Fraction(others_late + rule.last_days, others + days)
            run = sorted((press for press in own if _is_late_praise(press, since)), key=lambda press: press.at)
            yield _finding(Pattern.LAST_DAYS, run, share_of(late[person], praised[person], share), "")


def _is_late_praise(press: Press, since: int) -> bool:
    return press.rating is True and press.at >= since


def _is_lifted(own: Sequence[Press], since: int, floor: Fraction) -> bool:
    before, whole = tally(press for press in own if press.at < since).rate, tally(own).rate
    return before is not None and whole is not None and before < floor <= whole


def tally(presses: Iterable[Press]) -> Tally:
    """What these presses count."""
    ratings = [press.rating for press in presses]
    satisfied, unsatisfied = ratings.count(True), ratings.count(False)
    return Tally(satisfied + unsatisfied, satisfied, len(ratings) - satisfied - unsatisfied)
