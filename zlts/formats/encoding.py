"""In which encoding a text is: BOM, then strict UTF-8, then strict GB18030."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from zlts.formats import refusals
from zlts.formats.refusals import Unreadable

_BLOCK = 1 << 20
_LONGEST_LINE = 4 << 20
_FEW = 3
"""Fewer NUL bytes are dirt, not UTF-16."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Their bytes below 0x40 are always the ASCII characters themselves, so bytes can be searched directly.
_ASCII_SAFE = ("utf-8", "utf-8-sig", "gb18030")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\v\f\x1a"))


@dataclass(frozen=True, slots=True)
class Survey:
    """What one pass over a whole text has found."""

    encoding: str
    quotes: bool
    tabs: bool
    formulas: bool
    """Some cell is written `="00123"`."""
    escapes: bool
    """Some quote has a backslash before it, as MySQL writes them."""
    ended: bool
    """The last line has an end."""


def named(encoding: str) -> str:
    """The codec of a name the clerk gave; GB2312 and GBK are read as GB18030, which contains them.

    Raises:
        Unreadable: there is no such encoding.
    """
    try:
        codec = codecs.lookup(encoding)
        codec.incrementaldecoder().decode(b"")
    except (LookupError, TypeError, ValueError) as error:
        raise Unreadable(f"没有读取：不认识编码“{encoding}”。", "可以用 utf-8、gb18030 或 utf-16。") from error
    if codec.name in ("gb2312", "gbk", "cp936"):
        return "gb18030"
    return "utf-8-sig" if codec.name == "utf-8" else codec.name


def likely(head: bytes, override: str | None = None) -> str:
    """The encoding that the first bytes suggest; whether the rest keeps to it is `survey`'s question."""
    if override:
        return named(override)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    return _wide(head) or ("utf-8" if _fits(head, "utf-8") else "gb18030")


def _wide(head: bytes) -> str | None:
    """UTF-16 without a BOM: every other byte of its ASCII characters is NUL."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most < _FEW or most * 20 < len(head) or least * 20 > most:
        return None
    name = "utf-16-le" if odd > even else "utf-16-be"
    return name if _fits(head, name) else None


def _fits(head: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def start_of_text(head: bytes, override: str | None = None) -> str:
    """The first bytes as text, with what does not decode left out."""
    name = likely(head, override)
    return head.decode(name, errors="ignore").removeprefix("\ufeff")


def survey(stream: BinaryIO, override: str | None = None, *, markup: bool = False) -> Survey:
    """Go over a whole text, holding one block of it at a time, and leave the stream at its start.

    Markup may be one single line; in separated text a line is a row, and has an end.

    Raises:
        Unreadable: it decodes in no encoding, or it is no text.
    """
    stream.seek(0)
    name = likely(stream.read(1 << 16), override)
    try:
        if name == "utf-8" and not _is_utf8(stream):
            name = "gb18030"
        return _look(stream, name, checked=override is None, markup=markup)
    except UnicodeDecodeError as error:
        raise _undecodable(name, override) from error
    finally:
        stream.seek(0)


def _undecodable(name: str, override: str | None) -> Unreadable:
    if override:
        return Unreadable(f"不是用“{override}”编码的文本。", "请去掉 --encoding，或者换一种编码再试。")
    if name in ("utf-16", "utf-32"):
        return refusals.truncated()
    return refusals.not_text()


def _is_utf8(stream: BinaryIO) -> bool:
    """Whether the whole stream is.

    Raises:
        Unreadable: it is, but for a last character that was cut in two: read as GB18030 it would be rubbish.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    wide = False
    try:
        for block in _blocks(stream):
            wide = not decoder.decode(block).isascii() or wide
    except UnicodeDecodeError:
        return False
    if decoder.getstate()[0] and wide:
        raise refusals.truncated()
    return not decoder.getstate()[0]


def _blocks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(0)
    while block := stream.read(_BLOCK):
        yield block


def _searchable(stream: BinaryIO, name: str, *, checked: bool) -> Iterator[bytes]:
    """Blocks in which ASCII characters are single bytes.

    GB18030 is what is left when UTF-8 failed: where it fails, too, reading will say so in time. Of an
    encoding that the clerk named, the whole text is decoded here.
    """
    if checked and name in _ASCII_SAFE:
        yield from _blocks(stream)
        return
    decoder = codecs.getincrementaldecoder(name)()
    for block in _blocks(stream):
        yield decoder.decode(block).encode("utf-8", "surrogatepass")
    yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")


def _look(stream: BinaryIO, name: str, *, checked: bool, markup: bool) -> Survey:
    quotes = tabs = formulas = escapes = said = False
    last = b""
    run, was_equals = 0, False
    for block in filter(None, _searchable(stream, name, checked=checked)):
        _check_controls(block)
        run = 0 if markup else _line_so_far(block, run)
        quotes = quotes or b'"' in block
        tabs = tabs or b"\t" in block
        formulas = formulas or b'="' in block or (was_equals and block[:1] == b'"')
        said = said or bool(block.strip())
        escapes = escapes or b'\\"' in block
        was_equals = block[-1:] == b"="
        last = block[-1:]
    if not said:
        raise refusals.blank()
    return Survey(name, quotes, tabs, formulas, escapes, ended=last in b"\r\n\x1a")


def _check_controls(block: bytes) -> None:
    found = len(block) - len(block.translate(None, _CONTROLS))
    if found and (b"\0" in block or found * 200 > len(block)):
        raise refusals.not_text()


def _line_so_far(block: bytes, run: int) -> int:
    """How long the unfinished line is after this block.

    Raises:
        Unreadable: longer than any row.
    """
    first = re.search(rb"[\r\n]", block)
    if run + (first.start() if first else len(block)) > _LONGEST_LINE:
        raise Unreadable("不是表格：有一行长得没有尽头。", refusals.PICK_TABLE)
    if first is None:
        return run + len(block)
    return len(block) - 1 - max(block.rfind(b"\n"), block.rfind(b"\r"))


class Utf8Stream:
    """A text of any encoding as the UTF-8 bytes that lxml reads, one block at a time."""

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(name)()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, b"" at the end.

        Raises:
            Unreadable: the text breaks its encoding.
        """
        try:
            while block := self._stream.read(size):
                if text := self._decoder.decode(block):
                    return text.encode("utf-8", "replace")
            return self._decoder.decode(b"", final=True).encode("utf-8", "replace")
        except UnicodeDecodeError as error:
            raise refusals.not_text() from error
