"""A page of the manual on the terminal: folded to its width, coloured where it can be, plain where it is piped."""

from __future__ import annotations

from rich.console import Console

from zlts.cells import clean, fold
from zlts.manual.markdown import Block, BlockKind, blocks
from zlts.manual.messages import Message
from zlts.manual.passages import Passage
from zlts.manual.topics import TOPICS
from zlts.reports import Column, Look, Table
from zlts.terminal import make_console, say, show_table
from zlts.terminal_tables import hanging

_PAGE = 80  # columns of a page that goes to a file or another program
_INDENT = "    "
_PROMPT = "> "
_QUOTE = "| "


def show_page(page: str) -> None:
    """Print a page."""
    console = _console()
    before: Block | None = None
    for block in blocks(page):
        if (
            before
            and block.kind is not BlockKind.TABLE
            and (before.kind, block.kind) != (BlockKind.ITEM, BlockKind.ITEM)
        ):
            say(console, "")
        _draw(block, console)
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
        _draw(Block(BlockKind.QUOTE, (one.said,)), console)
        say(console, one.why)


def show_passages(found: list[Passage]) -> None:
    """Print what the pages say, each passage below its page and section."""
    console = _console()
    before = ""
    for one in found:
        say(console, "")
        if one.place != before:
            say(console, f"手册“{one.place}”", "bold")
        before = one.place
        _draw(one.block, console)
        for line in one.typed:
            say(console, _INDENT + line, "bold cyan")


def _console() -> Console:
    console = make_console()
    if not console.is_terminal:
        console.width = _PAGE
    return console


def _draw(block: Block, console: Console) -> None:
    match block.kind:
        case BlockKind.HEADING:
            say(console, block.lines[0], "bold underline" if block.level == 1 else "bold")
        case BlockKind.TEXT:
            say(console, block.lines[0])
        case BlockKind.ITEM:
            mark, _, text = block.lines[0].partition(" ")
            for line in hanging(f"{mark} ", _folded(text, console, len(mark) + 1)):
                say(console, line)
        case BlockKind.QUOTE:
            for line in _folded(block.lines[0], console, len(_QUOTE)):
                say(console, _QUOTE + line)
        case BlockKind.CODE:
            for line in block.lines:
                say(console, _INDENT + line, "bold cyan" if line.startswith(_PROMPT) else "")
        case BlockKind.TABLE:
            head, *rows = (line.split("\t") for line in block.lines)
            columns = tuple(Column(str(number), heading) for number, heading in enumerate(head))
            show_table(Table("table", "", columns, tuple(map(tuple, rows))), console)


def _folded(text: str, console: Console, indent: int) -> list[str]:
    return fold(clean(text), console.width - indent, at_pauses=True)
