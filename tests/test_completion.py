"""Tab: what the shell is offered, from the ledger here, quickly and without touching it."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import shellingham
import typer

from tests.command import founded
from zlts.commands import shells
from zlts.errors import Refused
from zlts.store import completions

PROGRAM = Path(sys.executable).with_name("zlts")
ROSTER = """\
单位,城区农村,姓名,警号,角色,窗口,评价器
出入境大队,城区,苏晓晴,880101,窗口民警,1号窗口,PJ0101
出入境大队,城区,方明,880103,窗口民警,2号窗口,PJ0102
城关派出所,城区,方明,880402,窗口民警,1号窗口,PJ0401
城关派出所,城区,潘卫星,,责任领导,,
"""
MEASURES = "日期,姓名,单位,措施,事由\n2013-03-05,苏晓晴,出入境大队,谈话,脱岗\n"
PRESSES = """\
单位,姓名,警号,评价结果,评价时间
出入境大队,苏晓晴,880101,满意,2013-03-05 09:12:33
出入境大队,苏晓晴,880101,满意,2013-05-06 10:12:33
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = founded(tmp_path_factory.mktemp("tab"), ROSTER)
    folder = made.ledger.parent
    (folder / "评价.csv").write_text(PRESSES, encoding="utf-8")
    (folder / "措施.csv").write_text(MEASURES, encoding="utf-8")
    made.ok("import", folder / "评价.csv", folder / "措施.csv")
    made.ok("assess", "2013-05")
    made.ok("report", "monthly", "2013-05", "--issue", "第5期")
    return made.ledger


def asked(line: str, ledger: Path, shell: str = "bash") -> subprocess.CompletedProcess[str]:
    """What a shell gets for the line as typed so far."""
    words = line.split(" ")
    environment = {
        "_ZLTS_COMPLETE": f"complete_{shell}",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
        "ZLTS_LEDGER": str(ledger),
        "PYTHONUTF8": "1",
    }
    return subprocess.run(
        [PROGRAM],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=ledger.parent,
        env={**os.environ, **environment},
    )


def offered(line: str, ledger: Path) -> list[str]:
    done = asked(line, ledger)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.split()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("zlts sta", ["status"]),
        ("zlts report ", ["monthly", "quarterly", "annual", "unit"]),
        ("zlts assess 2013-03 --dry", ["--dry-run"]),
        ("zlts assess 2013-03 --format ", ["table", "json", "csv"]),
        ("zlts explain 苏", ["苏晓晴"]),
        ("zlts explain 潘", ["潘卫星"]),
        ("zlts explain 方", []),
        ("zlts explain 8801", ["880101", "880103"]),
        ("zlts ledger --person 苏", ["苏晓晴"]),
        ("zlts ledger --unit 城", ["城关派出所"]),
        ("zlts add inspection 出", ["出入境大队"]),
        ("zlts assess ", ["2013-03", "2013-04", "2013-05"]),
        ("zlts report quarterly ", ["2013Q1", "2013Q2"]),
        ("zlts awards ", ["2013"]),
        ("zlts undo ", ["3", "2", "1"]),
        ("zlts notice ", ["1"]),
        ("zlts object ", ["1"]),
        ("zlts object 1 --up", ["--upheld"]),
        ("zlts report monthly --reprint ", ["第5期"]),
        ("zlts help tr", ["trouble", "trust"]),
        ("zlts import --kind c", ["complaints"]),
        ("zlts export 评", ["评价", "评价汇总"]),
        ("zlts add measure 苏晓晴 ", ["打招呼", "谈话", "告诫"]),
        ("zlts --version --install-completion x", []),
    ],
)
def test_what_is_offered(line: str, expected: list[str], ledger: Path) -> None:
    assert offered(line, ledger) == expected


def test_the_ledger_named_on_the_line_is_looked_at(ledger: Path) -> None:
    elsewhere = ledger.with_name("没有.db")
    assert offered(f"zlts --ledger {ledger} explain 苏", elsewhere) == ["苏晓晴"]
    assert offered("zlts explain 苏", elsewhere) == []


def test_powershell_is_told_what_each_word_is(ledger: Path) -> None:
    assert asked("zlts explain 苏", ledger, "powershell").stdout == "苏晓晴:::880101\n"
    assert asked("zlts explain 880103", ledger, "pwsh").stdout == "880103:::方明 出入境大队\n"
    assert asked("zlts sta", ledger, "powershell").stdout == (
        "status:::进度的全部：提前提醒、各单位各月的评价、要办的事；一屏的只打 zlts。\n"
    )


# ---------------------------------------------------------------- never in the way


