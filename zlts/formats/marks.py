"""The marks by which a workbook or document of this program is known again, also after Excel saved it anew."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path

_MOST = 4 << 20
"""So much of a part is looked at; the styles and the properties are far smaller."""
_AUTHOR = re.compile(rb"<(?:\w+:)?creator[^<>]*>\s*zlts\s*</")
_STYLES = (b"zlts title", b"zlts head", "zlts title".encode("utf-16-le"), "zlts head".encode("utf-16-le"))
"""The names of our workbooks' styles (`sheets.styles`), which Excel and WPS keep, also in .xls and .xml."""
_PARTS = re.compile(r"docprops/core\.xml|(?:xl|word)/styles\.xml")


def is_ours(path: Path) -> bool:
    """Whether a file bears one of the marks; a file that cannot be read bears none."""
    try:
        if zipfile.is_zipfile(path):
            return any(_AUTHOR.search(part) or _has_style(part) for part in _parts(path))
        with path.open("rb") as stream:
            return _has_style(stream.read(_MOST))
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError, RuntimeError, EOFError):
        return False


def _parts(path: Path) -> list[bytes]:
    with zipfile.ZipFile(path) as package:
        found = []
        for info in package.infolist():
            if _PARTS.fullmatch(info.filename.replace("\\", "/").lower()):
                with package.open(info) as part:
                    found.append(part.read(_MOST))
    return found


def _has_style(data: bytes) -> bool:
    return any(name in data for name in _STYLES)
