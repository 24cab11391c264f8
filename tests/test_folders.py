"""A folder's files: those that are tables are read whatever they are called, the others are named with a reason."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded
from tests.importers.files import mhtml, ole, spreadsheetml, zipped
from tests.registers.zoo import DETAIL, GOOD, ROSTER, biff, book, csv

WORD = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"})
ODS = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
XLSB = zipped({"[Content_Types].xml": "<a/>", "xl/workbook.bin": "x"})


@pytest.fixture
def zlts(tmp_path: Path) -> Zlts:
    return founded(tmp_path, ROSTER)


def row(minute: int) -> tuple[str, ...]:
    return (*GOOD[:3], f"2013-05-06 09:{minute:02}:11")


def placed(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        place = folder / "收" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / "收"


def taken(zlts: Zlts, folder: Path, code: int) -> tuple[dict[str, int], dict[str, dict[str, Any]]]:
    """Names of the files read, with what was accepted of each; names of those passed over."""
    said = zlts.json("import", folder, codes=(code,))
    return (
        {Path(one["path"]).name: one["accepted"] for one in said["files"]},
        {Path(one["path"]).name: one for one in said["passed_over"]},
    )


def _cells(minute: int) -> str:
    lines = (DETAIL, row(minute))
    told = ("".join(f'<Cell><Data ss:Type="String">{cell}</Data></Cell>' for cell in line) for line in lines)
    rows = "".join(f"<Row>{cells}</Row>" for cells in told)
    return f'<Worksheet ss:Name="S"><Table>{rows}</Table></Worksheet>'


def _page(minute: int) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in line) + "</tr>" for line in (DETAIL, row(minute)))
    return mhtml(f'<html><meta charset="utf-8"><table>{rows}</table></html>'.encode())


TABLES: dict[str, Callable[[int], bytes]] = {
    "a.CSV": lambda minute: csv(DETAIL, row(minute)),
    "a.et": lambda minute: biff(DETAIL, row(minute)),
    "a.ett": lambda minute: biff(DETAIL, row(minute)),
    "a.xlt": lambda minute: biff(DETAIL, row(minute)),
    "a.xltx": lambda minute: book(DETAIL, row(minute)),
    "a.xlsm": lambda minute: book(DETAIL, row(minute)),
    "a.xml": lambda minute: spreadsheetml(_cells(minute)),
    "a.mht": _page,
    "导出": lambda minute: csv(DETAIL, row(minute)),
    "a.xls (1)": lambda minute: biff(DETAIL, row(minute)),
    "a.xlsx·副本": lambda minute: book(DETAIL, row(minute)),
    "a.xls_": lambda minute: biff(DETAIL, row(minute)),
    "a.dat": lambda minute: csv(DETAIL, row(minute), encoding="gb18030"),
    "a.docx": lambda minute: book(DETAIL, row(minute)),
}


def test_bytes_decide_what_is_a_table(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {name: made(at) for at, (name, made) in enumerate(TABLES.items())})
    read, passed = taken(zlts, folder, 0)
    assert read == dict.fromkeys(TABLES, 1)
    assert not passed


OTHERS = {
    "a.zip": (zipped({"a.csv": "单位,姓名"}), "是压缩包"),
    "a.rar": (b"Rar!\x1a\x07\x00", "是压缩包"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c\0\4", "是压缩包"),
    "扫描.png": (b"\x89PNG\r\n\x1a\n" + bytes(9), "是图片"),
    "扫描.jpg": (b"\xff\xd8\xff\xe0" + bytes(9), "是图片"),
    "a.pdf": (b"%PDF-1.4\n" + bytes(9), "是PDF 文件"),
    "a.docx": (WORD, "是Word 文档"),
    "a.doc": (ole(bytes(5000), "WordDocument"), "是Word 文档"),
    "a.ods": (ODS, "OpenDocument"),
    "a.xlsb": (XLSB, "二进制工作簿"),
    "a.mdb": (b"\0\x01\0\0Standard Jet DB\0", "Access 数据库"),
    "说明": ("请在五号前报送。\n谢谢。\n".encode(), "找不到表头"),
    "空.dat": (b"", "是空文件"),
    "评价.csv.bak": (csv(DETAIL, GOOD), "备份"),
    "评价.xlsx.crdownload": (csv(DETAIL, GOOD), "没有下载完"),
    "评价.lnk": (b"L\0\0\0", "快捷方式"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_table_is_named_with_its_reason(zlts: Zlts, tmp_path: Path, name: str) -> None:
    content, reason = OTHERS[name]
    folder = placed(tmp_path, {"评价.csv": csv(DETAIL, GOOD), name: content})
    read, passed = taken(zlts, folder, 3)
    assert read == {"评价.csv": 1}
    assert list(passed) == [name]
    assert reason in passed[name]["reason"]


def test_the_terminal_names_them_too(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"评价.csv": csv(DETAIL, GOOD), "包.zip": OTHERS["a.zip"][0], "扫描.png": b"\x89PNG"})
    done = zlts.run("import", folder, COLUMNS="200")
    assert done.returncode == 3
    assert "没有读的文件" in done.stdout
    for word in ("包.zip", "是压缩包", "扫描.png", "是图片", "2 个文件没有读"):
        assert word in done.stdout


def test_a_folder_of_nothing_but_others_takes_nothing_in(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"包.zip": OTHERS["a.zip"][0]})
    before = zlts.ledger.read_bytes()
    read, passed = taken(zlts, folder, 1)
    assert not read
    assert list(passed) == ["包.zip"]
    assert zlts.ledger.read_bytes() == before


def test_files_of_the_system_are_no_matter(zlts: Zlts, tmp_path: Path) -> None:
    names = ("desktop.ini", "Thumbs.db", ".DS_Store", "~$评价.xlsx", ".~lock.评价.csv#", "__MACOSX/._评价.csv")
    folder = placed(tmp_path, {"评价.csv": csv(DETAIL, GOOD), **dict.fromkeys(names, b"\0\1\2")})
    read, passed = taken(zlts, folder, 0)
    assert read == {"评价.csv": 1}
    assert not any(one["could_be_register"] for one in passed.values())
    assert "desktop.ini" in zlts.ok("import", folder)


def test_a_folder_named_like_a_file(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"评价.csv/五月.csv": csv(DETAIL, GOOD)})
    assert taken(zlts, folder, 0) == ({"五月.csv": 1}, {})


def test_thirty_folders_deep(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"层/" * 30 + "五月.csv": csv(DETAIL, GOOD)})
    assert taken(zlts, folder, 0) == ({"五月.csv": 1}, {})


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_its_own_parent_has_no_end_and_is_not_followed(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"内/五月.csv": csv(DETAIL, GOOD)})
    (folder / "内" / "上").symlink_to("..")
    read, passed = taken(zlts, folder, 0)
    assert read == {"五月.csv": 1}
    assert list(passed) == ["上"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_another_folder_is_told(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"五月.csv": csv(DETAIL, GOOD)})
    (tmp_path / "别处").mkdir()
    (folder / "别处").symlink_to(tmp_path / "别处")
    (folder / "断.csv").symlink_to(tmp_path / "没有.csv")
    read, passed = taken(zlts, folder, 3)
    assert read == {"五月.csv": 1}
    assert set(passed) == {"别处", "断.csv"}


def test_a_file_named_by_the_clerk_is_an_error_as_before(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"a.zip": OTHERS["a.zip"][0]})
    said = zlts.json("import", folder / "a.zip", codes=(1,))
    assert "是压缩包" in said["files"][0]["error"]
    assert said["passed_over"] == []


@pytest.mark.parametrize("name", ["作废", "草稿", "样表", "模板", "测试", "旧版", "备份", "5月评价（作废）", "旧"])
def test_a_folder_that_says_its_files_do_not_count_is_passed_over(zlts: Zlts, tmp_path: Path, name: str) -> None:
    files = {
        "好.csv": csv(DETAIL, row(1)),
        f"{name}/坏.csv": csv(DETAIL, row(2)),
        f"{name}/5月/坏2.csv": csv(DETAIL, row(3)),
    }
    read, passed = taken(zlts, placed(tmp_path, files), 3)
    assert read == {"好.csv": 1}
    assert set(passed) == {"坏.csv", "坏2.csv"}
    assert all(f"“{name.replace('（', '(').replace('）', ')')}”" in one["reason"] for one in passed.values())


def test_a_file_in_such_a_folder_is_read_when_it_is_named_itself(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"作废/5月.csv": csv(DETAIL, row(1))})
    said = zlts.json("import", folder / "作废" / "5月.csv", codes=(0, 3))
    assert [one["accepted"] for one in said["files"]] == [1]


def test_a_folder_whose_name_is_given_with_its_kind_is_read(zlts: Zlts, tmp_path: Path) -> None:
    folder = placed(tmp_path, {"旧版/5月.csv": csv(DETAIL, row(1))})
    said = zlts.json("import", folder, "--kind", "evaluations", codes=(0, 3))
    assert [one["accepted"] for one in said["files"]] == [1]


@pytest.mark.parametrize(
    "name", ["2013-05", "柳河派出所", "评价", "5月评价数据", "投诉", "新版", "旧县派出所", "各单位报送"]
)
def test_an_ordinary_folder_is_gone_into(zlts: Zlts, tmp_path: Path, name: str) -> None:
    zlts.json("import", placed(tmp_path, {f"{name}/a.csv": csv(DETAIL, row(1))}), codes=(0, 3))
    said = zlts.json("batches")
    assert len(said["batches"]) == 2


def test_a_folder_of_praise_is_no_complaint(zlts: Zlts, tmp_path: Path) -> None:
    register = (
        b"\xef\xbb\xbf"
        + (
            "编号,受理日期,投诉人,被投诉单位,被投诉民警,投诉内容,认定结果,认定日期\n"
            "T1,2013-05-06,某甲,城关派出所,孔慧,服务好,,\n"
        ).encode()
    )
    folder = placed(tmp_path, {"表扬/5月.csv": register})
    said = zlts.json("import", folder, codes=(1, 3))
    assert "文件夹名“表扬”" in said["files"][0]["error"]


@pytest.mark.parametrize(("folder", "name"), [("2013-06", "评价.csv"), ("收件", "2013年6月评价.csv")])
def test_a_name_of_another_month_than_the_rows_is_pointed_out(zlts: Zlts, folder: str, name: str) -> None:
    place = zlts.ledger.parent / folder
    place.mkdir()
    (place / name).write_bytes(csv(DETAIL, ("城关派出所", "朱春梅", "满意", "2013-05-06 09:10:11")))
    assert "说的是 2013-06，各行却是 2013-05 的" in zlts.ok("import", place)
    (place / "五月.csv").write_bytes(csv(DETAIL, ("城关派出所", "朱春梅", "满意", "2013-06-06 09:10:11")))
    assert "各行却是" not in zlts.ok("import", place / "五月.csv")
