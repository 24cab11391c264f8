"""Parts that several bulletins share: lines and tables of entries and rates, and what a bulletin stands on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from zlts.bulletins.anomalies import voided_said
from zlts.bulletins.facts import (
    AnnualFacts,
    ComplaintTotals,
    EntryLine,
    GroundlessLine,
    MonthlyFacts,
    OfficerLine,
    QuarterlyFacts,
    RankedUnit,
    ScoredOfficer,
    UnitLine,
)
from zlts.bulletins.figure_corrections import figures_table
from zlts.bulletins.objections import basis_of_objections
from zlts.bulletins.rectifying import counted, to_rectify
from zlts.bulletins.situation import Situation, moved_note, moved_said
from zlts.carrying_out import Groundless
from zlts.chain import spelled
from zlts.model import MEASURES, Kind, Person, PostedEntry, Role, Rule, Tally, Verdict
from zlts.periods import Month, Span
from zlts.policy import Policy
from zlts.reports import UNREPORTED, Cell, Column, Look, Report, Rows, Table


@dataclass(frozen=True, slots=True)
class Bulletin:
    """The bulletin of a situation: its facts, and the report that shows them."""

    situation: Situation
    facts: MonthlyFacts | QuarterlyFacts | AnnualFacts
    report: Report


ROLE_NAMES = {
    Role.OFFICER: "窗口民警",
    Role.UNIT_LEAD: "责任领导",
    Role.BUREAU_LEAD: "责任局领导",
    Role.UNIT: "单位",
}
STATES = {Verdict.SUSTAINED: "有效", Verdict.NOT_SUSTAINED: "无效", Verdict.PENDING: "待查"}


def entry_line(posted: PostedEntry, files: Mapping[int, str]) -> EntryLine:
    """An entry as reports have it (readings: Machines)."""
    entry, person = posted.entry, posted.entry.person
    return EntryLine(
        id=posted.id,
        month=entry.month,
        person=person.name if person else None,
        badge=person.badge if person else None,
        unit=entry.unit,
        role=entry.role,
        kind=entry.kind,
        points=entry.points,
        rule=entry.cause.rule,
        clause=entry.cause.clause,
        reason=entry.cause.reason,
        evidence=Rows(entry.cause.evidence, files),
        status="active" if posted.active else "reversed",
        day=entry.day,
        reverses=posted.reverses,
        reversed_by=posted.reversed_by,
    )


def entry_lines(entries: Iterable[PostedEntry], files: Mapping[int, str]) -> tuple[EntryLine, ...]:
    """The same of several."""
    return tuple(entry_line(one, files) for one in entries)


ENTRY_COLUMNS = (
    Column("id", "编号", Look.NUMBER),
    Column("month", "月份", Look.WORD),
    Column("unit", "单位", Look.WORD),
    Column("person", "姓名", Look.WORD),
    Column("role", "身份", Look.WORD),
    Column("kind", "种类", Look.WORD),
    Column("points", "分值", Look.NUMBER, "分"),
    Column("clause", "依据", Look.WORD),
    Column("reason", "理由"),
)


def entry_row(posted: PostedEntry) -> tuple[Cell, ...]:
    """An entry as a line of a table."""
    entry = posted.entry
    return (
        posted.id,
        str(entry.month),
        entry.unit,
        entry.person.name if entry.person else "—",
        ROLE_NAMES[entry.role],
        entry.kind.value,
        entry.points or None,
        entry.cause.clause,
        entry.cause.reason,
    )


def entry_table(key: str, title: str, entries: Iterable[PostedEntry], *, detail: bool = False) -> Table:
    """Entries, one a line."""
    return Table(key, title, ENTRY_COLUMNS, tuple(entry_row(one) for one in entries), detail=detail)


GROUNDLESS = "已执行，依据已撤销"
"""What becomes of a carried out measure whose entry has fallen."""


def groundless_lines(found: Iterable[Groundless], files: Mapping[int, str]) -> tuple[GroundlessLine, ...]:
    """Carried out measures whose entries have fallen."""
    return tuple(
        GroundlessLine(
            measure=one.measure.id,
            date=one.measure.day,
            unit=one.measure.unit,
            person=one.measure.person.name,
            badge=one.measure.person.badge,
            kind=one.measure.kind,
            reason=one.measure.reason,
            entry=one.posted.id,
            recorded_done=one.done,
            state=GROUNDLESS,
            evidence=Rows((one.measure.place,), files),
        )
        for one in found
    )


def groundless_tables(found: Sequence[Groundless]) -> list[Table]:
    """The same as a table, where there are any."""
    columns = (
        Column("date", "日期", Look.WORD),
        Column("unit", "单位", Look.WORD),
        Column("person", "姓名", Look.WORD),
        Column("kind", "种类", Look.WORD),
        Column("reason", "登记的事由"),
        Column("entry", "原登记编号", Look.NUMBER),
        Column("count", "另有依据时"),
    )
    rows = tuple(
        (str(o.measure.day), o.measure.unit, o.measure.person.name, o.measure.kind.value, o.measure.reason or "—",
         o.posted.id, f"zlts count {o.measure.id}")
        for o in found
    )  # fmt: skip
    return [Table("ground_taken_back", f"{GROUNDLESS}的措施，不计入", columns, rows)] if rows else []


def arrival_figures(situation: Situation) -> tuple[Mapping[str, list[str]], int, int]:
    """Whose data are missing: units with their months; how many units were to report, and how many lack nothing."""
    expected = {unit for month in situation.months for unit in situation.arrivals.expected(month)}
    missing = {unit: list(map(str, months)) for unit, months in situation.missing.items()}
    return missing, len(expected), len(expected) - len(missing)


def basis(situation: Situation) -> tuple[str, ...]:
    """What a bulletin stands on (readings: Bulletins)."""
    period, policies = situation.period, situation.in_force
    covered = f"，其中 {situation.first_day} 起施行，只计施行后的部分" if situation.partly else ""
    named = "；".join(f"{one.name}，自 {one.effective_from} 起" for one in policies)
    lines = [
        f"统计期间：{period.chinese}（{period.first_day} 至 {period.last_day}）{covered}。",
        f"依据：{named}；共导入 {situation.batches} 批文件。",
        "满意率＝满意数÷有效评价数，保留两位小数，其余舍去；未评价不计入。",
        f"0 是统计后为零，“—”是不适用，“{UNREPORTED}”是月份已过、评价数据尚未报送。",
    ]
    if situation.coverage:
        lines.append(situation.coverage)
    lines += [f"领导小组决定免除：{reason}（{document}）。" for reason, document, _ in situation.waived]
    lines += basis_of_objections(situation)
    if found := counted(to_rectify(situation)):
        lines.append(f"{found}。")
    if situation.set_aside:
        lines.append(f"已不予采用 {situation.set_aside} 行，没有计入。")
    kinds = situation.opinion_kinds()
    if kinds:
        told = "、".join(f"{kind} {count}" for kind, count in kinds.most_common())
        lines.append(f"另收到意见 {kinds.total()} 件（{told}），不是投诉，不计入任何数字。")
    if situation.voided and period.span is not Span.MONTH:  # the monthly bulletin lists them
        lines.append(voided_said(situation))
    if situation.head[1]:
        lines.append(f"台账校验码：{spelled(situation.head[0])}（日志 {situation.head[1]} 条）。")
    if any(policy.readings for policy in policies):
        count = len({one.id for policy in policies for one in policy.readings})
        lines.append(f"口径：条文没有写明的地方共 {count} 处，掌握口径见“{READINGS}”表。")
    return tuple(lines)


READINGS, READINGS_KEY = "口径", "readings"


def readings_table(policies: Sequence[Policy]) -> Table:
    """How the policies of a period read what the notice leaves open, and why.

    What only some of them read so bears their first day.
    """
    columns = (
        Column("clause", "条款", Look.WORD),
        Column("question", "问题"),
        Column("choice", "掌握口径"),
        Column("why", "理由"),
    )
    every = [(one.clause, one.question, one.choice, one.why) for policy in policies for one in policy.readings]
    rows = tuple(
        line if every.count(line) == len(policies) else (*line[:2], f"{line[2]}（{_since(line, policies)}）", line[3])
        for line in dict.fromkeys(every)
    )
    return Table(READINGS_KEY, READINGS, columns, rows)


def _since(line: tuple[str, str, str, str], policies: Sequence[Policy]) -> str:
    """From when a reading holds."""
    own = [p for p in policies if line in [(one.clause, one.question, one.choice, one.why) for one in p.readings]]
    return "、".join(f"自 {policy.effective_from} 起施行的政策" for policy in own)


def behind(situation: Situation) -> list[str]:
    """Where the pass is behind the evidence, and which months still run: what is printed may change."""
    found = []
    if due := situation.due:
        changes = f"将新登记 {due.post} 条，撤销 {due.reverse} 条"
        found.append(
            f"评定以后证据或认定有变化（{changes}），扣分和措施还没有跟上：请先再评定 zlts assess {due.through}"
        )
    running = [month for month in situation.months if not month.ended(situation.today)]
    if running:
        named = "、".join(map(str, running)) if len(running) <= _NAMED else f"{running[0]} 至 {running[-1]}"
        found.append(f"{named} 还没有结束，没有评定，扣分和措施尚不完整")
    return found


_NAMED = 3


def attention(situation: Situation) -> list[str]:
    """What needs a person, whatever the bulletin."""
    found = []
    if situation.unassessed:
        months = "、".join(str(month) for month in situation.unassessed)
        latest = situation.unassessed[-1]
        found.append(f"{months} 还没有评定，扣分和措施尚不完整：请先 zlts assess {latest}")
    found += behind(situation)
    found += situation.arrivals.attention(situation.months)
    found += [situation.register_problem] if situation.register_problem else []
    if situation.quarantined:
        found.append(f"有 {situation.quarantined} 行待核实，没有计入：请看 zlts quarantine")
    pending = situation.pending()
    if pending:
        found.append(f"有 {len(pending)} 件投诉尚未认定，可能影响结果：请看 zlts complaints --pending")
    open_ones = outstanding(situation)
    if open_ones:
        found.append(f"有 {len(open_ones)} 项措施尚未登记执行情况：执行后用 zlts done 登记")
    return [*found, *situation.gaps]


_KIND_WORDS = {Span.MONTH: "", Span.QUARTER: "季度", Span.HALF: "半年", Span.YEAR: "年度"}
WITHIN_WORDS = {
    Span.QUARTER: "本季度各月通报",
    Span.HALF: "本半年各月、各季度通报",
    Span.YEAR: "本年各月、各季度、各半年通报",
}


def corrections_tables(situation: Situation) -> tuple[Table, ...]:
    """What corrects issued bulletins: a table of those of this kind, and others where there is anything to tell.

    Beside it stand the figures of those that no longer hold, and what corrects those of shorter periods within.
    """
    span, within = situation.period.span, situation.corrections_within
    own = entry_table("corrections", f"对以前{_KIND_WORDS[span]}通报的更正", situation.corrections)
    figures = figures_table(situation.figure_corrections)
    if not within:
        return (own, *figures)
    return own, *figures, entry_table("corrections_within", f"{WITHIN_WORDS[span]}印发以后的更正", within)


CARRIED_OUT = (*MEASURES, Kind.TRANSFER, Kind.ACCOUNTABILITY)
"""Kinds that someone has to carry out."""


def outstanding(situation: Situation) -> list[PostedEntry]:
    """What is ordered and not yet done, up to the period's end."""
    return undone(situation.entries, situation.carried_out)


