"""What can befall the ledger's file: each mishap has its own sentence, exit 1, and the ledger is as it was."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts
from tests.trust.county import NOW, VOCABULARY, County, ask, calm, inside, opened, state, take, whole
from zlts import backups, db
from zlts.errors import LedgerRefused, Refused
from zlts.importers.reading import Options
from zlts.services.founding import found
from zlts.services.intake import import_files
from zlts.services.safekeeping import network_warning, purge, remote, restore
from zlts.services.undoing import undo

MODEST = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
"""Root without the power to write where the mode forbids it: an ordinary user's view of the file system."""

IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
can_be_refused = pytest.mark.skipif(
    sys.platform == "win32" or (IS_ROOT and not shutil.which("setpriv")), reason="no way to be refused here"
)


def modestly(zlts: Zlts, *args: object) -> subprocess.CompletedProcess[str]:
    """The command as a user whom the file's mode binds."""
    before = MODEST if IS_ROOT else ()
    return subprocess.run(
        [*before, sys.executable, "-m", "zlts", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "ZLTS_LEDGER": str(zlts.ledger), "PYTHONUTF8": "1"},
    )


# ---------------------------------------------------------------- read-only


@can_be_refused
@pytest.mark.parametrize("command", ["import {file}", "assess 2013-06", "undo 2", "purge --before 2014"])
def test_a_read_only_file(clerk: Zlts, county: County, command: str) -> None:
    file, before = county.units("2013-07", 1)[0], clerk.ledger.read_bytes()
    clerk.ledger.chmod(0o400)
    done = modestly(clerk, *command.format(file=file).split())
    calm(done)
    assert "是只读的，不能写入" in done.stderr + done.stdout
    assert clerk.ledger.read_bytes() == before
    assert modestly(clerk, "verify").returncode == 0


@can_be_refused
def test_a_read_only_folder(clerk: Zlts, county: County) -> None:
    before = clerk.ledger.read_bytes()
    clerk.ledger.parent.chmod(0o500)
    try:
        done = modestly(clerk, "import", county.units("2013-07", 1)[0])
        reading = modestly(clerk, "verify")
        copy = modestly(clerk, "backup", clerk.ledger.with_name("备份.db"))
        other = modestly(clerk, "--ledger", clerk.ledger.with_name("新.db"), "init")
    finally:
        clerk.ledger.parent.chmod(0o700)
    for one in (done, copy, other):
        calm(one)
        assert "权限" in one.stderr + one.stdout
    assert reading.returncode == 0
    assert clerk.ledger.read_bytes() == before


# ---------------------------------------------------------------- a full disk


@pytest.fixture
def full(monkeypatch: pytest.MonkeyPatch) -> None:
    """No page more than there is."""
    monkeypatch.setattr(db, "PRAGMAS", (*db.PRAGMAS, "max_page_count = 1"))


@pytest.mark.usefixtures("full")
def test_a_full_disk(ledger: Path, county: County) -> None:
    before = state(ledger)
    files = county.units("2013-07", 2)
    told = [one.error for one in take(ledger, files)]
    assert all("磁盘已满，这一步没有写入" in one for one in told), told
    assert state(ledger) == before
    whole(ledger)


@pytest.mark.usefixtures("full")
def test_a_full_disk_at_the_beginning(tmp_path: Path, county: County) -> None:
    with pytest.raises(LedgerRefused, match="磁盘已满"):
        found(tmp_path / "zlts.db", county.roster, None, VOCABULARY, NOW)
    assert list(tmp_path.iterdir()) == []


def mounted(folder: Path, size: int) -> bool:
    folder.mkdir()
    return (
        IS_ROOT
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", folder], capture_output=True, check=False
        ).returncode
    )


