"""`zlts report unit`: one unit's month on one page, for its lead to check and sign."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.command import Within, founded_within

_ROSTER = """\
单位,别名,城区农村,姓名,警号,角色,窗口,评价器,任职起,任职止
东门派出所,东门户政,城区,卫青云,660101,窗口民警,1号窗口,PJ01,2013-01-01,
东门派出所,东门户政,城区,蒋若兰,660102,窗口民警,2号窗口,PJ02,2013-01-01,
东门派出所,东门户政,城区,沈大同,,责任领导,,,2013-01-01,
东门派出所,东门户政,城区,韩立,,责任局领导,,,2013-01-01,
西门派出所,,农村,杨怀远,660201,窗口民警,1号窗口,PJ03,2013-01-01,
西门派出所,,农村,朱文,,责任领导,,,2013-01-01,
"""
_COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期
TS1,2013-06-03,来电,欧阳采薇,13900007788,东门派出所,蒋若兰,脸难看,欧阳采薇说态度冷淡,属实,2013-06-20
TS2,2013-06-05,来电,欧阳采薇,13900007788,西门派出所,杨怀远,话难听,语气生硬,属实,2013-06-21
TS3,2013-06-07,信访,欧阳采薇,13900007788,东门派出所,卫青云,事难办,材料退回,待查,
"""


def presses(satisfied: int, bad: int, name: str, badge: str, unit: str = "东门派出所") -> list[str]:
    words = ["满意"] * satisfied + ["不满意"] * bad
    days = (f"2013-06-{1 + place % 28:02d} 09:{place // 28:02d}:00" for place in range(len(words)))
    return [f"{unit},{name},{badge},{word},{day}" for word, day in zip(words, days, strict=True)]


def sheet_ledger(folder: Path, bad: int = 2) -> Within:
    """June of two units: one officer below the floor, complaints at both."""
    zlts = founded_within(folder, _ROSTER)
    rows = [
        "单位,姓名,警号,评价结果,评价时间",
        *presses(20, bad, "卫青云", "660101"),
        *presses(40, 0, "蒋若兰", "660102"),
        *presses(9, 1, "杨怀远", "660201", "西门派出所"),
    ]
    (folder / "评价.csv").write_text("\n".join(rows), encoding="utf-8")
    (folder / "投诉登记簿.csv").write_text(_COMPLAINTS, encoding="utf-8")
    zlts.ok("import", folder / "评价.csv", folder / "投诉登记簿.csv")
    return zlts


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return sheet_ledger(tmp_path_factory.mktemp("unit"))


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def test_a_sheet_has_the_facts_of_its_unit(zlts: Within) -> None:
    found = zlts.json("report", "unit", "东门所", "2013-06")
    assert (found["unit"], found["month"], found["leads"]) == ("东门派出所", "2013-06", ["沈大同"])
    assert (found["counted"], found["satisfied"], found["percent"]) == (62, 60, "96.77%")
    wei, jiang = found["officers"]
    assert (wei["officer"], wei["percent"], wei["below_floor"], wei["short"]) == ("卫青云", "90.90%", True, "4.10")
    assert (jiang["percent"], jiang["below_floor"], jiang["short"]) == ("100.00%", False, None)
    assert [(one["officer"], one["rating"], one["time"]) for one in found["unsatisfied"]] == [
        ("卫青云", "不满意", "2013-06-21 09:00:00"),
        ("卫青云", "不满意", "2013-06-22 09:00:00"),
    ]
    assert [(one["number"], one["officers"], one["state"]) for one in found["complaints"]] == [
        ("TS1", "蒋若兰", "有效"),
        ("TS3", "卫青云", "待查"),
    ]
    assert any("尚未报送：3月、4月、5月" in one for one in found["owed"])


