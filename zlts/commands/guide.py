"""The guide: where the year stands, who is missing, and the next thing to do."""

from __future__ import annotations

from typing import Annotated

import typer

from zlts.commands.parameters import LedgerPath, OutFile, Replace, Shape
from zlts.commands.shared import Format, finish, now, opened, path_of, target
from zlts.errors import WrongUsage


def status(
    ctx: typer.Context,
    all_: Annotated[bool, typer.Option("--all", help="全部：提前提醒、各单位各月的评价、要办的事")] = False,
    missing: Annotated[bool, typer.Option("--missing", help="催报：哪个单位哪个月还缺什么，和发到群里的话")] = False,
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """进度：各单位各月报了没有，接下来办什么，最急的在最下面。

    zlts status
    zlts status --all
    zlts status --missing -o 催报.xlsx
    """
    from zlts.services import overview

    if output and not missing:
        raise WrongUsage("-o 写的是催报单，要和 --missing 一起用。", "如：zlts status --missing -o 催报.xlsx")
    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        found = overview.overview(book, now())
    if missing:
        finish(found.missing, shape, file)
    elif all_ or shape is not Format.TABLE:
        finish(found.report, shape)
    else:
        from zlts import terminal

        terminal.show_guide(found.guide, terminal.make_console())


def here(ctx: typer.Context) -> None:
    """`zlts` alone: the guide of the ledger here, or how to begin."""
    path = path_of(ctx, None)
    if path.is_file():
        status(ctx)
        return
    typer.echo(f"这里还没有台账（{path.name}）。第一次用：")
    typer.echo("  zlts init --roster 花名册.xlsx    建立台账；不写 --roster 就用通知所附的 13 个单位")
    typer.echo("  zlts import 文件或文件夹          导入评价、投诉、检查等登记")
    typer.echo("  zlts demo                         先看一个虚构的县怎样走完一年")
    typer.echo("  zlts help                         办事员手册")
    typer.echo("  zlts --help                       全部命令")
