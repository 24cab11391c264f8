"""Evaluations as they are asked for and counted, and the rows kept aside; they go in by `Insertion`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import NamedTuple

from zlts.model import Claim, Fate, Place, PlacedPress, Register
from zlts.names import window_mark
from zlts.periods import Month
from zlts.roster import Found, Roster, Whose
from zlts.store import decisions
from zlts.store.decisions import Unusable
from zlts.store.digests import EvaluationDigest
from zlts.store.session import Session

DAY = 1_000_000
"""`time` divided by this is the day as YYYYMMDD."""


class Evaluation(NamedTuple):
    """An evaluation as its table has it.

    `time` is YYYYMMDDHHMMSS, `who` and `device` are codes of what its row says of its officer and its device, `nth`
    tells identical ones of a second apart, `row` is its number in its sheet.
    """

    time: int
    who: int
    rating: str
    nth: int
    device: int | None
    serial: str | None
    sheet: int
    row: int

    @property
    def day(self) -> str:
        """Its day as `2013-03-05`."""
        return time_text(self.time)[:10]


def day_number(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def day_of(number: int) -> date:
    return date(number // 10000, number // 100 % 100, number % 100)


def day_of_text(text: str) -> int:
    """The day (YYYYMMDD) of `2013-03-05 09:10:11`."""
    return day_number(date.fromisoformat(text[:10]))


class Codes:
    """Combinations of words ↔ their whole numbers in `who` or `device`."""

    def __init__(self, session: Session, table: str, columns: Sequence[str]) -> None:
        self._session = session
        names = ", ".join(f'"{column}"' for column in columns)
        self._table, self._columns = table, tuple(columns)
        found = session.execute(f"SELECT id, {names} FROM {table}")
        self.known: dict[tuple[str, ...], int] = {tuple(row[1:]): row[0] for row in found}
        self._words = {number: words for words, number in self.known.items()}

    def code(self, words: tuple[str, ...]) -> int:
        number = self.known.get(words)
        if number is None:
            number = self._session.insert(self._table, dict(zip(self._columns, words, strict=True)))
            self.known[words] = number
            self._words[number] = words
        return number

    def words(self, number: int) -> tuple[str, ...]:
        """The words of a code."""
        return self._words[number]


def who_codes(session: Session) -> Codes:
    return Codes(session, "who", ("unit", "badge", "name", "window", "evaluator"))


def device_codes(session: Session) -> Codes:
    return Codes(session, "device", ("window", "evaluator"))


def claims(session: Session) -> dict[int, Claim]:
    """Who code → what its rows say."""
    found = session.execute("SELECT id, unit, badge, name, window, evaluator FROM who")
    return {row[0]: Claim(*row[1:]) for row in found}


Stretches = tuple[tuple[date, str], ...]
"""From which day on a claim belongs to whom (`person@unit`; "" where to nobody)."""


def owners_of(session: Session, roster: Roster) -> dict[int, Stretches]:
    """Who code → whose its evaluations are, by day, under a roster."""
    owners: dict[int, Stretches] = {}
    for code, claim in claims(session).items():
        cut = Whose(roster, claim).stretches(date(2000, 1, 1), date(2100, 1, 1))
        named = [(day, f"{one.person.key}@{one.unit}" if isinstance(one, Found) else "") for day, _, one in cut]
        owners[code] = tuple(one for n, one in enumerate(named) if n == 0 or named[n - 1][1] != one[1])
    return owners


def batch_of_sheets(session: Session) -> dict[int, int]:
    """Sheet id → batch."""
    return {row[0]: row[1] for row in session.execute("SELECT id, batch_id FROM sheet")}


_ROWS = 100_000_000
"""More than any sheet has."""


def id_aside(sheet: int, row: int) -> int:
    """Under which id a row is kept aside: never another row's, for a workbook may be out in which it stands."""
    return sheet * _ROWS + row


def insert_aside(session: Session, rows: Iterable[FileRow]) -> None:
    """Keep duplicate or rejected rows aside."""
    names = ", ".join(f'"{name}"' for name in FIELDS)
    marks = ", ".join("?" * (4 + len(FIELDS)))
    session.execute_all(
        f"INSERT INTO evaluation_aside (id, sheet_id, row, fate, {names}) VALUES ({marks})",
        [(row.id, row.sheet, row.row, row.fate, *map(row.fields.get, FIELDS)) for row in rows],
    )


