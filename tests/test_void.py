"""`zlts anomalies` and `zlts void`: a person decides, the journal knows, the pass follows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.command import Zlts

UNIT, OFFICER, COLLEAGUE = "沙洲派出所", "莫小龙", "倪晓丹"
ROSTER = f"""\
单位,城区/农村,姓名,警号,角色,窗口,评价器,任职起,任职止
{UNIT},农村,{OFFICER},881302,窗口民警,1号窗口,PJ1302,2013-01-01,
{UNIT},农村,{COLLEAGUE},881301,窗口民警,2号窗口,PJ1301,2013-01-01,
"""
HEAD = "评价器,警号,姓名,评价,评价时间"
DONE = (0, 3)
BURST = [datetime.fromisoformat("2013-10-24 18:02:00") + timedelta(seconds=6 * n) for n in range(12)]
ORDINARY = [datetime.fromisoformat(f"2013-10-{1 + n:02d} 09:{3 * n % 60:02d}:{7 * n % 60:02d}") for n in range(28)]


def rows(name: str, badge: str, seat: str, presses: Iterable[tuple[datetime, str]]) -> list[str]:
    return [f"{seat},{badge},{name},{word},{time}" for time, word in presses]


def month_rows() -> list[str]:
    """28 citizens, two of them not satisfied, and the officer's own dozen: 95 % with it, 92.85 % without."""
    words = [(time, "不满意" if n in (3, 9) else "满意") for n, time in enumerate(ORDINARY)]
    own = sorted([*words, *((time, "非常满意") for time in BURST)])
    others = [(time + timedelta(minutes=17), "满意") for time in ORDINARY]
    return [*rows(OFFICER, "881302", "PJ1302", own), *rows(COLLEAGUE, "881301", "PJ1301", others)]


def write(folder: Path, name: str, head: str, lines: Iterable[str]) -> Path:
    path = folder / name
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def book(zlts: Zlts, tmp_path: Path) -> Zlts:
    """A ledger with the month in it; its evaluations are batch 2."""
    roster = tmp_path / "花名册.csv"
    roster.write_text(ROSTER, encoding="utf-8")
    zlts.ok("init", "--roster", roster)
    zlts.ok("import", write(tmp_path, f"{UNIT}.csv", HEAD, month_rows()), "--unit", UNIT)
    return zlts


def assess(book: Zlts) -> dict[str, Any]:
    return book.json("assess", "2013-10", codes=DONE)


def rate(book: Zlts) -> tuple[int, int, str]:
    """The officer's month, as a rehearsed pass has it."""
    found = book.json("assess", "2013-10", "--dry-run", codes=DONE)["rates"]
    (own,) = [one for one in found if one["officer"] == OFFICER]
    return own["counted"], own["unrated"], own["percent"]


WITH, WITHOUT = (40, 0, "95.00%"), (28, 0, "92.85%")


def test_findings_show_rows_chance_and_the_rate_with_and_without(book: Zlts) -> None:
    (one,) = book.json("anomalies", "2013-10")["anomalies"]
    assert (one["number"], one["pattern"], one["officer"], one["unit"]) == (1, "burst", OFFICER, UNIT)
    assert (one["from"], one["to"]) == ("2013-10-24 18:02:00", "2013-10-24 18:03:06")
    assert [(row["batch"], row["row"]) for row in one["rows"]] == [(2, n) for n in range(26, 38)]
    assert (one["percent"], one["without"]["percent"], one["without"]["counted"]) == ("95.00%", "92.85%", 28)
    assert one["chance"] == "小于 1/1000000"
    assert "泊松" in one["model"]
    assert one["state"] == "待认定"
    assert rate(book) == WITH


def test_without_a_month_it_is_the_last_finished_one(book: Zlts) -> None:
    assert book.json("anomalies")["month"] == "2013-10"


