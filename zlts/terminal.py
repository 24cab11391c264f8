"""A report on the terminal.

Every imported text is printed as it stands: never as markup, never with what a terminal would obey.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from threading import Lock, Timer
from time import monotonic
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from zlts.cells import clean, fold
from zlts.reports import Guide, Report, Table
from zlts.terminal_tables import FULL, MARKED, PLAIN, Signs, hanging, table_lines

if TYPE_CHECKING:
    from rich.status import Status

_UNBOUNDED = 1_000_000  # piped: as wide as the content
_PATIENCE = 1.0  # seconds of work before progress shows
_REFRESH = 0.1


def make_console(stream: IO[str] | None = None) -> Console:
    """A console on the stream (standard output if None), as wide as its content where it is no terminal."""
    target = sys.stdout if stream is None else stream
    piped = target is None or not target.isatty()
    return Console(file=stream, width=_UNBOUNDED if piped else None, markup=False, emoji=False, highlight=False)


def say(console: Console, text: str, style: str = "") -> None:
    """Print lines of text, imported words and all, folded to the console's width."""
    for line in text.split("\n"):
        _put(console, fold(clean(line), console.width, _signs(console).measure, at_pauses=True), style)


def show_attention(report: Report, console: Console) -> None:
    """Print what needs a person alone, below the title: of a report that is written to a file, which has the rest."""
    say(console, report.title, "bold")
    _points(console, _signs(console).mark, report.attention, MARKED)
    if report.attention:
        _put(console, [""])


def show(report: Report, console: Console, *, detail: bool = False) -> None:
    """Print the report: title, what needs a person, tables, what it stands on; `detail` for every table."""
    mark, tables = _signs(console).mark, [table for table in report.tables if detail or not table.detail]
    say(console, report.title, "bold")
    if report.bureau:
        say(console, f"{report.bureau}  {report.period}", "dim")
    _points(console, mark, report.attention, MARKED)
    for table in tables:
        told = len(tables) == 1 and table.title in report.title
        show_table(replace(table, title="") if told else table, console)
    _points(console, " ", [*_left_off(report, detail), *report.basis], "dim")


def _left_off(report: Report, detail: bool) -> list[str]:
    left = [] if detail else [table for table in report.tables if table.detail]
    return [f"明细“{table.title}”共 {len(table.rows)} 行，这里没有列出。" for table in left]


_SCREEN = 23
"""Lines of a screen of 24 that a guide may fill, above the prompt."""
_WIDEST = 100
_LEAST = 3
"""So many things are told at least, also where the map alone fills a screen."""
_BETWEEN = "  "


def show_guide(guide: Guide, console: Console) -> None:
    """Print the guide on one screen of 24 lines: the map, and below it what is due, 1 nearest to the prompt."""
    room = min(console.width, _WIDEST)
    measure = _signs(console).measure
    head = _map_lines(guide, room, measure) if guide.rows else []
    head += fold(guide.legend, room, measure) if guide.legend else []
    told = [_item_lines(number, *item, room, measure) for number, item in enumerate(guide.items, start=1)]
    left, shown = _SCREEN - 3 - len(head), len(told)  # the title, a blank line above and below the map
    while shown > _LEAST and sum(map(len, told[:shown])) + (shown < len(told)) > left:
        shown -= 1
    say(console, guide.title, "bold")
    _put(console, [*head, ""])
    if shown < len(told):
        say(console, f"另有 {len(told) - shown} 项：{guide.rest}", "dim")
    for lines in reversed(told[:shown]):
        _put(console, lines)
    if not told:
        say(console, guide.idle)


def _item_lines(number: int, words: str, command: str, room: int, measure: Callable[[str], int]) -> list[str]:
    """2. 2013-06 待评定：zlts assess 2013-06; the line to type on a line of its own where it does not fit."""
    lead = f"{number}. "
    whole = "：".join(filter(None, (words, command)))
    if measure(lead + whole) <= room:
        return [lead + clean(whole)]
    lines = hanging(lead, fold(clean(words), room - len(lead), measure, at_pauses=True))
    return [*lines, *([f"{' ' * len(lead)}{clean(command)}"] if command else [])]


