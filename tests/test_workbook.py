from __future__ import annotations

import errno
import gc
import html
import re
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from zlts.errors import Refused
from zlts.outfile import replacing
from zlts.reports import Column, Look, Report, Table
from zlts.workbook import write

COLUMNS = (
    Column("unit", "窗口单位"),
    Column("score", "得分", Look.NUMBER),
    Column("percent", "满意率", Look.PERCENT),
    Column("month", "月份", Look.WORD),
)
MAIN = Table(
    "units",
    "各窗口单位排名",
    COLUMNS,
    (("城关派出所", 100, "94.99%", "2013-04"), ("甲河派出所", -10, None, "2013-05")),
    marked=frozenset({1}),
    total=("", 90, "94.99%", ""),
)
DETAIL = replace(MAIN, key="detail", title="明细", marked=frozenset(), total=None, detail=True)
REPORT = Report(
    "quarterly",
    "2013年第二季度通报",
    "2013年第二季度",
    "某县公安局",
    (DETAIL, MAIN, replace(MAIN, title="明细", rows=(), total=None, marked=frozenset(), empty="本季度没有")),
    attention=("方明的投诉尚未查清。",),
    basis=("依据导入批次：1至39。", "满意率保留两位小数，其余舍去，" * 40),
)


def written(tmp_path: Path, report: Report = REPORT) -> Workbook:
    write(report, tmp_path / "通报.xlsx")
    return load_workbook(tmp_path / "通报.xlsx")


def values(sheet: Worksheet) -> list[list[Any]]:
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def row_of(sheet: Worksheet, start: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if str(sheet.cell(row, 1).value).startswith(start))


def test_the_first_sheet_is_what_is_signed_and_names_are_unique(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.sheetnames == ["各窗口单位排名", "明细"]
    signed = " ".join(values(book.worksheets[0])[10])
    assert re.fullmatch("负责人（签字）：_+ +审核人：_+ +制表人：_+ +填报日期：_+年_+月_+日", signed)
    assert "审核人" not in str(values(book.worksheets[1]))


def test_sheet_names_are_such_as_excel_takes(tmp_path: Path) -> None:
    titles = ("甲/乙:[丙]*?", "长" * 40, "长" * 40, "'", "A", "a")
    book = written(tmp_path, replace(REPORT, tables=tuple(replace(DETAIL, title=title) for title in titles)))
    assert book.sheetnames == ["甲乙丙", "长" * 31, "长" * 29 + "_2", "表", "A", "a_2"]


def test_head_of_the_page(tmp_path: Path) -> None:
    sheet = written(tmp_path).worksheets[0]
    assert "A1:F1" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert values(sheet)[:4] == [
        ["某县公安局2013年第二季度通报"],
        ["各窗口单位排名"],
        ["填报单位：某县公安局", "统计期间：2013年第二季度"],
        ["序号", "窗口单位", "得分", "满意率", "月份", "备注"],
    ]


def test_rows_are_numbers_and_texts_with_a_total_below(tmp_path: Path) -> None:
    sheet = written(tmp_path).worksheets[0]
    assert values(sheet)[4:7] == [
        [1, "城关派出所", 100, 0.9499, "2013-04"],
        [2, "甲河派出所", -10, "—", "2013-05", "需关注"],
        ["合计", 90, 0.9499],
    ]
    assert (sheet["D5"].number_format, sheet["D5"].alignment.horizontal) == ("0.00%", "right")
    assert (sheet["D6"].data_type, sheet["D6"].alignment.horizontal) == ("s", "center")
    assert sheet["C5"].alignment.horizontal == "right"


def test_a_cut_percentage_is_written_exactly(tmp_path: Path) -> None:
    written(tmp_path)
    with zipfile.ZipFile(tmp_path / "通报.xlsx") as archive:
        assert "<v>0.9499</v>" in archive.read("xl/worksheets/sheet1.xml").decode()


def test_full_thin_grid_one_typeface_one_light_fill(tmp_path: Path) -> None:
    sheet = written(tmp_path).worksheets[0]
    for row in sheet["A4:F7"]:
        for cell in row:
            assert {side.style for side in (cell.border.left, cell.border.top, cell.border.right)} == {"thin"}
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.font.name for cell in cells} == {"宋体"}
    filled = {cell.row for cell in cells if cell.fill.fill_type}
    assert filled == {6}


