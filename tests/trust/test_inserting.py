"""Evaluations go in some thousands at a time: what is stored, and its seal, are as if each had gone in by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zlts.store import evaluations, tables
from zlts.store.digests import EvaluationDigest
from zlts.store.evaluations import Evaluation
from zlts.store.session import Session

texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=8)
rows = st.lists(
    st.builds(
        Evaluation,
        time=st.integers(20100101000000, 99991231235959),
        who=st.integers(1, 10**9),
        rating=texts,
        nth=st.integers(0, 10**6),
        device=st.none() | st.integers(1, 10**9),
        serial=st.none() | texts,
        sheet=st.integers(1, 10**9),
        row=st.integers(1, 99_999_999),
    ),
    max_size=30,
    unique_by=lambda row: row[:4],
)
STORED = "SELECT time, who_id, rating, nth, device_id, serial, sheet_id, row FROM evaluation ORDER BY id"


@contextmanager
def session() -> Iterator[Session]:
    """A session on an empty ledger in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)) as connection:
        made = Session(connection)
        for statement in tables.create_statements("who", "device", "kept_file", "batch", "sheet", "evaluation"):
            made.execute(statement)
        made.execute("BEGIN")
        yield made
        made.end()


@settings(max_examples=60, deadline=None)
@given(rows, st.integers(1, 8), st.integers(1, 9))
def test_what_is_stored_is_what_was_added(said: list[Evaluation], size: int, many: int) -> None:
    with session() as ledger, pytest.MonkeyPatch.context() as patch:
        patch.setattr(evaluations, "MANY", many)
        insertion = evaluations.Insertion(ledger)
        for start in range(0, len(said), size):
            insertion.add(said[start : start + size])
            if start % 2:
                insertion.flush()
        digest, plain = insertion.digest, EvaluationDigest()
        stored = ledger.execute(STORED).fetchall()
        if stored:
            plain.add(stored)
    assert stored == said
    assert digest == plain.text


COUNT = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) INSERT INTO who"
SLOW = COUNT + " (unit, badge, name, window, evaluator) SELECT i, '', '', '', '' FROM n"


def test_what_runs_at_the_side_is_over_before_anything_else() -> None:
    with session() as ledger:
        ledger.begin(SLOW.format(200_000))
        assert ledger.scalar("SELECT COUNT(*) FROM who") == 200_000
        ledger.begin(SLOW.format(1).replace("SELECT i,", "SELECT 'x',"))
        ledger.begin(SLOW.format(1).replace("SELECT i,", "SELECT 'y',"))
        assert ledger.scalar("SELECT COUNT(*) FROM who") == 200_002


def test_what_fails_at_the_side_is_told_with_what_comes_next() -> None:
    with session() as ledger:
        ledger.begin("INSERT INTO who (id) VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError):
            ledger.execute("COMMIT")
        assert ledger.scalar("SELECT COUNT(*) FROM who") == 0


def test_what_is_given_up_does_not_go_on_at_the_side() -> None:
    with session() as ledger:
        ledger.begin("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT MAX(i) FROM n")
        ledger.end()  # it would never be over
        assert ledger.scalar("SELECT COUNT(*) FROM who") == 0


def test_what_was_worked_out_of_what_is_taken_back_is_forgotten() -> None:
    """Taking back counts as no change with SQLite."""
    with session() as ledger:

        def devices() -> int:
            return ledger.once("devices", lambda: int(ledger.scalar("SELECT COUNT(*) FROM device")))

        def add() -> None:
            ledger.insert("device", {"window": "1号窗口", "evaluator": ""})

        def add_in_vain() -> None:
            with ledger.nested():
                add()
                raise ZeroDivisionError(devices())

        with ledger.nested(keep=False):
            add()
            assert devices() == 1
        assert devices() == 0
        with pytest.raises(ZeroDivisionError, match="1"):
            add_in_vain()
        assert devices() == 0
