"""Copies, putting one back, and the way from one schema to the next."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.trust.county import (
    NOW,
    VOCABULARY,
    County,
    ask,
    calm,
    check,
    inside,
    judge,
    opened,
    sql,
    state,
    take,
    whole,
)
from tests.trust.crash import Story, schema
from tests.trust.schemas.make import HERE, load
from zlts import backups, db
from zlts.errors import LedgerRefused, Refused
from zlts.services.founding import found
from zlts.services.safekeeping import backup, restore
from zlts.services.undoing import retry

# ---------------------------------------------------------------- copies


def test_a_copy_is_whole_and_never_overwritten(ledger: Path, tmp_path: Path) -> None:
    with opened(ledger) as book:
        made = backup(book, tmp_path / "备份.db", NOW)
        with pytest.raises(Refused, match=r"台账的备份.*不能写在它上面"):
            backup(book, made, NOW)
        written = tmp_path / "情况说明.db"
        written.write_bytes("手写的".encode())
        with pytest.raises(Refused, match="已经有了"):
            backup(book, written, NOW)
        assert written.read_bytes() == "手写的".encode()
        folder = tmp_path / "U盘"
        folder.mkdir()
        names = [backup(book, folder, NOW).name for _ in range(2)]
    assert names == ["zlts-20140108-093000.db", "zlts-20140108-093000-2.db"]
    assert state(made) == state(ledger)
    assert whole(made).head == whole(ledger).head


def test_a_copy_of_a_tampered_ledger_says_so(ledger: Path, tmp_path: Path) -> None:
    sql(ledger, "UPDATE entry SET points = 0 WHERE kind = '扣分'")
    told = calm(inside(ledger, "backup", tmp_path / "备份.db"))
    assert "核验不通过" in told


def test_the_first_write_of_a_day_copies_the_ledger_as_it_was(ledger: Path) -> None:
    shutil.rmtree(backups.folder_of(ledger), ignore_errors=True)
    before = state(ledger)
    for days in range(backups.KEPT + 3):
        with opened(ledger, NOW + timedelta(days=days)) as book, book.write():
            pass
        with opened(ledger, NOW + timedelta(days=days, hours=3)) as book, book.write():
            pass
    copies = sorted(one.name for one in backups.folder_of(ledger).iterdir())
    assert copies == [f"自动-2014-01-{day:02d}.db" for day in range(11, 21)]
    assert backups.latest(ledger) == backups.folder_of(ledger) / copies[-1]
    assert state(backups.folder_of(ledger) / copies[0]) == before


def _pipe(path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(path)


PLANTED: dict[str, Callable[[Path], object]] = {
    "a text": lambda path: path.write_bytes(b"x"),
    "a folder": Path.mkdir,
    "a pipe": _pipe,
    "another program's": lambda path: sql(path, "CREATE TABLE journal (seq, hash)"),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_what_bears_the_copys_name_and_is_none_stops_no_copy(ledger: Path, planted: str) -> None:
    folder = backups.folder_of(ledger)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    PLANTED[planted](folder / "自动-2014-01-08.db")
    before = state(ledger)
    for _ in range(2):
        with opened(ledger) as book, book.write():
            pass
    assert {one.name for one in folder.iterdir()} >= {"自动-2014-01-08-2.db"}
    assert not (folder / "自动-2014-01-08-3.db").exists()
    assert state(folder / "自动-2014-01-08-2.db") == before


def test_another_ledgers_copy_is_not_the_days(ledger: Path, tmp_path: Path, county: County) -> None:
    folder = backups.folder_of(ledger)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    other = tmp_path / "另一本.db"
    found(other, county.roster, None, VOCABULARY, NOW + timedelta(hours=1))
    other.rename(folder / "自动-2014-01-08.db")
    with opened(ledger) as book, book.write():
        pass
    assert state(folder / "自动-2014-01-08-2.db") == state(ledger)


def test_reading_and_trying_make_no_copy(ledger: Path) -> None:
    with opened(ledger) as book, book.read():
        pass
    assert not backups.folder_of(ledger).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_only_the_owner_may_read(county: County, tmp_path: Path) -> None:
    fresh = tmp_path / "新.db"
    found(fresh, county.roster, None, VOCABULARY, NOW)
    take(fresh, county.units("2013-07", 1))
    with opened(fresh) as book:
        made = backup(book, tmp_path / "备份.db", NOW)
    kept = restore(made, fresh, NOW)
    assert kept is not None
    for one in (fresh, made, kept, *backups.folder_of(fresh).glob("*")):
        assert stat.S_IMODE(one.stat().st_mode) == 0o600, one
    assert stat.S_IMODE(backups.folder_of(fresh).stat().st_mode) == 0o700
    with opened(fresh) as book, book.write() as session:
        session.execute("UPDATE quarantine SET reason = reason")
        beside = [one for one in tmp_path.iterdir() if one.name.startswith((".新.db", "新.db-"))]
        assert beside
        assert {stat.S_IMODE(one.stat().st_mode) for one in beside} == {0o600}


# ---------------------------------------------------------------- putting one back


def test_restore_keeps_what_it_replaces_and_says_so(ledger: Path, county: County) -> None:
    take(ledger, county.units("2013-07", 2))
    newer, head = state(ledger), whole(ledger)
    kept = restore(county.ledger, ledger, NOW)
    assert kept is not None
    assert (state(kept), whole(kept).head) == (newer, head.head)
    assert state(ledger) == state(county.ledger)
    assert whole(ledger).length == whole(county.ledger).length + 1
    (said,) = ask(ledger, "SELECT action, detail FROM journal ORDER BY seq DESC LIMIT 1")
    assert said[0] == "restore"
    assert head.head[:16] in str(said[1])
    assert f'"records": {head.length}' in str(said[1])
    assert "第 " in check(ledger, head.head).faults[0]  # a paper from the replaced ledger is not this one's
    assert restore(kept, ledger, NOW) != kept  # twice in one second, and back again
    assert state(ledger) == newer


def test_restore_where_there_is_no_ledger(county: County, tmp_path: Path) -> None:
    path = tmp_path / "新.db"
    assert restore(county.ledger, path, NOW) is None
    assert state(path) == state(county.ledger)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["新.db"]


@pytest.mark.parametrize("statement", ["UPDATE entry SET points = 0 WHERE kind = '扣分'", "DELETE FROM journal"])
def test_a_tampered_copy_is_not_put_back(ledger: Path, county: County, tmp_path: Path, statement: str) -> None:
    copy = Path(shutil.copy(county.ledger, tmp_path / "copy.db"))
    sql(copy, statement)
    before = ledger.read_bytes()
    with pytest.raises(LedgerRefused, match=r"核验不通过.*没有恢复"):
        restore(copy, ledger, NOW)
    assert ledger.read_bytes() == before
    for strange in (tmp_path / "没有.db", county.roster, ledger):
        with pytest.raises(LedgerRefused):
            restore(strange, ledger, NOW)


def test_who_had_it_open_sees_the_restored_ledger(ledger: Path, county: County) -> None:
    take(ledger, county.units("2013-07", 1))
    with opened(ledger) as other:
        restore(county.ledger, ledger, NOW)
        with other.read() as session:
            found_now = session.scalar("SELECT COUNT(*) FROM journal")
    assert found_now == whole(county.ledger).length + 1


# ---------------------------------------------------------------- schemas


@pytest.mark.parametrize("stored", sorted(HERE.glob("v*.sql")), ids=lambda one: str(one.stem))
def test_a_stored_ledger_of_every_release_is_migrated(stored: Path, tmp_path: Path) -> None:
    path = load(stored.read_text(encoding="utf-8"), tmp_path / "zlts.db")
    judge(path, "2013-05")
    whole(path)
    assert ask(path, "PRAGMA user_version") == [(db.version(),)]
    entries = ask(path, "SELECT kind FROM entry WHERE reverses IS NULL AND id NOT IN (SELECT reverses FROM entry"
                  " WHERE reverses IS NOT NULL) ORDER BY 1")  # fmt: skip
    assert {"扣分", "打招呼", "谈话", "取消评先评优", "检查扣分"} <= {kind for (kind,) in entries}


def test_every_release_is_stored() -> None:
    assert [one.stem for one in sorted(HERE.glob("v*.sql"))] == [f"v{n}" for n in range(1, db.version() + 1)]


def test_an_older_ledger_is_copied_then_migrated(ledger: Path, works: list[Story]) -> None:
    before, length = state(ledger), whole(ledger).length
    now = db.version()
    with schema(works[-1].step):
        assert whole(ledger).length == length + 1
        assert ask(ledger, "PRAGMA user_version") == [(now + 1,)]
        (copy,) = backups.folder_of(ledger).glob("升级前-*.db")
        assert ask(copy, "PRAGMA user_version") == [(now,)]
        (said,) = ask(ledger, "SELECT action, detail FROM journal ORDER BY seq DESC LIMIT 1")
        assert said == ("migrate", f'{{"from": {now}, "to": {now + 1}}}')
        assert restore(copy, ledger, NOW) is not None  # an old copy is migrated on its way in, itself unchanged
        assert whole(ledger).length == length + 2
    assert state(copy) == before
    whole(copy)


def test_a_newer_ledger_is_refused_with_both_versions(ledger: Path) -> None:
    sql(ledger, f"PRAGMA user_version = {db.version() + 6}")
    told = calm(inside(ledger, "status"))
    assert f"台账版本 {db.version() + 6}，本程序到 {db.version()}" in told


def test_a_migration_hides_no_tampering(ledger: Path, works: list[Story]) -> None:
    sql(ledger, "UPDATE entry SET points = 0 WHERE kind = '扣分'")
    with schema(works[-1].step):
        faults = check(ledger).faults
    assert any("评定的登记与日志不符" in fault for fault in faults)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE complaint SET received = '五月' WHERE id = 1", "第 3 批文件的登记与日志不符"),
        ("UPDATE batch SET imported_at = '五月' WHERE id = 3", "第 3 批文件的登记与日志不符"),
        ("UPDATE policy SET source = '五月'", "政策与日志不符"),
    ],
)
def test_what_was_made_unreadable_before_a_migration_is_told(tmp_path: Path, statement: str, told: str) -> None:
    path = load((HERE / "v2.sql").read_text(encoding="utf-8"), tmp_path / "zlts.db")
    sql(path, statement)
    assert any(told in fault for fault in check(path).faults)


def test_a_migration_that_fails_changes_nothing(ledger: Path) -> None:
    before = state(ledger)

    def broken(_: object) -> None:
        raise ZeroDivisionError

    with schema(broken), pytest.raises(ZeroDivisionError):
        check(ledger)
    assert state(ledger) == before
    whole(ledger)


def test_a_clean_terminal(clerk: Zlts, tmp_path: Path) -> None:
    done = clerk.run("backup", tmp_path / "备份.db")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("核验通过。\n")


def _left_half_done(path: Path) -> None:
    """The ledger is gone; beside its place lies what SQLite would take back of it."""
    hot = path.with_name(f"{path.name}-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE more AS SELECT * FROM evaluation")
        left = hot.read_bytes()
        connection.execute("ROLLBACK")
    assert len(left) > 4096
    path.unlink()
    hot.write_bytes(left)


def test_what_a_lost_ledger_left_half_done_does_not_get_into_the_next(county: County, ledger: Path) -> None:
    _left_half_done(ledger)
    assert restore(county.ledger, ledger, NOW) is None
    assert state(ledger) == state(county.ledger)
    whole(ledger)
    _left_half_done(ledger)
    found(ledger, county.roster, None, VOCABULARY, NOW)
    whole(ledger)


def test_a_ledger_that_is_moved_while_it_is_open_is_not_written(county: County, ledger: Path) -> None:
    with opened(ledger) as book:
        ledger.rename(ledger.with_name("移走.db"))
        shutil.copy(county.ledger, ledger)
        with pytest.raises(LedgerRefused, match="在使用中被移走或换掉了"):
            retry(book, NOW)
    assert state(ledger) == state(county.ledger)


def test_no_copy_takes_the_place_of_a_folder(county: County, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    with pytest.raises(LedgerRefused, match="没有恢复成：同名的文件已经有了。台账没有变"):
        restore(county.ledger, tmp_path / "夹", NOW)
