"""The program leans on the public names of other packages only; what begins with an underscore may go at any time."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.test_architecture import MODULES

DOCUMENTED = {
    "_exit": "the documentation of os: ends a process at once",
    "_asdict": "the documentation of typing.NamedTuple",
    "_fields": "the documentation of typing.NamedTuple",
    "_replace": "the documentation of typing.NamedTuple",
    "_Element": "the documentation of lxml: the type of its elements, named for the type checker alone",
}
"""Underscored names that their owners document, each with where."""

INNARDS = {"__bases__", "__mro__", "__subclasses__"}
"""What shows classes that a package does not name."""


def private_names(tree: ast.Module) -> Iterator[str]:
    """The private names of others in a module: attributes of all but self and cls, imports, getattr and setattr."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=name):
                names = [name]
            case ast.Import(names=aliases):
                names = [part for one in aliases for part in one.name.split(".")]
            case ast.ImportFrom(module=module, names=aliases):
                names = [*(module or "").split("."), *(one.name for one in aliases)]
            case ast.Call(func=ast.Name(id="getattr" | "setattr"), args=[_, ast.Constant(value=str(name)), *_]):
                names = [name]
            case ast.Call(
                func=ast.Name(id="import_module") | ast.Attribute(attr="import_module"),
                args=[ast.Constant(value=str(name)), *_],
            ):
                names = name.split(".")
            case _:
                continue
        yield from (name for name in names if is_private(name))


def is_private(name: str) -> bool:
    if name.startswith("__") and name.endswith("__"):
        return name in INNARDS
    return name.startswith("_") and name not in DOCUMENTED


@pytest.mark.parametrize("module", MODULES)
def test_no_module_touches_what_others_keep_to_themselves(module: str) -> None:
    assert not list(private_names(MODULES[module]))


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("ctx._protected_args", ["_protected_args"]),
        ("typer.BadParameter.__mro__[1]", ["__mro__"]),
        ("from typer._completion_shared import install", ["_completion_shared"]),
        ("import typer._click.core", ["_click"]),
        ("from typer.core import _TyperParameter", ["_TyperParameter"]),
        ("part._blob = b''", ["_blob"]),
        ("getattr(param, '_runtime_param')", ["_runtime_param"]),
        ("import_module('typer._click')", ["_click"]),
        ("self._words[0] + cls._count", []),
        ("self.table._tbl", ["_tbl"]),
        ("row._replace(place=1); os._exit(1); type(error).__name__", []),
    ],
)
def test_it_is_seen_where_one_does(line: str, found: list[str]) -> None:
    assert list(private_names(ast.parse(line))) == found


def test_each_exception_is_needed() -> None:
    used = {node.attr for tree in MODULES.values() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {
        alias.name
        for tree in MODULES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert set(DOCUMENTED) <= used
