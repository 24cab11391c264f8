"""The 通报 of a month, quarter or year as a letter: five parts, then its tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from zlts.bulletins.facts import RankedUnit, UnitLine
from zlts.bulletins.parts import READINGS_KEY, WITHIN_WORDS, Bulletin, arrival_figures
from zlts.bulletins.quarterly import in_period
from zlts.bulletins.situation import Situation
from zlts.documents.changes import aims_words, change_words, rank_words, reached_words
from zlts.documents.letter import Annex, Letter, LetterWords, Section, chinese_day, tight
from zlts.documents.sentences import (
    SPAN_WORDS,
    clause_words,
    complaint_words,
    listed,
    measure_counts,
    officers_by_reason,
    rate_words,
    tallied,
    to_write,
    without_command,
)
from zlts.model import MEASURES, Entry, Inspection, Kind, PostedEntry, Role, Rule, Tally
from zlts.periods import Span
from zlts.policy import Compared
from zlts.reports import Report

_Lines = Sequence[UnitLine] | Sequence[RankedUnit]
"""A month's units, or those of a quarter or a year."""

_BEST = 3
_CLOSED = (Kind.NO_AWARDS, Kind.NO_PROMOTION, Kind.TRANSFER, Kind.ACCOUNTABILITY)


def bulletin_letter(bulletin: Bulletin, words: LetterWords | None = None) -> Letter:
    """The bulletin as a letter to the units: what the ledger knows in sentences, the rest to be written."""
    situation, lines = bulletin.situation, bulletin.facts.units
    words, bureau = words or words_of(situation), situation.policy.bureau
    sections = (
        Section("基本情况", tuple(_state(lines, situation))),
        Section("好的做法", tuple(_good_practice(situation))),
        Section("存在问题", tuple(_problems(lines, situation))),
        Section("三项制度执行情况", tuple(_measures(situation))),
        Section("下步要求", tuple(_next_steps(lines, situation))),
    )
    return Letter(
        title=tuple(map(situation.fill, situation.policy.titles.letter)),
        addressee=words.addressees,
        body=(_opening(situation), *sections),
        annexes=_annexes(bulletin.report, situation),
        signature=words.signature or bureau.name,
        day=situation.today,
        copies=words.copies,
        issuer=bureau.office,
    )


def words_of(situation: Situation) -> LetterWords:
    """The bureau's own words as the policy has them."""
    bureau = situation.policy.bureau
    return LetterWords(bureau.addressees, bureau.copies, bureau.signature)


_INTERNAL = {"anomalies", "early_help", "complaints"}
"""Suspicions that nobody has decided on, and complaints that are pending or unfounded, do not leave the bureau."""


def _annexes(report: Report, situation: Situation) -> tuple[Annex, ...]:
    """The report's tables that have rows and are no detail, then what it all stands on."""
    left_out = _INTERNAL | {READINGS_KEY}
    tables = tuple(table for table in report.tables if table.rows and not table.detail and table.key not in left_out)
    title = f"{situation.period.chinese}{situation.policy.bureau.contest}统计表"
    return (Annex(title, tables), stands_on(report))


def stands_on(report: Report) -> Annex:
    """What is still open, what the figures rest on, and how the policy reads what the notice leaves open."""
    told = [without_command(sentence) for sentence in report.attention]
    readings = tuple(table for table in report.tables if table.key == READINGS_KEY)
    return Annex("统计说明", readings, (*told, *map(tight, report.basis)))


def _opening(situation: Situation) -> str:
    period = situation.period
    covered = f"（自{chinese_day(situation.first_day)}起计算）" if situation.partly else ""
    return f"根据{situation.policy.bureau.contest}活动安排，现将{period.chinese}{covered}有关情况通报如下："


# ---------------------------------------------------------------- 一、基本情况


def _state(lines: _Lines, situation: Situation) -> Iterator[Section]:
    yield Section("满意率", tuple(_rates(lines, situation)))
    yield Section("投诉受理和核查", (_complaints(situation),))
    yield Section(aims_words(situation), (reached_words(situation),))
    yield Section("检查考评", (_inspections(situation),))
    if ranked := _ranked(lines):
        yield Section("单位排名", (_ranking(ranked, situation), *rank_words(ranked, situation)))
    else:
        yield Section("评价器使用", (_use(_used(lines), situation),))


