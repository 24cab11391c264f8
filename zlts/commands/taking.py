"""Words of the command line as values, where their meaning is plain.

Typer has pydantic turn every word into a value, also the ones that were not written; loading it takes longer than all
else that a command needs before it begins. So what needs no judging is taken here, and the rest is Typer's.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Any, get_args, get_origin


def lightened(params: list[Any]) -> list[Any]:
    """A command's parameters, which now take plain words without pydantic."""
    for param in params:
        if "get_runtime_param" not in vars(param):
            param.get_runtime_param = Taken(param).itself
    return params


class Taken:
    """Turns what was written for one parameter into its value; stands for what Typer would build for it."""

    def __init__(self, param: Any) -> None:
        self._kind = param.type_descriptor.annotation
        self._typers = param.get_runtime_param

    def itself(self) -> Taken:
        """What the parameter's `get_runtime_param` answers."""
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value; where its meaning is not plain, as Typer sees it; as written while Tab is answered.

        Raises:
            BadParameter: Typer makes nothing of it.
        """
        if ctx.resilient_parsing:
            return value
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        try:
            return plain(value, self._kind)
        except ValueError:
            return self._typers().coerce(value, param=param, ctx=ctx)


def plain(value: Any, kind: Any) -> Any:
    """A word, or several, as a value of a kind.

    Raises:
        ValueError: its meaning is not plain.
    """
    if get_origin(kind) is list and isinstance(value, list | tuple):
        [each] = get_args(kind)
        return [plain(one, each) for one in value]
    if kind in (str, bool) and isinstance(value, kind):
        return value
    if kind is Path and isinstance(value, str | Path):
        return Path(value)
    if kind is int and isinstance(value, str) and value.isascii() and value.isdecimal():
        return int(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    raise ValueError(value)
