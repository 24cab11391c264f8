"""Whose row is it: the postings by day, and the rules by which a row finds its officer (readings: Whose row).

Never a guess: what does not lead to exactly one officer is a `Problem` with the reason and, where there
is one, the nearest known word.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, zip_longest

from zlts.model import Claim, Person, Post, Posting, Problem
from zlts.names import badge_number, evaluator_mark, listed, person_name, plain, window_mark, with_nearest
from zlts.periods import Month
from zlts.policy import Words


@dataclass(frozen=True, slots=True)
class Unit:
    """窗口单位; `urban` is None where the roster leaves it unknown."""

    name: str
    aliases: tuple[str, ...] = ()
    urban: bool | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The one a row belongs to; `note` says what a person should know about how it was found."""

    person: Person
    post: Post
    unit: str
    note: str = ""

    @property
    def auxiliary(self) -> bool:
        return self.post is Post.AUXILIARY


_TELLING = 3


class UnitBook:
    """Units by name, by alias, and by their unambiguous short and long forms (城关所, 某县公安局城关派出所).

    EAST HALL is East Hall, unless another unit is written so.
    """

    def __init__(self, units: Sequence[Unit], words: Words) -> None:
        self._words = words
        self._names = [unit.name for unit in units]
        self._exact: dict[str, str] = {}
        self._short: dict[str, set[str]] = defaultdict(set)
        for unit in units:
            for word in (unit.name, *unit.aliases):
                self._exact[plain(word)] = unit.name
                for form in self._forms(plain(word)) | self._forms(plain(word).casefold()):
                    self._short[form].add(unit.name)
        self._seen: dict[str, str | None] = {}

    def known(self, word: str) -> str | None:
        """The roster's name of the unit a word means, None where it means none or several."""
        if word not in self._seen:
            self._seen[word] = self._look_up(plain(word))
        return self._seen[word]

    def mentioned(self, text: str) -> tuple[str, ...]:
        """The units named inside a free text, in the roster's order, each once."""
        text = plain(text)
        exact = {name for word, name in self._exact.items() if word in text}
        if exact:
            longest = {word: name for word, name in self._exact.items() if word in text}
            exact = {n for w, n in longest.items() if not any(w != v and w in v for v in longest)}
        else:
            exact = self._mentioned_short(text)
        return tuple(name for name in self._names if name in exact)

    def _mentioned_short(self, text: str) -> set[str]:
        # two characters may be any word; three and more are a station's own
        hits = {form: names for form, names in self._short.items() if len(form) >= _TELLING and form in text}
        longest = [form for form in hits if not any(form != other and form in other for other in hits)]
        return {next(iter(hits[form])) for form in longest if len(hits[form]) == 1}

    def _look_up(self, word: str) -> str | None:
        if word in self._exact:
            return self._exact[word]
        names: set[str] = set()
        for form in self._forms(word) | self._forms(word.casefold()):
            names |= self._short.get(form, set())
        return next(iter(names)) if len(names) == 1 else None

    def _forms(self, word: str) -> set[str]:
        """The word, without what stands before the station's own name, its ending in full and short."""
        bare = word
        for prefix in sorted(self._words.unit_prefixes, key=len, reverse=True):
            _, found, rest = bare.partition(prefix)
            if found and rest:
                bare = rest
        forms = {word, bare}
        for ending, full in self._words.unit_endings.items():
            if bare.endswith(ending) and not bare.endswith(full):
                forms.add(bare[: -len(ending)] + full)
            if bare.endswith(full):
                forms.add(bare[: -len(full)] + ending)
        return forms


