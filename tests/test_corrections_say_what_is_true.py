"""Corrections of issued bulletins: verdicts that turn twice, the turn of the year, a quarter beside its months."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from docx import Document

from tests.command import Zlts, founded

ROSTER = """\
单位,城区/农村,姓名,警号,角色
东山派出所,城区,柳河清,880101,窗口民警
东山派出所,城区,石砚秋,880102,窗口民警
东山派出所,城区,秦若谷,880103,窗口民警
东山派出所,城区,白露明,,责任领导
东山派出所,城区,丁既明,,责任局领导
"""
HEAD = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况\n"
TRUE, UNTRUE = "属实,2013-05-20", "不属实,2013-06-05"
AGAIN = "属实,2013-06-20"
ACCUSING = ("认定有效，是", "TS71", "态度冷淡")


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded(tmp_path, ROSTER)


def found(zlts: Zlts, verdict: str, through: str = "2013-06", *, assess: bool = True, more: str = "") -> None:
    """The register comes in with this verdict on Liu, and a pass runs."""
    place = len(list(zlts.ledger.parent.glob("投诉-*")))
    text = f"{HEAD}TS71,2013-05-06,来电,,,东山派出所,柳河清,脸难看,态度冷淡,{verdict},,第{place}次核查\n{more}"
    name = f"投诉-{place}.csv"
    (zlts.ledger.parent / name).write_text(text, encoding="utf-8")
    assert zlts.run("import", zlts.ledger.parent / name).returncode in (0, 3)
    if assess:
        zlts.ok("assess", through)


def issue(zlts: Zlts, period: str, number: str, kind: str = "monthly") -> dict[str, Any]:
    return zlts.json("report", kind, period, "--issue", number, codes=(0, 3))


def told(zlts: Zlts, period: str = "2013-06", kind: str = "monthly", key: str = "corrections") -> list[str]:
    """What a bulletin says of corrections, the talk's only; its letter says the same."""
    corrections = zlts.json("report", kind, period, codes=(0, 3))[key]
    return [one["reason"] for one in corrections if one["kind"] in ("谈话", "告诫") and one["role"] == "officer"]


def paper(zlts: Zlts, kind: str, period: str) -> str:
    """The letter's own text and that of its tables."""
    output = zlts.ledger.parent / "通报.docx"
    assert zlts.run("report", kind, period, "--annex", "-o", output, "--replace").returncode in (0, 3)
    document = Document(str(output))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


# ---------------------------------------------------------------- a verdict that turns twice


