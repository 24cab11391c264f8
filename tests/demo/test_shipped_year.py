"""The year that ships with the program, `data/demo.zip`, is what the generator makes now.

If not: `python -m tests.demo.make`.
"""

from __future__ import annotations

import io
import zipfile

from tests.demo.fixed_zip import members_of
from tests.demo.year_files import year_contents
from zlts.resources import data_file

SHIPPED = data_file("demo.zip").read_bytes()
MADE = year_contents()


def parts_of(name: str, content: bytes) -> dict[str, bytes]:
    """What a file says: a workbook by its parts, since another zlib packs the same parts into other bytes."""
    return members_of(content) if name.endswith(".xlsx") else {"": content}


def test_the_shipped_files_are_those_that_are_made_now() -> None:
    shipped = members_of(SHIPPED)
    assert list(shipped) == list(MADE)
    assert [name for name, made in MADE.items() if parts_of(name, shipped[name]) != parts_of(name, made)] == []


def test_no_archive_says_when_it_was_made() -> None:
    books = [content for name, content in MADE.items() if name.endswith(".xlsx")]
    assert len(books) > 40
    for archive in (SHIPPED, *books):
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            assert {one.date_time for one in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
