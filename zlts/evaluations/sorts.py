"""What the rows of a block have in common with many others, as the ledger codes it."""

from __future__ import annotations

from collections.abc import Iterator

from zlts.evaluations.chunks import Block
from zlts.evaluations.owners import Owners
from zlts.names import plain
from zlts.store import evaluations
from zlts.store.presses import Presses, Sort
from zlts.store.session import Session

_CLAIM = ("unit", "badge", "officer", "window", "evaluator")
_Words = tuple[str, ...]


class Sorts:
    """Whose a row says it is, which rating and where it was pressed: each combination is worked out once."""

    def __init__(self, session: Session, owners: Owners, presses: Presses) -> None:
        self._owners, self._presses = owners, presses
        self._device_codes = evaluations.device_codes(session)
        self._sheet = 0
        self._known: dict[_Words, int] = {}

    def of(self, block: Block) -> list[int]:
        """The codes of a block's rows, whose ratings are all known on their days."""
        if block.sheet != self._sheet:
            self._sheet, self._known = block.sheet, {}
        try:
            return list(map(self._known.__getitem__, _said(block)))
        except KeyError:
            # in the order of the rows, so that the same files always make the same ledger
            for words in dict.fromkeys(_said(block)):
                if words not in self._known:
                    self._known[words] = self._presses.code(self._sort(words))
            return self.of(block)

    def _sort(self, words: _Words) -> Sort:
        unit, badge, officer, window, evaluator, rating = words
        who = self._owners.code((unit, badge, officer, window, evaluator))
        device = self._device_codes.code((window, evaluator)) if window or evaluator else None
        return Sort(who, plain(rating), 0, device, self._sheet)


def _said(block: Block) -> Iterator[_Words]:
    return zip(*map(block.column, (*_CLAIM, "rating")), strict=True)
