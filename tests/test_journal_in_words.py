"""`zlts journal`: who did what, when and why, in words; no JSON, nobody who complained."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.architecture.note import PACKAGE
from tests.command import Within, founded_within
from tests.registers.zoo import DETAIL, GOOD, ROSTER, csv
from zlts.bulletins.journal_words import WORDS

COUNTS = ("单位", "姓名", "月份", "满意", "不满意")
COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "投诉内容", "认定结果", "认定日期")
LOW = ("城关派出所", "曹国栋", "2013-04", "9", "1")
MATTERS = [
    ("TS1", "2013-05-08", "柏小林", "13800007777", "城关派出所", "朱春梅", "态度冷淡", "不属实", "2013-05-20"),
    ("TS2", "2013-05-08", "柏小林", "13800007777", "城关派出所", "朱春梅", "态度很冷淡", "不属实", "2013-05-20"),
]


@pytest.fixture
def ledger(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    (tmp_path / "评价.csv").write_bytes(csv(DETAIL, GOOD, ("城关派出所", "朱春美", "满意", "2013-05-06 09:12:11")))
    (tmp_path / "汇总.csv").write_bytes(csv(COUNTS, LOW))
    (tmp_path / "投诉.csv").write_bytes(csv(COMPLAINT, *MATTERS))
    for name in ("评价.csv", "汇总.csv", "投诉.csv"):
        made.run("import", tmp_path / name)
    made.run("assess", "2013-05")
    return made


def records(ledger: Within, *args: str) -> list[dict[str, Any]]:
    return list(ledger.json("journal", *args)["records"])


def told(ledger: Within) -> list[tuple[str, str]]:
    return [(one["what"], one["why"]) for one in records(ledger)]


def test_every_kind_of_record_has_its_words() -> None:
    """Those that the sources write."""
    sources = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    written = set(re.findall(r'journal\.write\(\s*(?:self\.)?_?session,\s*"([a-z-]+)"', sources))
    assert written
    assert written <= set(WORDS)


def test_decisions_stand_with_their_reasons(ledger: Within) -> None:
    ledger.ok("set-aside", "2:3", "--reason", "试按的")
    ledger.ok("merge", "TS2", "into", "TS1", "--reason", "同一人同一事")
    entry = next(one for one in ledger.json("ledger", "2013")["entries"] if one["kind"] == "打招呼")["id"]
    ledger.ok("done", entry, "--on", "2013-05-10", "--by", "江海平", "--doc", "记录第3号")
    ledger.ok("done", entry, "--undo")
    ledger.ok("waive", entry, "--reason", "评价器故障", "--doc", "纪要第2号")
    ledger.ok("void", "2:2", "--reason", "监控核实")
    ledger.ok("complaints", "--show-personal")
    ledger.ok("undo", "3")
    found = told(ledger)
    for one in (
        ("不予采用的行：2:3", "试按的"),
        ("并案：TS2 并入 TS1", "同一人同一事"),
        (f"登记已执行：第 {entry} 号曹国栋打招呼，2013-05-10，执行人 江海平", "记录第3号"),
        (f"收回执行登记：第 {entry} 号曹国栋打招呼", ""),
        (f"领导小组决定免除：第 {entry} 号曹国栋打招呼", "评价器故障，纪要第2号"),
        ("认定评价作废，所在行：2:2", "监控核实"),
        ("查看投诉人的姓名和电话：2 件", ""),
        ("撤销第 3 批“汇总.csv”", ""),
    ):
        assert one in found
    assert "导入评价“评价.csv”（第 2 批）：采用 1 行，重复 0 行，待核实 1 行" in [what for what, _ in found]
    assert "评定 2013-05：新登记 2 条，撤销 0 条" in [what for what, _ in found]


def test_times_are_the_clerks_and_since_narrows(ledger: Within) -> None:
    when = datetime.fromisoformat(records(ledger)[-1]["at"])
    assert when.utcoffset() == datetime.now().astimezone().utcoffset()
    assert len(records(ledger, "--since", str(when.date()))) == len(records(ledger))
    assert records(ledger, "--since", "2999-01-01") == []
    assert ledger.run("journal", "--since", "昨天").returncode == 2


def test_it_names_nobody_who_complained_and_shows_no_json(ledger: Within, tmp_path: Path) -> None:
    ledger.ok("merge", "TS2", "into", "TS1", "--reason", "柏小林一人两投，13800007777")
    shown = ledger.ok("journal") + ledger.ok("journal", "--format", "csv") + ledger.ok("journal", "--format", "json")
    ledger.ok("journal", "-o", tmp_path / "日志.xlsx")
    cells = [str(c.value) for row in load_workbook(tmp_path / "日志.xlsx").worksheets[0].iter_rows() for c in row]
    for text in (shown, "\n".join(cells)):
        assert "柏小林" not in text
        assert "13800007777" not in text
        assert '{\\"' not in text
    assert not any(cell.startswith("{") for cell in cells)


def test_a_record_that_was_spoilt_is_told_and_not_hidden(ledger: Within) -> None:
    guards: list[str] = []
    with closing(sqlite3.connect(ledger.ledger)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'journal'"
        ).fetchall():
            guards.append(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0])
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE journal SET detail = '{' WHERE seq = 2")
        for guard in guards:  # without them the ledger would not be opened
            connection.execute(guard)
    assert "读不全" in told(ledger)[1][0]
