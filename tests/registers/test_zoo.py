"""Every trait of the zoo through the real import: each row has the fate that the zoo says."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.registers import again, cells, complaints, formats, headings, layouts, registers, shifted, whose
from tests.registers.zoo import ROSTER, File, Trait
from zlts.db import Ledger
from zlts.importers.vocabulary import Vocabulary, load_vocabulary
from zlts.services.founding import found
from zlts.services.intake import FileOutcome, import_files

NOW = datetime(2014, 1, 10, 9, 0).astimezone()
ROOMS = (formats, layouts, headings, cells, shifted, whose, again, complaints, registers)
ZOO = [one for room in ROOMS for one in room.TRAITS]
TABLES = ("evaluation", "evaluation_aside", "complaint", "inspection", "measure", "filing", "posting", "summary")
LETTERS = {"accepted": "a", "duplicate": "d", "rejected": "r"}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory, vocabulary: Vocabulary) -> Path:
    """A ledger with the zoo's roster, to be copied."""
    folder = tmp_path_factory.mktemp("zoo")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    outcome = found(folder / "zlts.db", folder / "花名册.csv", None, vocabulary, NOW)
    assert (outcome.rejected, outcome.problems) == (0, [])
    return folder / "zlts.db"


def test_names_are_told_apart() -> None:
    names = [one.name for one in ZOO]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("trait", ZOO, ids=lambda one: one.name)
def test_trait(trait: Trait, founded: Path, vocabulary: Vocabulary, tmp_path: Path) -> None:
    path = tmp_path / "zlts.db"
    shutil.copy(founded, path)
    with closing(Ledger.open(path)) as ledger:
        for file in trait.files:
            source = tmp_path / "来文" / file.name  # the folder's own name says nothing of units and months
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(file.content)
            (outcome,) = import_files(ledger, [source], file.options, vocabulary, NOW)
            check(path, file, outcome)


def check(ledger: Path, file: File, outcome: FileOutcome) -> None:
    if file.error:
        assert file.error in outcome.error
        return
    assert not outcome.error
    expected = file.fates if isinstance(file.fates, Mapping) else None
    fates = fates_of(ledger, outcome, expected)
    reasons = list(dict.fromkeys((one.sheet, one.row, one.problem.reason) for one in outcome.problems))
    told = [reason for *_, reason in reasons]
    assert fates == file.fates, told
    said = "".join(file.fates.values()) if isinstance(file.fates, Mapping) else file.fates
    assert outcome.rows == len(said)
    assert len(told) == len(file.reasons), told
    for part, reason in zip(file.reasons, told, strict=True):
        assert part in reason
    assert file.notes in "；".join(outcome.notes)
    if file.says:
        row = first_row(ledger, outcome)
        assert {code: row.get(code) or "" for code in file.says} == dict(file.says)


def fates_of(ledger: Path, outcome: FileOutcome, sheets: Mapping[str, str] | None) -> str | dict[str, str]:
    """One letter a row, of the only sheet or by sheet."""
    if any("是同一个文件" in note for note in outcome.notes):
        return "i" * outcome.ignored + "d" * outcome.duplicates + "r" * outcome.rejected
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for sheet, row, fate, _ in batch_rows(ledger, outcome):
        found[sheet][row] = LETTERS[fate]
    assert sum(map(len, found.values())) == outcome.rows - outcome.ignored
    if sheets is None:
        assert len(found) <= 1
        rows = next(iter(found.values()), {})
        return "".join(rows.get(number, "i") for number in range(1, outcome.rows + 1))
    return {name: "".join(found[name].get(n, "i") for n in range(1, len(all_) + 1)) for name, all_ in sheets.items()}


Kept = tuple[str, int, str, dict[str, object]]


def batch_rows(ledger: Path, outcome: FileOutcome) -> list[Kept]:
    """Sheet, row, fate and fields of every row of a batch, as the ledger file has them."""
    rows: list[Kept] = []
    with closing(sqlite3.connect(ledger)) as connection:
        connection.row_factory = sqlite3.Row
        for table in TABLES:
            query = f"SELECT s.name AS sheet_name, t.* FROM {table} t JOIN sheet s ON s.id = t.sheet_id"
            for row in connection.execute(f"{query} WHERE s.batch_id = ? ORDER BY t.id", (outcome.batch,)):
                fields = dict(row)
                if table == "evaluation":
                    fields |= who_of(connection, fields)
                if table == "summary":
                    fields |= counts_of(connection, fields)
                rows.append((fields["sheet_name"], fields["row"], fields.get("fate", "accepted"), fields))
    return sorted(rows, key=lambda one: one[1])


def who_of(connection: sqlite3.Connection, fields: Mapping[str, object]) -> dict[str, object]:
    """What an accepted evaluation says of whose it is, and when it was, as a row kept aside says it."""
    who = connection.execute("SELECT unit, badge, name FROM who WHERE id = ?", (fields["who_id"],)).fetchone()
    device = connection.execute(
        "SELECT window, evaluator FROM device WHERE id = ?", (fields["device_id"],)
    ).fetchone()
    time = str(fields["time"])
    moment = f"{time[:4]}-{time[4:6]}-{time[6:8]} {time[8:10]}:{time[10:12]}:{time[12:]}"
    return {"unit": who[0], "badge": who[1], "officer": who[2], "time": moment, **(dict(device) if device else {})}


def counts_of(connection: sqlite3.Connection, fields: Mapping[str, object]) -> dict[str, object]:
    query = "SELECT 'count:' || rating, count FROM summary_count WHERE summary_id = ?"
    return {row[0]: row[1] for row in connection.execute(query, (fields["id"],))}


def first_row(ledger: Path, outcome: FileOutcome) -> dict[str, object]:
    rows = batch_rows(ledger, outcome)
    accepted = [fields for _, _, fate, fields in rows if fate == "accepted"]
    return accepted[0] if accepted else rows[0][3]
