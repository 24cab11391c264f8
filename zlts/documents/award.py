"""六(八): the December proposal as a letter to the leading group, and the 公示 that follows it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from zlts.bulletins.awards import Proposal
from zlts.bulletins.facts import AwardFacts, RankedOfficer
from zlts.bulletins.situation import Situation
from zlts.documents.bulletin import letter_title, stands_on, words_of
from zlts.documents.letter import Annex, Letter, LetterWords, Section, chinese_day
from zlts.documents.sentences import clause_words, in_full, listed, rate_words, to_write, without_command
from zlts.model import Entry, Kind, Role, Tally
from zlts.policy import TopOf

INTERNAL, CLOSING = "内部掌握", "以上建议妥否，请审定。"
_OPEN_TABLES = ("shortlist", "ranking")
_INTERNAL_TABLES = ("ineligible", "unranked")
_WHOSE = {TopOf.OFFICERS: "窗口综合考评的前{}名", TopOf.UNITS: "年终总评前{}名单位的窗口民警"}


def award_letter(proposal: Proposal, words: LetterWords | None = None) -> Letter:
    """Ranking, shortlist with reasons, and the text of the 公示; for the leading group only (see `public`)."""
    situation, facts = proposal.situation, proposal.facts
    words, bureau, titles = words or words_of(situation), situation.policy.bureau, situation.policy.titles
    sections = [
        Section("评选依据和范围", tuple(_scope(facts, situation))),
        Section("综合考评排名", (_ranking(facts, situation),)),
        Section("取消评先评优资格的民警", tuple(_barred(facts))),
        Section("入围人选及理由", tuple(_reasons(facts.shortlist, situation)) or ("没有入围人选。",)),
        Section("提请领导小组决定的事项", tuple(_decisions(facts))),
    ]
    if facts.decision:
        sections.append(Section("已登记的表彰决定", (_decided(facts),)))
    return Letter(
        title=letter_title(titles.award_letter, situation),
        addressee=bureau.group,
        body=(
            situation.fill("现将{period}{contest}{honour}评选情况报告如下："),
            *sections,
            "特此报告。" if facts.decision else CLOSING,
        ),
        annexes=tuple(_annexes(proposal)),
        signature=in_full(bureau.office, bureau),
        day=situation.today,
        issuer=bureau.office,
        period=situation.period.chinese,
    )


def _scope(facts: AwardFacts, situation: Situation) -> Iterator[str]:
    rule = situation.policy.awards
    yield (
        f"按照活动方案{clause_words(rule.clause)}，年终评选{rule.fewest}至{rule.most}名{situation.policy.bureau.honour}，"
        f"从{_WHOSE[rule.top_of].format(rule.shortlist_rank)}中产生。"
    )
    people = (
        ("参加排名的窗口民警", len(facts.ranking)),
        ("取消评先评优资格的", len(facts.ineligible)),
        ("没有有效评价、不排名的", len(facts.unranked)),
    )
    yield "，".join(f"{who}{count}人" for who, count in people if count) + "。"


def _ranking(facts: AwardFacts, situation: Situation) -> str:
    best = facts.ranking[: situation.policy.awards.shortlist_rank]
    told = "；".join(f"{line.officer}（{line.unit}，{line.score}分）" for line in best)
    rule = "综合考评先比得分，同分的比全年满意率，再比有效评价数。"
    return f"{rule}排在前面的是：{told}。排名全表见附件。" if best else f"{rule}没有可以排名的民警。"


def _reasons(chosen: Sequence[RankedOfficer], situation: Situation) -> Iterator[Section]:
    for line in chosen:
        rate = rate_words(Tally(line.counted, line.satisfied))
        facts = f"综合考评{line.score}分，排名第{line.rank}；全年{rate}。{record_words(line, situation)}"
        yield Section(f"{line.officer}（{line.unit}）", (facts, to_write("主要事迹")))


def _barred(facts: AwardFacts) -> Iterator[str]:
    """By unit in the notice's order; the reasons stand in the annex that is kept inside."""
    units: dict[str, list[str]] = {}
    for one in facts.ineligible:
        units.setdefault(one.unit, []).append(one.officer)
    told = "；".join(f"{unit}{listed(names)}" for unit, names in units.items())
    yield f"{told}。理由和依据见附件（{INTERNAL}）。" if told else "没有取消评先评优资格的民警。"


