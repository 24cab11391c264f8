"""How long a letter is, in the lines of GB/T 9704-2012: where its 版记 stands, which ends on an even page."""

from __future__ import annotations

from typing import NamedTuple

from zlts.cells import clean, fold, width
from zlts.documents.letter import Letter, annex_names, paragraphs, title_lines

LINES, CHARACTERS = 22, 28
"""Of a page, and of a line."""
_TITLE_CHARACTERS = 20
_AROUND_TITLE = 2.0  # lines: the number, half a blank line, and what the title's are taller
_SIGNED = 3.0  # a blank line, the signature, the date
_IMPRINT_CHARACTERS = 29  # of a smaller type, between a place free at either side
_SURE = 2.0  # by so many lines another program's page may differ


class Foot(NamedTuple):
    """Where the 版记 goes: to the foot of the last page, or to an even page of its own, `blank` before it or not."""

    on_last_page: bool
    blank: bool


AFTER_ANNEXES = Foot(on_last_page=False, blank=False)


def foot_of(letter: Letter) -> Foot:
    """On the letter's last page if that is surely an even one with room at its foot; else on the next even one.

    Sure is what holds with narrow figures and with wide ones, for typefaces differ in them.
    """
    ends = [divmod(length(letter, wide=wide), LINES) for wide in (False, True)]
    even = all(page % 2 == 1 for page, _ in ends)  # from 0
    most = LINES - imprint_lines(letter) - _SURE
    return Foot(on_last_page=even and all(_SURE <= line <= most for _, line in ends), blank=even)


def imprint_lines(letter: Letter) -> int:
    """The lines of the 版记."""
    return (_lines(f"抄送：{letter.copies}。", characters=_IMPRINT_CHARACTERS) if letter.copies else 0) + 1


def length(letter: Letter, *, wide: bool = False) -> float:
    """The lines from the number to the date; `wide` with figures and letters wider than half a character."""
    title = len(title_lines([clean(word) for word in letter.title], _TITLE_CHARACTERS))
    addressee = 2 if letter.addressee else 1
    body = sum(_lines(f"　　{one.text}", wide=wide) for one in paragraphs(letter.body))
    annexes = [_lines(f"　　　　　{name}", wide=wide) for name in annex_names(letter)]
    return _AROUND_TITLE + title + addressee + body + (sum(annexes) + 1 if annexes else 0) + _SIGNED


def _lines(text: str, *, characters: int = CHARACTERS, wide: bool = False) -> int:
    return len(fold(clean(text), 20 * characters, _wide if wide else _narrow))


def _narrow(text: str) -> int:
    """In twentieths of a character."""
    return 10 * width(text)


def _wide(text: str) -> int:
    return _narrow(text) + 3 * sum(sign.isascii() for sign in text)
