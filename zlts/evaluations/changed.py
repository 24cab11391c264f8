"""Evaluations that an export says again, but otherwise (readings: Presses): they count by themselves, and are told.

Without a serial number nothing says that two rows are one evaluation. Where a file has no row for one that is in, and
instead one of the same second with another rating or another officer, it is most likely the same one, changed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from zlts.evaluations.owners import Owners
from zlts.model import Fate, Place
from zlts.names import evaluator_mark, window_mark
from zlts.registers.words import Ratings
from zlts.roster import Found
from zlts.store import batches, evaluations
from zlts.store.evaluations import FileRow
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two evaluations of a change: where it stands, whose it is and its rating."""

    place: Place
    file: str
    officer: str
    rating: str


@dataclass(frozen=True, slots=True)
class Change:
    """Two evaluations of one second that count both and may be one: the file's, and the one that was in."""

    time: str
    new: Side
    old: Side


@dataclass(frozen=True, slots=True)
class _Row:
    """A row with what it means."""

    row: FileRow
    found: Found
    meaning: bool | None

    @property
    def time(self) -> str:
        return self.row.fields["time"]

    @property
    def key(self) -> tuple[str, bool | None]:
        return self.found.person.key, self.meaning

    @property
    def seats(self) -> set[str]:
        """The evaluator, and the window, at which it was pressed."""
        get = self.row.fields.get
        marks = (evaluator_mark(get("evaluator", "")), window_mark(get("window", "")))
        return {f"{kind}{self.found.unit}/{mark}" for kind, mark in zip("ew", marks, strict=True) if mark}


class ChangedEvaluations:
    """Compares a batch with the others in those seconds in which one may say otherwise what another says."""

    def __init__(self, session: Session, owners: Owners, ratings: Ratings, minutes: AbstractSet[int]) -> None:
        """`minutes` are the sheets without seconds: they prove nothing."""
        self._session, self._owners, self._ratings = session, owners, ratings
        self._minutes = minutes

    def of(self, batch: int, seconds: Iterable[str], repeated: AbstractSet[int]) -> list[Change]:
        """The changes in those seconds (as text); `repeated` are the batches of which the file repeats something.

        Each evaluation is in one change at most.
        """
        seconds = sorted(seconds)
        if not seconds:
            return []
        batch_of = evaluations.batch_of_sheets(self._session)
        mine = self._read(evaluations.rows_at(self._session, batch, seconds))
        there = self._read(evaluations.accepted_at(self._session, seconds))
        others: dict[str, list[_Row]] = defaultdict(list)
        for one in there:
            if batch_of[one.row.sheet] != batch:
                others[one.time].append(one)
        by_time: dict[str, list[_Row]] = defaultdict(list)
        for one in mine:
            by_time[one.time].append(one)
        found: list[tuple[_Row, _Row]] = []
        for time, own in by_time.items():
            said = Counter(one.key for one in own)
            found += _paired(
                [one for one in own if one.row.fate is Fate.ACCEPTED and not one.row.fields.get("serial")],
                list(_beyond(said, others[time])),
                {one.row.sheet for one in others[time] if batch_of[one.row.sheet] in repeated},
            )
        return self._told(found, batch_of)

    def _read(self, rows: Iterable[FileRow]) -> Iterator[_Row]:
        """The rows that are somebody's and give their second."""
        for row in rows:
            if row.sheet in self._minutes or row.fate is Fate.REJECTED:
                continue
            if found := self._owners.of_row(row):
                meaning = self._ratings.meaning(row.fields.get("rating", ""), row.fields["time"][:10])
                yield _Row(row, found, meaning)

    def _told(self, found: Sequence[tuple[_Row, _Row]], batch_of: dict[int, int]) -> list[Change]:
        sheets, files = evaluations.names_of_sheets(self._session), batches.called(self._session)

        def told(one: _Row) -> Side:
            batch = batch_of[one.row.sheet]
            place = Place(batch, sheets[one.row.sheet], one.row.row)
            return Side(place, files[batch], one.found.person.name, one.row.fields.get("rating", ""))

        pairs = sorted(found, key=lambda pair: (pair[0].row.sheet, pair[0].row.row))
        return [Change(new.row.fields["time"], told(new), told(old)) for new, old in pairs]


def _beyond(said: Counter[tuple[str, bool | None]], others: Iterable[_Row]) -> Iterator[_Row]:
    """The rows of other batches that the file does not say too."""
    known = Counter[tuple[str, bool | None]]()
    for one in others:
        known[one.key] += 1
        if known[one.key] > said[one.key]:
            yield one


def _paired(new: list[_Row], old: list[_Row], repeated: AbstractSet[int]) -> Iterator[tuple[_Row, _Row]]:
    """Rows of one second that may be one evaluation, likeliest first; `repeated`: the sheets of repeated batches."""
    for may_be in (_is_same_person, _is_same_seat, _is_same_unit):
        for one in list(new):
            able = (other for other in old if may_be(one, other))
            if may_be is _is_same_unit:
                able = (other for other in old if other.row.sheet in repeated and may_be(one, other))
            if (other := next(able, None)) is not None:
                new.remove(one)
                old.remove(other)
                yield one, other


def _is_same_person(one: _Row, other: _Row) -> bool:
    return one.found.person == other.found.person


def _is_same_seat(one: _Row, other: _Row) -> bool:
    return bool(one.seats & other.seats)


def _is_same_unit(one: _Row, other: _Row) -> bool:
    """Two officers of a unit may well be rated in one second: these are alike but for the officer."""
    apart = one.seats and other.seats and not one.seats & other.seats
    return one.found.unit == other.found.unit and one.meaning is other.meaning and not apart


_NAMED = 3
"""Changes told one by one; more of them are counted."""


def sentences(changes: Sequence[Change], *, tried: bool) -> list[str]:
    """What a person is told of the changes, with the lines to type; what was only `tried` has no batch yet."""
    told = [_sentence(one, tried=tried) for one in changes[:_NAMED]]
    if len(changes) > _NAMED:
        told.append(f"另有 {len(changes) - _NAMED} 行也是这样，逐行列在 --format json 的 changed 里")
    return told


def _sentence(one: Change, *, tried: bool) -> str:
    new, old = one.new, one.old
    sheet = f"工作表“{old.place.sheet}”" if old.place.sheet else ""
    return (
        f"第 {new.place.row} 行（{one.time} {new.officer} {new.rating}）"
        f"与第 {old.place.batch} 批“{old.file}”{sheet}第 {old.place.row} 行（{old.officer} {old.rating}）同一秒，"
        "本文件里却没有那一行：可能是同一次评价改过，现在两行都计算。请核对原始记录："
        f"这一份对的，撤销“{old.file}”：zlts undo {old.place.batch}；"
        f"“{old.file}”对的，{'不导入这一份' if tried else f'撤销这一份：zlts undo {new.place.batch}'}"
    )
