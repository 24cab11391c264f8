"""The guide: where the year stands, who is missing, and the next thing to do."""

from typing import Annotated

import typer

from zlts.commands.parameters import LedgerPath, OutFile, Replace, Shape
from zlts.commands.shared import Format, finish, now, opened, path_of, target


def status(
    ctx: typer.Context,
    missing: Annotated[bool, typer.Option("--missing", help="催报：哪个单位哪个月还缺什么，和发到群里的话")] = False,
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """进度的全部：提前提醒、各单位各月的评价、要办的事；一屏的只打 zlts。

    zlts status
    zlts status -o 进度.html
    zlts status --missing -o 催报.xlsx
    """
    from zlts.services import overview

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        found = overview.overview(book, now())
    lacking = found.missing if file or shape is not Format.TABLE else found.missing_on_screen
    finish(lacking if missing else found.report, shape, file)


def here(ctx: typer.Context) -> None:
    """`zlts` alone: the guide of the ledger here, or how to begin."""
    path = path_of(ctx, None)
    if path.is_file():
        from zlts import terminal
        from zlts.services import overview

        with opened(ctx, None) as book:
            found = overview.overview(book, now())
        terminal.show_guide(found.guide, terminal.make_console())
        return
    typer.echo(f"这里还没有台账（{path.name}）。第一次用：")
    typer.echo("  zlts init --roster 花名册.xlsx    建立台账；不写花名册就用通知的 13 个单位")
    typer.echo("  zlts import 文件或文件夹          导入评价、投诉、检查等登记")
    typer.echo("  zlts demo                         先看一个虚构的县怎样走完一年")
    typer.echo("  zlts help                         办事员手册")
    typer.echo("  zlts --help                       全部命令")
