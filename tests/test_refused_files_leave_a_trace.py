"""A file that was refused is not forgotten: the overview names it until it is taken in, or some days have passed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clock import at, told
from tests.command import founded_within

ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试二所,城区,戴若兰,880002,窗口民警
"""
GOOD = "单位,姓名,评价,评价时间\n测试一所,柏一鸣,满意,2013-05-06 09:00:00\n"
BAD = "单位,姓名,某列\n测试二所,戴若兰,满意\n"
DAY = "2013-06-05"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    made = founded_within(tmp_path, ROSTER).ledger
    put(tmp_path, "2013-05/测试一所.csv", GOOD)
    told(made, DAY, "import", tmp_path / "2013-05/测试一所.csv")
    return made


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refuse(ledger: Path, path: Path, *args: object, day: str = DAY) -> str:
    """Returns the reason, as the import says it."""
    done = at(ledger, day, "import", path, *args, "--format", "json")
    assert done.returncode == 1, (done.stdout, done.stderr)
    return str(json.loads(done.stdout)["files"][0]["error"])


def traces(ledger: Path, day: str = DAY) -> list[str]:
    status = told(ledger, day, "status")
    lines = [one for one in status["next"] if "未能导入" in one]
    assert len(lines) == min(len(status["refused_files"]), 4)
    return lines


def test_status_says_which_when_and_why_and_the_ledger_is_untouched(ledger: Path, tmp_path: Path) -> None:
    before = ledger.read_bytes()
    why = refuse(ledger, put(tmp_path, "2013-05/测试二所.csv", BAD))
    assert ledger.read_bytes() == before
    (line,) = traces(ledger)
    assert "“2013-05/测试二所.csv”2013-06-05 未能导入" in line
    assert why.removeprefix("“测试二所.csv”") in line
    assert line in at(ledger, DAY, "status").stdout
    assert "“2013-05/测试二所.csv”2013-06-05 未能导入" in at(ledger, DAY).stdout
    (machine,) = told(ledger, DAY, "status")["refused_files"]
    assert (machine["unit"], machine["month"], machine["day"]) == ("测试二所", "2013-05", DAY)
    assert len(told(ledger, DAY, "batches")["batches"]) == 2
    assert at(ledger, DAY, "verify").returncode == 0


@pytest.mark.parametrize(
    "name",
    ["2013-05/测试二所.csv", "2013-05/测试二所.txt", "2013-05/测试二所 五月 改.csv", "五月/测试二所2013-05.csv"],
)
def test_it_goes_when_that_file_or_another_of_its_unit_and_month_is_taken_in(
    ledger: Path, tmp_path: Path, name: str
) -> None:
    refuse(ledger, put(tmp_path, "2013-05/测试二所.csv", BAD))
    mended = GOOD.replace("测试一所,柏一鸣", "测试二所,戴若兰")
    told(ledger, DAY, "import", put(tmp_path, name, mended))
    assert traces(ledger) == []


def test_a_file_of_its_name_from_another_months_folder_is_another(ledger: Path, tmp_path: Path) -> None:
    refuse(ledger, put(tmp_path, "2013-05/导出.csv", BAD))
    told(ledger, DAY, "import", put(tmp_path, "2013-04/导出.csv", GOOD.replace("05-06", "04-06")))
    assert len(traces(ledger)) == 1


def test_it_goes_after_some_days_and_is_told_once_however_often_it_is_tried(ledger: Path, tmp_path: Path) -> None:
    path = put(tmp_path, "2013-05/测试二所.csv", BAD)
    refuse(ledger, path)
    refuse(ledger, path, day="2013-06-10")
    (line,) = traces(ledger, "2013-06-12")
    assert "2013-06-10" in line
    assert len(traces(ledger, "2013-07-09")) == 1
    assert traces(ledger, "2013-07-10") == []


@pytest.mark.parametrize("beside", [(), ("2013-05/测试一所.csv",)])
def test_the_receipt_itself_says_why(ledger: Path, tmp_path: Path, beside: tuple[str, ...]) -> None:
    bad = put(tmp_path, "2013-05/测试二所.csv", BAD)
    done = at(ledger, DAY, "import", bad, *(tmp_path / name for name in beside))
    assert done.returncode == (3 if beside else 1)
    why = refuse(ledger, bad)
    shown = done.stdout.split("未能导入的文件", 1)[1]
    assert "测试二所.csv" in shown
    assert why.removeprefix("“测试二所.csv”") in shown
    assert "未能导入的文件" not in at(ledger, DAY, "import", tmp_path / "2013-05/测试一所.csv").stdout


def test_what_was_only_tried_leaves_none(ledger: Path, tmp_path: Path) -> None:
    refuse(ledger, put(tmp_path, "2013-05/测试二所.csv", BAD), "--dry-run")
    assert traces(ledger) == []


def test_of_many_the_latest_are_told_and_the_others_named(ledger: Path, tmp_path: Path) -> None:
    for n in range(5):
        refuse(ledger, put(tmp_path, f"2013-05/表{n}.csv", BAD))
    lines = traces(ledger)
    assert ["表4" in lines[0], "表3" in lines[1], "表2" in lines[2]] == [True] * 3
    assert lines[3].startswith("另有 2 个文件未能导入：“表1.csv”、“表0.csv”")


def test_nobody_who_complained_is_named_in_it(ledger: Path, tmp_path: Path) -> None:
    complaints = "编号,受理日期,投诉人,联系电话,被投诉单位,被投诉民警,投诉内容,认定结果\n"
    complaints += "T1,2013-05-02,司马望川,13800007777,测试一所,柏一鸣,态度,待查\n"
    told(ledger, DAY, "import", put(tmp_path, "投诉.csv", complaints))
    refuse(ledger, put(tmp_path, "司马望川反映的.csv", BAD))
    assert len(traces(ledger)) == 1
    kept = [one for one in tmp_path.iterdir() if one.name.startswith(".zlts.db.") and one.is_file()]
    assert kept
    for text in (traces(ledger)[0], *(one.read_text(encoding="utf-8", errors="replace") for one in kept)):
        assert "司马望川" not in text


def test_a_record_that_is_broken_or_cannot_be_kept_stops_nothing(ledger: Path, tmp_path: Path) -> None:
    record = ledger.with_name(".zlts.db.未收")
    for text in ("{", "[1]", '[{"file": "a"}]', "[]"):
        record.write_text(text, encoding="utf-8")
        assert traces(ledger) == []
    record.unlink()
    record.mkdir()
    refuse(ledger, put(tmp_path, "2013-05/测试二所.csv", BAD))
    assert traces(ledger) == []


def test_a_new_ledger_knows_nothing_of_another_ones_files(ledger: Path, tmp_path: Path) -> None:
    refuse(ledger, put(tmp_path, "2013-05/测试二所.csv", BAD))
    ledger.unlink()
    assert at(ledger, DAY, "init", "--roster", tmp_path / "花名册.csv").returncode == 0
    assert traces(ledger) == []
