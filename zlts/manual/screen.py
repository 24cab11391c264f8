"""A page of the manual on the terminal: folded to its width, coloured where it can be, plain where it is piped."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console

from zlts.cells import clean, fold
from zlts.manual.markdown import Block, Kind, blocks
from zlts.manual.messages import Message
from zlts.manual.topics import TOPICS
from zlts.reports import Column, Look, Table
from zlts.terminal import make_console, say, show_table

_PAGE = 80  # columns of a page that goes to a file or another program
_INDENT = "    "
_PROMPT = "> "


def show_page(page: str) -> None:
    """Print a page."""
    console = _console()
    before: Block | None = None
    for block in blocks(page):
        if before and block.kind is not Kind.TABLE and (before.kind, block.kind) != (Kind.ITEM, Kind.ITEM):
            say(console, "")
        _DRAWINGS[block.kind](block, console)
        before = block


def show_topics() -> None:
    """Print what there is to read."""
    console = _console()
    say(console, "手册各页：zlts help 后面写左边两栏里的任一个名字。", "bold")
    rows = tuple((topic.name, topic.words[0], topic.about) for topic in TOPICS)
    columns = (Column("name", "名字", Look.WORD), Column("word", "也可写", Look.WORD), Column("about", "内容"))
    show_table(Table("topics", "", columns, rows), console)
    say(console, "")
    say(console, "一个命令怎么写：zlts import --help，或 zlts help import。")
    say(console, "看不懂程序说的话：zlts help 后面写上那句话，或其中几个字。")
    say(console, "一页太长：后面加 | more，一屏一屏地看。")


def show_messages(found: list[Message]) -> None:
    """Print messages with their reason and remedy."""
    console = _console()
    for number, one in enumerate(found):
        if number:
            say(console, "")
        _quote(Block(Kind.QUOTE, (one.said,)), console)
        say(console, one.why)


def _console() -> Console:
    console = make_console()
    if not console.is_terminal:
        console.width = _PAGE
    return console


def _heading(block: Block, console: Console) -> None:
    say(console, block.lines[0], "bold underline" if block.level == 1 else "bold")


def _text(block: Block, console: Console) -> None:
    say(console, block.lines[0])


def _item(block: Block, console: Console) -> None:
    mark, _, text = block.lines[0].partition(" ")
    _hang(f"{mark} ", text, console)


def _quote(block: Block, console: Console) -> None:
    _hang("| ", block.lines[0], console, repeat=True)


def _hang(mark: str, text: str, console: Console, *, repeat: bool = False) -> None:
    for number, line in enumerate(fold(clean(text), console.width - len(mark))):
        say(console, f"{mark if repeat or not number else ' ' * len(mark)}{line}")


def _code(block: Block, console: Console) -> None:
    for line in block.lines:
        say(console, _INDENT + line, "bold cyan" if line.startswith(_PROMPT) else "")


def _table(block: Block, console: Console) -> None:
    head, *rows = (line.split("\t") for line in block.lines)
    columns = tuple(Column(str(number), heading) for number, heading in enumerate(head))
    show_table(Table("table", "", columns, tuple(tuple(row) for row in rows)), console)


_DRAWINGS: dict[Kind, Callable[[Block, Console], None]] = {
    Kind.HEADING: _heading,
    Kind.TEXT: _text,
    Kind.ITEM: _item,
    Kind.QUOTE: _quote,
    Kind.CODE: _code,
    Kind.TABLE: _table,
}
