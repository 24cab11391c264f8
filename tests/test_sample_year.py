"""The sample county's year, as a subprocess: at once and month by month, against what must come out.

Runs wherever the shared samples lie beside the project; the project's own year is in `tests/demo`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts

SAMPLE = Path(__file__).resolve().parents[2] / "shared" / "samples" / "year-2013"
FILES, BAD = SAMPLE / "files", SAMPLE / "files-bad"
MONTHS = [f"2013-{number:02d}" for number in range(3, 13)]


def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((SAMPLE / "expected.json").read_text(encoding="utf-8"))
    return found


def check_year(zlts: Zlts) -> None:
    wanted = expected()
    entries = zlts.json("ledger", "2013")["entries"]
    keys = ("month", "person", "unit", "role", "kind", "points", "rule")
    assert Counter(tuple(e[k] for k in keys) for e in entries) == Counter(
        tuple(e[k] for k in keys) for e in wanted["ledger"]
    )
    assert all(entry["evidence"] and entry["clause"] and entry["reason"] for entry in entries)
    check_awards(zlts, wanted["awards"])
    for quarter, units in wanted["quarters"].items():
        report = zlts.json("report", "quarterly", quarter)
        assert [pick(one, units[0]) for one in report["units"]] == units


def check_awards(zlts: Zlts, wanted: dict[str, Any]) -> None:
    awards = zlts.json("awards", "2013", codes=(0, 3))
    assert [pick(one, wanted["ranking"][0]) for one in awards["ranking"]] == wanted["ranking"]
    assert sorted(one["officer"] for one in awards["ineligible"]) == sorted(wanted["ineligible"])
    assert [one["officer"] for one in awards["unranked"]] == wanted["unranked"]


def pick(line: dict[str, Any], like: dict[str, Any]) -> dict[str, Any]:
    return {key: line[key] for key in like}


def check_rates(assessed: list[dict[str, Any]]) -> None:
    keys = ("officer", "month", "counted", "satisfied", "unrated")
    found = {tuple(rate[k] for k in keys) for one in assessed for rate in one["rates"]}
    wanted = {tuple(rate[k] for k in keys) for rate in expected()["rates"]}
    pressed = {rate for rate in found if any(rate[2:])}
    assert pressed == {rate for rate in wanted if any(rate[2:])}
    assert wanted <= found


def test_the_year_at_once(zlts: Zlts) -> None:
    zlts.ok("init", "--roster", FILES / "00-花名册.xlsx")
    imported = zlts.json("import", FILES)
    for one in imported["files"]:
        assert one["accepted"] + one["duplicates"] + one["rejected"] + one["ignored"] == one["rows"]
    first = zlts.json("assess", "2013-12")
    assert first["posted"]
    check_year(zlts)
    again = zlts.json("assess", "2013-12")
    assert again["posted"] == again["reversed"] == []
    check_rates([zlts.json("assess", month) for month in MONTHS])
    again = zlts.json("import", FILES)
    assert all(one["accepted"] == one["rejected"] == 0 for one in again["files"])


def test_month_by_month(zlts: Zlts) -> None:
    zlts.ok("init", "--roster", FILES / "00-花名册.xlsx")
    registers = sorted(path for path in FILES.iterdir() if path.is_file())
    for month in ("2013-01", "2013-02", *MONTHS):
        zlts.ok("import", FILES / month)
        if month == "2013-06":
            zlts.ok("import", registers[1])
        if month in MONTHS:
            zlts.json("assess", month, codes=(0, 3))
    zlts.json("import", *registers[2:])
    assert zlts.json("assess", "2013-12", codes=(0, 3))["reversed"] is not None
    check_year(zlts)


@pytest.mark.parametrize("name", sorted(path.name for path in BAD.glob("*")))
def test_bad_rows(zlts: Zlts, name: str) -> None:
    wanted = json.loads((SAMPLE / "expected-bad.json").read_text(encoding="utf-8"))[name]
    zlts.ok("init", "--roster", FILES / "00-花名册.xlsx")
    (one,) = zlts.json("import", BAD / name, codes=(3,))["files"]
    assert one["accepted"] == wanted["accepted"]
    assert sorted({problem["row"] for problem in one["problems"]}) == wanted["rejected_rows"]
    assert one["rejected"] == len(wanted["rejected_rows"])
