"""What a person maps wins over what is guessed, adds up, and is remembered with the headings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded, founded_within
from tests.registers.zoo import ROSTER, csv

T = "2013-05-06 09:10:11"


@pytest.fixture
def ledger(tmp_path: Path) -> Zlts:
    return founded(tmp_path, ROSTER)


def _taken(ledger: Zlts, name: str, *rows: Sequence[object], **more: Any) -> dict[str, Any]:
    """What becomes of a file of these rows; `maps` are `--map` arguments, `asked` any others."""
    path = ledger.ledger.parent / name
    path.write_bytes(csv(*rows))
    maps = [word for one in more.get("maps", ()) for word in ("--map", one)]
    found: dict[str, Any] = ledger.json("import", path, *maps, *more.get("asked", ()), codes=(0, 1, 3))["files"][0]
    return found


def _used(outcome: dict[str, Any]) -> dict[str, str]:
    return {one["heading"]: one["field"] for one in outcome["used"]}


def _unused(outcome: dict[str, Any]) -> list[str]:
    return [one["heading"] for one in outcome["unused"]]


# ---------------------------------------------------------------- what each heading is


def test_each_heading_is_told_by_sheet_with_its_field(ledger: Zlts) -> None:
    found = _taken(
        ledger, "a.csv", ("序号", "单位", "民警", "满意度", "评价时间"), (1, "城关派出所", "朱春梅", "满意", T)
    )
    assert found["used"] == [
        {"sheet": "", "heading": "单位", "field": "单位", "code": "unit"},
        {"sheet": "", "heading": "民警", "field": "姓名", "code": "officer"},
        {"sheet": "", "heading": "满意度", "field": "评价结果", "code": "rating"},
        {"sheet": "", "heading": "评价时间", "field": "评价时间", "code": "time"},
    ]
    assert found["unused"] == [{"sheet": "", "heading": "序号"}]


def test_files_that_are_headed_alike_share_a_line(ledger: Zlts) -> None:
    folder = ledger.ledger.parent / "五月"
    folder.mkdir()
    for number in range(3):
        row = ("城关派出所", "朱春梅", "满意", f"2013-05-0{number + 1} 09:10:11", "无")
        (folder / f"{number}.csv").write_bytes(csv(("单位", "民警", "评价结果", "评价时间", "备注"), row))
    said = ledger.ok("import", folder, "--dry-run")
    assert said.count("没有用到：备注") == 1
    assert "民警（作姓名）" in said


# ---------------------------------------------------------------- what is mapped wins


def test_a_mapped_date_and_clock_displace_a_guessed_time(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "评价结果", "刷卡日期", "刷卡时间", "操作日期")
    row = ("城关派出所", "朱春梅", "满意", "2013-05-06", "09:12", "2013-06-01 14:49:35")
    found = _taken(ledger, "a.csv", heads, row, maps=("日期=刷卡日期", "时间=刷卡时间"))
    assert (found["accepted"], _unused(found)) == (1, ["操作日期"])
    assert _used(found)["刷卡日期"] == "日期"
    assert [one["counted"] for one in ledger.json("assess", "2013-05", "--dry-run")["rates"] if one["counted"]] == [1]


def test_a_mapped_deduction_displaces_a_guessed_column_of_points(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "检查日期", "检查情况", "加扣分", "真扣分")
    row = ("城关派出所", "朱春梅", "2013-05-06", "未着装", "5", "2")
    found = _taken(ledger, "a.csv", heads, row, maps=("扣分=真扣分",), asked=("--kind", "inspections"))
    assert (found["accepted"], _unused(found)) == (1, ["加扣分"])
    posted = ledger.json("assess", "2013-05", codes=(0, 3))["posted"]
    assert [(one["kind"], one["points"]) for one in posted] == [("检查扣分", -2)]


@pytest.mark.parametrize("said", ["单位=-", "-=网点名称"])
def test_a_guessed_column_can_be_left_out_and_stays_so(ledger: Zlts, said: str) -> None:
    heads = ("网点名称", "姓名", "评价结果", "评价时间")
    unit = ("--unit", "城关派出所")
    bank = ("某某银行代办点", "朱春梅", "满意")
    assert _taken(ledger, "a.csv", heads, (*bank, T), asked=unit)["rejected"] == 1
    found = _taken(ledger, "b.csv", heads, (*bank, "2013-05-07 09:00:00"), maps=(said,), asked=unit)
    assert (found["accepted"], _unused(found)) == (1, ["网点名称"])
    again = _taken(ledger, "c.csv", heads, (*bank, "2013-05-08 09:00:00"), asked=unit)
    assert (again["accepted"], _unused(again)) == (1, ["网点名称"])
    assert said in ledger.ok("layouts")


def test_a_later_word_for_a_field_takes_back_that_it_has_no_column(ledger: Zlts) -> None:
    heads = ("网点名称", "姓名", "评价结果", "评价时间")
    row = ("城关派出所", "朱春梅", "满意")
    _taken(ledger, "a.csv", heads, (*row, T), maps=("-=网点名称",), asked=("--unit", "城关派出所"))
    found = _taken(ledger, "b.csv", heads, (*row, "2013-05-07 09:00:00"), maps=("单位=网点名称",))
    assert (found["accepted"], _used(found)["网点名称"]) == (1, "单位")
    again = _taken(ledger, "c.csv", heads, (*row, "2013-05-08 09:00:00"))
    assert (again["accepted"], _used(again)["网点名称"]) == (1, "单位")


# ---------------------------------------------------------------- maps add up and are remembered

_ODD = ("甲栏", "乙栏", "丙栏", "丁栏")
_ALL = ("单位=甲栏", "姓名=乙栏", "评价结果=丙栏", "评价时间=丁栏")
_KIND = ("--kind", "evaluations")


def _odd(word: str, day: int) -> tuple[str, ...]:
    return ("城关派出所", "朱春梅", word, f"2013-05-{day:02} 09:00:00")


def test_headings_of_which_none_is_a_known_word_are_recognised_again(ledger: Zlts) -> None:
    assert _taken(ledger, "a.csv", _ODD, _odd("满意", 1), maps=_ALL, asked=_KIND)["accepted"] == 1
    assert _taken(ledger, "b.csv", ("五月导出",), _ODD, _odd("满意", 2))["accepted"] == 1


def test_words_and_columns_are_remembered_apart_and_add_up(ledger: Zlts) -> None:
    _taken(ledger, "a.csv", _ODD, _odd("5", 1), maps=(*_ALL, "评价结果:5=非常满意"), asked=_KIND)
    assert _taken(ledger, "b.csv", _ODD, _odd("5", 2), maps=_ALL, asked=_KIND)["accepted"] == 1
    assert _taken(ledger, "c.csv", _ODD, _odd("4", 3), maps=("评价结果:4=满意",))["accepted"] == 1
    found = _taken(ledger, "d.csv", _ODD, _odd("5", 4), _odd("4", 5), _odd("3", 6))
    assert (found["accepted"], found["rejected"]) == (2, 1)


def test_a_new_map_of_a_word_replaces_that_word_only(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "评价结果", "评价时间")
    _taken(ledger, "a.csv", heads, _odd("1", 1), maps=("评价结果:1=非常满意", "评价结果:5=非常不满意"))
    _taken(ledger, "b.csv", heads, _odd("1", 2), maps=("rating:1=非常不满意",))
    layouts = ledger.json("layouts")["layouts"]
    assert [one["words"] for one in layouts] == [{"评价结果:1": "非常不满意", "评价结果:5": "非常不满意"}]


def test_a_remembered_word_is_named_when_it_is_used(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "评价结果", "评价时间")
    first = _taken(ledger, "a.csv", heads, _odd("1", 1), maps=("评价结果:1=非常满意",))
    again = _taken(ledger, "b.csv", heads, _odd("1", 2))
    assert not any("以前" in note for note in first["notes"])
    assert any("评价结果:1=非常满意" in note for note in again["notes"])


# ---------------------------------------------------------------- what is still open


def test_one_map_tells_which_fields_are_still_open(ledger: Zlts) -> None:
    error = _taken(ledger, "a.csv", _ODD, _odd("满意", 1), maps=("评价时间=丁栏",), asked=_KIND)["error"]
    assert "缺少“评价结果”" in error
    assert "“姓名”" in error
    assert "甲栏、乙栏、丙栏、丁栏" in error
    assert "--map 姓名=表头" in error


@pytest.mark.parametrize("maps", [("单位=单位",), ()])
def test_a_file_without_a_header_line_is_told_so(ledger: Zlts, maps: tuple[str, ...]) -> None:
    error = _taken(ledger, "a.csv", _odd("满意", 1), _odd("满意", 2), maps=maps, asked=_KIND)["error"]
    assert "表头行" in error
    assert "最上面加一行表头" in error
    assert "朱春梅" not in error


# ---------------------------------------------------------------- what is said for all rows

_COMPLAINT = ("编号", "受理日期", "投诉内容", "认定结果")


def test_a_unit_said_for_all_rows_is_that_of_complaints_without_one(ledger: Zlts) -> None:
    found = _taken(ledger, "a.csv", _COMPLAINT, ("TS1", "2013-05-06", "等太久", "待查"), asked=("--unit", "城关所"))
    assert found["accepted"] == 1


def test_a_complaint_may_name_its_officer_by_badge_alone(ledger: Zlts) -> None:
    heads = (*_COMPLAINT, "警号")
    assert _taken(ledger, "a.csv", heads, ("TS1", "2013-05-06", "态度差", "待查", "350509"))["accepted"] == 1


def test_a_role_said_for_all_rows_makes_a_roster_of_a_list_without_one(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "警号")
    assert _taken(ledger, "a.csv", heads, ("城关派出所", "夏雨晴", "350560"))["error"]
    found = _taken(ledger, "b.csv", heads, ("城关派出所", "夏雨晴", "350560"), asked=("--role", "窗口民警"))
    assert (found["kind"], found["accepted"]) == ("roster", 1)


def test_the_evaluated_window_is_the_window(ledger: Zlts) -> None:
    heads = ("单位", "被评价窗口", "满意度", "评价时间")
    assert _used(_taken(ledger, "a.csv", heads, ("城关派出所", "1", "满意", T)))["被评价窗口"] == "窗口"


def test_words_hold_only_in_the_units_they_were_said_of(ledger: Zlts) -> None:
    """Two makers may head their columns alike and count from opposite ends."""
    heads = ("单位", "姓名", "评价结果", "评价时间")
    other = ("出入境大队", "贺佳慧", "1", "2013-05-08 09:10:11")
    _taken(ledger, "a.csv", heads, _odd("1", 1), maps=("评价结果:1=非常满意",))
    asked = _taken(ledger, "b.csv", heads, other)
    assert (asked["accepted"], asked["rejected"]) == (0, 1)
    assert any("--map 评价结果:1=非常满意" in note for note in asked["notes"])
    _taken(ledger, "b.csv", heads, other, maps=("评价结果:1=非常不满意",))
    again = _taken(ledger, "c.csv", heads, ("出入境大队", "贺佳慧", "1", "2013-05-09 09:10:11"))
    assert (again["accepted"], any("评价结果:1=非常不满意" in note for note in again["notes"])) == (1, True)
    own = _taken(ledger, "d.csv", heads, _odd("1", 2))
    assert (own["accepted"], any("评价结果:1=非常满意" in note for note in own["notes"])) == (1, True)
    both = _taken(ledger, "e.csv", heads, _odd("1", 3), ("出入境大队", "贺佳慧", "1", "2013-05-10 09:10:11"))
    assert both["accepted"] == 0
    shown = ledger.json("layouts")["layouts"][0]["units"]
    assert shown == {"评价结果:1": {"非常满意": ["城关派出所"], "非常不满意": ["出入境大队"]}}


_NO_UNIT = ("警号", "姓名", "评价结果", "评价时间")
_SECOND = ("350540", "贺佳慧", "1", "2013-05-08 09:10:11")


def _first(day: int) -> tuple[object, ...]:
    return ("350509", "朱春梅", "1", f"2013-05-0{day} 09:10:11")


def test_words_of_a_file_without_units_hold_in_the_units_of_its_officers(ledger: Zlts) -> None:
    _taken(ledger, "甲.csv", _NO_UNIT, _first(1), maps=("评价结果:1=非常满意",))
    other = _taken(ledger, "乙.csv", _NO_UNIT, _SECOND)
    assert (other["accepted"], other["rejected"]) == (0, 1)
    assert any("没有用在这里：评价结果:1=非常满意（城关派出所）" in note for note in other["notes"])
    assert any("--map 评价结果:1=非常满意" in note for note in other["notes"])
    _taken(ledger, "乙.csv", _NO_UNIT, _SECOND, maps=("评价结果:1=非常不满意",))
    own = _taken(ledger, "丙.csv", _NO_UNIT, _first(2))
    assert (own["accepted"], any("评价结果:1=非常满意" in note for note in own["notes"])) == (1, True)
    again = _taken(ledger, "丁.csv", _NO_UNIT, ("350540", "贺佳慧", "1", "2013-05-09 09:10:11"))
    assert (again["accepted"], any("评价结果:1=非常不满意" in note for note in again["notes"])) == (1, True)


@pytest.mark.parametrize(
    ("heads", "own", "other"),
    [
        (("姓名", "评价结果", "评价时间"), ("朱春梅",), ("贺佳慧",)),
        (("评价器", "评价结果", "评价时间"), ("PJ01",), ("PJ21",)),
    ],
)
def test_whoever_a_row_names_tells_its_unit(
    ledger: Zlts, heads: tuple[str, ...], own: tuple[str, ...], other: tuple[str, ...]
) -> None:
    _taken(ledger, "甲.csv", heads, (*own, "1", T), maps=("评价结果:1=非常满意",))
    assert _taken(ledger, "乙.csv", heads, (*other, "1", T))["rejected"] == 1
    assert _taken(ledger, "丙.csv", heads, (*own, "1", "2013-05-06 09:11:11"))["accepted"] == 1


def test_a_unit_said_for_all_rows_is_that_of_its_words(ledger: Zlts) -> None:
    heads = ("窗口", "评价结果", "评价时间")
    _taken(ledger, "甲.csv", heads, ("1", "1", T), maps=("评价结果:1=非常满意",), asked=("--unit", "城关所"))
    other = _taken(ledger, "乙.csv", heads, ("1", "1", T), asked=("--unit", "出入境大队"))
    assert (other["accepted"], other["rejected"]) == (0, 1)


def test_a_word_does_not_hold_for_somebody_whom_the_roster_does_not_know_yet(ledger: Zlts) -> None:
    """Tomorrow's roster may have him in another unit, where the word means something else."""
    heads = ("姓名", "评价结果", "评价时间")
    _taken(ledger, "甲.csv", heads, ("朱春梅", "1", T), maps=("评价结果:1=非常满意",))
    found = _taken(ledger, "乙.csv", heads, ("朱春梅", "1", "2013-05-07 09:10:11"), ("夏雨晴", "1", T))
    assert (found["accepted"], found["rejected"]) == (0, 2)


