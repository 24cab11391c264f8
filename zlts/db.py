"""The ledger file: opening, creating, transactions, and the steps from one schema to the next."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, suppress
from datetime import datetime
from os import getpid
from pathlib import Path

from zlts import backups, commits, journal
from zlts.chain import Followed
from zlts.errors import UNREADABLE, LedgerRefused, ZltsError
from zlts.interrupt import stop_if_pressed
from zlts.registers.catalogue import REGISTERS, SCHEMA
from zlts.store import schema, views
from zlts.store.digests import SCHEMA as SCHEMA_PART
from zlts.store.digests import differing, disagreement, every_part, seals
from zlts.store.schema import Made, SchemaDifference
from zlts.store.session import Session

APPLICATION_ID = int.from_bytes(b"zlts", "big")

_JOURNAL_END = (
    "CREATE TABLE journal_end (one INTEGER PRIMARY KEY CHECK (one = 1), seq INTEGER NOT NULL)",
    """
    CREATE TRIGGER journal_counted AFTER INSERT ON journal
    BEGIN INSERT INTO journal_end VALUES (1, NEW.seq) ON CONFLICT (one) DO UPDATE SET seq = NEW.seq; END
    """,
)
"""How long the journal is, so that records cut off its end are missed."""


def _schema(session: Session) -> None:
    """What a new ledger is made with: everything, as of today."""
    from zlts.store import tables  # SQLModel takes longer to load than most commands take altogether

    for statement in (*tables.create_statements(), *_JOURNAL_END, *views.create_statements()):
        session.execute(statement)


def _to_version_2(session: Session) -> None:
    """Which measures belong to an entry; which sheets tell minutes only, and when waiting rows were last tried."""
    from zlts.store import tables

    for statement in tables.create_statements("held_measure"):
        session.execute(statement)
    session.execute("ALTER TABLE sheet ADD COLUMN minutes BOOLEAN NOT NULL DEFAULT 0")
    session.execute("ALTER TABLE batch ADD COLUMN tried_at VARCHAR")
    session.execute(
        "UPDATE sheet SET minutes = 1 WHERE id IN (SELECT sheet_id FROM evaluation GROUP BY sheet_id"
        " HAVING SUM(time % 100 <> 0) = 0)"
    )


def _keys_of_complaints(session: Session) -> None:
    """Of which complaint each row is, as it stands now, so that entries and decisions stay with theirs."""
    from zlts.store import tables
    from zlts.store.rows import keep_keys

    for statement in tables.create_statements("complaint_key"):
        session.execute(statement)
    with suppress(ValueError, ZltsError):  # what was tampered with may be past reading, and `verify` must say so
        keep_keys(session, _keys_as_they_stand(session))


def _keys_as_they_stand(session: Session) -> Mapping[int, str]:
    """Complaint row → the key that an older ledger's entries and decisions know its complaint by."""
    from zlts.model import Register
    from zlts.policy import Policies
    from zlts.registers import complaints, rosters
    from zlts.store import batches, decisions, rows

    policies = Policies.of(batches.policies_adopted(session))
    later = [(policy.effective_from, policy.words) for policy in policies.each[1:]]
    roster, _ = rosters.settle(rows.stored(session, Register.ROSTER), policies.each[0].words, later)
    standing = rows.stored(session, Register.COMPLAINTS)
    borne = decisions.keys_borne(session)
    found: Mapping[int, str] = {}
    # what stands comes first, then what was taken back and may come again
    for told in (standing, [*standing, *rows.taken_back(session, Register.COMPLAINTS)]):
        known = complaints.KnownKeys(found, borne=borne)
        found = {**complaints.settle(told, roster, policies, known=known).keys, **found}
    return found


def _rows_returned(session: Session) -> None:
    """Which rows of the quarantine's workbook have come back, and for which rejected ones."""
    from zlts.store import tables

    for statement in tables.create_statements("returned"):
        session.execute(statement)


def _to_version_3(session: Session) -> None:
    """All that ledgers of version 2 lack; what rows are read by comes first."""
    for lacking in (_rows_returned, _keys_of_complaints):
        lacking(session)


def _to_version_4(session: Session) -> None:
    """What officers object to, and what was decided."""
    from zlts.store import tables

    for statement in tables.create_statements("objection"):
        session.execute(statement)


def _to_version_5_layouts(session: Session) -> None:
    """Which headings a sheet has, so that its devices' scale is known by its like; of older ones nobody noted it."""
    session.execute("ALTER TABLE sheet ADD COLUMN layout VARCHAR")


def _to_version_5_bureau_name(session: Session) -> None:
    """What the bureau is called, as a person told it."""
    from zlts.store import tables

    for statement in tables.create_statements("bureau_name"):
        session.execute(statement)