def undone(entries: Iterable[PostedEntry], carried_out: Container[str]) -> list[PostedEntry]:
    """Those of the entries that someone has to carry out, and whose matter nobody has.

    A measure from the register of what was held is an event itself: nothing of it is left to carry out.
    """
    own = (one for one in entries if one.entry.kind in CARRIED_OUT and one.entry.cause.rule is not Rule.MANUAL)
    return [one for one in own if one.entry.cause.matter not in carried_out]


def outstanding_table(situation: Situation) -> Table:
    return entry_table("outstanding", "尚未登记执行情况的措施", outstanding(situation), detail=True)


def months_table(situation: Situation) -> Table:
    """Units' rates, months side by side."""
    columns = [Column("unit", "单位", Look.WORD)]
    for month in situation.months:
        columns.append(Column(f"{month}", f"{month.number}月", Look.PERCENT))
        columns.append(Column(f"{month}:counted", "有效", Look.NUMBER, "个"))
    rows = tuple((unit.name, *_month_cells(unit.name, situation)) for unit in situation.roster.units)
    sums = [situation.whole_tally(month) for month in situation.months]
    total = ("合计", *(cell for tally in sums for cell in (tally.percent, tally.counted)))
    return Table("months", "各月满意率", tuple(columns), rows, total=total, note=situation.coverage)


