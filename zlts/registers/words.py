"""What a rating's word means by the policy, and what to say of a word that no vocabulary knows (readings: Words)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from zlts.model import Problem
from zlts.names import plain, slip_of
from zlts.policy import Policies, Words

_SCORE = re.compile(r"[(\[【]\s*[\d.+-]+\s*分?\s*[)\]】]$")


def rating_meaning(word: str, words: Words) -> bool | Problem | None:
    """True satisfied, False not, None unrated (a blank cell too); a problem for an unknown word."""
    whole = plain(word)
    if not whole:
        return None
    known = whole if whole in words.ratings else unscored(whole)
    if known in words.ratings:
        return words.ratings[known]
    return unknown_word("评价结果", word, words.ratings, bare=known)


def unscored(word: str) -> str:
    """A rating's word without a bracketed score: 一般(2分) is 一般."""
    return _SCORE.sub("", plain(word))


class Ratings:
    """The ratings' words by day (`2013-03-05`), each worked out once for each policy."""

    def __init__(self, policies: Policies) -> None:
        self._each = policies.each
        self._begins = [str(policy.effective_from) for policy in policies.each[1:]]
        self._known: dict[tuple[str, int], str | Problem] = {}
        self._meanings: dict[tuple[str, int], bool | None] = {}

    def everywhere(self, words: Iterable[str]) -> bool:
        """Whether every policy knows all of the words, so that their days need not be looked at."""
        return all(isinstance(self._in(word, place), str) for word in words for place in range(len(self._each)))

    def known(self, word: str, day: str) -> str | Problem:
        """The word as stored, or what is wrong with it on that day."""
        return self._in(word, self._place(day))

    def meaning(self, word: str, day: str) -> bool | None:
        """What a known word means on that day, for comparing: true satisfied, false not, None unrated."""
        key = (word, self._place(day))
        if key not in self._meanings:
            found = rating_meaning(word, self._each[key[1]].words)
            self._meanings[key] = None if isinstance(found, Problem) else found
        return self._meanings[key]

    def contradict(self, one: str, other: str, day: str) -> bool:
        """Whether two words of a day can be no rating of one press; a maker's synonym is no other rating."""
        if self.meaning(one, day) is not self.meaning(other, day):
            return True
        return len({unscored(one), unscored(other)} & self._each[self._place(day)].words.standard_ratings) > 1

    def _place(self, day: str) -> int:
        return bisect_right(self._begins, day)

    def _in(self, word: str, place: int) -> str | Problem:
        found = self._known.get((word, place))
        if found is None:
            meaning = rating_meaning(word, self._each[place].words)
            found = self._known[word, place] = meaning if isinstance(meaning, Problem) else plain(word)
        return found


# ---------------------------------------------------------------- words that no vocabulary knows

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
