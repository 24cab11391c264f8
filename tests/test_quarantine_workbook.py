"""The quarantine's workbook: wrong cells marked, words to choose from, and rows that are not to be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.command import Within, founded_within
from tests.registers.zoo import DETAIL, GOOD, ROSTER, csv

COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "被投诉民警", "投诉内容", "认定结果", "认定日期")
COMPLAINED = ("TS3", "2013-05-08", "柏小林", "13800007777", "城关派出所", "朱春美", "态度冷淡", "属时", "2013-05-20")
INSPECTION = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "程度")
FOUND = ("5月6日", "城关派出所", "朱春梅", "日常检查", "着装挂牌", "未戴帽", "-2", "一般")
BAD = ("城关派出所", "朱春梅", "很好", "2013-05-07 09:10:11")
WHY = "不予采用的理由"


@pytest.fixture
def ledger(tmp_path: Path) -> Within:
    made = founded_within(tmp_path, ROSTER)
    for name, content in (
        ("评价.csv", csv(DETAIL, GOOD, BAD)),
        ("投诉.csv", csv(COMPLAINT, COMPLAINED)),
        ("检查.csv", csv(INSPECTION, FOUND)),
    ):
        (tmp_path / name).write_bytes(content)
        assert made.run("import", tmp_path / name).returncode == 3
    return made


def written(ledger: Within) -> Any:
    path = ledger.ledger.parent / "待核实.xlsx"
    ledger.ok("quarantine", "-o", path, "--replace")
    return openpyxl.load_workbook(path)


def cell(sheet: Any, heading: str, row: int = 2) -> Any:
    place = next(one.column for one in sheet[1] if one.value == heading)
    return sheet.cell(row, place)


def back(ledger: Within, book: Any, edit: Callable[[Any], None]) -> list[dict[str, Any]]:
    edit(book)
    path = ledger.ledger.parent / "已改.xlsx"
    book.save(path)
    return list(ledger.json("import", path, codes=(0, 1, 3))["files"])


def numbers(ledger: Within, key: str) -> list[str]:
    return [one["id"] for one in ledger.json("quarantine", codes=(0, 3))[key]]


def test_the_wrong_cell_is_marked_and_says_why(ledger: Within) -> None:
    book = written(ledger)
    assert book.sheetnames == ["评价明细", "投诉登记", "检查登记"]
    for sheet, heading, why in (
        ("评价明细", "评价结果", "不认识的评价结果"),
        ("投诉登记", "认定结果", "不认识的认定结果"),
        ("检查登记", "检查日期", "日期"),
    ):
        wrong = cell(book[sheet], heading)
        assert why in wrong.comment.text
        assert wrong.fill.fill_type == "solid"
        marked = [one.column for one in book[sheet][2] if one.fill.fill_type == "solid"]
        assert wrong.column in marked
    assert cell(book["评价明细"], "单位").comment is None


def test_it_says_where_each_row_stands_and_is_numbered_in_chinese(ledger: Within) -> None:
    sheet = written(ledger)["投诉登记"]
    assert cell(sheet, "待核实编号").value.startswith("投诉-")
    assert [cell(sheet, heading).value for heading in ("原文件", "原来的行")] == ["投诉.csv", "第 2 行"]


def test_a_field_of_words_offers_them(ledger: Within) -> None:
    book = written(ledger)

    def offered(sheet: str, heading: str) -> set[str]:
        place = cell(book[sheet], heading).coordinate
        found = [one for one in book[sheet].data_validations.dataValidation if place in one.sqref]
        return {word for one in found for word in one.formula1.strip('"').split(",")}

    assert {"非常满意", "满意", "不满意"} <= offered("评价明细", "评价结果")
    assert {"属实", "不属实"} <= offered("投诉登记", "认定结果")
    assert {"日常检查", "季度检查", "查处通报"} == offered("检查登记", "检查类别")
    assert "严重" in offered("检查登记", "程度")
    assert {"城关派出所", "南坪派出所"} <= offered("检查登记", "单位")
    assert "朱春梅" in offered("检查登记", "姓名")
    assert "马立冬" not in offered("检查登记", "姓名"), "of another unit"
    assert offered("投诉登记", "投诉内容") == set()


def test_it_is_printed_one_page_wide(ledger: Within) -> None:
    for sheet in written(ledger).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_corrected_workbook_comes_back(ledger: Within) -> None:
    def edit(book: Any) -> None:
        cell(book["评价明细"], "评价结果").value = "满意"
        cell(book["投诉登记"], "认定结果").value = "属实"
        cell(book["投诉登记"], "被投诉民警").value = "朱春梅"
        cell(book["检查登记"], "检查日期").value = "2013-05-06"

    found = back(ledger, written(ledger), edit)
    assert [one["accepted"] for one in found] == [1, 1, 1]
    assert numbers(ledger, "rows") == []
    assert "***" not in ledger.ok("complaints", "--show-personal")


def test_a_row_with_a_reason_is_set_aside(ledger: Within) -> None:
    def edit(book: Any) -> None:
        for sheet in book.worksheets:
            cell(sheet, WHY).value = "作废，原单位已说明"

    found = back(ledger, written(ledger), edit)
    assert [(one["accepted"], one["rejected"], one["set_aside"]) for one in found] == [(0, 1, 1)] * 3
    assert numbers(ledger, "rows") == []
    shown = ledger.json("quarantine")["set_aside"]
    assert [one["reason"] for one in shown] == ["作废，原单位已说明"] * 3
    assert "作废，原单位已说明" in ledger.ok("journal")
    ledger.ok("verify")
    # taken back, the rows are what they were
    ledger.ok("set-aside", *numbers(ledger, "set_aside"), "--undo")
    assert set(numbers(ledger, "rows")) == {"5:2", "6:2", "7:2"}
    assert numbers(ledger, "set_aside") == []


def test_the_rest_of_the_sheet_comes_in_beside_a_row_set_aside(ledger: Within) -> None:
    path = ledger.ledger.parent / "再.csv"
    path.write_bytes(csv(DETAIL, ("城关派出所", "朱春梅", "很好", "2013-05-08 09:10:11")))
    ledger.run("import", path)

    def edit(book: Any) -> None:
        cell(book["评价明细"], WHY, 2).value = "作废"
        cell(book["评价明细"], "评价结果", 3).value = "满意"

    detail = back(ledger, written(ledger), edit)[0]
    assert (detail["accepted"], detail["set_aside"]) == (1, 1)


def test_an_old_workbook_of_a_row_set_aside_meanwhile_is_refused_if_it_was_changed(ledger: Within) -> None:
    book = written(ledger)
    (number,) = [one["id"] for one in ledger.json("quarantine", codes=(0, 3))["rows"] if one["kind"] == "evaluations"]
    ledger.ok("set-aside", number, "--reason", "试按")

    def edit(book: Any) -> None:
        cell(book["评价明细"], "评价结果").value = "满意"

    found = back(ledger, book, edit)
    assert any("已决定不予采用" in one.get("error", "") for one in found)
    assert number in numbers(ledger, "set_aside")
