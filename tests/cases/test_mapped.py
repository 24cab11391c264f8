"""Files for which a person says something (`--map`, `--kind`, `--unit`), or which real registers taught us."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cases.play import Played

MAPPED = Path(__file__).parent / "mapped"


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A ledger with the roster that these files speak of."""
    played = Played(tmp_path / "zlts.db", "mapped")
    code, _, said = played.run("init", "--roster", MAPPED / "roster.csv")
    assert code == 0, said
    return played


def taken(clerk: Played, name: str, *options: str) -> dict[str, object]:
    clerk.take_in(MAPPED / name, *options)
    return clerk.files[name]


def presses(clerk: Played, month: str) -> list[str]:
    """The times of all evaluations of a month, as they stand in the ledger."""
    file = clerk.ledger.parent / f"评价-{month}.json"
    code, _, said = clerk.run("export", "评价", "-o", file)
    assert code == 0, said
    found = json.loads(file.read_text(encoding="utf-8"))
    rows = found if isinstance(found, list) else next(value for value in found.values() if isinstance(value, list))
    times = [
        next(str(cell) for cell in row.values() if str(cell).startswith("20") and ":" in str(cell)) for row in rows
    ]
    return sorted(time for time in times if time.startswith(month))


def test_the_time_a_person_maps_wins_over_the_one_guessed(clerk: Played) -> None:
    taken(clerk, "map-date-ignored.csv", "--map", "日期=刷卡日期", "--map", "时间=刷卡时间")
    assert presses(clerk, "2013-05") == ["2013-05-06 09:12:00", "2013-05-07 18:15:00"]


def test_the_points_a_person_maps_win_over_those_guessed(clerk: Played) -> None:
    taken(clerk, "map-points-ignored.csv", "--kind", "inspections", "--map", "扣分=真扣分")
    assert [entry["points"] for entry in clerk.entries()] == [-2]


SHIFTED = {
    "extra-separator-2.csv": [3],
    "extra-separator-blank-last.csv": [3, 5],
    "extra-separator-complaint.csv": [2],
    "extra-separator-summary.csv": [2],
    "cut-last-line.csv": [4],
    "short-row.csv": [4],
}


@pytest.mark.parametrize(("name", "rows"), SHIFTED.items())
def test_rows_that_slid_or_were_cut_off_are_rejected(clerk: Played, name: str, rows: list[int]) -> None:
    found = taken(clerk, name)
    assert set(rows) <= set(clerk.rejected(name)) or found["error"]


def test_complaints_without_numbers_by_two_people_both_stand(clerk: Played) -> None:
    found = taken(clerk, "unnumbered-two-people.csv")
    assert (found["accepted"], len(clerk.json("complaints")["complaints"])) == (2, 2)
    assert found["notes"]  # told as look-alikes


def test_one_complaint_without_number_and_two_verdicts_is_a_contradiction(clerk: Played) -> None:
    found = taken(clerk, "unnumbered-conflict.csv")
    assert found["rejected"] == 2 or (found["accepted"] == 2 and found["notes"])


def test_a_number_with_a_verdict_for_each_officer_is_one_complaint(clerk: Played) -> None:
    taken(clerk, "numbered-conflict.csv")
    assert {entry["person"] for entry in clerk.entries() if entry["role"] == "officer"} == {"张甲甲"}


def test_officers_of_two_units_under_one_number_are_taken(clerk: Played) -> None:
    assert taken(clerk, "numbered-two-units.csv")["accepted"] == 2


def test_zones_of_databases_are_read(clerk: Played) -> None:
    taken(clerk, "timezone-short.csv")
    assert set(clerk.rejected()) <= {9}


def test_months_of_oracle_are_read(clerk: Played) -> None:
    taken(clerk, "oracle-english-month.csv")
    assert {"2013-05-06 09:10:11", "2013-05-06 09:11:11", "2013-05-06 09:12:11"} <= set(presses(clerk, "2013-05"))


