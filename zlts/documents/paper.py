"""The papers for a measure: 打招呼登记表, 谈话记录, 告诫书. One page each, no trace of the complainant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from zlts.bulletins.situation import Situation
from zlts.documents.letter import safe_name, tight
from zlts.documents.sentences import (
    ROLE_WORDS,
    chinese_month,
    clause_words,
    reason_words,
    to_write,
    without_complainants,
)
from zlts.errors import WrongUsage
from zlts.model import Entry, Kind, Person, PostedEntry, Role, Rule

_MOST_FACTS = 600
"""Signs of facts that one page holds beside the officer's statement; the ledger has the rest."""


class Field(NamedTuple):
    """A labelled cell; `room` is how tall a blank one is, as shares of what the page has left."""

    label: str
    text: str = ""
    room: int = 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A form of one page: rows of one or two labelled cells, signatures and a date to be written by hand."""

    name: str
    """The file's name, without its ending."""
    title: str
    reference: str
    intro: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    signatures: tuple[str, ...]
    bureau: str


class _Form(NamedTuple):
    title: str
    giver: str
    taker: str
    content: str
    prompt: str


_FORMS = {
    Kind.REMINDER: _Form("打招呼登记表", "打招呼人", "被打招呼人", "提醒内容", "提醒的内容和要求"),
    Kind.TALK: _Form("谈话记录", "谈话人", "被谈话人", "谈话内容", "谈话要点和整改要求"),
    Kind.ADMONISHMENT: _Form("告诫书", "谈话人", "被告诫人", "告诫内容", "告诫意见、整改要求和期限"),
}


def measure_paper(posted: PostedEntry, situation: Situation) -> Paper:
    """The paper for an entry of the 三项制度.

    Raises:
        WrongUsage: the entry is no measure, or was taken back.
    """
    entry, person = posted.entry, posted.entry.person
    form = _FORMS.get(entry.kind)
    if form is None or person is None:
        raise WrongUsage(f"第 {posted.id} 号是“{entry.kind}”，没有文书。", "只有打招呼、谈话、告诫有文书。")
    if not posted.active:
        raise WrongUsage(f"第 {posted.id} 号已经冲销，或是一条冲销记录，不能据以办理。", "请用 zlts ledger 查看有效的记账。")
    bureau = situation.policy.bureau
    return Paper(
        name=safe_name(f"{posted.id:04d}-{form.title}-{person.name}"),
        title=form.title,
        reference=f"台账第{posted.id}号",
        intro=_intro(entry, person, situation) if entry.kind is Kind.ADMONISHMENT else (),
        rows=_rows(posted, person, form, situation),
        signatures=(form.giver, form.taker, "记录人"),
        bureau=bureau.name,
    )


def _rows(posted: PostedEntry, person: Person, form: _Form, situation: Situation) -> tuple[tuple[Field, ...], ...]:
    entry = posted.entry
    return (
        (Field(form.taker, person.name), Field("警号", person.badge)),
        (Field("单位", _unit(entry)), Field("身份", ROLE_WORDS[entry.role])),
        (Field("时间", "      年   月   日   时"), Field("地点")),
        (Field(form.giver), Field("记录人")),
        (Field("事实", facts(posted, situation)),),
        (Field("依据", grounds(entry, situation)),),
        (Field(form.content, to_write(form.prompt), room=3),),
        (Field("本人陈述", room=4),),
    )


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
    if entry.cause.rule is Rule.MANUAL:
        told = without_complainants(told, situation)
    where = {
        Role.OFFICER: f"在{entry.unit}窗口工作期间，",
        Role.UNIT_LEAD: f"担任{entry.unit}主要领导期间，本单位窗口民警",
        Role.BUREAU_LEAD: f"承包{entry.unit}期间，该单位窗口民警",
    }[entry.role]
    if entry.cause.rule is not Rule.ESCALATION and entry.role is not Role.OFFICER:
        where = where.rpartition("，")[0] + "，"
    text = f"{where}{told.rstrip('。')}。{_beside(posted, situation)}"
    if len(text) > _MOST_FACTS:
        return f"{text[:_MOST_FACTS]}……（全文见台账第{posted.id}号）"
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
    told = [f"{one.kind}{-one.points}分" if one.kind is Kind.DEDUCTION else str(one.kind) for one in others]
    return f"同一事实另{'、'.join(told)}。" if told else ""


def grounds(entry: Entry, situation: Situation) -> str:
    """The clause and what it asks for in this case."""
    quoted = f"{situation.policy.bureau.contest}活动方案{clause_words(entry.cause.clause)}：{_asked(entry, situation)}"
    return tight(f"{quoted}。记入{chinese_month(entry.month)}。")


def _asked(entry: Entry, situation: Situation) -> str:
    measure = f"执行“三项制度”中的“{entry.kind}”一次"
    rule = entry.cause.rule
    if rule is Rule.RATE:
        floor, points = situation.policy.rate.floor * 100, -situation.policy.rate.points
        return f"窗口服务群众每月满意率低于{floor}%的窗口民警，年终绩效考评扣{points}分，{measure}"
    if rule is Rule.COMPLAINT:
        return f"发生有效投诉的窗口民警，按年内第几起{measure}"
    if rule is Rule.ESCALATION:
        return f"窗口民警年内{_limits(situation)}的，对{ROLE_WORDS[entry.role]}实行“三项制度”“{entry.kind}”一次"
    return f"县局另行决定，{measure}"


def _limits(situation: Situation) -> str:
    limits = situation.policy.escalation.limits
    return "或".join(f"被“{kind}”{count}次" for kind, count in limits.items())
