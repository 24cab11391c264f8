"""The made-up county's year as it comes in life: files missing, late, doubled, renamed, a heading that nobody knows.

What stands in the end is what stands where everything came in time.
"""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from tests.command import Zlts
from tests.demo.year_files import write_year

MONTHS = [f"2013-{number:02d}" for number in range(1, 13)]
LATE = {"2013-04": "石桥派出所.xls", "2013-07": "青峰派出所.csv", "2013-11": "治安大队.xlsx"}
"""By month the file that comes a month later."""
DOUBLED = {"2013-05": "柳林派出所.xls", "2013-08": "交管大队.csv"}
"""By month the file that comes a second time under another name."""
ODD = {"2013-06": "出入境大队.csv"}
"""By month the file whose heading of ratings is a word that nobody knows."""


def missing(printed: str, unit: str) -> bool:
    """Whether a line says that a unit's data have not come."""
    return any("尚未报送" in line and unit in line for line in printed.splitlines())


def standing(zlts: Zlts) -> Counter[tuple[object, ...]]:
    keys = ("month", "person", "unit", "role", "kind", "points", "rule")
    return Counter(tuple(one[key] for key in keys) for one in zlts.json("ledger", "2013")["entries"])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("年") / "files"
    write_year(folder)
    return folder


@pytest.fixture(scope="module")
def in_time(year: Path) -> Zlts:
    """Everything imported at once, and one pass."""
    zlts = Zlts(year.parent / "zlts.db")
    zlts.ok("init", "--roster", year / "00-花名册.xlsx")
    zlts.run("import", year)
    zlts.run("assess", "2013-12")
    return zlts


@pytest.fixture(scope="module")
def in_life(year: Path, tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    """The same month by month, with what goes wrong in life."""
    folder = tmp_path_factory.mktemp("月月")
    zlts = Zlts(folder / "zlts.db")
    zlts.ok("init", "--roster", year / "00-花名册.xlsx")
    registers = [one for one in sorted(year.iterdir()) if one.is_file() and not one.name.startswith("00")]
    assert zlts.run("import", *registers[3:]).returncode in (0, 3)
    before = ""
    for month in MONTHS:
        _month(zlts, year, folder / month, month, before)
        before = month
        if month == "2013-06":
            zlts.run("import", registers[0])
        if month >= "2013-03":
            assert zlts.run("assess", month).returncode in (0, 3)
    for register in registers[1:3]:
        zlts.run("import", register)
    zlts.run("assess", "2013-12")
    return zlts


def _month(zlts: Zlts, year: Path, folder: Path, month: str, before: str) -> None:
    """Import the folder of a month, with its mishap; see that it is told."""
    shutil.copytree(year / month, folder)
    late = LATE.get(month)
    if late:
        (folder / late).unlink()
    if before in LATE:
        shutil.copy(year / before / LATE[before], folder / f"补报{LATE[before]}")
    if month in DOUBLED:
        shutil.copy(folder / DOUBLED[month], folder / f"副本 {DOUBLED[month]}")
    if month in ODD:
        odd = folder / ODD[month]
        odd.write_bytes(odd.read_bytes().replace("评价结果".encode(), "打分甲".encode()))
    done = zlts.json("import", folder, codes=(0, 3))
    files = {Path(one["path"]).name: one for one in done["files"]}
    if late:
        unit = late.partition(".")[0]
        assert missing(zlts.run("report", "monthly", month).stdout, unit)
        assert missing(zlts.run("assess", month, "--dry-run").stdout, unit)
    if month in DOUBLED:
        pair = [files[DOUBLED[month]], files[f"副本 {DOUBLED[month]}"]]
        assert sorted(one["accepted"] > 0 for one in pair) == [False, True]
    if month in ODD:
        refused = files[ODD[month]]
        assert refused["batch"] is None
        assert "--map 评价结果=" in refused["error"]
        assert zlts.run("import", folder / ODD[month], "--map", "评价结果=打分甲").returncode in (0, 3)


def test_what_stands_is_what_stands_where_all_came_in_time(in_time: Zlts, in_life: Zlts) -> None:
    assert standing(in_life) == standing(in_time)


def test_the_awards_are_the_same(in_time: Zlts, in_life: Zlts) -> None:
    wanted, found = (zlts.json("awards", "2013", codes=(0, 3)) for zlts in (in_time, in_life))
    assert found["ranking"] == wanted["ranking"]
    assert found["ineligible"] == wanted["ineligible"]


def test_a_second_pass_posts_nothing_and_the_ledger_is_whole(in_life: Zlts) -> None:
    again = in_life.json("assess", "2013-12", codes=(0, 3))
    assert (again["posted"], again["reversed"]) == ([], [])
    in_life.ok("verify")
