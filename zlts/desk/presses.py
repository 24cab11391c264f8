"""Evaluations in detail: from what rows say to accepted, duplicate or rejected, block by block.

Memory stays flat: a block of rows is settled against the stored evaluations of the same seconds and
written before the next one is read. Most rows of a block are alone with their officer and second, and go
in together; the others are compared one with another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import repeat

from zlts.desk.blocks import Block
from zlts.desk.office import Office
from zlts.desk.owners import Owners, words_of
from zlts.desk.repeats import Pressed, Repeats, Verdict
from zlts.fates.summaries import Summary
from zlts.fates.words import Ratings
from zlts.model import Fate, Problem, Register
from zlts.names import window_mark
from zlts.periods import Month
from zlts.roster import Found
from zlts.store import evaluations, rows
from zlts.store.seals import PressDigest
from zlts.store.session import Session

_MANY = 2_000
"""Rows kept aside that are written at a time."""

Faults = dict[int, Problem]
"""Which rows of a block cannot be taken in, and why."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A block with whose its rows are; `owners` lacks the claims that are nobody's that day."""

    block: Block
    days: Sequence[str]
    whos: Sequence[int]
    owners: Mapping[tuple[int, str], Found]

    @property
    def pairs(self) -> Iterator[tuple[int, str]]:
        return zip(self.whos, self.days, strict=True)

    @property
    def people(self) -> Iterator[str]:
        keys = {pair: found.person.key for pair, found in self.owners.items()}
        return map(keys.__getitem__, self.pairs)

    def found(self, index: int) -> Found:
        return self.owners[self.whos[index], self.days[index]]


class _Moments:
    """`2013-03-05 09:12:33` as 20130305091233; each day, minute of a day and second is worked out once.

    A table of all times of a day would be no longer, but it falls out of the processor's cache.
    """

    def __init__(self) -> None:
        self._days: dict[str, int] = {}
        self._minutes: dict[str, int] = {}
        self._seconds: dict[str, int] = {}

    def numbers(self, days: Sequence[str], texts: Sequence[str]) -> list[int]:
        """The seconds of a block, whose days stand beside them."""
        day, minute, second = self._days, self._minutes, self._seconds
        try:
            return [
                day[date] + minute[text[10:16]] + second[text[16:]] for date, text in zip(days, texts, strict=True)
            ]
        except KeyError:
            day |= {date: int(date.replace("-", "")) * evaluations.DAY for date in set(days)}
            minute |= {one: int(one.replace(":", "")) * 100 for one in {text[10:16] for text in texts}}
            second |= {one: int(one[1:]) for one in {text[16:] for text in texts}}
            return self.numbers(days, texts)


class _Untouched:
    """The time after everything stored: rows that come there in order need not be looked for in the ledger.

    Kept for each officer and each unit, since a file may hold one unit after the other.
    """

    def __init__(self, latest: int) -> None:
        self._latest = latest
        self._reached: dict[str, int] = {}

    def takes(self, owned: _Owned, times: Sequence[int]) -> bool:
        """Whether a block lies there wholly; it does not any more once it has been asked for."""
        spans: dict[str, tuple[int, int]] = {}
        for pair, (first, last) in _spans(owned, times).items():
            found = owned.owners[pair]
            for mark in (found.person.key, found.unit):
                low, high = spans.get(mark, (first, last))
                spans[mark] = (min(low, first), max(high, last))
        reached = self._reached
        free = all(low > max(self._latest, reached.get(mark, 0)) for mark, (low, _) in spans.items())
        reached |= {mark: max(high, reached.get(mark, 0)) for mark, (_, high) in spans.items()}
        return free


def _spans(owned: _Owned, times: Sequence[int]) -> dict[tuple[int, str], tuple[int, int]]:
    """The first and the last second of each claim; the whole block's will do where the block is in order."""
    if list(times) == sorted(times):
        return dict.fromkeys(owned.owners, (times[0], times[-1]))
    spans: dict[tuple[int, str], tuple[int, int]] = {}
    for pair, time in zip(owned.pairs, times, strict=True):
        first, last = spans.get(pair, (time, time))
        spans[pair] = (min(first, time), max(last, time))
    return spans


@dataclass(frozen=True, slots=True)
class _Aside:
    """A row that is no new press, to be kept as its file says it; `cell` problems lie in the file."""

    sheet: int
    row: int
    fate: Fate
    fields: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    cell: bool = False


