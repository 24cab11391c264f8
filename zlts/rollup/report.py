"""Many counties on one report: who is first, what there was, who is silent, and what the figures stand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from zlts.bulletins.facts import INLINE, OtherSetting, to_json
from zlts.bulletins.parts import TALLY_COLUMNS, tally_cells
from zlts.documents.letter import Annex, Letter, Section, tight
from zlts.documents.sentences import without_command
from zlts.model import MEASURES, Tally
from zlts.periods import Month, Period
from zlts.ranking import ranked, rate_key
from zlts.reports import Chart, ChartKind, Column, Look, Report, Series, Table
from zlts.rollup.counties import County, OtherReading, not_comparable, other_readings

_BEST = 3
_MOST_DRAWN = 40
"""A chart of more counties than that cannot be read."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that does not count, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a roll-up is asked for: the period, its counties' figures, and all that stands beside them.

    `before` are the counties' figures of the period before, where its forms are given; `expected` those that should
    report; `anchors` the heads of journals as printed on paper, by county; `refused` the files that do not count;
    `beside` what is said of files that were not needed. `bureau` is who joins them.
    """

    period: Period
    counties: Sequence[County]
    before: Mapping[str, County]
    expected: Sequence[str]
    anchors: Mapping[str, str]
    refused: Sequence[Refusal]
    beside: Sequence[str]
    bureau: str


@dataclass(frozen=True, slots=True)
class CountyLine:
    """A county's period; `rank` is None where it cannot be compared, and `note` says why.

    `percent_before` is the period before's, None where its form is not there.
    """

    rank: int | None
    county: str
    tally: Tally = field(metadata=INLINE)
    percent_before: str | None
    change: str | None
    received_complaints: int
    sustained_complaints: int
    pending_complaints: int
    measures: Mapping[str, int]
    leaders_measures: int
    inspections: int
    inspection_points: int
    anomalies: int
    units_expected: int
    units_reported: int
    lacking: tuple[Month, ...]
    passes_behind: bool
    quarantined: int
    note: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """A setting that a county has otherwise than the policy that ships with the program."""

    county: str
    setting: str
    question: str
    value: str | None
    shipped: str | None
    says: str
    shipped_says: str
    ranked: bool


@dataclass(frozen=True, slots=True)
class ProofLine:
    """What a county's figures stand on; `paper` is what a comparison with its paper gave, "" where none was asked."""

    county: str
    period: str
    digest: str
    journal_head: str
    journal_length: int
    program: str
    policy: str
    paper: str


@dataclass(frozen=True, slots=True)
class RollupFacts:
    """What many counties' forms say together."""

    period: Period
    before: Period | None
    """The period before, where any county's figures of it are known."""
    counties: tuple[CountyLine, ...]
    total: Tally
    received_complaints: int
    sustained_complaints: int
    pending_complaints: int
    silent: tuple[str, ...]
    readings: tuple[ReadingLine, ...]
    proofs: tuple[ProofLine, ...]
    refused: tuple[Refusal, ...]
    basis: tuple[str, ...]


MATCHES, DIFFERS = "与纸上一致", "与纸上不同"


def facts_of(asked: Asked) -> RollupFacts:
    """Who is first and what there was (readings: Beyond one county).

    Counties are ranked by the exact rate, then by fewer sustained complaints for each evaluation that counts; equal
    ones share the rank. Inspection points do not rank them, as every county inspects itself.
    """
    apart = not_comparable(asked.counties)
    notes = {one.name: _note(one, one.name in apart) for one in asked.counties}
    fit = [one for one in asked.counties if one.name not in apart and not one.lacking and one.tally.counted]
    order = ranked(sorted(fit, key=lambda one: one.name), _key)
    out = sorted((one for one in asked.counties if one not in fit), key=lambda one: one.name)
    lines = [_line(rank, one, asked, notes[one.name]) for rank, one in order]
    lines += [_line(None, one, asked, notes[one.name]) for one in out]
    there = {one.name for one in asked.counties}
    return RollupFacts(
        period=asked.period,
        before=asked.period.previous if asked.before else None,
        counties=tuple(lines),
        total=sum((one.tally for one in asked.counties), Tally()),
        received_complaints=sum(one.received for one in asked.counties),
        sustained_complaints=sum(one.sustained for one in asked.counties),
        pending_complaints=sum(one.pending for one in asked.counties),
        silent=tuple(name for name in dict.fromkeys((*asked.expected, *asked.before)) if name not in there),
        readings=tuple(_reading(one) for one in other_readings(asked.counties)),
        proofs=tuple(_proofs(asked)),
        refused=tuple(asked.refused),
        basis=tuple(_basis(asked)),
    )


def _key(one: County) -> tuple[object, ...]:
    return rate_key(one.tally), -Fraction(one.sustained, one.tally.counted)


