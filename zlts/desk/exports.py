"""Whole tables for other tools."""

from __future__ import annotations

from zlts.bulletins.listings import listing
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.names import nearest
from zlts.reports import Column, Look, Report, Table
from zlts.store import views
from zlts.store.private import discretion


def table(ledger: Ledger, name: str) -> Report:
    """One of the ledger's views, whole.

    Raises:
        WrongUsage: there is none of that name.
    """
    if name not in views.VIEWS:
        near = nearest(name, views.VIEWS)
        known = "、".join(views.VIEWS)
        raise WrongUsage(f"没有“{name}”这张表。", f"可以导出：{known}。" + (f"是不是“{near}”？" if near else ""))
    with ledger.read() as session:
        headings, rows = views.rows_of(session, name)
        hide = discretion(session).hide
    numbers = {"编号", "分值", "行", "批次", "行数", "收入", "重复", "待处理", "略过", "序号", "年份"}
    columns = tuple(Column(one, one, Look.NUMBER if one in numbers else Look.TEXT) for one in headings)
    free = [heading in _FREE_TEXT for heading in headings]
    rows = [
        tuple(hide(cell) if text and isinstance(cell, str) else cell for cell, text in zip(row, free, strict=True))
        for row in rows
    ]
    lines = [dict(zip(headings, row, strict=True)) for row in rows]
    return listing(
        "export", name, [Table(name, name, columns, tuple(rows), detail=True)], {"table": name, "rows": lines}
    )


_FREE_TEXT = {
    "情况", "事由", "理由", "事项", "内容", "来源", "类别", "检查类别", "检查项目", "检查人", "文件", "文件夹",
}  # fmt: skip
"""Under these headings people write what they like; serial numbers, badges and names of officers stay whole."""
