"""三项制度执行台账: the three measures with their carrying out, and many recorded at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command import Within, founded_within
from tests.registers.zoo import ROSTER, csv

COUNTS = ("单位", "姓名", "月份", "满意", "不满意")
MEASURES = ("日期", "单位", "姓名", "措施", "事由")
ON = ("--on", "2013-06-20", "--by", "江海平", "--doc", "谈话记录第3号")


@pytest.fixture
def ledger(tmp_path: Path) -> Within:
    """Two officers below 95 % in April, one again in May; and a talk that a register says was held."""
    made = founded_within(tmp_path, ROSTER)
    rows = [
        ("城关派出所", "朱春梅", "2013-04", "9", "1"),
        ("城关派出所", "曹国栋", "2013-04", "9", "1"),
        ("城关派出所", "朱春梅", "2013-05", "9", "1"),
    ]
    (tmp_path / "汇总.csv").write_bytes(csv(COUNTS, *rows))
    (tmp_path / "措施.csv").write_bytes(csv(MEASURES, ("2013-03-05", "南坪派出所", "欧阳文", "谈话", "晨会迟到")))
    for name in ("汇总.csv", "措施.csv"):
        made.ok("import", tmp_path / name)
    made.run("assess", "2013-05")
    return made


def measures(ledger: Within, *args: str) -> list[dict[str, Any]]:
    return list(ledger.json("ledger", "2013", "--measures", *args)["measures"])


def states(ledger: Within, *args: str) -> list[tuple[str, str, str]]:
    return [(one["person"], one["month"], one["state"]) for one in measures(ledger, *args)]


def test_the_list_holds_the_three_measures_only(ledger: Within) -> None:
    assert states(ledger) == [
        ("欧阳文", "2013-03", "登记簿所记"),
        ("曹国栋", "2013-04", "未执行"),
        ("朱春梅", "2013-04", "未执行"),
        ("朱春梅", "2013-05", "未执行"),
    ]
    assert {one["kind"] for one in measures(ledger)} == {"打招呼", "谈话"}
    assert "扣分" in {one["kind"] for one in ledger.json("ledger", "2013")["entries"]}


def test_one_carried_out_says_when_by_whom_and_by_which_paper(ledger: Within, tmp_path: Path) -> None:
    number = measures(ledger, "--person", "曹国栋")[0]["id"]
    ledger.ok("done", number, *ON)
    (one,) = measures(ledger, "--person", "曹国栋")
    assert (one["done_on"], one["by"], one["document"], one["state"]) == (
        "2013-06-20", "江海平", "谈话记录第3号", "已执行",
    )  # fmt: skip
    whole = ledger.json("ledger", "2013", "--measures")
    assert (whole["ordered"], whole["done"]) == (3, 1)
    assert "应当执行 3 项，已执行 1 项，未执行 2 项；登记簿所记 1 项" in ledger.ok("ledger", "2013", "--measures")
    ledger.ok("ledger", "2013", "--measures", "-o", tmp_path / "台账.xlsx")
    sheet = load_workbook(tmp_path / "台账.xlsx").worksheets[0]
    assert sheet.title == "三项制度执行台账"
    assert "谈话记录第3号" in {cell.value for row in sheet.iter_rows() for cell in row}


def test_many_are_chosen_by_the_day_that_ordered_them_and_by_the_bulletin_that_told_them(ledger: Within) -> None:
    every = {one["id"]: one["month"] for one in measures(ledger) if one["state"] == "未执行"}
    april = {number for number, month in every.items() if month == "2013-04"}
    assert chosen(ledger, "--day", "2013-04-30") == april
    ledger.run("report", "monthly", "2013-05", "--issue", "县通〔2013〕5号")
    assert chosen(ledger, "--bulletin", "县通〔2013〕5号") == set(every) - april
    assert "没有编号“6号”的通报" in ledger.run("done", "--bulletin", "6号").stderr
    ledger.ok("done", "--day", "2013-04-30", *ON)
    assert chosen(ledger, "--bulletin", "县通〔2013〕5号") == set(every) - april


def chosen(ledger: Within, *words: str) -> set[int]:
    """The entries that `done` lists before it is told a day."""
    return set(map(int, re.findall("第 (\\d+) 号 2013", ledger.ok("done", *words))))


def test_what_a_register_says_was_held_is_not_undone(ledger: Within) -> None:
    assert "欧阳文" not in {person for person, _, _ in states(ledger, "--pending")}


def test_the_quarters_table_of_that_name_holds_the_three_measures_only(ledger: Within, tmp_path: Path) -> None:
    ledger.ok("done", measures(ledger, "--person", "曹国栋")[0]["id"], *ON)
    ledger.run("report", "quarterly", "2013Q2", "-o", tmp_path / "季度.xlsx")
    book = load_workbook(tmp_path / "季度.xlsx")
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    ours, others = cells.index("三项制度执行情况"), cells.index("扣分和其他处理")
    told = set(cells[ours:others])
    assert {"打招呼", "谈话记录第3号", "江海平", "未执行"} <= told
    assert "扣分" not in told
    assert "扣分" in cells[others:]


def test_all_of_a_person_at_once_shown_before(ledger: Within) -> None:
    shown = ledger.ok("done", "--person", "朱春梅")
    assert "还没有执行的 2 项" in shown
    assert "再加 --on" in shown
    assert states(ledger, "--person", "朱春梅") == [
        ("朱春梅", "2013-04", "未执行"),
        ("朱春梅", "2013-05", "未执行"),
    ]
    told = ledger.ok("done", "--person", "朱春梅", *ON)
    assert "已登记执行" in told
    assert {state for _, _, state in states(ledger, "--person", "朱春梅")} == {"已执行"}
    assert {state for _, _, state in states(ledger, "--person", "曹国栋")} == {"未执行"}


def test_all_of_a_month_at_once(ledger: Within) -> None:
    ledger.ok("done", "--month", "2013-04", *ON)
    assert [state for _, month, state in states(ledger) if month == "2013-04"] == ["已执行", "已执行"]
    assert [state for _, month, state in states(ledger) if month == "2013-05"] == ["未执行"]


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("--person", "李静", *ON), "不止一人"),
        (("--person", "某人", *ON), "没有“某人”"),
        (("--month", "2013-07", *ON), "没有还没有执行的措施"),
        (("12", "--person", "朱春梅", *ON), "请写编号，或用"),
        (ON, "请写编号，或用"),
        (("--person", "朱春梅", "--undo"), "要写编号"),
        (("--person", "朱春梅", "--on", "2013-05-02"), "不会在 2013-05-02 就执行了"),
    ],
)
def test_a_choice_that_is_none_is_refused_whole(ledger: Within, args: tuple[str, ...], told: str) -> None:
    before = states(ledger)
    done = ledger.run("done", *args)
    assert done.returncode in (1, 2)
    assert told in done.stderr
    assert states(ledger) == before
