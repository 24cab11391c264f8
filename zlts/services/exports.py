"""Whole tables for other tools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from zlts.bulletins.listings import listing
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.names import nearest
from zlts.reports import Cell, Column, Look, Report, Table
from zlts.store import views
from zlts.store.personal import redaction


@dataclass(frozen=True, slots=True)
class Lines:
    """A table's columns, and its rows one after the other, whoever complained left out."""

    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]


@contextmanager
def lines(ledger: Ledger, name: str) -> Iterator[Lines]:
    """One of the ledger's views, whose rows are read as they are asked for, so that its length does not matter.

    Raises:
        WrongUsage: there is none of that name.
    """
    if name not in views.VIEWS:
        near = nearest(name, views.VIEWS)
        known = "、".join(views.VIEWS)
        raise WrongUsage(f"没有“{name}”这张表。", f"可以导出：{known}。" + (f"是不是“{near}”？" if near else ""))
    with ledger.read() as session:
        hide = lru_cache(_REMEMBERED)(redaction(session).hide)
        headings, rows = views.rows_of(session, name)
        columns = tuple(Column(one, one, Look.NUMBER if one in _NUMBERS else Look.TEXT) for one in headings)
        free = [heading not in _IDENTIFIERS for heading in headings]
        told = (
            tuple(hide(cell) if _is_free(cell, text) else cell for cell, text in zip(row, free, strict=True))
            for row in rows
        )
        yield Lines(columns, told)


def table(ledger: Ledger, name: str) -> Report:
    """One of the ledger's views, whole, as a report to be drawn.

    Raises:
        WrongUsage: there is none of that name.
    """
    with lines(ledger, name) as found:
        drawn = Table(name, name, found.columns, tuple(found.rows), detail=True)
    return listing("export", name, [drawn], {})


def _is_free(cell: Cell, is_text: bool) -> bool:
    """Whether a cell may name somebody: in a column of serials, badges or days figures and Latin signs do not."""
    return isinstance(cell, str) and (is_text or not cell.isascii())


_NUMBERS = {"编号", "分值", "行", "批次", "行数", "收入", "重复", "待处理", "略过", "序号", "年份"}
_IDENTIFIERS = {
    "流水号", "警号", "投诉编号", "并案编号", "评价时间", "记账时间", "导入时间", "撤销时间", "时间", "年份", "月份",
    "日期", "受理日期", "认定日期", "检查日期", "截止日期", "报送日期", "任职起", "任职止",
}  # fmt: skip
"""Under these headings a number is no phone, however it looks; under all others people write what they like."""

_REMEMBERED = 10_000
