"""A county's form filled in from its period as the ledger has it, and shown before it is handed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence

from zlts.anomalies import Pattern
from zlts.bulletins.anomalies import PATTERN_NAMES
from zlts.bulletins.parts import ROLE_NAMES, STATES, TALLY_COLUMNS, tally_cells
from zlts.bulletins.situation import Situation
from zlts.model import Kind
from zlts.names import plain
from zlts.periods import Month, chinese
from zlts.reports import UNREPORTED, Column, Look, Report, Table
from zlts.rollup.county_form import (
    AnomalyCount,
    Area,
    Arrival,
    ComplaintCounts,
    CountyForm,
    InspectionCount,
    Meaning,
    MeasureCount,
    MonthCount,
    RatingLine,
    ReceivedLine,
    UnitMonthCounts,
    tally_of,
    to_machine,
)

_MEANINGS = {True: Meaning.SATISFIED, False: Meaning.UNSATISFIED, None: Meaning.UNRATED}
_AREAS = {True: Area.URBAN, False: Area.RURAL, None: Area.UNKNOWN}
_WITH_POINTS = (Kind.DEDUCTION, Kind.INSPECTION_MINUS, Kind.INSPECTION_PLUS)

OTHER, NO_KIND = "其他", "未分类"


def fill(
    situation: Situation,
    ratings: Mapping[tuple[str, Month, str, bool | None], int],
    anomalies: Mapping[tuple[Month, Pattern], int],
) -> CountyForm:
    """The form of a situation that is to be published.

    `ratings` are the counts by unit, month, word and meaning; `anomalies` the findings by month and pattern.
    """
    assert situation.source is not None, "a form is of what is to be published"  # noqa: S101
    known = frozenset(word for policy in situation.in_force for word in policy.bureau.kinds_handed_up)
    received = Counter(
        (Month.of(one.received), _kind(one.category, known), one.verdict) for one in situation.received()
    )
    sustained = Counter(
        min(part.effect_month for part in one.parts if part.sustained) for one in situation.sustained()
    )
    return CountyForm(
        source=situation.source,
        months=situation.months,
        units=tuple(_units(situation, ratings)),
        complaints=ComplaintCounts(
            tuple(ReceivedLine(*key, count) for key, count in sorted(received.items())),
            tuple(MonthCount(month, count) for month, count in sorted(sustained.items())),
            len(situation.pending()),
        ),
        inspections=tuple(_inspections(situation, known)),
        measures=tuple(_measures(situation)),
        anomalies=tuple(AnomalyCount(*key, count) for key, count in sorted(anomalies.items())),
        unassessed=tuple(situation.unassessed),
        quarantined=situation.quarantined,
    )


def _kind(said: str, known: Container[str]) -> str:
    """The register's word where it is known; else 其他, as it could name a person."""
    word = plain(said)
    return word if word in known else OTHER if word else NO_KIND


def _units(
    situation: Situation, ratings: Mapping[tuple[str, Month, str, bool | None], int]
) -> Iterable[UnitMonthCounts]:
    own: dict[tuple[str, Month], list[RatingLine]] = {}
    for (name, month, word, meaning), count in ratings.items():
        own.setdefault((name, month), []).append(RatingLine(word, _MEANINGS[meaning], count))
    for unit in situation.roster.units:
        for month in situation.months:
            lines = tuple(own.get((unit.name, month), ()))
            state = _state(unit.name, month, situation)
            yield UnitMonthCounts(unit.name, _AREAS[unit.urban], month, state, tally_of(lines), lines)


def _state(unit: str, month: Month, situation: Situation) -> Arrival:
    arrivals = situation.arrivals
    if (unit, month) in arrivals.data:
        return Arrival.REPORTED
    if (unit, month) in arrivals.nil:
        return Arrival.NIL
    return Arrival.MISSING if arrivals.is_missing(unit, month) else Arrival.NOT_EXPECTED


def _inspections(situation: Situation, known: Container[str]) -> Iterable[InspectionCount]:
    counts: Counter[tuple[Month, str]] = Counter()
    points: Counter[tuple[Month, str]] = Counter()
    for one in situation.inspections:
        key = (Month.of(one.day), _kind(one.kind, known))
        if one.day >= situation.first_day and key[0] in situation.months:
            counts[key] += 1
            points[key] += one.points
    return (InspectionCount(*key, count, points[key]) for key, count in sorted(counts.items()))