class Roster:
    """The units and postings of the bureau, and the questions asked of them."""

    def __init__(self, units: Sequence[Unit], postings: Sequence[Posting], words: Words) -> None:
        self.units = tuple(units)
        self.postings = tuple(postings)
        self.words = words
        self.book = UnitBook(units, words)
        self._unit = {unit.name: unit for unit in units}
        self._window = [posting for posting in postings if posting.post.at_window]
        self._by_badge = _grouped(self._window, lambda posting: posting.person.badge)
        self._by_name = _grouped(self._window, lambda posting: posting.person.name)
        self._by_evaluator = _grouped(self._window, lambda posting: evaluator_mark(posting.evaluator))
        self._by_window = _grouped(self._window, lambda posting: window_mark(posting.window))
        self._by_unit = _grouped(self._window, lambda posting: posting.unit)
        self._named_units = tuple(name for unit in units for name in (unit.name, *unit.aliases))
        self._namesakes: dict[str, tuple[str, ...]] = {}

    # ------------------------------------------------------------ units

    def known(self, word: str) -> str | None:
        return self.book.known(word)

    def mentioned(self, text: str) -> tuple[str, ...]:
        return self.book.mentioned(text)

    def unit_named(self, name: str) -> Unit:
        return self._unit[name]

    def unit_of(self, word: str) -> str | Problem:
        """The unit a word means, or why none."""
        unit = self.known(word)
        if unit is not None:
            return unit
        return Problem("单位", word, with_nearest("花名册里没有这个单位", plain(word), self._named_units))

    # ------------------------------------------------------------ people

    def leads(self, unit: str, post: Post, day: date) -> tuple[Person, ...]:
        """Those posted as that unit's leads on that day."""
        found = (p.person for p in self.postings if p.unit == unit and p.post is post and p.covers(day))
        return tuple(dict.fromkeys(found))

    def window_postings(self, first: date, last: date) -> tuple[Posting, ...]:
        """The postings to a window which overlap that time."""
        return tuple(posting for posting in self._window if posting.overlaps(first, last))

    def postings_of(self, person: Person) -> tuple[Posting, ...]:
        return tuple(posting for posting in self._window if posting.person == person)

    def last_posting(self, person: Person, first: date, last: date) -> Posting | None:
        """The one begun last of the person's window postings in that time."""
        own = [posting for posting in self.postings_of(person) if posting.overlaps(first, last)]
        return max(own, key=lambda posting: posting.since or date.min, default=None)

    def unit_of_month(self, person: Person, month: Month, counted: Mapping[str, int]) -> str | None:
        """An officer's unit of a month: where most was counted; equal: the later posting's (readings: The pass).

        `counted` has the counted evaluations by unit, for each unit where any was pressed; where it is empty the last
        posting decides. None where there is none either.
        """
        begins: dict[str, date] = {}
        for one in self.postings_of(person):
            if one.overlaps(month.first_day, month.last_day):
                begins[one.unit] = max(one.since or date.min, begins.get(one.unit, date.min))
        own = counted or dict.fromkeys(begins, 0)
        return max(own, key=lambda unit: (own[unit], begins.get(unit, date.min), unit), default=None)

    def units_served(self, person: Person, month: Month, pressed: Iterable[str]) -> tuple[str, ...]:
        """The units at whose windows an officer was posted in a month, the earliest first, and those of `pressed`."""
        posted = [one for one in self.postings_of(person) if one.overlaps(month.first_day, month.last_day)]
        in_order = sorted(posted, key=lambda one: one.since or date.min)
        return tuple(dict.fromkeys([*(one.unit for one in in_order), *pressed]))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        return tuple(dict.fromkeys(posting.person for posting in self.postings))

    def bearers(self, word: str) -> tuple[Person, ...]:
        """Who bears that name or badge, at a window or leading."""
        name, badge = person_name(word), badge_number(word)
        return tuple(person for person in self.people if person.name == name or person.badge == badge != "")

    @cached_property
    def overlapping(self) -> tuple[tuple[Posting, Posting], ...]:
        """Pairs of postings of one person in one unit and role that overlap, but at two windows or evaluators."""
        own: dict[tuple[str, Post, Person], list[Posting]] = defaultdict(list)
        for posting in self.postings:
            own[posting.unit, posting.post, posting.person].append(posting)
        pairs = (pair for found in own.values() for pair in combinations(found, 2))
        return tuple(pair for pair in pairs if _doubled(*pair))

    # ------------------------------------------------------------ whose is it

    def find(self, claim: Claim, first: date, last: date | None = None, *, earlier: bool = False) -> Found | Problem:
        """The officer a row belongs to on a day (or in a month: `first` to `last`).

        `earlier`: a posting to the named unit that had ended by then also serves (complaints).
        """
        last = last or first
        unit = ""
        if claim.unit:
            known = self.unit_of(claim.unit)
            if isinstance(known, Problem):
                return known
            unit = known
        if claim.badge or claim.name:
            return self._by_identity(claim, unit, first, last, earlier)
        return self._by_device(claim, unit, first, last)

    def _by_identity(self, claim: Claim, unit: str, first: date, last: date, earlier: bool) -> Found | Problem:
        own = self._badged(claim.badge)
        if own:
            problem = self._disagreement(claim, own)
            if problem:
                return problem
        elif claim.name:
            named = self._named(claim, unit)
            if isinstance(named, Problem):
                return named
            own = named
        else:
            return Problem("警号", claim.badge, with_nearest("花名册里没有这个警号", claim.badge, self._by_badge))
        return self._on_the_day(claim, own, unit, first, last, earlier)

    def _badged(self, badge: str) -> list[Posting]:
        """Postings by badge; a badge that lost its leading zeros serves where it is unambiguous."""
        badge = badge_number(badge)
        if not badge or badge in self._by_badge:
            return self._by_badge.get(badge, [])
        bare = badge.lstrip("0")
        alike = [known for known in self._by_badge if known.lstrip("0") == bare]
        return self._by_badge[alike[0]] if len(alike) == 1 else []

    def _disagreement(self, claim: Claim, own: Sequence[Posting]) -> Problem | None:
        name = person_name(claim.name)
        if not name or any(posting.person.name == name for posting in own):
            return None
        bearer = own[0].person.name
        return Problem("姓名", claim.name, f"警号 {claim.badge} 是“{bearer}”的，与姓名不一致")

    def _named(self, claim: Claim, unit: str) -> list[Posting] | Problem:
        name = person_name(claim.name)
        own = [p for p in self._by_name.get(name, []) if not unit or p.unit == unit]
        if own and claim.badge and all(posting.person.badge for posting in own):
            return Problem("警号", claim.badge, f"“{name}”的警号是 {own[0].person.badge}，与此不一致")
        if own:
            return own
        return self._stranger(name, claim.name, unit, "这个人")

    def _stranger(self, name: str, said: str, unit: str, called: str) -> Problem:
        """Whom no window has: a leader, by his unit and role, else with the nearest name."""
        leads = [p for p in self.postings if p.post.leads and p.person.name == name]
        own = [p for p in leads if p.unit == unit] or leads
        if own:
            post = f"zlts post {name} {unit or own[0].unit} --from 日期"
            reason = f"“{name}”是{own[0].unit}的领导，不在窗口；反映他本人的，这一格留空，由领导小组处理；"
            return Problem("姓名", said, f"{reason}他也在窗口的，先 {post}，再 zlts retry")
        place = f"“{unit}”的窗口" if unit else "花名册"
        return Problem("姓名", said, with_nearest(f"{place}里没有{called}", name, self._names_at(unit)))

    def _names_at(self, unit: str) -> tuple[str, ...]:
        """The names of those posted to a unit's window at any time; of all units where none is given."""
        found = self._namesakes.get(unit)
        if found is None:
            postings = self._by_unit.get(unit, []) if unit else self._window
            found = self._namesakes[unit] = tuple(dict.fromkeys(posting.person.name for posting in postings))
        return found

    def _on_the_day(
        self, claim: Claim, own: Sequence[Posting], unit: str, first: date, last: date, earlier: bool
    ) -> Found | Problem:
        here = [posting for posting in own if not unit or posting.unit == unit]
        there = [posting for posting in here if posting.overlaps(first, last)]
        if there:
            return _only(there, claim)
        gone = [posting for posting in here if posting.until is not None and posting.until < first]
        if earlier and unit and gone:
            found = _only(gone, claim)
            return found if isinstance(found, Problem) else _with_note(found, first)
        name, where = own[0].person.name, f"“{unit}”的" if unit else ""
        when = str(first) if first == last else f"{first} 至 {last}"
        later = min((posting.since for posting in here if posting.since and posting.since > last), default=None)
        until = f" --to {later - timedelta(days=1)}" if later else ""
        post = f"zlts post {own[0].person.badge or name} {unit or own[0].unit} --from {first}{until}"
        reason = f"“{name}”{when} 不在{where}窗口任职；确实在的就补上：{post}，再 zlts retry"
        return Problem("姓名" if claim.name else "警号", claim.name or claim.badge, reason)

    def _by_device(self, claim: Claim, unit: str, first: date, last: date) -> Found | Problem:
        """By evaluator, else by window, through the posting that covers the day."""
        evaluator, window = evaluator_mark(claim.evaluator), window_mark(claim.window)
        if evaluator and (evaluator in self._by_evaluator or not window):
            return self._seated(self._by_evaluator.get(evaluator, []), "评价器", claim, unit, first, last)
        if window and unit:
            return self._seated(self._by_window.get(window, []), "窗口", claim, unit, first, last)
        return Problem("姓名", "", "没有警号、姓名、评价器或窗口，认不出是谁的")

    def _seated(
        self, own: Sequence[Posting], what: str, claim: Claim, unit: str, first: date, last: date
    ) -> Found | Problem:
        value = claim.evaluator if what == "评价器" else claim.window
        here = [posting for posting in own if not unit or posting.unit == unit]
        there = [posting for posting in here if posting.overlaps(first, last)]
        if there:
            return _only(there, claim)
        if here:
            return Problem(what, value, f"{first} 这一天，这个{what}没有登记使用人")
        return Problem(what, value, f"花名册里没有这个{what}")

    # ------------------------------------------------------------ several names, leads

    def officers_of(self, cell: str, badge: str, unit: str, day: date, *, earlier: bool) -> list[Found] | Problem:
        """The officers a cell names (readings: Whose row): whole, else split at 、 , / ;, else at blanks."""
        names = self._names_of(cell, unit)
        if isinstance(names, Problem):
            return names
        badges = [badge_number(one) for one in listed(badge)]
        if names and badges and len(badges) != len(names):
            return Problem("警号", badge, f"写了 {len(names)} 个姓名、{len(badges)} 个警号，对不上")
        claims = zip_longest(names, badges, fillvalue="")
        found = [self.find(Claim(unit, own, name), day, earlier=earlier) for name, own in claims]
        problem = next((one for one in found if isinstance(one, Problem)), None)
        if problem:
            return problem
        by_person = {one.person: one for one in found if isinstance(one, Found)}
        return list(by_person.values())

    def _names_of(self, cell: str, unit: str) -> list[str] | Problem:
        known = self._names_at(unit)
        if not person_name(cell):
            return []
        if person_name(cell) in known:
            return [person_name(cell)]
        names: list[str] = []
        for part in listed(cell):
            blanks = [person_name(word) for word in part.split()]
            whole = person_name(part)
            split = whole not in known and len(blanks) > 1 and all(word in known for word in blanks)
            names += blanks if split else [whole]
        unknown = [name for name in names if name not in known]
        if not unknown:
            return names
        return self._stranger(unknown[0], unknown[0], unit, f"“{unknown[0]}”")

    def lead_named(self, claim: Claim, day: date) -> Found | None:
        """The unit's or bureau's leader a row names, if it names exactly one."""
        unit = self.known(claim.unit) if claim.unit else ""
        own = [
            p
            for p in self.postings
            if p.post.leads
            and p.person.name == person_name(claim.name)
            and (not unit or p.unit == unit)
            and p.covers(day)
        ]
        people = {posting.person for posting in own}
        return Found(own[0].person, own[0].post, own[0].unit) if len(people) == 1 else None


