"""Digests of the ledger's parts, as the journal's chain covers them.

Parts: `schema` for the file's own list of tables, views and triggers; `table:NAME` for a whole small table;
`batch:N` for a batch, its sheets, its rows in the registers, its rows kept aside and its quarantine; `press:N` for
its accepted evaluations; `run:N` for a pass and its entries. Personal data is no part of them: a keyed digest
stands for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from zlts.registers.catalogue import REGISTERS
from zlts.store import schema
from zlts.store.session import Session

SCHEMA = "schema"
"""The part that is the ledger file's own list of tables, indexes, views and triggers."""

WHOLE = {
    "policy": "政策", "who": "评价的归属", "device": "评价器", "layout": "表头对应关系", "complaint_merge": "并案",
    "own_measure": "另计的措施", "held_measure": "与台账对应的登记措施", "carried_out": "执行登记", "waiver": "免除",
    "award": "表彰名单", "issued": "已印发的通报", "voided": "作废的评价", "complaint_key": "投诉的对应关系",
    "objection": "申诉", "bureau_name": "本局名称", "unusable": "不予采用的行",
    "cleared": "核实正常的疑似情形", "rectified": "整改登记",
}  # fmt: skip
"""Tables sealed as a whole, and what they are in words."""

_NUMBERED = {"batch": "第 {} 批文件的登记", "press": "第 {} 批文件的评价", "run": "第 {} 次评定的登记"}


def named(part: str) -> str:
    """A part in words."""
    kind, _, name = part.partition(":")
    if kind == SCHEMA:
        return "台账的结构（表、视图、触发器）"
    return WHOLE.get(name, name) if kind == "table" else _NUMBERED.get(kind, "{}").format(name or kind)


_BLOCK = 5_000
_EVALUATIONS = """
SELECT time, who_id, rating, nth, device_id, serial, sheet_id, row FROM evaluation
WHERE sheet_id IN (SELECT value FROM json_each(?)) ORDER BY id
"""


class _Lines(dict[object, str]):
    """Values → their lines; each is worked out once."""

    def __missing__(self, value: object) -> str:
        line = self[value] = f"{value!r}\n"
        return line


class EvaluationDigest:
    """The digest of a batch's accepted evaluations, whose columns are hashed apart: 1 µs a row.

    It does not depend on how many rows are added at a time.
    """

    def __init__(self) -> None:
        self._times, self._common, self._serials, self._places = (hashlib.sha256() for _ in range(4))
        self._common_lines = _Lines()

    def add(self, rows: Sequence[Sequence[Any]]) -> None:
        """The next rows, as `_EVALUATIONS` has them, one or more."""
        times, whos, ratings, nths, devices, serials, sheets, places = zip(*rows, strict=True)
        common = zip(whos, ratings, nths, devices, sheets, strict=True)
        self._times.update(_lines("%r", times).encode())
        self._common.update("".join(map(self._common_lines.__getitem__, common)).encode())
        # a JSON list without its brackets, such that another may follow it
        self._serials.update(json.dumps(serials, default=repr)[1:-1].encode() + b", ")
        whole = set(map(type, places)) == {int}  # anything else is another digest
        self._places.update(_lines("%08d" if whole else "%r", places).encode())

    @property
    def text(self) -> str:
        """The digest of all rows so far."""
        columns = (self._times, self._common, self._serials, self._places)
        return hashlib.sha256(b"".join(column.digest() for column in columns)).hexdigest()


def _lines(pattern: str, values: tuple[object, ...]) -> str:
    return f"{pattern}\n" * len(values) % values


def seals(session: Session, parts: Iterable[str]) -> dict[str, str]:
    """The digests of those parts as they stand."""
    parts = list(parts)
    numbers = [int(part.partition(":")[2]) for part in parts if part.startswith("press:")]
    found = (
        {f"press:{batch}": digest for batch, digest in evaluation_digests(session, numbers).items()}
        if numbers
        else {}
    )
    return found | {part: _seal(session, part) for part in parts if not part.startswith("press:")}


