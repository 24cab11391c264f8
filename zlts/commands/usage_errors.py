"""What is wrong with a command line, in Chinese: the one place that knows Typer's English sentences and errors."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from zlts.commands.help_pages import word_for
from zlts.errors import WrongUsage
from zlts.names import nearest

_DASH = "-‐‑‒–—―−⸺⸻ー"
_OPTION = re.compile(rf"[{_DASH}]+(?=[A-Za-z])")


def check_dashes(args: Iterable[str]) -> None:
    """Refuse an option whose dashes an input method or a word processor has changed: it would count as a file name.

    Raises:
        WrongUsage: so it is; it says how the option is written.
    """
    for arg in args:
        if arg == "--":
            return
        said = unicodedata.normalize("NFKC", arg)
        found = None if arg.startswith("-") else _OPTION.match(said)
        if found:
            word = "".join("-" if sign in _DASH else sign for sign in said[found.end() :].partition("=")[0])
            meant = f"{'-' if len(word) == 1 else '--'}{word}"
            raise WrongUsage(f"“{arg}”前面的横线不是英文的减号，什么也没有做。", f"请改成 {meant} 再运行一次。")


def usage_words(error: Any) -> str:
    """What is wrong with the command's words, and what to do."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return str(error.ctx.get_help())
    return f"{_SAYINGS.get(kind, _other)(error)} 用 {_command(error)} --help 看写法。"


def _command(error: Any) -> str:
    return str(error.ctx.command_path) if getattr(error, "ctx", None) else "zlts"


def _name(param: Any) -> str:
    """An option as the manual types it, by its short name where it has one: -o; an argument by its word."""
    options = [name for name in param.opts if name.startswith("-")]
    return min(options, key=len) if options else word_for(param)


def _missing(error: Any) -> str:
    param = error.param
    if param is None:
        return "还缺一项。"
    hint = f"（{param.help}）" if param.help and param.help != word_for(param) else ""
    return f"缺少“{_name(param)}”{hint}。"


def _no_option(error: Any) -> str:
    near = [*(getattr(error, "possibilities", None) or [])]
    return f"没有 {error.option_name} 这个选项。" + (f"是不是 {near[0]}？" if near else "")


def _without_value(error: Any) -> str:
    return f"{error.option_name} 后面要写内容。"


def _bad_value(error: Any) -> str:
    param = error.param
    if param is None:
        return "有一项写得不对。"
    kind = param.type_descriptor
    if kind.is_choice:
        return f"“{_name(param)}”只能写 {word_for(param).replace('|', '、')}。"
    return f"“{_name(param)}”{'要写数字' if int in (kind.annotation, *_inner(kind)) else '写得不对'}。"


def _inner(kind: Any) -> tuple[Any, ...]:
    """What a list is a list of."""
    return tuple(getattr(kind.annotation, "__args__", ()))


def _other(error: Any) -> str:
    if found := re.search(r"No such command '([^']*)'", str(error.message)):
        near = nearest(found[1], [*(getattr(error.ctx.command, "commands", None) or {})])
        return f"没有“{found[1]}”这个命令。" + (f"是不是 {near}？" if near else "")
    if found := re.search(r"unexpected extra argument\(s\) \((.*)\)", str(error.message)):
        return f"多出了“{found[1]}”。里面有空格的，要用英文引号括起来。"
    return "命令写得不对。"


_SAYINGS: dict[str, Callable[[Any], str]] = {
    "MissingParameter": _missing,
    "NoSuchOption": _no_option,
    "BadOptionUsage": _without_value,
    "BadParameter": _bad_value,
}
