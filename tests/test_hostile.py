"""Files that would break a parser, through the program: refused by their own sentence, nothing else suffers."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import threading
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.command import Zlts, founded
from tests.importers import files
from tests.registers.zoo import DETAIL, GOOD, ROSTER, book, csv, cyclic

SECONDS = 60
BYTES = 1 << 30
SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入。"
AGAIN = "请向原单位重新索取或重新导出这个文件。"
PICK = "请选择 .xlsx、.xls、.csv 或 .txt 表格文件。"
SMALLER = "请删去多余的行、列和工作表，另存为 .xlsx 再导入。"
TOO_BIG = "无法读取：展开后太大，超出了本程序允许的范围。"
DTD = "含有文档类型声明（DTD），正常导出的表格没有它，出于安全没有读取。"
BROKEN_OLE = "无法读取：这个旧版 Office 文件已损坏或不完整。"
PATTERN = bytes(range(256))


def zip_bomb() -> bytes:
    """A gigabyte of blanks in a megabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (("[Content_Types].xml", files.CONTENT_TYPES), ("xl/workbook.xml", files.BOOK)):
            package.writestr(name, text)
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(256):
                sheet.write(b" " * (4 << 20))
    return out.getvalue()


def laughs() -> str:
    lines = (f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "haha">{"".join(lines)}]>'


def wide() -> bytes:
    """A header, and rows with a million empty cells each, without a reference that would show how wide it is."""
    return files.raw_xlsx("<row>" + "<c/>" * 1_000_000 + "</row>")


ENTITY_ROW = (
    '<Worksheet ss:Name="甲"><Table><Row><Cell><Data ss:Type="String">&a9;</Data></Cell></Row></Table></Worksheet>'
)
EXTERNAL = '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>'


@dataclass(frozen=True)
class Bad:
    """A hostile file: how its bytes are made, the sentence after its name, and what to do."""

    name: str
    make: Callable[[], bytes]
    what: str
    todo: str


