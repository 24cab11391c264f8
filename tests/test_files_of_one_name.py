"""The units send files of one name every month: a batch is told from the others wherever it is named."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from tests.command import Within, founded_within

ROSTER = """\
单位,城区农村,姓名,警号,角色
测试一所,城区,柏一鸣,880001,窗口民警
测试二所,城区,戴若兰,880002,窗口民警
"""
DONE = (0, 3)


@pytest.fixture
def zlts(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    for month in (5, 6):
        folder = tmp_path / f"2013-{month:02}"
        folder.mkdir()
        presses = "".join(f"柏一鸣,满意,2013-{month:02}-{day:02} 09:00:00\n" for day in (3, 4))
        (folder / "评价导出.csv").write_text(f"姓名,评价,评价时间\n{presses}", encoding="utf-8")
        made.json("import", folder, codes=DONE)
    mixed = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果\n"
    mixed += "T1,2013-03-02,测试一所,柏一鸣,态度,待查\nT2,2013-05-02,测试二所,戴若兰,态度,待查\n"
    (tmp_path / "投诉.csv").write_text(mixed, encoding="utf-8")
    made.json("import", tmp_path / "投诉.csv", codes=DONE)
    return made


def test_batches_say_months_unit_and_folder(zlts: Within) -> None:
    found = {one["batch"]: one for one in zlts.json("batches")["batches"]}
    assert [(found[n]["months"], found[n]["unit"], found[n]["folder"]) for n in (2, 3)] == [
        (["2013-05"], "测试一所", "2013-05"),
        (["2013-06"], "测试一所", "2013-06"),
    ]
    assert (found[4]["months"], found[4]["unit"]) == (["2013-03", "2013-05"], "")
    assert (found[1]["months"], found[1]["unit"]) == ([], "")
    shown = zlts.ok("batches")
    assert "2013-03 至 2013-05" in shown
    assert "测试一所" in shown


def test_messages_name_the_folder_where_names_are_equal(zlts: Within, tmp_path: Path) -> None:
    again = zlts.json("import", tmp_path / "2013-06", codes=DONE)["files"][0]
    assert any("第 3 批“2013-06/评价导出.csv”是同一个文件" in note for note in again["notes"])
    assert "第 4 批“投诉.csv”" in "".join(zlts.json("import", tmp_path / "投诉.csv", codes=DONE)["files"][0]["notes"])
    assert "已撤销第 2 批“2013-05/评价导出.csv”" in zlts.ok("undo", 2)
    assert "已撤销第 3 批“评价导出.csv”" in zlts.ok("undo", 3)  # the only one that stands by then


def test_a_row_whose_day_cannot_be_read_hides_no_batch(zlts: Within, tmp_path: Path) -> None:
    bad = "编号,受理日期,被投诉单位,被投诉民警,投诉内容,认定结果\nT9,某日,测试二所,戴若兰,态度,待查\n"
    (tmp_path / "坏.csv").write_text(bad, encoding="utf-8")
    assert zlts.json("import", tmp_path / "坏.csv", codes=DONE)["files"][0]["rejected"] == 1
    line = zlts.json("batches")["batches"][-1]
    assert (line["months"], line["unit"]) == ([], "测试二所")


def test_what_was_entered_by_hand_has_a_folder_that_says_so(zlts: Within) -> None:
    zlts.ok("add", "nil", "测试二所", "2013-06")
    line = zlts.json("batches")["batches"][-1]
    assert (line["folder"], line["months"], line["unit"]) == ("手工录入", ["2013-06"], "测试二所")


def test_one_receipt_tells_files_of_one_name_apart(zlts: Within, tmp_path: Path) -> None:
    for place in ("甲所", "乙所"):
        folder = tmp_path / "七月" / place
        folder.mkdir(parents=True)
        row = f"柏一鸣,满意,2013-07-0{1 + (place == '甲所')} 09:00:00"
        (folder / "评价.csv").write_text(f"姓名,评价,评价时间\n{row}\n", encoding="utf-8")
        (folder / "导出.csv").write_text(f"姓名,打分项甲,评价时间\n{row}\n", encoding="utf-8")
    done = zlts.run("import", tmp_path / "七月", COLUMNS="200")
    for name in ("甲所/评价.csv", "乙所/评价.csv", "甲所/导出.csv", "乙所/导出.csv"):
        assert name in done.stdout
    refused = [one for one in zlts.json("import", tmp_path / "七月", codes=DONE)["files"] if "error" in one]
    assert len(refused) == 2
    for one in refused:  # the whole line, which does it
        program, *words = shlex.split(one["line"])
        assert (program, zlts.run(*words).returncode) == ("zlts", 0)
