"""What moved since the period before, in figures; half years; the units that reached the contest's aims."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.clock import at, told
from tests.command import Within, founded_within
from zlts.errors import WrongUsage
from zlts.periods import Month, Period, Span, chinese

_ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
东门派出所,城区,卫青云,660101,窗口民警,2013-01-01,
西门派出所,农村,杨怀远,660201,窗口民警,2013-01-01,
北门派出所,农村,蒋若兰,660301,窗口民警,2013-01-01,
"""
_SUMS = """\
单位,姓名,月份,满意,不满意,未评价
东门派出所,卫青云,2013-04,97,3,0
东门派出所,卫青云,2013-05,98,2,0
东门派出所,卫青云,2013-06,99,1,0
东门派出所,卫青云,2013-07,100,0,0
东门派出所,卫青云,2013-08,100,0,0
东门派出所,卫青云,2013-09,100,0,0
西门派出所,杨怀远,2013-04,100,0,0
西门派出所,杨怀远,2013-05,100,0,0
西门派出所,杨怀远,2013-06,100,0,0
西门派出所,杨怀远,2013-07,98,2,0
西门派出所,杨怀远,2013-08,98,2,0
西门派出所,杨怀远,2013-09,98,2,0
北门派出所,蒋若兰,2013-04,100,0,0
北门派出所,蒋若兰,2013-05,100,0,0
北门派出所,蒋若兰,2013-06,100,0,0
北门派出所,蒋若兰,2013-07,100,0,0
北门派出所,蒋若兰,2013-08,100,0,0
"""
_COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期
TS1,2013-05-03,来电,欧阳采薇,13900007788,东门派出所,卫青云,脸难看,态度冷淡,属实,2013-05-20
TS2,2013-08-05,来电,欧阳采薇,13900007788,西门派出所,杨怀远,话难听,语气生硬,属实,2013-08-21
TS3,2013-09-07,信访,欧阳采薇,13900007788,北门派出所,蒋若兰,事难办,材料退回,待查,
"""
_INSPECTIONS = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-08,东门派出所,,季度检查,着装挂牌,未挂牌,-3,,章正
2013-08-08,东门派出所,,季度检查,服务承诺,延时服务,2,,章正
"""
DAY = "2013-10-08"


@pytest.fixture(scope="module")
def zlts(tmp_path_factory: pytest.TempPathFactory) -> Within:
    folder = tmp_path_factory.mktemp("changes")
    made = founded_within(folder, _ROSTER)
    for name, text in (("评价汇总", _SUMS), ("投诉登记簿", _COMPLAINTS), ("检查登记", _INSPECTIONS)):
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    made.run("import", *(folder / f"{name}.csv" for name in ("评价汇总", "投诉登记簿", "检查登记")))
    made.run("assess", "2013-09")
    return made


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as parts:
        return "".join(re.findall(r"<w:t[^>]*>([^<]*)", parts.read("word/document.xml").decode()))


def test_a_quarter_stands_beside_the_one_before(zlts: Within) -> None:
    found = told(zlts.ledger, DAY, "report", "quarterly", "2013Q3")
    before = {one["unit"]: one["before"] for one in found["units"]}
    east, west = before["东门派出所"], before["西门派出所"]
    assert (east["period"], east["percent"], east["percent_change"]) == ("2013Q2", "98.00%", "+2.00")
    assert (east["sustained_complaints"], east["sustained_change"]) == (1, -1)
    assert (east["score"], east["score_change"], east["rank"]) == (97, 5, 3)
    assert (west["percent_change"], west["sustained_change"], west["score_change"]) == ("-2.00", 1, 0)
    assert found["before"]["percent_change"] == "-0.08"
    assert found["before"]["rank"] is None
    assert (found["units"][0]["unit"], found["units"][0]["rank"]) == ("东门派出所", 1)


def test_the_last_rank_stands_in_brackets(zlts: Within, tmp_path: Path) -> None:
    shown = at(zlts.ledger, DAY, "report", "quarterly", "2013Q3").stdout
    assert re.search(r"1（3） +东门派出所", shown)
    at(zlts.ledger, DAY, "report", "quarterly", "2013Q3", "-o", tmp_path / "三季度.xlsx")
    cells = {str(cell.value) for sheet in load_workbook(tmp_path / "三季度.xlsx") for row in sheet for cell in row}
    assert {"1（3）", "+2.00", "+5"} <= cells
    at(zlts.ledger, DAY, "report", "quarterly", "2013Q3", "-o", tmp_path / "三季度.docx")
    letter = text_of(tmp_path / "三季度.docx")
    assert "前3名是：第1名东门派出所（上季度第3，+5分），102分，无有效投诉；" in letter
    assert "与上季度相比，满意率下降0.08个百分点，有效投诉持平" in letter