def every_part(session: Session) -> list[str]:
    """All parts there are."""
    batches = [row[0] for row in session.execute("SELECT id FROM batch ORDER BY id")]
    runs = [row[0] for row in session.execute("SELECT id FROM run ORDER BY id")]
    there = {row[0] for row in session.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    whole = [f"table:{name}" for name in WHOLE if name in there]  # an older schema may lack some
    own = [part for batch in batches for part in (f"batch:{batch}", f"press:{batch}")]
    return [SCHEMA, *whole, *own, *(f"run:{run}" for run in runs)]


def strays(session: Session) -> list[str]:
    """The tables with rows that point beyond what there is: the number that is given out next would take them in.

    Of evaluations none could: a batch's digest is of what went in, not of what is found.
    """
    tables = [row[0] for row in session.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    found = []
    for table in tables:
        for _, _, parent, column, key, *_ in session.execute(f'PRAGMA foreign_key_list("{table}")').fetchall():
            beyond = f'"{column}" > (SELECT COALESCE(MAX("{key}"), 0) FROM "{parent}")'
            if table != "evaluation" and session.scalar(f'SELECT EXISTS (SELECT 1 FROM "{table}" WHERE {beyond})'):
                found.append(table)
    return found


_LAST_NUMBER = 2**62
"""No ledger has so many rows."""


def numbered_away(session: Session) -> list[str]:
    """The tables with a number so great that none may follow: SQLite would give rows numbers in no order at all."""
    tables = [row[0] for row in session.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
    return [one for one in tables if (session.scalar(f'SELECT MAX(rowid) FROM "{one}"') or 0) > _LAST_NUMBER]


def evaluation_digests(session: Session, batches: Iterable[int]) -> dict[int, str]:
    """The digests of those batches' accepted evaluations, in one go through the table."""
    wanted = set(batches)
    digests = {batch: EvaluationDigest() for batch in wanted}
    sheets = session.execute("SELECT id, batch_id FROM sheet")
    batch_of = {sheet: batch for sheet, batch in sheets if batch in wanted}
    rows = session.execute(_EVALUATIONS, (json.dumps(list(batch_of)),))
    while block := list(islice(rows, _BLOCK)):
        for batch, own in groupby(block, lambda row: batch_of[row[6]]):
            digests[batch].add(list(own))
    return {batch: digest.text for batch, digest in digests.items()}


def _seal(session: Session, part: str) -> str:
    kind, _, name = part.partition(":")
    if kind == SCHEMA:
        return schema.digest(session)
    hasher = hashlib.sha256()
    for statement in _statements(session, kind, name):
        for row in session.execute(statement):
            hasher.update(f"{row!r}\n".encode())
    return hasher.hexdigest()


def _statements(session: Session, kind: str, name: str) -> list[str]:
    if kind == "table":
        return [f"SELECT * FROM {name} ORDER BY 1"]
    number = int(name)
    if kind == "run":
        return [f"SELECT * FROM run WHERE id = {number}", f"SELECT * FROM entry WHERE run_id = {number} ORDER BY id"]
    sheets = f"(SELECT id FROM sheet WHERE batch_id = {number})"
    return [
        _FILE.format(number=number),
        f"SELECT {_columns(session, 'sheet')} FROM sheet WHERE batch_id = {number} ORDER BY id",
        *(
            f"SELECT {columns} FROM {one.table} WHERE sheet_id IN {sheets} ORDER BY id"
            for one in REGISTERS
            if (columns := _columns(session, one.table, one.personal))  # an older schema may lack some
        ),
        _COUNTS.format(sheets=sheets),
        _WAITING.format(sheets=sheets),
        f"SELECT register_kind, row_id FROM correction WHERE batch_id = {number} ORDER BY id",
        *([_RETURNED.format(sheets=sheets)] if session.columns("returned") else []),
    ]


_FILE = """
SELECT b.*, f.sha256, f.size, f.erased_at FROM batch b JOIN kept_file f ON f.id = b.file_id WHERE b.id = {number}
"""
_COUNTS = """
SELECT c.* FROM summary_count c JOIN summary s ON s.id = c.summary_id WHERE s.sheet_id IN {sheets} ORDER BY 1, 2
"""
_RETURNED = "SELECT sheet_id, row, register_kind, row_id FROM returned WHERE sheet_id IN {sheets} ORDER BY id"
_WAITING = """
SELECT register_kind, row_id, row, "column", value, reason, cell FROM quarantine
WHERE sheet_id IN {sheets} ORDER BY register_kind, row_id, cell, id
"""


def _columns(session: Session, table: str, personal: Sequence[str] = ()) -> str:
    """The columns to be chained; `personal` ones only once they are erased."""
    names = [name for name in session.columns(table) if name != "batch_id"]
    if not personal:
        return ", ".join(f'"{name}"' for name in names)
    chained = [f'"{name}"' for name in names if name not in (*personal, "salt")]
    erased = [f"CASE WHEN salt IS NULL THEN {name} END" for name in personal]
    return ", ".join((*chained, "salt IS NULL", *erased))


def differing(recorded: Mapping[str, tuple[str, int]], found: Mapping[str, str]) -> list[tuple[str, int]]:
    """Parts whose digest is not the recorded one, with the record that last wrote them (0: none did)."""
    parts = dict.fromkeys([*recorded, *found])
    return [
        (part, recorded[part][1] if part in recorded else 0)
        for part in parts
        if part not in recorded or recorded[part][0] != found.get(part)
    ]


def disagreement(part: str, seq: int) -> str:
    """In words that a part is not as the record of that number sealed it (0: none did)."""
    since = f"第 {seq} 条日志之后被改动、添加或删除" if seq else "不是由程序写入的"
    return f"{named(part)}与日志不符（{since}）"
