"""The life of a row in quarantine: how it comes back, what takes its place, and that time alone may let it in."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.clock import at
from tests.command import Within, Zlts, founded
from tests.registers.zoo import DETAIL, GOOD, ROSTER, T, csv
from zlts.db import Ledger
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.periods import Month
from zlts.services.assess import assess
from zlts.services.intake import FileOutcome, import_files

COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "投诉内容", "认定结果", "认定日期")
WRONG = ("城关派出所", "朱春美", "满意", T)
RIGHT = ("城关派出所", "朱春梅", "满意", T)
WRONG_COMPLAINT = (
    "TS3",
    "2013-05-08",
    "柏小林",
    "13800007777",
    "城关派出所",
    "朱春美",
    "态度冷淡",
    "属实",
    "2013-05-20",
)
COUNTS = ("单位", "姓名", "月份", "满意", "不满意")
INSPECTION = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分")
WRONG_INSPECTION = ("2013-05-06", "城关派出所", "朱春美", "日常检查", "着装", "未戴帽", "-2")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded(tmp_path_factory.mktemp("life"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(zlts: Zlts, new: bytes) -> Zlts:
    zlts.ledger.write_bytes(new)
    return zlts


def took(ledger: Zlts, name: str, content: bytes, *args: object) -> dict[str, Any]:
    path = ledger.ledger.parent / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    (one,) = ledger.json("import", path, *args, codes=(0, 3))["files"]
    assert one["accepted"] + one["duplicates"] + one["rejected"] + one["ignored"] == one["rows"]
    return dict(one)


def fates(one: dict[str, Any]) -> tuple[int, int, int]:
    """Accepted, duplicates, rejected."""
    return one["accepted"], one["duplicates"], one["rejected"]


def waiting(ledger: Zlts) -> list[str]:
    """The values that wait."""
    return [one["value"] for one in ledger.json("quarantine", codes=(0, 3))["rows"]]


def corrected(ledger: Zlts, folder: Path, edit: Callable[[str], str]) -> Path:
    """The quarantine's workbook with its cells edited."""
    ledger.run("quarantine", "-o", folder / "待核实.xlsx")
    workbook = openpyxl.load_workbook(folder / "待核实.xlsx")
    for sheet in workbook.worksheets:
        for line in sheet.iter_rows(min_col=3):
            for cell in line:
                cell.value = edit(str(cell.value)) if cell.value is not None else None
    workbook.save(folder / "已改.xlsx")
    return folder / "已改.xlsx"


@pytest.fixture
def three(ledger: Zlts) -> Zlts:
    """A row waits in each of three registers."""
    took(ledger, "评价.csv", csv(DETAIL, GOOD, WRONG))
    took(ledger, "投诉.csv", csv(COMPLAINT, WRONG_COMPLAINT))
    took(ledger, "检查.csv", csv(INSPECTION, WRONG_INSPECTION))
    assert waiting(ledger) == ["朱春美"] * 3
    return ledger


# ---------------------------------------------------------------- the corrected workbook


def test_a_corrected_workbook_of_three_registers_brings_no_false_word(three: Zlts, tmp_path: Path) -> None:
    path = corrected(three, tmp_path, lambda text: text.replace("朱春美", "朱春梅"))
    done = three.run("import", path)
    assert done.returncode == 0
    assert "没有读入" not in done.stdout + done.stderr
    assert waiting(three) == []


def test_a_corrected_workbook_is_taken_in_whole_or_not_at_all(three: Zlts, tmp_path: Path) -> None:
    """One sheet lost its headings: nothing of the others is in either."""
    path = corrected(three, tmp_path, lambda text: text.replace("朱春美", "朱春梅"))
    workbook = openpyxl.load_workbook(path)
    for cell in workbook.worksheets[-1][1][1:]:
        cell.value = "随手记的"
    workbook.save(path)
    before = three.ledger.read_bytes()
    assert three.run("import", path).returncode == 1
    assert three.ledger.read_bytes() == before
    assert waiting(three) == ["朱春美"] * 3