def latest(session: Session) -> int:
    """The second of the latest accepted evaluation, 0 where there is none."""
    return int(session.scalar("SELECT COALESCE(MAX(time), 0) FROM evaluation"))


_WITHIN = """
SELECT e.time, e.who_id, e.rating, e.nth, e.device_id, e.serial, e.sheet_id, e.row
FROM json_each(?) t JOIN evaluation e ON e.time {when}
"""


def of_seconds(session: Session, times: Iterable[int]) -> list[Evaluation]:
    """The accepted evaluations of those seconds (YYYYMMDDHHMMSS)."""
    return _within(session, "= t.value", times)


def of_minutes(session: Session, minutes: Iterable[int]) -> list[Evaluation]:
    """The accepted evaluations of those minutes (YYYYMMDDHHMM)."""
    return _within(session, "BETWEEN 100 * t.value AND 100 * t.value + 99", minutes)


def _within(session: Session, when: str, values: Iterable[int]) -> list[Evaluation]:
    found = session.execute(_WITHIN.format(when=when), (json.dumps(sorted(set(values))),))
    return [Evaluation(*row) for row in found]


_SAID_TO_THE_MINUTE = """
SELECT DISTINCT t.value FROM json_each(?) t JOIN evaluation e ON e.time = 100 * t.value
JOIN sheet s ON s.id = e.sheet_id WHERE s.minutes
"""


def said_to_the_minute(session: Session, minutes: Iterable[int]) -> set[int]:
    """Those of the minutes (YYYYMMDDHHMM) that have an accepted evaluation of a sheet without seconds."""
    return {row[0] for row in session.execute(_SAID_TO_THE_MINUTE, (json.dumps(sorted(set(minutes))),))}


def minute_sheets(session: Session) -> set[int]:
    """The sheets whose evaluations give the minute only."""
    return {row[0] for row in session.execute("SELECT id FROM sheet WHERE minutes")}


def mark_minutes(session: Session, sheet: int) -> None:
    """Say of a sheet that its evaluations give the minute only."""
    session.execute("UPDATE sheet SET minutes = 1 WHERE id = ?", (sheet,))


_ASIDE = """
SELECT id, sheet_id, row, serial, unit, "window", evaluator, badge, officer, rating, time, fate
FROM evaluation_aside
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """An evaluation's row as its file says it, and its fate: kept aside, or accepted and put together again.

    `id` is its table's: two rows of different fates may share it.
    """

    id: int
    sheet: int
    row: int
    fields: Mapping[str, str]
    fate: Fate


FIELDS = ("serial", "unit", "window", "evaluator", "badge", "officer", "rating", "time")
"""What a row of evaluations may say."""


def aside_between(session: Session, first: str, last: str, fate: str) -> list[FileRow]:
    """The rows of standing batches kept aside with that fate, from one second to another (as text)."""
    where = (
        "WHERE fate = :fate AND time BETWEEN :first AND :last AND NOT EXISTS (SELECT 1 FROM sheet s JOIN batch b"
        " ON b.id = s.batch_id WHERE s.id = evaluation_aside.sheet_id AND b.undone_at IS NOT NULL) ORDER BY id"
    )
    return [_aside(row) for row in session.execute(_ASIDE + where, {"fate": fate, "first": first, "last": last})]


def last_aside(session: Session, fate: str) -> str:
    """The last second (as text) of the rows kept aside with that fate; "" where there is none."""
    found = session.scalar("SELECT time FROM evaluation_aside WHERE fate = ? ORDER BY time DESC LIMIT 1", (fate,))
    return found or ""


def all_aside(session: Session, fate: str) -> list[FileRow]:
    """All rows kept aside with that fate whose batch stands and whose cells can be read."""
    where = (
        "WHERE fate = :fate AND sheet_id IN (SELECT s.id FROM sheet s JOIN batch b ON b.id = s.batch_id"
        " WHERE b.undone_at IS NULL) AND id NOT IN"
        " (SELECT row_id FROM quarantine WHERE register_kind = 'evaluations' AND cell) AND id NOT IN"
        " (SELECT c.row_id FROM correction c JOIN batch b ON b.id = c.batch_id"
        " WHERE c.register_kind = 'evaluations' AND b.undone_at IS NULL) ORDER BY id"
    )
    found = [_aside(row) for row in session.execute(_ASIDE + where, {"fate": fate})]
    left_out = unusable(session) if fate == Fate.REJECTED else set()
    return [row for row in found if said(row.fields) not in left_out]


Said = frozenset[tuple[str, str]]
"""What a row says, without its blank cells."""


def said(fields: Mapping[str, str]) -> Said:
    """What a row says."""
    return frozenset((code, fields[code]) for code in FIELDS if fields.get(code))


def unusable(session: Session) -> set[Said]:
    """What the rows say that a person decided not to use."""
    rows = [one.row_id for one in decisions.unusable(session) if one.register_kind == Register.EVALUATIONS]
    return {said(row.fields) for row in aside_rows(session, rows)} if rows else set()


def unusable_ids(session: Session, decided: Mapping[int, Unusable]) -> dict[int, Unusable]:
    """The rejected rows kept aside that say what one of these does → the decision on that one."""
    known = {said(row.fields): decided[row.id] for row in aside_rows(session, decided)}
    rejected = (row for row in everything_aside(session) if row.fate is Fate.REJECTED)
    return {row.id: known[said(row.fields)] for row in rejected if said(row.fields) in known}


def everything_aside(session: Session) -> list[FileRow]:
    """All rows kept aside."""
    return [_aside(row) for row in session.execute(_ASIDE)]


def _aside(row: Sequence[object]) -> FileRow:
    number, sheet, place, *said, fate = row
    fields = {code: str(value) for code, value in zip(FIELDS, said, strict=True) if value is not None}
    return FileRow(int(str(number)), int(str(sheet)), int(str(place)), fields, Fate(str(fate)))


_REJECTED_UNITS = """
SELECT DISTINCT r.unit, substr(r.time, 1, 7) FROM quarantine q JOIN evaluation_aside r ON r.id = q.row_id
JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id
WHERE q.register_kind = 'evaluations' AND b.undone_at IS NULL
    AND r.id NOT IN (SELECT value FROM json_each(:evaluations))
