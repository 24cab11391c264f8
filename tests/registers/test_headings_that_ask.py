"""是 and 否 under a heading that asks stand for the field's own words; under any other they are unknown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded_within
from tests.registers.zoo import ROSTER, csv

COLUMNS = ("投诉编号", "受理日期", "被投诉单位", "被投诉民警", "投诉内容")
SAID = ("T1", "2013-05-06", "城关派出所", "朱春梅", "窗口无人")


def taken(folder: Path, *more: tuple[str, str], code: int = 0) -> dict[str, Any]:
    """What the ledger has of one complaint with these columns beside the usual ones; {} where the row waits."""
    zlts: Zlts = founded_within(folder, ROSTER)
    headings, cells = zip(*more, strict=True)
    (folder / "投诉.csv").write_bytes(csv((*COLUMNS, *headings), (*SAID, *cells)))
    done = zlts.run("import", folder / "投诉.csv")
    assert done.returncode == code, done.stdout + done.stderr
    found = zlts.json("complaints")["complaints"]
    return dict(found[0]) if found else {}


@pytest.mark.parametrize("heading", ["是否属实", "投诉是否属实", "是否有效", "是否成立", "属实与否", "是否有效投诉"])
@pytest.mark.parametrize(("cell", "state"), [("是", "有效"), ("否", "无效"), ("√", "有效")])
def test_a_verdict(tmp_path: Path, heading: str, cell: str, state: str) -> None:
    assert taken(tmp_path, (heading, cell))["state"] == state


@pytest.mark.parametrize("heading", ["是否有责", "有无责任", "是否本人责任", "民警有无责任", "本人是否有责"])
@pytest.mark.parametrize(("cell", "state"), [("是", "有效"), ("否", "无效"), ("无", "无效")])
def test_a_responsibility(tmp_path: Path, heading: str, cell: str, state: str) -> None:
    assert taken(tmp_path, ("认定结果", "属实"), (heading, cell))["state"] == state


@pytest.mark.parametrize(("cell", "serious"), [("是", True), ("Y", True), ("否", False), ("×", False)])
def test_a_severity(tmp_path: Path, cell: str, serious: bool) -> None:
    assert taken(tmp_path, ("认定结果", "属实"), ("是否严重", cell))["serious"] is serious


@pytest.mark.parametrize(
    ("heading", "cell", "state"),
    [
        ("是否撤诉", "是", "无效"),
        ("是否撤诉", "否", "待查"),
        ("是否受理", "否", "无效"),
        ("是否受理", "是", "待查"),
        ("是否作废", "是", "无效"),
    ],
)
def test_a_state(tmp_path: Path, heading: str, cell: str, state: str) -> None:
    assert taken(tmp_path, ("认定结果", "待查"), (heading, cell))["state"] == state


@pytest.mark.parametrize("heading", ["认定结果", "核查结果", "调查结论"])
def test_under_a_heading_that_asks_nothing_they_are_unknown(tmp_path: Path, heading: str) -> None:
    assert taken(tmp_path, (heading, "是"), code=3) == {}


@pytest.mark.parametrize("cell", ["是", "否"])
def test_a_question_put_the_other_way_round_is_put_before_a_person(tmp_path: Path, cell: str) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    (tmp_path / "投诉.csv").write_bytes(csv((*COLUMNS, "是否无责"), (*SAID, cell)))
    done = zlts.run("import", tmp_path / "投诉.csv", "--map", "责任认定=是否无责", "--map", "认定结果=-")
    assert done.returncode == 3
    assert zlts.json("complaints")["complaints"] == []


def test_what_a_person_says_of_an_answer_wins(tmp_path: Path) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    (tmp_path / "投诉.csv").write_bytes(csv((*COLUMNS, "是否属实"), (*SAID, "是")))
    zlts.ok("import", tmp_path / "投诉.csv", "--map", "认定结果:是=部分属实")
    assert zlts.json("complaints")["complaints"][0]["state"] == "待查"


@pytest.mark.parametrize(("cell", "satisfied"), [("是", 1), ("否", 0), ("Y", 1), ("n", 0)])
def test_a_rating(tmp_path: Path, cell: str, satisfied: int) -> None:
    zlts = founded_within(tmp_path, ROSTER)
    sheet = csv(("姓名", "警号", "评价时间", "是否满意"), ("朱春梅", "350509", "2013-05-06 09:10:11", cell))
    (tmp_path / "评价.csv").write_bytes(sheet)
    zlts.ok("import", tmp_path / "评价.csv")
    found = zlts.json("assess", "2013-05", "--dry-run", codes=(0, 3))["rates"]
    assert [(one["satisfied"], one["counted"]) for one in found if one["officer"] == "朱春梅"] == [(satisfied, 1)]
