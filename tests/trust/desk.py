"""A small ledger in which nearly every table has rows: quickly copied, forged and verified."""

from __future__ import annotations

import json
from pathlib import Path

from openpyxl import load_workbook

from tests.trust.county import NOW, VOCABULARY, ask, inside, judge, opened, take, whole
from tests.trust.schemas.make import INSPECTIONS, ROSTER
from zlts.importers.reading import Options
from zlts.services.founding import found
from zlts.services.intake import import_files

PRESSES = "单位,姓名,窗口,评价器,流水号,评价,评价时间\n" + "".join(
    f"出入境大队,{name},1号窗口,P0{number},{number}{day:03d},{rating},2013-05-{day:02d} 09:12:{day:02d}\n"
    for number, (name, bad) in enumerate((("苏晓晴", 3), ("唐文静", 0)), 1)
    for day in range(1, 25)
    for rating in ("不满意" if day <= bad else "满意",)
)
PRESSES += "出入境大队,唐文静,1号窗口,P02,2025,满意,2013-05-25 02:12:25\n"  # by night
STRANGE = """\
窗口单位,经办,按键,时刻
出入境大队,苏晓晴,满意,2013-06-03 10:10:10
出入境大队,查无此人,满意,2013-06-03 10:10:11
"""
SUMMARY = "单位,姓名,月份,非常满意,满意,不满意,未评价\n出入境大队,唐文静,2013-04,20,9,1,2\n"
MEASURES = "日期,单位,姓名,措施,事由,实施单位\n2013-06-20,出入境大队,苏晓晴,打招呼,满意率低,县局\n"
BUSINESS = "单位,月份,事项,办件量\n出入境大队,2013-05,户籍,320\n"
FILINGS = "单位,事项,截止日期,报送日期,月份\n出入境大队,实施方案,2013-03-05,2013-03-04,2013-03\n"
COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS901,2013-05-06,来电,柏小林,13800007777,出入境大队,苏晓晴,脸难看,态度冷淡,属实,2013-05-20,一般,已道歉
TS902,2013-05-16,来电,柏小林,13800007777,出入境大队,苏晓晴,脸难看,请回电,不属实,2013-05-21,一般,
TS903,2013-05-17,来电,江大河,13800008888,出入境大队,查无此人,脸难看,请回电,待查,,一般,
"""


def make_desk(folder: Path) -> Path:
    """The ledger: everything imported once, assessed, decided upon, a bulletin issued, a row corrected."""
    texts = {
        "花名册.csv": ROSTER, "评价.csv": PRESSES, "投诉.csv": COMPLAINTS, "检查.csv": INSPECTIONS,
        "业务量.csv": BUSINESS, "汇总.csv": SUMMARY, "措施.csv": MEASURES, "报送.csv": FILINGS,
    }  # fmt: skip
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "别的表头.csv").write_text(STRANGE, encoding="utf-8")
    path = folder / "zlts.db"
    found(path, folder / "花名册.csv", None, VOCABULARY, NOW)
    outcomes = take(path, [folder / name for name in list(texts)[1:]])
    columns = {"unit": "窗口单位", "officer": "经办", "rating": "按键", "time": "时刻"}
    with opened(path) as book:
        outcomes += import_files(
            book, [folder / "别的表头.csv"], Options(kind="evaluations", columns=columns), VOCABULARY, NOW
        )
    assert [one.error for one in outcomes] == [""] * len(outcomes)
    correct(path, folder / "待核实.xlsx")
    judge(path, "2013-05")
    judge(path, "2013-06")
    decide(path)
    whole(path)
    return path


def correct(path: Path, output: Path) -> None:
    """The quarantine's workbook goes out and comes back with the complaint's officer put right."""
    assert inside(path, "quarantine", "-o", output).returncode in (0, 3)
    book = load_workbook(output)
    for sheet in book:
        for cells in sheet.iter_rows():
            for cell in cells:
                if sheet.title.startswith("投诉") and cell.value == "查无此人":
                    cell.value = "唐文静"
    book.save(output)
    assert all(not one.error for one in take(path, [output]))


def decide(path: Path) -> None:
    """What people decide, one of each kind."""
    talk = entry(path, "谈话")
    for words in (
        ("done", entry(path, "打招呼"), "--on", "2013-06-20"),
        ("object", talk, "--on", "2013-06-21", "--text", "当日不在岗"),
        ("waive", entry(path, "检查扣分"), "--reason", "设备故障", "--doc", "3号"),
        ("merge", "TS902", "into", "TS901", "--reason", "同一件事"),
        ("void", "2::5", "--reason", "测试"),
        ("count", 1),
        ("bureau", "云溪县公安局"),
        ("anomalies", "2013-05", "--cleared", 1, "--reason", "值班办证"),
        ("done", finding(path), "--on", "2013-06-20"),
        ("set-aside", waiting(path), "--reason", "人名写错"),
        ("report", "monthly", "2013-05", "--issue", "1号"),
    ):
        done = inside(path, *words)
        assert done.returncode in (0, 3), (words, done.stdout, done.stderr)


def entry(path: Path, kind: str) -> int:
    """The number of the first entry of a kind."""
    return int(str(ask(path, f"SELECT MIN(id) FROM entry WHERE kind = '{kind}' AND role = 'officer'")[0][0]))


def finding(path: Path) -> str:
    """The first finding of an inspection, as `zlts done` takes it."""
    return _number(
        path, "SELECT s.batch_id, r.row FROM inspection r JOIN sheet s ON s.id = r.sheet_id WHERE r.fate = 'accepted'"
    )


def waiting(path: Path) -> str:
    """A row that waits, as `zlts set-aside` takes it."""
    listed = json.loads(inside(path, "quarantine", "--format", "json").stdout)
    return str(listed["rows"][0]["id"])


def _number(path: Path, statement: str) -> str:
    batch, row = ask(path, statement)[0]
    return f"{batch}:{row}"
