"""Writes a report of a ledger as a workbook. Usage: draw.py LEDGER quarterly|detail FILE.xlsx.

Prints the seconds that the writing took: putting the report together comes before.
"""

import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import openpyxl  # noqa: F401 - loading the library is no part of the time, here as in bare_openpyxl.py

from zlts import workbook
from zlts.db import Ledger
from zlts.periods import Span
from zlts.reports import Report
from zlts.services import bulletins, exports


def main() -> None:
    ledger, what, target = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    with closing(Ledger.open(ledger)) as book:
        report = made(book, what)
    start = time.perf_counter()
    workbook.write(report, target)
    print(time.perf_counter() - start)


def made(book: Ledger, what: str) -> Report:
    now = datetime.now().astimezone()
    if what == "detail":
        return exports.table(book, "评价", now)
    return bulletins.bulletin(book, Span.QUARTER, "2013Q4", now).report


if __name__ == "__main__":
    main()