def test_print_settings(tmp_path: Path) -> None:
    for sheet in written(tmp_path).worksheets:
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.page_setup.fitToWidth == 1
        assert sheet.sheet_properties.pageSetUpPr == PageSetupProperties(fitToPage=True)
        assert sheet.freeze_panes == f"A{row_of(sheet, '序号') + 1}"
        head = row_of(sheet, "序号")
        assert sheet.print_title_rows == f"${head}:${head}"


def test_what_is_signed_is_one_page_unless_it_is_too_long_to_be_read(tmp_path: Path) -> None:
    heights = [sheet.page_setup.fitToHeight for sheet in written(tmp_path).worksheets]
    assert heights == [1, 0]
    long = replace(REPORT, tables=(replace(MAIN, rows=MAIN.rows * 20),))
    assert written(tmp_path, long).worksheets[0].page_setup.fitToHeight == 0


def test_pages_are_numbered(tmp_path: Path) -> None:
    written(tmp_path)
    with zipfile.ZipFile(tmp_path / "通报.xlsx") as archive:
        xml = html.unescape(archive.read("xl/worksheets/sheet2.xml").decode())
    assert "<oddFooter>&C第 &P 页 共 &N 页</oddFooter>" in xml


def test_the_period_is_told_in_chinese_and_what_the_figures_count(tmp_path: Path) -> None:
    counted = (Column("unit", "单位"), Column("score", "得分", Look.NUMBER, "分"), *COLUMNS[2:])
    percent = replace(COLUMNS[2], measure="%")
    table = replace(MAIN, columns=(*counted[:2], percent, COLUMNS[3]))
    told = {"2013Q2": "2013年第二季度", "2013-05": "2013年5月", "2013": "2013年", "全部": "全部"}
    for period, words in told.items():
        sheet = written(tmp_path, replace(REPORT, period=period, tables=(table,))).worksheets[0]
        assert " ".join(values(sheet)[2]).split() == ["填报单位：某县公安局", f"统计期间：{words}", "单位：分、%"]


def test_a_word_for_a_figure_stands_in_the_middle(tmp_path: Path) -> None:
    table = replace(MAIN, rows=(("城关派出所", "未报", "未报", "—"), ("甲河派出所", 0, None, "")), marked=frozenset())
    sheet = written(tmp_path, replace(REPORT, tables=(table,))).worksheets[0]
    cells = {place: (sheet[place].value, sheet[place].alignment.horizontal) for place in ("C5", "D5", "C6", "D6")}
    assert cells == {
        "C5": ("未报", "center"),
        "D5": ("未报", "center"),
        "C6": (0, "right"),
        "D6": ("—", "center"),
    }


def test_what_needs_a_person_bears_no_command(tmp_path: Path) -> None:
    told = (
        "有 2 行待核实，没有计入：请看 zlts quarantine",
        "有 3 条疑似自行评价待认定；认定属实的，用 zlts void --month 2013-05 作废",
        "“方明”有投诉待查。",
    )
    sheet = written(tmp_path, replace(REPORT, attention=told)).worksheets[0]
    first = row_of(sheet, "需要人工处理：") + 1
    assert [[sheet.cell(first + number, column).value for column in (1, 2)] for number in range(3)] == [
        ["1．", "有 2 行待核实，没有计入。"],
        ["2．", "有 3 条疑似自行评价待认定。"],
        ["3．", "“方明”有投诉待查。"],
    ]


def test_texts_beside_each_other_end_where_the_table_does(tmp_path: Path) -> None:
    wide = Table("t", "表", (Column("a", "甲"), Column("b", "收到投诉", Look.NUMBER, "件")), (("长" * 40, 1),))
    sheet = written(tmp_path, replace(REPORT, tables=(wide,))).worksheets[0]
    (last,) = [cell for cell in sheet[3] if cell.value == "单位：件"]
    assert last.alignment.horizontal == "right"
    assert last.column == 3 or any(
        merged.max_col == 3 for merged in sheet.merged_cells.ranges if last.coordinate in merged
    )


