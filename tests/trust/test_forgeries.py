"""Forgeries of every kind over all tables and columns: what is promised of their kind holds (some each time)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.trust import forgeries
from tests.trust.county import NOW, ask, calm, check, inside, opened, whole
from tests.trust.forgeries import ADDED, CHAIN, GONE, PROMISES, SCHEMA, TYPED, VALUE, Forgery
from tests.trust.innocents import ACTS
from tests.trust.schemas.make import HERE, load
from zlts.errors import LedgerRefused
from zlts.services.safekeeping import restore

SEEN_STEP, WRITTEN_STEP = 29, 131
"""One of so many forgeries is tried in the everyday run; `python -m tests.trust.full` tries them all."""


@pytest.fixture(scope="module")
def desk(clean: Path) -> Path:
    return clean


def test_the_list_is_long_and_follows_the_schema(desk: Path) -> None:
    found = forgeries.all_of(desk)
    counts = {kind: sum(one.kind == kind for one in found) for kind in PROMISES}
    assert counts[VALUE] > 153
    assert min(counts.values()) >= 15
    tables = {str(name) for (name,) in ask(desk, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    forged = {one.name.split(":")[0].split(".")[0] for one in found if one.kind in (VALUE, GONE, ADDED, TYPED, CHAIN)}
    assert tables <= forged
    empty = {name for name in tables if ask(desk, f'SELECT COUNT(*) FROM "{name}"') == [(0,)]}
    assert empty <= {"award"}


def some(every: list[Forgery], step: int) -> list[Forgery]:
    """One of so many of each kind."""
    return [one for kind in PROMISES for one in [its for its in every if its.kind == kind][::step]]


def test_forgeries_are_seen(desk: Path, tmp_path: Path) -> None:
    tried = some(forgeries.all_of(desk), SEEN_STEP)
    assert {one.kind for one in tried} == set(PROMISES)
    for one in tried:
        forgeries.holds(one, desk, tmp_path / "forged.db")


def test_forgeries_are_not_sealed_by_what_is_written_next(desk: Path, tmp_path: Path) -> None:
    tried = some([one for one in forgeries.all_of(desk) if one.kind != SCHEMA], WRITTEN_STEP)
    assert {one.kind for one in tried} == set(PROMISES) - {SCHEMA}
    for one in tried:
        forgeries.is_not_laundered(one, desk, tmp_path / "forged.db")


def test_without_a_forgery_all_of_that_is_written(desk: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(desk, tmp_path / "zlts.db"))
    for act in ACTS.values():
        length = whole(path).length
        act(path)
        assert whole(path).length > length


# ---------------------------------------------------------------- the schema, in words


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("one officer's complaints to come", "触发器“planted”不是本程序建立的"),
        ("a guard gone: entry_no_update", "触发器“entry_no_update”不见了"),
        ("a guard idle: journal_no_delete", "触发器“journal_no_delete”被改动过"),
        ("a view replaced: 台账", "视图“台账”被改动过"),
        ("evaluation made a view", "视图“evaluation”被改动过"),
        ("a column more: complaint", "表“complaint”被改动过"),
        ("no REFERENCES: entry", "表“entry”被改动过"),
        ("a default", "表“batch”被改动过"),
        ("an index on an expression", "索引“forged”不是本程序建立的"),
        ("a virtual table", "表“forged”不是本程序建立的"),
        ("a column that is worked out", "表“award”被改动过"),
    ],
)
def test_a_foreign_schema_is_named(desk: Path, tmp_path: Path, name: str, told: str) -> None:
    path = tmp_path / "forged.db"
    (one,) = (one for one in forgeries.all_of(desk) if one.name == name)
    forgeries.forge(one, desk, path)
    assert told in check(path).faults
    before = path.read_bytes()
    with pytest.raises(LedgerRefused, match="被别的程序改过结构，没有打开") as refusal, opened(path):
        pass
    assert told in str(refusal.value)
    assert "zlts restore" in str(refusal.value)
    assert path.read_bytes() == before


def test_a_long_list_is_cut_and_a_name_with_signs_is_harmless(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "forged.db"
    names = [f"\x1b[31m{'长' * 60}{number}" for number in range(5)]
    forgeries.forge(Forgery(SCHEMA, "", tuple(f'CREATE VIEW "{name}" AS SELECT 1' for name in names)), desk, path)
    with pytest.raises(LedgerRefused, match="共 5 处") as refusal, opened(path):
        pass
    assert "\x1b" not in str(refusal.value)
    assert len(str(refusal.value)) < 400


def test_statistics_of_sqlite_are_no_fault(desk: Path, tmp_path: Path) -> None:
    path = tmp_path / "analysed.db"
    forgeries.forge(Forgery(SCHEMA, "", ("ANALYZE",)), desk, path)
    whole(path)
    with opened(path):
        pass


REPLACED = (
    "one officer's complaints to come",
    "a view replaced: 台账",
    "evaluation made a view",
    "a virtual table",
    "no REFERENCES: entry",
    "a guard gone: entry_no_update",
)


@pytest.mark.parametrize("name", REPLACED)
def test_a_backup_takes_the_place_of_a_foreign_schema(desk: Path, tmp_path: Path, name: str) -> None:
    path = tmp_path / "forged.db"
    (one,) = (one for one in forgeries.all_of(desk) if one.name == name)
    forgeries.forge(one, desk, path)
    with pytest.raises(LedgerRefused, match="核验不通过"):
        restore(path, Path(shutil.copy(desk, tmp_path / "other.db")), NOW)
    assert restore(desk, path, NOW) is not None
    whole(path)
    with opened(path):
        pass


@pytest.mark.parametrize("number", [0, -1, 4])
def test_a_version_that_none_has(desk: Path, tmp_path: Path, number: int) -> None:
    path = tmp_path / "forged.db"
    forgeries.forge(Forgery(SCHEMA, "", (f"PRAGMA user_version = {number}",)), desk, path)
    for words in (("verify",), ("status",), ("import", "x.csv")):
        told = calm(inside(path, *words))
        assert f"台账版本写着 {number}" in told
        assert "zlts restore" in told
    assert restore(desk, path, NOW) is not None
    whole(path)


def test_an_older_ledger_with_a_foreign_trigger_is_not_brought_further(tmp_path: Path) -> None:
    """It would act in the migration, and be sealed by it."""
    text = (HERE / "v1.sql").read_text(encoding="utf-8")
    for planted, told in (
        ("CREATE TRIGGER forged AFTER INSERT ON journal BEGIN DELETE FROM quarantine; END;", "触发器“forged”"),
        ("CREATE VIEW forged AS SELECT 1;", "视图“forged”"),
        ("ALTER TABLE award ADD COLUMN forged TEXT;", "表“award”"),
        ("DROP TRIGGER entry_no_delete;", "触发器“entry_no_delete”不见了"),
    ):
        path = load(f"{text}\n{planted}", tmp_path / "zlts.db")
        assert told in calm(inside(path, "verify"))
        assert ask(path, "PRAGMA user_version") == [(1,)]
        path.unlink()
        shutil.rmtree(tmp_path / "zlts.db.备份", ignore_errors=True)
