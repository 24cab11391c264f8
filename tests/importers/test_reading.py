"""From a file to typed rows: which register, what is a problem, what is refused."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.importers.told import DETAIL, T, Told, Units, told, vocabulary
from zlts.errors import FileRefused
from zlts.formats.book import Book
from zlts.formats.cells import NO_RESULT, Cell, CellError
from zlts.formats.sniff import FileKind
from zlts.importers.reading import FileReading, Options, read
from zlts.model import Problem, Register

COMPLAINT = ("编号", "受理日期", "投诉人", "联系电话", "被投诉单位", "投诉内容", "认定结果")
INSPECTION = ("日期", "姓名", "单位", "类别", "情况")


def file_told(path: Path) -> Told:
    with Book(path) as book:
        reading = reading_of(book)
        return Told(reading, list(reading.rows))


def reading_of(book: Book) -> FileReading:
    return read(book, label=book.path.name, folder="", vocabulary=vocabulary(), units=Units(), options=Options())


def test_a_csv_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "城关派出所.csv"
    path.write_bytes("流水号,部门,窗口,工号,工作人员,评价,时间\r\n".encode("gb18030"))
    with path.open("ab") as file:
        file.write("0012,城关所,1号窗口,350509,朱 春梅,满意,2013/5/6 9:10:11\r\n合计,1,,,,,\r\n".encode("gb18030"))
    found = file_told(path)
    assert (found.reading.register, found.reading.form) == (Register.EVALUATIONS, "detail")
    assert (found.reading.total_rows, found.reading.ignored) == (3, 2)
    assert found.only.fields == {
        "serial": "0012",
        "unit": "城关所",
        "window": "1号窗口",
        "badge": "350509",
        "officer": "朱春梅",
        "rating": "满意",
        "time": T,
    }
    assert (found.only.sheet, found.only.row) == ("", 2)


def test_blank_lines_without_end_are_gone_over_at_once(tmp_path: Path) -> None:
    path = tmp_path / "城关派出所.csv"
    row = "1,350509,满意,2013-05-07 09:00:11\n"
    path.write_text("流水号,警号,评价,时间\n" + row + "\n" * 300_000 + row, encoding="utf-8")
    started = time.process_time()
    found = file_told(path)
    assert time.process_time() - started < 4
    assert [row.row for row in found.rows] == [2, 300_003]
    assert (found.reading.total_rows, found.reading.ignored) == (300_003, 300_001)


def test_a_file_of_lines_that_nobody_could_go_through_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "城关派出所.csv"
    path.write_text("流水号,警号,评价,时间\n" + "x,y,z,w\n" * 12, encoding="utf-8")
    monkeypatch.setattr("zlts.importers.reading.MOST_ODD", 12)
    assert len(file_told(path).rows) == 12
    monkeypatch.setattr("zlts.importers.reading.MOST_ODD", 11)
    with pytest.raises(FileRefused, match="逐行核对"):
        file_told(path)


def test_rows_of_other_registers_are_bounded_over_all_sheets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, book = tmp_path / "检查登记.xlsx", Workbook()
    book.remove(book.worksheets[0])
    for name in ("一队", "二队"):
        sheet = book.create_sheet(name)
        sheet.append(("检查日期", "单位", "检查类别", "检查项目", "情况", "加扣分"))
        for day in range(1, 7):
            sheet.append((f"2013-05-0{day}", "城关派出所", "日常检查", "着装挂牌", "未挂牌", "-1"))
    book.save(path)
    monkeypatch.setattr("zlts.importers.reading.MOST_ODD", 12)
    assert len(file_told(path).rows) == 12
    monkeypatch.setattr("zlts.importers.reading.MOST_ODD", 11)
    with pytest.raises(FileRefused, match="逐行核对"):
        file_told(path)


def test_a_sheet_of_the_quarantine_hides_no_other_list(tmp_path: Path) -> None:
    path, book = tmp_path / "五月.xlsx", Workbook()
    head, row = ("单位", "姓名", "评价结果", "评价时间"), ("城关派出所", "朱春梅", "满意", "2013-05-06 09:10:11")
    ours, peers = book.worksheets[0], book.create_sheet("同事互评")
    for sheet, more in ((ours, "待核实编号"), (peers, "备注")):
        sheet.append((*head, more))
        sheet.append((*row, ""))
    book.save(path)
    with pytest.raises(FileRefused, match="同事互评"):
        file_told(path)


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "城关派出所.csv"
    with path.open("w", encoding="utf-8") as file:
        file.write("流水号,警号,评价,时间\n")
        file.writelines(f"{n},350509,满意,2013-05-{n % 28 + 1:02d} 09:{n % 60:02d}:11\n" for n in range(100_000))
    with Book(path) as book:
        reading = reading_of(book)
        tracemalloc.start()
        count = sum(1 for _ in reading.rows)
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 16 * 2**20


# ---------------------------------------------------------------- problems


def test_a_problem_names_heading_value_and_reason() -> None:
    found = told(["姓名", "满意度", "评价日期"], ["方明", "满意", " 2013-13-45　10:00"])
    assert found.only.problems == (Problem("评价日期", " 2013-13-45　10:00", "没有这一天"),)
    assert found.only.fields["time"] == "2013-13-45 10:00"


@pytest.mark.parametrize("cell", [CellError("#N/A"), "#N/A", "#n/a"])
def test_an_error_cell_is_a_problem_and_a_blank_rating_is_none(cell: CellError | str) -> None:
    assert told(DETAIL, ["方明", cell, T]).reasons[0].startswith("单元格是错误值 #")
    assert told(DETAIL, ["方明", "", T]).reasons == []
    assert told(DETAIL, ["方明", None, T]).column("rating") == [""]


def test_a_formula_without_a_result_is_a_problem() -> None:
    assert told(DETAIL, ["方明", CellError(NO_RESULT), T]).reasons == ["单元格公式没有结果"]


def test_an_error_in_a_column_that_is_no_field_is_none() -> None:
    assert told([*DETAIL, "业务"], ["方明", "满意", T, CellError("#REF!")]).reasons == []


def test_complainants_never_stand_in_a_problem() -> None:
    row = told(COMPLAINT, ["1", "2013-05-02", CellError("#N/A"), CellError("#VALUE!"), "城关所", "慢", "属实"]).only
    assert [(problem.column, problem.value) for problem in row.problems] == [("投诉人", "***"), ("联系电话", "***")]


def test_a_needed_cell_left_blank_is_a_problem() -> None:
    assert told(DETAIL, ["方明", "满意", ""]).reasons == ["评价时间没有填"]
    assert told(COMPLAINT, ["1", "", "", "", "城关所", "慢", ""]).reasons == ["受理日期没有填"]


def test_an_inspection_needs_a_unit_from_somewhere() -> None:
    head = ["检查日期", "检查项目", "加扣分"]
    row = ["2013-05-02", "着装挂牌", "-1"]
    assert told(head, row).reasons == ["单位没有填，标题和文件名里也没有写，请用 --unit 指明"]
    assert told(head, row, label="城关所.xls").column("unit") == ["城关派出所"]


def test_dashes_are_blank_names_and_badges() -> None:
    found = told(["警号", *DETAIL], ["350509", "-", "满意", T], ["NULL", "方明", "满意", T])
    assert (found.column("officer"), found.column("badge")) == (["", "方明"], ["350509", ""])


def test_a_short_line_has_blank_cells_and_a_long_one_of_text_a_problem() -> None:
    assert told([*DETAIL, "窗口"], ["方明", "满意", T]).column("window") == [""]
    assert told(DETAIL, ["方明", "满意", T, "多"]).reasons == []
    text = told(DETAIL, ["方明", "满意", T, ""], ["方明", "满意", T, "多"], made_as=FileKind.TEXT)
    assert text.reasons == ["这一行有4格，表头只有3格，可能多了一个分隔符"]


# ---------------------------------------------------------------- day first or month first


def test_the_whole_column_proves_the_order() -> None:
    day = told(DETAIL, ["方明", "满意", "05/03/2013 09:00"], ["方明", "满意", "25/03/2013 09:00"])
    assert day.column("time") == ["2013-03-05 09:00:00", "2013-03-25 09:00:00"]
    month = told(DETAIL, ["方明", "满意", "05/03/2013 09:00"], ["方明", "满意", "05/13/2013 09:00"])
    assert month.column("time") == ["2013-05-03 09:00:00", "2013-05-13 09:00:00"]


def test_a_proof_far_below_serves(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    lines = ["警号,评价,时间", *["350509,满意,05/03/2013 09:00"] * 9000, "350509,满意,25/03/2013 09:00"]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = file_told(path)
    assert (found.rows[0].fields["time"], found.reasons) == ("2013-03-05 09:00:00", [])


@pytest.mark.parametrize("second", ["06/03/2013 09:00", "2013-03-25 09:00"])
def test_without_a_proof_nothing_is_guessed(second: str) -> None:
    found = told(DETAIL, ["方明", "满意", "05/03/2013 09:00"], ["方明", "满意", second])
    assert found.rows[0].problems[0].reason == (
        "分不清是日在前还是月在前，请用 --map 评价时间:日期=日月年 或 --map 评价时间:日期=月日年 指明"
    )


def test_a_column_with_both_orders_has_none() -> None:
    found = told(DETAIL, ["方明", "满意", "25/03/2013 09:00"], ["方明", "满意", "03/25/2013 09:00"])
    assert len(found.reasons) == 2


@pytest.mark.parametrize(("order", "time"), [("日月年", "2013-03-05 09:00:00"), ("月日年", "2013-05-03 09:00:00")])
def test_the_clerk_can_say_the_order(order: str, time: str) -> None:
    found = told(DETAIL, ["方明", "满意", "05/03/2013 09:00"], words={("评价时间", "日期"): order})
    assert found.column("time") == [time]


# ---------------------------------------------------------------- the kind


def test_a_kind_that_cannot_be_told_is_asked_for() -> None:
    lines = (INSPECTION, ["2013-05-02", "方明", "城关所", "谈话", "迟到"])
    with pytest.raises(FileRefused) as refused:
        told(*lines)
    assert refused.value.message == "“导出.xlsx”的工作表“Sheet1”既像检查登记，又像三项制度登记，分不清是哪一种。"
    assert refused.value.todo == "请加上 --kind inspections 或 --kind measures 指明。"
    assert told(*lines, kind=Register.MEASURES).column("measure") == ["谈话"]
    assert told(*lines, kind=Register.INSPECTIONS).column("finding") == ["迟到"]


def test_a_missing_column_names_what_was_found_and_what_to_type() -> None:
    with pytest.raises(FileRefused) as refused:
        told(["姓名", "打分情况", "评价时间"], ["方明", "满意", T])
    assert refused.value.message == (
        "“导出.xlsx”的工作表“Sheet1”最接近的是评价明细，但缺少“评价结果”一列；找到的表头有：姓名、打分情况、评价时间。"
    )
    assert refused.value.todo == (
        "请指明是哪一列，例如：--map 评价结果=打分情况；不是评价明细的，用 --kind 说明是哪一种。"
    )


def test_a_kind_asked_for_that_is_not_there() -> None:
    with pytest.raises(FileRefused, match="按投诉登记读，但缺少“受理日期”"):
        told(["单位", "投诉内容"], ["城关所", "慢"], kind=Register.COMPLAINTS)


def test_a_file_without_a_header() -> None:
    with pytest.raises(FileRefused) as refused:
        told(["甲", "乙"], ["丙", "丁"])
    assert refused.value.message == (
        "“导出.xlsx”的工作表“Sheet1”找不到表头，看不出是哪一种登记表；最像表头的一行是：甲、乙。"
    )


def test_a_row_is_never_shown_as_a_header() -> None:
    with pytest.raises(FileRefused) as refused:
        told(["TS20130001", "2013-05-02", "某先生", "13900000000", "城关所", "慢", "属实"])
    assert "某先生" not in str(refused.value)


def test_an_empty_file() -> None:
    with pytest.raises(FileRefused, match="是空的"):
        told(["", None])


def test_sheets_of_two_registers() -> None:
    inspections: list[Sequence[Cell]] = [["检查日期", "单位", "检查项目"], ["2013-05-02", "城关所", "着装挂牌"]]
    sheets: dict[str, list[Sequence[Cell]]] = {"评价": [DETAIL, ["方明", "满意", T]], "检查": inspections}
    with pytest.raises(FileRefused, match="“评价”是评价明细，“检查”是检查登记"):
        told(sheets=sheets)
    assert told(sheets=sheets, sheet="检查").reading.register is Register.INSPECTIONS
    assert told(sheets=sheets, kind=Register.EVALUATIONS).numbers == [2]
