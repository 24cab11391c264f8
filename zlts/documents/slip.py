"""The slip for the safe: the journal's head as it stood on a day, to be signed, so that paper bears witness."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from zlts.documents.letter import chinese_day, safe_name
from zlts.documents.seen import SeenPage
from zlts.reports import Column, Look, Table

_TITLE = "台账校验码存根"


@dataclass(frozen=True, slots=True)
class Head:
    """A journal's head as it is printed, how long the journal is, of which ledger, and who asked for it when."""

    spelled: str
    length: int
    ledger: str
    actor: str
    at: datetime


def slip(head: Head) -> SeenPage:
    """The slip: one page, with lines to sign by hand."""
    rows = (
        ("日志", f"{head.length} 条"),
        ("校验码", head.spelled),
        ("打印", f"{head.actor}，{head.at:%H:%M}"),
        ("核对时输入", f"zlts verify --anchor {head.spelled}"),
    )
    columns = (Column("what", "项目", Look.WORD), Column("text", "内容"))
    return SeenPage(
        name=safe_name(f"{_TITLE}-{head.at:%Y%m%d}"),
        title=_TITLE,
        reference=chinese_day(head.at.date()),
        about=(f"台账：{head.ledger}",),
        tables=(Table("head", "校验码", columns, rows),),
        clauses=(),
        to_sign=("保管人签字：", "见证人签字：", "日期：        年    月    日"),
    )


def lines(page: SeenPage) -> str:
    """The same as plain text, to be printed from any program."""
    ruled = [line if line.endswith("日") else f"{line}{'_' * 20}" for line in page.to_sign]
    told = [f"{what}：{text}" for table in page.tables for what, text in table.rows]
    return "\n".join((page.title, page.reference, "", *page.about, *told, "", *ruled, ""))