def _month_cells(unit: str, situation: Situation) -> Iterator[Cell]:
    for month in situation.months:
        tally = situation.unit_tally(unit, month)
        yield from come_in((tally.percent, tally.counted), unit, situation, month)


def complaint_totals(situation: Situation) -> ComplaintTotals:
    """How many complaints there are over all units."""
    return ComplaintTotals(len(situation.received()), len(situation.sustained()), len(situation.pending()))


def totals_note(units: Sequence[UnitLine | RankedUnit], situation: Situation) -> str:
    """What stands by sums over units: of how many units they are, and why complaints may not add up to theirs."""
    totals = asdict(complaint_totals(situation))
    sums = {key: sum(getattr(one, key) for one in units) for key in totals if units and hasattr(units[0], key)}
    return situation.coverage + (_SEVERAL_UNITS if any(sums[key] != totals[key] for key in sums) else "")


_SEVERAL_UNITS = "涉及几个单位的投诉，各单位分别计入，合计只计一件（认定月份不同的，计在最先认定的那个月）。"


def come_in(figures: Iterable[Cell], unit: str, situation: Situation, month: Month | None = None) -> tuple[Cell, ...]:
    """A unit's figures of evaluations; where none have come in 未报 once a month is over, — before that."""
    if situation.reported(unit, month):
        return tuple(figures)
    return tuple(UNREPORTED if situation.lacks(unit, month) else None for _ in figures)


