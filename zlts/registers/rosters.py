"""The rosters' rows in the order of import → units and postings.

A posting's identity is unit, role, person, from; a newer roster fills in its end, window and evaluator;
postings it lacks stay (readings: Rosters).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from zlts.model import Entry, Person, Post, Posting, Problem, Register
from zlts.names import badge_number, listed, person_name, plain
from zlts.policy import Words
from zlts.registers.declaration import BADGE, EVALUATOR, WINDOW, Declaration, Field, Form, Says, Type
from zlts.registers.rows import Settled, StoredRow, in_order, iso_day
from zlts.registers.words import unknown_word
from zlts.roster import Roster, Unit, UnitBook

_WIDE = {"officers": Post.OFFICER, "unit_lead": Post.UNIT_LEAD, "bureau_lead": Post.BUREAU_LEAD}


@dataclass(slots=True)
class Seat:
    """A posting as the rosters have it so far; the person is told apart when all rows are known."""

    unit: str
    post: Post
    name: str
    badge: str
    since: date | None
    until: date | None
    window: str
    evaluator: str
    word: str = ""
    """The role's word, where the row has one."""


@dataclass(slots=True)
class _Units:
    """The units so far, each under its first name."""

    words: Words
    urban: dict[str, bool | None] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    _book: UnitBook | None = None
    """The units so far, as long as none is added or changed."""

    def take(self, name: str, alias: str, urban: bool | None) -> tuple[str, bool]:
        """The unit's name as known, and whether the row added something to it."""
        if self._book is None:
            self._book = UnitBook(self.listed(), self.words)
        known = self._book.known(name) or name
        changed = known not in self.urban
        self.urban.setdefault(known, None)
        names = self.aliases.setdefault(known, [])
        for word in [*listed(alias), *([name] if name != known else [])]:
            if word not in names:
                names.append(word)
                changed = True
        if urban is not None and self.urban[known] != urban:
            self.urban[known] = urban
            changed = True
        if changed:
            self._book = None
        return known, changed

    def listed(self) -> list[Unit]:
        return [Unit(name, tuple(self.aliases.get(name, ())), urban) for name, urban in self.urban.items()]


def settle(
    rows: Iterable[StoredRow], words: Words, later: Sequence[tuple[date, Words]] = ()
) -> tuple[Roster, Settled[Posting]]:
    """The roster that the rows make, and every row's outcome.

    `later` are the words of later policies with their first days: from then on a role's word means what they say,
    and a posting that changes its role with them is cut in two.
    """
    settled: Settled[Posting] = Settled()
    units, seats = _Units(words), list[Seat]()
    for row in in_order(rows):
        _take(row, units, seats, settled)
    settled.facts = [piece for posting, word in _told_apart(seats) for piece in _pieces(posting, word, later)]
    return Roster(units.listed(), settled.facts, words), settled


def _take(row: StoredRow, units: _Units, seats: list[Seat], settled: Settled[Posting]) -> None:
    problems = _problems(row, seats, units.words)
    if row.broken or problems:
        settled.reject(row, *problems)
        return
    wanted = _seats_of(row, units.words)
    changed = False
    urban = units.words.areas.get(plain(row.get("area")))
    if not any(seat.post.in_group for seat in wanted):
        unit, changed = units.take(plain(row.get("unit")), row.get("alias"), urban)
        wanted = [replace(seat, unit=unit) for seat in wanted]
    for seat in wanted:
        changed |= _seat(seat, seats)
    if changed:
        settled.accept(row)
    else:
        settled.duplicate(row)


def _problems(row: StoredRow, seats: Sequence[Seat], words: Words) -> list[Problem]:
    if not plain(row.get("unit")):
        return [Problem("单位", "", "没有写单位")]
    area = plain(row.get("area"))
    if area and area not in words.areas:
        return [unknown_word("城区农村", area, words.areas, "不是城区或农村", slips=False)]
    if "role" not in row.fields:
        return []
    return [problem for problem in _posting_problems(row, seats, words) if problem]


