"""What people decide about entries: carried out, waived."""

from __future__ import annotations

from typing import Annotated

import typer

from zlts.commands.parameters import Document, Entries, LedgerPath
from zlts.commands.shared import now, opened
from zlts.errors import WrongUsage


def done(
    ctx: typer.Context,
    entries: Entries,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪一天执行的，如 2013-06-10")] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="谁执行的")] = "",
    document: Document = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回这条登记")] = False,
    ledger: LedgerPath = None,
) -> None:
    """登记措施已经执行。

    zlts done 12 --on 2013-06-10
    zlts done 12 15 --on 2013-06-10 --by 江海平 --doc 谈话记录第3号
    zlts done 12 --undo
    """
    from zlts.services import decisions

    if not undo and not on:
        raise WrongUsage("请写执行日期。", "如：zlts done 12 --on 2013-06-10")
    told: list[str] = []
    with opened(ctx, ledger) as book:
        if undo:
            decisions.not_done(book, entries, now())
        else:
            told = decisions.done(book, entries, on, by, document, now())
    typer.echo(f"{'已收回执行登记' if undo else '已登记执行'}：{'、'.join(map(str, entries))}。")
    for line in told:
        typer.echo(line)


def waive(
    ctx: typer.Context,
    entries: Entries,
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么免除")] = "",
    document: Document = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回免除")] = False,
    ledger: LedgerPath = None,
) -> None:
    """领导小组决定免除：冲销，以后评定也照此办理。

    zlts waive 12 --reason 当月评价器故障 --doc 领导小组会议纪要第2号
    zlts waive 12 --undo
    """
    from zlts.services import decisions

    lines: list[str] = []
    with opened(ctx, ledger) as book:
        if undo:
            decisions.unwaive(book, entries, now())
        else:
            lines = decisions.waive(book, entries, reason, document, now())
    told = "已收回免除" if undo else "已免除并冲销"
    typer.echo(f"{told}：{'、'.join(map(str, entries))}。请再评定一次，连带的措施才会跟着变。")
    for line in lines:
        typer.echo(line)
