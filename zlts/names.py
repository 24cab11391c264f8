"""Names, badges and unit words as people type them, brought to one form for comparing."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

_BLANKS = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")
_NAME_TAIL = re.compile(r"[*★☆#]+|\((?:辅警|民警|协警)\)$")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.0+)?")
_SEPARATORS = re.compile(r"[、,/;，；]+")

_CONTROLS = (*range(0x09), *range(0x0E, 0x1C), 0x7F)
_DIRECTIONS = (0x61C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_WITHOUT_WIDTH = (0xAD, 0x34F, *range(0x200B, 0x200E), *range(0x2060, 0x2066), 0xFEFF)
_VARIANTS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_FILLERS = (0x115F, 0x1160, 0x3164, 0xFFA0)
_INVISIBLE: dict[int, int | None] = dict.fromkeys((*_CONTROLS, *_DIRECTIONS, *_WITHOUT_WIDTH, *_VARIANTS, *_FILLERS))

# Text copied from a PDF holds radicals where characters are meant: the signs of Unicode's CJK Radicals Supplement,
# and the Kangxi radicals whose simplified form stands in names. Unicode's own folding leaves the former as they are
# and makes traditional characters of the latter.
_RADICALS: dict[int, int | None] = {
    0x2E81: 0x5382, 0x2E82: 0x4E5B, 0x2E83: 0x4E5A, 0x2E84: 0x4E59, 0x2E85: 0x4EBB, 0x2E86: 0x5182,
    0x2E87: 0x20628, 0x2E88: 0x5200, 0x2E89: 0x5202, 0x2E8A: 0x535C, 0x2E8B: 0x353E, 0x2E8C: 0x5C0F,
    0x2E8D: 0x5C10, 0x2E8E: 0x5140, 0x2E8F: 0x5C23, 0x2E90: 0x5C22, 0x2E91: 0x21BC2, 0x2E92: 0x5DF3,
    0x2E93: 0x5E7A, 0x2E94: 0x5F51, 0x2E95: 0x5F50, 0x2E96: 0x5FC4, 0x2E97: 0x5FC3, 0x2E98: 0x624C,
    0x2E99: 0x6535, 0x2E9B: 0x65E1, 0x2E9C: 0x65E5, 0x2E9D: 0x6708, 0x2E9E: 0x6B7A, 0x2E9F: 0x6BCD,
    0x2EA0: 0x6C11, 0x2EA1: 0x6C35, 0x2EA2: 0x6C3A, 0x2EA3: 0x706C, 0x2EA4: 0x722B, 0x2EA5: 0x722C,
    0x2EA6: 0x4E2C, 0x2EA7: 0x725B, 0x2EA8: 0x72AD, 0x2EA9: 0x738B, 0x2EAA: 0x24D14, 0x2EAB: 0x76EE,
    0x2EAC: 0x793A, 0x2EAD: 0x793B, 0x2EAE: 0x25AD7, 0x2EAF: 0x7CF9, 0x2EB0: 0x7E9F, 0x2EB1: 0x7F53,
    0x2EB2: 0x7F52, 0x2EB3: 0x34C1, 0x2EB4: 0x5197, 0x2EB5: 0x2626B, 0x2EB6: 0x7F8A, 0x2EB7: 0x2634C,
    0x2EB8: 0x2634B, 0x2EB9: 0x8002, 0x2EBA: 0x8080, 0x2EBB: 0x807F, 0x2EBC: 0x8089, 0x2EBD: 0x26951,
    0x2EBE: 0x8279, 0x2EBF: 0x827A, 0x2EC0: 0x827B, 0x2EC1: 0x864E, 0x2EC2: 0x8864, 0x2EC3: 0x8980,
    0x2EC4: 0x897F, 0x2EC5: 0x89C1, 0x2EC6: 0x89D2, 0x2EC7: 0x278B2, 0x2EC8: 0x8BA0, 0x2EC9: 0x8D1D,
    0x2ECA: 0x27FB7, 0x2ECB: 0x8F66, 0x2ECC: 0x8FB6, 0x2ECD: 0x8FB7, 0x2ECE: 0x8FB8, 0x2ECF: 0x9091,
    0x2ED0: 0x9485, 0x2ED1: 0x9577, 0x2ED2: 0x9578, 0x2ED3: 0x957F, 0x2ED4: 0x95E8, 0x2ED5: 0x28E0F,
    0x2ED6: 0x961D, 0x2ED7: 0x96E8, 0x2ED8: 0x9752, 0x2ED9: 0x97E6, 0x2EDA: 0x9875, 0x2EDB: 0x98CE,
    0x2EDC: 0x98DE, 0x2EDD: 0x98DF, 0x2EDE: 0x2967F, 0x2EDF: 0x98E0, 0x2EE0: 0x9963, 0x2EE1: 0x29810,
    0x2EE2: 0x9A6C, 0x2EE3: 0x9AA8, 0x2EE4: 0x9B3C, 0x2EE5: 0x9C7C, 0x2EE6: 0x9E1F, 0x2EE7: 0x5364,
    0x2EE8: 0x9EA6, 0x2EE9: 0x9EC4, 0x2EEA: 0x9EFE, 0x2EEB: 0x6589, 0x2EEC: 0x9F50, 0x2EED: 0x6B6F,
    0x2EEE: 0x9F7F, 0x2EEF: 0x7ADC, 0x2EF0: 0x9F99, 0x2EF1: 0x9F9C, 0x2EF2: 0x4E80, 0x2EF3: 0x9F9F,
    0x2F92: 0x89C1, 0x2F99: 0x8D1D, 0x2F9E: 0x8F66, 0x2FA7: 0x957F, 0x2FA8: 0x95E8, 0x2FB1: 0x97E6,
    0x2FB4: 0x9875, 0x2FB5: 0x98CE, 0x2FB6: 0x98DE, 0x2FBA: 0x9A6C, 0x2FC2: 0x9C7C, 0x2FC3: 0x9E1F,
    0x2FC4: 0x5364, 0x2FC6: 0x9EA6, 0x2FC8: 0x9EC4, 0x2FCC: 0x9EFE, 0x2FD1: 0x9F50, 0x2FD2: 0x9F7F,
    0x2FD3: 0x9F99, 0x2FD4: 0x9F9F,
}  # fmt: skip
_FOLDING = _INVISIBLE | _RADICALS

# Superscripts, subscripts, fractions, circled, bracketed and dotted numbers, and units or days in one sign: all that
# Unicode's folding would turn into digits though they are none.
_MARKS = re.compile(
    "([\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2150-\u215f\u2189\u2460-\u249b\u24ea\u3251-\u325f"
    "\u3280-\u3289\u32b1-\u32cb\u3358-\u3370\u3378\u3379\u339f-\u33a6\u33a8\u33af\u33e0-\u33fe"
    "\U0001f100-\U0001f10a]+)"
)


@lru_cache(maxsize=10_000)
def folded(text: str) -> str:
    """NFKC, without invisible characters, radicals as characters; ² and ① stay as they are, and become no digits."""
    bare = text.translate(_FOLDING)
    return "".join(
        part if at % 2 else unicodedata.normalize("NFKC", part) for at, part in enumerate(_MARKS.split(bare))
    )


def visible(text: str) -> str:
    """The text as written, without the characters that nobody sees."""
    return text.translate(_INVISIBLE)


def plain(text: str) -> str:
    """Folded, without any blank, full-width, no-break and zero-width ones included."""
    return _BLANKS.sub("", text if text.isascii() and text.isprintable() else folded(text))


def person_name(text: str) -> str:
    """孔 慧 is 孔慧; stars and a trailing (辅警) are no part of a name."""
    return _NAME_TAIL.sub("", plain(text))


def badge_number(text: str) -> str:
    """A badge as text; `350432.0`, as a spreadsheet leaves it, is 350432."""
    return re.sub(r"^(\d+)\.0+$", r"\1", plain(text))


def serial_mark(text: str) -> str:
    """A serial number for comparing: 0001234, 1,234 and 1234.0, as spreadsheets leave it, are 1234."""
    if not text:
        return ""
    mark = plain(text)
    if _THOUSANDS.fullmatch(mark):
        mark = mark.replace(",", "")
    whole = re.sub(r"^(\d+)\.0+$", r"\1", mark)
    return whole.lstrip("0") or "0" if whole.isascii() and whole.isdigit() else whole


def window_mark(text: str) -> str:
    """1号窗口, 01窗 and 1 are one window."""
    mark = re.sub(r"窗口|[号#窗台]", "", plain(text))
    return str(int(mark)) if mark.isascii() and mark.isdigit() else mark.upper()


def evaluator_mark(text: str) -> str:
    return plain(text).upper()


def listed(text: str) -> tuple[str, ...]:
    """The parts of a cell that lists several names."""
    return tuple(part.strip() for part in _SEPARATORS.split(text) if part.strip())


class _Known:
    """Known words, which are searched for the one nearest to another: only those that share characters with it."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = tuple(dict.fromkeys(words))
        self._holding: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._words:
            for char in _counted(word):
                self._holding[char].append(word)
        self._found: dict[str, str] = {}

    def nearest(self, word: str) -> str:
        """As `difflib.get_close_matches` finds it, without looking at words that cannot be the nearest."""
        found = self._found.get(word)
        if found is None:
            found = self._search(word)
            if len(self._found) < _MOST_KEPT:
                self._found[word] = found
        return found

    def _search(self, word: str) -> str:
        shared = Counter(chain.from_iterable(self._holding.get(char, ()) for char in _counted(word)))
        levels: defaultdict[int, list[str]] = defaultdict(list)
        for known, count in shared.items():
            levels[count].append(known)
        matcher = difflib.SequenceMatcher(b=word)
        best = (_CUTOFF, "")
        for count in sorted(levels, reverse=True):
            # at best, all the shared characters stand in the same order
            bounds = ((2 * count / (len(word) + len(known)), known) for known in levels[count])
            for bound in sorted((one for one in bounds if one > best), reverse=True):
                if bound <= best:
                    break
                matcher.set_seq1(bound[1])
                best = max(best, (matcher.ratio(), bound[1]))
        return best[1]


