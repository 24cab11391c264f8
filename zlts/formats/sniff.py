"""What kind of file it is, by its bytes, whatever its name says; and whether this program wrote it."""

from __future__ import annotations

import re
import zipfile
import zlib
from enum import StrEnum
from pathlib import Path

from zlts.formats import refusals
from zlts.formats.encoding import start_of_text
from zlts.formats.refusals import Unreadable

HEAD = 1 << 16
"""How many bytes are enough to tell."""


class FileKind(StrEnum):
    """The kinds of files that can hold a table; the value is the child's word for its reader."""

    OOXML = "ooxml"
    OLE = "ole"
    BIFF = "biff"
    HTML = "html"
    SPREADSHEETML = "spreadsheetml"
    MHTML = "mhtml"
    TEXT = "text"

    @property
    def chinese(self) -> str:
        return _CHINESE[self]


_CHINESE = {
    FileKind.OOXML: "Excel 工作簿",
    FileKind.OLE: "Excel 97-2003 工作簿",
    FileKind.BIFF: "Excel 早期工作簿",
    FileKind.HTML: "网页表格",
    FileKind.SPREADSHEETML: "XML 表格 2003",
    FileKind.MHTML: "单个文件网页",
    FileKind.TEXT: "文本",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"%PDF-", "PDF 文件"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"GIF8", "图片"),
    (b"BM", "图片"),
    (b"II*\0", "图片"),
    (b"MM\0*", "图片"),
    (b"{\\rtf", "Word 文档（RTF）"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf\x27\x1c", "压缩包"),
    (b"\x1f\x8b", "压缩包"),
    (b"SQLite format 3\0", "数据库文件"),
    (b"\0\x01\0\0Standard ", "Access 数据库"),
    (b"MZ", "程序文件"),
)
_MOST_OF_PART = 4 << 20
"""So much is looked at for our marks; the styles and the properties are far smaller."""
_AUTHOR = re.compile(rb"<(?:\w+:)?creator[^<>]*>\s*zlts\s*</")
_STYLES = (b"zlts title", b"zlts head", "zlts title".encode("utf-16-le"), "zlts head".encode("utf-16-le"))
"""The names of our workbooks' styles (`sheets.styles`), which Excel and WPS keep, also in .xls and .xml."""
_OUR_PARTS = re.compile(r"docprops/core\.xml|(?:xl|word)/styles\.xml")
_FIELD = r"(?:Return-Path|Received|Message-ID|MIME-Version|From|To|Cc|Date|Subject|Content-Type): ?[^\n]*"
_MAIL = re.compile(rf"{_FIELD}\n(?:[ \t][^\n]*\n)*{_FIELD}", re.IGNORECASE)
_HTML = re.compile(r"(?i)<(html|head|body|meta|style|script|table|tr|td|th|thead|tbody|div|!doctype html)\b")
_TABLE = re.compile(r"<table\b[^>]*>.*?<tr\b", re.IGNORECASE | re.DOTALL)
_MIME = re.compile(r"(MIME-Version|From|Subject|Date|Content-Type|X-[\w-]+):", re.IGNORECASE)
_PARTS = re.compile(r"multipart/related|multipart/alternative|text/html", re.IGNORECASE)


def kind_of(head: bytes, encoding: str | None = None) -> FileKind:
    """Tell the kind by the first `HEAD` bytes.

    Raises:
        Unreadable: it is something known that is no table, or nothing at all.
    """
    if not head:
        raise refusals.empty()
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return FileKind.OOXML
    if head.startswith(_OLE):
        return FileKind.OLE
    if re.match(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00", head):
        return FileKind.BIFF
    _refuse_others(head)
    return _kind_of_text(start_of_text(head, encoding).lstrip())


def _refuse_others(head: bytes) -> None:
    for magic, what in _OTHERS:
        if head.startswith(magic) and (not magic.isalpha() or re.search(rb"[\0-\x08]", head)):
            raise refusals.not_a_table(what)
    if head.startswith(_OLE[: len(head)]):
        raise refusals.truncated()


def _kind_of_text(start: str) -> FileKind:
    if start.startswith("version https://git-lfs."):
        raise Unreadable("只是一个 Git LFS 指针，表格的内容不在里面。", "请取得原来的文件再导入。")
    if _MIME.match(start) and _PARTS.search(start[:8192]):
        return FileKind.MHTML
    if _MAIL.match(start):
        raise Unreadable("是邮件，不是表格。", "请先把邮件里的附件另存为文件，再导入那个文件。")
    if "urn:schemas-microsoft-com:office:spreadsheet" in start and re.search(r"<(\w+:)?Workbook\b", start):
        return FileKind.SPREADSHEETML
    if (start.startswith("<") and _HTML.search(start)) or _TABLE.search(start):
        return FileKind.HTML
    if start.startswith("<?xml"):
        raise refusals.not_a_table("XML 文件")
    return FileKind.TEXT


def is_ours(path: Path) -> bool:
    """Whether a file bears the marks of this program, also after Excel saved it anew.

    A file that cannot be read bears none.
    """
    try:
        if zipfile.is_zipfile(path):
            return any(_AUTHOR.search(part) or _has_style(part) for part in _marked_parts(path))
        with path.open("rb") as stream:
            return _has_style(stream.read(_MOST_OF_PART))
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, RuntimeError, EOFError):
        return False


def _marked_parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as package:
        found = []
        for info in package.infolist():
            if _OUR_PARTS.fullmatch(info.filename.replace("\\", "/").lower()):
                with package.open(info) as part:
                    found.append(part.read(_MOST_OF_PART))
    return found


def _has_style(data: bytes) -> bool:
    return any(name in data for name in _STYLES)
