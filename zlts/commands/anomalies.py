"""Suspected self-evaluation, and a person's decision on it."""

from typing import Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import DryRun, LastMonth, LedgerPath, OutFile, Replace, Shape, Undo
from zlts.commands.shared import Format, finish, now, opened, say, target, tell
from zlts.errors import WrongUsage


def anomalies(
    ctx: typer.Context,
    month: LastMonth = None,
    cleared: Annotated[
        list[str] | None,
        typer.Option(metavar="编号", help="核实没有问题的，写编号；本月只有一条的也可写姓名；可以写几次"),
    ] = None,
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么没有问题")] = "",
    undo: Undo = False,
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """疑似自行评价：列出情形、所在行和剔除后的满意率，由人认定。

    zlts anomalies 2013-10
    zlts anomalies 2013-10 -o 疑似自评.xlsx
    zlts anomalies 2013-10 --cleared 1 --reason 当日集体办证，监控核实
    zlts anomalies 2013-10 --cleared 1 --undo
    """
    from zlts.services import anomalies as service

    if (reason or undo) and not cleared:
        raise WrongUsage("没有写哪一条。", "如：zlts anomalies 2013-10 --cleared 1 --reason 【理由】")
    with opened(ctx, ledger) as book:
        if cleared and undo:
            tell("\n".join(service.unclear(book, month, cleared, now())))
        elif cleared:
            tell("\n".join(service.clear(book, month, cleared, reason, now())))
        wanted = target(book, output, replace=replace)
        report = service.report(book, month, now())
    finish(report, shape, wanted)


def void(
    ctx: typer.Context,
    rows: Annotated[
        list[str] | None, typer.Argument(metavar="行", help="批次:工作表:行，如 3:Sheet1:5-16,20")
    ] = None,
    month: Annotated[
        str,
        typer.Option(
            metavar="月份",
            help="--finding 是哪个月的；不写就是最近一个有证据的月份",
            autocompletion=completing.months,
        ),
    ] = "",
    finding: Annotated[
        list[int] | None, typer.Option(metavar="编号", help="zlts anomalies 的编号，可以写几次")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么作废")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="收回作废")] = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """认定评价作废：不再计入，仍保存；--undo 收回。

    zlts void --month 2013-10 --finding 1 --reason 本人承认自行按键 --dry-run
    zlts void --month 2013-10 --finding 1 --reason 本人承认自行按键
    zlts void 3:Sheet1:5-16,20 --reason 监控核实无人办事
    """
    from zlts.services import anomalies as service

    wanted = service.Wanted(month, finding or (), rows or ())
    with opened(ctx, ledger) as book:
        if undo:
            told = service.unvoid(book, wanted, now(), dry_run=dry_run)
        else:
            told = service.void(book, wanted, reason, now(), dry_run=dry_run)
    say("\n".join(["试算（没有写入）：", *told[:-1]] if dry_run else told))