def _note(one: County, apart: bool) -> str:
    told = []
    if one.lacking:
        told.append(f"缺 {'、'.join(map(str, one.lacking))}，不排名")
    elif apart:
        told.append("口径不同，不排名")
    elif not one.tally.counted:
        told.append("没有有效评价，不排名")
    if one.missing:
        told.append(f"{one.units} 个单位中 {one.missing} 个未报齐")
    if one.unassessed or one.behind:
        told.append("评定没有跟上")
    return "，".join(told)


def _line(rank: int | None, one: County, asked: Asked, note: str) -> CountyLine:
    then = asked.before.get(one.name)
    return CountyLine(
        rank=rank,
        county=one.name,
        tally=one.tally,
        percent_before=then.tally.percent if then else None,
        change=_change(then.tally.rate if then else None, one.tally.rate),
        received_complaints=one.received,
        sustained_complaints=one.sustained,
        pending_complaints=one.pending,
        measures=one.measures,
        leaders_measures=one.leaders,
        inspections=one.inspections,
        inspection_points=one.inspection_points,
        anomalies=one.anomalies,
        units_expected=one.units,
        units_reported=one.units - one.missing,
        lacking=one.lacking,
        passes_behind=one.behind or bool(one.unassessed),
        quarantined=one.quarantined,
        note=note,
    )


def _change(then: Fraction | None, now: Fraction | None) -> str | None:
    if then is None or now is None:
        return None
    return "上升" if now > then else "下降" if now < then else "持平"


def _reading(one: OtherReading) -> ReadingLine:
    difference = one.difference
    return ReadingLine(
        one.county,
        difference.setting,
        difference.question,
        difference.value,
        difference.shipped,
        _said(difference.value, difference.says),
        _said(difference.shipped, difference.shipped_says),
        one.ranked,
    )


_MEANINGS = {
    "satisfied": "算满意", "unsatisfied": "算不满意", "unrated": "不计入",
    "sustained": "算有效", "not_sustained": "算无效", "withdrawn": "算撤回", "pending": "算待查",
    "by_responsibility": "看责任认定", "responsible": "算有责", "not_responsible": "算无责",
    "complaints": "算投诉", "opinions": "算意见", "plain": "不说明认定",
    "serious": "算严重", "with_harm": "算严重并造成影响", "ordinary": "算一般",
}  # fmt: skip


def _said(value: str | None, says: str) -> str:
    """A setting's value in words, as far as there are any."""
    if value is None:
        return "没有这个词"
    return says or _MEANINGS.get(value, value) or "空"


def _setting_words(setting: str, value: str) -> str:
    """A word of a vocabulary as such; any other setting by its key."""
    section, _, word = setting.partition(".")
    return f"“{word}”" if value in _MEANINGS and section else setting


def _proofs(asked: Asked) -> Iterator[ProofLine]:
    for one in sorted(asked.counties, key=lambda county: county.name):
        heads = [proof.source.journal_head for proof in one.proofs]
        printed = asked.anchors.get(one.name, "")
        paper = (MATCHES if any(head.startswith(printed) for head in heads) else DIFFERS) if printed else ""
        for proof in one.proofs:
            source = proof.source
            policy = "；".join(f"{each.name}（{each.digest[:16]}）" for each in source.policies)
            yield ProofLine(
                one.name, proof.period, proof.digest, source.journal_head, source.journal_length, source.program,
                policy, paper,
            )  # fmt: skip


def _basis(asked: Asked) -> Iterator[str]:
    period = asked.period
    yield f"统计期间：{period.chinese}（{period.first_day} 至 {period.last_day}）；共 {len(asked.counties)} 个县。"
    yield "数字由各县从自己的台账写出，上面只相加，不改；台账、政策和纸面各归各县，这里没有任何人的姓名。"
    yield "满意率＝满意数÷有效评价数，保留两位小数，其余舍去；未评价不计入。"
    yield "名次先比满意率，再比有效投诉与有效评价之比（低者在前）；都相等的名次并列。各县自己检查，加减分不比。"


# ---------------------------------------------------------------- the report

_COUNTY = Column("county", "县", Look.WORD)


def rollup_report(asked: Asked) -> Report:
    """The counties' report; what could not be counted or agreed makes it incomplete."""
    facts = facts_of(asked)
    return Report(
        name="rollup",
        title=f"“群众满意零投诉”窗口竞赛{asked.period.chinese}各县汇总",
        period=str(asked.period),
        bureau=asked.bureau,
        tables=tuple(_tables(facts)),
        attention=tuple(_attention(facts, asked)),
        basis=facts.basis,
        machine=to_json(facts),
        charts=_charts(facts),
        incomplete=bool(facts.refused or any(one.paper == DIFFERS for one in facts.proofs)),
    )


