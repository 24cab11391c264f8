"""六(八): the award to its end: the decision in every form, and 公示, 表彰决定 and 审批表."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.command import Within
from tests.foretold import DONE
from tests.settings_year import found_year

CHOSEN = ("桑榆晚", "戴若兰")


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Within:
    return found_year(tmp_path_factory.mktemp("year"))


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Within:
    zlts = found_year(tmp_path_factory.mktemp("decided"))
    assert zlts.run("awards", "2013", *(word for name in CHOSEN for word in ("--award", name))).returncode in DONE
    return zlts


def text_of(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def paper(zlts: Within, folder: Path, kind: str, *more: str) -> str:
    path = folder / f"{kind}.docx"
    done = zlts.run("awards", "2013", "--as", kind, *more, "-o", path)
    assert done.returncode in DONE, done.stderr
    return text_of(path)


def test_the_decision_stands_in_every_form(decided: Within, tmp_path: Path) -> None:
    for ending in ("json", "xlsx", "docx"):
        assert decided.run("awards", "2013", "-o", tmp_path / f"评优.{ending}").returncode in DONE
    found = json.loads((tmp_path / "评优.json").read_text(encoding="utf-8"))
    assert sorted(found["awarded"]) == sorted(CHOSEN)
    assert {(one["officer"], one["shortlisted"]) for one in found["decision"]} == {(name, True) for name in CHOSEN}
    sheet = load_workbook(tmp_path / "评优.xlsx").worksheets[0]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert "已登记的表彰决定" in cells
    assert set(CHOSEN) <= set(cells)
    letter = text_of(tmp_path / "评优.docx")
    assert "领导小组决定表彰" in letter
    assert "请审定" not in letter
    assert "已登记的表彰决定" in decided.run("awards", "2013").stdout


def test_the_proposal_is_the_offices_and_asks_for_a_decision(zlts: Within, tmp_path: Path) -> None:
    told = paper(zlts, tmp_path, "建议")
    lines = told.split("\n")
    assert "以上建议妥否，请审定。" in lines
    assert "窗口竞赛活动领导小组：" in lines
    assert lines[lines.index("以上建议妥否，请审定。") :].index("××县公安局政工室") > 0
    found = zlts.json("awards", "2013", codes=DONE)
    order = [one["unit"] for one in zlts.json("report", "monthly", "2013-10", codes=DONE)["units"]]
    units = [one["unit"] for one in found["ineligible"]]
    assert units == sorted(units, key=order.index)
    (named,) = [line for line in lines if line.endswith("理由和依据见附件（内部掌握）。")]
    places = [named.index(one["officer"]) for one in found["ineligible"]]
    assert places == sorted(places)
    assert places


def test_the_notice_names_only_the_chosen_with_its_days(decided: Within, tmp_path: Path) -> None:
    told = paper(decided, tmp_path, "公示", "--from", "2014-01-06")
    assert "公示期：2014年1月6日至2014年1月12日。" in told
    assert "向县局政工室反映" in told
    assert "印发" not in told
    for name in CHOSEN:
        assert name in told
    others = decided.json("awards", "2013", codes=DONE)
    for one in (*others["ranking"], *others["ineligible"], *others["unranked"]):
        assert one["officer"] in CHOSEN or one["officer"] not in told
    for word in ("投诉认定", "得分", "分，", "打招呼"):
        assert word not in told


def test_a_decision_is_written_once_it_is_recorded(zlts: Within, decided: Within, tmp_path: Path) -> None:
    told = paper(decided, tmp_path, "表彰决定")
    assert "决定对下列2名优秀窗口民警予以表彰" in told
    for name in CHOSEN:
        assert name in told
    refused = zlts.run("awards", "2013", "--as", "表彰决定", "-o", tmp_path / "未定.docx")
    assert refused.returncode == 1
    assert "2013 年还没有登记表彰名单" in refused.stderr
    assert not (tmp_path / "未定.docx").exists()


def test_a_form_for_each_who_is_shortlisted_or_was_awarded(zlts: Within, decided: Within, tmp_path: Path) -> None:
    listed = [one for one in zlts.json("awards", "2013", codes=DONE)["ranking"] if one["shortlisted"]]
    told = paper(zlts, tmp_path, "审批表")
    assert told.count("优秀窗口民警推荐审批表") == len(listed) > len(CHOSEN)
    for one in listed:
        assert one["officer"] in told
        assert one["percent"] in told
    for label in ("主要事迹", "单位意见", "县局政工室\n意见", "局领导\n意见", "签字"):
        assert label in told
    (tmp_path / "审批表.docx").unlink()
    assert paper(decided, tmp_path, "审批表").count("优秀窗口民警推荐审批表") == len(CHOSEN)


def test_what_is_no_paper_is_refused(zlts: Within, tmp_path: Path) -> None:
    for words in (
        ("--as", "奖状", "-o", tmp_path / "a.docx"),
        ("--as", "公示"),
        ("--as", "公示", "-o", tmp_path / "a.xlsx"),
        ("--from", "2014-01-06", "-o", tmp_path / "a.docx"),
        ("--as", "表彰决定", "--from", "2014-01-06", "-o", tmp_path / "a.docx"),
    ):
        assert zlts.run("awards", "2013", *words).returncode == 2
    assert list(tmp_path.iterdir()) == []


def test_no_names_go_out_before_the_year_is_assessed(tmp_path: Path) -> None:
    made, file = found_year(tmp_path, through="2013-11"), tmp_path / "公示.docx"
    done = made.run("awards", "2013", "--as", "公示", "-o", file)
    assert (done.returncode, file.exists()) == (1, False)
    assert "请先 zlts assess 2013-12" in done.stderr
    for shape in ("table", "json", "csv"):
        refused = made.run("awards", "2013", "--public", "--format", shape)
        assert (refused.returncode, refused.stdout) == (1, "")
        assert "请先 zlts assess 2013-12" in refused.stderr
    made.json("assess", "2013-12", codes=DONE)
    assert "××县公安局关于2013年" in paper(made, tmp_path, "公示")
