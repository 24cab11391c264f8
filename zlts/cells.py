"""Text as it stands in a cell: made harmless, measured, folded. For every drawing of a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from zlts.reports import Cell, Look

NOTHING = "—"
"""What stands where there is no figure."""

_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
# Controls, directions that turn a line around, invisible characters, halves of pairs.
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# A figure, a date or a name in Latin letters stays whole; no line begins with a comma or ends with “.
_PIECE = re.compile("[“‘（《〈【〔「『]*(?:[!-~]+|.)[，。、；：？！％”’）》〉】〕」』…—]*", re.DOTALL)

Measure = Callable[[str], int]


def clean(text: str) -> str:
    """The text without what a terminal or a workbook would obey or choke on; a line break is a blank."""
    return _HARMFUL.sub("", _BREAKS.sub(" ", text))


def shown(cell: Cell, look: Look) -> str:
    """The cell in words; — where a figure is missing."""
    if cell is None:
        return NOTHING if look in (Look.NUMBER, Look.PERCENT) else ""
    return clean(str(cell))


@lru_cache(maxsize=65536)
def width(text: str) -> int:
    """How many half-width places the text takes in a Chinese typeface, where — and “ are wide too."""
    return len(text) if text.isascii() else sum(map(_places, text))


def _places(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def fold(text: str, room: int, measure: Measure = width) -> list[str]:
    """The text in lines of at most `room` places; at least one line."""
    lines, line, taken = [], "", 0
    for piece in _pieces(text, max(room, 2), measure):
        size = measure(piece)
        if line and taken + size > room:
            lines.append(line.rstrip())
            line, taken = "", 0
        if line or not lines or piece != " ":
            line, taken = line + piece, taken + size
    return [*lines, line.rstrip()]


def _pieces(text: str, room: int, measure: Measure) -> list[str]:
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += [piece] if measure(piece) <= room else _chopped(piece, room, measure)
    return found


def _chopped(piece: str, room: int, measure: Measure) -> list[str]:
    parts = [""]
    for char in piece:
        if measure(parts[-1] + char) > room:
            parts.append("")
        parts[-1] += char
    return parts


def share(wishes: Sequence[int], room: int) -> list[int]:
    """Widths that together fit `room`: the widest wishes are cut down to one common width."""
    cap = max(wishes, default=0)
    while cap > 1 and sum(min(wish, cap) for wish in wishes) > room:
        cap -= 1
    return [min(wish, cap) for wish in wishes]
