"""A finished report as text and back, so that an issued one prints again unchanged."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from zlts.reports import Chart, ChartKind, Column, Look, Report, Series, Table


def to_text(report: Report) -> str:
    """The report, whole."""
    return json.dumps(_plain(report), ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, (Report, Table, Column, Chart, Series)):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value


def from_text(text: str) -> Report:
    """The report as it was."""
    said = json.loads(text)
    tables = tuple(_table(one) for one in said.pop("tables"))
    charts = tuple(_chart(one) for one in said.pop("charts", ()))
    attention, basis = tuple(said.pop("attention")), tuple(said.pop("basis"))
    return Report(**said, tables=tables, charts=charts, attention=attention, basis=basis)


def _chart(said: dict[str, Any]) -> Chart:
    series = tuple(Series(one["name"], tuple(one["values"])) for one in said.pop("series"))
    kind, look, categories = ChartKind(said.pop("kind")), Look(said.pop("look")), tuple(said.pop("categories"))
    return Chart(**said, kind=kind, look=look, categories=categories, series=series)


def _table(said: dict[str, Any]) -> Table:
    columns = tuple(Column(one["key"], one["heading"], Look(one["look"])) for one in said.pop("columns"))
    rows = tuple(tuple(row) for row in said.pop("rows"))
    total = said.pop("total")
    return Table(
        **{**said, "marked": frozenset(said["marked"])},
        columns=columns,
        rows=rows,
        total=tuple(total) if total is not None else None,
    )
