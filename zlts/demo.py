"""`zlts demo`: the shipped year of a made-up county through import, its passes, a bulletin and the awards."""

from __future__ import annotations

import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

from rich.console import Console

from zlts import terminal, workbook
from zlts.contest import Contest
from zlts.errors import Refused
from zlts.periods import Month, Period, Span
from zlts.reports import Report
from zlts.resources import data_file
from zlts.services.listings import assessed
from zlts.services.receipts import receipt

YEAR = 2013
FIRST_MONTH = 3
ROSTER = "00-花名册.xlsx"


def run(folder: Path | None, now: datetime) -> int:
    """Play the year through; returns the exit code.

    Raises:
        Refused: the folder named is not empty.
    """
    place = _scratch(folder)
    screen = terminal.make_console()
    terminal.say(screen, f"演示文件写在：{place}")
    files, ledger_path = place / "登记", place / "演示.db"
    _unpack(files)
    Contest.found(ledger_path, roster=files / ROSTER, now=now)
    with Contest(ledger_path) as contest:
        outcomes = contest.import_files([files], now=now)
        _say_import(receipt(outcomes, dry_run=False), screen)
        for number in range(FIRST_MONTH, 13):
            outcome = contest.assess(Month(YEAR, number), now=now)
            report = assessed(contest.ledger, outcome, dry_run=False)
            terminal.say(screen, f"{outcome.month} 评定：{''.join(report.basis)}")
        last_quarter = Period.holding(Month(YEAR, 12), Span.QUARTER)
        _show(contest.report(last_quarter, now=now), place / "第四季度通报.xlsx", screen)
        _show(contest.awards(YEAR, now=now), place / "评优建议.xlsx", screen)
    terminal.say(screen, f"演示完毕。台账、登记和通报都在：{place}")
    return 0


def _scratch(folder: Path | None) -> Path:
    if folder is None:
        return Path(tempfile.mkdtemp(prefix="zlts-demo-"))
    if folder.exists() and any(folder.iterdir()):
        raise Refused(f"文件夹“{folder.name}”不是空的，没有改动。", "请换一个空文件夹。")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _unpack(folder: Path) -> None:
    """The year's files, which `tests/demo` makes: the roster, a folder for each month, the registers."""
    with zipfile.ZipFile(data_file("demo.zip")) as shipped:
        shipped.extractall(folder)


def _say_import(report: Report, screen: Console) -> None:
    total = report.tables[0].total or ()
    rows, accepted, duplicates, rejected, ignored = total[3:]
    terminal.say(
        screen,
        f"导入 {len(report.tables[0].rows)} 个文件，共 {rows} 行：采用 {accepted}，重复 {duplicates}，"
        f"待核实 {rejected}，非数据行（标题、合计等）{ignored}。",
    )


def _show(report: Report, path: Path, screen: Console) -> None:
    terminal.show(report, screen)
    workbook.write(report, path)
    terminal.say(screen, f"已写入 {path}")
