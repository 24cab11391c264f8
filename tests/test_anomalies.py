"""Suspected self-evaluation: each threshold at its limit and one past it; an honest month gives none."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tests.demo.county_roster import read_county
from tests.demo.seeded_year import make_year
from tests.facts import OFFICER, OTHER, POLICY, UNIT
from zlts.anomalies import DAY, Finding, Pattern, Press, find, share_of
from zlts.bulletins.anomalies import address, chance_text
from zlts.bulletins.evaluator_use import use_figures, use_of, use_table
from zlts.bulletins.facts import UnitLine
from zlts.errors import PolicyRefused
from zlts.model import Person, Place, Tally
from zlts.periods import Month
from zlts.policy_file import load

MONTH = Month(2013, 10)
RULE = POLICY.anomalies
FLOOR = POLICY.rate.floor
SUNDAY = 6


def at(day: int, clock: str) -> int:
    """Seconds since the month began."""
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return (day - 1) * DAY + (hours * 60 + minutes) * 60 + seconds


def press(moment: int, rating: bool | None = True, person: Person = OFFICER, evaluator: str = "PJ01") -> Press:
    return Press(moment, rating, person, UNIT, evaluator, Place(1, "", moment))


def honest(person: Person, evaluator: str = "PJ02") -> list[Press]:
    """Two or three people a day, never at one pace; one of forty is not satisfied."""
    moments = []
    for day in range(1, 32):
        if date(2013, 10, day).weekday() != SUNDAY:
            moments += [at(day, "08:40:07") + day * 1237 % 9000, at(day, "14:45:31") + day * day * 101 % 9000]
    return [press(moment, n % 40 != 7, person, evaluator) for n, moment in enumerate(moments)]


def found(own: Iterable[Press], rule: Any = RULE) -> list[Finding]:
    """What is found among these presses and honest ones of the same officer and another one."""
    presses = [*own, *honest(OFFICER, "PJ01"), *honest(OTHER)]
    return find(sorted(presses, key=lambda one: one.at), MONTH, rule, FLOOR)


def patterns(own: Iterable[Press], rule: Any = RULE) -> list[Pattern]:
    return [one.pattern for one in found(own, rule)]


def run(day: int, clock: str, *offsets: int, evaluator: str = "PJ01") -> list[Press]:
    return [press(at(day, clock) + offset, evaluator=evaluator) for offset in offsets]


def test_an_honest_month_gives_none() -> None:
    assert found([]) == []


# ---------------------------------------------------------------- bursts


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [((0, 5, 20, 60), [Pattern.BURST]), ((0, 5, 20, 61), []), ((0, 20, 60), []), ((0, 0, 0, 0), [Pattern.BURST])],
)
def test_a_burst_is_so_many_within_so_many_seconds(offsets: Sequence[int], expected: list[Pattern]) -> None:
    assert patterns(run(9, "12:10:03", *offsets)) == expected


def test_a_burst_is_on_one_evaluator() -> None:
    own = [*run(9, "12:10:03", 0, 20), *run(9, "12:10:03", 5, 60, evaluator="PJ09")]
    assert patterns(own) == []


@pytest.mark.parametrize("rating", [False, None])
def test_only_satisfied_presses_are_suspect(rating: bool | None) -> None:
    assert patterns([*run(9, "12:10:03", 0, 5, 20), press(at(9, "12:10:33"), rating)]) == []


def test_a_longer_burst_is_one_finding_with_all_its_presses() -> None:
    (one,) = found(run(9, "12:10:03", *range(0, 120, 10)))
    assert (one.pattern, one.person, one.evaluator, len(one.presses)) == (Pattern.BURST, OFFICER, "PJ01", 12)
    assert one.chance < Fraction(1, 10**9)


def test_two_bursts_are_two_findings() -> None:
    assert patterns([*run(9, "12:10:03", 0, 5, 20, 60), *run(9, "12:15:03", 0, 5, 20, 60)]) == [Pattern.BURST] * 2


@pytest.mark.parametrize(("minutes", "expected"), [((0, 0, 0, 0), [Pattern.BURST]), ((0, 0, 0, 1), [])])
def test_a_clock_without_seconds_may_be_a_minute_off(minutes: Sequence[int], expected: list[Pattern]) -> None:
    own = run(9, "12:10:00", *(minute * 60 for minute in minutes))
    presses = sorted([*own, *honest(OTHER)], key=lambda one: one.at)
    assert [one.pattern for one in find(presses, MONTH, RULE, FLOOR)] == expected


def test_a_burst_is_told_however_often_chance_may_bring_it() -> None:
    busy = [press(at(day, "08:00:01") + 97 * n + n * n % 89) for day in range(1, 31) for n in range(140)]
    presses = sorted([*busy, *run(9, "12:10:03", 0, 5, 20, 60)], key=lambda one: one.at)
    (one,) = [one for one in find(presses, MONTH, RULE, FLOOR) if one.pattern is Pattern.BURST]
    assert one.chance > RULE.most_by_chance


# ---------------------------------------------------------------- right after a bad rating


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [((100, 190, 310, 450, 600), [Pattern.AFTER_BAD]), ((100, 190, 310, 450, 601), []), ((100, 190, 310, 600), [])],
)
def test_praise_right_after_a_bad_rating(offsets: Sequence[int], expected: list[Pattern]) -> None:
    own = [press(at(9, "12:10:03"), rating=False), *run(9, "12:10:03", *offsets)]
    assert patterns(own) == expected


def test_praise_without_a_bad_rating_before_it_is_none() -> None:
    assert patterns(run(9, "12:10:03", 100, 190, 310, 450, 600)) == []


def test_praise_after_two_bad_ratings_is_one_finding_without_them() -> None:
    bad = [press(at(9, "12:10:03") + offset, rating=False) for offset in (0, 30)]
    (one,) = found([*bad, *run(9, "12:10:03", 100, 190, 310, 450, 600)])
    assert len(one.presses) == 5
    assert all(own.rating for own in one.presses)


# ---------------------------------------------------------------- a machine's gaps


def steps(*gaps: int) -> list[Press]:
    return run(9, "12:04:03", *(sum(gaps[:n]) for n in range(len(gaps) + 1)))


@pytest.mark.parametrize(
    ("gaps", "expected"),
    [
        ((97, 98, 99, 97, 98), [Pattern.EVEN]),
        ((97, 98, 100, 97, 98), []),
        ((97, 98, 99, 97), []),
        ((97, 97, 97, 97, 97), [Pattern.EVEN]),
    ],
)
def test_gaps_as_a_machine_makes_them(gaps: Sequence[int], expected: list[Pattern]) -> None:
    assert patterns(steps(*gaps)) == expected


@pytest.mark.parametrize(("gap", "expected"), [(1800, [Pattern.EVEN]), (1801, [])])
def test_long_gaps_are_nobodys_rhythm(gap: int, expected: list[Pattern]) -> None:
    presses = [press(at(13, "08:30:11") + gap * n) for n in range(6)]
    everybody = sorted([*presses, *honest(OTHER)], key=lambda one: one.at)
    assert [one.pattern for one in find(everybody, MONTH, RULE, FLOOR)] == expected


def test_the_even_gaps_of_a_burst_are_told_with_it() -> None:
    assert patterns(steps(6, 6, 6, 6, 6, 6)) == [Pattern.BURST]


# ---------------------------------------------------------------- by night and off duty


@pytest.mark.parametrize(
    ("clock", "expected"),
    [("21:59:59", []), ("22:00:00", [Pattern.NIGHT]), ("05:59:59", [Pattern.NIGHT]), ("06:00:00", [])],
)
def test_the_night_begins_and_ends(clock: str, expected: list[Pattern]) -> None:
    assert patterns(run(9, clock, 0)) == expected


@pytest.mark.parametrize(
    ("clock", "days", "expected"),
    [
        ("18:30:00", 5, [Pattern.OFF_DUTY]),
        ("18:29:59", 5, []),
        ("18:30:00", 4, []),
        ("07:29:59", 5, [Pattern.OFF_DUTY]),
        ("07:30:00", 5, []),
        ("12:30:00", 5, [Pattern.OFF_DUTY]),
        ("14:00:00", 5, []),
    ],
)
def test_off_duty_is_what_no_extended_service_explains(clock: str, days: int, expected: list[Pattern]) -> None:
    own = [press(at(day, clock)) for day in range(8, 8 + days)]
    assert patterns(own) == expected


def test_off_duty_where_everybody_works_late_is_no_finding() -> None:
    own = [press(at(day, "19:10:00")) for day in range(8, 13)]
    others = [press(at(day, "19:20:05"), person=OTHER, evaluator="PJ02") for day in range(8, 14)]
    assert patterns([*own, *others]) == []


def test_weekends_are_no_finding_of_their_own() -> None:
    assert patterns([press(at(day, "09:10:05")) for day in (6, 13, 20, 27)]) == []


# ---------------------------------------------------------------- the last days


def month_of(before: tuple[int, int], after: int, days: Sequence[int] = (29, 30, 31)) -> list[Press]:
    """So many satisfied and unsatisfied up to the 28th, and satisfied ones on those days."""
    good, bad = before
    early = [press(at(1 + n % 28, "08:31:00") + 631 * (n // 28) + n * 37, n >= bad) for n in range(good + bad)]
    late = [press(at(days[n % len(days)], "09:02:00") + 701 * n + n * n * 3) for n in range(after)]
    return sorted([*early, *late, *honest(OTHER)], key=lambda one: one.at)


@pytest.mark.parametrize(
    ("before", "after", "days", "expected"),
    [
        ((18, 2), 20, (29, 30, 31), [Pattern.LAST_DAYS]),  # 90 %, then exactly 95 %
        ((18, 2), 19, (29, 30, 31), []),  # one short of it
        ((38, 2), 20, (29, 30, 31), []),  # 95 % before
        ((37, 2), 20, (29, 30, 31), [Pattern.LAST_DAYS]),
        ((18, 2), 20, (29,), [Pattern.LAST_DAYS]),
        ((18, 2), 20, (28,), []),  # the day before the last ones
    ],
)
def test_a_rate_lifted_in_the_last_days(
    before: tuple[int, int], after: int, days: Sequence[int], expected: list[Pattern]
) -> None:
    assert [one.pattern for one in find(month_of(before, after, days), MONTH, RULE, FLOOR)] == expected


def test_last_days_as_busy_as_everybodys_are_no_finding() -> None:
    crowd = [press(at(29 + n % 3, "08:40:00") + 61 * n + n * n, person=OTHER, evaluator="PJ02") for n in range(80)]
    presses = sorted([*month_of((18, 2), 20), *crowd], key=lambda one: one.at)
    assert Pattern.LAST_DAYS not in [one.pattern for one in find(presses, MONTH, RULE, FLOOR)]


# ---------------------------------------------------------------- chance, decisions, places


def test_the_binomials_tail_is_exact() -> None:
    assert share_of(1, 2, Fraction(1, 2)) == Fraction(3, 4)
    assert share_of(0, 5, Fraction(1, 3)) == 1
    assert share_of(5, 5, Fraction(1, 3)) == Fraction(1, 243)


def test_out_of_very_many_a_bound_stands_for_the_tail() -> None:
    few, many = share_of(120, 2000, Fraction(1, 50)), share_of(120, 2001, Fraction(1, 50))
    assert few < many < Fraction(1, 10**6)
    assert share_of(30, 2001, Fraction(1, 50)) == 1


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (Fraction(1, 3456), "至多 1/3000"),
        (Fraction(1, 1_000_000), "至多 1/1000000"),
        (Fraction(1, 1_000_001), "小于 1/1000000"),
        (Fraction(1, 2), "至多 1/2"),
        (Fraction(2, 3), "常有"),
    ],
)
def test_a_chance_claims_no_more_than_it_knows(chance: Fraction, text: str) -> None:
    assert chance_text(chance) == text


def test_what_chance_brings_more_often_is_left_out() -> None:
    strict = dataclasses.replace(RULE, most_by_chance=Fraction(0))
    own = [press(at(9, "12:10:03"), rating=False), *run(9, "12:10:03", 100, 190, 310, 450, 600)]
    assert patterns(own) == [Pattern.AFTER_BAD]
    assert patterns(own, strict) == []


def test_voided_presses_are_found_all_the_same() -> None:
    burst = run(9, "12:10:03", 0, 5, 20, 60)
    voided = [one._replace(voided=True) for one in burst]
    assert patterns(voided) == patterns(burst) == [Pattern.BURST]


def test_rows_are_written_as_the_command_takes_them() -> None:
    assert address(3, "Sheet1", [7, 5, 6, 20]) == "3:Sheet1:5-7,20"
    assert address(3, "", [5]) == "3:5"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("burst_presses = 4", "burst_presses = 1", "burst_presses"),
        ("even_presses = 6", "even_presses = 2", "even_presses"),
        ('["08:00-12:00", "14:30-18:00"]', '["12:00-08:00"]', "office_hours"),
        ('["08:00-12:00", "14:30-18:00"]', '["8点到12点"]', "office_hours"),
        ('["08:00-12:00", "14:30-18:00"]', "[]", "office_hours"),
        ('night = "22:00-06:00"', 'night = "00:00-06:00"', "night"),
    ],
)
def test_thresholds_that_cannot_be_are_refused(old: str, new: str, told: str) -> None:
    assert POLICY.source.count(old) == 1
    with pytest.raises(PolicyRefused, match=told):
        load(POLICY.source.replace(old, new))


# ---------------------------------------------------------------- the made-up county


def test_the_made_up_county_has_one_and_only_one() -> None:
    county, words = read_county(2013), POLICY.words.ratings
    months: dict[Month, list[Press]] = {}
    for (unit, month), presses in make_year(county).presses.items():
        own = months.setdefault(month, [])
        for one in presses:
            clock = one.time.time()
            moment = (one.time.day - 1) * DAY + (clock.hour * 60 + clock.minute) * 60 + clock.second
            person = Person(one.officer, one.badge, one.badge)
            own.append(Press(moment, words[one.rating], person, unit, one.evaluator, Place(1, unit, int(one.serial))))
    told = [
        (month, one.pattern, one.person.name, one.unit, len(one.presses), one.presses[0].at)
        for month, presses in sorted(months.items())
        for one in find(sorted(presses, key=lambda one: one.at), month, RULE, FLOOR)
    ]
    assert told == [(MONTH, Pattern.BURST, "莫小龙", "沙洲派出所", 12, at(24, "18:02:00"))]


# ---------------------------------------------------------------- use of the evaluators

DAYS = (date(2013, 10, 1), date(2013, 10, 31))


def test_days_and_hours_of_use() -> None:
    own = [press(at(1, "09:59:59")), press(at(1, "10:00:00"), rating=None), press(at(2, "10:20:00"))]
    use = use_of([*own, press(at(3, "10:30:00"))._replace(voided=True)])[UNIT]
    line = use_figures(Tally(2, 2, 1), use, DAYS, RULE.office_hours)
    assert (line.days_without_use, line.weekdays_without_use) == (29, 21)
    assert (line.unrated_percent, line.counted_percent) == ("33.33%", "66.66%")
    assert (line.busiest_hours, line.busiest) == ([10], 2)
    assert (line.quietest_hours, line.quietest) == ([8, 11, 14, 15, 16, 17], 0)
    assert (line.silent, line.use) == (False, "")


def test_a_silent_unit_and_one_known_by_its_summary_only() -> None:
    silent = use_figures(Tally(), None, DAYS, RULE.office_hours)
    assert (silent.silent, silent.days_without_use, silent.unrated_percent) == (True, 31, None)
    summary = use_figures(Tally(20, 19, 5), None, DAYS, RULE.office_hours)
    assert (summary.silent, summary.days_without_use, summary.counted_percent) == (False, None, "80.00%")
    table = use_table(
        [UnitLine(UNIT, tally, "", 0, 0, 0, use) for tally, use in ((Tally(), silent), (Tally(20, 19), summary))]
    )
    assert table.marked == {0}
    assert [row[-1] for row in table.rows] == ["整月未使用", "只有汇总"]
