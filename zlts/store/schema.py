"""The ledger file's own list of tables, indexes, views and triggers, compared with what the program makes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from zlts.store.session import Session


class Made(NamedTuple):
    """A table, index, view or trigger as SQLite lists it; `sql` is "" for an index that a table brings with it."""

    kind: str
    name: str
    table: str
    sql: str

    @property
    def told(self) -> str:
        """It in words: its kind and its name, which a strange hand may have made as long as it liked."""
        name = "".join(sign for sign in self.name if sign.isprintable())
        return f"{_KINDS.get(self.kind, self.kind)}“{name[:_LONGEST_NAME]}{'…' if len(name) > _LONGEST_NAME else ''}”"

    @property
    def form(self) -> object:
        """What two of them have in common that are alike: of a table its definitions, of all others the letters."""
        return (self.kind, self.table, tuple(_definitions(self.sql)) if self.kind == TABLE else self.sql)


TABLE = "table"
_KINDS = {TABLE: "表", "index": "索引", "view": "视图", "trigger": "触发器"}
_LONGEST_NAME = 40
_STATISTICS = {
    Made(TABLE, "sqlite_stat1", "sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    Made(TABLE, "sqlite_stat4", "sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
}
"""SQLite's own, made by its ANALYZE: they decide how fast a question is answered, never the answer."""


def listed(session: Session) -> list[Made]:
    """All there is, by kind and name."""
    found = session.execute("SELECT type, name, tbl_name, COALESCE(sql, '') FROM sqlite_master ORDER BY 1, 2")
    return [made for made in (Made(*one) for one in found) if made not in _STATISTICS]


def digest(session: Session) -> str:
    """The digest of all of it, to the letter."""
    return hashlib.sha256(repr([tuple(made) for made in listed(session)]).encode()).hexdigest()


class SchemaDifference(NamedTuple):
    """Something that is not as the program makes it, and how."""

    made: Made
    how: str

    @property
    def told(self) -> str:
        """The fault in words."""
        return f"{self.made.told}{self.how}"


FOREIGN, MISSING, CHANGED = "不是本程序建立的", "不见了", "被改动过"


def differences(found: Iterable[Made], declared: Iterable[Made]) -> list[SchemaDifference]:
    """What is foreign, changed or missing, in that order.

    A table that has got columns later is like one that was made with them: its definitions are compared, whatever
    the blanks between them.
    """
    there, wanted = _by_name(found), _by_name(declared)
    return [
        *(SchemaDifference(one, FOREIGN) for name, one in there.items() if name not in wanted),
        *(
            SchemaDifference(one, CHANGED)
            for name, one in there.items()
            if name in wanted and one.form != wanted[name].form
        ),
        *(SchemaDifference(one, MISSING) for name, one in wanted.items() if name not in there),
    ]


def _by_name(each: Iterable[Made]) -> Mapping[str, Made]:
    """By name, which no two of a ledger share."""
    return {one.name: one for one in each}


def foreign(found: Iterable[Made], declared: Iterable[Made]) -> list[SchemaDifference]:
    """What no ledger has ever had, of an older one: other names, and triggers that are not ours to the letter."""
    wanted = list(declared)
    names = {(one.kind, one.name) for one in wanted}
    return [
        SchemaDifference(one, FOREIGN)
        for one in found
        if (one.kind, one.name) not in names or (one.kind == "trigger" and one not in wanted)
    ]


_WORD = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\w+|[^\w\s]")
_CONSTRAINTS = ("PRIMARY", "UNIQUE", "FOREIGN", "CHECK", "CONSTRAINT")


def _definitions(sql: str) -> Iterator[tuple[str, ...]]:
    """What a CREATE TABLE says, definition by definition: of a column the words in any order, its name first."""
    words = _WORD.findall(sql)
    start = words.index("(") if "(" in words else len(words)
    yield tuple(words[:start])
    depth, own = 0, list[str]()
    for word in words[start:]:
        depth += (word == "(") - (word == ")")
        if (word == "," and depth == 1) or depth == 0:
            yield _definition(own)
            own = []
        if depth == 0 or word != "," or depth > 1:
            own.append(word)
    yield tuple(own)  # what stands behind the last bracket, with it


def _definition(words: list[str]) -> tuple[str, ...]:
    own = words[1:] if words[:1] == ["("] else words
    name, *rules = own
    if name in _CONSTRAINTS:
        return tuple(own)
    return (name.strip('"'), *sorted(word.strip("'\"") for word in rules))


# ---------------------------------------------------------------- values of another type

_HELD = {"INTEGER": ("integer", "整数"), "BOOLEAN": ("integer", "整数"), "BLOB": ("blob", "字节")}
_TEXT = ("text", "文字")


class Mistyped(NamedTuple):
    """A column in which values are of another type than the program ever writes, and how many."""

    table: str
    column: str
    wanted: str
    values: int


def mistyped(session: Session, declared: Iterable[Made]) -> Iterator[Mistyped]:
    """The columns that hold what they never should: a whole number as text, a text as bytes.

    Only of the tables that the program makes: any other is foreign as a whole.
    """
    there = _by_name(listed(session))
    for table in [one.name for one in declared if one.kind == TABLE and one.name in there]:
        columns = [(row[1], _HELD.get(row[2], _TEXT)) for row in session.execute(f'PRAGMA table_info("{table}")')]
        sums = (f"SUM(typeof(\"{name}\") NOT IN ('{held}', 'null'))" for name, (held, _) in columns)
        counts = session.execute(f'SELECT {", ".join(sums)} FROM "{table}"').fetchone()
        for (name, (_, wanted)), count in zip(columns, counts, strict=True):
            if count:
                yield Mistyped(table, name, wanted, count)