def test_a_disk_that_is_really_full(county: County, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    room = county.ledger.stat().st_size // 1024 * 2 + 200  # the ledger, the day's copy, and a little more
    if not mounted(disk, room):
        pytest.skip("no small disk can be mounted here")
    try:
        clerk = Zlts(Path(shutil.copy(county.ledger, disk / "zlts.db")))
        before = state(clerk.ledger)
        for args in (
            ("import", county.files / "2013-07"),
            ("backup", disk / "备份.db"),
            ("purge", "--before", "2014"),
        ):
            done = clerk.run(*args)
            if args[0] == "purge" and not done.returncode:
                continue  # it may fit
            assert done.returncode in (1, 3), done.stderr
            assert "磁盘已满" in done.stdout + done.stderr
            assert "程序内部出错" not in done.stderr
        assert state(clerk.ledger)[1] == before[1]
        whole(clerk.ledger)
        assert [one.name for one in disk.glob("备份*")] == []
    finally:
        subprocess.run(["umount", disk], check=True)


# ---------------------------------------------------------------- a ledger that is none


def test_a_truncated_ledger(clerk: Zlts) -> None:
    content = clerk.ledger.read_bytes()
    clerk.ledger.write_bytes(content[: len(content) // 2])
    for command in ("verify", "status", "assess 2013-06"):
        assert "损坏" in calm(inside(clerk.ledger, *command.split()))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 no ledger at all" * 100, b"SQLite format 3\0" + b"\0" * 40])
def test_a_file_that_is_no_ledger(clerk: Zlts, content: bytes) -> None:
    clerk.ledger.write_bytes(content)
    for command in ("verify", "status", "assess 2013-06"):
        assert "台账" in calm(inside(clerk.ledger, *command.split()))
    assert clerk.ledger.read_bytes() == content


def test_another_programs_database(clerk: Zlts, county: County) -> None:
    clerk.ledger.unlink()
    with closing(sqlite3.connect(clerk.ledger)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
        connection.commit()
    before = clerk.ledger.read_bytes()
    for args in (("status",), ("restore", county.ledger)):
        assert "不是 zlts 的台账" in calm(inside(clerk.ledger, *args))
    assert clerk.ledger.read_bytes() == before


def test_a_damaged_page_is_found_and_the_copy_helps(clerk: Zlts, county: County) -> None:
    with clerk.ledger.open("r+b") as stream:
        stream.seek(4096 * 20)
        stream.write(b"\xff" * 4096 * 30)
    calm(inside(clerk.ledger, "verify"))
    done = inside(clerk.ledger, "restore", county.ledger)
    assert done.returncode == 0, done.stderr
    whole(clerk.ledger)
    assert state(clerk.ledger) == state(county.ledger)


def test_a_truncated_ledger_is_restored(ledger: Path, county: County) -> None:
    broken = ledger.read_bytes()[:5000]
    ledger.write_bytes(broken)
    kept = restore(county.ledger, ledger, NOW)
    assert kept is not None
    assert kept.read_bytes() == broken
    assert state(ledger) == state(county.ledger)
    whole(ledger)


# ---------------------------------------------------------------- a file that goes away, a strange place


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no file that is open")
def test_a_file_that_vanishes(ledger: Path, county: County, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is opened once: before that it is not found, after that it no longer matters."""
    files = [Path(shutil.copy(one, tmp_path / one.name)) for one in county.units("2013-07", 3)]
    opening = Path.open

    def vanishing(path: Path, *args: Any, **kwargs: Any) -> Any:
        if path == files[1]:
            files[1].unlink()
        found = opening(path, *args, **kwargs)
        if path == files[2]:
            files[2].unlink()
        return found

    monkeypatch.setattr(Path, "open", vanishing)
    outcomes = take(ledger, files)
    assert [bool(one.error) for one in outcomes] == [False, True, False]
    assert "找不到" in outcomes[1].error
    assert not files[2].exists()
    whole(ledger)


MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/nfs nfs4 rw 0 0
//server/share /mnt/my\\040share cifs rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/zlts.db", False),
        ("/mnt/nfs/2013/zlts.db", True),
        ("/mnt/nfs/local/zlts.db", False),
        ("/mnt/nfsx/zlts.db", False),
        ("/mnt/my share/zlts.db", True),
        ("\\\\server\\share\\zlts.db", True),
        ("//server/share/zlts.db", True),
    ],
)
def test_a_network_place(path: str, expected: bool) -> None:
    assert remote(path, MOUNTS) is expected


def test_a_network_place_is_warned_of(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from zlts.services import safekeeping

    assert network_warning(tmp_path / "zlts.db") == ""
    monkeypatch.setattr(safekeeping, "_mounts", lambda: f"server:/x {tmp_path} nfs rw 0 0")
    assert "网络位置" in network_warning(tmp_path / "zlts.db")


# ---------------------------------------------------------------- a bug is no mishap


def test_an_error_in_the_middle_takes_everything_back(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = state(ledger)
    with opened(ledger) as book, pytest.raises(ZeroDivisionError):
        _break_off(book)
    assert state(ledger) == before

    def broken(*_: object) -> None:
        raise ValueError("no")

    monkeypatch.setattr("zlts.store.evaluations.drop_batch", broken)
    with opened(ledger) as book, pytest.raises(ValueError, match="no"):
        undo(book, 2, NOW)
    assert state(ledger) == before
    assert ask(ledger, "SELECT COUNT(*) FROM journal")[0][0] == whole_length(ledger)


def _break_off(book: db.Ledger) -> None:
    with book.write() as session:
        session.execute("DELETE FROM evaluation")
        raise ZeroDivisionError


def whole_length(path: Path) -> int:
    return len(ask(path, "SELECT seq FROM journal"))


def test_a_copy_that_cannot_be_made_stops_the_write(ledger: Path, county: County) -> None:
    shutil.rmtree(backups.folder_of(ledger), ignore_errors=True)
    backups.folder_of(ledger).write_text("no folder", encoding="utf-8")
    before = state(ledger)
    with opened(ledger) as book, pytest.raises(Refused, match=r"没有写成：.*同名的文件"):
        purge(book, 2014, NOW)
    assert all("没有写成" in one.error for one in take(ledger, county.units("2013-07", 1)))
    assert state(ledger) == before


def test_no_room_for_the_days_copy(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The write itself does not happen, which is said, and how to go on."""
    shutil.rmtree(backups.folder_of(ledger), ignore_errors=True)
    before = state(ledger)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as then:
        then.setattr(backups, "_copy_pages", full)
        told = calm(inside(ledger, "retry")).replace("\n", "")
    assert "今天第一次写入以前要先自动备份" in told
    assert "磁盘已满" in told
    assert "这一步因此没有做，台账没有变" in told
    assert re.search(r"腾出约 \d+ MB 再做一次", told)
    assert "zlts.db.备份" in told
    assert state(ledger) == before
    assert list(backups.folder_of(ledger).iterdir()) == []
    assert inside(ledger, "retry").returncode in (0, 3)


def test_a_file_that_is_written_to_while_its_rows_come_in(ledger: Path, tmp_path: Path) -> None:
    """What is written meanwhile has no effect: the rows are those of the bytes that are kept."""
    source = tmp_path / "正在写.csv"
    source.write_text("单位,姓名,评价,评价时间\n外县分局,无此人,满意,2013-07-01 09:12:01\n", encoding="utf-8")
    then = source.read_bytes()

    def write_on(_done: int, _total: int, what: str) -> None:
        if "已收" in what:
            with source.open("ab") as stream:
                stream.write("外县分局,无此人,满意,2013-07-01 09:12:02\n".encode())

    with opened(ledger) as book:
        (outcome,) = import_files(book, [source], Options(), VOCABULARY, NOW, progress=write_on)
    assert (outcome.error, outcome.rows, outcome.rejected) == ("", 2, 1)
    ((kept_bytes,),) = ask(ledger, "SELECT content FROM kept_file ORDER BY id DESC LIMIT 1")
    assert kept_bytes == then
