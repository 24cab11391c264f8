"""What the public may be told, as one report of a few lines that every drawing shows: LED screens, microblogs, 公示.

No measure, no bar, no points; of people only those who are proposed or awarded, by name and unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from zlts.bulletins.awards import Proposal
from zlts.bulletins.facts import PublicFacts, PublicUnit, public_facts
from zlts.bulletins.situation import THIS, Situation
from zlts.documents.award import notice
from zlts.documents.bulletin import letter_title
from zlts.documents.letter import Letter
from zlts.documents.sentences import listed
from zlts.model import Tally
from zlts.periods import Period, Span
from zlts.reports import Column, Report, Table

LONGEST = 60
_BEST = 3
_SPANS: Mapping[str, Span] = {
    "monthly": Span.MONTH,
    "quarterly": Span.QUARTER,
    "half": Span.HALF,
    "annual": Span.YEAR,
}


def public_bulletin(report: Report) -> Report:
    """What a bulletin of a month, a quarter or a year tells the public; every line fits a screen."""
    span, facts = _SPANS[report.name], public_facts(report)
    when = Period.parse(report.period, span).chinese
    mark = "" if facts.finished else f"（{THIS[span]}未结束）"
    told = [line for line in (*_told(when, report.bureau, facts), _thanks()) if len(line) <= LONGEST]
    return _of(report, f"{when}窗口服务情况公示{mark}", told)


def public_awards(proposal: Proposal) -> Report:
    """The 公示 of those who are proposed or awarded."""
    place = proposal.situation
    return _of(proposal.report, "".join(map(place.fill, place.policy.titles.award_notice)), notice(proposal))


def title_of(situation: Situation) -> tuple[str, ...]:
    """The title of the 公示, in words that no line may break."""
    return letter_title(situation.policy.titles.award_notice, situation)


def public_letter(report: Report, letter: Letter, title: tuple[str, ...] = (), signature: str = "") -> Letter:
    """The lines of a public report on the paper of the bulletin or proposal that it was made from.

    What has a `title` of its own bears its own `signature`, whoever signs the paper that it comes from.
    """
    signed = signature or letter.signature
    words = title or (f"{signed}关于", report.title.replace("情况公示", "情况的公示"))
    body = public_lines(report)
    return replace(letter, title=words, addressee="", body=body, annexes=(), copies="", signature=signed)


def public_lines(report: Report) -> tuple[str, ...]:
    """The lines of a public report."""
    return tuple(str(line) for (line,) in report.tables[0].rows)


def _of(report: Report, title: str, told: Iterable[str]) -> Report:
    lines = list(told)
    table = Table("public", title, (Column("line", "内容"),), tuple((line,) for line in lines))
    return Report(
        name="public",
        title=title,
        period=report.period,
        bureau=report.bureau,
        tables=(table,),
        machine={"title": title, "period": report.period, "lines": lines},
        incomplete=report.incomplete,
    )


def _told(when: str, bureau: str, facts: PublicFacts) -> Iterator[str]:
    whole = sum((one.tally for one in facts.units), Tally())
    yield f"{when}，{bureau}{_units(facts)}共收到群众有效评价{whole.counted}个。"
    if whole.percent:
        yield f"{when}群众满意{whole.satisfied}个，窗口满意率{whole.percent}。"
    ranked = [(one.rank, one) for one in facts.units if one.rank is not None]
    if ranked:
        yield _best(when, ranked)
    yield f"{when}查实群众投诉{facts.sustained_complaints}件，正在核查{facts.pending_complaints}件。"


def _units(facts: PublicFacts) -> str:
    """Of how many units the figures are."""
    if facts.reported is None:
        return f"{len(facts.units)}个窗口单位"
    reported, expected = facts.reported
    return f"{expected}个窗口单位中{reported}个报齐数据，"


def _best(when: str, ranked: Sequence[tuple[int, PublicUnit]]) -> str:
    """The first three; where a shared rank makes the list too long, the first only, then their number."""
    for last in (_BEST, 1):
        best = [one.unit for rank, one in ranked if rank <= last and one.tally.counted]
        told = f"{when}窗口服务排名靠前的单位：{listed(best)}。"
        if best and len(told) <= LONGEST:
            return told
    return f"{when}有{sum(rank == 1 for rank, _ in ranked)}个窗口单位并列第一。"


def _thanks() -> str:
    return "欢迎您办事后按下评价器，监督我们的窗口服务。"
