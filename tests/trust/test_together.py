"""Two processes at one ledger: the same end as one after the other, or a calm word about who holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.trust.county import NOW, County, calm, inside, opened, state, take, whole
from tests.trust.together import at_once, clerks, rounds
from zlts.services.safekeeping import backup

ROUNDS = 2
"""The full run (`tests/trust/full.py`) plays a hundred."""


def test_two_at_once_are_one_after_the_other(county: County, tmp_path: Path) -> None:
    rounds(county, tmp_path, ROUNDS)


def test_the_same_file_twice_at_once_is_in_once(county: County, ledger: Path, tmp_path: Path) -> None:
    file = next((county.files / "2013-07").glob("*.csv"))
    alone = tmp_path / "alone.db"
    alone.write_bytes(county.ledger.read_bytes())
    take(alone, [file])
    assert at_once([lambda path: take(path, [file])] * 3, ledger) == [0, 0, 0]
    whole(ledger)
    assert state(ledger) == state(alone)


@contextmanager
def held(path: Path, how: str) -> Iterator[None]:
    """Another program keeps the file to itself."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"BEGIN {how}")
        yield


COMMANDS = (
    "import {file}",
    "assess 2013-06",
    "undo 2",
    "retry",
    "verify",
    "status",
    "backup {new}",
    "restore {copy}",
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_locked_ledger(ledger: Path, county: County, tmp_path: Path, command: str) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(county.ledger.read_bytes())
    file = county.units("2013-07", 1)[0]
    before = ledger.read_bytes()
    with held(ledger, "EXCLUSIVE"):
        done = inside(ledger, *command.format(file=file, copy=copy, new=tmp_path / "新.db").split(), ZLTS_WAIT="0.05")
    assert "正被另一个程序使用" in calm(done)
    assert ledger.read_bytes() == before
    whole(ledger)


def test_who_holds_it_is_named(clerk: Zlts) -> None:
    with opened(clerk.ledger) as book, book.write():
        done = clerk.run("assess", "2013-06", ZLTS_WAIT="0.1")
        reading = clerk.run("verify", ZLTS_WAIT="0.1")
    calm(done)
    assert "进程" in done.stderr
    assert "09:30:00 起" in done.stderr
    assert reading.returncode == 0  # reading goes on while another writes
    assert [one.name for one in clerk.ledger.parent.glob(".*")] == []


def test_a_copy_is_consistent_while_another_writes(county: County, ledger: Path, tmp_path: Path) -> None:
    first, _ = clerks(county)

    def copy(path: Path) -> None:
        for number in range(4):
            with opened(path) as book:
                backup(book, tmp_path / f"{number}.db", NOW)

    assert at_once([first, copy], ledger) == [0, 0]
    for number in range(4):
        whole(tmp_path / f"{number}.db")
