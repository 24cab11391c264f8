"""An official letter as a value: what stands in it, not how it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from zlts.cells import width
from zlts.reports import Table

DIGITS = "〇一二三四五六七八九"
_SIGNATURE_GAP = 2  # full-width places kept free at the right (GB/T 9704 7.3.5.2)
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST_NAME = 80
_TO_CHECK = re.compile("【请先处理：([^】]*)】")
_BLANK_BESIDE_FIGURE = re.compile(r"(?<=[^\x00-\x7f]) (?=[!-~])|(?<=[!-~]) (?=[^\x00-\x7f])")


class Level(StrEnum):
    """What a paragraph is; the drawing has a style for each."""

    HEADING = "heading"  # 一、
    SUBHEADING = "subheading"  # （一）
    ITEM = "item"  # 1.
    TEXT = "text"


class Paragraph(NamedTuple):
    """`text` whole; `lead` is its beginning that is set as a heading of that level, the text going on in the line."""

    text: str
    level: Level = Level.TEXT
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading without its number, and what stands under it: sentences or sections of the next level."""

    heading: str
    parts: tuple[str | Section, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: paragraphs, then tables; `mark` such as 内部掌握 stands above the title.

    One that is `apart` goes out as a workbook (另附), and is drawn behind the letter only on request.
    """

    title: str
    tables: tuple[Table, ...] = ()
    paragraphs: tuple[str, ...] = ()
    mark: str = ""
    apart: bool = False


@dataclass(frozen=True, slots=True)
class LetterWords:
    """A bureau's own words: 主送, 抄送 (nobody where empty), 署名 (its name where empty)."""

    addressees: str
    copies: str = ""
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to GB/T 9704 layout.

    `title` comes in words that no line may break; `issuer` is the office that prints and sends it. `number` is the
    one under which it was issued, `period` what it is about, in words; `figures` are its own, by the names under
    which a bureau's form asks for them.
    """

    title: tuple[str, ...]
    body: tuple[str | Section, ...]
    signature: str
    day: date
    addressee: str = ""
    annexes: tuple[Annex, ...] = ()
    copies: str = ""
    issuer: str = ""
    number: str = ""
    period: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    imprinted: bool = True
    """Whether it has a 版记, as what is printed to be sent out has."""


def with_annexes(letter: Letter) -> Letter:
    """The same with the annexes drawn behind it that go out apart otherwise."""
    return replace(letter, annexes=tuple(replace(one, apart=False) for one in letter.annexes))


def number_line(letter: Letter) -> str:
    """发文字号 and 期号 for page 1: the number it was issued under, and room to write what it does not say."""
    blank = f"〔{letter.day.year}〕　　号"
    if "号" in letter.number:
        return letter.number
    number = letter.number if letter.number.startswith("第") or "第" in letter.number else f"第{letter.number}期"
    return f"{blank}（{number}）" if letter.number else f"{blank}（第　　期）"


def annex_names(letter: Letter) -> list[str]:
    """What the annexes are called in the note of annexes: numbered where there are several."""
    several, names = len(letter.annexes) > 1, []
    for number, annex in enumerate(letter.annexes, 1):
        kept = f"（{annex.mark or '另附'}）" if annex.mark or annex.apart else ""
        names.append(f"{f'{number}．' if several else ''}{annex.title}{kept}")
    return names


def full_title(letter: Letter) -> str:
    """The title in one piece."""
    return "".join(letter.title)


def paragraphs(parts: Iterable[str | Section]) -> Iterator[Paragraph]:
    """The body in order, headings numbered 一、, （一） and 1.; below 一、 the first sentence follows in the line."""
    yield from _numbered(parts, (Level.HEADING, Level.SUBHEADING, Level.ITEM))


def _numbered(parts: Iterable[str | Section], levels: Sequence[Level]) -> Iterator[Paragraph]:
    number = 0
    for part in parts:
        if isinstance(part, str):
            yield Paragraph(part)
            continue
        number += 1
        yield from _section(part, number, levels)


def _section(part: Section, number: int, levels: Sequence[Level]) -> Iterator[Paragraph]:
    level, parts = levels[0], part.parts
    lead = f"{_MARKS[level].format(chinese(number), number)}{part.heading}"
    if level is not Level.HEADING and parts and isinstance(parts[0], str):
        lead += _BEFORE_TEXT[level]
        yield Paragraph(f"{lead}{parts[0]}", level, lead)
        parts = parts[1:]
    else:
        yield Paragraph(lead, level, lead)
    yield from _numbered(parts, levels[1:] or levels)


_MARKS = {Level.HEADING: "{0}、", Level.SUBHEADING: "（{0}）", Level.ITEM: "{1}."}
_BEFORE_TEXT = {Level.SUBHEADING: "。", Level.ITEM: "："}


def chinese(number: int) -> str:
    """A whole number from 0 to 99 in Chinese, as headings have it."""
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


def chinese_day(day: date) -> str:
    """成文日期 in Arabic figures without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def tight(text: str) -> str:
    """Without the blanks between Chinese and figures that a screen has and print has not."""
    return _BLANK_BESIDE_FIGURE.sub("", text)


def title_lines(words: Sequence[str], room: int) -> list[str]:
    """The title in as few lines as its words allow, none much longer than another; `room` in full-width places."""
    whole = sum(map(width, words)) / 2
    count = max(-(-int(whole + 0.5) // room), 1)
    while count < len(words):
        lines = _packed(words, count)
        if max(width(line) for line in lines) <= 2 * room:
            return lines
        count += 1
    return list(words) if whole > room else ["".join(words)]


def _packed(words: Sequence[str], count: int) -> list[str]:
    """The words in `count` lines of which the widest is as narrow as can be."""
    if count == 1:
        return ["".join(words)]
    splits = range(1, len(words) - count + 2)
    packings = [["".join(words[:cut]), *_packed(words[cut:], count - 1)] for cut in splits]
    return min(packings, key=lambda lines: max(map(width, lines)))


def signature_gaps(signature: str, day: str) -> tuple[float, float]:
    """Full-width places free to the right of the signature and of the date.

    The date begins two places right of the signature; whichever ends later keeps two places free.
    """
    own, dated = width(signature) / 2, width(day) / 2
    date_gap = max(_SIGNATURE_GAP, own - dated)
    return date_gap + dated + _SIGNATURE_GAP - own, date_gap


def safe_name(text: str) -> str:
    """A file name that Windows takes: without its forbidden signs, not too long, no dot or blank at the end."""
    return _UNSAFE.sub("", text)[:_LONGEST_NAME].strip(" .") or "文书"


def to_be_checked(letter: Letter) -> Iterator[str]:
    """What a person has to put right before the letter goes out (`sentences.to_check`)."""
    for one in paragraphs(letter.body):
        yield from _TO_CHECK.findall(one.text)
