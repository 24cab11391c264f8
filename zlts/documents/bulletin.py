"""The 通报 of a month, quarter or year as a letter of two or three pages; its tables go out apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from zlts.bulletins.complaints import consequences
from zlts.bulletins.facts import RankedUnit, UnitLine
from zlts.bulletins.parts import READINGS_KEY, WITHIN_WORDS, Bulletin, arrival_figures, behind
from zlts.bulletins.quarterly import in_period
from zlts.bulletins.situation import Situation
from zlts.documents.changes import (
    both_words,
    change_words,
    free_words,
    full_words,
    since_words,
)
from zlts.documents.letter import Annex, Letter, LetterWords, Section, chinese_day, tight
from zlts.documents.sentences import (
    SPAN_WORDS,
    clause_words,
    complaint_words,
    content_words,
    grouped,
    in_full,
    listed,
    measure_counts,
    ordered_words,
    points_words,
    rate_words,
    tallied,
    to_check,
    units_listed,
    without_command,
)
from zlts.model import MEASURES, Complaint, Entry, Inspection, Kind, Person, PostedEntry, Role, Rule, Tally
from zlts.periods import Span
from zlts.policy import Compared
from zlts.reports import Report

_Lines = Sequence[UnitLine] | Sequence[RankedUnit]
"""A month's units, or those of a quarter or a year."""

_BEST = 3
_MOST = 3
"""So many kinds of findings are named."""
CLOSING = "特此通报。"


def bulletin_letter(bulletin: Bulletin, words: LetterWords | None = None, number: str = "") -> Letter:
    """The bulletin as a letter to the units, whole as it stands: what the ledger knows, in two or three pages.

    What is told of every unit stands in the tables of its annex. `number` is the one under which it is issued.
    """
    situation, lines = bulletin.situation, bulletin.facts.units
    words, bureau = words or words_of(situation), situation.policy.bureau
    sections = (
        Section("基本情况", tuple(_state(lines, situation))),
        Section("经验做法", tuple(_good_practice(situation))),
        Section("存在问题", tuple(_problems(lines, situation))),
        Section("“三项制度”执行情况", tuple(_measures(situation))),
        Section("下一步工作要求", tuple(_next_steps(situation))),
    )
    return Letter(
        title=letter_title(situation.policy.titles.letter, situation),
        addressee=words.addressees,
        body=(*_to_settle(situation), _opening(situation), *(one for one in sections if one.parts), CLOSING),
        annexes=_annexes(bulletin.report, situation),
        signature=words.signature or in_full(bureau.name, bureau),
        day=situation.today,
        copies=words.copies,
        issuer=bureau.office,
        number=number,
        period=situation.period.chinese,
        figures=tuple(_figures(lines, situation)),
    )


def letter_title(words: Iterable[str], situation: Situation) -> tuple[str, ...]:
    """A letter's title filled, in words that no line may break, the bureau's name in full."""
    return tuple(in_full(situation.fill(word), situation.policy.bureau) for word in words)


def words_of(situation: Situation) -> LetterWords:
    """The bureau's own words as the policy has them."""
    bureau = situation.policy.bureau
    return LetterWords(bureau.addressees, bureau.copies, bureau.signature)


_INTERNAL = {"anomalies", "early_help", "complaints"}
"""Suspicions that nobody has decided on, and complaints that are pending or unfounded, do not leave the bureau."""


def _annexes(report: Report, situation: Situation) -> tuple[Annex, ...]:
    """The report's tables that have rows and are no detail, as one annex that goes out apart."""
    left_out = _INTERNAL | {READINGS_KEY}
    tables = tuple(table for table in report.tables if table.rows and not table.detail and table.key not in left_out)
    return (Annex(f"{situation.period.chinese}窗口服务统计表", tables, apart=True),)


def _to_settle(situation: Situation) -> Iterator[str]:
    """What makes the letter say less than there is: it must not go out before."""
    if situation.unassessed:
        yield to_check(f"{listed(map(str, situation.unassessed))}还没有评定，扣分和措施尚不完整")
    yield from (to_check(without_command(sentence)) for sentence in behind(situation))
    if situation.register_problem:
        yield to_check(without_command(situation.register_problem))


