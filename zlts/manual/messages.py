"""The gallery of messages, asked with the words of a message."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from zlts.manual.markdown import BlockKind, blocks
from zlts.names import plain

_OWN = re.compile(r"“[^”]*”")
_PARTS = re.compile(r"[，。；：、！？,;:!?▲()（）\d]+")
_TELLING = 4
"""A shorter part of a sentence stands in too many messages."""


class Message(NamedTuple):
    """What the program says, and why, with what to do."""

    said: str
    why: str


def gallery(page: str) -> list[Message]:
    """The messages of the page: each a quotation, and the paragraph below it."""
    pairs = pairwise(blocks(page))
    return [Message(one.lines[0], two.lines[0]) for one, two in pairs if one.kind is BlockKind.QUOTE]


def about(words: str, page: str) -> list[Message]:
    """The messages that hold the words; of a whole sentence, those that share its telling parts.

    What stands between “ ” is the clerk's own file or name, and told apart from the message.
    """
    messages = gallery(page)
    whole = [one for one in messages if plain(words) in plain(one.said + one.why)]
    return whole or _alike(words, messages)


def _alike(words: str, messages: list[Message]) -> list[Message]:
    parts = [part for part in _PARTS.split(plain(_OWN.sub("，", words))) if len(part) >= _TELLING]
    counts = [sum(part in plain(one.said) for part in parts) for one in messages]
    most = max(counts, default=0)
    return [one for one, count in zip(messages, counts, strict=True) if count == most > 0]
