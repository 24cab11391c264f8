"""Evaluations taken in, chunk by chunk: each is accepted, kept aside as a duplicate, or rejected.

Memory stays flat: a chunk is compared with what the ledger has of the same seconds (of the same minutes, where either
side has lost its seconds), and inserted before the ledger is asked again. Most rows are alone with their officer and
second, and go in together; the others are compared one with another.
Which of them add an evaluation, repeat one, or contradict a serial number is told by `Duplicates`; where a sheet has
lost its seconds, the evaluations of its whole minute are compared (readings: Presses).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from itertools import chain, groupby, repeat

from zlts.evaluations.changed import Change, ChangedEvaluations
from zlts.evaluations.genuine import ExportRow, newcomers
from zlts.evaluations.owners import CLAIM, Owners
from zlts.evaluations.scales import Scales
from zlts.model import Chunk, Fate, Precision, Problem, Register
from zlts.names import evaluator_mark, plain, serial_mark, window_mark
from zlts.periods import Month
from zlts.policy import Policies
from zlts.registers.summaries import Summary
from zlts.registers.words import Ratings, unscored
from zlts.roster import Found, Roster
from zlts.store import evaluations, rows
from zlts.store.evaluations import Codes, Evaluation, FileRow, Insertion
from zlts.store.session import Session

SheetChunk = tuple[int, Chunk]
"""The ledger's id of a sheet, and rows of it."""

_ENOUGH = 2_000
"""Rows taken in at a time."""
_BY_CHANCE = {Precision.OPEN: 1, Precision.NOUGHTS: 20}
"""So many rows of a sheet may all be on the whole minute by chance."""
_SURE = 20_000
"""So many rows of which none is written with seconds are a sheet without seconds."""


def told_by_minutes(
    chunks: Iterable[SheetChunk], precision: Callable[[str], Precision], tell: Callable[[int], None]
) -> Iterator[SheetChunk]:
    """The same chunks; `tell` is called with a sheet's id before its first chunk, where it gives minutes only.

    A sheet's chunks are held back until that is known. `precision` says it of a sheet's name by what of the sheet has
    been read. An export that Excel saved again as CSV has lost its seconds.
    """
    for sheet, own in groupby(chunks, lambda pair: pair[0]):
        yield from _told(sheet, own, precision, tell)


def _told(
    sheet: int, own: Iterator[SheetChunk], precision: Callable[[str], Precision], tell: Callable[[int], None]
) -> Iterator[SheetChunk]:
    held: list[SheetChunk] = []
    count, found = 0, Precision.OPEN
    for pair in own:
        held.append(pair)
        count += len(pair[1])
        found = precision(pair[1].sheet)
        if found is Precision.SECOND or count >= _SURE:
            break
    if found is Precision.MINUTE or (found in _BY_CHANCE and count > _BY_CHANCE[found]):
        tell(sheet)
    yield from chain(held, own)


def joined(chunks: Iterable[SheetChunk]) -> Iterator[SheetChunk]:
    """The same rows, in their order, in fewer chunks: asking the ledger costs the same for one row as for many."""
    for (sheet, _), alike in groupby(chunks, lambda pair: (pair[0], tuple(pair[1].columns))):
        waiting: list[Chunk] = []
        count = 0
        for _, chunk in alike:
            waiting.append(chunk)
            count += len(chunk)
            if count >= _ENOUGH:
                yield sheet, _one(waiting)
                waiting, count = [], 0
        if waiting:
            yield sheet, _one(waiting)


def _one(chunks: list[Chunk]) -> Chunk:
    """Chunks with the same columns as one."""
    columns = {code: list(chain.from_iterable(chunk.columns[code] for chunk in chunks)) for code in chunks[0].columns}
    return Chunk(chunks[0].sheet, list(chain.from_iterable(chunk.numbers for chunk in chunks)), columns)


# ---------------------------------------------------------------- evaluations of one second compared

_ONLY_NUMBERS = (
    "请核对原始记录：原来的对，用 zlts set-aside 不采用这一行；这一行对，先 zlts undo 原来那一批再导入；"
    "这一列只是给行编号的，才用 --map 流水号=- 另行导入"
)


