"""What the public may be told, as one report of a few lines that every drawing shows: LED screens, microblogs, 公示.

No measure, no bar, no points; of people only those who are proposed or awarded, by name and unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from zlts.bulletins.situation import THIS, Situation
from zlts.documents.award import notice
from zlts.documents.bulletin import whole_of
from zlts.documents.letter import Letter
from zlts.documents.sentences import Line, listed
from zlts.periods import Period, Span
from zlts.reports import Column, Report, Table

LONGEST = 60
_BEST = 3
_SPANS: Mapping[str, Span] = {"monthly": Span.MONTH, "quarterly": Span.QUARTER, "annual": Span.YEAR}


def public_bulletin(report: Report) -> Report:
    """What a bulletin of a month, a quarter or a year tells the public; every line fits a screen."""
    span = _SPANS[report.name]
    when = Period.parse(report.period, span).chinese
    mark = "" if report.machine.get("finished", True) else f"（{THIS[span]}未结束）"
    lines: list[Line] = report.machine["units"]
    told = [line for line in (*_told(when, report, lines), _thanks()) if len(line) <= LONGEST]
    return _of(report, f"{when}窗口服务情况公告{mark}", told)


def public_awards(report: Report, situation: Situation) -> Report:
    """The 公示 of those who are proposed or awarded."""
    return _of(report, "".join(title_of(situation)), notice(report, situation))


def title_of(situation: Situation) -> tuple[str, ...]:
    """The title of the 公示, in words that no line may break."""
    return tuple(map(situation.fill, situation.policy.titles.award_notice))


def public_letter(report: Report, letter: Letter, title: tuple[str, ...] = ()) -> Letter:
    """The lines of a public report on the paper of the bulletin or proposal that it was made from."""
    lines: list[str] = report.machine["lines"]
    return replace(letter, title=title or (report.title,), addressee="", body=tuple(lines), annexes=(), copies="")


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


def _told(when: str, report: Report, lines: list[Line]) -> Iterator[str]:
    whole = whole_of(lines)
    yield f"{when}，{report.bureau}{_units(report, lines)}共收到群众有效评价{whole.counted}个。"
    if whole.percent:
        yield f"{when}群众满意{whole.satisfied}个，窗口满意率{whole.percent}。"
    if "rank" in lines[0]:
        yield _best(when, lines)
    sustained, pending = (_complaints(f"{state}_complaints", report, lines) for state in ("sustained", "pending"))
    yield f"{when}查实群众投诉{sustained}件，正在核查{pending}件。"


def _complaints(key: str, report: Report, lines: list[Line]) -> int:
    """How many; a bulletin frozen before that was known adds its units' up."""
    totals: Mapping[str, int] = report.machine.get("totals", {})
    return totals.get(key, sum(line[key] for line in lines))


def _units(report: Report, lines: list[Line]) -> str:
    """Of how many units the figures are; a bulletin frozen before that was known has them of all."""
    if not report.machine.get("missing"):
        return f"{len(lines)}个窗口单位"
    return f"{report.machine['units_expected']}个窗口单位中{report.machine['units_reported']}个报齐数据，"


def _best(when: str, lines: list[Line]) -> str:
    """The first three; where a shared rank makes the list too long, the first only, then their number."""
    for rank in (_BEST, 1):
        best = [line["unit"] for line in lines if line["rank"] <= rank and line["counted"]]
        told = f"{when}窗口服务排名靠前的单位：{listed(best)}。"
        if best and len(told) <= LONGEST:
            return told
    return f"{when}有{sum(line['rank'] == 1 for line in lines)}个窗口单位并列第一。"


def _thanks() -> str:
    return "欢迎您办事后按下评价器，监督我们的窗口服务。"