def _measures(situation: Situation) -> Iterable[MeasureCount]:
    own = (one for one in situation.own_entries if one.kind not in _WITH_POINTS)
    counts = Counter((one.month, one.role, one.kind) for one in own)
    return (MeasureCount(*key, count) for key, count in sorted(counts.items()))


# ---------------------------------------------------------------- shown

_STATE_WORDS = {
    Arrival.REPORTED: "已报",
    Arrival.NIL: "零报告",
    Arrival.MISSING: UNREPORTED,
    Arrival.NOT_EXPECTED: "不用报",
}
_MONTH, _COUNT = Column("month", "月份", Look.WORD), Column("count", "个数", Look.NUMBER)


def form_report(form: CountyForm) -> Report:
    """The form as a report: what goes up, on the terminal, in a workbook, and as the JSON that is handed up."""
    return Report(
        name="upload",
        title=f"{chinese(form.source.period)}上报表",
        period=form.source.period,
        bureau=form.source.bureau,
        tables=(_units_table(form), *_other_tables(form)),
        attention=tuple(_attention(form)),
        basis=_basis(form),
        machine=to_machine(form),
    )


def _units_table(form: CountyForm) -> Table:
    columns = (Column("unit", "单位", Look.WORD), _MONTH, Column("state", "报送", Look.WORD), *TALLY_COLUMNS)
    rows = tuple(
        (
            one.unit,
            str(one.month),
            _STATE_WORDS[one.state],
            *(tally_cells(one.tally) if one.state is not Arrival.MISSING else (UNREPORTED,) * len(TALLY_COLUMNS)),
        )
        for one in form.units
    )
    marked = frozenset(place for place, one in enumerate(form.units) if one.state is Arrival.MISSING)
    return Table(
        "units", "各单位各月评价", columns, rows, marked=marked, total=("合计", "", "", *tally_cells(form.tally))
    )


def _other_tables(form: CountyForm) -> Iterable[Table]:
    kind = Column("kind", "类别", Look.WORD)
    received = tuple((str(o.month), o.kind, STATES[o.verdict], o.count) for o in form.complaints.received)
    columns = (_MONTH, kind, Column("verdict", "认定", Look.WORD), Column("count", "件数", Look.NUMBER, "件"))
    yield Table("received", "收到的投诉", columns, received)
    measures = tuple((str(o.month), ROLE_NAMES[o.role], o.kind.value, o.count) for o in form.measures)
    columns = (_MONTH, Column("role", "对谁", Look.WORD), kind, Column("count", "次数", Look.NUMBER, "次"))
    yield Table("measures", "措施", columns, measures)
    inspections = tuple((str(o.month), o.kind, o.count, o.points) for o in form.inspections)
    columns = (_MONTH, kind, _COUNT, Column("points", "加减分", Look.NUMBER, "分"))
    yield Table("inspections", "检查", columns, inspections)
    anomalies = tuple((str(o.month), PATTERN_NAMES[o.pattern], o.count) for o in form.anomalies)
    yield Table("anomalies", "疑似自评", (_MONTH, kind, _COUNT), anomalies)


def _attention(form: CountyForm) -> Iterable[str]:
    missing = [f"{one.unit} {one.month}" for one in form.units if one.state is Arrival.MISSING]
    if missing:
        yield f"有 {len(missing)} 个单位月的评价尚未报送，表里写明“{UNREPORTED}”：请看 zlts status"
    if form.unassessed:
        yield f"{_listed(form.unassessed)} 还没有评定，措施不完整：请先 zlts assess {form.unassessed[-1]}"
    elif form.source.passes_behind:
        yield f"评定以后证据有变化，措施还没有跟上：请先再评定 zlts assess {form.months[-1]}"
    if form.quarantined:
        yield f"有 {form.quarantined} 行待核实，没有计入：请看 zlts quarantine"


def _listed(months: Sequence[Month]) -> str:
    return "、".join(map(str, months))


def _basis(form: CountyForm) -> tuple[str, ...]:
    source, said = form.source, to_machine(form)
    policies = "；".join(f"{one.name}（{one.digest[:16]}）" for one in source.policies)
    differs = sum(len(one.differs) for one in source.policies)
    return (
        f"政策：{policies}；与随程序的政策不同的设置 {differs} 处。",
        f"台账校验码：{source.journal_head[:16]}（日志 {source.journal_length} 条）；程序版本 {source.program}。",
        f"本表校验码：{said['digest'][:16]}。表里没有任何人的姓名、警号和投诉内容；报上去的是 -o 写出的 .json 文件。",
    )
