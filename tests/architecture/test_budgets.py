"""The rooms keep to their line budgets, and a budget is not left standing above a room that shrank."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.architecture import budgets

NOW, KNOWN = budgets.lines(), budgets.budgets()
_SLACK = 60
"""Lines a room may lie below its budget before that has to fall."""


def test_every_room_has_a_budget_and_nothing_else_has() -> None:
    """If not: `python -m tests.architecture.make`."""
    assert sorted(KNOWN) == sorted(NOW)


@pytest.mark.parametrize("room", sorted(NOW))
def test_a_room_keeps_to_its_budget(room: str) -> None:
    """Too many: say less, or say in DECISIONS.md why it grows. Far too few: `python -m tests.architecture.make`."""
    assert KNOWN[room] - _SLACK <= NOW[room] <= KNOWN[room]


def test_a_budget_only_falls() -> None:
    assert budgets.lowered({"a": 10, "b": 10, "gone": 5}, {"a": 12, "b": 8, "new": 3}) == {"a": 10, "b": 8, "new": 3}


def test_a_rooms_lines_are_those_of_all_its_modules(tmp_path: Path) -> None:
    (tmp_path / "room" / "inner").mkdir(parents=True)
    (tmp_path / "room" / "one.py").write_text("a = 1\n\n", encoding="utf-8")
    (tmp_path / "room" / "inner" / "two.py").write_text("b = 2\n", encoding="utf-8")
    (tmp_path / "alone.py").write_text("c = 3", encoding="utf-8")
    assert budgets.lines(tmp_path) == {"alone": 1, "room": 3}
