"""What people decide about entries and findings: carried out, put right, waived, objected to."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import Document, Entries, Entry, LedgerPath, MonthOption, PersonOption, Undo
from zlts.commands.shared import now, opened, say
from zlts.errors import WrongUsage

if TYPE_CHECKING:
    from zlts.db import Ledger


def done(
    ctx: typer.Context,
    numbers: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="编号",
            help="登记编号，见 zlts ledger；或检查问题的编号，见 zlts ledger --findings，如 5:3",
            autocompletion=completing.entries,
        ),
    ] = None,
    person: PersonOption = "",
    month: MonthOption = "",
    day: Annotated[str, typer.Option("--day", metavar="日期", help="这一天决定的，如开会、认定那天")] = "",
    bulletin: Annotated[
        str,
        typer.Option("--bulletin", metavar="编号", help="这一份通报里的", autocompletion=completing.issued),
    ] = "",
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪一天执行的，如 2013-06-10")] = "",
    by: Annotated[str, typer.Option("--by", metavar="姓名", help="谁执行的")] = "",
    document: Document = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回这条登记")] = False,
    ledger: LedgerPath = None,
) -> None:
    """登记措施已经执行，检查问题已经整改。

    zlts done 12 --on 2013-06-10
    zlts done 12 15 --on 2013-06-10 --by 江海平 --doc 谈话记录第3号
    zlts done --person 苏晓晴 --month 2013-05
    zlts done --person 苏晓晴 --month 2013-05 --on 2013-06-10
    zlts done --day 2013-06-03 --on 2013-06-10
    zlts done --bulletin 2013年第5期 --on 2013-06-10 --doc 谈话记录第3号
    zlts done 5:3 --on 2013-06-20 --doc 整改报告第2号
    zlts done 12 --undo
    写 --person、--month、--day、--bulletin 的，是那个人、那个月、那一天、那份通报里还没有执行的每一项，几样都写就都要
    符合；先不写 --on，就只列出是哪些。
    """
    from zlts.services import decisions

    entries, findings = _numbers(numbers or [])
    if bool(numbers) == bool(person or month or day or bulletin):
        choices = "请写编号，或用 --person、--month、--day、--bulletin 选。"
        raise WrongUsage(choices, "如：zlts done 12 --on 2013-06-10")
    if undo and not numbers:
        raise WrongUsage("收回登记要写编号。", "如：zlts done 12 --undo")
    if numbers and not undo and not on:
        raise WrongUsage("请写执行日期。", f"如：zlts done {' '.join(numbers)} --on 2013-06-10")
    told: list[str] = []
    with opened(ctx, ledger) as book:
        if not numbers:
            chosen = decisions.not_yet_done(book, person, month, now(), day=day, bulletin=bulletin)
            entries, listed = [number for number, _ in chosen], [line for _, line in chosen]
            told += [f"还没有执行的 {len(chosen)} 项：", *listed]
            told += [] if on else ["登记这几项：再加 --on 日期（可加 --by 姓名 --doc 【文号】）"]
        if undo:
            told += _undone(book, entries, findings)
        elif on:
            told += decisions.rectify(book, findings, on, by, document, now()) if findings else []
            more = decisions.done(book, entries, on, by, document, now()) if entries else []
            told += [f"已登记执行：{'、'.join(map(str, entries))}。", *more] if entries else []
    say("\n".join(told))


def _undone(book: "Ledger", entries: Sequence[int], findings: Sequence[str]) -> list[str]:
    from zlts.services import decisions

    told = decisions.unrectify(book, findings, now()) if findings else []
    if entries:
        decisions.not_done(book, entries, now())
        told.append(f"已收回执行登记：{'、'.join(map(str, entries))}。")
    return told


def _numbers(words: Sequence[str]) -> tuple[list[int], list[str]]:
    """The entries' numbers and the findings' of what was typed.

    Raises:
        WrongUsage: both kinds at once, or a word that is no number.
    """
    findings = [word for word in words if ":" in word or "：" in word]
    entries = [word for word in words if word not in findings]
    if wrong := next((word for word in entries if not word.isdecimal()), ""):
        raise WrongUsage(
            f"“编号”要写数字，“{wrong}”不是编号。",
            "登记编号用 zlts ledger 看，检查问题的编号用 zlts ledger --findings 看。",
        )
    if entries and findings:
        raise WrongUsage("措施和检查问题要分开登记。", f"如：zlts done {findings[0]} --on 2013-06-10")
    return [int(word) for word in entries], findings


def waive(
    ctx: typer.Context,
    entries: Entries,
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么免除")] = "",
    document: Document = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回免除")] = False,
    ledger: LedgerPath = None,
) -> None:
    """领导小组决定免除：撤销该条登记，以后评定也照此办理。

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
    told = "已收回免除" if undo else "已免除并撤销"
    say(f"{told}：{'、'.join(map(str, entries))}。")
    for line in lines:
        say(line)


def object_(
    ctx: typer.Context,
    entry: Entry,
    on: Annotated[str, typer.Option("--on", metavar="日期", help="哪一天提出或决定的，如 2013-07-08")] = "",
    text: Annotated[str, typer.Option("--text", metavar="内容", help="申诉的内容")] = "",
    upheld: Annotated[bool, typer.Option("--upheld", help="领导小组决定：申诉成立，该项登记不成立")] = False,
    dismissed: Annotated[bool, typer.Option("--dismissed", help="领导小组决定：申诉不成立，要写文号")] = False,
    document: Document = "",
    undo: Undo = False,
    ledger: LedgerPath = None,
) -> None:
    """民警对一项登记提出申诉；领导小组认定成立或不成立。

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
            told = [f"已登记第 {entry} 号的申诉{'成立' if upheld else '不成立，该项登记照旧'}。"]
            told += [f"请再评定一次，这条登记才会撤销：zlts assess {through}"] if through else []
        else:
            made = objecting.object_to(book, entry, on, text, now())
            told = [f"已登记对第 {entry} 号的申诉。"]
            told += [f"申诉期到 {made.until} 为止，这件记为逾期，由领导小组酌定。"] if made.late else []
            if made.posted_on:
                told.append(f"▲ 这一条 {made.posted_on} 才登记，提出日期 {on} 更早，请核对；要改先加 --undo 收回。")
            told += [f"有了决定再登记：zlts object {entry} --upheld 或 --dismissed，加 --doc 【文号】"]
    for line in told:
        say(line)


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
