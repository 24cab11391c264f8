"""Names, badges and unit words as people type them, brought to one form for comparing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_NAME_TAIL = re.compile(r"[*★☆#]+|\((?:辅警|民警|协警)\)$")
_SEPARATORS = re.compile(r"[、,/;，；]+")


def plain(text: str) -> str:
    """NFKC, without any blank, full-width, no-break and zero-width ones included."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text))


def person_name(text: str) -> str:
    """孔 慧 is 孔慧; stars and a trailing (辅警) are no part of a name."""
    return _NAME_TAIL.sub("", plain(text))


def badge_number(text: str) -> str:
    """A badge as text; `350432.0`, as a spreadsheet leaves it, is 350432."""
    return re.sub(r"^(\d+)\.0+$", r"\1", plain(text))


def window_mark(text: str) -> str:
    """1号窗口, 01窗 and 1 are one window."""
    mark = re.sub(r"窗口|[号#窗台]", "", plain(text))
    return str(int(mark)) if mark.isascii() and mark.isdigit() else mark.upper()


def evaluator_mark(text: str) -> str:
    return plain(text).upper()


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several names."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, or "" where none is near."""
    found = difflib.get_close_matches(word, list(dict.fromkeys(known)), n=1, cutoff=0.3)
    return found[0] if found else ""


def with_nearest(reason: str, word: str, known: Iterable[str]) -> str:
    """A reason, with the nearest known word where there is one."""
    near = nearest(word, known)
    return f"{reason}，最接近的是“{near}”" if near else reason