def _figures(lines: _Lines, situation: Situation) -> Iterator[tuple[str, str]]:
    """The period's own figures, by the names under which a bureau's form asks for them."""
    whole = sum((line.tally for line in lines), Tally())
    yield "有效评价数", str(whole.counted)
    yield "满意数", str(whole.satisfied)
    yield "不满意数", str(whole.unsatisfied)
    yield "未评价数", str(whole.unrated)
    yield "满意率", whole.percent or "—"
    yield "受理投诉数", str(len(situation.received()))
    yield "有效投诉数", str(len(situation.sustained()))
    yield "待查投诉数", str(len(situation.pending()))


def _opening(situation: Situation) -> str:
    period = situation.period
    covered = f"（自{chinese_day(situation.first_day)}起计算）" if situation.partly else ""
    return f"现将{period.chinese}{covered}有关情况通报如下："


# ---------------------------------------------------------------- 一、基本情况


def _state(lines: _Lines, situation: Situation) -> Iterator[Section]:
    yield Section("满意率", tuple(_rates(lines, situation)))
    yield Section("投诉受理和核查", (_complaints(situation),))
    if ranked := _ranked(lines):
        yield Section("检查考评", (_inspections(situation),))
        yield Section("单位排名", (_ranking(ranked, situation),))
    else:
        yield Section("检查考评和评价器使用", (_inspections(situation) + _use(_used(lines), situation),))


def _ranked(lines: _Lines) -> list[RankedUnit]:
    """Those of a quarter or a year."""
    return [line for line in lines if isinstance(line, RankedUnit)]


def _used(lines: _Lines) -> list[UnitLine]:
    """Those of a month."""
    return [line for line in lines if isinstance(line, UnitLine)]