def test_findings_stand_in_the_monthly_bulletin_and_in_files(book: Zlts, tmp_path: Path) -> None:
    assert book.json("report", "monthly", "2013-10")["anomalies"] == book.json("anomalies", "2013-10")["anomalies"]
    assert "疑似自行评价" in book.ok("report", "monthly", "2013-10")
    assert OFFICER in book.ok("anomalies", "2013-10", "--format", "csv")
    book.ok("anomalies", "2013-10", "-o", tmp_path / "疑似.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "疑似.xlsx").worksheets[0] for cell in row]
    assert {OFFICER, "2:26-37", "待认定"} <= set(cells)


def test_the_pass_follows_a_void_and_its_undo(book: Zlts) -> None:
    assert assess(book)["posted"] == []
    told = book.ok("void", "--month", "2013-10", "--finding", "1", "--reason", "调取录像核实")
    assert "95.00%（40 个） → 92.85%（28 个）" in told
    assert "待评定" in book.ok("verify")
    posted = assess(book)["posted"]
    assert [(one["person"], one["kind"]) for one in posted] == [(OFFICER, "扣分"), (OFFICER, "打招呼")]
    for one in posted:
        own = [row["row"] for row in one["evidence"]]
        assert (len(own), set(own) & set(range(26, 38))) == (28, set())
    assert "待评定" not in book.ok("verify")
    assert "恢复 12 条" in book.ok("void", "2:26-37", "--undo")
    assert "待评定" in book.ok("verify")
    again = assess(book)
    assert (again["posted"], len(again["reversed"])) == ([], 2)
    book.ok("verify")


def test_voided_rows_stay_listed_and_have_no_effect_anywhere(book: Zlts) -> None:
    book.ok("void", "2:26-37", "--reason", "调取录像核实")
    found = book.json("anomalies", "2013-10")
    assert [(one["number"], one["state"], one["voided"]) for one in found["anomalies"]] == [(1, "已作废", 12)]
    assert (found["anomalies"][0]["percent"], found["anomalies"][0]["without"]["percent"]) == ("95.00%", "92.85%")
    assert [one["place"] for one in found["voided"]] == [f"2:{n}" for n in range(26, 38)]
    assert {one["reason"] for one in found["voided"]} == {"调取录像核实"}
    (unit,) = book.json("report", "monthly", "2013-10")["units"]
    assert (unit["counted"], unit["unrated"], unit["busiest_hours"]) == (56, 0, [9])
    (unit,) = book.json("report", "quarterly", "2013Q4", codes=DONE)["units"]
    assert unit["counted"] == 56
    for period in (("monthly", "2013-10"), ("quarterly", "2013Q4")):
        told = "".join(book.run("report", *period).stdout.split())
        assert f"12条评价经认定作废（{OFFICER}12条：调取录像核实）" in told


def test_a_part_of_a_finding_may_be_voided(book: Zlts) -> None:
    book.ok("void", "2:26,28-29", "--reason", "一人三按")
    (one,) = book.json("anomalies", "2013-10")["anomalies"]
    assert (one["state"], one["percent"]) == ("已作废 3 条", "95.00%")
    assert rate(book) == (37, 0, "94.59%")
    assert "作废 9 条" in book.ok("void", "--month", "2013-10", "--finding", "1", "--reason", "其余也是")
    assert rate(book) == WITHOUT


def test_a_rehearsed_void_writes_nothing(book: Zlts) -> None:
    assert "作废 12 条" in book.ok("void", "--month", "2013-10", "--finding", "1", "--reason", "试", "--dry-run")
    assert rate(book) == WITH
    book.ok("verify")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["2:25"], "要写理由"),
        (["--reason", "核实"], "没有写作废哪些评价"),
        (["2:1", "--reason", "核实"], "2:1 不是已采用的评价明细"),
        (["2:25,99", "--reason", "核实"], "2:99 不是已采用的评价明细"),
        (["1:2", "--reason", "核实"], "1:2 不是已采用的评价明细"),
        (["9:2", "--reason", "核实"], "不认识“9:2”"),
        (["2:甲:25", "--reason", "核实"], "不认识“2:甲:25”"),
        (["2:25-24", "--reason", "核实"], "看不懂"),
        (["2:1-9999999", "--reason", "核实"], "看不懂"),
        (["--month", "2013-10", "--finding", "2", "--reason", "核实"], "没有第 2 条"),
        (["2:25", "--undo"], "没有作废过"),
    ],
)
def test_what_cannot_be_voided_is_refused_whole(book: Zlts, args: list[str], told: str) -> None:
    done = book.run("void", *args)
    assert (done.returncode, told in done.stderr) == (2, True), done.stderr
    assert "Traceback" not in done.stderr
    assert book.json("anomalies", "2013-10")["voided"] == []


