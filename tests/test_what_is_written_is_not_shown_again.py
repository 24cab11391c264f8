"""A report that is written to a file is not printed as well, but for what needs a person; a machine still gets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import Within, founded_within

ROSTER = "单位,城区农村,姓名,警号,角色\n测试一所,城区,柏一鸣,880001,窗口民警\n测试二所,城区,戴若兰,880002,窗口民警\n"
COUNTS = "单位,姓名,月份,满意,不满意\n测试一所,柏一鸣,2013-05,90,20\n"


@pytest.fixture
def zlts(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    (tmp_path / "评价.csv").write_text(COUNTS, encoding="utf-8")
    assert made.run("import", tmp_path / "评价.csv").returncode in (0, 3)
    made.run("assess", "2013-05")
    return made


@pytest.mark.parametrize("ending", [".xlsx", ".docx", ".csv", ".json"])
@pytest.mark.parametrize(
    "words", [("report", "monthly", "2013-05"), ("report", "annual", "2013"), ("awards", "2013")]
)
def test_only_what_needs_a_person_is_shown(zlts: Within, tmp_path: Path, words: tuple[str, ...], ending: str) -> None:
    whole = zlts.run(*words).stdout
    done = zlts.run(*words, "-o", tmp_path / f"通报{ending}")
    assert done.returncode in (0, 3), done.stderr
    lines = done.stdout.splitlines()
    needed = [line for line in whole.split("\n\n")[1].splitlines() if line.startswith("▲ ")]
    assert needed
    assert [line for line in lines if line.startswith("▲ ")] == needed
    assert len(lines) <= len(needed) + 3 < len(whole.splitlines()) // 2
    assert f"已写入 {tmp_path / f'通报{ending}'}" in done.stderr


def test_a_machine_gets_the_report_all_the_same(zlts: Within, tmp_path: Path) -> None:
    done = zlts.run("report", "monthly", "2013-05", "-o", tmp_path / "通报.xlsx", "--format", "json")
    assert json.loads(done.stdout)["units"]


def test_the_way_out_of_a_slip_within_a_group_begins_with_the_programs_name(zlts: Within) -> None:
    for group in ("report", "policy", "add"):
        done = zlts.run(group, "什么")
        assert done.returncode == 2
        assert f"用 zlts {group} --help 看写法" in done.stderr
        assert f"zlts {group} [选项] 命令" in zlts.run(group, "--help").stdout