def test_a_summary_beside_details_in_the_workbook_is_read_too(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "评价.csv", csv(DETAIL, WRONG))
    took(
        ledger,
        "汇总.csv",
        csv(("单位", "姓名", "月份", "满意", "不满意"), ("城关派出所", "朱春美", "2013-04", "9", "1")),
    )
    path = corrected(ledger, tmp_path, lambda text: text.replace("朱春美", "朱春梅"))
    files = ledger.json("import", path)["files"]
    assert [fates(one) for one in files] == [(1, 0, 0), (1, 0, 0)]
    assert waiting(ledger) == []


def test_an_old_workbook_imported_again_shows_no_mask_as_a_name(three: Zlts, tmp_path: Path) -> None:
    """Its row was corrected meanwhile; the hidden cells are still those of the original."""
    path = corrected(three, tmp_path, lambda text: text.replace("朱春美", "朱春梅"))
    three.ok("import", path)
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[1]["A1"].value = "待处理编号 "
    workbook.save(tmp_path / "又一次.xlsx")
    three.json("import", tmp_path / "又一次.xlsx", codes=(0, 3))
    assert "***" not in three.ok("complaints", "--show-personal")


# ---------------------------------------------------------------- a later file takes the place

NUMBERS = csv(DETAIL, (*GOOD[:2], "5", T), (*GOOD[:2], "1", "2013-05-06 09:11:11"))
WORDS = ("--map", "评价结果:5=非常满意", "--map", "评价结果:1=非常不满意")


def whole(ledger: Zlts) -> bool:
    return ledger.run("verify").returncode == 0


def presses(ledger: Zlts) -> int:
    with sqlite3.connect(ledger.ledger) as file:
        return int(file.execute("SELECT COUNT(*) FROM evaluation").fetchone()[0])


def last_record(ledger: Zlts, action: str) -> dict[str, Any]:
    with sqlite3.connect(ledger.ledger) as file:
        found = file.execute("SELECT detail FROM journal WHERE action = ? ORDER BY seq DESC", (action,)).fetchone()
    return dict(json.loads(found[0]))


def test_the_same_file_again_calls_no_waiting_row_a_duplicate(ledger: Zlts) -> None:
    assert fates(took(ledger, "五月.csv", csv(DETAIL, GOOD, WRONG))) == (1, 0, 1)
    again = took(ledger, "五月.csv", csv(DETAIL, GOOD, WRONG))
    assert fates(again) == (0, 1, 1)
    assert [one["value"] for one in again["problems"]] == ["朱春美"]
    assert waiting(ledger) == ["朱春美"]


def test_rows_that_a_map_makes_readable_leave_quarantine(ledger: Zlts) -> None:
    assert fates(took(ledger, "五月.csv", NUMBERS)) == (0, 0, 2)
    later = took(ledger, "五月.csv", NUMBERS, *WORDS)
    assert fates(later) == (2, 0, 0)
    assert "2 行" in " ".join(later["notes"])
    assert waiting(ledger) == []
    assert last_record(ledger, "import")["replaced"] == 2
    assert whole(ledger)
    assert "0 行转为采用" in ledger.ok("retry")
    assert (presses(ledger), waiting(ledger)) == (2, [])
    ledger.ok("undo", later["batch"])
    assert (presses(ledger), waiting(ledger)) == (0, ["5", "1"])
    assert whole(ledger)


