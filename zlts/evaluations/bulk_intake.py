"""Evaluations in detail: from what rows say to accepted, duplicate or rejected, block by block.

Memory stays flat: a block of rows is settled against the stored evaluations of the same seconds (of the same
minutes, where either side has lost its seconds), and the accepted ones are handed to `store.presses`, to be
written before the ledger is asked again. Most rows of a block are alone with their officer and second, and go in
together; the others are compared one with another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import compress, pairwise
from typing import Any

from zlts.evaluations.changed import Change, Changes
from zlts.evaluations.chunks import Block
from zlts.evaluations.duplicates import Alike, Pressed, PressFate, Repeats
from zlts.evaluations.owners import Owners
from zlts.evaluations.sorts import Sorts
from zlts.model import Fate, Problem, Register
from zlts.names import serial_mark, window_mark
from zlts.periods import Month
from zlts.policy import Policies
from zlts.registers.summaries import Summary
from zlts.registers.words import Ratings
from zlts.roster import Found, Roster
from zlts.store import evaluations, rows
from zlts.store.presses import Presses
from zlts.store.session import Session

_MANY = 2_000
"""Rows kept aside that are written at a time."""

Faults = dict[int, Problem]
"""Which rows of a block cannot be taken in, and why."""


@dataclass(frozen=True, slots=True)
class _Owned:
    """A block with whose its rows are: the days, the claims' codes, and what each has in common with others.

    `owners` lacks the claims that are nobody's that day.
    """

    block: Block
    days: Sequence[str]
    sorts: Sequence[int]
    owners: Mapping[tuple[int, str], Found]

    @property
    def pairs(self) -> Iterator[tuple[int, str]]:
        return zip(self.sorts, self.days, strict=True)

    def found(self, index: int) -> Found:
        return self.owners[self.sorts[index], self.days[index]]


def _moments(texts: Iterable[str]) -> list[str]:
    """`2013-03-05 09:12:33` as 20130305091233, of each of the texts."""
    return "\n".join(texts).translate(_DIGITS_ONLY).split("\n")


_DIGITS_ONLY = str.maketrans("", "", "-: ")


class _Untouched:
    """The time after everything stored: rows that come there in order need not be looked for in the ledger.

    Kept for each officer and each unit, since a file may hold one unit after the other. Where a sheet has no seconds,
    its whole minute is taken for touched.
    """

    def __init__(self, latest: int, *, minutes: bool) -> None:
        """`latest` is the last second in the ledger; `minutes`: some of its sheets have no seconds."""
        self._latest = _minute_end(f"{latest:014d}") if minutes else f"{latest:014d}"
        self._reached: dict[str, str] = {}

    def takes(self, owned: _Owned, moments: Sequence[str], ordered: Sequence[str]) -> bool:
        """Whether a block lies there wholly; it does not any more once it has been asked for."""
        spans, reached = _spans(owned, moments, ordered), self._reached
        free = all(low > max(self._latest, reached.get(mark, "")) for mark, (low, _) in spans.items())
        minutes = owned.block.minutes
        last = {mark: _minute_end(high) if minutes else high for mark, (_, high) in spans.items()}
        reached |= {mark: max(high, reached.get(mark, "")) for mark, high in last.items()}
        return free


def _minute_end(moment: str) -> str:
    """What comes after every second of a moment's minute, and before the next minute."""
    return moment[:_MINUTE] + "99"


_MINUTE = len("YYYYMMDDHHMM")


