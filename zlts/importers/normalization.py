"""Text of cells and headings brought to one form for comparing (readings: Words)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache

from zlts.formats.cells import Cell, CellError, hung_of
from zlts.importers.dates import whole_second
from zlts.names import folded, visible

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>|\{[^{}]*\}")
_PUNCTUATION = re.compile(r"[\W_]+")
_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
"""Signs that people and workbooks put for a footnote's number."""
_LIST_MARK = re.compile(r"^\(?[一二三四五六七八九十\d]{1,2}[)、.]\s*(?=\D)")
EXACT_DIGITS = 15
"""So many digits a spreadsheet keeps of a number."""


def text_of(cell: Cell) -> str:
    """A cell as cleaned text: whole numbers without a fraction, times to the nearest second."""
    if isinstance(cell, str):
        return clean(cell)
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**EXACT_DIGITS else repr(cell)
    if isinstance(cell, datetime):
        return str(whole_second(cell))
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return clean(hung_of(cell) or cell.text) if isinstance(cell, CellError) else str(cell)


def clean(text: str) -> str:
    """Folded (see `names`), blanks of any kind single and none at the ends."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if " " in text else text
    return _folded(text)


@lru_cache(maxsize=10_000)
def _folded(text: str) -> str:
    return " ".join(folded(text).split())


def as_written(text: str) -> str:
    """The same, but with full-width signs left as they are: what people wrote in sentences is printed again."""
    return " ".join(visible(text).split())


def squeezed(text: str) -> str:
    """Cleaned, without any blank: 合 计 is 合计."""
    return clean(text).replace(" ", "")


def without_raised(text: str) -> str:
    """The heading without its raised footnote mark, which is no part of it."""
    return text if text.isascii() else _RAISED.sub("", text)


def without_brackets(text: str) -> str:
    """满意(5分) is 满意; a text all in brackets stays."""
    bare = _BRACKETS.sub("", text).strip()
    return bare or text


@lru_cache(maxsize=10_000)
def heading_key(text: str) -> str:
    """A heading as compared: no blanks, brackets' content, raised numbers of footnotes, punctuation or case."""
    plain = squeezed(without_raised(text))
    bare = _LIST_MARK.sub("", without_brackets(plain))
    return _PUNCTUATION.sub("", bare).casefold() or _PUNCTUATION.sub("", squeezed(text)).casefold()
