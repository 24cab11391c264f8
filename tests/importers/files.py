"""The smallest files of each kind and trait, made by code."""

from __future__ import annotations

import base64
import datetime as dt
import io
import struct
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import xlwt
from xlwt.CompoundDoc import XlsDoc

MOMENT = dt.datetime(2013, 3, 5, 9, 12, 33)  # noqa: DTZ001 - a device's wall clock

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
ROOT_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE_REL}"><Relationship Id="rId1" '
    f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
BOOK_RELS = (
    f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE_REL}"><Relationship Id="rId1" '
    f'Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BOOK = (
    f'<?xml version="1.0"?><workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>'
    '<sheet name="评价" sheetId="1" r:id="rId1"/></sheets></workbook>'
)


def xlsx(fill: Callable[[Any], object]) -> bytes:
    """A workbook that openpyxl writes after `fill` has had it."""
    book = openpyxl.Workbook()
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def raw_xlsx(sheet_data: str, *, prolog: str = "", dimension: str = "A1", more: str = "") -> bytes:
    """A workbook whose one sheet's XML is written out."""
    sheet = (
        f'<?xml version="1.0"?>{prolog}<worksheet xmlns="{_MAIN}"><dimension ref="{dimension}"/>'
        f"<sheetData>{sheet_data}</sheetData>{more}</worksheet>"
    )
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": ROOT_RELS,
            "xl/workbook.xml": BOOK,
            "xl/_rels/workbook.xml.rels": BOOK_RELS,
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def xls(fill: Callable[[Any], object]) -> bytes:
    """A BIFF8 workbook that xlwt writes after `fill` has had it."""
    book = xlwt.Workbook(encoding="utf-8")
    fill(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ole(stream: bytes, name: str = "Workbook") -> bytes:
    """A compound file with one stream."""
    out = io.BytesIO()
    XlsDoc().save(out, stream)
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + b"\x12\0"
    named = name.encode("utf-16-le").ljust(64, b"\0") + bytes([2 * len(name) + 2, 0])
    return out.getvalue().replace(entry, named)


def record(op: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", op, len(body)) + body


def biff5_stream(cells: list[tuple[int, int, str]]) -> bytes:
    """The records of an Excel 95 workbook in code page 936."""
    name = "评价".encode("gbk")
    sheet = record(0x809, struct.pack("<HHHH", 0x500, 0x10, 0x0DBB, 0x07CC))
    for row, column, text in cells:
        said = text.encode("gbk")
        sheet += record(0x204, struct.pack("<HHHH", row, column, 0, len(said)) + said)
    head = record(0x809, struct.pack("<HHHH", 0x500, 0x05, 0x0DBB, 0x07CC)) + record(0x42, struct.pack("<H", 936))
    start = len(head) + 4 + 7 + len(name) + 4
    head += record(0x85, struct.pack("<IHB", start, 0, len(name)) + name) + record(0x0A)
    return head + sheet + record(0x0A)


def encrypted_xls() -> bytes:
    head = record(0x809, struct.pack("<HHHHII", 0x600, 0x05, 0x0DBB, 0x07CC, 0, 0))
    return ole((head + record(0x2F, b"\1\0\1\0\1\0" + bytes(48)) + record(0x0A)).ljust(5000, b"\0"))


def html(body: str, *, encoding: str = "gb18030", charset: str | None = "gb2312") -> bytes:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    return f"<html><head>{meta}</head><body>{body}</body></html>".encode(encoding)


def spreadsheetml(sheets: str, *, encoding: str = "utf-8", prolog: str = "") -> bytes:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>{prolog}<?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" '
        f'xmlns:x="urn:schemas-microsoft-com:office:excel">{sheets}</Workbook>'
    )
    return text.encode(encoding)


def mhtml(page: bytes, *, transfer: str = "base64") -> bytes:
    if transfer == "base64":
        body = base64.encodebytes(page)
    else:
        import quopri

        body = quopri.encodestring(page)
    return (
        b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n"
        b'Content-Type: multipart/related; boundary="----=_Next"\r\n\r\n'
        b"------=_Next\r\nContent-Location: file:///C:/book.htm\r\nContent-Transfer-Encoding: "
        + transfer.encode()
        + b'\r\nContent-Type: text/html; charset="us-ascii"\r\n\r\n'
        + body
        + b"\r\n------=_Next--\r\n"
    )