def _counted(word: str) -> list[tuple[str, int]]:
    """The characters of a word, a repeated one told apart from its first."""
    return [(char, word.count(char, 0, at)) for at, char in enumerate(word)]


_CUTOFF = 0.3
_MOST_KEPT = 100_000
_index = lru_cache(maxsize=64)(_Known)
"""The last few lists of known words; a roster's hundred units and their people come again and again."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The nearest known word, or "" where none is near."""
    return _index(tuple(known)).nearest(word)


def with_nearest(reason: str, word: str, known: Iterable[str]) -> str:
    """A reason, with the nearest known word where there is one."""
    near = nearest(word, known)
    return f"{reason}，最接近的是“{near}”" if near else reason


_TURNING = frozenset(
    "不未无非没失否免勿莫难假虚误错有部半基大小较很极特更最全主次轻重严高低中上下好坏差优良多少级档等正副局一二三四五"
)
"""Signs that turn a word's meaning round or weigh it: of two words that differ in one, neither is near the other."""


def slip_of(word: str, known: Iterable[str]) -> str:
    """The one known word of which a word is a slip of the pen, or "".

    属时 is 属实; 失实 is not, nor is 不严重 严重: no word is near across a negation or a degree.
    """
    near = [one for one in dict.fromkeys(known) if _is_slip(word, one)]
    return near[0] if len(near) == 1 else ""


