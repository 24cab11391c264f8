"""The registers' rows, their outcomes and the quarantine."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from zlts.model import Fate, Place, Problem, Register, SaidRow
from zlts.registers.catalogue import BY_KIND, REGISTERS
from zlts.registers.declaration import BESIDE_PERSONAL, COUNT
from zlts.registers.rows import Settled, StoredRow, Waiting
from zlts.store import decisions, evaluations, personal
from zlts.store.decisions import Unusable
from zlts.store.session import Session

TABLES = {kind: one.table for kind, one in BY_KIND.items()}
"""Register → the table of its rows; of evaluations one by one it holds those that are not in."""

_OWN = {"id", "sheet_id", "row", "fate", *BESIDE_PERSONAL}
"""Columns that no file says."""
_MASKED = [code for one in REGISTERS for code, item in one.fields.items() if item.masked]

_Sheets = Mapping[int, tuple[int, str, str, datetime, datetime, str]]


def add(session: Session, kind: str, sheets: Mapping[str, int], rows: Iterable[SaidRow]) -> list[int]:
    """Store a file's rows as they say; their outcomes follow by settling. Returns their ids."""
    table = TABLES[kind]
    known = set(session.columns(table)) - _OWN
    has_personal = bool(BY_KIND[kind].personal)
    ids = []
    for row in rows:
        said = {code: value for code, value in row.fields.items() if code in known}
        kept = personal.sealed(said) if has_personal else {}
        own = {"sheet_id": sheets[row.sheet], "row": row.row, "fate": Fate.REJECTED.value}
        number = session.insert(table, {**own, **said, **kept})
        ids.append(number)
        _add_counts(session, number, row)
        problems = redacted(row.problems, row.fields)
        put_problems(session, kind, number, sheets[row.sheet], row.row, problems, cell=True)
    return ids


def redacted(problems: Iterable[Problem], said: Mapping[str, str]) -> list[Problem]:
    """Problems without the row's complainant or phone, also where they slipped into another column."""
    personal = [said.get(code) or "" for code in _MASKED]
    return [_masked(one, [word for word in personal if len(word) > 1]) for one in problems]


def _masked(problem: Problem, words: Iterable[str]) -> Problem:
    value, reason = problem.value, problem.reason
    for word in words:
        value, reason = value.replace(word, "***"), reason.replace(word, "***")
    return Problem(problem.column, value, reason)


def _add_counts(session: Session, summary_id: int, row: SaidRow) -> None:
    counts = {c.removeprefix(COUNT): v for c, v in row.fields.items() if c.startswith(COUNT)}
    for rating, count in counts.items():
        session.insert("summary_count", {"summary_id": summary_id, "rating": rating, "count": count})


def stored(session: Session, kind: str, *, replaced: bool = False) -> list[StoredRow]:
    """All rows of a register whose batch stands, in the order they came in.

    `replaced`: also those that a corrected workbook has replaced, and those that are not to be used.
    """
    left_out = set() if replaced else corrected_rows(session, kind) | unusable_ids(session, kind).keys()
    return [row for row in _read(session, kind, _sheets(session)) if row.id not in left_out]


def unusable_ids(session: Session, kind: str) -> dict[int, Unusable]:
    """The rejected rows of a register that say what one says which is not to be used → that decision."""
    decided = {one.row_id: one for one in decisions.unusable(session) if one.register_kind == kind}
    if not decided:
        return {}
    if kind == Register.EVALUATIONS:
        return evaluations.unusable_ids(session, decided)
    every = list(_read(session, kind, {**_sheets(session), **_sheets(session, undone=True)}))
    said = {_said(row): decided[row.id] for row in every if row.id in decided}
    known = outcomes(session, kind)
    return {row.id: said[_said(row)] for row in every if known[row.id] is Fate.REJECTED and _said(row) in said}


def _said(row: StoredRow) -> frozenset[tuple[str, str]]:
    return frozenset((code, value) for code, value in row.fields.items() if value)


