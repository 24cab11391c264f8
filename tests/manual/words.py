"""A command line taken apart as the program would, and not run."""

from __future__ import annotations

import re
import shlex
from typing import Any

from typer.core import TyperGroup
from typer.main import get_command

from zlts.cli import app
from zlts.periods import Period, Span, names_half_year

_SPANS = {"月份": Span.MONTH, "季度": Span.QUARTER, "年份": Span.YEAR}
_NO_LINE = re.compile(r"[…—]|命令|文件或|校验码$|--help|--version|-completion")
"""Forms in words; and options that would act at once."""
_SPOKEN = re.compile(r"`(zlts(?: [^`]*)?)`")


def parsed(line: str, *, named: bool = False) -> Any:
    """The context of a command line: every word known, every period one.

    `named`: a command without any words is only spoken of.

    Raises:
        Exception: some word of it is off.
    """
    command: Any = get_command(app)
    name: str | None
    name, *words = shlex.split(line.replace("\\", "/"))
    assert name == "zlts", line
    assert not _NO_LINE.search(line), line
    context = command.make_context(name, words)
    while isinstance(command, TyperGroup) and (rest := [*context._protected_args, *context.args]):
        name, command, words = command.resolve_command(context, rest)
        context = command.make_context(name, words, parent=context, resilient_parsing=named and not words)
    for param in command.params:
        if param.metavar in _SPANS and context.params.get(param.name):
            said, span = str(context.params[param.name]), _SPANS[param.metavar]
            Period.parse(said, Span.HALF if span is Span.QUARTER and names_half_year(said) else span)
    return context


def spoken_of(page: str) -> list[str]:
    """The command lines that stand in a page's sentences."""
    return [line for line in _SPOKEN.findall(page) if not _NO_LINE.search(line)]
