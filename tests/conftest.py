"""Fixtures shared by the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts
from tests.warm import keep_commands

keep_commands()

_SAMPLES = Path(__file__).resolve().parents[2] / "shared" / "samples"
collect_ignore = [] if _SAMPLES.is_dir() else ["test_sample_year.py"]
"""The made-up county's sample year lies beside the project, where it lies at all; our own year is in `tests/demo`."""


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    """The program with a ledger of its own, not yet made."""
    return Zlts(tmp_path / "zlts.db")
