"""The ledger, and a person's year: from the score through every entry to clause, rows and files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from zlts.bulletins.arrivals import NOT_IN
from zlts.bulletins.facts import ComplaintLine, LedgerFacts, LowMonth, OfficerYear, UnsatisfiedLine, to_json
from zlts.bulletins.listings import listing
from zlts.bulletins.objections import own_objections_tables
from zlts.bulletins.officer_years import PersonalSituation, officer_year
from zlts.bulletins.otherwise import numbers
from zlts.bulletins.parts import ROLE_NAMES, entry_lines, entry_table, groundless_lines, groundless_tables
from zlts.carrying_out import Groundless
from zlts.model import Place, PostedEntry
from zlts.reports import Column, Look, Report, Table


def ledger(
    year: int, entries: Sequence[PostedEntry], beside: Sequence[Groundless], files: Mapping[int, str]
) -> Report:
    """The entries of a year, and the carried out measures whose entries have fallen."""
    facts = LedgerFacts(year, entry_lines(entries, files), groundless_lines(beside, files))
    tables = [entry_table("entries", "台账", entries), *groundless_tables(beside)]
    return listing("ledger", f"{year} 年台账", tables, to_json(facts), period=str(year))


def explain(place: PersonalSituation) -> tuple[OfficerYear, Report]:
    """A person's year as facts and as a report, from the score through every entry down to clause, rows and files.

    Of one who only leads there is neither score nor rate: what came upon the person, and from whose matters.
    """
    facts = officer_year(place)
    leads = [] if facts.score is None else [_sum_table(place, facts.score), _months_table(facts)]
    answers = leader_tables(facts)
    tables = [
        *(answers if place.leads_only else leads),
        entry_table("entries", "台账", place.own),
        *own_objections_tables(facts.objections),
        *_low_tables(facts),
        *complaint_tables(facts.complaints),
        *measure_tables(facts),
        *([] if place.leads_only else answers),
        *_otherwise_tables(facts),
        *groundless_tables(place.beside),
        _evidence_table(place.own, place.files),
        *clause_tables(facts),
    ]
    title = f"{place.person.label} {place.year} 年：" + (
        "领导，不计分" if facts.score is None else f"{facts.score} 分"
    )
    return facts, listing("explain", title, tables, to_json(facts), period=str(place.year))


def _sum_table(place: PersonalSituation, score: int) -> Table:
    columns = (Column("what", "项目"), Column("points", "分", Look.NUMBER))
    own = [(one.id, one.entry) for one in place.own_as_officer if one.entry.points]
    rows = [
        ("基础分", place.policy.base_score),
        *((f"第 {number} 号 {entry.month} {entry.kind}", entry.points) for number, entry in own),
    ]
    return Table("score", "得分怎样来的", columns, tuple(rows), total=("得分", score))


MONTH_COLUMNS = (
    Column("month", "月份", Look.WORD),
    Column("counted", "有效评价", Look.NUMBER),
    Column("satisfied", "满意", Look.NUMBER),
    Column("unrated", "未评价", Look.NUMBER),
    Column("percent", "满意率", Look.PERCENT),
)


def _months_table(facts: OfficerYear) -> Table:
    rows = [
        (str(one.month), one.tally.counted, one.tally.satisfied, one.tally.unrated, one.tally.percent)
        for one in facts.months
    ]
    missing = "、".join(f"{month.number}月" for month in facts.missing)
    note = f"{missing}{NOT_IN}，不在其中。" if missing else ""
    return Table("months", "各月满意率", MONTH_COLUMNS, tuple(rows), note=note)


# ---------------------------------------------------------------- the presses of a month


_PRESS = (
    Column("time", "时间", Look.WORD),
    Column("rating", "评价", Look.WORD),
    Column("window", "窗口", Look.WORD),
    Column("evaluator", "评价器", Look.WORD),
    Column("file", "文件"),
    Column("sheet", "工作表", Look.WORD),
    Column("row", "行", Look.NUMBER),
)
_SUMMARY = (
    Column("unit", "单位", Look.WORD),
    Column("counted", "有效评价", Look.NUMBER),
    Column("satisfied", "满意", Look.NUMBER),
    Column("unsatisfied", "不满意", Look.NUMBER),
    Column("unrated", "未评价", Look.NUMBER),
    Column("file", "文件"),
    Column("sheet", "工作表", Look.WORD),
    Column("row", "行", Look.NUMBER),
)


def _low_tables(facts: OfficerYear) -> Iterator[Table]:
    """Of each month below the floor what was not satisfied, press by press, then what only a summary tells."""
    for month in facts.low_months:
        said = _month_said(month)
        presses = tuple(_press_row(one) for one in facts.unsatisfied if one.month == month.month)
        if presses or not month.summaries:
            title = f"{month.month} 满意率 {month.tally.percent or '—'}：不满意的 {len(presses)} 次"
            yield Table(f"unsatisfied:{month.month}", title, _PRESS, presses, note=said)
        if month.summaries:
            rows = tuple(
                (one.unit, one.tally.counted, one.tally.satisfied, one.unsatisfied, one.tally.unrated,
                 one.file, one.sheet or "—", one.row)
                for one in month.summaries
            )  # fmt: skip
            count = sum(one.unsatisfied for one in month.summaries)
            only = f"其中不满意的 {count} 次只有汇总数，没有逐次的时间和评价器，原件在所列的文件和行。"
            note = only if presses else said + only
            yield Table(f"summaries:{month.month}", f"{month.month} 只有汇总的部分", _SUMMARY, rows, note=note)


def _press_row(one: UnsatisfiedLine) -> tuple[str | int, ...]:
    return one.time, one.rating, one.window or "—", one.evaluator or "—", one.file, one.sheet or "—", one.row


def _month_said(month: LowMonth) -> str:
    tally = month.tally
    against = f"低于 {month.floor}" if month.below_floor else f"不低于 {month.floor}"
    posted = f"（第 {numbers(month.entries)} 号）" if month.entries else ""
    return (
        f"{month.month} 满意率 {tally.percent or '—'}（有效评价 {tally.counted}，满意 {tally.satisfied}，"
        f"不满意 {tally.unsatisfied}），{against}{posted}；未评价 {tally.unrated} 个，不计入满意率。"
    )


# ---------------------------------------------------------------- complaints, measures, leaders


_COMPLAINT = (
    Column("number", "编号", Look.WORD),
    Column("received", "受理日期", Look.WORD),
    Column("channel", "来源", Look.WORD),
    Column("category", "类别", Look.WORD),
    Column("verdict", "认定", Look.WORD),
    Column("responsibility", "责任", Look.WORD),
    Column("severity", "程度", Look.WORD),
    Column("merged_into", "并入", Look.WORD),
    Column("content", "反映的事"),
    Column("why", "计不计，为什么"),
    Column("entries", "登记编号"),
)


def complaint_tables(lines: Sequence[ComplaintLine], columns: Iterable[str] = ()) -> list[Table]:
    """The complaints that name the officer, where there are any; all columns, or those."""
    chosen = tuple(one for one in _COMPLAINT if not columns or one.key in columns)
    rows = tuple(tuple(_complaint_cells(line)[one.key] for one in chosen) for line in lines)
    return [Table("complaints", "写到他的投诉", chosen, rows)] if rows else []


def _complaint_cells(line: ComplaintLine) -> Mapping[str, str]:
    return {
        "number": line.number or "—",
        "received": str(line.received),
        "channel": line.channel or "—",
        "category": line.category or "—",
        "verdict": line.verdict or line.state,
        "responsibility": line.responsibility or "—",
        "severity": line.severity or "—",
        "merged_into": line.merged_into or "—",
        "content": line.content or "—",
        "why": f"{'计' if line.counts else '不计'}：{line.why}",
        "entries": f"第 {numbers(line.entries)} 号" if line.entries else "没有",
    }


def measure_tables(facts: OfficerYear) -> list[Table]:
    """What was carried out, waived, or is still open, where anything is to be."""
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("kind", "种类", Look.WORD),
        Column("state", "状态"),
        Column("by", "执行人", Look.WORD),
        Column("document", "文号"),
        Column("reason", "理由"),
    )
    rows = tuple(
        (one.entry, one.kind.value, one.state, one.by or "—", one.document or "—", one.reason or "—")
        for one in facts.measures
    )
    return [Table("carried_out", "措施的执行", columns, rows)] if rows else []


def leader_tables(facts: OfficerYear) -> list[Table]:
    """六(七): how many measures count towards the leaders, and what came upon them."""
    tables = []
    if facts.counts:
        counted = (Column("kind", "种类", Look.WORD), Column("count", "次数/条件", Look.WORD), Column("ids", "编号"))
        rows = tuple((one.kind.value, f"{one.count}/{one.limit}", numbers(one.entries)) for one in facts.counts)
        tables.append(Table("counts", "计入领导连带的次数", counted, rows))
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("month", "月份", Look.WORD),
        Column("leader", "领导", Look.WORD),
        Column("role", "身份", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("officers", "因谁的事", Look.WORD),
        Column("rests_on", "依据的编号"),
        Column("reason", "理由"),
    )
    upon = tuple(
        (one.entry, str(one.month), one.leader, ROLE_NAMES[one.role], one.kind.value,
         "、".join(one.officers) or "—", numbers(one.rests_on) or "—", one.reason)
        for one in facts.leaders
    )  # fmt: skip
    if upon:
        title = "落到本人的，因谁的事" if facts.score is None else "由此连带到领导的"
        tables.append(Table("leaders", title, columns, upon))
    return tables


def _otherwise_tables(facts: OfficerYear) -> list[Table]:
    columns = (Column("ids", "编号", Look.WORD), Column("what", "事由"), Column("otherwise", "怎样就不会有"))
    rows = tuple((numbers(one.entries), one.what, one.otherwise) for one in facts.otherwise)
    return [Table("otherwise", "怎样就不会有这一笔", columns, rows)] if rows else []


def clause_tables(facts: OfficerYear) -> list[Table]:
    """The clauses that the entries cite, each once, in the notice's own words."""
    columns = (Column("clause", "条款", Look.WORD), Column("text", "原文"))
    rows = tuple((one.clause, one.text) for one in facts.clauses)
    return [Table("clauses", "条款原文（2013 年活动方案）", columns, rows)] if rows else []


# ---------------------------------------------------------------- rows


def _evidence_table(entries: Sequence[PostedEntry], files: Mapping[int, str]) -> Table:
    columns = (
        Column("id", "编号", Look.NUMBER),
        Column("kind", "种类", Look.WORD),
        Column("batch", "批次", Look.NUMBER),
        Column("file", "文件"),
        Column("sheet", "工作表", Look.WORD),
        Column("rows", "行"),
    )
    rows = [
        (one.id, one.entry.kind.value, batch, files.get(batch, ""), sheet or "—", ranges(numbers))
        for one in entries
        for (batch, sheet), numbers in _by_sheet(one.entry.cause.evidence).items()
    ]
    return Table("evidence", "依据的行", columns, tuple(rows))


def _by_sheet(places: Iterable[Place]) -> dict[tuple[int, str], list[int]]:
    found: dict[tuple[int, str], list[int]] = {}
    for place in places:
        found.setdefault((place.batch, place.sheet), []).append(place.row)
    return found


def ranges(numbers: Iterable[int]) -> str:
    """Rows in words: 5–20、22."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and number == parts[-1][1] + 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return "、".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)