def _decided(facts: AwardFacts) -> str:
    named = listed(f"{one.officer}（{one.unit}）" for one in facts.decision)
    day = facts.decision[0].decided_on
    return f"领导小组决定表彰{named}{f'，{chinese_day(day)}登记' if day else ''}。"


def record_words(line: RankedOfficer, situation: Situation) -> str:
    """What the year brought an officer beside the rate: inspection points, measures."""
    own = [posted.entry for posted in situation.entries if _is_of(posted.entry, line)]
    plus = sum(max(entry.points, 0) for entry in own)
    minus = -sum(min(entry.points, 0) for entry in own)
    measures = sum(entry.kind in (Kind.REMINDER, Kind.TALK, Kind.ADMONISHMENT) for entry in own)
    told = f"受“三项制度”措施{measures}次" if measures else "未受“三项制度”措施"
    points = f"{f'加{plus}分' if plus else '无加分'}，{f'扣{minus}分' if minus else '无扣分'}"
    return f"检查{points}；{told}，无取消评先评优情形。"


def _is_of(entry: Entry, line: RankedOfficer) -> bool:
    person = entry.person
    if person is None or entry.role is not Role.OFFICER:
        return False
    return (person.name, person.badge) == (line.officer, line.badge)


def _decisions(facts: AwardFacts) -> Iterator[str]:
    yield from (without_command(sentence) for sentence in facts.decisions_needed)
    if not facts.decisions_needed:
        yield "没有需要另行决定的事项，建议按入围名单表彰。"


# ---------------------------------------------------------------- annexes


def _annexes(proposal: Proposal) -> Iterator[Annex]:
    situation, report = proposal.situation, proposal.report
    tables = {table.key: table for table in report.tables if table.rows}
    yield Annex("综合考评入围名单和排名", tuple(tables[key] for key in _OPEN_TABLES if key in tables))
    honour = situation.policy.bureau.honour
    yield Annex(f"{situation.period.chinese}{honour}拟表彰人选公示", paragraphs=tuple(notice(proposal)))
    own = [tables[key] for key in _INTERNAL_TABLES if key in tables]
    yield from (Annex(table.title.removesuffix(f"（{INTERNAL}）"), (table,), mark=INTERNAL) for table in own)
    if "group" in tables:
        yield Annex(tables["group"].title, (tables["group"],))
    yield stands_on(report)


def notice(proposal: Proposal, days: tuple[date, date] | None = None) -> Iterator[str]:
    """公示: the names that are proposed, or that were awarded; nobody else's. `days` are its first and last."""
    facts, bureau = proposal.facts, proposal.situation.policy.bureau
    awarded = facts.decision
    named = awarded or facts.shortlist
    if not named:
        yield f"根据{bureau.contest}活动方案，目前没有拟表彰的{bureau.honour}人选。"
        return
    yield (
        f"根据{bureau.contest}活动方案，经窗口综合考评，拟从下列同志中表彰{bureau.honour}，现予公示："
        if not awarded
        else f"根据{bureau.contest}活动方案，经窗口综合考评、领导小组研究，拟表彰下列{bureau.honour}，现予公示："
    )
    yield from (f"{line.officer}，{line.unit}。" for line in named)
    when = f"{chinese_day(days[0])}至{chinese_day(days[1])}" if days else to_write("起止日期")
    yield f"公示期：{when}。"
    yield f"对公示人选有意见的，请在公示期内向{bureau.office}反映。联系电话：{to_write('号码')}。"
