"""The bytes of every imported file are kept, and come out again unchanged (readings: Nothing is lost)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from zlts.db import Ledger
from zlts.errors import FileRefused
from zlts.store import kept


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    with Ledger.create(tmp_path / "zlts.db"):
        pass
    return Ledger.open(tmp_path / "zlts.db")


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (3 << 20) + 5])
def test_a_file_comes_out_as_it_came_in(ledger: Ledger, tmp_path: Path, size: int) -> None:
    content = bytes(n * n % 251 for n in range(997)) * (size // 997) + bytes(size % 997)
    source = tmp_path / "导出.bin"
    source.write_bytes(content)
    with closing(ledger), ledger.write() as session:
        number = kept.keep(session, source, kept.digest_of(source))
        assert b"".join(kept.chunks(session, number)) == content
        assert kept.keep(session, source, kept.digest_of(source)) == number
        assert list(kept.altered(session)) == []


@pytest.mark.parametrize("later", [b"1234", b"123456", b"54321"])
def test_a_file_that_is_being_written_to_is_refused(ledger: Ledger, tmp_path: Path, later: bytes) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(b"12345")
    digest = kept.digest_of(source)
    source.write_bytes(later)
    with closing(ledger), ledger.write() as session, pytest.raises(FileRefused, match="改动"):
        kept.keep(session, source, digest)


def test_a_file_too_large_to_be_kept_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "全部.csv"
    with source.open("wb") as stream:
        stream.truncate(1_000_000_000)
    with pytest.raises(FileRefused, match="900 MB"):
        kept.digest_of(source)
