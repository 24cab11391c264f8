"""Separated text: encodings, separators, quotes, line ends."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.importers.reading import rows_of
from zlts.errors import FileRefused
from zlts.formats import encoding as encodings
from zlts.formats.book import Book

TABLE = [["部门", "姓名", "评价"], ["城关所", "孔慧", "满意"], ["城关所", "李雷", "一般"]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "评价.csv"


def joined(sep: str = ",", end: str = "\r\n") -> str:
    return "".join(sep.join(row) + end for row in TABLE)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be", "utf-16-le", "utf-32"])
def test_every_encoding_is_told(file: Path, codec: str) -> None:
    # Without a BOM only the NUL bytes of ASCII characters tell UTF-16.
    extra = "\r\n350432,2013-03-05 09:12:33,1" if codec.startswith("utf-16-") else ""
    rows = rows_of(file, (joined() + extra).encode(codec))
    assert rows[:3] == TABLE


@pytest.mark.parametrize("sep", [",", "\t", ";", "|", "，"])
def test_every_separator_is_told(file: Path, sep: str) -> None:
    assert rows_of(file, joined(sep).encode()) == TABLE


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_every_line_end_is_told(file: Path, end: str) -> None:
    assert rows_of(file, joined(end=end).encode()) == TABLE


def test_titles_and_sentences_do_not_mislead_the_separator(file: Path) -> None:
    text = "城关所，三月，评价明细\n" + joined("\t", "\n") + "城关所\t王五\t不满意,说等了很久,很久,很久,很久\n"
    assert rows_of(file, text.encode("gb18030"))[1:4] == TABLE


def test_a_separator_that_the_first_line_names(file: Path) -> None:
    assert rows_of(file, b"sep=;\r\na;b,c\r\n")[1] == ["a", "b,c"]


def test_prose_has_one_column(file: Path) -> None:
    assert rows_of(file, "今天来了，又走了。\n没有，什么，表格。\n".encode()) == [
        ["今天来了，又走了。"],
        ["没有，什么，表格。"],
    ]


def test_blank_lines_count(file: Path) -> None:
    assert rows_of(file, b"\n\na,b\n\nc,d\n") == [[], [], ["a", "b"], [], ["c", "d"]]


def test_quotes_hold_separators_and_line_breaks(file: Path) -> None:
    assert rows_of(file, b'a,"b,\nsaid ""no""",c\r\nd,e,f\r\n') == [["a", 'b,\nsaid "no"', "c"], ["d", "e", "f"]]


def test_stray_tabs_after_quotes(file: Path) -> None:
    text = b'"no"\t,"when"\t\r\n"00123"\t,"2013-03-05 09:12:33"\t\r\n'
    assert rows_of(file, text) == [["no", "when"], ["00123", "2013-03-05 09:12:33"]]


def test_numbers_that_are_dressed_as_formulas(file: Path) -> None:
    text = '警号\t姓名\n="00123"\t孔慧\n=A1+1\t=1\n'
    assert rows_of(file, text.encode("utf-16")) == [["警号", "姓名"], ["00123", "孔慧"], ["=A1+1", "=1"]]


def test_an_unclosed_quote_swallows_no_other_row(file: Path) -> None:
    text = 'a,b,c\n1,"说不清,2\n3,4,5\n6,"七\n八",9\n'
    assert rows_of(file, text.encode()) == [
        ["a", "b", "c"],
        ["1", '"说不清', "2"],
        ["3", "4", "5"],
        ["6", "七\n八", "9"],
    ]


def test_an_unclosed_quote_at_the_very_end(file: Path) -> None:
    rows = rows_of(file, b'a,b\n"x,y\n' + b"c,d\n" * 2000)
    assert len(rows) == 2002
    assert rows[1] == ['"x', "y"]


def test_the_clerk_may_name_the_encoding(file: Path) -> None:
    assert rows_of(file, "姓名,評價\n陳慧,滿意\n".encode("big5"), encoding="big5")[1] == ["陳慧", "滿意"]
    assert rows_of(file, joined().encode("gbk"), encoding="gb2312") == TABLE


def test_it_streams(file: Path) -> None:
    """Rows are there before the end of the file has been looked at."""
    out = io.StringIO()
    csv.writer(out).writerows(TABLE * 20_000)
    file.write_text(out.getvalue(), encoding="utf-8")
    with Book(file) as book:
        assert list(next(book.sheets[0].lines).cells) == TABLE[0]
        assert book.format == "逗号分隔文本"


def test_rubbish_half_way_is_refused_while_reading(file: Path) -> None:
    file.write_bytes("姓名,评价\n".encode("gb18030") * 50_000 + b"\xff\xff\n")
    with Book(file) as book, pytest.raises(FileRefused, match=r"“评价\.csv”不是表格：内容是乱码或二进制数据"):
        for _ in book.sheets[0].lines:
            pass


def test_a_block_may_end_inside_anything(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encodings, "_BLOCK", 1)
    assert rows_of(file, '姓名,警号\n孔慧,="01"\n'.encode()) == [["姓名", "警号"], ["孔慧", "01"]]
    assert rows_of(file, '姓名,警号\n孔慧,="01"\n'.encode("utf-16")) == [["姓名", "警号"], ["孔慧", "01"]]
