"""Commands and groups as zlts has them: with a help page of their own, and light to start."""

from __future__ import annotations

from typing import Any

from typer.core import TyperCommand, TyperGroup

from zlts.commands.about import summary
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


def _write_page(command: Any, ctx: Any, formatter: Any) -> None:
    from zlts.commands.pages import help_page

    formatter.write("\n".join(help_page(command, ctx, formatter.width)))
