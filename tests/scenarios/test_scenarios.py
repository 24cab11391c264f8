"""Plays every scenario of the pages beside this file (`play.py` says how they are written)."""

from __future__ import annotations

import pytest

from tests.command import founded_within
from tests.scenarios.play import COUNTY, Scenario, play, scenarios

ALL = list(scenarios())


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded_within(tmp_path_factory.mktemp("county"), COUNTY).ledger.read_bytes()


@pytest.mark.parametrize("scenario", ALL, ids=[f"{one.page}: {one.title}" for one in ALL])
def test_what_must_stand(
    scenario: Scenario, county: bytes, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path_factory.mktemp("played")  # a folder named after the test could be read as a month
    monkeypatch.chdir(folder)
    ledger = folder / "zlts.db"
    ledger.write_bytes(county)
    play(scenario, ledger)


def test_each_scenario_says_what_and_why_once() -> None:
    titles = [one.title for one in ALL]
    assert len(set(titles)) == len(titles) >= 60
    for one in ALL:
        assert one.clause
        assert one.why
        text = "\n".join(block.text for block in one.blocks)
        asserted = any(block.kind == "stands" for block in one.blocks)
        assert asserted or any(mark in text for mark in ("\n+ ", "\n  + ", "? ", "exit ", "  - ")), one.title
