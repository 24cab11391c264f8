"""What lies in a temporary folder of ours is gone at the end; what a killed run left is gone a day later."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from pathlib import Path

import pytest

from zlts.private_folder import private_folder

HOUR = 60 * 60


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_over(temporary: Path, name: str, hours: float) -> Path:
    folder = temporary / name
    folder.mkdir()
    (folder / "file").write_text("某某", encoding="utf-8")
    then = time.time() - hours * HOUR
    os.utime(folder, (then, then))
    return folder


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_gone_at_the_end(temporary: Path, fails: bool) -> None:
    with pytest.raises(ZeroDivisionError) if fails else private_folder(), private_folder() as folder:
        (folder / "file").write_text("某某", encoding="utf-8")
        if os.name != "nt":
            assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        if fails:
            raise ZeroDivisionError
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_goes_after_a_day_and_no_others_do(temporary: Path) -> None:
    old = left_over(temporary, "zlts-private-old", 25)
    recent, foreign = left_over(temporary, "zlts-private-new", 23), left_over(temporary, "other", 100)
    link = temporary / "zlts-private-link"
    link.symlink_to(foreign)
    with private_folder():
        assert not old.exists()
        assert [path.exists() for path in (recent / "file", foreign / "file", link)] == [True, True, True]
