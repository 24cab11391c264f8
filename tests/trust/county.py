"""A made-up county's desk, worked on without the terminal: what the trust tests write, and how they look at it."""

from __future__ import annotations

import sqlite3
import subprocess
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from typer.testing import CliRunner

from tests.demo.year_files import write_year
from zlts.cli import app
from zlts.db import Ledger
from zlts.importers.reading import Options
from zlts.importers.vocabulary import load_vocabulary
from zlts.periods import Month
from zlts.services.assess import assess
from zlts.services.founding import found
from zlts.services.intake import FileOutcome, import_files
from zlts.services.verifying import Verification, verify

NOW = datetime.fromisoformat("2014-01-08T09:30:00+08:00")
VOCABULARY = load_vocabulary()
SECRETS = ("柏小林", "13800007777", "110101198001010017")

COMPLAINTS = """\
编号,受理日期,来源,投诉人,联系电话,被投诉单位,被投诉民警,类别,投诉内容,核查结果,认定日期,严重程度,处理情况
TS901,2013-05-06,来电,柏小林,13800007777,出入境大队,苏晓晴,脸难看,"柏小林（110101198001010017，电话13800007777）称态度冷淡",属实,2013-05-20,一般,已道歉
TS902,2013-05-16,来电,柏小林,13800007777,出入境大队,唐文静,脸难看,请回电13800007777,待查,,一般,
TS903,2013-05-17,来电,柏小林,13800007777,出入境大队,查无此人,脸难看,请回电13800007777,待查,,一般,
"""

SUMMARY = """\
单位,姓名,月份,非常满意,满意,不满意,未评价
出入境大队,唐文静,2013-04,20,9,1,2
"""

Act = Callable[[Path], object]
"""Something done to a ledger file, opened and closed by the doer."""


@dataclass(frozen=True)
class County:
    """The county's files, and a ledger in which May and June were assessed."""

    files: Path
    ledger: Path

    @property
    def roster(self) -> Path:
        return self.files / "00-花名册.xlsx"

    def units(self, month: str, count: int) -> list[Path]:
        return sorted((self.files / month).iterdir())[:count]


def make_county(folder: Path) -> County:
    files = folder / "登记"
    write_year(files)
    (files / "99-投诉.csv").write_text(COMPLAINTS, encoding="utf-8")
    (files / "98-汇总.csv").write_text(SUMMARY, encoding="utf-8")
    county = County(files, folder / "zlts.db")
    found(county.ledger, county.roster, None, VOCABULARY, NOW)
    registers = [files / name for name in ("93-检查登记.csv", "94-三项制度登记.csv", "98-汇总.csv", "99-投诉.csv")]
    take(county.ledger, [files / "2013-05", *registers])
    judge(county.ledger, "2013-05")
    take(county.ledger, county.units("2013-06", 4))
    judge(county.ledger, "2013-06")
    return county


# ---------------------------------------------------------------- what the clerk does


def opened(path: Path, now: datetime | None = NOW) -> closing[Ledger]:
    return closing(Ledger.open(path, now))


def take(path: Path, files: Iterable[Path]) -> list[FileOutcome]:
    with opened(path) as ledger:
        return import_files(ledger, files, Options(), VOCABULARY, NOW)


def judge(path: Path, month: str) -> None:
    with opened(path) as ledger:
        assess(ledger, Month.parse(month), NOW)


def check(path: Path, anchor: str = "") -> Verification:
    with closing(Ledger.open(path, NOW, strange=True)) as ledger:
        return verify(ledger, anchor)


def whole(path: Path) -> Verification:
    """The ledger, which must verify."""
    found = check(path)
    assert found.faults == (), found.faults
    return found


def inside(path: Path, *args: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command at the terminal, without a process of its own."""
    words = [str(arg) for arg in args]
    done = CliRunner().invoke(app, words, env={"ZLTS_LEDGER": str(path), **environment})
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return subprocess.CompletedProcess(words, done.exit_code, done.stdout, done.stderr)


def calm(done: subprocess.CompletedProcess[str], code: int = 1) -> str:
    """What a refusal looks like; returns its words."""
    assert done.returncode == code, (done.stdout, done.stderr)
    told = done.stderr + done.stdout
    assert "Traceback" not in told
    assert "程序内部出错" not in told
    return told


# ---------------------------------------------------------------- what stands in the ledger

_ACTIVE = """
SELECT month, person_key, unit, role, kind, points, rule, matter, material FROM entry e WHERE reverses IS NULL
AND NOT EXISTS (SELECT 1 FROM entry r WHERE r.reverses = e.id) ORDER BY 1, 2, 3, 4, 5, 6, 7, 8
"""
_STANDING = (
    "SELECT file, rows, accepted, duplicates, rejected, ignored FROM batch WHERE undone_at IS NULL ORDER BY 1, 2",
    _ACTIVE,
    "SELECT rating, COUNT(*) FROM evaluation GROUP BY 1 ORDER BY 1",
    "SELECT fate, COUNT(*), COUNT(salt) FROM complaint GROUP BY 1 ORDER BY 1",
    "SELECT COUNT(*), COUNT(erased_at) FROM kept_file",
    "SELECT COUNT(*) FROM quarantine",
    "PRAGMA user_version",
)

State = tuple[tuple[tuple[object, ...], ...], ...]


def state(path: Path) -> State:
    """All that counts, whatever numbers and times it bears."""
    with closing(sqlite3.connect(path)) as connection:
        return tuple(tuple(connection.execute(statement).fetchall()) for statement in _STANDING)


def sql(path: Path, *statements: str) -> None:
    """A dishonest hand: plain SQLite, the triggers dropped while it is at work."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            assert connection.execute(statement).rowcount != 0, statement
        for _, made in triggers:
            connection.execute(made)
        connection.commit()


def ask(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(statement).fetchall()
