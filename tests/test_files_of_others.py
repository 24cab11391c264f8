"""No file that a person may have written in is overwritten: no input, no ledger, and others only on request."""

from __future__ import annotations

import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from tests.test_typed_dashes import PRESSES, ROSTER
from tests.trust.county import ask, calm, inside

COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS1,2013-05-08,来电,,,东山派出所,查无此人,话难听,言语不当,待查,,,
"""
INPUT = "检查.csv"
WRITING = {
    "ledger 2013": ".csv .xlsx .json",
    "explain 柳河清 --year 2013": ".csv",
    "complaints": ".xlsx",
    "anomalies 2013-05": ".json",
    "report monthly 2013-05": ".xlsx .docx .csv .json",
    "report quarterly 2013Q2 --public": ".docx .csv",
    "awards 2013": ".docx .xlsx",
    "quarantine": ".xlsx",
    "export 台账": ".csv .xlsx .json",
    "extract 1": ".csv",
}
ALL = [(words, ending) for words, endings in WRITING.items() for ending in endings.split()]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    inspection = "检查日期,单位,检查项目,情况,加扣分\n2013-05-09,东山派出所,着装挂牌,未挂牌,-2\n"
    files = {"花名册.csv": ROSTER, "a.csv": PRESSES, "投诉.csv": COMPLAINTS, INPUT: inspection}
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "zlts.db"
    assert inside(path, "init", "--roster", folder / "花名册.csv").returncode == 0
    assert inside(path, "import", folder / "a.csv", folder / "投诉.csv", folder / INPUT).returncode == 3
    assert inside(path, "assess", "2013-05").returncode in (0, 3)
    return folder


@pytest.fixture
def ledger(made: Path, tmp_path: Path) -> Path:
    shutil.copytree(made, tmp_path / "县局")
    return tmp_path / "县局" / "zlts.db"


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def refused(ledger: Path, path: Path, words: str, *more: str) -> str:
    """The command is refused, and neither the file nor the ledger changes."""
    before = digest(path), digest(ledger)
    told = calm(inside(ledger, *words.split(), "-o", path, *more))
    assert (digest(path), digest(ledger)) == before
    assert [one for one in path.parent.iterdir() if one.name.endswith(".tmp")] == []
    return told


@pytest.mark.parametrize(("words", "ending"), ALL)
def test_a_file_is_written_over_only_as_zlts_wrote_it(words: str, ending: str, ledger: Path) -> None:
    path = ledger.with_name(f"结果{ending}")
    path.write_text("别人写的", encoding="utf-8")
    assert "请换一个文件名；确实不要原来的内容，请加 --replace" in refused(ledger, path, words)
    assert inside(ledger, *words.split(), "-o", path, "--replace").returncode in (0, 3)
    assert path.read_bytes() != "别人写的".encode()
    if words.startswith("extract"):  # what it wrote are the bytes of an input
        assert "原始文件" in refused(ledger, path, words, "--replace")
        return
    again = inside(ledger, *words.split(), "-o", path)
    assert again.returncode in (0, 3), again.stderr
    with path.open("ab") as stream:
        stream.write(b" ")
    assert "写好以后有人改过" in refused(ledger, path, words)


def test_the_papers_for_measures_too_and_then_none_is_written(ledger: Path) -> None:
    folder = ledger.with_name("文书")
    numbers = [str(one[0]) for one in ask(ledger, "SELECT id FROM entry WHERE kind IN ('打招呼', '谈话')")]
    assert inside(ledger, "notice", *numbers, "-o", folder).returncode == 0
    assert inside(ledger, "notice", *numbers, "-o", folder).returncode == 0
    (paper,) = folder.iterdir()
    paper.write_bytes(b"signed")
    assert "--replace" in calm(inside(ledger, "notice", *numbers, "-o", folder))
    assert paper.read_bytes() == b"signed"
    assert inside(ledger, "notice", *numbers, "-o", folder, "--replace").returncode == 0
    assert paper.read_bytes() != b"signed"
    taken = ledger.with_name("占用")
    taken.write_text("文件", encoding="utf-8")
    assert "建不了" in calm(inside(ledger, "notice", *numbers, "-o", taken))


@pytest.mark.parametrize("more", [(), ("--replace",)])
def test_an_input_is_never_written_over(ledger: Path, more: tuple[str, ...]) -> None:
    path = ledger.with_name(INPUT)
    told = refused(ledger, path, "ledger 2013", *more)
    assert "导入的原始文件" in told
    link = ledger.with_name("链接.csv")
    link.symlink_to(path)
    assert "导入的原始文件" in refused(ledger, link, "ledger 2013", *more)
    copy = ledger.with_name("副本.csv")
    shutil.copy(path, copy)
    assert inside(ledger, "undo", "4").returncode == 0
    assert "导入的原始文件" in refused(ledger, copy, "export 台账", *more)


@pytest.mark.parametrize("more", [(), ("--replace",)])
@pytest.mark.parametrize("way", ["itself", "relative", "symbolic", "hard", "backup", "copy"])
def test_the_ledger_and_its_backups_are_never_written_over(
    ledger: Path, way: str, more: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    own = ledger.with_name("l.xlsx")
    ledger.rename(own)
    path = ledger.with_name("m.xlsx")
    monkeypatch.chdir(own.parent)
    if way == "symbolic":
        path.symlink_to(own)
    elif way == "hard":
        os.link(own, path)
    elif way == "copy":
        shutil.copy(own, path)
    elif way == "backup":
        assert inside(own, "backup", own.with_name("备份.db")).returncode == 0
        own.with_name("备份.db").rename(path)
    else:
        path = own if way == "itself" else Path("..") / own.parent.name / own.name
    assert "是台账、台账的备份" in refused(own, path, "report monthly 2013-05", *more)
    assert "是台账、台账的备份" in refused(own, path, "rollup 甲县.json", "--replace")  # which needs no ledger
    assert inside(own, "verify").returncode == 0


@pytest.mark.parametrize("name", ["zlts.db-journal", "zlts.db-wal", ".zlts.db.写出"])
def test_nor_is_what_lies_beside_it(ledger: Path, name: str) -> None:
    assert "是台账" in calm(inside(ledger, "extract", "1", "-o", ledger.with_name(name), "--replace"))
    assert "是台账" in calm(inside(ledger, "backup", ledger.with_name(name)))
    assert not ledger.with_name(name).exists()


def test_a_number_is_not_used_up_by_a_file_that_may_not_be_written(ledger: Path) -> None:
    path = ledger.with_name("通报.docx")
    path.write_text("别人写的", encoding="utf-8")
    refused(ledger, path, "report monthly 2013-05 --issue 2013-1")
    for wrong, code in (("没有/通报.docx", 1), ("通报.pdf", 2)):
        done = inside(ledger, "report", "monthly", "2013-05", "--issue", "2013-1", "-o", ledger.parent / wrong)
        assert done.returncode == code, done.stderr
    assert ask(ledger, "SELECT COUNT(*) FROM issued") == [(0,)]
    done = inside(ledger, "report", "monthly", "2013-05", "--issue", "2013-1", "-o", ledger.with_name("新.docx"))
    assert done.returncode in (0, 3)


def test_the_quarantine_is_a_workbook(ledger: Path) -> None:
    done = inside(ledger, "quarantine", "-o", ledger.with_name("待核实.csv"))
    assert done.returncode == 2
    assert ".xlsx" in done.stderr


def test_a_workbook_that_was_filled_in_and_imported_stays(ledger: Path) -> None:
    path = ledger.with_name("待核实.xlsx")
    assert inside(ledger, "quarantine", "-o", path).returncode in (0, 3)
    assert inside(ledger, "import", path).returncode in (0, 1, 3)
    done = inside(ledger, "quarantine", "-o", path)
    imported = ask(ledger, "SELECT COUNT(*) FROM batch WHERE file = '待核实.xlsx'") != [(0,)]
    assert done.returncode == (1 if imported else 0), done.stderr


def test_where_the_record_cannot_be_kept_results_are_written_all_the_same(ledger: Path) -> None:
    ledger.with_name(".zlts.db.写出").mkdir()
    path = ledger.with_name("台账.csv")
    assert inside(ledger, "ledger", "2013", "-o", path).returncode == 0
    assert "--replace" in refused(ledger, path, "ledger 2013")


def test_the_record_names_nobody(ledger: Path) -> None:
    path = ledger.with_name("柳河清.csv")
    assert inside(ledger, "ledger", "2013", "-o", path).returncode == 0
    told = ledger.with_name(".zlts.db.写出").read_text(encoding="utf-8")
    assert "柳河清" not in told
    assert told.isascii()