def test_only_detail_sheets_have_a_filter(tmp_path: Path) -> None:
    first, detail = written(tmp_path).worksheets
    assert (first.auto_filter.ref, detail.auto_filter.ref) == (None, "A4:E6")


def test_below_the_table_stand_decisions_signatures_and_basis(tmp_path: Path) -> None:
    sheet = written(tmp_path).worksheets[0]
    first = row_of(sheet, "需要人工处理：") + 1
    assert [sheet.cell(first, column).value for column in (1, 2)] == ["1．", "方明的投诉尚未查清。"]
    basis = row_of(sheet, "说明：")
    assert first < row_of(sheet, "负责人（签字）") < basis
    assert sheet.cell(basis + 1, 2).value == "依据导入批次：1至39。"
    long = basis + 2
    assert str(sheet.cell(long, 2).value).startswith("满意率")
    assert sheet.row_dimensions[long].height > 60
    assert f"B{long}:F{long}" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet.cell(basis + 3, 2).value == "没有内容、未另列的表：明细。"


def test_awards_ask_the_leading_group(tmp_path: Path) -> None:
    assert row_of(written(tmp_path, replace(REPORT, name="awards")).worksheets[0], "需领导小组决定事项：")


def test_an_empty_table_has_no_page_but_where_there_is_no_other(tmp_path: Path) -> None:
    (sheet,) = written(tmp_path, replace(REPORT, tables=(REPORT.tables[2],))).worksheets
    assert values(sheet)[4] == ["本季度没有"]
    assert "没有内容" not in str(values(sheet))
    bare = written(tmp_path, replace(REPORT, tables=())).worksheets[0]
    assert row_of(bare, "说明：")


def test_small_tables_that_follow_each_other_share_a_page(tmp_path: Path) -> None:
    small = replace(MAIN, total=None, marked=frozenset(), note="只列前两名。")
    told = (
        MAIN,
        replace(small, title="甲"),
        replace(small, title="乙"),
        replace(small, title="丙", rows=small.rows * 20),
    )
    book = written(tmp_path, replace(REPORT, tables=told))
    assert book.sheetnames == ["各窗口单位排名", "甲、乙", "丙"]
    shared = book.worksheets[1]
    assert shared.page_setup.fitToHeight == 1
    said = values(shared)
    heads = [row for row in said if row[:2] == ["序号", "窗口单位"]]
    assert (["甲"] in said, ["乙"] in said, len(heads), said.count(["只列前两名。"])) == (True, True, 2, 2)
    assert [row[1:] for row in said if "城关派出所" in row] == [["城关派出所", 100, 0.9499, "2013-04"]] * 2
    assert book.worksheets[2].print_title_rows


def test_the_office_reports_for_its_bureau(tmp_path: Path) -> None:
    sheet = written(tmp_path, replace(REPORT, office="县局政工室")).worksheets[0]
    assert values(sheet)[0] == ["某县公安局2013年第二季度通报"]
    assert values(sheet)[2][0] == "填报单位：县局政工室"


def test_a_column_is_as_wide_as_what_stands_in_it(tmp_path: Path) -> None:
    columns = (Column("number", "编号", Look.WORD), Column("officers", "民警"), Column("channel", "来源", Look.WORD))
    short = Table(
        "complaints", "投诉", columns, (("TS20130001", "方明", "局长信箱"), ("TS20130002", "何娟", "12345"))
    )
    sheet = written(tmp_path, replace(REPORT, tables=(short,))).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCD"]
    assert max(widths) == sheet.column_dimensions["B"].width
    assert 125 <= sum(widths) <= 132


