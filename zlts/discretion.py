"""What is never shown unasked (spec 8): those who complained, and phone and ID numbers in free text. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from functools import cache
from typing import Any, NamedTuple, TypeVar

from zlts.names import listed, plain
from zlts.reports import Look, Report, Rows, Table

MASK = "***"
SOMEBODY = "投诉人"
"""Stands for a complainant's name."""

_GAP = "[-－ \u3000]?"
# \d is a full-width figure too
_MOBILE = rf"(?<!\d)[1１][3-9３-９]\d(?:{_GAP}\d{{4}}){{2}}(?!\d)"
_LANDLINE = rf"(?<!\d)[0０]\d{{2,3}}{_GAP}\d{{7,8}}(?!\d)"
_IDENTITY = r"(?<!\d)\d{17}[\dXxＸｘ](?!\d)"
_FULL_WIDTH = 0xFEE0  # from a figure to its full-width form
_DIGEST = r"(?=[0-9]*[a-f])[0-9a-f]{16,64}"  # of the journal's head
_NUMBERS = re.compile(f"{_MOBILE}|{_IDENTITY}")
_ALL_NUMBERS = re.compile(f"(?P<digest>{_DIGEST})|{_MOBILE}|{_LANDLINE}|{_IDENTITY}")

_NAMELESS = (
    "匿名 匿名投诉 匿名举报 匿名群众 群众 市民 居民 村民 家长 业主 司机 网民 网友 顾客 企业 公司 单位 本人 他人 "
    "先生 女士 小姐 同志 当事人 来电人 投诉人 举报人 反映人 信访人 报警人 办事人 办证人 申请人 办事群众 热心群众 "
    "热心市民 某群众 某市民 不详 未知 未留 未留名 保密 不愿透露 没有 无"
)
_NOBODY = frozenset(_NAMELESS.split())
"""What stands under 投诉人 where nobody gave a name."""
_TITLES = re.compile(r"(?:先生|女士|小姐|同志|老师|阿姨|大爷|大妈)$")
_BRACKETS = re.compile(r"[(（\[【].*")
_LEAST_NUMBER = 7  # digits
_LONGEST = 40  # a longer cell is no name

Value = TypeVar("Value")


class Complainant(NamedTuple):
    """What a register tells of one who complained."""

    name: str = ""
    phone: str = ""


def masked(text: str) -> str:
    """The text without mobile and ID numbers."""
    return _NUMBERS.sub(MASK, text)


class Discretion:
    """Knows those who complained, and takes them out of whatever is shown.

    `known` are words that stay: officers, units, badges, numbers of complaints. A complainant who bears an
    officer's name cannot be told from the officer.
    """

    def __init__(self, complainants: Iterable[Complainant] = (), known: Iterable[str] = ()) -> None:
        complainants = list(complainants)
        self._known = frozenset(plain(word) for word in known if 0 < len(plain(word)) <= _LONGEST)
        names = {name for one in complainants for name in _names(one.name)} - self._known
        phones = {digits for one in complainants if (digits := _digits(one.phone))} - self._known
        self._names = re.compile(_any_of(names | self._known, r"\s?")) if names else None
        self._phones = re.compile(rf"(?<!\d)(?:{_any_of(phones, _GAP)})(?!\d)") if phones else None

    def hide(self, text: str) -> str:
        """The text without those who complained, and without phone and ID numbers that are no badge."""
        if self._names:
            text = self._names.sub(self._somebody, text)
        if self._phones:
            text = self._phones.sub(MASK, text)
        return _ALL_NUMBERS.sub(self._number, text)

    def is_telling(self, text: str) -> bool:
        """Whether a text holds anything of them."""
        return self.hide(text) != text

    def of(self, value: Value) -> Value:
        """The same value, a report, a letter or a paper, with every text in it hidden."""
        if isinstance(value, Report) and value.personal:
            return value
        shown: Value = _through(value, cache(self.hide))  # a file's name comes again with each of its rows
        return shown

    def _somebody(self, found: re.Match[str]) -> str:
        return found[0] if plain(found[0]) in self._known else SOMEBODY

    def _number(self, found: re.Match[str]) -> str:
        return found[0] if found["digest"] or plain(found[0]) in self._known else MASK


def _names(cell: str) -> Iterator[str]:
    """The names in a cell: 柏小林女士(退休) is 柏小林 too; 柏女士 is only that."""
    for one in {*listed(cell), plain(cell)}:
        whole = plain(_BRACKETS.sub("", one))
        for word in (whole, _TITLES.sub("", whole)):
            if 1 < len(word) <= _LONGEST and word not in _NOBODY and not word.isdigit():
                yield word


def is_nameless(cell: str) -> bool:
    """Whether what stands under 投诉人 names nobody: blank, 匿名, 群众, 某先生."""
    word = plain(cell)
    return not word or word in _NOBODY or word.startswith("某")


def _digits(phone: str) -> str:
    """A number that can be rung up from outside; "" for 12345 and its like."""
    digits = re.sub(r"\D", "", plain(phone))
    return digits if _LEAST_NUMBER <= len(digits) <= _LONGEST else ""


def _any_of(words: Iterable[str], gap: str) -> str:
    """A pattern for the longest of the words, with `gap` between their signs.

    By common beginnings, so that thousands of names cost no more than a few.
    """
    ways: dict[str, set[str]] = {}
    for word in words:
        ways.setdefault(word[0], set()).add(word[1:])
    return "|".join(_sign(sign) + _rest(rests, gap) for sign, rests in ways.items())


def _sign(sign: str) -> str:
    wide = sign.isascii() and sign.isdigit()
    return f"[{sign}{chr(ord(sign) + _FULL_WIDTH)}]" if wide else re.escape(sign)


def _rest(rests: set[str], gap: str) -> str:
    more = {rest for rest in rests if rest}
    if not more:
        return ""
    return f"(?:{gap}(?:{_any_of(more, gap)})){'?' if '' in rests else ''}"


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


# ---------------------------------------------------------------- the last net, at the way out


def discreet(report: Report) -> Report:
    """The report without phone and ID numbers in free text; one that was asked for with personal data stays."""
    if report.personal:
        return report
    return replace(
        report,
        tables=tuple(_table(table) for table in report.tables),
        attention=tuple(map(masked, report.attention)),
        machine=_machine(report.machine, cache(masked)),
    )


def _table(table: Table) -> Table:
    free = [place for place, column in enumerate(table.columns) if column.look is Look.TEXT]
    if not free:
        return table
    rows = tuple(
        tuple(masked(cell) if place in free and isinstance(cell, str) else cell for place, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _machine(value: Any, mask: Callable[[str], str], key: str = "") -> Any:
    if isinstance(value, str):
        return value if key == "badge" else mask(value)
    if isinstance(value, list):
        return [_machine(item, mask) for item in value]
    if isinstance(value, dict):
        return {name: _machine(item, mask, name) for name, item in value.items()}
    return value.told(mask) if isinstance(value, Rows) else value
