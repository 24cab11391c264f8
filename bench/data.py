"""A made-up county's presses in any number: seeded, so that every machine measures the same rows.

A county has a million presses a year at most, some 110 a day at each window. More come from a city: as many such
counties side by side as it takes, so that ten times the presses are ten times the windows and officers.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

YEAR = 2013
HEADINGS = ("单位", "窗口", "评价器编号", "工号", "姓名", "评价结果", "评价时间")
MONTHS = range(1, 13)

_SEED = 2013
_MOST = 1_000_000
_DISTRICTS = ("", "乙区", "丙区", "丁区", "戊区", "己区", "庚区", "辛区", "壬区", "癸区")
_AT_WINDOW = ("窗口民警", "责任人", "窗口辅警")
_GOOD = ("非常满意", "满意", "基本满意")
_BAD = ("一般", "不满意", "非常不满意")
_SILENT = "未评价"
_GOOD_WEIGHTS, _BAD_WEIGHTS = (60, 32, 8), (50, 40, 10)
_USUAL, _LOW = 0.015, 0.062
"""The share of bad ratings; the second is below the floor of 95 %."""
_UNRATED = 0.08
_LOW_MONTHS = frozenset({("0203", 4), ("0203", 5), ("0203", 9), ("0901", 6)})
"""Three reminders make an escalation: a pass has something to post, and evidence to read."""
_REPEATED = 1 / 10_000
"""So many presses are sent twice by their device, second and rating alike."""
_RESET = 1 / 20_000
"""So many come from a device whose clock has lost its battery; they are rejected."""
_RESET_TIME = "2000-01-01 00:00:00"
_SUNDAY = 6
_MORNING, _MORNING_SECONDS = 8 * 3600 + 1800, 12_600
_AFTERNOON, _OPEN_SECONDS = 14 * 3600 + 1800, 23_400


@dataclass(frozen=True, slots=True)
class Seat:
    """An officer at a window from a day to a day."""

    unit: str
    window: str
    evaluator: str
    badge: str
    name: str
    since: date
    until: date

    @property
    def words(self) -> tuple[str, ...]:
        """What every row of this seat begins with."""
        return (self.unit, self.window, self.evaluator, self.badge, self.name)


@dataclass(frozen=True, slots=True)
class Press:
    """One row: the seat's words, the rating and the time as the export writes it."""

    words: tuple[str, ...]
    rating: str
    time: str