HOSTILE = [
    Bad(
        "加密.xlsx",
        lambda: files.ole(bytes(5000), "EncryptedPackage"),
        "是加密的工作簿，读不出内容。",
        "请先去掉打开密码，保存后再导入。",
    ),
    Bad("加密.xls", files.encrypted_xls, "是加密的工作簿，读不出内容。", "请先去掉打开密码，保存后再导入。"),
    Bad(
        "半截.xlsx",
        lambda: book(DETAIL, GOOD)[:-300],
        "不完整：文件的后半部分缺失，可能没有下载完或拷贝时中断。",
        AGAIN,
    ),
    Bad("空.csv", lambda: b"", "是空文件，里面没有内容。", AGAIN),
    Bad("乱码.csv", lambda: PATTERN * 40, "不是表格：内容是乱码或二进制数据。", PICK),
    Bad("图片.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + PATTERN, "是图片，不是表格。", PICK),
    Bad("网页.xlsx", lambda: files.html("<p>登录已过期，请重新登录</p>"), "是网页，里面没有表格。", PICK),
    Bad(
        "指针.xlsx",
        lambda: b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n",
        "只是一个 Git LFS 指针，表格的内容不在里面。",
        "请取得原来的文件再导入。",
    ),
    Bad("压缩炸弹.xlsx", zip_bomb, TOO_BIG, SMALLER),
    Bad("实体炸弹.xls", lambda: files.spreadsheetml(ENTITY_ROW, prolog=laughs()), DTD, SAVE_AS),
    Bad("实体炸弹.xlsx", lambda: files.raw_xlsx("", prolog=laughs()), DTD, SAVE_AS),
    Bad("外部实体.xls", lambda: files.spreadsheetml(ENTITY_ROW, prolog=EXTERNAL), DTD, SAVE_AS),
    Bad("循环.xls", cyclic, BROKEN_OLE, SAVE_AS),
    Bad("长行.csv", lambda: b"a" * (60 << 20), "不是表格：有一行长得没有尽头。", PICK),
]
LOCK = "“~$打开着.xlsx”是 Excel 打开表格时留下的临时文件，不是表格本身。 请导入名称不带 ~$ 的那个文件。"


@pytest.fixture(scope="module")
def new(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return founded(tmp_path_factory.mktemp("hostile"), ROSTER).ledger.read_bytes()


@pytest.fixture
def ledger(zlts: Zlts, new: bytes) -> Zlts:
    zlts.ledger.write_bytes(new)
    return zlts


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_each_is_refused_alone_and_the_ledger_unchanged(ledger: Zlts, tmp_path: Path) -> None:
    before = digest(ledger.ledger)
    lock = tmp_path / "~$打开着.xlsx"
    lock.write_bytes(b"\x05user" + bytes(160))
    done = ledger.run("import", lock)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "~$打开着.xlsx" in done.stdout + done.stderr
    assert digest(ledger.ledger) == before


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is measured by /proc")
def test_a_folder_of_them_beside_one_good_file(ledger: Zlts, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    folder.mkdir()
    for bad in HOSTILE:
        (folder / bad.name).write_bytes(bad.make())
    (folder / "~$打开着.xlsx").write_bytes(bytes(165))
    (folder / "好.csv").write_bytes(csv(DETAIL, GOOD))
    started = time.monotonic()
    done, peak = measured(ledger, "import", folder, "--format", "json")
    assert time.monotonic() - started < SECONDS
    assert peak < BYTES
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    told = {Path(one["path"]).name: one for one in outcomes(done.stdout)}
    assert set(told) == {bad.name for bad in HOSTILE} | {"好.csv"}
    assert told["好.csv"]["accepted"] == 1
    for bad in HOSTILE:
        assert told[bad.name]["error"] == f"“{bad.name}”{bad.what} {bad.todo}"
        assert told[bad.name]["batch"] is None
    assert [one["file"] for one in ledger.json("batches")["batches"]] == ["花名册.csv", "好.csv"]


def test_a_named_lock_file_is_refused_by_its_own_sentence(ledger: Zlts, tmp_path: Path) -> None:
    lock = tmp_path / "~$打开着.xlsx"
    lock.write_bytes(bytes(165))
    (told,) = outcomes(ledger.run("import", lock, "--format", "json").stdout)
    assert told["error"] == LOCK


@pytest.mark.parametrize("bad", [HOSTILE[0], HOSTILE[3], HOSTILE[12]], ids=lambda bad: bad.name)
def test_one_alone_ends_with_1(ledger: Zlts, tmp_path: Path, bad: Bad) -> None:
    before = digest(ledger.ledger)
    (tmp_path / bad.name).write_bytes(bad.make())
    done = ledger.run("import", tmp_path / bad.name)
    assert done.returncode == 1
    assert bad.what.replace(" ", "") in (done.stdout + done.stderr).replace(" ", "").replace("\n", "")
    assert digest(ledger.ledger) == before


def test_a_million_empty_columns_are_read_or_refused(ledger: Zlts, tmp_path: Path) -> None:
    (tmp_path / "宽.xlsx").write_bytes(wide())
    started = time.monotonic()
    done, peak = measured(ledger, "import", tmp_path / "宽.xlsx", "--format", "json")
    assert done.returncode == 1
    (told,) = outcomes(done.stdout)
    assert told["error"].startswith("“宽.xlsx”")
    assert time.monotonic() - started < SECONDS
    assert peak < BYTES


def test_a_header_without_end_is_refused(ledger: Zlts, tmp_path: Path) -> None:
    head, row = csv(DETAIL, GOOD).decode("utf-8-sig").splitlines()
    (tmp_path / "宽头.csv").write_text(f"{head},{','.join(map(str, range(300_000)))}\n{row}\n", encoding="utf-8")
    (told,) = outcomes(ledger.run("import", tmp_path / "宽头.csv", "--format", "json").stdout)
    assert "有一行写了 300004 栏（最多 1000 栏）" in told["error"]


def test_a_million_empty_columns_beside_a_good_table(ledger: Zlts, tmp_path: Path) -> None:
    (tmp_path / "宽.csv").write_bytes(csv(DETAIL, GOOD).replace(b"\r\n", b"," * 1_000_000 + b"\r\n"))
    done, peak = measured(ledger, "import", tmp_path / "宽.csv", "--format", "json")
    assert done.returncode in (0, 1)
    assert peak < BYTES


def test_a_line_of_nothing_but_quotes(ledger: Zlts, tmp_path: Path) -> None:
    (tmp_path / "引号.csv").write_bytes(csv(DETAIL, GOOD) + b'"' * 3_000_001)
    done = ledger.run("import", tmp_path / "引号.csv")
    assert done.returncode in (0, 1, 3)
    assert "Traceback" not in done.stderr


def workbook_of(sheets: int) -> bytes:
    """A workbook of so many sheets, each a register of one row."""
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in ("单位", "姓名", "评价", "评价时间"))
    sheet = f'<worksheet xmlns="{main}"><sheetData><row r="1">{cells}</row></sheetData></worksheet>'
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{office}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        book.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument"'
            ' Target="xl/workbook.xml"/></Relationships>',
        )
        book.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{listed}</sheets></workbook>'
        )
        book.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{related}</Relationships>'
        )
        for n in numbers:
            book.writestr(f"xl/worksheets/sheet{n}.xml", sheet)
    return buffer.getvalue()


PAGE = "<html><meta charset=utf-8><body><table><tr><th>单位</th><th>姓名</th><th>评价</th></tr><tr><td>"
ENDLESS = {
    "页.html": (f"{PAGE}{'满意' * 4_000_000}</td></tr></table></body></html>".encode(), "一格的文字长得没有尽头"),
    "格.html": (f"{PAGE}{'满意' * 800_000}</td></tr></table></body></html>".encode(), "一格的文字长得没有尽头"),
    "张.xlsx": (workbook_of(1_001), "有 1001 张工作表（最多 1000 张）"),
}


