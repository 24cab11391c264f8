"""Is the ledger whole; who did what; copies; personal data past its time."""

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands.parameters import DryRun, LedgerPath, OutFile, Replace, Shape
from zlts.commands.shared import (
    PARTLY,
    Format,
    finish,
    now,
    opened,
    path_of,
    redacted_words,
    say,
    target,
    tell,
    write_page,
)
from zlts.errors import ZltsError

SlipFile = Annotated[Path | None, typer.Option("-o", "--output", metavar="文件", help="写成 .docx 或 .txt")]


def verify(
    ctx: typer.Context,
    anchor: Annotated[str, typer.Option(metavar="校验码", help="纸上印的校验码")] = "",
    ledger: LedgerPath = None,
) -> None:
    """台账是否完整、有没有被改动。

    zlts verify
    zlts verify --anchor 3f9a-07c2-b1d4-88e0-k
    """
    from zlts.chain import spelled
    from zlts.services import verifying

    with opened(ctx, ledger, strange=True) as book:
        found = verifying.verify(book, anchor)
    warn(path_of(ctx, ledger))
    for fault in found.faults:
        tell(f"▲ {fault}")
    if found.faults:
        raise typer.Exit(1)
    if found.witnessed:
        say(f"纸上的校验码是本台账第 {found.witnessed} 条日志的，之后又有 {found.length - found.witnessed} 条。")
    due = f"；{'、'.join(map(str, found.due))} 年有新证据，待评定" if found.due else ""
    say(f"台账完整：{found.length} 条日志，校验码 {spelled(found.head)}{due}。")


def anchor(ctx: typer.Context, output: SlipFile = None, replace: Replace = False, ledger: LedgerPath = None) -> None:
    """校验码存根：评定以后打印，签字存进保险柜；以后用它核对台账。

    zlts anchor
    zlts anchor -o 存根.docx
    """
    from zlts.documents import slip
    from zlts.services import verifying

    with opened(ctx, ledger) as book:
        wanted = target(book, output, replace=replace, endings=(".docx", ".txt"))
        page = verifying.anchor(book, now())
    if wanted:
        write_page(page, slip.lines(page), wanted)
    typer.echo(slip.lines(page), nl=False)


def warn(path: Path) -> None:
    """Say where the ledger should not lie."""
    from zlts.services.safekeeping import network_warning

    told = network_warning(path)
    if told:
        tell(f"▲ {told}")


def journal(
    ctx: typer.Context,
    since: Annotated[str, typer.Option(metavar="日期", help="从哪一天起，如 2013-06-01")] = "",
    output: OutFile = None,
    replace: Replace = False,
    shape: Shape = Format.TABLE,
    ledger: LedgerPath = None,
) -> None:
    """操作日志：谁、什么时候、做了什么、为什么。

    zlts journal
    zlts journal --since 2013-06-01 -o 操作日志.xlsx
    """
    from zlts.services import journals

    with opened(ctx, ledger) as book:
        file = target(book, output, replace=replace)
        report = journals.report(book, since, now())
    finish(report, shape, file)


def backup(
    ctx: typer.Context,
    target: Annotated[Path, typer.Argument(metavar="文件或文件夹", help="写到这里，最好在另一块盘上")],
    ledger: LedgerPath = None,
) -> None:
    r"""备份台账，并核验备份。

    zlts backup E:\备份
    zlts backup 台账-6月.db
    """
    from zlts.services import safekeeping

    with opened(ctx, ledger) as book:
        made = safekeeping.backup(book, target, now())
    warn(path_of(ctx, ledger))
    say(redacted_words(path_of(ctx, ledger), f"已备份到 {made}，核验通过。"))


def restore(
    ctx: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="文件", help="备份文件")],
    ledger: LedgerPath = None,
) -> None:
    """用备份换回台账；换下的那份留着。

    zlts restore 台账-6月.db
    """
    from zlts.services import safekeeping

    path = path_of(ctx, ledger)
    try:
        kept = safekeeping.restore(source, path, now())
    except ZltsError as error:
        error.message = redacted_words(path, error.message)
        raise
    say(redacted_words(path, f"已从“{source.name}”恢复。" + (f"换下的台账在 {kept}。" if kept else "")))


def purge(
    ctx: typer.Context,
    before: Annotated[int, typer.Option("--before", metavar="年份", help="清除这一年以前受理的投诉里的个人信息")],
    dry_run: DryRun = False,
    ledger: LedgerPath = None,
) -> None:
    """清除到期的个人信息；数字和日志不变。

    zlts purge --before 2013 --dry-run
    zlts purge --before 2013

    不能收回：台账旁边的自动备份也一起删去，只留清除以后的一份。
    """
    from zlts import backups
    from zlts.services import safekeeping

    with opened(ctx, ledger) as book:
        gone = safekeeping.purge(book, before, now(), dry_run=dry_run)
    will = "会" if dry_run else "已"
    say(
        f"{will}清除 {gone.rows} 行投诉的个人信息，这些人在别处 {gone.elsewhere} 行文字里的姓名、号码，"
        f"{gone.files} 个原始文件的内容。"
    )
    if gone.copies:
        folder = backups.folder_of(path_of(ctx, ledger)).name
        say(f"台账旁边“{folder}”里以前的 {gone.copies} 份自动备份{will}删去，{will}另留一份清除以后的。")
    for name in gone.missed:
        tell(f"▲ 自动备份“{name}”没有删成，里面还有这些信息。请关掉占用它的程序，盘满了的腾出空间，再运行一次。")
    if not gone.squeezed:
        tell("▲ 台账文件的空闲部分没有整理成：磁盘已满，或正被别的程序使用。请腾出空间，再运行一次。")
    say(
        "程序够不着的请另行处理：zlts backup 另存的和拷到别处的备份，写出和印出的文件，收到的原始登记表；"
        "写进日志时还不知道是投诉人的姓名，日志里改不了。"
    )
    if gone.missed or not gone.squeezed:
        raise typer.Exit(PARTLY)
