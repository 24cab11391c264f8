"""What a rating's word means: whole words of the policy's vocabulary, a bracketed score dropped."""

from __future__ import annotations

import re

from zlts.model import Problem
from zlts.names import plain, with_nearest
from zlts.policy import Words

_SCORE = re.compile(r"[(\[【]\s*[\d.+-]+\s*分?\s*[)\]】]$")


def rating_meaning(word: str, words: Words) -> bool | Problem | None:
    """True satisfied, False not, None unrated (a blank cell too); a problem for an unknown word."""
    whole = plain(word)
    if not whole:
        return None
    known = whole if whole in words.ratings else _SCORE.sub("", whole)
    if known in words.ratings:
        return words.ratings[known]
    return Problem("评价结果", word, with_nearest("不认识的评价结果", known, words.ratings))


class Ratings:
    """The ratings' words under one policy, each worked out once."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._known: dict[str, str | Problem] = {}

    def known(self, word: str) -> str | Problem:
        """The word as stored, or what is wrong with it."""
        found = self._known.get(word)
        if found is None:
            meaning = rating_meaning(word, self._words)
            found = self._known[word] = meaning if isinstance(meaning, Problem) else plain(word)
        return found

    def alike(self, word: str) -> str:
        """The word for comparing: a blank and 未评价 are one silence."""
        return "" if rating_meaning(word, self._words) is None else plain(word)