def test_a_second_reading_that_helps_half_leaves_the_other_half_waiting_once(ledger: Zlts) -> None:
    took(ledger, "五月.csv", NUMBERS)
    assert fates(took(ledger, "五月.csv", NUMBERS, *WORDS[:2])) == (1, 0, 1)
    assert waiting(ledger) == ["1"]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (DETAIL, (GOOD, WRONG)),
        (DETAIL, (WRONG,)),
        (DETAIL, (("城关派出所", "朱春美", "满一", T), GOOD)),
        (DETAIL, (("城关派出所", "朱春梅", "满意", "2013-13-06 09:10:11"), GOOD)),
        (COMPLAINT, (WRONG_COMPLAINT,)),
        (INSPECTION, (WRONG_INSPECTION,)),
        (COUNTS, (("城关派出所", "朱春美", "2013-04", "9", "1"),)),
    ],
    ids=["name", "alone", "two cells", "time", "complaint", "inspection", "summary"],
)
def test_the_original_corrected_and_imported_again_leaves_nothing_waiting(
    ledger: Zlts, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]
) -> None:
    mended = {"朱春美": "朱春梅", "满一": "满意", "2013-13-06 09:10:11": "2013-05-16 09:10:11"}
    right = [tuple(mended.get(cell, cell) for cell in row) for row in rows]
    first = took(ledger, "一/五月.csv", csv(head, *rows))
    assert first["rejected"] == 1
    second = took(ledger, "二/五月.csv", csv(head, *right))
    assert fates(second) == (1, len(rows) - 1, 0)
    assert waiting(ledger) == []
    assert whole(ledger)
    ledger.ok("undo", second["batch"])
    assert len(ledger.json("quarantine", codes=(0, 3))["rows"]) == len(first["problems"])


def test_another_file_of_the_same_name_takes_no_place(ledger: Zlts) -> None:
    """June under May's name: it does not hold what May's file brought in."""
    took(ledger, "五月/城关.csv", csv(DETAIL, GOOD, WRONG))
    june = ("城关派出所", "朱春梅", "满意", "2013-06-06 09:10:11")
    took(ledger, "六月/城关.csv", csv(DETAIL, june, ("城关派出所", "曹国栋", "满意", "2013-06-07 09:10:11")))
    assert waiting(ledger) == ["朱春美"]


def of(unit: str, name: str, time: str = T) -> tuple[str, ...]:
    return (unit, name, "满意", time)


MAY, JUNE = "2013-05-06 09:10:11", "2013-06-06 09:10:11"


@pytest.mark.parametrize(
    ("head", "earlier", "later"),
    [
        (DETAIL, of("城关派出所", "朱春美", MAY), of("城关派出所", "朱春梅", JUNE)),
        (DETAIL, of("城关派出所", "朱春美", MAY), of("南坪派出所", "方晓明", MAY)),
        (DETAIL[1:], of("城关派出所", "朱春美", MAY)[1:], of("南坪派出所", "方晓明", MAY)[1:]),
        (COUNTS, ("城关派出所", "朱春美", "2013-04", "9", "1"), ("城关派出所", "朱春梅", "2013-05", "9", "1")),
        (INSPECTION, WRONG_INSPECTION, ("2013-06-06", "城关派出所", "朱春梅", *WRONG_INSPECTION[3:])),
        (COMPLAINT, WRONG_COMPLAINT, ("TS3", "2013-06-08", *WRONG_COMPLAINT[2:5], "朱春梅", *WRONG_COMPLAINT[6:])),
    ],
    ids=["months", "units", "units by folder", "summary", "inspection", "complaint"],
)
def test_a_file_of_the_same_name_takes_no_place_of_another_month_or_unit(
    ledger: Zlts, head: tuple[str, ...], earlier: tuple[str, ...], later: tuple[str, ...]
) -> None:
    """Every row of the first waited: nothing but the name and the line is the same."""
    took(ledger, "城关派出所/评价.csv", csv(head, earlier))
    took(ledger, f"{'南坪派出所' if '方晓明' in later else '六月'}/评价.csv", csv(head, later))
    assert "朱春美" in waiting(ledger)


def test_two_months_of_one_name_wait_both(ledger: Zlts) -> None:
    """Their rows are nobody's, and differ in nothing that the file says but the folder."""
    lines = csv(("姓名", "满意", "不满意"), ("朱春美", "9", "1"))
    took(ledger, "城关派出所五月/汇总.csv", lines)
    took(ledger, "城关派出所六月/汇总.csv", lines + b"\n")
    assert len(waiting(ledger)) == 2