def test_a_layout_of_unknown_words_is_known_again(clerk: Played) -> None:
    words = ["单位=甲栏", "姓名=乙栏", "评价结果=丙栏", "评价时间=丁栏"]
    options = [part for word in words for part in ("--map", word)]
    taken(clerk, "layout-not-recalled-1.csv", "--kind", "evaluations", *options)
    assert taken(clerk, "layout-not-recalled-2.csv")["accepted"] == 1


def test_a_single_map_tells_what_is_still_open(clerk: Played) -> None:
    error = str(taken(clerk, "layout-not-recalled-2.csv", "--kind", "evaluations", "--map", "评价时间=丁栏")["error"])
    assert "没有“丁栏”" not in error
    assert "评价结果" in error
    assert "甲栏" in error


def test_words_add_up_from_month_to_month(clerk: Played) -> None:
    taken(clerk, "words-may.csv", "--map", "评价结果:5=非常满意", "--map", "评价结果:4=满意")
    assert taken(clerk, "words-june.csv", "--map", "评价结果:3=一般")["accepted"] == 2
    assert taken(clerk, "words-july.csv")["accepted"] == 2


def test_a_later_map_of_columns_forgets_no_word(clerk: Played) -> None:
    columns = ["--map", "姓名=经手", "--map", "评价结果=打分甲", "--map", "评价时间=时点甲"]
    taken(clerk, "cols-may.csv", *columns, "--map", "评价结果:5=非常满意", "--map", "评价结果:3=一般")
    assert taken(clerk, "cols-june.csv", *columns)["accepted"] == 2
    assert taken(clerk, "cols-july.csv")["accepted"] == 1


def test_rows_that_a_later_map_takes_in_wait_no_more(clerk: Played) -> None:
    assert taken(clerk, "quarantine-stale.csv")["rejected"] == 2
    words = ["--map", "评价结果:5=非常满意", "--map", "评价结果:1=非常不满意"]
    assert taken(clerk, "quarantine-stale.csv", *words)["accepted"] == 2
    assert clerk.json("quarantine")["rows"] == []


def test_complaints_of_one_unit_are_taken_with_the_unit_said(clerk: Played) -> None:
    assert taken(clerk, "complaints-unit-option.csv", "--unit", "测试一所")["accepted"] == 1


def test_complaints_are_taken_by_badge_alone(clerk: Played) -> None:
    assert taken(clerk, "complaints-badge-only.csv")["accepted"] == 1


def test_a_later_register_that_lacks_a_complaint_is_told(clerk: Played) -> None:
    taken(clerk, "reg1.csv")
    notes = "\n".join(map(str, taken(clerk, "reg2.csv")["notes"]))  # type: ignore[call-overload]
    assert "TS2" in notes  # missing
    assert "TS1" in notes  # its verdict has changed


def test_the_number_of_a_complaint_is_readable(clerk: Played) -> None:
    taken(clerk, "masked-numbers.csv")
    assert "***" not in clerk.run("complaints")[1]
    assert all("***" not in one["number"] for one in clerk.json("complaints")["complaints"])


def test_a_rated_window_is_a_window(clerk: Played) -> None:
    taken(clerk, "rating-export-window.csv")
    used = clerk.files["rating-export-window.csv"]["used"]
    assert {"sheet": "", "heading": "被评价窗口", "field": "窗口", "code": "window"} in used


def test_a_file_without_a_header_line_is_called_that(clerk: Played) -> None:
    error = str(taken(clerk, "no-header.csv", "--kind", "evaluations", "--map", "单位=单位")["error"])
    assert "表头" in error
    assert "最接近的是“表头”" not in error


def test_a_unit_is_known_in_capital_letters(clerk: Played) -> None:
    assert taken(clerk, "unit-case.csv")["accepted"] == 1


def test_a_column_can_be_left_out(clerk: Played) -> None:
    found = taken(clerk, "cannot-unmap.csv", "--unit", "测试一所", "--map", "单位=-")
    assert found["accepted"] == 1