class PressIntake:
    """Takes evaluations in under one roster and policy."""

    def __init__(self, session: Session, office: Office, now: datetime, summaries: Iterable[Summary]) -> None:
        self._session = session
        self._owners = Owners(session, office.roster)
        self._ratings = Ratings(office.policy.words)
        self._repeats = Repeats(self._owners, self._ratings, self._known_repeats)
        self._device_codes = evaluations.device_codes(session)
        self._devices: dict[tuple[str, str], int | None] = {("", ""): None}
        self._moments = _Moments()
        self._untouched = _Untouched(evaluations.latest(session))
        self._latest = now.strftime("%Y-%m-%d %H:%M:%S")
        self._earliest = f"{office.policy.earliest_year:04d}"
        self._summaries: Mapping[tuple[str, str, Month], list[Summary]] = defaultdict(list)
        for summary in summaries:
            self._summaries[summary.found.person.key, summary.found.unit, summary.month].append(summary)
        self.fates: Counter[Fate] = Counter()
        self._aside: list[_Aside] = []
        self._digest = PressDigest()

    @property
    def digest(self) -> str:
        """The digest of all that was accepted here, as the journal's chain has it."""
        return self._digest.text

    def take(self, block: Block) -> None:
        """Take a block's rows in: each is accepted, kept aside as a duplicate, or rejected."""
        faults = self._clock_faults(block) or self._rating_faults(block)
        if faults:
            self._take_others(block, faults)
            return
        owned = self._owned(block)
        faults = self._owner_faults(owned) or self._rival_faults(owned)
        if faults:
            self._take_others(block, faults)
        else:
            self._settle(owned)

    def _take_others(self, block: Block, faults: Faults) -> None:
        for index, problem in faults.items():
            self.reject(block.sheet, block.numbers[index], block.fields(index), [problem])
        if len(faults) < len(block):
            self.take(block.without(faults))

    def reject(
        self, sheet: int, row: int, fields: Mapping[str, str], problems: Sequence[Problem], *, cell: bool = False
    ) -> None:
        """Keep a row aside with its problems; `cell` problems lie in the file, and no roster mends them."""
        self._set_aside(_Aside(sheet, row, Fate.REJECTED, fields, tuple(problems), cell))

    def finish(self) -> None:
        """Write the rows kept aside that are still at hand; to be called when all have been taken."""
        found, self._aside = self._aside, []
        ids = evaluations.insert_aside(self._session, [(one.sheet, one.row, one.fate, one.fields) for one in found])
        told = (
            (row_id, one.sheet, one.row, problem, one.cell)
            for row_id, one in zip(ids, found, strict=True)
            for problem in one.problems
        )
        rows.put_all_problems(self._session, Register.EVALUATIONS, told)

    # ------------------------------------------------------------ each row by itself

    def _clock_faults(self, block: Block) -> Faults:
        times = block.columns["time"]
        if min(times) >= self._earliest and max(times) <= self._latest:
            return {}
        wrong = (n for n, time in enumerate(times) if not self._earliest <= time <= self._latest)
        return {n: _clock_problem(times[n], self._latest) for n in wrong}

    def _rating_faults(self, block: Block) -> Faults:
        words = block.column("rating")
        found = {word: self._ratings.known(word) for word in set(words)}
        unknown = {word: fault for word, fault in found.items() if isinstance(fault, Problem)}
        return {n: unknown[word] for n, word in enumerate(words) if word in unknown} if unknown else {}

    def _owned(self, block: Block) -> _Owned:
        days = [time[:10] for time in block.columns["time"]]
        said = [block.column(code) for code in ("unit", "badge", "officer", "window", "evaluator")]
        whos = self._owners.codes(words_of(said))
        found = {pair: self._owners.on(*pair) for pair in set(zip(whos, days, strict=True))}
        return _Owned(block, days, whos, {pair: one for pair, one in found.items() if isinstance(one, Found)})

    def _owner_faults(self, owned: _Owned) -> Faults:
        if len(set(owned.pairs)) == len(owned.owners):
            return {}
        found = ((n, self._owners.on(*pair)) for n, pair in enumerate(owned.pairs) if pair not in owned.owners)
        return {n: problem for n, problem in found if isinstance(problem, Problem)}

    def _rival_faults(self, owned: _Owned) -> Faults:
        """Rows of an officer's month that a summary already counts, if it came in earlier."""
        if not self._summaries:
            return {}
        windows = owned.block.column("window")
        rivals = ((n, self._rival(owned, n, window)) for n, window in enumerate(windows))
        return {n: problem for n, problem in rivals if problem}

    def _rival(self, owned: _Owned, index: int, window: str) -> Problem | None:
        time, found = owned.block.columns["time"][index], owned.found(index)
        month = Month(int(time[:4]), int(time[5:7]))
        for summary in self._summaries.get((found.person.key, found.unit, month), ()):
            elsewhere = summary.window and window and summary.window != window_mark(window)
            if summary.place.batch < owned.block.batch and not elsewhere:
                batch = summary.place.batch
                return Problem(
                    "评价时间",
                    time,
                    f"“{found.person.name}”{month} 已有第 {batch} 批的汇总；要用明细就先 zlts undo {batch}",
                )
        return None

    # ------------------------------------------------------------ one with another

    def _settle(self, owned: _Owned) -> None:
        """Set rows that are alone apart from those that may repeat or contradict another, which are compared."""
        block = owned.block
        times = self._moments.numbers(owned.days, block.columns["time"])
        stored = {} if self._untouched.takes(owned, times) else self._stored(times)
        crowded = self._crowded(owned, times, stored)
        records = self._records(owned, times)
        fresh = [record for record in records if record[0] not in crowded] if crowded else records
        for time, pressed in self._pressed(owned, records, crowded).items():
            for verdict in self._repeats.compare(time, pressed, stored.get(time, [])):
                fresh += self._judged(block, records[verdict.pressed.index], verdict)
        self.fates[Fate.ACCEPTED] += len(fresh)
        evaluations.insert(self._session, fresh)
        self._digest.add(fresh)
        self.finish()  # the next block's rows may be compared with these

    def _records(self, owned: _Owned, times: Sequence[int]) -> list[evaluations.Row]:
        """The rows as they are stored, each the first of its kind."""
        block = owned.block
        spelt = {word: str(self._ratings.known(word)) for word in set(block.column("rating"))}
        ratings = map(spelt.__getitem__, block.column("rating"))
        serials = (
            [serial or None for serial in block.columns["serial"]] if "serial" in block.columns else repeat(None)
        )
        seats = self._seats(block)
        return list(
            zip(times, owned.whos, ratings, repeat(0), seats, serials, repeat(block.sheet), block.numbers)
        )  # fmt: skip

    def _seats(self, block: Block) -> Iterable[int | None]:
        known, seats = self._devices, list(zip(block.column("window"), block.column("evaluator"), strict=True))
        for seat in set(seats) - known.keys():
            known[seat] = self._device_codes.code(seat)
        return map(known.__getitem__, seats)

    def _stored(self, times: Sequence[int]) -> dict[int, list[evaluations.Neighbour]]:
        stored: dict[int, list[evaluations.Neighbour]] = defaultdict(list)
        for one in evaluations.neighbours(self._session, times):
            stored[one.time].append(one)
        return stored

    def _crowded(
        self, owned: _Owned, times: Sequence[int], stored: Mapping[int, Iterable[evaluations.Neighbour]]
    ) -> set[int]:
        """The seconds in which an officer, or a serial number, comes more than once."""
        marks = list(zip(times, owned.people, strict=True))
        if "serial" in owned.block.columns:
            own = zip(times, owned.block.columns["serial"], strict=True)
            marks += [(time, _SERIAL + serial) for time, serial in own if serial]
        once = set(marks)
        often = Counter(marks) if len(once) < len(marks) else {}
        crowded = {time for (time, _), count in often.items() if count > 1}
        for time, neighbours in stored.items():
            if any((time, mark) in once for one in neighbours for mark in self._marks(one)):
                crowded.add(time)
        return crowded

    def _marks(self, one: evaluations.Neighbour) -> tuple[str, ...]:
        found = self._owners.of_stored(one)
        return (found.person.key if found else "", _SERIAL + one.serial)

    def _pressed(
        self, owned: _Owned, records: Sequence[evaluations.Row], crowded: set[int]
    ) -> dict[int, list[Pressed]]:
        pressed: dict[int, list[Pressed]] = defaultdict(list)
        evaluators = owned.block.column("evaluator")
        for index, (time, who, rating, _, _, serial, sheet, row) in enumerate(records) if crowded else ():
            if time in crowded:
                found = owned.found(index)
                pressed[time].append(Pressed(index, sheet, row, who, found, rating, serial or "", evaluators[index]))
        return pressed

    def _judged(self, block: Block, record: evaluations.Row, verdict: Verdict) -> list[evaluations.Row]:
        """The row to store, where the verdict is that it adds a press; else it is kept aside."""
        one = verdict.pressed
        if verdict.nth is not None:
            return [(*record[:3], verdict.nth, *record[4:])]
        if verdict.problem:
            self.reject(one.sheet, one.row, block.fields(one.index), [verdict.problem])
        else:
            self._set_aside(_Aside(one.sheet, one.row, Fate.DUPLICATE, block.fields(one.index)))
        return []

    # ------------------------------------------------------------ kept aside

    def _known_repeats(self, time: int) -> list[evaluations.AsideRow]:
        return evaluations.aside_at(self._session, [evaluations.time_text(time)], Fate.DUPLICATE)

    def _set_aside(self, one: _Aside) -> None:
        self.fates[one.fate] += 1
        self._aside.append(one)
        if len(self._aside) >= _MANY:  # a file of another county is nothing but such rows
            self.finish()


_SERIAL = "\0"
"""Before a serial number, where it stands beside people's keys."""


def _clock_problem(time: str, latest: str) -> Problem:
    if not time:
        return Problem("评价时间", "", "没有写时间")
    if time > latest:
        return Problem("评价时间", time, "时间在将来，可能是评价器时钟不准")
    return Problem("评价时间", time, "时间太早，可能是评价器时钟没电后重置")
