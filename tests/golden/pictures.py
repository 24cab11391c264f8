"""Every picture by the name of its file: reports as the terminal draws them, first sheets of workbooks as grids."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from rich.console import Console

from tests.golden.county import JUNE, YEAR_END, County
from zlts import workbook
from zlts.cells import width
from zlts.db import Ledger
from zlts.periods import Month, Span
from zlts.reports import Report
from zlts.services import anomalies, bulletins, explaining, listings, overview, policies, register
from zlts.services.assess import assess
from zlts.terminal import show

WIDTHS = (80, 120)
_SIGNED = ("monthly", "quarterly", "annual", "awards")
_CHANGING = (
    (re.compile(r"(?<=台账校验码：)[-0-9a-f]{20}[g-z]"), "0000-0000-0000-0000-g"),
    (re.compile(r"(?<=自动-)\d{4}-\d\d-\d\d"), "0000-00-00"),
)


def reports(county: County) -> dict[str, Report]:
    """The main reports, as they are shown: with no personal data."""
    found: dict[str, Report] = {}
    for path, makers in ((county.year, _of_the_year), (county.june, _of_june)):
        with closing(Ledger.open(path)) as ledger:
            found |= {name: make() for name, make in makers(ledger).items()}
    return found


def _of_the_year(ledger: Ledger) -> Mapping[str, Callable[[], Report]]:
    def bulletin(span: Span, period: str) -> Callable[[], Report]:
        return lambda: bulletins.bulletin(ledger, span, period, YEAR_END).report

    return {
        "status": lambda: overview.status(ledger, YEAR_END),
        "monthly": bulletin(Span.MONTH, "2013-10"),
        "quarterly": bulletin(Span.QUARTER, "2013Q3"),
        "annual": bulletin(Span.YEAR, "2013"),
        "awards": lambda: bulletins.award_proposal(ledger, "2013", YEAR_END).report,
        "ledger": lambda: listings.ledger_listing(ledger, 2013, {"month": "2013-05"}, YEAR_END),
        "explain": lambda: explaining.explain(ledger, "韩冬梅", 2013, YEAR_END),
        "complaints": lambda: register.complaint_listing(
            ledger, YEAR_END, pending=False, alike=False, personal=False
        ),
        "anomalies": lambda: anomalies.report(ledger, "2013-10", YEAR_END),
        "rules": lambda: policies.clause_listing(ledger),
    }


def _of_june(ledger: Ledger) -> Mapping[str, Callable[[], Report]]:
    def pass_() -> Report:
        outcome = assess(ledger, Month(2013, 5), JUNE, dry_run=True)
        return listings.assessed(ledger, outcome, dry_run=True)

    return {
        "june-status": lambda: overview.status(ledger, JUNE),
        "june-monthly": lambda: bulletins.bulletin(ledger, Span.MONTH, "2013-06", JUNE).report,
        "june-assess": pass_,
        "june-batches": lambda: listings.batch_listing(ledger),
        "june-quarantine": lambda: listings.quarantine_listing(ledger),
    }


def drawn(report: Report, columns: int, encoding: str = "utf-8") -> str:
    """The report as a terminal of so many columns shows it, without colours."""
    sink = io.BytesIO()
    stream = io.TextIOWrapper(sink, encoding=encoding, errors="replace", write_through=True)
    show(report, Console(file=stream, width=columns, markup=False, emoji=False, highlight=False, color_system=None))
    return sink.getvalue().decode(encoding)


def pictures(found: Mapping[str, Report], folder: Path) -> dict[str, str]:
    """All of them; workbooks are written into the folder."""
    shown = {f"{name}.{columns}.txt": drawn(one, columns) for name, one in found.items() for columns in WIDTHS}
    sheets = {f"{name}.sheet.txt": _first_sheet(found[name], folder / f"{name}.xlsx") for name in _SIGNED}
    return {name: _scrubbed(text) for name, text in (shown | sheets).items()}


def _scrubbed(text: str) -> str:
    for pattern, instead in _CHANGING:
        text = pattern.sub(instead, text)
    return text


# ---------------------------------------------------------------- sheets


def _first_sheet(report: Report, path: Path) -> str:
    """The cells of the first sheet, a row a line."""
    workbook.write(report, path)
    rows = [[_said(cell) for cell in row] for row in load_workbook(path).worksheets[0].iter_rows()]
    return "".join(f"{line}\n" for line in _grid(rows))


def _said(cell: Any) -> str:
    if cell.value is None:
        return ""
    if cell.number_format.endswith("%"):
        return f"{Decimal(str(cell.value)) * 100:.2f}%"
    return str(cell.value)


def _grid(rows: list[list[str]]) -> Iterator[str]:
    """The rows of the table in columns, the others as they are."""
    table = [row for row in rows if 2 * sum(map(bool, row)) > len(row)]
    sizes = [max(map(width, column)) for column in zip(*table, strict=True)]
    for row in rows:
        padded = [one + " " * (size - width(one)) for one, size in zip(row, sizes, strict=True)]
        yield " | ".join(padded if row in table else filter(None, row)).rstrip(" |")