def test_a_month_stands_beside_the_one_before(zlts: Within) -> None:
    found = told(zlts.ledger, DAY, "report", "monthly", "2013-06")
    east = next(one for one in found["units"] if one["unit"] == "东门派出所")["before"]
    assert (east["period"], east["percent"], east["percent_change"], east["sustained_change"]) == (
        "2013-05",
        "98.00%",
        "+1.00",
        -1,
    )
    assert (east["score"], east["rank"]) == (None, None)


def test_the_first_covered_period_has_none_before(zlts: Within) -> None:
    for words in (("quarterly", "2013Q1"), ("monthly", "2013-03"), ("annual", "2013")):
        found = told(zlts.ledger, DAY, "report", *words)
        assert found["before"] is None
        assert all(one["before"] is None for one in found["units"])
    assert "与上期相比" not in at(zlts.ledger, DAY, "report", "quarterly", "2013Q1").stdout


def test_the_units_that_reached_the_aims_are_counted_and_named(zlts: Within, tmp_path: Path) -> None:
    """North lacks September, so that it is not said to be all satisfied, and has a complaint nobody has decided."""
    found = told(zlts.ledger, DAY, "report", "quarterly", "2013Q3")["reached"]
    assert found == {
        "full_satisfaction": ["东门派出所"],
        "zero_complaints": ["东门派出所"],
        "both": ["东门派出所"],
        "unsettled": ["北门派出所"],
    }
    at(zlts.ledger, DAY, "report", "quarterly", "2013Q3", "-o", tmp_path / "三季度.docx")
    letter = text_of(tmp_path / "三季度.docx")
    assert "满意率达到100%的单位1个：东门派出所，" in letter
    assert "零投诉单位1个：东门派出所（另有1个单位的投诉尚未查结）。" in letter
    assert "群众满意、零投诉两项都达到的1个：东门派出所。" in letter
    assert "零投诉" in at(zlts.ledger, DAY, "report", "monthly", "2013-06").stdout
    april = told(zlts.ledger, DAY, "report", "monthly", "2013-04")["reached"]
    assert april["full_satisfaction"] == ["西门派出所", "北门派出所"]
    assert april["zero_complaints"] == ["东门派出所", "西门派出所", "北门派出所"]


def test_half_a_year_is_ranked_like_a_quarter(zlts: Within) -> None:
    found = told(zlts.ledger, DAY, "report", "quarterly", "2013H1")
    assert found["quarter"] == "2013H1"
    assert sum(one["counted"] for one in found["units"]) == 900
    assert at(zlts.ledger, DAY, "report", "quarterly", "2013年上半年").stdout.startswith(
        "“群众满意零投诉”窗口竞赛2013年上半年通报"
    )
    second = told(zlts.ledger, DAY, "report", "quarterly", "2013H2")
    assert not second["finished"]
    assert second["before"]["period"] == "2013H1"
    assert "2013年上半年" in at(zlts.ledger, DAY, "report", "quarterly", "2013H1", "--public").stdout


def test_a_half_years_bulletin_is_issued_and_printed_again(zlts: Within) -> None:
    assert at(zlts.ledger, DAY, "report", "quarterly", "2013H1", "--issue", "半年1").returncode in (0, 3)
    again = told(zlts.ledger, DAY, "report", "quarterly", "--reprint", "半年1")
    assert again["quarter"] == "2013H1"
    for words in (("quarterly", "2013Q3"), ("quarterly", "2013H1"), ("annual", "2013")):
        assert told(zlts.ledger, DAY, "report", *words)


@pytest.mark.parametrize("text", ["2013H1", "2013h1", "2013-H1", "2013年上半年", "2013上半年", "2013年 上半年度"])
def test_half_a_year_in_the_forms_people_write(text: str) -> None:
    period = Period.parse(text, Span.HALF)
    assert (str(period), period.months[0], period.months[-1]) == ("2013H1", Month(2013, 1), Month(2013, 6))
    assert str(period.previous) == "2012H2"
    assert chinese(text) == "2013年上半年"


def test_what_is_no_half_year_says_how_one_is_written() -> None:
    with pytest.raises(WrongUsage) as refused:
        Period.parse("2013H3", Span.HALF)
    assert "2013H1" in str(refused.value)
    with pytest.raises(WrongUsage):
        Period.parse("2013H1", Span.QUARTER)
