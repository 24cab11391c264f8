"""What has to be known of an .xlsx before calamine reads it, and what calamine does not tell."""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cached_property
from operator import lt
from typing import IO, TYPE_CHECKING

from zlts.formats import refusals
from zlts.formats.cells import NO_RESULT, Cell, CellError, Odd, of_runs
from zlts.formats.refusals import Unreadable

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PARTS = 20_000
_MOST_BYTES = 1 << 30
_FREE_BYTES = 64 << 20
_MOST_RATIO = 200
"""Cells of numbers shrink to a tenth; only bombs shrink to a two-hundredth."""
_BLOCK = 1 << 20
_OVERLAP = 256
_DTD = b"<!DOCTYPE"
_FORMULAS = (re.compile(b"<f"), re.compile(b":f"))
_ERROR = re.compile(b'"e"')
_ROW = re.compile(rb'<row (?:[^<>]* )?r="(\d{1,9})"')
_HIDDEN_ROW = re.compile(rb"""<row (?:[^<>]* )?hidden\s*=\s*["'](?:1|true)["'][^<>]*(?<!/)>""")
_SUSPECT = re.compile(
    rb"""\st\s*=\s*["']e["']"""
    rb"""|(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^<>]*)?/>)\s*(?:</|<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</)"""
)

_RAISING = b"vertAlign"
_RAISED = ("superscript", "subscript")
_SINCE_1904 = re.compile(rb"""\sdate1904\s*=\s*["'](?:1|true|on)["']""")


class Package:
    """An opened .xlsx whose parts have been looked through, once."""

    def __init__(self, data: bytes) -> None:
        """Check the container and go over its parts.

        Raises:
            Unreadable: it is no workbook, or broken, encrypted, bombed.
        """
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._hidden: dict[str, int] = {}
            self._check_sizes()
            self._check_kind()
            self.suspects = self._look()
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, struct.error) as error:
            raise _broken_zip(data) from error

    def _check_sizes(self) -> None:
        infos = self._zip.infolist()
        size, packed = sum(i.file_size for i in infos), sum(i.compress_size for i in infos)
        if len(infos) > _MOST_PARTS or size > _MOST_BYTES or size > max(_FREE_BYTES, packed * _MOST_RATIO):
            raise refusals.too_big()
        if any(info.flag_bits & 1 for info in infos):
            raise refusals.encrypted()
        names = [_path_of(info.filename) for info in infos]
        if len({*names}) < len(names):
            raise Unreadable("无法读取：里面有两个部分重名，不知道哪个算数，文件已损坏或被改过。", refusals.SAVE_AS)

    def _check_kind(self) -> None:
        names = {*map(_path_of, self._zip.namelist())}
        books = sum(posixpath.basename(name) == "workbook.xml" for name in names)
        if books > 1:
            raise refusals.broken("工作簿")
        if books:
            return
        if "mimetype" in names and "content.xml" in names:
            raise Unreadable("是 OpenDocument 文档，本程序不读这种格式。", refusals.SAVE_AS)
        if "xl/workbook.bin" in names:
            raise Unreadable("是二进制工作簿（.xlsb），本程序不读这种格式。", refusals.SAVE_AS)
        if "docprops/core.xml" in names and b">zlts<" in self._properties():
            raise Unreadable("是 zlts 自己写出的文书，不是登记表。", "不用导入；请导入单位报来的表格。")
        for folder, what in (("word/", "Word 文档"), ("ppt/", "演示文稿")):
            if any(name.startswith(folder) for name in names):
                raise refusals.not_a_table(what)
        raise Unreadable("是压缩包，不是工作簿。", "请先解压，再导入里面的表格文件。")

    def _properties(self) -> bytes:
        """Who made it."""
        name = next(name for name in self._zip.namelist() if _path_of(name) == "docprops/core.xml")
        with self._zip.open(name) as part:
            return part.read(_BLOCK)

    def _look(self) -> set[str]:
        """Read every part but pictures to its end, whatever its name: real sizes, checksums, no DTD, rows in order.

        Returns the parts with odd cells.
        """
        return {info.filename for info in self._zip.infolist() if not _is_beside(info) and self._is_suspect(info)}

    def _is_suspect(self, info: zipfile.ZipInfo) -> bool:
        suspect = formulas = raised = False
        tail = b""
        order = _RowOrder()
        with self._zip.open(info) as part:
            while block := part.read(_BLOCK):
                window = tail + block
                if _DTD in window:
                    raise refusals.with_dtd()
                order.see(block)
                if not suspect:
                    formulas = formulas or any(hint.search(window) for hint in _FORMULAS)
                    suspect = (formulas or _may_hold_error(window)) and _SUSPECT.search(window) is not None
                raised = raised or _RAISING in window
                tail = window[-_OVERLAP:]
        order.see(b"")
        self._hidden[info.filename] = order.hidden
        return suspect or raised

    def hidden_rows(self, name: str) -> int:
        """How many rows with cells the sheet of that name does not show."""
        return self._hidden.get(self._parts.get(name, ""), 0) if any(self._hidden.values()) else 0

    def specials(self, name: str) -> Odd:
        """The odd cells of the sheet of that name, if the first look found that it may have some.

        Error cells, and texts of which a part is raised or lowered.
        """
        part = self._parts.get(name) if self.suspects else None
        if part is None or (part not in self.suspects and not self._raised):
            return {}
        with self._zip.open(part) as stream:
            return _specials(stream, self._raised)

    @property
    def since_1904(self) -> bool:
        """Whether the workbook's dates count from 1904."""
        with self._zip.open(self._book) as part:
            return _SINCE_1904.search(part.read(_BLOCK)) is not None

    @cached_property
    def _parts(self) -> dict[str, str]:
        """Sheet names and the parts that hold them."""
        targets = {rel.get("Id"): self._target(rel) for rel in self._relations}
        return {
            sheet.get("name", ""): targets.get(_relation(sheet), "")
            for sheet in self._xml(self._book).iter("{*}sheet")
        }

    @cached_property
    def _raised(self) -> Mapping[int, str]:
        """The shared texts of which a part is raised or lowered, by number."""
        parts = {self._target(rel) for rel in self._relations if rel.get("Type", "").endswith("/sharedStrings")}
        found: dict[int, str] = {}
        for part in parts & self.suspects:
            with self._zip.open(part) as stream:
                found |= _raised_texts(stream)
        return found

    @cached_property
    def _book(self) -> str:
        names = self._zip.namelist()
        return next(name for name in names if posixpath.basename(_path_of(name)) == "workbook.xml")

    @cached_property
    def _relations(self) -> list[_Element]:
        """What the workbook's part refers to."""
        folder = posixpath.dirname(self._book)
        return list(self._xml(f"{folder}/_rels/workbook.xml.rels").iter("{*}Relationship"))

    def _target(self, relation: _Element) -> str:
        folder = posixpath.dirname(self._book)
        return posixpath.normpath(posixpath.join(folder, relation.get("Target", ""))).lstrip("/")

    def _xml(self, part: str) -> _Element:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._zip.read(part), parser)


