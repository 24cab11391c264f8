"""A county's ledger, made once, and copies of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.trust.county import County, make_county
from tests.trust.crash import Story, stories
from tests.trust.desk import make_desk


@pytest.fixture(scope="session")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture(scope="session")
def works(county: County, tmp_path_factory: pytest.TempPathFactory) -> list[Story]:
    """All that can be killed at its work."""
    return stories(county, tmp_path_factory.mktemp("works"))


@pytest.fixture
def ledger(county: County, tmp_path: Path) -> Path:
    """A ledger of its own, with May and June in it."""
    return Path(shutil.copy(county.ledger, tmp_path / "zlts.db"))


@pytest.fixture
def clerk(ledger: Path) -> Zlts:
    """The program on that ledger, run as its user runs it."""
    return Zlts(ledger)


@pytest.fixture(scope="session")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ledger in which nearly every table has rows; to be copied, never written."""
    return make_desk(tmp_path_factory.mktemp("desk"))
