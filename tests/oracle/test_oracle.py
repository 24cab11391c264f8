"""The program against a second, plain writing of the same rules, over made-up county years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.command import Zlts
from tests.oracle import files, reference
from tests.oracle.years import County, Sheet, county, shuffled

SEEDS = (25, 28, 30)
DONE = (0, 3)  # done; done, and something needs a person


def _take_in(zlts: Zlts, folder: Path, sheets: Sequence[Sheet]) -> None:
    """Import the files in this order: no row is refused."""
    if not sheets:
        return
    found = zlts.json("import", *(folder / sheet.path for sheet in sheets), codes=DONE)["files"]
    problems = [(file["path"], file.get("error"), file["problems"][:3]) for file in found if _refused(file)]
    assert problems == []


def _refused(file: dict[str, Any]) -> bool:
    return bool(file["rejected"] or file.get("error"))


def _started(zlts: Zlts, folder: Path, made: County) -> None:
    files.write(made, folder)
    done = zlts.run("init", "--roster", folder / made.roster.path)
    assert done.returncode in DONE, done.stderr


def _assess(zlts: Zlts, month: str) -> dict[str, Any]:
    return zlts.json("assess", month, codes=DONE)


def _active(zlts: Zlts, years: Iterable[int]) -> Counter[tuple[Any, ...]]:
    keys = ("month", "person", "badge", "unit", "role", "kind", "points", "rule")
    entries = [entry for year in years for entry in zlts.json("ledger", year, codes=DONE)["entries"]]
    return Counter(tuple(entry[key] or "" for key in keys) for entry in entries)


def _due(made: County, fallen: list[reference.Entry] | None = None) -> list[reference.Entry]:
    """The entries of the years that are assessed."""
    return [entry for entry in reference.ledger(made.facts, fallen) if int(entry.month[:4]) in made.years]


def _fallen(zlts: Zlts, years: Iterable[int]) -> list[reference.Entry]:
    """The rules' entries that passes posted and later ones took back."""
    every = [entry for year in years for entry in zlts.json("ledger", year, "--all", codes=DONE)["entries"]]
    gone = [e for e in every if "reversed_by" in e and e["rule"] in ("rate", "complaint", "escalation")]
    return [
        reference.Entry(
            e["month"], date.fromisoformat(e["day"]), 0, reference.Who(e["person"], e["badge"]), e["unit"], e["role"],
            e["kind"], e["points"], e["rule"],
        )
        for e in gone
    ]  # fmt: skip


def _expected(entries: Iterable[reference.Entry]) -> Counter[tuple[Any, ...]]:
    return Counter((e.month, *(e.who or ("", "")), e.unit, e.role, e.kind, e.points or "", e.rule) for e in entries)


def _differences(expected: Counter[tuple[Any, ...]], found: Counter[tuple[Any, ...]]) -> dict[str, Any]:
    sides = {"missing": expected - found, "unexpected": found - expected}
    return {side: sorted(rows.elements()) for side, rows in sides.items() if rows}


def _check_quarters(zlts: Zlts, made: County, entries: list[reference.Entry]) -> None:
    for period in dict.fromkeys(f"{month[:4]}Q{(int(month[5:]) + 2) // 3}" for month in made.months):
        rows = zlts.json("report", "quarterly", period, codes=DONE)["units"]
        found = {_unit_row(row) for row in rows}
        expected = set(reference.quarter(made.facts, entries, period))
        assert (period, sorted(expected - found), sorted(found - expected)) == (period, [], [])


def _unit_row(row: dict[str, Any]) -> reference.UnitRow:
    return reference.UnitRow(
        row["rank"],
        row["unit"],
        row["score"],
        row["sustained_complaints"],
        row["counted"],
        row["satisfied"],
        (row["measures"]["打招呼"], row["measures"]["谈话"], row["measures"]["告诫"]),
    )


def _check_awards(zlts: Zlts, made: County, entries: list[reference.Entry]) -> None:
    for year in made.years:
        found, expected = zlts.json("awards", year, codes=DONE), reference.awards(made.facts, entries, year)
        keys = ("rank", "officer", "badge", "unit", "score", "counted", "satisfied")
        ranking = Counter(tuple(row[key] for key in keys) for row in found["ranking"])
        due = Counter((row.rank, *row.who, *row[2:]) for row in expected.ranking)
        assert _differences(due, ranking) == {}
        assert sorted(row["badge"] for row in found["ineligible"]) == sorted(w.badge for w in expected.ineligible)
        assert sorted(row["officer"] for row in found["unranked"]) == sorted(w.name for w in expected.unranked)
        assert all(row["shortlisted"] == (row["rank"] <= 3) for row in found["ranking"])


def _check_rates(zlts: Zlts, made: County) -> None:
    due = reference.monthly(made.facts)
    for month in made.months[1::6]:
        rates = zlts.json("assess", month, "--dry-run", codes=DONE)["rates"]
        found = {
            (row["officer"], row["badge"]): (row["counted"], row["satisfied"], row["unrated"])
            for row in rates
            if row["counted"] or row["unrated"]
        }
        assert found == {tuple(who): tuple(tally) for (who, m), tally in due.items() if m == month and any(tally)}
        assert len(rates) == len({(row["officer"], row["badge"]) for row in rates})


@pytest.mark.parametrize("seed", SEEDS)
def test_a_made_up_year_comes_out_as_the_reference_says(zlts: Zlts, tmp_path: Path, seed: int) -> None:
    made = county(seed)
    entries = _due(made)
    _started(zlts, tmp_path / "files", made)
    _take_in(zlts, tmp_path / "files", made.sheets)
    for year in made.years:
        _assess(zlts, f"{year}-12")
    assert _differences(_expected(entries), _active(zlts, made.years)) == {}
    _check_quarters(zlts, made, entries)
    _check_awards(zlts, made, entries)
    _check_rates(zlts, made)


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_the_order_of_imports_does_not_matter(zlts: Zlts, tmp_path: Path, seed: int) -> None:
    made = county(seed)
    _started(zlts, tmp_path / "files", made)
    for sheet in _runs(shuffled(made.sheets, Random(seed))):  # noqa: S311 - an order of files, nothing to guess
        _take_in(zlts, tmp_path / "files", sheet)
    for year in made.years:
        _assess(zlts, f"{year}-12")
    assert _differences(_expected(_due(made)), _active(zlts, made.years)) == {}
    for year in made.years:
        again = _assess(zlts, f"{year}-12")
        assert (again["posted"], again["reversed"]) == ([], [])


def _runs(sheets: list[Sheet]) -> list[list[Sheet]]:
    """The files in a few imports, each of several."""
    return [sheets[start : start + 40] for start in range(0, len(sheets), 40)]


@pytest.mark.parametrize("seed", SEEDS[:1])
def test_passes_through_the_year_end_where_one_pass_does(zlts: Zlts, tmp_path: Path, seed: int) -> None:
    made = county(seed)
    _started(zlts, tmp_path / "files", made)
    before = ""
    for month in made.months[1::2]:
        _take_in(zlts, tmp_path / "files", [s for s in made.sheets if before < s.month <= month])
        _assess(zlts, month)
        before = month
    expected = _due(made, _fallen(zlts, made.years))
    assert _differences(_expected(expected), _active(zlts, made.years)) == {}
    assert all(file["accepted"] == 0 for file in _again(zlts, tmp_path / "files", made.sheets))
    assert _assess(zlts, made.months[-1])["posted"] == []


def _again(zlts: Zlts, folder: Path, sheets: Sequence[Sheet]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = zlts.json("import", *(folder / s.path for s in sheets), codes=DONE)["files"]
    return found