def test_before_the_pass_it_is_a_draft_of_what_the_pass_posts(tmp_path: Path) -> None:
    zlts = sheet_ledger(tmp_path)
    draft = zlts.json("report", "unit", "东门派出所", "2013-06")
    tried = zlts.json("assess", "2013-06", "--dry-run", codes=(0, 3))
    wanted = {
        (one["person"], one["kind"], one["points"])
        for one in tried["posted"]
        if one["unit"] == "东门派出所" and one["role"] != "bureau_lead"
    }
    assert draft["draft"]
    assert {(one["person"], one["kind"], one["points"]) for one in draft["measures"]} == wanted
    assert {one["state"] for one in draft["measures"]} == {"草稿"}
    assert "草稿" in zlts.ok("report", "unit", "东门派出所", "2013-06")
    assert zlts.json("ledger", "2013")["entries"] == []

    zlts.run("assess", "2013-06")
    posted = zlts.json("report", "unit", "东门派出所", "2013-06")
    assert not posted["draft"]
    assert {(one["person"], one["kind"], one["points"]) for one in posted["measures"]} == wanted
    assert all(one["entry"] for one in posted["measures"])
    assert any("尚未登记执行" in one and "卫青云打招呼" in one for one in posted["owed"])
    assert "草稿" not in zlts.ok("report", "unit", "东门派出所", "2013-06")


def test_a_unit_is_known_by_its_alias_and_an_unknown_one_is_refused(zlts: Within) -> None:
    assert zlts.json("report", "unit", "东门户政", "2013-06")["unit"] == "东门派出所"
    done = zlts.run("report", "unit", "南门派出所", "2013-06")
    assert done.returncode == 2
    assert "花名册里没有单位“南门派出所”" in done.stderr


def test_no_other_unit_and_no_complainant_stands_on_it(zlts: Within, tmp_path: Path) -> None:
    for ending in ("docx", "json", "xlsx"):
        zlts.ok("report", "unit", "东门派出所", "2013-06", "-o", tmp_path / f"东门.{ending}")
    told = zlts.ok("report", "unit", "东门派出所", "2013-06")
    told += text_of(tmp_path / "东门.docx") + (tmp_path / "东门.json").read_text(encoding="utf-8")
    for word in ("西门", "杨怀远", "朱文", "欧阳采薇", "13900007788", "韩立"):
        assert word not in told
    for word in ("沈大同", "负责人签字", "日期"):
        assert word in text_of(tmp_path / "东门.docx")


def test_a_page_for_each_unit_in_a_folder(zlts: Within, tmp_path: Path) -> None:
    zlts.ok("report", "unit", "--all", "2013-06", "-o", tmp_path / "核对表")
    names = sorted(path.name for path in (tmp_path / "核对表").iterdir())
    assert names == ["2013-06-东门派出所-窗口服务核对表.docx", "2013-06-西门派出所-窗口服务核对表.docx"]
    assert "东门" not in text_of(tmp_path / "核对表" / names[1])
    assert zlts.run("report", "unit", "--all", "2013-06").returncode == 2
    zlts.ok("report", "unit", "--all", "2013-06", "--xlsx", "-o", tmp_path / "核对表")
    (sheet,) = load_workbook(tmp_path / "核对表" / names[0].replace("docx", "xlsx")).worksheets
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    told = [str(cell.value) for row in sheet for cell in row if cell.value is not None]
    assert {"民警满意率", "不满意的评价", "卫青云", "以上情况经核对：□ 属实　□ 有出入，说明："} <= set(told)
    assert any("负责人（签字）" in one for one in told)


def test_what_the_page_has_no_room_for_is_counted(tmp_path: Path) -> None:
    zlts = sheet_ledger(tmp_path, bad=60)
    zlts.ok("report", "unit", "东门派出所", "2013-06", "-o", tmp_path / "东门.docx")
    document = Document(str(tmp_path / "东门.docx"))
    shown = next(table for table in document.tables if "评价器" in [cell.text for cell in table.rows[0].cells])
    listed = len(shown.rows) - 1
    assert 5 <= listed < 60
    assert f"不满意的评价（另有 {60 - listed} 条，见本单位评价器的导出）" in [one.text for one in document.paragraphs]
    assert len(json.loads(zlts.ok("report", "unit", "东门所", "2013-06", "--format", "json"))["unsatisfied"]) == 60
