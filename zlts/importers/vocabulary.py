"""The heading and layout words of data/vocabulary.toml as typed values: words are data, no code (readings: Words)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from zlts.importers.normalization import clean, heading_key, squeezed, without_brackets, without_raised
from zlts.resources import data_file

_UNIT = re.compile(r"[a-z]|[-+]?\d+(?:分|星|级|键)?|[一二三四五]星|单位:?.{1,3}", re.IGNORECASE)
"""What in brackets after a rating says nothing new: its score, its key."""
_AFTER_SIGNATURE = re.compile(r"$|[:\s\d(_.、,/-]")


@dataclass(frozen=True, slots=True)
class LineWords:
    """The words by which lines that are no data rows are told."""

    totals: tuple[str, ...]
    signatures: tuple[str, ...]
    pages: re.Pattern[str]
    titles: tuple[str, ...]
    labels: frozenset[str]
    stamps: re.Pattern[str]
    units: re.Pattern[str]
    sums: re.Pattern[str]
    about_the_rows: re.Pattern[str]
    against_the_counts: re.Pattern[str]

    def is_total(self, text: str) -> bool:
        """合计, 城关派出所小计, 共:180."""
        bare = squeezed(text).rstrip(":")
        return any(
            bare == word
            or (len(word) > 1 and bare.endswith(word))
            or (bare.startswith(word) and re.match(r"[:\d(/]", bare[len(word) :]))
            for word in self.totals
        )

    def is_sum(self, text: str) -> bool:
        """小计1件, 本单位合计扣分: a sum that stands where an item, a finding or a complaint does."""
        return bool(self.sums.fullmatch(squeezed(text)))

    def is_signature(self, text: str) -> bool:
        """制表人:, 打印时间 2013-02-01, 注:…, 第 1 页."""
        bare = squeezed(text)
        return bool(self.pages.fullmatch(bare)) or any(
            bare.startswith(word) and _AFTER_SIGNATURE.match(bare[len(word) :]) for word in self.signatures
        )

    def is_footer(self, text: str) -> bool:
        return self.is_total(text) or self.is_signature(text)

    def is_title(self, text: str) -> bool:
        return without_brackets(squeezed(text)).endswith(self.titles)

    def without_stamps(self, text: str) -> str:
        """The text without the dates that tell when the paper was made."""
        return self.stamps.sub(" ", squeezed(text))

    def stamps_in(self, text: str) -> str:
        """The labels and dates that tell when the paper was made: 导出时间:2013-06-03."""
        return " ".join(found[0] for found in self.stamps.finditer(squeezed(text)))

    def is_unit(self, text: str) -> bool:
        """Whether the text is named as units are, known or not."""
        return bool(self.units.fullmatch(squeezed(text)))

    def label_of(self, text: str) -> tuple[str, str] | None:
        """The label and the value of 单位:城关派出所; None where the text is no such line."""
        label, colon, value = clean(text).partition(":")
        return (label, value.strip()) if colon and squeezed(label) in self.labels else None


@dataclass(frozen=True, slots=True)
class UnusedColumnWords:
    """The words by which columns that are no field are judged: of headings (keys, endings, signs) and of cells."""

    harmless: frozenset[str]
    harmless_endings: tuple[str, ...]
    rating_signs: tuple[str, ...]
    rating_words: frozenset[str]
    unrated: frozenset[str]
    defaulted: frozenset[str]
    displeased_signs: tuple[str, ...]
    yes: frozenset[str]
    no: frozenset[str]
    state_signs: tuple[str, ...]
    undoing_signs: tuple[str, ...]
    taking_back: tuple[str, ...]
    taken_back_ends: tuple[str, ...]
    state_elsewhere: tuple[str, ...]
    good_states: frozenset[str]
    undone: frozenset[str]
    of_a_matter: tuple[str, ...]
    matters_undone: frozenset[str]
    opinions: frozenset[str]
    related: tuple[str, ...]
    matter_tails: tuple[str, ...]
    may_name_the_matter: tuple[str, ...]
    count_defaults: tuple[str, ...]
    defaults_beside: tuple[str, ...]
    count_groups: tuple[str, ...]
    sustained: frozenset[str]
    dismissed: frozenset[str]
    serious: frozenset[str]
    outright: tuple[str, ...]
    other_people: tuple[str, ...]
    handlers: tuple[str, ...]
    must_be_no: tuple[str, ...]
    must_be_yes: tuple[str, ...]
    counted_words: frozenset[str]
    at_fault: tuple[str, ...]
    ours: frozenset[str]
    approving: tuple[str, ...]
    refusing: tuple[str, ...]
    second_looks: tuple[str, ...]
    not_a_finding: tuple[str, ...]
    upheld: frozenset[str]
    remarks: tuple[str, ...]
    of_the_public: tuple[str, ...]
    takes_back: tuple[str, ...]
    takes_complaint_back: tuple[str, ...]
    device_remarks: tuple[str, ...]
    takes_press_back: tuple[str, ...]
    issued_by_unit: tuple[str, ...]
    about_a_unit: tuple[str, ...]
    takes_nothing_back: tuple[str, ...]
    raters: tuple[str, ...]
    insiders: tuple[str, ...]
    presses: frozenset[str]

    def taken_back_in(self, note: str) -> str:
        """The word of a note that takes its row back; "" where none does."""
        return next((sign for sign in self.takes_back if sign in self.without_harmless(note)), "")

    def without_harmless(self, note: str) -> str:
        """A note without the phrases that withdraw nothing, though a sign that does is in them."""
        for phrase in self.takes_nothing_back:
            note = note.replace(phrase, "")
        return note

    def is_for_the_citizen(self, verdict: str) -> bool:
        """Whether a complaint's verdict, as squeezed, is one, and does not dismiss it."""
        return bool(verdict) and verdict.upper() not in self.dismissed | self.no

    @classmethod
    def of(cls, said: Mapping[str, Sequence[str]]) -> UnusedColumnWords:
        """From the file's lists: signs and endings in their order, harmless headings as they are compared."""
        ordered = {
            name: tuple(words) for name, words in said.items() if cls.__annotations__[name].startswith("tuple")
        }
        sets = {name: frozenset(words) for name, words in said.items() if name not in ordered and name != "harmless"}
        return cls(harmless=frozenset(map(heading_key, said["harmless"])), **ordered, **sets)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class ListWords:
    """The words by which registers are told from an office's other lists: `tells` by register, the others' own."""

    tells: Mapping[str, tuple[str, ...]]
    names: tuple[str, ...]
    outright: tuple[str, ...]
    cases: tuple[str, ...]
    complaining: tuple[str, ...]
    headings: tuple[str, ...]
    beside_a_role: frozenset[str]
    """The headings, as they are compared, that a roster may have beside its own."""


