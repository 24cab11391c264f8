"""A page of the manual as blocks: the little of Markdown that our pages use, without what a screen cannot show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

FENCE = "```"
_COMMENT = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_ITEM = re.compile(r"(?:[-*]|\d+\.) ")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]*\)")
_RULE = re.compile(r"\|[\s:|-]+\|")


class Kind(Enum):
    """What a block is."""

    HEADING = auto()
    TEXT = auto()
    ITEM = auto()
    QUOTE = auto()
    CODE = auto()
    TABLE = auto()


class Block(NamedTuple):
    """A heading (`level` 1 to 3), a paragraph, an item with its mark, a quotation, a screen, a table.

    Of a text there is one line; of a table each line is a row, its cells parted by tabs.
    """

    kind: Kind
    lines: tuple[str, ...]
    level: int = 0


def blocks(page: str) -> Iterator[Block]:
    """The page's blocks, in order."""
    lines = _COMMENT.sub("", page).split("\n")
    while lines:
        if lines[0].startswith(FENCE):
            end = lines.index(FENCE, 1)
            yield Block(Kind.CODE, tuple(lines[1:end]))
            del lines[: end + 1]
        else:
            own = _until_break(lines)
            yield from _of(own)
            del lines[: len(own) + 1]


def inline(text: str) -> str:
    """The words without marks; of a link, what it is called."""
    return _LINK.sub(r"\1", text).replace("`", "").replace("**", "")


def _until_break(lines: Sequence[str]) -> list[str]:
    own: list[str] = []
    for line in lines:
        if not line.strip() or line.startswith(FENCE):
            break
        own.append(line)
    return own


def _of(lines: Sequence[str]) -> Iterator[Block]:
    """The blocks of lines that stand together."""
    for kind, group in groupby(lines, _kind):
        own = list(group)
        if kind is Kind.HEADING:
            for line in own:
                yield Block(kind, (inline(line.lstrip("# ")),), len(line) - len(line.lstrip("#")))
        elif kind is Kind.TABLE:
            yield Block(kind, tuple(_cells(line) for line in own if not _RULE.fullmatch(line)))
        elif kind is Kind.ITEM:
            yield from (Block(kind, (inline(item),)) for item in _items(own))
        else:
            yield Block(kind, (inline(_joined(line.removeprefix("> ") for line in own)),))


def _kind(line: str) -> Kind:
    if line.startswith("#"):
        return Kind.HEADING
    if line.startswith("|"):
        return Kind.TABLE
    if line.startswith(">"):
        return Kind.QUOTE
    return Kind.ITEM if _ITEM.match(line) or line.startswith("  ") else Kind.TEXT


def _items(lines: Sequence[str]) -> list[str]:
    """The items, each with the lines that go on under it."""
    items: list[str] = []
    for line in lines:
        if _ITEM.match(line):
            items.append(line.replace("* ", "- ", 1) if line.startswith("* ") else line)
        else:
            items[-1] = _joined([items[-1], line.strip()])
    return items


def _joined(lines: Iterator[str] | Sequence[str]) -> str:
    """Lines as one: a blank only between Latin words."""
    text = ""
    for line in lines:
        gap = " " if text[-1:].isascii() and line[:1].isascii() and text else ""
        text += gap + line
    return text


def _cells(line: str) -> str:
    return "\t".join(inline(cell.strip()) for cell in line.strip().strip("|").split("|"))
