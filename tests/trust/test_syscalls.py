"""A full disk, a broken one and the end of the process at chosen system calls (`tests.trust.syscalls` tries all)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trust import syscalls
from tests.trust.syscalls import Judge, Spot

pytestmark = pytest.mark.skipif(not syscalls.is_there(), reason="no strace, or it may not look at processes")


def test_failures_at_the_calls_of_an_import(clean: Path, tmp_path: Path) -> None:
    judge = Judge(syscalls.works(clean, tmp_path)[0], clean, tmp_path / "torn")
    last = judge.calls
    assert last["fdatasync"] >= 4, last
    assert last["pwrite64"] > 100, last
    before = (
        Spot("mkdir", 1, "error=ENOSPC"),  # the private copy of the file
        Spot("fdatasync", 1, "error=EIO"),  # the day's copy
        Spot("pwrite64", last["pwrite64"], "error=ENOSPC"),  # the ledger's last page
        Spot("fdatasync", last["fdatasync"], "signal=KILL"),  # half written, to be taken back
    )
    assert [judge.holds(spot) for spot in before] == [False] * len(before)
    assert judge.holds(Spot("write", last["write"], "error=ENOSPC"))  # the last words on the terminal
