"""The pages of the manual, played: every command shown is run, and its real output put below it.

A page says in comments what the reader need not see:

    <!-- fresh -->               an empty desk with the county's files on it
    <!-- today 2013-07-01 -->    the day on which the following is done
    <!-- run zlts assess 2013-04 -->   a command not shown
    <!-- do tamper -->           something that happens, see `desk.ACTS`

    <!-- keys y q -->            what the next command is answered, line by line; else nobody is there to ask

A screen begins with three ticks and `console`, then what of a long output is shown, `head=20 tail=3`, and the
exit code where it is neither 0 nor 3, `code=1`. In it, a line `> …` is a command; the lines below are its output.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from unittest import mock

from typer.main import get_command

from tests.manual.desk import ACTS, Clock, keep_register, lay_out
from zlts.cli import app

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("first-day", "month", "quarter", "december", "disputes", "trouble", "card")
"""In the order of her year: each goes on where the one before has ended."""

SEAL = "0123-4567-89ab-cdef-k"
"""Stands in the pages for the ledger's check code, which differs from ledger to ledger."""

COLUMNS = 76
"""`zlts help` shows a screen four columns in."""
_LOUD = ("ZLTS_LEDGER", "NO_COLOR", "FORCE_COLOR")
_COMMENT = re.compile(r"<!-- (fresh|today|run|do|keys) ?(.*?) -->")
_SCREEN = re.compile(r"```console(?: (.*))?")
_PROMPT = "> "
_COLOUR = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
_HEX = re.compile(r"(?<![0-9a-z])[0-9a-f]{4}(?:-[0-9a-f]{4}){3}-[g-z](?![0-9a-z])")
_LONG_HEX = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")


class _Screen(io.StringIO):
    """A terminal that keeps what it is shown."""

    def isatty(self) -> bool:
        return True


class _Keys:
    """What is typed at a terminal, which shows it as it is read."""

    def __init__(self, lines: Sequence[str], screen: io.StringIO) -> None:
        self._lines, self._screen = iter(lines), screen

    def isatty(self) -> bool:
        return True

    def readline(self, _size: int = -1) -> str:
        line = next(self._lines, None)
        shown = "" if line is None else f"{line}\n"
        self._screen.write(shown)
        return shown


@dataclass
class Stage:
    """One desk in one scratch folder, through all pages."""

    scratch: Path
    desks: int = 0
    seal: str = ""
    keys: Sequence[str] = ()
    folder: Path = field(init=False)

    def page(self, text: str) -> str:
        """The page with every output as it is now."""
        return "\n".join(self._played(text.split("\n")))

    def _played(self, lines: Sequence[str]) -> Iterator[str]:
        rest = iter(lines)
        for line in rest:
            yield line
            if found := _COMMENT.fullmatch(line):
                self._unseen(found[1], found[2])
            elif found := _SCREEN.fullmatch(line):
                yield from self._shown(list(_until_fence(rest)), _wishes(found[1] or ""))
                yield "```"

    def _unseen(self, what: str, words: str) -> None:
        if what == "fresh":
            self.desks += 1
            self.folder = self.scratch / str(self.desks)
            lay_out(self.folder)
        elif what == "today":
            Clock.today, Clock.minutes = date.fromisoformat(words), 0
            keep_register(self.folder, Clock.today)
        elif what == "keys":
            self.keys = words.split()
        elif what == "do":
            ACTS[words](self.folder)
        else:
            self.run(words, (0, 3))

    def _shown(self, lines: Sequence[str], overrides: dict[str, int]) -> Iterator[str]:
        for line in lines:
            if line.startswith(_PROMPT):
                codes = (overrides["code"],) if "code" in overrides else (0, 3)
                yield line
                yield from shortened(self.run(line.removeprefix(_PROMPT), codes), overrides)

    def run(self, command: str, codes: Sequence[int]) -> list[str]:
        """What the terminal shows of a command.

        Raises:
            AssertionError: it ended with another code.
        """
        name, *words = shlex.split(command.replace("\\", "/"))
        assert name == "zlts", command
        Clock.minutes += 5
        words = [self.seal if word == SEAL else word for word in words]
        keys, self.keys = self.keys, ()
        told, code = on_screen(words, self.folder, keys=keys)
        assert code in codes, (command, code, told)
        return self._scrubbed(told)

    def _scrubbed(self, told: str) -> list[str]:
        """As Windows would show it, and without what differs from run to run."""
        for seal in _HEX.findall(told):
            self.seal = seal
        told = _HEX.sub(SEAL, _LONG_HEX.sub("0123456789abcdef" * 4, _COLOUR.sub("", told)))
        for place in sorted(path.name for path in self.folder.iterdir() if path.is_dir()):
            told = told.replace(f"{place}/", f"{place}\\")
        return [line.rstrip() for line in told.rstrip("\n").split("\n")]


def shortened(lines: Sequence[str], overrides: dict[str, int]) -> list[str]:
    """The first `head` lines and the last `tail`, and how many are left out between."""
    if "head" not in overrides and "tail" not in overrides:
        return list(lines)
    head, tail = overrides.get("head", 0), overrides.get("tail", 0)
    left = len(lines) - head - tail
    if left <= 1:
        return list(lines)
    return [
        *lines[:head],
        f"……（中间 {left} 行略）" if tail else f"……（以下 {left} 行略）",
        *lines[len(lines) - tail :],
    ]


def _until_fence(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line == "```":
            return
        yield line


def _wishes(words: str) -> dict[str, int]:
    return {name: int(number) for name, number in (word.split("=") for word in words.split())}


def on_screen(
    words: Sequence[str], folder: Path, columns: int = COLUMNS, keys: Sequence[str] = ()
) -> tuple[str, int]:
    """What a terminal shows of the program, colours and all, and its exit code; at the clock's time.

    `keys` are what somebody types; without any nobody is there.
    """
    screen = _Screen()
    quiet = {name: value for name, value in os.environ.items() if name not in _LOUD}
    quiet |= {"COLUMNS": str(columns), "TERM": "xterm", "WT_SESSION": "1"}
    with (
        mock.patch.dict(os.environ, quiet, clear=True),
        mock.patch("zlts.commands.shared.datetime", Clock),
        mock.patch.object(sys, "argv", ["zlts"]),
        mock.patch.object(sys, "stdin", _Keys(keys, screen) if keys else io.StringIO()),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(_Aside(screen)),
    ):
        try:
            get_command(app).main(list(words), prog_name="zlts")
        except SystemExit as end:
            return screen.getvalue(), int(end.code or 0)
    return screen.getvalue(), 0


class _Aside(io.StringIO):
    """Errors go to the same screen; that it is no terminal keeps progress lines away."""

    def __init__(self, screen: _Screen) -> None:
        super().__init__()
        self._screen = screen

    def write(self, text: str) -> int:
        return self._screen.write(text)


def played(scratch: Path) -> Iterator[tuple[str, str, str]]:
    """Each page's name, how it stands in its file, and how it would be written now."""
    stage = Stage(scratch)
    for name in PAGES:
        text = (DOCS / "manual" / f"{name}.md").read_text(encoding="utf-8")
        yield name, text, stage.page(text)
