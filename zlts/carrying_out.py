"""Which logged measures may be the carrying out of what the rules ordered (readings: Logged measures).

The register of measures often logs the very talks that the rules ordered. Such a row is no measure of its own: it
waits until a person says what it is (`zlts done`, `zlts count`). What once waited, or was called a carrying out,
is never counted by itself when its entry falls; only `zlts count` makes it a measure of its own. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from zlts.model import Entry, Gap, Measure, PostedEntry, Role, Rule

RULE_MADE = (Rule.RATE, Rule.COMPLAINT, Rule.ESCALATION)
"""The rules whose entries order a 打招呼, 谈话 or 告诫."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is on record of a logged measure: it waited for that matter, or (`done`) was its carrying out."""

    matter: str
    done: bool


@dataclass(frozen=True, slots=True)
class SaidOfCarryingOut:
    """What people said of carrying out: matter → the day of `zlts done`, and the answers by the measures' keys."""

    done: Mapping[str, date]
    answers: Mapping[str, Answer]


class State(StrEnum):
    """What a logged measure is to the entry it belongs to. None of them counts as a measure of its own."""

    WAITS = "waits"
    """The entry stands; a person has to say whether the measure is its carrying out."""
    CARRIED_OUT = "carried_out"
    """The entry stands, and the measure is its carrying out."""
    GROUNDLESS = "groundless"
    """已执行，依据已撤销: it waited for the entry, or was its carrying out, and the entry has fallen."""
    DOUBTFUL = "doubtful"
    """It was logged when the entry had fallen already; a person has to say whether it was its carrying out."""


@dataclass(frozen=True, slots=True)
class Held:
    """A logged measure that is not counted, and the matter it belongs to.

    `number` is the entry's in the ledger, None where it was not posted yet or is not known.
    """

    measure: Measure
    matter: str
    state: State
    month: str
    number: int | None = None
    done_on: date | None = None
    """The day on which the matter's carrying out is recorded, if it is."""


@dataclass(frozen=True, slots=True)
class Groundless:
    """已执行，依据已撤销: a logged measure, and the reversed entry that it waited for or carried out (`done`)."""

    measure: Measure
    posted: PostedEntry
    done: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Within which time an entry may be carried out, by the policy of its day.

    From the first day of its month, but not before the policy (`since`), to `days` after the month's end.
    """

    days: int
    since: date = date.min

    def holds(self, day: date, entry: Entry) -> bool:
        """Whether the day lies in the entry's time."""
        return max(entry.month.first_day, self.since) <= day <= entry.month.last_day + timedelta(days=self.days)


def fits(measure: Measure, entry: Entry, window: Window) -> bool:
    """Whether the measure may carry the entry out: of the same person and kind, in its time."""
    return entry.person == measure.person and entry.kind is measure.kind and window.holds(measure.day, entry)


def fits_once(measure: Measure, entry: Entry, window: Window) -> bool:
    """`fits` for an entry that has fallen, whose person the roster may know better by now."""
    return (
        fits(replace(measure, person=entry.person), entry, window)
        if _same(entry, measure) and entry.person
        else False
    )


def _same(entry: Entry, measure: Measure) -> bool:
    """One person in one capacity, also where only one of the two records knows the badge."""
    one, other = entry.person, measure.person
    if one is None or (entry.role is Role.OFFICER) is not measure.post.at_window:
        return False
    return one.key == other.key or (one.name == other.name and not (one.badge and other.badge))


def sorted_out(
    measures: Iterable[Measure],
    ordered: Sequence[tuple[Entry, Window]],
    fallen: Sequence[tuple[PostedEntry, Window]],
    said: SaidOfCarryingOut,
) -> tuple[list[Measure], list[Held]]:
    """The measures that count by themselves, and those that belong to an entry.

    `ordered` are the rules' entries that stand, `fallen` those once posted that stand no more, each with its time.
    """
    logged = sorted(measures, key=lambda row: (row.day, row.place))
    taken = {said.answers[one.key].matter for one in logged if one.key in said.answers and said.answers[one.key].done}
    own: list[Measure] = []
    held: list[Held] = []
    for one in logged:
        found = None if one.separate else _held(one, ordered, fallen, said, taken)
        if found is None:
            own.append(one)
        else:
            held.append(found)
    return own, held


