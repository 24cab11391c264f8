"""An officer objects to an entry: it is counted, waits in sight, is decided, and a pass respects it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.clock import at, told
from tests.command import founded_within
from tests.trust.schemas.make import HERE, load
from zlts import db

ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试一所,城区,戴若兰,880002,窗口民警
测试一所,城区,孔景行,,责任领导
测试一所,城区,俞望舒,,责任局领导
"""
COUNTS = "单位,姓名,月份,满意,基本满意,不满意\n"
PRESSES = COUNTS + "".join(
    f"测试一所,{who},2013-{n:02},90,0,{bad if n == 5 else 0}\n"
    for n in range(3, 13)
    for who, bad in (("柏一鸣", 20), ("戴若兰", 0))
)
COMPLAINTS = """\
编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期,严重程度
TS1,2013-05-02,司马望川,13800007777,测试一所,戴若兰,窗口态度,有效,2013-05-20,
"""
POSTED = "2013-06-05"
"""The day of the pass; with thirty days, the fifth of July is the last."""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    made = founded_within(tmp_path, ROSTER).ledger
    for name, text in (("评价.csv", PRESSES), ("投诉.csv", COMPLAINTS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    taken = at(made, POSTED, "import", tmp_path / "评价.csv", tmp_path / "投诉.csv")
    assert taken.returncode in (0, 3), taken.stdout
    told(made, POSTED, "assess", "2013-05")
    return made


def ok(ledger: Path, day: str, *args: object) -> str:
    done = at(ledger, day, *args)
    assert done.returncode == 0, (done.stdout, done.stderr)
    return done.stdout


def refused(ledger: Path, day: str, *args: object, code: int = 2) -> str:
    before = ledger.read_bytes()
    done = at(ledger, day, *args)
    assert (done.returncode, done.stdout) == (code, ""), (done.stdout, done.stderr)
    assert ledger.read_bytes() == before
    return done.stderr


def entries(ledger: Path, *args: str) -> list[dict[str, Any]]:
    return list(told(ledger, "2014-01-08", "ledger", "2013", *args)["entries"])


def number(ledger: Path, kind: str = "打招呼") -> int:
    return int(next(one["id"] for one in entries(ledger) if one["kind"] == kind and one["role"] == "officer"))


def objected(ledger: Path, kind: str = "打招呼", day: str = "2013-06-20") -> int:
    own = number(ledger, kind)
    ok(ledger, day, "object", own, "--on", day, "--text", "那几天在外培训")
    return own


def actions(ledger: Path) -> list[str]:
    with closing(sqlite3.connect(ledger)) as connection:
        return [action for (action,) in connection.execute("SELECT action FROM journal ORDER BY seq")]


def steps(ledger: Path, day: str) -> list[str]:
    return list(told(ledger, day, "status")["next"])


# ---------------------------------------------------------------- entering one


def test_an_objection_waits_in_sight_with_the_line_to_type_and_the_days_left(ledger: Path) -> None:
    own = objected(ledger)
    (step,) = [one for one in steps(ledger, "2013-06-25") if "申诉" in one]
    assert f"第 {own} 号柏一鸣打招呼" in step
    assert "已等 5 天" in step
    assert "申诉期还剩 10 天" in step
    assert f"zlts object {own} --upheld" in step
    assert f"zlts object {own} --dismissed --doc" in step
    (line,) = told(ledger, "2013-06-25", "status")["objections"]
    assert (line["entry"], line["person"], line["state"], line["days_left"]) == (own, "柏一鸣", "open", 10)


def test_it_waits_in_sight_in_the_year_after_too(ledger: Path, tmp_path: Path) -> None:
    own = objected(ledger)
    later = COUNTS + "测试一所,柏一鸣,2014-01,90,0,0\n"
    (tmp_path / "来年.csv").write_text(later, encoding="utf-8")
    at(ledger, "2014-02-08", "import", tmp_path / "来年.csv")
    status = told(ledger, "2014-02-08", "status")
    assert status["year"] == 2014
    assert any(f"第 {own} 号" in one and "申诉" in one for one in status["next"])
    assert [one["entry"] for one in status["objections"]] == [own]


@pytest.mark.parametrize(("day", "late"), [("2013-07-05", False), ("2013-07-06", True)])
def test_after_its_days_it_is_taken_and_marked_as_late(ledger: Path, day: str, late: bool) -> None:
    own = number(ledger)
    said = ok(ledger, day, "object", own, "--on", day, "--text", "不服")
    assert ("逾期" in said) is late
    assert ("2013-07-05" in said) is late
    (line,) = told(ledger, day, "status")["objections"]
    assert line["late"] is late
    bulletin = at(ledger, day, "report", "monthly", "2013-05").stdout
    assert ("逾期提出" in bulletin) is late


def test_a_day_before_the_entry_was_posted_is_told(ledger: Path) -> None:
    own = number(ledger)
    assert f"这一条 {POSTED} 才登记" in ok(
        ledger, "2013-06-20", "object", own, "--on", "2013-06-04", "--text", "不服"
    )
    ok(ledger, "2013-06-20", "object", own, "--undo")
    assert "才登记" not in ok(ledger, "2013-06-20", "object", own, "--on", POSTED, "--text", "不服")


def test_the_successor_of_an_entry_was_posted_when_the_first_was(ledger: Path) -> None:
    own = number(ledger)
    ok(ledger, "2013-06-10", "waive", own, "--reason", "故障", "--doc", "2号")
    ok(ledger, "2013-06-11", "waive", own, "--undo")
    told(ledger, "2013-06-12", "assess", "2013-05")
    successor = number(ledger)
    assert successor != own
    ok(ledger, "2013-06-20", "object", successor, "--on", "2013-06-08", "--text", "不服")


def test_an_objection_that_an_older_program_took_too_early_is_told_as_such(ledger: Path) -> None:
    own = objected(ledger)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("UPDATE objection SET day = '2001-06-01'")
        connection.commit()
    (step,) = [one for one in steps(ledger, "2013-06-25") if "申诉" in one]
    assert f"第 {own} 号" in step
    assert "2001-06-01 早于该条的登记日期 2013-06-05，请核对" in step
    assert "已等" not in step


def test_the_days_are_the_policys(ledger: Path, tmp_path: Path) -> None:
    from zlts.resources import data_file

    text = data_file("policy-2013.toml").read_text(encoding="utf-8")
    assert "\n[objection]\ndays = 30 " in text
    shorter = tmp_path / "短.toml"
    shorter.write_text(text.replace("\n[objection]\ndays = 30 ", "\n[objection]\ndays = 10 "), encoding="utf-8")
    ok(ledger, POSTED, "policy", "adopt", shorter)
    own = number(ledger)
    assert "2013-06-15" in ok(ledger, "2013-06-16", "object", own, "--on", "2013-06-16", "--text", "不服")


def test_a_second_open_one_is_refused_and_another_after_the_decision_is_not(ledger: Path) -> None:
    own = objected(ledger)
    again = ("object", own, "--on", "2013-06-21", "--text", "再说一次")
    assert "还没有答复" in refused(ledger, "2013-06-21", *again)
    ok(ledger, "2013-06-22", "object", own, "--dismissed", "--doc", "纪要3号")
    ok(ledger, "2013-06-23", *again)
    states = [one["state"] for one in told(ledger, "2013-06-23", "status")["objections"]]
    assert states == ["dismissed", "open"]


def test_what_is_refused_with_words(ledger: Path) -> None:
    own = number(ledger)
    day = "2013-06-20"
    said = ("--on", day, "--text", "不服")
    assert "没有第 999 号" in refused(ledger, day, "object", 999, *said)
    assert "日期" in refused(ledger, day, "object", own, "--on", "某日", "--text", "不服")
    assert "哪一天" in refused(ledger, day, "object", own, "--text", "不服")
    assert "还没有到" in refused(ledger, day, "object", own, "--on", "2013-06-21", "--text", "不服")
    assert "2013-05-31" in refused(ledger, day, "object", own, "--on", "2013-05-30", "--text", "不服", code=1)
    assert "请写" in refused(ledger, day, "object", own)
    assert "内容" in refused(ledger, day, "object", own, "--on", day, "--text", " ")
    assert "分开" in refused(ledger, day, "object", own, *said, "--upheld")
    assert "分开" in refused(ledger, day, "object", own, "--upheld", "--dismissed", "--doc", "3号")
    for words in (("--upheld",), ("--dismissed", "--doc", "3号"), ("--undo",)):
        assert "没有登记过申诉" in refused(ledger, day, "object", own, *words)
    assert "没有第 999 号" in refused(ledger, day, "object", 999, "--upheld")
    ok(ledger, day, "waive", own, "--reason", "故障", "--doc", "2号")
    assert "已经撤销" in refused(ledger, day, "object", own, *said)
    assert "已经撤销" in refused(ledger, day, "object", max(one["id"] for one in entries(ledger, "--all")), *said)


# ---------------------------------------------------------------- deciding it


def test_upheld_a_pass_reverses_it_for_good_and_says_why(ledger: Path) -> None:
    own = objected(ledger)
    said = ok(ledger, "2013-07-01", "object", own, "--upheld", "--doc", "纪要3号", "--on", "2013-06-30")
    assert "zlts assess 2013-05" in said
    assert own in [one["id"] for one in entries(ledger)]
    assert any("以前的月份也有变化" in one and "zlts assess 2013-06" in one for one in steps(ledger, "2013-07-01"))
    done = at(ledger, "2013-07-02", "assess", "2013-05")
    assert "申诉成立（纪要3号）" in done.stdout
    assert own not in [one["id"] for one in entries(ledger)]
    again = told(ledger, "2013-07-02", "assess", "2013-05")
    assert (again["posted"], again["reversed"]) == ([], [])
    later = told(ledger, "2013-07-02", "assess", "2013-06")
    assert not [one for one in later["posted"] if one["month"] == "2013-05"]
    (line,) = told(ledger, "2013-07-02", "status")["objections"]
    assert (line["state"], line["document"], line["decided_on"]) == ("upheld", "纪要3号", "2013-06-30")
    assert line["stands"] is False
    assert line["days_left"] is None
    bulletin = at(ledger, "2013-07-02", "report", "monthly", "2013-05").stdout
    assert "申诉成立（2013-06-30，纪要3号）" in bulletin
    assert "领导小组决定免除" not in bulletin  # shown apart from waivers
    assert "申诉" not in "".join(one for one in steps(ledger, "2013-07-02"))


def test_upheld_without_a_document_is_upheld(ledger: Path) -> None:
    own = objected(ledger)
    ok(ledger, "2013-07-01", "object", own, "--upheld")
    shown = at(ledger, "2013-07-02", "assess", "2013-05").stdout
    assert "申诉成立" in shown
    assert "申诉成立（" not in shown


def test_the_correction_of_an_issued_bulletin_says_why(ledger: Path) -> None:
    assert at(ledger, "2013-06-10", "report", "monthly", "2013-05", "--issue", "第5期").returncode in (0, 3)
    own = objected(ledger)
    ok(ledger, "2013-07-01", "object", own, "--upheld", "--doc", "纪要3号")
    told(ledger, "2013-07-02", "assess", "2013-06")
    corrected = told(ledger, "2013-07-02", "report", "monthly", "2013-06")["corrections"]
    assert any("因申诉成立（纪要3号），予以撤销" in one["reason"] for one in corrected)


def test_dismissed_needs_its_document_and_leaves_its_trace(ledger: Path) -> None:
    own = objected(ledger)
    assert "文号" in refused(ledger, "2013-07-01", "object", own, "--dismissed")
    before = entries(ledger)
    ok(ledger, "2013-07-01", "object", own, "--dismissed", "--doc", "纪要3号")
    assert entries(ledger) == before
    outcome = told(ledger, "2013-07-02", "assess", "2013-05")
    assert (outcome["posted"], outcome["reversed"]) == ([], [])
    assert not [one for one in steps(ledger, "2013-07-02") if "申诉" in one]
    (line,) = told(ledger, "2013-07-02", "report", "monthly", "2013-05")["objections"]
    assert (line["state"], line["document"], line["stands"]) == ("dismissed", "纪要3号", True)
    assert "申诉不成立（2013-07-01，纪要3号）" in at(ledger, "2013-07-02", "report", "monthly", "2013-05").stdout


def test_a_decision_is_taken_once_and_not_before_the_objection(ledger: Path) -> None:
    own = objected(ledger)
    early = ("object", own, "--upheld", "--on", "2013-06-19")
    assert "2013-06-20" in refused(ledger, "2013-07-01", *early)
    assert "还没有到" in refused(ledger, "2013-07-01", "object", own, "--upheld", "--on", "2013-07-02")
    ok(ledger, "2013-07-01", "object", own, "--upheld")
    for words in (("--upheld",), ("--dismissed", "--doc", "3号")):
        assert "2013-07-01 认定成立" in refused(ledger, "2013-07-01", "object", own, *words)


# ---------------------------------------------------------------- taking it back


def test_undo_takes_back_the_decision_and_then_the_objection(ledger: Path) -> None:
    before = [(one["kind"], one["person"]) for one in entries(ledger)]
    own = objected(ledger)
    ok(ledger, "2013-07-01", "object", own, "--upheld", "--doc", "3号")
    told(ledger, "2013-07-02", "assess", "2013-05")
    assert "重新待答复" in ok(ledger, "2013-07-03", "object", own, "--undo")
    told(ledger, "2013-07-03", "assess", "2013-05")
    assert sorted(one[0] for one in before) == sorted(one["kind"] for one in entries(ledger))
    successor = number(ledger)
    assert successor != own
    (step,) = [one for one in steps(ledger, "2013-07-03") if "申诉" in one]
    assert f"第 {successor} 号" in step  # passed to the successor
    assert f"对第 {successor} 号" in ok(ledger, "2013-07-04", "object", successor, "--undo")
    assert not told(ledger, "2013-07-04", "status")["objections"]
    assert "没有登记过" in refused(ledger, "2013-07-04", "object", own, "--undo")
    assert [one for one in actions(ledger) if one.startswith("object")] == [
        "object", "object-upheld", "object-undo", "object-undo",
    ]  # fmt: skip
    whole(ledger)


def whole(ledger: Path) -> None:
    done = at(ledger, "2014-01-08", "verify")
    assert done.returncode == 0, (done.stdout, done.stderr)


@pytest.mark.parametrize("words", [("--upheld", "--doc", "3号"), ("--dismissed", "--doc", "3号"), ()])
def test_the_ledger_is_whole_after_every_step_and_a_change_by_hand_shows(
    ledger: Path, words: tuple[str, ...]
) -> None:
    own = objected(ledger)
    if words:
        ok(ledger, "2013-07-01", "object", own, *words)
        told(ledger, "2013-07-01", "assess", "2013-05")
    whole(ledger)
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("UPDATE objection SET text = '改过的话'")
        connection.commit()
    done = at(ledger, "2014-01-08", "verify")
    assert done.returncode == 1
    assert "申诉" in done.stdout + done.stderr


def test_verify_says_that_a_pass_is_due(ledger: Path) -> None:
    own = objected(ledger)
    ok(ledger, "2013-07-01", "object", own, "--upheld")
    done = at(ledger, "2013-07-01", "verify")
    assert "2013" in done.stdout
    assert "评定" in done.stdout


def test_the_batch_behind_an_objected_entry_is_taken_back_and_comes_again(ledger: Path, tmp_path: Path) -> None:
    own = objected(ledger, "谈话")
    batch = next(
        one["batch"] for one in told(ledger, "2013-06-21", "batches")["batches"] if one["file"] == "投诉.csv"
    )
    assert at(ledger, "2013-06-21", "undo", batch).returncode in (0, 3)
    told(ledger, "2013-06-21", "assess", "2013-05")
    (line,) = told(ledger, "2013-06-21", "status")["objections"]
    assert (line["entry"], line["stands"], line["state"]) == (own, False, "open")
    assert any(f"第 {own} 号戴若兰谈话（已撤销）" in one for one in steps(ledger, "2013-06-21"))
    whole(ledger)
    at(ledger, "2013-06-22", "import", tmp_path / "投诉.csv")
    told(ledger, "2013-06-22", "assess", "2013-05")
    (line,) = told(ledger, "2013-06-22", "status")["objections"]
    assert line["entry"] == number(ledger, "谈话") != own
    assert line["stands"] is True
    ok(ledger, "2013-06-23", "object", line["entry"], "--upheld", "--doc", "3号")
    reversed_ = told(ledger, "2013-06-23", "assess", "2013-05")["reversed"]
    assert [one["id"] for one in reversed_] == [line["entry"]]
    whole(ledger)


def test_an_open_objection_to_a_fallen_entry_can_be_closed(ledger: Path) -> None:
    own = objected(ledger)
    ok(ledger, "2013-06-21", "waive", own, "--reason", "故障", "--doc", "2号")
    said = ok(ledger, "2013-06-22", "object", own, "--upheld", "--doc", "3号")
    assert "assess" not in said
    assert not [one for one in steps(ledger, "2013-06-22") if "申诉" in one]


def test_a_dry_pass_after_an_upheld_one_writes_nothing(ledger: Path) -> None:
    own = objected(ledger)
    ok(ledger, "2013-07-01", "object", own, "--upheld")
    before = ledger.read_bytes()
    dry = told(ledger, "2013-07-01", "assess", "2013-05", "--dry-run")
    assert [one["id"] for one in dry["reversed"]] == [own]
    assert ledger.read_bytes() == before


# ---------------------------------------------------------------- where it shows


@pytest.mark.parametrize(
    ("decision", "state"),
    [
        ((), "待答复，申诉期还剩 3 天"),
        (("--upheld", "--doc", "纪要3号"), "申诉成立（2013-07-01，纪要3号）"),
        (("--dismissed", "--doc", "纪要3号"), "申诉不成立（2013-07-01，纪要3号）"),
    ],
)
def test_explain_shows_it_under_the_entries_wherever_it_is_shown(
    ledger: Path, tmp_path: Path, decision: tuple[str, ...], state: str
) -> None:
    own = objected(ledger)
    objected(ledger, "谈话")  # another officer's
    if decision:
        ok(ledger, "2013-07-01", "object", own, *decision)
        told(ledger, "2013-07-01", "assess", "2013-05")
    asked = ("explain", "柏一鸣", "--year", "2013")
    (line,) = told(ledger, "2013-07-02", *asked)["objections"]
    assert (line["entry"], line["day"], line["text"]) == (own, "2013-06-20", "那几天在外培训")
    shown = at(ledger, "2013-07-02", *asked).stdout
    book, paper = tmp_path / "说明.xlsx", tmp_path / "告知书.docx"
    for path in (book, paper):
        assert at(ledger, "2013-07-02", *asked, "-o", path).returncode in (0, 3)
    cells = [str(cell) for sheet in load_workbook(book) for row in sheet.values for cell in row if cell]
    told_on_paper = [cell.text for table in Document(str(paper)).tables for row in table.rows for cell in row.cells]
    for text in (shown, " ".join(cells), " ".join(told_on_paper)):
        assert state in text
        assert "那几天在外培训" in text
        assert "2013-06-20" in text
    assert shown.index("台账") < shown.index("对登记事项的申诉") < shown.index("依据的行")


def test_explain_of_one_who_never_objected_says_nothing(ledger: Path) -> None:
    objected(ledger)
    assert told(ledger, "2013-07-02", "explain", "戴若兰", "--year", "2013")["objections"] == []
    assert "申诉" not in at(ledger, "2013-07-02", "explain", "戴若兰", "--year", "2013").stdout


@pytest.mark.parametrize("words", [("monthly", "2013-05"), ("quarterly", "2013Q2"), ("annual", "2013")])
def test_every_bulletin_of_its_time_has_it_and_others_have_not(ledger: Path, words: tuple[str, str]) -> None:
    own = objected(ledger)
    report = told(ledger, "2014-01-08", "report", *words)
    assert [(one["entry"], one["person"], one["day"], one["state"]) for one in report["objections"]] == [
        (own, "柏一鸣", "2013-06-20", "open")
    ]
    assert "对本期登记事项有申诉 1 件，其中待答复 1 件。" in report["basis"]
    shown = at(ledger, "2014-01-08", "report", *words).stdout
    assert "那几天在外培训" in shown
    other = told(ledger, "2014-01-08", "report", "monthly", "2013-06")
    assert other["objections"] == []
    assert "申诉" not in " ".join(other["basis"])


def test_the_public_never_sees_it(ledger: Path, tmp_path: Path) -> None:
    objected(ledger)
    objected(ledger, "谈话")
    for words in (("monthly", "2013-05"), ("quarterly", "2013Q2"), ("annual", "2013")):
        for shape in ("table", "json", "csv"):
            shown = at(ledger, "2014-01-08", "report", *words, "--public", "--format", shape)
            assert "申诉" not in shown.stdout
        paper = tmp_path / f"{words[0]}.docx"
        assert at(ledger, "2014-01-08", "report", *words, "--public", "-o", paper).returncode in (0, 3)
        assert "申诉" not in "".join(one.text for one in Document(str(paper)).paragraphs)
    assert at(ledger, "2014-01-08", "assess", "2013-12").returncode in (0, 3)
    shown = at(ledger, "2014-01-08", "awards", "2013", "--public")
    assert shown.returncode in (0, 3)
    assert "申诉" not in shown.stdout


@pytest.mark.parametrize(("kind", "name"), [("打招呼", "柏一鸣"), ("取消评先评优", "戴若兰")])
def test_awards_need_the_decision_for_the_shortlisted_and_the_barred(ledger: Path, kind: str, name: str) -> None:
    told(ledger, "2014-01-05", "assess", "2013-12")
    own = objected(ledger, kind, "2014-01-06")
    needed = told(ledger, "2014-01-08", "awards", "2013")["decisions_needed"]
    (one,) = [one for one in needed if "申诉" in one]
    assert f"“{name}”对第 {own} 号{kind}提出申诉" in one
    ok(ledger, "2014-01-08", "object", own, "--upheld", "--doc", "3号")
    needed = told(ledger, "2014-01-08", "awards", "2013")["decisions_needed"]
    (one,) = [one for one in needed if "申诉" in one]
    assert "还没有再评定" in one
    told(ledger, "2014-01-08", "assess", "2013-12")
    after = told(ledger, "2014-01-08", "awards", "2013")
    assert not [one for one in after["decisions_needed"] if "申诉" in one]
    assert [one["state"] for one in after["objections"]] == ["upheld"]
    assert name not in [one["officer"] for one in after["ineligible"]]


def test_who_complained_is_named_nowhere(ledger: Path, tmp_path: Path) -> None:
    own = number(ledger, "谈话")
    words = "司马望川（13800007777）说的不是事实"
    ok(ledger, "2013-06-20", "object", own, "--on", "2013-06-20", "--text", words)
    ok(ledger, "2013-06-21", "object", own, "--dismissed", "--doc", "答复司马望川的函")
    book = tmp_path / "通报.xlsx"
    shown = [
        at(ledger, "2014-01-08", *line, "--format", shape).stdout
        for line in (("report", "monthly", "2013-05"), ("report", "annual", "2013"), ("awards", "2013"), ("status",))
        for shape in ("table", "json", "csv")
    ]
    assert at(ledger, "2014-01-08", "report", "annual", "2013", "-o", book).returncode in (0, 3)
    cells = [str(cell) for sheet in load_workbook(book) for row in sheet.values for cell in row if cell]
    whole_text = "".join((*shown, *cells))
    assert "说的不是事实" in whole_text
    for secret in ("司马望川", "13800007777"):
        assert secret not in whole_text


# ---------------------------------------------------------------- older ledgers


@pytest.mark.parametrize("name", ["v1.sql", "v2.sql", "v3.sql"])
def test_an_older_ledger_gains_the_table(tmp_path: Path, name: str) -> None:
    ledger = load((HERE / name).read_text(encoding="utf-8"), tmp_path / "zlts.db")
    before = entries(ledger)
    own = next(one["id"] for one in before if one["role"] == "officer")
    ok(ledger, "2014-01-08", "object", own, "--on", "2014-01-08", "--text", "不服")
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (db.version(),)
    ok(ledger, "2014-01-08", "object", own, "--upheld", "--doc", "3号")
    assert own in [one["id"] for one in told(ledger, "2014-01-08", "assess", "2013-05")["reversed"]]
    whole(ledger)


def test_the_table_is_made_the_same_for_old_ledgers_and_new_ones(tmp_path: Path, ledger: Path) -> None:
    old = load((HERE / "v3.sql").read_text(encoding="utf-8"), tmp_path / "旧.db")
    at(old, "2014-01-08", "status")

    def made(path: Path) -> list[Any]:
        with closing(sqlite3.connect(path)) as connection:
            query = "SELECT type, name, sql FROM sqlite_master WHERE tbl_name = 'objection' ORDER BY name"
            return connection.execute(query).fetchall()

    assert made(old) == made(ledger)
    assert len(made(old)) > 1
