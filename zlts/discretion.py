"""Phone and ID numbers inside free text are never shown unasked (spec 8). Pure."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from zlts.reports import Look, Report, Table

MASK = "***"
_PHONE = r"(?<!\d)1[3-9]\d(?:[- ]?\d{4}){2}(?!\d)"
_IDENTITY = r"(?<!\d)\d{17}[\dXx](?!\d)"
_NUMBERS = re.compile(f"{_PHONE}|{_IDENTITY}")


def masked(text: str) -> str:
    """The text without mobile numbers and ID numbers."""
    return _NUMBERS.sub(MASK, text)


def is_telling(text: str) -> bool:
    """Whether a text holds such a number."""
    return bool(_NUMBERS.search(text))


def discreet(report: Report) -> Report:
    """The report as it may be shown; one that was asked for with personal data stays."""
    if report.personal:
        return report
    return replace(
        report,
        tables=tuple(_table(table) for table in report.tables),
        attention=tuple(map(masked, report.attention)),
        machine=_machine(report.machine),
    )


def _table(table: Table) -> Table:
    free = [place for place, column in enumerate(table.columns) if column.look is Look.TEXT]
    if not free:
        return table
    rows = tuple(
        tuple(masked(cell) if place in free and isinstance(cell, str) else cell for place, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows)


def _machine(value: Any) -> Any:
    if isinstance(value, str):
        return masked(value)
    if isinstance(value, list):
        return [_machine(item) for item in value]
    if isinstance(value, dict):
        return {key: _machine(item) for key, item in value.items()}
    return value
