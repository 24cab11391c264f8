"""Those who complained appear nowhere but on request, and that is journaled."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.trust.county import SECRETS, County, ask, inside, judge, sql, take

INSPECTION = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-08,出入境大队,唐文静,日常检查,着装挂牌,群众来电13800007777（身份证110101198001010017）反映未挂牌,-2,,检查组
2013-05-09,出入境大队,无此人,日常检查,着装挂牌,群众来电13800007777（身份证110101198001010017）反映未挂牌,-2,,检查组
"""
LISTINGS = (
    "complaints", "complaints --pending", "complaints --alike", "quarantine", "batches", "ledger 2013 --all",
    "explain 苏晓晴", "explain 唐文静", "status", "assess 2013-05", "report monthly 2013-05",
    "report quarterly 2013Q2", "report annual 2013", "awards 2013",
)  # fmt: skip


@pytest.fixture
def told(ledger: Path, tmp_path: Path) -> Path:
    """A ledger in which an inspector wrote down a citizen's telephone and identity number."""
    (tmp_path / "检查.csv").write_text(INSPECTION, encoding="utf-8")
    take(ledger, [tmp_path / "检查.csv"])
    judge(ledger, "2013-06")
    return ledger


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_no_listing_names_those_who_complained(told: Path, form: str) -> None:
    for command in LISTINGS:
        done = inside(told, *command.split(), "--format", form)
        assert done.returncode in (0, 3), (command, done.stderr)
        for secret in SECRETS:
            assert secret not in done.stdout + done.stderr, command


def test_no_workbook_does(told: Path, tmp_path: Path) -> None:
    for number, command in enumerate(("quarantine", "ledger 2013", "explain 唐文静", "report monthly 2013-05")):
        path = tmp_path / f"{number}.xlsx"
        assert inside(told, *command.split(), "-o", path).returncode in (0, 3)
        cells = [str(cell) for sheet in load_workbook(path) for row in sheet.values for cell in row]
        for secret in SECRETS:
            assert not any(secret in cell for cell in cells), command


def test_on_request_and_journaled(ledger: Path) -> None:
    done = inside(ledger, "complaints", "--show-personal", "--format", "json")
    lines = {line["number"]: line for line in json.loads(done.stdout)["complaints"]}
    assert (lines["TS901"]["complainant"], lines["TS901"]["phone"]) == SECRETS[:2]
    assert SECRETS[2] in lines["TS901"]["content"]
    assert ask(ledger, "SELECT action FROM journal ORDER BY seq DESC LIMIT 1") == [("show-personal",)]


def test_the_journal_and_the_entries_hold_no_personal_data(ledger: Path) -> None:
    for table in ("journal", "entry", "batch", "issued"):
        written = str(ask(ledger, f"SELECT * FROM {table}"))
        assert not any(secret in written for secret in SECRETS), table


def test_errors_hold_no_row_values(county: County, ledger: Path, tmp_path: Path) -> None:
    sql(ledger, "CREATE TRIGGER broken BEFORE INSERT ON complaint BEGIN SELECT RAISE(ABORT, 'no'); END")
    other = tmp_path / "投诉.csv"
    other.write_text(
        (county.files / "99-投诉.csv").read_text(encoding="utf-8").replace("TS9", "TS8"), encoding="utf-8"
    )
    done = inside(ledger, "import", other)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    for secret in SECRETS:
        assert secret not in done.stdout + done.stderr