def _path_of(name: str) -> str:
    """A part's name as the container compares it."""
    return name.replace("\\", "/").lower()


def _is_beside(info: zipfile.ZipInfo) -> bool:
    """Whether a part is a picture or another document, from which no cell is read."""
    return not {"media", "embeddings"}.isdisjoint(_path_of(info.filename).split("/"))


class _RowOrder:
    """Looks whether a sheet's rows go down: of two with one number, one would be lost in silence."""

    def __init__(self) -> None:
        self._held, self._last = b"", 0
        self.hidden = 0
        """Rows with cells that Excel does not show."""

    def see(self, block: bytes) -> None:
        """The part's next bytes; none at its end.

        Raises:
            Unreadable: a row's number is not above that of the row before.
        """
        text = self._held + block
        cut = text.rfind(b"<row ", max(0, len(text) - _OVERLAP)) if block else -1
        self._held, text = (text[cut:], text[:cut]) if cut >= 0 else (b"", text)
        numbers = [self._last, *map(int, _ROW.findall(text))]
        if not all(map(lt, numbers, numbers[1:])):
            raise Unreadable("无法读取：工作表里的行号重复或颠倒，文件已损坏。", refusals.SAVE_AS)
        self._last = numbers[-1]
        if b"hidden" in text:
            self.hidden += len(_HIDDEN_ROW.findall(text))


def _may_hold_error(window: bytes) -> bool:
    """Plain searches first: the expression takes as long over a sheet as calamine does."""
    return _ERROR.search(window) is not None or (b"'" in window and b"'e'" in window)


def _relation(sheet: _Element) -> str:
    return next((str(value) for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")


def _broken_zip(data: bytes) -> Unreadable:
    """A zip ends with its directory: without one, its end is missing."""
    return refusals.broken("工作簿") if b"PK\x05\x06" in data[-70_000:] else refusals.truncated()


def _raised_texts(stream: IO[bytes]) -> dict[int, str]:
    from lxml import etree

    found: dict[int, str] = {}
    texts = etree.iterparse(stream, tag="{*}si", resolve_entities=False, no_network=True, load_dtd=False)
    for number, (_, element) in enumerate(texts):
        if text := _raised_text(element):
            found[number] = text
        element.clear()
    return found


def _raised_text(element: _Element) -> str:
    """The text of a cell of which a part is raised or lowered; of any other nothing."""
    raised = [(run.findtext("{*}t") or "", _is_raised(run)) for run in element.iterchildren("{*}r")]
    return of_runs(raised) if any(is_raised for _, is_raised in raised) else ""


def _is_raised(run: _Element) -> bool:
    return any(align.get("val") in _RAISED for align in run.iterfind("{*}rPr/{*}vertAlign"))


def _specials(stream: IO[bytes], raised: Mapping[int, str]) -> Odd:
    from lxml import etree

    found: Odd = {}
    row = column = -1
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        tag=("{*}row", "{*}c"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for event, element in events:
        is_row = element.tag.endswith("row")
        if event == "start" and is_row:
            row, column = int(element.get("r", row + 2)) - 1, -1
        elif event == "end" and is_row:
            element.clear()
        elif event == "end":
            column = _column(element.get("r", ""), column)
            if odd := _odd(element, raised):
                found[row, column] = odd
            element.clear()
    return found


def _column(reference: str, before: int) -> int:
    letters = reference.rstrip("0123456789")
    if not letters:
        return before + 1
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _odd(cell: _Element, raised: Mapping[int, str]) -> Cell:
    kind, value = cell.get("t", "n"), cell.findtext("{*}v")
    if kind == "s":
        return raised.get(int(value)) if value and value.strip().isdecimal() else None
    if kind == "inlineStr":
        inline = cell.find("{*}is")
        return None if inline is None else _raised_text(inline)
    if kind == "e":
        return CellError(value or "#ERROR!")
    if kind != "str" and not value and cell.find("{*}f") is not None:
        return CellError(NO_RESULT)
    return None