class Whose:
    """A claim's officer by day, worked out once for each stretch between two changes of the roster."""

    def __init__(self, roster: Roster, claim: Claim) -> None:
        self._roster, self._claim = roster, claim
        self._edges = _edges(roster.postings)
        self._found: dict[int, Found | Problem] = {}

    def on(self, day: date) -> Found | Problem:
        stretch = bisect_right(self._edges, day)
        found = self._found.get(stretch)
        if found is None:
            found = self._found[stretch] = self._roster.find(self._claim, day)
        if isinstance(found, Problem):
            return self._roster.find(self._claim, day)
        return found

    def stretches(self, first: date, last: date) -> list[tuple[date, date, Found | Problem]]:
        """The claim's officer over a time, cut where the roster changes."""
        inner = [edge for edge in self._edges if first < edge <= last]
        starts = [first, *inner]
        ends = [edge - timedelta(days=1) for edge in inner] + [last]
        return [(start, end, self.on(start)) for start, end in zip(starts, ends, strict=True)]


def _doubled(one: Posting, other: Posting) -> bool:
    """Whether two postings of one person, unit and role lie at one time and not at two seats."""
    first, last = other.since or date.min, other.until or date.max
    seats = ((one.window, other.window), (one.evaluator, other.evaluator))
    return one.overlaps(first, last) and not any(a and b and a != b for a, b in seats)