def _to_version_5_unusable(session: Session) -> None:
    """Which waiting rows are not to be used."""
    from zlts.store import tables

    for statement in tables.create_statements("unusable"):
        session.execute(statement)


def _to_version_5_cleared(session: Session) -> None:
    """Which suspicions of self-evaluation were found innocent."""
    from zlts.store import tables

    for statement in tables.create_statements("cleared"):
        session.execute(statement)


def _to_version_5_rectified(session: Session) -> None:
    """Which findings of inspections have been put right."""
    from zlts.store import tables

    for statement in tables.create_statements("rectified"):
        session.execute(statement)


def _to_version_5(session: Session) -> None:
    """All that ledgers of version 4 lack."""
    for lacking in (
        _to_version_5_layouts,
        _to_version_5_bureau_name,
        _to_version_5_unusable,
        _to_version_5_cleared,
        _to_version_5_rectified,
    ):
        lacking(session)


MAKING: tuple[Callable[[Session], None], ...] = (_schema,)
"""What makes a new ledger."""
STEPS: tuple[Callable[[Session], None], ...] = (_to_version_2, _to_version_3, _to_version_4, _to_version_5)
"""What older ledgers lack besides `_declared`: the first step brings one of version 1 to 2, in one transaction."""


def _declared(session: Session, schema: int) -> None:
    """What the registers got with that schema: a table of their own, or columns; and so their view."""
    from zlts.store import tables

    for one in REGISTERS:
        if one.since == schema:
            for statement in tables.create_statements(one.table):
                session.execute(statement)
        elif columns := one.added(schema):
            for column in columns:
                session.execute(f"ALTER TABLE {one.table} ADD COLUMN {column} VARCHAR")
            session.execute(f'DROP VIEW IF EXISTS "{one.view}"')
        else:
            continue
        for statement in views.create_statements(one.view) if one.view else ():
            session.execute(statement)


