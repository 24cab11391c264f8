"""What a dishonest hand can do to a ledger with plain SQLite, by kind, over every table and column there is.

Each forgery is a few statements; all are made from the schema as the ledger has it, so that a new table or column is
forged from its first day on. What is promised of each kind stands in `PROMISES`.
"""

from __future__ import annotations

import gc
import re
import shutil
import sqlite3
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.trust.county import check, inside, opened, sql
from tests.trust.desk import make_desk
from tests.trust.innocents import ACTS
from zlts import backups
from zlts.errors import LedgerRefused
from zlts.store.tables import ledger as proper

VALUE, GONE, ADDED, TYPED, CHAIN, SCHEMA = (
    "a value",
    "rows gone",
    "a row added",
    "a type",
    "the journal",
    "the schema",
)
PROMISES = {
    VALUE: "verify names the part, and no later write seals it anew",
    GONE: "verify names the part, and no later write seals it anew",
    ADDED: "verify names the part, and no later write seals it anew",
    TYPED: "verify says which column holds what it never holds; no command fails of it as of a bug",
    CHAIN: "verify says which record, or that the end lacks; nothing is written onto a cut end",
    SCHEMA: "verify names what is foreign, changed or missing; every other command opens nothing",
}
"""Kind → what is promised where one of them has been done."""

UNPROMISED = {("evaluation", "id"), ("complaint", "salt")}
"""An evaluation's number means nothing but the order of its batch; a key is seen by what it no longer opens."""


class Forgery(NamedTuple):
    """Statements done behind the program's back."""

    kind: str
    name: str
    statements: tuple[str, ...]


def all_of(path: Path) -> list[Forgery]:
    """Every forgery of that ledger."""
    with closing(sqlite3.connect(path)) as connection:
        return [*_of_rows(connection), *_of_the_journal(), *_of_the_schema(connection)]


def forge(forgery: Forgery, source: Path, path: Path) -> None:
    """A copy of a ledger with it; guards stand in the way only of hands that do not drop them for a while."""
    shutil.copy(source, path)
    if forgery.kind != SCHEMA:
        sql(path, *forgery.statements)
        return
    with closing(sqlite3.connect(path)) as connection:
        for statement in forgery.statements:
            connection.execute(statement)
        connection.commit()


def holds(forgery: Forgery, source: Path, path: Path) -> None:
    """It is seen by `verify`; in a foreign schema nothing else is opened, and values that are none fail nothing."""
    forge(forgery, source, path)
    assert check(path).faults, forgery
    if forgery.kind == TYPED:
        for words in (("verify",), LOOKS[zlib.crc32(forgery.name.encode()) % len(LOOKS)]):
            done = inside(path, *words)
            gc.collect()  # what could not be read to its end keeps the file until then
            assert "程序内部出错" not in done.stderr, (forgery, words)
            assert "台账读写出错" not in done.stderr, (forgery, words)
    if forgery.kind == SCHEMA:
        with pytest.raises(LedgerRefused), opened(path):
            pass


LOOKS = (
    ("status",), ("next",), ("ledger", "2013"), ("quarantine",), ("report", "monthly", "2013-05"), ("complaints",),
    ("explain", "苏晓晴"), ("anomalies", "2013-05"), ("batches",), ("journal",), ("layouts",), ("report",),
    ("awards", "2013"), ("eligible", "2013"), ("retry",), ("assess", "2013-06"),
)  # fmt: skip
"""What a clerk may look at, or do, with values in the ledger that no program can read."""


def is_not_laundered(forgery: Forgery, source: Path, path: Path) -> None:
    """It is still seen after everything that a clerk may write next, whether that was stopped or not."""
    shutil.rmtree(backups.folder_of(path), ignore_errors=True)
    forge(forgery, source, path)
    for act in ACTS.values():
        # a value that nothing can be made of stops the program in other ways; here it matters what is written
        with suppress(Exception):
            act(path)
    gc.collect()  # what could not be read to its end keeps the file until then
    assert check(path).faults, forgery


def try_all(folder: Path) -> Counter[str]:
    """The full run: every forgery there is; returns how many of each kind."""
    source, path = make_desk(folder), folder / "forged.db"
    every = all_of(source)
    for forgery in every:
        holds(forgery, source, path)
        if forgery.kind != SCHEMA:
            is_not_laundered(forgery, source, path)
    return Counter(one.kind for one in every)


# ---------------------------------------------------------------- rows


