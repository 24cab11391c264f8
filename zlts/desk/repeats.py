"""Evaluations of one second compared: which add a press, which repeat one, which contradict a serial number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zlts.desk.owners import Owners
from zlts.fates.presses import Press, newcomers
from zlts.fates.words import Ratings
from zlts.model import Problem
from zlts.names import evaluator_mark
from zlts.roster import Found
from zlts.store import evaluations
from zlts.store.evaluations import AsideRow, Neighbour


@dataclass(frozen=True, slots=True)
class Pressed:
    """A row to be compared with others of its second; `index` is its place in its block."""

    index: int
    sheet: int
    row: int
    who: int
    found: Found
    rating: str
    serial: str
    evaluator: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row does: adds the `nth` press alike, contradicts (`problem`), or with neither repeats one."""

    pressed: Pressed
    nth: int | None = None
    problem: Problem | None = None


class Repeats:
    """Compares the rows of one second with each other and with what stands."""

    def __init__(self, owners: Owners, ratings: Ratings, aside: Callable[[int], Iterable[AsideRow]]) -> None:
        self._owners, self._ratings = owners, ratings
        self._aside = aside
        """The known duplicates of a second."""

    def compare(self, time: int, pressed: Sequence[Pressed], stored: Sequence[Neighbour]) -> Iterator[Verdict]:
        """A verdict on each row of a second."""
        day = evaluations.time_text(time)[:10]
        honest: list[Pressed] = []
        for one in pressed:
            first = self._first_bearer(one, stored, pressed)
            if first:
                reason = f"流水号在同一时间已是另一条评价（{first}），评价或民警不同"
                yield Verdict(one, problem=Problem("流水号", one.serial, reason))
            else:
                honest.append(one)
        groups: dict[tuple[str, str], list[Pressed]] = defaultdict(list)
        for one in honest:
            groups[one.found.person.key, self._ratings.alike(one.rating, day)].append(one)
        for (person, rating), group in groups.items():
            standing = [one for one in stored if self._is(one, person, rating, day)]
            yield from self._numbered(group, self._adding(time, group, standing), stored)

    def _is(self, one: Neighbour, person: str, rating: str, day: str) -> bool:
        found = self._owners.of_stored(one)
        return found is not None and found.person.key == person and self._ratings.alike(one.rating, day) == rating

    def _adding(self, time: int, group: Sequence[Pressed], standing: Sequence[Neighbour]) -> list[bool]:
        """Which rows of one officer, second and rating are presses of their own."""
        if not standing and len(group) == 1:
            return [True]
        known = [Press(one.sheet, evaluator_mark(one.evaluator), one.serial) for one in standing]
        new = [Press(one.sheet, evaluator_mark(one.evaluator), one.serial) for one in group]
        return newcomers(known, list(self._known_repeats(time, group[0])), new)

    def _known_repeats(self, time: int, like: Pressed) -> Iterator[Press]:
        """The duplicates kept aside of the same officer, second and rating."""
        for one in self._aside(time):
            get = one.fields.get
            words = (get("unit", ""), get("badge", ""), get("officer", ""), get("window", ""), get("evaluator", ""))
            code = self._owners.code(words)
            found = self._owners.on(code, one.fields["time"][:10])
            same = isinstance(found, Found) and found.person == like.found.person
            day = one.fields["time"][:10]
            if same and self._ratings.alike(get("rating", ""), day) == self._ratings.alike(like.rating, day):
                yield Press(one.sheet, evaluator_mark(get("evaluator", "")), get("serial", ""))

    def _numbered(self, group: Sequence[Pressed], adds: Sequence[bool], stored: Iterable[Neighbour]) -> list[Verdict]:
        """The rows that add a press, numbered on from those of the same claim and rating."""
        taken: dict[tuple[int, str], int] = defaultdict(int)
        for known in stored:
            taken[known.who, known.rating] = max(taken[known.who, known.rating], known.nth + 1)
        verdicts = []
        for one, added in zip(group, adds, strict=True):
            key = (one.who, one.rating)
            verdicts.append(Verdict(one, nth=taken[key] if added else None))
            taken[key] += added
        return verdicts

    def _first_bearer(self, one: Pressed, stored: Iterable[Neighbour], pressed: Iterable[Pressed]) -> str:
        """Where a serial number of this unit and second first stood, with another rating or officer."""
        if not one.serial:
            return ""
        mine = (one.found.person.key, one.rating)
        for known in stored:
            found = self._owners.of_stored(known)
            if known.serial == one.serial and found and found.unit == one.found.unit:
                other = (found.person.key, known.rating)
                return f"第 {known.batch} 批第 {known.row} 行" if other != mine else ""
        for earlier in pressed:
            if earlier is one:
                return ""
            if (earlier.serial, earlier.found.unit) == (one.serial, one.found.unit):
                other = (earlier.found.person.key, earlier.rating)
                return f"本文件第 {earlier.row} 行" if other != mine else ""
        return ""
