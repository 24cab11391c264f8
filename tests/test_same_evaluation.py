"""When two rows of evaluations are one press: serials, seconds and words as spreadsheets and makers change them."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.command import Zlts, founded
from tests.registers.zoo import DETAIL, ROSTER, book, csv
from tests.test_ledger_properties import Inside
from zlts.names import serial_mark

ZHU = ("城关派出所", "朱春梅")
CAO = ("城关派出所", "曹国栋")
SERIAL = ("流水号", *DETAIL)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded(tmp_path_factory.mktemp("same"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(tmp_path: Path, new: bytes) -> Inside:
    (tmp_path / "zlts.db").write_bytes(new)
    return Inside(tmp_path / "zlts.db")


def took(ledger: Zlts, name: str, content: bytes) -> tuple[int, int, int]:
    """Accepted, duplicates and rejected of a file."""
    path = ledger.ledger.parent / name
    path.write_bytes(content)
    (one,) = ledger.json("import", path, codes=(0, 3))["files"]
    return one["accepted"], one["duplicates"], one["rejected"]


def standing(ledger: Zlts) -> int:
    with sqlite3.connect(ledger.ledger) as file:
        return int(file.execute("SELECT COUNT(*) FROM evaluation").fetchone()[0])


def notes(ledger: Zlts, name: str, content: bytes) -> str:
    path = ledger.ledger.parent / name
    path.write_bytes(content)
    (one,) = ledger.json("import", path, codes=(0, 3))["files"]
    return " ".join(one["notes"])


# ---------------------------------------------------------------- serial numbers


@pytest.mark.parametrize("order", list(permutations(["0001234", "1234", "1234.0", '"1,234"'])))
def test_a_serial_that_lost_its_zeros_or_became_a_number_is_the_same(ledger: Inside, order: tuple[str, ...]) -> None:
    for number, serial in enumerate(order):
        line = ",".join((serial, *ZHU, "满意", "2013-05-06 09:10:11"))
        took(ledger, f"{number}.csv", f"{','.join(SERIAL)}\n{line}\n".encode())
    assert standing(ledger) == 1


@given(st.integers(0, 10**15))
def test_the_marks_of_a_number_are_one(number: int) -> None:
    ways = {str(number), f"{number:020d}", f"{number}.0", f"{number:,}", f" {number} "}
    assert {serial_mark(way) for way in ways} == {str(number)}


@pytest.mark.parametrize(("one", "other"), [("A001", "A1"), ("10", "1"), ("1.5", "15"), ("1-2", "12"), ("", "0")])
def test_other_serials_stay_other_serials(one: str, other: str) -> None:
    assert serial_mark(one) != serial_mark(other)


def test_a_serial_without_zeros_of_another_officer_is_a_contradiction(ledger: Inside) -> None:
    assert took(ledger, "a.csv", csv(SERIAL, ("00080001", *ZHU, "满意", "2013-05-06 09:10:11"))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(SERIAL, ("80001", *CAO, "满意", "2013-05-06 09:10:11"))) == (0, 0, 1)
    assert took(ledger, "c.csv", csv(SERIAL, ("80001", *ZHU, "不满意", "2013-05-06 09:10:11"))) == (0, 0, 1)
    assert took(ledger, "d.csv", csv(SERIAL, ("80001", *ZHU, "非常满意", "2013-05-06 09:10:11"))) == (0, 0, 1)


def test_the_same_serial_in_another_minute_is_another_press(ledger: Inside) -> None:
    assert took(ledger, "a.csv", csv(SERIAL, ("7", *ZHU, "满意", "2013-05-06 09:10:11"))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(SERIAL, ("7", *CAO, "不满意", "2013-05-06 09:11"))) == (1, 0, 0)


# ---------------------------------------------------------------- seconds

WITH = csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:11"), (*CAO, "不满意", "2013-05-06 09:20:00"))
WITHOUT = csv(DETAIL, (*ZHU, "满意", "2013/5/6 9:10"), (*CAO, "不满意", "2013/5/6 9:20"))


def test_an_export_saved_again_without_seconds_adds_nothing_and_says_why(ledger: Inside) -> None:
    assert took(ledger, "a.csv", WITH) == (2, 0, 0)
    assert "1 行与已有的评价是同一民警、同一分钟" in notes(ledger, "b.csv", WITHOUT)
    assert standing(ledger) == 2


def test_the_export_with_seconds_adds_nothing_to_the_one_without(ledger: Inside) -> None:
    assert took(ledger, "b.csv", WITHOUT) == (2, 0, 0)
    assert took(ledger, "a.csv", WITH) == (0, 2, 0)
    ledger.ok("undo", 2)
    assert standing(ledger) == 2
    with sqlite3.connect(ledger.ledger) as file:
        assert (20130506091011,) in file.execute("SELECT time FROM evaluation").fetchall()
    assert ledger.run("verify").returncode == 0


def test_a_serial_with_its_seconds_cut_off_is_the_same_or_a_contradiction(ledger: Inside) -> None:
    assert took(ledger, "a.csv", csv(SERIAL, ("81", *ZHU, "满意", "2013-05-06 09:10:11"))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(SERIAL, ("0081", *ZHU, "满意", "2013-05-06 09:10"))) == (0, 1, 0)
    assert took(ledger, "c.csv", csv(SERIAL, ("81", *ZHU, "不满意", "2013-05-06 09:10"))) == (0, 0, 1)
    assert took(ledger, "d.csv", csv(SERIAL, ("82", *ZHU, "满意", "2013-05-06 09:10"))) == (1, 0, 0)


def test_times_of_an_export_with_seconds_are_never_taken_for_minutes(ledger: Inside) -> None:
    """A press on the whole minute, and one later in that minute, of two exports that have seconds."""
    other = (*CAO, "满意", "2013-05-06 10:00:01")
    assert took(ledger, "a.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:00"), other)) == (2, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40"), other)) == (1, 1, 0)


NOUGHTS = [
    "2013-05-06 09:10:00",
    "2013/5/6 9:10:00",
    "2013年5月6日9时10分00秒",
    "20130506091000",
    "2013-05-06T09:10:00",
]
CUT = ["2013-05-06 09:10", "2013/5/6 9:10", "2013年5月6日9时10分", "201305060910", "2013-05-06T09:10"]


@pytest.mark.parametrize("time", NOUGHTS)
def test_one_row_on_the_whole_minute_is_no_sheet_without_seconds(ledger: Inside, time: str) -> None:
    """Two presses within a minute, the first of them at its very beginning."""
    assert took(ledger, "a.csv", csv(DETAIL, (*ZHU, "满意", time))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40"))) == (1, 0, 0)
    assert took(ledger, "c.csv", csv(DETAIL, (*CAO, "满意", "2013-05-06 09:10:40"))) == (1, 0, 0)
    assert took(ledger, "d.csv", csv(DETAIL, (*CAO, "满意", time))) == (1, 0, 0)


@pytest.mark.parametrize("time", CUT)
def test_one_row_without_seconds_is_one(ledger: Inside, time: str) -> None:
    assert took(ledger, "a.csv", csv(DETAIL, (*ZHU, "满意", time))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40"))) == (0, 1, 0)


@pytest.mark.parametrize(("clock", "presses"), [("9:10:00", 2), ("9:10", 1), ("9时10分", 1), ("9点10分0秒", 2)])
def test_so_it_is_where_the_time_of_day_has_its_own_column(ledger: Inside, clock: str, presses: int) -> None:
    heads = ("单位", "姓名", "评价结果", "日期", "时间")
    assert took(ledger, "a.csv", csv(heads, (*ZHU, "满意", "2013-05-06", clock))) == (1, 0, 0)
    took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40")))
    assert standing(ledger) == presses


@pytest.mark.parametrize(("rows", "presses"), [(1, 2), (2, 2)])
def test_date_cells_tell_nothing_on_the_whole_minute(ledger: Inside, rows: int, presses: int) -> None:
    """One may be so by chance, and two are of a program that has no seconds."""
    moments = [datetime(2013, 5, 6, 9, 10 + n) for n in range(rows)]  # noqa: DTZ001 - a device's wall clock
    assert took(ledger, "a.xlsx", book(DETAIL, *((*ZHU, "满意", moment) for moment in moments))) == (rows, 0, 0)
    took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40")))
    assert standing(ledger) == presses


def test_a_long_sheet_that_is_all_noughts_has_lost_its_seconds(ledger: Inside) -> None:
    lines = [(*ZHU, "满意", f"2013-05-06 09:{n:02d}:00") for n in range(30)]
    assert took(ledger, "a.csv", csv(DETAIL, *lines)) == (30, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:40"))) == (0, 1, 0)


ROW = st.tuples(
    st.sampled_from([ZHU, CAO]),
    st.sampled_from(["满意", "不满意", "未评价"]),
    st.sampled_from(["09:10", "09:11"]),
    st.sampled_from(["07", "31", "59"]),
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ROW, min_size=1, max_size=8), numbered=st.booleans(), data=st.data())
def test_parts_of_an_export_in_any_order_with_or_without_seconds_make_the_export(
    tmp_path: Path, new: bytes, rows: list[tuple[tuple[str, str], str, str, str]], numbered: bool, data: st.DataObject
) -> None:
    """Overlapping parts, some saved again without seconds and zeros: what the whole export says stands, no more."""
    whole = [
        (f"{n:06d}", *who, rating, f"2013-05-06 {minute}:{second}")
        for n, (who, rating, minute, second) in enumerate(rows, 1)
    ]
    cut = [(line[0].lstrip("0"), *line[1:4], line[4][:-3]) for line in whole]
    parts = [
        whole,
        *(
            some[a:b]
            for some in (whole, cut)
            for a, b in [sorted(data.draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))]
        ),
    ]
    (tmp_path / "zlts.db").write_bytes(new)
    ledger = Inside(tmp_path / "zlts.db")
    for number, part in enumerate(data.draw(st.permutations(parts))):
        lines = part if numbered else [line[1:] for line in part]
        if lines:
            took(ledger, f"{number}.csv", csv(SERIAL if numbered else DETAIL, *lines))
    assert standing(ledger) == len(whole)


# ---------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("非常满意", "非常满意(5分)"),
        ("一般", "一般(2分)"),
        ("未评价", "弃评"),
        ("非常满意", "很满意"),
        ("不满意", "不太满意"),
    ],
)
def test_a_score_or_a_synonym_makes_no_other_press(ledger: Inside, one: str, other: str) -> None:
    for head, number in ((DETAIL, ()), (SERIAL, ("9",))):
        assert (
            took(ledger, f"a{len(head)}.csv", csv(head, (*number, *ZHU, one, f"2013-05-0{len(head)} 09:10:11")))[0]
            == 1
        )
        assert took(
            ledger, f"b{len(head)}.csv", csv(head, (*number, *ZHU, other, f"2013-05-0{len(head)} 09:10:11"))
        ) == (0, 1, 0)


def test_a_synonym_taken_for_the_same_press_is_told(ledger: Inside) -> None:
    took(ledger, "a.csv", csv(DETAIL, (*ZHU, "非常满意", "2013-05-06 09:10:11")))
    assert "“很满意”与“非常满意”" in notes(ledger, "b.csv", csv(DETAIL, (*ZHU, "很满意", "2013-05-06 09:10:11")))


def test_satisfied_and_not_in_one_second_are_two_presses(ledger: Inside) -> None:
    assert took(ledger, "a.csv", csv(DETAIL, (*ZHU, "满意", "2013-05-06 09:10:11"))) == (1, 0, 0)
    assert took(ledger, "b.csv", csv(DETAIL, (*ZHU, "不满意", "2013-05-06 09:10:11"))) == (1, 0, 0)


# ---------------------------------------------------------------- numbers that only count


@pytest.mark.parametrize("heading", ["ID", "编号", "主键", "记录号", "序号", "NO."])
@pytest.mark.parametrize("first", [1, 1001])
def test_numbers_of_two_databases_contradict_nothing_and_repeat_nothing(
    ledger: Inside, heading: str, first: int
) -> None:
    """Each counts for itself, and their clocks have no seconds; a second export of the one counts otherwise."""
    head = (heading, *DETAIL)

    def export(start: int, who: tuple[str, str], rating: str) -> bytes:
        rows = [(str(start + n), *who, rating, f"2013-05-06 09:{n:02d}") for n in range(1, 30)]
        return csv(head, *rows)

    assert took(ledger, "a.csv", export(first, ZHU, "满意")) == (29, 0, 0)
    assert took(ledger, "b.csv", export(first, CAO, "不满意")) == (29, 0, 0)
    assert took(ledger, "c.csv", export(first + 500, ZHU, "满意")) == (0, 29, 0)


def test_a_number_is_a_serial_where_the_clerk_says_so(ledger: Inside) -> None:
    for name, number in (("a.csv", "1001"), ("b.csv", "1002")):
        (ledger.ledger.parent / name).write_bytes(csv(("ID", *DETAIL), (number, *ZHU, "满意", "2013-05-06 09:10:11")))
        (one,) = ledger.json("import", ledger.ledger.parent / name, "--map", "流水号=ID")["files"]
        assert one["accepted"] == 1
