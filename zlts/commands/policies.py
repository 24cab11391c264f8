"""Policies: show, check, adopt, simulate."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands.parameters import DryRun, LedgerPath, OutFile, Replace, Shape, Year
from zlts.commands.shared import Format, finish, now, opened, say, target
from zlts.errors import WrongUsage

if TYPE_CHECKING:  # help is shown without loading what policies are read with
    from zlts.policy import Policy
    from zlts.services.policies import Adopted
    from zlts.services.resettling import Moved

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


def bureau(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="全称", help="本局全称；不写就显示现在用的")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="改回政策文件里的名称")] = False,
    ledger: LedgerPath = None,
) -> None:
    """本局全称，以后的公文、文书和报表都用它；已经印发的不变。

    zlts bureau 云溪县公安局
    zlts bureau
    """
    from zlts.services import bureau as bureaus

    if undo and name:
        raise WrongUsage("--undo 和全称，请写其中一样。", "如：zlts bureau 云溪县公安局")
    with opened(ctx, ledger) as book:
        told = bureaus.name(book, name, now()) if name or undo else bureaus.name_of(book, now())
    say(f"本局全称：{told}")


def check(file: PolicyFile) -> None:
    """检查一份政策文件，写错的地方指出是哪一项。

    zlts policy check 政策-2014.toml
    """
    from zlts.services import policies

    policy = policies.check(file)
    say(f"“{policy.name}”没有问题，自 {policy.effective_from} 起施行。")
    for line in policy.remarks:
        say(f"{line}。")


def adopt(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="政策文件（TOML）；收回时不写")] = None,
    dry_run: DryRun = False,
    undo: Annotated[bool, typer.Option("--undo", help="收回最近采用的一份，采用以后还没有评定过的才行")] = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """采用一份政策文件，从它的施行日起算；以前的日子仍按原来的政策。

    zlts policy adopt 政策-2014.toml --dry-run
    zlts policy adopt 政策-2014.toml
    zlts policy adopt --undo
    """
    from zlts.services import policies

    if undo == bool(file):
        what = "收回时不写文件：收回的是最近采用的一份。" if undo else "请写要采用的政策文件。"
        raise WrongUsage(what, "如：zlts policy adopt --undo" if undo else "如：zlts policy adopt 政策-2014.toml")
    report = None
    with opened(ctx, ledger) as book:
        if file is None:
            told = _taken_back(*policies.undo_adoption(book, now(), dry_run=dry_run), dry_run=dry_run)
        elif dry_run:
            report = policies.preview(book, file, now())
        else:
            told = _adopted(policies.adopt(book, file, now()))
    if report:
        finish(report, shape)
        return
    for line in told:
        say(line)


def _adopted(adopted: "Adopted") -> list[str]:
    return [
        f"已采用“{adopted.policy.name}”，自 {adopted.policy.effective_from} 起。",
        *(f"{line}。" for line in adopted.policy.remarks),
        *_moved(adopted.moved),
        *adopted.told,
        "请再评定一次。评定以前可以收回：zlts policy adopt --undo",
    ]


def _taken_back(policy: "Policy", moved: "Moved", *, dry_run: bool) -> list[str]:
    ending = "只是试算，没有写入台账。" if dry_run else "请再评定一次。"
    return [f"{'可以收回' if dry_run else '已收回'}“{policy.name}”。", *_moved(moved), ending]


def _moved(moved: "Moved") -> list[str]:
    if not (moved.out or moved.into):
        return []
    return [f"{moved.out} 行从待核实转为采用，{moved.into} 行转入待核实。"]


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