def _posting_problems(row: StoredRow, seats: Sequence[Seat], words: Words) -> Iterable[Problem | None]:
    role, name, badge = plain(row.get("role")), person_name(row.get("name")), badge_number(row.get("badge"))
    if role not in words.roles:
        yield unknown_word("角色", role, words.roles, "没有这种角色")
    if not name:
        yield Problem("姓名", "", "没有写姓名")
    bearer = next((seat.name for seat in seats if badge and seat.badge == badge), name)
    if bearer != name:
        yield Problem("警号", badge, f"这个警号已经是“{bearer}”的")
    if not row.broken:
        since, until = iso_day(row.get("since")), iso_day(row.get("until"))
        if since and until and until < since:
            yield Problem("任职止", str(until), "任职止早于任职起")


def _seats_of(row: StoredRow, words: Words) -> list[Seat]:
    unit = plain(row.get("unit"))
    if "role" not in row.fields:
        return [
            Seat(unit, post, person_name(name), "", None, None, "", "")
            for code, post in _WIDE.items()
            for name in listed(row.get(code))
        ]
    return [
        Seat(
            unit,
            words.roles[plain(row.get("role"))],
            person_name(row.get("name")),
            badge_number(row.get("badge")),
            iso_day(row.get("since")),
            iso_day(row.get("until")),
            row.get("window").strip(),
            row.get("evaluator").strip(),
            plain(row.get("role")),
        )
    ]


def _seat(new: Seat, seats: list[Seat]) -> bool:
    """Fill in a known posting or add a new one; False when the row says nothing new."""
    for old in seats:
        same = (old.unit, old.post, old.name, old.since) == (new.unit, new.post, new.name, new.since)
        if same and (not old.badge or not new.badge or old.badge == new.badge):
            return _fill(old, new)
    seats.append(new)
    return True


def _fill(old: Seat, new: Seat) -> bool:
    changed = False
    for what in ("badge", "until", "window", "evaluator"):
        value = getattr(new, what)
        if value and value != getattr(old, what):
            setattr(old, what, value)
            changed = True
    return changed


def _pieces(posting: Posting, word: str, later: Sequence[tuple[date, Words]]) -> Iterable[Posting]:
    """A posting, cut where a later policy begins that reads its role's word otherwise."""
    for day, words in later:
        post = words.roles.get(word, posting.post)
        if post is posting.post or (posting.until and posting.until < day):
            continue
        if posting.since is None or posting.since < day:
            yield replace(posting, until=day - timedelta(days=1))
            posting = replace(posting, since=day)
        posting = replace(posting, post=post)
    yield posting


def _told_apart(seats: Sequence[Seat]) -> list[tuple[Posting, str]]:
    """Give every seat its person, and its role's word: by badge, else by name; see `_key` for bearers of one name."""
    badges = _badges_by_name(seats)
    by_name: Mapping[str, list[Seat]] = defaultdict(list)
    for seat in seats:
        if seat.post.at_window and not seat.badge:
            seat.badge = badges.get((seat.unit, seat.name), "")
        if seat.post.at_window and not seat.badge:
            by_name[seat.name].append(seat)
    return [(_posting(seat, by_name), seat.word) for seat in seats]


def _badges_by_name(seats: Sequence[Seat]) -> dict[tuple[str, str], str]:
    """The badge of a name within a unit, where that name bears exactly one there."""
    found: Mapping[tuple[str, str], set[str]] = defaultdict(set)
    for seat in seats:
        if seat.badge and seat.post.at_window:
            found[seat.unit, seat.name].add(seat.badge)
    return {where: next(iter(badges)) for where, badges in found.items() if len(badges) == 1}


def _posting(seat: Seat, by_name: Mapping[str, list[Seat]]) -> Posting:
    person = Person(seat.name, seat.badge, _key(seat, by_name))
    return Posting(seat.unit, seat.post, person, seat.window, seat.evaluator, seat.since, seat.until)


def _key(seat: Seat, by_name: Mapping[str, list[Seat]]) -> str:
    """Without a badge, a name is one person who moved, unless he would be at two units at once."""
    if seat.badge:
        return seat.badge
    if not seat.post.at_window:
        return f"领导:{seat.name}"
    others = [other for other in by_name[seat.name] if other.unit != seat.unit]
    at_once = any(_overlap(seat, other) for other in others)
    return f"{seat.name}@{seat.unit}" if at_once else seat.name