def taken_back(session: Session, kind: str) -> list[StoredRow]:
    """A register's rows that do not stand: their batch was taken back, or a corrected workbook has replaced them."""
    corrected = corrected_rows(session, kind)
    undone = _sheets(session, undone=True)
    found = list(_read(session, kind, undone)) if undone else []
    found += [row for row in stored(session, kind, replaced=True) if row.id in corrected] if corrected else []
    return sorted(found, key=lambda row: row.id)


def _read(session: Session, kind: str, places: _Sheets) -> Iterator[StoredRow]:
    codes = [code for code in session.columns(TABLES[kind]) if code not in _OWN]
    names = ", ".join(f'"{code}"' for code in codes)
    counts = _counts(session) if any(form.counts for form in BY_KIND[kind].forms) else {}
    broken, returned = _broken(session, kind), _returned_to(session, kind)
    for number, sheet_id, row, *said in session.execute(
        f"SELECT id, sheet_id, row, {names} FROM {TABLES[kind]} ORDER BY id"
    ):
        if sheet_id in places:
            batch, sheet, file, imported_at, first_at, layout = places[sheet_id]
            fields = {code: value for code, value in zip(codes, said, strict=True) if value is not None}
            fields |= counts.get(number, {})
            place = Place(batch, sheet, row)
            to = returned.get((sheet_id, row))
            yield StoredRow(number, place, file, imported_at, fields, number in broken, first_at, to, layout)


def keys(session: Session) -> dict[int, str]:
    """Complaint row → the key of its complaint."""
    return dict(session.execute("SELECT row_id, key FROM complaint_key").fetchall())


def keep_keys(session: Session, found: Mapping[int, str]) -> None:
    """Keep the keys of complaint rows that have none yet, or another one."""
    known = keys(session)
    session.execute_all(
        "INSERT INTO complaint_key (row_id, key) VALUES (?, ?) ON CONFLICT (row_id) DO UPDATE SET key = excluded.key",
        [(row, key) for row, key in sorted(found.items()) if known.get(row) != key],
    )


def corrected_rows(session: Session, kind: str) -> set[int]:
    """The rows of a register that a corrected workbook has replaced."""
    query = (
        "SELECT c.row_id FROM correction c JOIN batch b ON b.id = c.batch_id"
        " WHERE c.register_kind = ? AND b.undone_at IS NULL"
    )
    return {row[0] for row in session.execute(query, (kind,))}


def correct(session: Session, kind: str, row_id: int, batch_id: int) -> None:
    """Say that a batch replaces a rejected row."""
    session.insert("correction", {"register_kind": kind, "row_id": row_id, "batch_id": batch_id})


def uncorrect(session: Session, kind: str, row_id: int, batch_id: int) -> None:
    """Say that a batch does not replace a rejected row after all."""
    found = {"kind": kind, "row": row_id, "batch": batch_id}
    session.execute(
        "DELETE FROM correction WHERE register_kind = :kind AND row_id = :row AND batch_id = :batch", found
    )


def corrected_by(session: Session, kind: str) -> dict[int, int]:
    """The rows of a register that were replaced → the standing batch which did."""
    query = (
        "SELECT c.row_id, c.batch_id FROM correction c JOIN batch b ON b.id = c.batch_id"
        " WHERE c.register_kind = ? AND b.undone_at IS NULL ORDER BY c.id"
    )
    return dict(session.execute(query, (kind,)))


def undone(session: Session, kind: str) -> set[int]:
    """The rows of a register whose batch was taken back; of evaluations those that had been kept aside."""
    query = (
        f"SELECT r.id FROM {TABLES[kind]} r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id"
        " WHERE b.undone_at IS NOT NULL"
    )
    return {row[0] for row in session.execute(query)}


class Standing(NamedTuple):
    """A row of a standing batch: its number in its table (0: an evaluation that is in) and its outcome."""

    batch: int
    row_id: int
    fate: Fate


