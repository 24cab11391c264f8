"""The small registers' rows, their fates and the quarantine."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, insert, text, update
from sqlmodel import Session, col, select

from zlts.fates.rows import Settled, StoredRow, Waiting
from zlts.model import Fate, Place, Problem, Register, SaidRow
from zlts.store.tables.kept import Batch, SheetOfBatch
from zlts.store.tables.registers import REGISTER_TABLES, Correction, Quarantine, StandingRow, SummaryCount

_OWN = set(StandingRow.model_fields)
_COUNT = "count:"


def add(session: Session, kind: str, sheets: Mapping[str, int], rows: Iterable[SaidRow]) -> list[int]:
    """Store a file's rows as they say; their fates follow by settling. Returns their ids."""
    table = REGISTER_TABLES[kind]
    known = set(table.model_fields) - _OWN - {"salt", "personal"}
    ids = []
    for row in rows:
        said = {code: value for code, value in row.fields.items() if code in known}
        kept = _personal(said) if kind == Register.COMPLAINTS else {}
        record = table(sheet_id=sheets[row.sheet], row=row.row, fate=Fate.REJECTED, **said, **kept)
        session.add(record)
        session.flush()
        ids.append(int(record.id))
        _add_counts(session, int(record.id), row)
        problems = discreet(row.problems, row.fields)
        put_problems(session, kind, int(record.id), sheets[row.sheet], row.row, problems, cell=True)
    return ids


PERSONAL = ("complainant", "phone", "content", "handling")


def _personal(said: Mapping[str, str]) -> dict[str, str]:
    salt = secrets.token_hex(16)
    return {"salt": salt, "personal": personal_digest(said, salt)}


def personal_digest(said: Mapping[str, str | None], salt: str) -> str:
    """What stands in the chain for a complaint's personal fields."""
    words = "\x1f".join(said.get(code) or "" for code in PERSONAL)
    return hmac.new(salt.encode(), words.encode(), hashlib.sha256).hexdigest()


def discreet(problems: Iterable[Problem], said: Mapping[str, str]) -> list[Problem]:
    """Problems without the row's complainant or phone, also where they slipped into another column."""
    personal = [said.get(code) or "" for code in ("complainant", "phone")]
    return [_masked(one, [word for word in personal if len(word) > 1]) for one in problems]


def _masked(problem: Problem, words: Iterable[str]) -> Problem:
    value, reason = problem.value, problem.reason
    for word in words:
        value, reason = value.replace(word, "***"), reason.replace(word, "***")
    return Problem(problem.column, value, reason)


def _add_counts(session: Session, summary_id: int, row: SaidRow) -> None:
    counts = {c.removeprefix(_COUNT): v for c, v in row.fields.items() if c.startswith(_COUNT)}
    for rating, count in counts.items():
        session.add(SummaryCount(summary_id=summary_id, rating=rating, count=count))


def stored(session: Session, kind: str) -> list[StoredRow]:
    """All rows of a register whose batch stands, in the order they came in."""
    table = REGISTER_TABLES[kind]
    codes = [code for code in table.model_fields if code not in _OWN and code not in ("salt", "personal")]
    counts = _counts(session) if kind == "summary" else {}
    broken = _broken(session, kind)
    corrected = corrected_rows(session, kind)
    places = _sheets(session)
    query = select(table).order_by(table.id)
    return [
        _stored_row(record, codes, places, record.id in broken, counts.get(record.id, {}))
        for record in session.exec(query)
        if record.sheet_id in places and record.id not in corrected
    ]


def corrected_rows(session: Session, kind: str) -> set[int]:
    """The rows of a register that a corrected workbook has replaced."""
    query = (
        select(Correction.row_id)
        .join(Batch, col(Correction.batch_id) == col(Batch.id))
        .where(Correction.register_kind == kind, col(Batch.undone_at).is_(None))
    )
    return set(session.exec(query))


def correct(session: Session, kind: str, row_id: int, batch_id: int) -> None:
    """Say that a batch replaces a rejected row."""
    session.add(Correction(register_kind=kind, row_id=row_id, batch_id=batch_id))
    session.flush()


_Sheets = Mapping[int, tuple[int, str, str, datetime]]


def _sheets(session: Session) -> _Sheets:
    """Sheet id → batch, sheet name, file, time of import; without the batches taken back."""
    query = select(SheetOfBatch, Batch).join(Batch).where(col(Batch.undone_at).is_(None))
    return {
        int(sheet.id or 0): (int(batch.id or 0), sheet.name, batch.file, datetime.fromisoformat(batch.imported_at))
        for sheet, batch in session.exec(query)
    }


