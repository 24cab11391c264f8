"""What a rating's word means by the policy, and what to say of a word that no vocabulary knows (readings: Words).

Only where the policy reads the middle of three keys otherwise than the same word beside more keys does the scale of
the device matter on which an evaluation was pressed (readings: Scales).
"""

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


# ---------------------------------------------------------------- three keys, or more

KEYS = "档"
"""The word by which the clerk says how many keys there are: `--map 评价结果:档=3`."""

THREE = 3


def three_keys_matter(words: Words) -> bool:
    """Whether the middle of three keys means another thing than the same word on a longer scale."""
    found = rating_meaning(words.three_keys.middle, words)
    return not isinstance(found, Problem) and found is not words.three_keys.meaning


def is_middle_key(word: str, words: Words) -> bool:
    """Whether a rating is the middle one of three keys."""
    return unscored(word) == words.three_keys.middle


def meaning_by_scale(word: str, words: Words, three: bool | None) -> bool | Problem | None:
    """What a rating means on a device with `three` keys, or more; where that is not known and matters, a problem."""
    if not is_middle_key(word, words) or not three_keys_matter(words):
        return rating_meaning(word, words)
    if three is None:
        return _undecided(word, words)
    return words.three_keys.meaning if three else rating_meaning(word, words)


def three_keys_of_presses(said: Mapping[str, int], words: Words) -> bool | None:
    """Whether evaluations, counted by their words, come from devices with three keys; None where that cannot be told.

    One other word tells of a longer scale; of three keys tell many evaluations on the outer two, and no other word.
    """
    if three_keys_of_columns(said, words) is False:
        return False
    outer = sum(count for word, count in said.items() if _is_counted(word, words) and not is_middle_key(word, words))
    return True if outer >= words.three_keys.enough else None


def three_keys_of_columns(heads: Iterable[str], words: Words) -> bool | None:
    """The same of a summary, by what heads its counts: all three keys and no other, or any other."""
    counted = {unscored(word) for word in heads if _is_counted(word, words)}
    if not counted <= set(words.three_keys.words):
        return False
    return True if counted == set(words.three_keys.words) else None


def _is_counted(word: str, words: Words) -> bool:
    """Whether a word is a rating, and none for silence, which every device has."""
    return word.strip() != "" and (is_middle_key(word, words) or isinstance(rating_meaning(word, words), bool))


def three_keys_said(keys: str) -> bool | None:
    """What the clerk said: three keys, or more; None where it is no number of keys."""
    return int(keys) == THREE if keys.isdecimal() and int(keys) >= THREE else None


def _undecided(word: str, words: Words) -> Problem:
    keys = "、".join(words.three_keys.words)
    told = (
        f"看不出评价器有几个键，而“{word}”在只有三个键（{keys}）的评价器上按办法另有意思；"
        f"是三个键的，这样导入：--map 评价结果:{KEYS}={THREE}；还有别的键的（如基本满意、非常满意），"
        f"这样导入：--map 评价结果:{KEYS}=5"
    )
    return Problem("评价结果", word, told)