def test_many_figures_stand_close_and_keep_a_readable_size(tmp_path: Path) -> None:
    months = [
        one
        for number in range(3, 13)
        for one in (Column(f"r{number}", f"{number}月", Look.PERCENT), Column(f"c{number}", "有效数", Look.NUMBER))
    ]
    year = Table(
        "months", "各月", (Column("unit", "单位", Look.WORD), *months), (("出入境大队", *("100.00%", 1498) * 10),)
    )
    sheet = written(tmp_path, replace(REPORT, tables=(year,))).worksheets[0]
    widths = [sheet.column_dimensions[get_column_letter(number)].width for number in range(1, 23)]
    assert sum(widths) <= 170
    assert min(widths[2::2]) >= len("100.00%") + 1
    assert sheet.page_margins.left < 0.6
    assert sheet["C5"].alignment.indent == 0


@pytest.mark.parametrize("text", ["=1+1", "+1", "-2", "@SUM(A1)", "#N/A", '=HYPERLINK("x")'])
def test_no_imported_text_becomes_a_formula(text: str, tmp_path: Path) -> None:
    table = replace(MAIN, title=text, rows=((text, 1, text, text),), marked=frozenset({0}), empty=text)
    report = replace(REPORT, title=text, bureau=text, period=text, tables=(table,), attention=(text,), basis=(text,))
    book = written(tmp_path, report)
    cells = [cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert [cell.value for cell in cells if cell.data_type == "n"] == [1, 1, 90, 0.9499]
    assert book.worksheets[0]["B4"].quotePrefix is not (text == "#N/A")


def test_control_characters_are_removed(tmp_path: Path) -> None:
    table = replace(MAIN, title="排\x00名", rows=(("朱\x1b春\ud800梅", 1, None, "\x0b"),), marked=frozenset())
    book = written(tmp_path, replace(REPORT, tables=(table,), title="通\x07报"))
    assert (book.sheetnames, book.worksheets[0]["B5"].value) == (["排名"], "朱春梅")


def test_no_user_name_leaks(tmp_path: Path) -> None:
    properties = written(tmp_path).properties
    assert (properties.creator, properties.lastModifiedBy) == ("zlts", "zlts")


def test_rows_grow_with_their_text_and_a_long_text_is_not_cut(tmp_path: Path) -> None:
    sheet = written(
        tmp_path, replace(REPORT, tables=(replace(MAIN, rows=(("长" * 1500, 1, None, ""),)),))
    ).worksheets[0]
    height, width = sheet.row_dimensions[5].height, sheet.column_dimensions["B"].width
    assert 60 < height <= 409
    assert (height // 15) * (width // 2) >= 1500


def test_columns_fill_the_page_and_names_are_not_folded(tmp_path: Path) -> None:
    sheet = written(tmp_path).worksheets[0]
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEF"]
    assert 125 <= sum(widths) <= 132
    assert {sheet.row_dimensions[row].height for row in (5, 6)} == {16.0}


# ---------------------------------------------------------------- writing


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"没有“.*”这个文件夹，“a\.xlsx”没有写出。"):
        write(REPORT, tmp_path / "无" / "a.xlsx")


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="不是普通文件"):
        write(REPORT, tmp_path)
    with pytest.raises(Refused, match="不是普通文件"):
        write(REPORT, Path())


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(errno.EACCES, "denied"), "可能正在 Excel 或 WPS 中打开"),
        (OSError(errno.ENOSPC, "full"), "磁盘空间不足"),
        (OSError(errno.EIO, "io"), f"系统错误 {errno.EIO}"),
    ],
)
def test_what_stood_there_stays_when_writing_fails(
    error: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(Refused, match=words):
        write(REPORT, target)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]
    assert target.read_bytes() == b"old"


def test_a_bug_while_writing_leaves_no_draft(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "a.csv"):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_a_name_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="没有写出"):
        write(REPORT, tmp_path / f"{'长' * 200}.xlsx")


def test_a_refusal_leaves_nothing_behind_to_complain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", heard.append)
    with pytest.raises(Refused):
        write(REPORT, tmp_path / "无" / "a.xlsx")
    monkeypatch.setattr("zlts.workbook.put", _breaks)
    with pytest.raises(ValueError, match="broken"):
        write(REPORT, tmp_path / "a.xlsx")
    gc.collect()
    assert heard == []
    assert not list(tmp_path.iterdir())


def _breaks(*_: object) -> None:
    raise ValueError("broken")
