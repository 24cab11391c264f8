"""`zlts notice`: the papers of a month at once, in one document or a file each."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from tests.trust.county import County, ask, calm, inside, make_county


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    return make_county(tmp_path_factory.mktemp("county"))


@pytest.fixture
def ledger(county: County, tmp_path: Path) -> Path:
    return Path(shutil.copy(county.ledger, tmp_path / "zlts.db"))


MEASURES = "SELECT id FROM entry WHERE kind IN ('打招呼', '谈话', '告诫') AND rule != 'manual' AND month = '2013-05'"


def open_ones(ledger: Path) -> list[int]:
    standing = " AND reverses IS NULL AND id NOT IN (SELECT reverses FROM entry WHERE reverses IS NOT NULL)"
    return [int(str(row[0])) for row in ask(ledger, MEASURES + standing + " ORDER BY id")]


def test_a_months_open_measures_go_into_one_document(ledger: Path, tmp_path: Path) -> None:
    numbers = open_ones(ledger)
    assert len(numbers) >= 2
    done = inside(ledger, "notice", "--month", "2013-05", "-o", tmp_path / "五月.docx")
    assert done.returncode == 0, done.stderr
    assert f"{len(numbers)} 份" in done.stdout
    told = [one.text for one in Document(str(tmp_path / "五月.docx")).paragraphs if "登记编号" in one.text]
    assert [int(one.rpartition("：")[2]) for one in told] == numbers


def test_what_is_carried_out_needs_no_paper_any_more(ledger: Path, tmp_path: Path) -> None:
    first, *others = open_ones(ledger)
    assert inside(ledger, "done", first, "--on", "2013-06-10").returncode == 0
    assert inside(ledger, "notice", "--month", "2013-05", "-o", tmp_path / "文书").returncode == 0
    assert sorted(int(one.name[:4]) for one in (tmp_path / "文书").iterdir()) == others
    assert inside(ledger, "done", *others, "--on", "2013-06-10").returncode == 0
    assert "没有尚未执行的" in calm(inside(ledger, "notice", "--month", "2013-05", "-o", tmp_path / "空"))


def test_numbers_or_a_month_not_both_and_not_neither(ledger: Path, tmp_path: Path) -> None:
    for words in ([], [*open_ones(ledger)[:1], "--month", "2013-05"]):
        assert "请写其中一样" in calm(inside(ledger, "notice", *words, "-o", tmp_path / "a.docx"), 2)
    assert not (tmp_path / "a.docx").exists()
