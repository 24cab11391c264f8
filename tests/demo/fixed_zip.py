"""Zip archives that come out the same to the byte whenever they are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_UNIX, _PLAIN_FILE = 3, 0o644 << 16
"""Who made it and how its files may be used: always said alike, whatever computer makes it."""


def zip_bytes(members: Mapping[str, bytes]) -> bytes:
    """An archive of these members, in their order, all of them dated 1980-01-01.

    How small a member becomes is up to the zlib of this Python: another one may write other bytes for it, and the
    members read from both are the same.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content, compresslevel=9)
    return file.getvalue()


def members_of(archive: bytes) -> dict[str, bytes]:
    """What an archive holds, by name and in its order."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}
