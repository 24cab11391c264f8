"""Founding a ledger and taking files in."""

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zlts.commands.help_pages import Command
from zlts.commands.parameters import (
    DryRun,
    Encoding,
    Kind,
    LedgerPath,
    Maps,
    MonthOption,
    Replace,
    RoleOption,
    Shape,
    SheetOption,
    UnitOption,
)
from zlts.commands.shared import (
    PARTLY,
    Format,
    at_work,
    attended,
    end,
    finish,
    now,
    opened,
    path_of,
    say,
    show,
    target,
    tell,
    vocabulary,
    warn_of_network,
)
from zlts.errors import WrongUsage
from zlts.names import nearest

if TYPE_CHECKING:
    from zlts.importers.reading import Options


class ImportCommand(Command):
    """`import`, whose page lists the fields that `--map` takes."""

    def notes(self) -> list[tuple[str, str]]:
        from zlts.registers.catalogue import KINDS, field_names

        return [(f"{KINDS[register]}的字段", "、".join(names)) for register, names in field_names().items()]


def init(
    ctx: typer.Context,
    roster: Annotated[
        Path | None, typer.Option(metavar="文件", help="花名册文件；不写就用通知所附的 13 个单位")
    ] = None,
    policy: Annotated[Path | None, typer.Option(metavar="文件", help="政策文件；不写就用 2013 年的")] = None,
    bureau: Annotated[str, typer.Option(metavar="全称", help="单位全称，印在通报上，如 某某县公安局")] = "",
    office: Annotated[str, typer.Option(metavar="名称", help="承办部门，如 某某县公安局政工室")] = "",
    copies: Annotated[str, typer.Option(metavar="单位", help="抄送")] = "",
    ledger: LedgerPath = None,
) -> None:
    """建立台账；在终端里没有写单位全称、承办部门、抄送的，会问。

    zlts init --roster 花名册.xlsx
    zlts init --bureau 某某县公安局 --office 某某县公安局政工室
    """
    from zlts.services import policies
    from zlts.services.founding import found, starter

    path, said = path_of(ctx, ledger), {"name": bureau, "office": office, "copies": copies}
    if policy and any(said.values()):
        raise WrongUsage("单位全称、承办部门、抄送写在政策文件里。", "有 --policy 就不再写这几项。")
    warn_of_network(path)
    if attended() and not policy and not path.exists():
        said = _asked(said)
    outcome = found(path, roster, policy, vocabulary(), now(), said)
    for line in policies.check(policy).remarks if policy else ():
        tell(f"政策{line}。")
    say(f"已建立台账“{path.name}”，花名册采用 {outcome.accepted} 行。接下来：zlts import 文件或文件夹")
    if clicked := starter(path, sys.platform):
        say(f"以后双击台账旁边的“{clicked.name}”就能打开。")
    if outcome.rejected:
        tell(f"花名册有 {outcome.rejected} 行待核实，请看 zlts quarantine。")
        raise typer.Exit(PARTLY)


def _asked(said: Mapping[str, str]) -> dict[str, str]:
    """The bureau's words, those not given asked for; an empty line leaves what the policy has."""
    from zlts.services.founding import shipped_bureau

    shipped = shipped_bureau()
    questions = (
        ("name", "单位全称（印在通报上）", shipped.name),
        ("office", "承办部门", shipped.office),
        ("copies", "抄送", shipped.copies),
    )
    return {
        key: said[key] or typer.prompt(f"{what}，直接回车就是“{default}”", default=default, show_default=False)
        for key, what, default in questions
    }