def _of_rows(connection: sqlite3.Connection) -> Iterator[Forgery]:
    for table in _names(connection, "table"):
        columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
        keys = [name for _, name, _, _, _, is_key in columns if is_key]
        rows = connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]
        chained = table in ("journal", "journal_end")
        if table != "journal_end":
            yield Forgery(CHAIN if chained else ADDED, f"{table}: a row", (_addition(connection, table, columns),))
        if not rows:
            continue
        for _, name, kind, *_ in columns:
            if (table, name) in UNPROMISED or (name in keys and table != "summary_count"):
                continue
            changed = f'UPDATE "{table}" SET "{name}" = {_other(name, kind)} WHERE rowid = {_LAST.format(table)}'
            yield Forgery(CHAIN if chained else VALUE, f"{table}.{name}", (changed,))
            if kind != "BLOB" and connection.execute(f'SELECT COUNT("{name}") FROM "{table}"').fetchone()[0]:
                yield from _of_types(table, name, kind)
        for which in ("MIN", "MAX"):
            gone = f'DELETE FROM "{table}" WHERE rowid = (SELECT {which}(rowid) FROM "{table}")'
            yield Forgery(CHAIN if chained else GONE, f"{table}: {which}", (gone,))


def _of_types(table: str, name: str, kind: str) -> Iterator[Forgery]:
    """Values of a column that the program never writes there, and that are no such value at all."""
    if kind in ("INTEGER", "BOOLEAN"):
        typed = f'UPDATE "{table}" SET "{name}" = CAST("{name}" AS BLOB) WHERE "{name}" NOT NULL'
        yield Forgery(TYPED, f"{table}.{name} as bytes", (typed,))
        return
    for what, value in _NO_TEXTS.items():
        none = f'UPDATE "{table}" SET "{name}" = {value} WHERE rowid = {_LAST.format(table)}'
        yield Forgery(TYPED, f"{table}.{name} as {what}", (none,))


_NO_TEXTS = {"bytes": "x'ff00'", "no text": "CAST(x'ffff' AS TEXT)"}
_LAST = '(SELECT MAX(rowid) FROM "{}")'


def _other(name: str, kind: str) -> str:
    """Another value of the column's own type."""
    if kind in ("INTEGER", "BOOLEAN"):
        return f'COALESCE("{name}", 0) + 1'
    return f"CAST(\"{name}\" || x'78' AS BLOB)" if kind == "BLOB" else f"COALESCE(\"{name}\", '') || 'x'"


def _addition(connection: sqlite3.Connection, table: str, columns: list[tuple[object, ...]]) -> str:
    """A row like the last one, under the next number, unlike it in all words; of nothing where there is none."""
    there = connection.execute(f'SELECT COUNT(*) FROM "{table}"').fetchone()[0]
    pointing = {row[3] for row in connection.execute(f'PRAGMA foreign_key_list("{table}")')}
    values = []
    for _, name, kind, _, _, is_key in columns:
        if kind == "INTEGER" and is_key and str(name) not in pointing:
            values.append(f'COALESCE(MAX("{name}"), 0) + 1')
        elif kind in ("INTEGER", "BOOLEAN") and name != "reverses":
            more = 0 if str(name) in pointing and not is_key else 1
            values.append(f'MAX("{name}") + {more}' if there else "1")
        elif name == "reverses":
            values.append("NULL")
        else:
            values.append("x'7878'" if kind == "BLOB" else "'x'")
    return f'INSERT INTO "{table}" SELECT {", ".join(values)} FROM "{table}"'


# ---------------------------------------------------------------- the journal, the file


def _of_the_journal() -> Iterator[Forgery]:
    tail = "DELETE FROM journal WHERE seq > (SELECT MAX(seq) FROM journal) - {}"
    yield Forgery(CHAIN, "the journal: its last two", (tail.format(2),))
    yield Forgery(CHAIN, "the journal: all", ("DELETE FROM journal",))
    swap = "UPDATE journal SET seals = (SELECT seals FROM journal WHERE seq = 3) WHERE seq = 2"
    yield Forgery(CHAIN, "the journal: other seals", (swap,))


# ---------------------------------------------------------------- the schema


