"""A finished report as text and back, so that an issued one prints again unchanged.

Beside the report stands what its drawings cannot work out from it: the letter, as plain values.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from zlts.reports import Chart, ChartKind, Column, Look, Report, Rows, Series, Table

_LETTER, _REDACTED = "letter", "told"


def to_text(report: Report, letter: Mapping[str, Any]) -> str:
    """The report and its letter, whole; those who complained are taken out of both."""
    return json.dumps({**plain(report), _REDACTED: True, _LETTER: letter}, ensure_ascii=False)


def plain(value: Any) -> Any:
    """A value of `reports` as JSON has it."""
    if isinstance(value, (Report, Table, Column, Chart, Series)):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value.plain() if isinstance(value, Rows) else value


def from_text(text: str) -> Report:
    """The report as it was."""
    said = json.loads(text)
    for key in (_LETTER, _REDACTED):
        said.pop(key, None)
    tables = tuple(table(one) for one in said.pop("tables"))
    charts = tuple(_chart(one) for one in said.pop("charts", ()))
    attention, basis = tuple(said.pop("attention")), tuple(said.pop("basis"))
    return Report(**said, tables=tables, charts=charts, attention=attention, basis=basis)


def _chart(said: dict[str, Any]) -> Chart:
    series = tuple(Series(one["name"], tuple(one["values"])) for one in said.pop("series"))
    kind, look, categories = ChartKind(said.pop("kind")), Look(said.pop("look")), tuple(said.pop("categories"))
    return Chart(**said, kind=kind, look=look, categories=categories, series=series)


def letter_in(text: str) -> dict[str, Any] | None:
    """The letter frozen beside a report; none beside an early one."""
    found: dict[str, Any] | None = json.loads(text).get(_LETTER)
    return found


def table(said: dict[str, Any]) -> Table:
    """A table from its plain values."""
    columns = tuple(Column(**{**one, "look": Look(one["look"])}) for one in said.pop("columns"))
    rows = tuple(tuple(row) for row in said.pop("rows"))
    total = said.pop("total")
    return Table(
        **{**said, "marked": frozenset(said["marked"])},
        columns=columns,
        rows=rows,
        total=tuple(total) if total is not None else None,
    )