def test_a_mended_file_that_lacks_a_line_takes_no_place(ledger: Zlts) -> None:
    took(ledger, "一/五月.csv", csv(DETAIL, WRONG, of("城关派出所", "曹国东")))
    took(ledger, "二/五月.csv", csv(DETAIL, RIGHT))
    assert waiting(ledger) == ["朱春美", "曹国东"]


def test_what_was_not_complained_of_may_not_have_changed(ledger: Zlts) -> None:
    """The name is mended, and the rating has become another on the way: a person looks at it."""
    took(ledger, "一/五月.csv", csv(DETAIL, GOOD, WRONG))
    took(ledger, "二/五月.csv", csv(DETAIL, GOOD, ("城关派出所", "朱春梅", "不满意", T)))
    assert waiting(ledger) == ["朱春美"]


def test_where_two_rows_could_be_the_mended_one_it_waits(ledger: Zlts) -> None:
    took(ledger, "上旬.csv", csv(DETAIL, GOOD, WRONG))
    took(ledger, "全月.csv", csv(DETAIL, of("城关派出所", "曹国栋"), GOOD, of("城关派出所", "苗青")))
    assert waiting(ledger) == ["朱春美"]


PEOPLE = {"城关派出所": ("朱春梅", "朱春美", "曹国栋"), "南坪派出所": ("欧阳文", "欧阳闻", "方晓明")}
LINES = st.tuples(st.sampled_from((0, 1, 1, 2)), st.sampled_from(("满意", "不满意")), st.integers(11, 12))
FILES = st.tuples(
    st.sampled_from(list(PEOPLE)),
    st.sampled_from(("05", "06")),
    st.booleans(),
    st.lists(LINES, min_size=1, max_size=3),
)


@example(files=[("城关派出所", "05", True, [(1, "满意", 11)]), ("城关派出所", "06", True, [(0, "满意", 11)])])
@example(files=[("城关派出所", "05", True, [(1, "满意", 11)]), ("南坪派出所", "05", False, [(0, "满意", 11)])])
@given(files=st.lists(FILES, min_size=2, max_size=5))
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_row_leaves_quarantine_while_its_press_is_nowhere(
    new: bytes, tmp_path_factory: pytest.TempPathFactory, files: list[Any]
) -> None:
    """Each line is accepted, a duplicate, or rejected; a rejected one waits, or a later file says its press."""
    ledger = Within(tmp_path_factory.mktemp("presses") / "zlts.db")
    ledger.ledger.write_bytes(new)
    said: dict[int, list[tuple[str, str, str]]] = {}
    for number, (unit, month, with_unit, lines) in enumerate(files):
        rows = [(unit, PEOPLE[unit][who], rating, f"2013-{month}-06 09:10:{second}") for who, rating, second in lines]
        head, shown = (DETAIL, rows) if with_unit else (DETAIL[1:], [row[1:] for row in rows])
        folder = ledger.ledger.parent / f"{number}" / f"{unit}2013-{month}"
        folder.mkdir(parents=True)
        (folder / "评价.csv").write_bytes(csv(head, *shown))
        (one,) = ledger.json("import", folder / "评价.csv", codes=(0, 3))["files"]
        if one["batch"] not in said:
            assert one["accepted"] + one["duplicates"] + one["rejected"] == len(rows)
            said[one["batch"]] = [(row[0], row[2], row[3]) for row in rows]
    with sqlite3.connect(ledger.ledger) as file:
        rejected = file.execute(
            "SELECT s.batch_id, a.row, c.batch_id FROM evaluation_aside a JOIN sheet s ON s.id = a.sheet_id"
            " LEFT JOIN correction c ON c.row_id = a.id WHERE a.fate = 'rejected'"
        ).fetchall()
    gone = Counter((batch, by, said[batch][row - 2]) for batch, row, by in rejected if by)
    for (_, by, press), count in gone.items():
        assert said[by].count(press) >= count
    assert len(waiting(ledger)) == sum(by is None for _, _, by in rejected)