@dataclass(frozen=True, slots=True)
class WithdrawnWords:
    """The words by which a name or a line says that the rows under it do not count, and what stands around them."""

    invalid: frozenset[str]
    folders: frozenset[str]
    withdrawn: frozenset[str]
    no_complaints: frozenset[str]
    restoring: frozenset[str]
    complaining: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]

    @classmethod
    def of(cls, said: Mapping[str, Sequence[str]]) -> WithdrawnWords:
        """From the file's lists."""
        sets = {
            name: frozenset(said[name]) for name in ("invalid", "folders", "withdrawn", "no_complaints", "restoring")
        }
        return cls(
            complaining=tuple(said["complaining"]), heads=tuple(said["heads"]), tails=tuple(said["tails"]), **sets
        )


@dataclass(frozen=True, slots=True)
class YesNoHeadings:
    """Headings that ask (是否属实), by register and field, and what yes and no under them stand for."""

    headings: Mapping[tuple[str, str], Sequence[tuple[re.Pattern[str], Mapping[str, str]]]]

    @classmethod
    def of(cls, said: Mapping[str, Any]) -> YesNoHeadings:
        """From the file's table."""
        headings: dict[tuple[str, str], list[tuple[re.Pattern[str], Mapping[str, str]]]] = {}
        for one in said["headings"]:
            answers = {
                spelt: one[which]
                for which in ("yes", "no")
                for word in said[which]
                for spelt in (word, word.lower(), word.capitalize())
            }
            headings.setdefault((one["register"], one["field"]), []).append((re.compile(one["asks"]), answers))
        return cls(headings)

    def answers(self, register: str, code: str, heading: str) -> Mapping[str, str]:
        """Standard words by the answers under a heading; empty where it is no question."""
        asked = self.headings.get((register, code), ())
        return next((answers for asks, answers in asked if asks.fullmatch(heading_key(heading))), {})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All words: headings by register and field (key → rank, the lower the more telling), lines, cells."""

    headings: Mapping[str, Mapping[str, Mapping[str, int]]]
    counters: frozenset[str]
    numberings: frozenset[str]
    """Headings under which a serial number may only count the rows of one database."""
    lines: LineWords
    nothing: frozenset[str]
    open_end: frozenset[str]
    errors: frozenset[str]
    nobody: frozenset[str]
    no_points: frozenset[str]
    ratings: frozenset[str]
    rating_endings: tuple[str, ...]
    unused_columns: UnusedColumnWords
    lists: ListWords
    denials: re.Pattern[str]
    praises: re.Pattern[str]
    ends: Mapping[str, frozenset[str]]
    years: frozenset[str]
    withdrawn: WithdrawnWords
    yes_no_headings: YesNoHeadings
    rating_tails: tuple[str, ...] = field(default=())

    def denial_in(self, text: str) -> str:
        """What a note says where a complaint does not stand: 撤诉 of 投诉人已撤诉; "" where it says no such thing."""
        found = self.denials.search(squeezed(text))
        return found[0] if found else ""

    @property
    def findings(self) -> frozenset[str]:
        """The words of a verdict, for and against."""
        return self.unused_columns.sustained | self.unused_columns.dismissed

    def with_ratings(self, words: Iterable[str]) -> Vocabulary:
        """The same, with a policy's rating words known as headings of a summary too."""
        return replace(self, ratings=self.ratings | {squeezed(word) for word in words})

    def rating_in(self, heading: str) -> str:
        """The rating word which a column of counts is headed by, as headed; "" where it is no such column."""
        word = squeezed(without_raised(heading))
        # 满意(5分) and 满意(次) are 满意; 满意(默认) is not, nor is 满意(%), which is a share
        inner = word.removesuffix(")").rpartition("(")[2] if word.endswith(")") else ""
        if _UNIT.fullmatch(inner) or inner in self.rating_tails:
            word = without_brackets(word)
        word = word.rstrip(":")
        if word in self.ratings:
            return word
        if word.endswith(")"):
            return word if self._rating(without_brackets(word)) and "%" not in word else ""
        for tail in self.rating_tails:
            if word.endswith(tail) and self._rating(word.removesuffix(tail)):
                return word.removesuffix(tail)
        return word if self._rating(word) else ""

    def rating_within(self, text: str) -> str:
        """The longest rating word that a text contains: 不满意 of 不满意(现场), never 满意; "" where it has none."""
        found = [word for word in self.ratings if word in squeezed(text)]
        return max(found, key=len, default="")

    def _rating(self, word: str) -> bool:
        return word in self.ratings or word.endswith(self.rating_endings)