UNION
SELECT DISTINCT r.unit, r.month FROM quarantine q JOIN summary r ON r.id = q.row_id
JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id
WHERE q.register_kind = 'summary' AND b.undone_at IS NULL
    AND r.id NOT IN (SELECT value FROM json_each(:summaries))
"""


def rejected_units(
    session: Session, *, but: Iterable[int] = (), summaries: Iterable[int] = ()
) -> list[tuple[str, str]]:
    """Unit and month (2013-06), in the words of their rows, of evaluations and summaries that wait.

    `but`, `summaries`: the rows of either that do not wait, as they are not to be used.
    """
    left_out = {"evaluations": json.dumps(list(but)), "summaries": json.dumps(list(summaries))}
    return [(unit or "", month or "") for unit, month in session.execute(_REJECTED_UNITS, left_out)]


def duplicates(session: Session) -> int:
    """How many rows of standing batches are kept aside as duplicates."""
    statement = (
        "SELECT COUNT(*) FROM evaluation_aside a JOIN sheet s ON s.id = a.sheet_id JOIN batch b ON b.id = s.batch_id"
        " WHERE a.fate = 'duplicate' AND b.undone_at IS NULL"
    )
    return int(session.scalar(statement))


def drop_aside(session: Session, ids: Iterable[int]) -> None:
    """Take rows out of the ones kept aside, their problems too (they go in anew)."""
    values = {"ids": json.dumps(list(ids))}
    chosen = "(SELECT value FROM json_each(:ids))"
    session.execute(f"DELETE FROM evaluation_aside WHERE id IN {chosen}", values)
    session.execute(f"DELETE FROM quarantine WHERE register_kind = 'evaluations' AND row_id IN {chosen}", values)


_OF_WHO = """
SELECT e.id, e.sheet_id, e.row, e.serial, w.unit, COALESCE(d.window, w.window), COALESCE(d.evaluator, w.evaluator),
       w.badge, w.name, e.rating, e.time
