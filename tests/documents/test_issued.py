"""An issued bulletin comes out again as it was, as a workbook and as a document, whatever happened since."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests import readers
from tests.trust.county import NOW, County, ask, calm, inside, judge, make_county, opened, sql, take
from zlts import frozen, journal
from zlts.documents import kept
from zlts.documents.letter import full_title
from zlts.services.decisions import reprint

ISSUED = ("report", "quarterly", "2013Q2", "--issue", "2013-2")
AGAIN = ("report", "quarterly", "--reprint", "2013-2")


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture
def ledger(county: County, tmp_path: Path) -> Path:
    return Path(shutil.copy(county.ledger, tmp_path / "zlts.db"))


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """A document's parts, which are the same where it is."""
    with zipfile.ZipFile(path) as archive:
        yield from ((name, archive.read(name)) for name in sorted(archive.namelist()))


def everything_changes(ledger: Path, county: County) -> None:
    take(ledger, [county.files / "2013-06", county.files / "2013-04"])
    judge(ledger, "2013-12")


def test_the_document_comes_out_the_same_for_ever(ledger: Path, county: County, tmp_path: Path) -> None:
    first, later = tmp_path / "印发.docx", tmp_path / "再印.docx"
    assert inside(ledger, *ISSUED, "-o", first).returncode in (0, 3)
    everything_changes(ledger, county)
    assert inside(ledger, *AGAIN, "-o", later).returncode in (0, 3)
    assert list(parts(first)) == list(parts(later))
    inside(ledger, "report", "quarterly", "2013Q2", "-o", tmp_path / "现在.docx")
    assert list(parts(first)) != list(parts(tmp_path / "现在.docx"))


def test_document_and_workbook_of_an_issue_say_the_same(ledger: Path, county: County, tmp_path: Path) -> None:
    assert inside(ledger, *ISSUED).returncode in (0, 3)
    everything_changes(ledger, county)
    for suffix in ("xlsx", "docx"):
        assert inside(ledger, *AGAIN, "--annex", "-o", tmp_path / f"a.{suffix}").returncode in (0, 3)
    book, letter = readers.of_workbook(tmp_path / "a.xlsx"), readers.of_document(tmp_path / "a.docx")
    shared = book.keys() & letter.keys()
    assert {"窗口单位排名", "窗口民警满意率", "各月满意率"} <= shared
    for title in shared:
        for said, values in zip(letter[title].rows, book[title].rows, strict=True):
            assert all(map(readers.agree, said, values)), (said, values)
    texts = [paragraph.text for paragraph in Document(str(tmp_path / "a.docx")).paragraphs]
    assert texts[0].endswith("号（第2013-2期）")


def test_the_head_on_it_is_of_before_its_issue(ledger: Path, tmp_path: Path) -> None:
    length = ask(ledger, "SELECT COUNT(*) FROM journal")[0][0]
    inside(ledger, *ISSUED, "-o", tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert any(f"（日志 {length} 条）" in text for text in texts)


def test_a_withdrawn_one_can_be_had_too(ledger: Path, tmp_path: Path) -> None:
    inside(ledger, *ISSUED, "-o", tmp_path / "a.docx")
    inside(ledger, "report", "quarterly", "--withdraw", "2013-2", "-o", tmp_path / "b.docx")
    assert list(parts(tmp_path / "a.docx")) == list(parts(tmp_path / "b.docx"))


def test_one_issued_before_letters_were_kept_has_its_tables(ledger: Path, tmp_path: Path) -> None:
    inside(ledger, *ISSUED)
    said = json.loads(str(ask(ledger, "SELECT report FROM issued")[0][0]))
    del said["letter"]
    for column in (column for table in said["tables"] for column in table["columns"]):
        del column["measure"]
    old = json.dumps(said, ensure_ascii=False).replace("'", "''")
    sql(ledger, f"UPDATE issued SET report = '{old}'")
    with opened(ledger) as book, book.write() as session:  # as the program of that time sealed it
        session.checked.add("table:issued")
        journal.write(session, "issue", {"number": "1", "period": "2013-05"}, NOW, ["table:issued"])
    assert inside(ledger, *AGAIN, "-o", tmp_path / "a.xlsx").returncode in (0, 3)
    told = calm(inside(ledger, *AGAIN, "-o", tmp_path / "a.docx"))
    assert "印发时还没有留存文稿，只能再印表格" in told
    assert not (tmp_path / "a.docx").exists()


@pytest.mark.parametrize("period", ["monthly 2013-05", "quarterly 2013Q2", "annual 2013"])
def test_report_and_letter_come_back_as_they_went_in(period: str, ledger: Path) -> None:
    name, when = period.split()
    inside(ledger, "report", name, when, "--issue", "1")
    with opened(ledger) as book:
        made = reprint(book, name, "1", letter=True)
    report, letter = made.report, made.letter
    assert letter is not None
    assert frozen.from_text(frozen.to_text(report, kept.to_plain(letter))) == report
    assert kept.from_plain(json.loads(json.dumps(kept.to_plain(letter)))) == letter
    assert full_title(letter).endswith("情况的通报")