def test_rows_that_were_rejected_teach_their_unit_no_word(ledger: Zlts) -> None:
    heads = ("单位", "姓名", "评价结果", "评价时间")
    rejected = ("出入境大队", "夏雨晴", "1", T)
    _taken(ledger, "甲.csv", heads, _odd("1", 1), rejected, maps=("评价结果:1=非常满意",))
    assert ledger.json("layouts")["layouts"][0]["units"] == {"评价结果:1": {"非常满意": ["城关派出所"]}}


_COUNTS = ("姓名", "月份", "绿键", "红键")
_AS_WORDS = ("评价结果:绿键=满意", "评价结果:红键=不满意")
_AS_COLUMNS = ("满意=绿键", "不满意=红键")


@pytest.mark.parametrize("maps", [_AS_WORDS, _AS_COLUMNS])
def test_words_over_counts_hold_only_in_the_units_they_were_said_of(ledger: Zlts, maps: tuple[str, ...]) -> None:
    asked = ("--kind", "evaluations")
    assert _taken(ledger, "甲.csv", _COUNTS, ("朱春梅", "2013-05", 9, 1), maps=maps, asked=asked)["accepted"] == 1
    other = _taken(ledger, "乙.csv", _COUNTS, ("贺佳慧", "2013-05", 9, 1), asked=asked)
    assert other["accepted"] == 0
    assert "--map 评价结果:绿键=满意" in other["error"]
    again = _taken(ledger, "丙.csv", _COUNTS, ("朱春梅", "2013-06", 8, 2), asked=asked)
    assert again["accepted"] == 1
    assert any("评价结果:绿键=满意" in note for note in again["notes"])


