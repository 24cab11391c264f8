"""A footnote's number raised beside a figure is no digit of it (readings: Cells), whatever workbook holds it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.cases.play import begun
from tests.importers import files
from tests.importers.reading import rows_of

RAISED = "10¹"
Rows = list[list[Any]]


def _xlsx(rows: Rows) -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    for row in rows:
        cells = [
            CellRichText("10", TextBlock(InlineFont(vertAlign="superscript"), "1")) if c == RAISED else c for c in row
        ]
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _xls(rows: Rows) -> bytes:
    def fill(book: Any) -> None:
        sheet = book.add_sheet("汇总")
        font = xlwt.Font()
        font.escapement = font.ESCAPEMENT_SUPERSCRIPT
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell == RAISED:
                    sheet.write_rich_text(number, column, ["10", ("1", font)])
                else:
                    sheet.write(number, column, cell)

    return files.xls(fill)


def _spreadsheetml(rows: Rows) -> bytes:
    def cell(value: Any) -> str:
        if value == RAISED:
            return '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">10<Sup>1</Sup></ss:Data></Cell>'
        return f'<Cell><Data ss:Type="String">{value}</Data></Cell>'

    lines = "".join(f"<Row>{''.join(map(cell, row))}</Row>" for row in rows)
    return (
        '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
        'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="汇总"><Table>{lines}</Table></Worksheet></Workbook>'
    ).encode()


def _html(rows: Rows) -> bytes:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><table>{lines}</table></html>".replace(RAISED, "10<sup>1</sup>").encode()


WRITERS: dict[str, Callable[[Rows], bytes]] = {
    "a.xlsx": _xlsx,
    "a.xls": _xls,
    "a.xml": _spreadsheetml,
    "网页.xls": _html,
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_raised_mark_beside_a_count_keeps_its_row_out(tmp_path: Path, name: str) -> None:
    clerk = begun("", tmp_path)
    path = tmp_path / name
    head = ["单位", "姓名", "月份", "满意", "不满意"]
    rows = [["柳河派出所", "乔安然", "2013-05", "90", RAISED], ["柳河派出所", "马立夏", "2013-05", "101", "0"]]
    path.write_bytes(WRITERS[name]([head, *rows]))
    clerk.take_in(path)
    assert (clerk.files[name]["accepted"], clerk.files[name]["rejected"]) == (1, 1), clerk.reasons()
    assert [one["value"] for one in clerk.files[name]["problems"]] == [RAISED]


@pytest.mark.parametrize("name", WRITERS)
def test_other_cells_of_such_a_file_stay_as_they_are(tmp_path: Path, name: str) -> None:
    rows = [["甲", "101"], ["乙", RAISED], ["丙", "90"]]
    assert rows_of(tmp_path / name, WRITERS[name](rows)) == rows


@pytest.mark.parametrize("align", ["superscript", "subscript"])
def test_runs_inside_a_cell_and_what_they_raise(tmp_path: Path, align: str) -> None:
    raised = f'<r><t>扣2</t></r><r><rPr><vertAlign val="{align}"/></rPr><t>1</t></r>'
    plain = '<r><t>扣2</t></r><r><rPr><vertAlign val="baseline"/></rPr><t>1</t></r>'
    cells = "".join(f'<c t="inlineStr"><is>{runs}</is></c>' for runs in (raised, plain))
    assert rows_of(tmp_path / "a.xlsx", files.raw_xlsx(f"<row>{cells}</row>")) == [["扣2¹", "扣21"]]


def test_shared_texts_are_counted_with_those_that_raise_nothing(tmp_path: Path) -> None:
    rows = [[f"文字{n}"] for n in range(50)]
    assert rows_of(tmp_path / "a.xlsx", _xlsx([*rows, [RAISED], *rows])) == [*rows, [RAISED], *rows]


def test_a_heading_with_a_footnote_is_the_heading(tmp_path: Path) -> None:
    clerk = begun("", tmp_path)
    path = tmp_path / "a.csv"
    path.write_text("单位,姓名,月份,满意,不满意¹\n柳河派出所,乔安然,2013-05,90,3\n", encoding="utf-8")
    clerk.take_in(path)
    assert clerk.tally("2013-05") == {"乔安然": (93, 90)}, clerk.reasons()


@pytest.mark.parametrize("heading", ["不满意(现场)", "不满意小结", "不满意度高"])
def test_a_count_of_the_displeased_is_never_advised_to_be_another(tmp_path: Path, heading: str) -> None:
    clerk = begun("", tmp_path)
    path = tmp_path / "a.csv"
    path.write_text(f"单位,姓名,月份,满意,{heading}\n柳河派出所,乔安然,2013-05,90,3\n", encoding="utf-8")
    clerk.take_in(path)
    (why,) = clerk.reasons()
    assert f"--map 不满意={heading}" in why
    assert f"满意={heading}" not in why.replace("不满意=", "")