def _tables(facts: RollupFacts) -> Iterator[Table]:
    yield _ranking_table(facts)
    yield _matters_table(facts)
    if facts.silent:
        yield Table("silent", "没有报来的县", (_COUNTY,), tuple((name,) for name in facts.silent))
    if facts.readings:
        yield _readings_table(facts)
    yield _proofs_table(facts)
    if facts.refused:
        columns = (Column("file", "文件"), Column("reason", "原因"))
        yield Table("refused", "没有计入的文件", columns, tuple((one.file, one.reason) for one in facts.refused))


def _ranking_table(facts: RollupFacts) -> Table:
    """The ranking; the columns of the period before and of notes only where there is anything in them."""
    before = (Column("percent_before", "上期", Look.PERCENT), Column("change", "变化", Look.WORD))
    notes = (Column("note", "说明"),)
    compared, noted = facts.before is not None, any(one.note for one in facts.counties)
    columns = (
        Column("rank", "名次", Look.WORD),
        _COUNTY,
        *TALLY_COLUMNS,
        *(before if compared else ()),
        Column("sustained_complaints", "有效投诉", Look.NUMBER, "件"),
        *(notes if noted else ()),
    )
    rows = tuple(
        (
            one.rank,
            one.county,
            *tally_cells(one.tally),
            *((one.percent_before, one.change) if compared else ()),
            one.sustained_complaints,
            *((one.note,) if noted else ()),
        )
        for one in facts.counties
    )
    total = (
        None, "合计", *tally_cells(facts.total), *((None, None) if compared else ()), facts.sustained_complaints,
        *(("",) if noted else ()),
    )  # fmt: skip
    marked = frozenset(place for place, one in enumerate(facts.counties) if one.rank is None)
    return Table("counties", "各县满意率", columns, rows, marked=marked, total=total, note=_coverage(facts))


def _coverage(facts: RollupFacts) -> str:
    if not facts.silent:
        return ""
    count = len(facts.counties) + len(facts.silent)
    return f"应报 {count} 个县，报来 {len(facts.counties)} 个；合计只含报来的县。"


def _matters_table(facts: RollupFacts) -> Table:
    columns = (
        _COUNTY,
        Column("received_complaints", "收到投诉", Look.NUMBER, "件"),
        Column("pending_complaints", "待查", Look.NUMBER, "件"),
        *(Column(kind.value, kind.value, Look.NUMBER, "次") for kind in MEASURES),
        Column("leaders_measures", "对领导", Look.NUMBER, "次"),
        Column("inspections", "检查", Look.NUMBER, "条"),
        Column("inspection_points", "加减分", Look.NUMBER, "分"),
        Column("anomalies", "疑似自评", Look.NUMBER, "处"),
    )
    lines = sorted(facts.counties, key=lambda one: one.county)
    rows = tuple(_matters(one) for one in lines)
    sums = tuple(sum(int(row[place] or 0) for row in rows) for place in range(1, len(columns)))
    return Table("matters", "投诉、措施和检查", columns, rows, total=("合计", *sums), note=_coverage(facts))


def _matters(one: CountyLine) -> tuple[str | int, ...]:
    return (
        one.county,
        one.received_complaints,
        one.pending_complaints,
        *(one.measures.get(kind.value, 0) for kind in MEASURES),
        one.leaders_measures,
        one.inspections,
        one.inspection_points,
        one.anomalies,
    )


def _asked_words(one: OtherSetting) -> str:
    """What a reading is about, before what is said of it."""
    return f"{one.question}{_setting_words(one.setting, one.value or one.shipped or '')}："


def _readings_table(facts: RollupFacts) -> Table:
    columns = (
        _COUNTY,
        Column("question", "问题"),
        Column("setting", "设置"),
        Column("value", "该县"),
        Column("shipped", "随程序的政策"),
        Column("ranked", "影响排名", Look.WORD),
    )
    rows = tuple(
        (
            one.county,
            one.question or "—",
            _setting_words(one.setting, one.value or one.shipped or ""),
            one.says,
            one.shipped_says,
            "是" if one.ranked else "否",
        )
        for one in facts.readings
    )
    marked = frozenset(place for place, one in enumerate(facts.readings) if one.ranked)
    return Table("readings", "与随程序的政策不同的口径", columns, rows, marked=marked)


def _proofs_table(facts: RollupFacts) -> Table:
    """Digests to sixteen figures, as papers bear them; JSON has them whole."""
    columns = (
        _COUNTY,
        Column("period", "上报表", Look.WORD),
        Column("digest", "表的校验码", Look.WORD),
        Column("journal_head", "台账校验码", Look.WORD),
        Column("journal_length", "日志", Look.NUMBER, "条"),
        Column("program", "程序", Look.WORD),
        Column("paper", "纸面", Look.WORD),
    )
    rows = tuple(
        (
            one.county,
            one.period,
            one.digest[:16],
            one.journal_head[:16],
            one.journal_length,
            one.program,
            one.paper or "—",
        )
        for one in facts.proofs
    )
    marked = frozenset(place for place, one in enumerate(facts.proofs) if one.paper == DIFFERS)
    return Table("proofs", "各县数字的来处", columns, rows, marked=marked, detail=True)