def _overlap(one: Seat, other: Seat) -> bool:
    starts = max(one.since or date.min, other.since or date.min)
    return starts <= min(one.until or date.max, other.until or date.max)


def missing_from(newer: Iterable[StoredRow], roster: Roster) -> tuple[str, ...]:
    """The people posted to a window whom a newer roster no longer lists, to be pointed out."""
    names = {person_name(row.get("name")) for row in newer}
    names |= {person_name(name) for row in newer for name in listed(row.get("officers"))}
    open_ended = [p for p in roster.postings if p.post.at_window and p.until is None]
    return tuple(p.person.label for p in open_ended if p.person.name not in names)


@dataclass(frozen=True, slots=True)
class EndChanged:
    """A posting whose last day a newer roster has changed, with the day that it was before."""

    posting: Posting
    was: date | None

    def touches(self, entry: Entry) -> bool:
        """Whether an entry of the posted lies in the unit's days that were a posting's before or are one's now."""
        whose = entry.person.key if entry.person else ""
        ends = sorted((self.was or date.max, self.posting.until or date.max))
        return (entry.unit, whose) == (self.posting.unit, self.posting.person.key) and ends[0] < entry.day <= ends[1]


def ends_changed(before: Roster, after: Roster) -> list[EndChanged]:
    """The postings of both rosters whose ends differ."""
    known = {(*_identity(one), one.person.badge): one.until for one in before.postings}
    found = []
    for one in after.postings:
        # the same row may have filled the badge in
        key = next((key for badge in (one.person.badge, "") if (key := (*_identity(one), badge)) in known), None)
        if key and known[key] != one.until:
            found.append(EndChanged(one, known[key]))
    return found


def namesakes(before: Roster, after: Roster) -> list[tuple[Posting, ...]]:
    """The names that only the newer roster gives to several people at windows, one of them without a badge.

    A posting of each is told; by a badge they may turn out to be one.
    """
    known = {name for name, postings in _by_person(before).items() if len(postings) > 1}
    return [
        tuple(postings.values())
        for name, postings in _by_person(after).items()
        if name not in known and len(postings) > 1 and not all(person.badge for person in postings)
    ]


def _by_person(roster: Roster) -> dict[str, dict[Person, Posting]]:
    found: dict[str, dict[Person, Posting]] = defaultdict(dict)
    for one in roster.postings:
        if one.post.at_window:
            found[one.person.name].setdefault(one.person, one)
    return found


def _identity(one: Posting) -> tuple[str, Post, str, date | None]:
    return one.unit, one.post, one.person.name, one.since


ROSTER = Declaration(
    kind=Register.ROSTER,
    word="花名册",
    table="posting",
    forms=(
        Form(
            Register.ROSTER,
            "rows",
            "花名册",
            (
                Field("unit", "单位", Type.WORD, filled=True),
                Field("alias", "别名"),
                Field("area", "城区农村", Type.AREA),
                Field("name", "姓名", Type.NAME, Says.WHO, filled=True),
                BADGE,
                Field("role", "角色", Type.ROLE, Says.WHAT, filled=True),
                *(WINDOW, EVALUATOR),
                Field("since", "任职起", Type.DATE),
                Field("until", "任职止", Type.DATE, open_end=True),
            ),
            needed=(("unit",), ("name",), ("role",)),
            unit_from_context=False,
        ),
        Form(
            Register.ROSTER,
            "wide",
            "花名册(通知样式)",
            (
                Field("unit", "参与单位", Type.WORD, filled=True),
                Field("officers", "责任人", Type.NAMES, Says.WHO),
                Field("unit_lead", "责任领导", Type.NAMES, Says.WHO),
                Field("bureau_lead", "责任局领导", Type.NAMES, Says.WHO),
            ),
            needed=(("unit",), ("officers",), ("unit_lead", "bureau_lead")),
            unit_from_context=False,
        ),
    ),
    view="花名册",
    viewed=("unit", "alias", "area", "name", "badge", "role", "window", "evaluator", "since", "until"),
)
