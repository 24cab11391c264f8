"""The bench without its clock: the rows it makes, the results it keeps, and the page it draws of them."""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby, pairwise
from pathlib import Path

from bench.data import County, write_csv
from bench.measure import Run, Series
from bench.results import AT_LEAST, AT_MOST, Point, Results, Section, compared, took
from bench.table import markdown
from bench.workshop import CHECKOUT, ROSTER

ROWS = 5000


def test_a_year_has_as_many_rows_as_asked_for_and_is_the_same_every_time(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        write_csv(County(ROSTER, ROWS).year(), tmp_path / name, "gb18030")
    one, two = ((tmp_path / name).read_bytes() for name in ("one.csv", "two.csv"))
    assert one == two
    assert one.count(b"\r\n") == ROWS + 1


def test_a_units_presses_come_in_the_order_of_time() -> None:
    presses = [one for one in County(ROSTER, ROWS).year() if not one.time.startswith("2000")]
    units = [list(own) for _, own in groupby(presses, key=lambda one: one.words[0])]
    assert len(units) == 13
    assert all(a.time <= b.time for own in units for a, b in pairwise(own))


def test_cut_into_months_the_year_is_the_same() -> None:
    county = County(ROSTER, ROWS)
    months = [press for month in range(1, 13) for press in county.month(month)]
    key = lambda one: (one.words, one.time, one.rating)  # noqa: E731
    assert sorted(months, key=key) == sorted(county.year(), key=key)


def results() -> Results:
    ours = Series("zlts", (Run(2.0, 2.0, 2**20), Run(4.0, 3.0, 2**20)))
    theirs = Series("the others", (Run(1.0, 1.0, 2**20), Run(1.0, 1.0, 2**20)))
    gone = Series("a peer", (), "this machine has none")
    lines = (
        compared("as fast", ours, theirs, (AT_MOST, 3.0)),
        compared("much slower", ours, theirs, (AT_MOST, 2.0)),
        compared("much faster", theirs, ours, (AT_LEAST, 3.0)),
        compared("beside nothing", ours, gone, (AT_MOST, 2.0)),
    )
    made = took(ours)
    assert made
    section = Section(
        "import", "Import", lines, ("A remark.",), (Point("import", 10, made), Point("import", 100, made))
    )
    return Results("2013-12-31", "abc", False, 1.5, {"cores": "2"}, {"Python": "3"}, (section,))


def test_verdicts_follow_the_median_of_the_ratios_and_nothing_is_left_out() -> None:
    assert [line.verdict for line in results().sections[0].lines] == ["met", "NOT MET", "met", "not available"]
    page = markdown(results())
    assert "2 of 4 bounds are met" in page
    assert "not available: Import, beside nothing: a peer: this machine has none" in page


def test_results_come_back_from_their_file(tmp_path: Path) -> None:
    results().write(tmp_path / "results.json")
    assert Results.read(tmp_path / "results.json") == results()


def test_the_command_says_what_it_takes() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--help"], capture_output=True, text=True, check=True, cwd=CHECKOUT
    )
    assert "--quick" in done.stdout