class Unequal(Enum):
    """In what a duplicate is not equal to the letter."""

    MINUTE = "minute"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a row does: adds the `nth` evaluation alike, contradicts (`problem`), or with neither repeats one.

    `unequal`: one that repeats another, though not to the letter; `known` is the other's rating.
    """

    nth: int | None = None
    problem: Problem | None = None
    unequal: Unequal | None = None
    known: str = ""

    @property
    def repeats(self) -> bool:
        """Whether the row is a duplicate."""
        return self.nth is None and self.problem is None


class Duplicates:
    """Compares the rows of one second with each other and with what stands."""

    def __init__(
        self,
        owners: Owners,
        ratings: Ratings,
        devices: Codes,
        minutes: AbstractSet[int],
        batch_of: Callable[[int], int],
        duplicates: Callable[[int], Iterable[FileRow]],
    ) -> None:
        """`minutes`: the sheets without seconds; `duplicates`: those known of a second or minute, kept aside."""
        self._owners, self._ratings, self._devices = owners, ratings, devices
        self._minutes = minutes
        self._batch_of = batch_of
        self._duplicates = duplicates

    def compare(
        self, slot: int, new: Sequence[Evaluation], standing: Sequence[Evaluation]
    ) -> Iterator[tuple[Evaluation, Outcome]]:
        """The outcome of each new row of a second (YYYYMMDDHHMMSS) or a minute (YYYYMMDDHHMM).

        `new` are somebody's, with ratings known on their days; `standing` are all of that time that were accepted.
        """
        honest: list[Evaluation] = []
        for one in new:
            first = self._first_bearer(one, standing, new)
            if first:
                reason = f"流水号在同一时间已是另一条评价（{first}），评价或民警不同；{_ONLY_NUMBERS}"
                yield one, Outcome(problem=Problem("流水号", one.serial or "", reason))
            else:
                honest.append(one)
        groups: dict[tuple[str, bool | None], list[Evaluation]] = defaultdict(list)
        for one in honest:
            groups[self._key(one)].append(one)
        for key, group in groups.items():
            alike = [one for one in standing if self._owners.of(one) and self._key(one) == key]
            yield from self._numbered(group, self._adding(slot, group, alike), standing, alike)

    def _key(self, one: Evaluation) -> tuple[str, bool | None]:
        """The officer and what the rating means: rows in which they differ are never one evaluation."""
        return self._found(one).person.key, self._meaning(one)

    def _found(self, one: Evaluation) -> Found:
        found = self._owners.of(one)
        if found is None:
            raise ValueError(one)
        return found

    def _meaning(self, one: Evaluation) -> bool | None:
        return self._ratings.meaning(one.rating, one.day)

    def _compared(self, one: Evaluation) -> ExportRow:
        evaluator = self._devices.words(one.device)[1] if one.device else ""
        return self._row(one.sheet, evaluator, one.serial or "", one.time % 100)

    def _row(self, sheet: int, evaluator: str, serial: str, second: int) -> ExportRow:
        told = None if sheet in self._minutes else second
        return ExportRow(sheet, evaluator_mark(evaluator), serial_mark(serial), told)

    def _adding(self, slot: int, group: Sequence[Evaluation], standing: Sequence[Evaluation]) -> list[bool]:
        """Which rows of one officer, second and meaning are evaluations of their own."""
        if not standing and len(group) == 1:
            return [True]
        aside = list(self._known_duplicates(slot, self._key(group[0])))
        if len(standing) == len(group) == 1 and not aside and _is_equal(standing[0], group[0]):
            return [False]
        return newcomers(list(map(self._compared, standing)), aside, list(map(self._compared, group)))

    def _known_duplicates(self, slot: int, key: tuple[str, bool | None]) -> Iterator[ExportRow]:
        """The duplicates kept aside of the same officer, second and meaning."""
        for one in self._duplicates(slot):
            found, time = self._owners.of_row(one), one.fields["time"]
            rating = one.fields.get("rating", "")
            if found and (found.person.key, self._ratings.meaning(rating, time[:10])) == key:
                evaluator, serial = one.fields.get("evaluator", ""), one.fields.get("serial", "")
                yield self._row(one.sheet, evaluator, serial, int(time[-2:]))

    def _numbered(
        self,
        group: Sequence[Evaluation],
        adds: Sequence[bool],
        standing: Iterable[Evaluation],
        alike: Iterable[Evaluation],
    ) -> Iterator[tuple[Evaluation, Outcome]]:
        """The rows that add an evaluation, numbered on from those of the same claim, second and rating."""
        taken: dict[tuple[int, int, str], int] = defaultdict(int)
        for known in standing:
            key = (known.time, known.who, known.rating)
            taken[key] = max(taken[key], known.nth + 1)
        equals = [(one.time, one.rating) for one in alike]
        for one, added in zip(group, adds, strict=True):
            key = (one.time, one.who, one.rating)
            if added:
                yield one, Outcome(nth=taken[key])
                taken[key] += 1
            else:
                yield one, self._repeated(one, equals)
            equals.append((one.time, one.rating))

    def _repeated(self, one: Evaluation, equals: Sequence[tuple[int, str]]) -> Outcome:
        """The outcome of a row that repeats one of others, given as their seconds and ratings."""
        if (one.time, one.rating) in equals:
            return Outcome()
        same_time = [rating for time, rating in equals if time == one.time]
        if not same_time:
            return Outcome(unequal=Unequal.MINUTE)
        silent = self._meaning(one) is None
        if silent or any(unscored(rating) == unscored(one.rating) for rating in same_time):
            return Outcome()
        return Outcome(unequal=Unequal.WORD, known=same_time[0])

    def _first_bearer(self, one: Evaluation, standing: Iterable[Evaluation], new: Iterable[Evaluation]) -> str:
        """Where a serial number of this unit and time first stood, with another rating or officer; else ""."""
        if not one.serial:
            return ""
        mine = self._compared(one)
        for known in standing:
            if known.serial and self._bears(known, mine, self._found(one).unit):
                place = f"第 {self._batch_of(known.sheet)} 批第 {known.row} 行"
                return place if self._is_other(one, known) else ""
        for earlier in new:
            if earlier is one:
                return ""
            if self._bears(earlier, mine, self._found(one).unit):
                return f"本文件第 {earlier.row} 行" if self._is_other(one, earlier) else ""
        return ""

    def _bears(self, one: Evaluation, mine: ExportRow, unit: str) -> bool:
        """Whether an evaluation is a unit's, and has that row's serial number and time."""
        found, own = self._owners.of(one), self._compared(one)
        return found is not None and found.unit == unit and own.serial == mine.serial and own.may_be(mine)

    def _is_other(self, one: Evaluation, known: Evaluation) -> bool:
        """Whether the two have another officer, or ratings that contradict each other."""
        same = self._found(one).person.key == self._found(known).person.key
        return not same or self._ratings.contradict(one.rating, known.rating, one.day)


def _is_equal(one: Evaluation, other: Evaluation) -> bool:
    """Whether nothing tells rows of two files apart: then they are one evaluation, as most that are exported again.

    Rows of one sheet are counted, however alike they are.
    """
    return one.sheet != other.sheet and (one.time, one.rating, one.serial, one.device) == (
        other.time, other.rating, other.serial, other.device,
    )  # fmt: skip


# ---------------------------------------------------------------- taken in, chunk by chunk

_MANY = 2_000
"""Rows kept aside that are written at a time."""

Faults = dict[int, Problem]
"""Which rows of a chunk, by their index in it, cannot be taken in, and why."""
ClaimDay = tuple[int, int]
"""The code of what a row says of its officer, and its day (20130305): they have one officer."""


class EvaluationIntake:
    """Takes evaluations in under one roster and the policies."""

    def __init__(
        self,
        session: Session,
        roster: Roster,
        policies: Policies,
        now: datetime,
        summaries: Iterable[Summary],
        scales: Scales,
        ids: Mapping[tuple[int, int], int] | None = None,
    ) -> None:
        """`ids`: under which numbers rows (sheet, row) were kept aside that are taken in anew."""
        self._session = session
        self._ids = ids or {}
        self._owners = Owners(session, roster)
        self._ratings = Ratings(policies)
        self._scales = scales
        self._devices = evaluations.device_codes(session)
        self._codes = cache(self._codes_of)
        self._unusable = evaluations.unusable(session)
        """What the rows say that a person decided not to use."""
        self._minutes = evaluations.minute_sheets(session)
        """The sheets without seconds."""
        self._batches = evaluations.batch_of_sheets(session)
        self._duplicates = Duplicates(
            self._owners, self._ratings, self._devices, self._minutes, self._batch_of, self._known_duplicates
        )
        self._insertion = Insertion(session)
        latest = evaluations.latest(session)
        self._latest = _minute_end(latest) if self._minutes else latest
        self._reached: dict[str, int] = {}
        """Up to which second evaluations of an officer or a unit have been taken."""
        self._now = now.strftime("%Y-%m-%d %H:%M:%S")
        self._earliest = f"{policies.each[0].earliest_year:04d}"
        self._summaries: Mapping[tuple[str, str, Month], list[Summary]] = defaultdict(list)
        for summary in summaries:
            self._summaries[summary.found.person.key, summary.found.unit, summary.month].append(summary)
        self.fates: Counter[Fate] = Counter()
        self.months: set[Month] = set()
        """The months the rows are of."""
        self._unequal: Counter[Unequal] = Counter()
        self._example: dict[Unequal, tuple[str, str]] = {}
        self._aside: list[FileRow] = []
        self._problems: list[tuple[int, int, int, Problem, bool]] = []
        self._last_duplicate = evaluations.last_aside(session, Fate.DUPLICATE)
        self._doubtful: set[str] = set()
        """The seconds (as text) in which a row may say otherwise what one of another batch says."""
        self._repeated: set[int] = set()
        """The batches of which some row is repeated."""
        self._weighed: set[int] = set()
        """The sheets with a row by which one that was taken does not count."""

    @property
    def digest(self) -> str:
        """The digest of all that was accepted here, as the journal's chain has it."""
        return self._insertion.digest

    @property
    def notes(self) -> list[str]:
        """What a person should know of duplicates that are not equal to the letter."""
        return [_UNEQUAL[how].format(count, *self._example[how]) for how, count in self._unequal.items()]

    @property
    def relied_on(self) -> list[str]:
        """The parts of the ledger by whose evaluations some rows do not count: repeated or contradicted ones."""
        return [f"press:{batch}" for batch in sorted({self._batch_of(sheet) for sheet in self._weighed})]

    def changes(self, batch: int) -> list[Change]:
        """Rows of a batch, all taken, that may be evaluations of other batches changed; both count."""
        self.finish()
        found = ChangedEvaluations(self._session, self._owners, self._ratings, self._minutes)
        return found.of(batch, self._doubtful, self._repeated)

    def mark_minutes(self, sheet: int) -> None:
        """Say of a sheet, before its rows are taken, that it gives the times to the minute only."""
        if sheet not in self._minutes:
            evaluations.mark_minutes(self._session, sheet)
            self._minutes.add(sheet)

    def take(self, sheet: int, chunk: Chunk) -> None:
        """Take rows of a sheet in."""
        faults = self._unusable_faults(chunk) or self._clock_faults(chunk) or self._rating_faults(chunk)
        if not faults:
            rows = self._coded(sheet, chunk)
            times = _times_by_claim_day(rows)
            faults = self._owner_faults(rows, times) or self._scale_faults(rows) or self._rival_faults(chunk, rows)
            if not faults:
                self._settle(chunk, rows, times)
                return
        for index, problem in faults.items():
            self.reject(sheet, chunk.numbers[index], chunk.fields(index), [problem])
        if len(faults) < len(chunk):
            self.take(sheet, chunk.without(faults))

    def reject(
        self, sheet: int, row: int, fields: Mapping[str, str], problems: Sequence[Problem], *, cell: bool = False
    ) -> None:
        """Keep a row aside with its problems; `cell` problems lie in the file, and no roster mends them."""
        kept = self._keep_aside(sheet, row, fields, Fate.REJECTED)
        self._problems += ((kept.id, sheet, row, problem, cell) for problem in problems)

    def finish(self) -> None:
        """Write what is still at hand; to be called when all have been taken."""
        self._insertion.flush()
        self._write_aside()

    # ------------------------------------------------------------ each row by itself

    def _unusable_faults(self, chunk: Chunk) -> Faults:
        """Rows that say what one says which is not to be used, whatever would become of them today."""
        if not self._unusable:
            return {}
        told = (evaluations.said(chunk.fields(n)) for n in range(len(chunk)))
        return {
            n: Problem("不予采用", "", "以前已决定不予采用") for n, said in enumerate(told) if said in self._unusable
        }

    def _clock_faults(self, chunk: Chunk) -> Faults:
        times = chunk.columns["time"]
        if min(times) >= self._earliest and max(times) <= self._now:
            return {}
        wrong = (n for n, time in enumerate(times) if not self._earliest <= time <= self._now)
        return {n: _clock_problem(times[n], self._now) for n in wrong}

    def _rating_faults(self, chunk: Chunk) -> Faults:
        words = chunk.column("rating")
        if self._ratings.everywhere(set(words)):
            return {}
        said = zip(words, chunk.columns["time"], strict=True)
        found = ((n, self._ratings.known(word, time[:10])) for n, (word, time) in enumerate(said))
        return {n: fault for n, fault in found if isinstance(fault, Problem)}

    def _coded(self, sheet: int, chunk: Chunk) -> list[Evaluation]:
        """The rows as their table has them, each for now the first of its kind."""
        # codes are made in the order of the rows, so that the same files always make the same ledger
        codes = map(self._codes, *map(chunk.column, (*CLAIM, "rating")))
        whos, devices, ratings = zip(*codes, strict=True)
        # a whole column at once: time by time it would cost 0.3 s more for a million rows
        times = map(int, "\n".join(chunk.columns["time"]).translate(_DIGITS_ONLY).split("\n"))
        serials = [serial or None for serial in chunk.column("serial")]
        return list(map(Evaluation, times, whos, ratings, repeat(0), devices, serials, repeat(sheet), chunk.numbers))

    def _codes_of(
        self, unit: str, badge: str, officer: str, window: str, evaluator: str, rating: str
    ) -> tuple[int, int | None, str]:
        """The codes of what a row says of its officer and of its device, and its rating."""
        who = self._owners.code(unit, badge, officer, window, evaluator)
        return who, self._devices.code((window, evaluator)) if window or evaluator else None, plain(rating)

    def _owner_faults(self, rows: Iterable[Evaluation], claims: Iterable[ClaimDay]) -> Faults:
        found = {claim: self._owners.on(*claim) for claim in claims}
        self.months.update(Month(day // 10000, day // 100 % 100) for _, day in found)
        wrong = {claim: one for claim, one in found.items() if isinstance(one, Problem)}
        return {n: wrong[_claim_day(row)] for n, row in enumerate(rows) if _claim_day(row) in wrong} if wrong else {}

    def _scale_faults(self, rows: Sequence[Evaluation]) -> Faults:
        """Rows whose rating hangs on the scale of a device of which nothing is known."""
        if not self._scales.matters:
            return {}
        found = ((n, self._by_scale(row)) for n, row in enumerate(rows))
        return {n: fault for n, fault in found if isinstance(fault, Problem)}

    def _by_scale(self, row: Evaluation) -> bool | Problem | None:
        owner = self._owners.of(row)
        return self._scales.meaning(row.rating, row.time // evaluations.DAY, row.sheet, owner.unit) if owner else None

    def _rival_faults(self, chunk: Chunk, rows: Sequence[Evaluation]) -> Faults:
        """Rows of an officer's month that a summary already counts, if it came in earlier."""
        if not self._summaries:
            return {}
        said = zip(rows, chunk.columns["time"], chunk.column("window"), strict=True)
        rivals = ((n, self._rival(row, time, window)) for n, (row, time, window) in enumerate(said))
        return {n: problem for n, problem in rivals if problem}

    def _rival(self, row: Evaluation, time: str, window: str) -> Problem | None:
        found, month = self._owners.of(row), Month(int(time[:4]), int(time[5:7]))
        if found is None:
            return None
        for summary in self._summaries.get((found.person.key, found.unit, month), ()):
            elsewhere = summary.window and window and summary.window != window_mark(window)
            batch = summary.place.batch
            if batch < self._batch_of(row.sheet) and not elsewhere:
                reason = f"“{found.person.name}”{month} 已有第 {batch} 批的汇总；要用明细就先 zlts undo {batch}"
                return Problem("评价时间", time, reason)
        return None

    def _batch_of(self, sheet: int) -> int:
        if sheet not in self._batches:
            self._batches = evaluations.batch_of_sheets(self._session)
        return self._batches[sheet]

    # ------------------------------------------------------------ one with another

    def _settle(self, chunk: Chunk, rows: Sequence[Evaluation], times: Mapping[ClaimDay, Sequence[int]]) -> None:
        """Accept the rows that are alone with their officer and second, and compare the others with their like.

        `rows` are the chunk's, all of them somebody's, and `times` their seconds by claim and day. A slot is the
        second, or the minute where that is compared whole, with whose other evaluations one is compared.
        """
        whole: AbstractSet[int] = frozenset()
        standing: Mapping[int, list[Evaluation]] = {}
        if not self._come_after_all(times, minutes=rows[0].sheet in self._minutes):
            self._insertion.flush()
            whole = self._whole_minutes(rows)
            standing = self._standing(rows, whole)
        slots = [_slot(row, whole) for row in rows] if whole else [row.time for row in rows]
        crowded = self._crowded(rows, slots, standing)
        self._accept([row for row, slot in zip(rows, slots, strict=True) if slot not in crowded])
        compared: dict[int, list[Evaluation]] = defaultdict(list)
        for row, slot in zip(rows, slots, strict=True) if crowded else ():
            if slot in crowded:
                compared[slot].append(row)
        places = {number: index for index, number in enumerate(chunk.numbers)} if compared else {}
        for slot, own in compared.items():
            near = standing.get(slot, [])
            for row, outcome in self._duplicates.compare(slot, own, near):
                self._judge(row, outcome, chunk.fields(places[row.row]))
                if outcome.nth is None:
                    self._weighed.update(one.sheet for one in near)
                if outcome.repeats:
                    self._repeated.update(self._batch_of(one.sheet) for one in near)
        if standing and rows[0].sheet not in self._minutes:
            self._doubtful |= {
                time
                for row, slot, time in zip(rows, slots, chunk.columns["time"], strict=True)
                if not row.serial and slot in standing and self._says_otherwise(row, standing[slot])
            }

    def _come_after_all(self, times: Mapping[ClaimDay, Sequence[int]], *, minutes: bool) -> bool:
        """Whether rows come after all of their officers and units, and of what was in before the import.

        The rows are given as their seconds by claim and day. The ledger need not be asked then, which would cost
        1.2 s for a million rows. A file may hold one unit after the other, each in the order of time. Where a sheet
        has no seconds (`minutes`), its whole minute counts as taken.
        """
        reached: dict[str, int] = {}
        after = True
        for claim, own in times.items():
            found = self._owners.on(*claim)
            for mark in (found.person.key, found.unit) if isinstance(found, Found) else ():
                after = after and min(own) > max(self._latest, self._reached.get(mark, 0))
                reached[mark] = max(*own, reached.get(mark, 0))
        for mark, last in reached.items():
            end = _minute_end(last) if minutes else last
            self._reached[mark] = max(end, self._reached.get(mark, 0))
        return after

    def _whole_minutes(self, rows: Sequence[Evaluation]) -> AbstractSet[int]:
        """The minutes whose evaluations are compared together, as some of them have lost their seconds."""
        if not self._minutes:
            return frozenset()
        minutes = {row.time // 100 for row in rows}
        if rows[0].sheet in self._minutes:
            return minutes
        return evaluations.said_to_the_minute(self._session, minutes)

    def _standing(self, rows: Iterable[Evaluation], whole: AbstractSet[int]) -> Mapping[int, list[Evaluation]]:
        """What stands in the rows' seconds, and in all seconds of whole minutes, by slot."""
        seconds = (row.time for row in rows if row.time // 100 not in whole)
        found = evaluations.of_seconds(self._session, seconds)
        if whole:
            found += evaluations.of_minutes(self._session, whole)
        standing: dict[int, list[Evaluation]] = defaultdict(list)
        for one in found:
            standing[_slot(one, whole)].append(one)
        return standing

    def _crowded(
        self,
        rows: Iterable[Evaluation],
        slots: Sequence[int],
        standing: Mapping[int, Iterable[Evaluation]],
    ) -> set[int]:
        """The slots in which an officer, or a serial number, comes more than once; others may share a slot."""
        shared = {slot for slot, count in Counter(slots).items() if count > 1} | standing.keys()
        often: Counter[tuple[int, str]] = Counter()
        for row, slot in zip(rows, slots, strict=True) if shared else ():
            if slot in shared:
                often.update((slot, mark) for mark in self._marks(row))
        crowded = {slot for (slot, _), count in often.items() if count > 1}
        for slot, near in standing.items():
            if any((slot, mark) in often for one in near for mark in self._marks(one)):
                crowded.add(slot)
        return crowded

    def _marks(self, one: Evaluation) -> Iterator[str]:
        """The officer's key, and the serial number if there is one, told apart from keys."""
        if found := self._owners.of(one):
            yield found.person.key
        if one.serial:
            yield f"\0{serial_mark(one.serial)}"

    def _says_otherwise(self, row: Evaluation, near: Collection[Evaluation]) -> bool:
        """Whether a row of another batch and of the same second, unit or officer says another thing."""
        mine, meaning = self._owners.of(row), self._ratings.meaning(row.rating, row.day)
        for one in near:
            if one.time != row.time or self._batch_of(one.sheet) == self._batch_of(row.sheet):
                continue
            found = self._owners.of(one)
            if mine is None or found is None or (found.person != mine.person and found.unit != mine.unit):
                continue
            if found.person != mine.person or self._ratings.meaning(one.rating, row.day) is not meaning:
                return True
        return False

    def _judge(self, row: Evaluation, outcome: Outcome, fields: Mapping[str, str]) -> None:
        """Accept a row that adds an evaluation, and keep any other aside; `fields` is what its file says."""
        if outcome.nth is not None:
            self._accept([row._replace(nth=outcome.nth)])
        elif outcome.problem:
            self.reject(row.sheet, row.row, fields, [outcome.problem])
        else:
            if outcome.unequal:
                self._unequal[outcome.unequal] += 1
                self._example.setdefault(outcome.unequal, (row.rating, outcome.known))
            self._last_duplicate = max(self._last_duplicate, fields["time"])
            self._keep_aside(row.sheet, row.row, fields, Fate.DUPLICATE)

    def _accept(self, rows: Sequence[Evaluation]) -> None:
        self._insertion.add(rows)
        self.fates[Fate.ACCEPTED] += len(rows)

    # ------------------------------------------------------------ kept aside

    def _known_duplicates(self, slot: int) -> list[FileRow]:
        """The duplicates of a second or minute."""
        first, last = (slot, slot) if slot >= _LEAST_SECOND else (slot * 100, slot * 100 + 99)
        since, until = evaluations.time_text(first), evaluations.time_text(last)
        if since > self._last_duplicate:  # as long as a file goes on in time, the ledger need not be asked
            return []
        self._write_aside()
        found = evaluations.aside_between(self._session, since, until, Fate.DUPLICATE)
        self._weighed.update(one.sheet for one in found)
        return found

    def _keep_aside(self, sheet: int, row: int, fields: Mapping[str, str], fate: Fate) -> FileRow:
        if len(self._aside) >= _MANY:  # a file of another county is nothing but such rows
            self._write_aside()
        number = self._ids.get((sheet, row)) or evaluations.id_aside(sheet, row)
        self.fates[fate] += 1
        self._aside.append(FileRow(number, sheet, row, fields, fate))
        return self._aside[-1]

    def _write_aside(self) -> None:
        evaluations.insert_aside(self._session, self._aside)
        rows.put_all_problems(self._session, Register.EVALUATIONS, self._problems)
        self._aside, self._problems = [], []


_DIGITS_ONLY = str.maketrans("", "", "-: ")
_LEAST_SECOND = 10**13
"""Seconds are written YYYYMMDDHHMMSS, minutes YYYYMMDDHHMM."""


def _claim_day(row: Evaluation) -> ClaimDay:
    return row.who, row.time // evaluations.DAY


def _times_by_claim_day(rows: Iterable[Evaluation]) -> dict[ClaimDay, list[int]]:
    times: dict[ClaimDay, list[int]] = defaultdict(list)
    for row in rows:
        times[row.who, row.time // evaluations.DAY].append(row.time)
    return times


def _minute_end(time: int) -> int:
    """What comes after every second of a second's minute, and before the next minute."""
    return time // 100 * 100 + 99


def _slot(one: Evaluation, whole: AbstractSet[int]) -> int:
    minute = one.time // 100
    return minute if minute in whole else one.time


_UNEQUAL = {
    Unequal.MINUTE: (
        "{0} 行与已有的评价是同一民警、同一分钟、同样的评价，只是一边没有秒，按重复处理；"
        "如果另有其事，请从评价系统重新导出带秒的文件"
    ),
    Unequal.WORD: "{0} 行与已有的评价同一时间，只是评价的写法不同（“{1}”与“{2}”），按重复处理",
}
"""What is told of duplicates that are alike in all but this; with the first one's words."""


def _clock_problem(time: str, latest: str) -> Problem:
    if not time:
        return Problem("评价时间", "", "没有写时间")
    if time > latest:
        return Problem("评价时间", time, "时间在将来，可能是评价器时钟不准")
    return Problem("评价时间", time, "时间太早，可能是评价器时钟没电后重置")
