"""六(八): what follows the proposal: 公示, 表彰决定, and the 推荐审批表, a page an officer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zlts.bulletins.awards import Proposal
from zlts.bulletins.facts import RankedOfficer
from zlts.bulletins.situation import Situation
from zlts.documents.award import notice, record_words
from zlts.documents.bulletin import letter_title, words_of
from zlts.documents.letter import Letter, safe_name
from zlts.documents.paper import Paper, PaperCell
from zlts.documents.sentences import clause_words, in_full
from zlts.errors import Refused
from zlts.model import Tally


class AwardPaper(StrEnum):
    """What an award can be written as."""

    PROPOSAL = "建议"
    NOTICE = "公示"
    DECISION = "表彰决定"
    FORMS = "审批表"


@dataclass(frozen=True, slots=True)
class ApprovalForms:
    """The 推荐审批表 of all who are shortlisted, or were awarded: a page each."""

    title: str
    papers: tuple[Paper, ...]


def award_notice(proposal: Proposal, first: date) -> Letter:
    """公示, from its first day on for the policy's days: names and units only; it is posted, so it has no 版记."""
    situation = proposal.situation
    last = first + timedelta(days=situation.policy.awards.notice_days - 1)
    return Letter(
        title=letter_title(situation.policy.titles.award_notice, situation),
        body=tuple(notice(proposal, (first, last))),
        signature=words_of(situation).signature or in_full(situation.policy.bureau.name, situation.policy.bureau),
        day=first,
        issuer=situation.policy.bureau.office,
        imprinted=False,
    )


def award_decision(proposal: Proposal) -> Letter:
    """表彰决定, once the decision is recorded.

    Raises:
        Refused: nobody has been awarded.
    """
    situation, facts = proposal.situation, proposal.facts
    words, bureau, rule = words_of(situation), situation.policy.bureau, situation.policy.awards
    if not facts.decision:
        raise Refused(
            f"{facts.year} 年还没有登记表彰名单，出不了表彰决定。",
            f"会议定了以后，先 zlts awards {facts.year} --award 姓名 --award 姓名。",
        )
    named = tuple(f"{one.officer}，{one.unit}" for one in facts.decision)
    opening = (
        f"根据{bureau.contest}活动方案{clause_words(rule.clause)}，经{situation.period.chinese}窗口综合考评、"
        f"{bureau.group}研究，决定对下列{len(named)}名{bureau.honour}予以表彰："
    )
    return Letter(
        title=letter_title(situation.policy.titles.award_decision, situation),
        addressee=words.addressees,
        body=(
            opening,
            *(f"{one}。" for one in named),
            f"希望受到表彰的同志珍惜荣誉，再接再厉；{bureau.addressees}要以他们为榜样，改进工作作风，提高服务水平。",
        ),
        signature=words.signature or in_full(bureau.name, bureau),
        day=situation.today,
        copies=words.copies,
        issuer=bureau.office,
    )


def approval_forms(proposal: Proposal) -> ApprovalForms:
    """推荐审批表 of those who were awarded, else of the shortlist.

    Raises:
        Refused: there is nobody.
    """
    situation, facts = proposal.situation, proposal.facts
    ranked = {(one.officer, one.badge): one for one in facts.ranking}
    chosen = [ranked.get((one.officer, one.badge)) for one in facts.decision] if facts.decision else facts.shortlist
    title = f"{situation.policy.bureau.honour}推荐审批表"
    papers = tuple(_form(one, title, situation) for one in chosen if one)
    if not papers:
        raise Refused(f"{facts.year} 年没有入围或表彰的人，没有可以写的审批表。", "请先看 zlts awards 年份。")
    return ApprovalForms(f"{situation.period.chinese}{title}", papers)


def _form(one: RankedOfficer, title: str, situation: Situation) -> Paper:
    tally = Tally(one.counted, one.satisfied)
    return Paper(
        name=safe_name(f"{title}-{one.officer}"),
        title=title,
        reference=situation.period.chinese,
        intro=(),
        rows=(
            (PaperCell("姓名", one.officer), PaperCell("警号", one.badge)),
            (PaperCell("性别"), PaperCell("出生年月")),
            (PaperCell("单位", one.unit), PaperCell("职务")),
            (PaperCell("综合考评", f"{one.score}分"), PaperCell("排名", f"第{one.rank}")),
            (
                PaperCell("满意率", tally.percent or "—"),
                PaperCell("评价", f"有效{tally.counted}个，满意{tally.satisfied}个"),
            ),
            (PaperCell("考核情况", record_words(one, situation)),),
            (PaperCell("主要事迹", room=5),),
            (PaperCell("单位意见", _SIGNED, room=3),),
            (PaperCell(f"{situation.policy.bureau.office}\n意见", _SIGNED, room=3),),
            (PaperCell("局领导\n意见", _SIGNED, room=3),),
        ),
        bureau=situation.policy.bureau.name,
    )


_SIGNED = "\n\n　　　　　签字（盖章）：　　　　　　　年　　月　　日"
