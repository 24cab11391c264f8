"""The ways in which evaluator makers export a month: each takes an export and returns a file's bytes."""

from __future__ import annotations

import csv
import html
import io
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from tests.demo.plain_workbook import Cell, workbook_bytes
from tests.demo.year_events import SATISFIED, UNRATED, UNSATISFIED, MadeUpPress
from zlts.model import cut_percent
from zlts.periods import Month

_WORDS = (*SATISFIED, *UNSATISFIED, UNRATED)
_TWO = 2


@dataclass(frozen=True, slots=True)
class Export:
    """What one file has to say: a unit's month, in the order of time."""

    unit: str
    month: Month
    presses: tuple[MadeUpPress, ...]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A maker's format: the name's ending, which need not be what the bytes are, and the writer."""

    name: str
    suffix: str
    write: Callable[[Export], bytes]


# ---------------------------------------------------------------- text


def csv_with_bom(export: Export) -> bytes:
    """Names, badges and windows; the 序号 only counts the rows."""
    rows = [
        (n, p.unit, p.window, p.badge, p.officer, p.rating, f"{p.time:%Y-%m-%d %H:%M:%S}")
        for n, p in enumerate(export.presses, 1)
    ]
    head = ("序号", "单位", "窗口号", "警号", "姓名", "评价结果", "评价时间")
    return csv_text([head, *rows]).encode("utf-8-sig")


def csv_with_serials(export: Export) -> bytes:
    """GB18030, with the system's own 流水号, and times without leading zeros."""
    rows = [(p.serial, p.unit, p.window, p.badge, p.officer, p.rating, slashed(p)) for p in export.presses]
    head = ("流水号", "部门", "窗口", "工号", "工作人员", "评价", "时间")
    return csv_text([head, *rows]).encode("gb18030")


def evaluators_only(export: Export) -> bytes:
    """Tab-separated UTF-16 under the name of a spreadsheet; whose press it is, only the roster knows."""
    rows = [(n, p.unit, p.evaluator, p.rating, slashed(p)) for n, p in enumerate(export.presses, 1)]
    lines = [("序号", "单位", "评价器编号", "评价结果", "评价时间"), *rows]
    return "".join("\t".join(map(str, line)) + "\r\n" for line in lines).encode("utf-16")


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def slashed(press: MadeUpPress) -> str:
    """2013/6/1 9:02:09."""
    moment = press.time
    return f"{moment.year}/{moment.month}/{moment.day} {moment.hour}:{moment:%M:%S}"


# ---------------------------------------------------------------- markup


def html_table(export: Export) -> bytes:
    """A web page in GBK under the name of a spreadsheet."""
    rows: list[tuple[str, ...]] = [
        (f"{export.unit}窗口服务评价明细表",),
        (_period(export),),
        ("所属单位", "终端编号", "员工姓名", "满意度", "评价日期"),
    ]
    rows += [(p.unit, p.evaluator, p.officer, p.rating, str(p.time)) for p in export.presses]
    body = "\n".join(_html_row(cells) for cells in rows)
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    page = f"<html><head>{head}</head><body><table border=1>\n{body}\n</table></body></html>\n"
    return page.encode("gbk")


def _html_row(cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def spreadsheet_xml(export: Export) -> bytes:
    """The XML that Excel 2003 wrote, with typed times, under the name of a spreadsheet."""
    head = _xml_row([("String", word) for word in ("单位", "窗口号", "姓名", "评价结果", "评价时间")])
    body = "\n".join(_xml_row(_xml_cells(press)) for press in export.presses)
    space = "urn:schemas-microsoft-com:office:spreadsheet"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        f'<Workbook xmlns="{space}" xmlns:ss="{space}">\n<Worksheet ss:Name="评价明细"><Table>\n'
        f"{head}\n{body}\n</Table></Worksheet>\n</Workbook>\n"
    ).encode()


def _xml_cells(press: MadeUpPress) -> list[tuple[str, str]]:
    words = (press.unit, press.window, press.officer, press.rating)
    return [*(("String", word) for word in words), ("DateTime", f"{press.time.isoformat()}.000")]


def _xml_row(cells: Iterable[tuple[str, str]]) -> str:
    inner = "".join(f'<Cell><Data ss:Type="{kind}">{escape(text)}</Data></Cell>' for kind, text in cells)
    return f"<Row>{inner}</Row>"


# ---------------------------------------------------------------- workbooks


def detail_workbook(export: Export) -> bytes:
    """Title, period, names padded to three characters, real time cells, a sum and a signature."""
    rows: list[Sequence[Cell]] = [
        (f"{export.unit}窗口服务评价明细表",),
        (_period(export),),
        ("序号", "单位", "窗口号", "姓名", "评价结果", "评价时间"),
    ]
    rows += [(n, p.unit, p.window, padded(p.officer), p.rating, p.time) for n, p in enumerate(export.presses, 1)]
    rows += [(), ("合计", len(export.presses)), ("制表人：内勤", None, "审核人：")]
    return workbook_bytes("Sheet1", rows, title_width=6)


def summary_workbook(export: Export) -> bytes:
    """One row an officer, with a column of counts for each rating."""
    counts: dict[str, Counter[str]] = {}
    for press in export.presses:
        counts.setdefault(press.officer, Counter())[press.rating] += 1
    head = ("序号", "单位", "姓名", "月份", *_WORDS, "总数", "满意率")
    rows: list[Sequence[Cell]] = [
        (f"{export.unit}窗口评价统计表",),
        (f"统计月份：{export.month.year}年{export.month.number}月",),
        head,
    ]
    rows += [
        (n, export.unit, name, str(export.month), *_sums(count), printed_rate(count, export.month))
        for n, (name, count) in enumerate(sorted(counts.items()), 1)
    ]
    whole = sum(counts.values(), Counter[str]())
    rows += [("合计", None, None, None, *_sums(whole)), ("制表人：", None, "填报日期：")]
    return workbook_bytes("统计", rows, title_width=len(head))


def _sums(count: Counter[str]) -> list[int]:
    return [*(count[word] for word in _WORDS), count.total()]


def printed_rate(count: Counter[str], month: Month) -> str:
    """Cut at two decimals in odd months, rounded at one in even ones: makers do either."""
    satisfied = sum(count[word] for word in SATISFIED)
    counted = count.total() - count[UNRATED]
    if not counted:
        return "—"
    if month.number % 2:
        return cut_percent(satisfied, counted)
    tenths = (2000 * satisfied + counted) // (2 * counted)
    return f"{tenths // 10}.{tenths % 10}%"


def padded(name: str) -> str:
    """Two characters are spread to the width of three, as printed lists do."""
    return " ".join(name) if len(name) == _TWO else name


def _period(export: Export) -> str:
    return f"统计时间：{export.month.first_day}至{export.month.last_day}"


DIALECTS = (
    Dialect("csv", "csv", csv_with_bom),
    Dialect("serials", "csv", csv_with_serials),
    Dialect("detail", "xlsx", detail_workbook),
    Dialect("html", "xls", html_table),
    Dialect("summary", "xlsx", summary_workbook),
    Dialect("evaluators", "xls", evaluators_only),
    Dialect("xml", "xls", spreadsheet_xml),
)
"""In the order in which the roster's units take turns."""