def test_a_longer_export_with_the_same_wrong_row_lets_it_wait_once(ledger: Zlts) -> None:
    took(ledger, "上旬.csv", csv(DETAIL, GOOD, WRONG))
    more = ("城关派出所", "曹国栋", "满意", "2013-05-16 09:10:11")
    longer = took(ledger, "全月.csv", csv(DETAIL, GOOD, WRONG, more))
    assert fates(longer) == (1, 1, 1)
    assert [one["batch"] for one in ledger.json("quarantine", codes=(0, 3))["rows"]] == [longer["batch"]]
    ledger.ok("undo", longer["batch"])
    assert waiting(ledger) == ["朱春美"]


def test_a_roster_with_the_same_wrong_row_lets_it_wait_once(ledger: Zlts) -> None:
    head = ("单位", "姓名", "角色")
    wrong = ("城关派出所", "章小雨", "窗口文员")
    took(ledger, "花名册一.csv", csv(head, wrong), "--kind", "roster")
    took(ledger, "花名册二.csv", csv(head, wrong, ("城关派出所", "章小雪", "窗口民警")), "--kind", "roster")
    assert waiting(ledger) == ["窗口文员"]


def test_two_equal_rows_wait_as_two_where_the_later_file_has_one(ledger: Zlts) -> None:
    took(ledger, "一.csv", csv(DETAIL, WRONG, WRONG))
    took(ledger, "二.csv", csv(DETAIL, WRONG, GOOD))
    assert waiting(ledger) == ["朱春美"] * 2


# ---------------------------------------------------------------- rows that wait for their day

EVE, DAY, AFTER = (datetime.fromisoformat(f"2013-06-{day}T12:00:00+08:00") for day in ("09", "10", "11"))
VOCABULARY = load_vocabulary()


def imported(ledger: Zlts, now: datetime, name: str, content: bytes) -> FileOutcome:
    path = ledger.ledger.parent / name
    path.write_bytes(content)
    opened = Ledger.open(ledger.ledger, now)
    (one,) = import_files(opened, [path], Options(), VOCABULARY, now)
    opened.close()
    return one


def early(ledger: Zlts) -> None:
    """Before their day: a press of 13:00 on the 10th of June, a complaint and a finding of that day."""
    press = ("城关派出所", "朱春梅", "满意", "2013-06-10 13:00:00")
    complaint = (
        "TS9",
        "2013-06-10",
        "柏小林",
        "13800007777",
        "城关派出所",
        "朱春梅",
        "态度冷淡",
        "属实",
        "2013-06-10",
    )
    finding = ("2013-06-10", "城关派出所", "朱春梅", "日常检查", "着装", "未戴帽", "-2")
    for name, content in (
        ("评价.csv", csv(DETAIL, press)),
        ("投诉.csv", csv(COMPLAINT, complaint)),
        ("检查.csv", csv(INSPECTION, finding)),
    ):
        assert imported(ledger, EVE, name, content).rejected == 1


def test_rows_of_the_future_come_in_with_the_first_import_after_their_day(ledger: Zlts) -> None:
    early(ledger)
    assert imported(ledger, EVE, "无关.csv", csv(DETAIL, GOOD)).notes == []
    assert len(waiting(ledger)) >= 3
    one = imported(ledger, DAY, "无关二.csv", csv(DETAIL, ("城关派出所", "曹国栋", "满意", T)))
    assert "2 行已经到了日子" in one.come_due
    assert "“投诉.csv”" in one.come_due
    assert "“检查.csv”" in one.come_due
    assert "“评价.csv”" not in one.come_due
    assert one.notes == []
    assert waiting(ledger) == ["2013-06-10 13:00:00"]
    assert last_record(ledger, "resettle")["accepted"] == 2
    last = imported(ledger, AFTER, "无关三.csv", csv(DETAIL, GOOD)).come_due
    assert "1 行已经到了日子" in last
    assert "“评价.csv”" in last
    assert waiting(ledger) == []
    assert whole(ledger)