def load_vocabulary(path: Path | None = None) -> Vocabulary:
    """The shipped vocabulary, or the one in the given file."""
    data = tomllib.loads((path or data_file("vocabulary.toml")).read_text(encoding="utf-8"))
    layout, words = data["layout"], data["words"]
    return Vocabulary(
        headings={
            register: _with_kin(_ranked(fields), layout["beginnings"], layout["endings"])
            for register, fields in data["headings"].items()
        },
        counters=frozenset(map(heading_key, layout["counters"])),
        numberings=frozenset(map(heading_key, layout["numberings"])),
        lines=LineWords(
            totals=tuple(layout["totals"]),
            signatures=tuple(layout["signatures"]),
            pages=re.compile("|".join(layout["pages"]), re.IGNORECASE),
            titles=tuple(layout["titles"]),
            labels=frozenset(layout["labels"]),
            stamps=re.compile(
                rf"(?:{'|'.join(layout['stamps'])})\D{{0,6}}(?:\d[\d年月日时分秒/.:-]*+(?!起?[至到~—–])|$)"
            ),
            units=re.compile(rf"[一-鿿]{{1,12}}(?:{'|'.join(layout['unit_endings'])})"),
            sums=re.compile("|".join(layout["sums"])),
            about_the_rows=re.compile("|".join(layout["about_the_rows"])),
            against_the_counts=re.compile("|".join(layout["against_the_counts"])),
        ),
        nothing=frozenset(map(clean, words["nothing"])),
        open_end=frozenset(words["open_end"]),
        errors=frozenset(words["errors"]),
        nobody=frozenset(words["nobody"]),
        no_points=frozenset(words["no_points"]),
        ratings=frozenset(words["ratings"]),
        rating_endings=tuple(layout["rating_endings"]),
        unused_columns=UnusedColumnWords.of(data["unused_columns"]),
        lists=ListWords(
            {register: tuple(told) for register, told in data["tells"].items()},
            tuple(data["others"]["names"]),
            tuple(data["others"]["others_outright"]),
            tuple(data["others"]["cases"]),
            tuple(data["others"]["complaining"]),
            tuple(data["others"]["headings"]),
            frozenset(
                heading_key(word)
                for word in (*data["others"]["beside_a_role"], *layout["counters"], *layout["numberings"])
            ),
        ),
        ends={which: frozenset(map(heading_key, told)) for which, told in layout["ends"].items()},
        years=frozenset(map(heading_key, layout["years"])),
        denials=re.compile("|".join(words["denials"])),
        praises=re.compile("|".join(words["praises"])),
        withdrawn=WithdrawnWords.of(data["withdrawn"]),
        yes_no_headings=YesNoHeadings.of(data["yes_no_headings"]),
        rating_tails=tuple(layout["rating_tails"]),
    )