def come_back(session: Session, kind: str) -> dict[int, Standing]:
    """The rejected rows of a register for which a row of a corrected workbook came → that row."""
    query = (
        "SELECT t.row_id, s.batch_id, COALESCE(r.id, 0), COALESCE(r.fate, 'accepted') FROM returned t"
        " JOIN sheet s ON s.id = t.sheet_id JOIN batch b ON b.id = s.batch_id"
        f" LEFT JOIN {TABLES[kind]} r ON r.sheet_id = t.sheet_id AND r.row = t.row"
        " WHERE t.register_kind = ? AND b.undone_at IS NULL ORDER BY t.id"
    )
    return {number: Standing(batch, row, Fate(fate)) for number, batch, row, fate in session.execute(query, (kind,))}


def _returned_to(session: Session, kind: str) -> dict[tuple[int, int], int]:
    """The rows (sheet, row) of corrected workbooks → the standing batch of the rejected row that each says again."""
    if kind == Register.EVALUATIONS:
        return {}
    query = (
        f"SELECT t.sheet_id, t.row, b.id FROM returned t JOIN {TABLES[kind]} r ON r.id = t.row_id"
        " JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id"
        " WHERE t.register_kind = ? AND b.undone_at IS NULL"
    )
    return {(sheet, row): batch for sheet, row, batch in session.execute(query, (kind,))}


def put_returned(session: Session, found: Iterable[tuple[int, int, str, int]]) -> None:
    """Say of rows (sheet, row) of a corrected workbook for which rejected ones (kind, number) they came back."""
    session.execute_all("INSERT INTO returned (sheet_id, row, register_kind, row_id) VALUES (?, ?, ?, ?)", found)


def _sheets(session: Session, *, undone: bool = False) -> _Sheets:
    """Sheet id → batch, sheet name, file, times of the last try and of the import, the headings' signature.

    `undone`: of the batches that were taken back; else of those that stand.
    """
    layout = "s.layout" if "layout" in session.columns("sheet") else "NULL"  # an older ledger on its way to today's
    query = (
        f"SELECT s.id, b.id, s.name, b.file, MAX(b.imported_at, COALESCE(b.tried_at, '')), b.imported_at, {layout}"
        f" FROM sheet s JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS {'NOT ' * undone}NULL"
    )
    return {
        number: (batch, name, file, datetime.fromisoformat(last), datetime.fromisoformat(first), layout or "")
        for number, batch, name, file, last, first, layout in session.execute(query)
    }


def _counts(session: Session) -> dict[int, dict[str, str]]:
    counts: dict[int, dict[str, str]] = defaultdict(dict)
    for summary, rating, count in session.execute("SELECT summary_id, rating, count FROM summary_count"):
        counts[summary][COUNT + rating] = count
    return counts


def _broken(session: Session, kind: str) -> set[int]:
    found = session.execute("SELECT row_id FROM quarantine WHERE register_kind = ? AND cell", (kind,))
    return {row[0] for row in found}


def outcomes(session: Session, kind: str) -> dict[int, Fate]:
    """The outcomes of a register's rows as they stand."""
    return {number: Fate(fate) for number, fate in session.execute(f"SELECT id, fate FROM {TABLES[kind]}")}


def lines(
    session: Session, kind: str, batch: int, *, duplicates: bool = True, waiting: bool = True
) -> set[tuple[str, int]]:
    """Sheet and row of a batch's rows in a register: the accepted ones, and as asked the duplicates and rejected."""
    wanted = [Fate.ACCEPTED, *([Fate.DUPLICATE] if duplicates else []), *([Fate.REJECTED] if waiting else [])]
    marks = ", ".join(f"'{fate.value}'" for fate in wanted)
    of_batch = "JOIN sheet s ON s.id = r.sheet_id WHERE s.batch_id = :batch"
    if kind == Register.EVALUATIONS:
        query = (
            f"SELECT s.name, r.row FROM evaluation r {of_batch} UNION"
            f" SELECT s.name, r.row FROM evaluation_aside r {of_batch} AND r.fate IN ({marks})"
        )
    else:
        query = f"SELECT s.name, r.row FROM {TABLES[kind]} r {of_batch} AND r.fate IN ({marks})"
    return set(session.execute(query, {"batch": batch}))


