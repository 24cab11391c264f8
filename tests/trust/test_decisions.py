"""What people decide: each can be taken back, each is journaled, and nothing issued ever changes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.trust.county import County, ask, calm, inside, judge, take, whole


def actions(ledger: Path) -> list[str]:
    return [str(action) for (action,) in ask(ledger, "SELECT action FROM journal ORDER BY seq")]


def entry(ledger: Path, kind: str) -> int:
    query = f"SELECT MIN(id) FROM entry WHERE kind = '{kind}' AND role = 'officer'"
    return int(str(ask(ledger, query)[0][0]))


def machine(ledger: Path, *args: object) -> dict[str, Any]:
    done = inside(ledger, *args, "--format", "json")
    assert done.returncode in (0, 3), done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def active(ledger: Path) -> list[tuple[str, str]]:
    entries = machine(ledger, "ledger", "2013")["entries"]
    return sorted((one["person"] or "", one["kind"]) for one in entries)


def test_done_and_its_undo(ledger: Path) -> None:
    number = entry(ledger, "打招呼")
    assert inside(ledger, "done", number, "--on", "2013-06-10", "--by", "政工科").returncode == 0
    calm(inside(ledger, "done", number, "--on", "2013-06-11"), 2)
    assert inside(ledger, "done", number, "--undo").returncode == 0
    calm(inside(ledger, "done", number, "--undo"), 2)
    assert inside(ledger, "done", number, "--on", "2013-06-11").returncode == 0
    assert [one for one in actions(ledger) if "done" in one] == ["done", "done-undo", "done"]
    whole(ledger)


def test_waive_is_respected_and_its_undo_too(ledger: Path) -> None:
    before, number = active(ledger), entry(ledger, "打招呼")
    assert inside(ledger, "waive", number, "--reason", "设备故障", "--doc", "3号").returncode == 0
    whole(ledger)
    judge(ledger, "2013-06")
    assert len(active(ledger)) < len(before)
    assert inside(ledger, "waive", number, "--undo").returncode == 0
    whole(ledger)
    judge(ledger, "2013-06")
    assert active(ledger) == before
    assert [one for one in actions(ledger) if "waive" in one] == ["waive", "unwaive"]
    whole(ledger)


@pytest.fixture
def issued(ledger: Path) -> Path:
    assert inside(ledger, "report", "quarterly", "2013Q2", "--issue", "1号").returncode in (0, 3)
    return ledger


def printed(ledger: Path, folder: Path, *args: object) -> tuple[str, str, str, list[Any]]:
    book = folder / "印.xlsx"
    book.unlink(missing_ok=True)
    shapes = [
        inside(ledger, "report", "quarterly", *args, "--format", one).stdout for one in ("table", "json", "csv")
    ]
    inside(ledger, "report", "quarterly", *args, "-o", book)
    cells = [list(sheet.values) for sheet in load_workbook(book)]
    return shapes[0], shapes[1], shapes[2], cells


def test_what_was_issued_prints_the_same_for_ever(issued: Path, county: County, tmp_path: Path) -> None:
    first = printed(issued, tmp_path, "--reprint", "1号")
    take(issued, [county.files / "2013-06"])
    inside(issued, "waive", entry(issued, "打招呼"), "--reason", "设备故障", "--doc", "3号")
    judge(issued, "2013-06")
    assert printed(issued, tmp_path, "--reprint", "1号") == first
    assert printed(issued, tmp_path, "2013Q2") != first
    calm(inside(issued, "report", "quarterly", "2013Q2", "--issue", "1号"), 1)
    calm(inside(issued, "report", "monthly", "--reprint", "1号"), 2)
    whole(issued)


def test_corrections_stand_in_the_next_issued_bulletin(issued: Path) -> None:
    number = entry(issued, "打招呼")
    inside(issued, "waive", number, "--reason", "设备故障", "--doc", "3号")
    following = machine(issued, "report", "quarterly", "2013Q3", "--issue", "2号")
    assert number in [one.get("reverses") for one in following["corrections"]]
    again = machine(issued, "report", "quarterly", "2013Q3", "--issue", "3号")
    assert again["corrections"] == []
    whole(issued)


def test_a_withdrawn_issue_is_kept_and_nothing_is_corrected_against_it(issued: Path) -> None:
    number = entry(issued, "打招呼")
    frozen = inside(issued, "report", "quarterly", "--reprint", "1号").stdout
    assert inside(issued, "report", "quarterly", "--withdraw", "1号").returncode in (0, 3)
    calm(inside(issued, "report", "quarterly", "--withdraw", "1号"), 2)
    assert inside(issued, "report", "quarterly", "--reprint", "1号").stdout == frozen
    calm(inside(issued, "report", "quarterly", "2013Q3", "--issue", "1号"), 1)
    inside(issued, "waive", number, "--reason", "设备故障", "--doc", "3号")
    assert machine(issued, "report", "quarterly", "2013Q3", "--issue", "2号")["corrections"] == []
    assert "issue-undo" in actions(issued)
    whole(issued)


VERDICT = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS950,2013-11-06,来电,柏小林,13800007777,{unit},{name},脸难看,态度冷淡,属实,2013-11-20,一般,
"""


def test_an_award_that_a_later_verdict_contradicts(ledger: Path, tmp_path: Path) -> None:
    ranking = machine(ledger, "awards", "2013")["ranking"]
    chosen = [one for one in ranking if one["shortlisted"]][:2]
    names = [word for one in chosen for word in ("--award", one["badge"] or one["officer"])]
    calm(inside(ledger, "awards", "2013", *names[:2]), 2)
    calm(inside(ledger, "awards", "2013", *names[:2], "--award", ranking[-1]["badge"]), 2)
    decided = machine(ledger, "awards", "2013", *names)
    assert decided["awarded"] == [one["officer"] for one in chosen]
    calm(inside(ledger, "awards", "2013", *names), 1)
    register = tmp_path / "后来.csv"
    register.write_text(VERDICT.format(unit=chosen[0]["unit"], name=chosen[0]["officer"]), encoding="utf-8")
    take(ledger, [register])
    judge(ledger, "2013-12")
    later = machine(ledger, "awards", "2013")
    assert later["awarded"] == decided["awarded"]
    assert any(chosen[0]["officer"] in one and "冲突" in one for one in later["decisions_needed"])
    assert inside(ledger, "awards", "2013", "--undo").returncode in (0, 3)
    assert machine(ledger, "awards", "2013")["awarded"] == []
    assert [one for one in actions(ledger) if "award" in one] == ["award", "award-undo"]
    whole(ledger)
