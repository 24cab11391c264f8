"""What people decide about entries: carried out, waived, objected to."""

from __future__ import annotations

from typing import Annotated

import typer

from zlts.commands.parameters import Document, Entries, Entry, LedgerPath, Undo
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
    from zlts.services.assess import next_passes

    lines: list[str] = []
    with opened(ctx, ledger) as book:
        if undo:
            decisions.unwaive(book, entries, now())
        else:
            lines = decisions.waive(book, entries, reason, document, now())
        lines += next_passes(book, now())
    told = "已收回免除" if undo else "已免除并冲销"
    typer.echo(f"{told}：{'、'.join(map(str, entries))}。")
    for line in lines:
        typer.echo(line)


def object_(
    ctx: typer.Context,
    entry: Entry,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪一天提出或决定的，如 2013-07-08")] = "",
    text: Annotated[str, typer.Option("--text", metavar="内容", help="申诉的内容")] = "",
    upheld: Annotated[bool, typer.Option("--upheld", help="领导小组决定：申诉成立，这条账不成立")] = False,
    dismissed: Annotated[bool, typer.Option("--dismissed", help="领导小组决定：申诉不成立，要写文号")] = False,
    document: Document = "",
    undo: Undo = False,
    ledger: LedgerPath = None,
) -> None:
    """民警对一条账提出申诉；领导小组认定成立或不成立。

    zlts object 12 --on 2013-07-08 --text 当日不在岗，评价不是本人的
    zlts object 12 --upheld --doc 领导小组会议纪要第3号
    zlts object 12 --dismissed --doc 领导小组会议纪要第3号 --on 2013-07-20
    zlts object 12 --undo
    """
    from zlts.model import ObjectionState
    from zlts.services import objecting
    from zlts.services.assess import next_passes

    _check_one_step(entry, (bool(text), upheld, dismissed, undo))
    if text and not on:
        raise WrongUsage("请写哪一天提出的。", f"如：zlts object {entry} --on 2013-07-08 --text 当日不在岗")
    with opened(ctx, ledger) as book:
        if undo:
            told = [_TAKEN_BACK[objecting.undo(book, entry, now())].format(entry), *next_passes(book, now())]
        elif upheld or dismissed:
            state = ObjectionState.UPHELD if upheld else ObjectionState.DISMISSED
            through = objecting.decide(book, entry, state, document, on, now())
            told = [f"已登记第 {entry} 号的申诉{'成立' if upheld else '不成立，这条账照旧'}。"]
            told += [f"请再评定一次，这条账才会冲销：zlts assess {through}"] if through else []
        else:
            made = objecting.object_to(book, entry, on, text, now())
            told = [f"已登记对第 {entry} 号的申诉。"]
            told += [f"申诉期到 {made.until} 为止，这件记为逾期，由领导小组酌定。"] if made.late else []
            told += [f"有了决定再登记：zlts object {entry} --upheld 或 --dismissed，加 --doc 文号"]
    for line in told:
        typer.echo(line)


_TAKEN_BACK = {
    "open": "已收回对第 {} 号的申诉。",
    "upheld": "已收回第 {} 号申诉成立的决定，申诉重新待答复。",
    "dismissed": "已收回第 {} 号申诉不成立的决定，申诉重新待答复。",
}


def _check_one_step(entry: int, steps: tuple[bool, ...]) -> None:
    """An objection is entered, decided or taken back, one at a time."""
    if sum(steps) != 1:
        few = "请写申诉的内容或领导小组的决定。" if not any(steps) else "提出、决定和收回要分开登记。"
        raise WrongUsage(few, f"如：zlts object {entry} --on 2013-07-08 --text 当日不在岗")
