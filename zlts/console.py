"""A report on the terminal.

Rich knows the terminal, its colours and how wide a character is; `typeset` lays the tables out. Every
imported text is printed as it stands: never as markup, never with what a terminal would obey.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import IO, TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from zlts.cells import clean, fold
from zlts.reports import Report, Table
from zlts.typeset import MARK, Part, hanging, typeset

if TYPE_CHECKING:
    from rich.status import Status

_MARKED = "bold yellow"
_STYLES = {Part.HEAD: "bold", Part.RULE: "dim", Part.ROW: "", Part.MARKED: _MARKED, Part.TOTAL: "bold"}
_UNBOUNDED = 1_000_000  # piped: as wide as the content
_PATIENCE = 1.0  # seconds of work before progress shows
_REFRESH = 0.1


def reconfigure_streams() -> None:
    """Once, at entry: what a GBK console cannot show becomes `?` instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def make_console(stream: IO[str] | None = None) -> Console:
    """A console on the stream (standard output if None), as wide as its content where it is no terminal."""
    target = sys.stdout if stream is None else stream
    piped = target is None or not target.isatty()
    return Console(file=stream, width=_UNBOUNDED if piped else None, markup=False, emoji=False, highlight=False)


def say(console: Console, text: str, style: str = "") -> None:
    """Print lines of text, imported words and all, folded to the console's width."""
    for line in text.split("\n"):
        _put(console, fold(clean(line), console.width, cell_len), style)


def show(report: Report, console: Console, *, detail: bool = False) -> None:
    """Print the report: title, what needs a person, tables, what it stands on; `detail` for every table."""
    say(console, report.title, "bold")
    if report.bureau:
        say(console, f"{report.bureau}  {report.period}", "dim")
    _points(console, MARK, report.attention, _MARKED)
    for table in report.tables:
        if detail or not table.detail:
            show_table(table, console)
    _points(console, " ", [*_left_off(report, detail), *report.basis], "dim")


def _left_off(report: Report, detail: bool) -> list[str]:
    left = [] if detail else [table for table in report.tables if table.detail]
    return [f"明细“{table.title}”共 {len(table.rows)} 行，这里没有列出。" for table in left]


def show_table(table: Table, console: Console) -> None:
    """Print one table: in columns, or row by row where even its figures do not fit the terminal."""
    _put(console, [""])
    legend = [(f"  {MARK} 需关注", "not bold")] if table.marked else []
    console.print(Text.assemble((clean(table.title), "bold"), *legend), soft_wrap=True)
    if not table.rows:
        say(console, table.empty, "dim")
    for line in typeset(table, console.width, "-" if _ascii_rules(console) else "─"):
        _put(console, [line.text], _STYLES[line.part])


def _ascii_rules(console: Console) -> bool:
    # In a Chinese Windows console a box line is two places wide, and a rule of them would run over.
    return os.name == "nt" or not console.encoding.startswith("utf")


def _points(console: Console, mark: str, sentences: Sequence[str], style: str) -> None:
    if sentences:
        _put(console, [""])
    for sentence in sentences:
        _put(console, hanging(f"{mark} ", fold(clean(sentence), console.width - 2, cell_len)), style)


def _put(console: Console, lines: Sequence[str], style: str = "") -> None:
    for line in lines:
        console.print(Text(line.rstrip(), style), soft_wrap=True)


# ---------------------------------------------------------------- progress


class _ProgressLine:
    """One line that appears when the work has lasted a second, and vanishes with its end."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._due = monotonic() + _PATIENCE
        self._status: Status | None = None

    def __call__(self, done: int, total: int | None, what: str) -> None:
        if not self._console.is_terminal or monotonic() < self._due:
            return
        self._due = monotonic() + _REFRESH
        count = f"{done}" if total is None else f"{done}/{total}"
        line = Text(f"{count}  {clean(what)}", no_wrap=True, overflow="ellipsis")
        if self._status is None:
            self._status = self._console.status(line, spinner="line")
            self._status.start()
        self._status.update(line)

    def stop(self) -> None:
        if self._status is not None:
            self._status.stop()


@contextmanager
def progress(console: Console) -> Iterator[Callable[[int, int | None, str], None]]:
    """Give a function `(done, total, what)` that shows how far the work is, on a terminal only."""
    line = _ProgressLine(console)
    try:
        yield line
    finally:
        line.stop()
