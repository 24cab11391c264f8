"""An export that comes again without serial numbers, with a rating or an officer changed: counted, and told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Within, founded_within
from tests.registers.zoo import DETAIL, ROSTER, csv

UNIT = "城关派出所"
DAY = "2013-05-06"
FIRST = ((UNIT, "朱春梅", "满意", f"{DAY} 09:10:11"), (UNIT, "曹国栋", "满意", f"{DAY} 09:20:12"))
WORSE = (UNIT, "朱春梅", "不满意", f"{DAY} 09:10:11")
OTHER = (UNIT, "苗青", "满意", f"{DAY} 09:10:11")
SEATED = ("窗口", *DETAIL)


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded_within(tmp_path_factory.mktemp("changed"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(tmp_path: Path, new: bytes) -> Within:
    (tmp_path / "zlts.db").write_bytes(new)
    return Within(tmp_path / "zlts.db")


def put(ledger: Within, name: str, head: tuple[str, ...], *rows: tuple[str, ...]) -> Path:
    path = ledger.ledger.parent / name
    path.write_bytes(csv(head, *rows))
    return path


def told(ledger: Within, head: tuple[str, ...], first: Any, second: Any) -> list[dict[str, Any]]:
    """What is told of the second of two files, whose notes and exit code must agree with it."""
    ledger.ok("import", put(ledger, "五月.csv", head, *first))
    path = put(ledger, "五月再导.csv", head, *second)
    dry = ledger.run("import", path, "--dry-run")
    done = ledger.run("import", path)
    assert dry.returncode == done.returncode
    assert (done.returncode == 3) is ("zlts undo 2" in done.stdout.replace("\n", ""))
    ledger.ok("undo", "3")
    (one,) = ledger.json("import", path, codes=(done.returncode,))["files"]
    assert sum("zlts undo 2" in note for note in one["notes"]) == min(3, len(one["changed"]))
    return list(one["changed"])


@pytest.mark.parametrize("changed", [WORSE, OTHER], ids=["rating", "officer"])
def test_a_row_changed_in_an_export_of_the_same_presses_is_counted_and_told(
    ledger: Within, changed: tuple[str, ...]
) -> None:
    (one,) = told(ledger, DETAIL, FIRST, (FIRST[1], changed))
    assert one["time"] == f"{DAY} 09:10:11"
    assert one["old"] == {
        "batch": 2, "file": "五月.csv", "sheet": "", "row": 2,
        "officer": "朱春梅", "rating": "满意", "undo": "zlts undo 2",
    }  # fmt: skip
    assert (one["new"]["row"], one["new"]["officer"], one["new"]["rating"]) == (3, *changed[1:3])
    assert one["new"]["undo"] == f"zlts undo {one['new']['batch']}"


def test_the_note_names_both_rows_and_says_what_to_type(ledger: Within) -> None:
    ledger.ok("import", put(ledger, "五月.csv", DETAIL, *FIRST))
    done = ledger.run("import", put(ledger, "五月再导.csv", DETAIL, WORSE, FIRST[1]))
    said = done.stdout.replace("\n", "").replace(" ", "")
    assert done.returncode == 3
    for part in ("第2批“五月.csv”第2行", "朱春梅满意", "朱春梅不满意", "zltsundo2", "zltsundo3", "有1行可能是"):
        assert part in said


def test_a_trial_names_no_batch_that_is_not_there(ledger: Within) -> None:
    ledger.ok("import", put(ledger, "五月.csv", DETAIL, *FIRST))
    done = ledger.run("import", put(ledger, "五月再导.csv", DETAIL, WORSE, FIRST[1]), "--dry-run")
    said = done.stdout.replace("\n", "").replace(" ", "")
    assert "zltsundo2" in said
    assert "zltsundo3" not in said


def test_more_than_a_few_are_counted(ledger: Within) -> None:
    rows = [(UNIT, "朱春梅", "满意", f"{DAY} 09:10:{n:02}") for n in range(10, 16)]
    worse = [(UNIT, "朱春梅", "不满意", time) for *_, time in rows]
    assert len(told(ledger, DETAIL, rows, worse)) == 6
    (one,) = ledger.json("import", put(ledger, "又.csv", DETAIL, *worse), codes=(0,))["files"]
    assert one["changed"] == []


def test_the_same_window_with_another_officer_is_told_though_nothing_else_repeats(ledger: Within) -> None:
    (one,) = told(ledger, SEATED, [("1", *FIRST[0])], [("1", *OTHER[:2], "不满意", OTHER[3])])
    assert (one["old"]["officer"], one["new"]["officer"]) == ("朱春梅", "苗青")


@pytest.mark.parametrize(
    ("head", "first", "second"),
    [
        (DETAIL, FIRST, (*FIRST, WORSE)),
        (DETAIL, FIRST, (WORSE, *FIRST)),
        (DETAIL, FIRST, (FIRST[1], (*WORSE[:3], f"{DAY} 09:10:12"))),
        (DETAIL, FIRST[:1], (OTHER,)),
        (DETAIL, FIRST, (FIRST[1], ("治安大队", "方晓明", "满意", "2013-06-20 09:10:11"))),
        (DETAIL, [(*row[:3], row[3][:-3]) for row in FIRST], [(*WORSE[:3], WORSE[3][:-3])]),
        (SEATED, [("1", *FIRST[0]), ("2", *FIRST[1])], [("3", *OTHER), ("2", *FIRST[1])]),
        (("流水号", *DETAIL), [("7", *FIRST[0])], [("8", *WORSE)]),
    ],
    ids=["both", "both before", "another second", "two officers", "another unit", "minutes", "windows", "serials"],
)
def test_presses_of_their_own_are_not_told(ledger: Within, head: tuple[str, ...], first: Any, second: Any) -> None:
    assert told(ledger, head, first, second) == []


def test_the_next_part_of_a_long_file_may_repeat_what_was_missed(ledger: Within) -> None:
    """The row that repeats the first export's stands thousands of rows below the one that seemed to change it."""
    rows = [(UNIT, "曹国栋", "满意", f"{DAY} {10 + n // 3600}:{n // 60 % 60:02}:{n % 60:02}") for n in range(4500)]
    assert told(ledger, DETAIL, (*FIRST, *rows), (WORSE, *rows, FIRST[0])) == []
