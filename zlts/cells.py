"""Text as it stands in a cell: made harmless, measured, folded. For every drawing of a report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
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
# A figure, a date, 六(七), 8 件 and a command stay whole; no line begins with a comma or ends with “.
_ARGUMENT = r"[^\s，。、；：？！“”’（）》〉】」』]"
# A Chinese word is of the command where an option takes it, or where an option, a file or a 【…】 follows.
_TELLING = rf"--[a-z-]+ (?!【){_ARGUMENT}+|{_ARGUMENT}*[!-~]{_ARGUMENT}*|【[^】]*】"
_COMMAND = rf"zlts(?:(?: (?!zlts ){_ARGUMENT}+)*? (?!zlts )(?:{_TELLING}))+"
_CLAUSE = r"[一二三四五六七八九十]\([一二三四五六七八九十]+\)"
_WHOLE = rf"{_COMMAND}|{_CLAUSE}|(?:第 )?[0-9]+ [\u4e00-\u9fff]|[!-~]+|."
_PIECE = re.compile(f"[“‘（《〈【〔「『]*(?:{_WHOLE})[，。、；：？！％”’）》〉】〕」』…—]*", re.DOTALL)

_WORD = re.compile(r"[^ ]+| ")
_PAUSE = re.compile("[，。、；：？！）]+[”’]*")
_FULL = Fraction(3, 5)  # of a line that may end at a pause

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


def fold(text: str, room: int, measure: Measure = width, *, at_pauses: bool = False) -> list[str]:
    """The text in lines of at most `room` places; at least one line.

    `at_pauses` ends a line at a comma rather than in the middle of a name, where the line is long enough.
    """
    lines, line, taken = [], "", 0
    for piece in _pieces(text, max(room, 2), measure):
        size = measure(piece)
        while line and taken + size > room:
            kept = _to_pause(line, room, measure) if at_pauses else len(line)
            lines.append(line[:kept].rstrip())
            line = line[kept:].lstrip()
            taken = measure(line)
        if line or not lines or piece != " ":
            line, taken = line + piece, taken + size
    return [*lines, line.rstrip()]


def _to_pause(line: str, room: int, measure: Measure) -> int:
    """Where the line may end: after its last pause, if that leaves it long enough; else at its end."""
    last = max((found.end() for found in _PAUSE.finditer(line)), default=0)
    return last if measure(line[:last]) >= _FULL * room else len(line)


def _pieces(text: str, room: int, measure: Measure) -> list[str]:
    found: list[str] = []
    for piece in _PIECE.findall(text):
        parts = [piece] if measure(piece) <= room else _WORD.findall(piece)
        for part in parts:
            found += [part] if measure(part) <= room else _chopped(part, room, measure)
    return found


def _chopped(piece: str, room: int, measure: Measure) -> list[str]:
    parts = [""]
    for char in piece:
        if measure(parts[-1] + char) > room:
            parts.append("")
        parts[-1] += char
    return parts


def share(wanted: Sequence[int], room: int) -> list[int]:
    """Widths that together fit `room`: the widest wanted are cut down to one common width."""
    cap = max(wanted, default=0)
    while cap > 1 and sum(min(width, cap) for width in wanted) > room:
        cap -= 1
    return [min(width, cap) for width in wanted]
