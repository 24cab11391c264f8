"""What to say of a word that no vocabulary knows (readings: Words)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from zlts.model import Problem
from zlts.names import slip_of

_SHOWN = 5
"""So many known words of one meaning are shown."""


def unknown_word(
    field: str, word: str, known: Mapping[str, object], said: str = "", *, bare: str = "", slips: bool = True
) -> Problem:
    """A word in no vocabulary: what is wrong (不认识的… or `said`), and what can be done.

    Where it is a known word with a slip of the pen, that one is named. Any other word may mean the
    opposite of its neighbour (失实 and 属实): the known words are shown, and how to say which is meant.
    `bare` is the word without what does not count in it; without `slips` no word is held for another.
    """
    said = said or f"不认识的{field}"
    slip = slip_of(bare or word, known) if slips else ""
    if slip:
        return Problem(field, word, f"{said}，最接近的是“{slip}”")
    shown = "、".join(_few_of_each(known))
    return Problem(field, word, f"{said}；认识的有：{shown}；与其中一个同义的，这样导入：--map {field}:{word}=标准词")


def _few_of_each(known: Mapping[str, object]) -> Iterator[str]:
    """The first words of each meaning."""
    shown: Counter[object] = Counter()
    for word, meaning in known.items():
        shown[meaning] += 1
        if shown[meaning] <= _SHOWN:
            yield word