def _ranked(lines: _Lines) -> list[RankedUnit]:
    """Those of a quarter or a year."""
    return [line for line in lines if isinstance(line, RankedUnit)]


def _used(lines: _Lines) -> list[UnitLine]:
    """Those of a month."""
    return [line for line in lines if isinstance(line, UnitLine)]


def _rates(lines: _Lines, situation: Situation) -> Iterator[str]:
    rule, span = situation.policy.rate, SPAN_WORDS[situation.period.span]
    whole = sum((line.tally for line in lines), Tally())
    yield (
        f"{span}，{_whose(lines, situation)}共有有效评价{whole.counted}个，其中满意{whole.satisfied}个、"
        f"不满意{whole.unsatisfied}个，满意率{whole.percent or '无'}；另有未评价{whole.unrated}个，不计入满意率。"
    )
    rates = [line.tally.rate for line in lines if line.tally.rate is not None]
    full, low = sum(rate >= rule.target for rate in rates), sum(rate < rule.floor for rate in rates)
    yield f"满意率达到{rule.target * 100}%的单位{full}个，低于{rule.floor * 100}%的单位{low}个。" + change_words(
        situation
    )


def _whose(lines: _Lines, situation: Situation) -> str:
    """Of how many units the figures are."""
    if not situation.missing:
        return f"{len(lines)}个窗口单位"
    several = situation.period.span is not Span.MONTH
    named = situation.arrivals.named(situation.missing, months=several)
    _, expected, reported = arrival_figures(situation)
    of_all = f"{expected}个窗口单位中{reported}个{'已报齐' if several else '已报送'}评价数据"
    return f"{of_all}（尚未报送：{named}），已报送的数据中"


def _complaints(situation: Situation) -> str:
    received, sustained, pending = situation.received(), situation.sustained(), situation.pending()
    span = SPAN_WORDS[situation.period.span]
    from_where = f"（按来源：{tallied((one.channel for one in received), '件')}；" if received else ""
    of_what = f"按类别：{tallied((one.category for one in received), '件')}）" if received else ""
    earlier = sum(one.received < situation.period.first_day for one in sustained)
    of_earlier = f"（其中以前受理的{earlier}件）" if earlier else ""
    return (
        f"{span}共受理投诉{len(received)}件{from_where}{of_what}，认定有效投诉{len(sustained)}件{of_earlier}；"
        f"截至目前尚待核查{len(pending)}件。"
    )


def _inspected(situation: Situation) -> list[Inspection]:
    known = [one for one in situation.inspections if one.day >= situation.first_day and in_period(one.day, situation)]
    return sorted(known, key=lambda one: (one.day, one.place))


def _inspections(situation: Situation) -> str:
    found = _inspected(situation)
    if not found:
        return f"{SPAN_WORDS[situation.period.span]}没有检查登记。"
    kinds = tallied((one.kind or "检查" for one in found), "条")
    plus, minus = sum(max(one.points, 0) for one in found), -sum(min(one.points, 0) for one in found)
    return f"共登记检查情况{len(found)}条（{kinds}），加{plus}分，扣{minus}分。"


def _ranking(lines: Sequence[RankedUnit], situation: Situation) -> str:
    ranks = [line.rank for line in lines if line.rank]
    best = [line for line in lines if line.rank and line.rank <= _BEST]
    last = [line for line in lines if line.rank and line.rank == ranks[-1]]
    unranked = [line.unit for line in lines if not line.rank]
    if not best:
        return f"{SPAN_WORDS[situation.period.span]}没有检查到任何单位，不排名次。"
    told = "；".join(
        f"第{line.rank}名{line.unit}，{line.score}分，有效投诉{line.sustained_complaints}件，{rate_words(line.tally)}"
        for line in best
    )
    names = {
        Compared.SCORE: f"得分（{situation.policy.base_score}分加检查加减分）",
        Compared.COMPLAINTS: "有效投诉（少者在前）",
        Compared.RATE: "满意率",
    }
    first, *others = (names[what] for what in situation.rank_order)
    return (
        f"单位名次先比{first}，再比{'，再比'.join(others)}。"
        f"排名前{_BEST}位的是：{told}。排名末位的是{listed(line.unit for line in last)}。"
        + (f"没有检查到、不排名次的是{listed(unranked)}。" if unranked else "")
    )