def declared() -> list[Made]:
    """What a new ledger consists of: what every ledger of this version must."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        session = Session(connection)
        for making in MAKING:
            making(session)
        return schema.listed(session)


def version() -> int:
    """The schema this program writes."""
    return max(1 + len(STEPS), SCHEMA)


class Ledger:
    """An open ledger file. Every use case is one `write()` or one `read()`."""

    def __init__(self, path: Path, now: datetime | None = None, name: str = "", *, strange: bool = False) -> None:
        _check_sqlite()
        self.path = path
        self._name = name or path.name
        self._connection: sqlite3.Connection | None = None
        self._followed = Followed()
        self._schema_version: int | None = None
        """SQLite's number for the state in which the schema was found to be the program's; None before that."""
        self._strange = strange
        self._now = now
        self._is_draft = bool(name)

    @classmethod
    def open(
        cls, path: Path, now: datetime | None = None, *, keep: bool = True, strange: bool = False, name: str = ""
    ) -> Ledger:
        """Open an existing ledger; with the time, its first write of a day copies it first.

        `keep`: an older ledger is copied before it is brought to this program's schema. `strange`: also one whose
        schema has been changed since the program made it, which is only to be read and told of. `name`: what a
        draft is called.

        Raises:
            LedgerRefused: there is none, it is another program's file, or a newer program's ledger; or there is a
                table, view or trigger in it that is not the program's.
        """
        if not path.is_file():
            raise LedgerRefused(f"这里没有台账：{path.name}。", "先用 zlts init 建立，或用 --ledger 指明台账文件。")
        if (found := check(path)) < 1:
            raise LedgerRefused(
                f"“{name or path.name}”的台账版本写着 {found}，本程序没有写过这样的版本：被别的程序改过，没有打开。",
                "请用 zlts restore 换回改动以前的备份。",
            )
        ledger = cls(path, now, name, strange=strange)
        try:
            ledger.migrate(keep=keep)
            if not strange:
                ledger.check_schema()
        except BaseException:
            ledger.close()
            raise
        return ledger

    @classmethod
    @contextmanager
    def create(cls, path: Path) -> Iterator[Ledger]:
        """Make a new ledger; it appears under its name only when the block ends well.

        Raises:
            LedgerRefused: a file of that name is there already, or the folder cannot be written.
        """
        if path.exists():
            raise _taken(path)
        draft = backups.draft_of(path)
        try:
            backups.empty(draft)
            with closing(cls(draft, name=path.name)) as ledger:
                ledger.migrate(keep=False)
                yield ledger
            stop_if_pressed()
            backups.appear(draft, path)
            commits.note(path.name)
        except FileExistsError:
            raise _taken(path) from None
        except OSError as error:
            told = f"不能在这里建立台账“{path.name}”：{backups.words(error)}。"
            raise LedgerRefused(told, "请换一个能写入的文件夹。") from None
        finally:
            backups.forget(draft)

    def close(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            connection.close()

    @contextmanager
    def write(self) -> Iterator[Session]:
        """One transaction: all of the block or nothing of it."""
        with self._session("BEGIN IMMEDIATE") as session, self._held():
            if self._schema_version not in (None, session.scalar("PRAGMA schema_version")):
                self._check_schema(session)  # another hand has been at it since the ledger was opened
            if self._now is not None:
                backups.once_a_day(self.path, self._now.date())
            yield session
            stop_if_pressed()
            session.execute("COMMIT")
            if not self._is_draft:
                commits.note(self._name)

    def transaction(self, *, dry_run: bool) -> AbstractContextManager[Session]:
        """`write`, or `rehearse` in a dry run: the same code either way."""
        return self.rehearse() if dry_run else self.write()

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """The same as `write`, without the commit: a dry run."""
        with self._session("BEGIN IMMEDIATE") as session, self._held():
            yield session

    @contextmanager
    def read(self) -> Iterator[Session]:
        """One consistent view."""
        with self._session("BEGIN") as session:
            yield session

    def squeeze(self) -> bool:
        """Write the file anew without its free pages, in which older programs may have left what was erased.

        False where that cannot be done just now: another program uses it, or the disk is full; nothing is lost.
        """
        try:
            self._connected().execute("VACUUM")
        except sqlite3.Error as error:
            if backups.refusal(error, self._name) is None:
                raise
            return False
        return True

    @contextmanager
    def _session(self, begin: str) -> Iterator[Session]:
        try:
            session = Session(self._connected(), self._followed)
            session.execute(begin)
            try:
                yield session
            finally:
                session.end()
        except backups.ERRORS as error:
            found = backups.refusal(error, self._name, holder(self.path))
            if found is None:
                raise
            raise found from None

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = _set_up(backups.connect(self.path))
            if self._strange:
                self._connection.text_factory = _whatever_stands
        return self._connection

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Leave word of who writes, for those who wait; SQLite's lock is the lock."""
        note = _note(self.path)
        try:
            with suppress(OSError):
                backups.empty(note)
                since = f"，{self._now:%H:%M:%S} 起" if self._now else ""
                note.write_text(f"{journal.actor()}@{platform.node()}，进程 {getpid()}{since}", encoding="utf-8")
            yield
        finally:
            backups.forget(note)

    # ------------------------------------------------------------ the schema

    def check_schema(self) -> None:
        """See that the file consists of what the journal sealed when it was made or last brought further.

        Where the journal has been changed it bears no witness, and what the program makes is the measure.

        Raises:
            LedgerRefused: it does not.
        """
        with self._session("BEGIN") as session:
            self._check_schema(session)

    def _check_schema(self, session: Session) -> None:
        sealed = journal.schema_sealed(session)
        if schema.digest(session) != sealed:
            differences = schema.differences(schema.listed(session), declared())
            if differences or sealed:
                raise _strange(self._name, differences)
        self._schema_version = session.scalar("PRAGMA schema_version")

    # ------------------------------------------------------------ from one schema to the next

    def migrate(self, *, keep: bool) -> None:
        """Bring the file to this program's schema, all the way or not at all.

        Raises:
            LedgerRefused: there is a table, view or trigger in it that is not the program's.
        """
        if self._version() >= version():
            return
        with self._session("BEGIN IMMEDIATE") as session:
            number = int(session.scalar("PRAGMA user_version"))
            if number >= version():  # another process was quicker
                return
            if number == 0:
                for making in MAKING:
                    making(session)
            else:
                try:
                    self._bring_further(session, number, keep=keep)
                except (sqlite3.OperationalError, sqlite3.IntegrityError, *UNREADABLE) as error:
                    if backups.refusal(error, self._name) is not None:
                        raise
                    raise LedgerRefused(
                        f"“{self._name}”的台账版本写着 {number}，内容却不是那一版的，或者里面有程序读不懂的内容："
                        "没有升级，台账没有变。",
                        "请用 zlts restore 换回改动以前的备份。",
                    ) from None
            session.execute(f"PRAGMA user_version = {version()}")
            session.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            session.execute("COMMIT")

    def _bring_further(self, session: Session, number: int, *, keep: bool) -> None:
        """From the version of that number to this program's, a record in the journal for each step."""
        if self._now is None:
            raise LedgerRefused(f"“{self._name}”是旧版程序的台账，要先升级。", "请先运行 zlts status。")
        wanted = declared()
        if foreign := schema.foreign(schema.listed(session), wanted):
            raise _strange(self._name, foreign)  # triggers would act in what follows
        if keep:
            backups.before(self.path, backups.UPGRADE, self._now)
        for after in range(number + 1, version() + 1):
            # what had been tampered with keeps its old seal, and so still shows afterwards
            wrong = dict(differing(journal.follow(session).seals, seals(session, every_part(session))))
            _declared(session, after)
            for step in STEPS[after - 2 : after - 1]:
                step(session)
            if after == version() and (changed := schema.differences(schema.listed(session), wanted)):
                raise _strange(self._name, changed)
            parts = [part for part in every_part(session) if part not in wrong or part == SCHEMA_PART]
            session.checked.update(parts)
            journal.write(session, "migrate", {"from": after - 1, "to": after}, self._now, parts)

    def _version(self) -> int:
        with self._session("BEGIN") as session:
            return int(session.scalar("PRAGMA user_version"))


