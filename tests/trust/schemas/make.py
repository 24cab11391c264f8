"""Writes the stored ledger of the schema of the day: `python -m tests.trust.schemas.make`, once for each release."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.trust.county import COMPLAINTS, NOW, VOCABULARY, judge, opened, take
from zlts import db
from zlts.periods import Span
from zlts.services.decisions import issue
from zlts.services.founding import found

HERE = Path(__file__).parent

ROSTER = """\
单位,城区农村,姓名,警号,角色,任职起,任职止
出入境大队,城区,苏晓晴,350101,窗口民警,,
出入境大队,城区,唐文静,350102,窗口民警,,
出入境大队,城区,薛晓燕,,责任领导,,
出入境大队,城区,范小龙,,责任局领导,,
"""
PRESSES = "单位,姓名,评价,评价时间\n" + "".join(
    f"出入境大队,{name},{rating},2013-05-{day:02d} 09:12:{day:02d}\n"
    for name, bad in (("苏晓晴", 3), ("唐文静", 0))
    for day in range(1, 25)
    for rating in ("不满意" if day <= bad else "满意",)
)
INSPECTIONS = """\
检查日期,单位,姓名,检查类别,检查项目,情况,加扣分,程度,检查人
2013-05-08,出入境大队,唐文静,日常检查,着装挂牌,未挂牌,-2,,检查组
"""


def make(folder: Path) -> Path:
    """A small ledger with a little of everything."""
    texts = {"花名册.csv": ROSTER, "评价.csv": PRESSES, "投诉.csv": COMPLAINTS, "检查.csv": INSPECTIONS}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    path = folder / "zlts.db"
    found(path, folder / "花名册.csv", None, VOCABULARY, NOW)
    take(path, [folder / name for name in list(texts)[1:]])
    judge(path, "2013-05")
    with opened(path) as book:
        issue(book, Span.MONTH, "2013-05", "〔2013〕1号", NOW)
    return path


def dump(path: Path) -> str:
    """The ledger as SQL text."""
    with closing(sqlite3.connect(path)) as connection:
        marks = (f"PRAGMA application_id = {db.APPLICATION_ID};", f"PRAGMA user_version = {db.version()};")
        return "\n".join((*marks, *connection.iterdump())) + "\n"


def load(text: str, path: Path) -> Path:
    """A ledger from its SQL text."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)
    return path


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        text = dump(make(Path(folder)))
    (HERE / f"v{db.version()}.sql").write_text(text, encoding="utf-8")