def test_counts_headed_alike_may_mean_opposites_in_two_units(ledger: Zlts) -> None:
    heads = ("姓名", "月份", "1", "5")
    up, down = ("评价结果:1=非常不满意", "评价结果:5=非常满意"), ("评价结果:1=非常满意", "评价结果:5=非常不满意")
    asked = ("--kind", "evaluations")
    _taken(ledger, "甲.csv", heads, ("朱春梅", "2013-05", 1, 30), maps=up, asked=asked)
    _taken(ledger, "乙.csv", heads, ("贺佳慧", "2013-05", 30, 1), maps=down, asked=asked)
    _taken(ledger, "丙.csv", heads, ("朱春梅", "2013-06", 0, 25), asked=asked)
    _taken(ledger, "丁.csv", heads, ("贺佳慧", "2013-06", 25, 0), asked=asked)
    rates = ledger.json("assess", "2013-06", codes=(0, 3))["rates"]
    said = {one["officer"]: (one["satisfied"], one["counted"]) for one in rates if one["counted"]}
    assert said == {"朱春梅": (25, 25), "贺佳慧": (25, 25)}


# ---------------------------------------------------------------- several files at once

_MARKS = ("单位", "民警", "打分甲", "评价时间")
_WORDS = ("序号", "单位", "民警", "评价结果", "评价时间")


