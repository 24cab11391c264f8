"""The papers for a measure: 打招呼登记表, 谈话记录, 告诫书. One page each, no trace of the complainant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zlts.bulletins.situation import Situation
from zlts.documents.letter import safe_name, tight
from zlts.documents.sentences import (
    ORDERS,
    ROLE_WORDS,
    chinese_month,
    clause_words,
    in_full,
    reason_words,
    to_write,
)
from zlts.errors import WrongUsage
from zlts.model import Entry, Kind, Person, PostedEntry, Role, Rule

_MOST_FACTS = 200
"""Signs of facts that one page holds beside the officer's statement; the ledger has the rest."""


class PaperCell(NamedTuple):
    """A labelled cell; `room` is how tall a blank one is, as shares of what the page has left."""

    label: str
    text: str = ""
    room: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A form of one page: rows of one or two labelled cells, the last ones to be signed and dated by hand."""

    name: str
    """The file's name, without its ending."""
    title: str
    reference: str
    intro: tuple[str, ...]
    rows: tuple[tuple[PaperCell, ...], ...]
    bureau: str
    signed: tuple[str, ...] = ()
    """Below the form, at the right: who gives it, the date, the place for the seal."""
    fields: tuple[tuple[str, str], ...] = ()
    """What a bureau's own form asks for, by its names."""


class _Form(NamedTuple):
    title: str
    giver: str
    taker: str
    content: str
    prompt: str


_FORMS = {
    Kind.REMINDER: _Form("打招呼登记表", "打招呼人", "被打招呼人", "提醒内容", "提醒的内容和要求"),
    Kind.TALK: _Form("谈话记录", "谈话人", "被谈话人", "谈话内容", "谈话要点和整改要求"),
    Kind.ADMONISHMENT: _Form("告诫书", "告诫人", "被告诫人", "告诫内容", "告诫意见、整改要求和期限"),
}


def measure_paper(posted: PostedEntry, situation: Situation) -> Paper:
    """The paper for an entry of the 三项制度.

    Raises:
        WrongUsage: the entry is no measure, or was taken back.
    """
    entry, person = posted.entry, posted.entry.person
    form = _FORMS.get(entry.kind)
    if form is None or person is None:
        raise WrongUsage(
            f"第 {posted.id} 号是“{entry.kind}”，没有文书。",
            f"只有打招呼、谈话、告诫有文书；执行以后用 zlts done {posted.id} --on 【日期】 登记。",
        )
    if not posted.active:
        raise WrongUsage(
            f"第 {posted.id} 号已经撤销，或是一条撤销记录，不能据以办理。", "请用 zlts ledger 查看有效的登记。"
        )
    bureau = situation.policy.bureau
    return Paper(
        name=safe_name(f"{posted.id:04d}-{form.title}-{person.name}"),
        title=form.title,
        reference=f"〔{situation.today.year}〕　　　号　　登记编号：{posted.id}",
        intro=_intro(entry, person, situation) if entry.kind is Kind.ADMONISHMENT else (),
        rows=_rows(posted, person, form, situation),
        bureau=in_full(bureau.name, bureau),
        signed=(in_full(bureau.name, bureau), DAY, "（印章）") if entry.kind is Kind.ADMONISHMENT else (),
        fields=_fields(posted, person, form, situation),
    )


DAY = "　　　　年　　月　　日"
"""To be written into."""


def _fields(posted: PostedEntry, person: Person, form: _Form, situation: Situation) -> tuple[tuple[str, str], ...]:
    entry = posted.entry
    return (
        ("标题", form.title),
        ("登记编号", str(posted.id)),
        ("姓名", person.name),
        ("警号", person.badge),
        ("单位", _unit(entry)),
        ("身份", ROLE_WORDS[entry.role]),
        ("措施", str(entry.kind)),
        ("记入月份", chinese_month(entry.month)),
        ("事实", facts(posted, situation)),
        ("依据", grounds(entry, situation)),
    )


