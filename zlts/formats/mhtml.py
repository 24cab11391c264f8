"""MHTML, Excel's "single file web page": HTML parts in a mail envelope."""

from __future__ import annotations

import email
import io
import re
from collections.abc import Iterator
from pathlib import Path

from zlts.formats import html, refusals
from zlts.formats.cells import RawSheet
from zlts.formats.encoding import survey
from zlts.formats.refusals import Unreadable

_MOST_BYTES = 100 << 20
_TABS = "tabstrip.htm"
"""The part in which Excel keeps the row of sheet tabs; it is a table, too."""


def read_mhtml(path: Path, encoding: str | None) -> list[RawSheet]:
    """The tables of all HTML parts.

    Raises:
        Unreadable: there is none, or the envelope is broken.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise refusals.too_big()
    tables: list[html.Table] = []
    names: list[str] = []
    for content in _pages(path.read_bytes().lstrip(b"\xef\xbb\xbf\r\n ")):
        stream = io.BytesIO(content)
        codec = survey(stream, encoding, markup=True).encoding
        names += re.findall(r"<x:Name>([^<]+)</x:Name>", content.decode(codec))
        tables += html.tables_in(stream, codec)
    if not tables:
        raise Unreadable("是网页，里面没有表格。", refusals.PICK_TABLE)
    return html.as_sheets(tables, names)


def _pages(data: bytes) -> Iterator[bytes]:
    """The contents of the HTML parts."""
    for part in email.message_from_bytes(data).walk():
        if part.get_content_type() != "text/html" or str(part.get("Content-Location", "")).endswith(_TABS):
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content.strip():
            yield content
