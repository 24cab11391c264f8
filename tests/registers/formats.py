"""Formats by their bytes, whatever the name: each reads the same rows."""

from __future__ import annotations

import datetime as dt

from tests.importers.files import biff5_stream, html, mhtml, ole, raw_xlsx, spreadsheetml, xls, xlsx
from tests.registers.zoo import DETAIL, GOOD, T, Trait, biff, book, csv, file, one, page, sheets, table, trait

_ROWS = (DETAIL, GOOD)
_SAID = {"officer": "朱春梅", "unit": "城关派出所", "rating": "满意", "time": T}
_MOMENT = dt.datetime(2013, 5, 6, 9, 10, 11)  # noqa: DTZ001 - a wall clock


def _same(name: str, content: bytes, **more: object) -> Trait:
    return one(name, content, "ia", says=_SAID, **more)


def _in_1904(workbook: object) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    workbook.epoch = CALENDAR_MAC_1904  # type: ignore[attr-defined]


def _xml(*rows: tuple[str, ...]) -> str:
    lines = (
        "<ss:Row>"
        + "".join(f'<ss:Cell><ss:Data ss:Type="String">{cell}</ss:Data></ss:Cell>' for cell in row)
        + "</ss:Row>"
        for row in rows
    )
    return f'<ss:Worksheet ss:Name="评价"><ss:Table>{"".join(lines)}</ss:Table></ss:Worksheet>'


def _inline(*rows: tuple[str, ...]) -> str:
    """Cells without references, as WPS and some makers write them."""
    cells = ("".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) for row in rows)
    return "".join(f"<row>{row}</row>" for row in cells)


def _early_xls() -> bytes:
    rows = [(r, c, cell) for r, row in enumerate(_ROWS) for c, cell in enumerate(row)]
    return ole(biff5_stream(rows).ljust(5000, b"\0"), "Book")


def _dated_xls() -> bytes:
    import xlwt

    style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm:ss")

    def fill(workbook: object) -> None:
        sheet = workbook.add_sheet("Sheet1")  # type: ignore[attr-defined]
        for column, cell in enumerate(DETAIL):
            sheet.write(0, column, cell)
        for column, cell in enumerate(GOOD[:3]):
            sheet.write(1, column, cell)
        sheet.write(1, 3, _MOMENT, style)

    return xls(fill)


_OPEN_TAGS = (
    "<table><tr><td>单位<td>姓名<td>评价结果<td>评价时间<tr><td>城关派出所<td>朱春梅<td>满意<td>" + T + "</table>"
)
_SPANS = (
    f"<table><tr><td colspan=4>窗口评价明细</td></tr>{table(DETAIL)[7:-8]}"
    f"<tr><td rowspan=2>城关派出所</td><td>朱春梅</td><td>满意</td><td>{T}</td></tr>"
    "<tr><td>曹国栋</td><td>满意</td><td>2013-05-06 09:11:00</td></tr></table>"
)
_LATER = "2013-05-06 09:11:00"

TRAITS = [
    *(
        _same(f"csv in {encoding}", csv(*_ROWS, encoding=encoding), label="导出.csv")
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16")
    ),
    _same("csv in utf-16 without a mark", csv(*_ROWS, encoding="utf-16-le"), label="导出.csv"),
    *(_same(f"separated by {sep!r}", csv(*_ROWS, sep=sep), label="导出.txt") for sep in ",;\t|"),
    *(_same(f"lines end in {end!r}", csv(*_ROWS, end=end), label="导出.txt") for end in ("\r", "\n", "\r\n")),
    one(
        "a quoted cell with a line break counts as one row",
        csv((*DETAIL, "意见"), (*GOOD, "好\r\n很好"), ("城关派出所", "朱春美", "满意", _LATER, "")),
        "iar",
        reasons=("城关派出所”的窗口里没有这个人，最接近的是“朱春梅”",),
    ),
    _same(
        "stray tabs after quotes",
        ('"单位","姓名","评价结果","评价时间"\t\r\n' + ",".join(f'"{cell}"\t' for cell in GOOD) + "\r\n").encode(),
        label="导出.csv",
    ),
    one("a byte order mark and sep=", b"\xef\xbb\xbfsep=;\r\n" + csv(*_ROWS, sep=";"), "iia", label="导出.csv"),
    _same("xlsx", book(*_ROWS), label="导出.xlsx"),
    _same("xlsx with real dates", book(DETAIL, (*GOOD[:3], _MOMENT)), label="导出.xlsx"),
    _same("xlsx of 1904", sheets({"Sheet1": (DETAIL, (*GOOD[:3], _MOMENT))}, change=_in_1904), label="导出.xlsx"),
    _same("xlsx named .xls", book(*_ROWS)),
    _same("xlsx named .csv", book(*_ROWS), label="导出.csv"),
    _same("xlsx without references or dimension", raw_xlsx(_inline(*_ROWS)), label="导出.xlsx"),
    _same("xls", biff(*_ROWS)),
    _same("xls with real dates", _dated_xls()),
    _same("xls named .xlsx", biff(*_ROWS), label="导出.xlsx"),
    _same("xls of Excel 95", _early_xls()),
    _same("html in gbk", page(*_ROWS)),
    _same("html in utf-8 that says gb2312", page(*_ROWS, encoding="utf-8")),
    _same("html without a charset", page(*_ROWS, charset=None)),
    one("html with spans", html(_SPANS), "iiaa", says=_SAID),
    _same("html with tags left open", html(_OPEN_TAGS)),
    _same("html without its table tag", html(table(*_ROWS)[7:-8])),
    one(
        "html with no-break spaces",
        page(DETAIL, ("城关派出所", "朱&nbsp;春梅", "满意&nbsp;", T)),
        "ia",
        says=_SAID,
    ),
    _same("spreadsheetml 2003", spreadsheetml(_xml(*_ROWS))),
    _same("spreadsheetml in gbk", spreadsheetml(_xml(*_ROWS), encoding="gb18030")),
    _same("mhtml", mhtml(page(*_ROWS))),
    _same("mhtml in quoted-printable", mhtml(page(*_ROWS), transfer="quoted-printable")),
    _same("tabs in gbk named .xls", csv(*_ROWS, sep="\t", encoding="gb18030")),
    _same("tabs in utf-16 named .xls", csv(*_ROWS, sep="\t", encoding="utf-16")),
    one(
        "badges dressed as formulas",
        csv(("警号", "评价结果", "评价时间"), ('="001234"', "满意", f'="{T}"'), sep="\t", encoding="gb18030")
        .replace(b'""', b'"')
        .replace(b'"="', b'="')
        .replace(b'""', b'"'),
        "ia",
        says={"badge": "001234"},
    ),
    trait(
        "one export in two formats is one",
        file("五月.csv", csv(*_ROWS), "ia"),
        file("五月.xlsx", book(*_ROWS), "id"),
    ),
    one(
        "an empty xlsx",
        xlsx(lambda _: None),
        error="每个单元格都是空的",
        label="空.xlsx",
    ),
]