class County:
    """The county of a roster file, or a city of such counties, with `total` presses spread over its open days."""

    def __init__(self, roster: Path, total: int) -> None:
        districts = -(-total // _MOST)
        self._rows = [_moved(row, n) for n in range(districts) for row in _read(roster)]
        self._seats = _by_unit(self._rows)
        self._counts = _shared_out([seat for own in self._seats.values() for seat in own], total)

    def write_roster(self, path: Path) -> None:
        """The roster as a file for `zlts init`."""
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.DictWriter(stream, self._rows[0].keys())
            writer.writeheader()
            writer.writerows(self._rows)

    def year(self) -> Iterator[Press]:
        """Unit after unit, each in the order of time, as a bureau-wide export is."""
        for unit in self._seats:
            for month in MONTHS:
                yield from self._unit_month(unit, month)

    def month(self, month: int) -> Iterator[Press]:
        """One month, unit after unit."""
        for unit in self._seats:
            yield from self._unit_month(unit, month)

    def _unit_month(self, unit: str, month: int) -> Iterator[Press]:
        # a die of its own for each unit and month: they are the same however the year is cut into files
        dice = random.Random(f"{_SEED} {unit} {month}")  # noqa: S311 - nothing is secret here
        for day in _open_days(month):
            found: list[tuple[int, str, Press]] = []
            for seat in self._seats[unit]:
                count = self._counts.get((seat, day), 0)
                found += ((second, seat.badge, press) for second, press in _presses(seat, day, count, dice))
            found.sort(key=lambda one: one[:2])
            yield from (press for _, _, press in found)


def write_csv(presses: Iterable[Press], path: Path, encoding: str) -> None:
    """Write an export; a file that is there already is kept."""
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.part")
    with draft.open("w", encoding=encoding, newline="") as stream:
        stream.write(",".join(HEADINGS) + "\r\n")
        for press in presses:
            stream.write(f"{_head(press.words)}{press.rating},{press.time}\r\n")
    draft.rename(path)


@cache
def _head(words: tuple[str, ...]) -> str:
    return "".join(f"{word}," for word in words)


# ---------------------------------------------------------------- the county


def _read(roster: Path) -> list[dict[str, str]]:
    with roster.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _moved(row: dict[str, str], district: int) -> dict[str, str]:
    """The row as another district has it: the first is the roster's own county."""
    mark, number = _DISTRICTS[district], str(88 + district)
    moved = {"单位": mark + row["单位"], "别名": row["别名"] and mark + row["别名"]}
    badge, evaluator = row["警号"], row["评价器编号"]
    return {
        **row,
        **moved,
        "警号": badge and number + badge[2:],
        "评价器编号": evaluator and f"PJ{number}{evaluator[2:]}",
    }


def _by_unit(rows: list[dict[str, str]]) -> dict[str, list[Seat]]:
    seats: dict[str, list[Seat]] = {}
    for row in rows:
        if row["角色"] in _AT_WINDOW:
            seats.setdefault(row["单位"], []).append(_seat(row))
    return seats


def _seat(row: dict[str, str]) -> Seat:
    since, until = row["任职起"] or f"{YEAR}-01-01", row["任职止"] or f"{YEAR}-12-31"
    unit, window, evaluator, badge, name = (row[one] for one in ("单位", "窗口号", "评价器编号", "警号", "姓名"))
    return Seat(unit, window, evaluator, badge, name, date.fromisoformat(since), date.fromisoformat(until))


@cache
def _open_days(month: int) -> tuple[date, ...]:
    first = date(YEAR, month, 1)
    days = (first + timedelta(days=n) for n in range(31))
    return tuple(day for day in days if day.month == month and day.weekday() != _SUNDAY)


def _shared_out(seats: list[Seat], total: int) -> dict[tuple[Seat, date], int]:
    """How many presses each seat has on each of its days; they add up to the total."""
    days = [day for month in MONTHS for day in _open_days(month)]
    open_seats = [(seat, day) for day in days for seat in seats if seat.since <= day <= seat.until]
    edges = [total * n // len(open_seats) for n in range(len(open_seats) + 1)]
    return {one: edges[n + 1] - edges[n] for n, one in enumerate(open_seats)}


# ---------------------------------------------------------------- a seat's day


def _presses(seat: Seat, day: date, count: int, dice: random.Random) -> Iterator[tuple[int, Press]]:
    seconds = dice.sample(range(_OPEN_SECONDS), count)
    ratings = _ratings(count, _LOW if (seat.badge[2:], day.month) in _LOW_MONTHS else _USUAL, dice)
    if count > 1 and dice.random() < count * _REPEATED:
        seconds[-1], ratings[-1] = seconds[-2], ratings[-2]
    reset = dice.randrange(count) if dice.random() < count * _RESET else -1
    words, date_text = seat.words, day.isoformat()
    for number, (second, rating) in enumerate(zip(seconds, ratings, strict=True)):
        time = _RESET_TIME if number == reset else f"{date_text} {_clock(second)}"
        yield second, Press(words, rating, time)


def _ratings(count: int, bad: float, dice: random.Random) -> list[str]:
    shares = [*((1 - bad) * weight / sum(_GOOD_WEIGHTS) for weight in _GOOD_WEIGHTS)]
    shares += [bad * weight / sum(_BAD_WEIGHTS) for weight in _BAD_WEIGHTS]
    counted = [share * (1 - _UNRATED) for share in shares]
    return dice.choices((*_GOOD, *_BAD, _SILENT), (*counted, _UNRATED), k=count)


@cache
def _clock(second: int) -> str:
    of_day = _MORNING + second if second < _MORNING_SECONDS else _AFTERNOON + second - _MORNING_SECONDS
    return f"{of_day // 3600:02d}:{of_day // 60 % 60:02d}:{of_day % 60:02d}"
