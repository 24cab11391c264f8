"""Commands and groups with a help page of their own: what it does, lines to copy, then its words; in Chinese.

Typer's own page is English, puts examples last, and folds Chinese at the wrong place.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from typer.core import TyperCommand, TyperGroup

from zlts.cells import fold, width

_INDENT = "  "
_LEFT = 26  # the widest first column
_NARROW = 44
_HELP = "显示这段说明"
"""Of the option that Typer brings."""


class _Helped:
    """What Typer asks a command for when help is shown."""

    def notes(self) -> list[tuple[str, str]]:
        """What else the command's page lists, under “其中”."""
        return []

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write("\n".join(help_page(self, ctx, formatter.width)))

    def get_short_help_str(self, limit: int = 45) -> str:
        del limit
        return summary(self)


class Command(_Helped, TyperCommand):
    """A command with such a page."""


class Group(_Helped, TyperGroup):
    """A group of commands with such a page."""


# ---------------------------------------------------------------- what a command says of itself


def summary(command: Any) -> str:
    """The first sentence of a command's help."""
    return str(command.help or "").partition("\n")[0]


def examples(command: Any) -> list[str]:
    """The lines of a command's help that can be copied and run."""
    return [line.strip() for line in _after_summary(command) if line.startswith("zlts")]


def word_for(param: Any) -> str:
    """What an argument or an option's value is called."""
    if param.metavar:
        return str(param.metavar)
    kind = param.type_descriptor
    if kind.is_choice:
        return "|".join(str(getattr(one, "value", one)) for one in kind.choices)
    return {int: "数字", Path: "文件"}.get(kind.annotation, "文字")


def _after_summary(command: Any) -> list[str]:
    return inspect.cleandoc(str(command.help or "")).split("\n")[1:]


# ---------------------------------------------------------------- the page


def help_page(command: Any, ctx: Any, room: int) -> list[str]:
    """The page's lines: what it does, examples, how it is written, its arguments, options and commands."""
    room = max(room, _NARROW)
    details = [line for line in _after_summary(command) if line and not line.startswith("zlts")]
    params = command.get_params(ctx)
    return [
        *fold(summary(command), room, at_pauses=True),
        *_section("例：", [_INDENT + line for line in examples(command)]),
        *_section("", [folded for line in details for folded in fold(line, room, at_pauses=True)]),
        *_section("写法：", _hanging(_INDENT, usage(command, ctx), room)),
        *_section("参数：", _rows([_row(one) for one in params if _is_argument(one)], room)),
        *_commands(command, room),
        *_section("选项：", _rows([_row(one) for one in params if not _is_argument(one) and not one.hidden], room)),
        *_section("其中：", _rows(command.notes(), room)),
    ]


def usage(command: Any, ctx: Any) -> str:
    """How the command is written, in one line."""
    params = command.get_params(ctx)
    needed = [_option(one) for one in params if one.required and not _is_argument(one)]
    arguments = [_argument(one) if one.required else f"[{_argument(one)}]" for one in params if _is_argument(one)]
    inner = ["命令 …"] if getattr(command, "commands", None) else []
    return " ".join([str(ctx.command_path), *arguments, *needed, "[选项]", *inner])


def _section(heading: str, lines: Sequence[str]) -> list[str]:
    return ["", *([heading] if heading else []), *lines] if lines else []


def _is_argument(param: Any) -> bool:
    return bool(param.param_type_name == "argument")


def _argument(param: Any) -> str:
    return word_for(param) + ("…" if param.nargs != 1 else "")


def _option(param: Any) -> str:
    names = ", ".join(sorted(param.opts, key=len))
    return names if param.is_flag else f"{names} {word_for(param)}"


def _row(param: Any) -> tuple[str, str]:
    """The word, and what it means; that it must be there, or what stands for it where it is left out."""
    meaning = _HELP if "--help" in param.opts else str(param.help or "")
    default = getattr(param.default, "value", param.default)
    if param.required:
        meaning += "（必填）"
    elif isinstance(default, str) and default:
        meaning += f"（不写就是 {default}）"
    return (_argument(param) if _is_argument(param) else _option(param)), meaning


def _commands(command: Any, room: int) -> Iterator[str]:
    panels: dict[str, list[tuple[str, str]]] = {}
    for name, one in getattr(command, "commands", {}).items():
        if not one.hidden:
            panels.setdefault(str(one.rich_help_panel or "命令"), []).append((name, summary(one)))
    left = max((len(name) for rows in panels.values() for name, _ in rows), default=0)
    for panel, rows in panels.items():
        yield from _section(f"{panel}：", _rows(rows, room, left))


def _rows(rows: Sequence[tuple[str, str]], room: int, left: int = 0) -> list[str]:
    """Two columns; a long word has a line of its own."""
    left = left or min(max((width(word) for word, _ in rows), default=0), _LEFT)
    lines: list[str] = []
    for word, meaning in rows:
        lead = _INDENT + word + " " * (left - width(word) + 2)
        if width(word) > left:
            lines.append(_INDENT + word)
            lead = " " * (left + 4)
        lines += _hanging(lead, meaning, room)
    return lines


def _hanging(lead: str, text: str, room: int) -> list[str]:
    folded = fold(text, room - width(lead), at_pauses=True)
    return [(lead if number == 0 else " " * width(lead)) + line for number, line in enumerate(folded)]
