"""The manual, offline."""

from pathlib import Path
from typing import Annotated

import typer

from zlts.commands import completing
from zlts.commands.parameters import Replace
from zlts.errors import WrongUsage


def help_(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="名字", help="一页的名字、一个命令，或程序说的一句话", autocompletion=completing.topics
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="文件夹", help="速查卡写成一页 Word 文件，放进这个文件夹")
    ] = None,
    replace: Replace = False,
) -> None:
    """办事员手册：列出各页，或显示一页；不用上网。

    zlts help
    zlts help month
    zlts help 出了问题
    zlts help import
    zlts help 看不懂这个日期
    zlts help card -o 打印
    """
    asked = " ".join(words or [])
    if output:
        _print_card(asked, output, replace=replace)
    elif not asked:
        from zlts.manual import screen

        screen.show_topics()
    elif not _show_page(asked) and not _show_command(ctx, words or []) and not _show_passages(asked):
        _show_messages(asked)


def _show_page(word: str) -> bool:
    from zlts.manual import topics

    topic = topics.find(word)
    if topic is not None:
        from zlts.manual import screen

        screen.show_page(topics.text_of(topic))
    return topic is not None


def _show_command(ctx: typer.Context, words: list[str]) -> bool:
    """The help page of a command, or of one in a group."""
    parent = ctx.find_root()
    found = None
    for word in words:
        found = getattr(parent.command, "commands", {}).get(word)
        if found is None:
            return False
        parent = found.make_context(word, [], parent=parent, resilient_parsing=True)
    typer.echo(parent.get_help())
    _show_passages(f"{parent.command_path} ")
    return found is not None


def _show_passages(words: str) -> bool:
    """What the manual's pages say of a word of the clerk's, or of the command that she means by it."""
    from zlts.commands.usage_errors import MEANT
    from zlts.manual import passages, screen

    found = passages.about(words) or (passages.about(f"zlts {MEANT[words]}") if words in MEANT else [])
    screen.show_passages(found)
    return bool(found)


def _show_messages(words: str) -> None:
    from zlts.manual import messages, topics

    page = topics.find("messages")
    # a word in Latin letters alone is a page's name with a slip, and stands in too many messages
    found = messages.about(words, topics.text_of(page)) if page and not words.isascii() else []
    if not found:
        raise topics.unknown(words)
    from zlts.manual import screen

    screen.show_messages(found)


def _print_card(word: str, output: Path, *, replace: bool) -> None:
    from zlts.manual import topics

    topic = topics.find(word)
    if topic is None or topic.name != "card":
        raise WrongUsage("只有速查卡可以写成 Word 文件。", "请写：zlts help card -o 文件夹")
    from zlts.documents import word as words
    from zlts.manual.card import card
    from zlts.services.outputs import allowed, folder

    paper = card(topics.text_of(topic))
    folder(output)
    file = allowed(None, words.path_of_paper(paper, output), replace=replace)
    words.write_paper(paper, output)
    typer.echo(f"已写入 {file.told}")
