"""Digests of the ledger's parts, as the journal's chain covers them.

Parts: `table:NAME` for a whole small table; `batch:N` for a batch, its sheets, its rows in the registers,
its rows kept aside and its quarantine; `press:N` for its accepted evaluations; `run:N` for a pass and its
entries. Personal data is no part of them: a keyed digest stands for it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, islice
from typing import Any

from zlts.registers.catalogue import REGISTERS
from zlts.store.session import Session

WHOLE = (
    "policy", "who", "device", "layout", "complaint_merge", "own_measure", "held_measure", "carried_out", "waiver",
    "award", "issued", "voided", "complaint_key", "objection", "unusable", "cleared", "rectified",
)  # fmt: skip
"""Tables sealed as a whole."""

_BLOCK = 5_000
_EVALUATIONS = "SELECT time, who_id, rating, nth, device_id, serial, sheet_id, row FROM evaluation ORDER BY id"


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
    return [*whole, *own, *(f"run:{run}" for run in runs)]


def evaluation_digests(session: Session, batches: Iterable[int]) -> dict[int, str]:
    """The digests of those batches' accepted evaluations, in one go through the table."""
    wanted = set(batches)
    digests = {batch: EvaluationDigest() for batch in wanted}
    batch_of = {row[0]: row[1] for row in session.execute("SELECT id, batch_id FROM sheet")}
    rows = session.execute(_EVALUATIONS)
    while block := list(islice(rows, _BLOCK)):
        for batch, own in groupby(block, lambda row: batch_of.get(row[6])):
            if batch in wanted:
                digests[batch].add(list(own))
    return {batch: digest.text for batch, digest in digests.items()}


def _seal(session: Session, part: str) -> str:
    kind, _, name = part.partition(":")
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
