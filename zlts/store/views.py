"""Views with Chinese names over the tables, for those who open the ledger with other tools.

Complainants' names, phones and words are not in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from zlts.registers.catalogue import REGISTERS
from zlts.registers.declaration import Declaration
from zlts.registers.rosters import ROSTER
from zlts.store.session import Session

_WHERE = "JOIN sheet s ON s.id = {row}.sheet_id JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL"
_PLACE = 'b.id AS "批次", b.file AS "文件", s.name AS "工作表", {row}.row AS "行"'
_STATE = """CASE {row}.fate WHEN 'accepted' THEN '收入' WHEN 'duplicate' THEN '重复' ELSE '待处理' END AS "状态\""""


def _of_rows(register: Declaration) -> str:
    """A view of a register: its columns under Chinese names, the state, the place."""
    named = ", ".join(f'r."{column}" AS "{name}"' for column, name in register.view_columns.items())
    state, place, where = (part.format(row="r") for part in (_STATE, _PLACE, _WHERE))
    return f'SELECT r.id AS "编号", {named}, {state}, {place} FROM {register.table} r {where}'


_CLOCK = (
    "substr(e.time, 1, 4) || '-' || substr(e.time, 5, 2) || '-' || substr(e.time, 7, 2) || ' ' ||"
    " substr(e.time, 9, 2) || ':' || substr(e.time, 11, 2) || ':' || substr(e.time, 13, 2)"
)

_VIEWED = [one for one in REGISTERS if one.view]

VIEWS = {
    "台账": """
SELECT e.id AS "编号", e.year AS "年份", e.month AS "月份", e.day AS "日期", e.unit AS "单位", e.person AS "姓名",
       e.badge AS "警号", e.role AS "身份", e.kind AS "种类", e.points AS "分值", e.clause AS "依据",
       e.reason AS "理由", e.posted_at AS "记账时间", e.reverses AS "冲销",
       CASE WHEN e.reverses IS NOT NULL THEN '冲销' WHEN r.id IS NOT NULL THEN '已冲销' ELSE '有效' END AS "状态"
FROM entry e LEFT JOIN entry r ON r.reverses = e.id
""",
    "评价": f"""
SELECT e.id AS "编号", {_CLOCK} AS "评价时间", w.unit AS "单位", w.badge AS "警号", w.name AS "姓名",
       COALESCE(d.window, w.window) AS "窗口", COALESCE(d.evaluator, w.evaluator) AS "评价器",
       e.rating AS "评价结果", e.serial AS "流水号", {_PLACE.format(row="e")}
FROM evaluation e JOIN who w ON w.id = e.who_id LEFT JOIN device d ON d.id = e.device_id
{_WHERE.format(row="e")}
""",
    "评价汇总": """
SELECT r.id AS "编号", r.unit AS "单位", r.badge AS "警号", r.officer AS "姓名", r.month AS "月份",
       c.rating AS "评价结果", c.count AS "个数", b.id AS "批次", b.file AS "文件", r.row AS "行"
FROM summary r JOIN summary_count c ON c.summary_id = r.id JOIN sheet s ON s.id = r.sheet_id
JOIN batch b ON b.id = s.batch_id WHERE b.undone_at IS NULL AND r.fate = 'accepted'
""",
    **{one.view: _of_rows(one) for one in sorted(_VIEWED, key=lambda one: one is ROSTER)},
    "批次": """
SELECT id AS "批次", file AS "文件", folder AS "文件夹", register_kind AS "种类", rows AS "行数", accepted AS "收入",
       duplicates AS "重复", rejected AS "待处理", ignored AS "略过",
       imported_at AS "导入时间", undone_at AS "撤销时间"
FROM batch
""",
    "日志": """
SELECT seq AS "序号", at AS "时间", actor AS "操作人", host AS "电脑", version AS "版本", action AS "操作",
       detail AS "内容", hash AS "校验码" FROM journal
""",
}
"""Chinese name → what the view shows."""


def create_statements(*names: str) -> Iterator[str]:
    """The statements that make these views in a ledger file; all without a name."""
    for name, body in VIEWS.items():
        if not names or name in names:
            yield f'CREATE VIEW "{name}" AS {body.strip()}'


def rows_of(session: Session, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """A view's headings, and its rows as they are asked for."""
    cursor = session.execute(f'SELECT * FROM "{name}"')
    return [column[0] for column in cursor.description], cursor