def duplicates(session: Session, kind: str) -> int:
    """How many rows of a register's standing batches are duplicates."""
    query = (
        f"SELECT COUNT(*) FROM {TABLES[kind]} r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id"
        " WHERE r.fate = ? AND b.undone_at IS NULL"
    )
    return int(session.scalar(query, (Fate.DUPLICATE.value,)))


def put_outcomes(session: Session, kind: str, rows: Iterable[StoredRow], settled: Settled[Any]) -> dict[int, Fate]:
    """Write the outcomes that changed and the problems that go with them. Returns the outcomes before."""
    table = TABLES[kind]
    known = session.execute(f"SELECT id, fate, sheet_id FROM {table}").fetchall()
    before = {row_id: Fate(fate) for row_id, fate, _ in known}
    sheet_ids = {row_id: sheet_id for row_id, _, sheet_id in known}
    rows = list(rows)
    _clear_problems(session, kind, [row.id for row in rows])
    for row in rows:
        fate = settled.outcomes[row.id]
        if before[row.id] is not fate:
            session.execute(f"UPDATE {table} SET fate = ? WHERE id = ?", (fate.value, row.id))
        problems = redacted(settled.problems.get(row.id, ()), row.fields)
        put_problems(session, kind, row.id, sheet_ids[row.id], row.place.row, problems, cell=False)
    return before


def _clear_problems(session: Session, kind: str, ids: Sequence[int]) -> None:
    """Take back what settling said of these rows before; problems of cells stay."""
    statement = (
        "DELETE FROM quarantine WHERE register_kind = :kind AND NOT cell"
        " AND row_id IN (SELECT value FROM json_each(:ids))"
    )
    session.execute(statement, {"kind": kind, "ids": json.dumps(ids)})


def misplaced(session: Session) -> bool:
    """Whether the quarantine says of a row another place than the row itself; a batch's seal has only the row's."""
    query = (
        "SELECT 1 FROM quarantine q JOIN {table} r ON r.id = q.row_id"
        " WHERE q.register_kind = ? AND (q.sheet_id, q.row) <> (r.sheet_id, r.row)"
    )
    return any(session.scalar(query.format(table=table), (kind,)) for kind, table in TABLES.items())


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
    session.execute_all(
        'INSERT INTO quarantine (register_kind, row_id, sheet_id, row, "column", value, reason, cell)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (kind, row_id, sheet_id, row, told.column, told.value, told.reason, cell)
            for row_id, sheet_id, row, one, cell in found
            for told in (_cut(one),)
        ),
    )


_LONGEST_VALUE, _LONGEST_REASON = 80, 400
"""Signs of a cell and of a reason that are told; the row itself keeps all of it."""


def _cut(problem: Problem) -> Problem:
    """A problem whose value nobody could read through, with the beginning of it."""
    value, reason = _beginning(problem.value, _LONGEST_VALUE), problem.reason
    if value is not problem.value:
        reason = reason.replace(problem.value, value)
    return Problem(problem.column, value, _beginning(reason, _LONGEST_REASON))


def _beginning(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[:most]}…"


_PROBLEMS = """
SELECT q.register_kind, q.row_id, b.file, b.id, s.name, q.row, q."column", q.value, q.reason
FROM quarantine q JOIN sheet s ON s.id = q.sheet_id JOIN batch b ON b.id = s.batch_id
WHERE b.undone_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM correction c JOIN batch o ON o.id = c.batch_id
    WHERE c.register_kind = q.register_kind AND c.row_id = q.row_id AND o.undone_at IS NULL
) AND (:batch IS NULL OR b.id = :batch)
ORDER BY b.id, q.sheet_id, q.row, q.id
"""
"""Every problem that no corrected workbook which stands has replaced."""


def quarantined(session: Session, batch: int | None = None) -> list[Waiting]:
    """Every problem that waits, in the order of import; none of rows that are not to be used."""
    left_out = _unusable(session)
    return [one for one in _problems(session, batch) if (one.kind, one.row_id) not in left_out]