def test_rows_that_came_due_are_told_where_the_first_file_is_refused(ledger: Zlts) -> None:
    early(ledger)
    folder = ledger.ledger.parent / "报来"
    folder.mkdir()
    (folder / "一.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    (folder / "二.csv").write_bytes(csv(DETAIL, GOOD))
    done = at(ledger.ledger, "2013-06-12", "import", folder)
    said = done.stdout.replace("\n", "").replace(" ", "")
    assert said.count("3行已经到了日子") == 1
    assert all(f"“{name}.csv”" in said for name in ("评价", "投诉", "检查"))
    assert "一.csv：以前" not in said
    assert "二.csv：以前" not in said
    assert waiting(ledger) == []


def test_rows_of_the_future_come_in_with_a_pass(ledger: Zlts) -> None:
    early(ledger)
    opened = Ledger.open(ledger.ledger, AFTER)
    done = assess(opened, Month(2013, 6), datetime.fromisoformat("2013-07-01T12:00:00+08:00"))
    opened.close()
    assert waiting(ledger) == []
    assert {(one.entry.kind.value, one.entry.points) for one in done.posted} >= {("谈话", 0), ("检查扣分", -2)}
    assert whole(ledger)


def test_retry_says_how_many_rows_wait_still_and_why(ledger: Zlts) -> None:
    took(ledger, "五月.csv", NUMBERS)
    done = ledger.run("retry")
    assert done.returncode == 3
    said = done.stdout
    assert "0 行转为采用" in said
    assert "还有 2 行待核实" in said
    assert "  2 行：" in said
    assert "zlts quarantine -o" in said


def test_retry_says_nothing_of_rows_that_wait_where_none_does(ledger: Zlts) -> None:
    assert "待核实" not in ledger.ok("retry")


# ---------------------------------------------------------------- the workbook that comes back twice

Edit = Callable[[str], str]


def again(path: Path, name: str, edit: Edit = lambda text: text, *, only: str = "") -> Path:
    """A copy of the workbook with its cells edited, those of rows in which `only` stands."""
    workbook = openpyxl.load_workbook(path)
    for sheet in workbook.worksheets:
        for line in list(sheet.iter_rows(min_row=2)):
            cells = [cell for cell in line if cell.value is not None]
            if any(only in str(cell.value) for cell in cells):
                for cell in cells:
                    cell.value = edit(str(cell.value))
    workbook.save(path.with_name(name))
    return path.with_name(name)


def mended(text: str) -> str:
    return text.replace("朱春美", "朱春梅")


def counted(ledger: Zlts) -> list[int]:
    """The rows that are in, of three registers."""
    standing = "sheet_id IN (SELECT s.id FROM sheet s JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL)"
    with sqlite3.connect(ledger.ledger) as file:
        return [
            file.execute(f"SELECT COUNT(*) FROM {table} WHERE {standing}{accepted}").fetchone()[0]
            for table, accepted in (
                ("evaluation", ""),
                ("complaint", " AND fate = 'accepted'"),
                ("inspection", " AND fate = 'accepted'"),
            )
        ]


def test_a_copy_of_the_corrected_workbook_counts_no_row_again(three: Zlts, tmp_path: Path) -> None:
    path = corrected(three, tmp_path, mended)
    three.ok("import", path)
    before = counted(three)
    copy = again(path, "副本.xlsx", lambda text: f"{text} ")
    files = three.json("import", copy)["files"]
    assert [fates(one) for one in files] == [(0, 1, 0)] * 3
    assert counted(three) == before == [1, 1, 1]
    assert whole(three)


def test_two_equal_rows_that_a_longer_export_says_again_are_both_corrected(ledger: Zlts, tmp_path: Path) -> None:
    first, more = (("城关派出所", "曹国栋", "满意", f"2013-05-{day} 09:10:11") for day in ("07", "16"))
    took(ledger, "上旬.csv", csv(DETAIL, first, WRONG, WRONG))
    path = corrected(ledger, tmp_path, mended)
    took(ledger, "全月.csv", csv(DETAIL, first, WRONG, WRONG, more))
    assert waiting(ledger) == ["朱春美"] * 2
    (one,) = ledger.json("import", path)["files"]
    assert fates(one) == (2, 0, 0)
    assert waiting(ledger) == []


def test_a_workbook_comes_back_with_more_rows_corrected(ledger: Zlts, tmp_path: Path) -> None:
    other = ("城关派出所", "曹国东", "不满意", "2013-05-07 09:10:11")
    took(ledger, "评价.csv", csv(DETAIL, of("城关派出所", "曹国栋"), WRONG, other))
    path = corrected(ledger, tmp_path, mended)
    assert fates(ledger.json("import", path, codes=(3,))["files"][0]) == (1, 0, 1)
    assert waiting(ledger) == ["曹国东"]
    more = again(path, "再改.xlsx", lambda text: text.replace("曹国东", "曹国栋"))
    assert fates(ledger.json("import", more)["files"][0]) == (1, 1, 0)
    assert (presses(ledger), waiting(ledger)) == (3, [])
    third = again(more, "三改.xlsx", lambda text: text.replace("曹国栋", "苗青"))
    assert ledger.run("import", third).returncode == 1
    assert presses(ledger) == 3
    assert whole(ledger)


@pytest.mark.parametrize("only", ["满意", "态度冷淡", "未戴帽"])
def test_a_row_that_came_back_is_not_corrected_in_another_way(three: Zlts, tmp_path: Path, only: str) -> None:
    path = corrected(three, tmp_path, mended)
    files = three.json("import", path)["files"]
    before = three.ledger.read_bytes()
    other = again(path, "另改.xlsx", lambda text: text.replace("朱春梅", "曹国栋"), only=only)
    done = three.run("import", other)
    (batch,) = [one["batch"] for one, word in zip(files, ("满意", "态度冷淡", "未戴帽"), strict=True) if word == only]
    assert done.returncode == 1
    assert f"zlts undo {batch}，" in done.stderr
    assert "第 2 行" in done.stderr
    assert three.ledger.read_bytes() == before
    three.ok("undo", batch)
    assert waiting(three) == ["朱春美"]
    three.json("import", other)
    # 曹国栋's press is one more, while the mended one was the one that is in already
    assert (waiting(three), counted(three)) == ([], [2 if only == "满意" else 1, 1, 1])


def test_a_row_of_which_only_the_number_is_left_waits_on(three: Zlts, tmp_path: Path) -> None:
    path = corrected(three, tmp_path, mended)
    workbook = openpyxl.load_workbook(path)
    for line in workbook.worksheets[0].iter_rows(min_row=2, min_col=2):
        for cell in line:
            cell.value = None
    workbook.save(path)
    three.run("import", path)
    assert waiting(three) == ["朱春美"]
    assert counted(three) == [1, 1, 1]


def test_a_number_that_stands_twice_is_refused(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "评价.csv", csv(DETAIL, WRONG))
    path = corrected(ledger, tmp_path, mended)
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.worksheets[0]
    sheet.append([str(cell.value).replace("朱春梅", "曹国栋") for cell in sheet[2]])
    workbook.save(path)
    done = ledger.run("import", path)
    assert (done.returncode, presses(ledger), waiting(ledger)) == (1, 0, ["朱春美"])
    assert "第 3 行" in done.stderr


def test_two_presses_of_one_second_come_back_as_two(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "评价.csv", csv(DETAIL, WRONG, WRONG))
    path = corrected(ledger, tmp_path, mended)
    assert fates(ledger.json("import", path)["files"][0]) == (2, 0, 0)
    assert fates(ledger.json("import", again(path, "副本.xlsx", lambda text: f"{text} "))["files"][0]) == (0, 2, 0)
    assert presses(ledger) == 2


def test_a_workbook_that_was_out_while_the_roster_changed_replaces_its_own_rows(ledger: Zlts, tmp_path: Path) -> None:
    """The first of three rows comes in with the new roster; the others keep their numbers."""
    names = ("朱春眉", "曹国东", "苗清")
    took(ledger, "评价.csv", csv(DETAIL, *(of("城关派出所", name) for name in names)))
    path = corrected(ledger, tmp_path, lambda text: text.replace("曹国东", "曹国栋"))
    workbook = openpyxl.load_workbook(path)
    workbook.worksheets[0].delete_rows(4)
    workbook.save(path)
    took(ledger, "新人.csv", csv(("单位", "姓名", "角色"), ("城关派出所", "朱春眉", "窗口民警")))
    assert waiting(ledger) == ["曹国东", "苗清"]
    assert fates(ledger.json("import", path)["files"][0]) == (1, 1, 0)
    assert (waiting(ledger), presses(ledger)) == (["苗清"], 2)
    other = again(path, "另改.xlsx", lambda text: text.replace("朱春眉", "朱春梅"))
    assert ledger.run("import", other).returncode == 1
    assert presses(ledger) == 2


def test_the_number_of_a_row_that_is_in_meanwhile_never_becomes_another_row_s(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "五月.csv", csv(DETAIL, of("城关派出所", "朱春眉")))
    path = corrected(ledger, tmp_path, lambda text: text.replace("朱春眉", "朱春梅"))
    took(ledger, "新人.csv", csv(("单位", "姓名", "角色"), ("城关派出所", "朱春眉", "窗口民警")))
    assert (waiting(ledger), presses(ledger)) == ([], 1)
    took(ledger, "六月.csv", csv(DETAIL, of("城关派出所", "苗清", JUNE)))
    assert ledger.run("import", path).returncode == 1
    assert (waiting(ledger), presses(ledger)) == (["苗清"], 1)


# ---------------------------------------------------------------- a part of a month that comes back corrected

HALVES = ("单位", "姓名", "月份", "满意", "不满意", "评价器")
GOOD_HALF = ("城关派出所", "朱春梅", "2013-05", 30, 1, "甲")
BAD_HALF = ("城关派出所", "朱春美", "2013-05", 20, 1, "乙")


def satisfied(ledger: Zlts) -> int:
    """Of 朱春梅 in May."""
    rates = ledger.json("assess", "2013-05", "--dry-run", codes=(0, 3))["rates"]
    return sum(one["satisfied"] for one in rates if one["officer"] == "朱春梅")


def test_a_corrected_line_of_a_month_joins_those_of_its_export(ledger: Zlts, tmp_path: Path) -> None:
    assert fates(took(ledger, "五月.csv", csv(HALVES, GOOD_HALF, BAD_HALF))) == (1, 0, 1)
    ledger.ok("import", corrected(ledger, tmp_path, mended))
    assert (satisfied(ledger), waiting(ledger)) == (50, [])
    ledger.run("undo", "3")
    assert satisfied(ledger) == 30


def test_a_corrected_line_of_another_export_does_not(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "五月.csv", csv(HALVES, GOOD_HALF))
    took(ledger, "另一份.csv", csv(HALVES, BAD_HALF))
    done = ledger.run("import", corrected(ledger, tmp_path, mended))
    assert (done.returncode, satisfied(ledger)) == (3, 30)
    assert "zlts undo 2" in done.stdout


def test_nor_does_one_that_says_what_the_export_has_said(ledger: Zlts, tmp_path: Path) -> None:
    took(ledger, "五月.csv", csv(HALVES, GOOD_HALF, ("城关派出所", "朱春美", "2013-05", 30, 1, "甲")))
    ledger.run("import", corrected(ledger, tmp_path, mended))
    assert satisfied(ledger) == 0  # both wait: which of them is right, a person says


def test_where_nothing_waits_no_workbook_is_written(ledger: Zlts, tmp_path: Path) -> None:
    said = ledger.run("quarantine", "-o", tmp_path / "待核实.xlsx")
    assert (said.returncode, "没有待核实的行" in said.stderr) == (0, True)
    assert not (tmp_path / "待核实.xlsx").exists()
