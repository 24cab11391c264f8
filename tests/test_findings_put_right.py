"""整改: what inspections found, whether it was put right, and what is overdue."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.command import Within, founded_within
from tests.registers.zoo import ROSTER, csv

HEAD = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "整改期限", "整改情况")
BADGE = ("2013-05-06", "城关派出所", "朱春梅", "日常检查", "着装挂牌", "未挂牌", "-1")
BOARD = ("2013-05-07", "南坪派出所", "", "日常检查", "服务承诺", "未公示", "0")
PRAISE = ("2013-05-08", "治安大队", "", "日常检查", "经验做法", "错时办理", "1", "", "")
ON = ("--on", "2013-05-20")


@pytest.fixture
def ledger(tmp_path: Path) -> Within:
    return founded_within(tmp_path, ROSTER)


def took(ledger: Within, name: str, *rows: tuple[str, ...]) -> dict[str, Any]:
    (ledger.ledger.parent / name).write_bytes(csv(HEAD, *rows))
    (one,) = ledger.json("import", ledger.ledger.parent / name, codes=(0, 3))["files"]
    return dict(one)


def findings(ledger: Within) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in ledger.json("report", "quarterly", "2013Q2", codes=(0, 3))["findings"]}


def states(ledger: Within) -> dict[str, str]:
    return {number: one["state"] for number, one in findings(ledger).items()}


def test_a_finding_without_points_is_put_right_by_its_number(ledger: Within) -> None:
    took(ledger, "检查.csv", (*BADGE, "", ""), (*BOARD, "2013-05-15", ""), PRAISE)
    assert states(ledger) == {"2:2": "未整改", "2:3": "逾期未整改"}
    told = ledger.ok("done", "2:3", *ON, "--by", "江海平", "--doc", "整改报告第2号")
    assert "已登记整改：2:3 2013-05-07 南坪派出所未公示" in told
    one = findings(ledger)["2:3"]
    assert (one["state"], one["done_on"], one["by"], one["document"]) == (
        "已整改", "2013-05-20", "江海平", "整改报告第2号",
    )  # fmt: skip
    assert "检查发现的问题已整改1/2" in "".join(ledger.run("report", "quarterly", "2013Q2").stdout.split())
    shown = "".join(ledger.ok("ledger", "2013", "--findings").split())
    assert "2013-05-20已整改，江海平，整改报告第2号" in shown
    assert "错时办理" not in shown
    assert "已整改1/2" in "".join(ledger.run("report", "monthly", "2013-05").stdout.split())
    ledger.ok("done", "2:3", "--undo")
    assert states(ledger) == {"2:2": "未整改", "2:3": "逾期未整改"}
    ledger.ok("verify")


def test_what_is_overdue_stands_in_the_status(ledger: Within) -> None:
    took(ledger, "检查.csv", (*BADGE, "2013/5/10", ""), (*BOARD, "2999-01-01", ""))
    assert [one["id"] for one in ledger.json("status")["overdue_findings"]] == ["2:2"]
    assert "有 1 处检查问题逾期未整改（2:2 城关派出所未挂牌）" in "".join(ledger.ok("status").split("\n")).replace(
        "  ", ""
    )
    ledger.ok("done", "2:2", *ON)
    assert ledger.json("status")["overdue_findings"] == []


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("已整改", "已整改"),
        ("已整改，已补发胸牌", "已整改"),
        ("整改完毕", "已整改"),
        ("已整改一半", "未整改"),
        ("未整改", "未整改"),
        ("正在补办", "未整改"),
    ],
)
def test_the_registers_word_counts_and_an_unknown_one_is_shown_as_said(ledger: Within, said: str, state: str) -> None:
    took(ledger, "检查.csv", (*BADGE, "", said))
    assert states(ledger) == {"2:2": state}
    assert said in ledger.ok("ledger", "2013", "--findings")
    assert bool(ledger.json("ledger", "2013", "--findings", "--pending")["findings"]) == (state == "未整改")


def test_a_term_that_is_no_day_is_shown_as_said(ledger: Within) -> None:
    took(ledger, "检查.csv", (*BADGE, "三日内", ""))
    assert findings(ledger)["2:2"]["due"] == "三日内"
    assert states(ledger) == {"2:2": "未整改"}


def test_a_later_register_says_what_became_of_it(ledger: Within) -> None:
    """The row is a duplicate, and its word on putting right is taken all the same."""
    took(ledger, "五月.csv", (*BADGE, "2013-05-10", ""), (*BOARD, "2013-05-15", ""))
    again = took(ledger, "六月.csv", (*BADGE, "2013-05-10", ""), (*BOARD, "2013-05-15", "已整改"))
    assert (again["accepted"], again["duplicates"]) == (0, 2)
    assert states(ledger) == {"2:2": "逾期未整改", "2:3": "已整改"}
    ledger.ok("undo", "3")
    assert states(ledger) == {"2:2": "逾期未整改", "2:3": "逾期未整改"}


def test_the_record_stays_with_the_finding_when_its_file_comes_again(ledger: Within) -> None:
    took(ledger, "检查.csv", (*BADGE, "", ""))
    ledger.ok("done", "2:2", *ON)
    ledger.ok("undo", "2")
    took(ledger, "再来.csv", PRAISE, (*BADGE, "", ""))
    assert states(ledger) == {"3:3": "已整改"}


def test_a_word_that_takes_the_points_back_waits_for_a_person(ledger: Within) -> None:
    found = took(ledger, "检查.csv", (*BADGE, "", "已整改，不再扣分"))
    assert found["rejected"] == 1
    assert "不再扣分" in found["problems"][0]["reason"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("2:2",), "请写执行日期"),
        (("2:9", *ON), "不是已采用的检查登记"),
        (("9:2", *ON), "不认识"),
        (("2:2", "--on", "2013-05-01"), "不会在 2013-05-01 就整改了"),
        (("2:2", "--on", "2999-01-01"), "还没有到"),
        (("2:2", "12", *ON), "分开登记"),
        (("2:2", "--undo"), "没有登记过整改"),
        (("甲", *ON), "不是编号"),
    ],
)
def test_what_cannot_be_recorded_is_refused(ledger: Within, args: tuple[str, ...], told: str) -> None:
    took(ledger, "检查.csv", (*BADGE, "", ""))
    done = ledger.run("done", *args)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert states(ledger) == {"2:2": "未整改"}


def test_the_quarter_names_the_units_that_nobody_inspected(ledger: Within) -> None:
    took(ledger, "检查.csv", (*BADGE, "", ""), (*BOARD, "", ""))
    assert ledger.json("report", "quarterly", "2013Q2", codes=(0, 3))["uninspected"] == ["治安大队", "出入境大队"]
    shown = "".join(ledger.run("report", "quarterly", "2013Q2").stdout.split())
    assert "本季度没有检查登记的：治安大队、出入境大队（2个单位）" in shown


def test_praise_for_what_sounds_like_a_fault_is_marked_and_kept_out_of_the_letter(ledger: Within) -> None:
    odd = ("2013-05-09", "治安大队", "", "日常检查", "服务承诺", "未按规定着装", "2", "", "")
    took(ledger, "检查.csv", PRAISE, odd)
    told = ledger.run("report", "quarterly", "2013Q2").stdout
    question = next(line for line in told.split("▲ ") if "像是问题" in line)
    assert "未按规定着装" in "".join(question.split())
    assert "错时办理" not in question.partition("▲")[0].partition("窗口单位")[0]
    practice = told[told.index("经验做法（") :]
    assert "错时办理" in practice
    assert "未按规定着装" in practice
    letter = ledger.ledger.with_name("通报.docx")
    ledger.run("report", "quarterly", "2013Q2", "-o", letter)
    text = "".join(one.text for one in Document(str(letter)).paragraphs)
    assert "错时办理" in text
    assert "未按规定着装（加2分）" not in text
