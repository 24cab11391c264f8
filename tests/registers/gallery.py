"""What the gallery is made of: a message, and the smallest files that provoke one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.importers.files import raw_xlsx
from tests.registers.zoo import DETAIL, GOOD, File, T, csv
from zlts.importers.reading import Options
from zlts.model import Register

FILE, ROW, NOTE = "整个文件不导入", "一行不采用", "采用了，但要看一眼"
COMPLAINT = (
    "编号", "受理日期", "投诉人", "被投诉单位", "被投诉民警", "投诉内容", "责任认定", "认定结果", "认定日期",
    "严重程度",
)  # fmt: skip
FIRST = ("TS1", "2013-05-06", "某先生", "城关派出所", "朱春梅", "态度冷淡", "", "属实", "2013-05-20", "")
OVERLAPS = '<row r="1"><c r="A1"><v>1</v></c><c r="B2"><v>1</v></c></row><row r="9"><c r="B9"><v>1</v></c></row>'
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
SUMS = ("单位", "姓名", "月份", "非常满意", "满意")
SUM = ("城关派出所", "朱春梅", "2013-05", "1", "2")
_INLINE = '<c t="inlineStr"><is><t>{}</t></is></c>'


@dataclass(frozen=True)
class Message:
    """A message word for word, the file that provokes it, and for the clerk why and what to do."""

    part: str
    said: str
    file: File
    why: str
    todo: str
    before: bytes = b""
    """A file that was imported earlier, where it takes two."""


def one(name: str, content: bytes, **asked: object) -> File:
    return File(name, content, options=Options(**asked))  # type: ignore[arg-type]


def _changed(heads: tuple[str, ...], row: tuple[str, ...], changed: dict[str, str], **asked: object) -> File:
    cells = [changed.get(head, cell) for head, cell in zip(heads, row, strict=True)]
    return one("导出.csv", csv(heads, cells), **asked)


def row(**changed: str) -> File:
    names = {"unit": "单位", "name": "姓名", "rating": "评价结果", "time": "评价时间"}
    return _changed(DETAIL, GOOD, {names[key]: value for key, value in changed.items()})


def formula() -> File:
    head, start = ("".join(map(_INLINE.format, cells)) for cells in (DETAIL, GOOD[:2]))
    return one("导出.xlsx", raw_xlsx(f"<row>{head}</row><row>{start}<c><f>E2</f></c>{_INLINE.format(T)}</row>"))


def badge(badge: str, name: str) -> File:
    return one("导出.csv", csv(("警号", *DETAIL[1:]), (badge, name, *GOOD[2:])))


def device(window: str, evaluator: str, unit: str = "城关派出所") -> File:
    return one("导出.csv", csv(("单位", "窗口", "评价器", *DETAIL[2:]), (unit, window, evaluator, *GOOD[2:])))


def summed(month: str, total: str = "16", rate: str = "93.75%") -> File:
    heads = ("单位", "姓名", "月份", "非常满意", "满意", "不满意", "总数", "满意率")
    return one("导出.csv", csv(heads, ("城关派出所", "朱春梅", month, "10", "5", "1", total, rate)))


def complaint(**changed: str) -> File:
    return _changed(COMPLAINT, FIRST, changed)


def inspection(**changed: str) -> File:
    heads = ("检查日期", "单位", "姓名", "检查项目", "加扣分", "程度")
    row = ("2013-05-06", "城关派出所", "", "着装挂牌", "-1", "")
    return _changed(heads, row, changed, kind=Register.INSPECTIONS)


def marked(**marks: str) -> File:
    """An inspection's row with these columns of marks."""
    row = ("2013-05-06", "城关派出所", "着装挂牌", *marks.values())
    return one("导出.csv", csv(("检查日期", "单位", "检查项目", *marks), row))


def measure(word: str, issuer: str = "县局") -> File:
    heads = ("日期", "姓名", "单位", "措施", "实施单位")
    return one("导出.csv", csv(heads, ("2013-05-06", "朱春梅", "城关派出所", word, issuer)))


def person(**changed: str) -> File:
    heads = ("单位", "城区农村", "姓名", "警号", "角色", "任职起", "任职止")
    return _changed(heads, ("城关派出所", "城区", "夏雨晴", "350560", "窗口民警", "2013-03-01", ""), changed)
