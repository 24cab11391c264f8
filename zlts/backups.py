"""The ledger as a file: consistent copies while it is in use, and what can befall it, in words."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from pathlib import Path

from zlts.errors import LedgerRefused, Refused

KEPT = 10
"""So many automatic copies of a kind are kept; older ones go."""

AUTOMATIC, UPGRADE, RESTORE = "自动-", "升级前-", "恢复前-"

_STALE = 3600
"""A draft this many seconds older than ours belongs to a program that is dead."""


def folder_of(ledger: Path) -> Path:
    """Where a ledger's automatic copies lie: beside it."""
    return ledger.with_name(f"{ledger.name}.备份")


def latest(ledger: Path) -> Path | None:
    """The newest automatic copy."""
    return max(folder_of(ledger).glob(f"{AUTOMATIC}*.db"), default=None)


def note_copy(ledger: Path, now: datetime) -> None:
    """Remember beside the ledger when a copy was made by hand; a note that cannot be kept only means a reminder."""
    with suppress(OSError):
        empty(_note_of(ledger))
        _note_of(ledger).write_text(now.replace(tzinfo=None).isoformat(timespec="seconds"), encoding="ascii")


def last_copy(ledger: Path) -> datetime | None:
    """When the last copy was made by hand, by the clock on the wall, as far as is known."""
    try:
        return datetime.fromisoformat(_note_of(ledger).read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return None


def _note_of(ledger: Path) -> Path:
    return ledger.with_name(f".{ledger.name}.备份记录")


# ---------------------------------------------------------------- copying


def name_of_day(ledger: Path, now: datetime) -> str:
    """A name that no file beside the ledger has, for a copy made by hand that day."""
    return unused(ledger.with_name(f"台账-{now:%Y-%m-%d}.db")).name


def copy(source: Path, target: Path, *, damaged: bool = False) -> None:
    """Copy a ledger file, readable by its owner only, and check the copy's pages (unless they may be damaged).

    Raises:
        Refused: the target is there already or cannot be written, or the source is in use or damaged.
    """
    if target.exists():
        raise Refused(f"“{target.name}”已经有了，没有覆盖。", "请换个文件名。")
    draft = draft_of(target)
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        empty(draft)
        _copy_pages(source, draft, damaged=damaged)
        appear(draft, target)
    except (OSError, *ERRORS) as error:
        told = words(error)
        raise Refused(f"“{target.name}”没有写成：{told}。", "请检查磁盘空间和文件夹权限，或换一个位置。") from None
    finally:
        forget(draft)


def _copy_pages(source: Path, draft: Path, *, damaged: bool) -> None:
    # not read-only: what an interrupted write left half done must be taken back before anything is read
    with closing(connect(source)) as reader, closing(sqlite3.connect(draft)) as writer:
        writer.execute("PRAGMA synchronous = FULL")
        reader.backup(writer, progress=_patience)
        told = "ok" if damaged else writer.execute("PRAGMA quick_check(1)").fetchone()[0]
    if told != "ok":
        raise sqlite3.DatabaseError("malformed")


def _patience(status: int, _remaining: int, _total: int) -> None:
    # Python would try for ever; the connection has waited for its time already
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("database is locked")


def connect(path: Path) -> sqlite3.Connection:
    """A plain connection to a file that is there."""
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=patience(),
        check_same_thread=False,  # a session may have a statement run at the side
    )  # fmt: skip


def patience() -> float:
    """For how many seconds another program's write is waited for."""
    told = os.environ.get("ZLTS_WAIT") or ""
    return float(told) if told.replace(".", "", 1).isdecimal() else 20


# ---------------------------------------------------------------- drafts


def draft_of(target: Path) -> Path:
    """The name under which this process writes what will become the target."""
    return target.with_name(f".{target.name}.{os.getpid()}.part")


