"""What is never shown unasked (readings: Redaction): who complained, phone and ID numbers in free text. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from operator import add
from string import ascii_lowercase, ascii_uppercase
from typing import Any, NamedTuple, TypeVar
from unicodedata import decimal, is_normalized, normalize

from zlts.chain import printed_in
from zlts.names import listed, plain
from zlts.reports import Report, Rows

MASK = "***"
ERASED = "已清除"
"""Stands, with a sign that tells it from others, where something was erased by rule."""
_ERASED_SIGN = re.compile(rf"{ERASED} ?[0-9a-f]{{16}}")
SOMEBODY = "投诉人"
"""Stands for a complainant's name."""

_GAP = r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad.。·・‧•_/()~:\-‐‑‒–—―−*=+|'\\]{1,5}"
_RUN = re.compile(rf"\d(?:(?:{_GAP})?\d)*[Xx]?")
"""Figures that may be one number, however it is written: 139-0000-7788, +86 139 0000 7788, (0598) 233 0011."""
_PART = re.compile(r"\d+[Xx]?")
_FIGURE = "〇零○一二三四五六七八九幺"
_SPELT = re.compile(rf"[{_FIGURE}](?:(?:{_GAP})?[{_FIGURE}]){{6,}}")
"""A number in Chinese figures, one after the other; a year in them has four, and what counts has 十 or 百."""
_ARABIC = str.maketrans(_FIGURE, "0001234567891")
_ABROAD = r"(?:(?:00)?86)?"
_MOBILE = re.compile(_ABROAD + r"0?1[3-9]\d{9}")
_LANDLINE = re.compile(_ABROAD + r"0[1-9]\d{1,2}\d{7,8}")
_IDENTITY = re.compile(r"\d{17}[\dXx]")
_PERSONAL = (_MOBILE, _IDENTITY)
_MOST_PARTS = 5
"""Into so many groups people divide a number, if not figure by figure; other rows of figures have more."""
_LONGEST_NUMBER = 22  # figures
_PAIR = 2
"""Two groups around a colon are a batch and its row, unless the first is an area's number."""
_LEAST_LEAD = 3
"""Figures in the first of several groups; a date's month or day has fewer."""
_DIGEST = re.compile(r"(?=[0-9]*[a-f])[0-9a-f]{16,64}")  # of the journal's head
_HEX = re.compile(r"[0-9a-z]+")

_NAMELESS = (
    "匿名 匿名投诉 匿名举报 匿名群众 群众 市民 居民 村民 家长 业主 司机 网民 网友 顾客 企业 公司 单位 本人 他人 "
    "先生 女士 小姐 同志 当事人 来电人 投诉人 举报人 反映人 信访人 报警人 办事人 办证人 申请人 办事群众 热心群众 "
    "热心市民 某群众 某市民 不详 未知 未留 未留名 保密 不愿透露 没有 无"
)
_NOBODY = frozenset(_NAMELESS.split())
"""What stands under 投诉人 where nobody gave a name."""
_TITLES = re.compile(r"(?:先生|女士|小姐|同志|老师|阿姨|大爷|大妈)$")
_BESIDE = re.compile(r"[()（）\[\]【】:：+\d].*|等\d*人$")
"""What stands behind a name in its cell: (退休), a number, 等3人."""
_LABEL = re.compile(r"^\s*(?:投诉人|举报人|反映人|来访人|姓名)\s*[:：]\s*")
_TOGETHER = re.compile("[和与及]")
_LEAST_NUMBER = 7  # digits
_SHORT_AREA, _LONG_AREA = len("010"), len("0598")
_LONGEST = 40  # a longer cell is no name
_LONGEST_CELL = 500
_BLANK = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad.·•‧・∙⋅●_]")
"""What people put or leave out within a name: Zhang Wei, zhangwei; 古丽·阿不都, 古丽阿不都."""
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)

Value = TypeVar("Value")


class Complainant(NamedTuple):
    """What a register tells of one who complained."""

    name: str = ""
    phone: str = ""


class _Said(NamedTuple):
    """A text in one form for comparing, and where each sign of it stands in the text as it is shown."""

    text: str
    places: Sequence[int]


def _folded(text: str) -> _Said:
    """Full-width signs as plain ones."""
    if text.isascii() or is_normalized("NFKC", text):
        return _Said(text, range(len(text)))
    signs = [(sign, place) for place, shown in enumerate(text) for sign in normalize("NFKC", shown)]
    return _Said("".join(sign for sign, _ in signs), [place for _, place in signs])


def _counted(said: _Said) -> _Said:
    """With the figures of any script as 0 to 9, those of numbers in Chinese figures too."""
    text = said.text
    if text.isascii():
        return said
    text = _SPELT.sub(lambda number: number[0].translate(_ARABIC), text)
    return _Said(re.sub(r"[^\D0-9]", lambda figure: str(decimal(figure[0])), text), said.places)


