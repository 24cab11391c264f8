"""The pages of the manual, asked with a word: the passages that tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zlts.manual.markdown import Block, BlockKind, blocks
from zlts.manual.topics import TOPICS, text_of
from zlts.names import plain

_LONGEST = 8
"""A longer word is a sentence, which the gallery of messages knows better."""
_MOST = 5
_GALLERY = "messages"


class Passage(NamedTuple):
    """A paragraph, where it stands (每个月 · 二、导入), and the lines that are typed on the screen below it."""

    place: str
    block: Block
    typed: tuple[str, ...] = ()

    def tells_of(self, wanted: str) -> bool:
        """Whether it holds a word, blanks taken out."""
        return wanted in plain("".join((*self.block.lines, *self.typed)))


def about(words: str) -> list[Passage]:
    """The passages that hold a word or a command; those of sections that are headed with it go first."""
    wanted = plain(words)
    if not wanted or (len(wanted) > _LONGEST and not words.startswith("zlts ")):
        return []
    every = list(_passages())
    headed = [one for one in every if wanted in plain(one.place.partition(" · ")[2])]
    told = [one for one in every if one.tells_of(wanted) and one not in headed]
    return [*headed, *told][:_MOST]


def _passages() -> Iterator[Passage]:
    for topic in TOPICS:
        if topic.name == _GALLERY:
            continue
        place, last = topic.title, None
        for block in blocks(text_of(topic)):
            if last and block.kind is BlockKind.CODE:
                # who asks zlts help for a word is not told that zlts help may be asked for it
                typed = (line for line in block.lines if line.startswith("> ") and "zlts help" not in line)
                last = last._replace(typed=(*last.typed, *typed))
                continue
            if last:
                yield last
            last = Passage(place, block) if block.kind in (BlockKind.TEXT, BlockKind.ITEM) else None
            if block.kind is BlockKind.HEADING:
                place = f"{topic.title} · {block.lines[0]}" if block.level > 1 else topic.title
        if last:
            yield last
