"""What a computer must have: checked by the bundle before it installs, and by the program when it starts."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
import tomllib
from importlib import util
from pathlib import Path

import pytest

from release.bundle import SUMS, sums
from release.setup import check
from release.targets import PYTHONS
from release.texts import written
from tests.command import Zlts
from zlts import db
from zlts.errors import LedgerRefused

TOP = Path(__file__).parents[2]


def test_the_same_is_asked_for_everywhere() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={PYTHONS[0]}"
    assert [f"{major}.{minor}" for major, minor in check.PYTHONS] == list(PYTHONS)
    assert check.SQLITE == db.OLDEST_SQLITE


def test_this_python_serves() -> None:
    assert check.unfit() == 0


@pytest.mark.parametrize("version", [(3, 10, 13), (3, 14, 0), (2, 7, 18)])
def test_a_python_without_wheels_does_not(version: tuple[int, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    assert check.unfit() == check.WRONG_VERSION


def test_nor_one_of_32_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(struct, "calcsize", lambda _: 4)
    assert check.unfit() == check.NOT_64_BIT


@pytest.mark.parametrize(("version", "code"), [((3, 34, 1), check.OLD_SQLITE), ((3, 35, 0), 0)])
def test_nor_one_with_an_old_sqlite(version: tuple[int, ...], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert check.unfit() == code


def test_nor_one_whose_sqlite_knows_no_json(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bare:
        def execute(self, _statement: str) -> None:
            raise sqlite3.OperationalError

    monkeypatch.setattr(sqlite3, "connect", lambda _: Bare())
    assert check.unfit() == check.OLD_SQLITE


@pytest.mark.parametrize("part", ["venv", "ensurepip"])
def test_nor_one_that_lacks_a_part(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == part else found(name))
    assert check.unfit() == check.NO_VENV


# ---------------------------------------------------------------- the folder as it came over


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small bundle, without wheels."""
    made = tmp_path / "安装"
    for name, content in written("1.0").items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(content)
    (made / SUMS).write_text(sums(made), encoding="utf-8")
    return made


def test_a_folder_that_came_over_whole(folder: Path) -> None:
    assert check.damaged(folder) == 0


def test_a_file_that_did_not_come_over(folder: Path) -> None:
    (folder / "手册.html").unlink()
    assert check.damaged(folder) == check.DAMAGED


def test_a_file_that_came_over_in_part(folder: Path) -> None:
    page = folder / "手册.html"
    page.write_bytes(page.read_bytes()[:1000])
    assert check.damaged(folder) == check.DAMAGED


def test_an_empty_list_of_sums(folder: Path) -> None:
    (folder / SUMS).write_bytes(b"")
    assert check.damaged(folder) == check.DAMAGED


# ---------------------------------------------------------------- what the script says


def install(folder: Path, python: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run install.sh where `python3` is the given shell script, and no other Python is found."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name in ("sh", "dirname", "cp"):
        (tools / name).symlink_to(f"/bin/{name}")
    (tools / "python3").write_text(f"#!/bin/sh\n{python}\n", encoding="utf-8")
    (tools / "python3").chmod(0o755)
    return subprocess.run(
        ["/bin/sh", folder / "install.sh", tmp_path / "target"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env={"PATH": str(tools), "HOME": str(tmp_path)},
    )


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (check.WRONG_VERSION, "Python 版本不合用，zlts 需要 64 位的 Python 3.11、3.12 或 3.13"),
        (check.NOT_64_BIT, "32 位"),
        (check.OLD_SQLITE, "SQLite 太旧，zlts 需要 3.35"),
        (check.NO_VENV, "缺少 venv 或 ensurepip"),
        (127, "还没有 Python"),
    ],
)
def test_a_python_that_does_not_serve_is_told(folder: Path, code: int, words: str, tmp_path: Path) -> None:
    done = install(folder, f"exit {code}", tmp_path)
    assert done.returncode == 1
    assert words in done.stderr
    assert "没有装任何东西" in done.stderr
    assert not (tmp_path / "target").exists()


def test_both_scripts_have_words_for_every_reason() -> None:
    reasons = (check.WRONG_VERSION, check.NOT_64_BIT, check.OLD_SQLITE, check.NO_VENV)
    command, shell = written("1.0")["install.cmd"].decode("gb2312"), written("1.0")["install.sh"].decode()
    assert [code for code in reasons if f'"%WHY%"=="{code}" echo' not in command] == []
    assert [code for code in reasons if f"{code}) echo" not in shell] == []


def test_a_damaged_folder_is_told(folder: Path, tmp_path: Path) -> None:
    (folder / "手册.html").unlink()
    done = install(folder, f'exec "{sys.executable}" "$@"', tmp_path)
    assert done.returncode == 1
    assert "缺失或损坏" in done.stderr
    assert not (tmp_path / "target").exists()


# ---------------------------------------------------------------- the program itself


def test_the_program_started_by_an_older_python(tmp_path: Path) -> None:
    """The version is pretended: the check is the first thing that runs."""
    pretend = "import sys, runpy; sys.version_info = (3, 10, 2); runpy.run_module('zlts', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", pretend],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(TOP), "PYTHONUTF8": "1"},
    )
    assert done.returncode == 1
    assert done.stderr == "zlts 需要 Python 3.11 或更新的版本，现在运行它的是 3.10。请换用新的 Python。\n"


def test_the_program_on_an_older_sqlite(zlts: Zlts, monkeypatch: pytest.MonkeyPatch) -> None:
    zlts.ok("init")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(LedgerRefused, match=r"zlts 需要 3\.35 或更新的"):
        db.Ledger.open(zlts.ledger)
    assert zlts.ledger.exists()