def _squeezed(said: _Said) -> _Said:
    """Without blanks and points, in small letters."""
    text = said.text.translate(_SMALL)
    if not _BLANK.search(text):
        return _Said(text, said.places)
    kept = [(sign, place) for sign, place in zip(text, said.places, strict=True) if not _BLANK.match(sign)]
    return _Said("".join(sign for sign, _ in kept), [place for _, place in kept])


def _compared(word: str) -> str:
    """A name or another word in the form in which it is looked for."""
    return _BLANK.sub("", plain(word).translate(_SMALL))


class _Span(NamedTuple):
    """A part of a text as it is shown, and what stands for it."""

    begin: int
    end: int
    shown: str = MASK


def _span(said: _Said, begin: int, end: int, shown: str = MASK) -> _Span:
    return _Span(said.places[begin], said.places[end - 1] + 1, shown)


def _replaced(text: str, spans: Iterable[_Span]) -> str:
    """The text with the spans replaced; of two that overlap the first."""
    parts, at = [], 0
    for span in sorted(spans):
        if span.begin >= at:
            parts += [text[at : span.begin], span.shown]
            at = span.end
    return "".join([*parts, text[at:]])


def _alone(stands: str, _word: str) -> str:
    return stands


class Redaction:
    """Knows those who complained, and takes them out of whatever is shown.

    `known` are words that stay: officers, units, badges, numbers of complaints. A complainant who bears an
    officer's name cannot be told from the officer. `sign` makes what stands for a name (with `SOMEBODY`) or a number
    (with `MASK`), by default that word alone; `anybody`: numbers of phones and ID cards go whosever they are.
    """

    def __init__(
        self,
        complainants: Iterable[Complainant] = (),
        known: Iterable[str] = (),
        *,
        sign: Callable[[str, str], str] = _alone,
        anybody: bool = True,
    ) -> None:
        complainants = list(complainants)
        self._sign = sign
        self._patterns = (*_PERSONAL, _LANDLINE) if anybody else ()
        self._known = frozenset(word for word in map(_compared, known) if 0 < len(word) <= _LONGEST)
        names = {_compared(name) for one in complainants for name in _names(one.name)}
        self._names = frozenset(name for name in names if len(name) > 1) - self._known
        told = frozenset(number for one in complainants for number in _phones(one))
        self._phones = frozenset(way for number in told - self._known for way in _ways(number)) - self._known
        lengths: dict[str, set[int]] = {}
        for word in self._names | self._known:
            lengths.setdefault(word[:2], set()).add(len(word))
        self._lengths = {first: sorted(own, reverse=True) for first, own in lengths.items() if len(first) > 1}

    def hide(self, text: str) -> str:
        """The text without those who complained, and without phone and ID numbers that are no badge."""
        said = _folded(text)
        words = [*self._words(_squeezed(said))]
        spans = [span for span in words if span.shown]
        stay = [span for span in words if not span.shown]
        spans += [
            number
            for number in _numbers(_counted(said), self._patterns, self._phones, self._sign)
            if not any(span.begin <= number.begin and number.end <= span.end for span in stay)
        ]
        return _replaced(text, spans) if spans else text

    def is_private(self, text: str) -> bool:
        """Whether a text holds anything of them."""
        return self.hide(text) != text

    def of(self, value: Value) -> Value:
        """The same value, a report, a letter or a paper, with every text in it hidden."""
        if isinstance(value, Report) and value.personal:
            return value
        shown: Value = _through(value, cache(self._shown))  # a file's name comes again with each of its rows
        return shown

    def _shown(self, text: str) -> str:
        return self.hide(_ERASED_SIGN.sub(ERASED, text))

    def _words(self, said: _Said) -> Iterator[_Span]:
        """Where names and known words stand, the longest first; known ones have nothing to be shown instead."""
        text, at = said.text, 0
        if self._lengths.keys().isdisjoint(map(add, text, text[1:])):
            return
        while at < len(text) - 1:
            step = 1
            for length in self._lengths.get(text[at : at + 2], ()):
                word = text[at : at + length]
                is_name = word in self._names
                if len(word) == length and (is_name or word in self._known) and _is_whole(said, at, at + length):
                    yield _span(said, at, at + length, self._sign(SOMEBODY, word) if is_name else "")
                    step = length
                    break
            at += step


def _is_whole(said: _Said, begin: int, end: int) -> bool:
    """Whether no letter or figure beside it belongs to the same word; Chinese has no such borders."""
    return not (_joined(said, begin) or _joined(said, end))


def _joined(said: _Said, place: int) -> bool:
    """Whether the signs before and at a place belong to one word in letters or one number."""
    if not 0 < place < len(said.text) or said.places[place] - said.places[place - 1] > 1:
        return False
    pair = said.text[place - 1 : place + 1]
    return pair.isascii() and (pair.isalpha() or pair.isdigit())


def _names(cell: str) -> Iterator[str]:
    """The names in a cell: 柏小林女士(退休) is 柏小林 too; 柏女士 is only that."""
    cell = "" if _ERASED_SIGN.fullmatch(cell) else _LABEL.sub("", cell)
    for cell_part in {*listed(cell), plain(cell)}:
        bare = _BESIDE.sub("", plain(cell_part))
        one, _, other = _TOGETHER.sub(",", bare, count=1).partition(",")
        parts = (one, other) if min(len(one), len(other)) > 1 else ()
        for word in (bare, _TITLES.sub("", bare), *parts):
            if 1 < len(word) <= _LONGEST and word not in _NOBODY and not word.isdigit():
                yield word