def import_(
    ctx: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="文件或文件夹", help="可以写几个，也可以把文件夹拖到窗口里")],
    kind: Kind = "",
    map_: Maps = None,
    unit: UnitOption = "",
    month: MonthOption = "",
    sheet: SheetOption = "",
    role: RoleOption = "",
    encoding: Encoding = "",
    dry_run: DryRun = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """导入评价、投诉、检查、三项制度、花名册、报送和业务量登记。

    zlts import 2013-06
    zlts import 2013-06 投诉登记簿.xlsx --dry-run
    zlts import 六月.xls --unit 城关派出所 --month 2013-06
    zlts import 评价.csv --map 姓名=经办人 --map 评价结果:5=非常满意
    文件里没有写单位、月份的，用 --unit、--month 补上；导错了用 zlts undo 收回。
    """
    from zlts.services.intake import import_files, receipt

    options = replace(
        _options(kind or ("roster" if role else ""), map_ or [], unit, month, sheet, encoding), role=role
    )
    warn_of_network(path_of(ctx, ledger))
    with at_work(ctx, ledger) as (book, told):
        found = import_files(book, paths, options, vocabulary(), now(), dry_run=dry_run, progress=told)
    report = receipt(found, dry_run=dry_run)
    for one in found:
        if one.error and not (shape is Format.TABLE and attended()):  # the table on the same screen has it
            tell(f"▲ {one.error}")
    show(report, shape)
    read = [one for one in found if not one.passed_over]
    if not read:
        tell(f"▲ {'、'.join(f'“{path.name}”' for path in paths)}里没有可以导入的文件。 没有读的文件和原因列在上面。")
    if all(one.error for one in read):
        raise typer.Exit(1)
    end(report)


def batches(ctx: typer.Context, shape: Shape = Format.TABLE, ledger: LedgerPath = None) -> None:
    """导入过哪些文件，各采用多少行。

    zlts batches
    """
    from zlts.services.listings import batch_listing

    with opened(ctx, ledger) as book:
        report = batch_listing(book)
    finish(report, shape)


def quarantine(
    ctx: typer.Context,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写成 .xlsx，改好后可以再导入")
    ] = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """待核实的行和原因；-o 写成工作簿，改好后再导入。

    zlts quarantine
    zlts quarantine -o 待核实.xlsx
    zlts import 待核实.xlsx
    """
    from zlts import workbook
    from zlts.importers.quarantine_workbook import NUMBER, UNUSABLE
    from zlts.services import corrections
    from zlts.services.listings import quarantine_listing

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace, endings=(".xlsx",))
        report = quarantine_listing(book)
        waiting = corrections.tables(book) if file else []
        if file and waiting:
            workbook.write_to_fill(waiting, file.path)
            file.remember()
    if not file or shape is not Format.TABLE:
        show(report, shape)
    if file and not waiting:
        tell(f"没有待核实的行，不用改，没有写出“{file.path.name}”。")
    elif file:
        tell(
            f"已写入 {file.told}。改好有颜色的格子后，再 zlts import 这个文件；不要动“{NUMBER}”一栏；"
            f"改不对、也不该算的，在“{UNUSABLE}”一栏写理由。"
        )


def _options(kind: str, maps: list[str], unit: str, month: str, sheet: str, encoding: str) -> "Options":
    from zlts.importers.headers import NO_COLUMN
    from zlts.importers.reading import Options
    from zlts.periods import Month
    from zlts.registers.catalogue import KINDS

    if kind and kind not in KINDS:
        near = nearest(kind, KINDS) or next((name for name, word in KINDS.items() if kind in word), "")
        known = f"可以写：{'、'.join(KINDS)}。"
        raise WrongUsage(f"没有“{kind}”这种登记。", known + (f"是不是 {near}？" if near else ""))
    columns, words, left_out = {}, {}, []
    for one in maps:
        left, equals, right = one.partition("=")
        field, colon, word = left.partition(":")
        if not (equals and field.strip() and right.strip()):
            raise WrongUsage(f"--map 不能写成“{one}”。", "请写成 字段=表头，或 字段:原词=标准词。")
        if field.strip() == NO_COLUMN:
            left_out.append(right.strip())
        elif colon:
            words[field.strip(), word.strip()] = right.strip()
        else:
            columns[field.strip()] = right.strip()
    return Options(
        kind=kind or None,
        unit=unit,
        month=Month.parse(month) if month else None,
        sheet=sheet,
        encoding=encoding,
        columns=columns,
        words=words,
        left_out=tuple(left_out),
    )
