"""The quarter ranks the units by inspection first, the year by complaints first; any other order is a setting."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.clock import at, told
from zlts.resources import data_file

AFTER = "2014-01-05"
LIKED, INSPECTED = "北溪派出所", "南坪派出所"
ROSTER = f"""\
单位,城区/农村,姓名,警号,角色,任职起,任职止
{LIKED},农村,申小雨,882001,窗口民警,2013-01-01,
{INSPECTED},农村,宗海燕,882002,窗口民警,2013-01-01,
"""
COMPLAINTS = f"""\
编号,受理日期,被投诉单位,被投诉民警,投诉内容,核查结果,认定日期
TS1,2013-11-03,{INSPECTED},宗海燕,态度冷淡,属实,2013-11-20
"""
INSPECTIONS = f"""\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分
2013-11-08,{INSPECTED},,季度检查,经验做法,一窗式,2
"""
PRESSES = "单位,姓名,评价结果,评价时间\n" + "".join(
    f"{unit},{name},满意,2013-{month}-05 09:{n:02d}:00\n"
    for unit, name in ((LIKED, "申小雨"), (INSPECTED, "宗海燕"))
    for month in ("10", "11", "12")
    for n in range(20)
)


def year(folder: Path, *init: object) -> Path:
    """A ledger of the year, assessed: one unit with a complaint and a good inspection, one with neither."""
    ledger = folder / "zlts.db"
    texts = {"花名册.csv": ROSTER, "投诉.csv": COMPLAINTS, "检查.csv": INSPECTIONS, "评价.csv": PRESSES}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    assert at(ledger, AFTER, "init", "--roster", folder / "花名册.csv", *init).returncode == 0
    for name in list(texts)[1:]:
        assert at(ledger, AFTER, "import", folder / name).returncode == 0
    told(ledger, AFTER, "assess", "2013-12")
    return ledger


def first(ledger: Path, *report: str) -> str:
    units = told(ledger, AFTER, "report", *report)["units"]
    return next(str(one["unit"]) for one in units if one["rank"] == 1)


def test_the_quarter_and_the_year_have_their_own_order(tmp_path: Path) -> None:
    ledger = year(tmp_path)
    assert first(ledger, "quarterly", "2013Q4") == INSPECTED
    assert first(ledger, "annual", "2013") == LIKED


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        ("quarterly", "2013Q4", "依次比较得分、有效投诉、满意率，"),
        ("annual", "2013", "依次比较有效投诉、满意率、得分，"),
    ],
)
def test_the_letter_says_by_what_it_ranks(tmp_path: Path, kind: str, period: str, words: str) -> None:
    ledger, letter = year(tmp_path), tmp_path / "通报.docx"
    assert at(ledger, AFTER, "report", kind, period, "-o", letter).returncode in (0, 3)
    assert words in "\n".join(paragraph.text for paragraph in Document(str(letter)).paragraphs)


def test_another_order_is_a_setting(tmp_path: Path) -> None:
    policy = tmp_path / "政策.toml"
    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    lines = [
        'year = ["检查得分", "投诉", "满意率"]' if line.startswith("year = [") else line for line in text.splitlines()
    ]
    policy.write_text("\n".join(lines), encoding="utf-8")
    assert first(year(tmp_path, "--policy", policy), "annual", "2013") == INSPECTED