def test_nothing_is_voided_twice(book: Zlts) -> None:
    book.ok("void", "2:26-37", "--reason", "核实")
    done = book.run("void", "2:26-30", "--reason", "核实")
    assert (done.returncode, "已经作废过了" in done.stderr) == (2, True)


# ---------------------------------------------------------------- what happens to the rows afterwards


def test_a_void_outlives_a_change_of_the_roster(book: Zlts, tmp_path: Path) -> None:
    book.ok("void", "2:26-37", "--reason", "核实")
    changed = ROSTER.replace("PJ1302,2013-01-01,\n", "PJ1302,2013-01-01,2013-10-27\n")
    roster = tmp_path / "新花名册.csv"
    roster.write_text(changed, encoding="utf-8")
    book.json("import", roster, codes=DONE)
    assert rate(book) == (27, 0, "92.59%")  # the 28th's press waits in quarantine
    assert len(book.json("anomalies", "2013-10")["voided"]) == 12
    book.ok("verify")


def other_export(tmp_path: Path) -> Path:
    """The same presses as another program writes them."""
    parts = [line.split(",") for line in month_rows()]
    lines = [f"{name},{time},{word},{seat}" for seat, _, name, word, time in parts]
    return write(tmp_path, "另一份.csv", "姓名,评价时间,评价,评价器", lines)


def test_a_void_follows_its_press_to_the_row_that_stands_for_it(book: Zlts, tmp_path: Path) -> None:
    book.ok("import", other_export(tmp_path), "--unit", UNIT)
    book.ok("void", "2:26-37", "--reason", "核实")
    book.ok("undo", "2")
    assert rate(book) == WITHOUT
    found = book.json("anomalies", "2013-10")
    assert found["anomalies"][0]["state"] == "已作废"
    assert [one["place"] for one in found["voided"]] == [f"3:{n}" for n in range(26, 38)]
    book.ok("verify")
    book.ok("void", "3:26-37", "--undo")
    assert rate(book) == WITH


def test_a_void_without_its_press_has_no_effect_and_is_told(book: Zlts, tmp_path: Path) -> None:
    book.ok("void", "2:26-37", "--reason", "核实")
    book.ok("undo", "2")
    book.ok("import", write(tmp_path, "别月.csv", HEAD, month_rows()[:5]), "--unit", UNIT)
    assert {one["state"] for one in book.json("anomalies", "2013-10")["voided"]} == {"该行已不在"}
    assert rate(book)[0] == 5
    book.ok("verify")
    book.ok("import", tmp_path / f"{UNIT}.csv", "--unit", UNIT)
    assert rate(book) == WITHOUT
    book.ok("void", "2:26-37", "--undo")
    assert rate(book) == WITH


def test_an_edited_decision_shows(book: Zlts) -> None:
    book.ok("void", "2:26-37", "--reason", "核实")
    with closing(sqlite3.connect(book.ledger)) as connection:
        connection.execute("DELETE FROM voided WHERE row = 26")
        connection.commit()
    done = book.run("verify")
    assert done.returncode == 1
    assert "作废的评价" in done.stderr or "voided" in done.stderr
