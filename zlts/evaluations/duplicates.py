"""Evaluations of one second compared: which add a press, which repeat one, which contradict a serial number.

Where a sheet has lost its seconds, the evaluations of its whole minute are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum

from zlts.evaluations.genuine import Press, newcomers
from zlts.evaluations.owners import Owners
from zlts.model import Problem
from zlts.names import evaluator_mark, serial_mark
from zlts.registers.words import Ratings, unscored
from zlts.roster import Found
from zlts.store.evaluations import AsideRow, Neighbour

_ONLY_NUMBERS = "这一列只是给行编号的，请用 --map 流水号=- 另行导入"


@dataclass(frozen=True, slots=True)
class Pressed:
    """A row to be compared with others of its second; `index` is its place in its block."""

    index: int
    sheet: int
    row: int
    who: int
    found: Found
    moment: str
    """Its second as YYYYMMDDHHMMSS."""
    rating: str
    serial: str
    evaluator: str


class Alike(Enum):
    """In what a duplicate is not equal to the letter."""

    MINUTE = "minute"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class PressFate:
    """What a row does: adds the `nth` press alike, contradicts (`problem`), or with neither repeats one.

    `alike`: one that repeats another, though not to the letter; `known` is the other's rating.
    """

    pressed: Pressed
    nth: int | None = None
    problem: Problem | None = None
    alike: Alike | None = None
    known: str = ""


class Repeats:
    """Compares the rows of one second with each other and with what stands."""

    def __init__(
        self,
        owners: Owners,
        ratings: Ratings,
        minutes: AbstractSet[int],
        aside: Callable[[str], Iterable[AsideRow]],
    ) -> None:
        self._owners, self._ratings = owners, ratings
        self._minutes = minutes
        """The sheets without seconds."""
        self._aside = aside
        """The known duplicates of a second (YYYYMMDDHHMMSS) or a minute (YYYYMMDDHHMM)."""

    def compare(self, slot: str, pressed: Sequence[Pressed], stored: Sequence[Neighbour]) -> Iterator[PressFate]:
        """The fate of each row of a second (YYYYMMDDHHMMSS) or a minute (YYYYMMDDHHMM)."""
        honest: list[Pressed] = []
        for one in pressed:
            first = self._first_bearer(one, stored, pressed)
            if first:
                reason = f"流水号在同一时间已是另一条评价（{first}），评价或民警不同；{_ONLY_NUMBERS}"
                yield PressFate(one, problem=Problem("流水号", one.serial, reason))
            else:
                honest.append(one)
        groups: dict[tuple[str, bool | None], list[Pressed]] = defaultdict(list)
        for one in honest:
            groups[one.found.person.key, self._meaning(one)].append(one)
        for (person, meaning), group in groups.items():
            standing = [one for one in stored if self._is(one, person, meaning)]
            yield from self._numbered(group, self._adding(slot, group, standing), stored, standing)

    def _meaning(self, one: Pressed | Neighbour) -> bool | None:
        return self._ratings.meaning(one.rating, _day(one))

    def _is(self, one: Neighbour, person: str, meaning: bool | None) -> bool:
        found = self._owners.of_stored(one)
        return found is not None and found.person.key == person and self._meaning(one) is meaning

    def _press(self, sheet: int, evaluator: str, serial: str, second: str) -> Press:
        said = None if sheet in self._minutes else int(second)
        return Press(sheet, evaluator_mark(evaluator), serial_mark(serial), said)

    def _of(self, one: Pressed | Neighbour) -> Press:
        return self._press(one.sheet, one.evaluator, one.serial, one.moment[-2:])

    def _adding(self, slot: str, group: Sequence[Pressed], standing: Sequence[Neighbour]) -> list[bool]:
        """Which rows of one officer, second and meaning are presses of their own."""
        if not standing and len(group) == 1:
            return [True]
        aside = list(self._known_repeats(slot, group[0]))
        if len(standing) == len(group) == 1 and not aside and _same_words(standing[0], group[0]):
            return [False]
        known, new = [list(map(self._of, some)) for some in (standing, group)]
        return newcomers(known, aside, new)

    def _known_repeats(self, slot: str, like: Pressed) -> Iterator[Press]:
        """The duplicates kept aside of the same officer, second and meaning."""
        for one in self._aside(slot):
            get = one.fields.get
            words = (get("unit", ""), get("badge", ""), get("officer", ""), get("window", ""), get("evaluator", ""))
            code = self._owners.code(words)
            found = self._owners.on(code, one.fields["time"][:10])
            same = isinstance(found, Found) and found.person == like.found.person
            if same and self._ratings.meaning(get("rating", ""), one.fields["time"][:10]) is self._meaning(like):
                yield self._press(one.sheet, get("evaluator", ""), get("serial", ""), one.fields["time"][-2:])

    def _numbered(
        self,
        group: Sequence[Pressed],
        adds: Sequence[bool],
        stored: Iterable[Neighbour],
        standing: Iterable[Neighbour],
    ) -> Iterator[PressFate]:
        """The rows that add a press, numbered on from those of the same claim, second and rating."""
        taken: dict[tuple[str, int, str], int] = defaultdict(int)
        for known in stored:
            key = (known.moment, known.who, known.rating)
            taken[key] = max(taken[key], known.nth + 1)
        equals = [(one.moment, one.rating) for one in standing]
        for one, added in zip(group, adds, strict=True):
            key = (one.moment, one.who, one.rating)
            if added:
                yield PressFate(one, nth=taken[key])
                taken[key] += 1
            else:
                yield self._repeated(one, equals)
            equals.append((one.moment, one.rating))

    def _repeated(self, one: Pressed, equals: Sequence[tuple[str, str]]) -> PressFate:
        """The fate of a row that repeats one of others, given as their seconds and ratings."""
        if (one.moment, one.rating) in equals:
            return PressFate(one)
        same_time = [rating for moment, rating in equals if moment == one.moment]
        if not same_time:
            return PressFate(one, alike=Alike.MINUTE)
        silent = self._meaning(one) is None
        if silent or any(unscored(rating) == unscored(one.rating) for rating in same_time):
            return PressFate(one)
        return PressFate(one, alike=Alike.WORD, known=same_time[0])

    def _first_bearer(self, one: Pressed, stored: Iterable[Neighbour], pressed: Iterable[Pressed]) -> str:
        """Where a serial number of this unit and time first stood, with another rating or officer."""
        if not one.serial:
            return ""
        mine = self._of(one)
        for known in stored:
            found = self._owners.of_stored(known)
            if known.serial and found and found.unit == one.found.unit and _same_number(self._of(known), mine):
                place = f"第 {known.batch} 批第 {known.row} 行"
                return place if self._is_other(one, found, known.rating) else ""
        for earlier in pressed:
            if earlier is one:
                return ""
            if earlier.found.unit == one.found.unit and _same_number(self._of(earlier), mine):
                place = f"本文件第 {earlier.row} 行"
                return place if self._is_other(one, earlier.found, earlier.rating) else ""
        return ""

    def _is_other(self, one: Pressed, found: Found, rating: str) -> bool:
        return found.person.key != one.found.person.key or self._ratings.contradict(one.rating, rating, _day(one))


def _same_words(one: Neighbour, other: Pressed) -> bool:
    """Whether nothing tells rows of two files apart: then they are one press, as most that are exported again.

    Rows of one sheet are counted, however alike they are.
    """
    if one.sheet == other.sheet:
        return False
    said = (one.moment, one.rating, one.serial, one.evaluator)
    return said == (other.moment, other.rating, other.serial, other.evaluator)


def _day(one: Pressed | Neighbour) -> str:
    moment = one.moment
    return f"{moment[:4]}-{moment[4:6]}-{moment[6:8]}"


def _same_number(one: Press, other: Press) -> bool:
    return one.serial == other.serial and one.may_be(other)
