"""`zlts bureau`: the bureau's full name stands on whatever leaves; what was issued stays as it was."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.trust.county import County, ask, calm, inside, make_county

FULL, BARE = "云溪县公安局", "××县公安局"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture
def ledger(county: County, tmp_path: Path) -> Path:
    return Path(shutil.copy(county.ledger, tmp_path / "zlts.db"))


def letter(ledger: Path, *words: str) -> tuple[str, str]:
    """What a letter says, and what the terminal does besides."""
    output = ledger.with_name("a.docx")
    done = inside(ledger, *words, "-o", output, "--replace")
    assert done.returncode in (0, 3), done.stderr
    return "\n".join(one.text for one in Document(str(output)).paragraphs), done.stderr


@pytest.mark.parametrize("words", ["report monthly 2013-05", "report quarterly 2013Q2 --public", "awards 2013"])
def test_a_letter_has_the_full_name_or_a_place_for_it(ledger: Path, words: str) -> None:
    office = "政工室" if words.startswith("awards") else ""  # whose proposal it is
    text, told = letter(ledger, *words.split())
    assert f"{BARE}{office}关于" in text
    assert "zlts bureau 全称" in told
    assert inside(ledger, "bureau", FULL).stdout.strip() == f"本局全称：{FULL}"
    text, told = letter(ledger, *words.split())
    assert f"{FULL}{office}关于" in text
    assert "××" not in text
    assert "zlts bureau" not in told


def test_it_stands_on_workbooks_and_papers_too(ledger: Path, tmp_path: Path) -> None:
    assert inside(ledger, "bureau", FULL).returncode == 0
    assert inside(ledger, "report", "monthly", "2013-05", "-o", tmp_path / "a.xlsx").returncode in (0, 3)
    assert str(load_workbook(tmp_path / "a.xlsx").worksheets[0]["A1"].value).startswith(FULL)
    assert inside(ledger, "notice", "--month", "2013-05", "-o", tmp_path / "b.docx").returncode == 0
    told = [one.text for one in Document(str(tmp_path / "b.docx")).paragraphs if "登记编号" in one.text]
    assert all(one.startswith(FULL) for one in told)


def test_what_was_issued_stays_and_the_name_can_be_taken_back(ledger: Path) -> None:
    issued = ("report", "monthly", "2013-05", "--issue", "2013-1")
    before = letter(ledger, *issued)[0]
    assert inside(ledger, "bureau", FULL).returncode == 0
    assert letter(ledger, "report", "monthly", "--reprint", "2013-1")[0] == before
    assert inside(ledger, "bureau").stdout.strip() == f"本局全称：{FULL}"
    assert inside(ledger, "bureau", "--undo").stdout.strip() == "本局全称：县公安局"
    assert ask(ledger, "SELECT COUNT(*) FROM journal WHERE action = 'bureau'")[0][0] == 2
    assert inside(ledger, "verify").returncode == 0


def test_what_is_no_name_is_refused(ledger: Path) -> None:
    for words in (("局",), ("长" * 40,), (FULL, "--undo")):
        calm(inside(ledger, "bureau", *words), 2)
    assert inside(ledger, "bureau").stdout.strip() == "本局全称：县公安局"