def _problems(session: Session, batch: int | None = None) -> list[Waiting]:
    return [
        Waiting(kind, row_id, file, Place(number, sheet, row), Problem(column, value, reason))
        for kind, row_id, file, number, sheet, row, column, value, reason in session.execute(
            _PROBLEMS, {"batch": batch}
        )
    ]


def _unusable(session: Session) -> dict[tuple[str, int], Unusable]:
    kinds = dict.fromkeys(one.register_kind for one in decisions.unusable(session))
    return {(kind, row): one for kind in kinds for row, one in unusable_ids(session, kind).items()}


class SetAside(NamedTuple):
    """A row that is not to be used: where it stands, what was wrong with it, and the decision."""

    kind: str
    row_id: int
    file: str
    place: Place
    problem: str
    decision: Unusable


def set_aside(session: Session, batch: int | None = None) -> list[SetAside]:
    """The rows of standing batches that are not to be used, in the order of import."""
    wrong: dict[tuple[str, int], list[str]] = defaultdict(list)
    for one in _problems(session, batch):
        wrong[one.kind, one.row_id].append(f"{one.problem.column}：{one.problem.reason}")
    found = []
    for (kind, number), decision in _unusable(session).items():
        for place, file in _place(session, kind, number, batch):
            found.append(SetAside(kind, number, file, place, "；".join(wrong[kind, number]), decision))
    return sorted(found, key=lambda one: (one.place, one.kind))


_PLACE = """
SELECT b.id, s.name, r.row, b.file FROM {table} r JOIN sheet s ON s.id = r.sheet_id JOIN batch b ON b.id = s.batch_id
WHERE r.id = :row AND b.undone_at IS NULL AND (:batch IS NULL OR b.id = :batch) AND NOT EXISTS (
    SELECT 1 FROM correction c JOIN batch o ON o.id = c.batch_id
    WHERE c.register_kind = :kind AND c.row_id = r.id AND o.undone_at IS NULL
)
"""


def _place(session: Session, kind: str, number: int, batch: int | None) -> list[tuple[Place, str]]:
    """Where a row stands and in which file; none where it was taken back or replaced."""
    values = {"row": number, "kind": kind, "batch": batch}
    found = session.execute(_PLACE.format(table=TABLES[kind]), values)
    return [(Place(where, sheet, row), file) for where, sheet, row, file in found]


def cell_problems(session: Session, kind: str, row_id: int) -> list[Problem]:
    """What is wrong with a row's cells, whatever roster and policy say."""
    found = session.execute(
        'SELECT "column", value, reason FROM quarantine WHERE register_kind = ? AND row_id = ? AND cell ORDER BY id',
        (kind, row_id),
    )
    return [Problem(*said) for said in found]


FUTURE = "在将来"
"""Stands in the reason of every row that waits for its day to come."""

_RIPE = f"""
SELECT EXISTS (
    SELECT 1 FROM quarantine q JOIN sheet s ON s.id = q.sheet_id JOIN batch b ON b.id = s.batch_id
    WHERE b.undone_at IS NULL AND q.reason LIKE '%{FUTURE}%' AND q.value <> ''
    AND q.value <= substr(:now, 1, length(q.value))
    AND q.value > substr(replace(MAX(b.imported_at, COALESCE(b.tried_at, '')), 'T', ' '), 1, length(q.value))
)
"""


def ripe(session: Session, now: str) -> bool:
    """Whether the day of a row has come that was rejected as lying in the future; `now` as `2013-03-05 09:12:33`."""
    return bool(session.scalar(_RIPE, {"now": now}))


def tried(session: Session, at: str) -> None:
    """Say that all rows of the small registers have been tried again."""
    session.execute(
        "UPDATE batch SET tried_at = ?"
        " WHERE undone_at IS NULL AND (register_kind, form) <> ('evaluations', 'detail')",
        (at,),
    )


def quarantined_rows(session: Session) -> int:
    """How many rows wait in quarantine."""
    return len({(one.kind, one.row_id) for one in quarantined(session)})
