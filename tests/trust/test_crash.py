"""Power cuts: the process is killed at random moments; all or nothing stands, and it can be done again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.trust.county import County, state, take, whole
from tests.trust.crash import Story, kill, torment

KILLS = 3
"""For each story; the full run (`tests/trust/full.py`) kills hundreds of times."""
STORIES = ("init", "import a file", "import a folder", "assess", "undo", "backup", "restore", "purge", "migrate")


@pytest.mark.parametrize("place", range(len(STORIES)), ids=STORIES)
def test_killed_at_any_moment(works: list[Story], tmp_path: Path, place: int) -> None:
    story = works[place]
    assert story.name == STORIES[place]
    assert torment(story, tmp_path, KILLS, seed=place).kills == KILLS


def test_half_a_transaction_in_the_file_is_taken_back(county: County, works: list[Story], tmp_path: Path) -> None:
    """The hardest moment: pages are in the file, the rollback journal beside it is hot."""
    story = works[1]
    for n in range(200):
        path = tmp_path / "zlts.db"
        shutil.copy(county.ledger, path)
        killed = kill(story.act, path, 0.02 + 0.01 * (n % 40), tiny=True)
        hot = path.with_name("zlts.db-journal")
        if killed and hot.exists() and path.read_bytes() != county.ledger.read_bytes():
            break
        hot.unlink(missing_ok=True)
    else:
        pytest.fail("no kill came at the right moment")
    assert whole(path).length == whole(county.ledger).length
    assert state(path) == state(county.ledger)
    take(path, [next((county.files / "2013-07").glob("*.csv"))])
    whole(path)
