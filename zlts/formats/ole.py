"""The streams of an OLE compound file (the container of .xls), chains followed with a bound."""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterable

from zlts.formats import refusals

_KIND = "旧版 Office 文件"
_FREE = 0xFFFFFFFA
"""Sector numbers from here on are marks, not sectors."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class Container:
    """Names and contents of the streams of a compound file."""

    def __init__(self, data: bytes) -> None:
        """Read the allocation table and the directory.

        Raises:
            Unreadable: they are cut off, or run in a circle.
        """
        if len(data) < 512:  # noqa: PLR2004 - the header's size
            raise refusals.truncated()
        self._data = data
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:  # noqa: PLR2004 - the sizes that exist
            raise refusals.broken(_KIND)
        self._size = 1 << shift
        directory, self._cutoff, mini = struct.unpack_from("<I4xII", data, 48)
        self._table = self._numbers(self._table_sectors())
        self._entries = self._directory(self._chained(directory))
        self._mini = self._numbers(self._chain(mini)) if mini < _FREE else array("I")

    @property
    def names(self) -> set[str]:
        return set(self._entries)

    def read(self, name: str) -> bytes:
        """A stream's bytes.

        Raises:
            Unreadable: it is cut off, or runs in a circle.
        """
        kind, first, size = self._entries[name]
        if kind == _STREAM and size < self._cutoff:
            return self._mini_stream(first)[:size]
        content = self._chained(first)
        if len(content) < size:
            raise refusals.truncated()
        return content[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise refusals.truncated()
        return self._data[start : start + self._size]

    def _table_sectors(self) -> list[int]:
        """The sectors that hold the allocation table: 109 in the header, others in a chain of their own."""
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        extra, seen = struct.unpack_from("<I", self._data, 68)[0], set[int]()
        while extra < _FREE:
            if extra in seen:
                raise refusals.broken(_KIND)
            seen.add(extra)
            *more, extra = self._numbers([extra])
            sectors += more
        return [sector for sector in sectors if sector < _FREE]

    def _numbers(self, sectors: Iterable[int]) -> array[int]:
        content = b"".join(map(self._sector, sectors))
        return array("I", struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))

    def _chain(self, first: int) -> list[int]:
        return _follow(self._table, first)

    def _chained(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._chain(first)))

    def _directory(self, content: bytes) -> dict[str, tuple[int, int, int]]:
        entries: dict[str, tuple[int, int, int]] = {}
        for at in range(0, len(content) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            first, size = struct.unpack_from("<II", content, at + 116)
            name = content[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _ROOT:
                entries["/"] = (kind, first, size)
            elif kind == _STREAM:
                entries.setdefault(name, (kind, first, size))
        return entries

    def _mini_stream(self, first: int) -> bytes:
        root = self.read("/") if "/" in self._entries else b""
        return b"".join(root[64 * n : 64 * n + 64] for n in _follow(self._mini, first))


def _follow(table: array[int], first: int) -> list[int]:
    chain: list[int] = []
    while first < _FREE:
        if first >= len(table):
            raise refusals.truncated()
        if len(chain) > len(table):
            raise refusals.broken(_KIND)
        chain.append(first)
        first = table[first]
    return chain
