"""Errors and kills at chosen system calls of a command: `python -m tests.trust.syscalls` tries every one there is.

`strace` counts the calls by which a command writes, then lets one of them fail, or kills the process there. What must
hold: the ledger is as before or as afterwards, never between; the words fit; and it can be done again.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.trust.county import NOW, State, ask, opened, state, whole
from tests.trust.crash import fresh
from tests.trust.desk import make_desk
from tests.trust.innocents import FILES
from zlts import backups
from zlts.services.safekeeping import backup
from zlts.services.undoing import undo

CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "link", "rename", "unlink", "mkdir")
"""By which anything is written, given a name or removed."""
FAILURES = ("error=ENOSPC", "error=EIO", "signal=KILL")
"""What befalls a call: a full disk, a broken one, the end of the process."""


class Work(NamedTuple):
    """A command on the desk's ledger; `begins`: whether there is one before it."""

    name: str
    words: tuple[str, ...]
    begins: bool = True


class Spot(NamedTuple):
    """A system call of a work, the how-manieth of its kind, and what befalls it."""

    call: str
    number: int
    failure: str


class Ended(NamedTuple):
    """How a command ended: its exit code (negative: killed), and all it said."""

    code: int
    told: str


def works(desk: Path, folder: Path) -> list[Work]:
    """The kinds of writes, each the first of its day, with the copy."""
    copy, rows = folder / "copy.db", folder / "检查6.csv"
    rows.write_text(FILES[rows.name], encoding="utf-8")
    with opened(desk, None) as book:
        backup(book, copy, NOW)
    with opened(copy, None) as book:
        undo(book, 2, NOW)
    return [
        Work("import", ("import", str(rows))),
        Work("assess", ("assess", "2013-07")),
        Work("undo", ("undo", "2")),
        Work("issue", ("report", "monthly", "2013-06", "--issue", "2号", "-o", "通报.csv")),
        Work("purge", ("purge", "--before", "2014")),
        Work("backup", ("backup", "备份.db")),
        Work("restore", ("restore", str(copy))),
        Work("init", ("init", "--roster", str(desk.with_name("花名册.csv"))), begins=False),
    ]


# ---------------------------------------------------------------- a command under strace


def is_there() -> bool:
    """Whether processes can be looked at here."""
    if not shutil.which("strace"):
        return False
    return subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0


