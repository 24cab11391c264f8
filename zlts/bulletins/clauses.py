"""The clauses and readings of a policy."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from zlts.bulletins.listings import listing
from zlts.policy import Policy
from zlts.reports import Column, Look, Report, Table

_HOW = {
    "rule": "按规则记账",
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
    Column("choice", "采用"),
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
        }
        for one in policy.readings
    ]
    shown = [{**note, "how": _HOW[note["how"]]} for note in notes]
    return listing(
        "rules",
        policy.name,
        [
            *several,
            Table("clauses", "条款", _CLAUSE, _rows(shown, _CLAUSE)),
            Table("readings", "口径：条文没有写明、可以两读的地方", _READING, _rows(readings, _READING)),
        ],
        {
            "name": policy.name,
            "effective_from": str(policy.effective_from),
            "clauses": notes,
            "readings": readings,
            "policies": listed,
        },
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
