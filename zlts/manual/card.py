"""The card that lies beside her keyboard, as a form of one page."""

from __future__ import annotations

from collections.abc import Iterator

from zlts import __version__
from zlts.documents.paper import Field, Paper
from zlts.manual.markdown import Kind, blocks


def card(page: str) -> Paper:
    """The page as a form: its sections are the rows, its items their lines."""
    title, *said = (block for block in blocks(page) if block.kind is Kind.TEXT or block.level == 1)
    return Paper(
        name=title.lines[0],
        title=title.lines[0],
        reference=f"zlts {__version__}",
        intro=tuple(block.lines[0] for block in said),
        rows=tuple((Field(heading, "\n".join(lines)),) for heading, lines in _sections(page)),
        bureau="",
    )


def _sections(page: str) -> Iterator[tuple[str, list[str]]]:
    heading, lines = "", list[str]()
    for block in blocks(page):
        if block.kind is Kind.HEADING:
            if lines:
                yield heading, lines
            heading, lines = block.lines[0], []
        elif block.kind is Kind.ITEM:
            lines.append(block.lines[0].partition(" ")[2])
    yield heading, lines
