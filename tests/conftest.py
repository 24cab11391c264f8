"""Fixtures shared by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    """The program with a ledger of its own, not yet made."""
    return Zlts(tmp_path / "zlts.db")
