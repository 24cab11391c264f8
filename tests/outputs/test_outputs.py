"""What zlts writes is never evidence: every workbook, document and CSV of it is known again and refused."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from tests.command import Zlts, founded
from tests.outputs.county import ROSTER, county, written
from tests.outputs.make import DATA, of_csv, page

OURS = "是 zlts 自己写出的"


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    return county(tmp_path_factory.mktemp("台账"))


@pytest.fixture(scope="module")
def files(zlts: Zlts) -> dict[str, Path]:
    return written(zlts, zlts.ledger.parent / "写出")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Zlts:
    return founded(tmp_path_factory.mktemp("新"), ROSTER)


def imported(zlts: Zlts, folder: Path) -> dict[str, dict[str, Any]]:
    """What became of each file; nothing was taken in and the ledger is as it was."""
    before = hashlib.sha256(zlts.ledger.read_bytes()).hexdigest()
    said = zlts.json("import", folder, codes=(1,))
    assert sum(one["accepted"] for one in said["files"]) == 0
    assert hashlib.sha256(zlts.ledger.read_bytes()).hexdigest() == before
    return {Path(one["path"]).name: one for one in said["files"]}


def copied(files: dict[str, Path], place: Path) -> Iterator[tuple[Path, Any]]:
    """Our workbooks, each with where a copy of it goes."""
    place.mkdir()
    for name, path in files.items():
        if path.suffix == ".xlsx":
            yield place / name, load_workbook(path)


def test_the_data_is_what_the_reports_say_now(files: dict[str, Path]) -> None:
    assert DATA.read_text(encoding="utf-8") == page(files.values())


def test_every_report_and_table_is_refused(zlts: Zlts, fresh: Zlts, files: dict[str, Path]) -> None:
    for ledger in (zlts, fresh):
        found = imported(ledger, zlts.ledger.parent / "写出")
        assert found.keys() == files.keys()
        narrow = {name for name, path in files.items() if path.suffix == ".csv" and len(of_csv(path)) < 3}
        assert {name for name, one in found.items() if OURS not in one["error"]} <= narrow


def test_a_workbook_that_excel_saved_again_is_refused(fresh: Zlts, files: dict[str, Path], tmp_path: Path) -> None:
    for path, book in copied(files, tmp_path / "再存"):
        book.properties.lastModifiedBy = "某科员"
        book.save(path)
    found = imported(fresh, tmp_path / "再存")
    assert [name for name, one in found.items() if OURS not in one["error"]] == []


def test_first_sheets_pasted_elsewhere_or_saved_as_text_are_refused(
    fresh: Zlts, files: dict[str, Path], tmp_path: Path
) -> None:
    for path, book in copied(files, tmp_path / "粘贴"):
        pasted = Workbook()
        rows = [[cell.value for cell in row] for row in book.worksheets[0]]
        for row in rows:
            pasted.worksheets[0].append(row)
        pasted.save(path)
        with path.with_suffix(".csv").open("w", encoding="gb18030", newline="", errors="replace") as stream:
            csv.writer(stream).writerows(rows)
    taken = imported(fresh, tmp_path / "粘贴")
    assert {one["accepted"] + one["rejected"] for one in taken.values()} == {0}


def test_documents_are_refused_calmly(zlts: Zlts, fresh: Zlts, tmp_path: Path) -> None:
    zlts.run("report", "quarterly", "2013Q2", "-o", tmp_path / "通报.docx")
    zlts.run("notice", "2", "-o", tmp_path)
    assert len(list(tmp_path.glob("*.docx"))) == 2
    said = fresh.json("import", tmp_path, codes=(1,))
    assert [OURS in one["reason"] for one in said["passed_over"]] == [True, True]
    single = fresh.json("import", tmp_path / "通报.docx", codes=(1,))
    assert OURS in single["files"][0]["error"]


def test_naming_the_kind_does_not_help(fresh: Zlts, files: dict[str, Path]) -> None:
    said = fresh.json("import", files["导出台账.xlsx"], "--kind", "measures", codes=(1,))
    assert OURS in said["files"][0]["error"]


def test_the_workbook_of_quarantine_comes_back(tmp_path: Path) -> None:
    zlts = county(tmp_path)
    zlts.run("quarantine", "-o", tmp_path / "待核实.xlsx")
    book = load_workbook(tmp_path / "待核实.xlsx")
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = "乔安然" if cell.value == "查无此人" else cell.value
    book.save(tmp_path / "待核实.xlsx")
    said = zlts.json("import", tmp_path / "待核实.xlsx", codes=(0, 3))
    assert sum(one["accepted"] for one in said["files"]) == 1
