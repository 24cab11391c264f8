"""Our own code by the measures of `craft.md`'s table.

A function's lines are its lines of code: no blank ones, no comments, not its docstring. Public is a function
without an underscore, of a module or of a class without one. A function touches the world if its own lines
call what reads or writes a file, a database, a stream, a clock, chance, or another process.
"""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
_WORLD = {
    "os",
    "sys",
    "subprocess",
    "shutil",
    "socket",
    "time",
    "random",
    "secrets",
    "tempfile",
    "sqlite3",
    "platform",
}
_HANDS = {"open", "print", "input"}
_METHODS = {
    *("open", "read_text", "write_text", "read_bytes", "write_bytes", "mkdir", "unlink", "touch", "rmdir", "stat"),
    *("exists", "is_file", "is_dir", "iterdir", "glob", "rglob", "echo", "now", "today"),
    *("execute", "execute_all", "executescript", "scalar", "records"),
}

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Function:
    """One function: where it stands, its lines of code, and what the table asks of it."""

    module: str
    name: str
    line: int
    lines: int
    public: bool
    documented: bool
    worldly: bool


@dataclass(frozen=True, slots=True)
class Measures:
    """A row of the table."""

    module_median: int
    module_longest: int
    function_median: int
    function_p90: int
    function_longest: int
    documented: int
    """Percent of the public functions."""
    worldly: int
    """Percent of all functions."""
    tests_to_code: float


def lines_of(path: Path) -> int:
    """How many lines a file has."""
    return path.read_bytes().count(b"\n")


def functions(package: Path) -> list[Function]:
    """All functions of a package, methods and inner ones too."""
    return [one for path in sorted(package.rglob("*.py")) for one in _of_file(path, package)]


def _of_file(path: Path, package: Path) -> Iterator[Function]:
    text = path.read_text(encoding="utf-8")
    module = ".".join((package.name, *path.relative_to(package).with_suffix("").parts))
    yield from _inside(ast.parse(text), module, _code_lines(text), public=True)


def _inside(node: ast.AST, module: str, code: set[int], *, public: bool) -> Iterator[Function]:
    for one in ast.iter_child_nodes(node):
        if isinstance(one, _Function):
            own = public and not one.name.startswith("_")
            yield _measured(one, module, code, public=own)
            yield from _inside(one, module, code, public=False)
        else:
            inner = public and not (isinstance(one, ast.ClassDef) and one.name.startswith("_"))
            yield from _inside(one, module, code, public=inner)


def _measured(one: _Function, module: str, code: set[int], *, public: bool) -> Function:
    documented = ast.get_docstring(one) is not None
    first = one.body[0]
    doc = range(first.lineno, (first.end_lineno or first.lineno) + 1) if documented else range(0)
    own = code.intersection(range(one.lineno, (one.end_lineno or one.lineno) + 1)).difference(doc)
    return Function(module, one.name, one.lineno, len(own), public, documented, any(map(_touches, _calls(one))))


def _code_lines(text: str) -> set[int]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return {line for t in tokens if t.type not in _NO_CODE for line in range(t.start[0], t.end[0] + 1)}


def _calls(function: _Function) -> Iterator[ast.expr]:
    """What the function calls itself, without the functions inside it."""
    waiting: list[ast.AST] = list(ast.iter_child_nodes(function))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield node.func
        if not isinstance(node, _Function):
            waiting += ast.iter_child_nodes(node)


def _touches(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in _HANDS
    root = called
    while isinstance(root, ast.Attribute):
        root = root.value
    of_world = isinstance(root, ast.Name) and root.id in _WORLD
    return of_world or (isinstance(called, ast.Attribute) and called.attr in _METHODS)


def measured(package: Path, tests: Iterable[Path]) -> Measures:
    """The table's row for a package and the files of its tests."""
    found = functions(package)
    modules = sorted(filter(None, map(lines_of, package.rglob("*.py"))))
    lengths = sorted(one.lines for one in found)
    public = [one for one in found if one.public]
    return Measures(
        module_median=round(median(modules)),
        module_longest=modules[-1],
        function_median=round(median(lengths)),
        function_p90=lengths[len(lengths) * 9 // 10],
        function_longest=lengths[-1],
        documented=_percent(one.documented for one in public),
        worldly=_percent(one.worldly for one in found),
        tests_to_code=round(sum(map(lines_of, tests)) / sum(modules), 1),
    )


def _percent(ones: Iterable[bool]) -> int:
    told = list(ones)
    return round(100 * sum(told) / len(told))