def _folder(ledger: Zlts) -> Path:
    folder = ledger.ledger.parent / "五月"
    folder.mkdir()
    (folder / "甲.csv").write_bytes(csv(_MARKS, ("城关派出所", "朱春梅", "满意", T)))
    (folder / "乙.csv").write_bytes(csv(_WORDS, (1, "城关派出所", "曹国栋", "满意", T)))
    return folder


def test_of_several_files_a_map_is_for_those_that_have_the_heading(ledger: Zlts) -> None:
    files = ledger.json("import", _folder(ledger), "--map", "评价结果=打分甲")["files"]
    found = {Path(one["path"]).name: one for one in files}
    assert [found[name]["accepted"] for name in ("甲.csv", "乙.csv")] == [1, 1]
    assert _used(found["甲.csv"])["打分甲"] == "评价结果"
    assert _used(found["乙.csv"])["评价结果"] == "评价结果"
    assert [one for one in found["乙.csv"]["notes"] if "--map 评价结果=打分甲 没有用到" in one]
    assert not [one for one in found["甲.csv"]["notes"] if "--map" in one]


def test_a_heading_that_none_of_several_files_has_is_refused(ledger: Zlts) -> None:
    files = ledger.json("import", _folder(ledger), "--map", "评价结果=打分丙丁", codes=(1,))["files"]
    assert all("没有“打分丙丁”这个表头" in one["error"] for one in files)
    assert not any("=序号" in one["error"] for one in files)


def test_no_example_names_a_column_that_only_counts_the_rows(ledger: Zlts) -> None:
    rows = (("序号", "单位", "民警", "评价时间"), (1, "城关派出所", "朱春梅", T))
    for more in ({}, {"maps": ["评价结果=打分甲"]}, {"asked": ["--kind", "evaluations"]}):
        found = _taken(ledger, "a.csv", *rows, **more)
        assert "评价结果=表头" in found["error"], found["error"]
        assert "=序号" not in found["error"]


def test_the_line_to_type_for_a_heading_with_a_blank_works_as_it_is_typed(tmp_path: Path) -> None:
    """Typed without quotes, what follows a blank would be another word."""
    zlts = founded_within(tmp_path, ROSTER)
    path = tmp_path / "评价.csv"
    path.write_bytes(csv(("警号", "姓名", "打 分", "评价时间"), ("350509", "朱春梅", "满意", "2013-05-06 09:10:11")))
    said = zlts.run("import", path).stderr
    line = said[said.index("--map ") :].split("；")[0].split()
    assert line == ["--map", "评价结果=打分"]
    zlts.ok("import", path, *line)
    assert zlts.json("batches")["batches"][-1]["accepted"] == 1
