"""Files that are refused, each with its own sentence."""

from __future__ import annotations

import errno
import io
import os
import pickle
import re
import signal
import tempfile
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.importers import files
from tests.importers.reading import rows_of, sheets_of
from zlts.errors import FileRefused
from zlts.formats import conversion
from zlts.formats.book import Book, look_at
from zlts.formats.conversion import Spooled

DAMAGED = "无法读取：文件已损坏，或者结构异常。"
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


def workbook_of(**parts: str) -> bytes:
    """A workbook with other parts than a sound one's, or more; `book` is its part in a second folder."""
    sound = io.BytesIO(files.raw_xlsx('<row r="1"><c><v>1</v></c></row>'))
    with zipfile.ZipFile(sound) as package:
        found = {name: package.read(name).decode() for name in package.namelist()}
    names = {"book": "a/workbook.xml", "twin": "XL/worksheets/Sheet1.xml", "listed": "xl/workbook.xml"}
    return files.zipped(found | {names[name]: text for name, text in parts.items()})


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
    "mail": (b"From: a@b\r\nSubject: =?utf-8?b?5oqV?=\r\n\r\nx\r\n", "是邮件，不是表格。"),
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
    "two parts of one name": (workbook_of(twin="<x/>"), "无法读取：里面有两个部分重名"),
    "two workbooks": (workbook_of(book=files.BOOK), BROKEN_BOOK),
    "no sheet": (workbook_of(listed=re.sub("<sheet .*?/>", "", files.BOOK)), BROKEN_BOOK),
    "two rows of one number": (
        files.raw_xlsx('<row r="2"><c><v>1</v></c></row><row spans="1:1" r="2"><c><v>2</v></c></row>'),
        "无法读取：工作表里的行号重复或颠倒，文件已损坏。",
    ),
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
        look_at(tmp_path / "评价.csv")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="打不开"):
        look_at(tmp_path)


def test_an_unknown_or_wrong_encoding(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="不认识编码“中文”"):
        rows_of(tmp_path / "评价.csv", b"a,b", encoding="中文")
    with pytest.raises(FileRefused, match="不是用“utf-8”编码的文本"):
        rows_of(tmp_path / "评价.csv", "姓名".encode("gbk"), encoding="utf-8")


# ---------------------------------------------------------------- the child


def child_of_next_file() -> Any:
    """A child that waits for its next file."""
    rows_of_new_book()
    (waiting,) = conversion._idle
    return waiting.process


def rows_of_new_book() -> None:
    with TemporaryDirectory() as folder:
        assert len(rows_of(Path(folder, "评价.xlsx"), book())) == 20


def read_for_ever(path: Path) -> None:
    """Whatever is to befall the child befalls it over this file, however fast the machine is."""
    while True:
        with Book(path) as opened:
            len(opened.sheets)


def test_the_child_serves_many_files_and_none_is_left_over(tmp_path: Path) -> None:
    process = child_of_next_file()
    assert len(rows_of(tmp_path / "a.xlsx", book())) == 20
    assert len(rows_of(tmp_path / "b.xls", old_book())) == 20
    assert child_of_next_file().pid == process.pid
    conversion.end_idle()
    assert process.returncode == 0
    rows_of_new_book()


def test_a_killed_child_is_a_refusal_and_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "评价.xlsx"
    path.write_bytes(book(count=20_000))
    process = child_of_next_file()
    Timer(0.1, process.kill).start()
    with pytest.raises(FileRefused, match=f"“评价.xlsx”{DAMAGED} {SAVE_AS}"):
        read_for_ever(path)
    rows_of_new_book()


def test_a_child_that_died_between_two_files_is_replaced() -> None:
    process = child_of_next_file()
    process.kill()
    process.wait()
    rows_of_new_book()


@pytest.mark.skipif(os.name == "nt", reason="Windows stops no process")
def test_a_child_whose_time_is_up_is_a_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "SECONDS", 0.02)
    with pytest.raises(FileRefused, match="无法读取：读了很久也没有读完"):
        rows_of(tmp_path / "评价.xlsx", book(count=30_000))


@pytest.mark.skipif(os.name == "nt", reason="Windows interrupts no single thread")
def test_after_ctrl_c_the_child_is_gone_and_so_is_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = tmp_path / "评价.xlsx"
    path.write_bytes(book(count=20_000))
    process = child_of_next_file()
    Timer(0.1, signal.raise_signal, (signal.SIGINT,)).start()
    with pytest.raises(KeyboardInterrupt):
        read_for_ever(path)
    assert process.poll() is not None
    assert list(tmp_path.iterdir()) == [path]
    rows_of_new_book()


def test_a_spool_brings_no_code(tmp_path: Path) -> None:
    """Whoever wrote it has read a stranger's file."""
    packed = pickle.dumps([[Path.unlink]])
    with (tmp_path / "spool").open("w+b") as stream:
        stream.write(packed)
        with pytest.raises(pickle.UnpicklingError):
            list(Spooled(stream, [(1, 0, len(packed))]))


def test_what_takes_too_much_room_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "_MOST_BYTES", 1000)
    told = converted(tmp_path, book(count=2000))
    assert told["refused"][0] == BOMBED


def converted(folder: Path, content: bytes) -> dict[str, Any]:
    """What the child answers, asked in this process."""
    (folder / "评价.xls").write_bytes(content)
    order = {"path": str(folder / "评价.xls"), "kind": "ooxml", "encoding": None, "spool": str(folder / "spool")}
    return conversion.answer({**order, "seconds": 45})


def test_a_full_disk_is_told_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(conversion, "write", full)
    assert "磁盘空间不足" in converted(tmp_path, book())["refused"][0]


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
    monkeypatch.setattr(conversion, "reader_of", None)  # calling it is a TypeError
    assert "这是程序的问题" in converted(tmp_path, book())["refused"][0]
