"""Complaints that read the same but for a column nobody uses, and rows that say they stand for several."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command import Zlts, founded_within
from tests.registers.zoo import ROSTER, Row, csv

HEADER = ("受理日期", "被投诉单位", "被投诉民警", "投诉内容", "认定结果")
SAID = ("2013-05-03", "城关派出所", "朱春梅", "窗口无人", "属实")


def taken(folder: Path, *rows: Row, said: tuple[str, ...] = (), code: int = 0) -> Zlts:
    zlts = founded_within(folder, ROSTER)
    (folder / "登记.csv").write_bytes(csv(*rows))
    done = zlts.run("import", folder / "登记.csv", *said)
    assert done.returncode == code, done.stdout + done.stderr
    return zlts


def complaints(zlts: Zlts) -> int:
    return len(zlts.json("complaints")["complaints"])


@pytest.mark.parametrize("heading", ["身份证尾号", "地址", "录入时间", "住址"])
def test_the_second_waits_and_the_way_out_is_said(tmp_path: Path, heading: str) -> None:
    zlts = taken(tmp_path, (*HEADER, heading), (*SAID, "甲路1号"), (*SAID, "乙路2号"), code=3)
    assert complaints(zlts) == 1
    waiting = zlts.json("quarantine", codes=(0, 3))["rows"]
    assert [one["column"] for one in waiting] == [heading]
    assert f"--map -={heading}" in waiting[0]["reason"]
    assert "乙路" not in waiting[0]["value"] + waiting[0]["reason"]


def test_left_out_it_tells_nothing_apart(tmp_path: Path) -> None:
    zlts = taken(tmp_path, (*HEADER, "地址"), (*SAID, "甲路1号"), (*SAID, "乙路2号"), said=("--map", "-=地址"))
    assert complaints(zlts) == 1


@pytest.mark.parametrize("more", [("地址", "甲路1号", "甲路1号"), ("序号", "1", "2")])
def test_the_same_again_is_a_duplicate(tmp_path: Path, more: tuple[str, str, str]) -> None:
    heading, one, other = more
    zlts = taken(tmp_path, (*HEADER, heading), (*SAID, one), (*SAID, other))
    assert complaints(zlts) == 1


@pytest.mark.parametrize(("column", "count"), [("投诉编号", 2), ("投诉人", 2)])
def test_a_number_or_a_complainant_tells_them_apart(tmp_path: Path, column: str, count: int) -> None:
    zlts = taken(tmp_path, (*HEADER, "地址", column), (*SAID, "甲路1号", "甲一"), (*SAID, "乙路2号", "乙二"))
    assert complaints(zlts) == count


@pytest.mark.parametrize(("times", "code"), [("1", 0), ("3", 1)])
def test_an_inspection_that_found_it_several_times_is_put_before_a_person(
    tmp_path: Path, times: str, code: int
) -> None:
    header = ("检查日期", "单位", "姓名", "检查项目", "存在问题", "扣分", "次数")
    taken(tmp_path, header, ("2013-05-03", "城关派出所", "朱春梅", "着装挂牌", "未挂牌", "1", times), code=code)


@pytest.mark.parametrize(("times", "code"), [("1", 0), ("2", 1)])
def test_so_is_a_measure_that_was_taken_several_times(tmp_path: Path, times: str, code: int) -> None:
    header = ("日期", "单位", "姓名", "措施", "事由", "次数")
    taken(tmp_path, header, ("2013-05-03", "城关派出所", "朱春梅", "打招呼", "未挂牌", times), code=code)


@pytest.mark.parametrize("heading", ["关联编号", "原编号", "关联投诉编号"])
def test_a_related_number_is_asked_about(tmp_path: Path, heading: str) -> None:
    """Merged, a complaint has no effect of its own; only related to another, it has."""
    rows = ((*HEADER, "投诉编号", heading), (*SAID, "T1", ""), (*SAID[:3], "态度差", "属实", "T2", "T1"))
    zlts = taken(tmp_path, *rows, code=1)
    told = zlts.run("import", tmp_path / "登记.csv").stderr
    assert f"--map 并案编号={heading}" in told
    assert f"--map -={heading}" in told
    zlts.ok("import", tmp_path / "登记.csv", "--map", f"-={heading}")
    assert [one["merged_into"] for one in zlts.json("complaints")["complaints"]] == ["", ""]


def test_blank_related_numbers_tell_nothing(tmp_path: Path) -> None:
    assert complaints(taken(tmp_path, (*HEADER, "关联编号"), (*SAID, ""))) == 1