@pytest.mark.parametrize("name", ENDLESS)
def test_what_has_no_end_is_refused_at_once(ledger: Zlts, tmp_path: Path, name: str) -> None:
    content, what = ENDLESS[name]
    (tmp_path / name).write_bytes(content)
    done, peak = measured(ledger, "import", tmp_path / name, "--format", "json")
    (told,) = outcomes(done.stdout)
    assert what in told["error"]
    assert len(told["error"]) < 200
    assert peak < BYTES // 4


def test_a_value_in_a_message_is_cut(ledger: Zlts, tmp_path: Path) -> None:
    text = csv(DETAIL, GOOD).decode("utf-8-sig").splitlines()
    long = ["出入" * 50_000, *text[1].split(",")[1:]]
    (tmp_path / "长.csv").write_text(f"{text[0]}\n{','.join(long)}\n", encoding="utf-8")
    done = ledger.run("import", tmp_path / "长.csv")
    assert done.returncode == 3, done.stderr
    assert len(done.stdout) < 3_000
    assert f"{'出入' * 40}…" in done.stdout.replace("\n", "")


def test_folders_that_are_no_files_and_links_without_end(ledger: Zlts, tmp_path: Path) -> None:
    """The good file is taken, however deep it lies; what is not gone into is reported."""
    whole = tmp_path / "来件"
    deep = whole.joinpath(*(f"第{n}层" for n in range(30)))
    deep.mkdir(parents=True)
    (whole / "夹.xlsx").mkdir()
    (whole / "上级").symlink_to("..")
    (whole / "自己").symlink_to(whole)
    (deep / "好.csv").write_bytes(csv(DETAIL, GOOD))
    done = ledger.run("import", whole, "--format", "json")
    taken = [one for one in outcomes(done.stdout) if one.get("accepted")]
    assert [Path(one["path"]).name for one in taken] == ["好.csv"]
    told = ledger.run("import", "--dry-run", whole).stdout
    assert "上级" in told
    assert "自己" in told


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files, and no such names")
def test_pipes_devices_and_names_that_are_no_text(ledger: Zlts, tmp_path: Path) -> None:
    """None is waited for or read without end, and the file beside them is taken."""
    folder = tmp_path / "来件"
    folder.mkdir()
    os.mkfifo(folder / "管.csv")
    (folder / "零.csv").symlink_to("/dev/zero")
    (folder / "好.csv").write_bytes(csv(DETAIL, GOOD))
    strange = os.fsencode(folder) + b"/\xb2\xe2.csv"
    Path(os.fsdecode(strange)).write_bytes(csv(DETAIL, GOOD))
    for bad in (folder / "管.csv", folder / "零.csv"):
        (told,) = outcomes(ledger.run("import", bad, "--format", "json").stdout)
        assert "不是普通文件" in told["error"]
        assert "不是普通文件" in ledger.run("policy", "check", bad).stderr
    done = ledger.run("import", folder, "--format", "json")
    assert {Path(one["path"]).name: one["accepted"] for one in outcomes(done.stdout)} == {"好.csv": 1}
    reasons = {Path(one["path"]).name: one["reason"] for one in json.loads(done.stdout)["passed_over"]}
    assert reasons.keys() == {"管.csv", "零.csv", "??.csv"}
    assert "不是 UTF-8 编码" in reasons["??.csv"]


def test_rows_that_excel_hides_are_read_and_told(ledger: Zlts, tmp_path: Path) -> None:
    def fill(made: Any) -> None:
        for row in (DETAIL, GOOD, (*GOOD[:3], "2013-05-06 09:10:12")):
            made.active.append(row)
        made.active.row_dimensions[3].hidden = True

    (tmp_path / "筛选.xlsx").write_bytes(files.xlsx(fill))
    (told,) = outcomes(ledger.run("import", tmp_path / "筛选.xlsx", "--format", "json").stdout)
    assert told["accepted"] == 2
    assert any("有 1 行是隐藏的（或者筛选掉的），照样读入了" in note for note in told["notes"])


# ------------------------------------------------------------------------------------------------ measuring


def outcomes(stdout: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(stdout)["files"]
    return found


def measured(zlts: Zlts, *args: object) -> tuple[subprocess.CompletedProcess[str], int]:
    """Run the program; its peak of memory, its children's included, sampled all the while."""
    words, pipe = zlts.words(*args), subprocess.PIPE
    with subprocess.Popen(
        words, stdout=pipe, stderr=pipe, text=True, encoding="utf-8", env=zlts.environment
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        stdout, stderr = process.communicate()
        watch.done.set()
        watch.join()
    return subprocess.CompletedProcess(words, process.returncode, stdout, stderr), watch.peak


class _Watch(threading.Thread):
    """Samples the resident memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self.done = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self.done.wait(0.02):
            self.peak = max(self.peak, sum(map(_resident, [self._pid, *_children(self._pid)])))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def _children(pid: int) -> list[int]:
    try:
        own = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [int(child) for child in own]
