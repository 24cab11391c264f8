"""An export as a workbook or web page. Usage: write_sheet.py FILE.csv FILE.(xlsx|xls|html).

The BIFF format ends a sheet after 65,536 rows: what is longer goes on, under the same headings, on the next.
"""

import csv
import html
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

SHEET_ROWS = 65_535
TIME = "%Y-%m-%d %H:%M:%S"
SHOWN = "yyyy-mm-dd hh:mm:ss"


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    with source.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        head = next(rows)
        write = {".xlsx": write_xlsx, ".xls": write_biff, ".html": write_html}[target.suffix]
        write(head, rows, target)


def write_xlsx(head: list[str], rows: Iterator[list[str]], target: Path) -> None:
    """Times as real date cells, everything else as text."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("评价明细")
    sheet.append(head)
    for *words, time in rows:
        moment = WriteOnlyCell(sheet, datetime.strptime(time, TIME))  # noqa: DTZ007 - a device's wall clock
        moment.number_format = SHOWN
        sheet.append([*words, moment])
    book.save(target)


def write_biff(head: list[str], rows: Iterator[list[str]], target: Path) -> None:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    style = xlwt.easyxf(num_format_str=SHOWN)
    sheet: Any = None
    for number, (*words, time) in enumerate(rows):
        at = number % SHEET_ROWS + 1
        if at == 1:
            sheet = book.add_sheet(f"评价明细{number // SHEET_ROWS + 1}")
            _put(sheet, 0, head)
        _put(sheet, at, words)
        sheet.write(at, len(words), datetime.strptime(time, TIME), style)  # noqa: DTZ007 - likewise
    book.save(str(target))


def _put(sheet: Any, row: int, words: list[str]) -> None:
    for column, word in enumerate(words):
        sheet.write(row, column, word)


def write_html(head: list[str], rows: Iterator[list[str]], target: Path) -> None:
    with target.open("w", encoding="gbk") as stream:
        stream.write('<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>')
        stream.write(f"<table border=1>\n{_line(head)}")
        stream.writelines(map(_line, rows))
        stream.write("</table></body></html>\n")


def _line(words: list[str]) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(word)}</td>" for word in words) + "</tr>\n"


if __name__ == "__main__":
    main()
