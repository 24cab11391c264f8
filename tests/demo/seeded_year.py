"""The year's events: the story, and ordinary days made by seeded chance around it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tests.demo import story
from tests.demo.complaint_story import complaint_exports
from tests.demo.county_roster import MadeUpCounty, MadeUpPosting
from tests.demo.year_events import SATISFIED, UNRATED, UNSATISFIED, MadeUpPress, MadeUpYear, on
from zlts.periods import Month

_UnitMonth = tuple[str, Month]

_URBAN, _RURAL = (42, 56), (29, 41)
_CONTEST_BEGINS = 3
_MORNING, _AFTERNOON = time(8, 30), time(14, 30)
_MORNING_SECONDS, _OPEN_SECONDS = 12_600, 23_400
_SUNDAY = 6
_FIRST_SERIAL = 100_001


def make_year(county: MadeUpCounty, year: int = 2013, seed: int = 2013) -> MadeUpYear:
    """A county's year: the same county, year and seed make the same events."""
    presses = _numbered(_by_unit_and_month(county, year, seed))
    return MadeUpYear(
        year=year,
        presses=presses,
        exports={key: (*_repeated(presses, key), *own) for key, own in presses.items()},
        complaints=complaint_exports(year),
        inspections=story.inspections(year),
        measures=story.measures(year),
        filings=story.filings(county, year),
    )


# ---------------------------------------------------------------- months


def _by_unit_and_month(county: MadeUpCounty, year: int, seed: int) -> dict[_UnitMonth, list[MadeUpPress]]:
    months = [Month(year, number) for number in range(1, 13)]
    presses: dict[_UnitMonth, list[MadeUpPress]] = {(unit, month): [] for month in months for unit in county.units}
    for row in county.windows:
        for month in months:
            presses[row.unit, month] += _month_of(row, month, seed)
    for press in story.told_presses(county, year):
        presses[press.unit, Month.of(press.time.date())].append(press)
    return {key: some for key, some in presses.items() if some}


def _numbered(presses: Mapping[_UnitMonth, list[MadeUpPress]]) -> dict[_UnitMonth, tuple[MadeUpPress, ...]]:
    """In order of time, each with its serial; a unit's serials run through the year."""
    following: dict[str, int] = {}
    numbered: dict[_UnitMonth, tuple[MadeUpPress, ...]] = {}
    for key, some in presses.items():
        first = following.get(key[0], _FIRST_SERIAL)
        ordered = sorted(some, key=lambda press: (press.time, press.evaluator))
        numbered[key] = tuple(replace(press, serial=str(n)) for n, press in enumerate(ordered, first))
        following[key[0]] = first + len(ordered)
    return numbered


def _repeated(presses: Mapping[_UnitMonth, tuple[MadeUpPress, ...]], key: _UnitMonth) -> tuple[MadeUpPress, ...]:
    """What an export repeats of the month before."""
    unit, month = key
    since = story.OVERLAPS.get((unit, month.number))
    if since is None:
        return ()
    first = on(month.year, since)
    return tuple(press for press in presses.get((unit, month.previous), ()) if press.time.date() >= first)


# ---------------------------------------------------------------- an officer's month


def _month_of(row: MadeUpPosting, month: Month, seed: int) -> list[MadeUpPress]:
    days = [day for day in _open_days(month) if row.covers(day)]
    if not days or (row.unit, month.number) in story.SILENT:
        return []
    # Chance of its own for each officer and month: a change in one leaves the others as they were.
    dice = random.Random(f"{seed} {row.unit} {row.badge} {month}")  # noqa: S311 (nothing is secret here)
    ratings = _ratings(*_outcome(row, month, len(days), dice), dice)
    return [
        MadeUpPress(row.unit, row.window, row.evaluator, row.badge, row.name, rating, moment)
        for rating, moment in zip(ratings, _times(days, len(ratings), dice), strict=True)
    ]


def _open_days(month: Month) -> list[date]:
    days = (date(month.year, month.number, n) for n in range(1, month.last_day.day + 1))
    return [day for day in days if day.weekday() != _SUNDAY]


def _outcome(row: MadeUpPosting, month: Month, days: int, dice: random.Random) -> tuple[int, int]:
    """Satisfied and unsatisfied: as the story has it, or an ordinary month at 96 % and above."""
    told = story.MONTHS.get((row.unit, row.name, month.number))
    if told:
        return told
    usual = story.SMALL.get(row.unit, _URBAN if row.area == "城区" else _RURAL)
    counted = dice.randint(*usual) * days // len(_open_days(month))
    if month.number < _CONTEST_BEGINS:
        bad = dice.randint(counted // 12, counted // 7)
    else:
        bad = dice.randint(0, counted // 25)
    return counted - bad, bad


def _ratings(satisfied: int, unsatisfied: int, dice: random.Random) -> list[str]:
    words = [
        *dice.choices(SATISFIED, (60, 32, 8), k=satisfied),
        *dice.choices(UNSATISFIED, (50, 40, 10), k=unsatisfied),
        *[UNRATED] * ((satisfied + unsatisfied) // 9),
    ]
    dice.shuffle(words)
    return words


def _times(days: list[date], count: int, dice: random.Random) -> list[datetime]:
    """Moments within opening hours, no two the same."""
    moments = dice.sample(range(len(days) * _OPEN_SECONDS), count)
    return [_clock(days[n // _OPEN_SECONDS], n % _OPEN_SECONDS) for n in sorted(moments)]


def _clock(day: date, second: int) -> datetime:
    if second < _MORNING_SECONDS:
        return datetime.combine(day, _MORNING) + timedelta(seconds=second)
    return datetime.combine(day, _AFTERNOON) + timedelta(seconds=second - _MORNING_SECONDS)
