"""Short lines without names of people, for LED screens and microblogs."""

from __future__ import annotations

from collections.abc import Iterator

from zlts.documents.bulletin import whole_of
from zlts.documents.sentences import Line, listed
from zlts.periods import Period, Span
from zlts.reports import Report

LONGEST = 60
_BEST = 3


def public_lines(report: Report) -> list[str]:
    """What a quarterly bulletin tells the public; every line fits a screen."""
    lines: list[Line] = report.machine["units"]
    return [line for line in (*_told(report, lines), _thanks()) if len(line) <= LONGEST]


def _told(report: Report, lines: list[Line]) -> Iterator[str]:
    when, whole = Period.parse(report.period, Span.QUARTER).chinese, whole_of(lines)
    yield f"{when}，{report.bureau}{len(lines)}个窗口单位共收到群众有效评价{whole.counted}个。"
    if whole.percent:
        yield f"{when}群众满意{whole.satisfied}个，窗口满意率{whole.percent}。"
    yield _best(when, lines)
    sustained = sum(line["sustained_complaints"] for line in lines)
    pending = sum(line["pending_complaints"] for line in lines)
    yield f"{when}查实群众投诉{sustained}件，正在核查{pending}件。"


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