def test_what_is_taken_back_and_posted_again_as_it_was_is_no_correction(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    found(zlts, TRUE)
    assert zlts.json("report", "monthly", "2013-06", codes=(0, 3))["corrections"] == []
    assert "撤销" not in paper(zlts, "monthly", "2013-06")
    assert [one["kind"] for one in zlts.json("ledger", "2013")["entries"]] == ["谈话", "取消评先评优"]


def test_who_is_found_guilty_again_on_another_day_is_not_told_to_be_cleared(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    found(zlts, AGAIN)
    words = told(zlts)
    assert [one for one in words if "2013年第5期通报对柳河清的谈话" in one and "见第" in one]
    assert not [one for one in words if "撤销" in one or "不属实" in one]


def test_before_the_pass_nobody_is_told_to_be_cleared_who_is_not(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    found(zlts, AGAIN, assess=False)
    every = [one["reason"] for one in zlts.json("report", "monthly", "2013-06", codes=(0, 3))["corrections"]]
    assert len(every) == 2
    for words in every:
        assert "以最近一次评定的结果为准" in words
        assert "撤销" not in words
        assert "不属实" not in words


def test_before_the_pass_nobody_is_accused_who_is_cleared(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    found(zlts, AGAIN)
    found(zlts, UNTRUE.replace("06-05", "06-25"), assess=False)
    words = told(zlts)
    assert words == ["2013年第5期通报对柳河清的谈话，因复核认定不属实，予以撤销"]
    assert not [secret for secret in ACCUSING if secret in "".join(words)]


def test_after_a_bulletin_has_cleared_him_the_next_says_that_he_is_not(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    issue(zlts, "2013-06", "2013年第6期")
    found(zlts, TRUE, "2013-07")
    words = told(zlts, "2013-07")
    assert len(words) == 1
    assert words[0].endswith("（2013年第6期通报曾予撤销，现重新认定）")
    issue(zlts, "2013-07", "2013年第7期")
    found(zlts, UNTRUE, "2013-08")
    assert told(zlts, "2013-08") == ["2013年第7期通报对柳河清的谈话，因复核认定不属实，予以撤销"]


def test_one_of_two_is_cleared_by_his_own_verdict(zlts: Zlts) -> None:
    """The complaint as a whole stays sustained: what is said of him is what was found of him."""
    both = "TS71,2013-05-06,来电,,,东山派出所,{},脸难看,态度冷淡,{},,\n"
    found(zlts, TRUE, more=both.format("石砚秋", TRUE))
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE, more=both.format("石砚秋", TRUE))
    assert told(zlts) == ["2013年第5期通报对柳河清的谈话，因复核认定不属实，予以撤销"]


def test_a_bar_that_still_stands_for_another_complaint_is_named(zlts: Zlts) -> None:
    second = "TS72,2013-05-08,来信,,,东山派出所,柳河清,话难听,言语不当,属实,2013-05-28,,\n"
    found(zlts, TRUE, more=second)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE, more=second)
    corrections = zlts.json("report", "monthly", "2013-06", codes=(0, 3))["corrections"]
    bar = [one["reason"] for one in corrections if one["kind"] == "取消评先评优" and one.get("reverses")]
    assert len(bar) == 1
    assert "因复核认定不属实，予以撤销；另有取消评先评优（第" in bar[0]
    warning = [one["reason"] for one in corrections if one["kind"] == "告诫" and one["role"] == "officer"]
    assert len(warning) == 1
    assert "对柳河清的告诫" in warning[0]
    assert "改为谈话，见第" in warning[0]


# ---------------------------------------------------------------- the turn of the year


DECEMBER = "TS73,2013-12-06,来电,,,东山派出所,石砚秋,脸难看,排队太久,{},,\n"


def year_end(zlts: Zlts, verdict: str, number: int) -> None:
    path = zlts.ledger.parent / f"年底-{number}.csv"
    path.write_text(HEAD + DECEMBER.format(verdict), encoding="utf-8")
    assert zlts.run("import", path).returncode in (0, 3)
    assert zlts.run("assess", "2013-12").returncode in (0, 3)


def test_what_changed_in_december_is_corrected_once_by_januarys_bulletin(zlts: Zlts) -> None:
    """Also where January itself has no entry."""
    year_end(zlts, "属实,2013-12-20", 1)
    issue(zlts, "2013-12", "2013年第12期")
    year_end(zlts, "不属实,2014-01-10", 2)
    zlts.ok("assess", "2014-01")
    cleared = "2013年第12期通报对石砚秋的谈话，因复核认定不属实，予以撤销"
    assert cleared in told(zlts, "2014-01")
    issue(zlts, "2014-01", "2014年第1期")
    assert told(zlts, "2014-02") == []


def test_what_januarys_bulletin_added_to_december_is_corrected_by_the_next(zlts: Zlts) -> None:
    year_end(zlts, "待查,", 1)
    issue(zlts, "2013-12", "2013年第12期")
    year_end(zlts, "属实,2014-01-10", 2)
    zlts.ok("assess", "2014-01")
    assert len(told(zlts, "2014-01")) == 1
    issue(zlts, "2014-01", "2014年第1期")
    year_end(zlts, "不属实,2014-02-10", 3)
    assert told(zlts, "2014-02") == ["2014年第1期通报对石砚秋的谈话，因复核认定不属实，予以撤销"]


def test_a_year_issued_in_january_repeats_nothing_that_it_told(zlts: Zlts) -> None:
    year_end(zlts, "属实,2013-12-20", 1)
    zlts.ok("assess", "2014-01")
    issue(zlts, "2013", "2013年总评", "annual")
    assert zlts.json("report", "annual", "2014", codes=(0, 3))["corrections"] == []
    year_end(zlts, "不属实,2014-02-10", 2)
    assert "2013年总评" in str(zlts.json("report", "annual", "2014", codes=(0, 3))["corrections"])


# ---------------------------------------------------------------- a quarter beside its months


def test_a_quarter_tells_what_was_corrected_of_its_months(zlts: Zlts) -> None:
    found(zlts, TRUE)
    issue(zlts, "2013-05", "2013年第5期")
    found(zlts, UNTRUE)
    cleared = "2013年第5期通报对柳河清的谈话，因复核认定不属实，予以撤销"
    assert told(zlts, "2013-06") == [cleared]
    issue(zlts, "2013-06", "2013年第6期")
    assert told(zlts, "2013Q2", "quarterly") == [], "no quarterly bulletin was issued"
    for kind, period in (("quarterly", "2013Q2"), ("annual", "2013")):
        assert told(zlts, period, kind, "corrections_within") == [cleared]
        text = paper(zlts, kind, period)
        assert cleared in text
        assert not [secret for secret in ACCUSING if secret in text]
        assert "通报印发以后的更正" in zlts.run("report", kind, period).stdout
    assert told(zlts, "2013Q3", "quarterly", "corrections_within") == []
    assert "corrections_within" not in zlts.json("report", "monthly", "2013-06", codes=(0, 3))


# ---------------------------------------------------------------- a leader who was not the leader then


@pytest.mark.parametrize("serious", ["严重", ""])
def test_a_leader_who_was_not_posted_then_is_cleared_by_his_posting(zlts: Zlts, serious: str) -> None:
    register = f"{HEAD}TS72,2013-05-06,来电,,,东山派出所,柳河清,脸难看,态度冷淡,属实,2013-05-20,{serious},\n"
    register += "TS73,2013-05-07,来电,,,东山派出所,柳河清,事难办,推诿,属实,2013-05-21,,\n"
    (zlts.ledger.parent / "登记.csv").write_text(register, encoding="utf-8")
    zlts.json("import", zlts.ledger.parent / "登记.csv", codes=(0, 3))
    zlts.json("assess", "2013-05", codes=(0, 3))
    issue(zlts, "2013-05", "2013年第5期")
    zlts.ok("post", "白露明", "东山所", "--role", "责任领导", "--from", "2013-01-01", "--to", "2013-04-30")
    zlts.ok("post", "陆行之", "东山所", "--role", "责任领导", "--from", "2013-05-01")
    zlts.json("assess", "2013-05", codes=(0, 3))
    corrections = issue(zlts, "2013-06", "2013年第6期")["corrections"]
    cleared = [one["reason"] for one in corrections if one["person"] == "白露明"]
    assert cleared == [
        f"2013年第5期通报对白露明的{kind}，因任职登记已更正，予以撤销"
        for kind in (["追究责任", "谈话"] if serious else ["谈话"])
    ]
    assert any(one["person"] == "陆行之" for one in corrections)