def empty(draft: Path) -> None:
    """An empty draft, for its owner only; drafts that dead programs left beside it are cleared away."""
    forget(draft)
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    born = draft.stat().st_mtime
    for old in draft.parent.glob(".*.[0-9]*.part"):
        with suppress(OSError):
            if born - old.stat().st_mtime > _STALE:
                forget(old)


def forget(draft: Path) -> None:
    """Remove a draft and what SQLite keeps beside it."""
    for one in (draft, draft.with_name(f"{draft.name}-journal")):
        with suppress(OSError):  # a draft that stays must not hide why the writing failed
            one.unlink(missing_ok=True)


def forget_beside(ledger: Path) -> None:
    """Remove what SQLite keeps beside a ledger: what was left half done of a file that is not to be used again."""
    for ending in ("-journal", "-wal", "-shm"):
        with suppress(OSError):
            ledger.with_name(f"{ledger.name}{ending}").unlink(missing_ok=True)


def appear(draft: Path, target: Path) -> None:
    """Give a finished draft its name; nothing that bears it already is ever overwritten.

    What SQLite kept beside a file of that name, which is gone, would be played into this one, and goes.

    Raises:
        FileExistsError: the name is taken.
    """
    if not os.path.lexists(target):
        forget_beside(target)
    if sys.platform == "win32":
        draft.rename(target)
        return
    try:
        os.link(draft, target)
    except OSError:
        if target.exists():
            raise
        draft.rename(target)  # a file system without links
    forget(draft)
    settle(target.parent)


def settle(folder: Path) -> None:
    """Make new names in a folder outlast a power cut, where the system can."""
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        os.fsync(number)
        os.close(number)


# ---------------------------------------------------------------- automatic copies


def once_a_day(ledger: Path, today: date) -> Path | None:
    """The first write of a day copies the ledger as it was before; None when that is done already.

    The caller holds the write lock, so that nobody writes meanwhile.

    Raises:
        Refused: it cannot be copied, and so the write itself does not happen.
    """
    target = folder_of(ledger) / f"{AUTOMATIC}{today}.db"
    if any(_is_of(ledger, one) for one in sorted(target.parent.glob(f"{target.stem}*.db"))):
        return None
    target = unused(target)  # whatever else bears its name stays and counts for nothing
    try:
        copy(ledger, target)
    except Refused as error:
        size = ledger.stat().st_size // 1_000_000 + 1
        raise Refused(
            f"今天第一次写入以前要先自动备份，{error.message}这一步因此没有做，台账没有变。",
            f"请在“{ledger.name}”所在的盘上腾出约 {2 * size} MB 再做一次；可以把“{folder_of(ledger).name}”里早的备份"
            "移到别的盘，或者检查那个文件夹能不能写。",
        ) from None
    _prune(ledger, AUTOMATIC)
    return target


def _is_of(ledger: Path, copy: Path) -> bool:
    """Whether a file is a copy of that ledger: the ledger's journal goes on from the copy's."""
    if not copy.is_file():
        return False
    try:
        with closing(connect(ledger)) as own, closing(connect(copy)) as other:
            made = [one.execute(_JOURNAL).fetchone() for one in (own, other)]
            if None in made or made[0] != made[1]:
                return False
            last = other.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
            return last is not None and bool(own.execute(_BEARS, last).fetchone()[0])
    except ERRORS:
        return False


_JOURNAL = "SELECT type, sql FROM sqlite_master WHERE name = 'journal'"
_BEARS = "SELECT EXISTS (SELECT 1 FROM journal WHERE seq = ? AND hash = ?)"


def before(ledger: Path, what: str, now: datetime) -> Path:
    """A copy before a migration or a restore; a file that is no database any more is kept byte for byte."""
    target = unused(folder_of(ledger) / f"{what}{now:%Y%m%d-%H%M%S}.db")
    try:
        copy(ledger, target, damaged=what == RESTORE)
    except Refused:
        if what != RESTORE or readable(ledger):
            raise
        _keep_bytes(ledger, target)
    _prune(ledger, what)
    return target


