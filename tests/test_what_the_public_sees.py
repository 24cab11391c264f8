"""`--public` tells the same few lines in every format: no measure, no bar, no points, nobody who is not proposed."""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.command import Zlts
from tests.trust.county import inside

ROSTER = """\
单位,城区/农村,姓名,警号,角色,窗口,评价器
东山派出所,城区,柳河清,880101,窗口民警,1,P01
东山派出所,城区,石砚秋,880102,窗口民警,2,P02
东山派出所,城区,白露明,,责任领导,,
东山派出所,城区,丁既明,,责任局领导,,
西桥派出所,农村,秦若谷,880103,窗口民警,1,P03
西桥派出所,农村,池小渔,880104,窗口民警,2,P04
西桥派出所,农村,江见月,880105,窗口民警,3,P05
西桥派出所,农村,方鹤鸣,,责任领导,,
西桥派出所,农村,丁既明,,责任局领导,,
"""
BAD = {"柳河清": 3, "石砚秋": 0, "秦若谷": 0, "池小渔": 0, "江见月": 1}
PROPOSED = ("秦若谷", "池小渔", "江见月")
OTHERS = ("柳河清", "石砚秋", "白露明", "方鹤鸣", "丁既明")
COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS1,2013-05-06,来电,柏小林,13800007777,东山派出所,石砚秋,脸难看,态度冷淡,属实,2013-05-20,严重,
TS2,2013-05-08,来电,柏小林,13800007777,西桥派出所,秦若谷,话难听,言语不当,待查,,,
"""
INSPECTIONS = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-09,西桥派出所,江见月,日常检查,着装挂牌,未挂牌,-2,,检查组
"""
FORBIDDEN = (
    "取消", "评先评优", "不得", "提拔", "调整到", "追究", "打招呼", "谈话", "告诫", "措施", "扣", "得分", "分值",
    "-10", "帮扶", "名次", "第1名", "依据", "六(七)", "内部掌握", "待查", "TS1", "TS2", "880101", "880103", "柏小林",
    "13800007777", "zlts assess", "校验码",
)  # fmt: skip
REPORTS = ("report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013", "awards 2013")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    unit = {name: line.split(",")[0] for line in ROSTER.splitlines()[1:] if (name := line.split(",")[2])}
    presses = "单位,姓名,评价结果,评价时间\n" + "".join(
        f"{unit[name]},{name},{'不满意' if n < bad else '满意'},2013-05-06 09:{n:02d}:00\n"
        for name, bad in BAD.items()
        for n in range(30)
    )
    files = {"花名册": ROSTER, "评价": presses, "投诉": COMPLAINTS, "检查": INSPECTIONS}
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    path = folder / "zlts.db"
    assert inside(path, "init", "--roster", folder / "花名册.csv").returncode == 0
    names = [folder / f"{name}.csv" for name in ("评价", "投诉", "检查")]
    assert inside(path, "import", *names).returncode in (0, 3)
    assert inside(path, "assess", "2013-12").returncode in (0, 3)
    return path


def lines_of(path: Path, words: str, folder: Path) -> dict[str, list[str]]:
    """The public lines in every format."""
    asked = [*words.split(), "--public"]
    shown = inside(path, *asked)
    assert shown.returncode in (0, 3), shown.stderr
    found = {"terminal": shown.stdout.splitlines()}
    found["json"] = json.loads(inside(path, *asked, "--format", "json").stdout)["lines"]
    found["csv"] = [row[0] for row in csv.reader(inside(path, *asked, "--format", "csv").stdout.splitlines())][1:]
    for suffix in ("xlsx", "docx", "json", "csv"):
        done = inside(path, *asked, "-o", folder / f"a.{suffix}", "--replace")
        assert done.returncode in (0, 3), done.stderr
    found["a.json"] = json.loads((folder / "a.json").read_text(encoding="utf-8"))["lines"]
    found["a.csv"] = [row[0] for row in csv.reader((folder / "a.csv").read_text("utf-8-sig").splitlines())][1:]
    (sheet,) = load_workbook(folder / "a.xlsx").worksheets
    cells = [str(cell) for row in sheet.values for cell in row if cell]
    found["a.xlsx"] = [cell for cell in cells if cell in found["json"]]
    document = Document(str(folder / "a.docx"))
    found["a.docx"] = [one.text for one in document.paragraphs if one.text in found["json"]]
    return found


@pytest.mark.parametrize("words", REPORTS)
def test_every_format_tells_the_same_lines_and_nothing_else(words: str, ledger: Path, tmp_path: Path) -> None:
    found = lines_of(ledger, words, tmp_path)
    lines = found.pop("terminal")
    assert len(lines) >= 3
    assert found == dict.fromkeys(found, lines)
    machine = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert set(machine) == {"title", "period", "lines"}
    document = Document(str(tmp_path / "a.docx"))
    assert not document.tables
    assert len(load_workbook(tmp_path / "a.xlsx").worksheets) == 1


@pytest.mark.parametrize("words", REPORTS)
def test_no_format_tells_what_is_not_for_the_public(words: str, ledger: Path, tmp_path: Path) -> None:
    lines_of(ledger, words, tmp_path)
    asked = [*words.split(), "--public"]
    told = "".join(inside(ledger, *asked, "--format", form).stdout for form in ("table", "json", "csv"))
    for suffix in ("json", "csv"):
        told += (tmp_path / f"a.{suffix}").read_text("utf-8-sig")
    told += "".join(text_in(tmp_path / f"a.{suffix}") for suffix in ("xlsx", "docx"))
    assert [word for word in FORBIDDEN if word in told] == []
    assert [name for name in OTHERS if name in told] == []
    assert [name for name in PROPOSED if name in told] == (list(PROPOSED) if words.startswith("awards") else [])


def text_in(path: Path) -> str:
    """What a packed file says: its cells or its paragraphs, headers and footers too, and its properties."""
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if name.endswith(".xml") and "style" not in name.lower()]
        told = "".join(archive.read(name).decode() for name in parts if "theme" not in name)
    return "".join(piece.partition(">")[2] for piece in told.split("<"))


def test_an_issued_bulletin_is_told_to_the_public_alike(ledger: Path, tmp_path: Path) -> None:
    words = "report quarterly 2013Q2 --issue 2013-1"
    assert inside(ledger, *words.split()).returncode in (0, 3)
    lines = lines_of(ledger, "report quarterly --reprint 2013-1", tmp_path)
    assert lines["a.docx"] == lines["terminal"] == lines_of(ledger, "report quarterly 2013Q2", tmp_path)["terminal"]


def test_what_must_be_decided_first_is_said_beside_it(ledger: Path) -> None:
    done = inside(ledger, "awards", "2013", "--public")
    assert done.returncode == 3
    assert "公布以前请先看不带 --public 的报表" in done.stderr


def test_where_nobody_is_proposed_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    path = Zlts(tmp_path / "zlts.db").ledger
    assert inside(path, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    done = inside(path, "awards", "2013", "--public")
    assert "目前没有拟表彰的" in done.stdout
    assert "现予公示" not in done.stdout