def _use(lines: Sequence[UnitLine], situation: Situation) -> str:
    silent = [line.unit for line in lines if line.use.silent]
    idle = [f"{line.unit}{line.use.days_without_use}天" for line in lines if line.use.days_without_use]
    whose = "已报送的单位中，" if situation.missing else ""
    told = f"整月没有使用评价器的单位：{listed(silent)}。" if silent else f"{whose}没有整月不使用评价器的单位。"
    return told + (f"有未使用日（含休息日）的单位：{listed(idle)}。" if idle else "")


# ---------------------------------------------------------------- 二、好的做法


def _good_practice(situation: Situation) -> Iterator[str]:
    rule = situation.policy.inspection
    found = [one for one in _inspected(situation) if one.points > 0 or one.item in rule.good_practice_items]
    if not found:
        yield f"{SPAN_WORDS[situation.period.span]}检查登记中没有加分或经验做法。"
    for one in found:
        points = f"（加{one.points}分）" if one.points > 0 else ""
        yield f"{one.unit}：{_finding(one)}{points}。"
    yield to_write("值得推广的做法、成效和推广要求")


def _finding(one: Inspection) -> str:
    return tight((one.finding or one.item).rstrip("。"))


# ---------------------------------------------------------------- 三、存在问题


def _problems(lines: _Lines, situation: Situation) -> Iterator[Section | str]:
    found = (
        Section("满意率低于要求", tuple(_low_rates(lines, situation))),
        Section("有效投诉", tuple(f"{complaint_words(one)}。" for one in situation.sustained())),
        Section("检查发现的问题", tuple(_findings(situation))),
        Section("工作落实不到位的单位", tuple(_weak(lines))),
    )
    kept = [section for section in found if section.parts]
    if kept:
        yield from (*kept, Section("原因分析", (to_write("问题的成因和教训"),)))
    else:
        yield f"{SPAN_WORDS[situation.period.span]}没有满意率低于要求、有效投诉和检查扣分的情况。"
        yield to_write("其他需要指出的问题")


def _low_rates(lines: _Lines, situation: Situation) -> Iterator[str]:
    rule = situation.policy.rate
    low = [line for line in lines if line.tally.rate is not None and line.tally.rate < rule.floor]
    if low:
        told = "；".join(f"{line.unit}{rate_words(line.tally)}" for line in low)
        yield f"单位满意率低于{rule.floor * 100}%的：{told}。"
    months = [one for one in situation.own_entries if one.cause.rule is Rule.RATE and one.kind is Kind.DEDUCTION]
    if months:
        yield f"窗口民警月满意率低于{situation.month_floor}的{len(months)}人次："
    yield from officers_by_reason(months)


def _findings(situation: Situation) -> Iterator[str]:
    found = [one for one in _inspected(situation) if one.points < 0 or one.serious]
    for item in Counter(one.item or "其他" for one in found):
        own = [one for one in found if (one.item or "其他") == item]
        points = -sum(one.points for one in own)
        told = "；".join(_found_where(one) for one in own)
        yield f"{item}{len(own)}条，共扣{points}分：{told}。"


def _found_where(one: Inspection) -> str:
    serious = "，情节严重" if one.serious else ""
    points = f"（扣{-one.points}分{serious}）" if one.points < 0 else f"（{serious[1:]}）"
    return f"{one.unit}{one.person.name if one.person else ''}{_finding(one)}{points}"