def _rows(
    posted: PostedEntry, person: Person, form: _Form, situation: Situation
) -> tuple[tuple[PaperCell, ...], ...]:
    entry = posted.entry
    return (
        (PaperCell(form.taker, person.name), PaperCell("警号", person.badge)),
        (PaperCell("单位", _unit(entry)), PaperCell("身份", ROLE_WORDS[entry.role])),
        *(() if entry.kind is Kind.ADMONISHMENT else _WHEN_AND_WHERE),
        (PaperCell("事实", facts(posted, situation)),),
        (PaperCell("依据", grounds(entry, situation)),),
        (PaperCell(form.content, to_write(form.prompt), room=3),),
        (PaperCell("本人陈述", room=4),),
        (PaperCell(f"{form.giver}\n（签名）"), PaperCell("记录人\n（签名）")),
        (PaperCell(f"{form.taker}\n（签名）"), PaperCell("日期", DAY)),
    )


_WHEN_AND_WHERE = ((PaperCell("时间", f"{DAY}　　时　　分"),), (PaperCell("地点"),))
"""Of what is said; a 告诫书 bears its day below."""


def _unit(entry: Entry) -> str:
    return entry.unit if entry.role is not Role.BUREAU_LEAD else f"承包{entry.unit}"


def _intro(entry: Entry, person: Person, situation: Situation) -> tuple[str, ...]:
    contest = situation.policy.bureau.contest
    return (f"{person.name}同志：", f"现就{contest}中的下列事实，按照“三项制度”对你予以{entry.kind}。")


# ---------------------------------------------------------------- facts and grounds


def facts(posted: PostedEntry, situation: Situation) -> str:
    """What the ledger rests the entry on, without anything of the complainant."""
    entry = posted.entry
    told = reason_words(entry)
    where = {
        Role.OFFICER: f"在{entry.unit}窗口工作期间，",
        Role.UNIT_LEAD: f"担任{entry.unit}主要领导期间，本单位窗口民警",
        Role.BUREAU_LEAD: f"承包{entry.unit}期间，该单位窗口民警",
    }[entry.role]
    if entry.cause.rule is not Rule.ESCALATION and entry.role is not Role.OFFICER:
        where = where.rpartition("，")[0] + "，"
    text = f"{where}{told.rstrip('。')}。{_beside(posted, situation)}"
    if len(text) > _MOST_FACTS:
        return f"{text[:_MOST_FACTS]}……（全文见登记编号{posted.id}）"
    return text


def _beside(posted: PostedEntry, situation: Situation) -> str:
    """What else the same fact brought upon the same person."""
    own, cause = posted.entry, posted.entry.cause
    others = [
        one.entry
        for one in situation.entries
        if one.id != posted.id
        and (one.entry.person, one.entry.role) == (own.person, own.role)
        and (one.entry.cause.rule, one.entry.cause.reason) == (cause.rule, cause.reason)
    ]
    told = [f"扣{-one.points}分" if one.kind is Kind.DEDUCTION else ORDERS[one.kind] for one in others]
    return f"同时{'、'.join(told)}。" if told else ""


def grounds(entry: Entry, situation: Situation) -> str:
    """The clause, and in our own words what it asks for in this case."""
    told = f"{situation.policy.bureau.contest}活动方案{clause_words(entry.cause.clause)}：{_asked(entry, situation)}"
    return tight(f"{told}。记入{chinese_month(entry.month)}。")


def _asked(entry: Entry, situation: Situation) -> str:
    rule = entry.cause.rule
    if rule is Rule.RATE:
        floor, points = situation.policy.rate.floor * 100, -situation.policy.rate.points
        return f"当月满意率不到{floor}%，年终考评减{points}分，并给予一次{entry.kind}"
    if rule is Rule.COMPLAINT:
        first = entry.kind is situation.policy.complaint.first
        return f"当年{'第1起' if first else '第2起及以后每起'}有效投诉，给予一次{entry.kind}"
    if rule is Rule.ESCALATION:
        return f"所属窗口民警当年{_limits(situation)}，对{ROLE_WORDS[entry.role]}实行{entry.kind}一次"
    return f"{situation.policy.bureau.name}另行决定给予一次{entry.kind}"


def _limits(situation: Situation) -> str:
    limits = situation.policy.escalation.limits
    return "或".join(f"{kind}满{count}次" for kind, count in limits.items())
