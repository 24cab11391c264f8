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
