"""Evaluations of one second compared: which add one, which repeat one, which contradict a serial number.

Where a sheet has lost its seconds, the evaluations of its whole minute are compared (readings: Presses).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from zlts.evaluations.genuine import ExportRow, newcomers
from zlts.evaluations.owners import Owners
from zlts.model import Problem
from zlts.names import evaluator_mark, serial_mark
from zlts.registers.words import Ratings, unscored
from zlts.roster import Found
from zlts.store.evaluations import Codes, Evaluation, FileRow

_ONLY_NUMBERS = "这一列只是给行编号的，请用 --map 流水号=- 另行导入"


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
    return one.sheet != other.sheet and _told(one) == _told(other)


def _told(one: Evaluation) -> tuple[object, ...]:
    return one.time, one.rating, one.serial, one.device
