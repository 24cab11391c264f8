"""What the bureau publishes: bulletins, the award proposal, their letters, and the papers for measures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from zlts.bulletins.annual import annual
from zlts.bulletins.awards import awards
from zlts.bulletins.monthly import monthly
from zlts.bulletins.parts import Bulletin, undone
from zlts.bulletins.quarterly import quarterly
from zlts.bulletins.situation import Situation
from zlts.documents.award import award_letter
from zlts.documents.award_papers import ApprovalForms, AwardPaper, approval_forms, award_decision, award_notice
from zlts.documents.bulletin import bulletin_letter
from zlts.documents.letter import Letter, with_annexes
from zlts.documents.paper import Paper, measure_paper
from zlts.documents.public import public_awards, public_bulletin, public_letter, title_of
from zlts.documents.sentences import in_full
from zlts.errors import Refused, WrongUsage
from zlts.escalation import step_day
from zlts.model import MEASURES, PostedEntry
from zlts.periods import Month, Period, Span, day_of
from zlts.reports import Report
from zlts.services import office as offices
from zlts.services.calendar import UNDECIDED, check_ended
from zlts.services.redacting import reads
from zlts.services.situations import award_situation, period_of, published, situation
from zlts.store import decisions, entries
from zlts.store.session import Session

_BULLETINS: Mapping[Span, Callable[[Situation], Bulletin]] = {
    Span.MONTH: monthly,
    Span.QUARTER: quarterly,
    Span.HALF: quarterly,
    Span.YEAR: annual,
}


@dataclass(frozen=True, slots=True)
class Publication:
    """A bulletin or proposal as it leaves: its report, and its letter or its forms where they are wanted."""

    report: Report
    letter: Letter | None = None
    forms: ApprovalForms | None = None

    def for_the_public(self) -> Publication:
        """What of a bulletin the public may be told, on the same paper."""
        told = public_bulletin(self.report)
        return Publication(told, public_letter(told, self.letter) if self.letter else None)

    def with_annexes(self) -> Publication:
        """The same, its letter with the tables behind it that go out apart otherwise."""
        return replace(self, letter=with_annexes(self.letter)) if self.letter else self


@reads
def bulletin(
    session: Session, span: Span, text: str | None, now: datetime, *, letter: bool = False, public: bool = False
) -> Publication:
    """The bulletin of a period; without one, of the last finished period that has evidence.

    `letter`: with the 通报 itself, facts filled in, what only a person can write left open.

    Raises:
        WrongUsage: no such period, or one wholly before the policy.
        Refused: with a letter or for the public, while the period runs.
    """
    office = offices.load(session)
    period = period_of(session, office, span, text, now)
    if public:
        check_ended(period, now.date(), "公布", "现在想先看看，不写 --public。")
    made = bulletin_of(published(session, office, period, now))
    if letter:
        check_ended(period, now.date(), "出通报的公文", "现在想先看看，不写 -o，或者写成 .xlsx，上面注明还没有结束。")
    found = Publication(made.report, bulletin_letter(made) if letter else None)
    return found.for_the_public() if public else found


def bulletin_of(place: Situation) -> Bulletin:
    """The bulletin of a situation."""
    return _BULLETINS[place.period.span](place)


@reads
def award_proposal(
    session: Session, text: str, now: datetime, *, letter: bool = False, public: bool = False
) -> Publication:
    """六(八): the December proposal of a year; for the public the 公示 alone.

    Raises:
        Refused: for the public while nobody has been awarded and the year runs or its pass is lacking or behind.
    """
    place, awarded, decided_on = award_situation(session, offices.load(session), text, now)
    if public and not awarded:
        check_ended(place.period, now.date(), *UNDECIDED)
        _check_assessed(place)
    proposal = awards(place, awarded, decided_on)
    paper = award_letter(proposal) if letter else None
    if not public:
        return Publication(proposal.report, paper)
    told = public_awards(proposal)
    bureau = place.policy.bureau
    signature = in_full(bureau.name, bureau)
    return Publication(told, public_letter(told, paper, title_of(place), signature) if paper else None)


@reads
def award_paper(session: Session, text: str, paper: AwardPaper, first: str, now: datetime) -> Publication:
    """What a year's award is written as; `first` is the first day of the 公示, "" for today.

    Raises:
        WrongUsage: no such day.
        Refused: a 公示 while nobody has been awarded and the year runs or its pass is lacking or behind; a decision
            that is not recorded; no one to write a form for.
    """
    place, awarded, decided_on = award_situation(session, offices.load(session), text, now)
    proposal = awards(place, awarded, decided_on)
    match paper:
        case AwardPaper.NOTICE:
            if not awarded:
                check_ended(place.period, now.date(), *UNDECIDED)
                _check_assessed(place)
            return Publication(proposal.report, award_notice(proposal, day_of(first) if first else now.date()))
        case AwardPaper.DECISION:
            return Publication(proposal.report, award_decision(proposal))
        case AwardPaper.FORMS:
            return Publication(proposal.report, forms=approval_forms(proposal))
        case AwardPaper.PROPOSAL:
            return Publication(proposal.report, award_letter(proposal))


def _check_assessed(place: Situation) -> None:
    """Names go out to the public only when the year's pass says what the evidence does.

    Raises:
        Refused: months are not assessed, or the evidence has changed since.
    """
    year = place.whole_year
    through = year.without_pass[-1] if year.without_pass else place.due.through if place.due else None
    if through:
        raise Refused("评定还没有做完，名次可能改变，没有写公示。", f"请先 zlts assess {through}。")


# ---------------------------------------------------------------- papers for measures


@reads
def measure_papers(session: Session, numbers: Sequence[int], now: datetime) -> list[Paper]:
    """The papers for measures, all or none.

    Raises:
        WrongUsage: an entry that is not there, or is no measure.
        Refused: an entry of a month that still runs.
    """
    office, years, papers = offices.load(session), dict[int, Situation](), []
    for number in numbers:
        posted = _entry(session, number, now)
        year = Period.holding(posted.entry.month, Span.YEAR)
        if year.year not in years:
            years[year.year] = situation(session, office, year, now)
        policy = office.policies.on(step_day(posted.entry.month, posted.entry.day))
        place = replace(years[year.year], policy=policy)
        told = next((one for one in place.entries if one.id == number), posted)
        papers.append(measure_paper(told, place))
    return papers


@reads
def open_measures(session: Session, text: str, now: datetime) -> list[int]:
    """The numbers of a month's measures that have still to be carried out, in the order of the ledger.

    Raises:
        WrongUsage: no such month.
        Refused: the month still runs, or nothing of it is open.
    """
    month = Month.parse(text)
    check_ended(month, now.date(), "出文书", "请等月份结束、评定以后再办。")
    own = [one for one in entries.active(session, month.year) if one.entry.month == month]
    numbers = [one.id for one in undone(own, decisions.carried_out(session)) if one.entry.kind in MEASURES]
    if not numbers:
        raise Refused(f"{month} 没有尚未执行的打招呼、谈话、告诫。", "已经执行的要再出一份，请写编号：zlts notice 12")
    return numbers


def _entry(session: Session, number: int, now: datetime) -> PostedEntry:
    posted = entries.find(session, number)
    if posted is None:
        raise WrongUsage(f"台账里没有第 {number} 号。", "用 zlts ledger 看编号。")
    check_ended(posted.entry.month, now.date(), "出文书", f"第 {number} 号记在这个月，请等月份结束、评定以后再办。")
    return posted
