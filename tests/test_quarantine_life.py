"""The life of a row in quarantine: how it comes back, what takes its place, and that time alone may let it in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command import Zlts, founded
from tests.registers.zoo import DETAIL, GOOD, ROSTER, T, csv

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
    ledger.run("quarantine", "-o", folder / "待处理.xlsx")
    workbook = openpyxl.load_workbook(folder / "待处理.xlsx")
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
