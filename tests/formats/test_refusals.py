"""Files that are refused, each with its own sentence."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers import files
from tests.importers.reading import rows_of, sheets_of
from zlts.errors import FileRefused
from zlts.formats import child, worker
from zlts.formats.opening import begin, open_grid
from zlts.formats.sniff import Kind

DAMAGED = "无法读取：文件已损坏，或者结构异常。"
NO_TABLE = "请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"
SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"


def book(text: str = "甲", count: int = 20) -> bytes:
    def fill(made: Any) -> None:
        for number in range(count):
            made.active.append([text, number])

    return files.xlsx(fill)


def old_book(count: int = 20) -> bytes:
    def fill(made: Any) -> None:
        sheet = made.add_sheet("评价")
        for number in range(count):
            sheet.write(number, 0, f"甲{number}")

    return files.xls(fill)


def document(folder: str) -> bytes:
    return files.zipped({"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<x/>"})


def cyclic() -> bytes:
    """A compound file whose allocation table sends its first sector to itself."""
    data = bytearray(old_book(2000))
    table = 512 * (int.from_bytes(data[76:80], "little") + 1)
    data[table : table + 4] = b"\0\0\0\0"
    return bytes(data)


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", files.BOOK)
        package.writestr("xl/worksheets/sheet1.xml", b" " * (80 << 20))
    return out.getvalue()


def lying() -> bytes:
    """A zip that declares its sheet smaller than it is."""
    content = files.raw_xlsx("<row/>" * 5000)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    return content.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
ROW = '<Worksheet ss:Name="甲"><Table><Row><Cell><Data ss:Type="String">&a;</Data></Cell></Row></Table></Worksheet>'
DTD = "含有文档类型声明（DTD），正常导出的表格没有它，出于安全没有读取。"
TRUNCATED = "不完整：文件的后半部分缺失，可能没有下载完或拷贝时中断。"
BOMBED = "无法读取：展开后太大，超出了本程序允许的范围。"
ENCRYPTED = "是加密的工作簿，读不出内容。"
RUBBISH = "不是表格：内容是乱码或二进制数据。"
BROKEN_BOOK = "无法读取：这个工作簿已损坏或不完整。"

REFUSED: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "是空文件，里面没有内容。"),
    "blank text": (b"\r\n \r\n", "里面没有任何内容，每个单元格都是空的。"),
    "blank workbook": (files.xlsx(lambda _: None), "里面没有任何内容，每个单元格都是空的。"),
    "random": (bytes(range(256)) * 20, RUBBISH),
    "control characters": ("姓名,\0评价\n".encode(), RUBBISH),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(50), "是图片，不是表格。"),
    "pdf": (b"%PDF-1.4\n...", "是PDF 文件，不是表格。"),
    "word": (document("word"), "是Word 文档，不是表格。"),
    "slides": (document("ppt"), "是演示文稿，不是表格。"),
    "zip": (files.zipped({"a.txt": "x"}), "是压缩包，不是工作簿。"),
    "ods": (files.zipped({"mimetype": "x", "content.xml": "<x/>"}), "是 OpenDocument 文档，本程序不读这种格式。"),
    "xlsb": (files.zipped({"xl/workbook.bin": "x"}), "是二进制工作簿（.xlsb），本程序不读这种格式。"),
    "old word": (files.ole(bytes(5000), "WordDocument"), "是Word 文档，不是表格。"),
    "other ole": (files.ole(bytes(5000), "Contents"), "是别的程序的文件，不是表格。"),
    "page": (files.html("<p>请先登录</p>"), "是网页，里面没有表格。"),
    "envelope": (files.mhtml(files.html("<p>无</p>")), "是网页，里面没有表格。"),
    "xml": (b'<?xml version="1.0"?><a/>', "是XML 文件，不是表格。"),
    "pointer": (
        b"version https://git-lfs.github.com/spec/v1\noid x\n",
        "只是一个 Git LFS 指针，表格的内容不在里面。",
    ),
    "encrypted xlsx": (files.ole(bytes(5000), "EncryptedPackage"), ENCRYPTED),
    "encrypted xls": (files.encrypted_xls(), ENCRYPTED),
    "cut xlsx": (book()[:-200], TRUNCATED),
    "cut xls": (old_book(2000)[:9000], TRUNCATED),
    "cut text": ("姓名,评价\n孔慧,满意".encode()[:-1], TRUNCATED),
    "cut container": (old_book()[:100], TRUNCATED),
    "bomb": (bomb(), BOMBED),
    "lying zip": (lying(), BROKEN_BOOK),
    "entities in xlsx": (files.raw_xlsx("", prolog=ENTITIES), DTD),
    "entities in xml": (files.spreadsheetml(ROW, prolog=ENTITIES), DTD),
    "external entity": (files.spreadsheetml(ROW, prolog=EXTERNAL), DTD),
    "deep xml": (files.spreadsheetml("<a>" * 100_000), "无法读取：这个XML 表格已损坏或不完整。"),
    "cut xml": (files.spreadsheetml(ROW)[:-40], "无法读取：这个XML 表格已损坏或不完整。"),
    "cycle": (cyclic(), "无法读取：这个旧版 Office 文件已损坏或不完整。"),
    "endless line": (b"a" * (5 << 20), "不是表格：有一行长得没有尽头。"),
    "endless cell": (b"a,b\n" + b"x" * 200_000, "不是表格：有一格的文字长得没有尽头。"),
    "deep page": (files.html("<table><tr><td>甲" + "<div>" * 5000), "无法读取：这个网页表格已损坏或不完整。"),
    "wide table": (files.html("<table>" + "<tr>" + "<td colspan=1000>甲" * 20), BOMBED),
    "wild spans": (files.html("<table>" + "<tr><td colspan=1000>" * 30_000), BOMBED),
    "overlapping merges": (
        files.raw_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>1</v></c></row><row r="9"><c r="B9"><v>1</v></c></row>',
            more="<mergeCells>" + '<mergeCell ref="A1:B9"/>' * 3 + "</mergeCells>",
        ),
        "无法读取：合并单元格互相重叠，文件已损坏。",
    ),
    "corners": (
        files.raw_xlsx(
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        DAMAGED,
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_each_refusal_has_its_sentence(tmp_path: Path, case: str) -> None:
    content, sentence = REFUSED[case]
    with pytest.raises(FileRefused, match=re.escape(f"“评价.xls”{sentence}")) as refused:
        sheets_of(tmp_path / "评价.xls", content)
    assert refused.value.todo.endswith("。")


def test_lock_files_of_excel(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"“~\$评价\.xlsx”是 Excel 打开表格时留下的临时文件"):
        rows_of(tmp_path / "~$评价.xlsx", b"\x05admin" + b" " * 159)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"“评价\.csv”找不到了。"):
        open_grid(tmp_path / "评价.csv")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="打不开"):
        open_grid(tmp_path)


def test_an_unknown_sheet_lists_the_known(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match=r"“评价\.xlsx”里没有工作表“三月”。 它有这些工作表：“Sheet”。"):
        rows_of(tmp_path / "评价.xlsx", book(), sheet="三月")


def test_an_unknown_or_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="不认识编码“中文”"):
        rows_of(tmp_path / "评价.csv", b"a,b", encoding="中文")
    with pytest.raises(FileRefused, match="不是用“utf-8”编码的文本"):
        rows_of(tmp_path / "评价.csv", "姓名".encode("gbk"), encoding="utf-8")


# ---------------------------------------------------------------- the child


def child_of_next_job() -> Any:
    """A child that waits for its next file."""
    made = worker._hired()
    worker._idle.append(made)
    return made.process


def test_the_child_serves_many_files_and_none_is_left_over(tmp_path: Path) -> None:
    process = child_of_next_job()
    assert len(rows_of(tmp_path / "a.xlsx", book())) == 20
    assert len(rows_of(tmp_path / "b.xls", old_book())) == 20
    assert child_of_next_job().pid == process.pid


def test_a_killed_child_is_a_refusal_and_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "评价.xlsx"
    path.write_bytes(book(count=20_000))
    process = child_of_next_job()
    with open_grid(path) as grid:
        lines = next(grid.sheets).lines
        next(lines)
        process.kill()
        with pytest.raises(FileRefused, match=f"“评价.xlsx”{DAMAGED} {SAVE_AS}"):
            list(lines)
    assert len(rows_of(path, book())) == 20


def test_a_child_that_died_between_two_files_is_replaced(tmp_path: Path) -> None:
    process = child_of_next_job()
    process.kill()
    process.wait()
    assert len(rows_of(tmp_path / "a.xlsx", book())) == 20


@pytest.mark.skipif(os.name == "nt", reason="Windows stops no process")
def test_a_child_whose_time_is_up_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SECONDS", 0.02)
    with pytest.raises(FileRefused, match="无法读取：读了很久也没有读完"):
        rows_of(tmp_path / "评价.xlsx", book(count=30_000))


def test_a_file_may_be_left_half_read(tmp_path: Path) -> None:
    path = tmp_path / "评价.xlsx"
    path.write_bytes(book(count=5000))
    process = child_of_next_job()
    with open_grid(path) as grid:
        next(next(grid.sheets).lines)
    assert len(rows_of(path, book())) == 20
    assert child_of_next_job().pid == process.pid


def test_two_files_may_be_open_at_once(tmp_path: Path) -> None:
    path = tmp_path / "评价.xlsx"
    path.write_bytes(book(count=2000))
    with open_grid(path) as one, open_grid(path) as other:
        pairs = zip(next(one.sheets).lines, next(other.sheets).lines, strict=True)
        assert sum(a == b for a, b in pairs) == 2000


def test_the_child_survives_the_death_of_nobody(tmp_path: Path) -> None:
    """The parent's end is the child's."""
    process = child_of_next_job()
    worker._stop_idle()
    assert process.returncode == 0
    assert len(rows_of(tmp_path / "a.xlsx", book())) == 20


def begun(folder: Path) -> Any:
    """A child that has begun with the first spreadsheet of a folder before it is opened."""
    (folder / "1.csv").write_bytes(b"a,b\n1,2\n")
    (folder / "2.xlsx").write_bytes(book())
    begin([folder / "1.csv", folder / "2.xlsx"])
    (worker_,) = worker._begun.values()
    return worker_.process


def test_a_file_may_be_begun_before_it_is_asked_for(tmp_path: Path) -> None:
    process = begun(tmp_path)
    assert len(rows_of(tmp_path / "3.xlsx", book())) == 20  # by another child
    assert worker._begun
    with open_grid(tmp_path / "2.xlsx") as grid:
        assert not worker._begun
        assert len(list(next(grid.sheets).lines)) == 20
    worker._stop_idle()
    assert process.wait() == 0


def test_a_child_that_began_for_nobody_is_ended_with_the_program(tmp_path: Path) -> None:
    process = begun(tmp_path)
    worker._stop_idle()
    assert process.returncode is not None
    assert not worker._begun


def test_a_file_that_was_written_to_since_is_read_anew(tmp_path: Path) -> None:
    begun(tmp_path)
    later = files.xlsx(lambda made: made.active.append(["改过了"]))
    assert rows_of(tmp_path / "2.xlsx", later) == [["改过了"]]
    assert worker._begun
    worker._stop_idle()


def test_for_a_folder_a_child_stands_by(tmp_path: Path) -> None:
    begin([tmp_path])
    (standing_by,) = worker._idle
    assert not worker._begun
    assert child_of_next_job().pid == standing_by.process.pid


@pytest.mark.parametrize("name", ["~$2.xlsx", "9.xlsx", "空.xlsx"])
def test_what_is_wrong_with_a_file_is_not_said_before_it_is_asked_for(tmp_path: Path, name: str) -> None:
    (tmp_path / "~$2.xlsx").write_bytes(bytes(165))
    (tmp_path / "空.xlsx").touch()
    begin([tmp_path / name])
    assert not worker._begun


# ---------------------------------------------------------------- damage of any kind

GOOD = [
    book(),
    old_book(),
    files.biff5_stream([(0, 0, "姓名"), (1, 0, "孔慧")]),
    files.html("<table><tr><td colspan=2>甲<tr><td>乙<td rowspan=2>丙</table>"),
    files.spreadsheetml("<Worksheet ss:Name='甲'><Table><Row><Cell ss:Index='2'/></Row></Table></Worksheet>"),
    files.mhtml(files.html("<table><tr><td>甲</table>")),
    '姓名,评价\n"孔慧","满意"\n'.encode("gb18030"),
    "姓名\t评价\n孔慧\t满意\n".encode("utf-16"),
]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    content = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(0, 6))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    cut = draw(st.integers(0, len(content)))
    return bytes(content[:cut]) if draw(st.booleans()) else bytes(content)


@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck))
@given(content=damaged())
def test_damage_leads_to_rows_or_a_refusal(tmp_path: Path, content: bytes) -> None:
    try:
        sheets_of(tmp_path / "评价.xls", content)
    except FileRefused as refusal:
        assert "程序出错" not in str(refusal)  # noqa: PT017 - most are refused, some are read


def test_a_mistake_of_a_reader_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_reader", None)  # calling it is a TypeError
    (found,) = child._frames(tmp_path / "评价.xls", Kind.OLE, None, None)
    assert "这是程序的问题" in found[1]
