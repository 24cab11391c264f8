"""Whatever the registers say, no spreadsheet takes it for a formula."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.trust.county import inside

SIGNS = ("=", "+", "-", "@")
ROSTER = """\
单位,别名,城区/农村,姓名,警号,角色,窗口,评价器
=1+1派出所,@别名,城区,+李小明,=101,窗口民警,-1,=P1
=1+1派出所,,城区,-赵大海,@102,责任领导,,
+2派出所,,农村,@孙小红,+103,窗口民警,=2,+P2
+2派出所,,农村,=周大江,,责任局领导,,
"""
FILES = {
    "评价.csv": "单位,姓名,评价结果,评价时间\n"
    + "".join(f"=1+1派出所,+李小明,{'满意' if n else '不满意'},2013-05-06 09:{n:02d}:00\n" for n in range(10)),
    "投诉.csv": """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
=TS1,2013-05-06,=来电,@钱某,13900001111,=1+1派出所,+李小明,-脸难看,=HYPERLINK("x"),属实,2013-05-20,,+已道歉
@TS2,2013-05-08,+信访,=钱某,13900001111,+2派出所,@孙小红,@门难进,+1,待查,,,
""",
    "检查.csv": """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-09,=1+1派出所,+李小明,=日常检查,+着装挂牌,@SUM(A1),-2,,-检查组
2013-05-10,+2派出所,,-季度检查,=经验做法,=cmd|' /C calc'!A0,3,,@检查组
2013-05-11,=1+1派出所,=查无此人,日常检查,着装挂牌,=1,-2,,
""",
    "措施.csv": "日期,姓名,单位,措施,事由\n2013-05-12,@孙小红,+2派出所,打招呼,=督察通报\n",
    "报送.csv": "单位,事项,截止日期,报送日期\n=1+1派出所,=实施方案,2013-03-05,2013-03-08\n",
}
TOLD = (
    "report monthly 2013-05", "report quarterly 2013Q2", "report annual 2013", "awards 2013", "ledger 2013 --all",
    "explain +李小明", "anomalies 2013-05", "quarantine", "export 检查", "export 投诉", "export 台账", "export 措施",
    "export 报送", "export 花名册",
)  # fmt: skip

NONE_IN_FIRST_TABLE = ("awards 2013", "explain +李小明")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("signs")
    (folder / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "zlts.db"
    assert inside(path, "init", "--roster", folder / "花名册.csv").returncode == 0
    for name in FILES:
        assert inside(path, "import", folder / name).returncode in (0, 3), name
    assert inside(path, "assess", "2013-05").returncode in (0, 3)
    return path


@pytest.mark.parametrize("words", TOLD)
def test_in_no_workbook(words: str, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    done = inside(ledger, *words.split(), "-o", path)
    assert done.returncode in (0, 3), done.stderr
    with zipfile.ZipFile(path) as archive:
        sheets = [
            archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/sheet")
        ]
    assert not any(re.search(r"<f[ >/]", sheet) for sheet in sheets)
    cells = [cell for sheet in load_workbook(path).worksheets for row in sheet.iter_rows() for cell in row]
    risky = [cell for cell in cells if isinstance(cell.value, str) and cell.value.startswith(SIGNS)]
    assert risky
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.value for cell in risky if not (cell.quotePrefix or cell.number_format == "@")] == []


@pytest.mark.parametrize("words", TOLD)
def test_in_no_csv_file(words: str, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    if words == "quarantine":
        text = inside(ledger, "quarantine", "--format", "csv").stdout
    else:
        assert inside(ledger, *words.split(), "-o", path).returncode in (0, 3)
        text = path.read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert any(cell.startswith("'") for cell in cells) or words in NONE_IN_FIRST_TABLE
    assert [cell for cell in cells if cell.startswith(SIGNS) and not re.fullmatch(r"[+-]\d+", cell)] == []
