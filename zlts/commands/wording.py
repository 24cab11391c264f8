"""Typer's own words for a command that is off, said in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from zlts.names import nearest


def usage_words(error: Any) -> str:
    """What is wrong with the command's words, and what to do."""
    say = _SAYINGS.get(type(error).__name__, _other)
    return f"{say(error)} 用 {_command(error)} --help 看写法。"


def _command(error: Any) -> str:
    return str(error.ctx.command_path) if getattr(error, "ctx", None) else "zlts"


def _name(error: Any) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "参数"
    options = [name for name in getattr(param, "opts", []) if name.startswith("-")]
    return options[-1] if options else str(getattr(param, "help", "") or param.name)


def _missing(error: Any) -> str:
    return f"缺少“{_name(error)}”。"


def _no_option(error: Any) -> str:
    near = [*(getattr(error, "possibilities", None) or [])]
    return f"没有 {error.option_name} 这个选项。" + (f"是不是 {near[0]}？" if near else "")


def _bad_value(error: Any) -> str:
    return f"“{_name(error)}”写得不对。"


def _other(error: Any) -> str:
    found = re.search(r"No such command '([^']*)'", str(error.message))
    if not found:
        return "命令写得不对。"
    near = nearest(found[1], [*(getattr(error.ctx.command, "commands", None) or {})])
    return f"没有“{found[1]}”这个命令。" + (f"是不是 {near}？" if near else "")


_SAYINGS: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadParameter": _bad_value,
}
