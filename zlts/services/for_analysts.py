"""`zlts export --parquet`: a county's months as tables for analysts, nobody's name in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from zlts import parquet
from zlts.db import Ledger
from zlts.errors import Refused
from zlts.evaluations import voids
from zlts.evaluations.owners import whose_by_code
from zlts.model import Problem
from zlts.names import window_mark
from zlts.periods import Month, Period, Span
from zlts.registers.words import rating_meaning
from zlts.roster import Found
from zlts.services import evidence as evidences
from zlts.services import office as offices
from zlts.services.office import Office
from zlts.services.outputs import Output, allowed, folder
from zlts.services.uploading import form_of
from zlts.store import evaluations
from zlts.store.personal import redaction
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the county, its months, and how many evaluations in detail."""

    county: str
    months: tuple[Month, ...]
    evaluations: int


def write(ledger: Ledger, target: Path, now: datetime, *, over: bool = False) -> Written:
    """Write the ledger's county into a folder of counties, every ended month anew; other counties' files stay.

    Raises:
        WrongUsage: the libraries for it are not there.
        Refused: no month has ended that has evidence.
        OutputRefused: a file cannot be written, or is not as `zlts` wrote it last and `over` was not asked for.
    """
    parquet.need()
    with ledger.read() as session:
        office = offices.load(session)
        months, county = _months(session, office, now.date()), _county(session, office)
    files = {
        (table, month): parquet.place(target, table, county, month) for month in months for table in parquet.TABLES
    }
    gone = set(parquet.of_county(target, county)).difference(files.values())
    may = {path: _allowed(ledger, path, over=over) for path in (*files.values(), *gone)}
    with ledger.read() as session:
        office, hidden = offices.load(session), redaction(session)
        presses, count = _Presses(session, office), 0
        for month in months:
            form = hidden.of(form_of(session, office, Period.holding(month, Span.MONTH), now))
            form = replace(form, source=replace(form.source, bureau=county))
            detail = may[files["evaluations", month]]
            count += parquet.write(detail.path, "evaluations", presses.of(month))
            detail.remember()
            for table, rows in parquet.rows_of(form, detail.path).items():
                output = may[files[table, month]]
                parquet.write(output.path, table, rows)
                output.remember()
    for path in gone:
        path.unlink()
    return Written(county, tuple(months), count)


def _allowed(ledger: Ledger, path: Path, *, over: bool) -> Output:
    folder(path.parent)
    return allowed(ledger, path, replace=over)


def _county(session: Session, office: Office) -> str:
    """What the bureau is called; of several policies the last one says it."""
    return redaction(session).hide(office.policies.each[-1].bureau.name)


def _months(session: Session, office: Office, today: date) -> list[Month]:
    """The ended months from the first policy's first to the last that has any evidence."""
    known = [month for month in evidences.months(session, office, today) if month.ended(today)]
    if not known:
        raise Refused("还没有哪个过完的月份有评价、投诉或检查记录。", "请先 zlts import。")
    months, last = [Month.of(office.first_day)], max(known)
    while months[-1] < last:
        months.append(months[-1].next)
    return months


class _Presses:
    """The evaluations in detail that count or are unrated, one by one, as the tallies have them."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session, self._office = session, office
        self._owners = whose_by_code(session, office.roster)
        self._voided = {one.spot for one in voids.voids(session, office.policies, self._owners)}
        self._devices = {code: words for words, code in evaluations.device_codes(session).known.items()}
        self._claims = evaluations.claims(session)
        self._windows: dict[tuple[str, str], int] = {}
        self._unit = cache(self._unit_on)
        self._counts = cache(lambda rating, day: not isinstance(rating_meaning(rating, self._words(day)), Problem))
        self._words = cache(lambda day: office.policies.on(day).words)
        self._window = cache(self._window_at)
        self._day = cache(evaluations.day_of)

    def of(self, month: Month) -> Iterator[tuple[str, date, int, str, int]]:
        """Unit, day, hour, rating and window of each in a month, by time."""
        first = max(month.first_day, self._office.first_day)
        for time, who, rating, device, spot in evaluations.one_by_one(self._session, first, month.last_day):
            number, clock = divmod(time, evaluations.DAY)
            day = self._day(number)
            unit = self._unit(who, day)
            if unit and spot not in self._voided and self._counts(rating, day):
                yield unit, day, clock // 10000, evidences.rating_word(rating), self._window(unit, who, device)

    def _unit_on(self, who: int, day: date) -> str:
        owner = self._owners[who].on(day)
        return owner.unit if isinstance(owner, Found) else ""

    def _window_at(self, unit: str, who: int, device: int) -> int:
        """A unit's windows numbered as they come, 0 where the row names none: what stands there may be a name."""
        window = self._devices[device][0] if device else self._claims[who].window
        mark = window_mark(window) if window else ""
        return self._windows.setdefault((unit, mark), len(self._windows) + 1) if mark else 0