def _ranked(fields: Mapping[str, Iterable[str]]) -> dict[str, dict[str, int]]:
    ranks: dict[str, dict[str, int]] = {}
    for code, words in fields.items():
        ranks[code] = {}
        for rank, word in enumerate(words):
            ranks[code].setdefault(heading_key(word), rank)
    return ranks


_Ranks = dict[str, dict[str, int]]
_KIN = 1000
"""Added to the rank of a heading that is known only by its kin."""


def _with_kin(ranks: _Ranks, beginnings: Iterable[Sequence[str]], endings: Iterable[Sequence[str]]) -> _Ranks:
    """The same, with headings that differ only in words which stand for each other."""
    outright = {key for words in ranks.values() for key in words}
    for words in ranks.values():
        for key, rank in list(words.items()):
            for kin in _kin(key, beginnings, endings):
                if kin not in outright:
                    words.setdefault(kin, rank + _KIN)
    return ranks


def _kin(key: str, beginnings: Iterable[Sequence[str]], endings: Iterable[Sequence[str]]) -> Iterator[str]:
    """The headings made by exchanging a word; a heading that is nothing but that word stands for itself."""
    for alike in beginnings:
        for word in filter(key.startswith, alike):
            stem = key.removeprefix(word)
            yield from (other + stem for other in alike if stem)
    for alike in endings:
        for word in filter(key.endswith, alike):
            stem = key.removesuffix(word)
            yield from (stem + other for other in alike if stem)
