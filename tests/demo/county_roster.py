"""清源县, a made-up county: its roster, read from `data/demo-county.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date

from zlts.resources import data_file

HEADINGS = ("单位", "别名", "类别", "姓名", "警号", "角色", "窗口号", "评价器编号", "任职起", "任职止")
AT_WINDOW = ("窗口民警", "责任人", "窗口辅警")

_WRITTEN_FOR = 2013


@dataclass(frozen=True, slots=True)
class MadeUpPosting:
    """任职 as the roster register says it; a day that is None is open."""

    unit: str
    alias: str
    area: str
    name: str
    badge: str
    role: str
    window: str
    evaluator: str
    since: date | None
    until: date | None

    @property
    def at_window(self) -> bool:
        return self.role in AT_WINDOW

    def covers(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class MadeUpCounty:
    """The roster's rows, in the roster's order."""

    name: str
    rows: tuple[MadeUpPosting, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.unit for row in self.rows))

    @property
    def windows(self) -> tuple[MadeUpPosting, ...]:
        return tuple(row for row in self.rows if row.at_window)


def read_county(year: int = _WRITTEN_FOR) -> MadeUpCounty:
    """The county as of a year: the postings' days are moved to it."""
    with data_file("demo-county.csv").open(encoding="utf-8-sig", newline="") as lines:
        return MadeUpCounty("清源县", tuple(_row(cells, year) for cells in csv.DictReader(lines)))


def _row(cells: dict[str, str], year: int) -> MadeUpPosting:
    unit, alias, area, name, badge, role, window, evaluator, since, until = (cells[h] for h in HEADINGS)
    first, last = _moved(since, year), _moved(until, year)
    return MadeUpPosting(unit, alias, area, name, badge, role, window, evaluator, first, last)


def _moved(text: str, year: int) -> date | None:
    if not text:
        return None
    day = date.fromisoformat(text)
    return day.replace(year=day.year + year - _WRITTEN_FOR)
