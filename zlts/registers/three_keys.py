"""The scale of the device that an evaluation was pressed on: three keys, or more (readings: Scales).

Only where the policy reads the middle of three keys otherwise than the same word beside more keys does it matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from zlts.model import Problem
from zlts.policy import Words
from zlts.registers.words import rating_meaning, unscored

KEYS = "档"
"""The word by which the clerk says how many keys there are: `--map 评价结果:档=3`."""

THREE = 3


def matters(words: Words) -> bool:
    """Whether the middle of three keys means another thing than the same word on a longer scale."""
    found = rating_meaning(words.three_keys.middle, words)
    return not isinstance(found, Problem) and found is not words.three_keys.meaning


def is_middle(word: str, words: Words) -> bool:
    """Whether a rating is the middle one of three keys."""
    return unscored(word) == words.three_keys.middle


def meaning_by_scale(word: str, words: Words, three: bool | None) -> bool | Problem | None:
    """What a rating means on a device with `three` keys, or more; where that is not known and matters, a problem."""
    if not is_middle(word, words) or not matters(words):
        return rating_meaning(word, words)
    if three is None:
        return _undecided(word, words)
    return words.three_keys.meaning if three else rating_meaning(word, words)


def of_presses(said: Mapping[str, int], words: Words) -> bool | None:
    """Whether evaluations, counted by their words, come from devices with three keys; None where that cannot be told.

    One other word tells of a longer scale; of three keys tell many evaluations on the outer two, and no other word.
    """
    if of_columns(said, words) is False:
        return False
    outer = sum(count for word, count in said.items() if _is_counted(word, words) and not is_middle(word, words))
    return True if outer >= words.three_keys.enough else None


def of_columns(heads: Iterable[str], words: Words) -> bool | None:
    """The same of a summary, by what heads its counts: all three keys and no other, or any other."""
    counted = {unscored(word) for word in heads if _is_counted(word, words)}
    if not counted <= set(words.three_keys.words):
        return False
    return True if counted == set(words.three_keys.words) else None


def _is_counted(word: str, words: Words) -> bool:
    """Whether a word is a rating, and none for silence, which every device has."""
    return word.strip() != "" and (is_middle(word, words) or isinstance(rating_meaning(word, words), bool))


def said(keys: str) -> bool | None:
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
