"""A dry run by hand says what would happen and leaves the ledger's bytes alone."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.command import Zlts

ROSTER = "单位,姓名,警号,角色\n东山派出所,柏小林,350001,窗口民警\n"
COMPLAINTS = (
    "编号,受理日期,被投诉单位,被投诉民警,投诉内容,核查结果,认定日期\n"
    "TS1,2013-05-06,东山派出所,柏小林,态度冷淡,待查,\n"
    "TS2,2013-05-07,东山派出所,柏小林,态度冷淡,待查,\n"
)
BY_HAND = (
    ("add", "measure", "柏小林", "谈话", "--date", "2013-06-01", "--unit", "东山派出所"),
    ("add", "inspection", "东山派出所", "--date", "2013-06-01", "--finding", "未挂牌", "--points", "-1"),
    ("add", "filing", "东山派出所", "活动方案", "--filed", "2013-03-05"),
    ("post", "任晓东", "东山派出所", "--from", "2013-06-01", "--badge", "350002"),
    ("merge", "TS2", "into", "TS1", "--reason", "同一件事"),
)


@pytest.fixture
def ledger(zlts: Zlts, tmp_path: Path) -> Zlts:
    (tmp_path / "名单.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    zlts.ok("init", "--roster", tmp_path / "名单.csv")
    zlts.ok("import", tmp_path / "投诉.csv")
    return zlts


@pytest.mark.parametrize("words", BY_HAND, ids=lambda words: " ".join(words[:2]))
def test_nothing_is_written(ledger: Zlts, words: tuple[str, ...]) -> None:
    before = hashlib.sha256(ledger.ledger.read_bytes()).hexdigest()
    assert "没有写入" in ledger.ok(*words, "--dry-run")
    assert hashlib.sha256(ledger.ledger.read_bytes()).hexdigest() == before
    ledger.ok(*words)
    assert hashlib.sha256(ledger.ledger.read_bytes()).hexdigest() != before


def test_what_does_not_hold_is_refused_in_a_dry_run_too(ledger: Zlts) -> None:
    done = ledger.run("add", "measure", "查无此人", "谈话", "--date", "2013-06-01", "--dry-run")
    assert done.returncode == 1
    assert "未予采用" in done.stderr
