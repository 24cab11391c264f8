"""Whole tables for other tools."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from zlts.bulletins.listings import KIND_NAMES, listing
from zlts.bulletins.parts import ROLE_NAMES
from zlts.db import Ledger
from zlts.errors import WrongUsage
from zlts.names import nearest
from zlts.reports import Cell, Column, Look, Report, Table
from zlts.services import journals
from zlts.store import views
from zlts.store.personal import redaction
from zlts.store.session import Session


@dataclass(frozen=True, slots=True)
class Lines:
    """A table's columns, and its rows one after the other, whoever complained left out."""

    columns: tuple[Column, ...]
    rows: Iterator[tuple[Cell, ...]]


@contextmanager
def lines(ledger: Ledger, name: str, now: datetime, *, coded: bool = False) -> Iterator[Lines]:
    """One of the ledger's views, whose rows are read as they are asked for, so that its length does not matter.

    What the ledger keeps as a code is in words, and the journal as `zlts journal` tells it; `coded`, for programs, as
    the view has it.

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
        if not coded:
            rows = _in_words(session, name, headings, rows, now)
        columns = tuple(Column(one, one, Look.NUMBER if one in _NUMBERS else Look.TEXT) for one in headings)
        free = [heading not in _IDENTIFIERS for heading in headings]
        told = (
            tuple(hide(cell) if _is_free(cell, text) else cell for cell, text in zip(row, free, strict=True))
            for row in rows
        )
        yield Lines(columns, told)


_WORDS = {
    ("台账", "身份"): {role.value: word for role, word in ROLE_NAMES.items()},
    ("批次", "种类"): KIND_NAMES,
}
"""The codes under a heading of a view, and what they are called."""


def _in_words(
    session: Session, name: str, headings: list[str], rows: Iterator[tuple[Cell, ...]], now: datetime
) -> Iterator[tuple[Cell, ...]]:
    """A view's rows as a person reads them."""
    if name == "日志":
        told = {one.seq: one for one in journals.lines(session, now)}
        for seq, _, actor, host, version, _, _, digest in rows:
            one = told[int(str(seq))]
            yield seq, one.at[:19].replace("T", " "), actor, host, version, one.what, one.why, digest
        return
    words = [_WORDS.get((name, heading), {}) for heading in headings]
    for row in rows:
        yield tuple(known.get(str(cell), cell) if known else cell for cell, known in zip(row, words, strict=True))


def table(ledger: Ledger, name: str, now: datetime) -> Report:
    """One of the ledger's views, whole, as a report to be drawn.

    Raises:
        WrongUsage: there is none of that name.
    """
    with lines(ledger, name, now) as found:
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