def _weak(lines: _Lines) -> Iterator[str]:
    """Quarterly: who is helped and why; monthly: who used no evaluator."""
    for line in _ranked(lines):
        if line.assistance:
            yield f"{line.unit}：{tight('；'.join(line.assistance))}。"
    silent = [line.unit for line in _used(lines) if line.use.silent]
    if silent:
        yield f"整月没有使用评价器：{listed(silent)}。"


# ---------------------------------------------------------------- 四、三项制度执行情况


def _measures(situation: Situation) -> Iterator[str]:
    own = situation.own_entries
    span = SPAN_WORDS[situation.period.span]
    told = _by_role([one for one in own if one.cause.rule is not Rule.MANUAL])
    yield f"{span}应当执行“三项制度”：{'；'.join(told)}。" if told else f"{span}没有应当执行的“三项制度”措施。"
    yield from _carried_out(situation)
    deducted = [one for one in own if one.kind is Kind.DEDUCTION]
    if deducted:
        floor, points = situation.month_floor, -sum(one.points for one in deducted)
        yield f"因月满意率低于{floor}，年终绩效考评扣分{len(deducted)}人次，共扣{points}分。"
    closed = measure_counts(own, Role.OFFICER, _CLOSED)
    if closed:
        yield f"对窗口民警{closed}。"
    answering = measure_counts(own, Role.UNIT_LEAD, _CLOSED)
    if answering:
        yield f"对单位主要领导{answering}。"
    yield to_write("各项措施的执行时间、执行人和整改情况")


def _carried_out(situation: Situation) -> Iterator[str]:
    """How much of it is done, and what earlier bulletins said otherwise."""
    every = [one for one in situation.own_entries if one.kind in MEASURES]
    ordered = [one for one in every if one.cause.rule is not Rule.MANUAL]
    done = sum(one.cause.matter in situation.carried_out for one in ordered)
    if ordered:
        yield f"其中已登记执行的{done}项，尚未登记执行的{len(ordered) - done}项。"
    beside = _by_role([one for one in every if one.cause.rule is Rule.MANUAL])
    if beside:
        yield f"县局另行、单位自行作出并已登记的措施：{'；'.join(beside)}。"
    if situation.corrections:
        told = f"对以前通报的内容有更正{len(situation.corrections)}项，详见附件。"
        yield told + _taken_back(situation.corrections)
    if situation.figure_corrections:
        yield f"以前通报的数字有更正{len(situation.figure_corrections)}处，详见附件。"
    within = situation.corrections_within
    if within:
        whose = WITHIN_WORDS[situation.period.span]
        yield f"{whose}印发以后有更正{len(within)}项，详见附件。" + _taken_back(within)


def _taken_back(corrections: Sequence[PostedEntry]) -> str:
    """What no longer stands, in words that clear whoever is cleared."""
    told = [tight(one.entry.cause.reason) for one in corrections if one.reverses is not None]
    return f"其中：{'；'.join(told)}。" if told else ""


def _by_role(entries: Sequence[Entry]) -> list[str]:
    names = {
        Role.OFFICER: "对窗口民警",
        Role.UNIT_LEAD: "对所在单位主要领导",
        Role.BUREAU_LEAD: "对承包局领导",
    }
    told = ((name, measure_counts(entries, role, MEASURES)) for role, name in names.items())
    return [name + counts for name, counts in told if counts]


# ---------------------------------------------------------------- 五、下步要求


def _next_steps(lines: _Lines, situation: Situation) -> Iterator[str]:
    helped = [line.unit for line in _ranked(lines) if line.assistance]
    if helped:
        yield f"对{listed(helped)}等{len(helped)}个单位，由有关职能部门进行帮扶，原因见第三部分。"
    pending = len(situation.pending())
    if pending:
        yield f"有关单位和职能部门要抓紧核查尚未认定的{pending}件投诉。"
    if situation.period.span is not Span.YEAR:
        rule, addressees = situation.policy.rate, situation.policy.bureau.addressees
        wanted = f"活动方案{clause_words(rule.target_clause)}每月满意率{rule.target * 100}%的要求"
        yield f"{addressees}要对照{wanted}，规范使用评价器，严禁自行评价。"
    yield to_write("其他工作要求")
