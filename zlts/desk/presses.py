"""Evaluations in detail: from what rows say to accepted, duplicate or rejected, block by block.

Memory stays flat: a block of rows is settled against the stored evaluations of the same seconds and
written before the next one is read.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from sqlmodel import Session

from zlts.desk.office import Office
from zlts.fates.presses import Press, newcomers
from zlts.fates.summaries import Summary
from zlts.fates.words import rating_meaning
from zlts.model import Claim, Fate, Problem, Register
from zlts.names import badge_number, evaluator_mark, person_name, plain, window_mark
from zlts.periods import Month
from zlts.roster import Found, Whose
from zlts.store import evaluations, rows
from zlts.store.seals import press_text

BLOCK = 5000


@dataclass(frozen=True, slots=True)
class Said:
    """A row to be taken in: the sheet it stands in, and what it says."""

    sheet: int
    batch: int
    row: int
    fields: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Read:
    """A row whose officer, second and rating are known."""

    said: Said
    time: int
    who: int
    found: Found
    rating: str
    serial: str
    evaluator: str


class PressIntake:
    """Takes evaluations in under one roster and policy."""

    def __init__(self, session: Session, office: Office, now: datetime, summaries: Iterable[Summary]) -> None:
        self._session, self._office = session, office
        self._whos = evaluations.who_codes(session)
        self._devices = evaluations.device_codes(session)
        self._words: dict[tuple[str, ...], tuple[int, Whose]] = {}
        self._owners = {code: Whose(office.roster, claim) for code, claim in evaluations.claims(session).items()}
        self._ratings: dict[str, str | Problem] = {}
        self._days: dict[str, date] = {}
        self._latest = now.strftime("%Y-%m-%d %H:%M:%S")
        self._earliest = f"{office.policy.earliest_year:04d}"
        self._summaries: Mapping[tuple[str, str, Month], list[Summary]] = defaultdict(list)
        for summary in summaries:
            self._summaries[summary.found.person.key, summary.found.unit, summary.month].append(summary)
        self.fates: Counter[Fate] = Counter()
        self._hasher = hashlib.sha256()

    def take(self, said: Iterable[Said]) -> Counter[Fate]:
        """Take all rows in; returns how many met which fate."""
        iterator = iter(said)
        while block := list(islice(iterator, BLOCK)):
            self._settle(list(self._read_block(block)))
        return self.fates

    # ------------------------------------------------------------ one row

    def _read_block(self, block: Iterable[Said]) -> Iterator[_Read]:
        for said in block:
            read = self._read(said)
            if isinstance(read, _Read):
                yield read
            else:
                self._reject(said, read)

    def _read(self, said: Said) -> _Read | tuple[Problem, ...]:
        if said.problems:
            return said.problems
        fields = said.fields
        time = fields["time"]
        if not time or time > self._latest or time < self._earliest:
            return (_clock_problem(time, self._latest),)
        rating = self._rating(fields.get("rating", ""))
        if isinstance(rating, Problem):
            return (rating,)
        who, whose = self._who(fields)
        found = whose.on(self._day(time[:10]))
        if isinstance(found, Problem):
            return (found,)
        if self._summaries:
            rival = self._rival(said, found, time, fields.get("window", ""))
            if rival:
                return (rival,)
        number = int(time[:4] + time[5:7] + time[8:10] + time[11:13] + time[14:16] + time[17:19])
        serial, evaluator = fields.get("serial", ""), fields.get("evaluator", "")
        return _Read(said, number, who, found, rating, serial, evaluator)

    def _rating(self, word: str) -> str | Problem:
        known = self._ratings.get(word)
        if known is None:
            meaning = rating_meaning(word, self._office.policy.words)
            known = self._ratings[word] = meaning if isinstance(meaning, Problem) else plain(word)
        return known

    def _class(self, rating: str) -> str:
        """The rating for comparing: a blank and 未评价 are one silence."""
        word = plain(rating)
        return "" if rating_meaning(word, self._office.policy.words) is None else word

    def _day(self, text: str) -> date:
        day = self._days.get(text)
        if day is None:
            day = self._days[text] = date.fromisoformat(text)
        return day

    def _who(self, fields: Mapping[str, str]) -> tuple[int, Whose]:
        get = fields.get
        words = (get("unit", ""), get("badge", ""), get("officer", ""), get("window", ""), get("evaluator", ""))
        known = self._words.get(words)
        if known is None:
            known = self._words[words] = self._new_who(words)
        return known

    def _new_who(self, words: tuple[str, ...]) -> tuple[int, Whose]:
        unit, badge, name, window, evaluator = words
        # a badge or a name decides alone: window and evaluator are then no part of whose it is
        seat = ("", "") if badge or name else (window_mark(window), evaluator_mark(evaluator))
        said = (plain(unit), badge_number(badge), person_name(name), *seat)
        code = self._whos.code(said)
        whose = self._owners.get(code)
        if whose is None:
            whose = self._owners[code] = Whose(self._office.roster, Claim(*said))
        return code, whose

    def _rival(self, said: Said, found: Found, time: str, window: str) -> Problem | None:
        """The summary that already counts this officer's month, if it came in earlier."""
        month = Month(int(time[:4]), int(time[5:7]))
        for summary in self._summaries.get((found.person.key, found.unit, month), ()):
            elsewhere = summary.window and window and summary.window != window_mark(window)
            if summary.place.batch < said.batch and not elsewhere:
                batch = summary.place.batch
                return Problem(
                    "评价时间",
                    time,
                    f"“{found.person.name}”{month} 已有第 {batch} 批的汇总；要用明细就先 zlts undo {batch}",
                )
        return None

    # ------------------------------------------------------------ one block

    def _settle(self, block: Sequence[_Read]) -> None:
        """Set single rows apart from those that share their second with others, which are compared."""
        if not block:
            return
        by_time: dict[int, list[_Read]] = {}
        for read in block:
            by_time.setdefault(read.time, []).append(read)
        stored = self._stored(by_time)
        fresh = []
        for time, reads in by_time.items():
            if len(reads) == 1 and time not in stored:
                fresh.append((reads[0], 0))
            else:
                fresh += self._compare(reads, stored.get(time, []))
        self._insert(fresh)

    def _stored(self, by_time: Mapping[int, object]) -> dict[int, list[evaluations.Neighbour]]:
        stored: dict[int, list[evaluations.Neighbour]] = defaultdict(list)
        if evaluations.anything_between(self._session, min(by_time), max(by_time)):
            for one in evaluations.neighbours(self._session, by_time):
                stored[one.time].append(one)
        return stored

    def _compare(self, reads: Sequence[_Read], stored: list[evaluations.Neighbour]) -> list[tuple[_Read, int]]:
        """Rows of one second: which add a press, which repeat one, which contradict a serial number."""
        honest = [read for read in reads if not self._contradicts(read, stored, reads)]
        groups: dict[tuple[str, str], list[_Read]] = defaultdict(list)
        for read in honest:
            groups[read.found.person.key, self._class(read.rating)].append(read)
        taken: dict[tuple[int, str], int] = defaultdict(int)
        for one in stored:
            taken[one.who, one.rating] = max(taken[one.who, one.rating], one.nth + 1)
        fresh = []
        for (person, rating), group in groups.items():
            for read in self._new_of(person, rating, group, stored):
                fresh.append((read, taken[read.who, rating]))
                taken[read.who, rating] += 1
        return fresh

    def _new_of(
        self, person: str, rating: str, group: Sequence[_Read], stored: Iterable[evaluations.Neighbour]
    ) -> list[_Read]:
        standing = [
            Press(one.sheet, evaluator_mark(one.evaluator), one.serial)
            for one in stored
            if self._class(one.rating) == rating and self._person(one) == person
        ]
        new = [Press(read.said.sheet, evaluator_mark(read.evaluator), read.serial) for read in group]
        if not standing and len(new) == 1:
            return list(group)
        adds = newcomers(standing, self._known_repeats(group[0]), new)
        for read, added in zip(group, adds, strict=True):
            if not added:
                self._aside(read.said, Fate.DUPLICATE)
        return [read for read, added in zip(group, adds, strict=True) if added]

    def _known_repeats(self, like: _Read) -> list[Press]:
        """The duplicates kept aside of the same officer, second and rating."""
        repeats = []
        for one in evaluations.aside_at(self._session, [evaluations.time_text(like.time)], Fate.DUPLICATE):
            found = self._who(one.fields)[1].on(self._day(one.fields["time"][:10]))
            same = isinstance(found, Found) and found.person == like.found.person
            if same and self._class(one.fields.get("rating", "")) == self._class(like.rating):
                said = one.fields
                repeats.append(Press(one.sheet, evaluator_mark(said.get("evaluator", "")), said.get("serial", "")))
        return repeats

    def _person(self, one: evaluations.Neighbour) -> str:
        found = self._owners[one.who].on(evaluations.day_of(one.time // evaluations.DAY))
        return found.person.key if isinstance(found, Found) else ""

    def _contradicts(self, read: _Read, stored: Iterable[evaluations.Neighbour], reads: Sequence[_Read]) -> bool:
        """A known serial number of this unit and second with another rating or officer is rejected."""
        if not read.serial:
            return False
        first = self._first_bearer(read, stored, reads)
        if first:
            reason = f"流水号在同一时间已是另一条评价（{first}），评价或民警不同"
            self._reject(read.said, (Problem("流水号", read.serial, reason),))
        return bool(first)

    def _first_bearer(self, read: _Read, stored: Iterable[evaluations.Neighbour], reads: Sequence[_Read]) -> str:
        mine = (read.found.person.key, read.rating)
        for one in stored:
            if one.serial == read.serial and self._unit(one) == read.found.unit:
                if (self._person(one), one.rating) != mine:
                    return f"第 {one.batch} 批第 {one.row} 行"
                return ""
        for one_read in reads:
            if one_read is read:
                return ""
            if (one_read.serial, one_read.found.unit) == (read.serial, read.found.unit):
                other = (one_read.found.person.key, one_read.rating)
                return f"本文件第 {one_read.said.row} 行" if other != mine else ""
        return ""

    def _unit(self, one: evaluations.Neighbour) -> str:
        found = self._owners[one.who].on(evaluations.day_of(one.time // evaluations.DAY))
        return found.unit if isinstance(found, Found) else ""

    # ------------------------------------------------------------ writing

    def _insert(self, fresh: Sequence[tuple[_Read, int]]) -> None:
        self.fates[Fate.ACCEPTED] += len(fresh)
        records = [self._record(read, nth) for read, nth in fresh]
        evaluations.insert(self._session, records)
        self._hasher.update("".join(map(press_text, records)).encode())

    @property
    def digest(self) -> str:
        """The digest of all that was accepted here, as the journal's chain has it."""
        return self._hasher.hexdigest()

    def _record(self, read: _Read, nth: int) -> evaluations.Row:
        said = read.said
        seat = (said.fields.get("window", ""), said.fields.get("evaluator", ""))
        device = self._devices.code(seat) if any(seat) else None
        return (read.time, read.who, read.rating, nth, device, read.serial or None, said.sheet, said.row)

    def _reject(self, said: Said, problems: Sequence[Problem]) -> None:
        row_id = self._aside(said, Fate.REJECTED)
        kind, cell = Register.EVALUATIONS, bool(said.problems)
        rows.put_problems(self._session, kind, row_id, said.sheet, said.row, problems, cell=cell)

    def _aside(self, said: Said, fate: Fate) -> int:
        self.fates[fate] += 1
        codes = ("serial", "unit", "window", "evaluator", "badge", "officer", "rating", "time")
        words = {code: said.fields[code] for code in codes if code in said.fields}
        place = {"sheet_id": said.sheet, "row": said.row, "fate": fate.value}
        return evaluations.insert_aside(self._session, {**place, **words})


def _clock_problem(time: str, latest: str) -> Problem:
    if not time:
        return Problem("评价时间", "", "没有写时间")
    if time > latest:
        return Problem("评价时间", time, "时间在将来，可能是评价器时钟不准")
    return Problem("评价时间", time, "时间太早，可能是评价器时钟没电后重置")
