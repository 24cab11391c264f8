"""The hash chain of the journal: pure, over canonical content; and its hashes as they stand on paper."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Link:
    """A journal record as chained. `seals` are digests of the parts of the ledger that it wrote."""

    seq: int
    at: str
    actor: str
    host: str
    version: str
    action: str
    detail: str
    seals: str
    previous: str
    hash: str


def canonical(values: Mapping[str, object]) -> str:
    """JSON that is the same for the same content."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(link: Link) -> str:
    """The hash a record must bear: of the one before and of all it says itself."""
    said = (link.previous, link.seq, link.at, link.actor, link.host, link.version, link.action, link.detail)
    text = json.dumps([*said, link.seals], ensure_ascii=False, default=repr)
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


class Followed:
    """A journal as far as it was followed from its beginning: its last record, and what it last sealed of each part.

    `seals`: part → its digest, and the number of the record that bears it. `faults`: what is wrong so far, in words.
    `state`: in which state of the file it was followed, as SQLite numbers what others have written.
    """

    def __init__(self) -> None:
        self.begin(-1)

    def begin(self, state: int) -> None:
        """Begin anew."""
        self.last: Link | None = None
        self.seals: dict[str, tuple[str, int]] = {}
        self.faults: list[str] = []
        self.state = state

    def follow(self, links: Iterable[Link]) -> Followed:
        """Go on to the next records; returns itself."""
        for link in links:
            expected, previous = (self.last.seq + 1, self.last.hash) if self.last else (1, START)
            if link.seq != expected:
                self.faults.append(f"日志缺少第 {expected} 条记录")
            if link.previous != previous or link.hash != hash_of(link):
                self.faults.append(f"日志第 {link.seq} 条记录被改动过")
            self.seals.update((part, (digest, link.seq)) for part, digest in seals_of(link.seals).items())
            self.last = link
        return self


def seals_of(text: str) -> dict[str, str]:
    """What a record seals, of its `seals`; nothing where a strange hand has left no JSON."""
    try:
        found = json.loads(text)
    except (ValueError, TypeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


# ---------------------------------------------------------------- on paper

_GROUP, _GROUPS = 4, 4
SHOWN = _GROUP * _GROUPS
"""So many figures of a hash stand on paper: nobody finds another record with the same."""
SHORTEST = 8
"""So many figures at least must be typed."""
_SIGNS = "ghjkmnpqrstuvwxyz"
"""The check signs, 17 of them, a prime: none is a figure of a hash, and none looks like another."""
_PRINTED = re.compile(r"(?<![0-9a-z])[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[g-z](?![0-9a-z])")
_MISREAD = str.maketrans("oil", "011")
_FAR = 3
"""From so many differences on it is no typing error."""


def spelled(head: str) -> str:
    """A hash as it is printed: four groups of four figures, and the check sign, `3f9a-07c2-b1d4-88e0-k`."""
    shown = head[:SHOWN]
    return "-".join((*_groups(shown), _sign(shown)))


def printed_in(text: str) -> list[tuple[int, int]]:
    """Where in a text printed hashes stand, those whose check sign is right."""
    found = (match.span() for match in _PRINTED.finditer(text))
    return [(start, end) for start, end in found if _sign(text[start:end].replace("-", "")[:-1]) == text[end - 1]]


def _groups(figures: str) -> list[str]:
    return [figures[place : place + _GROUP] for place in range(0, len(figures), _GROUP)]


def _sign(figures: str) -> str:
    """The check sign: it tells every single wrong figure, and every two that have changed places."""
    weighed = (place * int(figure, 16) for place, figure in enumerate(figures, 1))
    return _SIGNS[sum(weighed) % len(_SIGNS)]


@dataclass(frozen=True, slots=True)
class Typed:
    """A hash as it was typed off a paper: its figures (others where a key was missed), its check sign or ""."""

    figures: str
    sign: str

    @classmethod
    def of(cls, text: str) -> Typed:
        """Whatever blanks, strokes and capitals it was typed with, and with whatever is printed behind it."""
        plain = unicodedata.normalize("NFKC", text).partition("(")[0].rpartition(":")[2].lower()
        said = re.sub(r"[\W_]", "", plain).translate(_MISREAD)
        signed = len(said) > 1 and said[-1] in _SIGNS
        return cls(said[:-1] if signed else said, said[-1] if signed else "")

    @property
    def is_enough(self) -> bool:
        """Whether it can witness anything."""
        return sum(figure in "0123456789abcdef" for figure in self.figures) >= SHORTEST

    @property
    def is_sure(self) -> bool:
        """Whether the check sign says that the figures are as they stand on the paper."""
        hexadecimal = re.fullmatch(r"[0-9a-f]{16}", self.figures)
        return bool(hexadecimal) and bool(self.sign) and _sign(self.figures) == self.sign

    @property
    def told(self) -> str:
        """It in groups."""
        return "-".join((*_groups(self.figures), *self.sign))

    def found_in(self, links: Iterable[Link]) -> int:
        """The number of the record whose hash it is the beginning of; 0 where there is none."""
        return next((link.seq for link in links if str(link.hash).startswith(self.figures)), 0)

    def misread(self, links: Iterable[Link]) -> Misread | None:
        """The record whose hash it only just is not, as far as that is plain."""
        length = min(max(len(self.figures), SHORTEST), len(START))
        shown = SHOWN if abs(length - SHOWN) < _FAR else length
        heads = [(str(link.hash)[:shown], link.seq) for link in links]
        near = [(_distance(self.figures, head), seq, head) for head, seq in heads]
        least = min(near, default=(_FAR, 0, ""))
        if least[0] >= _FAR:
            return None
        typed, right = _groups(self.figures), _groups(least[2])
        pairs = zip_longest(typed, right, fillvalue="")
        number, said, stands = next((n, a, b) for n, (a, b) in enumerate(pairs, 1) if a != b)
        return Misread(number, said, stands, least[1])


@dataclass(frozen=True, slots=True)
class Misread:
    """Which group was typed wrong, as what, and what the record of that number has there."""

    group: int
    typed: str
    stands: str
    seq: int


def _distance(one: str, other: str) -> int:
    """How many figures were mistyped, left out, put in or exchanged; from `_FAR` on it is only known to be far."""
    if abs(len(one) - len(other)) >= _FAR:
        return _FAR
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                least = min(least, last[j - 2] + 1)
            row.append(least)
        if min(row) >= _FAR:
            return _FAR
    return row[-1]
