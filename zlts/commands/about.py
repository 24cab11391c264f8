"""What a command says of itself."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any


def summary(command: Any) -> str:
    """The first sentence of a command's help."""
    return str(command.help or "").partition("\n")[0]


def examples(command: Any) -> list[str]:
    """The lines of a command's help that can be copied and run."""
    return [line.strip() for line in rest(command) if line.startswith("zlts")]


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