OLDEST_SQLITE = (3, 35)
"""The first that knows INSERT … RETURNING."""


def _check_sqlite() -> None:
    """Refuse a computer whose SQLite, which a Linux may give Python, is too old.

    Raises:
        LedgerRefused: so it is.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LedgerRefused(
            f"这台电脑的 SQLite 是 {sqlite3.sqlite_version}，zlts 需要 3.35 或更新的，没有打开台账。",
            "请更新系统或换用自带新版 SQLite 的 Python；Windows 的 Python 3.11 以上都自带。",
        )


_MOST_TOLD = 3


def _strange(name: str, differences: Sequence[SchemaDifference]) -> LedgerRefused:
    """The refusal of a ledger whose schema is not as the program made it, by name."""
    told = "；".join(one.told for one in differences[:_MOST_TOLD]) or disagreement(SCHEMA_PART, 0)
    more = f"；共 {len(differences)} 处" if len(differences) > _MOST_TOLD else ""
    return LedgerRefused(
        f"台账“{name}”被别的程序改过结构，没有打开：{told}{more}。",
        "请用 zlts verify 看全部，再用 zlts restore 换回改动以前的备份。",
    )


def _taken(path: Path) -> LedgerRefused:
    return LedgerRefused(f"“{path.name}”已经有了，没有改动。", "要另建一本，请用 --ledger 换个文件名。")


def _note(path: Path) -> Path:
    return path.with_name(f".{path.name}.使用者")


def holder(path: Path) -> str:
    """Who writes the ledger just now, as they left word; empty where nobody did."""
    try:
        return _note(path).read_text(encoding="utf-8", errors="replace")[:200]
    except OSError:
        return ""


PRAGMAS: tuple[str, ...] = (
    "foreign_keys = ON",
    # the rollback journal: write-ahead logging is unsafe on the network drives where clerks keep files
    "synchronous = FULL",
    "cache_size = -16000",
    # what is erased by rule must not lie on in the file's free pages
    "secure_delete = ON",
    # what a strange hand put into the schema may call no function that reaches out of the ledger
    "trusted_schema = OFF",
)


_BREATH = 1_000_000
"""Steps of SQLite's machine, some hundredths of a second, after which Python may see that Ctrl-C was pressed."""


def _whatever_stands(text: bytes) -> str:
    """A text of the ledger, also where it is none: a strange hand's bytes are only to be told from what was there."""
    return text.decode(errors="surrogateescape")


def _set_up(connection: sqlite3.Connection) -> sqlite3.Connection:
    connection.set_progress_handler(lambda: 0, _BREATH)
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def check(path: Path) -> int:
    """Refuse a file that is no ledger, or a newer program's; returns its version.

    Raises:
        LedgerRefused: so it is, or the file cannot be read just now.
    """
    try:
        # not read-only: what an interrupted write left half done must be taken back before anything is read
        with closing(backups.connect(path)) as probe:
            application = probe.execute("PRAGMA application_id").fetchone()[0]
            found = int(probe.execute("PRAGMA user_version").fetchone()[0])
            if probe.execute("PRAGMA journal_mode").fetchone()[0] == "wal":  # another program's doing, see `PRAGMAS`
                with suppress(sqlite3.OperationalError):  # it is in use, or may only be read
                    probe.execute("PRAGMA journal_mode = DELETE")
    except backups.ERRORS as error:
        raise backups.refusal(error, path.name, holder(path)) or error from None
    if application != APPLICATION_ID:
        raise LedgerRefused(f"“{path.name}”不是 zlts 的台账。", "请用 --ledger 指明台账文件。")
    if found > version():
        raise LedgerRefused(
            f"“{path.name}”是更新的程序建立的（台账版本 {found}，本程序到 {version()}）。", "请换用新版 zlts。"
        )
    return found
