"""Whoever changes the evidence of an assessed month is told at once which line to type."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.clock import at, told
from tests.command import founded_within

ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试一所,城区,戴若兰,880002,窗口民警
"""
COUNTS = "单位,姓名,月份,满意,不满意\n"
COMPLAINTS = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期\n"
LINE = "请再评定：zlts assess 2013-06"
DAY = "2013-07-10"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    made = founded_within(tmp_path, ROSTER).ledger
    presses = "".join(f"测试一所,柏一鸣,2013-{n:02},{90 if n == 5 else 100},10\n" for n in range(3, 7))
    assert not taken(made, tmp_path, "评价.csv", COUNTS + presses)["passes_due"]  # nothing is assessed yet
    told(made, "2013-07-05", "assess", "2013-06")
    return made


def taken(ledger: Path, folder: Path, name: str, text: str, *args: object) -> dict[str, Any]:
    (folder / name).write_text(text, encoding="utf-8")
    return told(ledger, DAY, "import", folder / name, *args)


def last_line(ledger: Path, *args: object) -> str:
    done = at(ledger, DAY, *args)
    assert done.returncode in (0, 3), (done.stdout, done.stderr)
    return done.stdout.strip().splitlines()[-1].strip()


@pytest.mark.parametrize("dry", [("--dry-run",), ()])
def test_the_receipt_ends_with_the_line_to_type(ledger: Path, tmp_path: Path, dry: tuple[str, ...]) -> None:
    late = tmp_path / "补报.csv"
    late.write_text(COUNTS + "测试一所,戴若兰,2013-04,80,20\n", encoding="utf-8")
    last = last_line(ledger, "import", late, *dry)
    assert LINE in last
    assert "将新登记 2 条，撤销 0 条" in last
    if not dry:
        assert [one for one in told(ledger, DAY, "status")["next"] if LINE in one] == [last]
        told(ledger, DAY, "assess", "2013-06")
        assert LINE not in at(ledger, DAY, "import", late).stdout  # known already, and assessed


def test_rows_that_change_nothing_assessed_ask_for_nothing(ledger: Path, tmp_path: Path) -> None:
    fine = taken(ledger, tmp_path, "一.csv", COUNTS + "测试一所,戴若兰,2013-04,100,0\n")
    (tmp_path / "二.csv").write_text(COUNTS + "测试一所,戴若兰,2013-07,10,10\n", encoding="utf-8")
    later = told(ledger, "2013-08-05", "import", tmp_path / "二.csv")
    assert fine["files"][0]["accepted"] == later["files"][0]["accepted"] == 1
    assert fine["passes_due"] == later["passes_due"] == []
    assert "请再评定" not in at(ledger, DAY, "import", tmp_path / "一.csv").stdout


def test_machines_are_told_too(ledger: Path, tmp_path: Path) -> None:
    found = taken(ledger, tmp_path, "投诉.csv", COMPLAINTS + "T1,2013-05-02,测试一所,戴若兰,态度,有效,2013-05-20\n")
    assert found["passes_due"] == [{"through": "2013-06", "post": 2, "reverse": 0}]


def test_so_does_every_other_command_that_changes_evidence(ledger: Path, tmp_path: Path) -> None:
    unknown = COUNTS + "测试一所,孟新来,2013-05,80,20\n"
    taken(ledger, tmp_path, "新人.csv", unknown)
    posted = at(ledger, DAY, "post", "孟新来", "测试一所", "--from", "2013-03-01", "--badge", "880009")
    assert LINE in posted.stdout.splitlines()[-1]  # the posting itself takes the waiting row in
    told(ledger, DAY, "assess", "2013-06")
    added = last_line(ledger, "add", "measure", "戴若兰", "谈话", "--date", "2013-05-03", "--reason", "局务会决定")
    assert LINE in added
    told(ledger, DAY, "assess", "2013-06")
    batch = told(ledger, DAY, "batches")["batches"][-1]["batch"]
    assert "assess" not in at(ledger, DAY, "undo", batch, "--dry-run").stdout
    assert LINE in last_line(ledger, "undo", batch)
    told(ledger, DAY, "assess", "2013-06")
    own = told(ledger, DAY, "ledger", "2013")["entries"][0]["id"]
    waived = at(ledger, DAY, "waive", own, "--reason", "故障", "--doc", "2号")
    assert "请再评定" not in waived.stdout  # the entry is reversed at once
    assert LINE in last_line(ledger, "waive", own, "--undo")


def test_undoing_what_no_pass_rests_on_asks_for_nothing(ledger: Path, tmp_path: Path) -> None:
    batch = taken(ledger, tmp_path, "一.csv", COUNTS + "测试一所,戴若兰,2013-04,100,0\n")["files"][0]["batch"]
    assert "评定" not in at(ledger, DAY, "undo", batch).stdout


def test_retry_asks_for_no_pass_where_none_is_due(ledger: Path, tmp_path: Path) -> None:
    taken(ledger, tmp_path, "投诉.csv", COMPLAINTS + "T1,2013-05-02,测试一所,戴若兰,态度,有效,2013-07-11\n")
    done = at(ledger, "2013-07-12", "retry")  # the verdict's day has come, in a month that is not assessed
    assert done.returncode == 0, (done.stdout, done.stderr)
    assert done.stdout.strip() == "1 行转为采用。"
