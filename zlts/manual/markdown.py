"""A page of the manual as blocks, of what markdown-it-py reads: words without marks, lines joined as Chinese is."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from functools import reduce
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode


class BlockKind(Enum):
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

    kind: BlockKind
    lines: tuple[str, ...]
    level: int = 0


def blocks(page: str) -> Iterator[Block]:
    """The page's blocks, in order; comments are none."""
    for node in SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(page)).children:
        match node.type:
            case "heading":
                yield Block(BlockKind.HEADING, (_words(node),), int(node.tag[1:]))
            case "paragraph":
                yield Block(BlockKind.TEXT, (_words(node),))
            case "blockquote":
                yield Block(BlockKind.QUOTE, (_words(node),))
            case "fence":
                yield Block(BlockKind.CODE, tuple(node.content.splitlines()))
            case "bullet_list":
                yield from (Block(BlockKind.ITEM, (f"- {_words(item)}",)) for item in node.children)
            case "ordered_list":
                yield from (Block(BlockKind.ITEM, (f"{item.info}. {_words(item)}",)) for item in node.children)
            case "table":
                rows = (row for part in node.children for row in part.children)
                yield Block(BlockKind.TABLE, tuple("\t".join(map(_words, row.children)) for row in rows))


def _words(node: SyntaxTreeNode) -> str:
    """The words in a node, on one line; of a link, what it is called."""
    tokens = [
        one for inline in node.walk() if inline.type == "inline" for one in inline.to_tokens()[0].children or ()
    ]
    return reduce(_joined, "".join(map(_word, tokens)).split("\n"))


def _word(token: Token) -> str:
    return "\n" if token.type == "softbreak" else token.content


def _joined(text: str, line: str) -> str:
    """Two lines as one: a blank only between Latin words."""
    return text + (" " if text[-1:].isascii() and line[:1].isascii() and text else "") + line
