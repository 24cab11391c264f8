"""By which scale the ledger's evaluations are read: what their layout shows, or what a person said of it.

A layout's devices are told apart by unit: two makers may head their exports alike (readings: Scales).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from zlts.evaluations.owners import whose_by_code
from zlts.model import Problem
from zlts.policy import Policies, Words
from zlts.registers.words import (
    is_middle_key,
    meaning_by_scale,
    rating_meaning,
    three_keys_matter,
    three_keys_of_presses,
)
from zlts.roster import Found, Roster
from zlts.store import evaluations
from zlts.store.session import Session

Said = Mapping[tuple[str, str], bool]
"""Layout and unit → whether a person said that its devices have three keys."""


class Scales:
    """Which evaluations come from devices with three keys, worked out when it is first asked."""

    def __init__(self, session: Session, policies: Policies, roster: Roster, said: Said) -> None:
        self._session, self._policies, self._roster, self._said = session, policies, roster, said
        self._words: dict[int, Words] = {}
        self._layouts: Mapping[int, str] = {}
        self.matters = any(three_keys_matter(policy.words) for policy in policies.each)
        """Whether some policy reads the middle of three keys otherwise than beside more."""

    def middles(self) -> list[str]:
        """The ledger's ratings that are the middle of three keys to some policy for which that matters."""
        each = [policy.words for policy in self._policies.each if three_keys_matter(policy.words)]
        found = evaluations.ratings(self._session) if each else []
        return [rating for rating in found if any(is_middle_key(rating, words) for words in each)]

    def meaning(self, rating: str, day: int, sheet: int, unit: str) -> bool | Problem | None:
        """What a rating means on a day (20130305), as it stands in a sheet, of a unit."""
        words = self._on(day)
        if not (self.matters and is_middle_key(rating, words) and three_keys_matter(words)):
            return rating_meaning(rating, words)
        return meaning_by_scale(rating, words, self.three(sheet, unit, words))

    def three(self, sheet: int, unit: str, words: Words) -> bool | None:
        """Whether a sheet's evaluations of a unit come from devices with three keys; None where nothing shows it."""
        layout = self._layout(sheet)
        said = self._said.get((layout, unit))
        return three_keys_of_presses(self._pressed.get((layout, unit), {}), words) if said is None else said

    def of_sheet(self, sheet: int) -> dict[str, bool]:
        """Unit → whether its devices have three keys, as far as that is known and the middle one was pressed."""
        middles, words = set(self.middles()), self._policies.each[-1].words
        if not middles:
            return {}
        layout = self._layout(sheet)
        units = [unit for (own, unit), said in self._pressed.items() if own == layout and middles & said.keys()]
        found = {unit: self.three(sheet, unit, words) for unit in units}
        return {unit: three for unit, three in found.items() if three is not None}

    def _on(self, day: int) -> Words:
        if day not in self._words:
            self._words[day] = self._policies.on(evaluations.day_of(day)).words
        return self._words[day]

    def _layout(self, sheet: int) -> str:
        if sheet not in self._layouts:
            self._layouts = evaluations.layouts_of_sheets(self._session)
        return self._layouts[sheet]

    @cached_property
    def _pressed(self) -> Mapping[tuple[str, str], Mapping[str, int]]:
        """Layout and unit → how many evaluations of each rating there are."""
        found: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
        whose = whose_by_code(self._session, self._roster)
        for layout, who, rating, count, day in evaluations.said_by_layout(self._session):
            owner = whose[who].on(evaluations.day_of(day))
            if isinstance(owner, Found):
                found[layout, owner.unit][rating] += count
        return found
