"""What is posted and reversed so that the ledger says what is derived (readings: Ledger)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.facts import OFFICER, OTHER, PLACE, UNIT
from zlts.model import Cause, Entry, Kind, Place, PostedEntry, Role, Rule
from zlts.periods import Month
from zlts.reconcile import identity, reconcile


def entry(matter: str = "m", material: str = "40/36", points: int = -10, **more: object) -> Entry:
    cause = Cause(Rule.RATE, "六(七)", "2013-05 满意率 90.00%", matter, material, (PLACE,))
    made = Entry(Month(2013, 5), date(2013, 5, 31), OFFICER, UNIT, Role.OFFICER, Kind.DEDUCTION, points, cause)
    return replace(made, **more)  # type: ignore[arg-type]


def posted(*entries: Entry) -> list[PostedEntry]:
    return [PostedEntry(number, one, run=1, posted_at="2013-06-01T09:00:00") for number, one in enumerate(entries, 1)]


def test_what_stands_and_is_derived_stays() -> None:
    changes = reconcile([entry()], posted(entry()))
    assert not changes.post
    assert not changes.reverse


def test_what_is_new_is_posted() -> None:
    changes = reconcile([entry(), entry("n")], posted(entry()))
    assert changes.post == (entry("n"),)
    assert changes.reverse == ()


def test_what_is_no_longer_supported_is_reversed() -> None:
    standing = posted(entry(), entry("n"))
    changes = reconcile([entry()], standing)
    assert changes.post == ()
    assert changes.reverse == (standing[1],)


def test_changed_material_is_reversed_and_posted_anew() -> None:
    standing = posted(entry())
    changes = reconcile([entry(material="41/37")], standing)
    assert changes.post == (entry(material="41/37"),)
    assert changes.reverse == tuple(standing)


def test_other_wording_or_places_are_not_material() -> None:
    worded = entry()
    worded = replace(worded, cause=replace(worded.cause, reason="换一种说法", evidence=(Place(9, "甲", 9),)))
    changes = reconcile([worded], posted(entry()))
    assert not changes.post
    assert not changes.reverse


def test_everything_material_tells_entries_apart() -> None:
    others = [
        entry(person=OTHER),
        entry(person=None),
        entry(unit="临江派出所"),
        entry(role=Role.UNIT_LEAD),
        entry(kind=Kind.REMINDER),
        entry(month=Month(2013, 6)),
        entry(points=-5),
        entry("other"),
        entry(material="1/1"),
    ]
    identities = [identity(one) for one in (entry(), *others)]
    assert len(set(identities)) == len(identities)


def test_two_alike_are_two() -> None:
    assert reconcile([entry(), entry()], posted(entry())).post == (entry(),)
    standing = posted(entry(), entry())
    assert reconcile([entry()], standing).reverse == (standing[1],)


some_entries = st.lists(st.builds(entry, st.sampled_from("abc"), st.sampled_from(["1/1", "2/1"])), max_size=6)


@given(derived=some_entries, standing=some_entries)
def test_after_the_changes_the_ledger_says_what_is_derived(derived: list[Entry], standing: list[Entry]) -> None:
    before = posted(*standing)
    changes = reconcile(derived, before)
    left = [one.entry for one in before if one not in changes.reverse]
    after = [*left, *changes.post]
    assert Counter(map(identity, after)) == Counter(map(identity, derived))
    again = reconcile(derived, posted(*after))
    assert not again.post
    assert not again.reverse


@given(derived=some_entries, standing=some_entries)
def test_nothing_is_both_posted_and_reversed(derived: list[Entry], standing: list[Entry]) -> None:
    changes = reconcile(derived, posted(*standing))
    assert not {identity(one) for one in changes.post} & {identity(one.entry) for one in changes.reverse}