def _rates(lines: _Lines, situation: Situation) -> Iterator[str]:
    rule, span = situation.policy.rate, SPAN_WORDS[situation.period.span]
    whole = sum((line.tally for line in lines), Tally())
    unrated = f"；另有未评价{whole.unrated}个，不计入满意率" if whole.unrated else ""
    if not whole.counted:
        yield f"{span}，{_whose(lines, situation)}无有效评价{unrated}。"
        return
    unhappy = f"（不满意{whole.unsatisfied}个）" if whole.unsatisfied else ""
    rates = [line.tally.rate for line in lines if line.tally.rate is not None]
    low = sum(rate < rule.floor for rate in rates)
    below = f"低于{rule.floor * 100}%的单位"
    yield (
        f"{span}，{_whose(lines, situation)}共收到有效评价{whole.counted}个{unhappy}，"
        f"满意率{whole.percent}{unrated}。{change_words(situation)}"
        f"{full_words(situation)}，{f'{below}{low}个' if low else f'无{below}'}。"
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
    if received:
        told = f"{span}共受理投诉{len(received)}件（{tallied((one.category for one in received), '件')}）"
    else:
        told = f"{span}未受理投诉"
    earlier = sum(one.received < situation.period.first_day for one in sustained)
    of_earlier = f"（其中以前受理的{earlier}件）" if earlier else ""
    found = f"认定有效投诉{len(sustained)}件{of_earlier}" if sustained else "无有效投诉"
    aims = free_words(situation) + both_words(situation)
    if pending:
        return f"{told}，{found}；尚待核查{len(pending)}件。{aims}"
    return f"{told}，{found}{'；均已核查完毕' if received else ''}。{aims}"


def _inspected(situation: Situation) -> list[Inspection]:
    known = [one for one in situation.inspections if one.day >= situation.first_day and in_period(one.day, situation)]
    return sorted(known, key=lambda one: (one.day, one.place))


def _inspections(situation: Situation) -> str:
    found = _inspected(situation)
    if not found:
        return f"{SPAN_WORDS[situation.period.span]}没有检查登记。"
    told = f"共登记检查情况{len(found)}条"
    if _told_in_full(situation):
        kinds = tallied((one.kind or "检查" for one in found), "条")
        return f"{told}（{kinds}），{points_words(one.points for one in found)}。"
    bad = _bad(found)
    items = (
        f"，发现问题{len(bad)}条（{tallied((one.item or '其他' for one in bad), '条', most=_MOST)}）" if bad else ""
    )
    return f"{told}，{points_words(one.points for one in found)}{items}。"


def _bad(found: Iterable[Inspection]) -> list[Inspection]:
    return [one for one in found if one.points < 0 or one.serious]


def _ranking(lines: Sequence[RankedUnit], situation: Situation) -> str:
    """The first with their figures, and the last; how all of them stand is in the annex."""
    best = [line for line in lines if line.rank and line.rank <= _BEST]
    last = [line for line in lines if line.rank and line.rank == max(one.rank or 0 for one in lines)]
    unranked = [line.unit for line in lines if not line.rank]
    if not best:
        return f"{SPAN_WORDS[situation.period.span]}没有检查到任何单位，不排名次。"
    told = "；".join(
        f"第{line.rank}名{line.unit}{since_words(line, situation)}，{_by(line, situation.rank_order)}"
        for line in best
    )
    names = {
        Compared.SCORE: "得分",
        Compared.COMPLAINTS: "有效投诉",
        Compared.RATE: "满意率",
    }
    behind_all = listed(f"{line.unit}{since_words(line, situation)}" for line in last)
    return (
        f"依次比较{listed(names[what] for what in situation.rank_order)}，前{_BEST}名是：{told}；末位是{behind_all}。"
        f"各单位名次见附件。{f'没有检查到、不排名次的是{units_listed(unranked, situation)}。' if unranked else ''}"
    )


def _by(line: RankedUnit, order: Sequence[Compared]) -> str:
    """The figures of the two that are compared first."""
    told = {
        Compared.SCORE: f"{line.score}分",
        Compared.COMPLAINTS: f"有效投诉{line.sustained_complaints}件" if line.sustained_complaints else "无有效投诉",
        Compared.RATE: rate_words(line.tally),
    }
    return "，".join(told[what] for what in order[:2])


def _use(lines: Sequence[UnitLine], situation: Situation) -> str:
    silent = [line.unit for line in lines if line.use.silent]
    whose = "已报送的单位中，" if situation.missing else ""
    if silent:
        return f"整月没有使用评价器的单位：{units_listed(silent, situation)}。"
    return f"{whose}无整月不使用评价器的单位。"


# ---------------------------------------------------------------- 二、经验做法


def _order(situation: Situation) -> list[str]:
    """The units as the roster has them, which is the notice's order."""
    return [unit.name for unit in situation.roster.units]


def _told_in_full(situation: Situation) -> bool:
    """A month's bulletin tells one by one what those of a quarter and a year sum up."""
    return situation.period.span is Span.MONTH


def _of_quarters(situation: Situation) -> bool:
    """Half a year's and a year's bulletins count what those of its quarters told."""
    return situation.period.span in {Span.HALF, Span.YEAR}


def _good_practice(situation: Situation) -> Iterator[str]:
    rule = situation.policy.inspection
    found = [
        one
        for one in _inspected(situation)
        if rule.is_good_practice(one.item, one.points) and not rule.tells_of_fault(one.finding)
    ]
    if found:
        yield f"{('、' if _of_quarters(situation) else '；').join(_credits(found, situation))}。"


def _credits(found: Sequence[Inspection], situation: Situation) -> Iterator[str]:
    """Each unit's; of more than a quarter the counts."""
    order = _order(situation)
    if not _of_quarters(situation):
        told = grouped(((one.unit, _credited(one)) for one in found), order)
        yield from (f"{unit}{listed(words)}" for unit, words in told)
        return
    for unit, own in grouped(((one.unit, one) for one in found), order):
        points = sum(max(one.points, 0) for one in own)
        yield f"{unit}{len(own)}条{f'（加{points}分）' if points else ''}"


def _credited(one: Inspection) -> str:
    return f"{_finding(one)}（加{one.points}分）" if one.points > 0 else _finding(one)


def _finding(one: Inspection) -> str:
    return tight((one.finding or one.item).rstrip("。"))


# ---------------------------------------------------------------- 三、存在问题


def _problems(lines: _Lines, situation: Situation) -> Iterator[Section | str]:
    found = (
        Section(f"满意率低于{situation.policy.rate.floor * 100}%", tuple(_low_rates(lines, situation))),
        Section("有效投诉", tuple(_found_valid(situation))),
        Section("检查发现的问题", tuple(_findings(situation))),
        Section("需要帮扶的单位" if _ranked(lines) else "评价器使用", tuple(_weak(lines, situation))),
    )
    kept = [section for section in found if section.parts]
    if kept:
        yield from kept
    else:
        yield f"{SPAN_WORDS[situation.period.span]}没有满意率低于要求、有效投诉和检查扣分的情况。"


def _low_rates(lines: _Lines, situation: Situation) -> Iterator[str]:
    """Units and officers below the floor, each unit with its own people."""
    rule = situation.policy.rate
    low = [line for line in lines if line.tally.rate is not None and line.tally.rate < rule.floor]
    months = [one for one in situation.own_entries if one.cause.rule is Rule.RATE and one.kind is Kind.DEDUCTION]
    counts = [f"单位{len(low)}个"] if low else []
    floor = situation.month_floor
    changed = f"（月满意率低于{floor}）" if floor != f"{rule.floor * 100}%" else ""
    costs = f"，年终绩效考评共扣{-sum(one.points for one in months)}分"
    counts += [f"窗口民警{len(months)}人次{changed}{costs}"] if months else []
    if not counts:
        return
    told = [(line.unit, f"全单位{_rate(line.tally)}") for line in low] + list(_low_months(months, situation))
    by_unit = grouped(told, _order(situation))
    yield f"{listed(counts)}：{'；'.join(f'{unit}{listed(words)}' for unit, words in by_unit)}。"


def _low_months(months: Iterable[Entry], situation: Situation) -> Iterator[tuple[str, str]]:
    """Each officer's months; the figures of several stand in the bulletins of those months."""
    own: dict[tuple[str, Person], list[Entry]] = {}
    for one in months:
        if one.person:
            own.setdefault((one.unit, one.person), []).append(one)
    for (unit, person), entries in own.items():
        if not _told_in_full(situation):
            yield unit, f"{person.name}{f'{len(entries)}次' if len(entries) > 1 else ''}"
        else:
            yield unit, f"{person.name}{_rate(situation.person_tally(person))}"


def _rate(tally: Tally) -> str:
    """A rate beside its count, shorter than `rate_words`: a heading says what it is."""
    return f"{tally.percent}（有效评价{tally.counted}个）"


def _found_valid(situation: Situation) -> Iterator[str | Section]:
    """六(七): each sustained complaint by its unit; of half a year and of a year the counts alone."""
    found, order = situation.sustained(), _order(situation)
    if not found:
        return
    counts = f"{SPAN_WORDS[situation.period.span]}{len(found)}件"
    if _of_quarters(situation):
        people = grouped(((listed(one.units), _people(one)) for one in found), order)
        told = (f"{unit}{len(words)}件（{listed(_counted(words))}）" for unit, words in people)
        yield f"{counts}：{'；'.join(told)}。"
        return
    full = grouped(((listed(one.units), _in_full(one, situation)) for one in found), order)
    if _told_in_full(situation):
        yield f"{counts}："
        yield from (Section(unit, (f"{'；'.join(words)}。",)) for unit, words in full)
    else:
        yield f"{counts}：{'；'.join(unit + '；'.join(words) for unit, words in full)}。"


def _counted(words: Iterable[str]) -> list[str]:
    return [f"{word}{count}件" if count > 1 else word for word, count in Counter(words).items()]


def _people(one: Complaint) -> str:
    return listed(person.name for person in (*one.officers, *one.auxiliaries)) or "未写明民警"


def _in_full(one: Complaint, situation: Situation) -> str:
    """What happened, only where nobody it names is cleared or waits; what was ordered and done."""
    whole = next((own for own in situation.complaints if own.key == one.key), one)
    happened = content_words(one) if all(part.sustained for part in whole.parts) else ""
    brief = not _told_in_full(situation)
    if brief:
        told = f"{_people(one)}{f'“{happened}”' if happened else one.category}"
    else:
        told = complaint_words(one, happened, situation.period.year)
    ordered = ordered_words(one, consequences(one, situation.entries), situation.carried_out, brief=brief)
    return f"{told}，{ordered}" if ordered else told


def _findings(situation: Situation) -> Iterator[str]:
    """By what was inspected; of more than a month the state of things tells how often."""
    found = _bad(_inspected(situation)) if _told_in_full(situation) else []
    items = {
        item: [one for one in found if (one.item or "其他") == item]
        for item in Counter(one.item or "其他" for one in found)
    }
    told = []
    for item, own in items.items():
        where = grouped(((one.unit, _found_where(one)) for one in own), _order(situation))
        told.append(f"{item}：{'；'.join(f'{unit}{listed(words)}' for unit, words in where)}。")
    if told:
        yield "".join(told)


def _found_where(one: Inspection) -> str:
    serious = "，情节严重" if one.serious else ""
    points = f"（扣{-one.points}分{serious}）" if one.points < 0 else f"（{serious[1:]}）"
    return f"{one.person.name if one.person else ''}{_finding(one)}{points}"


def _weak(lines: _Lines, situation: Situation) -> Iterator[str]:
    """Quarterly: who is helped and why; monthly: who used no evaluator."""
    why = ((line.unit, tight("、".join(line.assistance))) for line in _ranked(lines) if line.assistance)
    helped = [f"{unit}（{listed(reasons)}）" for unit, reasons in grouped(why, _order(situation))]
    if helped:
        yield f"{listed(helped)}，由有关职能部门进行帮扶。"
    silent = [line.unit for line in _used(lines) if line.use.silent]
    if silent:
        yield f"整月没有使用评价器：{units_listed(silent, situation)}。"


# ---------------------------------------------------------------- 四、“三项制度”执行情况


def _measures(situation: Situation) -> Iterator[str]:
    own = situation.own_entries
    span = SPAN_WORDS[situation.period.span]
    told = _by_role([one for one in own if one.cause.rule is not Rule.MANUAL])
    ordered = f"{span}应当执行：{'；'.join(told)}。" if told else f"{span}没有应当执行的“三项制度”措施。"
    yield ordered + _carried_out(situation) + _closed_words(own if _of_quarters(situation) else _untold(situation))
    yield from _corrected(situation)


_CLOSED = {
    (Role.OFFICER, Kind.NO_AWARDS): "取消{}名窗口民警当年评先评优资格",
    (Role.OFFICER, Kind.NO_PROMOTION): "{}名民警当年不得提拔任用",
    (Role.OFFICER, Kind.TRANSFER): "{}名民警调整到农村派出所",
    (Role.OFFICER, Kind.ACCOUNTABILITY): "追究{}名民警的责任",
    (Role.UNIT_LEAD, Kind.ACCOUNTABILITY): "追究{}名单位领导的责任",
    (Role.BUREAU_LEAD, Kind.ACCOUNTABILITY): "追究{}名承包局领导的责任",
}


def _closed_words(own: Sequence[Entry]) -> str:
    """How many people each other consequence meets; "" where none does."""
    people = {told: {one.person for one in own if (one.role, one.kind) == which} for which, told in _CLOSED.items()}
    met = [told.format(len(who)) for told, who in people.items() if who]
    return f"{'，'.join(met)}。" if met else ""


def _carried_out(situation: Situation) -> str:
    """How much of what was ordered is done, and what was ordered beside."""
    ordered = _ordered(situation)
    done = sum(one.cause.matter in situation.carried_out for one in ordered)
    told = ""
    if ordered and done == len(ordered):
        told = "以上措施均已执行。"
    elif ordered:
        left = f"{len(ordered) - done}项尚未登记执行情况"
        told = f"其中已执行{done}项，{left}。" if done else f"其中{left}。"
    beside = _by_role([one for one in situation.own_entries if one.cause.rule is Rule.MANUAL])
    return told + (f"县局另行、单位自行作出并已登记的措施：{'；'.join(beside)}。" if beside else "")


def _untold(situation: Situation) -> list[Entry]:
    """The period's entries without those that are told with the complaint that brought them."""
    complaints = (consequences(one, situation.entries) for one in situation.sustained())
    told = {posted.entry.cause.matter for brought in complaints for posted in brought}
    return [one for one in situation.own_entries if one.cause.matter not in told]


def _ordered(situation: Situation) -> list[Entry]:
    """The measures of the period that the rules order."""
    return [one for one in situation.own_entries if one.kind in MEASURES and one.cause.rule is not Rule.MANUAL]


def _corrected(situation: Situation) -> Iterator[str]:
    """What earlier bulletins said otherwise."""
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


# ---------------------------------------------------------------- 五、下一步工作要求


def _next_steps(situation: Situation) -> Iterator[str]:
    """What follows from what the letter has told, and from the clauses."""
    rule, bureau = situation.policy.rate, situation.policy.bureau
    left = any(one.cause.matter not in situation.carried_out for one in _ordered(situation))
    urgent = ["核查尚未认定的投诉"] if situation.pending() else []
    urgent += ["执行尚未执行的措施"] if left else []
    wanted = [f"有关单位和职能部门要抓紧{listed(urgent)}。"] if urgent else []
    if situation.period.span is Span.YEAR:
        wanted.append(f"{bureau.addressees}要巩固竞赛成果，继续做好窗口服务工作。")
    else:
        asked = f"活动方案{clause_words(rule.target_clause)}"
        wanted.append(f"{bureau.addressees}要认真整改，按照{asked}规范使用评价器，严禁自行评价。")
    yield "".join(wanted)
