"""What calamine does not tell of a BIFF workbook: passwords, error cells, formulas without a result, raised fonts."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from zlts.formats import refusals
from zlts.formats.cells import NO_RESULT, CellError, Odd
from zlts.formats.ole import Container

_EOF, _BOF, _FILEPASS, _BOUNDSHEET, _FORMULA, _BOOLERR = 0x0A, 0x809, 0x2F, 0x85, 0x06, 0x205
_DATE_MODE, _FONT = 0x22, 0x31
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_ERROR, _NOTHING = 2, 3
# Going through a million records costs more than reading the workbook, and nearly every file has none of
# these. Two searches, because an expression that begins with plain bytes is five times as fast.
_BOOLERR_HEAD = b"\x05\x02\x08\x00"
_ODD_RESULT = re.compile(rb"\x06\x00..{7}[\x02\x03].{5}\xff\xff", re.DOTALL)
_EMPTY_TEXT = b"\x17\x00"
_SHARED = b"\x01"


def workbook_stream(data: bytes) -> bytes:
    """The records of an .xls.

    Raises:
        Unreadable: it is encrypted, another kind of document, or broken.
    """
    container = Container(data)
    if container.names & {"EncryptedPackage", "EncryptionInfo"}:
        raise refusals.encrypted()
    for name in ("Workbook", "Book", "WORKBOOK", "BOOK"):
        if name in container.names:
            return _unlocked(container.read(name))
    if "WordDocument" in container.names:
        raise refusals.not_a_table("Word 文档")
    if "PowerPoint Document" in container.names:
        raise refusals.not_a_table("演示文稿")
    raise refusals.not_a_table("别的程序的文件")


def _unlocked(stream: bytes) -> bytes:
    globals_ = list(_records(stream, 0))
    if any(op == _FILEPASS for op, _ in globals_):
        raise refusals.encrypted()
    if not globals_ or globals_[0][0] & 0xFF != _BOF & 0xFF:
        raise refusals.broken("工作簿")
    return stream


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one substream, without those embedded in it (charts)."""
    depth = 0
    while at + 4 <= len(stream):
        op, size = struct.unpack_from("<HH", stream, at)
        if op == _BOF:
            depth += 1
        if depth <= 1:
            yield op, stream[at + 4 : at + 4 + size]
        if op == _EOF:
            depth -= 1
            if depth <= 0:
                return
        at += 4 + size
    raise refusals.truncated()


def is_excel_97(stream: bytes) -> bool:
    """Whether the records are those of Excel 97 and later."""
    return stream[4:6] == b"\x00\x06"


def since_1904(stream: bytes) -> bool:
    """Whether dates count from 1904."""
    return any(op == _DATE_MODE and body[:2] == b"\x01\x00" for op, body in _records(stream, 0))


def has_raised_font(stream: bytes) -> bool:
    """Whether the workbook has a font whose signs are raised or lowered."""
    return any(op == _FONT and body[8:10] not in (b"", b"\0\0") for op, body in _records(stream, 0))


def sheet_starts(stream: bytes) -> list[int]:
    """Where each sheet's records begin, in the order of the sheets."""
    found = [body for op, body in _records(stream, 0) if op == _BOUNDSHEET and len(body) >= 4]  # noqa: PLR2004
    return [struct.unpack_from("<I", body)[0] for body in found]


def is_suspect(stream: bytes) -> bool:
    """Whether there may be a cell in it that calamine would show as blank, and is not."""
    return _BOOLERR_HEAD in stream or _ODD_RESULT.search(stream) is not None


def specials(stream: bytes, start: int) -> Odd:
    """The error cells of the sheet whose records begin there."""
    found: Odd = {}
    for op, body in _records(stream, start):
        error = None
        if op == _BOOLERR and len(body) >= 8 and body[7] == 1:  # noqa: PLR2004 - row, column, format, value, is error
            error = _error(body[6])
        elif op == _FORMULA and body[12:14] == b"\xff\xff":
            error = _formula_error(body)
        if error:
            row, column = struct.unpack_from("<HH", body)
            found[row, column] = error
    return found


def _formula_error(body: bytes) -> CellError | None:
    if body[6] == _ERROR:
        return _error(body[8])
    # An empty result is an honest one where the formula has an empty text to give ("" in an IF), or where
    # its tokens stand elsewhere; anything else has simply never been calculated.
    tokens = body[22:]
    if body[6] == _NOTHING and _EMPTY_TEXT not in tokens and not tokens.startswith(_SHARED):
        return CellError(NO_RESULT)
    return None


def _error(code: int) -> CellError:
    return CellError(_ERRORS.get(code, "#ERROR!"))
