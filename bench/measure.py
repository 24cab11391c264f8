"""Taking the time of commands, side by side: every round runs each of them once, in another order."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from statistics import median

PATIENCE = 1800.0
"""Seconds after which a command is given up."""

_TIMER = Path(__file__).with_name("timer.py")
_TAIL = 160


class Unavailable(Exception):
    """A contestant cannot be run here, or did not do what it should; the message says why."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds on the clock and of the processors (0: not known), the largest process's peak in bytes."""

    seconds: float
    cpu: float
    peak: int


@dataclass(frozen=True, slots=True)
class Series:
    """A contestant's runs, by round; `failure` says why there are none, or no more."""

    name: str
    runs: tuple[Run, ...] = ()
    failure: str = ""

    @property
    def seconds(self) -> tuple[float, ...]:
        return tuple(run.seconds for run in self.runs)

    @property
    def cpu(self) -> float:
        """The median of the processors' seconds; 0 without runs."""
        return median(run.cpu for run in self.runs) if self.runs else 0.0

    @property
    def peak(self) -> float:
        """The median peak in bytes; 0 without runs."""
        return median(run.peak for run in self.runs) if self.runs else 0.0

    def joined(self, more: Series) -> Series:
        """This one's runs and then the other's."""
        return replace(self, runs=(*self.runs, *more.runs), failure=self.failure or more.failure)

    def named(self, name: str) -> Series:
        """The same under a name that says what it is compared for."""
        return replace(self, name=name)


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Contestant:
    """A command to be timed.

    `prepare` comes before each run and `check` after it, both outside the time; either raises
    Unavailable where the command cannot run, or has not done its work. `own_clock`: the command's last line
    is its own count of seconds, without its start. `most` bounds the rounds of what is very slow.
    """

    name: str
    command: Sequence[str | Path]
    prepare: Callable[[], object] = _nothing
    check: Callable[[], object] = _nothing
    codes: tuple[int, ...] = (0,)
    env: Mapping[str, str] = field(default_factory=dict)
    own_clock: bool = False
    most: int | None = None


class Stopwatch:
    """Runs commands in a folder of its own, and tells what happens."""

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self._folder, self._tell = folder, tell
        folder.mkdir(parents=True, exist_ok=True)

    def race(self, contestants: Sequence[Contestant], rounds: int, *, warm: bool = False) -> dict[str, Series]:
        """Let all of them run in turns; `warm`: once before, untimed."""
        found = {one.name: Series(one.name) for one in contestants}
        assert len(found) == len(contestants), "two contestants bear one name"  # noqa: S101 - of our own making
        for number in range(-1 if warm else 0, rounds):
            turn = max(number, 0) % len(contestants)
            for one in (*contestants[turn:], *contestants[:turn]):
                series = found[one.name]
                if series.failure or (one.most is not None and number >= one.most):
                    continue
                found[one.name] = self._round(one, series, counted=number >= 0)
        return found

    def _round(self, one: Contestant, series: Series, *, counted: bool) -> Series:
        try:
            run = self.run(one)
        except (Unavailable, OSError) as why:
            self._tell(f"{one.name}: not available ({why})")
            return replace(series, failure=str(why))
        took = f"{run.seconds:.3f} s, {run.cpu:.3f} s of processors, {run.peak / 2**20:.0f} MiB"
        self._tell(f"{one.name}: {took}{'' if counted else ', warming up'}")
        return replace(series, runs=(*series.runs, run)) if counted else series

    def run(self, one: Contestant) -> Run:
        """Run it once.

        Raises:
            Unavailable: it could not be started, took too long, or ended otherwise than it should.
        """
        one.prepare()
        # what earlier runs have left to be written must not be written in this one's time
        os.sync()
        told = self._timed(one)
        if told["code"] not in one.codes:
            raise Unavailable(f"ended with {told['code']}: {self._last_words()}")
        one.check()
        peak = int(told["peak"])
        if one.own_clock:
            return Run(float(self.output().split()[-1]), 0.0, peak)
        return Run(told["seconds"], told["cpu"], peak)

    def output(self) -> str:
        """What the last command printed."""
        return (self._folder / "stdout").read_text(encoding="utf-8", errors="replace")

    def errors(self) -> str:
        """What the last command printed to stderr."""
        return (self._folder / "stderr").read_text(encoding="utf-8", errors="replace")

    def _last_words(self) -> str:
        """What a failed command said last, without the paths of this machine."""
        said = (self.errors() or self.output()).strip().splitlines() or [""]
        return re.sub(r"(/[\w.~-]+){2,}", "…", said[-1])[-_TAIL:]

    def _timed(self, one: Contestant) -> dict[str, float]:
        answer = self._folder / "answer.json"
        answer.unlink(missing_ok=True)
        command = [sys.executable, "-I", "-S", str(_TIMER), str(answer), *map(str, one.command)]
        with (self._folder / "stdout").open("wb") as out, (self._folder / "stderr").open("wb") as err:
            _wait(subprocess.Popen(
                command, cwd=self._folder, env=_environment(one.env), stdin=subprocess.DEVNULL,
                stdout=out, stderr=err, start_new_session=True,
            ))  # fmt: skip
        if not answer.exists():
            raise Unavailable(f"could not be started: {self._last_words()}")
        told: dict[str, float] = json.loads(answer.read_text(encoding="utf-8"))
        return told


def _wait(process: subprocess.Popen[bytes]) -> None:
    """Wait for the process; whatever else happens, it and its children do not outlive this."""
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        _kill(process)
        raise Unavailable(f"took more than {PATIENCE:.0f} s") from None
    except BaseException:
        _kill(process)
        raise


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _environment(more: Mapping[str, str]) -> dict[str, str]:
    """The same surroundings for all: no settings of whoever runs the bench."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZLTS_", "PYTHON", "COLUMNS"))}
    return {**kept, "PYTHONUTF8": "1", "PYTHONNOUSERSITE": "1", "LC_ALL": "C.UTF-8", **more}