def run(words: Sequence[str], path: Path, *options: str) -> Ended:
    """The command in a child that stops before it begins, so that strace, with these options, sees nothing else."""
    said = path.with_name("said")
    child = os.fork()
    if child == 0:
        _act(words, path, said)
    os.waitpid(child, os.WUNTRACED)
    with subprocess.Popen(["strace", "-f", "-p", str(child), *options], stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr
        assert "attached" in tracer.stderr.readline()
        os.kill(child, signal.SIGCONT)
        _, status = os.waitpid(child, 0)
        tracer.stderr.read()
    return Ended(os.waitstatus_to_exitcode(status), said.read_text(encoding="utf-8", errors="replace"))


def _act(words: Sequence[str], path: Path, said: Path) -> None:
    """Become the command; never returns."""
    code = 70
    try:
        os.chdir(path.parent)
        os.environ |= {"ZLTS_LEDGER": str(path), "TMPDIR": str(path.parent)}
        tempfile.tempdir = None
        number = os.open(said, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        for place, name in ((1, "stdout"), (2, "stderr")):
            os.dup2(number, place)
            setattr(sys, name, open(place, "w", encoding="utf-8", closefd=False))  # noqa: SIM115 - to the end
        sys.argv = ["zlts", *words]
        from zlts.cli import main

        os.kill(os.getpid(), signal.SIGSTOP)
        main()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        os._exit(code)


def begin(work: Work, desk: Path, folder: Path) -> Path:
    """An empty folder, with the desk's ledger where the work begins with one."""
    path = fresh(folder)
    if work.begins:
        shutil.copy(desk, path)
    return path


def left(path: Path) -> State | None:
    """What a work has left: all that counts, and what was issued."""
    return (*state(path), tuple(ask(path, "SELECT number FROM issued ORDER BY 1"))) if path.exists() else None


def calls_of(work: Work, desk: Path, folder: Path) -> tuple[Mapping[str, int], Ended]:
    """How often the work makes each of the calls when nothing goes wrong, and how it ends."""
    path = begin(work, desk, folder)
    log = path.with_name("calls")
    ended = run(work.words, path, "-o", str(log), "-e", f"trace={','.join(CALLS)}")
    found = re.findall(r"^(?:\d+ +)?(\w+)\(", log.read_text(encoding="utf-8", errors="replace"), re.MULTILINE)
    return Counter(found), ended


def spots(counts: Mapping[str, int]) -> Iterator[Spot]:
    """Every call of a work, and all that may befall it."""
    for call in CALLS:
        for number in range(1, counts.get(call, 0) + 1):
            yield from (Spot(call, number, failure) for failure in FAILURES)


# ---------------------------------------------------------------- what must hold


class Judge:
    """What a work must leave, whatever befalls it."""

    def __init__(self, work: Work, desk: Path, folder: Path) -> None:
        self.work, self.desk, self.folder = work, desk, folder
        self.before: State | None = left(begin(work, desk, folder))
        self.calls, self.calm = calls_of(work, desk, folder)
        assert self.calm.code in (0, 3), self.calm
        self.after: State | None = left(folder / "zlts.db")

    def holds(self, spot: Spot) -> bool:
        """Try one spot; returns whether the work was written all the same."""
        path = begin(self.work, self.desk, self.folder)
        ended = run(self.work.words, path, "-o", os.devnull, *_injecting(spot))
        told = ended.told.replace("\n", "")
        where = (self.work.name, spot, ended)
        assert "Traceback" not in told, where
        assert "程序内部出错" not in told, where
        found = left(path)
        assert found in (self.before, self.after), where
        copies = [*path.parent.glob("备份.db"), *backups.folder_of(path).glob("*.db")]
        for one in ([path] if found else []) + copies:  # whatever bears a copy's name is a whole ledger
            whole(one)
        done = found == self.after and self.before != self.after
        if ended.code >= 0 and self.before != self.after:
            assert done == (ended.code in (0, 3) or "台账已经写入" in told), where
            assert not (done and "没有写入" in told and "台账已经写入" not in told), where
            assert done or ended.code == 1, where
        self._again(path, done=done)
        return done

    def _again(self, path: Path, *, done: bool) -> None:
        """What was not done can be done, and leaves what it leaves undisturbed."""
        if not done and self.work.name != "backup":
            ended = run(self.work.words, path, "-o", os.devnull, "-e", "trace=none")
            assert ended.code in (0, 3), (self.work.name, ended)
            assert left(path) == self.after, self.work.name
        whole(path)


def _injecting(spot: Spot) -> tuple[str, ...]:
    return "-e", f"trace={spot.call}", "-e", f"inject={spot.call}:{spot.failure}:when={spot.number}"


def try_all(folder: Path, only: str = "", *, step: int = 1) -> None:
    """Every call of every work, or of one; one failure of so many."""
    (folder / "desk").mkdir()
    desk = make_desk(folder / "desk")
    for work in works(desk, folder):
        if only in ("", work.name):
            judge = Judge(work, desk, folder / "torn")
            every = list(spots(judge.calls))[::step]
            done = sum(judge.holds(spot) for spot in every)
            kinds = ", ".join(f"{call} {count}" for call, count in sorted(judge.calls.items()))
            sys.stdout.write(f"{work.name}: {len(every)} failures, {done} after the commit ({kinds})\n")
            sys.stdout.flush()


def main() -> None:
    """Every call of every work: each failure once; fails at the first loss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default="", help="only this one")
    parser.add_argument("--step", type=int, default=1, help="only one spot of so many")
    wanted = parser.parse_args()
    if not is_there():
        sys.exit("strace is not here, or may not look at processes")
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="zlts-calls-") as name:
        try_all(Path(name), wanted.work, step=wanted.step)
    sys.stdout.write(f"nothing lost; {time.monotonic() - began:.0f} s\n")


if __name__ == "__main__":
    main()
