"""Policies: show, check, adopt, simulate."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands.parameters import LedgerPath, OutFile, Replace, Shape, Year
from zlts.commands.shared import Format, finish, now, opened, target

GROUP = """政策：看、检查、采用。

zlts policy show
zlts policy check 政策-2014.toml
"""

PolicyFile = Annotated[Path, typer.Argument(metavar="文件", help="政策文件（TOML）")]


def show(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """现行政策的条款和口径；采用过几份的，列出各自的施行日。

    zlts policy show
    """
    from zlts.services import policies

    with opened(ctx, ledger) as book:
        report = policies.show(book, now())
    finish(report, shape)


def check(file: PolicyFile) -> None:
    """检查一份政策文件，写错的地方指出是哪一项。

    zlts policy check 政策-2014.toml
    """
    from zlts.services import policies

    policy = policies.check(file)
    typer.echo(f"“{policy.name}”没有问题，自 {policy.effective_from} 起施行。")


def adopt(ctx: typer.Context, file: PolicyFile, ledger: LedgerPath = None) -> None:
    """采用一份政策文件，从它的施行日起算；以前的日子仍按原来的政策。

    zlts policy adopt 政策-2014.toml
    """
    from zlts.services import policies

    with opened(ctx, ledger) as book:
        adopted = policies.adopt(book, file, now())
    typer.echo(f"已采用“{adopted.policy.name}”，自 {adopted.policy.effective_from} 起。")
    if adopted.moved.out or adopted.moved.into:
        typer.echo(f"{adopted.moved.out} 行从待处理转为收入，{adopted.moved.into} 行转入待处理。")
    for line in adopted.told:
        typer.echo(line)
    typer.echo("请再评定一次。")


def simulate(
    ctx: typer.Context,
    year: Year,
    policy: Annotated[Path, typer.Option("--policy", metavar="文件", help="另一份政策文件")],
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """如果用另一份政策，台账会有哪些不同；只试算。

    zlts simulate 2013 --policy 政策-设想.toml
    """
    from zlts.services import policies

    with opened(ctx, ledger) as book:
        wanted = target(book, output, replace=replace)
        report = policies.simulate(book, year, policy, now())
    finish(report, shape, wanted)