FROM evaluation e JOIN who w ON w.id = e.who_id LEFT JOIN device d ON d.id = e.device_id
"""


def rows_of(session: Session, whos: Iterable[int]) -> list[FileRow]:
    """Accepted evaluations of those codes, as their files say them."""
    return _said(session, "e.who_id", sorted(whos))


def rows_rated(session: Session, ratings: Sequence[str]) -> list[FileRow]:
    """Accepted evaluations with those ratings, as their files say them."""
    return _said(session, "e.rating", ratings) if ratings else []


def ratings(session: Session) -> list[str]:
    """The ratings there are."""
    return [row[0] for row in session.execute("SELECT DISTINCT rating FROM evaluation")]


_SECOND = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_IN_BATCH = "sheet_id IN (SELECT id FROM sheet WHERE batch_id = :batch)"


def rows_in(session: Session, batch: int) -> list[FileRow]:
    """All rows of a batch, accepted and kept aside, as their file says them."""
    accepted = _as_said(session, f"WHERE e.{_IN_BATCH} ORDER BY e.id", {"batch": batch})
    aside = session.execute(f"{_ASIDE} WHERE {_IN_BATCH} ORDER BY id", {"batch": batch})
    return [*accepted, *map(_aside, aside)]


def rows_at(session: Session, batch: int, times: Iterable[str]) -> list[FileRow]:
    """Those of a batch's rows whose times are among these (as text)."""
    times = sorted(times)
    seconds = [int(re.sub("[-: ]", "", time)) for time in times if _SECOND.fullmatch(time)]
    at = "IN (SELECT value FROM json_each(:times))"
    values = {"batch": batch, "times": json.dumps(seconds)}
    accepted = _as_said(session, f"WHERE e.time {at} AND e.{_IN_BATCH} ORDER BY e.id", values)
    said = {"batch": batch, "times": json.dumps(times)}
    aside = session.execute(f"{_ASIDE} WHERE time {at} AND {_IN_BATCH} ORDER BY id", said)
    return [*accepted, *map(_aside, aside)]


def accepted_at(session: Session, times: Iterable[str]) -> list[FileRow]:
    """The accepted evaluations of those seconds (as text), as their files say them."""
    seconds = [int(re.sub("[-: ]", "", time)) for time in times]
    where = "WHERE e.time IN (SELECT value FROM json_each(:times)) ORDER BY e.id"
    return _as_said(session, where, {"times": json.dumps(seconds)})


def aside_rows(session: Session, numbers: Iterable[int]) -> list[FileRow]:
    """The rows kept aside under those numbers."""
    chosen = "WHERE id IN (SELECT value FROM json_each(:ids)) ORDER BY id"
    return [_aside(row) for row in session.execute(_ASIDE + chosen, {"ids": json.dumps(list(numbers))})]


def names_of_sheets(session: Session) -> dict[int, str]:
    """Sheet id → its name."""
    return dict(session.execute("SELECT id, name FROM sheet"))


def _said(session: Session, column: str, values: Sequence[object]) -> list[FileRow]:
    where = f"WHERE {column} IN (SELECT value FROM json_each(:chosen)) ORDER BY e.id"
    return _as_said(session, where, {"chosen": json.dumps(values)})


def _as_said(session: Session, where: str, values: Mapping[str, object]) -> list[FileRow]:
    found = session.execute(_OF_WHO + where, dict(values))
    rows = []
    for number, sheet, row, *said, time in found:
        named = zip(FIELDS, [*said, time_text(time)], strict=True)
        fields = {code: value for code, value in named if value is not None}
        rows.append(FileRow(number, sheet, row, fields, Fate.ACCEPTED))
    return rows


def drop(session: Session, ids: Iterable[int]) -> None:
    """Take accepted evaluations out (they go in anew)."""
    session.execute(
        "DELETE FROM evaluation WHERE id IN (SELECT value FROM json_each(:ids))", {"ids": json.dumps(list(ids))}
    )


def drop_batch(session: Session, batch: int) -> None:
    """Take a batch's accepted evaluations out."""
    session.execute(
        "DELETE FROM evaluation WHERE sheet_id IN (SELECT id FROM sheet WHERE batch_id = :b)", {"b": batch}
    )


def time_text(time: int) -> str:
    digits = f"{time:014d}"
    day, clock = digits[:8], digits[8:]
    return f"{day[:4]}-{day[4:6]}-{day[6:]} {clock[:2]}:{clock[2:4]}:{clock[4:]}"


def one_by_one(session: Session, first: date, last: date) -> Iterator[tuple[int, int, str, int, tuple[int, int]]]:
    """Time, who, rating, device (0: none) and spot of the accepted evaluations from a day to a day, by time."""
    statement = (
        "SELECT time, who_id, rating, COALESCE(device_id, 0), sheet_id, row FROM evaluation"
        " WHERE time >= :a AND time < :b ORDER BY time, id"
    )
    for time, who, rating, device, sheet, row in session.execute(statement, _bounds(first, last)):
        yield time, who, rating, device, (sheet, row)


