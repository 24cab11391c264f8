"""Many counties on one report."""

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands.parameters import LetterFile, Replace, Shape
from zlts.commands.shared import DOCUMENTS, Format, finish, is_document, now


def rollup(
    paths: Annotated[list[Path], typer.Argument(metavar="上报表", help="各县的上报表，或放它们的文件夹")],
    period: Annotated[str, typer.Option("--period", metavar="期间", help="不写就是这些表里最近的期间")] = "",
    counties: Annotated[
        Path | None, typer.Option("--counties", metavar="文件", help="应报的县，一行一个；没有报来的会列出")
    ] = None,
    anchor: Annotated[
        list[str] | None, typer.Option("--anchor", metavar="县=校验码", help="和该县纸上印的校验码核对，可写几次")
    ] = None,
    bureau: Annotated[str, typer.Option("--bureau", metavar="单位", help="填报单位，印在表上")] = "",
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
) -> None:
    """把各县的上报表汇总到一起；不用台账。

    zlts rollup 清源县.json 甲河县.json
    zlts rollup 上报/2013Q2 -o 全市.xlsx --bureau 某市公安局
    zlts rollup 上报 --period 2013Q2 --counties 各县名单.txt
    zlts rollup 上报/2013Q2 --anchor 清源县公安局=3f9c0b7e51d2a846
    """
    from zlts.rollup.report import rollup_letter, rollup_report
    from zlts.services.outputs import allowed
    from zlts.services.rolling_up import Scope, roll_up

    file = allowed(None, output, replace=replace, endings=DOCUMENTS) if output else None
    asked = roll_up(paths, Scope(period, counties, anchor or (), bureau))
    letter = rollup_letter(asked, now().date()) if is_document(output) else None
    finish(rollup_report(asked), shape, file, letter)
