"""Spreadsheets and what goes under their name: one smallest file for each trait."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlwt import Formula, easyxf

from tests.importers import files
from tests.importers.files import MOMENT
from tests.importers.reading import rows_of, sheets_of
from zlts.formats.book import Book
from zlts.formats.cells import CellError

STAMP = "yyyy-mm-dd hh:mm:ss"
NO_RESULT = CellError("公式没有结果")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "评价.xls"


def append(*rows: list[Any]) -> Any:
    """A filler that puts rows into the active sheet of an openpyxl workbook."""

    def fill(book: Any) -> None:
        for row in rows:
            book.active.append(row)

    return fill


# ---------------------------------------------------------------- xlsx


def test_xlsx_cells(file: Path) -> None:
    content = files.xlsx(append(["孔慧", 350432, 1.5, True, None, MOMENT, MOMENT.date(), MOMENT.time()]))
    assert rows_of(file, content) == [
        ["孔慧", 350432, 1.5, True, "", MOMENT, dt.date(2013, 3, 5), dt.time(9, 12, 33)]
    ]


def test_xlsx_keeps_the_place_of_what_starts_lower(file: Path) -> None:
    def fill(book: Any) -> None:
        book.active["C4"] = "甲"
        book.active["C6"] = "乙"

    assert rows_of(file, files.xlsx(fill)) == [["", "", ""]] * 3 + [["", "", "甲"], ["", "", ""], ["", "", "乙"]]


def test_xlsx_moments_are_rounded_to_the_second(file: Path) -> None:
    def fill(book: Any) -> None:
        append([41338.3837152662], [41338.99999999], [0.3837152777])(book)
        for row in book.active.iter_rows():
            row[0].number_format = STAMP

    content = files.xlsx(fill)
    when = [[MOMENT], [dt.datetime(2013, 3, 6)], [dt.time(9, 12, 33)]]  # noqa: DTZ001 - wall clocks
    assert rows_of(file, content) == when


def test_xlsx_of_1904(file: Path) -> None:
    def fill(book: Any) -> None:
        book.epoch = CALENDAR_MAC_1904
        book.active["A1"] = MOMENT

    assert rows_of(file, files.xlsx(fill)) == [[MOMENT]]


def test_xlsx_durations(file: Path) -> None:
    content = files.xlsx(append([dt.timedelta(hours=30, minutes=5)], [dt.timedelta(minutes=5)]))
    assert rows_of(file, content)[0] == ["30:05:00"]


def test_xlsx_errors_and_formulas_without_a_result(file: Path) -> None:
    cells = (
        '<c r="A1" t="e"><v>#N/A</v></c><c r="B1"><f>1+1</f></c><c r="C1"><f>1+1</f><v></v></c>'
        '<c r="D1"><f>1+1</f><v>2</v></c><c r="E1" t="str"><f>IF(1,"")</f><v></v></c>'
    )
    tail = '<c r="F1"><v>6</v></c>'
    assert rows_of(file, files.raw_xlsx(f'<row r="1">{cells}{tail}</row>')) == [
        [CellError("#N/A"), NO_RESULT, NO_RESULT, 2, "", 6]
    ]


def test_xlsx_errors_in_a_part_of_any_name(file: Path) -> None:
    whole = files.raw_xlsx('<row r="1"><c t="e"><v>#N/A</v></c><c><v>2</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(whole)) as package:
        parts = {name: package.read(name).decode() for name in package.namelist()}
    renamed = {
        name.replace("sheet1.xml", "x.bin"): text.replace("sheet1.xml", "x.bin") for name, text in parts.items()
    }
    assert rows_of(file, files.zipped(renamed)) == [[CellError("#N/A"), 2]]


def test_xlsx_error_outside_of_the_other_cells(file: Path) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3" t="e"><v>#REF!</v></c></row>'
    found = rows_of(file, files.raw_xlsx(rows))
    assert found[0][0] == 1
    assert found[2] == ["", "", CellError("#REF!")]


def test_xlsx_with_the_wrong_dimension_and_no_references(file: Path) -> None:
    rows = "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    assert rows_of(file, files.raw_xlsx(rows, dimension="A1")) == [[1, 2], [3, 4]]


def test_xlsx_merges_are_filled(file: Path) -> None:
    def fill(book: Any) -> None:
        append(["标题"], ["单位", "姓名"], ["城关所", "孔慧"], [None, "李雷"])(book)
        book.active.merge_cells("A1:B1")
        book.active.merge_cells("A3:A4")

    assert rows_of(file, files.xlsx(fill)) == [
        ["标题", "标题"],
        ["单位", "姓名"],
        ["城关所", "孔慧"],
        ["城关所", "李雷"],
    ]


def test_xlsx_merge_of_a_million_rows_is_clipped(file: Path) -> None:
    more = '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="B2"><v>3</v></c></row>'
    assert rows_of(file, files.raw_xlsx(rows, more=more)) == [
        [CellError("1(第1至2行)"), 2],
        [CellError("1(第1至2行)"), 3],
    ]


def test_xlsx_with_36000_merges(file: Path) -> None:
    count = 36_000
    rows = "".join(
        f'<row r="{n}"><c r="A{n}"><v>{n}</v></c><c r="C{n}"><v>1</v></c></row>' for n in range(1, count + 1)
    )
    merged = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, count + 1))
    found = rows_of(file, files.raw_xlsx(rows, more=f'<mergeCells count="{count}">{merged}</mergeCells>'))
    assert found[-1] == [CellError(f"{count}(第1至2列)")] * 2 + [1]


def test_hidden_sheets_are_said_to_be(file: Path) -> None:
    def fill(book: Any) -> None:
        append(["甲"])(book)
        book.create_sheet("藏").append(["乙"])
        book["藏"].sheet_state = "hidden"

    file.write_bytes(files.xlsx(fill))
    with Book(file) as book:
        assert [(sheet.name, sheet.hidden) for sheet in book.sheets] == [("Sheet", False), ("藏", True)]


def test_bytes_decide_and_not_the_name(tmp_path: Path) -> None:
    assert rows_of(tmp_path / "评价.csv", files.xlsx(append(["甲"]))) == [["甲"]]
    assert rows_of(tmp_path / "评价.xlsx", "姓名,评价\n".encode()) == [["姓名", "评价"]]
    assert rows_of(tmp_path / "评价.txt", files.html("<table><tr><td>甲</table>")) == [["甲"]]


# ---------------------------------------------------------------- BIFF


def test_xls_cells(file: Path) -> None:
    def fill(book: Any) -> None:
        sheet = book.add_sheet("评价")
        for column, value in enumerate(["孔慧", 350432, 1.5, True]):
            sheet.write(1, column + 1, value)
        sheet.write(1, 5, MOMENT, easyxf(num_format_str=STAMP))
        sheet.write(1, 6, MOMENT.date(), easyxf(num_format_str="yyyy-mm-dd"))

    assert sheets_of(file, files.xls(fill)) == {
        "评价": [[""] * 7, ["", "孔慧", 350432, 1.5, True, MOMENT, dt.date(2013, 3, 5)]]
    }


def test_xls_of_1904(file: Path) -> None:
    def fill(book: Any) -> None:
        book.dates_1904 = True
        book.add_sheet("评价").write(0, 0, MOMENT, easyxf(num_format_str=STAMP))

    assert rows_of(file, files.xls(fill)) == [[MOMENT]]


def test_xls_errors_merges_and_formulas_without_a_result(file: Path) -> None:
    def fill(book: Any) -> None:
        book.add_sheet("首").write(0, 0, "甲")
        sheet = book.add_sheet("评价")
        sheet.write_merge(0, 1, 0, 1, "合")
        sheet.row(2).set_cell_error(0, 0x2A)
        sheet.write(2, 1, Formula("1+1"))
        sheet.write(2, 2, Formula('IF(1=1,"","x")'))
        sheet.write(2, 3, "尾")

    assert sheets_of(file, files.xls(fill))["评价"] == [
        ["合", "合", "", ""],
        ["合", "合", "", ""],
        [CellError("#N/A"), NO_RESULT, "", "尾"],
    ]


@pytest.mark.parametrize("name", ["Workbook", "Book"])
def test_xls_of_excel_95(file: Path, name: str) -> None:
    stream = files.biff5_stream([(0, 0, "姓名"), (1, 0, "孔慧")]).ljust(5000, b"\0")
    assert sheets_of(file, files.ole(stream, name)) == {"评价": [["姓名"], ["孔慧"]]}


def test_xls_older_than_its_container(file: Path) -> None:
    assert rows_of(file, files.biff5_stream([(0, 0, "姓名"), (2, 1, "孔慧")])) == [
        ["姓名", ""],
        ["", ""],
        ["", "孔慧"],
    ]


# ---------------------------------------------------------------- HTML


@pytest.mark.parametrize(
    ("encoding", "charset"), [("gb18030", "gb2312"), ("gb18030", None), ("utf-8", "gb2312"), ("utf-8-sig", None)]
)
def test_html_encodings(file: Path, encoding: str, charset: str | None) -> None:
    page = files.html("<table><tr><th>姓名<th>喆</tr></table>", encoding=encoding, charset=charset)
    assert rows_of(file, page) == [["姓名", "喆"]]


def test_html_spans_and_unclosed_tags(file: Path) -> None:
    body = (
        "<table><tr><td colspan=3>标题<tr><td rowspan=2>城关所<td>孔慧<td>满意<tr><td>李雷<td rowspan=9>一般"
        "<tr><td>东岭所<td>王五</table>"
    )
    assert rows_of(file, files.html(body)) == [
        ["标题", "标题", "标题"],
        ["城关所", "孔慧", "满意"],
        ["城关所", "李雷", "一般"],
        ["东岭所", "王五", "一般"],
    ]


def test_html_text(file: Path) -> None:
    cell = " 孔&nbsp;慧 &amp;\n  <b>李</b>雷 <br>王<!-- 无 -->五"
    body = f"<table><tr><td>{cell}</td><td><p>甲</p><p>乙</p></td></tr></table>"
    assert rows_of(file, files.html(body)) == [["孔\xa0慧 & 李雷\n王五", "甲\n乙"]]


def test_html_tables_are_sheets(file: Path) -> None:
    body = "<table><tr><td>甲</table><p>和</p><table><tr><td>乙<tr><td>丙</table>"
    assert sheets_of(file, files.html(body)) == {"表1": [["甲"]], "表2": [["乙"], ["丙"]]}


def test_html_tables_nested_for_layout(file: Path) -> None:
    inner = "<table><tr><td>姓名<td>评价<tr><td>孔慧<td>满意</table>"
    assert rows_of(file, files.html(f"<table><tr><td>{inner}</td></tr></table>")) == [
        ["姓名", "评价"],
        ["孔慧", "满意"],
    ]
    found = sheets_of(file, files.html(f"<table><tr><td>标题</td><td>{inner} 完</td></tr></table>"))
    assert found == {"表1": [["标题", "完"]], "表2": [["姓名", "评价"], ["孔慧", "满意"]]}


def test_html_with_the_name_of_its_sheet(file: Path) -> None:
    page = files.html("<xml><x:Name>三月</x:Name></xml><table><tr><td>甲</table>")
    assert sheets_of(file, page) == {"三月": [["甲"]]}


def test_html_may_be_one_long_line(file: Path) -> None:
    assert len(rows_of(file, files.html("<table>" + "<tr><td>城关派出所<td>孔慧<td>满意" * 200_000))) == 200_000


def test_html_without_its_table_tag(file: Path) -> None:
    assert rows_of(file, files.html("<tr><td>甲<td>乙</tr>")) == [["甲", "乙"]]


# ---------------------------------------------------------------- XML, MHTML


def data(kind: str, text: str) -> str:
    return f'<Data ss:Type="{kind}">{text}</Data>'


@pytest.mark.parametrize("encoding", ["utf-8", "gb2312"])
def test_spreadsheetml(file: Path, encoding: str) -> None:
    cells = [
        f"<Cell>{data('String', '孔&amp;慧')}</Cell>",
        f"<Cell ss:Index='3'>{data('Number', '350432')}</Cell>",
        f"<Cell>{data('DateTime', '2013-03-05T09:12:32.999')}</Cell>",
        f"<Cell>{data('DateTime', '2013-03-05T00:00:00.000')}</Cell>",
        f"<Cell>{data('DateTime', '1899-12-31T09:12:33.000')}</Cell>",
        f"<Cell>{data('Error', '#N/A')}</Cell>",
        "<Cell ss:Formula='=1+1'/>",
        f"<Cell>{data('Boolean', '1')}</Cell>",
    ]
    page = f"<Worksheet ss:Name='评价'><Table><Row ss:Index='2'>{''.join(cells)}</Row></Table></Worksheet>"
    date, time, error = dt.date(2013, 3, 5), dt.time(9, 12, 33), CellError("#N/A")
    assert sheets_of(file, files.spreadsheetml(page, encoding=encoding)) == {
        "评价": [[], ["孔&慧", "", 350432, MOMENT, date, time, error, NO_RESULT, True]]
    }


def test_spreadsheetml_merges_and_hidden_sheets(file: Path) -> None:
    first = f"<Row><Cell ss:MergeAcross='1' ss:MergeDown='1'>{data('String', '合')}</Cell>"
    rows = (
        f"{first}<Cell>{data('Number', '1')}</Cell></Row><Row><Cell ss:Index='3'>{data('Number', '2')}</Cell></Row>"
    )
    hidden = "<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>"
    file.write_bytes(files.spreadsheetml(f"<Worksheet ss:Name='甲'><Table>{rows}</Table>{hidden}</Worksheet>"))
    with Book(file) as book:
        (sheet,) = ((s.hidden, [list(line.cells) for line in s.lines]) for s in book.sheets)
    assert sheet == (True, [["合", "合", 1], ["合", "合", 2]])


@pytest.mark.parametrize("transfer", ["base64", "quoted-printable"])
def test_mhtml(file: Path, transfer: str) -> None:
    page = files.html("<table><tr><td>姓名<td>评价=好</table>")
    assert rows_of(file, files.mhtml(page, transfer=transfer)) == [["姓名", "评价=好"]]
