"""`zlts rules`: the readings for the leaders to sign, and what each other would have meant (readings: Policies)."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.command import Within
from tests.foretold import simulated
from tests.settings_year import found_year
from tests.test_settings import a_copy, policy_file


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return found_year(tmp_path_factory.mktemp("year"))


def test_the_page_has_every_reading_with_its_alternatives_and_a_place_to_sign(year: Within, tmp_path: Path) -> None:
    found = year.json("rules")
    assert {one["id"] for one in found["alternatives"]} <= {one["id"] for one in found["readings"]}
    assert "签字" in year.ok("rules")
    silent = {one["id"] for one in found["readings"]} - {one["id"] for one in found["alternatives"]}
    assert silent == {one["id"] for one in found["readings"] if one["only"]}
    shown = "".join(year.ok("rules").split())
    assert [one["id"] for one in found["readings"] if "".join(one["only"].split()) not in shown] == []
    assert not any("added" in one for one in found["alternatives"])
    year.ok("rules", "-o", tmp_path / "口径.docx")
    page = Document(str(tmp_path / "口径.docx"))
    cells = {cell.text for table in page.tables for row in table.rows for cell in row.cells}
    assert {one["choice"] for one in found["readings"]} | {one["say"] for one in found["alternatives"]} <= cells
    assert "设置项" not in cells
    assert "组长签字" in page.paragraphs[-2].text
    assert "alternatives" not in year.json("policy", "show")


def test_of_a_year_each_alternative_says_what_simulate_says(year: Within, tmp_path: Path) -> None:
    zlts = a_copy(year, tmp_path)
    before, kept = zlts.ledger.read_bytes(), tmp_path / "口径.xlsx"
    found = zlts.json("rules", "--year", "2013")
    assert zlts.ledger.read_bytes() == before
    meant = {
        (one["setting"], one["value"] if isinstance(one["value"], str) else ""): one for one in found["alternatives"]
    }
    for key, value in (
        ("rate.points_per", "year"),
        ("escalation.issued_by", "any"),
        ("assistance.late_plan", "year"),
    ):
        said, one = simulated(zlts, policy_file(tmp_path / "other.toml", key)), meant[key, value]
        assert (one["added"], one["removed"]) == (len(said["added"]), len(said["removed"]))
        assert one["units"] == len({line["unit"] for part in ("units", "assistance") for line in said[part]})
        assert one["people"] >= len(said["officers"])
    assert meant["rate.points_per", "year"]["removed"] > 0
    assert meant["assistance.late_plan", "year"]["people"] == 0 < meant["assistance.late_plan", "year"]["units"]
    figures = ("added", "removed", "people", "units")
    idle = {one["id"] for one in found["alternatives"] if not any(one[key] for key in figures)}
    nothing_of_it = {"withdrawn", "objection_days", "grave"}
    no_entry_or_rank = {"bar_holds", "notice_days"}  # how long a bar and a 公示 last
    assert idle == nothing_of_it | no_entry_or_rank
    zlts.ok("rules", "-o", kept)
    assert "其他掌握口径" in str([sheet.title for sheet in load_workbook(kept)])


def test_a_year_that_has_not_begun_is_refused(year: Within) -> None:
    done = year.run("rules", "--year", "2099")
    assert done.returncode == 2
    assert "2099" in done.stderr
