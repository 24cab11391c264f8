"""The columns by which the workbook of `zlts quarantine` is known, and what a person says in it."""

from __future__ import annotations

from collections.abc import Mapping

NUMBER, REASON = "待核实编号", "待核实的原因"
NUMBERS = frozenset({NUMBER, "待处理编号"})
"""The headings by which the workbook is known: ours, and that of workbooks which an earlier zlts wrote."""
UNUSABLE = "不予采用的理由"
"""Where a person says that a row is not to be used, and why."""
FILE, SHEET, ROW = "原文件", "原工作表", "原来的行"
_BESIDE = NUMBERS | {REASON, "不能收下的原因", UNUSABLE, FILE, SHEET, ROW}
"""Its columns that are no register's."""


def beside(headings: Mapping[int, str]) -> frozenset[int]:
    """Of the headings of a workbook of `quarantine`, by column, those that are ours; none of another file."""
    if NUMBERS.isdisjoint(headings.values()):
        return frozenset()
    return frozenset(index for index, heading in headings.items() if heading in _BESIDE)