def _spans(owned: _Owned, moments: Sequence[str], ordered: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The first and the last second of each officer and unit; the whole block's where the block is in order."""
    if moments == ordered:
        marks = {mark for found in owned.owners.values() for mark in (found.person.key, found.unit)}
        return dict.fromkeys(marks, (ordered[0], ordered[-1]))
    own: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pair, moment in zip(owned.pairs, moments, strict=True):
        own[pair].append(moment)
    spans: dict[str, tuple[str, str]] = {}
    for pair, found in owned.owners.items():
        for mark in (found.person.key, found.unit):
            first, last = spans.get(mark, (own[pair][0], own[pair][0]))
            spans[mark] = (min(first, *own[pair]), max(last, *own[pair]))
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


class EvaluationIntake:
    """Takes evaluations in under one roster and policy."""

    def __init__(
        self,
        session: Session,
        roster: Roster,
        policies: Policies,
        now: datetime,
        summaries: Iterable[Summary],
        ids: Mapping[tuple[int, int], int] | None = None,
    ) -> None:
        """`ids`: under which numbers rows (sheet, row) were kept aside that are taken in anew."""
        self._session = session
        self._ids = ids or {}
        self._owners = Owners(session, roster)
        self._ratings = Ratings(policies)
        self._minutes = evaluations.minute_sheets(session)
        self._repeats = Repeats(self._owners, self._ratings, self._minutes, self._known_repeats)
        self._presses = Presses(session)
        self._sorts = Sorts(session, self._owners, self._presses)
        self._untouched = _Untouched(evaluations.latest(session), minutes=bool(self._minutes))
        self._latest = now.strftime("%Y-%m-%d %H:%M:%S")
        self._earliest = f"{policies.each[0].earliest_year:04d}"
        self._summaries: Mapping[tuple[str, str, Month], list[Summary]] = defaultdict(list)
        for summary in summaries:
            self._summaries[summary.found.person.key, summary.found.unit, summary.month].append(summary)
        self.fates: Counter[Fate] = Counter()
        self.months: set[str] = set()
        """The months (2013-06) the rows are of."""
        self._alike: Counter[Alike] = Counter()
        self._example: dict[Alike, tuple[str, str]] = {}
        self._aside: list[_Aside] = []
        self._last_repeat = evaluations.last_aside(session, Fate.DUPLICATE)
        self._doubtful: set[str] = set()
        """The seconds (as text) in which a row may say otherwise what one of another batch says."""
        self._repeated: set[int] = set()
        """The batches of which some row is repeated."""

    @property
    def digest(self) -> str:
        """The digest of all that was accepted here, as the journal's chain has it."""
        return self._presses.digest

    @property
    def notes(self) -> list[str]:
        """What a person should know of duplicates that are not equal to the letter."""
        return [_SAID[how].format(count, *self._example[how]) for how, count in self._alike.items()]

    def changes(self, batch: int) -> list[Change]:
        """Rows of a batch, all taken, that may be presses of other batches changed; both count."""
        self.finish()
        found = Changes(self._session, self._owners, self._ratings, self._minutes)
        return found.of(batch, self._doubtful, self._repeated)

    def take(self, block: Block) -> None:
        """Take a block's rows in: each is accepted, kept aside as a duplicate, or rejected."""
        if block.minutes and block.sheet not in self._minutes:
            evaluations.mark_minutes(self._session, block.sheet)
            self._minutes.add(block.sheet)
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
        """Write what is still at hand; to be called when all have been taken."""
        self._presses.flush()
        self._write_aside()

    def _write_aside(self) -> None:
        found, self._aside = self._aside, []
        said = [(one.sheet, one.row, one.fate, one.fields) for one in found]
        ids = evaluations.insert_aside(self._session, said, self._ids)
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
        if self._ratings.everywhere(set(words)):
            return {}
        said = zip(words, block.columns["time"], strict=True)
        found = ((n, self._ratings.known(word, time[:10])) for n, (word, time) in enumerate(said))
        return {n: fault for n, fault in found if isinstance(fault, Problem)}

    def _owned(self, block: Block) -> _Owned:
        days = [time[:10] for time in block.columns["time"]]
        sorts = self._sorts.of(block)
        found = {pair: self._on(*pair) for pair in set(zip(sorts, days, strict=True))}
        self.months.update(day[:7] for _, day in found)
        return _Owned(block, days, sorts, {pair: one for pair, one in found.items() if isinstance(one, Found)})

    def _on(self, sort: int, day: str) -> Found | Problem:
        return self._owners.on(self._presses.sort(sort).who, day)

    def _owner_faults(self, owned: _Owned) -> Faults:
        if len(set(owned.pairs)) == len(owned.owners):
            return {}
        found = ((n, self._on(*pair)) for n, pair in enumerate(owned.pairs) if pair not in owned.owners)
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
        moments = slots = _moments(block.columns["time"])
        ordered = sorted(moments)
        stored: Mapping[str, list[evaluations.Neighbour]] = {}
        if not self._untouched.takes(owned, moments, ordered):
            self._presses.flush()
            whole = self._whole_minutes(block, moments)
            if whole:
                slots = [_slot(moment, whole) for moment in moments]
                ordered = sorted(slots)
            stored = self._stored(moments, whole)
        crowded = self._crowded(owned, slots, {a for a, b in pairwise(ordered) if a == b}, stored)
        self._take_alone(owned, moments, slots, crowded)
        for slot, pressed in self._pressed(owned, moments, slots, crowded).items():
            for fate in self._repeats.compare(slot, pressed, stored.get(slot, [])):
                self._judge(owned, fate)
                if fate.nth is None and not fate.problem:
                    self._repeated.update(one.batch for one in stored.get(slot, ()))
        if stored and not block.minutes:
            self._look_for_changes(owned, moments, slots, stored)

    def _whole_minutes(self, block: Block, moments: Sequence[str]) -> set[str]:
        """The minutes whose evaluations are compared together, as some of them have lost their seconds."""
        if not self._minutes:
            return set()
        minutes = {moment[:_MINUTE] for moment in moments}
        if block.minutes:
            return minutes
        return set(map(str, evaluations.said_to_the_minute(self._session, map(int, minutes))))

    def _take_alone(
        self, owned: _Owned, moments: Sequence[str], slots: Sequence[str], crowded: AbstractSet[str]
    ) -> None:
        """Accept the rows of all other seconds, each the first of its kind."""
        block = owned.block
        serials = [serial or None for serial in block.column("serial")]
        columns: list[Sequence[Any]] = [moments, owned.sorts, serials, block.numbers]
        if crowded:
            alone = [slot not in crowded for slot in slots]
            columns = [list(compress(column, alone)) for column in columns]
        self._accept(*columns)

    def _accept(
        self, moments: Sequence[str], sorts: Sequence[int], serials: Sequence[str | None], rows: Sequence[int]
    ) -> None:
        self._presses.take(moments, sorts, serials, rows)
        self.fates[Fate.ACCEPTED] += len(rows)

    def _stored(self, moments: Sequence[str], whole: AbstractSet[str]) -> dict[str, list[evaluations.Neighbour]]:
        """What stands in those seconds, and in all seconds of those minutes, by second or minute."""
        seconds = (moment for moment in moments if moment[:_MINUTE] not in whole) if whole else moments
        found = evaluations.neighbours(self._session, map(int, seconds))
        if whole:
            found += evaluations.of_minutes(self._session, map(int, whole))
        stored: dict[str, list[evaluations.Neighbour]] = defaultdict(list)
        for one in found:
            stored[_slot(one.moment, whole)].append(one)
        return stored

    def _crowded(
        self,
        owned: _Owned,
        slots: Sequence[str],
        shared: AbstractSet[str],
        stored: Mapping[str, Iterable[evaluations.Neighbour]],
    ) -> set[str]:
        """The seconds in which an officer, or a serial number, comes more than once; others may share a second.

        Minutes, where their evaluations are compared together.
        """
        shared = shared | stored.keys()
        serials = owned.block.column("serial")
        often: Counter[tuple[str, str]] = Counter()
        for index, slot in enumerate(slots) if shared else ():
            if slot in shared:
                often[slot, owned.found(index).person.key] += 1
                if serials[index]:
                    often[slot, _SERIAL + serial_mark(serials[index])] += 1
        crowded = {slot for (slot, _), count in often.items() if count > 1}
        for slot, neighbours in stored.items():
            if any((slot, mark) in often for one in neighbours for mark in self._marks(one)):
                crowded.add(slot)
        return crowded

    def _look_for_changes(
        self,
        owned: _Owned,
        moments: Sequence[str],
        slots: Sequence[str],
        stored: Mapping[str, Sequence[evaluations.Neighbour]],
    ) -> None:
        """Note the seconds in which another batch has a row of the unit or officer that says another thing."""
        block = owned.block
        times, serials = block.columns["time"], block.column("serial")
        for index, slot in enumerate(slots):
            near = stored.get(slot)
            if near and not serials[index] and self._says_otherwise(owned, index, moments[index], near):
                self._doubtful.add(times[index])

    def _says_otherwise(self, owned: _Owned, index: int, moment: str, near: Iterable[evaluations.Neighbour]) -> bool:
        mine, day = owned.found(index), owned.days[index]
        meaning = self._ratings.meaning(self._presses.sort(owned.sorts[index]).rating, day)
        for one in near:
            if one.batch == owned.block.batch or one.moment != moment:
                continue
            found = self._owners.of_stored(one)
            if found is None or (found.person != mine.person and found.unit != mine.unit):
                continue
            if found.person != mine.person or self._ratings.meaning(one.rating, day) is not meaning:
                return True
        return False

    def _marks(self, one: evaluations.Neighbour) -> tuple[str, ...]:
        found = self._owners.of_stored(one)
        return (found.person.key if found else "", _SERIAL + serial_mark(one.serial))

    def _pressed(
        self, owned: _Owned, moments: Sequence[str], slots: Sequence[str], crowded: AbstractSet[str]
    ) -> dict[str, list[Pressed]]:
        pressed: dict[str, list[Pressed]] = defaultdict(list)
        block = owned.block
        serials, evaluators = block.column("serial"), block.column("evaluator")
        for index, slot in enumerate(slots) if crowded else ():
            if slot in crowded:
                sort, found = self._presses.sort(owned.sorts[index]), owned.found(index)
                place, words = block.numbers[index], (sort.rating, serials[index], evaluators[index])
                pressed[slot].append(Pressed(index, block.sheet, place, sort.who, found, moments[index], *words))
        return pressed

    def _judge(self, owned: _Owned, fate: PressFate) -> None:
        """Store a row that adds a press, and keep any other aside."""
        one, block = fate.pressed, owned.block
        if fate.nth is not None:
            sort = self._presses.sort(owned.sorts[one.index])._replace(nth=fate.nth)
            self._accept([one.moment], [self._presses.code(sort)], [one.serial or None], [one.row])
        elif fate.problem:
            self.reject(one.sheet, one.row, block.fields(one.index), [fate.problem])
        else:
            if fate.alike:
                self._alike[fate.alike] += 1
                self._example.setdefault(fate.alike, (one.rating, fate.known))
            self._last_repeat = max(self._last_repeat, block.columns["time"][one.index])
            self._set_aside(_Aside(one.sheet, one.row, Fate.DUPLICATE, block.fields(one.index)))

    # ------------------------------------------------------------ kept aside

    def _known_repeats(self, slot: str) -> list[evaluations.AsideRow]:
        first, last = (evaluations.time_text(int(slot.ljust(_SECOND, digit))) for digit in "09")
        if first > self._last_repeat:  # as long as a file goes on in time, the ledger need not be asked
            return []
        self._write_aside()
        return evaluations.aside_between(self._session, first, last, Fate.DUPLICATE)

    def _set_aside(self, one: _Aside) -> None:
        self.fates[one.fate] += 1
        self._aside.append(one)
        if len(self._aside) >= _MANY:  # a file of another county is nothing but such rows
            self._write_aside()


_SERIAL = "\0"
"""Before a serial number, where it stands beside people's keys."""


_SECOND = len("YYYYMMDDHHMMSS")


def _slot(moment: str, whole: AbstractSet[str]) -> str:
    """With which others a moment is compared: those of its second, or of its minute where that is compared whole."""
    minute = moment[:_MINUTE]
    return minute if minute in whole else moment


_SAID = {
    Alike.MINUTE: (
        "{0} 行与已有的评价是同一民警、同一分钟、同样的评价，只是一边没有秒，按重复处理；"
        "如果另有其事，请从评价系统重新导出带秒的文件"
    ),
    Alike.WORD: "{0} 行与已有的评价同一时间，只是评价的写法不同（“{1}”与“{2}”），按重复处理",
}
"""What is told of duplicates that are alike in all but this; with the first one's words."""


def _clock_problem(time: str, latest: str) -> Problem:
    if not time:
        return Problem("评价时间", "", "没有写时间")
    if time > latest:
        return Problem("评价时间", time, "时间在将来，可能是评价器时钟不准")
    return Problem("评价时间", time, "时间太早，可能是评价器时钟没电后重置")
