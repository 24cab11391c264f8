"""The clerk's desk: a folder with the made-up county's files as they lie there on a day, and a clock."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

from tests.demo import year_files
from tests.demo.complaint_story import export_on
from tests.demo.county_roster import read_county
from tests.demo.dialects import csv_text
from tests.demo.seeded_year import make_year

YEAR = 2013
REGISTER = "投诉登记簿.xlsx"


def lay_out(folder: Path) -> None:
    """Put the year's files on the desk: a folder for each month, with the month's findings and measures in it."""
    folder.mkdir(parents=True)
    source = folder / "来文"
    year_files.write_year(source, year=YEAR)
    for month in range(3, 13):
        shutil.move(source / f"{YEAR}-{month:02d}", folder)
    shutil.move(source / "00-花名册.xlsx", folder / "花名册.xlsx")
    shutil.move(source / "95-方案报送.csv", folder / "方案报送.csv")
    shutil.rmtree(source)
    _month_by_month(folder)


def _month_by_month(folder: Path) -> None:
    events = make_year(read_county(YEAR), YEAR)
    for month in range(3, 13):
        place = folder / f"{YEAR}-{month:02d}"
        findings = [row for row in events.inspections if row.day.month == month]
        measures = [row for row in events.measures if row.day.month == month]
        head = ("检查日期", "单位", "姓名", "检查类别", "检查项目", "情况", "加扣分", "程度", "检查人")
        rows = [head, *map(year_files.inspection_row, findings)]
        (place / "检查登记.csv").write_text(csv_text(rows), encoding="gb18030", newline="")
        if measures:
            rows = [("日期", "姓名", "单位", "措施", "事由")]
            rows += [(m.day.isoformat(), m.officer, m.unit, m.measure, m.reason) for m in measures]
            (place / "三项制度登记.csv").write_text(csv_text(rows), encoding="utf-8-sig", newline="")


def keep_register(folder: Path, today: date) -> None:
    """The complaint register as it stood on the evening before."""
    known = export_on(YEAR, today - timedelta(days=1))
    (folder / REGISTER).write_bytes(year_files.register_bytes(known, year_files.iso))


class Clock:
    """What the commands take for the time: nine in the morning, and some minutes for each command."""

    today = date(YEAR, 4, 1)
    minutes = 0

    @classmethod
    def now(cls) -> datetime:
        return datetime.combine(cls.today, time(9)) + timedelta(minutes=cls.minutes)


# ---------------------------------------------------------------- what happens behind her back


def _send_a_bad_register(folder: Path) -> None:
    """A register with a name misspelt, a word nobody knows, a day that is none."""
    head = "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度"
    rows = (
        "TS20130031,2013-05-06,来电,柏小林,13800000031,出入境大队,苏晓情,脸难看,态度冷淡,属实,2013-05-20,一般",
        "TS20130032,2013-05-08,来电,车美玲,13800000032,交管大队,何建业,话难听,挂断电话,属时,2013-05-20,一般",
        "TS20130033,2013-05-09,来电,岑建平,13800000033,治安大队,袁帅,事难办,材料退回,待查,,一般",
        "TS20130034,5月10日,来电,戴安平,13800000034,城关派出所,傅强,门难进,窗口无人,待查,,一般",
    )
    (folder / "五月投诉.csv").write_text("\n".join((head, *rows, "")), encoding="utf-8-sig")


def _correct_the_workbook(folder: Path) -> None:
    """What she would do in Excel: put the three cells right."""
    from openpyxl import load_workbook

    book = load_workbook(folder / "待核实.xlsx")
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                cell.value = _RIGHT.get(str(cell.value), cell.value)
    book.save(folder / "待核实.xlsx")


_RIGHT = {"苏晓情": "苏晓晴", "属时": "属实", "5月10日": "2013-05-10"}


def _send_a_summary(folder: Path) -> None:
    """A summary of what has already come in detail."""
    rows = "姓名,警号,非常满意,满意,不满意\n苏晓晴,880101,30,20,1\n唐文静,880102,28,22,0\n"
    (folder / "出入境大队2013年5月汇总.csv").write_text(rows, encoding="utf-8-sig")


def _send_broken_files(folder: Path) -> None:
    (folder / "城关.xlsx").write_bytes((folder / "2013-05" / "治安大队.xlsx").read_bytes()[:3000])


def _tamper(folder: Path) -> None:
    """Someone changes points with another program."""
    with closing(sqlite3.connect(folder / "zlts.db")) as connection, connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute("UPDATE entry SET points = 0 WHERE points = -10")


def _move(folder: Path) -> None:
    """The ledger is carried to another PC."""
    (folder / "新电脑").mkdir()
    shutil.copy(folder / "台账-6月.db", folder / "新电脑" / "zlts.db")


ACTS: dict[str, Callable[[Path], None]] = {
    "bad-register": _send_a_bad_register,
    "correct": _correct_the_workbook,
    "summary": _send_a_summary,
    "broken": _send_broken_files,
    "tamper": _tamper,
    "move": _move,
}
"""What a page can let happen unseen: `<!-- do tamper -->`."""
