"""Commands and groups as zlts has them: with a help page of their own, and light to start."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from zlts.commands.taking import lightened


class Command(TyperCommand):
    """A command with such a page."""

    def get_params(self, ctx: Any) -> list[Any]:
        return lightened(super().get_params(ctx))

    def notes(self) -> list[tuple[str, str]]:
        """What else its page lists, under “其中”."""
        return []

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_page(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return summary(self)


class Group(TyperGroup):
    """A group of commands with such a page."""

    def get_params(self, ctx: Any) -> list[Any]:
        return lightened(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_page(self, ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return summary(self)


def summary(command: Any) -> str:
    """The first sentence of a command's help."""
    return str(command.help or "").partition("\n")[0]


def examples(command: Any) -> list[str]:
    """The lines of a command's help that can be copied and run."""
    return [line.strip() for line in rest(command) if line.startswith("zlts")]


def _write_page(command: Any, ctx: Any, formatter: Any) -> None:
    from zlts.commands.pages import help_page

    formatter.write("\n".join(help_page(command, ctx, formatter.width)))


def rest(command: Any) -> list[str]:
    """The lines of a command's help after its first sentence."""
    return inspect.cleandoc(str(command.help or "")).split("\n")[1:]


def word_for(param: Any) -> str:
    """What an argument or an option's value is called."""
    if param.metavar:
        return str(param.metavar)
    kind = param.type_descriptor
    if kind.is_choice:
        return "|".join(str(getattr(one, "value", one)) for one in kind.choices)
    return {int: "数字", Path: "文件"}.get(kind.annotation, "文字")
