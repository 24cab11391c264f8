"""Founding a ledger and taking files in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands.shared import (
    PARTLY,
    DryRun,
    Format,
    LedgerPath,
    Shape,
    end,
    finish,
    now,
    opened,
    path_of,
    progress,
    show,
    tell,
    vocabulary,
    warn_of_network,
)
from zlts.errors import WrongUsage

if TYPE_CHECKING:
    from zlts.importers.reading import Options


def init(
    ctx: typer.Context,
    roster: Annotated[Path | None, typer.Option(help="花名册文件；不写就用通知所附的 13 个单位")] = None,
    policy: Annotated[Path | None, typer.Option(help="政策文件；不写就用 2013 年的")] = None,
    ledger: LedgerPath = None,
) -> None:
    """建立台账。"""
    from zlts.desk.founding import found

    path = path_of(ctx, ledger)
    warn_of_network(path)
    outcome = found(path, roster, policy, vocabulary(), now())
    typer.echo(f"已建立台账“{path.name}”，花名册收入 {outcome.accepted} 行。接下来：zlts import 文件或文件夹")
    if outcome.rejected:
        tell(f"花名册有 {outcome.rejected} 行没有收下，请看 zlts quarantine。")
        raise typer.Exit(PARTLY)


def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(help="文件或文件夹")],
    kind: Annotated[str, typer.Option(help="evaluations、complaints、inspections、measures、roster 或 filings")] = "",
    map_: Annotated[list[str] | None, typer.Option("--map", help="字段=表头，或 字段:原词=标准词")] = None,
    unit: Annotated[str, typer.Option(help="文件里没有写单位时用")] = "",
    month: Annotated[str, typer.Option(help="文件里没有写月份时用，如 2013-06")] = "",
    sheet: Annotated[str, typer.Option(help="只读这个工作表")] = "",
    encoding: Annotated[str, typer.Option(help="文本文件的编码，一般不用写")] = "",
    dry_run: DryRun = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """导入评价、投诉、检查、三项制度、花名册、报送登记。"""
    from zlts.desk.intake import import_files
    from zlts.desk.receipts import receipt

    options = _options(kind, map_ or [], unit, month, sheet, encoding)
    warn_of_network(path_of(ctx, ledger))
    with opened(ctx, ledger) as book, progress() as told:
        found = import_files(book, paths, options, vocabulary(), now(), dry_run=dry_run, progress=told)
    report = receipt(found, dry_run=dry_run)
    show(report, shape)
    for one in found:
        if one.error:
            tell(f"▲ {one.error}")
    if found and all(one.error for one in found):
        raise typer.Exit(1)
    end(report)


def batches(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """导入过哪些文件。"""
    from zlts.desk.bulletins import batch_listing

    with opened(ctx, ledger) as book:
        report = batch_listing(book)
    finish(report, shape)


def quarantine(
    ctx: typer.Context,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="写成 .xlsx，改好后可以再导入")] = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """待处理的行，和不能收下的原因；-o 写成工作簿，改好后再导入。"""
    from zlts import workbook
    from zlts.desk import corrections
    from zlts.desk.bulletins import quarantine_listing

    with opened(ctx, ledger) as book:
        report = quarantine_listing(book)
        if output:
            workbook.write_plain(corrections.tables(book), output)
    show(report, shape)
    if output:
        tell(f"已写入 {output}。改好有错的格子后，再 zlts import 这个文件；不要动“{corrections.NUMBER}”一栏。")


def _options(kind: str, maps: list[str], unit: str, month: str, sheet: str, encoding: str) -> Options:
    from zlts.importers.reading import Options
    from zlts.model import Register
    from zlts.periods import Month

    if kind and kind not in list(Register):
        raise WrongUsage(f"没有“{kind}”这种登记。", f"可以写：{'、'.join(Register)}。")
    columns, words = {}, {}
    for one in maps:
        left, equals, right = one.partition("=")
        field, colon, word = left.partition(":")
        if not (equals and field.strip() and right.strip()):
            raise WrongUsage(f"--map 不能写成“{one}”。", "请写成 字段=表头，或 字段:原词=标准词。")
        if colon:
            words[field.strip(), word.strip()] = right.strip()
        else:
            columns[field.strip()] = right.strip()
    return Options(
        kind=Register(kind) if kind else None,
        unit=unit,
        month=Month.parse(month) if month else None,
        sheet=sheet,
        encoding=encoding,
        columns=columns,
        words=words,
    )
