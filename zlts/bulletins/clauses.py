"""The clauses and readings of a policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from zlts.bulletins.listings import listing
from zlts.policy import Policy
from zlts.reports import Column, Look, Report, Table

if TYPE_CHECKING:
    from zlts.bulletins.simulations import Effect

_HOW = {
    "rule": "按规则登记",
    "inspection": "检查项目",
    "report": "列入通报",
    "tracked": "登记跟踪",
    "known": "程序知悉",
    "not_automated": "不自动处理",
}

_CLAUSE = (
    Column("clause", "条款", Look.WORD),
    Column("what", "内容"),
    Column("how", "处理", Look.WORD),
    Column("why", "说明"),
)
_READING = (
    Column("clause", "条款", Look.WORD),
    Column("question", "问题"),
    Column("choice", "掌握口径"),
    Column("why", "理由"),
    Column("setting", "设置项"),
)


def clauses(policy: Policy, others: Sequence[Policy] = ()) -> Report:
    """Which clauses are rules, which are not automated and why; and how the silences are read.

    `others` are all policies of the ledger by their first day, which are listed where there are several.
    """
    listed = [
        {"name": one.name, "effective_from": str(one.effective_from), "in_force": one is policy}
        for one in others or (policy,)
    ]
    several = [_policies_table(others, policy)] if len(others) > 1 else []
    notes = [{"clause": one.clause, "what": one.what, "how": one.how, "why": one.why} for one in policy.clauses]
    readings = [
        {
            "id": one.id,
            "clause": one.clause,
            "question": one.question,
            "choice": one.choice,
            "why": one.why,
            "setting": one.setting,
            "only": one.only,
        }
        for one in policy.readings
    ]
    told = [{**one, "why": f"{one['why']}。不列其他口径：{one['only']}"} if one["only"] else one for one in readings]
    shown = [{**note, "how": _HOW[note["how"]]} for note in notes]
    return listing(
        "rules",
        policy.name,
        [
            *several,
            Table("clauses", "条款", _CLAUSE, _rows(shown, _CLAUSE)),
            Table("readings", "口径：条文没有写明、可以两读的地方", _READING, _rows(told, _READING)),
        ],
        {
            "name": policy.name,
            "effective_from": str(policy.effective_from),
            "clauses": notes,
            "readings": readings,
            "policies": listed,
        },
    )


_SIGN = "以上口径已经审阅。窗口竞赛活动领导小组组长签字：____________  日期：____________"


def readings_page(
    policy: Policy,
    others: Sequence[Policy] = (),
    year: int | None = None,
    meant: Mapping[tuple[str, str], Effect] | None = None,
) -> Report:
    """The readings as a page for the leaders to sign, each with its alternatives; then the clauses.

    `meant` says by a reading's id and the alternative's words what it would have meant in the `year`.
    """
    plain, effects = clauses(policy, others), meant or {}
    alternatives = [
        {
            "id": one.id,
            "clause": one.clause,
            "question": one.question,
            "say": other.say,
            "setting": other.setting,
            "value": list(other.words) or other.value,
            **(asdict(effects[one.id, other.say]) if (one.id, other.say) in effects else {}),
        }
        for one in policy.readings
        for other in one.alternatives
    ]
    columns = (*_OTHER, *_MEANT) if effects else _OTHER
    by_key = {table.key: table for table in plain.tables}
    title = f"其他掌握口径，和用在 {year} 年会有的不同（只是试算，没有写入）" if effects else "其他掌握口径"
    rows = tuple(tuple(line[column.key] for column in columns) for line in alternatives)
    machine = {**plain.machine, "alternatives": alternatives, "year": year}
    first = [
        replace(by_key.pop("readings"), title="口径（请领导审定）"),
        Table("alternatives", title, columns, rows, note=_SIGN),
    ]
    return replace(plain, tables=(*first, *by_key.values()), machine=machine)


_OTHER = (
    Column("clause", "条款", Look.WORD),
    Column("question", "问题"),
    Column("say", "另一种掌握口径"),
    Column("setting", "设置项", Look.WORD),
)
_MEANT = (
    Column("added", "多记", Look.NUMBER, "条"),
    Column("removed", "少记", Look.NUMBER, "条"),
    Column("people", "涉及", Look.NUMBER, "人"),
    Column("units", "名次、帮扶会变的单位", Look.NUMBER, "个"),
)


def _policies_table(policies: Sequence[Policy], shown: Policy) -> Table:
    columns = (Column("since", "施行日", Look.WORD), Column("until", "到", Look.WORD), Column("name", "政策"),
               Column("shown", "下面列出", Look.WORD))  # fmt: skip
    ends = [*(str(later.effective_from - timedelta(days=1)) for later in policies[1:]), "—"]
    rows = tuple(
        (str(one.effective_from), end, one.name, "是" if one is shown else "")
        for one, end in zip(policies, ends, strict=True)
    )
    return Table("policies", "台账采用的政策，各管各的日子", columns, rows)


def _rows(lines: list[dict[str, str]], columns: tuple[Column, ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line[column.key] for column in columns) for line in lines)
