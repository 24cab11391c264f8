"""Equal bytes that come twice: two idle months are two exports, and one read another way is one (readings: Again)."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.importers.files import xlsx
from tests.registers.zoo import DETAIL, ROSTER, T, csv

COUNTS = csv(("姓名", "满意", "不满意"), ("朱春梅", "9", "0"))
WHOLE_COUNTS = csv(("单位", "姓名", "月份", "满意", "不满意"), ("城关派出所", "朱春梅", "2013-05", "9", "0"))
AT_WINDOWS = csv(("窗口", "评价结果", "评价时间"), ("1", "满意", T))
NUMBERS = csv(DETAIL, ("城关派出所", "朱春梅", "1", T), ("城关派出所", "曹国栋", "5", T))
GOOD_FIRST = ("--map", "评价结果:1=非常满意", "--map", "评价结果:5=非常不满意")
BAD_FIRST = ("--map", "评价结果:1=非常不满意", "--map", "评价结果:5=非常满意")


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded_within(tmp_path_factory.mktemp("twofold"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(tmp_path: Path, new: bytes) -> Within:
    (tmp_path / "zlts.db").write_bytes(new)
    return Within(tmp_path / "zlts.db")


def put(ledger: Within, name: str, content: bytes) -> Path:
    path = ledger.ledger.parent / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def took(ledger: Within, name: str, content: bytes, *args: object) -> dict[str, Any]:
    (one,) = ledger.json("import", put(ledger, name, content), *args, codes=(0, 3))["files"]
    return dict(one)


def fates(one: dict[str, Any]) -> tuple[int, int, int]:
    """Accepted, duplicates, rejected."""
    return one["accepted"], one["duplicates"], one["rejected"]


def stored(ledger: Within, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(ledger.ledger) as file:
        return file.execute(query).fetchall()


# ---------------------------------------------------------------- two exports


@pytest.mark.parametrize(
    ("content", "may", "june"),
    [
        (COUNTS, ("2013-05/城关派出所.csv",), ("2013-06/城关派出所.csv",)),
        (COUNTS, ("城关派出所/2013年5月.csv",), ("城关派出所/2013年6月.csv",)),
        (COUNTS, ("2013-05/城关派出所/汇总.csv",), ("2013-06/城关派出所/汇总.csv",)),
        (COUNTS, ("城关派出所五月.csv", "--month", "2013-05"), ("城关派出所六月.csv", "--month", "2013-06")),
        (COUNTS, ("2013-05/城关派出所.csv",), ("导出/城关派出所.csv", "--month", "2013-06")),
        (AT_WINDOWS, ("城关派出所/评价.csv",), ("出入境大队/评价.csv",)),
        (AT_WINDOWS, ("一.csv", "--unit", "城关派出所"), ("二.csv", "--unit", "出入境大队")),
    ],
    ids=["folder", "file", "folder above", "option", "folder and option", "unit's folder", "unit's option"],
)
def test_equal_bytes_of_two_months_or_units_count_both(
    ledger: Within, content: bytes, may: tuple[str, ...], june: tuple[str, ...]
) -> None:
    first = took(ledger, may[0], content, *may[1:])
    second = took(ledger, june[0], content, *june[1:])
    assert [fates(first), fates(second)] == [(1, 0, 0)] * 2
    assert second["batch"] != first["batch"]
    for known, how in ((first, may), (second, june)):
        again = took(ledger, how[0], content, *how[1:])
        assert (again["batch"], fates(again)) == (known["batch"], (0, 1, 0))
    assert ledger.run("verify").returncode == 0


def test_equal_months_come_in_with_one_command(ledger: Within) -> None:
    for month in ("2013-05", "2013-06", "2013-07"):
        put(ledger, f"报来/{month}/城关派出所.csv", COUNTS)
    files = ledger.json("import", ledger.ledger.parent / "报来", codes=(0, 3))["files"]
    assert [fates(one) for one in files] == [(1, 0, 0)] * 3
    assert stored(ledger, "SELECT month FROM summary ORDER BY 1") == [("2013-05",), ("2013-06",), ("2013-07",)]


def test_waiting_rows_of_equal_months_wait_both(ledger: Within) -> None:
    unknown = csv(("姓名", "满意", "不满意"), ("朱春美", "9", "0"))
    took(ledger, "2013-05/城关派出所.csv", unknown)
    took(ledger, "2013-06/城关派出所.csv", unknown)
    assert [one["value"] for one in ledger.json("quarantine", codes=(0, 3))["rows"]] == ["朱春美"] * 2


@pytest.mark.parametrize("content", [WHOLE_COUNTS, csv(DETAIL, ("城关派出所", "朱春梅", "满意", T))])
def test_a_copy_whose_rows_name_unit_and_month_is_the_same_file_anywhere(ledger: Within, content: bytes) -> None:
    first = took(ledger, "2013-05/汇总.csv", content)
    again = took(ledger, "2013-05-31/城关派出所/副本.csv", content)
    assert (again["batch"], fates(again)) == (first["batch"], (0, 1, 0))
    other = took(ledger, "2013-05/城关派出所2013-05.csv", content, "--unit", "城关派出所")
    assert fates(other) == (0, 1, 0)


# ---------------------------------------------------------------- one file, read another way


@pytest.mark.parametrize(
    ("content", "one", "other"),
    [
        (NUMBERS, GOOD_FIRST, BAD_FIRST),
        (AT_WINDOWS, ("--unit", "城关派出所"), ("--unit", "出入境大队")),
        (COUNTS, ("--unit", "城关派出所", "--month", "2013-05"), ("--unit", "城关派出所", "--month", "2013-06")),
    ],
    ids=["words", "unit", "month"],
)
def test_a_file_read_another_way_counts_no_line_twice(
    ledger: Within, content: bytes, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    path = put(ledger, "导出/评价.csv", content)
    (first,) = ledger.json("import", path, *one)["files"]
    before = ledger.ledger.read_bytes()
    done = ledger.run("import", path, *other)
    assert done.returncode == 1
    assert f"zlts undo {first['batch']}" in done.stderr
    assert f"第 {first['batch']} 批" in done.stderr
    assert ledger.ledger.read_bytes() == before
    ledger.ok("undo", first["batch"])
    (second,) = ledger.json("import", path, *other)["files"]
    assert second["accepted"] == first["accepted"]


def test_a_copy_in_another_month_read_another_way_counts_no_line_twice(ledger: Within) -> None:
    """Its rows name unit and day: where it lies says nothing."""
    took(ledger, "2013-05/评价.csv", NUMBERS, *GOOD_FIRST)
    path = put(ledger, "2013-06/出入境大队.csv", NUMBERS)
    assert ledger.run("import", path, *BAD_FIRST).returncode == 1
    assert ledger.run("import", path, *BAD_FIRST, "--dry-run").returncode == 1


def test_a_reading_that_lets_more_rows_in_counts_the_others_once(ledger: Within) -> None:
    assert fates(took(ledger, "评价.csv", NUMBERS, *GOOD_FIRST[:2])) == (1, 0, 1)
    assert fates(took(ledger, "评价.csv", NUMBERS, *GOOD_FIRST)) == (1, 1, 0)
    assert stored(ledger, "SELECT COUNT(*) FROM evaluation") == [(2,)]
    assert ledger.json("quarantine")["rows"] == []


def test_another_reading_of_several_names_every_batch_to_undo(ledger: Within) -> None:
    took(ledger, "评价.csv", NUMBERS, *GOOD_FIRST[:2])
    took(ledger, "评价.csv", NUMBERS, *GOOD_FIRST)
    done = ledger.run("import", ledger.ledger.parent / "评价.csv", *BAD_FIRST)
    assert done.returncode == 1
    assert "zlts undo 3、zlts undo 2" in done.stderr


def test_the_sheets_of_one_file_are_no_two_readings(ledger: Within) -> None:
    def fill(book: Any) -> None:
        for name, day in (("一", 6), ("二", 7)):
            sheet = book.create_sheet(name)
            sheet.append(DETAIL)
            sheet.append(("城关派出所", "朱春梅", "满意", f"2013-05-0{day} 09:10:11"))

    path = put(ledger, "评价.xlsx", xlsx(fill))
    for name in ("一", "二"):
        (one,) = ledger.json("import", path, "--sheet", name, codes=(0, 3))["files"]
        assert fates(one) == (1, 0, 0)


# ---------------------------------------------------------------- read otherwise, and nothing new


MAPPED = csv(("经办", "评价结果", "评价时间"), ("朱春梅", "满意", T), ("曹国栋", "不满意", T))
AS_MAPPED = ("--map", "姓名=经办", "--unit", "城关派出所")


def listed(ledger: Within) -> list[int]:
    return [int(one["batch"]) for one in ledger.json("batches")["batches"]]


@pytest.mark.parametrize("again", [(), AS_MAPPED, ("--unit", "城关派出所")])
def test_a_file_taken_in_with_a_map_is_known_without_it(ledger: Within, again: tuple[str, ...]) -> None:
    first = took(ledger, "评价.csv", MAPPED, *AS_MAPPED)
    assert fates(first) == (2, 0, 0)
    before = listed(ledger)
    second = took(ledger, "评价.csv", MAPPED, *again)
    assert fates(second) == (0, 2, 0)
    assert second["batch"] == first["batch"]
    assert any(f"与第 {first['batch']} 批“评价.csv”是同一个文件" in note for note in second["notes"])
    assert listed(ledger) == before
    ledger.ok("verify")
    ledger.ok("undo", first["batch"])  # and the rows are gone, for there is no other batch
    assert stored(ledger, "SELECT COUNT(*) FROM evaluation") == [(0,)]


def test_rows_that_wait_already_make_no_batch_of_their_own(ledger: Within) -> None:
    content = csv(("经办", "评价结果", "评价时间"), ("朱春梅", "满意", T), ("无此人", "满意", T))
    first = took(ledger, "评价.csv", content, *AS_MAPPED)
    assert fates(first) == (1, 0, 1)
    before = listed(ledger)
    second = took(ledger, "评价.csv", content, "--unit", "城关派出所")
    assert (second["batch"], fates(second)) == (first["batch"], (0, 1, 1))
    assert listed(ledger) == before
    assert len(ledger.json("quarantine")["rows"]) == 1
    for _ in range(2):  # read without the unit the row waits for another reason, once
        third = took(ledger, "评价.csv", content)
        assert (third["batch"], fates(third)) == (before[-1] + 1, (0, 1, 1))
        assert len(ledger.json("quarantine")["rows"]) == 1


def test_a_map_that_lets_waiting_rows_in_makes_a_batch(ledger: Within) -> None:
    first = took(ledger, "评价.csv", NUMBERS)
    assert fates(first) == (0, 0, 2)
    second = took(ledger, "评价.csv", NUMBERS, *GOOD_FIRST)
    assert fates(second) == (2, 0, 0)
    assert second["batch"] != first["batch"]
    third = took(ledger, "评价.csv", NUMBERS)
    assert (third["batch"], fates(third)) == (second["batch"], (0, 2, 0))  # the one that brought the rows


def test_a_dry_run_says_the_same(ledger: Within) -> None:
    first = took(ledger, "评价.csv", MAPPED, *AS_MAPPED)
    assert took(ledger, "评价.csv", MAPPED, "--dry-run")["batch"] == first["batch"]
    headings = ("被投诉单位", "编号", "受理日期", "被投诉人员", "情况", "认定结果")
    small = csv(headings, ("城关派出所", "T1", "2013-05-02", "朱春梅", "态度", "待查"))
    mapped = ("--map", "投诉内容=情况")
    complaints = took(ledger, "投诉.csv", small, *mapped)
    assert fates(complaints) == (1, 0, 0)
    assert took(ledger, "投诉.csv", small, "--dry-run")["batch"] == complaints["batch"]
    assert took(ledger, "投诉.csv", small)["batch"] == complaints["batch"]
