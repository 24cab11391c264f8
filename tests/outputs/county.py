"""A made-up unit's month, with something of everything, so that every report has its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.command import Zlts, founded

ROSTER = """单位,别名,城区农村,姓名,警号,角色,窗口,评价器,任职起,任职止
柳河派出所,,城区,乔安然,661001,窗口民警,1,QX01,2013-01-01,
柳河派出所,,城区,马立夏,661002,窗口民警,2,QX02,2013-01-01,
柳河派出所,,城区,白露珠,,责任领导,,,2013-01-01,
柳河派出所,,城区,谷雨生,,责任局领导,,,2013-01-01,
东山派出所,,农村,林小满,001022,窗口民警,1,QX11,2013-01-01,
"""
_PRESSES = [
    ("柳河派出所", "乔安然", "满意", "2013-05-06 09:10:11"),
    ("柳河派出所", "马立夏", "不满意", "2013-05-06 09:11:12"),
    *(("柳河派出所", "乔安然", "非常满意", f"2013-05-07 09:00:{second:02}") for second in range(40)),
    ("柳河派出所", "查无此人", "满意", "2013-05-08 10:00:00"),
]
FILES = {
    "评价.csv": "单位,姓名,评价结果,评价时间\n" + "".join(",".join(row) + "\n" for row in _PRESSES),
    "汇总.csv": "单位,姓名,月份,非常满意,满意,不满意\n东山派出所,林小满,2013-05,9,1,1\n",
    "投诉.csv": (
        "编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,认定结果,认定日期,严重程度\n"
        "TS1,2013-05-08,来电,某先生,,柳河派出所,乔安然,脸难看,态度冷淡,属实,2013-05-12,\n"
        "TS2,2013-05-09,来信,某先生,,柳河派出所,乔安然,脸难看,态度冷淡,待查,,\n"
        "TS3,2013-05-20,来信,某女士,,东山派出所,林小满,脸难看,训斥群众,属实,2013-05-28,严重\n"
    ),
    "检查.csv": (
        "检查日期,单位,姓名,检查类别,检查项目,情况,加扣分\n"
        "2013-05-06,柳河派出所,乔安然,日常检查,着装挂牌,未挂牌,-1\n"
        "2013-05-07,东山派出所,,日常检查,接待态度,延时服务,2\n"
    ),
    "措施.csv": "日期,姓名,单位,措施,事由\n2013-05-20,马立夏,柳河派出所,打招呼,迟到\n",
    "报送.csv": "单位,事项,截止日期,报送日期\n柳河派出所,方案,2013-03-05,2013-03-06\n",
}
COMMANDS: dict[str, tuple[str, ...]] = {
    "月度通报": ("report", "monthly", "2013-05"),
    "季度通报": ("report", "quarterly", "2013Q2"),
    "年度总评": ("report", "annual", "2013"),
    "评优": ("awards", "2013"),
    "台账": ("ledger", "2013"),
    "台账全部": ("ledger", "2013", "--all"),
    "一人": ("explain", "马立夏"),
    "投诉登记簿": ("complaints",),
    "投诉相像": ("complaints", "--alike"),
    "投诉全部": ("complaints", "--show-personal"),
    "疑似自评": ("anomalies", "2013-05"),
    "进度": ("status",),
    "催报": ("status", "--missing"),
    "印发情况": ("report", "--list"),
    "条款": ("rules",),
    "批次": ("batches",),
    "待核实": ("quarantine",),
    "表头": ("layouts",),
    "试评": ("assess", "2013-05", "--dry-run"),
    **{
        f"导出{name}": ("export", name)
        for name in ("台账", "评价", "评价汇总", "投诉", "检查", "措施", "报送", "花名册", "批次", "日志")
    },
}
"""What is written, by a name for it; each is asked for as CSV, and those with `-o` as a workbook too."""


def county(folder: Path) -> Zlts:
    """A ledger with the month in it, assessed."""
    made = founded(folder, ROSTER)
    place = folder / "报来"
    place.mkdir()
    for name, text in FILES.items():
        (place / name).write_text(text, encoding="utf-8")
    done = made.run("import", place)
    assert done.returncode == 3, (done.stdout, done.stderr)
    done = made.run("assess", "2013-12")
    assert done.returncode in (0, 3), (done.stdout, done.stderr)
    return made


def written(zlts: Zlts, folder: Path) -> dict[str, Path]:
    """Every file that the commands write: CSV, and a workbook where there is one."""
    folder.mkdir(exist_ok=True)
    files = _written(zlts, folder, COMMANDS)
    for unit, months in (("柳河派出所", range(3, 13)), ("东山派出所", range(3, 13))):
        for month in months:
            zlts.run("add", "nil", unit, f"2013-{month:02}")
    # where all data are in, rankings have no column that says which are missing
    return files | _written(zlts, folder, {f"{name}报齐": COMMANDS[name] for name in ("季度通报", "年度总评")})


def _written(zlts: Zlts, folder: Path, commands: Mapping[str, Sequence[str]]) -> dict[str, Path]:
    files = {}
    for name, words in commands.items():
        said = zlts.run(*words, *(("-o", folder / f"{name}.csv") if words[0] == "export" else ("--format", "csv")))
        path = folder / f"{name}.csv"
        if words[0] != "export":
            path.write_text(said.stdout, encoding="utf-8")
        files[path.name] = path
        book = folder / f"{name}.xlsx"
        if words[0] != "quarantine" and "--dry-run" not in words:
            zlts.run(*words, "-o", book)
        if book.is_file():
            files[book.name] = book
    return files