def _stored_row(
    record: Any, codes: Sequence[str], places: _Sheets, broken: bool, counts: Mapping[str, str]
) -> StoredRow:
    batch, sheet, file, imported_at = places[record.sheet_id]
    fields = {code: getattr(record, code) for code in codes if getattr(record, code) is not None}
    return StoredRow(record.id, Place(batch, sheet, record.row), file, imported_at, {**fields, **counts}, broken)


def _counts(session: Session) -> dict[int, dict[str, str]]:
    counts: dict[int, dict[str, str]] = defaultdict(dict)
    for one in session.exec(select(SummaryCount)):
        counts[one.summary_id][_COUNT + one.rating] = one.count
    return counts


def _broken(session: Session, kind: str) -> set[int]:
    query = select(Quarantine.row_id).where(Quarantine.register_kind == kind, col(Quarantine.cell).is_(True))
    return set(session.exec(query))


def duplicates(session: Session, kind: str) -> int:
    """How many rows of a register's standing batches are duplicates."""
    table = REGISTER_TABLES[kind]
    query = select(table.id).join(SheetOfBatch, table.sheet_id == SheetOfBatch.id).join(Batch)
    return len(session.exec(query.where(table.fate == Fate.DUPLICATE.value, col(Batch.undone_at).is_(None))).all())


def put_fates(session: Session, kind: str, rows: Iterable[StoredRow], settled: Settled[Any]) -> dict[int, Fate]:
    """Write the fates that changed and the problems that go with them. Returns the fates before."""
    table = REGISTER_TABLES[kind]
    before = {row_id: Fate(fate) for row_id, fate in session.exec(select(table.id, table.fate)).all()}
    sheet_ids = dict(session.exec(select(table.id, table.sheet_id)).all())
    rows = list(rows)
    _clear_problems(session, kind, [row.id for row in rows])
    for row in rows:
        fate = settled.fates[row.id]
        if before[row.id] is not fate:
            session.execute(update(table).where(table.id == row.id).values(fate=fate.value))
        problems = discreet(settled.problems.get(row.id, ()), row.fields)
        put_problems(session, kind, row.id, sheet_ids[row.id], row.place.row, problems, cell=False)
    return before


def _clear_problems(session: Session, kind: str, ids: Sequence[int]) -> None:
    """Take back what settling said of these rows before; problems of cells stay."""
    statement = text(
        "DELETE FROM quarantine WHERE register_kind = :kind AND NOT cell"
        " AND row_id IN (SELECT value FROM json_each(:ids))"
    )
    session.execute(statement, {"kind": kind, "ids": json.dumps(ids)})


def put_problems(
    session: Session,
    kind: str,
    row_id: int,
    sheet_id: int,
    row: int,
    problems: Iterable[Problem],
    *,
    cell: bool,
) -> None:
    """Put a row's problems into the quarantine."""
    put_all_problems(session, kind, [(row_id, sheet_id, row, one, cell) for one in problems])


def put_all_problems(session: Session, kind: str, found: Iterable[tuple[int, int, int, Problem, bool]]) -> None:
    """Put many rows' problems there: row's id, sheet, row, problem, and whether it lies in the cell."""
    records = [
        {
            "register_kind": kind, "row_id": row_id, "sheet_id": sheet_id, "row": row,
            "column": one.column, "value": one.value, "reason": one.reason, "cell": cell,
        }
        for row_id, sheet_id, row, one, cell in found
    ]  # fmt: skip
    if records:
        session.execute(insert(Quarantine), records)


def _replaced() -> Any:
    """Whether a corrected workbook that stands has replaced the quarantined row."""
    standing = select(Batch.id).where(col(Batch.undone_at).is_(None))
    return exists().where(
        col(Correction.register_kind) == col(Quarantine.register_kind),
        col(Correction.row_id) == col(Quarantine.row_id),
        col(Correction.batch_id).in_(standing),
    )


def quarantined(session: Session, batch: int | None = None) -> list[Waiting]:
    """Every problem that waits, in the order of import."""
    query = (
        select(Quarantine, SheetOfBatch, Batch)
        .join(SheetOfBatch, col(Quarantine.sheet_id) == col(SheetOfBatch.id))
        .join(Batch, col(SheetOfBatch.batch_id) == col(Batch.id))
        .where(col(Batch.undone_at).is_(None), ~_replaced())
        .order_by(col(Batch.id), col(Quarantine.sheet_id), col(Quarantine.row), col(Quarantine.id))
    )
    if batch is not None:
        query = query.where(col(Batch.id) == batch)
    return [
        Waiting(
            one.register_kind,
            one.row_id,
            its.file,
            Place(its.id or 0, sheet.name, one.row),
            Problem(one.column, one.value, one.reason),
        )
        for one, sheet, its in session.exec(query)
    ]


def quarantined_rows(session: Session) -> int:
    """How many rows wait in quarantine."""
    return len({(one.kind, one.row_id) for one in quarantined(session)})
