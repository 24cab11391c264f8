"""The notice's roster names real people: they stand in `data/`, and nothing made up is put beside them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from zlts.resources import data_file

TOP = Path(__file__).resolve().parents[1]
WRITTEN = sorted(
    path
    for folder in ("zlts", "tests", "docs")
    for path in (TOP / folder).rglob("*")
    if path.suffix in {".py", ".md", ".csv", ".toml", ".sql"} and (TOP / "zlts" / "data") not in path.parents
)


def real_people() -> set[str]:
    with data_file("roster-notice.csv").open(encoding="utf-8-sig", newline="") as lines:
        return {row["姓名"].replace(" ", "") for row in csv.DictReader(lines)}


def test_there_are_people_and_files_to_look_for() -> None:
    assert len(real_people()) > 30
    assert len(WRITTEN) > 100


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.relative_to(TOP).as_posix())
def test_no_real_person_outside_the_roster(path: Path) -> None:
    data = path.read_bytes()
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        text = data.decode(encoding, errors="replace").replace(" ", "").replace("\u3000", "")
        assert not [name for name in real_people() if name in text], encoding