def _attention(facts: RollupFacts, asked: Asked) -> Iterator[str]:
    for one in facts.refused:
        yield one.reason
    if facts.silent:
        yield f"没有报来的县 {len(facts.silent)} 个：{'、'.join(facts.silent)}。没有报来不等于零，合计里没有它们。"
    for name, apart in not_comparable(asked.counties).items():
        told = [
            f"{_asked_words(one)}该县{_said(one.value, one.says)}，随程序的政策{_said(one.shipped, one.shipped_says)}"
            for one in apart.own
        ]
        told += [
            f"{_asked_words(one)}多数县{_said(one.value, one.says)}，该县{_said(one.shipped, one.shipped_says)}"
            for one in apart.others
        ]
        yield f"“{name}”的口径和多数县不同，不能和别的县比，没有排名：{'；'.join(told)}"
    for name in dict.fromkeys(one.county for one in facts.proofs if one.paper == DIFFERS):
        yield (
            f"“{name}”的台账校验码和纸上印的不同：印出以后台账又有变动，或者不是同一本台账。"
            f"请该县在自己的台账上核对：zlts verify --anchor {asked.anchors[name]}"
        )
    for name in asked.anchors:
        if name not in {one.county for one in facts.proofs}:
            yield f"--anchor 写的“{name}”没有报来，校验码没有可以核对的"
    yield from asked.beside


def _charts(facts: RollupFacts) -> tuple[Chart, ...]:
    ranked_ones = [one for one in facts.counties if one.rank]
    if not 1 < len(ranked_ones) <= _MOST_DRAWN:
        return ()
    names = tuple(one.county for one in ranked_ones)
    return (
        _columns(
            "complaints", "各县有效投诉", names, {"有效投诉": [one.sustained_complaints for one in ranked_ones]}
        ),
        _columns(
            "measures",
            "各县三项制度措施",
            names,
            {kind.value: [one.measures.get(kind.value, 0) for one in ranked_ones] for kind in MEASURES},
        ),
    )


def _columns(key: str, title: str, names: tuple[str, ...], values: Mapping[str, Sequence[int]]) -> Chart:
    series = tuple(Series(name, tuple(own)) for name, own in values.items())
    return Chart(key, f"{title}（按名次排列）", ChartKind.STACKED, "县", names, series)


# ---------------------------------------------------------------- the letter


def rollup_letter(asked: Asked, day: date) -> Letter:
    """The same on official paper: what the tables say in sentences, then the tables."""
    facts, report = facts_of(asked), rollup_report(asked)
    tables = tuple(table for table in report.tables if table.rows and not table.detail)
    refused = {one.reason for one in facts.refused}
    told = tuple(without_command(sentence) for sentence in report.attention if sentence not in refused)
    return Letter(
        title=(f"{report.bureau}关于", asked.period.chinese, "“群众满意零投诉”窗口竞赛", "各县情况的通报"),
        addressee="各县公安局",
        body=(
            f"现将{asked.period.chinese}各县窗口竞赛情况通报如下：",
            Section("基本情况", tuple(_state(facts))),
            Section("需要核对的事项", told or ("没有需要核对的事项。",)),
        ),
        annexes=(Annex("各县统计表", tables), Annex("统计说明", (), tuple(map(tight, report.basis)))),
        signature=report.bureau,
        day=day,
        issuer=report.bureau,
    )


def _state(facts: RollupFacts) -> Iterator[str]:
    total, count = facts.total, len(facts.counties)
    yield (
        f"报来的{count}个县共有有效评价{total.counted}个，其中满意{total.satisfied}个，"
        f"满意率{total.percent or '无'}；另有未评价{total.unrated}个，不计入满意率。"
    )
    yield (
        f"共受理投诉{facts.received_complaints}件，认定有效投诉{facts.sustained_complaints}件，"
        f"尚待核查{facts.pending_complaints}件。"
    )
    best = [one for one in facts.counties if one.rank and one.rank <= _BEST]
    if len(facts.counties) > _BEST and best:
        named = "；".join(f"第{one.rank}名{one.county}，满意率{one.tally.percent}" for one in best)
        yield f"排名前{_BEST}位的是：{named}。"
    changes = [one.change for one in facts.counties if one.change]
    if changes:
        told = "、".join(f"{word}的{changes.count(word)}个" for word in ("上升", "下降", "持平"))
        yield f"与上期相比，满意率{told}。"
