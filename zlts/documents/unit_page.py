"""The one page that a unit's lead checks and signs: his unit's month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zlts.bulletins.situation import Situation
from zlts.bulletins.unit_sheets import CHECKED, DRAFT, UnitSheet, cut
from zlts.cells import clean, fold, shown
from zlts.documents.letter import chinese_day, safe_name
from zlts.documents.seen import SeenPage
from zlts.documents.sentences import listed
from zlts.documents.signed import dense_fit
from zlts.reports import Table

_ROOM = 560.0
"""Points that the tables may take of the page: what title, lines to sign and something to spare leave."""
_TITLE = 26.0
_LINE, _FOLDED = 1.75, 1.35
"""A line of a table, alone in its row or one of several, as a multiple of its type."""
_KEPT = {
    "unsatisfied": (5, 3, 1),
    "complaints": (4, 2, 1),
    "measures": (5, 3, 1),
    "owed": (4, 3, 1),
    "officers": (10, 8, 1),
}
"""What is shortened where the page is full, the first soonest, and how many rows it keeps as long as that may do."""
_WHERE = {
    "unsatisfied": "见本单位评价器的导出",
    "complaints": "见投诉登记簿",
    "measures": "见台账",
    "officers": "见月度通报",
    "owed": "见台账",
}


def unit_page(sheet: UnitSheet, situation: Situation) -> SeenPage:
    """The page of a unit's month: it stays one page, and says where the rows stand that it has no room for."""
    facts, bureau = sheet.facts, situation.policy.bureau
    return SeenPage(
        name=safe_name(f"{facts.month}-{facts.unit}-窗口服务核对表"),
        title=f"{situation.period.chinese}窗口服务核对表{f'（{DRAFT}）' if facts.draft else ''}",
        reference=f"{bureau.office}制  {chinese_day(situation.today)}",
        about=(
            f"单位：{facts.unit}",
            f"责任领导：{listed(facts.leads) or '—'}",
            f"满意率：{facts.whole.percent or facts.note or '—'}",
        ),
        tables=tuple(_on_one_page(sheet.report.tables)),
        clauses=(),
        to_sign=(
            CHECKED,
            "负责人签字：　　　　　　　　　日期：　　　年　　月　　日",
        ),
        dense=True,
    )


def _on_one_page(tables: Sequence[Table]) -> list[Table]:
    full = {table.key: replace(table, marked=frozenset()) for table in tables}
    kept = dict(full)
    for number in range(len(_KEPT["officers"])):
        for key, fewest in _KEPT.items():
            most = len(kept[key].rows)
            while most > fewest[number] and sum(map(_height, kept.values())) > _ROOM:
                most -= 1
                kept[key] = cut(full[key], most, _WHERE[key])
    return list(kept.values())


def _height(table: Table) -> float:
    """What a table takes of the page, in points; a cell that is folded makes its row taller."""
    if not table.rows:
        return _TITLE
    layout = dense_fit(table)
    headings = tuple(column.heading for column in table.columns)
    rows = [headings, *table.rows, *([table.total] if table.total else [])]
    looks = [column.look for column in table.columns]
    widths = layout.widths[len(layout.widths) - len(looks) :]  # the first is the rows' numbers
    rooms = [max(int((points - 12) / layout.size * 2), 2) for points in widths]
    whole = _TITLE
    for row in rows:
        cells = zip(row, looks, rooms, strict=True)
        folded = max(len(fold(clean(shown(cell, look)), room)) for cell, look, room in cells)
        whole += layout.size * max(_LINE, folded * _FOLDED)
    return whole
