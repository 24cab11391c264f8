"""No complaints in the figures is no news while no register of complaints has been taken in: missing is not zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clock import at
from tests.command import Zlts, founded_within

ROSTER = "单位,城区农村,姓名,警号,角色\n柳湾派出所,农村,柏一鸣,880001,窗口民警\n"
HEADINGS = "编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期\n"
COUNTS = "单位,姓名,月份,满意,不满意\n柳湾派出所,柏一鸣,2013-03,40,1\n"
COMPLAINT = "7,2013-05-08,,,柳湾派出所,柏一鸣,事难办,态度生硬,无效,2013-05-20\n"
SAID = "还没有导入过投诉登记簿"
ASKED = ("report monthly 2013-03", "report quarterly 2013Q1", "report annual 2013")


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    found = founded_within(tmp_path, ROSTER)
    take(found, "三月.csv", COUNTS)
    return found


def take(zlts: Zlts, name: str, text: str) -> str:
    path = zlts.ledger.parent / name
    path.write_text(text, encoding="utf-8")
    return str(zlts.json("import", path, codes=(0, 3))["files"][0]["batch"])


def silent(zlts: Zlts) -> set[bool]:
    return {SAID not in zlts.run(*words.split()).stdout for words in ASKED}


@pytest.mark.parametrize("words", ASKED)
def test_a_bulletin_says_that_no_register_stands_behind_its_zeros(zlts: Zlts, words: str) -> None:
    assert SAID in zlts.run(*words.split()).stdout


@pytest.mark.parametrize("register", [HEADINGS, HEADINGS + COMPLAINT])
def test_any_register_is_one_even_an_empty_one_until_it_is_taken_back(zlts: Zlts, register: str) -> None:
    batch = take(zlts, "登记簿.csv", register)
    assert silent(zlts) == {True}
    zlts.ok("undo", batch)
    assert silent(zlts) == {False}


def test_the_status_says_so_once_a_month_with_evaluations_is_over(zlts: Zlts) -> None:
    assert SAID not in at(zlts.ledger, "2013-03-31", "status").stdout
    assert SAID in at(zlts.ledger, "2013-04-01", "status").stdout