def _map_lines(guide: Guide, room: int, measure: Callable[[str], int]) -> list[str]:
    """The map: units from top to bottom in as many blocks side by side as fit, their months from left to right."""
    name = max(measure(unit) for unit, _ in guide.rows)
    places = [max(2, len(month) + 1) for month in guide.months]
    block = name + 1 + sum(places)
    blocks = max(1, min(len(guide.rows), (room + len(_BETWEEN)) // (block + len(_BETWEEN))))
    deep = -(-len(guide.rows) // blocks)
    blocks = -(-len(guide.rows) // deep)
    lines = [_BETWEEN.join([_map_line("单位", guide.months, name, places, measure)] * blocks)]
    for place in range(deep):
        side = guide.rows[place::deep]
        lines.append(_BETWEEN.join(_map_line(unit, signs, name, places, measure) for unit, signs in side))
    return lines


def _map_line(
    unit: str, signs: Sequence[str], name: int, places: Sequence[int], measure: Callable[[str], int]
) -> str:
    cells = (" " * (room - measure(sign)) + sign for sign, room in zip(signs, places, strict=True))
    return clean(unit) + " " * (name - measure(unit) + 1) + "".join(cells)


def show_table(table: Table, console: Console) -> None:
    """Print one table: in columns, or as records where columns do not fit the terminal."""
    signs = _signs(console)
    _put(console, [""])
    _show_title(clean(table.title), f"{signs.mark} 需关注" if table.marked else "", console)
    if table.rows:
        console.print(Text("\n").join(table_lines(table, console, signs)), soft_wrap=True)
    else:
        say(console, table.empty, "dim")
    if table.note:
        _points(console, " ", [table.note], "")


def _show_title(title: str, legend: str, console: Console) -> None:
    words = "  ".join(filter(None, (title, legend)))
    for line in fold(words, console.width, _signs(console).measure) if words else ():
        text = Text(line, "bold")
        if legend and line.endswith(legend):
            text.stylize("not bold", len(line) - len(legend))
        console.print(text, soft_wrap=True)


def _signs(console: Console) -> Signs:
    # A Chinese Windows console shows box lines and triangles two places wide; the newer Windows Terminal does not.
    old_windows = os.name == "nt" and not os.environ.get("WT_SESSION")
    return PLAIN if old_windows or not console.encoding.startswith("utf") else FULL


def _points(console: Console, mark: str, sentences: Sequence[str], style: str) -> None:
    if sentences:
        _put(console, [""])
    for sentence in sentences:
        lines = fold(clean(sentence), console.width - 2, _signs(console).measure, at_pauses=True)
        _put(console, hanging(f"{mark} ", lines), style)


def _put(console: Console, lines: Sequence[str], style: str = "") -> None:
    for line in lines:
        console.print(Text(line.rstrip(), style), soft_wrap=True)


# ---------------------------------------------------------------- progress


class _ProgressLine:
    """One line that appears when the work has lasted a second, and vanishes with its end.

    A timer of its own brings it up: the work may be one long question to the ledger.
    """

    def __init__(self, console: Console, what: str) -> None:
        self._console = console
        self._text = what
        self._due = monotonic() + _PATIENCE
        self._status: Status | None = None
        self._over = False
        self._lock = Lock()
        self._timer = Timer(max(_PATIENCE, 0), self._appear)
        self._timer.daemon = True
        if console.is_terminal:
            self._timer.start()

    def __call__(self, done: int, total: int | None, what: str) -> None:
        """How far the work is: so many of so many, and what is at hand."""
        if not self._console.is_terminal:
            return
        count = f"{done}" if total is None else f"{done}/{total}"
        self._text = f"{count}  {clean(what)}"
        if monotonic() >= self._due:
            self._due = monotonic() + _REFRESH
            self._appear()

    def _appear(self) -> None:
        line = Text(self._text, no_wrap=True, overflow="ellipsis")
        with self._lock:
            if self._over:
                return
            if self._status is None:
                self._status = self._console.status(line, spinner="line")
                self._status.start()
            else:
                self._status.update(line)

    def stop(self) -> None:
        self._timer.cancel()
        with self._lock:
            if self._status is not None:
                self._status.stop()
            self._over = True


@contextmanager
def progress(console: Console, what: str = "正在处理……") -> Iterator[Callable[[int, int | None, str], None]]:
    """Give a function `(done, total, what)` that shows how far the work is, on a terminal only.

    `what` stands there until it is called.
    """
    line = _ProgressLine(console, what)
    try:
        yield line
    finally:
        line.stop()