def is_nameless(cell: str) -> bool:
    """Whether what stands under 投诉人 names nobody: blank, 匿名, 群众, 某先生."""
    word = plain(cell)
    return not word or word in _NOBODY or word.startswith("某")


def numbers_in(text: str) -> Iterator[str]:
    """The figures of the phone and ID numbers that stand in a text, in any writing."""
    said = _counted(_folded(text))
    for span in _numbers(said, (*_PERSONAL, _LANDLINE)):
        shown = (sign for sign, place in zip(said.text, said.places, strict=True) if span.begin <= place < span.end)
        yield re.sub(r"[^\dXx]", "", "".join(shown))


def _phones(one: Complainant) -> Iterator[str]:
    """The numbers in a complainant's cells that can be rung up from outside, or that are of an ID card."""
    for cell in (one.phone, one.name):
        said = _counted(_folded(cell)).text[:_LONGEST_CELL]
        if "X" in said.upper():
            yield from map(str.upper, numbers_in(said))
        for part in listed(said):
            digits = re.sub(r"\D", "", part)
            runs = [re.sub(r"\D", "", run) for run in _RUN.findall(part)]
            yield from (number for number in {digits, *runs} if _LEAST_NUMBER <= len(number) <= _LONGEST)


def _ways(number: str) -> Iterator[str]:
    """A number with and without what is dialled before it."""
    bare = re.sub(rf"^{_ABROAD}0?(?=1[3-9]\d{{9}}$)", "", number)
    yield from (number, bare)
    if _MOBILE.fullmatch(bare):
        yield from (before + bare for before in ("0", "86", "0086"))
    if _LANDLINE.fullmatch(number):
        yield from (before + number.removeprefix("0") for before in ("86", "0086"))
        home = re.sub(r"^(?:00)?86(?=0)", "", number)
        yield home[_SHORT_AREA if home[1] in "12" else _LONG_AREA :]  # as it is dialled in the county


def _numbers(
    said: _Said,
    patterns: Sequence[re.Pattern[str]],
    phones: frozenset[str] = frozenset(),
    sign: Callable[[str, str], str] = _alone,
) -> Iterator[_Span]:
    """Where numbers of phones and ID cards stand: a row of groups of figures that together are one."""
    for run in _RUN.finditer(said.text):
        if len(run[0]) < _LEAST_NUMBER or _in_digest(said.text, run):
            continue
        parts = [(run.start() + one.start(), run.start() + one.end()) for one in _PART.finditer(run[0])]
        first = 0
        while first < len(parts):
            last = _last_part(said.text, parts[first:], patterns, phones)
            if last:
                begin, end = parts[first][0], parts[first + last - 1][1]
                yield _span(said, begin, end, sign(MASK, re.sub(r"\D", "", said.text[begin:end])))
            first += last or 1


def _last_part(
    text: str, parts: Sequence[tuple[int, int]], patterns: Sequence[re.Pattern[str]], phones: frozenset[str]
) -> int:
    """How many of the groups, from the first, are one number; 0 where none is."""
    digits = ""
    begin, end = parts[0]
    leads = end - begin >= _LEAST_LEAD or text[begin:end] == "86"
    for count, (begin, end) in enumerate(parts, 1):
        digits += text[begin:end]
        if len(digits) > _LONGEST_NUMBER:
            break
        if ":" in text[parts[0][0] : end] and not (leads and (count > _PAIR or digits.startswith("0"))):
            continue
        usual = count == 1 or count == len(digits) or (count <= _MOST_PARTS and leads)
        if digits.upper() in phones or (usual and any(pattern.fullmatch(digits) for pattern in patterns)):
            return count
    return 0


def _in_digest(text: str, run: re.Match[str]) -> bool:
    """Whether the figures are a part of the journal's head as it is printed, now or by earlier programs."""
    begin, end = run.span()
    if any(start < end and begin < stop for start, stop in printed_in(text)):
        return True
    while begin and _HEX.fullmatch(text[begin - 1]):
        begin -= 1
    token = _HEX.match(text, begin)
    return bool(token and token.end() >= end and _DIGEST.fullmatch(token[0]))


def _through(value: Any, hide: Callable[[str], str]) -> Any:
    """Every text in it; names of things (keys, looks, kinds) stay."""
    kind = type(value)
    if kind is str:
        return hide(value)
    if kind is int or value is None or isinstance(value, Enum):
        return value
    if isinstance(value, Mapping):
        return {key: _through(item, hide) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        shown = (_through(item, hide) for item in value)
        return kind(*shown) if hasattr(value, "_fields") else kind(shown)
    if isinstance(value, Rows):
        value = value.told(hide)
    elif is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: _through(getattr(value, one.name), hide) for one in fields(value)})
    return value
