"""`zlts anomalies --cleared`: a suspicion found innocent is open no more, until what it rests on changes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.test_void import BURST, HEAD, OFFICER, ROSTER, UNIT, month_rows, rows, write

WHY = ("--reason", "当日集体办证，监控核实")
MONTH = "2013-10"


@pytest.fixture
def book(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    made.ok("import", write(tmp_path, f"{UNIT}.csv", HEAD, month_rows()), "--unit", UNIT)
    return made


def findings(book: Within) -> list[dict[str, Any]]:
    return list(book.json("anomalies", MONTH)["anomalies"])


def test_a_cleared_suspicion_stays_listed_with_its_reason(book: Within) -> None:
    (first, *others) = findings(book)
    assert (first["state"], first["cleared"]) == ("待认定", "")
    done = book.run("anomalies", MONTH, "--cleared", "1", *WHY)
    assert done.returncode == 0
    assert f"1 号{OFFICER}" in done.stderr
    (now, *rest) = findings(book)
    assert (now["state"], now["cleared"]) == ("已核实正常", "当日集体办证，监控核实")
    assert rest == others
    shown = "".join(book.ok("anomalies", MONTH).split())
    assert "已核实正常：当日集体办证，监控核实" in shown
    assert ("疑似自行评价待认定" in shown) == bool(others)
    bulletin = "".join(book.run("report", "monthly", MONTH).stdout.split())
    assert "已核实正常：当日集体办证，监控核实" in bulletin
    book.ok("verify")


def test_all_counts_as_before(book: Within) -> None:
    before = book.json("assess", MONTH, "--dry-run", codes=(0, 3))["rates"]
    book.ok("anomalies", MONTH, "--cleared", "1", *WHY)
    assert book.json("assess", MONTH, "--dry-run", codes=(0, 3))["rates"] == before


def test_it_is_taken_back(book: Within) -> None:
    before = findings(book)
    book.ok("anomalies", MONTH, "--cleared", "1", *WHY)
    book.ok("anomalies", MONTH, "--cleared", "1", "--undo")
    assert findings(book) == before
    assert book.run("anomalies", MONTH, "--cleared", "1", "--undo").returncode == 2


def test_it_comes_back_when_its_evidence_changes(book: Within, tmp_path: Path) -> None:
    """One more press in the same run: another suspicion than the one that was looked into."""
    book.ok("anomalies", MONTH, "--cleared", "1", *WHY)
    more = rows(OFFICER, "881302", "PJ1302", [(BURST[-1] + timedelta(seconds=6), "满意")])
    book.ok("import", write(tmp_path, "补报.csv", HEAD, more), "--unit", UNIT)
    assert findings(book)[0]["state"] == "待认定"


def test_by_name_where_the_officer_has_only_one(book: Within, tmp_path: Path) -> None:
    book.ok("anomalies", MONTH, "--cleared", OFFICER, *WHY)
    assert [one["state"] for one in findings(book)] == ["已核实正常"]
    again = [(time + timedelta(days=2), "满意") for time in BURST]
    book.ok("import", write(tmp_path, "补报.csv", HEAD, rows(OFFICER, "881302", "PJ1302", again)), "--unit", UNIT)
    refused = book.run("anomalies", MONTH, "--cleared", OFFICER, *WHY)
    assert refused.returncode == 2
    assert "有几条" in refused.stderr


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--cleared", "1"), "要写理由"),
        (("--cleared", "99", *WHY), "没有“99”"),
        (("--cleared", "某人", *WHY), "没有“某人”"),
        (WHY, "没有写哪一条"),
    ],
)
def test_what_cannot_be_cleared_is_refused(book: Within, args: tuple[str, ...], told: str) -> None:
    before = findings(book)
    done = book.run("anomalies", MONTH, *args)
    assert done.returncode == 2
    assert told in done.stderr
    assert findings(book) == before


def test_what_is_void_is_not_innocent(book: Within) -> None:
    book.ok("void", "--month", MONTH, "--finding", "1", "--reason", "本人承认")
    assert "已经作废" in book.run("anomalies", MONTH, "--cleared", "1", *WHY).stderr