# ---------------------------------------------------------------- counting

_COUNTS = """
SELECT who_id, rating, COUNT(*) FROM evaluation WHERE time >= :a AND time < :b GROUP BY 1, 2
"""
_BY_DAY = """
SELECT who_id, time / 1000000, rating, COUNT(*) FROM evaluation
WHERE time >= :a AND time < :b AND who_id IN (SELECT value FROM json_each(:whos)) GROUP BY 1, 2, 3
"""

Count = tuple[int, str, int]
"""who, rating, how many"""
DayCount = tuple[int, int, str, int]
"""who, day as YYYYMMDD, rating, how many"""


_MONTHS = """
WITH RECURSIVE month (first) AS (
    SELECT MIN(time) FROM evaluation WHERE time >= :a AND time < :b
    UNION ALL
    SELECT (SELECT MIN(time) FROM evaluation WHERE time >= (first / 100000000 + 1) * 100000000 AND time < :b)
    FROM month WHERE first IS NOT NULL
)
SELECT first / 100000000 FROM month WHERE first IS NOT NULL
"""


def months(session: Session, first: date, last: date) -> list[int]:
    """The months (YYYYMM) that have any evaluation: one look at the index for each."""
    return [row[0] for row in session.execute(_MONTHS, _bounds(first, last))]


def months_of_batches(session: Session) -> list[tuple[int, int, int]]:
    """Batch, month (YYYYMM) and who code of the accepted evaluations, each combination once."""
    statement = (
        "SELECT DISTINCT s.batch_id, e.time / 100000000, e.who_id FROM evaluation e JOIN sheet s ON s.id = e.sheet_id"
    )
    return session.execute(statement).fetchall()


def whos(session: Session, first: date, last: date) -> list[int]:
    """The codes that have any evaluation from the first day to the last."""
    statement = "SELECT DISTINCT who_id FROM evaluation WHERE time >= :a AND time < :b"
    return [row[0] for row in session.execute(statement, _bounds(first, last))]


def counts(session: Session, first: date, last: date) -> list[Count]:
    """How many of each rating, by who, from the first day to the last."""
    return session.execute(_COUNTS, _bounds(first, last)).fetchall()


def counts_by_day(session: Session, first: date, last: date, whos: Iterable[int]) -> list[DayCount]:
    """The same by day, for those whose officer changes within the time."""
    values = {**_bounds(first, last), "whos": json.dumps(sorted(whos))}
    return session.execute(_BY_DAY, values).fetchall()


_PLACES = """
SELECT e.who_id, e.time / 1000000, s.batch_id, s.name, e.row
FROM evaluation e JOIN sheet s ON s.id = e.sheet_id
WHERE e.time >= :a AND e.time < :b AND e.who_id IN (SELECT value FROM json_each(:whos)) ORDER BY e.time
"""


def places(session: Session, whos: Iterable[int], first: date, last: date) -> list[tuple[int, int, Place]]:
    """Who, day number and place of every evaluation of those codes in that time."""
    values = {**_bounds(first, last), "whos": json.dumps(sorted(whos))}
    found = session.execute(_PLACES, values)
    return [(who, day, Place(batch, sheet, row)) for who, day, batch, sheet, row in found]


_PRESSES = """
SELECT e.who_id, e.time, e.rating, COALESCE(d.window, w.window), COALESCE(d.evaluator, w.evaluator), s.batch_id,
       s.name, e.row, e.sheet_id
FROM evaluation e JOIN sheet s ON s.id = e.sheet_id JOIN who w ON w.id = e.who_id
     LEFT JOIN device d ON d.id = e.device_id
WHERE e.time >= :a AND e.time < :b AND e.who_id IN (SELECT value FROM json_each(:whos)) ORDER BY e.time
"""


def presses(
    session: Session, whos: Iterable[int], first: date, last: date
) -> list[tuple[int, int, int, PlacedPress]]:
    """Who, time, sheet and press of every evaluation of those codes in that time."""
    values = {**_bounds(first, last), "whos": json.dumps(sorted(whos))}
    found = session.execute(_PRESSES, values)
    return [
        (who, time, number, PlacedPress(time_text(time), rating, window, evaluator, Place(batch, sheet, row)))
        for who, time, rating, window, evaluator, batch, sheet, row, number in found
    ]


_LAYOUT = "COALESCE(s.layout, '#' || s.batch_id)"
"""A sheet whose headings nobody noted is only like the others of its batch."""