def _is_slip(word: str, known: str) -> bool:
    """One sign is another, is missing or is too much, and none that turns the meaning.

    The first sign of a word of two carries half of its meaning: it must be right, and turn nothing.
    """
    shorter = min(len(word), len(known))
    if shorter <= 1 or word == known or abs(len(word) - len(known)) > 1:
        return False
    parts = difflib.SequenceMatcher(None, word, known, autojunk=False).get_opcodes()
    changed = [(a, word[a:b] + known[c:d], max(b - a, d - c)) for tag, a, b, c, d in parts if tag != "equal"]
    if len(changed) != 1:
        return False
    ((place, signs, length),) = changed
    whole = shorter > 2 or (place > 0 and word[0] not in _TURNING)  # noqa: PLR2004
    return length == 1 and not _TURNING & set(signs) and whole


_NUMBER_PARTS = re.compile(r"[0-9]+|[^\W\d_]+")


def number_marks(text: str) -> tuple[str, ...]:
    """What counts in a complaint's number: 007, 7, 7.0 and №7 are alike, and so are TS-2013-007 and ts—2013—7."""
    number = re.sub(r"^(\d+)\.0+$", r"\1", plain(text)).casefold()
    number = re.sub(r"^(?:no\.?|第)(?=\d)|(?<=\d)号$", "", number)
    return tuple(mark.lstrip("0") or "0" if mark.isdigit() else mark for mark in _NUMBER_PARTS.findall(number))


def shell_word(text: str) -> str:
    """A name as it is typed in a command's line: in quotation marks where it has blanks or signs of the shell."""
    return f'"{text}"' if set(text) & set(" &|<>^();,'`$") else text