def _of_the_schema(connection: sqlite3.Connection) -> Iterator[Forgery]:
    tables = [name for name in _names(connection, "table") if name not in proper.APPEND_ONLY]
    for name in _names(connection, "trigger"):
        yield Forgery(SCHEMA, f"a guard gone: {name}", (f'DROP TRIGGER "{name}"',))
        empty = connection.execute("SELECT tbl_name FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        idle = f'CREATE TRIGGER "{name}" BEFORE UPDATE ON "{empty}" WHEN 0 BEGIN SELECT 1; END'
        yield Forgery(SCHEMA, f"a guard idle: {name}", (f'DROP TRIGGER "{name}"', idle))
    for name in _names(connection, "view"):
        yield Forgery(SCHEMA, f"a view gone: {name}", (f'DROP VIEW "{name}"',))
        other = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
        yield Forgery(SCHEMA, f"a view replaced: {name}", (f'DROP VIEW "{name}"', f"{other} LIMIT 1"))
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"):
        yield Forgery(SCHEMA, f"an index gone: {name}", (f'DROP INDEX "{name}"',))
    for table in tables:
        yield Forgery(SCHEMA, f"a column more: {table}", (f'ALTER TABLE "{table}" ADD COLUMN forged TEXT',))
        acting = f'CREATE TRIGGER forged AFTER INSERT ON "{table}" BEGIN DELETE FROM quarantine; END'
        yield Forgery(SCHEMA, f"a trigger: {table}", (acting,))
    for name, said in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE '%REFERENCES%'"):
        bare = re.sub(r",\s*FOREIGN KEY\(\w+\) REFERENCES \w+ \(\w+\)", "", said)
        yield Forgery(SCHEMA, f"no REFERENCES: {name}", _rewritten(name, said, bare))
    verdicts = (
        "CREATE TRIGGER planted AFTER INSERT ON complaint WHEN NEW.officers = '苏晓晴'"
        " BEGIN UPDATE complaint SET verdict = '无效' WHERE id = NEW.id; END"
    )
    yield Forgery(SCHEMA, "one officer's complaints to come", (verdicts,))
    more = (
        "CREATE VIEW evaluation AS SELECT * FROM hidden UNION ALL SELECT id + 1000, time, who_id, '满意', nth + 9,"
        " device_id, serial, sheet_id, row FROM hidden"
    )
    yield Forgery(SCHEMA, "evaluation made a view", ("ALTER TABLE evaluation RENAME TO hidden", more))
    hidden = "CREATE TRIGGER sqlite_stat1 AFTER INSERT ON complaint BEGIN DELETE FROM quarantine; END"
    yield Forgery(SCHEMA, "a trigger named as SQLite's own", _added("trigger", "sqlite_stat1", "complaint", hidden))
    unknown = "CREATE VIRTUAL TABLE forged USING nobody_knows (x)"
    yield Forgery(SCHEMA, "a virtual table of no kind", _added("table", "forged", "forged", unknown))
    yield Forgery(SCHEMA, "a name with a quote", ('CREATE TABLE "a""b" (x)',))
    yield Forgery(SCHEMA, "a view's name like SQLite's", ('CREATE VIEW "sqliteXview" AS SELECT 1',))
    yield Forgery(SCHEMA, "a table more", ("CREATE TABLE forged (x)",))
    yield Forgery(SCHEMA, "a view more", ("CREATE VIEW forged AS SELECT * FROM entry",))
    yield Forgery(SCHEMA, "an index on an expression", ("CREATE INDEX forged ON entry (points + 1)",))
    yield Forgery(SCHEMA, "a virtual table", ("CREATE VIRTUAL TABLE forged USING fts4 (x)",))
    worked_out = "ALTER TABLE award ADD COLUMN forged TEXT GENERATED ALWAYS AS (person || 'x') VIRTUAL"
    yield Forgery(SCHEMA, "a column that is worked out", (worked_out,))
    undone = _rewritten("batch", "undone_at VARCHAR", "undone_at VARCHAR DEFAULT '2013-01-01'")
    yield Forgery(SCHEMA, "a default", undone)
    replacing = _rewritten("waiver", "UNIQUE (matter)", "UNIQUE (matter) ON CONFLICT REPLACE")
    yield Forgery(SCHEMA, "a conflict's end", replacing)
    yield Forgery(SCHEMA, "a column's type", _rewritten("entry", "points INTEGER", "points VARCHAR"))


def _added(kind: str, name: str, table: str, sql: str) -> tuple[str, ...]:
    """A line in the schema's own list that SQLite itself would not have written."""
    line = f"INSERT INTO sqlite_master VALUES ('{kind}', '{name}', '{table}', 0, '{sql}')"
    return "PRAGMA writable_schema = ON", line


def _rewritten(table: str, old: str, new: str) -> tuple[str, ...]:
    """The schema's own text changed, as only a knowing hand does."""
    before, after = (text.replace("'", "''") for text in (old, new))
    change = f"UPDATE sqlite_master SET sql = replace(sql, '{before}', '{after}') WHERE name = '{table}'"
    return ("PRAGMA writable_schema = ON", change)


def _names(connection: sqlite3.Connection, kind: str) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = ? ORDER BY rowid", (kind,))
    return [name for (name,) in found]