def _keep_bytes(ledger: Path, target: Path) -> None:
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.copyfile(ledger, target)
        target.chmod(0o600)
    except OSError as error:
        raise Refused(f"“{ledger.name}”没有留存成：{words(error)}。", "请检查磁盘空间和文件夹权限。") from None


def readable(ledger: Path) -> bool:
    """Whether SQLite can make anything of the file."""
    try:
        with closing(connect(ledger)) as connection:
            connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return not broken(error)
    return True


def broken(error: BaseException) -> bool:
    """Whether the file itself is at fault."""
    return _code(error) in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT)


def unused(target: Path) -> Path:
    """The name, or the next one with a number that is free."""
    names = (target, *(target.with_stem(f"{target.stem}-{n}") for n in range(2, 1000)))
    return next((one for one in names if not one.exists()), target)


def automatic(ledger: Path) -> list[Path]:
    """Every automatic copy of whatever kind that lies beside the ledger."""
    return sorted(one for what in (AUTOMATIC, UPGRADE, RESTORE) for one in folder_of(ledger).glob(f"{what}*.db"))


def renew(ledger: Path, copies: Iterable[Path], now: datetime) -> tuple[str, ...]:
    """Copy the ledger as it is, and remove these automatic copies; returns the names of those that stay.

    None goes before the new copy is there.
    """
    copies = list(copies)
    target = folder_of(ledger) / f"{AUTOMATIC}{now:%Y-%m-%d}.db"
    draft = target.with_stem(f"{target.stem}-清除后")
    with suppress(OSError):
        draft.unlink(missing_ok=True)
    copy(ledger, draft)
    stay = []
    for one in copies:
        try:
            one.unlink(missing_ok=True)
        except OSError:
            stay.append(one.name)
    if not target.exists():
        draft.rename(target)
    settle(target.parent)
    return tuple(stay)


def _prune(ledger: Path, what: str) -> None:
    for old in sorted(folder_of(ledger).glob(f"{what}*.db"))[:-KEPT]:
        with suppress(OSError):
            old.unlink(missing_ok=True)


# ---------------------------------------------------------------- one ledger in another's place


