"""A measure from the register of what was held is carried out: no list of what is still to be done has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.command import Zlts, founded

ROSTER = """\
单位,城区/农村,姓名,警号,角色
东山派出所,城区,柳河清,880101,窗口民警
东山派出所,城区,石砚秋,880102,窗口民警
东山派出所,城区,白露明,,责任领导
东山派出所,城区,丁既明,,责任局领导
"""
COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS71,2013-05-06,来电,,,东山派出所,柳河清,脸难看,态度冷淡,属实,2013-05-20,,
"""
HELD = "日期,姓名,单位,措施,事由,实施单位\n2013-05-09,石砚秋,东山派出所,打招呼,督察发现,县局\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    made = founded(tmp_path, ROSTER)
    (tmp_path / "投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    made.ok("import", tmp_path / "投诉.csv")
    made.ok("assess", "2013-05")
    return made


def test_no_list_of_what_is_to_be_done_has_it(zlts: Zlts, tmp_path: Path) -> None:
    before = zlts.json("status")["outstanding"]
    assert before == 1, "the talk that the complaint orders"
    (tmp_path / "措施.csv").write_text(HELD, encoding="utf-8")
    zlts.ok("import", tmp_path / "措施.csv")
    posted = zlts.json("assess", "2013-05")["posted"]
    assert [(one["person"], one["kind"]) for one in posted] == [("石砚秋", "打招呼")]
    status = zlts.json("status")
    assert status["outstanding"] == before
    assert not [step for step in status["next"] if "石砚秋" in step]
    pending = zlts.json("ledger", "2013", "--pending")["entries"]
    assert [one["person"] for one in pending] == ["柳河清"]


@pytest.mark.parametrize("period", ["monthly 2013-05", "quarterly 2013Q2", "annual 2013"])
def test_part_four_counts_what_is_open(zlts: Zlts, tmp_path: Path, period: str) -> None:
    (tmp_path / "措施.csv").write_text(HELD, encoding="utf-8")
    zlts.ok("import", tmp_path / "措施.csv")
    zlts.ok("assess", "2013-05")
    letter = tmp_path / "通报.docx"
    assert zlts.run("report", *period.split(), "-o", letter).returncode in (0, 3)
    paper = "\n".join(one.text for one in Document(str(letter)).paragraphs)
    assert "其中1项尚未登记执行情况。" in paper
    assert "有 1 项措施尚未登记执行情况" in zlts.run("report", *period.split()).stdout