def _held(
    one: Measure,
    ordered: Sequence[tuple[Entry, Window]],
    fallen: Sequence[tuple[PostedEntry, Window]],
    said: SaidOfCarryingOut,
    taken: set[str],
) -> Held | None:
    standing = [entry for entry, window in ordered if fits(one, entry, window)]
    gone = [posted for posted, window in fallen if fits_once(one, posted.entry, window)]
    answer = said.answers.get(one.key)
    if answer and answer.done:
        return _bound(one, answer, ordered, fallen, said)
    for entry in (*standing, *(posted.entry for posted in gone)):
        matter = entry.cause.matter
        if said.done.get(matter) == one.day and matter not in taken:
            taken.add(matter)
            return _bound(one, Answer(matter, done=True), ordered, fallen, said)
    if standing:
        entry = next((entry for entry in standing if entry.cause.matter not in said.done), standing[0])
        matter = entry.cause.matter
        return Held(one, matter, State.WAITS, str(entry.month), done_on=said.done.get(matter))
    if answer:
        return _bound(one, answer, ordered, fallen, said)
    if gone:
        last = gone[-1]
        return Held(one, last.entry.cause.matter, State.DOUBTFUL, str(last.entry.month), last.id)
    return None


def _bound(
    one: Measure,
    answer: Answer,
    ordered: Sequence[tuple[Entry, Window]],
    fallen: Sequence[tuple[PostedEntry, Window]],
    said: SaidOfCarryingOut,
) -> Held:
    """A measure that belongs to that matter, whether its entry stands or not."""
    matter, day = answer.matter, said.done.get(answer.matter)
    for entry, _ in ordered:
        if entry.cause.matter == matter:
            state = State.CARRIED_OUT if answer.done else State.WAITS
            return Held(one, matter, state, str(entry.month), done_on=day)
    last = next((posted for posted, _ in reversed(fallen) if posted.entry.cause.matter == matter), None)
    month, number = (str(last.entry.month), last.id) if last else ("", None)
    return Held(one, matter, State.GROUNDLESS, month, number, day)


def gap(held: Held, number: int | None) -> Gap:
    """What a person has to say of a measure that waits; `number` is its entry's."""
    one = held.measure
    entry = "编号" if number is None else str(number)
    same, other = f"zlts done {entry} --on {one.day}", f"zlts count {one.id}"
    told = f"{one.day} 登记的对“{one.person.name}”{one.kind}，"
    if held.state is State.DOUBTFUL:
        told += f"可能是已撤销的第 {entry} 号（{held.month}）当时的执行，暂不另计"
    elif held.done_on:
        told += f"在 {held.month} 那一次的期限内，而那一次已登记于 {held.done_on} 执行，暂不另计"
    else:
        told += f"可能就是 {held.month} 应当执行的那一次，暂不另计"
    about = {"person": one.person.name, "unit": one.unit, "kind": str(one.kind), "measure": str(one.id)}
    if number is not None:
        about["entry"] = str(number)
    return Gap(f"{told}：是同一次就用 {same}，是另一次就用 {other}", about)


def fallen_gap(held: Held) -> Gap:
    """What a pass tells when the entry of a carried out measure has just fallen."""
    one = held.measure
    entry = f"第 {held.number} 号" if held.number else "那一条"
    about = {"person": one.person.name, "unit": one.unit, "kind": str(one.kind), "measure": str(one.id)}
    return Gap(
        f"{one.day} 登记的对“{one.person.name}”{one.kind}：{entry}已撤销，它是已执行、依据已撤销的措施，不另计；"
        f"确实另有依据的，用 zlts count {one.id}",
        about,
    )
