"""The list of the bulletins that were issued, and of the finished periods that have none."""

from __future__ import annotations

from collections.abc import Sequence

from zlts.bulletins.facts import IssuedFacts, IssuedLine, LackingLine, to_json
from zlts.bulletins.listings import listing
from zlts.periods import Period, Span
from zlts.reports import Column, Look, Report, Table

_KINDS = {"monthly": "月度通报", "quarterly": "季度通报", "half": "半年通报", "annual": "年度总评"}
_NAMES = {Span.MONTH: "monthly", Span.QUARTER: "quarterly", Span.YEAR: "annual"}


def issued_report(lines: Sequence[IssuedLine], lacking: Sequence[Period]) -> Report:
    """The bulletins in the order of issue, and the periods that lack one with the line to type."""
    columns = (
        Column("number", "编号", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("period", "期间", Look.WORD),
        Column("issued_at", "印发时间", Look.WORD),
        Column("by", "印发人", Look.WORD),
        Column("state", "情况"),
    )
    rows = tuple(
        (one.number, _KINDS[one.kind], str(one.period), _day(one.issued_at), one.by, _state(one)) for one in lines
    )
    without = [LackingLine(_NAMES[one.span], one) for one in lacking]
    table = Table("issued", "已印发的通报", columns, rows, empty="还没有印发过通报。")
    facts = IssuedFacts(tuple(lines), tuple(without))
    return listing("issued", "通报印发情况", [table, *_lacking(without)], to_json(facts))


def _lacking(without: Sequence[LackingLine]) -> list[Table]:
    columns = (
        Column("kind", "种类", Look.WORD),
        Column("period", "期间", Look.WORD),
        Column("command", "印发", Look.WORD),
    )
    rows = tuple(
        (_KINDS[one.kind], str(one.period), f"zlts report {one.kind} {one.period} --issue 【编号】")
        for one in without
    )
    return [Table("lacking", "已经过完、还没有印发的期间", columns, rows)] if rows else []


def _state(one: IssuedLine) -> str:
    """已撤回, 已由…代替, or in which later ones it is corrected and whether something is still to be corrected."""
    if one.withdrawn_at:
        return f"已撤回（{_day(one.withdrawn_at)}）"
    if one.superseded_by:
        return f"已由“{one.superseded_by}”代替"
    told = [f"更正见“{'”“'.join(one.corrected_in)}”"] if one.corrected_in else []
    return "；".join([*told, *(["数字有变化，由下一期更正"] if one.to_correct else [])])


def _day(at: str) -> str:
    return at[:16].replace("T", " ")
