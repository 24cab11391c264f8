"""Second thoughts and facts by hand: undo, extract, retry, complaints, merge, add, post, count, layouts."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import (
    Badge,
    Batch,
    Day,
    DryRun,
    LedgerPath,
    Month,
    OutFile,
    Person,
    PersonOption,
    Replace,
    Shape,
    Undo,
    Unit,
    UnitOption,
)
from zlts.commands.shared import PARTLY, Format, finish, now, opened, say, target, vocabulary
from zlts.errors import WrongUsage

GROUP = """补记一条：措施、检查、报送、零报告。

zlts add measure 苏晓晴 谈话 --date 2013-06-03 --reason 局务会决定
zlts add inspection 城关派出所 --date 2013-06-03 --finding 未挂牌 --points -1
zlts add filing 城关派出所 活动方案 --filed 2013-03-04
zlts add nil 城关派出所 2013-06
"""


def undo(ctx: typer.Context, batch: Batch, dry_run: DryRun = False, ledger: LedgerPath = None) -> None:
    """撤销一批导入，整批；恢复被其覆盖的行。

    zlts undo 14 --dry-run
    zlts undo 14
    """
    from zlts.services import undoing
    from zlts.services.assess import next_passes

    with opened(ctx, ledger) as book:
        called, moved, maps = undoing.undo(book, batch, now(), dry_run=dry_run)
        due = [] if dry_run else next_passes(book, now())
    done = "试撤销（没有写入）" if dry_run else "已撤销"
    told = f"恢复被其覆盖的 {moved.freed} 行，待核实的 {moved.out} 行转为采用"
    say(f"{done}第 {batch} 批“{called}”；{told}。")
    for one in maps:
        say(f"这份文件的表头对应关系还记着（--map 说过的），不要的话：zlts layouts --forget {one}")
    _tell_all(due)


def extract(
    ctx: typer.Context,
    batch: Batch,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="文件", help="写到这个文件")],
    replace: Replace = False,
    ledger: LedgerPath = None,
) -> None:
    """取出一批的原始文件，一个字节不改。

    zlts extract 14 -o 原件.xls
    """
    from zlts.services import undoing
    from zlts.services.outputs import allowed

    with opened(ctx, ledger) as book:
        file = allowed(book, output, replace=replace)
        taken = undoing.extract(book, batch, file)
    say(f"第 {batch} 批“{taken}”已写到 {file.told}")


def retry(ctx: typer.Context, dry_run: DryRun = False, ledger: LedgerPath = None) -> None:
    """花名册或词表补好以后，把待核实的行再试一次。

    zlts retry
    zlts retry --dry-run
    """
    from zlts.services import undoing
    from zlts.services.assess import next_passes

    with opened(ctx, ledger) as book:
        tried = undoing.retry(book, now(), dry_run=dry_run)
        due = [] if dry_run else next_passes(book, now())
    say(f"{'试算：' if dry_run else ''}{tried.moved.out} 行转为采用。")
    _tell_all([*tried.told, *due])
    if tried.waiting:
        raise typer.Exit(PARTLY)


def set_aside(
    ctx: typer.Context,
    rows: Annotated[list[str], typer.Argument(metavar="行", help="zlts quarantine 所列的编号，如 3:5 或 3:5-16")],
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么不予采用")] = "",
    undo_: Undo = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """不予采用：改不对、也不该算的待核实行，从此不再列出，写得一样的再导入也不采用。

    zlts set-aside 3:5 --reason 试按的一条，业务员已说明
    zlts set-aside 3:5 --undo
    """
    from zlts.services import unusable

    with opened(ctx, ledger) as book:
        if undo_:
            told = unusable.take_up(book, rows, now(), dry_run=dry_run)
        else:
            told = unusable.set_aside(book, rows, reason, now(), dry_run=dry_run)
    say(_rehearsed("\n".join(told), dry_run=dry_run))


def complaints(
    ctx: typer.Context,
    pending: Annotated[bool, typer.Option("--pending", help="只看待查的")] = False,
    alike: Annotated[bool, typer.Option("--alike", help="可能是同一件的")] = False,
    show_personal: Annotated[bool, typer.Option("--show-personal", help="显示投诉人和电话（会记入日志）")] = False,
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """投诉登记簿，按最新的说法。

    zlts complaints
    zlts complaints --pending
    zlts complaints --alike
    """
    from zlts.services.register import complaint_listing

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        report = complaint_listing(book, now(), pending=pending, alike=alike, personal=show_personal)
    finish(report, shape, file)


def merge(
    ctx: typer.Context,
    numbers: Annotated[
        list[str],
        typer.Argument(
            metavar="编号",
            help="要并掉的编号、并入的编号（中间可以写 into）",
            autocompletion=completing.complaints,
        ),
    ],
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么是同一件")] = "",
    undo_: Annotated[bool, typer.Option("--undo", help="不再并案")] = False,
    force: Annotated[bool, typer.Option("--force", help="没有共同的民警和单位也并")] = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """并案：两个编号是同一件投诉。

    zlts merge TS20130005 into TS20130004 --reason 同一人同一事
    zlts merge TS20130005 --undo
    """
    from zlts.services import register

    named = [number for number in numbers if number.lower() != "into"]
    if len(named) != (1 if undo_ else 2):
        raise WrongUsage("请写两个编号：zlts merge 要并掉的 并入的 --reason 【理由】。", "取消并案只写一个编号。")
    if not undo_ and not reason.strip():
        raise WrongUsage("并案要写理由。", "请加上 --reason 【理由】。")
    incomplete = False
    with opened(ctx, ledger) as book:
        if undo_:
            told = register.unmerge(book, named[0], now(), dry_run=dry_run)
        else:
            done = register.merge(book, named[0], named[1], reason, now(), force=force, dry_run=dry_run)
            told, incomplete = done.told, done.incomplete
    say(_rehearsed(told, dry_run=dry_run))
    if incomplete:
        raise typer.Exit(PARTLY)


def count(
    ctx: typer.Context,
    measures: Annotated[list[int], typer.Argument(metavar="编号", help="登记的措施的编号，见 zlts assess 的提示")],
    undo_: Annotated[bool, typer.Option("--undo", help="收回这句话")] = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """登记的措施是另外一次，不是台账里那一次的执行。

    zlts count 3
    zlts count 3 --undo
    """
    from zlts.services import handwork
    from zlts.services.assess import next_passes

    with opened(ctx, ledger) as book:
        told = handwork.count(book, measures, now(), take_back=undo_, dry_run=dry_run)
        due = [] if dry_run else next_passes(book, now())
    say(_rehearsed(told, dry_run=dry_run))
    _tell_all(due)


def layouts(
    ctx: typer.Context,
    forget: Annotated[int | None, typer.Option(metavar="编号", help="忘掉这一条")] = None,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """记住了哪些表头对应关系（--map）。

    zlts layouts
    zlts layouts --forget 2
    """
    from zlts.services import layouts as service

    with opened(ctx, ledger) as book:
        if forget is not None:
            service.forget(book, forget, now())
        report = service.listing_of(book)
    finish(report, shape)


# ---------------------------------------------------------------- facts by hand


def add_measure(
    ctx: typer.Context,
    name: Person,
    measure: Annotated[
        str, typer.Argument(metavar="措施", help="打招呼、谈话或告诫", autocompletion=completing.measures)
    ],
    date: Day,
    unit: UnitOption = "",
    badge: Badge = "",
    reason: Annotated[str, typer.Option(metavar="事由", help="为了什么")] = "",
    issuer: Annotated[
        str, typer.Option(metavar="实施单位", help="谁作出的；不写就是县局，如 城关派出所、本单位")
    ] = "",
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """补记一次三项制度措施。

    zlts add measure 苏晓晴 谈话 --date 2013-06-03 --reason 局务会决定
    zlts add measure 苏晓晴 谈话 --date 2013-06-03 --reason 晨会 --issuer 本单位
    """
    row = {
        "日期": date, "姓名": name, "警号": badge, "单位": unit, "措施": measure, "事由": reason, "实施单位": issuer,
    }  # fmt: skip
    _enter(ctx, "measures", row, ledger, dry_run=dry_run)


def add_inspection(
    ctx: typer.Context,
    unit: Unit,
    date: Day,
    finding: Annotated[str, typer.Option(metavar="情况", help="检查到什么")],
    name: PersonOption = "",
    badge: Badge = "",
    kind: Annotated[str, typer.Option(metavar="类别", help="日常检查、季度检查、查处通报")] = "日常检查",
    item: Annotated[str, typer.Option(metavar="项目", help="检查项目，如 着装挂牌")] = "",
    points: Annotated[str, typer.Option(metavar="分", help="加扣分，如 -2")] = "",
    severity: Annotated[str, typer.Option(metavar="程度", help="如 一般、严重")] = "",
    inspector: Annotated[str, typer.Option(metavar="姓名", help="检查人")] = "",
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """补记一次检查。

    zlts add inspection 城关所 --date 2013-06-03 --finding 未挂牌 --points -1
    zlts add inspection 城关所 --date 2013-06-03 --finding 未挂牌 --name 傅强
    zlts add inspection 城关所 --date 2013-06-03 --item 经验做法 --finding 一窗式
    """
    row = {
        "检查日期": date, "单位": unit, "姓名": name, "警号": badge, "检查类别": kind, "检查项目": item,
        "情况": finding, "加扣分": points, "程度": severity, "检查人": inspector,
    }  # fmt: skip
    _enter(ctx, "inspections", row, ledger, dry_run=dry_run)


def add_filing(
    ctx: typer.Context,
    unit: Unit,
    what: Annotated[str, typer.Argument(metavar="事项", help="如 活动方案")],
    filed: Annotated[str, typer.Option(metavar="日期", help="报送日期")],
    due: Annotated[str, typer.Option(metavar="日期", help="截止日期")] = "",
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """补记一次报送。

    zlts add filing 城关派出所 活动方案 --filed 2013-03-04
    """
    _enter(ctx, "filings", {"单位": unit, "事项": what, "截止日期": due, "报送日期": filed}, ledger, dry_run=dry_run)


def add_nil(
    ctx: typer.Context,
    unit: Unit,
    month: Month,
    undo_: Annotated[bool, typer.Option("--undo", help="收回这份零报告")] = False,
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """登记零报告：这个单位这个月确实没有人评价。

    zlts add nil 沙洲派出所 2013-06
    zlts add nil 沙洲派出所 2013-06 --undo
    没有登记零报告、也没有报来数据的，算尚未报送，不算评价器未使用。
    """
    from zlts import periods
    from zlts.services import handwork

    wanted = periods.Month.parse(month)
    with opened(ctx, ledger) as book:
        if undo_:
            batch = handwork.take_back(book, unit, wanted, now(), dry_run=dry_run)
            told = f"已收回零报告（第 {batch} 批）。"
        else:
            outcome = handwork.register(book, unit, wanted, vocabulary(), now(), dry_run=dry_run)
            told = f"已登记零报告，第 {outcome.batch} 批。要收回：zlts add nil {unit} {wanted} --undo"
    say(_rehearsed(told, dry_run=dry_run))


def post(
    ctx: typer.Context,
    name: Person,
    unit: Unit,
    since: Annotated[str, typer.Option("--from", metavar="日期", help="任职起，如 2013-06-16")],
    until: Annotated[str, typer.Option("--to", metavar="日期", help="任职止，那一天也算")] = "",
    role: Annotated[
        str, typer.Option(metavar="角色", help="窗口民警、责任人、窗口辅警、责任领导或责任局领导")
    ] = "窗口民警",
    badge: Badge = "",
    window: Annotated[str, typer.Option(metavar="窗口", help="如 3号窗口")] = "",
    evaluator: Annotated[str, typer.Option(metavar="评价器", help="评价器编号")] = "",
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """登记一次任职；有 --to 的，结束同单位、同角色没有结束的那一段。

    zlts post 吕晓萌 出入境大队 --from 2013-06-16 --badge 880104 --window 3号窗口
    zlts post 罗志远 出入境大队 --from 2013-03-01 --to 2013-06-15 --badge 880103
    """
    from zlts.services import postings

    row = {
        "单位": unit, "姓名": name, "警号": badge, "角色": role, "窗口": window, "评价器": evaluator,
        "任职起": since, "任职止": until,
    }  # fmt: skip
    with opened(ctx, ledger) as book:
        ready, told = postings.prepared(book, row)
    _tell_all(told)
    _enter(ctx, "roster", ready, ledger, dry_run=dry_run)


def _enter(ctx: typer.Context, kind: str, row: Mapping[str, str], ledger: Path | None, *, dry_run: bool) -> None:
    from zlts.services.assess import next_passes
    from zlts.services.handwork import enter

    with opened(ctx, ledger) as book:
        outcome = enter(book, kind, row, vocabulary(), now(), dry_run=dry_run)
        due = [] if dry_run else next_passes(book, now())
    _tell_all(outcome.notes)
    told = f"已录入，第 {outcome.batch} 批。要收回：zlts undo {outcome.batch}"
    say("试录通过（没有写入台账）。" if dry_run else told)
    _tell_all(due)


def _tell_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _rehearsed(told: str, *, dry_run: bool) -> str:
    return f"试做（没有写入台账）：{told}" if dry_run else told