def lock(connection: sqlite3.Connection, incoming: Path) -> None:
    """Keep all others from writing the connection's ledger; the incoming one stands by."""
    for pragma in ("foreign_keys = OFF", "synchronous = FULL", "secure_delete = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("ATTACH ? AS incoming", (incoming.resolve().as_uri(),))
    connection.execute("BEGIN")
    number = connection.execute("PRAGMA main.user_version").fetchone()[0]
    connection.execute(f"PRAGMA main.user_version = {number}")  # a write, which takes the lock on this file alone


def take_over(connection: sqlite3.Connection) -> None:
    """Give the locked ledger all that stands in the incoming one, in the same transaction.

    The file stays the same file: whoever has it open sees the old ledger or the new one, never a mixture.

    Raises:
        DatabaseError: something of the old one cannot be taken out, as where a strange hand has given it a name that
            SQLite keeps for itself.
    """
    for kind in ("trigger", "view", "index", "table"):
        for name, _ in _made(connection, "main", kind):
            quoted = name.replace('"', '""')
            connection.execute(f'DROP {kind} IF EXISTS main."{quoted}"')  # a virtual table takes others with it
    for name, statement in _made(connection, "incoming", "table"):
        connection.execute(statement)
        connection.execute(f'INSERT INTO main."{name}" SELECT * FROM incoming."{name}"')
    for kind in ("index", "view", "trigger"):
        for _, statement in _made(connection, "incoming", kind):
            connection.execute(statement)
    for mark in ("user_version", "application_id"):
        number = connection.execute(f"PRAGMA incoming.{mark}").fetchone()[0]
        connection.execute(f"PRAGMA main.{mark} = {number}")
    if connection.execute(_LEFT_OVER).fetchone():
        raise sqlite3.DatabaseError("malformed")
    connection.execute("COMMIT")


_LEFT_OVER = """
SELECT type, name, tbl_name, sql FROM main.sqlite_master
WHERE type <> 'table' OR name NOT IN ('sqlite_stat1', 'sqlite_stat4')
EXCEPT SELECT type, name, tbl_name, sql FROM incoming.sqlite_master
"""


def _made(connection: sqlite3.Connection, where: str, kind: str) -> list[tuple[str, str]]:
    query = (
        f"SELECT name, sql FROM {where}.sqlite_master WHERE type = ? AND sql NOT NULL"
        " AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC, rowid"
    )
    return connection.execute(query, (kind,)).fetchall()


# ---------------------------------------------------------------- what can befall the file, in words

_WORDS = {
    sqlite3.SQLITE_BUSY: "正被另一个程序使用",
    sqlite3.SQLITE_READONLY: "是只读的，不能写入",
    sqlite3.SQLITE_PERM: "没有读写权限",
    sqlite3.SQLITE_CANTOPEN: "打不开，或者所在的文件夹不能写入",
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_IOERR: "磁盘或网络读写出错",
    sqlite3.SQLITE_CORRUPT: "内容已损坏",
    sqlite3.SQLITE_NOTADB: "内容不是台账",
}
_TODO = {
    sqlite3.SQLITE_BUSY: "请等它做完再试。",
    sqlite3.SQLITE_FULL: "请腾出空间再试。",
    sqlite3.SQLITE_IOERR: "请检查磁盘和网络连接再试。",
    sqlite3.SQLITE_CORRUPT: "请用 zlts restore 换回备份。",
    sqlite3.SQLITE_NOTADB: "请用 --ledger 指明台账文件；台账坏了，请用 zlts restore 换回备份。",
}
_SYSTEM = (
    (PermissionError, "没有写入权限"),
    (FileExistsError, "同名的文件已经有了"),
    ((FileNotFoundError, NotADirectoryError), "文件夹不存在"),
)
_TEXTS = {
    "locked": sqlite3.SQLITE_BUSY, "malformed": sqlite3.SQLITE_CORRUPT, "Could not decode": sqlite3.SQLITE_CORRUPT,
}  # fmt: skip
ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What the driver raises; the latter where SQLite's own words name what is not even text."""


def _code(error: BaseException) -> int:
    """SQLite's primary error code, 0 where there is none; locked is busy."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(error, UnicodeDecodeError) and error.object.startswith(b"malformed"):
        return sqlite3.SQLITE_CORRUPT
    if code is None and isinstance(error, sqlite3.Error):  # raised by us, or by the driver itself
        return next((known for text, known in _TEXTS.items() if text in str(error)), 0)
    found = (code or 0) & 0xFF
    return sqlite3.SQLITE_BUSY if found == sqlite3.SQLITE_LOCKED else found


def words(error: BaseException) -> str:
    """The system's reason in a few calm words."""
    if isinstance(error, OSError):
        known = {errno.ENOSPC: "磁盘已满", errno.EDQUOT: "磁盘配额已满", errno.EROFS: "磁盘是只读的"}
        named = next((told for kind, told in _SYSTEM if isinstance(error, kind)), f"系统错误 {error.errno}")
        return known.get(error.errno or 0, named)
    return _WORDS.get(_code(error), type(error).__name__)


def refusal(error: BaseException, name: str, holder: str = "") -> LedgerRefused | None:
    """What befell a ledger file, as a refusal; None for what is no misfortune but a bug."""
    code = _code(error)
    if code not in _WORDS:
        return None
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
        return LedgerRefused(f"台账“{name}”在使用中被移走或换掉了，这一步没有写入。", "请看清楚是哪一份，再做一次。")
    by = f"（最近登记的使用者：{holder}）" if holder and code == sqlite3.SQLITE_BUSY else ""
    todo = _TODO.get(code, "请检查文件和文件夹的权限。")
    return LedgerRefused(f"台账“{name}”{_WORDS[code]}{by}，这一步没有写入。", todo)


# ---------------------------------------------------------------- network drives
