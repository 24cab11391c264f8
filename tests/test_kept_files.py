"""The bytes of every imported file are kept, and come out again unchanged (readings: Nothing is lost)."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from tests.command import founded_within
from zlts.db import Ledger
from zlts.errors import FileRefused
from zlts.store import kept

ROSTER = "单位,城区农村,姓名,警号,角色\n柳湾派出所,农村,柏一鸣,880001,窗口民警\n"


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    founded_within(tmp_path, ROSTER)
    return Ledger.open(tmp_path / "zlts.db")


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (3 << 20) + 5])
def test_a_file_comes_out_as_it_came_in(ledger: Ledger, tmp_path: Path, size: int) -> None:
    content = bytes(n * n % 251 for n in range(997)) * (size // 997) + bytes(size % 997)
    source = tmp_path / "导出.bin"
    source.write_bytes(content)
    with closing(ledger), ledger.write() as session:
        with kept.take(source) as file:
            number = kept.keep(session, file)
            assert kept.keep(session, file) == number
        assert b"".join(kept.chunks(session, number)) == content
        assert list(kept.altered(session)) == []


def test_a_file_is_taken_as_it_is_at_that_moment(tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(b"12345")
    with kept.take(source) as file:
        source.write_bytes(b"54321 and more")
        assert file.copy.read_bytes() == b"12345"
        assert file.digest == hashlib.sha256(b"12345").hexdigest()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_the_copy_is_for_no_other_eyes(tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(b"12345")
    with kept.take(source) as file:
        assert stat.S_IMODE(file.copy.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.copy.parent.stat().st_mode) == 0o700


def test_the_copy_goes_also_after_an_error(tmp_path: Path) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(b"12345")
    with ExitStack() as stack:
        taken = stack.enter_context(kept.take(source))
        stack.enter_context(pytest.raises(KeyboardInterrupt))
        raise KeyboardInterrupt
    assert not taken.copy.parent.exists()


def test_no_room_for_the_copy_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "导出.csv"
    source.write_bytes(b"12345")

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "touch", full)
    with pytest.raises(FileRefused, match=r"“导出\.csv”没有读成：磁盘空间不足"), kept.take(source):
        pass


def test_a_file_too_large_to_be_kept_is_refused_before_it_is_read(tmp_path: Path) -> None:
    source = tmp_path / "全部.csv"
    with source.open("wb") as stream:
        stream.truncate(1_000_000_000)
    with pytest.raises(FileRefused, match="900 MB"), kept.take(source):
        pass