def officer_table(situation: Situation, people: Sequence[OfficerLine], title: str) -> Table:
    """Officers' rates, those below the floor marked; below them who served in several units within the month."""
    columns = (
        Column("unit", "单位", Look.WORD),
        Column("officer", "姓名", Look.WORD),
        Column("badge", "警号", Look.WORD),
        *TALLY_COLUMNS,
        Column("note", "说明"),
    )
    rows = tuple((one.unit, one.officer, one.badge, *own_cells(one, situation), one.note) for one in people)
    total = ("合计", "", "", *tally_cells(situation.whole_tally()), "")
    floor = f"低于{situation.policy.rate.floor * 100}%"
    marked = frozenset(place for place, one in enumerate(people) if floor in one.note)
    note = situation.coverage + moved_said((one.officer, one.served) for one in people)
    return Table("officers", title, columns, rows, marked=marked, total=total, note=note)


TALLY_COLUMNS = (
    Column("counted", "有效评价", Look.NUMBER, "个"),
    Column("satisfied", "满意", Look.NUMBER, "个"),
    Column("unrated", "未评价", Look.NUMBER, "个"),
    Column("percent", "满意率", Look.PERCENT, "%"),
)


def tally_cells(tally: Tally) -> tuple[Cell, ...]:
    """The cells under `TALLY_COLUMNS`."""
    return tally.counted, tally.satisfied, tally.unrated, tally.percent


def own_cells(line: OfficerLine | ScoredOfficer, situation: Situation) -> tuple[Cell, ...]:
    """An officer's figures under `TALLY_COLUMNS`; of one without any, what is known of the unit's."""
    figures = tally_cells(line.tally)
    return figures if any(figures) else come_in(figures, line.unit, situation)


def officer_lines(situation: Situation) -> tuple[OfficerLine, ...]:
    """Every officer's figures over the period, and what to note of them."""
    return tuple(_officer_line(unit, person, situation) for unit, person in situation.officers())


def _officer_line(unit: str, person: Person, situation: Situation) -> OfficerLine:
    tally, auxiliary = situation.person_tally(person), person in situation.auxiliaries
    served = situation.served(person)
    known = "，".join(filter(None, (moved_note(served), situation.officer_note(person))))
    note = rate_note(tally, situation.policy, known, auxiliary=auxiliary)
    return OfficerLine(unit, person.name, person.badge, tally, note, served)


def rate_note(tally: Tally, policy: Policy, arrived: str, *, auxiliary: bool = False) -> str:
    """What a leader must see beside a rate; `arrived` says what is known of data that lack or evaluators not used."""
    rule, notes = policy.rate, []
    if tally.rate is not None and tally.rate < rule.floor:
        notes.append(f"低于{rule.floor * 100}%")
    elif tally.unrated and not tally.counted:
        notes.append("没有有效评价")
    if arrived:
        notes.append(arrived)
    if tally.counted and tally.counted <= rule.small_count:
        notes.append("评价数少")
    if auxiliary:
        notes.append("辅警")
    return "，".join(notes)
