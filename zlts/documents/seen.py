"""Pages to be signed by hand: an officer's year, a unit's month, and how the notice's silences are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from zlts.bulletins.explanations import MONTH_COLUMNS, complaint_tables, leader_tables, measure_tables
from zlts.bulletins.facts import OfficerYear
from zlts.bulletins.objections import own_objections_tables
from zlts.documents.letter import chinese_day, safe_name
from zlts.policy import Bureau
from zlts.reports import Column, Look, Report, Table

_COMPLAINT_COLUMNS = ("number", "received", "category", "why", "entries")
"""Without what happened, as the page may leave the bureau; the reason tells the finding."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """One to three pages: who it is about, tables, clauses with their words, and lines to sign by hand."""

    name: str
    """The file's name, without its ending."""
    title: str
    reference: str
    about: tuple[str, ...]
    tables: tuple[Table, ...]
    clauses: tuple[tuple[str, str], ...]
    to_sign: tuple[str, ...]
    dense: bool = False
    """One upright page with narrow margins, whatever stands on it."""


def seen_page(facts: OfficerYear, bureau: Bureau, day: date) -> SeenPage:
    """The page of a person's year, made on a day; it names nobody who complained."""
    score = () if facts.score is None else (f"得分：{facts.score} 分",)
    units = "、".join(facts.units) or "—"
    about = (
        f"姓名：{facts.officer}",
        f"警号：{facts.badge or '—'}",
        f"单位：{units}",
        f"年度：{facts.year} 年",
        *score,
    )
    title = "窗口服务考核情况告知书"
    return SeenPage(
        name=safe_name(f"{title}-{facts.officer}-{facts.year}"),
        title=title,
        reference=f"{bureau.name}  {chinese_day(day)}",
        about=about,
        tables=tuple(_tables(facts)),
        clauses=tuple((one.clause, one.text) for one in facts.clauses),
        to_sign=("以上内容本人已阅，本人意见：", "本人签字：", "日期：        年    月    日"),
    )


def readings_page(report: Report, day: date) -> SeenPage:
    """The page of `zlts rules` for the leaders, made on a day: each reading and its alternatives, in words alone."""
    title = "掌握口径审定表"
    return SeenPage(
        name=safe_name(title),
        title=title,
        reference=f"{report.bureau}  {chinese_day(day)}",
        about=(report.title,),
        tables=tuple(_in_words(one) for one in report.tables if one.key in {"readings", "alternatives"}),
        clauses=(),
        to_sign=("以上口径已经审阅。", "窗口竞赛活动领导小组组长签字：", "日期：        年    月    日"),
    )


def _in_words(table: Table) -> Table:
    kept = [place for place, column in enumerate(table.columns) if column.key != "setting"]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _tables(facts: OfficerYear) -> Iterator[Table]:
    yield _entries(facts)
    yield from own_objections_tables(facts.objections)
    if facts.score is not None:
        rows = tuple(
            (str(one.month), one.tally.counted, one.tally.satisfied, one.tally.unrated, one.tally.percent)
            for one in facts.months
        )
        yield Table("months", "各月满意率", MONTH_COLUMNS, rows)
        yield from complaint_tables(facts.complaints, _COMPLAINT_COLUMNS)
    else:
        yield from leader_tables(facts)
    yield from measure_tables(facts)


def _entries(facts: OfficerYear) -> Table:
    """The entries that stand."""
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("month", "月份", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("points", "分值", Look.NUMBER, "分"),
        Column("clause", "依据", Look.WORD),
        Column("reason", "理由"),
    )
    rows = tuple(
        (one.id, str(one.month), one.kind.value, one.points or None, one.clause, one.reason)
        for one in facts.entries
        if one.status == "active"
    )
    return Table("entries", "记在名下的", columns, rows)
