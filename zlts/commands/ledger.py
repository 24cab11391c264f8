"""The pass, the ledger, an officer's year."""

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import (
    DryRun,
    LastYear,
    LastYearOption,
    LedgerPath,
    LetterFile,
    Month,
    MonthOption,
    OutFile,
    Person,
    PersonOption,
    Replace,
    Shape,
    UnitOption,
)
from zlts.commands.shared import (
    DOCUMENTS,
    WHOLE_TABLES,
    Format,
    at_work,
    finish,
    is_document,
    now,
    opened,
    path_of,
    target,
    write_table,
    year_of,
)
from zlts.errors import WrongUsage


def assess(
    ctx: typer.Context,
    month: Month,
    dry_run: DryRun = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """月度评定：按现有证据登记或撤销，做几遍都一样。

    zlts assess 2013-06
    zlts assess 2013-06 --dry-run
    """
    from zlts import periods

    wanted = periods.Month.parse(month)
    from zlts.services import assess as service  # a slip is told before anything heavy is loaded
    from zlts.services.listings import assessed

    with opened(ctx, ledger) as book:
        outcome = service.assess(book, wanted, now(), dry_run=dry_run)
        report = assessed(book, outcome, dry_run=dry_run)
    finish(report, shape)


def ledger(
    ctx: typer.Context,
    year: LastYear = None,
    month: MonthOption = "",
    person: PersonOption = "",
    unit: UnitOption = "",
    all_: Annotated[bool, typer.Option("--all", help="连同已撤销的和撤销记录")] = False,
    pending: Annotated[bool, typer.Option("--pending", help="只看尚未登记执行情况的措施")] = False,
    measures: Annotated[bool, typer.Option("--measures", help="三项制度执行台账：打招呼、谈话、告诫")] = False,
    findings: Annotated[bool, typer.Option("--findings", help="检查发现的问题和整改情况")] = False,
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """台账：登记了哪些处理。

    zlts ledger 2013
    zlts ledger --month 2013-06 --unit 城关派出所
    zlts ledger --person 苏晓晴 --all
    zlts ledger 2013 --pending
    zlts ledger 2013 -o 台账.xlsx
    zlts ledger 2013 --measures -o 三项制度执行台账.xlsx
    zlts ledger 2013 --findings --pending
    """
    if measures and findings:
        raise WrongUsage("--measures 和 --findings 一次只写一个。", "如：zlts ledger 2013 --measures")
    from zlts.services.listings import ledger_listing

    wanted = {
        "month": month, "person": person, "unit": unit, "all": all_, "pending": pending, "measures": measures,
        "findings": findings,
    }  # fmt: skip
    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        report = ledger_listing(book, year_of(year), wanted, now())
    finish(report, shape, file)


def explain(
    ctx: typer.Context,
    name: Person,
    year: LastYearOption = None,
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """一个人的一年：每一项登记追到条款、文件和行；.docx 供本人签字。

    zlts explain 苏晓晴
    zlts explain 880101 --year 2013
    zlts explain 苏晓晴 -o 苏晓晴.xlsx
    zlts explain 苏晓晴 -o 苏晓晴.docx
    """
    from zlts.services.explaining import explained

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace, endings=DOCUMENTS)
        made = explained(book, name, year_of(year), now())
    finish(made.report, shape, file, made.page if is_document(output) else None)


def eligible(
    ctx: typer.Context,
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="姓名", help="姓名或警号；不写就列出所有受限制的人", autocompletion=completing.people),
    ] = None,
    on: Annotated[str, typer.Option(metavar="日期", help="哪一天，如 2013-09-30；不写就是今天")] = "",
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """谁不得评先评优、提拔任用，谁要调整，为什么。

    zlts eligible
    zlts eligible 苏晓晴 崔玉洁
    zlts eligible 苏晓晴 --on 2013-09-30
    """
    from zlts.services import eligibility

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        report = eligibility.eligible(book, names or [], on, now())
    finish(report, shape, file)


def rules(
    ctx: typer.Context,
    year: Annotated[
        str, typer.Option(metavar="年份", help="再列出每种口径用在这一年会有的不同", autocompletion=completing.years)
    ] = "",
    output: LetterFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """口径和条款：怎样掌握、为什么、还可以怎样掌握；哪些按规则登记；.docx 供领导签字。

    zlts rules
    zlts rules --year 2013 -o 口径.docx
    """
    path = path_of(ctx, ledger)
    if not year and not output:
        from zlts.services.policies import rulebook

        finish(rulebook(path if path.exists() else None, now()), shape)
        return
    from zlts.services import policies
    from zlts.services.policies import clause_listing

    with at_work(ctx, ledger) as (book, told):
        wanted = target(book, output, replace=replace, endings=DOCUMENTS)
        report = policies.rules_of_year(book, year, now(), told) if year else clause_listing(book, now())
    page = None
    if is_document(output):
        from zlts.documents.seen import readings_page

        page = readings_page(report, now().date())
    finish(report, shape, wanted, page)


def export(
    ctx: typer.Context,
    table: Annotated[
        str,
        typer.Argument(
            metavar="表",
            help="台账、评价、评价汇总、投诉、检查、措施、报送、花名册、批次、日志",
            autocompletion=completing.tables,
        ),
    ] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件", help="写到 .csv、.xlsx 或 .json 文件")
    ] = None,
    parquet: Annotated[
        Path | None,
        typer.Option(
            "--parquet", metavar="文件夹", help="各月的评价、计数和措施写成 Parquet，没有人名，供分析；不写表名"
        ),
    ] = None,
    replace: Replace = False,
    ledger: LedgerPath = None,
) -> None:
    """导出一整张表，供其他软件使用；没有投诉人的个人信息。

    zlts export 台账 -o 台账.xlsx
    zlts export 评价 -o 评价.csv
    zlts export --parquet 各县
    """
    if parquet:
        _export_parquet(ctx, table, output, parquet, ledger, replace=replace)
        return
    if not table or not output:
        raise WrongUsage(
            "要写明导出哪张表、写到哪里。", "例如 zlts export 台账 -o 台账.xlsx；供分析的用 --parquet 文件夹。"
        )
    from zlts.services.outputs import allowed

    with opened(ctx, ledger) as book:
        file = allowed(book, output, replace=replace, endings=WHOLE_TABLES)
        count = write_table(book, table, file)
    typer.echo(f"“{table}”共 {count} 行，已写入 {file.told}")


def _export_parquet(
    ctx: typer.Context, table: str, output: Path | None, folder: Path, ledger: Path | None, *, replace: bool
) -> None:
    if table or output:
        raise WrongUsage("--parquet 写的是整个县的几张表，不写表名和 -o。", "例如 zlts export --parquet 各县。")
    from zlts.services import for_analysts

    with opened(ctx, ledger) as book:
        made = for_analysts.write(book, folder, now(), over=replace)
    told = f"{made.months[0]} 至 {made.months[-1]}，逐条的评价 {made.evaluations} 条"
    typer.echo(f"“{made.county}”的表已写入 {folder}：{told}。汇总：zlts rollup {folder} --period 期间")


def demo(
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="写到这个空文件夹；不写就用临时文件夹")
    ] = None,
) -> None:
    """用一个虚构的县演示全年，不碰任何台账。

    zlts demo
    zlts demo 演示
    """
    from zlts.demo import run

    raise typer.Exit(run(folder, now()))
