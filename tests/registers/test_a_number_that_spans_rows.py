"""A number in a cell merged over several rows may be of each of them or their sum: no row takes it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.cases.play import Played, begun

WHY = "这一格跨了几行"
SUMMARY = ("姓名", "非常满意", "满意", "不满意")
INSPECTION = ("检查日期", "单位", "姓名", "检查项目", "扣分")


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def taken(clerk: Played, name: str, rows: Sequence[Sequence[object]], *merged: str) -> dict[str, object]:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(list(row))
    for block in merged:
        sheet.merge_cells(block)
    path = clerk.ledger.parent / name
    book.save(path)
    clerk.take_in(path)
    return clerk.files[name]


def test_counts_over_two_officers_are_nobodys(clerk: Played) -> None:
    rows = [SUMMARY, ("乔安然", 5, 5, 3), ("马立夏", 6, 5, None), ("龙民生", 6, 5, 1)]
    found = taken(clerk, "柳河派出所2013年5月.xlsx", rows, "D2:D3")
    assert (found["accepted"], clerk.rejected()) == (1, [2, 3])
    assert all(WHY in reason for reason in clerk.reasons())


@pytest.mark.parametrize("points", [2, "2", "扣2分", "-2", "2分"])
def test_points_over_two_officers_are_nobodys(clerk: Played, points: object) -> None:
    rows = [
        INSPECTION,
        ("2013-05-08", "柳河派出所", "乔安然", "着装", points),
        ("2013-05-08", "柳河派出所", "马立夏", "挂牌", None),
        ("2013-05-08", "石桥派出所", "陈晓慧", "脱岗", 1),
    ]
    found = taken(clerk, "检查.xlsx", rows, "A2:A4", "B2:B3", "E2:E3")
    assert (found["accepted"], clerk.rejected()) == (1, [2, 3])
    assert all(WHY in reason for reason in clerk.reasons())


def test_a_page_whose_points_hang_down_is_asked_about(clerk: Played) -> None:
    head = "".join(f"<td>{text}</td>" for text in INSPECTION)
    first = "<td>2013-05-08</td><td>柳河派出所</td><td>乔安然</td><td>着装</td><td rowspan=2>2</td>"
    second = "<td>2013-05-08</td><td>柳河派出所</td><td>马立夏</td><td>挂牌</td>"
    path = clerk.ledger.parent / "检查.xls"
    path.write_text(f"<table><tr>{head}</tr><tr>{first}</tr><tr>{second}</tr></table>", encoding="utf-8")
    clerk.take_in(path)
    assert clerk.rejected() == [2, 3]


def test_what_is_the_same_in_each_row_is_read_in_each_row(clerk: Played) -> None:
    rows = [
        ("月份", "单位", "警号", "窗口", "姓名", "业务", "非常满意", "满意", "不满意"),
        (201305, "柳河派出所", 661001, 1, "乔安然", "户籍", 5, 5, 3),
        (None, None, None, None, None, "出入境", 6, 5, 1),
    ]
    found = taken(clerk, "评价汇总.xlsx", rows, "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3")
    assert found["accepted"] == 2, clerk.reasons()
    assert clerk.tally("2013-05") == {"乔安然": (25, 21)}
