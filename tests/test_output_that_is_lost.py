"""Results that cannot be shown or written: what is in the ledger is never said not to be (full disk, closed pipe)."""

from __future__ import annotations

import gc
import os
import subprocess
from pathlib import Path

import pytest

from tests.command import Zlts, founded
from tests.test_typed_dashes import PRESSES, ROSTER
from tests.trust.county import ask, inside

FULL = Path("/dev/full")
WRITTEN = "台账已经写入，没有受影响"
needs_full = pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")


@pytest.fixture
def county(tmp_path: Path) -> Zlts:
    made = founded(tmp_path, ROSTER)
    tmp_path.joinpath("a.csv").write_text(PRESSES, encoding="utf-8")
    return made


def into(county: Zlts, target: str, *args: str) -> subprocess.CompletedProcess[str]:
    """The command, its standard output into a device that is full or a pipe that nobody reads."""
    if target == "full":
        stream = os.open(FULL, os.O_WRONLY)
    else:
        reader, stream = os.pipe()
        os.close(reader)
    try:
        return subprocess.run(
            county.words(*args), stdout=stream, stderr=subprocess.PIPE, encoding="utf-8", check=False,
            cwd=county.ledger.parent, env=county.environment,
        )  # fmt: skip
    finally:
        os.close(stream)


@needs_full
@pytest.mark.parametrize("target", ["full", "closed"])
def test_what_was_written_is_said_to_be(county: Zlts, target: str) -> None:
    for words in ("import a.csv", "assess 2013-05", "undo 2"):
        done = into(county, target, *words.split())
        assert done.returncode == 3, (words, done.stderr)
        assert WRITTEN in done.stderr
        assert "没有写入" not in done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr
    assert ask(county.ledger, "SELECT COUNT(*) FROM entry WHERE kind = '扣分'") == [(1,)]
    assert ask(county.ledger, "SELECT COUNT(*) FROM batch WHERE undone_at IS NOT NULL") == [(1,)]


@needs_full
@pytest.mark.parametrize("target", ["full", "closed"])
@pytest.mark.parametrize("shape", ["table", "json", "csv"])
def test_a_command_that_only_reads_says_nothing_of_the_ledger(county: Zlts, target: str, shape: str) -> None:
    done = into(county, target, "ledger", "2013", "--format", shape)
    assert done.returncode == 3
    assert "台账" not in done.stderr
    assert ("结果没有显示完：磁盘空间不足" in done.stderr) == (target == "full")


@needs_full
@pytest.mark.parametrize("target", ["full", "closed"])
@pytest.mark.parametrize("words", ["--help", "--version", "import --help", "rules"])
def test_help_and_version_too(county: Zlts, target: str, words: str) -> None:
    done = into(county, target, *words.split())
    assert done.returncode == 3
    assert "程序内部出错" not in done.stderr


@needs_full
def test_a_refusal_stays_a_refusal(county: Zlts) -> None:
    done = into(county, "full", "import", "没有.csv")
    assert done.returncode == 1
    assert "台账已经写入" not in done.stderr


@needs_full
def test_a_founded_ledger_is_said_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "花名册.csv").write_text(ROSTER, encoding="utf-8")
    made = Zlts(tmp_path / "zlts.db")
    done = into(made, "full", "init", "--roster", "花名册.csv")
    assert done.returncode == 3
    assert WRITTEN in done.stderr
    made.ok("status")


@needs_full
def test_messages_that_cannot_be_shown_stop_nothing(county: Zlts) -> None:
    with FULL.open("w") as full:
        done = subprocess.run(
            county.words("import", "a.csv"), stdout=full, stderr=full, check=False,
            cwd=county.ledger.parent, env=county.environment,
        )  # fmt: skip
    assert done.returncode == 3
    assert ask(county.ledger, "SELECT COUNT(*) FROM batch") == [(2,)]


@pytest.mark.skipif(os.name == "nt", reason="a console that is not there is another thing on Windows")
def test_a_task_that_nobody_watches(county: Zlts) -> None:
    """Neither output is there at all, as in a scheduled task: the work is done."""
    words = " ".join(f"'{word}'" for word in county.words("import", "a.csv"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} >&- 2>&-"], check=False, cwd=county.ledger.parent, env=county.environment
    )
    assert done.returncode == 0
    assert ask(county.ledger, "SELECT COUNT(*) FROM batch") == [(2,)]
    county.ok("verify")


def test_an_issued_bulletin_whose_file_could_not_be_written(county: Zlts, monkeypatch: pytest.MonkeyPatch) -> None:
    county.ok("import", "a.csv")
    county.ok("assess", "2013-05")
    output = county.ledger.with_name("5月.xlsx")

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zlts.outfile.os.fsync", full)
    done = inside(county.ledger, "report", "monthly", "2013-05", "--issue", "2013-1", "-o", output)
    assert done.returncode == 3, done.stderr
    assert "磁盘空间不足" in done.stderr
    assert WRITTEN in done.stderr
    done = inside(county.ledger, "ledger", "2013", "-o", output)
    assert done.returncode == 1, done.stderr
    assert WRITTEN not in done.stderr
    assert [path for path in output.parent.iterdir() if path.name.endswith(".tmp")] == []
    monkeypatch.undo()
    assert inside(county.ledger, "report", "monthly", "--reprint", "2013-1", "-o", output).returncode in (0, 3)
    assert output.exists()


@pytest.mark.parametrize("name", ["5月.docx", "5月.xlsx", "5月.csv", "5月.json"])
def test_a_disk_that_fills_while_a_file_is_written(county: Zlts, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """No file may become longer than a few bytes, which the system says as it says that a disk is full."""
    resource = pytest.importorskip("resource")
    complaints: list[object] = []
    monkeypatch.setattr("sys.unraisablehook", complaints.append)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (60, before[1]))
    try:
        done = inside(county.ledger, "report", "monthly", "2013-05", "-o", county.ledger.with_name(name))
        gc.collect()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert done.returncode == 1, done.stderr
    assert "磁盘空间不足" in done.stderr
    assert not complaints
    assert [path for path in county.ledger.parent.iterdir() if name in path.name] == []


def test_a_bug_behind_what_was_written(county: Zlts) -> None:
    """A drawing that fails says what stands in the ledger, too."""
    script = (
        "import sys, zlts.terminal as console\n"
        "def fail(*_, **__): raise ValueError('柳')\n"
        "console.show = fail\n"
        "sys.argv = ['zlts', 'import', 'a.csv']\n"
        "from zlts.cli import main\n"
        "main()\n"
    )
    done = subprocess.run(
        [county.words()[0], "-X", "utf8", "-c", script], capture_output=True, encoding="utf-8", check=False,
        cwd=county.ledger.parent, env=county.environment,
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    assert "程序内部出错（ValueError）" in done.stderr
    assert "台账已经写入的照旧有效" in done.stderr
