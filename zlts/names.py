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
_RADICALS = (
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿"
    "⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳⾒⾙⾞⾧⾨⾱⾴⾵⾶⾺"
    "⿂⿃⿄⿆⿈⿌⿑⿒⿓⿔"
)
_CHARACTERS = (
    "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺母民氵氺灬爫爬丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺"
    "艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟见贝车长门韦页风飞马"
    "鱼鸟卤麦黄黾齐齿龙龟"
)
_FOLDING = _INVISIBLE | str.maketrans(_RADICALS, _CHARACTERS)

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