@pytest.mark.parametrize("content", [None, b"", b"hello\n" * 50, b"SQLite format 3\0" + b"\0" * 4000])
def test_without_a_ledger_nothing_is_offered_and_nothing_made(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "zlts.db"
    if content is not None:
        path.write_bytes(content)
    for line in ("zlts explain ", "zlts assess ", "zlts undo ", "zlts ledger --unit "):
        assert offered(line, path) == []
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [content] * (content is not None)


def test_a_ledger_in_use_is_read_and_left_as_it_is(ledger: Path) -> None:
    before = hashlib.sha256(ledger.read_bytes()).digest()
    with closing(sqlite3.connect(ledger, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        assert offered("zlts explain 苏", ledger) == ["苏晓晴"]
        writer.execute("ROLLBACK")
    assert hashlib.sha256(ledger.read_bytes()).digest() == before
    assert not list(ledger.parent.glob("zlts.db-*"))


def test_someone_may_write_while_names_are_read(ledger: Path) -> None:
    with closing(sqlite3.connect(f"{ledger.as_uri()}?mode=ro&immutable=1", uri=True)) as reader:
        cursor = reader.execute("SELECT name FROM posting")
        cursor.fetchone()
        with closing(sqlite3.connect(ledger, timeout=0, isolation_level=None)) as writer:
            writer.execute("BEGIN EXCLUSIVE")
            writer.execute("ROLLBACK")


def test_nothing_heavy_is_loaded(ledger: Path) -> None:
    script = (
        "import atexit, sys\n"
        "atexit.register(lambda: sys.stderr.write(' '.join(sorted(sys.modules))))\n"
        "from zlts.cli import main\n"
        "main()\n"
    )
    for line in ("zlts explain 苏", "zlts ", "zlts assess "):
        done = subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env={
                **os.environ,
                "_ZLTS_COMPLETE": "complete_powershell",
                "_TYPER_COMPLETE_ARGS": line,
                "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.split(" ")[-1],
                "ZLTS_LEDGER": str(ledger),
                "PYTHONUTF8": "1",
            },
        )
        assert done.stdout.strip()
        loaded = {name.split(".")[0] for name in done.stderr.split()}
        assert not loaded & {"rich", "sqlmodel", "sqlalchemy", "openpyxl", "docx", "lxml"}


def test_an_unknown_question_is_answered_quietly(ledger: Path) -> None:
    done = asked("zlts explain 苏", ledger, "tcsh")
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr


def test_a_bug_is_kept_from_the_shell(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(shells, "_register_powershell", lambda: None)  # what it tells Typer stays told
    with pytest.raises(SystemExit) as end:
        shells.answer(broken)
    assert end.value.code == 1
    assert capsys.readouterr() == ("", "")


def test_months_over_a_year_end(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path)) as made, made:
        made.execute("CREATE TABLE evaluation (time INTEGER)")
        made.execute("CREATE TABLE summary (month TEXT)")
        made.execute("INSERT INTO evaluation VALUES (20131105091233), (20140206091233)")
        made.execute("INSERT INTO summary VALUES ('2013-10')")
    assert completions.months(path) == [(2013, 10), (2013, 11), (2013, 12), (2014, 1), (2014, 2)]


# ---------------------------------------------------------------- teaching the shell


def under(shell: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    def detected() -> tuple[str, str]:
        if shell is None:
            raise shellingham.ShellDetectionFailure
        return shell, shell

    monkeypatch.setattr(shellingham, "detect_shell", detected)


@pytest.fixture
def powershell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PowerShell that knows where its profile lies, and allows no scripts; returns the profile."""
    profile = tmp_path / "用户" / "我的文档" / "profile.ps1"
    program = tmp_path / "powershell"
    program.write_text(
        f'#!/bin/sh\ncase "$3" in *PROFILE*) echo "{profile}";; *) echo Restricted;; esac\n', encoding="utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    under("powershell", monkeypatch)
    return profile


def test_powershell_is_taught_once(powershell: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shells.install()
    told = capsys.readouterr().out
    assert str(powershell) in told
    assert "Set-ExecutionPolicy -Scope CurrentUser RemoteSigned" in told
    written = powershell.read_text(encoding="utf-8")
    assert "Register-ArgumentCompleter -Native -CommandName zlts" in written
    assert "_ZLTS_COMPLETE" in written
    shells.install()
    assert powershell.read_text(encoding="utf-8") == written


def test_a_profile_in_utf_16_stays_so(powershell: Path) -> None:
    powershell.parent.mkdir(parents=True)
    powershell.write_text("# 我的设置\r\n", encoding="utf-16")
    shells.install()
    text = powershell.read_text(encoding="utf-16")
    assert text.startswith("# 我的设置")
    assert "Register-ArgumentCompleter" in text


def test_bash_is_taught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    under("bash", monkeypatch)
    shells.install()
    assert "按 Tab" in capsys.readouterr().out
    assert "_ZLTS_COMPLETE=complete_bash" in (tmp_path / ".bash_completions" / "zlts.sh").read_text(encoding="utf-8")
    assert shells.script().startswith("_zlts_completion()")


@pytest.mark.parametrize("shell", ["cmd", None])
def test_a_shell_that_cannot_is_told_so(shell: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    under(shell, monkeypatch)
    with pytest.raises(Refused, match="PowerShell"):
        shells.install()


def test_the_options_do_it(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from zlts.cli import app

    under("fish", monkeypatch)
    with pytest.raises(SystemExit) as end:
        typer.main.get_command(app).main(["--show-completion"], prog_name="zlts")
    assert end.value.code == 0
    assert "complete --command zlts" in capsys.readouterr().out