def spell(posting: Posting) -> str:
    """A posting in words, for a message."""
    begin = f"自 {posting.since} 起" if posting.since else "（没有写任职起）"
    end = f"到 {posting.until}" if posting.until else ""
    return f"“{posting.person.name}”{begin}{end}在“{posting.unit}”任职"


def _edges(postings: Iterable[Posting]) -> list[date]:
    """The days on which some posting begins or has just ended."""
    begins = {posting.since for posting in postings if posting.since and posting.post.at_window}
    ends = {posting.until for posting in postings if posting.until and posting.post.at_window}
    return sorted(begins | {day + timedelta(days=1) for day in ends if day < date.max})


def _grouped(postings: Sequence[Posting], key: Callable[[Posting], str]) -> dict[str, list[Posting]]:
    groups: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings:
        if key(posting):
            groups[key(posting)].append(posting)
    return dict(groups)


def _only(postings: Sequence[Posting], claim: Claim) -> Found | Problem:
    """The one officer of these postings; at several units of his, the first that is not ambiguous."""
    people = list(dict.fromkeys(posting.person for posting in postings))
    column, value = ("姓名", claim.name) if claim.name else ("评价器", claim.evaluator or claim.window)
    if len(people) > 1:
        names = "、".join(person.label for person in people)
        return Problem(column, value, f"对应不止一名民警：{names}，请补上警号")
    units = list(dict.fromkeys(posting.unit for posting in postings))
    if len(units) > 1:
        return Problem("单位", claim.unit, f"“{people[0].name}”同时在{'、'.join(units)}任职，请写明单位")
    return Found(people[0], postings[0].post, units[0])


def _with_note(found: Found, day: date) -> Found:
    note = f"“{found.person.name}”{day} 已离开“{found.unit}”，按原任职认定"
    return Found(found.person, found.post, found.unit, note)


def unit_order(roster: Roster) -> Mapping[str, int]:
    """The units' places in the roster's (the notice's) order."""
    return {unit.name: place for place, unit in enumerate(roster.units)}
