"""Web pages whose rows lack cells, or give one number to several columns: no value slides under another heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cases.play import Played, begun

HEADS = ("单位", "姓名", "月份", "满意", "不满意")
WHO = ("柳河派出所", "乔安然", "2013-05")
GOOD = ("柳河派出所", "马立夏", "2013-05", "20", "0")
PRESS = ("单位", "姓名", "评价结果", "评价时间", "备注")
PRESSED = ("柳河派出所", "马立夏", "满意", "2013-05-06 09:10:11", "")


@pytest.fixture
def clerk(tmp_path: Path) -> Played:
    """A new ledger with the made-up roster."""
    return begun("", tmp_path)


def row(*cells: str) -> str:
    """A row of a table; `2:30` is a cell over two columns."""
    told = [(cell[2:], ' colspan="2"') if cell.startswith("2:") else (cell, "") for cell in cells]
    return "<tr>" + "".join(f"<td{span}>{text}</td>" for text, span in told) + "</tr>"


def taken(clerk: Played, *rows: tuple[str, ...], name: str = "导出.xls") -> dict[str, object]:
    path = clerk.ledger.parent / "收件" / name
    path.parent.mkdir(exist_ok=True)
    table = "".join(row(*cells) for cells in rows)
    path.write_text(f'<html><meta charset="utf-8"><table>{table}</table></html>', encoding="utf-8")
    clerk.take_in(path)
    return clerk.files[name]


def test_a_row_that_lacks_a_count_waits(clerk: Played) -> None:
    """Of 满意 and 不满意 one is not there, and nobody knows which."""
    found = taken(clerk, HEADS, GOOD, (*WHO, "30"), ("柳河派出所", "龙民生", "2013-05", "7", "1"))
    assert (found["accepted"], found["rejected"]) == (2, 1)
    assert "只有4格，应当有5格" in clerk.reasons(3)[0]
    assert "乔安然" not in clerk.tally("2013-05")


def test_so_do_all_rows_where_all_lack_one(clerk: Played) -> None:
    rows = [("柳河派出所", name, "2013-05", "30") for name in ("乔安然", "马立夏", "龙民生")]
    assert taken(clerk, HEADS, *rows)["accepted"] == 0


def test_a_press_that_lacks_a_cell_in_the_middle_waits(clerk: Played) -> None:
    heads = ("单位", "姓名", "窗口", "评价结果", "评价时间", "备注")
    good = ("柳河派出所", "马立夏", "2", "满意", "2013-05-06 09:10:11", "")
    found = taken(clerk, heads, good, ("柳河派出所", "乔安然", "1", "不满意", "2013-05-06 09:10:11"))
    assert (found["accepted"], found["rejected"]) == (1, 1)


def test_a_last_heading_over_buttons_needs_no_cells(clerk: Played) -> None:
    rows = [("柳河派出所", name, "2013-05", "30", "1") for name in ("乔安然", "马立夏", "龙民生")]
    assert taken(clerk, (*HEADS, "操作"), *rows)["accepted"] == 3


def test_a_number_over_two_columns_is_in_neither(clerk: Played) -> None:
    found = taken(clerk, HEADS, GOOD, (*WHO, "2:30"))
    assert (found["accepted"], found["rejected"]) == (1, 1)
    assert "跨了几列" in clerk.reasons(3)[0]
    assert clerk.tally("2013-05") == {"马立夏": (20, 20)}


def test_a_number_under_one_heading_as_wide_is_its(clerk: Played) -> None:
    heads = ("单位", "姓名", "月份", "2:满意", "2:不满意")
    found = taken(clerk, heads, ("柳河派出所", "乔安然", "2013-05", "2:30", "2:30"))
    assert found["accepted"] == 1, clerk.reasons()
    assert clerk.tally("2013-05") == {"乔安然": (60, 30)}


def test_words_over_several_columns_stand_under_each(clerk: Played) -> None:
    over = ("单位", "姓名", "月份", "2:评价次数")
    names = ("单位", "姓名", "月份", "满意", "不满意")
    assert taken(clerk, over, names, GOOD)["accepted"] == 1
    assert taken(clerk, HEADS, (*WHO, "30", "1"), ("合计", "", "", "2:31"), name="另一份.xls")["accepted"] == 1


def test_a_merged_number_of_a_workbook_is_in_neither_column(clerk: Played) -> None:
    from openpyxl import Workbook

    book, path = Workbook(), clerk.ledger.parent / "合并.xlsx"
    sheet = book.worksheets[0]
    for cells in (HEADS, (*GOOD[:3], 20, 0), (*WHO, 30, None)):
        sheet.append(cells)
    sheet.merge_cells("D3:E3")
    book.save(path)
    clerk.take_in(path)
    assert (clerk.files["合并.xlsx"]["accepted"], clerk.files["合并.xlsx"]["rejected"]) == (1, 1)


@pytest.mark.parametrize(("cell", "accepted"), [("661001", 1), ("669999", 0), ("30", 0)])
def test_a_badge_in_the_column_of_names_is_a_badge(clerk: Played, cell: str, accepted: int) -> None:
    found = taken(clerk, PRESS, ("柳河派出所", cell, "满意", "2013-05-06 09:10:11", ""), PRESSED)
    assert found["accepted"] == 1 + accepted
    assert ("乔安然" in clerk.tally("2013-05")) is bool(accepted)


def test_it_must_be_the_badge_beside_it(clerk: Played) -> None:
    heads = ("单位", "警号", "姓名", "评价结果", "评价时间")
    rows = [("柳河派出所", badge, "661001", "满意", "2013-05-06 09:10:11") for badge in ("661001", "661002")]
    assert taken(clerk, heads, *rows)["accepted"] == 1
