"""The card that lies beside her keyboard, as a form of one page."""

from __future__ import annotations

from collections.abc import Iterator

from zlts import __version__
from zlts.documents.paper import Paper, PaperCell
from zlts.manual.markdown import BlockKind, blocks


def card(page: str) -> Paper:
    """The page as a form: its sections are the rows, its items their lines."""
    title, *said = (block for block in blocks(page) if block.kind is BlockKind.TEXT or block.level == 1)
    return Paper(
        name=title.lines[0],
        title=title.lines[0],
        reference=f"zlts {__version__}",
        intro=tuple(block.lines[0] for block in said),
        rows=tuple((PaperCell(heading, "\n".join(lines)),) for heading, lines in _sections(page)),
        bureau="",
    )


def _sections(page: str) -> Iterator[tuple[str, list[str]]]:
    heading, lines = "", list[str]()
    for block in blocks(page):
        if block.kind is BlockKind.HEADING:
            if lines:
                yield heading, lines
            heading, lines = block.lines[0], []
        elif block.kind is BlockKind.ITEM:
            lines.append(block.lines[0].partition(" ")[2])
    yield heading, lines