def layouts_of_sheets(session: Session) -> dict[int, str]:
    """Sheet id → the headings it has."""
    return dict(session.execute(f"SELECT s.id, {_LAYOUT} FROM sheet s"))


def said_by_layout(session: Session) -> list[tuple[str, int, str, int, int]]:
    """Headings, who, rating, how many of it there are, and on which day (YYYYMMDD) the first was pressed."""
    return session.execute(
        f"SELECT {_LAYOUT}, e.who_id, e.rating, COUNT(*), MIN(e.time) / 1000000"
        " FROM evaluation e JOIN sheet s ON s.id = e.sheet_id GROUP BY 1, 2, 3"
    ).fetchall()


_BY_SHEET = """
SELECT who_id, time / 1000000, rating, sheet_id, COUNT(*) FROM evaluation
WHERE time >= :a AND time < :b AND rating IN (SELECT value FROM json_each(:ratings)) GROUP BY 1, 2, 3, 4
"""


def counts_by_sheet(
    session: Session, ratings: Iterable[str], first: date, last: date
) -> list[tuple[int, int, str, int, int]]:
    """Who, day (YYYYMMDD), rating, sheet and how many, of those ratings, from the first day to the last."""
    values = {**_bounds(first, last), "ratings": json.dumps(sorted(ratings))}
    return session.execute(_BY_SHEET, values).fetchall()


def fates(session: Session, batch: int) -> dict[Fate, int]:
    """How many of a batch's rows are accepted and kept aside, by their fate."""
    found = session.execute(
        f"SELECT 'accepted', COUNT(*) FROM evaluation WHERE {_IN_BATCH}"
        f" UNION ALL SELECT fate, COUNT(*) FROM evaluation_aside WHERE {_IN_BATCH} GROUP BY 1",
        {"batch": batch},
    )
    return {Fate(fate): count for fate, count in found}


def _bounds(first: date, last: date) -> dict[str, int]:
    return {"a": day_number(first) * DAY, "b": (day_number(last) + 1) * DAY}


def first_batch(session: Session, whos: Iterable[int], month: Month, window: str) -> int | None:
    """The first batch with evaluations of those codes in that month (at that window, if one is named)."""
    statement = (
        "SELECT s.batch_id, COALESCE(d.window, '') FROM evaluation e JOIN sheet s ON s.id = e.sheet_id"
        " LEFT JOIN device d ON d.id = e.device_id WHERE e.time >= :a AND e.time < :b"
        " AND e.who_id IN (SELECT value FROM json_each(:whos)) GROUP BY 1, 2 ORDER BY 1"
    )
    values = {**_bounds(month.first_day, month.last_day), "whos": json.dumps(sorted(whos))}
    for batch, pressed_at in session.execute(statement, values):
        if not window or not pressed_at or window == window_mark(pressed_at):
            return int(batch)
    return None


_INTO = "INSERT INTO evaluation (time, who_id, rating, nth, device_id, serial, sheet_id, row) VALUES "
_MARKS = f"({', '.join('?' * len(Evaluation._fields))})"
MANY = 2_000
"""Rows of one statement; SQLite takes 32,766 values at most."""


class Insertion:
    """Inserts accepted evaluations in the order they are added; `flush` before the ledger is asked about them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: list[Evaluation] = []
        self._digest = EvaluationDigest()

    def add(self, rows: Sequence[Evaluation]) -> None:
        """Insert rows; some may stay at hand until there are many."""
        self._rows += rows
        while len(self._rows) >= MANY:
            many, self._rows = self._rows[:MANY], self._rows[MANY:]
            self._digest.add(many)
            # One statement of many rows in place of one for each: 0.7 s less a million, and SQLite then works for
            # milliseconds without Python, so that it can do so in a thread while Python reads on. By `executemany`
            # alone an import is 2.4 times the `sqlite3` shell's `.import`, and 2 is the bound.
            self._session.begin(_INTO + ", ".join([_MARKS] * MANY), list(chain.from_iterable(many)))

    def flush(self) -> None:
        """Insert what is at hand."""
        if self._rows:
            self._digest.add(self._rows)
            self._session.execute_all(_INTO + _MARKS, self._rows)
            self._rows = []

    @property
    def digest(self) -> str:
        """The digest of all rows that were added, as the journal's chain has it."""
        self.flush()
        return self._digest.text
